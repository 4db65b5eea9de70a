from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sayso.cast import at_the_table, cast, count, label, role
from sayso.document import Document, Span
from sayso.entity import Actor
from sayso.reading import Reading

if TYPE_CHECKING:
    from sayso.mention import ActorKind


def actor(name: str, kind: ActorKind = "person", mentions: int = 1, code: str | None = None) -> Actor:
    spans = tuple(Span(number, number + 1) for number in range(mentions))
    return Actor(id=f"a_{name}", name=name, kind=kind, code=code, mentions=spans)


def names(*actors: Actor) -> list[str]:
    reading = Reading(document=Document(id="d", text="x" * 20), actors=actors)
    return [actor.name for actors in at_the_table(reading).values() for actor in actors]


def test_the_cast_begins_with_who_speaks_most(told: Reading) -> None:
    silent = replace(told.actors[1], id="a_silent", name="Silent", mentions=told.actors[1].mentions * 9)
    people = cast(replace(told, actors=(silent, *told.actors)))["people"]
    assert [actor.name for actor in people] == ["Ana Lemos", "Silent"]


def test_the_army_of_a_state_is_no_armed_group() -> None:
    army, front = actor("Tolman Army", "armed_group", code="MIL"), actor("Hill Front", "armed_group", code="REB")
    assert [(label(one), role(one)) for one in (army, front)] == [
        ("armed forces", "armed forces"),
        ("armed groups", "armed group"),
    ]


def test_who_speaks_or_bears_an_office_or_is_a_state_or_named_twice_takes_part(told: Reading) -> None:
    passing, state, twice = actor("Passing"), actor("Tolm", "state"), actor("Twice", mentions=2)
    table = at_the_table(replace(told, actors=(*told.actors, passing, state, twice)))
    assert table == {"people": [told.actors[1], twice], "states": [state], "outlets": [told.actors[0]]}
    assert count(table) == 4


@pytest.mark.parametrize("name", ["our", "63 percent", "that those", "No one", "Some of them", "12"])
def test_words_that_only_point_are_nobody(name: str) -> None:
    assert names(actor(name, "group", mentions=3)) == []


def test_a_description_with_a_noun_and_a_name_that_looks_like_a_pronoun_are_somebody() -> None:
    told = [actor("two nurses", "group", 2), actor("US", "state"), actor("WHO", "organisation", 2)]
    assert sorted(names(*told)) == ["US", "WHO", "two nurses"]
