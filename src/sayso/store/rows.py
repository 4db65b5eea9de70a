"""Records to rows and back: what goes in comes out equal, and a field that a type gains is never lost."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from sayso.document import BlockKind
from sayso.entity import Actor, Date, Place
from sayso.reading import Reading
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict
from sayso.store import tables
from sayso.store.ids import TAIL, made_id
from sayso.store.parts import FOREIGN, Child, Part, id_number, part_of, public_id
from sayso.store.plain import Value, from_plain, typed_fields
from sayso.store.words import kept, plain_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import sqlalchemy as sa

    from sayso.document import Document
    from sayso.store.parts import Ids, Numbers, Row

    AnyRecord = (
        Actor | Place | Date | Quotation | Figure | Event | Commitment | Meeting | Control | Membership | Verdict
    )

# Tuples with a table of their own: its name, and which of its columns holds what the element is.
_CHILDREN = {
    ("actor", "aliases"): "alias",
    ("actor", "offices"): "office",
    ("event", "actors"): "event_party",
    ("event", "recipients"): "event_party",
    ("meeting", "absent"): "meeting_party",
    ("meeting", "hosts"): "meeting_party",
    ("meeting", "participants"): "meeting_party",
}


def columns_of(table: sa.Table) -> list[sa.Column[Any]]:
    """Give the columns that tell of a record: for a place, those of what its name means too."""
    if table is not tables.place:
        return list(table.c)
    return [*table.c, *(column for column in tables.toponym.c if column.name not in ("id", "key"))]


class Shape:
    """How one type of record is kept."""

    def __init__(self, kind: type[Any], prefix: str, table: sa.Table, field: str) -> None:
        """Find a place for each field of ``kind``; ``field`` is where a `Reading` has them."""
        self.kind, self.prefix, self.table, self.field = kind, prefix, table, field
        self.is_mention = table in (tables.actor, tables.place, tables.date)
        self.parts: list[Part] = []
        self.children: list[Child] = []
        columns = [column.name for column in columns_of(table) if column.name != "reading"]
        self._blank = dict.fromkeys(columns)
        self.hints = {each.name: hint for each, hint in typed_fields(kind)}
        for each, hint in typed_fields(kind):
            child = _CHILDREN.get((table.name, each.name))
            if child is not None:
                self.children.append(Child(each, hint, table.name, tables.METADATA.tables[child]))
            elif each.name != "id":
                self.parts.append(part_of(each, hint, each.name, columns))

    def rows(
        self, record: AnyRecord, number: int, document: Document, numbers: Numbers
    ) -> tuple[Row, list[tuple[str, Row]]]:
        """Give the row of a record, and the rows of other tables that hang on it, each with its table."""
        row: Row = self._blank.copy()
        rest: Row = {}
        row["number"] = number
        for part in self.parts:
            part.put(getattr(record, part.field), row, rest, numbers)
        row["id"] = self._kept_id(record.id, row, document.id)
        if row["id"] >= FOREIGN:
            rest["id"] = record.id
        if isinstance(record, Figure):
            counted = record.unit_text or record.unit if record.counted is None else record.counted.of(document.text)
            row["counted_as"] = None if counted is None else kept(counted)
        hanging = [
            (child.table.name, each)
            for child in self.children
            for each in child.rows(getattr(record, child.name), number, rest, numbers["a"])
        ]
        row["rest"] = plain_json(rest) if rest else None
        return row, hanging

    def _kept_id(self, public: str, row: Row, document: str) -> int:
        number = id_number(public, self.prefix)
        if not self.is_mention:
            return number
        if public == made_id(self.prefix, document, row):
            return number & TAIL
        return number if number > TAIL else number | FOREIGN

    def kept_ids(self, public: str) -> set[int]:
        """Give the numbers under which an id may be kept."""
        number = id_number(public, self.prefix)
        return {number, number & TAIL, number | FOREIGN} if self.is_mention else {number}

    def record(
        self, row: Mapping[str, Any], hanging: Mapping[str, tuple[Any, ...]], ids: Ids, *, document: str
    ) -> Value:
        """Make the record that a row tells, with the elements that hang on it, by field; ``document`` is its id."""
        values = {part.field: part.take(row, ids) for part in self.parts}
        values.update({child.name: hanging.get(child.name, ()) for child in self.children})
        values["id"] = self.id_of(row, document)
        if row["rest"] is not None:
            rest = json.loads(row["rest"])
            values.update(
                {name: from_plain(value, self.hints[name]) for name, value in rest.items() if name in self.hints}
            )
        return self.kind(**values)

    def id_of(self, row: Mapping[str, Any], document: str) -> str:
        """Give the public id of a row whose words are spelled out; ``document`` is the id of the document."""
        if self.is_mention and row["id"] <= TAIL:
            return made_id(self.prefix, document, row)
        return public_id(row["id"], self.prefix) or str(json.loads(row["rest"])["id"])


def reading_rows(reading: Reading) -> dict[str, list[Row]]:
    """Give the rows of each table that hold what a document says; names are words yet, not numbers."""
    found: dict[str, list[Row]] = defaultdict(list)
    numbers = {
        shape.prefix: {record.id: number for number, record in enumerate(getattr(reading, shape.field))}
        for shape in SHAPES
    }
    for shape in SHAPES:
        for number, record in enumerate(getattr(reading, shape.field)):
            row, hanging = shape.rows(record, number, reading.document, numbers)
            found[shape.table.name].append(row)
            for table, each in hanging:
                found[table].append(each)
    return found


def vocabulary() -> set[str]:
    """Give the words of closed fields that stand in `phrase`: each record has some of them."""
    found = set(get_args(BlockKind))
    for shape in SHAPES:
        named = {column.name for column in columns_of(shape.table) if column.info.get("is_phrase")}
        found.update(word for part in shape.parts if part.name in named for word in part.choices)
        found.update(child.name for child in shape.children if child.has_role)
    return found


def made_reading(document: Document, records: Mapping[str, Iterable[Any]]) -> Reading:
    """Put a reading together again."""
    return Reading(document=document, **{name: tuple(found) for name, found in records.items()})


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
SHAPE_OF_KIND = {shape.kind: shape for shape in SHAPES}
