"""The stretch of a text that shows best why a query found it."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_left
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.document import Span
from sayso.store.search.lexer import cleaned
from sayso.store.search.match import fts5

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.store.search.tree import Words

WIDTH = 160
# The same as in the store, so that what was found by "shelling" is marked in "shelled".
TOKENIZE = "porter unicode61 remove_diacritics 2"
_BLANKS = re.compile(r"\s+")
# How far an end may move to fall between words.
_SLACK = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A stretch of a text and the spans in it, counted in the whole text, that match the words of a query."""

    span: Span
    highlights: tuple[Span, ...] = ()


def snippet(text: str, terms: Iterable[Words], *, width: int = WIDTH) -> Snippet | None:
    """Choose the window of about ``width`` characters with most of the terms, then most matches, then the first.

    None for a text without a character to show. A window begins and ends between words where there is a blank near.
    """
    if not text.strip():
        return None
    hits = _hits(text, list(terms))
    start, end = _window(text, hits, width)
    inside = sorted({span for span, _ in hits if start <= span.start and span.end <= end})
    return Snippet(span=Span(start, end), highlights=tuple(_merged(inside)))


def _hits(text: str, terms: list[Words]) -> list[tuple[Span, int]]:
    """Find each match and the number of its term, in text order, by the tokenizer and stemmer of the index itself."""
    opening, end = _marks(text)
    found = []
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE held USING fts5(text, tokenize = '{TOKENIZE}')")
        db.execute("INSERT INTO held VALUES (?)", (cleaned(text),))
        for number, term in enumerate(terms):
            row = db.execute(
                "SELECT highlight(held, 0, ?, ?) FROM held WHERE held MATCH ?", (opening, end, fts5(term))
            ).fetchone()
            if row is not None:
                found += [(span, number) for span in _marked(row[0], opening, end)]
    return sorted(found)


def _marks(text: str) -> tuple[str, str]:
    """Choose two characters that the text does not hold."""
    free = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    return next(free), next(free)


def _marked(shown: str, opening: str, end: str) -> list[Span]:
    spans = []
    for number, match in enumerate(re.finditer(f"{opening}([^{end}]*){end}", shown)):
        start = match.start() - 2 * number
        spans.append(Span(start, start + len(match[1])))
    return spans


def _window(text: str, hits: list[tuple[Span, int]], width: int) -> tuple[int, int]:
    first = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    if last - first <= width:
        return first, last
    best, chosen = (0, 0), hits[:0]
    for at, (span, _) in enumerate(hits):
        beyond = bisect_left(hits, span.start + width, lo=at, key=lambda hit: hit[0].end)
        held = hits[at : max(beyond, at + 1)]
        worth = (len({term for _, term in held}), len(held))
        if worth > best:
            best, chosen = worth, held
    if not chosen:
        return first, _before_blank(text, first + width, last)
    found = Span(chosen[0][0].start, chosen[-1][0].end)
    spare = max(0, width - (found.end - found.start))
    # A little more is shown behind a match than before it.
    start = max(first, min(found.start - spare * 2 // 5, last - width))
    if start > first and (blank := _BLANKS.search(text, start, min(found.start, start + _SLACK))) is not None:
        start = blank.end()
    return start, max(_before_blank(text, start + width, last), chosen[0][0].end)


def _before_blank(text: str, at: int, last: int) -> int:
    """Move the end of a window back to where a word ends."""
    if at >= last:
        return last
    blank = max(text.rfind(" ", at - _SLACK, at + 1), text.rfind("\n", at - _SLACK, at + 1))
    return blank if blank > 0 else at


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
