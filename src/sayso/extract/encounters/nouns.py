"""Nouns for a meeting, with what hangs on them and what is done to it: "attended the talks between A and B"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.encounters.attendance import attended, discussed, listed, others, subjects, was_there
from sayso.extract.encounters.parties import Party, parties
from sayso.extract.encounters.sighting import Sighting, Sort
from sayso.extract.encounters.words import words
from sayso.extract.phrases import Range, agent, child_of, is_passive, noun_phrase, trim
from sayso.extract.realis import VERBS, is_negated, is_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy import tokens

    from sayso.mention import ActorMention

_AT = frozenset(
    {"after", "at", "during", "in", "following", "since", "throughout", "amid", "from", "on", "into", "within"}
)
# What follows talks follows them also where it is not done: "did not sign after talks".
_AFTER = frozenset({"after", "during", "following", "since", "at"})
# "hosted her for talks", "met for talks"; but "called for talks".
_FOR = frozenset({"receive", "welcome", "join", "turn", "show", "arrive", "fly", "visit"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "our", "his", "her"})
_OF_SUBJECT = frozenset({"over", "on", "about"})
_NO_SUBJECT = frozenset({"verge", "eve", "brink", "sideline", "margin", "edge", "day", "morning", "evening"})
_PLURAL = frozenset({"talk", "discussion", "consultation", "negotiation"})
_CUTS = frozenset({",", ";", ":", "(", "—", "–"})
_FAR = 4


def of_noun(noun: tokens.Token, actors: Mapping[int, ActorMention]) -> Sighting | None:
    """Read a noun for a meeting: "a day of talks in Oden between Velland and Ardel"."""
    sort = _sort(noun)
    if sort is None:
        return None
    top = _whole(noun)
    start, end = _phrase(top, noun)
    sighting = Sighting(
        at=noun.i,
        start=start,
        end=end,
        sort=sort,
        is_noun=True,
        is_definite=_is_definite(noun),
        is_told=_took_place(top),
        verb=next((token.i for token in noun.ancestors if token.pos_ in VERBS or token.tag_ in {"VBN", "VBG"}), -1),
        names=frozenset(token.lower_ for token in noun.doc[start:end] if token.pos_ == "PROPN"),
    )
    _beside(noun, sighting, actors)
    # "talks between A, B and C": the words go on as far as the list.
    inside = noun.right_edge.i + 1
    sighting.end = max([sighting.end, *(each.end for each in sighting.participants if noun.i < each.start < inside)])
    _as_object(top, sighting, actors)
    return sighting


def _sort(noun: tokens.Token) -> Sort | None:
    word = noun.lemma_.lower()
    before = {child.lower_ for child in noun.lefts if child.dep_ in {"compound", "amod", "nmod"}}
    is_second_part = noun.i > 0 and noun.nbor(-1).text == "-"
    if noun.pos_ not in {"NOUN", "PROPN"} or before & words("not_one", "ahead") or is_second_part:
        return None
    if word in words("gathering"):
        # "a talk", "the discussion of"; "the General Assembly"; of "a round of talks" the talks tell.
        is_other = word in _PLURAL and noun.tag_ not in {"NNS", "NNPS"}
        is_name = word in {"assembly", "congress", "session"} and noun.text[0].isupper()
        return None if is_other or is_name or word == "round" else "talks"
    if word in words("visit"):
        return "visit" if noun.tag_ == "NN" else None
    return "call" if word in words("call") and before & words("media") else None


def _whole(noun: tokens.Token) -> tokens.Token:
    """`a day of talks`, `the sidelines of a summit`: the outer noun."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in words("stretch"):
        return noun.head.head
    return noun


def _phrase(top: tokens.Token, noun: tokens.Token) -> Range:
    start, end = noun_phrase(top)
    doc = noun.doc
    for token in doc[noun.i + 1 : end]:
        if token.text in _CUTS or token.tag_ in {"WDT", "WP", "WRB"} or token.lower_ in {"as", "by"}:
            end = token.i
            break
    return trim(doc, min(start, noun.i), max(end, noun.i + 1))


