"""Lines to paragraphs: which line breaks end one, and which only wrap it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sayso.view import ends_open, is_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LINE = re.compile(r"[^\n\r\f\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\u2028]")
_BULLET = re.compile(r"(?:[-*•·▪–—]|\(?\d{1,2}[.)])\s+\S")
# A wrapped line is as wide as a page, a screen or a mail: 72 to 80 is the habit, ragged left and right of it.
_WIDTHS = range(30, 131)
_WRAPPED_SHARE = 0.6
_SHORT_SHARE = 0.6
_INDENT = 2


class Line(NamedTuple):
    """A line without the white space around it; ``after_blank`` where a blank line stands before."""

    start: int
    end: int
    indent: int
    after_blank: bool


def paragraphs(text: str, *, alone: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Cut ``text`` into paragraphs, each a pair of offsets without the white space around it.

    A blank line always ends one. A single line break does where the lines are not wrapped to a
    width, or where the line leaves room for the next word and closes a sentence. A line that
    is ``alone`` (a byline, a date) is a paragraph of its own.
    """
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is None or line.after_blank or _ends(text, before, line, width, alone):
            found.append((line.start, line.end))
        else:
            found[-1] = (found[-1][0], line.end)
    return found


def _lines(text: str) -> Iterator[Line]:
    end = 0
    for match in _LINE.finditer(text):
        words = match[0]
        stripped = words.strip()
        if not stripped:
            continue
        indent = len(words) - len(words.lstrip())
        start = match.start() + indent
        gap = text[end : match.start()]
        after_blank = end > 0 and ("\u2029" in gap or len(_BREAK.findall(gap)) > 1)
        yield Line(start, start + len(stripped), indent, after_blank)
        end = start + len(stripped)


def _wrap_width(text: str, lines: Sequence[Line]) -> int | None:
    """Find the width lines are wrapped to: at most breaks the next word would not have fitted."""
    pairs = [(line, after) for line, after in pairwise(lines) if not after.after_blank]
    if not pairs:
        return None
    lengths = sorted(line.end - line.start for line, _ in pairs)
    # One line that was not wrapped, an address or a table row, must not set the width for all.
    width = lengths[min(len(lengths) - 1, len(lengths) * 97 // 100)]
    if width not in _WIDTHS:
        return None
    full_count = sum(not _leaves_room(text, line, after, width) for line, after in pairs)
    return width if full_count >= _WRAPPED_SHARE * len(pairs) else None


def _leaves_room(text: str, line: Line, after: Line, width: int) -> bool:
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(first_word) <= width


def _ends(text: str, line: Line, after: Line, width: int | None, alone: Callable[[str], bool]) -> bool:
    left, right = text[line.start : line.end], text[after.start : after.end]
    if alone(left) or alone(right) or _BULLET.match(right):
        return True
    if width is None:
        return not (ends_open(left) or (right[0].islower() and not is_finished(left)))
    if after.indent >= line.indent + _INDENT and is_finished(left):
        return True
    if not _leaves_room(text, line, after, width):
        return False
    return is_finished(left) or (len(left) < _SHORT_SHARE * width and not right[0].islower() and not ends_open(left))
