from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import sayso
from sayso.document import Block, Document, Span
from sayso.entity import Actor, Date, Place
from sayso.errors import RecordError
from sayso.reading import Reading
from sayso.record import (
    Commitment,
    Control,
    Counted,
    Event,
    EventDate,
    EventPlace,
    Figure,
    Meeting,
    Membership,
    Mention,
    Quotation,
    Verdict,
)
from sayso.store import entries, ledger, write
from sayso.store.ledger import Item, Outcome
from sayso.store.record import Record, open_record
from sayso.store.rows import SHAPES, Shape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = (
    "Mayor Ana Lémos said on 3 May that 40 air strikes hit Tolm. The Red Lantern Society (RLS) promised to leave Orsa"
    " by 9 June. Envoys of both met in Velm; the army holds Orsa."
)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def who(words: str, actor: str) -> Mention:
    return Mention(at(words).start, at(words).end, actor=actor)


def story(number: int = 1, **facts: str | None) -> Reading:
    """Give a reading whose ids are its own."""

    def own(prefix: str, which: int = 1) -> str:
        return f"{prefix}_{number:06x}{which:04x}"

    document = Document(
        id=f"d_{number}",
        text=TEXT,
        blocks=(Block(start=0, end=len(TEXT), kind="paragraph"),),
        **{"outlet": "Ardel Post", "published": "2031-05-04", "title": "Strikes", **facts},
    )
    ana, rls, army = own("a", 1), own("a", 2), own("a", 3)
    tolm, orsa, velm = own("pl", 1), own("pl", 2), own("pl", 3)
    said, day = own("q"), own("date")
    return Reading(
        document=document,
        actors=(
            Actor(id=ana, name="Ana Lémos", kind="person", mentions=(at("Ana Lémos"),)),
            Actor(id=rls, name="Red Lantern Society", kind="organisation", aliases=("RLS",)),
            Actor(id=army, name="army", kind="group", members=(rls,)),
        ),
        quotations=(
            Quotation(
                id=said,
                manner="indirect",
                content=(at("40 air strikes hit Tolm"),),
                cue=at("said"),
                speaker=who("Mayor Ana Lémos", ana),
                date=day,
                date_by="syntax",
                rule="test",
            ),
        ),
        figures=(
            Figure(id=own("f"), span=at("40"), value=40, low=40, high=40, counted=at("air strikes"), quotation=said),
        ),
        events=(
            Event(
                id=own("e"),
                trigger=at("hit"),
                type="ASSAULT",
                contexts=("military", "territory"),
                actors=(who("army", army),),
                recipients=(Mention(at("Tolm").start, at("Tolm").end),),
                date=EventDate(edtf="2031-05-03", date=day),
                place=EventPlace(place=tolm),
                rule="test",
            ),
        ),
        commitments=(
            Commitment(
                id=own("c"),
                kind="pledge",
                span=at("promised to leave Orsa by 9 June"),
                by=who("Red Lantern Society", rls),
                due="2031-06-09",
                rule="test",
            ),
        ),
        meetings=(
            Meeting(
                id=own("m"),
                span=at("met"),
                name="met in Velm",
                place=velm,
                date="2031-05",
                participants=(ana, rls),
                absent=(army,),
                counted=Counted(said=2),
            ),
        ),
        control=(Control(id=own("k"), span=at("holds Orsa"), place=orsa, holder=army, change="holds"),),
        memberships=(
            Membership(
                id=own("b"),
                span=at("Red Lantern Society"),
                member=who("Red Lantern Society", rls),
                of=who("army", army),
                change="joined",
                date="2031-05",
                rule="test",
            ),
        ),
        verdicts=(
            Verdict(id=own("v"), kind="label", span=at("army holds Orsa"), cues=(at("army"), at("holds")), rule="test"),
        ),
        places=(
            Place(id=tolm, span=at("Tolm"), name="Tolm", lat=1.5, lon=-2.25, country="PRT", kind="city"),
            Place(id=orsa, span=at("Orsa"), name="Orsa"),
            Place(id=velm, span=at("Velm"), name="Velm"),
        ),
        dates=(Date(id=day, span=at("3 May"), type="DATE", value="2031-05-03", edtf="2031-05-03"),),
    )


def keep(record: Record, *readings: Reading, url: str | None = None) -> None:
    record.keep(
        [
            Outcome(item=Item(name=each.document.id, sha256=f"{number:064x}", url=url), result=each)
            for number, each in enumerate(readings)
        ]
    )


@pytest.fixture
def filled(record: Record) -> Record:
    keep(record, story(1), story(2, outlet="Velm Radio", published="2031-06-01"))
    return record


def test_every_kind_of_record_comes_back_as_it_was(filled: Record) -> None:
    one, two = story(1), story(2)
    assert [each.record for each in filled.quotations()] == [*one.quotations, *two.quotations]
    assert [each.record for each in filled.figures()] == [*one.figures, *two.figures]
    assert [each.record for each in filled.events()] == [*one.events, *two.events]
    assert [each.record for each in filled.commitments()] == [*one.commitments, *two.commitments]
    assert [each.record for each in filled.meetings()] == [*one.meetings, *two.meetings]
    assert [each.record for each in filled.control()] == [*one.control, *two.control]


