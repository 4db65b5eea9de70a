from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from sayso.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The mayor of Tolm, Ana Lemos, said on Friday that at least 40 families had left."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def code_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_an_id_of_the_json_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    code_of("read", "a.txt", "--json")
    (quotation,) = json.loads(capsys.readouterr().out)["quotations"]
    assert code_of("explain", "a.txt", quotation["id"]) == 0
    out, err = capsys.readouterr()
    for section in ("SENTENCE", "RECORD", "ON WHOSE WORD", "HOW IT WAS FOUND", "PARSE"):
        assert f"\n {section}" in out
    assert "{cue: said} on Friday that {content: at least 40 families had left}." in " ".join(out.split())
    assert "nominal subject" in out
    assert err == ""


def test_the_characters_of_the_brief_are_explained(capsys: pytest.CaptureFixture[str]) -> None:
    start = TEXT.index("at least")
    assert code_of("explain", "a.txt", f"[{start}:{start + len('at least 40')}]") == 0
    out = capsys.readouterr().out
    assert out.startswith("\n figure f_")
    assert "{figure: at least 40} {counted: families}" in " ".join(out.split())
    assert "quotation q_" not in out


def test_no_line_is_wider_than_the_screen_or_ends_in_space(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("explain", "a.txt", "60", "--full") == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(cell_len(line) <= 80 for line in lines)
    assert not [line for line in lines if line != line.rstrip()]


def test_parts_that_cross_are_cut_and_all_braces_close(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "b.txt").write_text("“We left,” she told Ana Lemos, “and we wept.”", encoding="utf-8")
    assert code_of("explain", "b.txt", "3", "--full") == 0
    out = capsys.readouterr().out
    assert out.count("{") == out.count("}") > 3


def test_the_parse_of_further_sentences_comes_with_full(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "b.txt").write_text("“The wells are dry. The river is low,” said Ana Lemos.", encoding="utf-8")
    assert code_of("explain", "b.txt", "3") == 0
    short = capsys.readouterr().out
    assert code_of("explain", "b.txt", "3", "--full") == 0
    full = capsys.readouterr().out
    assert "PARSE  1 more sentence with --full" in short
    assert (short.count("relation"), full.count("relation")) == (1, 2)


def test_source_text_steers_no_terminal(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    hostile = TEXT.replace("families", "\x1b[31mfamilies \u202egone [bold]x[/bold]")
    (folder / "b.txt").write_text(hostile, encoding="utf-8")
    assert code_of("explain", "b.txt", "60") == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]x[/bold]" in out


def test_an_unknown_id_is_one_line_and_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("explain", "a.txt", "q_nothing") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "sayso: no record 'q_nothing' in a.txt; sayso read a.txt --json lists what there is\n"


def test_a_file_that_cannot_be_read_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("explain", "missing.txt", "q_nothing") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("sayso: cannot read missing.txt: there is no such file")


def test_the_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("explain", "--help") == 0
    assert "\n    sayso explain" in capsys.readouterr().out


def test_actors_that_the_user_knows_are_named(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    known = '[[actor]]\nname = "Ana Maria Lemos"\naliases = ["Ana Lemos"]\nkind = "person"\n'
    (folder / "known.toml").write_text(known, encoding="utf-8")
    start = TEXT.index("at least")
    assert code_of("explain", "a.txt", f"{start}:{len(TEXT) - 1}", "--actors", "known.toml") == 0
    assert "→ Ana Maria Lemos" in capsys.readouterr().out
