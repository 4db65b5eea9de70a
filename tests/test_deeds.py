"""What happened, was promised, met over and held, in the brief and on the page."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from sayso import deeds, report
from sayso.brief import brief
from sayso.digest import Digest
from sayso.document import Document, Span
from sayso.entity import Actor, Place
from sayso.explain import matches
from sayso.facts import facts_of, parts_of
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
    Mention,
    Verdict,
)

TEXT = (
    "The Front shelled Tolm on 3 May and killed 14 people. Minister Ana Lemos promised 300 trucks by Friday."
    " Two states met in Brask over the truce. The Front holds Tolm."
)

ASSUMED = EventDate(edtf="2031-05-05", assumed=True)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def who(words: str, actor: str) -> Mention:
    return Mention(at(words).start, at(words).end, actor)


@pytest.fixture
def reading() -> Reading:
    return Reading(
        document=Document(id="d", text=TEXT, title="Truce", published="2031-05-05"),
        actors=(
            Actor(id="a_front", name="Tarn Front", kind="armed_group", mentions=(at("The Front"),)),
            Actor(id="a_ana", name="Ana Lemos", kind="person", mentions=(at("Ana Lemos"),)),
            Actor(id="a_kelmora", name="Kelmora", kind="state", mentions=(at("Two states"),)),
        ),
        figures=(Figure(id="f_14", span=at("14"), low=14, high=None, unit="person"),),
        places=(Place(id="p_tolm", span=at("Tolm"), name="Tolm"), Place(id="p_brask", span=at("Brask"), name="Brask")),
        events=(
            Event(
                id="e_later",
                trigger=at("met"),
                type="CONSULT",
                date=EventDate(edtf="2031-05-05", assumed=True),
                rule="r",
            ),
            Event(
                id="e_shelled",
                trigger=at("shelled"),
                type="ASSAULT",
                mode="heavy-weapons",
                actors=(who("The Front", "a_front"),),
                recipients=(who("14 people", ""),),
                date=EventDate(edtf="2031-05-03"),
                place=EventPlace(place="p_tolm"),
                status="alleged",
                killed="f_14",
                rule="r",
            ),
            Event(id="e_said", trigger=at("promised"), type="STATE", rule="r"),
        ),
        commitments=(
            Commitment(id="c_open", kind="forecast", span=at("the truce"), rule="r"),
            Commitment(
                id="c_trucks",
                kind="pledge",
                span=at("300 trucks by Friday"),
                by=who("Ana Lemos", "a_ana"),
                due="2031-05-09",
                conditional=True,
                rule="r",
            ),
        ),
        meetings=(
            Meeting(
                id="m_brask",
                span=at("met in Brask"),
                name="truce talks",
                place="p_brask",
                date="2031-05-05",
                participants=("a_kelmora",),
                absent=("a_front",),
                agenda=(at("the truce"),),
                counted=Counted(said=2, listed=1),
            ),
        ),
        control=(
            Control(id="l_tolm", span=at("The Front holds Tolm"), place="p_tolm", holder="a_front", change="holds"),
        ),
    )


def shown(reading: Reading, *, width: int = 130) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(brief(reading))
    assert isinstance(console.file, io.StringIO)
    return re.sub(r" +", " ", console.file.getvalue())


def test_events_stand_by_date_and_those_without_one_last(reading: Reading) -> None:
    assert [event.id for event in deeds.happened(Digest.of(reading))] == ["e_shelled", "e_later"]


def test_an_assumed_date_is_not_shown_as_told(reading: Reading) -> None:
    assert deeds.moment(reading.events[0]) == ""
    assert "not told met" in shown(reading)


def test_an_event_tells_who_what_whom_where_and_how_sure(reading: Reading) -> None:
    told = shown(reading)
    assert "2031-05-03 Tarn Front: shelled → 14 people Tolm · killed 14 or more" in told
    assert "ASSAULT/heavy-weapons · alleged" in told


def test_commitments_stand_by_due_day_and_tell_a_condition(reading: Reading) -> None:
    told = shown(reading)
    assert "pledge Ana Lemos: 300 trucks by Friday if 2031-05-09" in told
    assert told.index("pledge") < told.index("forecast")


def test_a_meeting_tells_who_was_there_and_compares_the_numbers(reading: Reading) -> None:
    told = shown(reading)
    assert "AT THE TABLE truce talks, Brask, 2031-05-05" in told
    assert "took part Kelmora" in told
    assert "not there Tarn Front" in told
    assert "how many 2 said, 1 listed" in told


def test_who_holds_what_is_shown_with_whose_word(reading: Reading) -> None:
    told = shown(reading)
    assert "Tarn Front holds: Tolm" in told
    assert "the text itself" in told


def test_a_narrow_terminal_shows_the_words_in_full(reading: Reading) -> None:
    told = shown(reading, width=72)
    assert "Tarn Front: shelled → 14 people" in told
    assert "300 trucks by Friday" in told


def test_nothing_done_shows_no_section(reading: Reading) -> None:
    empty = replace(reading, events=(), commitments=(), meetings=(), control=())
    told = shown(empty)
    for title in ("WHAT HAPPENED", "ASKED, PROMISED, EXPECTED", "AT THE TABLE", "WHO HOLDS WHAT"):
        assert title not in told


def test_the_page_links_each_to_its_words(reading: Reading) -> None:
    page = "".join(report.page([reading]))
    for record in ("e_shelled", "c_trucks", "m_brask", "l_tolm"):
        assert f'href="#t-{record}"' in page
        assert f'id="t-{record}"' in page


def test_explain_finds_and_takes_apart_an_event(reading: Reading) -> None:
    ((record, _),) = matches(reading, "e_shelled")
    assert [(part.role, part.span.of(TEXT), part.name) for part in parts_of(record, Digest.of(reading))] == [
        ("actor", "The Front", "Tarn Front"),
        ("trigger", "shelled", None),
        ("recipient", "14 people", None),
    ]
    assert ("status", "alleged") in list(facts_of(record, Digest.of(reading)))


def test_what_the_author_judges_stands_apart_with_the_words_that_judge(reading: Reading) -> None:
    judged = Verdict(id="v_1", kind="label", span=at("The Front holds Tolm."), cues=(at("holds"),), rule="r")
    told = shown(replace(reading, verdicts=(judged,)))
    assert told.index("THE ARTICLE'S OWN VERDICTS 1 sentence, on nobody's word") > told.index("WHO HOLDS WHAT")
    assert "label The Front holds Tolm." in told
    ((record, _),) = matches(replace(reading, verdicts=(judged,)), "v_1")
    assert [part.role for part in parts_of(record, Digest.of(reading))] == ["verdict", "judging"]


def test_explain_names_whom_a_record_leads_to(reading: Reading) -> None:
    digest = Digest.of(reading)
    (meeting, event) = (matches(reading, record)[0][0] for record in ("m_brask", "e_shelled"))
    assert {("place", "Brask"), ("participants", "Kelmora"), ("absent", "Tarn Front")} <= set(facts_of(meeting, digest))
    assert {("place", "Tolm"), ("date", "2031-05-03"), ("killed", "14")} <= set(facts_of(event, digest))


def test_background_stands_after_the_news_and_says_so(reading: Reading) -> None:
    shelled, later = reading.events[:2]
    earlier = replace(reading, events=(replace(shelled, background=True), later, *reading.events[2:]))
    told = [event.id for event in deeds.happened(Digest.of(earlier))]
    assert told.index(shelled.id) > told.index(later.id)
    page = report.fragment(earlier)
    assert page.count("item background") == 1
    assert dict(facts_of(earlier.events[0], Digest.of(earlier)))["background"] == "yes"
