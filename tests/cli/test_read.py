from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "The mayor of Tolm, Ana Lemos, said on Friday that at least 40 families had left."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    records = [{"id": f"d{number}", "text": TEXT.replace("40", str(number))} for number in (50, 60, 70)]
    (tmp_path / "b.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def code_of(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


@pytest.mark.usefixtures("folder")
def test_the_brief_is_what_a_person_gets(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt") == 0
    out, err = capsys.readouterr()
    assert "WHO SAID WHAT" in out
    assert "Ana Lemos" in out
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    assert err == ""


@pytest.mark.usefixtures("folder")
def test_several_articles_give_one_brief_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt", "b.jsonl") == 0
    out = capsys.readouterr().out
    assert out.count("WHO SAID WHAT") == 4
    assert out.index(" d50") < out.index(" d60") < out.index(" d70")


@pytest.mark.usefixtures("folder")
def test_json_is_one_reading_per_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt", "b.jsonl", "--json") == 0
    readings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert readings[0]["document"]["text"] == TEXT
    assert [reading["document"]["id"] for reading in readings][1:] == ["d50", "d60", "d70"]


KNOWN = '[[actor]]\nname = "Ana Maria Lemos"\naliases = ["Ana Lemos"]\nkind = "person"\ncountry = "PRT"\n'


@pytest.mark.parametrize("told", ["option", "environment"])
def test_actors_that_the_user_knows_bear_their_own_names(
    folder: Path, told: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "known.toml").write_text(KNOWN, encoding="utf-8")
    monkeypatch.setenv("SAYSO_ACTORS", "known.toml" if told == "environment" else "")
    assert code_of("read", "a.txt", "--json", *(["--actors", "known.toml"] if told == "option" else [])) == 0
    actors = json.loads(capsys.readouterr().out)["actors"]
    (known,) = (one for one in actors if "Lemos" in one["name"])
    assert (known["name"], known["country"], known["aliases"]) == ("Ana Maria Lemos", "PRT", ["Ana Lemos"])


def test_a_mistake_in_the_actors_is_said_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "known.toml").write_text(KNOWN.replace("kind", "knid"), encoding="utf-8")
    assert code_of("read", "a.txt", "-o", "out.jsonl", "--actors", "known.toml") == 2
    said = "sayso: known.toml, actor 1 (Ana Maria Lemos): there is no key 'knid'; did you mean 'kind'?\n"
    assert capsys.readouterr().err == said
    assert not (folder / "out.jsonl").exists()


@pytest.mark.usefixtures("folder")
def test_standard_input_is_a_dash(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert code_of("read", "-", "--json") == 0
    assert json.loads(capsys.readouterr().out)["document"]["text"] == TEXT


@pytest.mark.usefixtures("folder")
def test_a_bad_file_is_named_and_the_rest_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "missing.txt", "a.txt", "--json") == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        "sayso: cannot read missing.txt: there is no such file; check the path, or whether it was moved",
        "sayso: 1 of 2 documents were not read",
    ]


@pytest.mark.usefixtures("folder")
def test_an_error_shows_no_escape_sequence_of_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "\x1b[2Jmissing.txt") == 1
    assert "\x1b" not in capsys.readouterr().err


