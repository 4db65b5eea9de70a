"""What a word of promising, asking or refusing comes to: its negation, its modal verb, its object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.promises.words import verbs, words

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.promises.words import Act
    from sayso.record import CommitmentKind

# Not doing these is no refusal.
_AIMS = frozenset({"plan", "intend", "aim", "offer"})
_SINGULAR = frozenset({"NN", "NNP", "PRP"})
_PLURAL_PRONOUNS = frozenset({"i", "we", "you", "they"})
# "When farmers ask for help" tells of no one request.
_NOT_YET = frozenset({"if", "unless", "whether", "whenever"})
_PARTICLES = frozenset({"prt", "advmod", "acomp"})


def act_of(verb: tokens.Token) -> Act | None:
    """Give the act that ``verb`` is, with its particle where the two make one ("rule out", "stop short")."""
    for child in verb.rights:
        if child.dep_ in _PARTICLES and child.i <= verb.i + 2:
            phrasal = verbs().get(f"{verb.lemma_} {child.lower_}")
            if phrasal is not None:
                return phrasal
    return verbs().get(verb.lemma_.lower())


def kind_of_act(verb: tokens.Token, act: Act) -> CommitmentKind | None:
    """Give the kind of the act; what is only possible, or not done, is none."""
    first = verb.head if verb.dep_ == "conj" and verb.tag_ == "VB" and phrases.own_subject(verb) is None else verb
    modal = any(child.tag_ == "MD" for each in {first, verb} for child in each.lefts)
    negated = any(child.dep_ == "neg" for child in verb.children)
    if verb.dep_ == "amod" or any(child.lower_ in _NOT_YET for child in verb.lefts):
        return None
    if act.kind == "refusal" and any(child.dep_ == "xcomp" and _unsays(child) for child in verb.rights):
        return None
    thing = phrases.child_of(verb, "dobj")
    if thing is not None and not _takes(verb, act, thing):
        return None
    if negated:
        if act.kind == "pledge" and verb.lemma_ not in _AIMS:
            return "refusal"
        return act.kind if act.kind == "forecast" else None
    return None if modal else act.kind


def _unsays(verb: tokens.Token) -> bool:
    """Tell what refusing is no refusal: "declined to comment", "refused to rule out"."""
    act = act_of(verb)
    return verb.lemma_ in words("silence") or (act is not None and act.kind == "refusal")


def _takes(verb: tokens.Token, act: Act, thing: tokens.Token) -> bool:  # noqa: PLR0911 - one for each verb with objects of its own
    """Tell whether the object lets the verb be the act: "offered talks", not "offered no proof"."""
    lemma = thing.lemma_.lower()
    if thing.i < verb.i:
        return True  # "which they promised"
    if thing.pos_ not in {"NOUN", "PROPN", "PRON"} or lemma in {"nothing", "little"}:
        return False
    if verb.lemma_ == "threaten":
        return lemma in words("harms")
    if act.kind == "refusal":
        return lemma in words("asked") if verb.lemma_ == "dismiss" else lemma not in words("reported")
    if verb.lemma_ == "reserve":
        return lemma == "right"
    if verb.lemma_ == "want" and not any(child.dep_ == "xcomp" for child in verb.rights):
        return lemma in words("offers") and _has_owner(thing)
    if verb.lemma_ == "offer":
        return lemma in words("offers") and not any(child.lower_ == "no" for child in thing.lefts)
    # "a treaty committing them to cuts" commits others.
    return verb.lemma_ != "commit" or thing.lower_.endswith(("self", "selves"))


def _has_owner(thing: tokens.Token) -> bool:
    """`the league's help`, `help from the league`."""
    return any(child.dep_ == "poss" for child in thing.lefts) or any(child.lower_ == "from" for child in thing.rights)


def is_subjunctive(verb: tokens.Token, start: int, end: int) -> bool:
    """`insists that the army leave first`: no ending on the verb of tokens ``[start, end)``, or "must"."""
    root = verb.doc[start:end].root
    doer = phrases.own_subject(root)
    modals = {child.lower_ for child in root.lefts if child.tag_ == "MD"}
    if modals:
        return not modals.isdisjoint({"must", "should"})
    plain = root.lower_ == root.lemma_ and root.tag_ in {"VB", "VBP"}
    passive = any(child.lower_ == "be" and child.dep_ == "auxpass" for child in root.lefts)
    if passive or not plain or doer is None or doer.lower_ in _PLURAL_PRONOUNS:
        return passive
    # Of several, only the tense tells: "suggested that both sides leave", not "suggests that they leave".
    return doer.tag_ in _SINGULAR or verb.tag_ in {"VBD", "VBN"}


def is_infinitive(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` has its "to"."""
    return verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.lefts)
