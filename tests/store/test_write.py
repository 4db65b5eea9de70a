from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import sayso
from sayso.document import Block, Document
from sayso.errors import FailedError, ReadError, RecordError, UnreachableError
from sayso.read.source import Skipped
from sayso.store import tables
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record
from sayso.store.rows import vocabulary

if TYPE_CHECKING:
    from sayso.reading import Reading
    from sayso.store.ledger import Arrivals, Copy
    from sayso.store.record import Record


def given(
    result: Reading | Document | Skipped, *, name: str = "a.txt", url: str | None = None, day: int | None = None
) -> Outcome:
    outcome = Outcome(item=Item(name=name), result=result)
    text = name if outcome.document is None else outcome.document.text
    fetched_at = None if day is None else datetime(2031, 5, day, tzinfo=UTC)
    item = Item.of_bytes(text.encode(), name=name, url=url, fetched_at=fetched_at)
    return replace(outcome, item=item)


def rows(record: Record, table: sa.Table) -> list[dict[str, object]]:
    with record.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def test_a_reading_comes_back_equal(record: Record, told: Reading) -> None:
    kept = record.keep([given(told)])
    assert (kept.documents, kept.readings, kept.sightings, kept.numbers) == (1, 1, 1, (1,))
    assert record.reading(1) == told


def test_words_that_come_most_often_have_the_smallest_numbers(record: Record) -> None:
    blocks = tuple(Block(start=at, end=at + 1, kind="heading" if at == 0 else "paragraph") for at in range(4))
    record.keep([given(Document(id="d", text="abcd", blocks=blocks))])
    numbers = {str(row["text"]): int(str(row["id"])) for row in rows(record, tables.phrase)}
    assert (numbers["paragraph"], numbers["heading"]) == (1, 2)
    assert max(numbers[word] for word in vocabulary()) < 128


def test_the_same_item_again_adds_nothing(record: Record, told: Reading) -> None:
    record.keep([given(told)])
    before = {table.name: rows(record, table) for table in tables.METADATA.sorted_tables}
    assert record.keep([given(told), given(told)]).known == 2
    assert {table.name: rows(record, table) for table in tables.METADATA.sorted_tables} == before


def test_the_same_item_twice_in_one_batch_is_kept_once(record: Record, told: Reading) -> None:
    kept = record.keep([given(told), given(told)])
    assert (kept.documents, kept.sightings, kept.known, kept.numbers) == (1, 1, 1, (1, 1))
    assert len(rows(record, tables.item)) == 1


def test_the_same_text_from_another_item_is_a_sighting_only(record: Record, told: Reading) -> None:
    record.keep([given(told, name="a.txt")])
    kept = record.keep([given(told, name="copy.txt")])
    assert (kept.documents, kept.readings, kept.sightings) == (0, 0, 1)
    assert len(rows(record, tables.item)) == 2
    assert len(rows(record, tables.original)) == 1


def test_another_text_under_the_same_url_is_a_new_version(record: Record) -> None:
    url = "https://ardel.example/a"
    first = record.keep([given(Document(id="d_1", text="Forty villages fell."), url=url, day=1)])
    second = record.keep([given(Document(id="d_2", text="Thirty villages fell."), url=url, day=2)])
    assert (first.versions, second.versions) == (0, 1)
    assert current(record) == ["d_2"]


def test_versions_stand_in_the_order_in_which_they_were_fetched(record: Record) -> None:
    url = "https://ardel.example/a"
    record.keep([given(Document(id="d_2", text="Thirty villages fell."), url=url, day=2)])
    record.keep([given(Document(id="d_1", text="Forty villages fell."), url=url, day=1)])
    assert current(record) == ["d_2"]


def test_a_text_that_comes_back_is_the_newest_again(record: Record) -> None:
    url = "https://ardel.example/a"
    for day, text in enumerate(["Forty.", "Thirty.", "Forty."], 1):
        record.keep([given(Document(id=f"d_{text}", text=text), name=f"{day}.html", url=url, day=day)])
    assert current(record) == ["d_Forty."]
    assert len(rows(record, tables.document)) == 2


def current(record: Record) -> list[str]:
    with record.engine.connect() as connection:
        return list(connection.execute(sa.text("SELECT external_id FROM current_document")).scalars())


