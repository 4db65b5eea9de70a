from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from sayso.document import Block, Document, Span
from sayso.entity import Actor, Place
from sayso.errors import QueryError
from sayso.reading import Reading
from sayso.record import Commitment, Event, EventDate, EventPlace, Figure, Mention, Quotation
from sayso.store import ledger, write
from sayso.store.engine import writing
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record
from sayso.store.search import find

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.store.record import Record
    from sayso.store.search.find import Hit

FIRST = "Ketil Braan said that 40 air strikes hit the café in Tolm, and that the convoy turned back."
SECOND = "Grain convoys stood at the border. Nobody spoke of strikes. The army promised to leave Velm by June."


def told(number: int = 1, **facts: str | None) -> Reading:
    text = f"{FIRST}\n\n{SECOND}"

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def who(words: str, actor: str) -> Mention:
        return Mention(at(words).start, at(words).end, actor=actor)

    def own(prefix: str, which: int = 1) -> str:
        return f"{prefix}_{number:06x}{which:04x}"

    second = len(FIRST) + 2
    document = Document(
        id=f"d_{number}",
        text=text,
        blocks=(
            Block(start=0, end=len(FIRST), kind="paragraph"),
            Block(start=second, end=len(text), kind="paragraph"),
        ),
        **{"outlet": "Ardel Post", "published": "2031-05-04", **facts},
    )
    return Reading(
        document=document,
        actors=(
            Actor(id=own("a"), name="Ketil Braan", kind="person"),
            Actor(id=own("a", 2), name="army", kind="group"),
        ),
        quotations=(
            Quotation(
                id=own("q"),
                manner="indirect",
                content=(at("40 air strikes hit the café in Tolm, and that the convoy turned back"),),
                cue=at("said"),
                speaker=who("Ketil Braan", own("a")),
                rule="test",
            ),
        ),
        figures=(
            Figure(
                id=own("f"), span=at("40"), value=40, low=40, high=40, counted=at("air strikes"), quotation=own("q")
            ),
        ),
        events=(
            Event(
                id=own("e"),
                trigger=at("hit"),
                type="ASSAULT",
                place=EventPlace(place=own("pl")),
                quotation=own("q"),
                rule="test",
            ),
        ),
        commitments=(
            Commitment(
                id=own("c"),
                kind="pledge",
                span=at("promised to leave Velm by June"),
                by=who("The army", own("a", 2)),
                rule="test",
            ),
        ),
        places=(
            Place(id=own("pl"), span=at("Tolm"), name="Tolm"),
            Place(id=own("pl", 2), span=at("Velm"), name="Velm"),
        ),
    )


def keep(record: Record, *readings: Reading, url: str | None = None, day: int = 0) -> None:
    at = datetime(2031, 5, 10, tzinfo=UTC) + timedelta(days=day)
    record.keep(
        [
            Outcome(item=Item(name=f"{each.document.id}.txt", sha256="0" * 64, url=url, fetched_at=at), result=each)
            for each in readings
        ]
    )


@pytest.fixture
def filled(record: Record) -> Record:
    keep(record, told(1), told(2, outlet="Velm Radio", published="2031-06-01"))
    return record


