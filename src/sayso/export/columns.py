"""The columns of a table of records: one table for each kind, flat, the same for CSV, Arrow and GeoJSON."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sayso.errors import ExportError
from sayso.export.names import Sentence, name_of, named, names_of, words_at
from sayso.store.entries import Entry, extent_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.document import Span
    from sayso.entity import Place
    from sayso.store.entries import DocumentFacts

Type = Literal["text", "whole", "number", "flag", "day", "instant"]
Cell = str | int | float | bool | dt.date | dt.datetime | None
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d[^/~?%]*)?", re.ASCII)
_DAY_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its type, and how an entry (a document's facts, for documents) fills it."""

    name: str
    type: Type
    of: Callable[[Any], Cell]


def certain_day(written: str | None) -> dt.date | None:
    """Give the day of an ISO 8601 or EDTF string that names one day, and no other; its own, whatever its time zone."""
    if written is None or _DAY.fullmatch(written) is None:
        return None
    try:
        return dt.date.fromisoformat(written[:_DAY_LENGTH])
    except ValueError:
        return None


def row(kind: str, item: Entry[Any] | DocumentFacts) -> dict[str, Cell]:
    """Give the cells of an entry, or of a document's facts, by the names of the columns of its kind."""
    return {column.name: column.of(item) for column in COLUMNS[kind]}


def columns_of(kind: str) -> tuple[Column, ...]:
    """Give the columns of a kind of record.

    Raises:
        ExportError: when there is no such kind.
    """
    if kind not in COLUMNS:
        message = f"there are no {kind} to make a table of; there are {', '.join(COLUMNS)}"
        raise ExportError(message)
    return COLUMNS[kind]


def _text(name: str, of: Callable[[Any], str | None]) -> Column:
    return Column(name=name, type="text", of=of)


def _plain(type_: Type, *names: str) -> tuple[Column, ...]:
    """Make columns of fields of the record that bear these names."""
    return tuple(Column(name=name, type=type_, of=_field(name)) for name in names)


def _field(name: str) -> Callable[[Entry[Any]], Cell]:
    def of(entry: Entry[Any]) -> Cell:
        value: Cell = getattr(entry.record, name)
        return value

    return of


def _dated(name: str, of: Callable[[Any], str | None]) -> tuple[Column, ...]:
    """Make the column of a date as EDTF, and that of the day where it names one."""
    return _text(name, of), Column(name=f"{name}_day", type="day", of=lambda entry: certain_day(of(entry)))


def _placed(of: Callable[[Entry[Any]], Place | None]) -> tuple[Column, ...]:
    """Make the columns of a place: what it is called, where it is, and how surely."""

    def known(type_: Type, name: str, field: str) -> Column:
        def cell(entry: Entry[Any]) -> Cell:
            place = of(entry)
            return None if place is None else getattr(place, field)

        return Column(name=name, type=type_, of=cell)

    return (
        known("text", "place", "name"),
        known("number", "place_latitude", "lat"),
        known("number", "place_longitude", "lon"),
        known("text", "place_precision", "precision"),
        known("flag", "place_uncertain", "uncertain"),
        known("text", "place_country", "country"),
        known("whole", "place_geonames", "geonames"),
    )


def place_of(entry: Entry[Any]) -> Place | None:
    """Give the place of a record, where it has one."""
    at = getattr(entry.record, "place", None)
    return entry.places.get(at if isinstance(at, str) else getattr(at, "place", "") or "")


def _date_of(entry: Entry[Any]) -> str | None:
    """Give the date that a quotation or figure refers to."""
    date = entry.dates.get(entry.record.date or "")
    return None if date is None else date.edtf


def _edge(name: Literal["start", "end"]) -> Column:
    def of(entry: Entry[Any]) -> int | None:
        span: Span | None = extent_of(entry.record)
        return None if span is None else getattr(span, name)

    return Column(name=name, type="whole", of=of)


def _sentence(entry: Entry[Any]) -> str | None:
    found = Sentence.of(entry)
    return None if found is None else str(found)


def _document_columns(of: Callable[[Any], DocumentFacts]) -> tuple[Column, ...]:
    return (
        _text("document", lambda item: of(item).id),
        Column(name="document_number", type="whole", of=lambda item: of(item).number),
        _text("title", lambda item: of(item).title),
        _text("outlet", lambda item: of(item).outlet),
        *_dated("published", lambda item: of(item).published),
        _text("url", lambda item: of(item).url),
        Column(
            name="learned_at",
            type="instant",
            of=lambda item: _EPOCH + dt.timedelta(milliseconds=of(item).learned_at),
        ),
    )


