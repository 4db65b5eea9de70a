from __future__ import annotations

import csv
import io
import json
import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

from sayso import codec
from sayso.errors import ExportError, QueryError
from sayso.export import COLUMNS, Selection, write, writers
from sayso.store.ledger import Item, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export import Format
    from sayso.reading import Reading
    from sayso.store.record import Record


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def features(path: Path) -> list[dict[str, Any]]:
    made = json.loads(path.read_text(encoding="utf-8"))
    assert made["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = made["features"]
    return found


def test_json_lines_are_readings(filled: Record, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    done = write(filled, out)
    assert out.read_text(encoding="utf-8") == "".join(f"{codec.to_json(filled.reading(n))}\n" for n in (1, 2))
    assert (done.counts, done.left_out, done.files) == ({"documents": 2}, {}, (out,))


def test_the_newest_state_of_an_article_is_written(record: Record, told: Reading, tmp_path: Path) -> None:
    later = replace(told, document=replace(told.document, id="d_later", text=f"{told.document.text} More."))
    for number, each in enumerate((told, later)):
        record.keep(
            [Outcome(item=Item(name="a.html", sha256=f"{number:064x}", url="https://a.example/1"), result=each)]
        )
    write(record, tmp_path / "a.jsonl")
    assert [line["document"]["id"] for line in lines(tmp_path / "a.jsonl")] == ["d_later"]


def test_a_line_says_which_version_read_it(filled: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.__version__", "99.0")
    write(filled, tmp_path / "a.jsonl")
    assert {line["sayso"] for line in lines(tmp_path / "a.jsonl")} != {"99.0"}


def test_what_was_never_read_is_counted(record: Record, told: Reading, tmp_path: Path) -> None:
    record.keep([Outcome(item=Item(name="a.txt", sha256="0" * 64), result=told.document)])
    done = write(record, tmp_path / "a.jsonl")
    assert (done.counts, done.left_out) == ({"documents": 0}, {writers.NOT_READ: 1})
    assert (tmp_path / "a.jsonl").read_bytes() == b""


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_a_file_for_each_kind(filled: Record, tmp_path: Path, form: Format) -> None:
    done = write(filled, tmp_path / "out", form=form)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{kind}.{form}" for kind in COLUMNS)
    assert set(done.counts.values()) == {2}


def test_a_csv_has_no_cell_that_runs(filled: Record, tmp_path: Path) -> None:
    write(filled, tmp_path / "events.csv", kinds=["events"])
    written = (tmp_path / "events.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert list(rows[0]) == [column.name for column in COLUMNS["events"]]
    assert [row["title"] for row in rows] == ["Strikes", "'\n =HYPERLINK(1)"]
    assert (rows[0]["score"], rows[0]["date_assumed"], rows[0]["published_day"]) == ("-10", "0", "2031-05-04")


def test_a_parquet_file_is_the_table_of_the_answer(filled: Record, tmp_path: Path) -> None:
    for kind in COLUMNS:
        write(filled, tmp_path / f"{kind}.parquet", kinds=[kind])
        assert parquet.read_table(tmp_path / f"{kind}.parquet").equals(getattr(filled, kind)().to_arrow())


def test_parquet_comes_in_row_groups(filled: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.export.arrow._AT_ONCE", 1)
    write(filled, tmp_path / "events.parquet", kinds=["events"])
    assert parquet.ParquetFile(tmp_path / "events.parquet").num_row_groups == 2


def test_a_map_has_what_has_coordinates_and_tells_what_has_none(filled: Record, tmp_path: Path) -> None:
    done = write(filled, tmp_path / "map.geojson")
    found = features(tmp_path / "map.geojson")
    assert [each["id"] for each in found] == ["e_0000010001", "e_0000020001", "k_0000010001", "k_0000020001"]
    assert done.left_out == {writers.NO_PLACE: 4, writers.NO_COORDINATES: 2}
    assert found[0]["geometry"] == {"type": "Point", "coordinates": [-2.25, 1.5]}
    told = found[0]["properties"]
    assert (told["kind"], told["said_by"], told["status"], told["date"]) == (
        "event",
        "Ana Lémos",
        "occurred",
        "2031-05-03",
    )
    assert told["sentence"] == "Mayor Ana Lémos said on 3 May that 40 air strikes hit Tolm."
    assert (told["place_precision"], told["place_uncertain"], told["place_assumed"]) == ("city", False, False)
    assert (told["document"], told["outlet"]) == ("d_1", "Ardel Post")
    assert (found[2]["properties"]["place_precision"], found[2]["properties"]["place_uncertain"]) == ("region", True)


def test_an_empty_map_is_a_map(filled: Record, tmp_path: Path) -> None:
    write(filled, tmp_path / "map.geojson", selection=Selection(outlet="Nobody"))
    assert features(tmp_path / "map.geojson") == []


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(outlet="Velm Radio"), ["d_2"]),
        (Selection(after=date(2031, 5, 5)), ["d_2"]),
        (Selection(before=date(2031, 5, 5)), ["d_1"]),
        (Selection(as_of=datetime(2020, 1, 1, tzinfo=UTC)), []),
        (Selection(query="strikes"), ["d_1", "d_2"]),
        (Selection(query="strikes outlet:Velm"), ["d_2"]),
        (Selection(query="strikes", before=date(2031, 5, 5)), ["d_1"]),
        (Selection(query="boats"), []),
    ],
)
def test_a_selection_narrows_every_format(filled: Record, tmp_path: Path, selection: Selection, ids: list[str]) -> None:
    write(filled, tmp_path / "a.jsonl", selection=selection)
    write(filled, tmp_path / "t", form="csv", selection=selection)
    assert sorted(line["document"]["id"] for line in lines(tmp_path / "a.jsonl")) == ids
    for kind in COLUMNS:
        rows = csv.DictReader(io.StringIO((tmp_path / "t" / f"{kind}.csv").read_bytes().decode(), newline=""))
        assert sorted(row["document"] for row in rows) == ids, kind


def test_a_query_leaves_the_records_that_find_leaves(filled: Record, tmp_path: Path) -> None:
    selection = Selection(query="type:ASSAULT place:Tolm")
    assert set(write(filled, tmp_path / "t", form="csv", selection=selection).counts) == {"events", "documents"}
    spoken = write(filled, tmp_path / "s", form="csv", selection=Selection(query="speaker:lemos"))
    assert spoken.counts["quotations"] == 2
    assert "meetings" not in spoken.counts
    with pytest.raises(QueryError):
        write(filled, tmp_path / "m.csv", kinds=["meetings"], selection=Selection(query="speaker:lemos"))
    assert not (tmp_path / "m.csv").exists()


def test_what_is_there_is_not_written_over(filled: Record, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"a\.jsonl is there already"):
        write(filled, out)
    assert out.read_text(encoding="utf-8") == "mine"
    write(filled, out, overwrite=True)
    assert len(lines(out)) == 2
    folder = tmp_path / "t"
    folder.mkdir()
    (folder / "verdicts.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"verdicts\.csv is there already"):
        write(filled, folder, form="csv")
    assert [path.name for path in folder.iterdir()] == ["verdicts.csv"]


@pytest.mark.parametrize(("name", "form"), [("a.jsonl", None), ("t", "csv"), ("t", "parquet"), ("m.geojson", None)])
def test_what_is_stopped_leaves_nothing_behind(filled: Record, tmp_path: Path, name: str, form: Format | None) -> None:
    def stopped(_kind: str, _count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(filled, tmp_path / name, form=form, step=stopped)
    assert filled.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("sayso.db")] == []


def test_a_full_disk_is_named_and_leaves_nothing(
    filled: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: .*events\.parquet"):
        write(filled, tmp_path / "events.parquet", kinds=["events"])
    assert not list(tmp_path.glob("*events*"))


def test_a_pipe_is_written_as_it_is(filled: Record, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write(filled, tmp_path / "pipe", form="jsonl")
    reader.join()
    assert len(read[0].splitlines()) == 2


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "geojson"])
def test_an_open_stream_is_written_to(filled: Record, form: Format) -> None:
    stream = io.BytesIO()
    done = write(filled, stream, form=form, kinds=[] if form in ("jsonl", "geojson") else ["events"])
    assert stream.getvalue()
    assert done.files == ()


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("out", {}, "tells no format"),
        ("all.csv", {}, "choose one kind, or name a folder"),
        ("a.jsonl", {"kinds": ["events"]}, "whole document on each line"),
        ("a.geojson", {"kinds": ["verdicts"]}, "geojson has no verdicts; it has events, control"),
        ("a.csv", {"kinds": ["deeds"]}, "csv has no deeds"),
        ("no/a.jsonl", {}, "there is no folder"),
        ("no/tables", {"form": "csv"}, "there is no folder"),
    ],
)
def test_what_cannot_be_is_refused(
    filled: Record, tmp_path: Path, name: str, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(ExportError, match=said):
        write(filled, tmp_path / name, **options)
    assert not (tmp_path / name).exists()


def test_a_name_that_is_a_link_keeps_being_one(filled: Record, tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    write(filled, tmp_path / "link.jsonl", overwrite=True)
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len(lines(tmp_path / "real.jsonl")) == 2


def test_the_record_is_not_written_over(filled: Record) -> None:
    if filled.engine.dialect.name != "sqlite":
        pytest.skip("a server's record is no file")
    with pytest.raises(ExportError, match="is the record itself"):
        write(filled, filled.name, form="jsonl", overwrite=True)
    assert len(list(filled.documents())) == 2


def test_a_folder_that_may_not_be_written_is_named_by_the_file(
    filled: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("pathlib.Path.open", refused)
    with pytest.raises(PermissionError, match=r"a\.jsonl"):
        write(filled, tmp_path / "a.jsonl")
