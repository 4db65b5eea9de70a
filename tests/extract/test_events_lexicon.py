"""Every entry of the shipped event lexicon codes its own example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import annotate, load
from sayso.extract.events import events
from sayso.ontology import PARTS, TYPES, shipped
from sayso.read.text import document

if TYPE_CHECKING:
    from sayso.mention import EventMention
    from sayso.ontology import Entry


@pytest.fixture(scope="module")
def coded() -> dict[str, list[EventMention]]:
    """Give the events of each example, by its text."""
    examples = sorted({entry.example for entry in shipped().entries})
    docs = annotate([document(example) for example in examples], load())
    return {example: list(events(doc)) for example, doc in zip(examples, docs, strict=True)}


@pytest.mark.parametrize("part", PARTS)
def test_each_entry_codes_its_example(part: str, coded: dict[str, list[EventMention]]) -> None:
    failed = [
        f"{entry.rule}: {entry.example}"
        for entry in shipped().entries
        if entry.part == part and not any(_is_by(event, entry) for event in coded[entry.example])
    ]
    assert failed == []


def _is_by(event: EventMention, entry: Entry) -> bool:
    rule = event.rule == entry.rule or event.rule.startswith(f"{entry.rule}, ")
    return rule and event.type == entry.type and (entry.mode is None or event.mode == entry.mode)


def test_each_example_is_coded_with_a_score_and_no_example_is_missing(coded: dict[str, list[EventMention]]) -> None:
    assert all(event.score is not None for found in coded.values() for event in found)
    assert all(entry.example.endswith(".") for entry in shipped().entries)


def test_the_lexicon_tells_every_type() -> None:
    assert {entry.type for entry in shipped().entries} == set(TYPES)
    assert {kind for kind, _ in shipped().codes} == set(TYPES)


def test_each_mode_of_an_entry_has_a_score() -> None:
    modes = {(entry.type, entry.mode) for entry in shipped().entries if entry.mode is not None}
    assert modes <= shipped().codes.keys()
