"""Cue words: what ties content to its source, read from ``lexicon/``."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from sayso.extract.lexicon import entries

CueClass = Literal["neutral", "factive", "doubting", "belief", "intention", "stance"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word takes: frame to class.

    A frame is "q" (quoted words), "c" (a clause), "w" (a wh-clause), "i" (an infinitive), "o" (a
    noun object), "p:for" (the object of that preposition) or "at" (a thing "at" a number).
    """

    frames: dict[str, CueClass]

    def takes(self, *frames: str) -> bool:
        """Tell whether the word takes any of ``frames``."""
        return any(frame in self.frames for frame in frames)


@functools.cache
def verbs() -> dict[str, Cue]:
    """Give the cue verbs by lemma (``lexicon/cues.tsv``)."""
    return _read("cues.tsv")


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
