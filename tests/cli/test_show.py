"""`sayso show` leads to the original of what it shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sayso.cli import main
from sayso.document import Block, Document, Span
from sayso.reading import Reading
from sayso.record import Figure
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"<h1>Boats</h1><p>Some&nbsp;<b>40</b> boats reached Tolm.</p>"
TEXT = "Boats\n\nSome 40 boats reached Tolm."
BLOCKS = (Block(start=0, end=5, kind="title"), Block(start=7, end=len(TEXT), kind="paragraph", page=3))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def keep(*, original: bool = True) -> None:
    start = TEXT.index("40")
    figure = Figure(id="f_0000000001", span=Span(start, start + 2), value=40, low=40, high=40)
    document = Document(id="d_1", text=TEXT, blocks=BLOCKS)
    item = Item.of_bytes(DATA, name="boats.html", keep=original)
    with open_record("sayso.db") as record:
        record.keep([Outcome(item=item, result=Reading(document=document, figures=(figure,)))])


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_a_record_tells_its_page_and_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    keep()
    start = DATA.index(b"40")
    assert run("show", "f_0000000001") == 0
    shown = capsys.readouterr().out
    assert f"bytes {start} to {start + 2}" in shown
    assert "page 3" in shown
    assert run("show", "f_0000000001", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["page"], told["sightings"][0]["bytes"]) == (3, [start, start + 2])


def test_the_original_is_written_as_it_was_read(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    keep()
    assert run("show", "f_0000000001", "--original", "out.html") == 0
    assert (tmp_path / "out.html").read_bytes() == DATA
    assert run("show", "d_1", "--original", "out.html") == 2
    assert b"out.html is there already; name another file" in capfdbinary.readouterr().err
    assert run("show", "d_1", "--original", "-") == 0
    assert capfdbinary.readouterr().out == DATA


def test_an_original_that_is_not_kept_is_told_with_where_it_came_from(capsys: pytest.CaptureFixture[str]) -> None:
    keep(original=False)
    assert run("show", "d_1", "--original", "out.html") == 1
    assert "does not keep the original of d_1; it came from boats.html" in capsys.readouterr().err
    assert run("show", "f_0000000001") == 0
    assert "in it         bytes" not in capsys.readouterr().out
