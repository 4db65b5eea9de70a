"""The text of a document with a mark on every stretch that a record rests on."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sayso import deeds
from sayso.digest import bounds, coordinates, when
from sayso.document import Span
from sayso.printable import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.digest import Digest
    from sayso.document import BlockKind
    from sayso.record import Quotation

Kind = Literal["q", "f", "c", "e", "m", "h", "b", "v", "d", "p", "a"]
# What a stretch is to its record: where it begins, more of it, or words that only belong to it (cue, speaker, counted).
Role = Literal["own", "more", "cue"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that belongs to a record; ``kind`` is the letter that the page shows."""

    span: Span
    kind: Kind
    record: str
    role: Role = "own"
    note: str = ""


def marks(digest: Digest) -> Iterator[Mark]:
    """Yield every mark of a reading, of any kind, in no particular order."""
    for quotation in digest.reading.quotations:
        yield from _of_quotation(quotation)
    for figure in digest.reading.figures:
        unit = figure.unit or figure.unit_text or ""
        yield Mark(figure.span, "f", figure.id, note=f"{bounds(figure)} {unit}")
        if figure.counted is not None:
            yield Mark(figure.counted, "f", figure.id, "cue")
    yield from _of_deeds(digest)
    for date in digest.reading.dates:
        yield Mark(date.span, "d", date.id, note=when(date) or "no anchor")
    for place in digest.reading.places:
        yield Mark(place.span, "p", place.id, note=f"{place.name} {place.country or ''} {coordinates(place)}")
    for actor in digest.reading.actors:
        for span in actor.mentions:
            yield Mark(span, "a", actor.id, note=actor.name)


def _of_deeds(digest: Digest) -> Iterator[Mark]:
    for commitment in digest.reading.commitments:
        yield Mark(commitment.span, "c", commitment.id, note=commitment.kind)
    for event in digest.reading.events:
        yield Mark(
            event.trigger, "e", event.id, note=f"{deeds.coded(event)}{' (background)' if event.background else ''}"
        )
    for meeting in digest.reading.meetings:
        yield Mark(meeting.span, "m", meeting.id, note=meeting.name)
    for control in digest.reading.control:
        yield Mark(control.span, "h", control.id, note=" ".join(deeds.holding(digest, control)))
    for verdict in digest.reading.verdicts:
        yield Mark(verdict.span, "v", verdict.id, note=f"{verdict.kind}, the author's own")
        for cue in verdict.cues:
            yield Mark(cue, "v", verdict.id, "cue")
    for group in deeds.bonds(digest):
        for membership in group:
            yield Mark(membership.span, "b", membership.id, note=" ".join(deeds.bound(digest, [membership])))


def _of_quotation(quotation: Quotation) -> Iterator[Mark]:
    first, *rest = quotation.content
    yield Mark(first, "q", quotation.id)
    for span in rest:
        yield Mark(span, "q", quotation.id, "more")
    for around in (quotation.cue, quotation.speaker, quotation.addressee, quotation.via):
        if around is not None:
            yield Mark(Span(around.start, around.end), "q", quotation.id, "cue")


def marked(digest: Digest) -> str:
    """Give the text as HTML. Marks that overlap are cut into segments, each with the ids of all its records."""
    document = digest.reading.document
    starting: dict[int, list[Mark]] = {}
    for mark in sorted(set(marks(digest)), key=lambda mark: (-mark.span.end, mark.kind, mark.record)):
        starting.setdefault(mark.span.start, []).append(mark)
    block_kinds = {block.start: (block.end, block.kind) for block in document.blocks}
    ends = {mark.span.end for group in starting.values() for mark in group} | {end for end, _ in block_kinds.values()}
    pieces: list[str] = []
    covering: list[Mark] = []
    block: tuple[int, BlockKind] = (0, "paragraph")
    begun: set[str] = set()
    for start, end in pairwise(sorted({0, len(document.text), *starting, *block_kinds, *ends})):
        opened = starting.get(start, [])
        covering = [mark for mark in covering if mark.span.end > start] + opened
        block = block_kinds.get(start, block if block[0] > start else (end, "paragraph"))
        for mark in opened:
            if mark.role == "own":
                anchor = f' id="t-{escape(mark.record)}"' if mark.record not in begun else ""
                begun.add(mark.record)
                pieces.append(f'<i class="tag {mark.kind}"{anchor}></i>')
        pieces.append(_segment(printable(document.text[start:end]), covering, block[1]))
    return "".join(pieces)


def _segment(words: str, covering: list[Mark], block: BlockKind) -> str:
    classes = sorted({f"{mark.kind}-cue" if mark.role == "cue" else mark.kind for mark in covering})
    if block in ("title", "heading", "furniture"):
        classes.append(block)
    if not covering:
        return f'<span class="{block}">{escape(words)}</span>' if classes else escape(words)
    records = " ".join(dict.fromkeys(escape(mark.record) for mark in covering))
    notes = "; ".join(dict.fromkeys(one_line(mark.note) for mark in covering if mark.note))
    title = f' title="{escape(notes)}"' if notes else ""
    return f'<mark class="{" ".join(classes)}" data-r="{records}"{title}>{escape(words)}</mark>'
