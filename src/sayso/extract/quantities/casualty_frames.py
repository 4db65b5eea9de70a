"""The frames in which words tell what befell somebody: "killed 12", "12 died", "12 are missing", "the death of 12"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple, cast

from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.record import Outcome


class Befallen(NamedTuple):
    """What befell people; ``cue`` is the token that tells."""

    outcome: Outcome
    cue: int


# Verbs that force people to flee, or that leave no doubt that what follows "to" happened.
FORCES = frozenset(
    "force cause make compel drive prompt lead oblige help manage continue go proceed begin start".split()
)
_REPORTED = frozenset(
    "report confirm believe presume fear say find declare list estimate know leave think pronounce go be remain become"
    " lie render make".split()
)
_COMPLEMENTS = frozenset(("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "dobj", "prt", "advmod"))
_TAKEN: dict[str, Outcome] = {
    "prisoner": "captured",
    "captive": "captured",
    "hostage": "abducted",
    "custody": "detained",
}


@functools.cache
def frames() -> dict[str, dict[str, Outcome]]:
    """Give the words of each frame of lexicon/casualty_cues.tsv and the outcome they tell."""
    found: dict[str, dict[str, Outcome]] = {}
    for word, frame, outcome, _example in entries("casualty_cues.tsv"):
        found.setdefault(frame, {})[word] = cast("Outcome", outcome)
    return found


def governed(node: tokens.Token) -> Befallen | None:
    """Read the word that governs ``node``, and what is said of it in its clause."""
    return next((found for frame in (_object, _subject, _behind_of, _toll, _modifiers) if (found := frame(node))), None)


def _object(node: tokens.Token) -> Befallen | None:
    """Read "killed 12" and "12 were killed"."""
    head = node.head
    outcome = frames()["object"].get(head.lemma_.lower()) if node.dep_ in {"dobj", "nsubjpass"} else None
    return None if outcome is None or head.pos_ != "VERB" else Befallen(outcome, head.i)


def _subject(node: tokens.Token) -> Befallen | None:
    if node.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return None
    lemma = node.head.lemma_.lower()
    found = None if node.dep_ == "dobj" else _suffered(node, lemma)
    return found or _said_of(node, lemma)


def _behind_of(node: tokens.Token) -> Befallen | None:
    """Read "the killing of 12"."""
    noun = node.head.head
    if node.dep_ != "pobj" or node.head.lower_ != "of" or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    outcome = frames()["of"].get(noun.lemma_.lower())
    return None if outcome is None else Befallen(outcome, noun.i)


def _suffered(node: tokens.Token, lemma: str) -> Befallen | None:
    """Read a verb of which ``node`` is the subject: "12 men died", and in headlines "12 men killed"."""
    head = node.head
    if lemma == "lose" and any(child.dep_ == "dobj" and child.lower_ in {"life", "lives"} for child in head.children):
        return Befallen("killed", head.i)
    outcome = frames()["subject"].get(lemma) if node.dep_ == "nsubj" else None
    bare = head.tag_ in {"VBN", "VBD"} and not any(child.dep_ in {"dobj", "ccomp", "dative"} for child in head.children)
    if outcome is None and bare and node.i < head.i:
        outcome = frames()["object"].get(lemma)
    if outcome is None and head.pos_ in {"ADJ", "VERB"} and not _has_object(head):
        outcome = frames()["state"].get(head.lower_)
    return None if outcome is None else Befallen(outcome, head.i)


def _has_object(word: tokens.Token) -> bool:
    return any(child.dep_ == "dobj" for child in word.children)


def _said_of(node: tokens.Token, lemma: str) -> Befallen | None:
    """Read what a verb says of its subject or object: "12 are missing", "left 12 dead", "took 12 hostage"."""
    for child in node.head.children:
        if child is node or child.dep_ not in _COMPLEMENTS | {"prep"}:
            continue
        if lemma == "take" and (found := _taken(child)) is not None:
            return found
        if child.dep_ == "prep":
            continue
        if lemma in _REPORTED and (found := _state(child)) is not None:
            return found
        outcome = frames()["subject"].get(child.lemma_.lower()) if lemma in FORCES else None
        if outcome is not None:
            return Befallen(outcome, child.i)
    return None


def _taken(child: tokens.Token) -> Befallen | None:
    """Read "taken prisoner", "taken into custody"."""
    words: Iterator[tokens.Token] = child.children if child.dep_ == "prep" else iter([child])
    return next((Befallen(_TAKEN[word.lower_], word.i) for word in words if word.lower_ in _TAKEN), None)


def _state(word: tokens.Token) -> Befallen | None:
    outcome = frames()["state"].get(word.lower_)
    if outcome is None and word.tag_ == "VBN":
        outcome = frames()["object"].get(word.lemma_.lower())
    subject = any(child.dep_ in {"nsubj", "nsubjpass", "dobj"} for child in word.children)
    return None if outcome is None or subject else Befallen(outcome, word.i)


def _modifiers(node: tokens.Token) -> Befallen | None:
    """Read what stands after the noun: "12 people killed in the raid", "12 who were hurt"."""
    for child in node.rights:
        if child.dep_ == "relcl":
            found = _relative(child)
        elif child.dep_ in {"acl", "amod", "advcl", "appos"} and child.tag_ in {"VBN", "VBD", "JJ"}:
            found = None if _has_object(child) else _participle(child)
        else:
            continue
        if found is not None:
            return found
    return None


def _participle(word: tokens.Token) -> Befallen | None:
    outcome = frames()["object"].get(word.lemma_.lower())
    return _state(word) or (None if outcome is None else Befallen(outcome, word.i))


def _relative(verb: tokens.Token) -> Befallen | None:
    lemma = verb.lemma_.lower()
    outcome = None
    if any(part.dep_ in {"nsubjpass", "auxpass"} for part in verb.children):
        outcome = frames()["object"].get(lemma)
    elif any(part.dep_ == "nsubj" and part.tag_ in {"WP", "WDT"} for part in verb.children):
        outcome = frames()["subject"].get(lemma)
    return None if outcome is None else Befallen(outcome, verb.i)


def _toll(node: tokens.Token) -> Befallen | None:
    """Read "the toll rose to 40", "a toll of 40", "the number of dead reached 40"."""
    head = node.head
    if node.pos_ != "NUM":
        return None
    if node.dep_ in {"pobj", "npadvmod"} and head.pos_ == "ADP":
        head = head.head
    if head.lemma_.lower() in frames()["toll"]:
        return Befallen(frames()["toll"][head.lemma_.lower()], head.i)
    for subject in head.lefts if head.pos_ in {"VERB", "AUX"} else ():
        if subject.dep_ in {"nsubj", "nsubjpass"}:
            for word in subject.subtree:
                outcome = frames()["toll"].get(word.lemma_.lower())
                if outcome is not None:
                    return Befallen(outcome, word.i)
    return None
