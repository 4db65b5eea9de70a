"""Words of meetings, read from ``lexicon/meeting_words.tsv``."""

from __future__ import annotations

import functools

from sayso.extract.lexicon import entries

LEXICON = "meeting_words.tsv"
_FRAMES = ("gathering", "call", "visit", "place", "meet", "confer", "attend", "skip", "visits", "absent", "present")


@functools.cache
def words(*classes: str) -> frozenset[str]:
    """Give the words of one or several classes."""
    return frozenset(word for own, listed, _example in entries(LEXICON) if own in classes for word in listed.split("|"))


@functools.cache
def triggers() -> frozenset[str]:
    """Give the lemmas at which a meeting, or who was there, can be told."""
    return (
        words(*_FRAMES)
        | {"part", "attendance", "invite", "represent", "seat", "stay", "exclude", "host", "bar"}
        | {
            "sit",
            "turn",
            "show",
            "send",
        }
    )
