"""Roles: the phrases for who did it and to whom, and the words that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.coding.parties import NOMINAL, extent, is_party, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.extract.coding.frame import Frame
    from sayso.extract.coding.matching import Match
    from sayso.extract.phrases import Range

_NEAR = 4
_DETERMINED = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "such", "any"})
_FOUND_WITH = frozenset({"prt", "prep"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT"})
_QUANTITIES = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "QUANTITY", "PERCENT", "ORDINAL"})
_STRETCHES = frozenset({"time", "day", "week", "month", "year", "hour", "moment"})
# Whose recipient can be named anywhere in what is given, asked or refused.
_BODILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_REACHING = frozenset({"AID", "AGREE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "ACCUSE", "CONCEDE", "SUPPORT"})


def roles(found: Match, taken: Iterable[Match], inner: Iterable[Match] = ()) -> tuple[list[Range], list[Range]]:
    """Give the phrases of the actors and of the recipients; one phrase for each of those joined by "and"."""
    frame, entry = found.frame, found.entry
    actors = _filled(frame, entry.actor)
    recipients = _filled(frame, entry.recipient)
    for lower in taken:
        actors = actors or _filled(lower.frame, lower.entry.actor)
        recipients = recipients or _filled(lower.frame, lower.entry.recipient)
    if not any(_is_known(head) for head in recipients):
        recipients = _further(found, inner) or recipients
    who = ranges(_behind(actors, frame))
    whom = [each for each in ranges(recipients) if each not in who]
    return who, whom


def _filled(frame: Frame, places: tuple[tuple[str, ...], ...]) -> list[tokens.Token]:
    """Fill the first of ``places`` that holds anything, somebody before something."""
    first: list[tokens.Token] = []
    for alternative in places:
        heads = [head for place in alternative for head in frame.at(place) if head.pos_ in NOMINAL or is_party(head)]
        heads = [head for head in heads if head != frame.token and not _is_no_party(head, frame)]
        if any(_is_known(head) for head in heads):
            return heads
        first = first or heads
    return first


def _is_known(head: tokens.Token) -> bool:
    return is_party(head) or head.ent_type_ in _NAMED


def _is_no_party(head: tokens.Token, frame: Frame) -> bool:
    """Tell an amount of money, and "for the first time"."""
    return head.lemma_ in _STRETCHES or _is_quantity(head, frame)


def _is_quantity(head: tokens.Token, frame: Frame) -> bool:
    return (
        head.ent_type_ in _QUANTITIES
        and frame.meant(head).ent_type_ in _QUANTITIES
        and head.pos_ != "PRON"
        and (head.ent_type_ != "CARDINAL" or head.dep_ in {"nummod", "amod"})
    )


def _further(found: Match, inner: Iterable[Match]) -> list[tokens.Token]:
    """Give those whom the deed within concerns ("agreed to free the sailors"), or the first one named in it."""
    for lower in inner:
        heads = [head for head in _filled(lower.frame, lower.entry.recipient) if _is_known(head)]
        if heads:
            return heads
    if found.entry.type not in _REACHING or found.frame.part == "noun":
        return []
    return found.frame.at("deep")


def _behind(heads: list[tokens.Token], frame: Frame) -> list[tokens.Token]:
    """Give those behind a weapon or an attack that stands for them: "the army's shells", "a Brask-led strike"."""
    things = frame.ontology.words("arms")
    found = []
    for head in heads:
        if head.lemma_.lower() not in things or is_party(head):
            found.append(head)
            continue
        owners = [low for low in head.lefts if low.dep_ in {"poss", "amod", "compound", "nmod"}]
        owners += [low for child in owners for low in child.lefts]
        owners += [low for child in head.rights if child.lower_ in {"by", "from"} for low in child.rights]
        found += [low for low in owners if is_party(low)]
    return found


def ranges(heads: Iterable[tokens.Token]) -> list[Range]:
    """Give the phrases of ``heads`` and of those joined to them, none twice."""
    found: list[Range] = []
    for head in heads:
        for each in joined(head):
            reach = extent(each)
            if reach not in found and not any(low <= reach[0] < high for low, high in found):
                found.append(reach)
    return found


def is_figurative(found: Match) -> bool:
    """Tell "the flu killed forty", "the book attacks the myth": harm that nobody does."""
    frame = found.frame
    if frame.part != "verb" or found.entry.type not in _BODILY:
        return False
    heads = frame.at("s")
    barred = frame.ontology.words("not_doers")
    return bool(heads) and all(head.lemma_.lower() in barred for head in heads)


def is_told(found: Match) -> bool:
    """Tell whether a noun tells an event, and does not only refer back to one: "the attack was condemned"."""
    frame = found.frame
    carrier = frame.carrier()
    if carrier is not None and carrier.lemma_ == "be" and any(child.dep_ == "expl" for child in carrier.lefts):
        return True  # "there was a strike"
    if any(child.tag_ == "JJS" for child in frame.token.lefts):
        return False  # "in the deadliest attack": the one just told
    told_of = any(child.dep_ in {"det", "poss"} and child.lower_ in _DETERMINED for child in frame.token.lefts)
    if carrier is not None and carrier.lemma_ in frame.ontology.words("happen") and not told_of:
        return True
    if (
        carrier is not None
        and frame.token.dep_ in {"dobj", "nsubjpass", "conj"}
        and (carrier.lemma_ in frame.ontology.words("support") or carrier.lemma_ in frame.ontology.words("plan"))
    ):
        return True
    places = {place for alternative in (*found.entry.actor, *found.entry.recipient) for place in alternative}
    return any(
        is_party(head) or head.ent_type_ in {"GPE", "LOC", "FAC"}
        for place in sorted(places)
        for head in frame.at(place)
    )


def trigger(found: Match) -> Range:
    """Give the words that tell the event: the verb with its particle, up to a noun that belongs to it."""
    token, entry, frame = found.token, found.entry, found.frame
    start, end = token.i, token.i + 1
    if frame.part == "verb" and any(child.dep_ == "auxpass" for child in token.lefts):
        # "No arrests were made"
        named = [c for condition in entry.conditions if condition.words and not condition.barred for c in frame.at("o")]
        if (
            named
            and token.lemma_ in frame.ontology.words("support")
            and "o"
            in {
                place
                for condition in entry.conditions
                if condition.words and not condition.kinds
                for place in condition.places
            }
        ):
            return named[0].i, named[0].i + 1
    for condition in entry.conditions:
        if condition.barred:
            continue
        for head in (head for place in condition.places for head in frame.at(place)):
            if "prt" in condition.places and head.i == end:
                end = head.i + 1
            elif condition.words is not None and token.i < head.i <= token.i + _NEAR and head.sent == token.sent:
                end = max(end, head.i + 1)
    for child in token.rights:
        if (
            child.i == end
            and child.dep_ in _FOUND_WITH
            and any(child.lower_ in condition.places for condition in entry.conditions)
        ):
            end += 1
    return start, end
