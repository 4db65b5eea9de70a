"""What is added in tests: small files, a reader that needs no model, and records compared row by row."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from sayso.store import tables
from sayso.store.engine import looking
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).parent
# What differs from run to run, or is the number of a row.
OF_THE_RUN = {"id", "run", "learned_at", "seen_at", "started_at", "ended_at", "fetched_at", "attempts", "set_at"}
OF_THE_RUN |= {"first_passage", "last_passage"}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the quick reader, in workers too."""
    monkeypatch.syspath_prepend(str(HERE))
    reader = importlib.import_module("quick_reader")
    monkeypatch.setattr("sayso.add.prepared", reader.prepared)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a folder of short texts."""

    def make(count: int, **named: str) -> Path:
        made = tmp_path / "texts"
        made.mkdir(exist_ok=True)
        for number in range(count):
            words = f"On day {number} the mayor said that {number + 2} boats had left Tolm."
            (made / f"text{number:04}.txt").write_text(words)
        for name, words in named.items():
            (made / f"{name}.txt").write_text(words)
        return made

    return make


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start ``sayso`` with the quick reader, in the folder of the test."""
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(HERE / "program.py"), *arguments],
            cwd=tmp_path,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def ran(started: Callable[..., subprocess.Popen[str]]) -> Callable[..., tuple[int, str]]:
    """Run ``sayso`` with the quick reader; give the exit code and what it said."""

    def run(*arguments: str, **environment: str) -> tuple[int, str]:
        process = started(*arguments, **environment)
        _, said = process.communicate(timeout=120)
        return process.returncode, said

    return run


class Records:
    """Looks into records."""

    def rows(self, where: Path | str) -> dict[str, list[str]]:
        """Give all rows, with facts in the place of numbers, in an order of their own."""
        with open_record(where, read_only=True) as record, looking(record.engine) as connection:
            names: dict[str, dict[int, str]] = {}
            found: dict[str, list[str]] = {}
            for table in sorted(tables.METADATA.sorted_tables, key=lambda table: table.name == "shingle"):
                # What was found of copies on the way depends on who came first; in the end it is the same.
                if table.name in ("run", "copy", "copy_link"):
                    continue
                shown = []
                for row in connection.execute(sa.select(table)).mappings():
                    told = {column.name: _told(column, row[column.name], names) for column in table.c}
                    facts = {name: told[name] for name in told if name not in OF_THE_RUN or table.c[name].foreign_keys}
                    facts.pop("run", None)
                    if "id" in told and table.name in ("quotation", "figure", "event", "actor", "place", "date"):
                        facts["id"] = told["id"]
                    shown.append(repr(facts))
                    if "id" in table.c:
                        names.setdefault(table.name, {})[row["id"]] = repr(facts)
                found[table.name] = sorted(shown)
            return found

    def sound(self, where: Path) -> None:
        """Check that a record holds whole items only."""
        with open_record(where, read_only=True) as record, looking(record.engine) as connection:
            ask = connection.exec_driver_sql
            assert ask("PRAGMA integrity_check").scalar_one() == "ok"
            assert ask("PRAGMA foreign_key_check").all() == []
            done, sighted = "SELECT id FROM item WHERE state = 'done'", "SELECT item FROM sighting"
            assert ask(f"{done} EXCEPT {sighted}").all() == []
            assert ask(f"{sighted} EXCEPT {done}").all() == []
            for table in ("document_text", "passage", "reading", "version", "sighting"):
                query = f"SELECT id FROM document EXCEPT SELECT document FROM {table}"  # noqa: S608 - our own names
                assert ask(query).all() == [], table
            assert ask("SELECT sha256 FROM item EXCEPT SELECT sha256 FROM original").all() == []
            assert ask("SELECT name FROM item GROUP BY name HAVING count(*) > 1").all() == []


@pytest.fixture
def records() -> Records:
    return Records()


def _told(column: sa.Column[Any], value: Any, names: dict[str, dict[int, str]]) -> Any:  # noqa: ANN401 - any column
    if value is None or column.name == "run":
        return None
    if column.table.name == "shingle" and column.name == "document":
        return names["document"][value]
    for key in column.foreign_keys:
        return names.get(key.column.table.name, {}).get(value, value)
    return value
