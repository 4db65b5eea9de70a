from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.store import schema, tables, views

if TYPE_CHECKING:
    import sqlalchemy as sa

TABLES = tables.METADATA.sorted_tables


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_and_column_says_what_it_is(table: sa.Table) -> None:
    for part in (table, *table.columns):
        assert part.comment, f"{table.name}.{part.name} has no comment"
        assert part.comment.endswith((".", "...")), f"{table.name}.{part.name}: a comment is a sentence"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_sqlite_keeps_the_types(table: sa.Table) -> None:
    (made,) = [each for each in schema.statements("sqlite") if each.startswith(f"CREATE TABLE {table.name} ")]
    assert "STRICT" in made


def test_each_kind_of_record_has_a_view() -> None:
    records = {table.name for table in TABLES if "rest" in table.c and "reading" in table.c} - {"date"}
    assert {f"current_{name}" for name in records} <= set(views.names("sqlite"))
    assert views.names("sqlite") == views.names("postgresql")
