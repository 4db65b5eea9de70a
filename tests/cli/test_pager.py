from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from sayso.document import Block, Document
from sayso.reading import Reading
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = 8
_SHOWN = "import sys; sys.stdout.write('PAGED ' + sys.stdin.read())"
_LEFT = "import sys; print('LEFT', sys.stdin.readline())"


@pytest.fixture
def db(tmp_path: Path) -> str:
    """Give a record whose documents are longer together than a screen of eight lines."""
    where = tmp_path / "sayso.db"
    outcomes = []
    for number in range(400):
        text = f"Grain convoy {number} waited."
        document = Document(id=f"d_{number}", text=text, blocks=(Block(start=0, end=len(text), kind="paragraph"),))
        outcomes.append(
            Outcome(item=Item(name=f"{number}", sha256=f"{number:064x}"), result=Reading(document=document))
        )
    with open_record(where) as record:
        record.keep(outcomes, find_copies=None)
    return str(where)


def on_a_terminal(*arguments: str, pager: str | None = None, **environment: str) -> tuple[int, str]:
    """Run a command on a terminal of eight lines; give its exit code, and what the terminal showed."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (_ROWS, 80))
    told = {**os.environ, "TERM": "xterm", **environment, **({} if pager is None else {"SAYSO_PAGER": pager})}
    told.pop("COLUMNS", None)
    run = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", "sayso", *arguments], stdin=its, stdout=its, stderr=its, env=told, close_fds=True
    )
    os.close(its)
    shown = b""
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # Linux says so when the last of them closes its end
            break
        if not some:
            break
        shown += some
    os.close(ours)
    return run.wait(), shown.decode("utf-8")


def python(program: str) -> str:
    return json.dumps(sys.executable) + " -c " + json.dumps(program)


def test_what_is_longer_than_the_screen_goes_through_the_pager(db: str) -> None:
    code, shown = on_a_terminal("find", "convoy", "--db", db, pager=python(_SHOWN))
    assert (code, shown.count("PAGED")) == (0, 1)
    assert "more with --page 2" in shown


def test_what_fits_on_the_screen_does_not(db: str) -> None:
    code, shown = on_a_terminal("find", "convoy", "--limit", "2", "--db", db, pager=python(_SHOWN))
    assert code == 0
    assert "PAGED" not in shown
    assert "convoy" in shown


@pytest.mark.parametrize("pager", ["", "cat", "no-such-pager-here", "'unclosed"])
def test_without_a_pager_it_is_printed_as_it_is(db: str, pager: str) -> None:
    code, shown = on_a_terminal("find", "convoy", "--db", db, pager=pager)
    assert code == 0
    assert "more with --page 2" in shown


def test_the_pager_can_be_switched_off(db: str) -> None:
    code, shown = on_a_terminal("--no-pager", "find", "convoy", "--db", db, pager=python(_SHOWN))
    assert code == 0
    assert "PAGED" not in shown


def test_leaving_the_pager_early_is_no_error(db: str) -> None:
    code, shown = on_a_terminal("find", "convoy", "--limit", "400", "--db", db, pager=python(_LEFT))
    assert (code, shown.count("LEFT")) == (0, 1)
    assert "Traceback" not in shown
    assert "sayso:" not in shown


def test_a_reader_that_stops_early_is_no_error(db: str) -> None:
    ran = subprocess.run(  # noqa: S603 - likewise
        ["bash", "-c", f'"{sys.executable}" -m sayso find convoy --limit 400 --db "{db}" | head -n 1'],  # noqa: S607 - whichever bash
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(ran.stdout.splitlines()) == 1
    assert ran.stderr == ""
