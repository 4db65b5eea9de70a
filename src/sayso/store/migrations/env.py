"""Alembic runs this for each upgrade, on the connection that it is given."""

from __future__ import annotations

from alembic import context

from sayso.store import schema, tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.METADATA,
    version_table=schema.REVISION_TABLE,
    transactional_ddl=True,
)
# The transaction is the caller's, so that a step that fails leaves nothing behind.
context.run_migrations()
