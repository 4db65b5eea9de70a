"""Phrases in a parse: noun phrases, clauses, and who a verb is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy import tokens

Range = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_CUTS_NOUN_PHRASE = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "conj_clause"})
_LONGEST_NOUN_PHRASE = 40


def noun_phrase(head: tokens.Token) -> Range:
    """Give the tokens of the noun phrase of ``head``, without a relative or participial clause after it."""
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.rights:
        cut = child.dep_ in _CUTS_NOUN_PHRASE or (child.dep_ in {"conj", "appos"} and child.pos_ in {"VERB", "AUX"})
        # "The front on Sunday released it": the day is the verb's.
        cut = cut or (child.dep_ == "prep" and any(inner.ent_type_ in {"DATE", "TIME"} for inner in child.rights))
        if cut and child.left_edge.i > head.i:
            end = min(end, child.left_edge.i)
    if end - start > _LONGEST_NOUN_PHRASE:
        start, end = head.i, head.i + 1
    return trim(doc, start, end)


def trim(doc: tokens.Doc, start: int, end: int, *, also: frozenset[str] = frozenset()) -> Range:
    """Leave out white space, commas, dashes and stray marks at the edges of tokens ``[start, end)``."""
    while start < end - 1 and (doc[start].is_space or doc[start].text in _LEADING or doc[start].lower_ in also):
        start += 1
    while end > start + 1 and (doc[end - 1].is_space or doc[end - 1].text in _TRAILING):
        end -= 1
    return start, end


_LEADING = frozenset({",", ";", ":", "—", "–", "-", "--", ".", ")", "”", "’", "…", "...", "?", "!"})
_TRAILING = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "(", "“", "‘", "and", "but", "or"})


def subject(verb: tokens.Token) -> tokens.Token | None:
    """Find the grammatical subject of ``verb``, climbing over conjunctions, participles and infinitives."""
    seen = 0
    current = verb
    while seen < 6:  # noqa: PLR2004 - deeper chains are parse errors
        own = own_subject(current)
        if own is not None:
            return own if own.dep_ != "nsubjpass" or current is not verb else None
        seen += 1
        head = current.head
        if head == current:
            return None
        if current.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
            # "appeared in videos railing against it": not the videos rail.
            things = current.tag_ == "VBG" and head.dep_ == "pobj" and head.tag_ == "NNS" and head.ent_type_ == ""
            outer = head.head.head if things else head
            return (own_subject(outer) or head) if things and outer.pos_ == "VERB" else head
        if current.dep_ in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "acl", "dep", "parataxis", "attr"}:
            current = head
            if current.pos_ in {"NOUN", "PROPN"} and current.dep_ in {"pobj", "dobj", "attr"}:
                current = current.head
            continue
        return None
    return None


def own_subject(verb: tokens.Token) -> tokens.Token | None:
    """Find the subject among the children of ``verb`` itself."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    return None


def is_passive(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` is a passive."""
    return any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)


def agent(verb: tokens.Token) -> tokens.Token | None:
    """Find who a passive is done by."""
    for child in verb.rights:
        if child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def child_of(token: tokens.Token, *deps: str) -> tokens.Token | None:
    """Find the first child of ``token`` in one of the relations ``deps``."""
    for child in token.children:
        if child.dep_ in deps:
            return child
    return None


def opens(doc: tokens.Doc, start: int, end: int) -> bool:
    """Tell whether tokens ``[start, end)`` open a quotation that they do not close."""
    return sum((token.text == "“") - (token.text == "”") for token in doc[start:end]) > 0


def closed(doc: tokens.Doc, start: int, end: int) -> Range:
    """Take in the mark that closes a quotation which tokens ``[start, end)`` open: `rifles “soon` ends in `.”`."""
    if opens(doc, start, end):
        for index in range(end, min(end + 2, len(doc))):
            if doc[index].text == "”":
                return start, index + 1
            if not doc[index].is_punct:
                break
    return start, end
