"""Document, its blocks and spans: what a source says, character for character."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.errors import SpanError

BlockKind = Literal["title", "byline", "date", "dateline", "heading", "paragraph", "furniture"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, ``text[start:end]``, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a stretch without characters."""
        if not 0 <= self.start < self.end:
            message = f"span [{self.start}, {self.end}) is empty or reversed"
            raise SpanError(message)

    def of(self, text: str) -> str:
        """Cut the span out of ``text``.

        Raises:
            SpanError: when the span runs past the end of ``text``.
        """
        if self.end > len(text):
            message = (
                f"span [{self.start}, {self.end}) runs past the end of a text of {len(text)} characters;"
                " was it made from another version of the text?"
            )
            raise SpanError(message)
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A title, byline, paragraph ... of a document: ``text[start:end]``, in text order.

    ``furniture`` is what belongs to the page and not to the article: running heads, page
    numbers, "subscribe to our newsletter". Text outside every block is white space or mark-up.
    ``page`` counts from 1 where the source has pages.
    """

    start: int
    end: int
    kind: BlockKind
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read. ``text`` is never edited; every span of a record cuts it.

    ``published`` is an ISO 8601 date or instant; ``language`` an ISO 639-1 code; ``agency`` the
    news agency a dateline or credit names. ``None`` means the source does not say.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    agency: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    blocks: tuple[Block, ...] = ()
