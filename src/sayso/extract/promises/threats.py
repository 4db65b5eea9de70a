"""Threats: harm that a speaker says is ahead, and harm under a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.promises.voices import FIRST
from sayso.extract.promises.words import words

if TYPE_CHECKING:
    from sayso.extract.promises.clauses import Clause
    from sayso.extract.promises.voices import Voice


def is_threat(clause: Clause, voice: Voice, *, own: bool, conditional: bool) -> bool:  # noqa: PLR0911 - one for each sort
    """Tell a threat: harm, not standing idle, what is done "if", what somebody "will pay for"."""
    verb, subject = clause.verb, clause.subject
    lemma, negated = clause.lemma, clause.is_negated
    if lemma == "regret" and not negated and not (subject is not None and subject.lower_ in FIRST):
        return True
    if not negated and _will_be_paid_for(clause, own=own):
        return True
    if subject is not None and subject.lemma_.lower() in words("other"):
        return False
    if negated and lemma in words("idle") and not (lemma == "forget" and phrases.is_passive(verb)):
        return True
    if lemma in words("forced") and any(child.dep_ == "xcomp" for child in verb.rights):
        return own
    if voice.warns and conditional and (clause.denies_subject or (own and lemma not in words("outcome"))):
        return True
    if negated or voice.is_expert(verb.doc):
        return False
    if phrases.is_passive(verb):
        if lemma in words("reply"):
            return any(token.lemma_.lower() in words("blow") for token in verb.doc[verb.i + 1 : clause.end])
        return lemma in words("violence") or (conditional and lemma in words("harm"))
    return _does_harm(clause, lemma, own=own, conditional=conditional)


def _will_be_paid_for(clause: Clause, *, own: bool) -> bool:
    """`they will regret this`, `they will pay for it`, `there will be consequences`."""
    verb, subject = clause.verb, clause.subject
    if clause.lemma == "regret":
        return subject is None or subject.lower_ not in FIRST
    if clause.lemma == "pay":
        return not own and any(child.lower_ in {"for", "dearly"} for child in verb.rights)
    thing = phrases.child_of(verb, "attr")
    is_there = any(child.dep_ == "expl" for child in verb.lefts)
    return is_there and thing is not None and thing.lemma_.lower() in words("reprisal")


def _does_harm(clause: Clause, lemma: str, *, own: bool, conditional: bool) -> bool:
    verb = clause.verb
    if lemma in words("harm"):
        return own or conditional
    if lemma in words("reply"):
        later = verb.doc[verb.i + 1 : clause.end]
        return own and (conditional or any(token.lemma_.lower() in words("blow") for token in later))
    if lemma == "open":
        return any(child.dep_ == "dobj" and child.lemma_ == "fire" for child in verb.rights)
    return conditional and own and lemma in words("harm_if")
