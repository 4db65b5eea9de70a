"""Matching: the first entry of the ontology that fits a word and what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.extract.coding.frame import Frame
from sayso.extract.coding.parties import is_party, is_people, is_person

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.ontology import Condition, Entry, Ontology, Part


class Match(NamedTuple):
    """A word, the entry that fits it, and what stands around it."""

    entry: Entry
    frame: Frame

    @property
    def token(self) -> tokens.Token:
        """The word."""
        return self.frame.token


def part_of(token: tokens.Token) -> Part | None:
    """Tell whether ``token`` is used as a verb, noun or adjective; what merely describes a noun tells no event."""
    tag = token.tag_
    if tag[:2] == "VB":
        return None if token.dep_ in {"amod", "aux", "auxpass", "compound"} else "verb"
    if tag[:2] == "NN":
        return None if token.dep_ in {"compound", "npadvmod"} or tag[:3] == "NNP" else "noun"
    if tag[:2] == "JJ":
        return "adjective" if token.dep_ in {"acomp", "oprd", "attr", "ROOT", "conj", "xcomp", "ccomp"} else None
    return None


def match(token: tokens.Token, ontology: Ontology) -> Match | None:
    """Find the entry for ``token``."""
    word = token.lemma_.lower()
    parts = ontology.by_word.get(word)
    part = part_of(token)
    if part is None:
        return None
    if part == "verb" and (parts is None or "verb" not in parts):
        # The lemmatizer gives "stag" for "staged"; "is committed to" is as much an adjective.
        parts = ontology.by_word.get(f"{word}e" if token.tag_ in {"VBD", "VBN", "VBG"} else word)
    if part == "verb" and token.dep_ == "acomp" and "adjective" in ontology.by_word.get(token.lower_, {}):
        part, parts = "adjective", ontology.by_word[token.lower_]
    if parts is None:
        return None
    entries = parts.get(part, ())
    if not entries:
        return None
    frame = Frame(token, part, ontology)
    for entry in entries:
        if all(_holds(condition, frame) for condition in entry.conditions):
            return Match(entry, frame)
    return None


def _holds(condition: Condition, frame: Frame) -> bool:
    heads = [head for place in condition.places for head in frame.at(place)]
    if condition.words is None:
        return bool(heads) != condition.barred
    fits = any(_fits(frame.meant(head), condition) or _fits(head, condition) for head in heads)
    return fits != condition.barred


def _fits(head: tokens.Token, condition: Condition) -> bool:
    words = condition.words
    return (
        (words is not None and (head.lemma_.lower() in words or head.lower_ in words))
        or ("party" in condition.kinds and is_party(head))
        or ("people" in condition.kinds and is_people(head))
        or ("person" in condition.kinds and is_person(head))
        or ("place" in condition.kinds and head.ent_type_ in {"GPE", "LOC", "FAC"})
        or ("any" in condition.kinds)
    )