def kinds(hits: Sequence[Hit]) -> list[str]:
    return [hit.kind for hit in hits]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("convoy", 4),
        ("convoy strike", 4),
        ("grain strikes", 2),
        ("grain cafe", 0),
        ("CAFE", 2),
        ("café", 2),
        ('"air strikes hit"', 2),
        ('"strikes air"', 0),
        ('"the café in Tolm"', 2),
        ("conv*", 4),
        ("conv", 0),
        ("grain OR café", 4),
        ("convoy -grain", 2),
        ("the", 4),
        ("convoy outlet:radio", 2),
        ("convoy -outlet:radio", 2),
        ("convoy outlet:gazette", 0),
        ("convoy after:2031-06", 2),
        ("convoy before:2031-06", 2),
        ("after:2031-06", 1),
        ("outlet:Ardel -grain", 1),
        ("outlet:Ardel -strikes", 0),
        ("hit NOT cafe", 0),
        ("x'; DROP TABLE passage;", 0),
        ("%", None),
    ],
)
def test_words_find_passages(filled: Record, query: str, count: int | None) -> None:
    if count is None:
        with pytest.raises(QueryError):
            list(filled.find(query))
        return
    found = list(filled.find(query))
    assert len(found) == count
    assert set(kinds(found)) <= {"passage"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("speaker:Braan", ["quotation"]),
        ("convoy speaker:braan", ["quotation"]),
        ("grain speaker:Braan", []),
        ("speaker:army", []),
        ("kind:commitment speaker:army", ["commitment"]),
        ("kind:commitment -speaker:army", []),
        ("kind:commitment grain", ["commitment"]),
        ("kind:commitment café", []),
        ("kind:commitment -grain", []),
        ("type:assault", ["event"]),
        ("type:AID", []),
        ("type:ASSAULT speaker:Braan", ["event"]),
        ("type:ASSAULT -speaker:Braan", []),
        ("place:Tolm", ["event"]),
        ("place:Velm", []),
        ('about:"air strike"', ["figure"]),
        ("about:grain", []),
        ("(kind:figure OR kind:event) café", ["figure", "event"]),
        ("kind:meeting", []),
        ("speaker:Braan convoy -café", []),
    ],
)
def test_fields_find_records(record: Record, query: str, found: list[str]) -> None:
    keep(record, told())
    assert kinds(list(record.find(query))) == found


def test_a_passage_is_shown_with_what_matched(record: Record) -> None:
    reading = told()
    keep(record, reading)
    text = reading.document.text
    (hit,) = record.find("grain strike")
    assert hit.document.id == "d_1"
    assert hit.span.of(text) == SECOND
    assert hit.shown.of(text) == hit.text
    assert [span.of(text) for span in hit.highlights] == ["Grain", "strikes"]
    assert hit.entry is None
    assert hit.rank is not None


def test_a_record_is_shown_with_its_entry(record: Record) -> None:
    reading = told()
    keep(record, reading)
    (hit,) = record.find("convoy speaker:braan")
    assert hit.entry is not None
    assert hit.entry.record == reading.quotations[0]
    assert [span.of(reading.document.text) for span in hit.highlights] == ["convoy"]
    assert hit.entry.around.startswith("Ketil Braan said")


def test_the_better_passage_comes_first(record: Record) -> None:
    long = Document(id="d_long", text="convoy " + "nothing much to tell here " * 20)
    short = Document(id="d_short", text="A convoy, a second convoy")
    keep(record, Reading(document=long), Reading(document=short))
    assert [hit.document.id for hit in record.find("convoy")] == ["d_short", "d_long"]
    assert [hit.document.id for hit in record.find("convoy", limit=1)] == ["d_short"]


def test_records_come_with_the_newest_first_whatever_their_kind(filled: Record) -> None:
    found = [(hit.document.id, hit.kind) for hit in filled.find("(kind:figure OR kind:event) café")]
    assert found == [("d_2", "figure"), ("d_2", "event"), ("d_1", "figure"), ("d_1", "event")]
    assert len(list(filled.find("(kind:figure OR kind:event) café", limit=3))) == 3


def test_only_the_newest_state_of_an_article_is_found(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2031, 5, 10, tzinfo=UTC)
    old = told(1)
    text = old.document.text.replace("Grain", "Flour")
    new = replace(old, document=replace(old.document, text=text))
    for day, reading in ((0, old), (2, new)):
        moment = ledger.instant(start + timedelta(days=day))
        monkeypatch.setattr(write, "now", lambda moment=moment: moment)
        keep(record, reading, url="https://ardel.example/1", day=day)
    assert list(record.find("grain")) == []
    assert len(list(record.find("flour"))) == 1
    assert len(list(record.find("flour kind:commitment"))) == 1
    assert list(record.find("grain kind:commitment")) == []
    then = start + timedelta(days=1)
    assert len(list(record.find("grain", as_of=then))) == 1
    assert len(list(record.find("grain kind:commitment", as_of=then))) == 1
    assert list(record.find("flour", as_of=then)) == []


def test_a_query_that_nothing_can_answer_is_refused(record: Record) -> None:
    with pytest.raises(QueryError, match="nothing has about: and type: at once"):
        list(record.find("about:grain type:ASSAULT"))
    with pytest.raises(QueryError, match="nothing of that kind has speaker:"):
        list(record.find("kind:meeting speaker:Braan"))