def _is_definite(noun: tokens.Token) -> bool:
    first = next((child for child in noun.lefts if child.dep_ in {"det", "poss"}), None)
    if first is None and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        first = next((child for child in noun.head.head.lefts if child.dep_ in {"det", "poss"}), None)
        return first is not None and first.lower_ in _DEFINITE
    return first is not None and (first.lower_ in _DEFINITE or first.dep_ == "poss")


def _took_place(top: tokens.Token) -> bool:
    """Tell whether the sentence shows that the meeting at ``top`` took place, or goes on."""
    at = top
    for _ in range(_FAR):
        head, relation = at.head, at.dep_
        if relation in {"appos", "conj"} and head.pos_ in {"NOUN", "PROPN"}:
            at = head
            continue
        if relation in {"nsubj", "nsubjpass", "dobj", "attr", "npadvmod"}:
            return head.pos_ in VERBS and head.lemma_ not in words("plans") and is_told(head)
        if relation == "pobj" and head.lower_ == "for":
            return (head.head.lemma_ in _FOR or head.head.lemma_ in words("host", "meet")) and is_told(head.head)
        if relation == "pobj" and head.lower_ in _AT:
            # "called on them to stop, after talks": set off by a comma, it is the sentence's.
            is_apart = head.i > 0 and head.nbor(-1).text == ","
            verb = head.sent.root if is_apart else head.head
            return is_told(verb) or (head.lower_ in _AFTER and is_negated(verb) and not _is_planned(verb))
        if relation == "pobj" and head.lower_ == "of" and head.head.lemma_ in words("stretch"):
            at = head.head
            continue
        return False
    return False


def _beside(noun: tokens.Token, sighting: Sighting, actors: Mapping[int, ActorMention]) -> None:
    """Read what hangs on the noun: "Velland-hosted talks between A and B, attended by C, on D"."""
    for child in noun.children:
        if child.dep_ in {"amod", "acl"} and child.lower_ in words("hosted", "mediated"):
            into = sighting.hosts if child.lower_ in words("hosted") else sighting.participants
            by = agent(child)
            into += _before(noun, child, actors) if by is None else listed(by, actors)
        elif child.dep_ == "acl" and child.lemma_ in words("attend"):
            sighting.participants += listed(agent(child), actors)
        elif child.dep_ in {"prep", "acl"} and child.i > noun.i:
            _after(child, sighting, actors)
        if child.dep_ in {"acl", "relcl", "advcl"}:
            sighting.agenda += discussed(child)
        if child.dep_ == "poss" and sighting.sort == "visit":
            sighting.participants += parties(noun.doc, child.left_edge.i, child.i + 1, actors)


def _after(preposition: tokens.Token, sighting: Sighting, actors: Mapping[int, ActorMention]) -> None:
    """Read "between A and B", "of ministers", "on the border" after the noun."""
    inner = child_of(preposition, "pobj", "dobj")
    if inner is None:
        return
    named = listed(inner, actors)
    if preposition.lower_ in {"between", "among", "involving", "with"}:
        sighting.participants += named
    elif preposition.lower_ == "of":
        # "a session of the council": its name, and one who is there if the text names nobody else.
        alone = len(named) == 1
        sighting.participants += [replace(each, is_group=each.is_group or alone) for each in named]
    elif preposition.lower_ in _OF_SUBJECT and inner.ent_type_ not in {"DATE", "TIME"}:
        sighting.agenda += [noun_phrase(inner)] if inner.lemma_ not in _NO_SUBJECT else []


