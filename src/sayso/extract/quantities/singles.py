"""One person to whom something happened: "killed an insurgent", "one was detained".

An article counts nobody by itself; what befell the noun makes it a count of one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.extract.quantities.casualties import befallen
from sayso.extract.quantities.counted import Counted
from sayso.extract.quantities.numbers import Number
from sayso.extract.quantities.quantity import Quantity
from sayso.extract.quantities.victims import is_person

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spacy import tokens

_ONE = re.compile(r"\b(?:an?|another|one)\b", re.IGNORECASE)
# "no one", "each one", "the one"
_NOT_ONE = frozenset("no any every some each this that which the next last first only other".split())
_BODIES = frozenset("couple family household crew staff personnel force".split())
_PAST = frozenset(("VBD", "VBN", "VBG"))
_NOUN_TAGS = frozenset(("NN", "NNP"))
_FARTHEST = 8


def singles(doc: tokens.Doc, text: str, starts: dict[int, int], taken: Container[int]) -> Iterator[Quantity]:
    """Yield a quantity of one for each single person to whom something happened.

    ``starts`` maps the character at which a token starts to the token; ``taken`` are the characters
    at which numbers that are known already start.
    """
    if not doc.has_annotation("DEP"):
        return
    for match in _ONE.finditer(text):
        at = starts.get(match.start())
        if at is None or match.start() in taken:
            continue
        what = None if doc[at].lower_ == "one" else _person(doc, at)
        if what is None and (doc[at].lower_ != "one" or (at and doc[at - 1].lower_ in _NOT_ONE)):
            continue
        found = befallen(doc, at, at + 1, what)
        if found is None or (doc[found.cue].pos_ == "VERB" and doc[found.cue].tag_ not in _PAST):
            continue
        number = Number(start=match.start(), end=match.end(), low=1, high=1, kind="words")
        words = None
        if what is not None:
            last = doc[what.end - 1]
            words = text[doc[what.start].idx : last.idx + len(last)]
        yield Quantity(
            start=match.start(),
            end=match.end(),
            number=number,
            unit="person" if what is None else what.noun,
            unit_text=words,
            counted=what,
        )


def _person(doc: tokens.Doc, at: int) -> Counted | None:
    """Find the singular noun for a person that the article at ``at`` belongs to."""
    if doc[at].dep_ != "det":
        return None
    noun = doc[at].head
    if noun.i + 2 < len(doc) and doc[noun.i + 1].text == "-":
        noun = doc[noun.i + 2]
    if not at < noun.i <= at + _FARTHEST or noun.tag_ not in _NOUN_TAGS or not is_person(noun.lemma_):
        return None
    if noun.lower_ in _BODIES:
        return None
    return Counted(at + 1, noun.i + 1, noun.lower_, plural=False)
