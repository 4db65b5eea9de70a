"""The tense of what happens at a time: which way to look for "Thursday"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy import tokens

    Tense = Literal["past", "future"]

_AHEAD = frozenset(
    {"will", "shall", "'ll", "’ll", "wo", "would", "could", "may", "might", "must", "should", "can", "ca"}
)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till) (?:the (?:end|start|middle|beginning) of |early |late |mid-)?$", re.IGNORECASE
)
_VERBS = frozenset({"VERB", "AUX"})
_FAR = 8


def tense_at(doc: tokens.Doc, start: int, end: int) -> Tense | None:
    """Tell the tense of the verb that governs characters ``[start, end)``; None without a parse or a verb.

    A deadline ("by Friday") lies ahead unless its verb is in the past.
    """
    if not doc.has_annotation("DEP"):
        return None
    deadline = _DEADLINE.search(doc.text, max(0, start - 30), start) is not None
    token = doc[bisect_right(_Offsets(doc), end - 1) - 1]
    for _ in range(_FAR):
        if token.pos_ in _VERBS and not (deadline and _is_condition(token)):
            found = _tense_of(token, deadline=deadline)
            if found is not None:
                return found
        if token.head.i == token.i:
            break
        token = token.head
    return "future" if deadline else None


def _tense_of(verb: tokens.Token, *, deadline: bool) -> Tense | None:  # noqa: PLR0911 - one for each verb form
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & _AHEAD:
        return "past" if "have" in helpers and not deadline else "future"
    if "to" in helpers and verb.tag_ == "VB":
        return "past" if "have" in helpers else "future"
    if deadline and helpers & {"have", "has", "'ve"}:
        return "future"
    if helpers & {"had", "was", "were", "did", "has", "have", "'ve", "'d", "been"}:
        return "past"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "am", "'s", "'re", "'m"}:
        return "future"
    if verb.tag_ in {"VBD", "VBN"}:
        return "past"
    return "future" if deadline else None


def _is_condition(verb: tokens.Token) -> bool:
    """Tell "if none came by Friday": its past form tells no time, the main verb does."""
    return any(child.lower_ in {"if", "unless"} for child in verb.children)


class _Offsets:
    """The places where tokens begin, for a binary search that reads only a few of them."""

    def __init__(self, doc: tokens.Doc) -> None:
        self._doc = doc

    def __len__(self) -> int:
        return len(self._doc)

    def __getitem__(self, index: int) -> int:
        return self._doc[index].idx
