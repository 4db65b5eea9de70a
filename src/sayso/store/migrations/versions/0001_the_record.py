"""The first schema of the record.

Its statements stand in SQL files, as they were released: what the tables become later must not change them.
"""

from __future__ import annotations

from alembic import op

from sayso.store.migrations import statements
from sayso.store.schema import APPLICATION

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, indexes and views."""
    connection = op.get_bind()
    dialect = connection.dialect.name
    for statement in statements(f"{revision}.{dialect}.sql"):
        connection.exec_driver_sql(statement)
    if dialect == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION:d}")
