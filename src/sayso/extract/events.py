"""Events: who did what to whom, in the terms of PLOVER 2.0, read from the parse with the words of the ontology."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate import knowledge_of, span_of
from sayso.extract import phrases
from sayso.extract.coding import claims, government, modals, outlook, roles, shift
from sayso.extract.coding.contexts import contexts, means
from sayso.extract.coding.matching import Match, match
from sayso.mention import EventMention
from sayso.ontology import Ontology, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.coding.government import Governor
    from sayso.extract.coding.outlook import Outlook
    from sayso.extract.coding.shift import Shifted


def ontology_of(doc: tokens.Doc) -> Ontology:
    """Give the ontology that the user chose for ``doc``, else the shipped one."""
    return knowledge_of(doc).ontology or shipped()


class _Parts(NamedTuple):
    """Which words found are part of another one's event, by the token of that one.

    ``inner`` is its content ("agreed to free"), ``taken`` a second word for it ("struck, killing");
    ``dropped`` are the tokens of both, ``alleged`` those of deeds that somebody is accused of.
    """

    inner: dict[int, list[Match]]
    taken: dict[int, list[Match]]
    dropped: set[int]
    alleged: set[int]


def events(doc: tokens.Doc) -> Iterator[EventMention]:
    """Yield the events of ``doc`` in the order of their triggers.

    What somebody agrees to, asks for, refuses or threatens is part of that event, not one more.
    What was negated comes with the status "denied", for the text says that it was not.
    """
    ontology = ontology_of(doc)
    matches = {found.token.i: found for token in doc if (found := match(token, ontology)) is not None}
    parts = _parts(matches)
    asked = {found.verb.i: found for found in modals.modals(doc, ontology, matches.keys() - parts.dropped)}
    for index in sorted(matches.keys() - parts.dropped | asked.keys()):
        if index in asked:
            yield _of_modal(asked[index], ontology)
            continue
        found, inner = matches[index], parts.inner.get(index, [])
        coded = None if _tells_nothing(found) else _coded(found, inner)
        if coded is not None:
            if coded.status in {"occurred", "ongoing"}:
                claimed = "alleged" if index in parts.alleged else claims.status(found.token, ontology)
                coded = coded._replace(status=claimed or coded.status)
            yield _mention(found, coded, parts.taken.get(index, []), inner)


def _tells_nothing(found: Match) -> bool:
    if roles.is_figurative(found) or (found.frame.part == "noun" and not roles.is_told(found)):
        return True
    # "She warned that half of them were lost" is no threat: it is told as a fact.
    told = found.frame.at("c") if found.entry.type == "THREATEN" and found.frame.part == "verb" else []
    return any(outlook.of_verb(clause, found.frame.ontology) in {"fact", "negated"} for clause in told)


def _parts(matches: dict[int, Match]) -> _Parts:
    parts = _Parts({}, {}, _consumed(matches), set())
    for index, found in matches.items():
        above = government.governor(found, matches)
        if above is None or above.match.entry.type == "STATE":
            continue
        if _is_alleged(found, above):
            parts.alleged.add(index)
        elif above.how == "content":
            parts.dropped.add(index)
            parts.inner.setdefault(above.match.token.i, []).append(found)
        elif _is_one_event(found, above):
            parts.dropped.add(index)
            parts.taken.setdefault(above.match.token.i, []).append(found)
    return parts


def _of_modal(found: modals.Modal, ontology: Ontology) -> EventMention:
    doc = found.verb.doc
    code = ontology.code(found.type, None)
    return EventMention(
        trigger=span_of(doc, min(found.modal.i, found.verb.i), max(found.modal.i, found.verb.i) + 1),
        type=found.type,
        contexts=contexts(found.verb, None, ontology),
        actors=tuple(span_of(doc, *each) for each in roles.ranges(found.actors)),
        recipients=tuple(span_of(doc, *each) for each in roles.ranges(found.recipients)),
        cameo=None if code is None else code.cameo,
        score=None if code is None else code.score,
        rule=f"modal, {found.step}",
    )


def _consumed(matches: dict[int, Match]) -> set[int]:
    """Give the nouns that another match names as part of itself: the "talks" of "held talks"."""
    consumed = set()
    for found in matches.values():
        if found.frame.part == "noun":
            continue
        for condition in found.entry.conditions:
            if condition.words is not None and not condition.barred:
                for head in (head for place in condition.places for head in found.frame.at(place)):
                    for each in (head, found.frame.meant(head)):
                        if each.i in matches and each.i != found.token.i and each.tag_[:2] == "NN":
                            consumed.add(each.i)
    return consumed


def _is_alleged(found: Match, above: Governor) -> bool:
    return (
        above.how == "content"
        and above.match.entry.type == "ACCUSE"
        and (found.entry.type not in shift.SPOKEN or found.frame.part == "verb")
        and (found.frame.part == "verb" or roles.is_told(found))
    )


def _is_one_event(found: Match, above: Governor) -> bool:
    """Tell "shells struck the port, killing 14" and "the attack killed 14": one event in two words."""
    if found.entry.type != above.match.entry.type or found.entry.type not in {"ASSAULT", "CONSULT", "PROTEST"}:
        return False
    if above.how == "subject":
        return True
    # "kidnapped two nurses and bombed a bridge" are two.
    harms = found.entry.word in found.frame.ontology.words("harm") or found.token.dep_ != "conj"
    return harms and above.match.frame.part == found.frame.part == "verb"


def _coded(found: Match, inner: list[Match]) -> Shifted | None:
    """Give what is coded: the entry's type, as its outlook and the deeds in its content turn it."""
    entry, ontology = found.entry, found.frame.ontology
    kind, mode = entry.type, entry.mode
    below = [each.entry.type for each in inner]
    is_hostile = not shift.HOSTILE.isdisjoint(below)
    if all(condition.words is None for condition in entry.conditions):
        if entry.word in ontology.words("empty_without_deed") and not is_hostile:
            return None
        if entry.word in ontology.words("threat_or_promise") and not is_hostile:
            kind = "AGREE"
    if kind == "AGREE" and entry.word in ontology.words("pledge") and not {"RETREAT", "CONCEDE"}.isdisjoint(below):
        kind = "CONCEDE"
    if mode is None and kind in {"REQUEST", "REJECT"}:
        mode = next((asked for each in below if (asked := shift.asked(each)) is not None), None)
    elif mode is None and kind == "THREATEN":
        mode = next((threat for each in inner if (threat := shift.threat(each.entry.type, each.entry.mode))), None)
    return shift.shifted(kind, mode, _outlook(found))


