"""Parties: whom the noun phrases beside a word mean, and how far each phrase reaches."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.extract.actor_words import bodies, countries, persons
from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PERSONAL = frozenset({"he", "she", "it", "they"})
_HUMAN_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_CUTS = frozenset({"cc", "conj", "relcl", "acl", "advcl", "ccomp", "parataxis", "punct"})
_CLAUSES_OF = frozenset({"ccomp", "xcomp", "advcl", "conj"})
_LONGEST = 30


@functools.cache
def _people() -> frozenset[str]:
    return (
        frozenset(row[0] for row in entries("people.tsv") if row[1] != "writing")
        | persons()
        | bodies().keys()
        | {row[0] for row in entries("event_people.tsv")}
    )


def is_party(head: tokens.Token) -> bool:
    """Tell whether ``head`` means somebody who can act."""
    word = head.lower_
    return (
        head.ent_type_ in _NAMED
        or word in _HUMAN_PRONOUNS
        or word in _people()
        or head.lemma_.lower() in _people()
        or head.text in countries()[0]
    )


def is_people(head: tokens.Token) -> bool:
    """Tell whether ``head`` means human beings, one or many."""
    if head.ent_type_:
        return head.ent_type_ in {"PERSON", "NORP"}
    word = head.lower_
    return word in _HUMAN_PRONOUNS or word in _people() or head.lemma_.lower() in _people()


def is_person(head: tokens.Token) -> bool:
    """Tell whether ``head`` means one human being."""
    if head.ent_type_:
        return head.ent_type_ == "PERSON" and head.tag_ not in {"NNS", "NNPS"}
    return head.lower_ in {"he", "she", "him", "her", "who"} or (head.tag_ == "NN" and head.lower_ in persons())


def meant(head: tokens.Token, amounts: frozenset[str]) -> tokens.Token:
    """Give what an amount is of: "a series of strikes", "two of its ships"."""
    for _ in range(3):
        if head.lemma_.lower() not in amounts and head.pos_ != "NUM":
            return head
        inner = next((low for of in head.rights if of.lower_ == "of" for low in of.rights if low.dep_ == "pobj"), None)
        if inner is None:
            return head
        head = inner
    return head


def antecedent(head: tokens.Token) -> tokens.Token:
    """Give the noun that a relative pronoun, or a pronoun under a verb of saying, stands for."""
    word = head.lower_
    if word in _RELATIVES:
        clause = next((up for up in head.ancestors if up.dep_ == "relcl"), None)
        return head if clause is None or clause.head.i > head.i else clause.head
    if word in _PERSONAL and head.dep_ in {"nsubj", "nsubjpass"}:
        return _of_saying(head) or head
    return head


def _of_saying(pronoun: tokens.Token) -> tokens.Token | None:
    """`Brask said it would pay`: who says it, where the pronoun fits."""
    clause = pronoun.head
    while clause.dep_ == "conj" and clause.head.pos_ == "VERB":
        clause = clause.head
    if clause.dep_ not in _CLAUSES_OF or clause.head.pos_ not in {"VERB", "AUX"}:
        return None
    for child in clause.head.children:
        if child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"}:
            many = child.tag_ in {"NNS", "NNPS"} or any(low.dep_ == "conj" for low in child.rights)
            if pronoun.lower_ in {"he", "she"}:
                return child if child.ent_type_ == "PERSON" or child.lower_ in persons() else None
            if pronoun.lower_ == "they":
                return child if many else None
            is_one = child.ent_type_ == "PERSON" or child.lower_ in persons() or many
            return None if is_one else child
    return None


def joined(head: tokens.Token) -> Iterator[tokens.Token]:
    """Yield ``head`` and the nouns joined to it: "the army, the police and two clans"."""
    yield head
    for child in head.rights:
        if child.dep_ == "conj" and child.pos_ in NOMINAL:
            yield from joined(child)


def extent(head: tokens.Token) -> Range:
    """Give the tokens of the phrase of ``head`` without what is joined to it and without clauses after it."""
    start, end = head.left_edge.i, head.i + 1
    for child in head.rights:
        if child.dep_ in _CUTS or (child.dep_ == "prep" and _is_of_the_verb(child)):
            break
        if child.dep_ == "appos" and (child.ent_type_ in {"DATE", "TIME"} or child.right_edge.i - child.i > _LONGEST):
            break
        end = child.right_edge.i + 1
    doc = head.doc
    while start < head.i and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in {"both", "and"}):
        start += 1
    while end > head.i + 1 and (doc[end - 1].is_space or doc[end - 1].text in {",", ";", "-", "—", "–"}):
        end -= 1
    return (start, end) if end - start <= _LONGEST else (head.i, head.i + 1)


def _is_of_the_verb(preposition: tokens.Token) -> bool:
    """Tell "the front on Sunday": the day is the verb's."""
    return any(low.ent_type_ in {"DATE", "TIME"} for low in preposition.rights)
