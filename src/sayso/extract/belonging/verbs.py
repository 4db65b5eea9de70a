"""Verbs of membership: who belongs to, joined, left or was shut out of which body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.belonging.frames import Frame, Telling, subjects, told
from sayso.extract.belonging.words import words
from sayso.extract.phrases import agent, child_of, is_passive, own_subject, subject
from sayso.extract.realis import is_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.extract.belonging.sides import Sides

_OUT = frozenset({"out", "away", "off"})
_INTO = frozenset({"to", "into", "in"})
_BY_ITSELF = frozenset({"expel", "suspend"})


def of_verb(verb: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """Yield what the verb ``verb`` tells of membership."""
    word = verb.lemma_.lower()
    if word in words("joins"):
        yield from _joins(verb, sides)
    if word in words("leaves"):
        yield from _leaves(verb, sides, child_of(verb, "dobj"))
    exits = {each.partition(" ")[2] for each in words("exits") if each.partition(" ")[0] == word}
    if exits:
        yield from _leaves(verb, sides, _object(verb, exits))
    enters = {each.partition(" ")[2] for each in words("enters") if each.partition(" ")[0] == word}
    if enters:
        yield from told(sides, subjects(verb, sides), _object(verb, enters), verb, _joined(verb))
    if word in words("expels"):
        yield from _expels(verb, sides)
    if word in words("admits"):
        yield from _admits(verb, sides)
    if word == "belong":
        yield from told(sides, subjects(verb, sides), _object(verb, {"to"}), verb, _belongs(verb))
    if word in {"remain", "stay"}:
        yield from told(sides, subjects(verb, sides), _object(verb, {"in"}), verb, _belongs(verb))
    if word == "lead":
        yield from _leads(verb, sides)


def _belongs(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="belongs", rule="verb of belonging")


def _joined(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="joined", rule="verb of joining")


def _left(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="left", rule="verb of leaving")


def _shut_out(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="not", rule="verb of shutting out")


def _admitted(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="joined", rule="verb of admitting")


def _led(verb: tokens.Token) -> Telling:
    return Telling(trigger=verb.i, change="belongs", rule="leader of a body", role="leader")


def _object(verb: tokens.Token, prepositions: Iterable[str]) -> tokens.Token | None:
    """Find the object of a preposition of ``verb``, also after "out of", "away from"."""
    wanted = set(prepositions)
    for child in verb.rights:
        if child.dep_ not in {"prep", "prt", "advmod", "dative"}:
            continue
        if child.lower_ in wanted and (child.lower_ != "of" or child.nbor(-1).lower_ in _OUT):
            return child_of(child, "pobj")
        if child.lower_ in _OUT:
            inner = next((below for below in child.rights if below.lower_ in wanted), None)
            if inner is not None:
                return child_of(inner, "pobj")
    return None


def _joins(verb: tokens.Token, sides: Sides) -> Iterator[Frame]:
    if is_passive(verb):
        by = agent(verb)
        if by is not None:
            yield from told(sides, sides.joined(by), own_subject(verb), verb, _joined(verb))
        return
    body = child_of(verb, "dobj")
    beside = [*verb.rights, *(() if body is None else body.rights)]
    if any(child.lower_ in {"in", "at", "for"} and child_of(child, "pcomp") is not None for child in beside):
        return  # "joined the union in condemning the raid"
    yield from told(sides, subjects(verb, sides), body, verb, _joined(verb))


def _leaves(verb: tokens.Token, sides: Sides, body: tokens.Token | None) -> Iterator[Frame]:
    if not is_passive(verb) and child_of(verb, "dobj") in {None, body}:
        yield from told(sides, subjects(verb, sides), body, verb, _left(verb))


def _expels(verb: tokens.Token, sides: Sides) -> Iterator[Frame]:
    body = _object(verb, {"from", "of"})
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        what = own_subject(verb)
        if what is not None and what.lemma_ == "membership":
            yield from _membership(verb, what, sides)
            return
        by = agent(verb) if verb.lemma_ in _BY_ITSELF else None
        yield from told(sides, subjects(verb, sides), body or by, verb, _shut_out(verb))
        return
    what = child_of(verb, "dobj")
    if what is None:
        return
    if what.lemma_ == "membership":
        yield from _membership(verb, what, sides)
        return
    if body is None and verb.lemma_ in _BY_ITSELF:
        body = subject(verb)
    yield from told(sides, sides.joined(what), body, verb, _shut_out(verb))


def _membership(verb: tokens.Token, what: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """`The union suspended Ardel's membership`, `Ardel's membership of the union was suspended`."""
    if verb.lemma_ != "suspend":
        return
    owner, of = child_of(what, "poss"), child_of(what, "prep")
    body = (None if of is None else child_of(of, "pobj")) or (None if is_passive(verb) else subject(verb))
    members = [] if owner is None else sides.joined(owner)
    yield from told(sides, members, body, verb, _shut_out(verb))


def _admits(verb: tokens.Token, sides: Sides) -> Iterator[Frame]:
    body = _object(verb, _INTO)
    if is_passive(verb):
        yield from told(sides, subjects(verb, sides), body, verb, _admitted(verb))
        return
    what = child_of(verb, "dobj")
    if what is not None and body is not None:
        yield from told(sides, sides.joined(what), body, verb, _admitted(verb))


def _leads(verb: tokens.Token, sides: Sides) -> Iterator[Frame]:
    doc = verb.doc
    if verb.dep_ == "amod" and verb.i > 1 and doc[verb.i - 1].text in {"-", "‑", "–"}:
        leader = doc[verb.i - 2]
        if verb.head.lemma_.lower() not in words("alliance", "side"):
            return  # an "Ardel-led Force" is no alliance
        if verb.head.left_edge.lower_ in {"a", "an"} and not is_told(verb.head):
            return  # "to form an Ardel-led coalition"
        if sides.is_named(leader) or leader.i in sides.actors or leader.i in sides.places or leader.tag_ == "JJ":
            member = (leader.left_edge.i if leader.dep_ == "compound" else leader.i, leader.i + 1)
            yield from told(sides, [member], verb.head, verb, _led(verb))
        return
    body: tokens.Token | None
    if verb.dep_ in {"acl", "relcl"} and agent(verb) is not None:
        body, who = verb.head, agent(verb)
    elif is_passive(verb):
        body, who = own_subject(verb), agent(verb)
    else:
        body, who = child_of(verb, "dobj"), subject(verb)
    if who is not None:
        yield from told(sides, sides.joined(who), body, verb, _led(verb))
