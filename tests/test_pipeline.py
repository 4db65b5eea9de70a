from __future__ import annotations

import inspect
import json
import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import sayso
from sayso import codec, pipeline
from sayso import extract as extraction
from sayso.errors import FailedError, ModelError, ReadError, SettingsError
from sayso.knowledge import Knowledge, KnownActor, KnownOffice
from sayso.pipeline import Advanced, run
from sayso.read.source import Skipped, Source

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = [
    "The mayor of Tolm, Ana Lemos, said on Friday that at least 40 families had left.",
    "“We will not wait,” said Rui Falk, a spokesman for the miners. “Not a day.”",
    "Between 30 and 35 lorries reached the camp near Nairobi, according to the relief agency.",
    "Officials in Lisbon believe the talks will resume in May.",
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    records = [{"id": f"d{number}", "text": text, "published": "2031-05-04"} for number, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def article(folder: Path, text: str = TEXTS[0]) -> Path:
    path = folder / "article.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_document_gives_its_reading(tmp_path: Path) -> None:
    reading = sayso.read(article(tmp_path))
    assert reading.document.text == TEXTS[0]
    assert [quotation.speaker is not None for quotation in reading.quotations] == [True]


def test_a_refused_document_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no such file"):
        sayso.read(tmp_path / "missing.txt")


def test_a_source_of_many_documents_is_not_one_reading(lines: Path) -> None:
    with pytest.raises(ReadError, match=r"more than one document.*sayso\.run"):
        sayso.read(lines)


def test_a_bad_source_is_skipped_where_it_stood(tmp_path: Path) -> None:
    good = article(tmp_path)
    first, second, third = run([good, tmp_path / "missing.txt", Source.of_bytes(TEXTS[1].encode(), name="posted")])
    assert isinstance(first, Advanced)
    assert isinstance(second, Skipped)
    assert second.retryable
    assert isinstance(third, Advanced)
    assert third.source == "posted"


def test_workers_change_nothing(lines: Path, tmp_path: Path) -> None:
    sources = [lines, tmp_path / "missing.txt", article(tmp_path)]
    alone, together = (
        [
            codec.to_json(step.reading) if isinstance(step, Advanced) else str(step.error)
            for step in run(sources, workers=workers)
        ]
        for workers in (1, 2)
    )
    assert len(alone) == len(TEXTS) + 2
    assert alone == together


def test_workers_know_the_same_actors(lines: Path) -> None:
    office = KnownOffice(title="Rector", since=date(2031, 1, 1))
    rector = KnownActor(name="Ana Maria Lemos", kind="person", aliases=("Ana Lemos",), country="PRT", offices=(office,))
    with lines.open("a", encoding="utf-8") as file:
        text = "The rector said the college was closed."
        file.write(json.dumps({"id": "d9", "text": text, "published": "2031-05-04"}) + "\n")
    alone, together = (
        [
            step.reading
            for step in run([lines], workers=workers, knowledge=Knowledge((rector,)))
            if isinstance(step, Advanced)
        ]
        for workers in (1, 2)
    )
    assert alone == together
    assert [reading.document.id for reading in alone if "Ana Maria Lemos" in {one.name for one in reading.actors}] == [
        "d0",
        "d9",
    ]


def test_a_document_reads_the_same_alone_as_in_company(lines: Path, tmp_path: Path) -> None:
    *_, last = run([lines])
    own = tmp_path / "own.jsonl"
    own.write_text(lines.read_text(encoding="utf-8").splitlines()[-1], encoding="utf-8")
    assert isinstance(last, Advanced)
    assert sayso.read(own) == last.reading


def test_documents_already_done_are_left_out(lines: Path) -> None:
    steps = run([lines], done={"d0", "d2"})
    assert [step.reading.document.id for step in steps if isinstance(step, Advanced)] == ["d1", "d3"]


def test_a_defect_that_one_document_shows_stops_no_other(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = extraction.extract

    def extract(doc: Any) -> None:  # noqa: ANN401 - a spaCy doc
        if "lorries" in doc.text:
            raise ZeroDivisionError
        sound(doc)

    monkeypatch.setattr(pipeline, "extract", extract)
    kinds = [type(step) for step in run([lines])]
    assert kinds == [Advanced, Advanced, Skipped, Advanced]
    (skipped,) = (step for step in run([lines]) if isinstance(step, Skipped))
    assert isinstance(skipped.error, FailedError)
    assert skipped.retryable
    assert "news.jsonl (d2): sayso failed on it, ZeroDivisionError" in str(skipped.error)
    assert "test_pipeline.py" in str(skipped.error)


def test_a_defect_in_a_reader_is_reported_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def documents(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipeline, "documents", documents)
    (step,) = run([tmp_path / "a.txt"])
    assert isinstance(step, Skipped)
    assert isinstance(step.error, FailedError)


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        list(run([], model="no_such_pipeline"))


@pytest.mark.parametrize("workers", [0, -2, 1.5])
def test_less_than_one_worker_is_refused(tmp_path: Path, workers: Any) -> None:  # noqa: ANN401 - a mistake
    with pytest.raises(SettingsError, match=r"workers is .*; give a whole number of at least 1"):
        list(run([article(tmp_path)], workers=workers))


def test_the_public_function_tells_what_it_takes() -> None:
    signature = inspect.signature(sayso.read)
    assert signature == inspect.signature(pipeline.read)
    assert all(name in (sayso.read.__doc__ or "") for name in signature.parameters)


def test_the_public_function_may_be_handed_to_a_process_pool() -> None:
    assert pickle.loads(pickle.dumps(sayso.read)) is sayso.read  # noqa: S301 - our own pickle