def test_a_page_holds_every_article(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt", "b.jsonl", "missing.txt", "--html", "report.html") == 1
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.count("<article") == 4
    assert page.rstrip().endswith("</html>")
    assert capsys.readouterr().out == ""


def test_readings_go_to_a_file_the_same_with_any_number_of_workers(folder: Path) -> None:
    assert code_of("read", "a.txt", "b.jsonl", "-o", "one.jsonl") == 0
    assert code_of("read", "a.txt", "b.jsonl", "-o", "two.jsonl", "--workers", "2") == 0
    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()


@pytest.mark.parametrize("kept", [0, 40, -1, -40])
def test_a_resumed_run_ends_as_if_it_had_not_stopped(folder: Path, kept: int) -> None:
    assert code_of("read", "b.jsonl", "-o", "all.jsonl") == 0
    whole = (folder / "all.jsonl").read_bytes()
    (folder / "part.jsonl").write_bytes(whole[:kept])
    assert code_of("read", "b.jsonl", "-o", "part.jsonl", "--resume") == 0
    assert (folder / "part.jsonl").read_bytes() == whole


def test_a_resumed_run_touches_no_file_of_another_kind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "notes.txt").write_text("my notes\nof years\n", encoding="utf-8")
    assert code_of("read", "b.jsonl", "-o", "notes.txt", "--resume") == 2
    assert "line 1 of notes.txt is no reading" in capsys.readouterr().err
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "my notes\nof years\n"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.txt", "--resume"),
        ("a.txt", "-o", "a.txt"),
        ("a.txt", "--html", "./a.txt"),
        ("a.txt", "-o", "no/such/folder.jsonl"),
        ("a.txt", "--workers", "0"),
        ("a.txt", "--colour"),
        ("a.txt", "-o", "new", "--html", "./new"),
        ("a.txt", "-o", "b.jsonl", "--html", "b.jsonl"),
        ("a.txt", "-o", "b.jsonl", "--model", "no_such_pipeline"),
        ("a.txt", "-o", "b.jsonl", "--actors", "b.jsonl"),
    ],
)
def test_wrong_usage_is_said_and_nothing_is_written(folder: Path, arguments: tuple[str, ...]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert code_of("read", *arguments) == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(("variable", "value"), [("SAYSO_MAX_BYTES", "abc"), ("SAYSO_MAX_PAGES", "0")])
@pytest.mark.parametrize("command", [("read", "a.txt", "-o", "b.jsonl"), ("explain", "a.txt", "5")])
def test_a_setting_that_cannot_hold_is_wrong_usage(
    folder: Path, command: tuple[str, ...], variable: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "b.jsonl").read_bytes()
    monkeypatch.setenv(variable, value)
    assert code_of(*command) == 2
    assert (folder / "b.jsonl").read_bytes() == before


def test_a_device_may_take_two_outputs(folder: Path) -> None:
    assert code_of("read", str(folder / "a.txt"), "-o", os.devnull, "--html", os.devnull) == 0


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("option", ["-o", "--html"])
def test_a_full_disk_is_said_with_the_name_of_the_file(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt", option, str(FULL)) == 1
    assert capsys.readouterr().err == "sayso: cannot read or write /dev/full: no space left on device\n"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_standard_output_that_takes_nothing_more_is_one_line() -> None:
    with FULL.open("wb") as full:
        command = [sys.executable, "-m", "sayso", "demo", "--json"]
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)  # noqa: S603 - ours
    assert (ran.returncode, ran.stderr) == (1, b"sayso: no space left on device\n")


@pytest.mark.usefixtures("folder")
def test_a_missing_language_pipeline_is_one_red_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("read", "a.txt", "--model", "no_such_pipeline") == 2
    assert capsys.readouterr().err.startswith("sayso: language pipeline 'no_such_pipeline' is not installed")


def test_a_reader_that_stops_listening_is_no_error(folder: Path) -> None:
    (folder / "many.jsonl").write_text((folder / "b.jsonl").read_text(encoding="utf-8") * 20, encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "read", "many.jsonl", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder) as process:  # noqa: S603 - ours
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of("--version") == 0
    assert capsys.readouterr().out == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize("command", ["read", "demo"])
def test_the_help_of_a_command_has_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code_of(command, "--help") == 0
    assert f"\n    sayso {command}" in capsys.readouterr().out


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let children be interrupted even where this run was started to ignore it (``nohup pytest &``)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_run_leaves_whole_lines_and_says_so(folder: Path, workers: str) -> None:
    (folder / "many.jsonl").write_text((folder / "b.jsonl").read_text(encoding="utf-8") * 400, encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "read", "many.jsonl", "--json", "--workers", workers]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, cwd=folder, start_new_session=True) as process:  # noqa: S603 - ours
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"sayso: stopped" in err
    assert b"Traceback" not in err
    assert all(json.loads(line) for line in (first + out).splitlines())
