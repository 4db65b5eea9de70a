"""Names that label words: a transcript's speaker, a headline's source before a colon or behind a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.actor_words import bodies, persons
from sayso.extract.attribution.cues import verbs
from sayso.extract.attribution.found import Found
from sayso.extract.titles import is_office

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

_LONGEST_LABEL = 5
_LONGEST_HEADLINE = 24
_SHORTEST_CONTENT = 2
_NO_LABELS = frozenset({"question", "answer", "note", "photo", "update", "correction"})
_INITIALS = 2
_MARKS_OFF = frozenset({":", "-", "–", "—", "--"})
_ENDS = frozenset({".", "?", "!", "”", ":", "…"})


def label_before(colon: tokens.Token) -> Range | None:
    """Give who is named at the start of a paragraph before ``colon``: `OREN:`, `Minister:`, `Rebels:`."""
    doc = colon.doc
    start = colon.i
    while start > 0 and colon.i - start <= _LONGEST_LABEL and not doc[start - 1].is_space:
        start -= 1
    label = doc[start : colon.i]
    if not 0 < len(label) <= _LONGEST_LABEL or label.text.casefold() in _NO_LABELS:
        return None
    shouted = label.text.isupper() and len(label.text) > _INITIALS
    if not (shouted or _names_somebody(label)) or _is_clause(label, shouted=shouted):
        return None
    return start, colon.i


def of_label(colon: tokens.Token, first: int) -> Found | None:
    """`Minister: talks have failed`: all that follows the label, to the paragraph's end."""
    doc = colon.doc
    label = label_before(colon)
    if label is None or doc[first - 1].is_space:
        return None
    last = next((token.i for token in doc[first:] if token.is_space and "\n\n" in token.text), len(doc))
    return Found((phrases.trim(doc, first, last),), None, label, "name before a colon")


def of_headline(end: tokens.Token) -> Found | None:
    """`Bridge reopened: army`, `Nine dead in shelling - hospital`: the headline before ``end`` ends in its source."""
    doc = end.doc
    start = end.i
    while start > 0 and end.i - start <= _LONGEST_HEADLINE and not doc[start - 1].is_space:
        start -= 1
    if end.i - start > _LONGEST_HEADLINE or doc[end.i - 1].text in _ENDS:
        return None
    off = next((index for index in range(end.i - 1, start, -1) if doc[index].text in _MARKS_OFF), None)
    if off is None or off - start < _SHORTEST_CONTENT or not doc[off + 1].nbor(-1).whitespace_:
        return None
    label, words = doc[off + 1 : end.i], doc[start:off]
    hyphen = doc[off].text != ":" and not doc[off - 1].whitespace_
    tells = any(token.pos_ in {"VERB", "AUX"} or token.like_num for token in words)
    if not 0 < len(label) <= _LONGEST_LABEL or hyphen or not tells or not _names_somebody(label):
        return None
    if _is_clause(label, shouted=False) or any(token.text in {"“", "”"} for token in words):
        return None
    return Found((phrases.trim(doc, start, off),), None, (off + 1, end.i), "name after a headline")


def _names_somebody(label: tokens.Span) -> bool:
    last = label[-1]
    told = last.ent_type_ in {"PERSON", "ORG"} or is_office(last)
    return told or last.lower_ in bodies() or last.lemma_.lower() in persons() or _speaks_elsewhere(last)


def _speaks_elsewhere(name: tokens.Token) -> bool:
    """Tell whether the text has ``name``, which no list knows, say or do something that people and states do."""
    if not name.text[:1].isupper():
        return False
    elsewhere = (token for token in name.doc if token.text == name.text and token.tag_ == "NNP" and token.i != name.i)
    return any(token.dep_ == "nsubj" and token.head.lemma_ in verbs() for token in elsewhere)


def _is_clause(label: tokens.Span, *, shouted: bool) -> bool:
    return any((token.tag_ in phrases.FINITE and not shouted) or token.is_punct for token in label)
