"""Whatever happens to a run, the record holds whole items, each once, and the same command goes on."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.add import add
from sayso.errors import StoreError
from sayso.settings import Settings
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.add.conftest import Records

    Started = Callable[..., subprocess.Popen[str]]
    Ran = Callable[..., tuple[int, str]]

KILLS = 6


def count(where: Path, state: str = "done") -> int:
    """Count items; a record that is not there yet has none."""
    try:
        with closing(sqlite3.connect(f"{where.as_uri()}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT count(*) FROM item WHERE state = ?", [state]).fetchone()
        return int(found[0])
    except sqlite3.OperationalError:
        return 0


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    ends_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends_at
        time.sleep(0.01)


@pytest.mark.usefixtures("quick")
def test_a_bad_item_takes_nothing_with_it(folder: Callable[..., Path], tmp_path: Path) -> None:
    texts = folder(3, hangs="HANG", dies="DIE", eats="EAT")
    settings = Settings(max_item_seconds=2, max_memory=1_000_000_000)
    with open_record(tmp_path / "sayso.db") as record:
        steps = {Path(step.name).stem: step for step in add(record, [texts], workers=2, settings=settings)}
        assert {name: step.state for name, step in steps.items()} == {
            **dict.fromkeys(["text0000", "text0001", "text0002"], "done"),
            "hangs": "refused",
            "eats": "refused",
            "dies": "failed",
        }
        assert "longer than 2 seconds; raise the limit with SAYSO_MAX_ITEM_SECONDS" in str(steps["hangs"].error)
        assert "the worker process that read it died (exit code -9)" in str(steps["dies"].error)
        assert record.sources_to_retry() == [str(texts)]
        (texts / "dies.txt").write_text("Better now.")
        again = {Path(step.name).stem: step for step in add(record, record.sources_to_retry(), settings=settings)}
        assert (again["dies"].state, again["hangs"].known, again["text0000"].known) == ("done", True, True)


@pytest.mark.usefixtures("quick")
def test_a_source_whose_opener_is_killed_fails_and_the_next_goes_on(tmp_path: Path) -> None:
    lines = [f'{{"id": "l{number}", "text": "There were {number} boats."}}\n' for number in range(5_000)]
    long, short = tmp_path / "long.jsonl", tmp_path / "short.txt"
    long.write_text("".join(lines))
    short.write_text("Nobody came.")
    with open_record(tmp_path / "sayso.db") as record:
        steps = add(record, [str(long), str(short)])
        first = next(steps)
        workers = [each for each in multiprocessing.active_children() if each.pid is not None]
        # It was started first: the workers wait for what it gives.
        opener = min(workers, key=lambda each: each.pid or 0)
        os.kill(opener.pid or 0, signal.SIGKILL)
        rest = list(steps)
        failed = [step for step in rest if step.state == "failed"]
        assert first.state == "done"
        assert ["the process that took it apart died (exit code -9)" in str(step.error) for step in failed] == [True]
        assert rest[-1].name == "short.txt"
        assert record.sources_to_retry() == [str(long)]
        assert record.status().done < 5_000
        list(add(record, record.sources_to_retry()))
        assert record.status().done == len(lines) + 2  # the lines, the short text, and that the long one opens
        assert record.sources_to_retry() == []


@pytest.mark.usefixtures("quick")
def test_the_rows_are_the_same_with_any_number_of_workers_in_any_order(
    folder: Callable[..., Path], tmp_path: Path, records: Records
) -> None:
    files = sorted(folder(40, empty="", again="On day 1 the mayor said that 3 boats had left Tolm.").iterdir())
    shuffled = random.Random(4).sample(files, len(files))  # noqa: S311 - an order, no secret
    for name, sources, workers in (("one.db", files, 1), ("four.db", shuffled, 4)):
        with open_record(tmp_path / name) as record:
            list(add(record, [str(each) for each in sources], workers=workers))
    one, four = records.rows(tmp_path / "one.db"), records.rows(tmp_path / "four.db")
    assert one == four
    with open_record(tmp_path / "one.db") as record, open_record(tmp_path / "four.db") as other:
        assert list(record.copies()) == list(other.copies())
    assert len(one["figure"]) == 80


def test_two_writers_wait_for_each_other(
    folder: Callable[..., Path], tmp_path: Path, started: Started, ran: Ran, records: Records
) -> None:
    texts = folder(300)
    more = tmp_path / "more"
    more.mkdir()
    for number in range(300):
        # Half of them hold what the others hold.
        (more / f"more{number:04}.txt").write_text((texts / f"text{number // 2:04}.txt").read_text())
    both = [started("add", name, "--db", "both.db", QUICK_READER_PAUSE="0.01") for name in ("texts", "more")]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    records.sound(tmp_path / "both.db")
    assert ran("add", "texts", "more", "--db", "one.db")[0] == 0
    assert records.rows(tmp_path / "both.db") == records.rows(tmp_path / "one.db")


@pytest.mark.usefixtures("quick")
def test_a_reader_sees_whole_batches_while_the_record_is_filled(folder: Callable[..., Path], tmp_path: Path) -> None:
    texts = folder(200)
    seen = set()
    with open_record(tmp_path / "sayso.db") as record, open_record(tmp_path / "sayso.db", read_only=True) as reader:
        for _ in add(record, [texts]):
            status = reader.status()
            assert status.done == status.documents == status.readings
            seen.add(status.done)
    assert len(seen) > 2
    assert max(seen) == 200


def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(
    folder: Callable[..., Path], tmp_path: Path, started: Started, ran: Ran, records: Records
) -> None:
    folder(300)
    process = started("add", "texts", QUICK_READER_PAUSE="0.1")
    until(lambda: count(tmp_path / "sayso.db") > 0)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    kept = count(tmp_path / "sayso.db")
    assert process.returncode == 130, said
    assert said == f"sayso: sayso.db: {kept} documents added; stopped, the same command goes on\n"
    assert 0 < kept < 300
    records.sound(tmp_path / "sayso.db")
    assert ran("add", "texts") == (0, f"sayso: sayso.db: {300 - kept} documents added, {kept} known\n")


def test_sigterm_ends_a_run_as_ctrl_c_does(folder: Callable[..., Path], tmp_path: Path, started: Started) -> None:
    folder(300)
    process = started("add", "texts", QUICK_READER_PAUSE="0.1")
    until(lambda: count(tmp_path / "sayso.db") > 0)
    process.terminate()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 143
    assert (
        said == f"sayso: sayso.db: {count(tmp_path / 'sayso.db')} documents added; stopped, the same command goes on\n"
    )


def test_a_killed_run_loses_and_doubles_nothing(
    folder: Callable[..., Path], tmp_path: Path, started: Started, ran: Ran, records: Records
) -> None:
    folder(500)
    assert ran("add", "texts", "--db", "whole.db", "--workers", "2")[0] == 0
    by_chance = random.Random()  # noqa: S311 - a time, no secret
    database, before = tmp_path / "sayso.db", 0
    for _ in range(KILLS):
        process = started("add", "texts", "--workers", "2", QUICK_READER_PAUSE="0.002")
        ends_at = time.monotonic() + 60
        while process.poll() is None and count(database) <= before and time.monotonic() < ends_at:
            time.sleep(0.01)
        time.sleep(by_chance.uniform(0, 0.15))
        process.kill()
        process.communicate()
        records.sound(database)
        assert count(database) >= before
        before = count(database)
    assert ran("add", "texts")[0] == 0
    records.sound(database)
    assert records.rows(database) == records.rows(tmp_path / "whole.db")


def test_the_processes_of_a_killed_run_end_with_it(folder: Callable[..., Path], started: Started) -> None:
    folder(3, text0001="HANG")
    process = started("add", "texts", "--workers", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell the children of a process")
    found: list[str] = []

    def all_there() -> bool:
        found[:] = children.read_text().split()
        return len(found) >= 3

    until(all_there)
    time.sleep(1)
    process.kill()
    process.communicate()
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in found), seconds=10)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a file system of two million bytes."""
    disk, mount = tmp_path / "disk", shutil.which("mount")
    disk.mkdir()
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small disk")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False)  # noqa: S603 - our own words
    if made.returncode != 0:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run([shutil.which("umount") or "umount", str(disk)], check=True)  # noqa: S603 - likewise


