from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.reading import Reading


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Reading]:
    gazetteer = open_gazetteer()
    return lambda text: reading_of(parsed(text, published="2031-03-04"), gazetteer)


def holder(reading: Reading, number: int = 0) -> str | None:
    names = {actor.id: actor.name for actor in reading.actors}
    return names.get(reading.control[number].holder or "")


def test_they_in_what_somebody_said_are_who_said_it(read: Callable[[str], Reading]) -> None:
    reading = read("The Tolm Front said they had cleared the army from nearly 40 square kilometres.")
    (control,) = reading.control
    assert holder(reading) == "Tolm Front"
    assert control.quotation == reading.quotations[0].id


def test_our_hands_are_those_of_the_speaker(read: Callable[[str], Reading]) -> None:
    reading = read("“The port remains in our hands,” Ana Lemos, the commander of the garrison, said on Sunday.")
    assert holder(reading) == "Ana Lemos"


def test_what_a_source_denies_is_no_control(read: Callable[[str], Reading]) -> None:
    assert read("The Tolm Front denied that it had seized the port.").control == ()


def test_since_when_is_the_date(read: Callable[[str], Reading]) -> None:
    (control,) = read("The Tolm Front has held the town of Homs since January 2031.").control
    assert control.date == "2031-01/.."


def test_the_place_is_the_town_and_not_where_it_lies(read: Callable[[str], Reading]) -> None:
    reading = read("Rebels captured the city of Homs in western Syria.")
    (control,) = reading.control
    assert {place.id: place.name for place in reading.places}[control.place or ""] == "Homs"


def test_rebel_held_means_the_rebels_of_the_text(read: Callable[[str], Reading]) -> None:
    reading = read("Rebels said they were ready. Shells fell on the rebel-held town on Sunday, the rebels said.")
    assert (holder(reading, -1) or "").casefold().removeprefix("the ") == "rebels"


def test_the_us_is_no_pronoun(read: Callable[[str], Reading]) -> None:
    reading = read("Troops of the US are there. He crossed into the US-controlled zone.")
    assert holder(reading, -1) == "United States"


def test_the_place_is_not_its_owner(read: Callable[[str], Reading]) -> None:
    reading = read("Rebels seized Iraq's northern city of Mosul.")
    (control,) = reading.control
    assert {place.id: place.name for place in reading.places}[control.place or ""] == "Mosul"


def test_who_tells_what_was_retaken_holds_nothing(read: Callable[[str], Reading]) -> None:
    reading = read("Minister Ana Lemos boasted that the raids had reclaimed 40 square kilometres of the coast.")
    assert "Ana Lemos" not in {holder(reading, at) for at in range(len(reading.control))}
