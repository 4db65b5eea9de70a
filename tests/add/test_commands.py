"""The commands that fill a record say what they did, and give the exit codes of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ran = Callable[..., tuple[int, str]]


def test_what_failed_is_retried_and_nothing_else(folder: Callable[..., Path], tmp_path: Path, ran: Ran) -> None:
    folder(2)
    (tmp_path / "texts" / "zipped.txt").write_bytes(b"Rar!\x1a\x07\x01\x00")
    code, said = ran("add", "texts", "away.txt")
    assert code == 1
    away, rar, total = sorted(said.splitlines(), key=lambda line: ("documents added" in line, line))
    assert away.startswith("sayso: cannot read away.txt: there is no such file;")
    assert rar.startswith("sayso: cannot read texts/zipped.txt: ")
    assert total == ("sayso: sayso.db: 2 documents added, 1 refused, 1 failed; sayso failures lists what was not read")
    assert ran("retry")[0] == 1
    (tmp_path / "away.txt").write_text("Here are 3 boats.")
    assert ran("retry") == (0, "sayso: sayso.db: 1 document added\n")
    assert ran("retry") == (0, "sayso: sayso.db: 0 documents added\n")


def test_an_archive_that_was_damaged_is_settled_once_it_opens(tmp_path: Path, ran: Ran) -> None:
    archive = tmp_path / "news.jsonl"
    assert ran("add", "news.jsonl")[0] == 1
    archive.write_text('{"id": "a", "text": "There were 4 boats."}\n')
    assert ran("retry") == (0, "sayso: sayso.db: 1 document added\n")
    assert ran("retry") == (0, "sayso: sayso.db: 0 documents added\n")
    archive.unlink()
    # That it is gone again is put down too.
    assert ran("add", "news.jsonl")[0] == 1
    assert "1 failed" in ran("retry")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "a.txt", "--db", "nowhere/sayso.db"], "there is no folder nowhere"),
        (["add", "a.txt", "--actors", "nothing.toml"], "nothing.toml"),
        (["add", "http://127.0.0.1/page"], "cannot fetch http://127.0.0.1/page"),
    ],
)
def test_what_cannot_be_is_told(ran: Ran, arguments: list[str], said: str) -> None:
    code, told = ran(*arguments)
    assert code in {1, 2}
    assert said in told
    assert "Traceback" not in told
