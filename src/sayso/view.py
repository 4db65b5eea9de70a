"""The view: what the parser sees of a document, with a map back to every character.

The text of a document is never edited. Its repairs happen here: a sentence that a page break or
a stray blank line cut in two is joined, a hyphenated line end closed, running heads and Markdown
emphasis left out, and quotation marks told apart.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso import marks
from sayso.document import Span

if TYPE_CHECKING:
    from sayso.document import Block, Document

PARAGRAPH_BREAK = "\n\n"
# A paragraph that ends in one of these words cannot be over.
_OPEN_ENDED = frozenset(
    "a an the of to in on at by for from with and or but nor that which who whose as than into its his her their our"
    " is are was were be been has have had will would can could may might must not".split()
)
_ENDS = frozenset(".!?:;…”’\"')]}*_")
# The tokenizer takes time by the square of a run of marks; beyond this the view leaves them out.
_LONGEST_RUN = 100
_PIECES = re.compile(
    r"(?P<run>[^\w\s]{100,})"
    r"|(?P<link>!?\[(?P<label>[^\[\]\n]*)\]\((?P<url>[^()\s]*)\))"
    r"|(?P<emphasis>(?<![\w*\\])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_]))"
    r"|(?P<hyphen>(?<=[^\W_])[-\u2010][ \t]*\r?\n[ \t]*(?=[^\W_]))"
    # In Markdown and in mail each line of a quoted block begins with >.
    r"|(?P<space>[\s\u00a0]+(?:(?<=\n)(?:>[ \t]*)+)?)"
    r"|(?P<double>``|'')"
    r"|(?P<control>[\u0000-\u0008\u000e-\u001f\u007f-\u009f])"
    r"|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+)"
    r"|(?P<surrogate>[\ud800-\udfff])"
)
_HYPHENATED = re.compile(r"[a-z][-\u2010]\Z")
_LINE_END_HYPHEN = re.compile(r"[-\u2010][ \t]*[\r\n]")
_COMPOUND = re.compile(r"\b\w+-\w+")
_HALF_BEFORE = re.compile(r"[\w-]*\Z")
_HALF_AFTER = re.compile(r"\w*")
_LONGEST_HALF = 40
# First halves that take a hyphen with whatever follows; "ex", "co" and "non" may as well be syllables.
_COMPOUNDING = frozenset(
    "well self vice anti half so long short twenty thirty forty fifty sixty seventy eighty ninety".split()
)


@dataclass(frozen=True, slots=True)
class View:
    """A text for the parser; ``offsets[i]`` is the place of its character ``i`` in the document."""

    text: str
    offsets: array[int]

    @classmethod
    def plain(cls, text: str) -> View:
        """Give the view of a bare string: every character stands for itself."""
        return cls(text, array("I", range(len(text))))

    def span(self, start: int, end: int) -> Span:
        """Give the span of the document that ``text[start:end]`` of the view stands for.

        White space and left-out characters at either edge are not part of it.
        """
        while end > start + 1 and self.text[end - 1].isspace():
            end -= 1
        while start < end - 1 and self.text[start].isspace():
            start += 1
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def locate(self, offset: int) -> int:
        """Find the first character of the view at or after ``offset`` of the document."""
        return bisect_left(self.offsets, offset)


def view(document: Document) -> View:
    """Make the view of ``document`` from its blocks (the whole text where it has none)."""
    text = document.text
    pieces: list[str] = []
    offsets: array[int] = array("I")
    compounds = _compounds(text)
    before: Block | None = None
    for block in document.blocks:
        if block.kind == "furniture":
            continue
        if before is not None:
            gap = " " if _runs_on(text, before, block) else PARAGRAPH_BREAK
            if gap == " " and _HYPHENATED.search(pieces[-1]) and text[block.start].islower():
                if not _is_compound(text, offsets[-1], block.start, compounds):
                    pieces[-1] = pieces[-1][:-1]
                    offsets.pop()
                gap = ""
            pieces.append(gap)
            offsets.extend([before.end] * len(gap))
        _append(text, block.start, block.end, pieces, offsets, compounds)
        before = block
    if not document.blocks:
        _append(text, 0, len(text), pieces, offsets, compounds)
    return View(marks.told_apart("".join(pieces)), offsets)


def _append(  # noqa: PLR0913, PLR0917 - the text, and the two lists that grow
    text: str, start: int, end: int, pieces: list[str], offsets: array[int], compounds: frozenset[str]
) -> None:
    at = start
    for match in _PIECES.finditer(text, start, end):
        low, high = match.span()
        pieces.append(text[at:low])
        offsets.extend(range(at, low))
        at = high
        if match["run"] is not None:
            pieces.append(text[low : low + _LONGEST_RUN])
            offsets.extend(range(low, low + _LONGEST_RUN))
        elif match["link"] is not None and _is_url(match["url"]):
            pieces.append(match["label"])
            offsets.extend(range(match.start("label"), match.end("label")))
        elif match["link"] is not None:
            pieces.append(match["link"])
            offsets.extend(range(low, high))
        elif match["hyphen"] is not None:
            if _is_compound(text, low, high, compounds):
                pieces.append("-")
                offsets.append(low)
        elif match["space"] is not None:
            gap = PARAGRAPH_BREAK if match["space"].count("\n") > 1 else " "
            pieces.append(gap)
            offsets.extend([low] * len(gap))
        elif match["double"] is not None:
            # Typewriters and wires write '' for either mark; which one it is, its neighbours tell.
            pieces.append("“" if match["double"] == "``" else '"')
            offsets.append(low)
        elif match["control"] is not None or match["surrogate"] is not None:
            pieces.append(" " if match["control"] is not None else "\ufffd")
            offsets.append(low)
    pieces.append(text[at:end])
    offsets.extend(range(at, end))


def _compounds(text: str) -> frozenset[str]:
    """Give the words that the text itself writes with a hyphen; none where no line ends in one."""
    if _LINE_END_HYPHEN.search(text) is None:
        return frozenset()
    return frozenset(match[0].lower() for match in _COMPOUND.finditer(text))


def _is_compound(text: str, hyphen: int, after: int, compounds: frozenset[str]) -> bool:
    """Tell whether the hyphen at a line end belongs to the word: "well-known", "US-led", "63-year-old"."""
    if not (text[hyphen - 1].islower() and text[after].islower()):
        return True
    left = _HALF_BEFORE.search(text, max(0, hyphen - _LONGEST_HALF), hyphen)
    right = _HALF_AFTER.match(text, after, after + _LONGEST_HALF)
    first, second = "" if left is None else left[0], "" if right is None else right[0]
    if "-" in first or first.lower() in _COMPOUNDING:
        return True
    return f"{first}-{second}".lower() in compounds


def _is_url(words: str) -> bool:
    return "/" in words or "#" in words or "." in words


def _runs_on(text: str, before: Block, after: Block) -> bool:
    """Tell whether the break between two paragraphs is a false one, inside a sentence."""
    if before.kind != "paragraph" or after.kind != "paragraph":
        return False
    left, right = text[before.start : before.end].rstrip(), text[after.start : after.end].lstrip("*_ ")
    if not left or not right or is_finished(left):
        return False
    # A page ends where it is full, not where a sentence does.
    return right[0].islower() or ends_open(left) or before.page != after.page


def is_finished(words: str) -> bool:
    """Tell whether a line or paragraph ends as a sentence does."""
    return words[-1] in _ENDS


def ends_open(words: str) -> bool:
    """Tell whether it breaks off inside a sentence, after a comma or a word that needs another."""
    return words[-1] == "," or words.rsplit(None, 1)[-1].strip("“‘\"'*_") in _OPEN_ENDED
