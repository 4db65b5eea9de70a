"""Found: attributed content in token ranges, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.phrases import Range


@dataclass(frozen=True, slots=True)
class Found:
    """Attributed content before it becomes a record; all in token ranges of the doc."""

    content: tuple[Range, ...]
    cue: Range | None
    speaker: Range | None
    rule: str
    addressee: Range | None = None

    @property
    def start(self) -> int:
        """The first token of the content."""
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        """The token after the content."""
        return max(end for _, end in self.content)


@dataclass(frozen=True, slots=True)
class Marked:
    """Tokens in quotation marks; ``open`` and ``close`` are the tokens of the marks themselves."""

    parts: tuple[Range, ...]
    open: int
    close: int
    single: bool

    @property
    def start(self) -> int:
        """The first token inside the marks."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """The token after the last inside the marks."""
        return self.parts[-1][1]