def _outlook(found: Match) -> Outlook:
    frame, kind = found.frame, found.entry.type
    if frame.part == "noun":
        seen = outlook.of_noun(frame)
        # "The offensive will begin": nobody threatens with it here.
        return "planned" if seen == "future" else seen
    verb = _verb_of(frame.token)
    seen = outlook.of_verb(verb, frame.ontology)
    if kind in shift.HOSTILE:
        if seen in {"fact", "ongoing"} and found.entry.word in frame.ontology.words("plan"):
            return "planned"
        if seen == "possible" and outlook.has_condition(verb):
            return "future"  # "may halt its aid unless" is a threat
    return seen


def _verb_of(token: tokens.Token) -> tokens.Token:
    return token.head if token.tag_[:2] == "JJ" and token.dep_ in {"acomp", "oprd", "attr"} else token


def _mention(found: Match, coded: Shifted, taken: list[Match], inner: list[Match]) -> EventMention:
    frame, entry = found.frame, found.entry
    doc, ontology = frame.token.doc, frame.ontology
    actors, recipients = roles.roles(found, taken, inner)
    mode = coded.mode
    if mode is None and coded.type == "ASSAULT":
        mode = means([frame, *(each.frame for each in taken)]) or next(
            (each.entry.mode for each in taken if each.entry.mode), None
        )
    start, end = phrases.closed(doc, *roles.trigger(found))
    code = ontology.code(coded.type, mode)
    return EventMention(
        trigger=span_of(doc, start, end),
        type=coded.type,
        mode=mode,
        contexts=contexts(frame.token, mode, ontology),
        actors=tuple(span_of(doc, *each) for each in actors),
        recipients=tuple(span_of(doc, *each) for each in recipients),
        status=coded.status,
        cameo=None if code is None else code.cameo,
        score=None if code is None else code.score,
        rule=f"{entry.rule}, {coded.step}" if coded.step else entry.rule,
    )
