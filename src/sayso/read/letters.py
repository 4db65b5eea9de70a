"""The letters of a PDF page, each taken once, as runs of words on a line."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sayso.read import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# PDFium writes these for a hyphen at a line end; the rest are letters that some fonts draw as one.
_HYPHENS = frozenset("\x02\ufffe")
_REPLACED = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
# A space is a fifth of a line's height; a gap of more than this may be one between columns, or in a justified line.
_WIDE_GAP = 0.4
_TALLEST = 3
_QUARTER = math.pi / 2
_UPRIGHT_WITHIN = 0.2


@dataclass(frozen=True, slots=True)
class _Letter:
    """A sign with the box its font gives it, the foot and head of its ink, and how far it is turned.

    Distances are in points from the foot of the page's own, unturned, coordinates.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    foot: float
    head: float
    angle: float
    is_spaced: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The height of a page, its runs in the order they were drawn, and the words that stand at an angle to them."""

    height: float
    runs: list[layout.Run]
    aslant: list[str]


def read(page: Any) -> Page:  # noqa: ANN401 - pypdfium2 has no types
    """Read the words of a page.

    A page on which most letters are turned by a quarter, as wide tables are, is turned back.
    """
    with closing(page.get_textpage()) as words:
        letters = list(_letters(words.raw, words.count_chars()))
    turns = Counter(round(letter.angle / _QUARTER) % 4 for letter in letters)
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_bbox()
    height = right - left if turn % 2 else top - bottom
    level: list[layout.Run] = []
    aslant: list[str] = []
    for group in _groups([_turned(letter, turn, (left, bottom, right, top)) for letter in letters]):
        written = _written(group)
        if written and _is_level(group[0]):
            level.append(_run(group, written, height))
        elif written:
            aslant.append(written)
    return Page(height, level, aslant)


def _letters(words: Any, count: int) -> Iterator[_Letter]:  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415 - only a PDF needs it

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    ink = tuple(ctypes.byref(each) for each in (left, right, bottom, top))
    loose = raw.FS_RECTF()
    loose_box = ctypes.byref(loose)
    is_spaced = True
    for index in range(count):
        sign = chr(raw.FPDFText_GetUnicode(words, index))
        if sign.isspace():
            is_spaced = True
            continue
        if sign == "\0" or not raw.FPDFText_GetCharBox(words, index, *ink):
            continue
        box = (left.value, bottom.value, right.value, top.value)
        if raw.FPDFText_GetLooseCharBox(words, index, loose_box):
            box = (loose.left, loose.bottom, loose.right, loose.top)
        yield _Letter(sign, *box, bottom.value, top.value, raw.FPDFText_GetCharAngle(words, index), is_spaced)
        is_spaced = False


def _turned(letter: _Letter, turn: int, page: tuple[float, float, float, float]) -> _Letter:
    """Move a letter to where it stands, from the page's corner, when the page is turned back by ``turn`` quarters."""
    left, bottom, right, top = page
    x, y = (letter.left - left, letter.right - left), (letter.bottom - bottom, letter.top - bottom)
    ink = (letter.foot - bottom, letter.head - bottom)
    width, height = right - left, top - bottom
    if turn == 3:  # noqa: PLR2004 - PDFium counts clockwise: this one is read from the foot up
        x, y = y, (width - x[1], width - x[0])
        ink = y
    elif turn == 2:  # noqa: PLR2004 - upside down
        x, y = (width - x[1], width - x[0]), (height - y[1], height - y[0])
        ink = (height - ink[1], height - ink[0])
    elif turn == 1:
        x, y = (height - y[1], height - y[0]), x
        ink = y
    return _Letter(letter.text, x[0], y[0], x[1], y[1], *ink, letter.angle - turn * _QUARTER, letter.is_spaced)


def _is_level(letter: _Letter) -> bool:
    return abs(math.remainder(letter.angle, 4 * _QUARTER)) < _UPRIGHT_WITHIN


def _groups(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    if not letters:
        return
    group = [letters[0]]
    for before, letter in pairwise(letters):
        if _parts(before, letter):
            yield group
            group = []
        group.append(letter)
    yield group


def _parts(before: _Letter, letter: _Letter) -> bool:
    """Tell whether a letter stands elsewhere than after the one before it."""
    if _is_level(letter) != _is_level(before):
        return True
    if not _is_level(letter):
        return False
    height = max(before.top - before.bottom, letter.top - letter.bottom)
    if min(before.top, letter.top) - max(before.bottom, letter.bottom) < 0:
        return True
    # Within a word letters may overlap or stand far apart, as its author spaced them.
    if not letter.is_spaced and before.text not in _HYPHENS:
        return False
    # Where lines are set tight their boxes overlap.
    return abs(letter.bottom - before.bottom) > height / 2 or before.left - letter.left > height


def _pieces(group: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    piece = [group[0]]
    for before, letter in pairwise(group):
        if letter.is_spaced and letter.left - before.right > _WIDE_GAP * (letter.top - letter.bottom):
            yield piece
            piece = []
        piece.append(letter)
    yield piece


def _written(group: Sequence[_Letter]) -> str:
    signs = [" " + letter.text if letter.is_spaced else letter.text for letter in group]
    # What lies outside Unicode's first plane comes in two halves.
    whole = "".join(signs).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(whole.translate(_REPLACED).split())


def _run(group: Sequence[_Letter], written: str, height: float) -> layout.Run:
    # A line's foot and head are those of its font; the ink of "nose" is lower than that of "lady".
    first = group[0]
    bottom, top = first.bottom, first.top
    foot, head = min(letter.foot for letter in group), max(letter.head for letter in group)
    # Some fonts give no height, or that of their tallest sign; of a dash or a dot the ink tells nothing.
    if not head - foot < top - bottom < _TALLEST * (head - foot) and any(sign.isalnum() for sign in written):
        bottom, top = foot, head
    pieces = [layout.Run(*_sides(piece, height - top, height - bottom), _written(piece)) for piece in _pieces(group)]
    whole = layout.Run(*_sides(group, height - top, height - bottom), written)
    return whole if len(pieces) == 1 else replace(whole, pieces=tuple(pieces))


def _sides(group: Sequence[_Letter], top: float, bottom: float) -> tuple[float, float, float, float]:
    return min(letter.left for letter in group), top, max(letter.right for letter in group), bottom
