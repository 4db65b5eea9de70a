"""Explanations: where a record of a reading stands, on whose word it rests, how it was parsed and found."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso import reasons
from sayso.annotate import DEFAULT_MODEL, annotate, load
from sayso.digest import NARRATOR, NOBODY, Digest, extent
from sayso.document import Document, Span
from sayso.entity import Actor, Date, Place
from sayso.errors import RecordError
from sayso.extract.events import ontology_of
from sayso.facts import facts_of, parts_of
from sayso.parse import Part, Sentence, sentences
from sayso.pipeline import reading_of
from sayso.printable import one_line
from sayso.read import Skipped, Source, documents
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
from sayso.resolve.gazetteer import open_gazetteer
from sayso.settings import Settings
from sayso.ties import ties

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.knowledge import Knowledge
    from sayso.reading import Reading
    from sayso.resolve.gazetteer import Gazetteer

    Record = Quotation | Figure | Event | Commitment | Meeting | Control | Membership | Verdict | Date | Place | Actor

Kind = Literal[
    "quotation",
    "figure",
    "event",
    "commitment",
    "meeting",
    "control",
    "membership",
    "verdict",
    "date",
    "place",
    "actor",
]
# 756:908, as the brief prints it in brackets, or the offset of one character.
_CHARACTERS = re.compile(r"\[?(\d{1,12})(?::(\d{1,12}))?\]?")
_LIKE = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One source of a chain; ``quotation`` is the id of what it says, None for an outlet or publisher."""

    name: str
    cue: Span | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One record with all that speaks for it.

    ``facts`` are the record's own values by name; ``chain`` goes from the source nearest to the
    record out to the outlet; ``reasons`` are sentences.
    """

    document: Document
    kind: Kind
    id: str
    span: Span
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    chain: tuple[Link, ...]
    reasons: tuple[str, ...]

    @property
    def decisive(self) -> Sentence | None:
        """The sentence that tied the record to its source: the one of the cue, else that of the record."""
        cue = next((part.span for part in self.parts if part.role == "cue"), self.span)
        return next((sentence for sentence in self.sentences if sentence.span.overlaps(cue)), None)


def explanations(
    source: Source | str | os.PathLike[str],
    asked: str,
    *,
    model: str = DEFAULT_MODEL,
    settings: Settings | None = None,
    knowledge: Knowledge | None = None,
) -> Iterator[Explanation | Skipped]:
    """Explain the record of id ``asked``, or those at characters "756:908" or "756", in the documents of ``source``.

    A document that cannot be read comes as `Skipped`. An id is explained where it is first found.
    ``knowledge`` is what the file was read with: actors that the user knows change names and ids.

    Raises:
        RecordError: when no document has such a record.
        ModelError: when the language pipeline ``model`` is not installed or unfit.
    """
    origin, wanted = Source.of(source), _wanted(asked)
    nlp, gazetteer = load(model), open_gazetteer()
    ids: list[str] = []
    found_one = was_read = False
    for document in documents(origin, settings=settings or Settings.from_environment()):
        if isinstance(document, Skipped):
            yield document
            continue
        (doc,) = annotate([document], nlp)
        reading = reading_of(doc, gazetteer, knowledge=knowledge)
        was_read = True
        for record, spans in matches(reading, wanted):
            found_one = True
            yield explanation(doc, reading, record, gazetteer=gazetteer, at=spans)
        if found_one and isinstance(wanted, str):
            return
        ids += [record.id for record in _records(reading)]
    if was_read and not found_one:
        raise RecordError(_nothing(origin.name, wanted, ids))


def matches(reading: Reading, wanted: str | Span) -> list[tuple[Record, tuple[Span, ...]]]:
    """Find the record of an id, or those at a span, with the stretches of each that are meant.

    What lies at exactly that span comes alone; else all that overlaps it, the nearest first.
    """
    if isinstance(wanted, str):
        return [(record, ()) for record in _records(reading) if record.id == wanted]
    found = []
    for record in _records(reading):
        spans = tuple(span for span in _extents(record) if span.overlaps(wanted))
        beside = [part.span for part in parts_of(record, None)]
        if spans or any(span.overlaps(wanted) for span in beside):
            distance = min(_distance(span, wanted) for span in spans or _extents(record))
            found.append((distance, record, spans))
    exact = [one for one in found if one[0] == 0]
    return [(record, spans) for _, record, spans in sorted(exact or found, key=lambda one: one[0])]


def explanation(
    doc: tokens.Doc, reading: Reading, record: Record, *, gazetteer: Gazetteer, at: tuple[Span, ...] = ()
) -> Explanation:
    """Explain one record of ``reading``, which was made from ``doc``; of an actor, the mentions ``at`` only."""
    digest = Digest.of(reading)
    parts = parts_of(record, digest)
    if isinstance(record, Actor) and at:
        parts = tuple(part for part in parts if part.span in at)
    span = parts[0].span if isinstance(record, Actor) else _extents(record)[0]
    return Explanation(
        document=reading.document,
        kind=_kind(record),
        id=record.id,
        span=span,
        facts=tuple(facts_of(record, digest)),
        parts=parts,
        sentences=tuple(sentences(doc, parts)),
        chain=() if isinstance(record, Actor) else tuple(_chain(digest, _holder(digest, record, span))),
        reasons=tuple(_reasons(record, doc, gazetteer, digest)),
    )


def _wanted(asked: str) -> str | Span:
    characters = _CHARACTERS.fullmatch(asked.strip())
    if characters is None:
        return asked.strip()
    start = int(characters[1])
    end = start + 1 if characters[2] is None else int(characters[2])
    if start >= end:
        message = f"characters {start}:{end} hold nothing; give the first one and the one after the last"
        raise RecordError(message)
    return Span(start, end)


def _nothing(source: str, wanted: str | Span, ids: list[str]) -> str:
    listed = f"sayso read {source} --json lists what there is"
    if isinstance(wanted, Span):
        return f"no record at characters {wanted.start}:{wanted.end} of {source}; {listed}"
    close = difflib.get_close_matches(wanted, ids, cutoff=_LIKE)
    advice = f"did you mean {' or '.join(close)}?" if close else listed
    return f"no record {wanted!r} in {source}; {advice}"


def _records(reading: Reading) -> tuple[Record, ...]:
    said: tuple[Record, ...] = (*reading.quotations, *reading.figures, *reading.verdicts)
    deeds: tuple[Record, ...] = (*reading.events, *reading.commitments, *reading.meetings)
    standing: tuple[Record, ...] = (*reading.control, *reading.memberships)
    return (*said, *deeds, *standing, *reading.dates, *reading.places, *reading.actors)


def _extents(record: Record) -> tuple[Span, ...]:
    """Give where a record stands, as the brief prints it."""
    if isinstance(record, Quotation):
        return (extent(record),)
    if isinstance(record, Event):
        return (record.trigger,)
    return record.mentions if isinstance(record, Actor) else (record.span,)


def _distance(span: Span, wanted: Span) -> int:
    return abs(span.start - wanted.start) + abs(span.end - wanted.end)


def _kind(record: Record) -> Kind:
    kinds: dict[type, Kind] = {
        Quotation: "quotation",
        Figure: "figure",
        Event: "event",
        Commitment: "commitment",
        Meeting: "meeting",
        Control: "control",
        Verdict: "verdict",
        Membership: "membership",
        Date: "date",
        Place: "place",
        Actor: "actor",
    }
    return kinds[type(record)]


def _holder(digest: Digest, record: Record, span: Span) -> Quotation | None:
    """Find the innermost quotation that a record stands in; a quotation begins its own chain."""
    if isinstance(record, Quotation):
        return record
    if isinstance(record, Figure | Event | Commitment | Control | Membership):
        return None if record.quotation is None else digest.quotations.get(record.quotation)
    holding = [
        (part.end - part.start, quotation)
        for quotation in digest.reading.quotations
        for part in quotation.content
        if part.covers(span)
    ]
    return min(holding, key=lambda pair: pair[0])[1] if holding else None


def _chain(digest: Digest, quotation: Quotation | None) -> Iterator[Link]:
    """Yield the sources from the innermost out, then the outlet."""
    seen: set[str] = set()
    while quotation is not None and quotation.id not in seen:
        seen.add(quotation.id)
        name = NOBODY if quotation.speaker is None else digest.name(quotation.speaker)
        yield Link(name=name, cue=quotation.cue, quotation=quotation.id)
        if quotation.via is not None:
            yield Link(name=digest.name(quotation.via), cue=quotation.via)
        quotation = None if quotation.within is None else digest.quotations.get(quotation.within)
    yield Link(name=one_line(digest.reading.document.outlet or "") or NARRATOR)


def _reasons(record: Record, doc: tokens.Doc, gazetteer: Gazetteer, digest: Digest) -> Iterator[str]:
    if isinstance(record, Quotation | Commitment | Membership):
        yield from reasons.of_rule(record)
    elif isinstance(record, Event):
        yield from reasons.of_event(record, ontology_of(doc))
    elif isinstance(record, Figure):
        yield from reasons.of_figure(record, doc.user_data["document"].text)
    elif isinstance(record, Date):
        yield from reasons.of_date(record, doc)
    elif isinstance(record, Place):
        yield from reasons.of_place(record, doc, gazetteer)
    if isinstance(record, Quotation | Figure):
        yield from ties(record, digest)
