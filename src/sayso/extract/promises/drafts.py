"""Draft: a commitment in token ranges, before it becomes a mention; and what every finder of them asks of a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.document import Span
from sayso.extract import phrases
from sayso.extract.attribution.sources import wills
from sayso.extract.phrases import Range
from sayso.extract.promises.words import words
from sayso.record import CommitmentKind

if TYPE_CHECKING:
    from spacy import tokens

TIMES = frozenset({"DATE", "TIME"})
MEASURED = TIMES | {"CARDINAL", "QUANTITY", "PERCENT", "MONEY"}
CONDITIONS = frozenset({"if", "unless"})
_TERMS_OF_A_DEAL = frozenset(
    {
        ("return", "for"),
        ("exchange", "for"),
        ("only", "after"),
        ("only", "when"),
        ("only", "once"),
        ("condition", "that"),
        ("provided", "that"),
        ("long", "as"),
    }
)
_BINDS = CONDITIONS | {"until", "once", "provided", "should"}
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody commits to, asks or expects, in tokens ``[start, end)``; ``by`` is a span of the document."""

    kind: CommitmentKind
    start: int
    end: int
    by: Span | None
    to: Range | None
    rule: str


def is_doer(noun: tokens.Token) -> bool:
    """Tell whether ``noun`` can promise, ask or act at will: a person, a body, the other side."""
    return noun.lemma_.lower() in words("body", "other_side") or wills(noun.doc, (noun.i, noun.i + 1))


def is_conditional(doc: tokens.Doc, start: int, end: int) -> bool:
    """Tell whether tokens ``[start, end)`` set a condition: "if they leave", "on condition that", "as long as"."""
    for token in doc[start:end]:
        word = token.lower_
        if word in CONDITIONS and token.dep_ != "prep":
            return word == "unless" or token.dep_ == "mark" or token.tag_ == "IN"
        if (word, doc[min(token.i + 1, end - 1)].lower_) in _TERMS_OF_A_DEAL:
            return True
    return False


def with_condition(doc: tokens.Doc, start: int, end: int) -> Range:
    """Let ``[start, end)`` take in the clause right after it that sets its condition or term: "unless they leave"."""
    after = end + (end < len(doc) and doc[end].text == ",")
    if after < len(doc) and doc[after].lower_ in _BINDS and doc[after].dep_ in {"mark", "advmod", "prep", "aux"}:
        head = doc[after].head
        if head.i > after and head.left_edge.i == after and head.dep_ in {"advcl", "pcomp", "pobj", "ccomp"}:
            return start, min(head.right_edge.i + 1, start + _LONGEST)
    return start, end


def trimmed(doc: tokens.Doc, start: int, end: int) -> Range | None:
    """Leave out marks and a leading conjunction at the edges; None where nothing is left."""
    while start < end and (doc[start].text in _OPENS or doc[start].is_space or doc[start].lower_ in _LINKS):
        start += 1
    while start < end and (doc[end - 1].text in _CLOSES or doc[end - 1].is_space):
        end -= 1
    return phrases.trim(doc, start, end) if start < end else None


_OPENS = frozenset({"“", "‘", "”", "’", ",", ";", ":", ".", "…"})
_CLOSES = frozenset({"“", "‘", ",", ";", ":", ".", "?", "!"})
_LINKS = frozenset({"and", "but", "so"})
