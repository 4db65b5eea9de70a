"""Stretches that hold no toponym though they hold names of places: bylines, the names of outlets, "Earth"."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from sayso.annotate import document_of, text_of, tokens_of
from sayso.document import Span
from sayso.extract.actor_words import bodies, known
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
# "the Times of Oden", "Radio Free Oden"
_OUTLET_OF = re.compile(rf"\b(?:(?:Times|Voice|Chronicle) of (?:the )?|Radio (?:Free )?){CAPITAL}(?: {CAPITAL})?")


class Barred:
    """The stretches of a doc, as characters of its text, in which no toponym may lie."""

    def __init__(self, doc: tokens.Doc) -> None:
        """Find them in ``doc``."""
        self._text = text_of(doc)
        nicknames = (match.span() for match in _nicknames().finditer(self._text) if not self._has_larger(match.end()))
        self._stretches = sorted({*_heads(doc), *_outlets(doc, self._text), *nicknames})

    def __contains__(self, one: Candidate) -> bool:
        """Tell whether a candidate is no place because of where it stands, or of what it is called."""
        if one.evidence == "told":
            return False
        called = self._text[one.start : one.end]
        movement = known().get(called)
        if movement is not None and movement[1] == "armed_group":
            return True
        if _outlet_after().match(self._text, one.end) or any(
            start <= one.start and one.end <= end for start, end in self._stretches
        ):
            return True
        if one.evidence == "known":
            return False
        return _outlet_after().search(called) is not None or (called in _not_places() and not self._has_larger(one.end))

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
    yield from (match.span() for match in _OUTLET_OF.finditer(text))
    document = document_of(doc)
    if document is not None and document.outlet:
        # A paper may be called like its town and nothing else.
        own = re.compile(rf"(?<!\w){re.escape(document.outlet)}(?!\w)")
        if " " in document.outlet:
            yield from (match.span() for match in own.finditer(text))


@functools.cache
def _outlet_after() -> re.Pattern[str]:
    """Match behind a place what makes an outlet's name of it; further off, in a headline, another begins."""
    listed = {word for word, (kind, _) in bodies().items() if kind == "outlet"} - _NO_NAMES
    last = either(frozenset(form for word in listed for form in (word.title(), word.upper())) | words("outlet"))
    return re.compile(rf" (?:(?:{either(words('outlet_part'))}) )*(?:{last})(?![\w'-]| (?:Office|Road|Street|No\.))")


@functools.cache
def _not_places() -> frozenset[str]:
    return frozenset(name for name, _ in entries("not_places.tsv"))


@functools.cache
def _nicknames() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(frozenset(name for name in _not_places() if ' ' in name))})\b")
