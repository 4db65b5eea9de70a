"""Actors that the user told about, in a text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.knowledge import Knowledge, KnownActor, KnownOffice
from sayso.resolve.actors import Roster

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.entity import Actor

    Read = Callable[..., tuple[list[Actor], list[str | None]]]

FRONT = KnownActor(name="Tarn North Front", kind="armed_group", aliases=("TNF", "the Front"), country="VAS", code="REB")
KELMORA = KnownActor(name="Kelmora", kind="state", country="VAS")


def minister(name: str, *, since: date | None = None, until: date | None = None, country: str = "VAS") -> KnownActor:
    office = KnownOffice(title="Defence Minister", since=since, until=until)
    return KnownActor(name=name, kind="person", country=country, offices=(office,))


GRELL = minister("Pavel Grell", since=date(2030, 1, 1), until=date(2031, 3, 14))
KARR = minister("Ilse Karr", since=date(2031, 3, 15))


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc]) -> Read:
    """Give the actors of a text and the name of each quotation's speaker."""

    def reading(
        text: str, *known: KnownActor, published: str | None = "2031-03-10"
    ) -> tuple[list[Actor], list[str | None]]:
        doc = parsed(text, published=published)
        doc.user_data["knowledge"] = Knowledge(known)
        extract(doc)
        roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
        named, attributed = roster.actors(), roster.quotations
        by_id = {actor.id: actor.name for actor in named}
        speakers = [
            None if quotation.speaker is None else by_id.get(quotation.speaker.actor or "") for quotation in attributed
        ]
        return list(named), speakers

    return reading


def test_every_alias_is_the_actor_under_its_own_name(read: Read) -> None:
    (front,), speakers = read("TNF said it held the port. The Front denied it had mined the road.", FRONT)
    assert (front.name, front.kind, front.country, front.code) == ("Tarn North Front", "armed_group", "VAS", "REB")
    assert len(front.mentions) == 2
    assert set(speakers) == {"Tarn North Front"}


def test_an_acronym_that_the_text_defines_is_the_known_actor(read: Read) -> None:
    known = KnownActor(name="Front of the Coast", kind="armed_group", aliases=("Tarn North Front",))
    named, speakers = read("The Tarn North Front (TNF) holds the port. TNF said it would stay.", known)
    assert [actor.name for actor in named] == ["Front of the Coast"]
    assert speakers == ["Front of the Coast"]


def test_a_surname_alone_is_the_known_person_named_in_full(read: Read) -> None:
    (grell,), speakers = read("Pavel Grell came to Brask. Grell said the bridge was safe.", GRELL)
    assert (grell.country, grell.aliases) == ("VAS", ("Grell",))
    assert speakers == ["Pavel Grell"]


def test_somebody_else_of_the_name_is_not_the_known_person(read: Read) -> None:
    known = KnownActor(name="Pavel Grell", kind="person", aliases=("Grell",), country="VAS")
    named, speakers = read("Anna Grell said the road was mined. Grell said it was late.", known)
    assert speakers == ["Anna Grell", "Anna Grell"]
    assert [actor.country for actor in named] == [None]


def test_a_longer_name_is_another_name(read: Read) -> None:
    known = KnownActor(name="Odum Relief", kind="organisation")
    named, _ = read("Bram Odum met Odum Relief, and Odum Relief thanked him.", known)
    assert [actor.name for actor in named] == ["Bram Odum", "Odum Relief"]


def test_what_the_user_tells_goes_before_what_sayso_knows(read: Read) -> None:
    (actor,), _ = read(
        "NATO said it was late. The North Atlantic Treaty Organization denied it.",
        KnownActor(name="The Alliance", kind="organisation", aliases=("NATO",), code="MIL"),
    )
    assert (actor.name, actor.code, len(actor.mentions)) == ("The Alliance", "MIL", 2)


def test_who_wrote_the_article_is_no_actor_in_it(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("Bridge closed\n\nBy Pavel Grell\n\nThe bridge over the river closed on Friday, after the flood.")
    doc.user_data["knowledge"] = Knowledge((GRELL,))
    extract(doc)
    assert found(doc, "actors") == ()


@pytest.mark.parametrize(
    ("published", "holder"),
    [
        ("2029-12-31", "defence minister"),
        ("2030-01-01", "Pavel Grell"),
        ("2031-03-14T23:30:00+02:00", "Pavel Grell"),
        ("2031-03-15", "Ilse Karr"),
        ("2040-01-01", "Ilse Karr"),
        ("some day", "defence minister"),
        (None, "defence minister"),
    ],
)
def test_an_office_is_who_held_it_on_the_day_of_publication(read: Read, published: str | None, holder: str) -> None:
    _, speakers = read("The defence minister said the road was mined.", GRELL, KARR, published=published)
    assert speakers == [holder]


def test_the_office_and_its_words_are_recorded(read: Read) -> None:
    text = "Kelmora closed the pass. The defence minister said it was mined. The minister said it was late. He left."
    (_, grell), speakers = read(text, KELMORA, GRELL)
    assert speakers == ["Pavel Grell", "Pavel Grell"]
    assert (grell.country, grell.code) == ("VAS", "GOV")
    assert [office.span.of(text) for office in grell.offices] == ["defence minister"]
    assert grell.mentions[0].of(text) == "The defence minister"


@pytest.mark.parametrize(
    "source", ["Kelmora’s defence minister", "The Kelmoran defence minister", "The defence minister of Kelmora"]
)
def test_an_office_is_that_of_the_country_beside_it(read: Read, source: str) -> None:
    known = (KELMORA, GRELL, minister("Jean Roche", country="FRA"))
    _, speakers = read(f"Talks began in France. {source} said the road was mined.", *known)
    assert speakers == ["Pavel Grell"]


@pytest.mark.parametrize(
    "text",
    [
        "A defence minister said the road was mined.",
        "The minister said the road was mined.",
        "The former defence minister said the road was mined.",
        "The deputy defence minister said the road was mined.",
        "An aide to the defence minister said the road was mined.",
        "The French defence minister said the road was mined.",
        "France closed the pass. The defence minister said the road was mined.",
        "Defence Minister Bram Odum left. The defence minister said the road was mined.",
        "The defence minister said the road was mined. Defence Minister Bram Odum was away.",
    ],
)
def test_an_office_of_somebody_else_stays_open(read: Read, text: str) -> None:
    named, _ = read(text, KELMORA, GRELL)
    assert "Pavel Grell" not in [actor.name for actor in named]


def test_two_who_held_the_office_on_one_day_are_nobody(read: Read) -> None:
    _, speakers = read("The defence minister said the road was mined.", GRELL, minister("Ilse Karr"))
    assert speakers == ["defence minister"]


def test_a_person_named_and_then_called_by_office_is_one(read: Read) -> None:
    named, speakers = read("Pavel Grell came to Brask. The defence minister said the road was mined.", GRELL)
    assert [actor.name for actor in named] == ["Pavel Grell"]
    assert speakers == ["Pavel Grell"]
