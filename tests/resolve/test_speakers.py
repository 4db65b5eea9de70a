"""Who a source phrase means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.resolve import links
from sayso.resolve.actors import actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.fixture
def speakers(parsed: Callable[..., tokens.Doc]) -> Callable[[str], list[str | None]]:
    """Give the name of each quotation's speaker."""

    def names(text: str) -> list[str | None]:
        doc = parsed(text)
        extract(doc)
        named, attributed = actors(doc, found(doc, "actors"), found(doc, "quotations"))
        by_id = {actor.id: actor.name for actor in named}
        return [
            None if quotation.speaker is None else by_id.get(quotation.speaker.actor or "") for quotation in attributed
        ]

    return names


def test_she_is_the_woman_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    assert speakers("Mrs Oren met Mr Tarn. She said it was late. He said it was early.") == ["Oren", "Tarn"]


def test_the_minister_is_the_one_who_bears_the_office(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Harbour Minister Tilda Oren met Colonel Bram Odum. The minister said the bridge was safe."
    assert speakers(text) == ["Tilda Oren"]


def test_a_minister_is_nobody_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Harbour Minister Tilda Oren came to Brask. A minister said the bridge was mined."
    assert speakers(text) == ["minister"]


def test_a_spokesman_for_somebody_is_not_that_somebody(speakers: Callable[[str], list[str | None]]) -> None:
    (name,) = speakers("A spokesman for Tilda Oren said the bridge was safe.")
    assert name == "spokesman for Tilda Oren"


def test_the_front_is_the_front_named_before(speakers: Callable[[str], list[str | None]]) -> None:
    assert speakers("The Tarn Coast Front holds the port. The front said it would stay.") == ["Tarn Coast Front"]


def test_two_persons_with_one_surname_stay_two(speakers: Callable[[str], list[str | None]]) -> None:
    text = "Tilda Oren said the bridge was safe. Bram Oren said it was not. Tilda Oren said she was sure."
    assert speakers(text) == ["Tilda Oren", "Bram Oren", "Tilda Oren"]


def test_nobody_speaks_to_himself(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("Two drivers said the police had told them that the road was closed.")
    extract(doc)
    _, attributed = actors(doc, found(doc, "actors"), found(doc, "quotations"))
    told = attributed[1]
    assert told.addressee is not None
    assert told.speaker is not None
    assert told.addressee.actor != told.speaker.actor


def test_a_figure_stands_on_the_innermost_word(parsed: Callable[..., tokens.Doc]) -> None:
    doc = parsed("The Brask Herald reported that harbour officials believe 40 boats are missing.")
    extract(doc)
    quotations = found(doc, "quotations")
    (figure,) = links.figures(found(doc, "figures"), quotations)
    inner = next(quotation for quotation in quotations if quotation.within is not None)
    assert figure.quotation == inner.id
