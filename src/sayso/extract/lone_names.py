"""Lone names: one capitalised word without title or first name, which may be a person's, a town's or a newspaper's.

The small recogniser takes most names it never saw for persons. What the text does with the word anywhere tells more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy import tokens

_INSIDE = frozenset({"in", "near", "outside", "around", "inside", "across", "throughout", "within"})
# "the harbour of Tolm", "the fall of Tolm", "south of Tolm"
_OF_A_PLACE = frozenset(
    "town city village port harbour harbor capital quarter district suburb outskirts street centre center governorate"
    " province island airport siege liberation capture recapture fall bombardment shelling north south east west"
    " northeast northwest southeast southwest coast mayor governor residents inhabitants".split()
)
# "Tolm's navy", "Tolm's foreign minister"
_OF_A_STATE = frozenset(
    "navy army coast parliament capital port harbour harbor border airport ambassador premier economy currency"
    " territory waters outskirts suburbs streets residents".split()
)
_OFFICES_OF_A_STATE = frozenset({"minister", "president", "mayor", "governor"})
# Verbs whose object is somewhere more often than somebody.
_GOING_THERE = frozenset(
    {"reach", "enter", "retake", "recapture", "besiege", "evacuate", "liberate", "isolate", "encircle"}
)
_ENOUGH_PLACES = 2


def nature(mentions: list[tokens.Token]) -> Literal["place", "body"] | None:
    """Tell what a lone name that comes at ``mentions`` is, where its uses say that it is no person."""
    if any(_used_as_place(token) for token in mentions):
        return "place"
    return "body" if any(_with_article(token) for token in mentions) else None


def _used_as_place(token: tokens.Token) -> bool:
    head = token.head
    if token.dep_ == "pobj":
        if head.lower_ in _INSIDE:
            return not any(child.tag_ == "POS" for child in token.children)
        return head.lower_ == "of" and head.head.lemma_.lower() in _OF_A_PLACE
    if token.dep_ == "poss":
        return head.lower_ in _OF_A_STATE or head.lower_ in _OFFICES_OF_A_STATE
    if token.dep_ == "dobj":
        return head.lemma_ in _GOING_THERE
    return token.dep_ == "conj" and _among_places(token)


def _among_places(token: tokens.Token) -> bool:
    """`Vesk, Iraq, Tolm and Syria`: a name in a list of countries and towns."""
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    members, at = [first], first
    while (following := next((child for child in at.rights if child.dep_ == "conj"), None)) is not None:
        members.append(following)
        at = following
    return sum(member.ent_type_ == "GPE" for member in members if member.text != token.text) >= _ENOUGH_PLACES


def _with_article(token: tokens.Token) -> bool:
    """`told the Beacon`: the article stands before a body's name, and before no person's."""
    return (
        any(child.lower_ == "the" and child.dep_ == "det" and child.i == token.i - 1 for child in token.lefts)
        and next((child for child in token.rights if child.dep_ != "punct"), None) is None
    )
