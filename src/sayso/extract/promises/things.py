"""Things promised or asked for: "the aid promised by the council", "the schools that she said would open"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import span_of
from sayso.extract import phrases
from sayso.extract.promises.drafts import Draft, trimmed

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.record import CommitmentKind

RULE = "thing promised or asked for"


def said_of_thing(verb: tokens.Token, kind: CommitmentKind) -> Draft | None:
    """`the aid promised by the council`, `the aid that the council promised`: the thing is what is promised."""
    doc, thing = verb.doc, verb.head
    if thing.pos_ != "NOUN" or thing.i > verb.i:
        return None
    if verb.lemma_ == "announce" and not any(child.lower_ == "for" for child in verb.rights):
        return None  # "the truce announced by the two sides": it is there
    is_participle = verb.dep_ == "acl"
    doer = _relative_doer(verb, kind) if not is_participle else phrases.agent(verb) if verb.tag_ == "VBN" else None
    if doer is None:
        return None
    start, end = phrases.noun_phrase(doer)
    # "the aid promised by the council, they said": the parser may take "they" for a name of the council.
    end = next((index for index in range(doer.i, end) if doc[index].text == ","), end)
    last = verb.right_edge.i + 1
    if is_participle:
        last = next((index for index in range(verb.i, last) if doc[index].text == ","), last)
    part = trimmed(doc, thing.left_edge.i, last)
    return None if part is None else Draft(kind, *part, span_of(doc, start, end), None, RULE)


def _relative_doer(verb: tokens.Token, kind: CommitmentKind) -> tokens.Token | None:
    """Find who promised "the aid that the council promised"; None where the thing itself does."""
    doer, thing = phrases.own_subject(verb), phrases.child_of(verb, "dobj")
    if doer is None or doer.dep_ != "nsubj" or doer.tag_ in {"WDT", "WP"}:
        return None
    if thing is not None and (thing.i > verb.i or thing.lower_ not in phrases.RELATIVES):
        return None
    return None if phrases.child_of(verb, "ccomp") is not None and kind != "pledge" else doer


def said_of_plan(verb: tokens.Token) -> Draft | None:
    """`the schools that the mayor said would open by May`."""
    ahead, doer = phrases.child_of(verb, "ccomp"), phrases.own_subject(verb)
    if ahead is None or doer is None or doer.tag_ in {"WDT", "WP"} or verb.head.i > verb.i:
        return None
    modal = next((child for child in ahead.lefts if child.tag_ == "MD" and child.lower_ in {"will", "would"}), None)
    if modal is None or not any(child.lower_ in phrases.RELATIVES for child in ahead.lefts):
        return None
    last = verb.right_edge.i + 1
    # "… would open by May are shut": the next finite verb tells of the schools.
    last = next((index for index in range(ahead.i + 1, last) if verb.doc[index].tag_ in phrases.FINITE), last)
    part = trimmed(verb.doc, verb.head.left_edge.i, last)
    if part is None:
        return None
    kind: CommitmentKind = "refusal" if phrases.child_of(ahead, "neg") is not None else "pledge"
    return Draft(kind, *part, span_of(verb.doc, *phrases.noun_phrase(doer)), None, RULE)
