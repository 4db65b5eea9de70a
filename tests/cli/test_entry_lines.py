"""What a listing says of a record leaves out nothing that would change how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.cli.entry_lines import line_of
from sayso.document import Document, Span
from sayso.entity import Actor
from sayso.reading import Reading
from sayso.record import Caveat, Control, Figure, Mention, Quotation
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "In a video of the Red Lantern, captive Ana Lemos said most ferries left. The army cleared 500 km of half the road."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def told(tmp_path: Path, kind: str, record: Quotation | Figure | Control) -> str:
    actors = (
        Actor(id="a_0000000001", name="Ana Lemos", kind="person", mentions=(at("Ana Lemos"),)),
        Actor(id="a_0000000002", name="Red Lantern", kind="armed_group", mentions=(at("Red Lantern"),)),
    )
    records: dict[str, Any] = {kind: (record,)}
    reading = Reading(document=Document(id="d_1", text=TEXT), actors=actors, **records)
    with open_record(tmp_path / "sayso.db") as opened:
        opened.keep([Outcome(item=Item.of_bytes(TEXT.encode(), name="a.txt"), result=reading)])
        (entry,) = opened.records(kind)
        return line_of(entry).words.plain


def mention(words: str, actor: str) -> Mention:
    return Mention(at(words).start, at(words).end, actor=actor)


def test_a_quotation_tells_what_carries_it_and_what_to_know_of_its_source(tmp_path: Path) -> None:
    quotation = Quotation(
        id="q_0000000001",
        manner="indirect",
        content=(at("most ferries left"),),
        cue=at("said"),
        speaker=mention("Ana Lemos", "a_0000000001"),
        via=mention("Red Lantern", "a_0000000002"),
        caveats=(Caveat(kind="duress", span=at("captive")), Caveat(kind="hearsay", span=at("video"))),
        rule="clause",
    )
    shown = told(tmp_path, "quotations", quotation)
    assert shown == "Ana Lemos · said via Red Lantern ⚠ captive or under duress: (hearsay) most ferries left"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"span": "half", "value": 50, "unit": "percent", "counted": "the road"}, "50 percent · the road"),
        ({"span": "500 km", "value": 500, "unit": "km", "unit_text": "km", "counted": "the road"}, "500 km · the road"),
        ({"span": "500", "value": 500, "unit": "ferry", "unit_text": "ferries", "counted": "ferries"}, "500 ferries"),
        ({"span": "500", "value": 500, "unit": "USD", "unit_text": "$"}, "500 USD"),
        ({"span": "500", "value": 500, "unit": "ferry", "counted": "ferries", "change": "down"}, "500 ferries  down"),
        ({"span": "most", "value": None, "unit": "percent", "counted": "ferries"}, "“most” ferries"),
    ],
)
def test_a_figure_has_its_unit_beside_what_it_measures(tmp_path: Path, facts: dict[str, Any], said: str) -> None:
    words, value, counted = facts.pop("span"), facts.pop("value"), facts.pop("counted", None)
    figure = Figure(
        id="f_0000000001",
        span=at(words),
        value=value,
        low=value,
        high=value,
        counted=None if counted is None else at(counted),
        **facts,
    )
    assert told(tmp_path, "figures", figure) == said


def test_control_of_no_named_place_is_told_in_its_own_words(tmp_path: Path) -> None:
    control = Control(id="k_0000000001", span=at("The army cleared 500 km"), change="gained")
    assert told(tmp_path, "control", control) == "gained  The army cleared 500 km"
