"""Words and relations of the parse that decide whose a time, a place or an actor is."""

from __future__ import annotations

import functools

from sayso.extract.lexicon import entries

VERBS = frozenset({"VERB", "AUX"})
MODIFIERS = frozenset({"compound", "nmod", "poss", "amod", "nummod", "quantmod", "det", "predet", "appos"})
OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd", "dative"})
# What stands after these has another time and place.
APART = frozenset({"than", "against", "versus", "like", "after", "before", "following", "despite"})


@functools.cache
def words(*classes: str) -> frozenset[str]:
    """Give the lemmas of the classes of ``lexicon/link_words.tsv``."""
    return frozenset(
        word for own, listed, _example in entries("link_words.tsv") if own in classes for word in listed.split("|")
    )
