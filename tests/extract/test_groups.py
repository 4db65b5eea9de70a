"""Bodies of states that a text counts or describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract.actors import actors

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The envoy met 30 of the 80 or so allied states.", "30 of the 80 or so allied states"),
        ("Eleven countries sent observers to Brask.", "Eleven countries"),
        ("The plan includes Arab nations and the Red Cross.", "Arab nations"),
    ],
)
def test_a_counted_or_described_body_of_states_is_a_group(
    parsed: Callable[..., tokens.Doc], text: str, group: str
) -> None:
    found = {mention.name: mention.kind for mention in actors(parsed(text))}
    assert found.get(group) == "group"


@pytest.mark.parametrize("text", ["The two countries signed.", "Many states signed.", "Tarn spoke to the states."])
def test_what_points_back_at_states_is_no_group(parsed: Callable[..., tokens.Doc], text: str) -> None:
    assert "group" not in {mention.kind for mention in actors(parsed(text))}
