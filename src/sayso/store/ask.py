"""Ask for the rows that have one of many values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import sqlalchemy as sa

# Parameters of one statement: SQLite takes 32,766, PostgreSQL 65,535.
_AT_ONCE = 5_000


def among(
    connection: sa.Connection,
    select: sa.Select[*tuple[Any, ...]],
    column: sa.ColumnElement[Any],
    values: Collection[Any],
) -> Iterator[sa.RowMapping]:
    """Give the rows of ``select`` whose ``column`` is one of ``values``, however many these are."""
    ordered = list(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield from connection.execute(select.where(column.in_(ordered[start : start + _AT_ONCE]))).mappings()