def test_an_entry_has_its_words_its_document_and_the_names_it_refers_to(filled: Record) -> None:
    (entry,) = filled.events(outlet="Ardel Post")
    assert entry.words == "hit"
    assert (entry.document.id, entry.document.title, entry.document.outlet) == ("d_1", "Strikes", "Ardel Post")
    assert sorted(entry.names.values()) == ["Tolm", "army"]
    (control,) = filled.control(outlet="Ardel Post")
    assert control.words == "holds Orsa"


@pytest.mark.parametrize("speaker", ["Lemos", "ana lémos", "ANA"])
def test_a_speaker_is_found_by_whole_words_without_accents_and_case(filled: Record, speaker: str) -> None:
    assert len(list(filled.quotations(speaker=speaker))) == 2


@pytest.mark.parametrize("speaker", ["Lem", "%", "_na", "Ana Lemosa", ""])
def test_part_of_a_word_and_wildcards_find_nobody(filled: Record, speaker: str) -> None:
    assert list(filled.quotations(speaker=speaker)) == []


def test_an_actor_is_found_by_another_name(filled: Record) -> None:
    assert len(list(filled.commitments(by="RLS"))) == 2


def ids(found: object) -> list[str]:
    return [entry.document.id for entry in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("ask", "there"),
    [
        (lambda record: record.figures(about="air strike"), True),
        (lambda record: record.figures(about="Air-strikes"), True),
        (lambda record: record.figures(about="airfields"), False),
        (lambda record: record.events(type="ASSAULT", place="tolm"), True),
        (lambda record: record.events(type="AID"), False),
        (lambda record: record.events(place="Orsa"), False),
        (lambda record: record.events(actor="army"), True),
        (lambda record: record.events(actor="Lemos"), False),
        (lambda record: record.events(status="occurred"), True),
        (lambda record: record.events(after=date(2031, 5, 3), before=date(2031, 5, 4)), True),
        (lambda record: record.events(after=date(2031, 5, 4)), False),
        (lambda record: record.events(before=date(2031, 5, 3)), False),
        (lambda record: record.commitments(due_before=date(2031, 6, 10)), True),
        (lambda record: record.commitments(due_before=date(2031, 6, 9)), False),
        (lambda record: record.commitments(due_after=date(2031, 6, 10)), False),
        (lambda record: record.commitments(kind="pledge"), True),
        (lambda record: record.commitments(kind="threat"), False),
        (lambda record: record.meetings(place="Velm", participant="RLS"), True),
        (lambda record: record.meetings(participant="Society of Orsa"), False),
        (lambda record: record.meetings(after=date(2031, 5, 31), before=date(2031, 6, 1)), True),
        (lambda record: record.control(place="Orsa", holder="Army"), True),
        (lambda record: record.control(place="Velm"), False),
        (lambda record: record.memberships(member="RLS", body="Army"), True),
        (lambda record: record.memberships(body="Ana"), False),
        (lambda record: record.memberships(after=date(2031, 6, 1)), False),
        (lambda record: record.verdicts(kind="label"), True),
        (lambda record: record.verdicts(kind="blame"), False),
        (lambda record: record.quotations(manner="indirect"), True),
        (lambda record: record.quotations(manner="direct"), False),
    ],
)
def test_a_query_narrows_down(filled: Record, ask: Callable[[Record], object], there: bool) -> None:
    assert ids(ask(filled)) == (["d_1", "d_2"] if there else [])


def test_outlet_and_day_of_publication_narrow_down(filled: Record) -> None:
    assert ids(filled.quotations(outlet="Velm Radio")) == ["d_2"]
    assert ids(filled.quotations(after=date(2031, 5, 5))) == ["d_2"]
    assert ids(filled.figures(before=date(2031, 6, 1))) == ["d_1"]
    assert [each.id for each in filled.documents(before=date(2031, 6, 1))] == ["d_1"]
    assert [each.id for each in filled.documents(outlet="Velm Radio", after=date(2031, 6, 1))] == ["d_2"]


