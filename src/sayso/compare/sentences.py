"""Where sentences end, told by signs alone: comparing texts must not need a parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.document import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# A stop and closing marks, before white space and what can begin a sentence; or the end of a line.
_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]*[^\W_a-zß-ÿ])|\n")
# "Dr Ana" needs no stop, "Dr. Ana" has one that ends nothing.
_SHORT = re.compile(
    r"(?:^|[\s(“\"])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Adm|Gov|Sen|Rep|Rev|St|No|vs|approx|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z](?:\.[A-Z])*)\.$"
)
_LONGEST_SHORT = 10


def ends_of(text: str, start: int, end: int) -> list[int]:
    """Give the places in ``text[start:end]`` at which a sentence has ended and its white space, too."""
    return [match.end() for match in _END.finditer(text, start, end) if not _is_short(text, match)]


def sentences_of(document: Document) -> Iterator[Span]:
    """Yield the sentences of a document, and its headings, without the white space around them; no page furniture."""
    blocks = [(block.start, block.end) for block in document.blocks if block.kind != "furniture"]
    for start, end in blocks or [(0, len(document.text))]:
        begin = start
        for stop in (*ends_of(document.text, start, end), end):
            words = document.text[begin:stop]
            if words.strip():
                first = begin + len(words) - len(words.lstrip())
                yield Span(first, begin + len(words.rstrip()))
            begin = stop


def _is_short(text: str, stop: re.Match[str]) -> bool:
    if stop.group()[0] != ".":
        return False
    at = stop.start() + 1
    return _SHORT.search(text[max(0, at - _LONGEST_SHORT) : at]) is not None
