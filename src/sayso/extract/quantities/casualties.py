"""Casualties: what befell the people that a figure counts, told by the syntax around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.quantities.casualty_frames import FORCES, Befallen, frames, governed
from sayso.extract.quantities.victims import are_people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.quantities.counted import Counted
    from sayso.record import Outcome

_NOUNS = frozenset(("NOUN", "PROPN", "NUM", "PRON", "ADJ"))
_INSIDE = frozenset(("compound", "nmod", "nummod", "amod", "quantmod", "poss"))
# "a group of 12 men was killed"
_GROUPS = frozenset("group total number crowd family team unit band convoy contingent estimated".split())
_TOGETHER = frozenset(("along", "together"))
_NEVER = frozenset("avoid prevent threaten plan attempt fail refuse want intend vow stop".split())
_EPISTEMIC = frozenset(("may", "might", "must"))
_MOST_CLIMBS = 5
_JOINTS = frozenset((",", "and", "or", "/", "-", "taken", "were"))
_CLOSES = frozenset("and or , . ; ) in by during at on since".split())
_BOUNDS = frozenset(
    "at least more than about some nearly almost up to over around another all a total of further".split()
)


def befallen(doc: tokens.Doc, first: int, end: int, what: Counted | None) -> Befallen | None:
    """Tell what befell those whom the number at tokens ``[first, end)`` counts; ``what`` is the noun phrase counted.

    None where nothing did, where it is denied or only might happen, and where no people are counted.
    """
    found = _found(doc, first, end, what)
    if found is None or not are_people(doc, what, found.outcome) or not _is_asserted(doc[found.cue]):
        return None
    return found


def together(doc: tokens.Doc, found: Befallen) -> tuple[Outcome, ...]:
    """Give every outcome that is counted in one number: "killed or wounded", "dead, wounded or taken prisoner"."""
    left, right = list(_beside_cue(doc, found.cue, -1)), list(_beside_cue(doc, found.cue, 1))
    return tuple(dict.fromkeys([*reversed(left), found.outcome, *right]))


def _beside_cue(doc: tokens.Doc, cue: int, step: int) -> Iterator[Outcome]:
    """Yield the outcomes that words joined to the cue by "and", "or" or a comma tell, going left or right."""
    at = cue + step
    while 0 < at < len(doc) - 1:
        joints = 0
        while 0 < at < len(doc) - 1 and doc[at].lower_ in _JOINTS:
            joints += 1
            at += step
        outcome = frames()["state"].get(doc[at].lower_)
        if outcome is None and doc[at].tag_ in {"VBN", "VBD"}:
            outcome = frames()["object"].get(doc[at].lemma_.lower())
        if not joints or outcome is None or (step > 0 and at + 1 < len(doc) and doc[at + 1].like_num):
            return
        yield outcome
        at += step


def _found(doc: tokens.Doc, first: int, end: int, what: Counted | None) -> Befallen | None:
    if what is not None:
        for at in range(what.start, what.end):
            outcome = frames()["state"].get(doc[at].lower_)
            if outcome is not None and doc[at].tag_ != "NN" and doc[at].lower_ != "homeless":
                return Befallen(outcome, at)
        outcome = frames()["counted"].get(what.noun.lower())
        if outcome is not None:
            return Befallen(outcome, what.end - 1)
    node = doc[end - 1 if what is None else what.end - 1]
    for candidate in _positions(node, first, end):
        found = governed(candidate)
        if found is not None:
            return found
    return _beside(doc, first) or (_after(doc, end) if what is None else None)


def _positions(node: tokens.Token, first: int, end: int) -> Iterator[tokens.Token]:
    """Yield the nouns whose role the counted noun shares: itself, its head, those it is joined to by "and"."""
    for _ in range(_MOST_CLIMBS):
        if node.dep_ not in _INSIDE or node.head.pos_ not in _NOUNS:
            yield node
        head = node.head
        if head is node:
            return
        joined = node.dep_ == "conj" and not _has_own_verb(node)
        if (node.dep_ in _INSIDE or joined) and head.pos_ in _NOUNS:
            node = head
        elif node.dep_ == "appos" and head.pos_ in _NOUNS and any(child.dep_ == "conj" for child in node.rights):
            # The parser takes the second of "a doctor, a nurse and two guards" for a name of the first.
            node = head
        elif node.dep_ == "pobj" and (group := _group_of(node, first, end)) is not None:
            node = group
        else:
            return


def _group_of(node: tokens.Token, first: int, end: int) -> tokens.Token | None:
    """Find the noun that shares its role with one behind "of" or "with": "a group of 12", "a guard along with 12"."""
    preposition = node.head
    head = preposition.head
    if preposition.lower_ == "of":
        return head if first <= head.i < end or head.lemma_.lower() in _GROUPS else None
    if preposition.lower_ != "with" or preposition.i == 0 or node.doc[preposition.i - 1].lower_ not in _TOGETHER:
        return None
    while head.pos_ not in {"VERB", "NOUN", "PROPN"} and head.head is not head:
        head = head.head
    if head.pos_ != "VERB":
        return head
    return next((child for child in head.children if child.dep_ in {"dobj", "nsubjpass"}), None)


def _has_own_verb(node: tokens.Token) -> bool:
    """Tell whether a participle after the noun says something else of it: "two killed and ten hostages freed"."""
    return any(child.dep_ == "acl" and child.tag_ == "VBN" for child in node.rights)


def _beside(doc: tokens.Doc, first: int) -> Befallen | None:
    """Read a verb right before the number, whatever the parser made of it: "killed 14, wounded 30"."""
    at = first - 1
    while at > 0 and doc[at].lower_ in _BOUNDS:
        at -= 1
    verb = doc[max(at, 0)]
    outcome = frames()["object"].get(verb.lemma_.lower()) if verb.pos_ == "VERB" else None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return None if outcome is None or passive else Befallen(outcome, verb.i)


def _after(doc: tokens.Doc, end: int) -> Befallen | None:
    """Read a participle right after the number: "they suffered 600 killed and wounded"."""
    if end + 1 >= len(doc) or doc[end + 1].lower_ not in _CLOSES:
        return None
    outcome = frames()["state"].get(doc[end].lower_)
    return None if outcome is None else Befallen(outcome, end)


def _is_asserted(cue: tokens.Token) -> bool:
    """Tell whether the text says that it happened: not "no", "would kill", "to kill", "if it killed"."""
    verb = cue
    if verb.pos_ not in {"VERB", "AUX"} and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
    parts = {child.dep_: child for child in verb.children}
    have = any(child.dep_ == "aux" and child.lower_ in {"have", "having"} for child in verb.children)
    modal = next((child.lower_ for child in verb.children if child.tag_ == "MD"), None)
    if "neg" in parts or (modal is not None and not (have and modal in _EPISTEMIC)):
        return False
    if "mark" in parts and parts["mark"].lower_ in {"if", "unless"}:
        return False
    head = verb.head.lemma_.lower()
    if verb.dep_ in {"xcomp", "pcomp", "dobj", "ccomp"} and head in _NEVER:
        return False
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return not infinitive or have or head in FORCES or cue is not verb
