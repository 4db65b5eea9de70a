"""Casualties: what befell the people that a figure counts, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract.figures import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    Make = Callable[[str], tokens.Doc]


def casualties(doc: tokens.Doc) -> list[tuple[float | None, str]]:
    """Give the value and the first outcome of each figure that has one."""
    return [(figure.value, figure.casualty.outcomes[0]) for figure in figures(doc) if figure.casualty is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The militia killed two porters.", [(2, "killed")]),
        ("Twelve porters were killed in Orvane.", [(12, "killed")]),
        ("Forty people died in Orvane.", [(40, "killed")]),
        ("The raid left 14 dead and 30 wounded.", [(14, "killed"), (30, "wounded")]),
        ("Four men were found dead and two were reported missing.", [(4, "killed"), (2, "missing")]),
        ("The killing of five nurses was condemned.", [(5, "killed")]),
        ("They found 12 bodies in a well near Orvane.", [(12, "killed")]),
        ("The toll stands at 40, doctors said.", [(40, "killed")]),
        ("The fighting has displaced 4,000 families.", [(4000, "displaced")]),
        ("Police arrested 12 protesters in Orvane.", [(12, "detained")]),
        ("The army captured six rebels.", [(6, "captured")]),
        ("Gunmen abducted three nurses.", [(3, "abducted")]),
        ("Twelve people were taken hostage.", [(12, "abducted")]),
        ("Seven policemen lost their lives.", [(7, "killed")]),
        ("They suffered 600 killed.", [(600, "killed")]),
        ("Two porters killed in Orvane", [(2, "killed")]),
    ],
)
def test_the_words_around_a_count_tell_what_befell_people(
    parsed: Make, text: str, found: list[tuple[float, str]]
) -> None:
    assert casualties(parsed(text)) == found


def test_a_noun_left_out_is_a_count_of_persons(parsed: Make) -> None:
    found = list(figures(parsed("The militia killed two soldiers and wounded three.")))
    assert [(figure.value, figure.unit) for figure in found] == [(2, "soldier"), (3, "person")]
    assert casualties(parsed("The militia killed two soldiers and wounded three.")) == [(2, "killed"), (3, "wounded")]


def test_those_joined_to_the_object_suffer_too(parsed: Make) -> None:
    assert casualties(parsed("Gunmen wounded a doctor, a nurse and two guards.")) == [
        (1, "wounded"),
        (1, "wounded"),
        (2, "wounded"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The army did not kill 40 people.",
        "They plan to kill 12 hostages.",
        "The bomb could have killed 400 people.",
        "A flood would kill 40 people.",
        "If they killed 40 people, nobody saw it.",
        "Twelve gunmen killed a truce.",
        "Guards captured three tanks and 12 villages.",
        "The storm drowned 40 cattle.",
        "The council killed two bills.",
    ],
)
def test_what_did_not_happen_to_people_is_no_casualty(parsed: Make, text: str) -> None:
    assert casualties(parsed(text)) == []


def test_one_number_for_two_outcomes_tells_both(parsed: Make) -> None:
    (figure,) = figures(parsed("Some 2,000 soldiers were killed or wounded."))
    assert figure.casualty is not None
    assert figure.casualty.outcomes == ("killed", "wounded")


@pytest.mark.parametrize(
    ("words", "victims"),
    [
        ("12 people", ()),
        ("12 children", ("child",)),
        ("12 women and children", ("woman", "child")),
        ("12 rebel fighters", ("fighter",)),
        ("12 police officers", ("police",)),
        ("12 aid workers", ("aid_worker",)),
        ("12 female soldiers", ("woman", "soldier")),
    ],
)
def test_the_counted_words_tell_who_the_victims_are(parsed: Make, words: str, victims: tuple[str, ...]) -> None:
    (figure,) = figures(parsed(f"The shelling of Orvane killed {words}."))
    assert figure.casualty is not None
    assert figure.casualty.victims == victims


def test_a_part_of_the_victims_suffered_the_same(parsed: Make) -> None:
    whole, part = figures(parsed("Twelve civilians, including three children, were killed."))
    assert whole.casualty is not None
    assert part.casualty is not None
    assert (part.part_of, part.casualty.outcomes, part.casualty.victims) == (whole.id, ("killed",), ("child",))


@pytest.mark.parametrize(
    ("text", "counted"),
    [("The troops killed an insurgent.", "insurgent"), ("A doctor was arrested in Orvane.", "doctor")],
)
def test_a_single_victim_is_a_figure_of_one(parsed: Make, text: str, counted: str) -> None:
    (figure,) = figures(parsed(text))
    assert figure.counted is not None
    assert (figure.value, figure.counted.of(text)) == (1, counted)


@pytest.mark.parametrize(
    "text", ["An insurgent saw a doctor.", "No one was killed.", "The man bought a killed fish.", "He killed a joke."]
)
def test_an_article_counts_nobody_unless_something_befell_them(parsed: Make, text: str) -> None:
    assert list(figures(parsed(text))) == []


def test_a_text_may_end_in_what_befell_them(parsed: Callable[..., tokens.Doc]) -> None:
    figure = next(figures(parsed("Shells left 14 guards dead and wounded")))
    assert figure.casualty is not None
    assert figure.casualty.outcomes == ("killed", "wounded")
