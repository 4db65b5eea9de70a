"""Put numbers where words stand, and write many rows at once."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.store import tables
from sayso.store.ask import among
from sayso.store.ledger import digest_number
from sayso.store.rows import vocabulary
from sayso.store.words import folded_apart, given

if TYPE_CHECKING:
    from sayso.store.write import Batch

    Row = dict[str, Any]

_PHRASES = {
    table.name: names
    for table in tables.METADATA.sorted_tables
    if (names := [column.name for column in table.c if column.info.get("is_phrase")])
}
_TOPONYM_COLUMNS = [column.name for column in tables.toponym.c if column.name not in ("id", "key")]
_COMPILED: dict[tuple[str, str], Any] = {}


def number_toponyms(batch: Batch) -> None:
    """Put what the names of places mean into a table of its own, and its number where it stood."""
    rows = batch.rows.get("place", [])
    values = itemgetter(*_TOPONYM_COLUMNS)
    meant = {told: digest_number("toponym", repr(told)) for told in dict.fromkeys(map(values, rows))}
    toponym = tables.toponym
    select = sa.select(toponym.c.key, toponym.c.id)
    numbers = {row["key"]: row["id"] for row in among(batch.connection, select, toponym.c.key, meant.values())}
    for told, key in meant.items():
        if key not in numbers:
            numbers[key] = batch.number(toponym)
            batch.add(toponym, {"id": numbers[key], "key": key, **dict(zip(_TOPONYM_COLUMNS, told, strict=True))})
    for row in rows:
        row["toponym"] = numbers[meant[values(row)]]


def number_phrases(batch: Batch) -> None:
    """Put the numbers of names and other words where the words stand.

    A number below 128 takes one byte of SQLite's, another two or three: in a new record the words of closed fields and
    those that come most often are numbered first.
    """
    named = [(rows, names) for table, names in _PHRASES.items() if (rows := batch.rows.get(table))]
    counts = Counter(row[name] for rows, names in named for row in rows for name in names)
    del counts[None]
    phrase = tables.phrase
    if counts and batch.next_number[phrase.name] == 0:
        counts.update(vocabulary())
    unknown = counts.keys() - batch.phrases.keys()
    select = sa.select(phrase.c.text, phrase.c.id)
    batch.phrases.update({row["text"]: row["id"] for row in among(batch.connection, select, phrase.c.text, unknown)})
    for each in sorted(unknown - batch.phrases.keys(), key=lambda word: (-counts[word], word)):
        batch.phrases[each] = batch.number(phrase)
        batch.add(phrase, {"id": batch.phrases[each], "text": each, "folded": folded_apart(given(each))})
    numbers: dict[Any, int | None] = {None: None, **batch.phrases}
    for rows, names in named:
        for row in rows:
            for name in names:
                row[name] = numbers[row[name]]


def insert_rows(connection: sa.Connection, table: sa.Table, rows: list[Row]) -> None:
    """Write many rows at once; SQLAlchemy's own way costs twice the time for dictionaries it need not look at."""
    if not rows:
        return
    compiled = _insert_of(table, connection.dialect)
    if compiled.positiontup is None:
        connection.exec_driver_sql(str(compiled), rows)
    else:
        connection.exec_driver_sql(str(compiled), list(map(itemgetter(*compiled.positiontup), rows)))


def _insert_of(table: sa.Table, dialect: sa.Dialect) -> Any:  # noqa: ANN401 - SQLAlchemy's compiled statement
    key = (table.name, dialect.name)
    if key not in _COMPILED:
        _COMPILED[key] = sa.insert(table).compile(dialect=dialect)
    return _COMPILED[key]
