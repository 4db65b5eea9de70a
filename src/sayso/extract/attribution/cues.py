"""Cue words: what ties content to its source, read from ``lexicon/``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.lexicon import entries
from sayso.record import CueClass

if TYPE_CHECKING:
    from spacy import tokens

_FRAMES_OF_RULE = {
    "clause under a cue verb": ("c", "w"),
    "clause under a cue noun": ("c", "i"),
    "clause under an adjective": ("c", "i"),
    "infinitive under a cue verb": ("i",),
    "object of a cue verb": ("o", "at", "as"),
}


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word takes: frame to class.

    A frame is "q" (quoted words), "c" (a clause), "w" (a wh-clause), "i" (an infinitive), "o" (a
    noun object), "p:for" (the object of that preposition) "at" (a thing "at" a number) or
    "as" (a thing taken "as" another).
    """

    frames: dict[str, CueClass]

    def class_under(self, rule: str) -> CueClass | None:
        """Give the class of the word where ``rule`` found its content; None where it takes no such content."""
        wanted = _FRAMES_OF_RULE.get(rule, ("q", "c"))
        if rule.startswith("preposition"):
            wanted = tuple(frame for frame in self.frames if frame.startswith("p:"))
        return next((self.frames[frame] for frame in wanted if frame in self.frames), None)

    def takes(self, *frames: str) -> bool:
        """Tell whether the word takes any of ``frames``."""
        return any(frame in self.frames for frame in frames)


@functools.cache
def verbs() -> dict[str, Cue]:
    """Give the cue verbs by lemma (``lexicon/cues.tsv``)."""
    return _read("cues.tsv")


def of_verb(token: tokens.Token) -> Cue | None:
    """Give the cue that ``token`` is, with its particle where the two make one ("ruled out")."""
    for child in token.rights:
        if child.dep_ == "prt":
            phrasal = verbs().get(f"{token.lemma_} {child.lower_}")
            if phrasal is not None:
                return phrasal
    return verbs().get(token.lemma_)


@functools.cache
def nouns() -> dict[str, Cue]:
    """Give the nouns and adjectives that take attributed content, by lemma (``lexicon/cue_nouns.tsv``)."""
    return _read("cue_nouns.tsv")


def _read(name: str) -> dict[str, Cue]:
    found: dict[str, dict[str, CueClass]] = {}
    for lemma, cue_class, frames, _example in entries(name):
        for frame in frames.split(","):
            found.setdefault(lemma, {}).setdefault(frame, cue_class)  # type: ignore[arg-type]
    return {lemma: Cue(frames) for lemma, frames in found.items()}
