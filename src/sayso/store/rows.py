"""Records to rows and back: what goes in comes out equal.

A field has columns of its own where the table has them, by name: ``span`` is ``span_start`` and ``span_end``,
``speaker`` is ``speaker_start``, ``speaker_end`` and ``speaker_actor``. Some have rows in a table of their own. All
others, and values that no column can hold, go into ``rest``; so a field that a type gains is never lost.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
import types
import typing
from collections import defaultdict
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Literal

from sayso.document import Span
from sayso.entity import Actor, Date, Place
from sayso.reading import Reading
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Mention, Quotation, Verdict
from sayso.store import tables
from sayso.store.days import bounds
from sayso.store.words import given, kept, plain_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    import sqlalchemy as sa

    from sayso.document import Document

    Row = dict[str, Any]
    # By prefix: the number of each id of a reading, and the id of each number.
    Numbers = Mapping[str, Mapping[str, int]]
    Ids = Mapping[str, Mapping[int, str]]
    AnyRecord = (
        Actor | Place | Date | Quotation | Figure | Event | Commitment | Meeting | Control | Membership | Verdict
    )

# The value of a field, and its annotation, whatever they are.
Value = Any
Hint = Any

_DIGITS = 10
_ID = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
# Above every number of ten hexadecimal digits: the numbers of ids that sayso did not make.
_FOREIGN = 1 << (4 * _DIGITS)
_LARGEST = 1 << 63
# What a field that holds an id refers to, by the prefix of the ids there.
_REFERENCES = {
    "actor": "a",
    "arrested": "f",
    "date": "date",
    "holder": "a",
    "injured": "f",
    "killed": "f",
    "part_of": "f",
    "place": "pl",
    "quotation": "q",
    "within": "q",
}
# Tuples with a table of their own: its name, and which of its columns holds what the element is.
_CHILDREN = {
    ("actor", "aliases"): "alias",
    ("event", "actors"): "event_party",
    ("event", "recipients"): "event_party",
    ("meeting", "absent"): "meeting_party",
    ("meeting", "hosts"): "meeting_party",
    ("meeting", "participants"): "meeting_party",
}


def id_number(public: str, prefix: str) -> int:
    """Give the number under which an id is kept."""
    digits = public.removeprefix(f"{prefix}_")
    if len(digits) < len(public) and _ID.fullmatch(digits):
        return int(digits, 16)
    digest = hashlib.blake2b(public.encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest()
    return _FOREIGN | int(digest, 16)


def public_id(number: int, prefix: str) -> str | None:
    """Give the id that is kept under a number; None where sayso did not make it, and `rest` has it."""
    return None if number >= _FOREIGN else f"{prefix}_{number:0{_DIGITS}x}"


def columns_of(table: sa.Table) -> list[sa.Column[Any]]:
    """Give the columns that tell of a record: for a place, those of what its name means too."""
    if table is not tables.place:
        return list(table.c)
    return [*table.c, *(column for column in tables.toponym.c if column.name not in ("id", "key"))]


class Part:
    """One field of a record, and where it is kept: here as JSON in `rest`."""

    def __init__(self, field: Field[Any], hint: Hint) -> None:
        """Remember the field with its type."""
        self.field = field.name
        self.name = field.name
        self.hint = hint
        self.default = () if field.default is MISSING and _is_tuple(hint) else field.default

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        """Write ``value`` into the row, or the rest."""
        del row, numbers
        if value != self.default:
            rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        """Read what `put` wrote into the row; the rest goes before it."""
        del row, ids
        return self.default

    def refers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        """Give the records of the same reading that the row refers to here: prefix and number of each."""
        del row
        yield from ()


class _Scalar(Part):
    def __init__(self, field: Field[Any], hint: Hint) -> None:
        super().__init__(field, hint)
        self.kind = _kind(hint)

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        del numbers
        name = self.name
        if value is None or self.kind is None:
            row[name] = value
        elif self.kind is str:
            row[name] = kept(value)
        else:
            row[name] = self._number(value, rest)

    def _number(self, value: float, rest: Row) -> float | None:
        if self.kind is bool:
            return int(value)
        if not -_LARGEST <= value < _LARGEST:
            rest[self.name] = value
            return None
        if self.kind is int:
            return value
        if (as_float := float(value)) != value:
            rest[self.name] = value
        return as_float

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        del ids
        value = row[self.name]
        if value is None or self.kind is None:
            return value
        if self.kind is str:
            return given(value)
        return bool(value) if self.kind is bool else value


class _Time(_Scalar):
    """An EDTF string, with the days that it may mean."""

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        super().put(value, row, rest, numbers)
        row[f"{self.name}_first"], row[f"{self.name}_last"] = bounds(value)


class _Reference(Part):
    def __init__(self, field: Field[Any], hint: Hint, prefix: str) -> None:
        super().__init__(field, hint)
        self.prefix = prefix

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        if value is None:
            row[self.name] = None
            return
        row[self.name] = numbers[self.prefix].get(value)
        if row[self.name] is None:
            rest[self.name] = value

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        number = row[self.name]
        return None if number is None else ids[self.prefix][number]

    def refers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        if row[self.name] is not None:
            yield self.prefix, row[self.name]


class _Stretch(Part):
    """A span, a mention, or a tuple of spans, of which the columns then give the whole extent."""

    def __init__(self, field: Field[Any], hint: Hint) -> None:
        super().__init__(field, hint)
        self.start, self.end, self.actor = (f"{self.name}_{edge}" for edge in ("start", "end", "actor"))
        self.is_tuple = _is_tuple(hint)
        self.is_mention = not self.is_tuple and Mention in _options(hint)

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        if self.is_tuple:
            row[self.start] = min((part.start for part in value), default=None)
            row[self.end] = max((part.end for part in value), default=None)
            if len(value) != 1:
                rest[self.name] = to_plain(value)
        elif value is not None:
            row[self.start], row[self.end] = value.start, value.end
        if self.is_mention and value is not None and value.actor is not None:
            row[self.actor] = numbers["a"].get(value.actor)
            if row[self.actor] is None:
                rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        start, end = row[self.start], row[self.end]
        if start is None:
            return None
        if self.is_mention:
            actor = row[self.actor]
            return Mention(start, end, actor=None if actor is None else ids["a"][actor])
        return (Span(start, end),) if self.is_tuple else Span(start, end)

    def refers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        if self.is_mention and row[self.actor] is not None:
            yield "a", row[self.actor]


class _Nested(Part):
    """A small record within a record, its fields in columns; a column that bears both names has it once."""

    def __init__(self, field: Field[Any], hint: Hint, columns: Collection[str]) -> None:
        super().__init__(field, hint)
        (self.type,) = (option for option in _options(hint) if is_dataclass(option))
        self.parts = []
        for inner, inner_hint in _typed_fields(self.type):
            column = field.name if inner.name == field.name else f"{field.name}_{inner.name}"
            part = _part_of(inner, inner_hint, column, columns)
            self.parts.append((inner.name, part))

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        odd: Row = {}
        for name, part in self.parts:
            if value is not None:
                part.put(getattr(value, name), row, odd, numbers)
        if value is not None and (odd or all(getattr(value, name) is None for name, _ in self.parts)):
            rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        values = {name: part.take(row, ids) for name, part in self.parts}
        return None if all(value is None for value in values.values()) else self._made(values)

    def refers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        for _, part in self.parts:
            yield from part.refers(row)

    def _made(self, values: Row) -> Value:
        return typing.cast("Callable[..., Any]", self.type)(**values)


class Child(Part):
    """A tuple whose elements are rows of a table of their own."""

    def __init__(self, field: Field[Any], hint: Hint, owner: str, table: sa.Table) -> None:
        """Find how the rows are shaped."""
        self.actor = "party_actor" if "party_actor" in table.c else "actor"
        super().__init__(field, hint)
        self.owner = owner
        self.table = table
        self.has_role = "role" in table.c
        self.is_mention = typing.get_args(hint)[0] is Mention

    def rows(self, value: tuple[Any, ...], owner: int, rest: Row, actors: Mapping[str, int]) -> list[Row]:
        """Give a row for each element; a value that rows cannot tell goes into the rest instead."""
        named = (each.actor if self.is_mention else each for each in value if self.has_role)
        if any(actor is not None and actor not in actors for actor in named):
            rest[self.name] = to_plain(value)
            return []
        role = {"role": self.name} if self.has_role else {}
        return [
            {self.owner: owner, **role, "number": at, **self._columns(each, actors)} for at, each in enumerate(value)
        ]

    def _columns(self, each: Value, actors: Mapping[str, int]) -> Row:
        if self.is_mention:
            actor = None if each.actor is None else actors[each.actor]
            return {"party_start": each.start, "party_end": each.end, "party_actor": actor}
        return {"actor": actors[each]} if self.has_role else {"name": kept(each)}

    def element(self, row: Mapping[str, Any], actors: Mapping[int, str]) -> Value:
        """Make the element that a row tells."""
        if self.is_mention:
            actor = row["party_actor"]
            return Mention(row["party_start"], row["party_end"], actor=None if actor is None else actors[actor])
        return actors[row["actor"]] if self.has_role else given(row["name"])

    def refers(self, row: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        """Give the actor that an element is."""
        if self.has_role and row[self.actor] is not None:
            yield "a", row[self.actor]


class _Words(Part):
    """A tuple of words without spaces, in one column, between spaces."""

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        del numbers
        if all(each.split() == [each] for each in value):
            row[self.name] = kept(" ".join(value)) if value else None
        else:
            rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        del ids
        return () if row[self.name] is None else tuple(given(row[self.name]).split(" "))


class _Stretches(Part):
    """A tuple of spans in one column: start and end of each, in turn."""

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        del rest, numbers
        row[self.name] = " ".join(f"{span.start} {span.end}" for span in value) if value else None

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        del ids
        if row[self.name] is None:
            return ()
        edges = list(map(int, row[self.name].split()))
        return tuple(map(Span, edges[::2], edges[1::2]))


class Shape:
    """How one type of record is kept."""

    def __init__(self, kind: type[Any], prefix: str, table: sa.Table, field: str) -> None:
        """Find a place for each field of ``kind``; ``field`` is where a `Reading` has them."""
        self.kind, self.prefix, self.table, self.field = kind, prefix, table, field
        self.parts: list[Part] = []
        self.children: list[Child] = []
        columns = [column.name for column in columns_of(table) if column.name != "reading"]
        self._blank = dict.fromkeys(columns)
        self.hints = {each.name: hint for each, hint in _typed_fields(kind)}
        for each, hint in _typed_fields(kind):
            child = _CHILDREN.get((table.name, each.name))
            if child is not None:
                self.children.append(Child(each, hint, table.name, tables.METADATA.tables[child]))
            elif each.name != "id":
                self.parts.append(_part_of(each, hint, each.name, columns))

    def rows(self, record: AnyRecord, number: int, text: str, numbers: Numbers) -> tuple[Row, list[tuple[str, Row]]]:
        """Give the row of a record, and the rows of other tables that hang on it, each with its table."""
        row: Row = self._blank.copy()
        row["number"], row["id"] = number, id_number(record.id, self.prefix)
        rest: Row = {"id": record.id} if row["id"] >= _FOREIGN else {}
        for part in self.parts:
            part.put(getattr(record, part.field), row, rest, numbers)
        if isinstance(record, Figure):
            counted = record.unit_text or record.unit if record.counted is None else record.counted.of(text)
            row["counted_as"] = None if counted is None else kept(counted)
        hanging = [
            (child.table.name, each)
            for child in self.children
            for each in child.rows(getattr(record, child.name), number, rest, numbers["a"])
        ]
        row["rest"] = plain_json(rest) if rest else None
        return row, hanging

    def record(self, row: Mapping[str, Any], hanging: Mapping[str, tuple[Any, ...]], ids: Ids) -> Value:
        """Make the record that a row tells, with the elements that hang on it, by field."""
        values = {part.field: part.take(row, ids) for part in self.parts}
        values.update({child.name: hanging.get(child.name, ()) for child in self.children})
        values["id"] = public_id(row["id"], self.prefix)
        if row["rest"] is not None:
            rest = json.loads(row["rest"])
            values.update(
                {name: from_plain(value, self.hints[name]) for name, value in rest.items() if name in self.hints}
            )
        return self.kind(**values)

    def id_of(self, row: Mapping[str, Any]) -> str:
        """Give the public id of a row."""
        return public_id(row["id"], self.prefix) or str(json.loads(row["rest"])["id"])


def reading_rows(reading: Reading) -> dict[str, list[Row]]:
    """Give the rows of each table that hold what a document says; names are words yet, not numbers."""
    found: dict[str, list[Row]] = defaultdict(list)
    text = reading.document.text
    numbers = {
        shape.prefix: {record.id: number for number, record in enumerate(getattr(reading, shape.field))}
        for shape in SHAPES
    }
    for shape in SHAPES:
        for number, record in enumerate(getattr(reading, shape.field)):
            row, hanging = shape.rows(record, number, text, numbers)
            found[shape.table.name].append(row)
            for table, each in hanging:
                found[table].append(each)
    return found


def made_reading(document: Document, records: Mapping[str, Iterable[Any]]) -> Reading:
    """Put a reading together again."""
    return Reading(document=document, **{name: tuple(found) for name, found in records.items()})


def to_plain(value: Value) -> Value:
    """Give a value as short JSON: a span is [start, end], what says nothing is left out."""
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Mention):
        return [value.start, value.end, value.actor]
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {
            field.name: to_plain(getattr(value, field.name))
            for field in fields(value)
            if field.default is MISSING or getattr(value, field.name) != field.default
        }
    return value


def from_plain(value: Value, hint: Hint) -> Value:  # noqa: PLR0911 - any part of a record; one return for each form
    """Make the value of type ``hint`` that `to_plain` wrote."""
    if value is None:
        return None
    if _is_tuple(hint):
        inner = typing.get_args(hint)[0]
        return tuple(from_plain(each, inner) for each in value)
    for option in _options(hint):
        if option is Mention:
            return Mention(value[0], value[1], actor=value[2])
        if option is Span:
            return Span(*value)
        if is_dataclass(option) and isinstance(option, type):
            hints = _hints(option)
            return option(**{name: from_plain(each, hints[name]) for name, each in value.items() if name in hints})
        if _is_tuple(option):
            return from_plain(value, option)
    return value


def _part_of(field: Field[Any], hint: Hint, column: str, columns: Collection[str]) -> Part:
    part: Part
    options = _options(hint)
    is_stretch = (not _is_tuple(hint) and (Span in options or Mention in options)) or (
        _is_tuple(hint) and typing.get_args(hint)[0] is Span
    )
    if is_stretch and f"{column}_start" in columns:
        part = _Stretch(field, hint)
    elif f"{column}_first" in columns:
        part = _Time(field, hint)
    elif column in _REFERENCES and column in columns and str in options:
        part = _Reference(field, hint, _REFERENCES[column])
    elif any(is_dataclass(option) for option in options) and any(name.startswith(f"{column}_") for name in columns):
        return _Nested(field, hint, columns)
    elif column in columns and _is_tuple(hint):
        part = _Stretches(field, hint) if typing.get_args(hint)[0] is Span else _Words(field, hint)
    elif column in columns:
        part = _Scalar(field, hint)
    else:
        part = Part(field, hint)
    part.name = column
    return part


@functools.cache
def _hints(kind: Hint) -> dict[str, Any]:
    hints: dict[str, Any] = typing.get_type_hints(kind)
    return hints


def _typed_fields(kind: Hint) -> list[tuple[Field[Any], Any]]:
    hints = _hints(kind)
    return [(field, hints[field.name]) for field in fields(kind)]


def _options(hint: Hint) -> tuple[Any, ...]:
    origin: Any = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return tuple(option for option in typing.get_args(hint) if option is not type(None))
    return (hint,)


def _is_tuple(hint: Hint) -> bool:
    origin: Any = typing.get_origin(hint)
    return origin is tuple


def _kind(hint: Hint) -> type[Any] | None:
    """Tell how a scalar is kept; None for one of a few words, which need no care."""
    (option,) = _options(hint)
    if typing.get_origin(option) is Literal:
        return None
    return typing.cast("type[Any]", option)


SHAPES = (
    Shape(Actor, "a", tables.actor, "actors"),
    Shape(Quotation, "q", tables.quotation, "quotations"),
    Shape(Figure, "f", tables.figure, "figures"),
    Shape(Event, "e", tables.event, "events"),
    Shape(Commitment, "c", tables.commitment, "commitments"),
    Shape(Meeting, "m", tables.meeting, "meetings"),
    Shape(Control, "k", tables.control, "control"),
    Shape(Membership, "b", tables.membership, "memberships"),
    Shape(Verdict, "v", tables.verdict, "verdicts"),
    Shape(Place, "pl", tables.place, "places"),
    Shape(Date, "date", tables.date, "dates"),
)
SHAPE_OF = {shape.field: shape for shape in SHAPES}
SHAPE_OF_PREFIX = {shape.prefix: shape for shape in SHAPES}
