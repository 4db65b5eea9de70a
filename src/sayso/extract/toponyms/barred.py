"""Stretches that hold no toponym though they hold names of places: bylines, the names of outlets, "Earth"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from sayso.annotate import document_of, text_of, tokens_of
from sayso.document import Span
from sayso.extract.actor_words import bodies
from sayso.extract.lexicon import entries
from sayso.extract.toponyms.cues import CAPITAL, either, words
from sayso.extract.toponyms.names import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.toponyms.forms import Candidate

_HEAD_KINDS = frozenset({"byline", "date"})
# "the English Channel" is a water, and "Iraqi media" a country's.
_NO_NAMES = frozenset("channel media newspaper magazine".split())
_REACH = 30


class Barred:
    """The stretches of a doc, as characters of its text, in which no toponym may lie."""

    def __init__(self, doc: tokens.Doc) -> None:
        """Find them in ``doc``."""
        self._text = text_of(doc)
        self._stretches = sorted({*_heads(doc), *_outlets(doc, self._text)})

    def __contains__(self, one: Candidate) -> bool:
        """Tell whether a candidate is no place because of where it stands, or of what it is called."""
        if any(start <= one.start and one.end <= end for start, end in self._stretches):
            return True
        called = self._text[one.start : one.end]
        return one.evidence != "known" and called in _not_places() and not self._has_larger(one.end)

    def _has_larger(self, end: int) -> bool:
        if not self._text.startswith(", ", end):
            return False
        following = next(names().find(self._text[end + 2 : end + 2 + _REACH]), None)
        return following is not None and following[0] == 0 and not following[2].demonym


def _heads(doc: tokens.Doc) -> Iterator[tuple[int, int]]:
    """Yield who wrote the article and when: "By Paris Hill", "Boston, 3 May"."""
    document = document_of(doc)
    for block in () if document is None or not len(doc) else document.blocks:
        if block.kind in _HEAD_KINDS and block.start < block.end:
            first, end = tokens_of(doc, Span(block.start, block.end))
            last = doc[end - 1]
            yield doc[first].idx, last.idx + len(last)


def _outlets(doc: tokens.Doc, text: str) -> Iterator[tuple[int, int]]:
    for pattern in _outlet_patterns():
        yield from (match.span() for match in pattern.finditer(text))
    document = document_of(doc)
    if document is not None and document.outlet:
        own = re.compile(rf"(?<!\w){re.escape(document.outlet)}(?!\w)")
        # A paper may be called like its town and nothing else.
        if " " in document.outlet:
            yield from (match.span() for match in own.finditer(text))


@functools.cache
def _outlet_patterns() -> tuple[re.Pattern[str], ...]:
    listed = {word for word, (kind, _) in bodies().items() if kind == "outlet"} - _NO_NAMES
    last = either(frozenset(form for word in listed for form in (word.title(), word.upper())) | words("outlet"))
    between = either(words("outlet_part"))
    return (
        # A place directly before the word: in a headline, what stands further off is no part of the name.
        re.compile(
            rf"(?<![\w.])(?:{CAPITAL} ){{1,3}}?(?:(?:{between}) ){{0,2}}(?:{last})(?![\w'-]| (?:Office|Road|Street))"
        ),
        re.compile(rf"\b(?:Times|Voice|Chronicle|Daily) of (?:the )?{CAPITAL}(?: {CAPITAL})?"),
        re.compile(rf"\bRadio (?:Free )?{CAPITAL}(?:[ /]{CAPITAL})*"),
    )


@functools.cache
def _not_places() -> frozenset[str]:
    return frozenset(name for name, _ in entries("not_places.tsv"))
