"""Reach: what in a sentence shares its time and place with what stands at a token of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sayso.resolve.link_words import APART, MODIFIERS, OBJECTS, VERBS, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spacy import tokens

_ARGUMENTS = OBJECTS | {"nsubj", "npadvmod", "acomp", "advmod", "agent", "conj", "prep"}
_SAME_TIME = frozenset({"when", "as", "while", "where"})
_BY_DOING = frozenset({"by", "in", "with"})
_FAR = 8

# How what shares a time and place hangs together with the anchor: it is the anchor or above it; a
# clause beside it, "as shells fell on Oden"; the noun that it describes; another verb before it, "on
# Sunday they came and took 40 cars".
Closeness = Literal["own", "beside", "around", "before"]


def reach(anchor: tokens.Token) -> Iterator[tuple[tokens.Token, Closeness]]:
    """Yield the anchor and what shares its time and place, from the inside out: its noun, its verb, the main verb."""
    token = anchor
    closeness: Closeness = "own"
    for _ in range(_FAR):
        yield token, closeness
        for below in token.children:
            if below.i != anchor.i and _tells_the_same(below):
                yield below, "beside" if _is_marked(below) else closeness
        above = _above(token)
        if above is None:
            return
        if token.dep_ in {"relcl", "acl"}:
            yield above, "around"  # the clause around it has its own time
            return
        if token.pos_ in VERBS and token.dep_ == "conj" and not (token.tag_ == "VBG" and above.dep_ == "advcl"):
            closeness = "before"
        elif token.dep_ == "advcl" and _is_marked(token) and closeness == "own":
            closeness = "beside"
        token = above


def _tells_the_same(clause: tokens.Token) -> bool:
    """Tell a clause of the same time: "the 14 men who fled", "died when shells struck"."""
    if clause.head.pos_ in VERBS:
        return clause.dep_ == "advcl" and _is_same_time(clause)
    return clause.dep_ in {"relcl", "acl"}


def _above(token: tokens.Token) -> tokens.Token | None:  # noqa: PLR0911 - one for each relation
    head, relation = token.head, token.dep_
    if head == token:
        return None
    if token.pos_ in VERBS and relation not in MODIFIERS:
        if relation == "xcomp":
            return head if head.lemma_ in words("phase") else None
        if relation == "advcl":
            return head if _is_same_time(token) else None
        if relation == "pcomp":
            return head.head if head.lower_ in _BY_DOING else None
        return head if relation in {"conj", "aux", "auxpass", "acl", "relcl"} else None
    if relation in {"pobj", "pcomp"}:
        above = head.head
        if head.lower_ in APART or (head.lower_ == "from" and token.pos_ == "NUM"):
            return None  # "rose from 40 in May"
        if above.pos_ in VERBS or above.lemma_.lower() in words("whole") or above.pos_ == "NUM":
            return above
        is_part = head.lower_ == "of" or above.dep_ not in OBJECTS
        return None if is_part and above.lemma_.lower() not in words("deed", "gathering") else above
    return head if relation in MODIFIERS or relation in _ARGUMENTS else None


def _is_same_time(clause: tokens.Token) -> bool:
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark" or child.tag_ == "WRB"}
    if marks:
        return marks <= _SAME_TIME
    return clause.tag_ in {"VBG", "VBN"} and not any(child.tag_ == "TO" for child in clause.children)


def _is_marked(clause: tokens.Token) -> bool:
    return clause.dep_ == "advcl" and any(child.dep_ == "mark" or child.tag_ == "WRB" for child in clause.children)


def is_barrier(token: tokens.Token) -> bool:
    """Tell whether what lies under ``token`` has a time and place of its own."""
    relation = token.dep_
    if token.pos_ in VERBS:
        if relation == "advcl":
            return not _is_same_time(token)
        return relation in {"relcl", "acl", "ccomp", "csubj", "pcomp", "parataxis"} or (
            relation == "xcomp" and token.head.lemma_ not in words("phase")
        )
    return relation == "prep" and token.lower_ in APART | {"from"}


def looks_ahead(anchor: tokens.Token) -> bool:
    """Tell whether what ``anchor`` is part of has yet to happen: "will send 300", "to free 12"."""
    token = anchor
    for _ in range(_FAR):
        if token.pos_ in VERBS:
            return any(child.tag_ in {"MD", "TO"} for child in token.lefts)
        if token.head == token:
            return False
        token = token.head
    return False


def is_told_as_past(anchor: tokens.Token) -> bool:
    """Tell whether the verb over ``anchor`` is in the simple past: the story goes on, "Three walked home"."""
    verb = next((token for token in (anchor, *anchor.ancestors) if token.pos_ in VERBS), None)
    if verb is None:
        return False
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    return helpers <= {"was", "were", "did"} if helpers else verb.tag_ == "VBD"


def follows(verb: tokens.Token, first: Container[int]) -> bool:
    """Tell whether ``verb`` follows one of ``first`` without a subject of its own: "killed 14 and hurt 20 in Oden"."""
    if verb.i in first:
        return False
    while verb.i not in first:
        if verb.dep_ != "conj" or any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts):
            return False
        verb = verb.head
    return True
