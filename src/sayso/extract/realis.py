"""Realis: whether a text tells a deed as done or going on, and not as planned, wanted, doubted or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy import tokens

VERBS = frozenset({"VERB", "AUX"})
_FAR = 6
_PHASE = frozenset("begin start continue manage help go come succeed proceed keep finish claim appear seem".split())
# What somebody does not want or expect to be so, or says is not so.
_UNREAL = frozenset(
    "want hope wish demand urge propose suggest plan intend threaten vow pledge promise offer refuse decline fail"
    " expect predict try attempt seek agree ask order decide prepare fear deny dispute reject doubt pretend dream"
    " recommend insist request require call vote prevent stop forbid".split()
)
# Under these a clause may still be a fact: "insisted that they hold the bridge".
_SAYS_SO = frozenset({"insist", "call", "agree", "order"})
_IFS = frozenset({"if", "unless", "whether", "until", "before", "lest"})
_NOT_DONE = frozenset({"without", "against", "from", "before", "instead"})
_HARDLY = frozenset({"never", "almost", "nearly", "hardly", "not", "n't", "no", "neither", "nor", "nobody", "none"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_told(token: tokens.Token) -> bool:
    """Tell whether what ``token`` (a verb, or a noun in its clause) tells has come about, on anybody's word."""
    at = token
    for _ in range(_FAR):
        if at.pos_ in VERBS:
            return _is_done(at)
        if at.dep_ == "pobj" and at.head.lower_ in _NOT_DONE:
            return False
        if at.head == at:
            return True
        at = at.head
    return True


def is_negated(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` has a "not", "never" or a subject that is nobody."""
    return any(
        child.dep_ == "neg" or child.lower_ in {"never", "neither"} or _is_nobody(child) for child in verb.children
    )


def _is_nobody(subject: tokens.Token) -> bool:
    if subject.dep_ not in _SUBJECTS:
        return False
    first = subject.doc[subject.left_edge.i]
    return first.lower_ in {"no", "none", "nobody", "neither"} or subject.lower_ in {"none", "nobody"}


def _is_done(verb: tokens.Token) -> bool:
    """Climb from the verb to those that its clause depends on: "tried to seize", "if they seized"."""
    at = verb
    for _ in range(_FAR):
        if at.pos_ in VERBS and (not _is_real(at) or _is_unreal(at, at.head)):
            return False
        if at.dep_ == "pcomp":
            return at.head.lower_ not in _NOT_DONE
        if at.pos_ not in VERBS or at.head == at or at.dep_ not in {"ccomp", "xcomp", "conj", "auxpass"}:
            return True
        # A second verb has its own tense, unless it is an infinitive: "will enter and seize".
        if at.dep_ == "conj" and (at.tag_ != "VB" or any(child.dep_ == "nsubj" for child in at.lefts)):
            return True
        if at.dep_ == "ccomp":
            return not is_negated(at.head) or at.head.pos_ not in VERBS
        at = at.head
    return True


def _is_unreal(clause: tokens.Token, governor: tokens.Token) -> bool:
    """Tell whether ``clause`` is what somebody wants or denies: "demanded that they leave"."""
    if clause.dep_ not in {"ccomp", "xcomp"} or clause.i < governor.i or governor.lemma_ not in _UNREAL:
        return False
    return not (clause.dep_ == "ccomp" and governor.lemma_ in _SAYS_SO)


def _is_real(verb: tokens.Token) -> bool:
    """Tell whether nothing in the clause of ``verb`` itself makes it a plan, a wish or a negation."""
    if any(_undoes(child, verb) for child in verb.lefts) or any(child.dep_ == "neg" for child in verb.rights):
        return False
    if verb.tag_ != "VB":
        return True
    # As a main verb with a subject it is a present that was taken for an infinitive.
    has_subject = any(child.dep_ == "nsubj" for child in verb.lefts)
    helpers = {child.lower_ for child in verb.lefts}
    return (verb.dep_ == "ROOT" and has_subject) or not helpers.isdisjoint({"do", "did", "does", "to"})


def _undoes(child: tokens.Token, verb: tokens.Token) -> bool:
    """Tell whether ``child``, before ``verb``, takes back that it is done."""
    is_infinitive = child.tag_ == "TO" and not (verb.dep_ == "xcomp" and verb.head.lemma_ in _PHASE)
    is_condition = child.dep_ in {"mark", "advmod"} and child.lower_ in _IFS and verb.dep_ == "advcl"
    is_negation = child.dep_ == "neg" or (child.lower_ in _HARDLY and child.dep_ not in {"conj", "cc"})
    return child.tag_ == "MD" or is_infinitive or is_condition or is_negation or _is_nobody(child)
