"""Nouns for a change of membership, and "part of": "announced its withdrawal from", "is part of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.belonging.frames import Frame, Telling, outcome, stated, subjects
from sayso.extract.belonging.nouns import of_copula
from sayso.extract.belonging.words import words
from sayso.extract.encounters.words import words as plans
from sayso.extract.phrases import Range, child_of
from sayso.extract.realis import VERBS, is_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.belonging.sides import Sides
    from sayso.record import MembershipChange

_AHEAD = frozenset({"possible", "planned", "proposed", "eventual", "future", "potential", "threatened", "no"})


def of_deed(noun: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """`Ardel announced its withdrawal from the coalition`, `the suspension of Ardel from the coalition`."""
    word = noun.lemma_.lower()
    change: MembershipChange = "left" if word in words("going") else "joined" if word in words("coming") else "not"
    links = {"to", "into"} if change == "joined" else {"from"}
    beside = [child for child in noun.rights if child.dep_ == "prep"]
    of = next((child for child in beside if child.lower_ == "of"), None)
    inner = None if of is None else child_of(of, "pobj")
    beside += [] if inner is None else [child for child in inner.rights if child.dep_ == "prep"]
    body = next((child_of(child, "pobj") for child in beside if child.lower_ in links), None)
    if body is None or sides.body(body) is None or not _has_come(noun):
        return
    owner = child_of(noun, "poss")
    if owner is not None and owner.lower_ in {"its", "their"}:
        members = subjects(noun.head, sides) if noun.dep_ == "dobj" else []
    elif owner is not None:
        members = sides.joined(owner)
    else:
        members = [] if inner is None else sides.joined(inner)
    yield from stated(sides, members, body, Telling(trigger=noun.i, change=change, rule="noun for joining or leaving"))


def _has_come(noun: tokens.Token) -> bool:
    """Tell whether the deed that ``noun`` names is told as one, and not as wished, feared or refused."""
    if not is_told(noun) or any(child.lower_ in _AHEAD for child in noun.lefts):
        return False
    verb = noun.head
    while verb.pos_ not in VERBS and verb.head != verb:
        verb = verb.head
    return verb.lemma_ not in plans("plans") - {"announce"}


def of_part(noun: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """`is part of the coalition`, `as part of the coalition`, `Ardel, part of the coalition`."""
    of = next((child for child in noun.rights if child.lower_ == "of"), None)
    body = None if of is None else child_of(of, "pobj")
    if body is None or sides.body(body) is None or any(child.lower_ in {"large", "big", "no"} for child in noun.lefts):
        return
    head = noun.head
    members: list[Range] = []
    change: MembershipChange | None = None
    trigger = noun.i
    if noun.dep_ in {"attr", "dobj"} and head.lemma_ in {"be", "become", "remain", "form"}:
        members, change, trigger = subjects(head, sides), of_copula(head), head.i
    elif noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ in VERBS:
        is_so = outcome(head.head, "belongs") == "belongs"
        members, change = subjects(head.head, sides), "belongs" if is_so else None
    elif noun.dep_ == "appos" and sides.is_named(head):
        members, change = sides.joined(head), "belongs"
    if change is not None:
        yield from stated(sides, members, body, Telling(trigger=trigger, change=change, rule="part of a body"))