_ON_WHOSE_WORD = (
    *_plain("text", "quotation"),
    _text("said_by", lambda entry: entry.speakers.get(entry.record.quotation)),
)
_PLACE = _placed(place_of)
_DATE = _dated("date", lambda entry: entry.record.date)
_OWN: dict[str, tuple[Column, ...]] = {
    "quotations": (
        _text("speaker", lambda entry: name_of(entry, entry.record.speaker)),
        *_plain("text", "manner"),
        _text("cue", lambda entry: words_at(entry, entry.record.cue)),
        *_plain("text", "cue_class", "polarity", "certainty"),
        _text("addressee", lambda entry: name_of(entry, entry.record.addressee)),
        _text("via", lambda entry: name_of(entry, entry.record.via)),
        _text("caveats", lambda entry: "; ".join(each.kind for each in entry.record.caveats) or None),
        *_plain("text", "within"),
        *_dated("date", _date_of),
        *_plain("text", "date_by"),
        *_PLACE,
        *_plain("text", "place_by"),
    ),
    "figures": (
        *_plain("number", "value", "low", "high"),
        *_plain("flag", "approximate"),
        *_plain("text", "change", "unit"),
        _text("counted", lambda entry: words_at(entry, entry.record.counted)),
        _text(
            "outcomes",
            lambda entry: None if entry.record.casualty is None else "; ".join(entry.record.casualty.outcomes) or None,
        ),
        _text(
            "victims",
            lambda entry: None if entry.record.casualty is None else "; ".join(entry.record.casualty.victims) or None,
        ),
        *_plain("text", "part_of"),
        _text("actor", lambda entry: named(entry, entry.record.actor)),
        *_dated("date", _date_of),
        *_plain("text", "date_by"),
        *_PLACE,
        *_plain("text", "place_by"),
        *_ON_WHOSE_WORD,
    ),
    "events": (
        *_plain("text", "type", "mode", "status"),
        *_plain("flag", "background"),
        _text("actors", lambda entry: names_of(entry, entry.record.actors)),
        _text("recipients", lambda entry: names_of(entry, entry.record.recipients)),
        *_dated("date", lambda entry: None if entry.record.date is None else entry.record.date.edtf),
        Column(
            name="date_assumed",
            type="flag",
            of=lambda entry: None if entry.record.date is None else entry.record.date.assumed,
        ),
        *_PLACE,
        Column(
            name="place_assumed",
            type="flag",
            of=lambda entry: None if entry.record.place is None else entry.record.place.assumed,
        ),
        *_plain("text", "cameo"),
        *_plain("number", "score"),
        *_ON_WHOSE_WORD,
    ),
    "commitments": (
        *_plain("text", "kind"),
        _text("by", lambda entry: name_of(entry, entry.record.by)),
        _text("to", lambda entry: name_of(entry, entry.record.to)),
        *_dated("due", lambda entry: entry.record.due),
        *_plain("flag", "conditional"),
        *_ON_WHOSE_WORD,
    ),
    "meetings": (
        *_plain("text", "name"),
        *_DATE,
        *_PLACE,
        _text("hosts", lambda entry: named(entry, *entry.record.hosts)),
        _text("participants", lambda entry: named(entry, *entry.record.participants)),
        _text("absent", lambda entry: named(entry, *entry.record.absent)),
    ),
    "control": (
        _text("holder", lambda entry: named(entry, entry.record.holder)),
        *_plain("text", "change"),
        *_DATE,
        *_PLACE,
        *_ON_WHOSE_WORD,
    ),
    "memberships": (
        _text("member", lambda entry: name_of(entry, entry.record.member)),
        *_plain("text", "change"),
        _text("body", lambda entry: name_of(entry, entry.record.of)),
        *_plain("text", "role"),
        *_DATE,
        *_ON_WHOSE_WORD,
    ),
    "verdicts": _plain("text", "kind"),
}
# The columns of each kind of record, and of documents; docs/exporting.md says what they mean.
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    **{
        kind: (
            _text("id", lambda entry: entry.record.id),
            *columns,
            _text("words", lambda entry: entry.words),
            _text("sentence", _sentence),
            _edge("start"),
            _edge("end"),
            *_document_columns(lambda entry: entry.document),
        )
        for kind, columns in _OWN.items()
    },
    "documents": (
        *_document_columns(lambda document: document),
        _text("author", lambda document: document.author),
        _text("agency", lambda document: document.agency),
        _text("language", lambda document: document.language),
    ),
}
