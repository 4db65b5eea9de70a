"""What the subject of a clause says is counted or measured: "the boats rose to 40", "prices fell 3 percent"."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.extract.lexicon import entries
from sayso.extract.quantities.counted import DETERMINERS, MOST_TOKENS, NOUNS, PLURALS, Counted, is_plural, singular

if TYPE_CHECKING:
    from spacy import tokens

# "The number of boats has risen to 40", "the total of guards and boats reached 40".
_TALLIES = frozenset("number numbers total count figure tally estimate sum toll population".split())
_REACHES = frozenset(
    "reach rise fall be stand hit exceed climb grow drop increase pass top near approach total".split()
)
_FARTHEST_TALLY = 16
_LINKS = frozenset("dobj attr pobj npadvmod acomp oprd prep".split())
_MOST_LINKS = 4


def counted_subject(doc: tokens.Doc, at: int) -> Counted | None:
    """Find what the subject of the clause tallies, for a number at token ``at`` with no noun after it."""
    verb = doc[at]
    for _ in range(2):
        verb = verb.head if verb.dep_ in _LINKS else verb
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    begin = min([verb.i, *(word.i for word in verb.lefts if word.dep_ in {"aux", "auxpass"})])
    for tally in verb.lefts:
        if tally.dep_ in {"nsubj", "nsubjpass"} and tally.lower_ in _TALLIES:
            of = tally.i + 1
            return _tallied(doc, of + 1, begin) if doc[of].lower_ == "of" else _own_noun(tally)
    if verb.lemma_ not in _REACHES:
        return None
    # The parser may have lost the subject: "the total of allied guards deployed in Orvane has reached 40".
    for of in range(begin - 1, max(doc[begin].sent.start, begin - _FARTHEST_TALLY), -1):
        if doc[of].lower_ == "of" and doc[of - 1].lower_ in _TALLIES:
            return _tallied(doc, of + 1, begin)
    return None


def _tallied(doc: tokens.Doc, first: int, end: int) -> Counted | None:
    """Find the noun phrase that begins at ``first``, in the clause's subject, which ends before ``end``."""
    while first < end and doc[first].lower_ in DETERMINERS:
        first += 1
    plural: int | None = None
    last = first
    for at in range(first, min(end, first + MOST_TOKENS)):
        token = doc[at]
        participle = token.tag_ == "VBN" and doc[at + 1].pos_ not in NOUNS
        if token.tag_ in {"IN", "WDT", "WP", "TO"} or token.text == "," or (participle and plural is not None):
            break
        if is_plural(token) and (plural is None or doc[plural].tag_ not in PLURALS):
            plural = at
        last = at
    if plural is None:
        return None
    return Counted(first, last + 1, singular(doc[plural].text, plural=True), plural=True)


def _own_noun(tally: tokens.Token) -> Counted | None:
    """Read "troop numbers", "the population"."""
    if tally.lower_ == "population":
        return Counted(tally.i, tally.i + 1, "person", plural=True)
    nouns = [word for word in tally.lefts if word.dep_ == "compound"]
    if tally.lower_ != "numbers" or not nouns:
        return None
    return Counted(nouns[0].i, tally.i + 1, singular(nouns[-1].text, plural=nouns[-1].tag_ in PLURALS), plural=True)


@functools.cache
def _changes() -> frozenset[str]:
    files = ("number_changes.tsv", "number_multiples.tsv")
    return frozenset(row[0] for name in files for row in entries(name))


def changed_subject(doc: tokens.Doc, at: int) -> Counted | None:
    """Find what the figure at token ``at`` is a change or a level of: the subject of "rose", "fell to", "doubled"."""
    verb = doc[at]
    for _ in range(_MOST_LINKS):
        if verb.lower_ in _changes() and verb.pos_ == "VERB":
            break
        verb = verb.head if verb.dep_ in _LINKS | {"nummod", "quantmod"} else verb
    if verb.pos_ != "VERB" or verb.lower_ not in _changes():
        return None
    subject = next((word for word in verb.lefts if word.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or subject.pos_ not in NOUNS:
        return None
    first = subject.left_edge.i
    while first < subject.i and (doc[first].lower_ in DETERMINERS or doc[first].is_punct or doc[first].is_space):
        first += 1
    if subject.i + 1 - first > MOST_TOKENS:
        return None
    return Counted(first, subject.i + 1, singular(subject.text, plural=subject.tag_ in PLURALS), is_plural(subject))
