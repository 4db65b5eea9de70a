from __future__ import annotations

import errno
import os
import sqlite3
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from sayso.errors import BusyError, FullError, NotARecordError, ReadOnlyError, StoreError
from sayso.store import tables
from sayso.store.engine import connected, writing
from sayso.store.failures import store_error
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.reading import Reading


def pragma(engine: sa.Engine, name: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_sqlite_record_is_safe(tmp_path: Path) -> None:
    engine = connected(tmp_path / "sayso.db")
    told = {name: pragma(engine, name) for name in ("journal_mode", "synchronous", "foreign_keys", "integrity_check")}
    engine.dispose()
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "integrity_check": "ok"}


def test_a_page_holds_several_texts(tmp_path: Path) -> None:
    for _ in range(2):
        engine = connected(tmp_path / "sayso.db")
        assert pragma(engine, "page_size") == 16384
        # Eight megabytes of log, however large its pages are.
        assert pragma(engine, "wal_autocheckpoint") == 512
        engine.dispose()


def test_a_row_that_refers_to_nothing_is_refused(where: str) -> None:
    engine = connected(where)
    with pytest.raises(StoreError), writing(engine) as connection:
        connection.execute(sa.insert(tables.document_text).values(document=7, text="of nothing"))
    engine.dispose()


def test_a_new_record_may_be_made_twice_at_once(where: str) -> None:
    errors: list[BaseException] = []

    def make() -> None:
        try:
            connected(where).dispose()
        except BaseException as error:  # noqa: BLE001 - looked at below
            errors.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    connected(where).dispose()


def test_a_text_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Notes on the strikes. " * 50)
    with pytest.raises(NotARecordError, match=r"notes.txt is no record of sayso, or is damaged"):
        open_record(path)
    assert path.read_text().startswith("Notes")


def test_the_database_of_another_program_is_no_record(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE place (name TEXT)")
    connection.close()
    with pytest.raises(
        NotARecordError, match=r"places.db is a database of something else; name another for the record"
    ):
        open_record(path)


def test_a_postgresql_database_of_something_else_is_no_record(postgres: str) -> None:
    engine = sa.create_engine(postgres)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE boats (name TEXT)")
    engine.dispose()
    with pytest.raises(NotARecordError, match="is a database of something else"):
        open_record(postgres)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecordError, match="is no file; name the file of a record"):
        open_record(tmp_path)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*nowhere; make it first"):
        open_record(tmp_path / "nowhere" / "sayso.db")


