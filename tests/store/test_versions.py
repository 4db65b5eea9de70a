from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.document import Document, Span
from sayso.errors import RecordError
from sayso.reading import Reading
from sayso.record import Figure
from sayso.store.ledger import Item, Outcome

if TYPE_CHECKING:
    from sayso.store.record import Record

URL = "https://ardel.example/convoy"
TEXTS = {
    7: "Gunmen stopped a convoy at Velm. Nine lorries were lost. The road is closed.",
    8: "Gunmen stopped a convoy at Velm. Eleven lorries were lost. The road is closed.",
    9: "Gunmen stopped a convoy at Velm. Eleven lorries were lost. Two drivers are missing.",
}


def document(day: int) -> Document:
    return Document(id=f"d_{day}", text=TEXTS[day], published=f"2031-10-{day:02d}")


def reading(day: int, words: str, value: float) -> Reading:
    start = TEXTS[day].index(words)
    figure = Figure(id=f"f_{day:010x}", span=Span(start, start + len(words)), value=value, low=value, high=value)
    return Reading(document=document(day), figures=(figure,))


def keep(record: Record, day: int, result: Reading | Document | None = None) -> None:
    fetched_at = datetime(2031, 10, day, tzinfo=UTC)
    item = Item.of_bytes(TEXTS[day].encode(), name=f"{day}.html", url=URL, fetched_at=fetched_at)
    record.keep([Outcome(item=item, result=result or document(day))])


@pytest.fixture
def article(record: Record) -> Record:
    for day in (8, 7, 9):
        keep(record, day)
    return record


def test_versions_come_in_the_order_in_which_they_were_seen(article: Record) -> None:
    found = article.versions(URL)
    assert [(state.number, state.document.id) for state in found] == [(1, "d_7"), (2, "d_8"), (3, "d_9")]
    assert article.versions(found[1].document.number) == found
    assert article.versions("d_9") == found


def test_each_version_is_compared_with_the_one_before(article: Record) -> None:
    first, second = article.changes(URL)
    assert list(first.lines()) == [
        "~ published: 2031-10-07 -> 2031-10-08",
        "~ [-Nine-] {+Eleven+} lorries were lost.",
    ]
    assert [change.kind for change in second.text.changes] == ["removed", "added"]
    assert (second.before.number, second.after.number) == (2, 3)
    assert first.records is None


def test_a_figure_that_changed_is_told(record: Record) -> None:
    keep(record, 7, reading(7, "Nine lorries", 9))
    keep(record, 8, reading(8, "Eleven lorries", 11))
    (revision,) = record.changes(URL)
    assert revision.records is not None
    (change,) = revision.records
    assert (change.kind, change.before, change.after) == ("figure", "f_0000000007", "f_0000000008")
    assert ("value", "9", "11") in [(each.field, each.before, each.after) for each in change.fields]
    assert "~ figure: Eleven lorries" in list(revision.lines())


def test_readings_of_one_sayso_are_compared_where_both_have_one(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(record, 7, reading(7, "Nine lorries", 9))
    keep(record, 8, reading(8, "Eleven lorries", 11))
    monkeypatch.setattr(sayso, "__version__", "99.1")
    keep(record, 8, replace(reading(8, "Eleven lorries", 11), figures=()))
    (revision,) = record.changes(URL)
    assert revision.records is not None
    assert [change.fields != () for change in revision.records] == [True]


def test_versions_as_of_an_instant_leave_out_what_was_learned_later(article: Record) -> None:
    with pytest.raises(RecordError, match="the record holds no article"):
        article.versions(URL, as_of=datetime(2020, 1, 1, tzinfo=UTC))


def test_an_article_that_is_not_there_is_an_error(record: Record) -> None:
    with pytest.raises(RecordError, match="the record holds no article nowhere"):
        record.versions("nowhere")
    with pytest.raises(RecordError):
        list(record.changes(12))


def test_an_article_with_one_version_never_changed(record: Record) -> None:
    keep(record, 7)
    assert len(record.versions(URL)) == 1
    assert list(record.changes(URL)) == []


def test_a_line_that_moved_in_its_file_is_told_by_the_id_of_its_document(record: Record) -> None:
    def keep_line(number: int, name: str, text: str) -> None:
        item = Item.of_bytes(text.encode(), name=f"wire.jsonl line {number}")
        record.keep([Outcome(item=item, result=Document(id=name, text=text))])

    keep_line(1, "a", "Nine lorries were lost.")
    keep_line(1, "b", "The road is closed.")
    keep_line(2, "a", "Eleven lorries were lost.")
    assert [state.number for state in record.versions("a")] == [1, 2]
    assert [state.number for state in record.versions("b")] == [1]


def test_articles_that_changed_are_listed_with_their_newest_state(article: Record) -> None:
    other = Document(id="d_other", text="Nothing happened at Velm.")
    item = Item.of_bytes(b"other", name="other.txt")
    article.keep([Outcome(item=item, result=other)])
    (changed,) = article.changed()
    assert (changed.states, changed.document.id) == (3, "d_9")
    assert [each.document.id for each in article.changed(as_of=datetime(2020, 1, 1, tzinfo=UTC))] == []


def test_what_changed_last_is_listed_first(article: Record) -> None:
    for words in ("One boat left.", "Two boats left."):
        item = Item.of_bytes(words.encode(), name="boats.txt")
        article.keep([Outcome(item=item, result=Document(id=f"d_{words[:3]}", text=words))])
    assert [each.document.id for each in article.changed()][:1] == ["d_Two"]
