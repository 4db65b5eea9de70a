"""Modals: what somebody says that others must do, or that he will not do, whatever the deed.

"The mayor said the rebels must leave" is a request, "she said she would not give way" a refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.extract.coding.arguments import speakers
from sayso.extract.coding.outlook import is_negated
from sayso.extract.coding.parties import is_party

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from spacy import tokens

    from sayso.ontology import Ontology
    from sayso.record import EventType

_MUST = frozenset({"must", "should"})
_WILL = frozenset({"will", "would", "wo", "'ll"})
_OWN = frozenset({"we", "i"})
_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
_MINDS = frozenset({"he", "she", "they", "we", "i"})


class Modal(NamedTuple):
    """A deed asked for or refused: its verb, who asks or refuses, and who is to do it."""

    verb: tokens.Token
    modal: tokens.Token
    type: EventType
    step: str
    actors: list[tokens.Token]
    recipients: list[tokens.Token]


def modals(doc: tokens.Doc, ontology: Ontology, taken: Container[int]) -> Iterator[Modal]:
    """Yield those of verbs that are not among the tokens ``taken``."""
    for token in doc:
        if token.tag_ != "MD" or token.dep_ != "aux" or token.head.i in taken:
            continue
        found = _of(token, ontology)
        if found is not None:
            yield found


def _of(modal: tokens.Token, ontology: Ontology) -> Modal | None:  # noqa: PLR0911 - a case for each reading
    verb, word = modal.head, modal.lower_
    if any(low.dep_ == "mark" and low.lower_ in {"if", "unless", "because", "until"} for low in verb.lefts):
        return None
    subject = next((low for low in verb.lefts if low.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or verb.lemma_ == "have":
        return None
    who = speakers(verb)
    if word in _MUST:
        if not who or subject.lower_ in _PERSONAL or not is_party(subject) or is_negated(verb):
            return None
        return Modal(verb, modal, "REQUEST", "must", who, [subject])
    if word not in _WILL or verb.lemma_ in ontology.words("mental") or subject.dep_ == "nsubjpass":
        return None
    own = subject.lower_ in _OWN or (subject.lower_ in _MINDS and bool(who))
    if not own:
        return None
    if is_negated(verb):
        return Modal(verb, modal, "REJECT", "refused", who or [subject], [])
    return None