def _as_object(top: tokens.Token, sighting: Sighting, actors: Mapping[int, ActorMention]) -> None:
    """Read the verb over the meeting: who held, hosted, attended or boycotted it."""
    verb, relation = top.head, top.dep_
    if relation == "pobj" and verb.lower_ in {"in", "at", "from", "to", "for", "of", "after", "during", "following"}:
        _at_it(verb.head, verb, sighting, actors)
    if verb.pos_ not in VERBS:
        return
    if relation == "dobj":
        _held(verb, sighting, actors)
    elif relation == "nsubj" and sighting.is_told and verb.lemma_ in words("brings"):
        sighting.participants += listed(child_of(verb, "dobj"), actors)
    elif relation == "nsubjpass":
        role = _role(verb, sighting)
        if role is not None:
            role += listed(agent(verb), actors)
    for clause in (child for child in verb.rights if child.dep_ in {"advcl", "xcomp"}):
        sighting.agenda += discussed(clause)


def _held(verb: tokens.Token, sighting: Sighting, actors: Mapping[int, ActorMention]) -> None:
    """Read "held talks with A", "hosted the summit", "did not attend the session"."""
    role = _role(verb, sighting)
    if role is None:
        return
    role += subjects(verb, actors)
    if role is sighting.participants:
        role += others(verb, actors, only_with=True)


def _role(verb: tokens.Token, sighting: Sighting) -> list[Party] | None:
    """Tell which list those who do ``verb`` to the meeting belong to; being missed, it took place all the same."""
    lemma = verb.lemma_
    there = was_there(verb) if lemma in words("attend", "skip") else None
    if there is not None and (not there or lemma in words("skip")):
        sighting.is_told = True
        return sighting.absent if there == (lemma in words("skip")) else sighting.participants
    if not sighting.is_told:
        return None
    if lemma in words("host"):
        return sighting.hosts
    takes_part = lemma in words("hold", "attend") or (lemma in {"pay", "make"} and sighting.sort == "visit")
    return sighting.participants if takes_part else None


def _at_it(
    over: tokens.Token, preposition: tokens.Token, sighting: Sighting, actors: Mapping[int, ActorMention]
) -> None:
    """Read "took part in", "was absent from", "was not invited to" over the preposition before the meeting."""
    verb = over.head if over.dep_ in {"dobj", "acomp", "attr"} and attended(over) is None else over
    told = attended(verb)
    if told is None and verb.lemma_ == "join" and preposition.lower_ in {"in", "at", "for"} and is_told(verb):
        told = True
        sighting.participants += listed(child_of(verb, "dobj"), actors)
        if is_passive(verb):
            # The parser hangs the "by" of "joined talks over the raid by the rebels" on the verb.
            sighting.participants += listed(agent(verb), actors)
    if told is None and sighting.is_told and preposition.lower_ == "for" and verb.lemma_ in words("host"):
        sighting.hosts += subjects(verb, actors)
        sighting.participants += others(verb, actors)
        return
    if told is None and sighting.is_told and preposition.lower_ in _AFTER | {"in"}:
        # "At a meeting in Oden A and B agreed ..."
        several = subjects(verb, actors)
        sighting.participants += several if len(several) > 1 else []
    if told is not None:
        sighting.is_told = True
        (sighting.participants if told else sighting.absent).extend(subjects(verb, actors))


def _before(noun: tokens.Token, participle: tokens.Token, actors: Mapping[int, ActorMention]) -> list[Party]:
    """List those named before the participle: "the Velland/Ardel-hosted talks"."""
    made: list[Party] = []
    for token in noun.doc[noun.left_edge.i : participle.i]:
        if token.i not in actors and token.pos_ != "PROPN":
            continue
        if made and made[-1].end == token.i and actors.get(token.i - 1) is actors.get(token.i):
            made[-1] = replace(made[-1], end=token.i + 1)
        else:
            made.append(Party(start=token.i, end=token.i + 1))
    return made


def _is_planned(verb: tokens.Token) -> bool:
    return any(child.tag_ in {"MD", "TO"} for child in verb.lefts)
