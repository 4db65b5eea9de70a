from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from sayso import codec
from sayso.cli import main
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.reading import Reading


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_DB", raising=False)
    return tmp_path


@pytest.fixture
def filled(folder: Path, told: Reading) -> Path:
    with open_record(folder / "sayso.db") as record:
        record.keep([Outcome(item=Item(name="a.txt", sha256="0" * 64), result=told)])
    return folder


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_without_a_record_it_says_so_and_writes_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run("export", "a.jsonl") == 1
    assert "there is no record at sayso.db" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_it_tells_what_was_written_and_what_was_not(
    capsys: pytest.CaptureFixture[str], filled: Path, told: Reading
) -> None:
    assert run("export", "a.jsonl") == 0
    assert capsys.readouterr() == ("", "sayso: 1 document written to a.jsonl\n")
    assert (filled / "a.jsonl").read_text(encoding="utf-8") == f"{codec.to_json(told)}\n"
    assert run("export", "map.geojson") == 0
    said = capsys.readouterr().err
    assert "left out: 5 have no place" in said
    assert run("export", "a.jsonl") == 2
    assert "a.jsonl is there already; --force" in capsys.readouterr().err
    assert run("export", "a.jsonl", "--force", "--outlet", "Nobody") == 0
    assert (filled / "a.jsonl").read_bytes() == b""


@pytest.mark.usefixtures("filled")
def test_a_dash_is_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run("export", "-", "--format", "csv", "--kind", "quotation") == 0
    said = capsysbinary.readouterr()
    assert said.out.count(b"q_") >= 3
    assert said.err == b"sayso: 3 quotations written\n"
    assert run("export", "-", "--format", "parquet", "--kind", "quotations") == 0
    assert parquet.read_table(io.BytesIO(capsysbinary.readouterr().out)).num_rows == 3


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments",
    [
        ("-",),
        ("-", "--format", "csv"),
        ("a.xlsx",),
        ("a", "--format", "excel"),
        ("a.csv", "--kind", "deeds"),
        ("a.jsonl", "--kind", "events"),
        ("a.jsonl", "--query", "spekaer:x"),
        ("a.jsonl", "--after", "soon"),
    ],
)
def test_wrong_usage_is_refused(arguments: tuple[str, ...], folder: Path) -> None:
    assert run("export", *arguments) == 2
    assert [path for path in folder.iterdir() if not path.name.startswith("sayso.db")] == []


@pytest.mark.usefixtures("filled")
def test_copies_and_changes_answer_as_of_then(
    capsys: pytest.CaptureFixture[str], folder: Path, told: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = replace(told, document=replace(told.document, id="d_later", text=f"{told.document.text} And more came."))
    monkeypatch.setattr("sayso.store.ledger.now", lambda: 4_000_000_000_000)
    monkeypatch.setattr("sayso.store.write.now", lambda: 4_000_000_000_000)
    with open_record(folder / "sayso.db") as record:
        record.keep(
            [
                Outcome(item=Item(name="a.txt", sha256="1" * 64), result=later),
                Outcome(
                    item=Item(name="b.txt", sha256="2" * 64),
                    result=replace(told, document=replace(told.document, id="d_b")),
                ),
            ]
        )
    today = datetime.now(tz=UTC).date().isoformat()
    assert run("changes", "a.txt", "--json") == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert run("changes", "a.txt", "--as-of", today) == 0
    assert "one version only" in capsys.readouterr().out
    assert run("copies", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["copies"]) == 1
    assert run("copies", "--json", "--as-of", today) == 0
    assert json.loads(capsys.readouterr().out)["copies"] == []
