"""How one field of a record is kept: in columns of its own, in a table of its own, or as JSON in ``rest``.

A field has columns where the table has them, by name: ``span`` is ``span_start`` and ``span_length``, ``speaker`` is
``speaker_start``, ``speaker_length`` and ``speaker_actor``. A value that no column can hold goes into ``rest`` as well.
"""

from __future__ import annotations

import hashlib
import re
import typing
from dataclasses import MISSING, Field, is_dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sayso.document import Span
from sayso.entity import Office
from sayso.record import Mention
from sayso.store.days import bounds
from sayso.store.plain import Hint, Value, is_tuple, literals, options_of, to_plain, typed_fields
from sayso.store.words import given, kept

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    import sqlalchemy as sa

    Row = dict[str, Any]
    # By prefix: the number of each id of a reading, and the id of each number.
    Numbers = Mapping[str, Mapping[str, int]]
    Ids = Mapping[str, Mapping[int, str]]

_DIGITS = 10
_ID = re.compile(rf"[0-9a-f]{{{_DIGITS}}}")
# Above every number of ten hexadecimal digits: the numbers of ids that sayso did not make.
FOREIGN = 1 << (4 * _DIGITS)
_LARGEST = 1 << 63
_NOTHING = (None, ())
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


def id_number(public: str, prefix: str) -> int:
    """Give the number under which an id is kept."""
    digits = public.removeprefix(f"{prefix}_")
    if len(digits) < len(public) and _ID.fullmatch(digits):
        return int(digits, 16)
    digest = hashlib.blake2b(public.encode("utf-8", "surrogatepass"), digest_size=_DIGITS // 2).hexdigest()
    return FOREIGN | int(digest, 16)


def public_id(number: int, prefix: str) -> str | None:
    """Give the id that is kept under a number; None where sayso did not make it, and `rest` has it."""
    return None if number >= FOREIGN else f"{prefix}_{number:0{_DIGITS}x}"


class Part:
    """One field of a record, and where it is kept: here as JSON in `rest`."""

    def __init__(self, field: Field[Any], hint: Hint) -> None:
        """Remember the field with its type."""
        self.field = field.name
        self.name = field.name
        self.hint = hint
        self.default = () if field.default is MISSING and is_tuple(hint) else field.default

    @property
    def choices(self) -> tuple[str, ...]:
        """Give the words that the field may have, where they are few."""
        return tuple(word for option in options_of(self.hint) for word in literals(option))

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

    def __init__(self, field: Field[Any], hint: Hint, column: str) -> None:
        super().__init__(field, hint)
        self.start, self.length, self.actor = (f"{column}_{each}" for each in ("start", "length", "actor"))
        self.is_tuple = is_tuple(hint)
        self.is_mention = not self.is_tuple and Mention in options_of(hint)

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        if self.is_tuple:
            if value:
                row[self.start] = start = min(part.start for part in value)
                row[self.length] = max(part.end for part in value) - start
            if len(value) != 1:
                rest[self.name] = to_plain(value)
        elif value is not None:
            row[self.start], row[self.length] = value.start, value.end - value.start
        if self.is_mention and value is not None and value.actor is not None:
            row[self.actor] = numbers["a"].get(value.actor)
            if row[self.actor] is None:
                rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        start = row[self.start]
        if start is None:
            return None
        end = start + row[self.length]
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
        (self.type,) = (option for option in options_of(hint) if is_dataclass(option))
        self.parts = []
        for inner, inner_hint in typed_fields(self.type):
            column = field.name if inner.name == field.name else f"{field.name}_{inner.name}"
            part = part_of(inner, inner_hint, column, columns)
            self.parts.append((inner.name, part))

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        odd: Row = {}
        for name, part in self.parts:
            if value is not None:
                part.put(getattr(value, name), row, odd, numbers)
        if value is not None and (odd or all(getattr(value, name) in _NOTHING for name, _ in self.parts)):
            rest[self.name] = to_plain(value)

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        values = {name: part.take(row, ids) for name, part in self.parts}
        return None if all(value in _NOTHING for value in values.values()) else self._made(values)

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
        self.element_type = typing.get_args(hint)[0]
        self.is_mention = self.element_type is Mention

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
            return {"party_start": each.start, "party_length": each.end - each.start, "party_actor": actor}
        if self.element_type is Office:
            return {
                "title": kept(each.title),
                "span_start": each.span.start,
                "span_length": each.span.end - each.span.start,
            }
        return {"actor": actors[each]} if self.has_role else {"name": kept(each)}

    def element(self, row: Mapping[str, Any], actors: Mapping[int, str]) -> Value:
        """Make the element that a row tells."""
        if self.is_mention:
            actor = row["party_actor"]
            start, end = row["party_start"], row["party_start"] + row["party_length"]
            return Mention(start, end, actor=None if actor is None else actors[actor])
        if self.element_type is Office:
            span = Span(row["span_start"], row["span_start"] + row["span_length"])
            return Office(title=given(row["title"]), span=span)
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
    """A tuple of spans in one column: of each in turn how far it begins after the one before, and how long it is."""

    def put(self, value: Value, row: Row, rest: Row, numbers: Numbers) -> None:
        del rest, numbers
        ends = [0, *(span.end for span in value)]
        steps = (f"{span.start - end} {span.end - span.start}" for span, end in zip(value, ends, strict=False))
        row[self.name] = " ".join(steps) if value else None

    def take(self, row: Mapping[str, Any], ids: Ids) -> Value:
        del ids
        if row[self.name] is None:
            return ()
        edges = list(accumulate(map(int, row[self.name].split())))
        return tuple(map(Span, edges[::2], edges[1::2]))


def part_of(field: Field[Any], hint: Hint, column: str, columns: Collection[str]) -> Part:
    """Find how a field is kept, by the columns that are there for it."""
    part: Part
    options = options_of(hint)
    is_stretch = (not is_tuple(hint) and (Span in options or Mention in options)) or (
        is_tuple(hint) and typing.get_args(hint)[0] is Span
    )
    if is_stretch and f"{column}_start" in columns:
        part = _Stretch(field, hint, column)
    elif f"{column}_first" in columns:
        part = _Time(field, hint)
    elif column in _REFERENCES and column in columns and str in options:
        part = _Reference(field, hint, _REFERENCES[column])
    elif any(is_dataclass(option) for option in options) and any(name.startswith(f"{column}_") for name in columns):
        return _Nested(field, hint, columns)
    elif column in columns and is_tuple(hint):
        part = _Stretches(field, hint) if typing.get_args(hint)[0] is Span else _Words(field, hint)
    elif column in columns:
        part = _Scalar(field, hint)
    else:
        part = Part(field, hint)
    part.name = column
    return part


def _kind(hint: Hint) -> type[Any] | None:
    """Tell how a scalar is kept; None for one of a few words, which need no care."""
    (option,) = options_of(hint)
    if literals(option):
        return None
    return typing.cast("type[Any]", option)
