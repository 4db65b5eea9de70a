"""Words of commitments, read from ``lexicon/commitment_acts.tsv`` and ``lexicon/commitment_words.tsv``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sayso.extract.lexicon import entries
from sayso.record import CommitmentKind

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Act:
    """A word that commits, asks or expects; ``needs_source`` where it does so only if somebody is quoted by it."""

    kind: CommitmentKind
    frames: frozenset[str]
    needs_source: bool


@functools.cache
def verbs() -> Mapping[str, Act]:
    """Give the verbs by lemma, a particle after a space: "rule out"."""
    return {word: act for word, act in _acts() if not act.frames & {"a", "n"}}


@functools.cache
def nouns() -> Mapping[str, Act]:
    """Give the nouns by lemma."""
    return {word: act for word, act in _acts() if "n" in act.frames}


@functools.cache
def adjectives() -> Mapping[str, Act]:
    """Give the adjectives by their lower-case form."""
    return {word: act for word, act in _acts() if "a" in act.frames}


@functools.cache
def first_words() -> frozenset[str]:
    """Give the lemmas that one of the verbs or nouns begins with."""
    return frozenset(word.split(" ")[0] for word in (*verbs(), *nouns()))


@functools.cache
def words(*classes: str) -> frozenset[str]:
    """Give the lemmas of the classes of ``lexicon/commitment_words.tsv``."""
    return frozenset(
        word
        for own, listed, _example in entries("commitment_words.tsv")
        if own in classes
        for word in listed.split("|")
    )


def _acts() -> list[tuple[str, Act]]:
    return [
        (word, Act(cast("CommitmentKind", kind), frozenset(frames.split(",")), needs == "source"))
        for word, kind, frames, needs, _example in entries("commitment_acts.tsv")
    ]
