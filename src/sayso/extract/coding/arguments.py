"""Arguments: who does what a verb says and to whom it is done, over passives, joined verbs and infinitives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.coding.parties import NOMINAL, antecedent
from sayso.extract.phrases import is_passive

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.ontology import Ontology

VERBAL = frozenset({"VERB", "AUX"})
_DEEPEST = 6
_RELATIVE = frozenset({"who", "which", "that"})
_UNDER = frozenset({"xcomp", "pcomp", "advcl", "ccomp", "prep", "dep", "oprd", "acomp"})


def doers(  # noqa: C901, PLR0911, PLR0912 - a case for each relation
    verb: tokens.Token, ontology: Ontology, depth: int = 0
) -> list[tokens.Token]:
    """Give who does what ``verb`` says."""
    if depth > _DEEPEST:
        return []
    if _is_done_to(verb):
        return _agents(verb)
    for child in verb.children:
        if child.dep_ == "nsubj":
            who = antecedent(child)
            return [] if who.lower_ in {"there", "it"} and verb.lemma_ == "be" else [who]
        if child.dep_ == "nsubjpass":
            return []
    head, relation = verb.head, verb.dep_
    if head == verb:
        return []
    if relation in {"acl", "relcl"}:
        return _of_described(verb, ontology, depth)
    if relation == "pcomp" or (relation == "xcomp" and head.pos_ == "ADP"):
        head = head.head
    if head.pos_ == "ADJ" and head.dep_ in {"acomp", "oprd"}:
        head = head.head
    if head.pos_ not in VERBAL:
        return []
    if relation in {"xcomp", "pcomp", "ccomp"} and head.lemma_ not in ontology.words("own_deed"):
        whom = undergoers(head)
        if whom and (relation != "pcomp" or head.lemma_ in ontology.words("blame")):
            return whom
    if relation == "conj" or relation in _UNDER:
        return undergoers(head) if _is_done_to(head) else doers(head, ontology, depth + 1)
    return []


def _agents(verb: tokens.Token) -> list[tokens.Token]:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return [antecedent(low) for low in child.rights if low.dep_ == "pobj"]
    return []


def _of_described(verb: tokens.Token, ontology: Ontology, depth: int) -> list[tokens.Token]:
    """Give the doer of "men holding the bridge" and of "Brask's decision to leave"."""
    noun = verb.head
    if verb.tag_ == "VBG":
        return [noun]
    owner = [child for child in noun.lefts if child.dep_ == "poss"]
    return owner or (doers(noun.head, ontology, depth + 1) if noun.dep_ == "dobj" else [])


def undergoers(verb: tokens.Token) -> list[tokens.Token]:  # noqa: PLR0911 - a case for each relation
    """Give to whom or what ``verb`` is done."""
    found = [antecedent(child) for child in verb.children if child.dep_ == "dobj"]
    if found:
        return found
    if _is_done_to(verb):
        subjects = [antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"]
        if subjects or verb.dep_ == "acl":
            return subjects or [verb.head]
        return undergoers(verb.head) if verb.dep_ == "conj" else []
    for child in verb.children:
        inner = _in_small_clause(verb, child)
        if inner:
            return inner
    for child in verb.rights:
        # "donated and delivered medicine"
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(low.dep_ == "prep" for low in verb.rights):
            shared = [low for low in child.rights if low.dep_ == "dobj"]
            if shared and not any(low.dep_ in {"nsubj", "aux"} for low in child.lefts):
                return shared
    if verb.dep_ == "relcl" and any(child.dep_ == "nsubj" and child.lower_ not in _RELATIVE for child in verb.lefts):
        return [verb.head]
    return []


def _in_small_clause(verb: tokens.Token, child: tokens.Token) -> list[tokens.Token]:
    """Give the object in "forced them to leave", "found him guilty", "let them go", "called off the meeting"."""
    if child.dep_ == "dative" and child.pos_ in NOMINAL:
        return [child]
    if child.tag_ == "RP" and child.dep_ == "prep" and child.lower_ not in {"on", "upon"}:
        return [low for low in child.rights if low.dep_ == "pobj"]
    if child.dep_ not in {"ccomp", "xcomp"} or child.i < verb.i:
        return []
    tags = {low.tag_ for low in child.lefts}
    if "TO" in tags or (is_small_clause(child) and "MD" not in tags):
        return [low for low in child.lefts if low.dep_ in {"nsubj", "nsubjpass"}]
    return []


def is_small_clause(clause: tokens.Token) -> bool:
    """Tell the "guilty" of "found him guilty", the "go" of "let him go"."""
    bare = clause.tag_ == "VB" and not any(low.tag_ in {"TO", "MD"} for low in clause.lefts)
    return bare or clause.pos_ in {"ADJ", "NOUN"}


def _is_done_to(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` is a passive: also "a town held by the army" and "were caught and shot"."""
    if is_passive(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if verb.dep_ == "acl":
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"nsubj", "dobj", "aux"} for child in verb.children):
        return False
    if verb.dep_ == "conj":
        return verb.head.pos_ == "VERB" and _is_done_to(verb.head)
    return verb.dep_ in {"advcl", "ccomp", "ROOT", "relcl"}


def speakers(token: tokens.Token) -> list[tokens.Token]:
    """Give who says the clause of ``token``: "the mayor says the rebels must leave"."""
    for up in (token, *token.ancestors):
        if up.dep_ in {"ccomp", "parataxis"} and up.head.pos_ == "VERB":
            found = [antecedent(child) for child in up.head.children if child.dep_ == "nsubj"]
            if found:
                return found
    return []
