"""Words of control: verbs, nouns and places, read from ``lexicon/control_words.tsv``."""

from __future__ import annotations

import functools

from sayso.extract.lexicon import entries

LEXICON = "control_words.tsv"


@functools.cache
def words(kind: str) -> dict[str, bool]:
    """Give the words of one class; True for one that only an armed force or a side does."""
    return {
        word: who == "force"
        for own, listed, who, _example in entries(LEXICON)
        if own == kind
        for word in listed.split("|")
    }


@functools.cache
def triggers() -> frozenset[str]:
    """Give the lemmas at which control can be told."""
    verbs = ("holds", "gained", "lost", "lost from", "clears", "yields", "stays", "comes")
    nouns = ("deed", "loss", "rule")
    listed = {word.split()[0] for kind in verbs + nouns for word in words(kind)}
    return frozenset(listed | {"flag", "share", "claim", *words("amod")})
