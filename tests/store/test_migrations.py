from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sayso.errors import NewerRecordError, ReadOnlyError
from sayso.store import migrations, schema, tables
from sayso.store.engine import connected, writing
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from sayso.reading import Reading

RELEASED = Path(__file__).parent / "released"


def made_by(engine: sa.Engine) -> list[tuple[str, str]]:
    """Give all that the database itself says it holds."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            select = sa.text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
        else:
            select = sa.text(
                "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public'"
                " UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
            )
        return [(str(name), " ".join(str(made).split())) for name, made in connection.execute(select)]


def empty(where: str) -> sa.Engine:
    """Give a database that has nothing but the first revision to come."""
    if where.startswith("postgresql"):
        return sa.create_engine(where)
    return sa.create_engine(f"sqlite:///{where}")


def is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Leave out the indexes of words, which have statements of their own, and those that Alembic cannot compare."""
    of_expression = kind == "index" and (name or "").endswith("_by_id")
    of_words = (name or "").startswith(("passage_search", "phrase_search", "phrase_by_words"))
    return not of_expression and not (kind in {"table", "index"} and of_words)


def is_compared(_object: object, name: str | None, kind: str, _reflected: bool, _to: object) -> bool:
    return is_described(name, kind, None)


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
def test_the_migrations_lead_to_the_newest_schema(where: str, tmp_path: Path) -> None:
    engine = empty(where)
    migrations.upgrade(engine)
    with engine.connect() as connection:
        options = {
            "compare_type": True,
            "version_table": schema.REVISION_TABLE,
            "include_name": is_described,
            "include_object": is_compared,
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), tables.METADATA) == []
    walked = made_by(engine)
    if where.startswith("postgresql"):
        with writing(engine) as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        fresh = connected(where)
    else:
        engine.dispose()
        fresh = connected(tmp_path / "fresh.db")
    assert made_by(fresh) == walked
    fresh.dispose()


def test_the_newest_revision_is_the_one_that_sayso_knows() -> None:
    scripts = ScriptDirectory.from_config(migrations._config())
    assert scripts.get_heads() == [schema.REVISION]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_files_of_the_newest_revision_are_up_to_date(dialect: str) -> None:
    written = migrations.statements(f"{schema.REVISION}.{dialect}.sql")
    assert written == [each.strip() for each in schema.statements(dialect)], "run scripts/write_schema.py"


@pytest.mark.parametrize("dump", sorted(RELEASED.glob("*.sql")), ids=lambda dump: dump.stem)
def test_a_record_of_each_released_schema_is_brought_up(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript(dump.read_text(encoding="utf-8"))
    with open_record(path) as record:
        assert [entry.words for entry in record.figures()] == ["at least 40", "3"]
        assert record.reading(1).document.title == "Truce <b>holds</b>"
        kept = record.keep([Outcome(item=Item(name="again"), result=record.reading(1))])
        assert (kept.documents, kept.sightings) == (0, 1)


def test_there_is_a_dump_of_each_released_schema() -> None:
    assert {dump.stem for dump in RELEASED.glob("*.sql")} >= {"0001"}


def test_a_record_of_a_later_sayso_is_refused(where: str) -> None:
    engine = connected(where)
    with writing(engine) as connection:
        connection.execute(sa.update(schema.revision_table).values(version_num="9999"))
    engine.dispose()
    with pytest.raises(NewerRecordError, match=r"made by a later sayso .*; upgrade sayso"):
        connected(where)


def test_an_older_record_is_not_brought_up_by_reading_it(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    connected(where).dispose()
    monkeypatch.setattr(schema, "REVISION", "0002")
    with pytest.raises(ReadOnlyError, match="must be brought up first"):
        connected(where, read_only=True)


def test_an_up_to_date_record_opens_without_alembic(tmp_path: Path, told: Reading) -> None:
    path = tmp_path / "sayso.db"
    with open_record(path) as record:
        record.keep([Outcome(item=Item(name="a"), result=told)])
    program = f"import sys, sayso; sayso.open_record({str(path)!r}).close(); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert {"alembic", "spacy", "pydantic"} & set(ran.stdout.split()) == set()