def test_odd_characters_and_long_passages_are_searched(record: Record) -> None:
    text = "Ardel\x00convoy \ud800 grain. " + "word " * 60_000
    keep(record, Reading(document=Document(id="d_odd", text=text)))
    (hit,) = record.find("convoy grain")
    assert hit.text.startswith("Ardel\x00convoy \ud800 grain")
    assert [span.of(text) for span in hit.highlights] == ["convoy", "grain"]


def test_more_hits_than_one_part_come_once_each(record: Record) -> None:
    documents = [Document(id=f"d_{number}", text=f"Grain on day {number}") for number in range(250)]
    keep(record, *(Reading(document=each) for each in documents))
    found = [hit.document.id for hit in record.find("grain")]
    assert len(found) == len(set(found)) == 250


def test_the_last_of_a_kind_come_in_order_of_their_days(record: Record) -> None:
    def dated(number: int, edtf: str | None) -> Reading:
        reading = told(number)
        (event,) = reading.events
        return replace(reading, events=(replace(event, date=None if edtf is None else EventDate(edtf=edtf)),))

    keep(record, dated(1, "2031-06-01"), dated(2, "2031-05"), dated(3, None), dated(4, "2031-05-20"))
    assert [(day, entry.document.id) for day, entry in record.last("events")] == [
        (20310501, "d_2"),
        (20310520, "d_4"),
        (20310601, "d_1"),
    ]
    assert [day for day, _ in record.last("events", limit=2)] == [20310520, 20310601]
    (first, *_) = record.documents()
    assert [day for day, _ in record.last("events", documents=[first.number])] == [20310601]
    assert record.last("events", documents=[]) == []
    assert record.last("commitments") == []


def test_a_document_tells_where_it_comes_from(record: Record) -> None:
    first, second = told(1), told(1, url="https://ardel.example/1")
    text = f"{second.document.text} More."
    changed = Reading(document=replace(second.document, text=text, blocks=()))
    data = first.document.text.encode()
    (number,) = record.keep([Outcome(item=Item.of_bytes(data, name="a.txt"), result=second)]).numbers
    keep(record, changed, day=1)
    assert number is not None
    (sighting,) = record.sightings(number)
    assert (sighting.name, sighting.byte_count, sighting.is_held) == ("a.txt", len(data), True)
    newest, oldest = record.find_documents("d_1")
    assert oldest.number == number
    assert [each.document.number for each in record.versions(number)] == [number, newest.number]
    assert record.copies(number) == []
    assert record.find_documents("d_2") == []


def test_the_index_of_sqlite_agrees_with_the_texts(tmp_path: Path) -> None:
    with open_record(tmp_path / "sayso.db") as record:
        keep(record, told(1), told(2, outlet="Velm Radio"))
        with writing(record.engine) as connection:
            # It fails where the index holds other words than passage_text.
            connection.exec_driver_sql(
                "INSERT INTO passage_search (passage_search, rank) VALUES ('integrity-check', 1)"
            )


@pytest.mark.parametrize("newest", [1, 3, 500])
@pytest.mark.parametrize("few", [0, 2_000])
@pytest.mark.parametrize(
    "query",
    [
        "speaker:Braan",
        "place:Tolm kind:event",
        "strikes place:Tolm",
        "strikes speaker:Braan",
        "kind:commitment speaker:army",
        "type:ASSAULT",
        "outlet:Ardel kind:quotation",
        "strikes outlet:Ardel kind:figure",
    ],
)
def test_a_page_is_the_beginning_of_all_that_is_found(
    record: Record, monkeypatch: pytest.MonkeyPatch, query: str, newest: int, few: int
) -> None:
    days = {1: "2031-05-04", 2: None, 3: "2031-06-01", 4: "2031-05-04", 5: "2031-01-09"}
    outlets = {1: "Ardel Post", 2: "Ardel Times", 3: "Velm Radio", 4: "Ardel Post", 5: "Ardel Post"}
    keep(record, *(told(number, published=days[number], outlet=outlets[number]) for number in days))
    found = [(hit.kind, hit.document.number, hit.span) for hit in record.find(query)]
    assert len(found) > 2
    monkeypatch.setattr(find, "_NEWEST", newest)
    monkeypatch.setattr(find, "_FEW", few)
    for count in range(1, len(found) + 2):
        page = [(hit.kind, hit.document.number, hit.span) for hit in record.find(query, limit=count)]
        assert page == found[:count]
