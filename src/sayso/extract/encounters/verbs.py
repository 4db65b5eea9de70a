"""Verbs that are a meeting themselves: "Velland and Ardel met in Oden", "Ana Lemos visited Tolm"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.encounters.attendance import discussed, is_passive, listed, others, subjects
from sayso.extract.encounters.sighting import Sighting
from sayso.extract.encounters.words import words
from sayso.extract.phrases import child_of, noun_phrase, trim
from sayso.extract.realis import is_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy import tokens

    from sayso.extract.encounters.parties import Party
    from sayso.mention import ActorMention

_PAIR = 2
_REGIONS = frozenset({"city", "town", "capital", "region", "province", "country"})


def of_verb(verb: tokens.Token, actors: Mapping[int, ActorMention]) -> Sighting | None:
    """Read a verb that is a meeting itself: "Velland and Ardel met in Oden", "Ana Lemos visited Tolm"."""
    lemma = verb.lemma_
    if lemma in words("visits"):
        return _visit(verb, actors)
    sits_down = lemma == "sit" and any(child.lower_ == "down" for child in verb.rights)
    is_one = lemma in words("meet", "confer") or sits_down
    if not is_one or not is_told(verb) or is_passive(verb) or _is_habit(verb):
        return None
    people, met = subjects(verb, actors), others(verb, actors)
    if not _is_meeting(verb, people, met, actors):
        return None
    everybody = people + met
    found = Sighting(
        at=verb.i,
        start=min([each.start for each in people] + [verb.i]),
        end=_end_of_clause(verb),
        is_told=True,
        is_definite=lemma in words("confer") or verb.dep_ == "relcl",
        participants=everybody,
    )
    for child in verb.rights:
        found.hosts += listed(_inviter(child), actors)
        if child.dep_ == "advcl":
            found.agenda += discussed(child)
    is_two = len(everybody) == _PAIR and not any(each.is_group for each in everybody)
    found.is_pair = is_two and not found.hosts and not _is_placed(verb)
    return found


def _is_meeting(verb: tokens.Token, people: list[Party], met: list[Party], actors: Mapping[int, ActorMention]) -> bool:
    """Tell whether several come together, and not "met the demands", "spoke for an hour", "a crowd gathered"."""
    everybody = people + met
    several = len(everybody) >= _PAIR
    if verb.lemma_ in words("confer"):
        return several
    if child_of(verb, "dobj") is not None and not met:
        return False
    if verb.lemma_ in {"gather", "assemble"}:
        return any(_is_of_states(each, actors) for each in everybody)
    return several or any(each.is_group for each in everybody) or _is_body(everybody, actors)


def _visit(verb: tokens.Token, actors: Mapping[int, ActorMention]) -> Sighting | None:
    what = child_of(verb, "dobj")
    if what is None or not is_told(verb) or not _is_region(what):
        return None
    who = [each for each in subjects(verb, actors) if _is_official(each, actors)]
    if not who:
        return None
    start, end = min(each.start for each in who), noun_phrase(what)[1]
    names = frozenset(token.lower_ for token in what.subtree if token.pos_ == "PROPN")
    return Sighting(at=verb.i, start=start, end=end, sort="visit", is_told=True, names=names, participants=who)


def _is_region(what: tokens.Token) -> bool:
    return what.ent_type_ in {"GPE", "LOC"} or what.lemma_ in _REGIONS


def _is_official(party: Party, actors: Mapping[int, ActorMention]) -> bool:
    mention = next((actors[index] for index in range(party.start, party.end) if index in actors), None)
    return mention is not None and mention.kind == "person" and mention.title is not None


def _is_body(people: list[Party], actors: Mapping[int, ActorMention]) -> bool:
    """Tell whether the one who met is a body of several: "the council met in Oden"."""
    mention = next((actors[index] for each in people for index in range(each.start, each.end) if index in actors), None)
    return mention is not None and mention.kind in {"organisation", "group"}


def _is_habit(verb: tokens.Token) -> bool:
    """Tell whether it is the simple present: "the council meets in spring"."""
    return verb.tag_ in {"VBZ", "VBP"} and not any(child.dep_ == "aux" for child in verb.lefts)


def _is_of_states(party: Party, actors: Mapping[int, ActorMention]) -> bool:
    mention = next((actors[index] for index in range(party.start, party.end) if index in actors), None)
    return party.is_group or (mention is not None and (mention.kind == "state" or mention.code == "GOV"))


def _is_placed(verb: tokens.Token) -> bool:
    """Tell whether the sentence says where: "met in Oden"."""
    beside = [
        below for child in verb.rights for below in ((child, *child.rights) if child.dep_ == "dobj" else (child,))
    ]
    for child in beside:
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "on"}:
            inner = child_of(child, "pobj")
            if inner is not None and inner.pos_ == "PROPN" and inner.ent_type_ not in {"DATE", "TIME"}:
                return True
    return False


def _inviter(preposition: tokens.Token) -> tokens.Token | None:
    """`at the invitation of Velland`."""
    invitation = child_of(preposition, "pobj") if preposition.dep_ == "prep" and preposition.lower_ == "at" else None
    if invitation is None or invitation.lemma_ not in {"invitation", "request"}:
        return None
    return next((child_of(child, "pobj") for child in invitation.rights if child.lower_ == "of"), None)


def _end_of_clause(verb: tokens.Token) -> int:
    """Give the end of what is told of the meeting with ``verb``: as far as its own phrases run."""
    end = verb.i + 1
    for child in verb.rights:
        if child.dep_ in {"prep", "npadvmod", "dobj", "advmod"}:
            end = max(end, child.right_edge.i + 1)
    return trim(verb.doc, verb.i, end)[1]
