"""Events resolved: actors, date, place, on whose word, and the toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.reading import Reading
    from sayso.record import Event
    from sayso.resolve.gazetteer import Gazetteer


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc], small_gazetteer: Gazetteer) -> Callable[..., Reading]:
    """Read a text published on Tuesday, 4 March 2031."""
    return lambda text: reading_of(parsed(text, published="2031-03-04"), small_gazetteer)


def _event(reading: Reading, kind: str) -> Event:
    return next(event for event in reading.events if event.type == kind)


def _names(reading: Reading, event: Event) -> list[str | None]:
    names = {actor.id: actor.name for actor in reading.actors}
    return [names.get(mention.actor or "") for mention in event.actors]


def test_actors_are_those_of_the_reading(read: Callable[..., Reading]) -> None:
    reading = read("Mayor Ana Lemos condemned the raid. She called on the rebels to leave.")
    assert _names(reading, _event(reading, "ACCUSE")) == ["Ana Lemos"]
    assert _names(reading, _event(reading, "REQUEST")) == ["Ana Lemos"]


def test_people_whom_nobody_named_become_an_actor(read: Callable[..., Reading]) -> None:
    reading = read("Gunmen attacked a bus on Sunday.")
    assert _names(reading, _event(reading, "ASSAULT")) == ["Gunmen"]


def test_a_thing_that_was_hit_is_a_recipient_without_an_actor(read: Callable[..., Reading]) -> None:
    (recipient,) = _event(read("The army shelled a warehouse on Sunday."), "ASSAULT").recipients
    assert recipient.actor is None


def test_the_date_is_the_one_that_the_text_gives(read: Callable[..., Reading]) -> None:
    date = _event(read("The army shelled the port on Sunday."), "ASSAULT").date
    assert date is not None
    assert (date.edtf, date.assumed) == ("2031-03-02", False)
    assert date.date is not None


def test_without_a_date_the_day_of_publication_is_assumed(read: Callable[..., Reading]) -> None:
    date = _event(read("The army shelled the port."), "ASSAULT").date
    assert date is not None
    assert (date.edtf, date.date, date.assumed) == ("2031-03-04", None, True)


def test_without_any_date_there_is_none(parsed: Callable[..., tokens.Doc], small_gazetteer: Gazetteer) -> None:
    reading = reading_of(parsed("The army shelled the port."), small_gazetteer)
    assert _event(reading, "ASSAULT").date is None


def test_what_may_come_lies_open_from_the_day_of_publication(read: Callable[..., Reading]) -> None:
    date = _event(read("The army may attack the port."), "ASSAULT").date
    assert date is not None
    assert (date.edtf, date.assumed) == ("2031-03-04/..", True)


def test_an_hour_leaves_the_day(read: Callable[..., Reading]) -> None:
    date = _event(read("The army shelled the port at 6 a.m. on 2 March 2031."), "ASSAULT").date
    assert date is not None
    assert date.edtf == "2031-03-02"


def test_a_day_after_is_counted_back(read: Callable[..., Reading]) -> None:
    date = _event(read("The council met on Sunday, two days after the mayor resigned."), "RETREAT").date
    assert date is not None
    assert date.edtf == "2031-02-28"


def test_the_word_given_has_the_day_on_which_it_was_given(read: Callable[..., Reading]) -> None:
    date = _event(read("The envoy said on Monday that the king would visit the island in May."), "AGREE").date
    assert date is not None
    assert date.edtf == "2031-03-03"


def test_a_deed_told_by_a_side_is_alleged_on_its_word(read: Callable[..., Reading]) -> None:
    reading = read("The rebels had shelled the port, the army said on Monday.")
    event = _event(reading, "ASSAULT")
    assert event.status == "alleged"
    assert event.quotation == reading.quotations[0].id


def test_a_deed_that_is_denied_is_denied(read: Callable[..., Reading]) -> None:
    assert _event(read("The army denied that it had shelled the port."), "ASSAULT").status == "denied"


def test_what_words_do_is_done_though_somebody_tells_it(read: Callable[..., Reading]) -> None:
    assert _event(read("The army said the rebels had rejected the offer."), "REJECT").status == "occurred"


def test_a_narrator_is_believed(read: Callable[..., Reading]) -> None:
    event = _event(read("The rebels shelled the port on Sunday."), "ASSAULT")
    assert (event.status, event.quotation) == ("occurred", None)


def test_we_are_who_speaks(read: Callable[..., Reading]) -> None:
    reading = read("“We attacked the port on Sunday,” Commander Oda Brask said.")
    assert _names(reading, _event(reading, "ASSAULT")) == ["Oda Brask"]


def test_killed_and_injured_are_the_figures_of_their_verbs(read: Callable[..., Reading]) -> None:
    reading = read("Gunmen opened fire on a bus, killing four people and wounding nine.")
    event = _event(reading, "ASSAULT")
    values = {figure.id: figure.value for figure in reading.figures}
    assert (values[event.killed or ""], values[event.injured or ""]) == (4, 9)


def test_the_place_is_the_one_told(read: Callable[..., Reading]) -> None:
    reading = read("The army shelled a market in Odenburg on Sunday.")
    place = _event(reading, "ASSAULT").place
    assert place is not None
    assert [found.name for found in reading.places if found.id == place.place] == ["Odenburg"]


def test_ids_are_unique(read: Callable[..., Reading]) -> None:
    events = read("The army shelled the port. The army shelled the port.").events
    assert len({event.id for event in events}) == len(events) == 2


def test_who_says_what_killed_people_has_killed_nobody(read: Callable[..., Reading]) -> None:
    reading = read("Minister Ana Lemos boasted that raids on the coast had killed 40 rebels.")
    assert "Ana Lemos" not in _names(reading, _event(reading, "ASSAULT"))


def test_who_is_found_as_speaker_warned(read: Callable[..., Reading]) -> None:
    reading = read(
        "Ana Lemos, the prime minister of Kelmora, warned that winter came and pleaded with the donors to send grain."
    )
    assert "Ana Lemos" in _names(reading, _event(reading, "REQUEST"))


def test_what_nobody_would_say_is_not_denied(read: Callable[..., Reading]) -> None:
    assert _event(read("Neither side would say who shelled the village."), "ASSAULT").status != "denied"


def test_a_letter_dates_the_offer_in_it(read: Callable[..., Reading]) -> None:
    event = _event(read("Ana Lemos said Oden had offered the union a deal in a telegram on 2 March."), "AGREE")
    assert (event.date and event.date.edtf, event.date and event.date.assumed) == ("2031-03-02", False)


def test_arrested_is_the_figure_of_its_verb(read: Callable[..., Reading]) -> None:
    reading = read("The police detained at least 12 people in Oden.")
    (figure,) = reading.figures
    assert _event(reading, "COERCE").arrested == figure.id


def test_a_day_inside_the_words_of_a_deed_is_its_day(read: Callable[..., Reading]) -> None:
    reading = read(
        "Envoys of the two towns failed on Sunday to agree on the road, where at least 46 people were killed."
    )
    event = _event(reading, "REJECT")
    assert (event.date and event.date.edtf, event.killed) == ("2031-03-02", None)


def test_a_question_has_no_doer(read: Callable[..., Reading]) -> None:
    reading = read("Neither side would say who shelled the village.")
    assert _names(reading, _event(reading, "ASSAULT")) == []
