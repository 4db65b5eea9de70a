from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.extract.belonging.words import LEXICON, triggers
from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    Told = list[tuple[str, str, str]]

CHANGES = {
    "joins": "joined",
    "enters": "joined",
    "admits": "joined",
    "coming": "joined",
    "leaves": "left",
    "exits": "left",
    "going": "left",
    "former": "left",
    "expels": "not",
    "shutting": "not",
    "refuses": "not",
}


@pytest.fixture
def told(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Told]:
    """Give (member, change, body) of each membership in a text, in its words."""

    def memberships(text: str) -> Told:
        doc = parsed(text)
        extract(doc)
        return [
            (text[one.member.start : one.member.end], one.change, text[one.of.start : one.of.end])
            for one in found(doc, "memberships")
        ]

    return memberships


@pytest.mark.parametrize(
    ("kind", "words", "example"),
    [row for row in entries(LEXICON) if row[0] != "never"],
    ids=lambda each: str(each)[:30],
)
def test_the_example_of_each_entry_tells_a_membership(
    told: Callable[[str], Told], kind: str, words: str, example: str
) -> None:
    changes = [change for _, change, _ in told(example)]
    assert changes, words
    assert set(changes) == {CHANGES.get(kind, "belongs")}


def test_a_parliament_has_members_and_is_no_party_to_anything(told: Callable[[str], Told]) -> None:
    (example,) = {row[2] for row in entries(LEXICON) if row[0] == "never"}
    assert told(example) == []


def test_each_verb_of_the_lexicon_is_looked_at() -> None:
    assert {"join", "withdraw", "expel", "include", "member", "coalition"} <= triggers()


@pytest.mark.parametrize(
    "text",
    [
        "Turkey wants to join the coalition.",
        "Turkey applied to join the coalition.",
        "Turkey may leave the coalition.",
        "Turkey will be expelled from the coalition.",
        "If Turkey leaves the coalition, the war is lost.",
        "The council voted for admitting Turkey to the coalition.",
        "The minister demanded the expulsion of Turkey from the coalition.",
        "Turkey is leaving the coalition in May.",
    ],
)
def test_what_is_planned_or_wished_is_no_membership(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Lemos is a member of parliament.",
        "Ana Lemos, a member of the board, resigned.",
        "Ana Lemos and members of her family left the town.",
        "Ana Lemos is a member of the football team.",
        "Some 5,000 fighters from Turkey joined the coalition.",
        "Members of the coalition met in Oden.",
        "Turkey joined the coalition in condemning the raid.",
        "Turkey joined talks on the future of the coalition.",
        "The plan of the coalition includes Turkey and Qatar.",
        "A coalition of workers and students marched.",
        "The Front pulled men away from the coalition.",
        "Turkey is a non-NATO member.",
        "A Turkey-led Force landed in Oden.",
        "They want to form a Turkey-led coalition.",
    ],
)
def test_it_takes_somebody_named_and_a_body_that_one_can_belong_to(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == []


def test_each_of_a_list_is_a_member(told: Callable[[str], Told]) -> None:
    everybody = [("Turkey", "belongs"), ("Qatar", "belongs"), ("Egypt", "belongs")]
    for text in (
        "The coalition, which includes Turkey, Qatar and Egypt, struck the port.",
        "A coalition of Turkey, Qatar and Egypt struck the port.",
        "The coalition, made up of Turkey, Qatar and Egypt, struck the port.",
        "Members of the coalition such as Turkey, Qatar and Egypt sent ships.",
        "The alliance's members are Turkey, Qatar and Egypt.",
        "The states in the coalition are Turkey, Qatar and Egypt.",
        "Turkey, Qatar and Egypt, members of the coalition, sent ships.",
    ):
        assert [(member, change) for member, change, _ in told(text)] == everybody, text


def test_who_speaks_after_a_list_is_no_member(told: Callable[[str], Told]) -> None:
    listed = told("The coalition includes Turkey and Qatar, Ana Lemos said on Sunday.")
    assert [member for member, _, _ in listed] == ["Turkey", "Qatar"]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Turkey is not a member of the coalition.", "not"),
        ("Turkey did not join the coalition.", "not"),
        ("The coalition does not include Turkey.", "not"),
        ("Turkey is no longer a member of the coalition.", "left"),
        ("Turkey became a member of the coalition.", "joined"),
        ("Turkey, a former member of the coalition, sent ships.", "left"),
        ("Turkey has become the only member of the coalition not to send ships.", "belongs"),
        ("The union suspended Turkey's membership.", "not"),
    ],
)
def test_the_words_around_it_tell_what_became_of_it(told: Callable[[str], Told], text: str, change: str) -> None:
    assert [(member, what) for member, what, _ in told(text)] == [("Turkey", change)]


def test_no_person_belongs_to_a_body_of_states(told: Callable[[str], Told]) -> None:
    assert told("Foreign Minister Ana Lemos joined the European Organisation in May.") == []


def test_who_joined_is_the_one_from_a_town_and_not_the_town(told: Callable[[str], Told]) -> None:
    (membership,) = told("Paul Brask, a driver from Homs, who is a member of the Tolm Front, was hurt.")
    assert membership == ("Paul Brask", "belongs", "Tolm Front")
