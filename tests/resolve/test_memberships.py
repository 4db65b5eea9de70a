from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.reading import Reading
    from sayso.record import Mention


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Reading]:
    gazetteer = open_gazetteer()
    return lambda text: reading_of(parsed(text, published="2031-03-04"), gazetteer)


def name(reading: Reading, mention: Mention) -> str | None:
    return {actor.id: actor.name for actor in reading.actors}.get(mention.actor or "")


def test_it_in_what_a_state_said_is_that_state(read: Callable[[str], Reading]) -> None:
    reading = read("Iraq said it had left the coalition.")
    (membership,) = reading.memberships
    assert name(reading, membership.member) == "Iraq"
    assert membership.quotation == reading.quotations[0].id


def test_we_of_an_official_is_his_state(read: Callable[[str], Reading]) -> None:
    reading = read("Iraq is at war. “We have left the coalition,” Iraqi Prime Minister Per Lindqvall said.")
    (membership,) = reading.memberships
    assert name(reading, membership.member) == "Iraq"


def test_what_a_source_denies_is_left_out(read: Callable[[str], Reading]) -> None:
    assert read("Iraq denied that it had left the coalition.").memberships == ()


def test_the_day_of_joining_is_the_date(read: Callable[[str], Reading]) -> None:
    (membership,) = read("Iraq joined the coalition in January 2031.").memberships
    assert membership.date == "2031-01"


def test_since_when_one_belongs_is_the_date_and_the_day_of_the_news_is_not(read: Callable[[str], Reading]) -> None:
    (since,) = read("Iraq has been a member of the coalition since 2029.").memberships
    (news,) = read("Iraq, a member of the coalition, sent two ships on Monday.").memberships
    assert (since.date, news.date) == ("2029/..", None)


def test_since_a_year_when_it_joined_is_that_year(read: Callable[[str], Reading]) -> None:
    (membership,) = read("Iraq has had no tariffs since 2019, when it joined the coalition.").memberships
    assert membership.date == "2019"


def test_the_leader_of_a_coalition_is_told_once(read: Callable[[str], Reading]) -> None:
    reading = read("The US-led coalition struck the port. The US-led coalition said so on Sunday.")
    (membership,) = reading.memberships
    assert (name(reading, membership.member), membership.role) == ("United States", "leader")


def test_the_body_is_not_the_phrase_for_its_members(read: Callable[[str], Reading]) -> None:
    reading = read("Ana Lemos spoke to members of the coalition such as Denmark and Norway.")
    assert {name(reading, one.member) for one in reading.memberships} == {"Denmark", "Norway"}
    assert {name(reading, one.of) for one in reading.memberships} <= {"coalition", None}


def test_people_whom_nobody_named_belong_to_nothing(read: Callable[[str], Reading]) -> None:
    assert read("Villagers said they had joined the Tolm Front.").memberships == ()