def test_a_full_disk_ends_the_run_and_what_was_kept_stays(
    folder: Callable[..., Path], small_disk: Path, ran: Ran
) -> None:
    folder(2_000)
    database = small_disk / "sayso.db"
    code, said = ran("add", "texts", "--db", str(database))
    assert code == 1
    assert said.endswith(
        f"no space is left for {database}; free some, then give the same command again; nothing is lost\n"
    )
    kept = count(database)
    assert kept > 0
    with open_record(database, read_only=True) as record:
        assert record.status().documents == kept


def test_a_file_that_may_not_grow_ends_the_run_and_what_was_kept_stays(
    folder: Callable[..., Path], tmp_path: Path, ran: Ran, records: Records
) -> None:
    folder(2_000)
    code, said = ran("add", "texts", LARGEST_FILE="4000000")
    assert code == 1, said
    assert "cannot read or write sayso.db" in said
    assert "Traceback" not in said
    kept = count(tmp_path / "sayso.db")
    assert 0 < kept < 2_000
    records.sound(tmp_path / "sayso.db")
    assert ran("add", "texts") == (0, f"sayso: sayso.db: {2_000 - kept:,} documents added, {kept:,} known\n")


def test_a_folder_that_may_not_be_written_is_told_at_once() -> None:
    program = """
import os, sys
from sayso.errors import ReadOnlyError
from sayso.store.record import open_record
if os.geteuid() == 0:
    # Nothing is shut to root.
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    open_record(sys.argv[1])
except ReadOnlyError as error:
    print(error)
"""
    with tempfile.TemporaryDirectory() as name:
        shut = Path(name)
        shut.chmod(0o555)
        ran = subprocess.run(  # noqa: S603 - own text
            [sys.executable, "-c", program, str(shut / "sayso.db")], capture_output=True, text=True, check=False
        )
        shut.chmod(0o700)
    assert ran.stdout.startswith(f"the folder {shut} may not be written; name another with --db"), ran.stderr


@pytest.mark.usefixtures("quick")
def test_an_error_of_the_record_is_raised_once(folder: Callable[..., Path], tmp_path: Path) -> None:
    with open_record(tmp_path / "sayso.db") as record:
        steps = add(record, [folder(200)])
        next(steps)
        with sqlite3.connect(tmp_path / "sayso.db") as other:
            other.execute("DROP TABLE sighting")
        other.close()
        with pytest.raises(StoreError):
            list(steps)
        assert not multiprocessing.active_children()
