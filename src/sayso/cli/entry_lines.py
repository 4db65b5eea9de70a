"""What a listing shows of a record: its words first, then the document, the day and the characters that say it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from rich.text import Text

from sayso.cli.listing import Line, safe
from sayso.digest import bounds, day, span_in_words
from sayso.printable import one_line, piece
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
from sayso.store.entries import extent_of
from sayso.store.ledger import written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.document import Span
    from sayso.record import Mention
    from sayso.store.entries import DocumentFacts, Entry
    from sayso.store.search.find import Hit

    Cells = dict[str, Any]

_ARROW = " → "
_BONDS = {"belongs": "part of", "joined": "joined", "left": "left", "not": "not part of"}
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")


def line_of(entry: Entry[Any], *, marks: Iterable[Span] = ()) -> Line:
    """Make the line of a record; ``marks`` are what a search found in it."""
    record = entry.record
    kind, told, cells = _TOLD[type(record)](entry)
    span = extent_of(record)
    is_short = isinstance(record, Event | Figure | Control | Membership | Meeting)
    where = "" if span is None else f"[{span.start}:{span.end}]"
    about = (*_source(entry.document), f"{one_line(entry.document.id)} {where}".strip(), record.id)
    start, end = (None, None) if span is None else (span.start, span.end)
    return Line(
        words=told,
        sentence=sentence(entry, marks) if is_short else None,
        about=about,
        plain={
            "kind": kind,
            "record": plain(record),
            "words": entry.words,
            "names": dict(entry.names),
            "document": facts(entry.document),
        },
        cells={
            "id": record.id,
            **cells,
            "words": entry.words,
            "start": start,
            "end": end,
            **_document_cells(entry.document),
        },
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
        "id": "" if hit.entry is None else hit.entry.record.id,
        "words": hit.text if hit.entry is None else hit.entry.words,
        "start": at.start,
        "end": at.end,
        **_document_cells(document),
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


def _document_cells(document: DocumentFacts) -> Cells:
    return {
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
        "learned_at": written(document.learned_at),
    }


def _source(document: DocumentFacts) -> tuple[str, ...]:
    published = None if document.published is None else day(document.published)
    return tuple(one_line(each) for each in (document.outlet, published) if each)


def sentence(entry: Entry[Any], marks: Iterable[Span]) -> Text:
    """Give the sentence in which a record stands, as far as the record tells it, with its own words in bold."""
    span = extent_of(entry.record)
    if span is None or not entry.around:
        return safe(entry.words, "dim")
    start, end = span.start - entry.around_start, span.end - entry.around_start
    first = last = None
    for found in _SENTENCE_END.finditer(entry.around):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end and last is None:
            last = found.start()
    cut_before = first is None and entry.around_start > 0
    begin = first if first is not None else 0
    stop = last if last is not None else len(entry.around)
    words = Text("…" if cut_before else "").append_text(
        _marked(entry.around[begin:stop], entry.around_start + begin, [*marks, span])
    )
    return words.append("…" if last is None and not entry.around[begin:stop].rstrip().endswith((".", "!", "?")) else "")


def _marked(text: str, start: int, marks: Iterable[Span]) -> Text:
    """Write a stretch of a document with some spans of it in bold."""
    words, at = Text(), 0
    for mark in sorted({(max(one.start - start, 0), min(one.end - start, len(text))) for one in marks}):
        begin, end = max(mark[0], at), mark[1]
        if begin < end:
            words.append(piece(text[at:begin])).append(piece(text[begin:end]), "bold")
            at = end
    return words.append(piece(text[at:]))


def _name(entry: Entry[Any], mention: Mention | None) -> str:
    """Name the actor of a mention; the words of the mention where it is nobody in particular."""
    if mention is None:
        return ""
    if mention.actor is not None and mention.actor in entry.names:
        return one_line(entry.names[mention.actor])
    return one_line(_words_at(entry, mention))


def _words_at(entry: Entry[Any], span: Span) -> str:
    """Give the words of a span near the record; empty for one that is far from it."""
    begin, end = span.start - entry.around_start, span.end - entry.around_start
    return entry.around[begin:end] if begin >= 0 and end <= len(entry.around) else ""


def _names(entry: Entry[Any], mentions: Iterable[Mention]) -> str:
    return "; ".join(filter(None, (_name(entry, each) for each in mentions)))


def _named(entry: Entry[Any], *ids: str | None) -> str:
    return "; ".join(one_line(entry.names[each]) for each in ids if each is not None and each in entry.names)


def _dated(edtf: str | None) -> str:
    return "" if edtf is None else span_in_words(edtf)


def _said(*parts: tuple[str, str]) -> Text:
    words = Text()
    for text, style in parts:
        if text:
            words.append("  " if words else "").append(text, style)
    return words


def _quotation(entry: Entry[Quotation]) -> tuple[str, Text, Cells]:
    record = entry.record
    speaker = _name(entry, record.speaker)
    content = piece(entry.words.strip())
    words = Text(f"{speaker}: " if speaker else "", "bold")
    doubts = [each for each in (record.polarity, record.certainty) if each in ("denied", "probable", "possible")]
    words.append(f"({', '.join(doubts)}) " if doubts else "", "not bold yellow")
    words.append(f"“{content}”" if record.manner == "direct" else content, "not bold")
    cells = {
        "speaker": speaker,
        "manner": record.manner,
        "cue_class": record.cue_class,
        "polarity": record.polarity,
        "certainty": record.certainty,
    }
    return "quotation", words, cells


def _figure(entry: Entry[Figure]) -> tuple[str, Text, Cells]:
    record = entry.record
    counted = "" if record.counted is None else _words_at(entry, record.counted)
    unit = record.unit_text or record.unit or ""
    words = _said((" ".join(filter(None, (bounds(record), one_line(counted or unit)))), "bold"))
    cells = {
        "value": plain(record.value),
        "low": plain(record.low),
        "high": plain(record.high),
        "approximate": record.approximate,
        "unit": record.unit,
        "counted": counted,
        "outcomes": "" if record.casualty is None else "; ".join(record.casualty.outcomes),
        "place": _named(entry, record.place),
        "actor": _named(entry, record.actor),
        "quotation": record.quotation,
    }
    return "figure", words, cells


def _event(entry: Entry[Event]) -> tuple[str, Text, Cells]:
    record = entry.record
    who, whom = _names(entry, record.actors), _names(entry, record.recipients)
    edtf = None if record.date is None else record.date.edtf
    assumed = record.date is not None and record.date.assumed
    place = "" if record.place is None else _named(entry, record.place.place)
    coded = record.type if record.mode is None else f"{record.type}/{record.mode}"
    deed = _ARROW.join(filter(None, (who, whom))) if who else f"→ {whom}" if whom else ""
    words = _said(
        (f"({_dated(edtf)})" if assumed and edtf else _dated(edtf), "cyan"),
        (coded, "bold"),
        (record.status if record.status != "occurred" else "", "yellow"),
        (deed, ""),
        # "The siege of Tolm" needs no "Tolm" twice.
        ("" if place in whom.split("; ") else place, "italic"),
    )
    cells = {
        "type": record.type,
        "mode": record.mode,
        "status": record.status,
        "actors": who,
        "recipients": whom,
        "date": edtf,
        "date_assumed": assumed,
        "place": place,
        "score": plain(record.score),
        "quotation": record.quotation,
    }
    return "event", words, cells


def _commitment(entry: Entry[Commitment]) -> tuple[str, Text, Cells]:
    record = entry.record
    by, to = _name(entry, record.by), _name(entry, record.to)
    words = _said(
        (f"due {_dated(record.due)}" if record.due else "", "cyan"),
        (record.kind, "bold"),
        (_ARROW.join(filter(None, (by, to))), ""),
        ("if" if record.conditional else "", "yellow"),
        (piece(entry.words), ""),
    )
    cells = {
        "kind": record.kind,
        "by": by,
        "to": to,
        "due": record.due,
        "conditional": record.conditional,
        "quotation": record.quotation,
    }
    return "commitment", words, cells


def _meeting(entry: Entry[Meeting]) -> tuple[str, Text, Cells]:
    record = entry.record
    place = _named(entry, record.place)
    there, absent = _named(entry, *record.hosts, *record.participants), _named(entry, *record.absent)
    words = _said(
        (_dated(record.date), "cyan"),
        (one_line(record.name), "bold"),
        (place, "italic"),
        (there, ""),
        (f"without {absent}" if absent else "", "yellow"),
    )
    cells = {
        "name": record.name,
        "date": record.date,
        "place": place,
        "hosts": _named(entry, *record.hosts),
        "participants": _named(entry, *record.participants),
        "absent": absent,
    }
    return "meeting", words, cells


def _control(entry: Entry[Control]) -> tuple[str, Text, Cells]:
    record = entry.record
    holder, place = _named(entry, record.holder), _named(entry, record.place)
    words = _said((_dated(record.date), "cyan"), (holder, "bold"), (record.change, ""), (place, "bold"))
    cells = {
        "holder": holder,
        "change": record.change,
        "place": place,
        "date": record.date,
        "quotation": record.quotation,
    }
    return "control", words, cells


def _membership(entry: Entry[Membership]) -> tuple[str, Text, Cells]:
    record = entry.record
    member, body = _name(entry, record.member), _name(entry, record.of)
    bond = _BONDS[record.change] + (f" ({one_line(record.role)})" if record.role else "")
    words = _said((_dated(record.date), "cyan"), (member, "bold"), (bond, ""), (body, "bold"))
    cells = {
        "member": member,
        "change": record.change,
        "body": body,
        "role": record.role,
        "date": record.date,
        "quotation": record.quotation,
    }
    return "membership", words, cells


def _verdict(entry: Entry[Verdict]) -> tuple[str, Text, Cells]:
    words = _said((entry.record.kind, "bold"), (piece(entry.words), ""))
    return "verdict", words, {"kind": entry.record.kind}


_TOLD: dict[type, Callable[[Entry[Any]], tuple[str, Text, Cells]]] = {
    Quotation: _quotation,
    Figure: _figure,
    Event: _event,
    Commitment: _commitment,
    Meeting: _meeting,
    Control: _control,
    Membership: _membership,
    Verdict: _verdict,
}
