"""The names and words that an entry refers to, and the sentence in which it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.printable import one_line
from sayso.store.entries import extent_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.document import Span
    from sayso.record import Mention
    from sayso.store.entries import Entry

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_CLOSED = (".", "!", "?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The sentence of a record as far as its entry tells it: its text, where that begins, and where it is cut."""

    text: str
    start: int
    is_cut_before: bool
    is_cut_after: bool

    @classmethod
    def of(cls, entry: Entry[Any]) -> Sentence | None:
        """Find the sentence of an entry; None for a record without words of its own."""
        span = extent_of(entry.record)
        if span is None or not entry.around:
            return None
        start, end = span.start - entry.around_start, span.end - entry.around_start
        first = last = None
        for found in _SENTENCE_END.finditer(entry.around):
            if found.end() <= start:
                first = found.end()
            elif found.start() >= end and last is None:
                last = found.start()
        text = entry.around[first or 0 : len(entry.around) if last is None else last]
        return cls(
            text=text,
            start=entry.around_start + (first or 0),
            is_cut_before=first is None and entry.around_start > 0,
            is_cut_after=last is None and not text.rstrip().endswith(_CLOSED),
        )

    def __str__(self) -> str:
        """Write it on one line, with … where it is cut."""
        return f"{'…' * self.is_cut_before}{' '.join(self.text.split())}{'…' * self.is_cut_after}"


def name_of(entry: Entry[Any], mention: Mention | None) -> str | None:
    """Name the actor of a mention; the words of the mention where it is nobody in particular."""
    if mention is None:
        return None
    if mention.actor is not None and mention.actor in entry.names:
        return one_line(entry.names[mention.actor])
    return words_at(entry, mention)


def names_of(entry: Entry[Any], mentions: Iterable[Mention]) -> str | None:
    """Name the actors of mentions, with a semicolon between them."""
    return "; ".join(dict.fromkeys(filter(None, (name_of(entry, each) for each in mentions)))) or None


def named(entry: Entry[Any], *ids: str | None) -> str | None:
    """Name what bears some ids, with a semicolon between them."""
    return "; ".join(one_line(entry.names[each]) for each in ids if each is not None and each in entry.names) or None


def words_at(entry: Entry[Any], span: Span | None) -> str | None:
    """Give the words of a span near the record; None for one that is far from it."""
    if span is None:
        return None
    begin, end = span.start - entry.around_start, span.end - entry.around_start
    is_near = begin >= 0 and end <= len(entry.around)
    return one_line(entry.around[begin:end]) or None if is_near else None
