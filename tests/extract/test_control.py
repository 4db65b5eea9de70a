from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.extract.holding.words import LEXICON, triggers
from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    Told = list[tuple[str, str | None, str | None]]

GAINS = {"gained", "clears", "yields", "comes", "opens", "deed"}
LOSSES = {"lost", "lost from", "drops", "loss"}


@pytest.fixture
def told(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Told]:
    """Give (change, holder, place) of each statement of control in a text, in its words."""

    def control(text: str) -> Told:
        doc = parsed(text)
        extract(doc)
        return [
            (
                mention.change,
                mention.holder and text[mention.holder.start : mention.holder.end],
                mention.place and text[mention.place.start : mention.place.end],
            )
            for mention in found(doc, "control")
        ]

    return control


@pytest.mark.parametrize(("kind", "words", "example"), [(row[0], row[1], row[-1]) for row in entries(LEXICON)])
def test_the_example_of_each_entry_tells_control(
    told: Callable[[str], Told], kind: str, words: str, example: str
) -> None:
    change = "gained" if kind in GAINS else "lost" if kind in LOSSES else "holds"
    assert [statement[0] for statement in told(example)] == [change], words


def test_each_verb_of_the_lexicon_is_looked_at() -> None:
    assert {"seize", "withdraw", "fall", "control", "remain"} <= triggers()


@pytest.mark.parametrize(
    "text",
    [
        "The army will take the town.",
        "The army does not hold the town.",
        "The rebels have never controlled the port.",
        "The army tried to seize the bridge.",
        "If the rebels seize the bridge, the road is open.",
        "The mayor demanded that the army leave the town.",
        "The rebels vowed to retake the city.",
        "Nobody controls the town.",
    ],
)
def test_what_is_planned_wanted_or_denied_is_no_control(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister held a news conference in the town.",
        "The army holds 12 men in the prison.",
        "The tourists left the town on Sunday.",
        "She entered the building at noon.",
        "The company has areas of concern.",
        "The police captured the thief in the harbour.",
        "Prices fell to the level of May.",
        "Ana Lemos took the road home.",
        "The rebels held their ground.",
        "Some rebel troops were in the area.",
        "The army is in Syria.",
    ],
)
def test_other_senses_of_the_same_words_tell_no_control(told: Callable[[str], Told], text: str) -> None:
    assert told(text) == []


def test_a_passive_has_its_holder_after_by(told: Callable[[str], Told]) -> None:
    assert told("The port of Oden was captured by the rebels in May.") == [("gained", "the rebels", "The port of Oden")]


def test_a_relative_clause_tells_of_the_noun_before_it(told: Callable[[str], Told]) -> None:
    assert told("He came from the town of Oden, which the rebels seized in June.") == [
        ("gained", "the rebels", "the town of Oden")
    ]


def test_each_of_two_who_claim_a_town_has_a_statement(told: Callable[[str], Told]) -> None:
    statements = told("The paper names the town of Oden, which the army and the rebels both say they hold.")
    assert [(change, holder) for change, holder, _ in statements] == [("holds", "the army"), ("holds", "the rebels")]


def test_who_holds_it_together_is_told_of_each(told: Callable[[str], Told]) -> None:
    statements = told("The army and the police control the harbour.")
    assert [holder for _, holder, _ in statements] == ["The army", "the police"]


def test_places_listed_after_including_are_held_too(told: Callable[[str], Told]) -> None:
    statements = told("The rebels hold most of the province, including Oden and the port of Tolm.")
    assert [place for _, _, place in statements] == ["most of the province", "Oden", "the port of Tolm"]


def test_places_joined_by_and_are_told_one_by_one(told: Callable[[str], Told]) -> None:
    statements = told("The rebels control most of northern Syria and western Iraq.")
    assert [place for _, _, place in statements] == ["most of northern Syria", "western Iraq"]


def test_fighters_of_a_front_stand_for_the_front(told: Callable[[str], Told]) -> None:
    assert told("Fighters of the Tolm Front won back the town hall.") == [("gained", "the Tolm Front", "the town hall")]


def test_what_is_in_the_hands_of_the_speaker_is_held(told: Callable[[str], Told]) -> None:
    assert told("“Oden remains in our hands,” the commander said.") == [("holds", "our", "Oden")]


def test_a_force_in_a_place_holds_it(told: Callable[[str], Told]) -> None:
    assert told("The army was in the main square and the rebels were still in the old quarter.") == [
        ("holds", "The army", "the main square"),
        ("holds", "the rebels", "the old quarter"),
    ]


def test_a_flag_raised_over_a_town_is_one_statement_with_the_entry(told: Callable[[str], Told]) -> None:
    assert len(told("The army marched into Tolm at dawn and raised its flag over the town.")) == 1


def test_a_shrinking_share_is_a_loss(told: Callable[[str], Told]) -> None:
    assert told("The rebels' share of the valley shrank to a fifth.") == [("lost", "The rebels", "the valley")]


def test_what_one_side_lost_to_another_that_one_gained(told: Callable[[str], Told]) -> None:
    assert told("The army lost three villages to the rebels.") == [
        ("lost", "The army", "three villages"),
        ("gained", "the rebels", "three villages"),
    ]


def test_to_occupy_in_the_past_is_to_come(told: Callable[[str], Told]) -> None:
    assert [change for change, _, _ in told("Militants occupied the port of Oden in May.")] == ["gained"]


def test_a_person_after_a_list_of_places_is_no_place(told: Callable[[str], Told]) -> None:
    statements = told("The rebels hold the coast, including the port of Oden, its mayor, Paul Brask, said.")
    assert [place for _, _, place in statements] == ["the coast", "the port of Oden"]
