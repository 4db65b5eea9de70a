"""The statements that make a new record, and which revision of the schema they make."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, SetColumnComment, SetTableComment

from sayso.store import views
from sayso.store.search import fulltext, names
from sayso.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

# The newest revision in migrations/versions; a test says so.
REVISION = "0001"
# Its own name, since a PostgreSQL database may hold other programs' tables beside ours.
REVISION_TABLE = "sayso_revision"
# "SAYS" in ASCII: what SQLite calls the application of a file.
APPLICATION = 0x53415953
_DIALECTS: dict[str, sa.Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]


@cache
def statements(dialect: str) -> tuple[str, ...]:
    """Give every statement that makes the newest schema in an empty database."""
    return tuple(_statements(dialect))


def _statements(dialect: str) -> Iterator[str]:
    compiler = _DIALECTS[dialect]
    for table in METADATA.sorted_tables:
        yield str(CreateTable(table).compile(dialect=compiler)).strip()
        for index in sorted(table.indexes, key=lambda each: str(each.name)):
            yield str(CreateIndex(index).compile(dialect=compiler)).strip()
        if dialect == "postgresql":
            yield str(SetTableComment(table).compile(dialect=compiler)).strip()
            for column in table.columns:
                yield str(SetColumnComment(column).compile(dialect=compiler)).strip()
    yield from views.statements(dialect)
    yield from fulltext.statements(dialect)
    yield from names.statements(dialect)


# As Alembic would make it; apart from the record's own tables, since it tells of them.
revision_table = sa.Table(
    REVISION_TABLE,
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name=f"{REVISION_TABLE}_pkc"),
)
