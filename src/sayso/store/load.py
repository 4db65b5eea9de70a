"""Rows to readings and records: many at a time, with what hangs on them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_args

import sqlalchemy as sa

from sayso.document import Block, BlockKind, Document
from sayso.store import tables
from sayso.store.ask import among
from sayso.store.rows import SHAPES, Shape, columns_of, made_reading
from sayso.store.words import given, odd_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sayso.reading import Reading

    Row = dict[str, Any]

_BLOCK_KINDS: dict[str, BlockKind] = {kind: kind for kind in get_args(BlockKind)}
_MOST_PHRASES = 200_000


class Phrases:
    """The words behind the numbers; those asked for are remembered."""

    def __init__(self) -> None:
        """Know none yet."""
        self._words: dict[int, str] = {}

    def spell(self, connection: sa.Connection, rows: Sequence[Row], names: Collection[str]) -> None:
        """Put the words where their numbers stand."""
        wanted = {row[name] for row in rows for name in names} - {None}
        unknown = wanted - self._words.keys()
        if unknown:
            if len(self._words) > _MOST_PHRASES:
                self._words.clear()
                unknown = wanted
            phrase = tables.phrase
            select = sa.select(phrase.c.id, phrase.c.text)
            self._words.update((row["id"], row["text"]) for row in among(connection, select, phrase.c.id, unknown))
        for row in rows:
            for name in names:
                if row[name] is not None:
                    row[name] = self._words[row[name]]


def select_of(shape: Shape) -> sa.Select[Any]:
    """Ask for the rows of one kind of record, with what the names of places mean."""
    select = sa.select(*columns_of(shape.table))
    if shape.table is tables.place:
        return select.join_from(tables.place, tables.toponym, tables.toponym.c.id == tables.place.c.toponym)
    return select


def phrase_columns(shape: Shape) -> list[str]:
    """Name the columns that hold numbers of phrases."""
    return [column.name for column in columns_of(shape.table) if column.info.get("is_phrase")]


def is_passage() -> sa.ColumnElement[bool]:
    """Tell whether a passage is one of a document, so that either is found quickly by the other."""
    passage, document = tables.passage, tables.document
    within = passage.c.id.between(document.c.first_passage, document.c.last_passage)
    return (passage.c.document == document.c.id) & within


def documents(connection: sa.Connection, numbers: Collection[int], phrases: Phrases) -> dict[int, Document]:
    """Load documents by their numbers."""
    document, text, outlet, passage = tables.document, tables.document_text, tables.outlet, tables.passage
    select = (
        sa.select(document, outlet.c.name.label("outlet_name"), text.c.text, text.c.odd)
        .join(text, text.c.document == document.c.id)
        .outerjoin(outlet, outlet.c.id == document.c.outlet)
    )
    found = [dict(row) for row in among(connection, select, document.c.id, numbers)]
    blocks: dict[int, list[Block]] = defaultdict(list)
    select = sa.select(passage).join_from(document, passage, is_passage())
    passages = [dict(row) for row in among(connection, select, document.c.id, numbers)]
    phrases.spell(connection, passages, ["kind"])
    for row in sorted(passages, key=lambda row: int(row["id"])):
        if row["kind"] is not None:
            kind = _BLOCK_KINDS[row["kind"]]
            blocks[row["document"]].append(Block(start=row["start"], end=row["stop"], kind=kind, page=row["page"]))
    return {row["id"]: _document(row, tuple(blocks[row["id"]])) for row in found}


def _document(row: Mapping[str, Any], blocks: tuple[Block, ...]) -> Document:
    values: Row = {
        each.name: None if row[each.name] is None else given(row[each.name])
        for each in fields(Document)
        if each.name in row and each.name not in ("id", "text", "outlet")
    }
    values["outlet"] = None if row["outlet_name"] is None else given(row["outlet_name"])
    values.update(json.loads(row["rest"]) if row["rest"] is not None else {})
    text = odd_text(row["text"], row["odd"])
    return Document(id=given(row["external_id"]), text=text, blocks=blocks, **values)


def readings(connection: sa.Connection, numbers: Mapping[int, int], phrases: Phrases) -> dict[int, Reading]:
    """Load readings; ``numbers`` are those of readings, each with that of its document."""
    texts = documents(connection, set(numbers.values()), phrases)
    found: dict[int, dict[str, list[Any]]] = {number: {shape.field: [] for shape in SHAPES} for number in numbers}
    rows = {shape: _rows(connection, shape, numbers, phrases) for shape in SHAPES}
    ids: dict[int, dict[str, dict[int, str]]] = defaultdict(lambda: {shape.prefix: {} for shape in SHAPES})
    for shape, of_shape in rows.items():
        for row in of_shape:
            document = texts[numbers[row["reading"]]].id
            ids[row["reading"]][shape.prefix][row["number"]] = shape.id_of(row, document)
    for shape, of_shape in rows.items():
        hung = hanging(connection, shape, numbers, phrases)
        for row in of_shape:
            reading, number = row["reading"], row["number"]
            elements = {
                child.name: tuple(
                    child.element(each, ids[reading]["a"]) for each in hung.get((reading, number, child.name), ())
                )
                for child in shape.children
            }
            document = texts[numbers[reading]].id
            found[reading][shape.field].append(shape.record(row, elements, ids[reading], document=document))
    return {number: made_reading(texts[numbers[number]], records) for number, records in found.items()}


def _rows(connection: sa.Connection, shape: Shape, readings: Collection[int], phrases: Phrases) -> list[Row]:
    rows = [dict(row) for row in among(connection, select_of(shape), shape.table.c.reading, readings)]
    phrases.spell(connection, rows, phrase_columns(shape))
    rows.sort(key=lambda row: (row["reading"], row["number"]))
    return rows


def hanging(
    connection: sa.Connection, shape: Shape, readings: Collection[int], phrases: Phrases
) -> dict[tuple[int, int, str], list[Row]]:
    """Give the rows that hang on the records of one kind, by reading, number and field, in order."""
    made: dict[tuple[int, int, str], list[Row]] = defaultdict(list)
    for table in {child.table for child in shape.children}:
        select = sa.select(table)
        rows = [dict(row) for row in among(connection, select, table.c.reading, readings)]
        phrases.spell(connection, rows, [column.name for column in table.c if column.info.get("is_phrase")])
        rows.sort(key=lambda row: int(row["number"]))
        (owner,) = {child.owner for child in shape.children if child.table is table}
        (only, *_) = [child.name for child in shape.children if child.table is table]
        for row in rows:
            made[row["reading"], row[owner], row.get("role", only)].append(row)
    return made