def test_a_newer_sayso_adds_its_reading_beside(record: Record, told: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    record.keep([given(told)])
    monkeypatch.setattr(sayso, "__version__", "99.1")
    fewer = replace(told, figures=told.figures[:1])
    kept = record.keep([given(fewer)])
    assert (kept.documents, kept.readings, kept.sightings) == (0, 1, 0)
    assert record.reading(1) == fewer
    with record.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM current_figure")).scalar_one() == 1
    assert len(rows(record, tables.figure)) == 3


def test_what_was_refused_or_failed_stands_in_the_ledger(record: Record) -> None:
    refused = given(Skipped("b.pdf", ReadError("b.pdf", "page 3 holds only an image", "run OCR first")), name="b.pdf")
    failed = given(Skipped("c.html", FailedError("c.html", "sayso failed on it", None)), name="c.html")
    kept = record.keep([refused, failed])
    assert (kept.refused, kept.failed, kept.documents) == (1, 1, 0)
    told = [(row["state"], row["reason"], row["advice"], row["retryable"]) for row in rows(record, tables.item)]
    assert told == [
        ("refused", "page 3 holds only an image", "run OCR first", 0),
        ("failed", "sayso failed on it", None, 1),
    ]


def test_what_failed_once_may_be_done_later(record: Record, told: Reading) -> None:
    unreachable = Outcome(
        item=Item(name="a.txt"), result=Skipped("a.txt", UnreachableError("a.txt", "there is no such file"))
    )
    record.keep([unreachable])
    record.keep([unreachable])
    record.keep([given(told)])
    (row,) = rows(record, tables.item)
    assert (row["state"], row["reason"], row["attempts"]) == ("done", None, 3)
    assert record.keep([given(told)]).known == 1


def test_what_was_out_of_reach_for_a_while_is_settled_when_it_is_back(record: Record, told: Reading) -> None:
    unreachable = Outcome(
        item=Item(name="a.txt"), result=Skipped("a.txt", UnreachableError("a.txt", "there is no such file"))
    )
    record.keep([given(told)])
    record.keep([unreachable])
    assert [each.name for each in record.failures()] == ["a.txt"]
    record.keep([given(told)])
    assert list(record.failures()) == []


def test_what_is_done_is_not_unmade_by_a_failure(record: Record, told: Reading) -> None:
    done = given(told)
    record.keep([done])
    record.keep([Outcome(item=done.item, result=Skipped("a.txt", FailedError("a.txt", "the disk was slow")))])
    assert [row["state"] for row in rows(record, tables.item)] == ["done"]


def test_settled_items_are_those_that_need_no_other_try(
    record: Record, told: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = given(told)
    refused = given(Skipped("b.pdf", ReadError("b.pdf", "it is empty")), name="b.pdf")
    failed = given(Skipped("c.html", FailedError("c.html", "sayso failed on it")), name="c.html")
    record.keep([done, refused, failed])
    items = [each.item for each in (done, refused, failed)]
    assert record.settled(items) == {done.item.key: "done", refused.item.key: "refused"}
    monkeypatch.setattr(sayso, "__version__", "99.1")
    assert record.settled(items) == {refused.item.key: "refused"}


def test_a_batch_that_fails_leaves_nothing(record: Record, told: Reading) -> None:
    def fails(_connection: sa.Connection, _arrivals: Arrivals) -> list[Copy]:
        message = "no more"
        raise ZeroDivisionError(message)

    with pytest.raises(ZeroDivisionError):
        record.keep([given(told)], find_copies=fails)
    assert not any(rows(record, table) for table in tables.METADATA.sorted_tables)
    record.keep([given(told)])
    assert record.reading(1) == told


def test_original_bytes_come_back(record: Record, told: Reading) -> None:
    outcome = given(told)
    record.keep([outcome])
    assert outcome.item.sha256 is not None
    assert record.original(outcome.item.sha256) == outcome.item.data
    with pytest.raises(RecordError, match="the record holds no original 00"):
        record.original("00" * 32)


def test_a_name_that_no_database_keeps_comes_back(record: Record) -> None:
    odd = "half \ud83d a pair and \x00"
    document = Document(id=odd, text=f"{odd} in a text", title=odd, outlet=odd, url=odd)
    record.keep([Outcome(item=Item(name=odd), result=document)])
    assert record.document(1) == document


def test_a_run_has_a_number_and_an_end(record: Record, told: Reading) -> None:
    run = record.start_run("sayso add a.txt")
    record.keep([given(told)], run=run)
    record.end_run(run)
    (row,) = rows(record, tables.run)
    assert row["command"] == "sayso add a.txt"
    assert row["ended_at"] is not None
    assert [row["run"] for row in rows(record, tables.item)] == [run]


def test_two_writers_take_turns(where: str, told: Reading) -> None:
    with open_record(where) as one, open_record(where) as other:
        one.keep([given(told, name="a.txt")])
        other.keep([given(replace(told, document=replace(told.document, id="d_other")), name="b.txt")])
        one.keep([given(replace(told, document=replace(told.document, id="d_third")), name="c.txt")])
        assert [row["id"] for row in rows(one, tables.document)] == [1, 2, 3]
        assert other.reading(3).document.id == "d_third"
