"""Write a small record as SQL to tests/store/released: once for each released schema, so that tests bring it up."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import codec
from sayso.store import migrations, schema
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Iterator

# Triggers fill the indexes of words.
_MADE_AGAIN = (
    *(f"INSERT INTO {mark}{name}_search" for name in ("passage", "phrase") for mark in ('"', "'")),
    "INSERT INTO sqlite_master",
)
RELEASED = Path(__file__).parents[1] / "tests" / "store" / "released"


def _statements(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the schema as its revision has it, and the rows; SQLite's own dump of a full-text index cannot be read."""
    yield migrations.joined(migrations.statements(f"{schema.REVISION}.sqlite.sql"))
    made = (f'CREATE TABLE "{schema.REVISION_TABLE}"', f"CREATE TABLE {schema.REVISION_TABLE}", "INSERT INTO")
    for statement in connection.iterdump():
        if statement.startswith(made) and not statement.startswith(_MADE_AGAIN):
            yield statement


def main() -> None:
    """Keep the reading that standard input holds as JSON, and dump the record."""
    reading = codec.from_json(sys.stdin.read())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        with open_record(path) as record:
            record.keep([Outcome(item=Item.of_bytes(reading.document.text.encode(), name="a.txt"), result=reading)])
        with sqlite3.connect(path) as connection:
            lines = [f"PRAGMA application_id = {schema.APPLICATION};", *_statements(connection)]
        connection.close()
    RELEASED.mkdir(exist_ok=True)
    (RELEASED / f"{schema.REVISION}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
