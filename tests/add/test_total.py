"""How much there is to do is told where that costs little, and the bar shows it on a terminal only."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from sayso.cli.filling import _Bar
from sayso.cli.total import item_count

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """Make a folder of 3 files, 4 lines and 5 members."""
    folder = tmp_path / "mixed"
    (folder / "below").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in ("a.txt", "below/b.html", "below/c.pdf", ".hidden/d.txt"):
        (folder / name).write_text("words")
    (folder / "lines.jsonl").write_text('{"text": "a"}\n\n{"text": "b"}\n{"text": "c"}\n{"text": "d"}')
    with zipfile.ZipFile(folder / "five.zip", "w") as packed:
        for number in range(5):
            packed.writestr(f"{number}.txt", "words")
        packed.comment = b"PK a comment"
    return folder


def test_files_lines_and_members_are_counted(mixed: Path) -> None:
    assert item_count([str(mixed)]) == 12
    assert item_count([str(mixed / "*.txt"), str(mixed / "nothing.txt"), str(mixed / "five.zip")]) == 7


@pytest.mark.parametrize("source", ["-", "https://news.example/rss", "table.csv", "march.tar.gz"])
def test_what_must_be_read_to_be_counted_is_not(mixed: Path, source: str) -> None:
    assert item_count([str(mixed), source]) is None


def test_a_damaged_archive_counts_as_one(tmp_path: Path) -> None:
    (tmp_path / "bad.zip").write_bytes(b"PK no end")
    assert item_count([str(tmp_path / "bad.zip")]) == 1


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_bar_tells_the_time_that_is_left_on_a_terminal(mixed: Path, *, is_terminal: bool) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=is_terminal, width=100)
    with _Bar(console) as bar:
        bar.prepare([str(mixed)])
        bar.show("3 documents, 2.0/s · 1 refused", 4)
        bar._progress.refresh()
    assert ("3 documents, 2.0/s · 1 refused" in screen.getvalue()) is is_terminal
    assert ("-:--:--" in screen.getvalue() or "0:00:0" in screen.getvalue()) is is_terminal
