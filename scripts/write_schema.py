"""Write the newest schema of the record, as statements for each database, beside the newest migration.

Only while that revision is unreleased: afterwards its files stay as they are, and a new revision gets its own steps.
"""

from __future__ import annotations

from pathlib import Path

from sayso.store import migrations, schema

VERSIONS = Path(migrations.__file__).parent / "versions"


def main() -> None:
    """Write one file for SQLite and one for PostgreSQL."""
    for dialect in ("sqlite", "postgresql"):
        written = migrations.joined(list(schema.statements(dialect)))
        (VERSIONS / f"{schema.REVISION}.{dialect}.sql").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