def test_what_was_known_then_is_given_as_of_then(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    start = datetime(2031, 5, 10, tzinfo=UTC)

    def at_day(day: int) -> None:
        moment = ledger.instant(start + timedelta(days=day))
        monkeypatch.setattr(write, "now", lambda: moment)

    url = "https://ardel.example/strikes"
    at_day(0)
    keep(record, story(1), url=url)
    at_day(2)
    monkeypatch.setattr(sayso, "__version__", "99.1")
    keep(record, replace(story(1), figures=()), url=url)
    at_day(4)
    keep(record, story(2), url=url)
    assert ids(record.figures(as_of=start - timedelta(days=1))) == []
    assert ids(record.figures(as_of=start + timedelta(days=1))) == ["d_1"]
    assert ids(record.figures(as_of=start + timedelta(days=3))) == []
    assert ids(record.quotations(as_of=start + timedelta(days=3))) == ["d_1"]
    assert ids(record.quotations()) == ["d_2"]
    assert [each.id for each in record.documents(as_of=start + timedelta(days=3))] == ["d_1"]
    assert len(record.reading(1, as_of=start + timedelta(days=1)).figures) == 1
    public = story(1).quotations[0].id
    assert len(record.find_record(public)) == 2
    assert len(record.find_record(public, as_of=start + timedelta(days=1))) == 1
    assert record.reading(1).figures == ()
    with pytest.raises(RecordError, match="the record holds no reading of document 1"):
        record.reading(1, as_of=start - timedelta(days=1))


def test_a_record_is_found_by_its_id(filled: Record) -> None:
    for reading in (story(1), story(2)):
        for kind in (
            "actors",
            "quotations",
            "figures",
            "events",
            "commitments",
            "meetings",
            "control",
            "memberships",
            "verdicts",
            "places",
            "dates",
        ):
            for each in getattr(reading, kind):
                (entry,) = filled.find_record(each.id)
                assert (entry.record, entry.document.id) == (each, reading.document.id)


def test_ids_with_the_same_end_are_told_apart(record: Record, told: Reading) -> None:
    first, *_ = told.figures
    figures = tuple(replace(first, id=f"f_{number:010x}") for number in (5, 5 + (1 << 23)))
    keep(record, replace(told, figures=figures))
    assert [[each.record for each in record.find_record(figure.id)] for figure in figures] == [
        [each] for each in figures
    ]


@pytest.mark.parametrize(
    "shape",
    [shape for shape in SHAPES if shape.prefix not in {"a", "pl", "date"}],
    ids=lambda shape: shape.field,
)
def test_an_id_is_looked_up_in_its_index(tmp_path: Path, shape: Shape) -> None:
    asked: list[tuple[str, object]] = []
    with open_record(tmp_path / "sayso.db") as record:
        sa.event.listen(record.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
        with pytest.raises(RecordError):
            record.find_record(f"{shape.prefix}_0000000005")
        (statement, bound), *_ = [each for each in asked if " & " in each[0]]
        with record.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound).all()  # type: ignore[arg-type]
    assert any(f"USING INDEX {shape.table.name}_by_id" in row[-1] for row in plan), plan


def test_an_id_that_sayso_did_not_make_is_found_too(record: Record, told: Reading) -> None:
    keep(record, told)
    (entry,) = record.find_record("q_outer")
    assert entry.record == told.quotations[0]
    assert [each.record for each in record.quotations()] == list(told.quotations)


@pytest.mark.parametrize("public", ["q_0000000000", "x_1", "q_", "", "q_\x00"])
def test_an_id_that_is_not_there_is_said_so(filled: Record, public: str) -> None:
    with pytest.raises(RecordError, match="the record holds no record"):
        filled.find_record(public)


def test_a_query_sees_the_record_as_it_was_when_it_began(where: str) -> None:
    with open_record(where) as record, open_record(where) as writer:
        keep(writer, story(1))
        found = record.quotations()
        first = next(found)
        keep(writer, story(2))
        assert [first.document.id, *ids(found)] == ["d_1"]
        assert ids(record.quotations()) == ["d_1", "d_2"]


def test_a_query_may_be_left_before_its_end(filled: Record) -> None:
    for found in (filled.quotations(), filled.documents(), filled.failures()):
        next(found, None)
        del found
    keep(filled, story(3))
    assert ids(filled.quotations()) == ["d_1", "d_2", "d_3"]


def test_a_question_left_before_its_end_holds_no_closed_record_open(where: str) -> None:
    given_back: list[object] = []
    with open_record(where) as record:
        keep(record, story(1))
        keep(record, story(2))
        asked = record.quotations()
        next(asked)
        sa.event.listen(record.engine, "close", lambda connection, _entry: given_back.append(connection))
    before = len(given_back)
    asked.close()  # it is a generator
    assert len(given_back) == before + 1


def test_an_outlet_narrows_memberships_and_verdicts_down(record: Record) -> None:
    keep(record, story(1))
    keep(record, story(2, outlet="Velm Radio"))
    for asked in (record.memberships(outlet="Velm Radio"), record.verdicts(outlet="Velm Radio")):
        assert [entry.document.id for entry in asked] == ["d_2"]
    assert list(record.verdicts(after=date(2031, 6, 1))) == []


@pytest.mark.parametrize("stretches", [(1,), (1, 2), (2, 7), (100, 200)])
def test_what_is_asked_in_stretches_comes_whole_and_in_order(
    record: Record, monkeypatch: pytest.MonkeyPatch, stretches: tuple[int, ...]
) -> None:
    keep(record, *(story(number) for number in range(1, 6)))
    monkeypatch.setattr(entries, "_STRETCHES", stretches)
    for found in (record.figures(), record.quotations(speaker="Lemos"), record.events(place="Tolm"), record.control()):
        assert [each.document.id for each in found] == ["d_1", "d_2", "d_3", "d_4", "d_5"]
