"""Frames of membership: one statement that a word tells, and whether it has come about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.belonging.words import words
from sayso.extract.phrases import Range, is_passive, own_subject, subject
from sayso.extract.realis import is_negated, is_told
from sayso.record import MembershipChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.extract.belonging.sides import Openness, Sides

_IFS = frozenset({"if", "unless", "whether", "until", "before"})
_DONE = frozenset({"after", "since", "by", "following"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a word tells of a membership: the token of the word, the change, the rule that reads it."""

    trigger: int
    change: MembershipChange
    rule: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One statement: the tokens of the member and of the body, and what tells it; ``of_states``: no persons belong."""

    member: Range
    of: Range
    telling: Telling
    of_states: bool = False


def stated(
    sides: Sides,
    members: Iterable[Range],
    body: tokens.Token,
    telling: Telling,
    *,
    openness: Openness | None = None,
) -> Iterator[Frame]:
    """Yield a statement for each of ``members`` that can belong to ``body``."""
    openness = openness or sides.body(body, bare=True)
    if openness is None:
        return
    of = sides.phrase(body)
    for member in members:
        # The name of a body may hold that of its leader: "the Ardel-led coalition".
        is_apart = member[1] <= of[0] or of[1] <= member[0] or telling.role == "leader"
        if is_apart and sides.fits(member, openness):
            yield Frame(member=member, of=of, telling=telling, of_states=openness == "parties")


def told(
    sides: Sides, members: Iterable[Range], body: tokens.Token | None, verb: tokens.Token, telling: Telling
) -> Iterator[Frame]:
    """Yield what ``verb`` tells, as far as it has come about."""
    openness = sides.body(body)
    if body is None or openness is None:
        return
    left = outcome(verb, telling.change)
    if left is not None:
        yield from stated(sides, members, body, replace(telling, change=left), openness=openness)


def subjects(verb: tokens.Token, sides: Sides) -> list[Range]:
    """List those who do what ``verb`` tells, each by itself."""
    who = own_subject(verb) if is_passive(verb) else subject(verb)
    if who is None and verb.dep_ in {"acl", "relcl"}:
        who = verb.head
    return [] if who is None else sides.joined(who)


def outcome(verb: tokens.Token, change: MembershipChange) -> MembershipChange | None:
    """Tell what ``verb`` leaves of ``change``: nothing of what is planned, "not" of what did not come about."""
    if _is_open(verb, change):
        return None
    if any(child.lower_ == "longer" for child in verb.children):
        return "left" if change == "belongs" else None
    if is_told(verb):
        return change
    is_ahead = any(child.tag_ in {"MD", "TO"} for child in verb.lefts)
    is_not = is_negated(verb) and not is_ahead and change in {"belongs", "joined"}
    above = verb.head
    refuses = verb.dep_ == "xcomp" and above.lemma_ in words("refuses") and is_told(above)
    return "not" if is_not or (refuses and change == "joined") else None


def _is_open(verb: tokens.Token, change: MembershipChange) -> bool:
    """Tell whether it is an "if", "voted for admitting Ardel", or "is leaving the union", which is still to come."""
    if any(child.lower_ in _IFS and child.dep_ == "mark" for child in verb.lefts):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ not in _DONE:
        return True
    return verb.tag_ == "VBG" and change != "belongs" and _goes_on(verb)


def _goes_on(verb: tokens.Token) -> bool:
    is_progressive = any(child.dep_ == "aux" and child.lemma_ == "be" for child in verb.lefts)
    has_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.lefts)
    return is_progressive or has_subject  # "with Ardel joining the union"
