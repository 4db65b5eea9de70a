"""What a listing shows of a record: its words first, then the document, the day and the characters that say it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.text import Text

from sayso.cli.listing import DOT, Line, safe
from sayso.digest import CAVEATS, bounds, day, span_in_words
from sayso.export.columns import row
from sayso.export.names import Sentence, name_of, named, names_of, words_at
from sayso.printable import one_line, piece
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
from sayso.store.entries import extent_of
from sayso.store.ledger import written
from sayso.store.rows import SHAPE_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.document import Span
    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.search.find import Hit

_ARROW = " → "
_DOUBTS = ("denied", "probable", "possible", "hearsay")
_BONDS = {"belongs": "part of", "joined": "joined", "left": "left", "not": "not part of"}


def line_of(entry: Entry[Any], *, marks: Iterable[Span] = ()) -> Line:
    """Make the line of a record; ``marks`` are what a search found in it."""
    record = entry.record
    told = _TOLD[type(record)](entry)
    shape = SHAPE_OF_KIND[type(record)]
    span = extent_of(record)
    is_short = isinstance(record, Event | Figure | Control | Membership | Meeting)
    where = "" if span is None else f"[{span.start}:{span.end}]"
    about = (*_source(entry.document), f"{one_line(entry.document.id)} {where}".strip(), record.id)
    return Line(
        words=told,
        sentence=sentence(entry, marks) if is_short else None,
        about=about,
        plain={
            "kind": shape.table.name,
            "record": plain(record),
            "words": entry.words,
            "names": dict(entry.names),
            "document": facts(entry.document),
        },
        cells=row(shape.field, entry),
    )


def line_of_hit(hit: Hit) -> Line:
    """Make the line of what a search found."""
    document = hit.document
    found: dict[str, Any] = {
        "span": plain(hit.span),
        "shown": {**plain(hit.shown), "text": hit.text},
        "highlights": plain(hit.highlights),
        "rank": hit.rank,
    }
    at = hit.shown if hit.entry is None else hit.span
    cells = {
        "kind": hit.kind,
        "id": None if hit.entry is None else hit.entry.record.id,
        "words": hit.text if hit.entry is None else hit.entry.words,
        "start": at.start,
        "end": at.end,
        **row("documents", document),
    }
    if hit.entry is not None:
        line = line_of(hit.entry, marks=hit.highlights)
        return replace(line, plain={**line.plain, **found}, cells=cells)
    words = Text("… " if hit.shown.start > hit.span.start else "")
    words.append_text(_marked(hit.text, hit.shown.start, hit.highlights))
    words.append(" …" if hit.shown.end < hit.span.end else "")
    where = f"{one_line(document.id)} [{hit.shown.start}:{hit.shown.end}]"
    title = () if document.title is None else (one_line(document.title),)
    return Line(
        words=words,
        about=(*title, *_source(document), where),
        plain={"kind": hit.kind, **found, "document": facts(document)},
        cells=cells,
    )


def facts(document: DocumentFacts) -> dict[str, Any]:
    """Give what is known of a document, as JSON."""
    return {**plain(document), "learned_at": written(document.learned_at)}


def plain(value: Any) -> Any:  # noqa: ANN401 - any part of a record
    """Give a part of a record as JSON has it."""
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _source(document: DocumentFacts) -> tuple[str, ...]:
    published = None if document.published is None else day(document.published)
    return tuple(one_line(each) for each in (document.outlet, published) if each)


def sentence(entry: Entry[Any], marks: Iterable[Span]) -> Text:
    """Give the sentence in which a record stands, as far as the record tells it, with its own words in bold."""
    found, span = Sentence.of(entry), extent_of(entry.record)
    if found is None or span is None:
        return safe(entry.words, "dim")
    words = Text("…" * found.is_cut_before).append_text(_marked(found.text, found.start, [*marks, span]))
    return words.append("…" * found.is_cut_after)


def _marked(text: str, start: int, marks: Iterable[Span]) -> Text:
    """Write a stretch of a document with some spans of it in bold."""
    words, at = Text(), 0
    for mark in sorted({(max(one.start - start, 0), min(one.end - start, len(text))) for one in marks}):
        begin, end = max(mark[0], at), mark[1]
        if begin < end:
            words.append(piece(text[at:begin])).append(piece(text[begin:end]), "bold")
            at = end
    return words.append(piece(text[at:]))


def _dated(edtf: str | None) -> str:
    return "" if edtf is None else span_in_words(edtf)


def _said(*parts: tuple[str | None, str]) -> Text:
    words = Text()
    for text, style in parts:
        if text:
            words.append("  " if words else "").append(text, style)
    return words


def _quotation(entry: Entry[Quotation]) -> Text:
    record = entry.record
    speaker = name_of(entry, record.speaker)
    content = piece(entry.words.strip())
    cue = one_line(words_at(entry, record.cue) or "")
    frame = cue if any(map(str.isalpha, cue)) else ""
    via = name_of(entry, record.via)
    told = " ".join(filter(None, (frame, f"via {via}" if via else "")))
    words = Text(speaker or "", "bold").append(f"{DOT}{told}" if speaker and told else told, "not bold")
    kinds = [caveat.kind for caveat in record.caveats]
    for kind in dict.fromkeys(kinds):
        words.append(f" ⚠ {CAVEATS[kind]}" if kind in CAVEATS else "", "not bold yellow")
    words.append(": " if words else "", "bold")
    # "Lemos denied" says it already.
    hidden = "denied" if frame.lower().startswith(("denie", "deny")) else ""
    doubts = [each for each in (record.polarity, record.certainty, *kinds) if each in _DOUBTS and each != hidden]
    words.append(f"({', '.join(doubts)}) " if doubts else "", "not bold yellow")
    words.append(f"“{content}”" if record.manner == "direct" else content, "not bold")
    return words


def _figure(entry: Entry[Figure]) -> Text:
    record = entry.record
    counted, text = words_at(entry, record.counted) or "", one_line(record.unit_text or "")
    unit = text if any(map(str.isalpha, text)) else one_line(record.unit or text)
    # The unit of a count is the noun that is counted; that of a measure stands beside it.
    is_measure = record.unit == "percent" or (text != "" and text not in counted)
    if record.low is None and record.high is None:
        said = f"“{one_line(entry.words)}” {counted or unit}".strip()
    elif counted and is_measure:
        said = f"{bounds(record)} {unit}{DOT}{counted}"
    else:
        said = f"{bounds(record)} {counted or unit}".strip()
    return _said((said, "bold"), (record.change or "", "yellow"))


def _event(entry: Entry[Event]) -> Text:
    record = entry.record
    who, whom = names_of(entry, record.actors), names_of(entry, record.recipients) or ""
    edtf = None if record.date is None else record.date.edtf
    assumed = record.date is not None and record.date.assumed
    place = None if record.place is None else named(entry, record.place.place)
    coded = record.type if record.mode is None else f"{record.type}/{record.mode}"
    deed = _ARROW.join(filter(None, (who, whom))) if who else f"→ {whom}" if whom else ""
    return _said(
        (f"({_dated(edtf)})" if assumed and edtf else _dated(edtf), "cyan"),
        (coded, "bold"),
        (record.status if record.status != "occurred" else "", "yellow"),
        (deed, ""),
        # "The siege of Tolm" needs no "Tolm" twice.
        ("" if place in whom.split("; ") else place, "italic"),
    )


def _commitment(entry: Entry[Commitment]) -> Text:
    record = entry.record
    by, to = name_of(entry, record.by), name_of(entry, record.to)
    return _said(
        (f"due {_dated(record.due)}" if record.due else "", "cyan"),
        (record.kind, "bold"),
        (_ARROW.join(filter(None, (by, to))), ""),
        ("if" if record.conditional else "", "yellow"),
        (piece(entry.words), ""),
    )


def _meeting(entry: Entry[Meeting]) -> Text:
    record = entry.record
    place = named(entry, record.place)
    there, absent = named(entry, *record.hosts, *record.participants), named(entry, *record.absent)
    return _said(
        (_dated(record.date), "cyan"),
        (one_line(record.name), "bold"),
        (place, "italic"),
        (there, ""),
        (f"without {absent}" if absent else "", "yellow"),
    )


def _control(entry: Entry[Control]) -> Text:
    record = entry.record
    holder, place = named(entry, record.holder), named(entry, record.place)
    what = (place, "bold") if place else (one_line(entry.words), "")
    return _said((_dated(record.date), "cyan"), (holder, "bold"), (record.change, ""), what)


def _membership(entry: Entry[Membership]) -> Text:
    record = entry.record
    member, body = name_of(entry, record.member), name_of(entry, record.of)
    bond = _BONDS[record.change] + (f" ({one_line(record.role)})" if record.role else "")
    return _said((_dated(record.date), "cyan"), (member, "bold"), (bond, ""), (body, "bold"))


def _verdict(entry: Entry[Verdict]) -> Text:
    return _said((entry.record.kind, "bold"), (piece(entry.words), ""))


_TOLD: dict[type, Callable[[Entry[Any]], Text]] = {
    Quotation: _quotation,
    Figure: _figure,
    Event: _event,
    Commitment: _commitment,
    Meeting: _meeting,
    Control: _control,
    Membership: _membership,
    Verdict: _verdict,
}
