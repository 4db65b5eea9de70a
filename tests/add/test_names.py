"""A file is the same item from whichever folder it is added, and no other file's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.add import add
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("quick")


def names(record_at: Path, *sources: str | Path) -> list[tuple[str, str]]:
    with open_record(record_at) as record:
        steps = add(record, sources)
        return [(step.name, "known" if step.known else "repeated" if step.repeated else step.state) for step in steps]


def test_a_file_is_named_from_the_folder_of_the_record(
    folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts, record = folder(2), tmp_path / "sayso.db"
    found = ["texts/text0000.txt", "texts/text0001.txt"]
    assert names(record, texts) == [(name, "done") for name in found]
    monkeypatch.chdir(texts)
    assert names(record, ".") == [(name, "known") for name in found]
    assert names(record, "../texts/text000*") == [(name, "known") for name in found]
    assert names(Path("../sayso.db"), ".") == [(name, "known") for name in found]


def test_a_folder_with_its_record_can_be_moved(folder: Callable[..., Path], tmp_path: Path) -> None:
    names(tmp_path / "texts" / "sayso.db", folder(1) / "text0000.txt")
    moved = (tmp_path / "texts").rename(tmp_path / "moved")
    assert names(moved / "sayso.db", moved / "text0000.txt") == [("text0000.txt", "known")]


def test_files_of_one_name_in_two_folders_are_two_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "records" / "sayso.db"
    record.parent.mkdir()
    for name, boats in (("north", 3), ("south", 4)):
        place = tmp_path / name
        place.mkdir()
        (place / "1.txt").write_text(f"There were {boats} boats.")
        monkeypatch.chdir(place)
        assert names(record, "1.txt") == [(str(place / "1.txt"), "done")]
    with open_record(record) as opened:
        assert [len(opened.versions(each.number)) for each in opened.documents()] == [1, 1]


def test_brackets_of_folders_around_a_pattern_are_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "Talks [2031]"
    place.mkdir()
    (place / "1.txt").write_text("There were 3 boats.")
    monkeypatch.chdir(place)
    assert names(place / "sayso.db", "*.txt") == [("1.txt", "done")]
    assert names(tmp_path / "sayso.db", "*.txt") == [("Talks [2031]/1.txt", "done")]


def test_the_same_text_from_another_file_is_told_as_repeated(folder: Callable[..., Path], tmp_path: Path) -> None:
    words = "The mayor said that 9 boats had left."
    steps = names(tmp_path / "sayso.db", folder(0, first=words, second=words))
    assert steps == [("texts/first.txt", "done"), ("texts/second.txt", "repeated")]


def test_what_failed_is_found_again_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, late = tmp_path / "sayso.db", tmp_path / "late.txt"
    assert names(record, late) == [("late.txt", "failed")]
    late.write_text("There were 3 boats.")
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    with open_record(record) as opened:
        sources = opened.sources_to_retry()
    assert names(record, *sources) == [("late.txt", "done")]
