"""Words of membership: bodies, members, verbs, read from ``lexicon/belonging_words.tsv``."""

from __future__ import annotations

import functools

from sayso.extract.lexicon import entries

LEXICON = "belonging_words.tsv"
_FRAMES = (
    "member",
    "ally",
    "state",
    "joins",
    "enters",
    "leaves",
    "exits",
    "expels",
    "admits",
    "holds",
    "formed",
    "going",
    "shutting",
    "coming",
)


@functools.cache
def words(*classes: str) -> frozenset[str]:
    """Give the words of one or several classes."""
    return frozenset(word for own, listed, _example in entries(LEXICON) if own in classes for word in listed.split("|"))


@functools.cache
def triggers() -> frozenset[str]:
    """Give the lemmas at which a membership can be told."""
    verbs = {word.partition(" ")[0] for word in words(*_FRAMES)}
    return frozenset(
        verbs | words("alliance") | {"including", "belong", "part", "lead", "led", "membership", "remain", "stay"}
    )
