"""Groups: bodies of states or sides that a text counts or describes and does not name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotate import span_of
from sayso.extract.actor_words import countries
from sayso.mention import ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy import tokens

    from sayso.document import Span

_MEMBERS = frozenset({"state", "nation", "country", "government", "power", "faction", "tribe", "delegation", "leader"})
# "the two countries" points back at two that were named; a larger number is a body of its own.
_PAIR = frozenset({"two", "both", "2"})


def groups(doc: tokens.Doc, named: Sequence[Span]) -> Iterator[ActorMention]:
    """Yield phrases such as "20 of the 60 or so allied states" and "Arab nations", in text order."""
    for token in doc:
        if token.tag_ != "NNS" or token.lemma_ not in _MEMBERS:
            continue
        start = _start(token)
        words = doc[start : token.i]
        counted = any(word.like_num and word.lower_ not in _PAIR for word in words)
        if not counted and not any(_of_a_people(word) for word in words):
            continue
        span = span_of(doc, start, token.i + 1)
        if not any(span.overlaps(other) for other in named):
            name = re.sub(r"\s+", " ", doc[start : token.i + 1].text)
            yield ActorMention(span=span, name=name, kind="group", code="GOV")


def _of_a_people(word: tokens.Token) -> bool:
    return word.ent_type_ == "NORP" and word.text not in countries()[0] and word.text[:1].isupper()


def _start(noun: tokens.Token) -> int:
    """Find where the phrase begins: its modifiers, and the part taken of it ("20 of the 60 …")."""
    doc, start = noun.doc, noun.left_edge.i
    while start < noun.i and doc[start].lower_ in {"the", "these", "those", "all", "its", "their", "some"}:
        start += 1
    before = start - 1
    while before > 0 and doc[before].lower_ in {"the", "its", "their"}:
        before -= 1
    if before > 0 and doc[before].lower_ == "of" and doc[before - 1].like_num:
        start = before - 1
    return start
