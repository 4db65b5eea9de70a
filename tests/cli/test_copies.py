from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sayso.cli import main
from sayso.document import Document
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://ardel.example/mill"
TEXT = (
    "The council of Arne voted to rebuild the mill before the spring floods, at a cost of 3 million crowns. Its miller,"
    " Tove Lund, had asked for twice as much. Work begins in March and ends a week before the snow on the Harn melts."
)


def keep(name: str, text: str, *, day: int, outlet: str, url: str | None = None) -> None:
    document = Document(id=name, text=text, title=f"Mill {name}", outlet=outlet, published=f"2031-02-{day:02d}")
    item = Item.of_bytes(text.encode(), name=name, url=url, fetched_at=datetime(2031, 2, day, tzinfo=UTC))
    with open_record("sayso.db") as record:
        record.keep([Outcome(item=item, result=document)])


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keep("one", TEXT, day=1, outlet="Harn\x1b[31m Herald", url=URL)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    out, err = capsys.readouterr()
    assert int(stopped.value.code or 0) == code
    return out + err


def test_copies_are_listed_under_their_original(capsys: pytest.CaptureFixture[str]) -> None:
    keep("two", f"{TEXT}\n\n(Harn Herald)", day=2, outlet="Arne Echo")
    first, second = printed(capsys, "copies").splitlines()
    assert first.startswith("Mill one, Harn")
    assert first.endswith("Herald, 2031-02-01")
    assert "\x1b" not in first
    assert second.split() == "verbatim 100% Mill two, Arne Echo, 2031-02-02, crediting Harn Herald".split()


def test_copies_for_a_program_are_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    keep("two", TEXT, day=2, outlet="Arne Echo")
    (copy,) = json.loads(printed(capsys, "copies", "--json"))["copies"]
    assert (copy["original"], copy["members"], copy["how"]) == ("one", ["one", "two"], {"two": "verbatim"})


def test_where_nothing_repeats_anything_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "copies") == "no document in sayso.db repeats another\n"


def test_a_new_version_is_shown_with_what_it_changed(capsys: pytest.CaptureFixture[str]) -> None:
    keep("two", TEXT.replace("3 million", "4 million"), day=2, outlet="Harn Herald", url=URL)
    shown = " ".join(printed(capsys, "changes", URL).split())
    assert "version 1: Mill one" in shown
    assert "version 2: Mill two" in shown
    assert "at a cost of [-3-] {+4+} million crowns" in shown
    assert "(not read for records)" in shown


def test_changes_for_a_program_are_one_object_for_each_version(capsys: pytest.CaptureFixture[str]) -> None:
    for day in (2, 3):
        keep(f"d{day}", TEXT.replace("3 million", f"{day + 2} million"), day=day, outlet="Harn Herald", url=URL)
    lines = [json.loads(line) for line in printed(capsys, "changes", "d2", "--json").splitlines()]
    assert [(line["before"]["version"], line["after"]["version"]) for line in lines] == [(1, 2), (2, 3)]
    (sentence,) = lines[0]["sentences"]
    assert [mark["after"]["text"] for mark in sentence["marks"] if mark["kind"] == "added"] == ["4"]


def test_an_article_seen_once_has_no_changes(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "changes", "one").startswith("one version only: Mill one")


def test_without_an_article_those_that_changed_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "changes") == "no article in sayso.db changed\n"
    keep("two", TEXT.replace("3 million", "4 million"), day=2, outlet="Harn Herald", url=URL)
    keep("three", "Nobody met in Arne.", day=2, outlet="Arne Echo")
    title, told = printed(capsys, "changes").splitlines()
    assert title == "Mill two, Harn Herald, 2031-02-02"
    assert told.split(" · ")[::2] == ["  2 versions", "two"]
    (line,) = printed(capsys, "changes", "--json").splitlines()
    assert (json.loads(line)["versions"], json.loads(line)["document"]["id"]) == (2, "two")


def test_a_file_is_found_by_its_path_from_another_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, words in enumerate(("There were 3 boats.", "There were 4 boats."), 1):
        (tmp_path / "boats.txt").write_text(words)
        keep("boats.txt", words, day=day, outlet="Arne Echo")
    other = tmp_path / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    assert "[-3-] {+4+} boats" in printed(capsys, "changes", "../boats.txt", "--db", "../sayso.db")


def test_an_article_that_is_not_there_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "changes", "nowhere", code=1) == "sayso: the record holds no article nowhere\n"


def test_a_record_that_is_not_there_is_not_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "there is no record" in printed(capsys, "copies", "--db", "other.db", code=1)
    assert not (tmp_path / "other.db").exists()
