"""What a name is: a person, a town, a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.fixture
def kinds(parsed: Callable[..., tokens.Doc]) -> Callable[[str], dict[str, str]]:
    """Give the kind of each actor by its name."""

    def of(text: str) -> dict[str, str]:
        doc = parsed(text)
        extract(doc)
        return {mention.name: mention.kind for mention in found(doc, "actors")}

    return of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They fought in Hadrel for a week. The council blamed Hadrel.", "Hadrel"),
        ("The harbour of Hadrel burned. The army will take Hadrel.", "Hadrel"),
        ("Hadrel’s navy sailed at dawn. The talks drew Hadrel too.", "Hadrel"),
    ],
)
def test_a_lone_name_that_is_somewhere_is_no_person(
    kinds: Callable[[str], dict[str, str]], text: str, name: str
) -> None:
    assert kinds(text).get(name) != "person"


def test_a_lone_surname_stays_a_person(kinds: Callable[[str], dict[str, str]]) -> None:
    assert kinds("Mr Odum said the road was shut. The crowd believed Mr Odum.")["Odum"] == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Tarn North Front fired first.", "Tarn North Front", "armed_group"),
        ("Channel Brask has learned that the road is shut.", "Channel Brask", "outlet"),
        ("On Monday Free Tolm Radio played his speech.", "Free Tolm Radio", "outlet"),
    ],
)
def test_a_word_in_the_name_tells_the_body(
    kinds: Callable[[str], dict[str, str]], text: str, name: str, kind: str
) -> None:
    assert kinds(text)[name] == kind


def test_the_person_in_an_office_of_something_is_a_person(kinds: Callable[[str], dict[str, str]]) -> None:
    assert kinds("“It is over,” Minister of Defence Bram Odum said.") == {"Bram Odum": "person"}


def test_a_surname_that_is_an_office_too_is_a_surname_after_an_office(kinds: Callable[[str], dict[str, str]]) -> None:
    assert kinds("Foreign Minister Julia Bishop met with the crews on Sunday.").get("Julia Bishop") == "person"
