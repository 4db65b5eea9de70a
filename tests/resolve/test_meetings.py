from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy import tokens

    from sayso.reading import Reading


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Reading]:
    gazetteer = open_gazetteer()
    return lambda text: reading_of(parsed(text, published="2031-03-04"), gazetteer)


def named(reading: Reading, actors: Iterable[str]) -> list[str]:
    names = {actor.id: actor.name for actor in reading.actors}
    return [names[actor] for actor in actors]


def test_states_are_listed_and_counted(read: Callable[[str], Reading]) -> None:
    reading = read(
        "Six of the nine allied states met in Oslo on Sunday.\n\n"
        "Participating in the Kenya/Ghana-hosted talks were Egypt, Chad, the Netherlands and Jordan."
    )
    meeting = reading.meetings[0]
    assert named(reading, meeting.hosts) == ["Kenya", "Ghana"]
    assert named(reading, meeting.participants) == ["Egypt", "Chad", "The Netherlands", "Jordan"]
    assert meeting.counted is not None
    assert (meeting.counted.said, meeting.counted.listed) == (6, 4)


def test_where_and_when_it_was(read: Callable[[str], Reading]) -> None:
    reading = read("Egypt and Chad held talks in Oslo on Sunday.")
    (meeting,) = reading.meetings
    assert meeting.date == "2031-03-02"
    assert {place.id: place.name for place in reading.places}[meeting.place or ""] == "Oslo"


def test_a_minister_beside_states_is_her_state(read: Callable[[str], Reading]) -> None:
    reading = read("Egypt, Chad and Jordan held talks in Oslo. Egyptian Foreign Minister Ana Lemos attended the talks.")
    (meeting,) = reading.meetings
    assert named(reading, meeting.participants) == ["Egypt", "Chad", "Jordan"]


def test_a_front_is_there_in_its_spokeswoman(read: Callable[[str], Reading]) -> None:
    reading = read(
        "The defence minister and the Tolm Coast Front met on Sunday in Oslo.\n\n"
        "Maria Roth, the front's spokeswoman Ana Lemos and Paul Brask talked for an hour."
    )
    (meeting,) = reading.meetings
    assert named(reading, meeting.participants) == ["Maria Roth", "Ana Lemos", "Paul Brask"]


def test_who_stayed_away_took_no_part(read: Callable[[str], Reading]) -> None:
    reading = read("Egypt and Chad attended the summit in Oslo. Jordan boycotted the summit.")
    (meeting,) = reading.meetings
    assert named(reading, meeting.absent) == ["Jordan"]
    assert "Jordan" not in named(reading, meeting.participants)


def test_one_party_alone_nowhere_is_no_meeting(read: Callable[[str], Reading]) -> None:
    assert read("After months of talks with Egypt the price fell.").meetings == ()