def test_reading_makes_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no record at .*; sayso add makes one"):
        open_record(tmp_path / "sayso.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_postgresql_database_is_not_made_a_record_by_reading(postgres: str) -> None:
    with pytest.raises(StoreError, match="there is no record in postgresql://"):
        open_record(postgres, read_only=True)


def test_a_record_opened_for_reading_is_not_written(where: str, told: Reading) -> None:
    with open_record(where) as record:
        record.keep([Outcome(item=Item(name="a"), result=told)])
    with open_record(where, read_only=True) as record:
        assert record.reading(1) == told
        with pytest.raises(ReadOnlyError, match="may not be written"):
            record.keep([Outcome(item=Item(name="b"), result=told)])


def test_a_server_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    url = f"postgresql://iva:secret@/sayso?host={tmp_path}"
    with pytest.raises(StoreError, match=r"cannot reach postgresql://iva:.*; check its address") as caught:
        open_record(url)
    assert "secret" not in str(caught.value)


def test_a_bad_address_is_said_so() -> None:
    with pytest.raises(StoreError, match="is no address of a database"):
        open_record("postgresql://ardel.example:port/sayso")


def test_a_writer_waits_and_then_says_who_is_in_the_way(where: str) -> None:
    engine, impatient = connected(where), connected(where, wait_ms=50)
    with writing(engine), pytest.raises(BusyError, match="another program is writing to"), writing(impatient):
        pass
    with writing(impatient):
        pass
    engine.dispose()
    impatient.dispose()


def test_a_reader_reads_while_a_writer_writes(where: str, told: Reading) -> None:
    with open_record(where) as record, open_record(where, read_only=True) as reader:
        record.keep([Outcome(item=Item(name="a"), result=told)])
        with writing(record.engine) as connection:
            connection.execute(sa.update(tables.document).values(title="changed"))
            assert reader.reading(1) == told


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        (sqlite3.SQLITE_FULL, FullError, "no space is left for sayso.db; free some"),
        (sqlite3.SQLITE_BUSY, BusyError, "another program is writing to sayso.db"),
        (sqlite3.SQLITE_READONLY_DBMOVED, ReadOnlyError, "sayso.db may not be written"),
        (sqlite3.SQLITE_IOERR_WRITE, StoreError, "cannot read or write sayso.db"),
        (sqlite3.SQLITE_CORRUPT, NotARecordError, "or is damaged"),
        (sqlite3.SQLITE_CANTOPEN, StoreError, "cannot open sayso.db"),
        (sqlite3.SQLITE_ERROR, StoreError, "this is a defect; please report it"),
    ],
)
def test_what_sqlite_says_is_told_with_what_to_do(code: int, kind: type[StoreError], told: str) -> None:
    error = sqlite3.OperationalError("as it says")
    error.sqlite_errorcode = code
    found = store_error("sayso.db", error)
    assert type(found) is kind
    assert told in str(found)


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", FullError),
        ("25006", ReadOnlyError),
        ("55P03", BusyError),
        ("08006", StoreError),
        ("22012", StoreError),
    ],
)
def test_what_postgresql_says_is_told_with_what_to_do(state: str, kind: type[StoreError]) -> None:
    error = RuntimeError("as it says")
    error.sqlstate = state  # type: ignore[attr-defined]
    assert type(store_error("postgresql://x", error)) is kind


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path, told: Reading) -> None:
    with open_record(tmp_path / "sayso.db") as record:
        record.keep([Outcome(item=Item(name="a"), result=told)])
        pages = pragma(record.engine, "page_count")

        @sa.event.listens_for(record.engine, "begin")
        def narrow(connection: sa.Connection) -> None:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        longer = replace(told, document=replace(told.document, id="d_2", text=told.document.text + "More. " * 100_000))
        with pytest.raises(FullError, match="no space is left"):
            record.keep([Outcome(item=Item(name="b"), result=longer)])
        assert record.reading(1) == told
        assert record.status().documents == 1
        assert pragma(record.engine, "integrity_check") == "ok"


WRITER = """
import sys
from sayso import codec
from dataclasses import replace
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record
reading = codec.from_json(sys.stdin.readline())
with open_record(sys.argv[1]) as record:
    for number in range(10_000):
        document = replace(reading.document, id=f"d_{number}")
        outcome = Outcome(item=Item(name=f"{number}.txt"), result=replace(reading, document=document))
        record.keep([outcome])
        print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_items_only(tmp_path: Path, told: Reading) -> None:
    path = tmp_path / "sayso.db"
    from sayso import codec  # noqa: PLC0415 - pydantic, for this test only

    for _ in range(3):
        writer = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdin is not None
        assert writer.stdout is not None
        with writer:
            writer.stdin.write(codec.to_json(told) + "\n")
            writer.stdin.flush()
            for _line in range(4):
                writer.stdout.readline()
            writer.kill()
            told_of = [int(line) for line in writer.stdout]
        with open_record(path) as record:
            assert pragma(record.engine, "integrity_check") == "ok"
            found = record.status()
            assert found.done == found.documents == found.readings >= max(told_of, default=3) + 1
            assert record.reading(found.documents).figures == told.figures


def test_a_read_only_folder_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: Reading) -> None:
    path = tmp_path / "sayso.db"
    with open_record(path) as record:
        record.keep([Outcome(item=Item(name="a"), result=told)])
    # Whoever runs as root may write everywhere; so the answer of the system is made up.
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(ReadOnlyError, match="may not be written; open it for reading only"):
        open_record(path)
    with pytest.raises(ReadOnlyError, match=r"the folder .* may not be written; name another with --db"):
        open_record(tmp_path / "other.db")
    with open_record(path, read_only=True) as record:
        assert record.reading(1) == told
    assert sorted(each.name for each in tmp_path.iterdir()) == ["sayso.db"]
    assert stat.S_ISREG(path.stat().st_mode)


def test_a_path_that_cannot_be_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=os.strerror(errno.ENAMETOOLONG).lower()):
        open_record(tmp_path / ("long" * 200))
