"""Where words stand on a page, and the order in which a reader reads them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from sayso.view import is_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# All distances are in points from the page's top left corner, or multiples of a line's height.
_WORD_GAP = 0.15
_RUN_GAP = 0.2
_SAME_LINE = 0.5
# The last column of an article may be short; its longer neighbour shows that it is one.
_FEWEST_LINES = 2
_LONGER_COLUMN = 4
_CROSSING_SHARE = 0.25
_GUTTER = 1.0
_ALIGNED = 5.0
_ALIGNED_SHARE = 0.6
_COLUMN_WIDTH = 5.0
_PARAGRAPH_GAP = 1.35
_LINE_GAP = 1.6
_SIZE_CHANGE = 1.22
_INDENT = 0.7
_SHORT = 0.15
_MARGIN_SHARE = 0.12
_MARGIN_LINES = 3
_SAME_PLACE = 12.0
_REPEATED_SHARE = 0.4
_PAGE_NUMBER = re.compile(r"\W*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•·▪◦‣*–-]|\(?\d{1,2}[.)])\s+\S")


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line, in a box; ``pieces`` are its parts where wide gaps divide it."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    pieces: tuple[Run, ...] = ()

    @property
    def height(self) -> float:
        """How tall the box is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, the height of their letters, and how near they came to the right edge."""

    lines: tuple[Run, ...]
    is_full: bool = False

    @property
    def text(self) -> str:
        """The lines as they stand; a hyphen at a line end stays."""
        return "\n".join(line.text for line in self.lines)

    @property
    def height(self) -> float:
        """The height of a typical line."""
        return median(line.height for line in self.lines)


def rows(runs: Sequence[Run]) -> list[Run]:
    """Join the runs that stand on one line, from left to right; lines from top to bottom."""
    return [_joined(row) for row in _rows(runs)]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    out: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.middle, run.left)):
        if out and any(_level(run, other) for other in out[-1][-3:]) and not any(_cover(run, each) for each in out[-1]):
            out[-1].append(run)
        else:
            out.append([run])
    return [sorted(row, key=lambda run: run.left) for row in out]


def _level(run: Run, other: Run) -> bool:
    # Superscripts have lower boxes: what counts is that the middles are near.
    return abs(run.middle - other.middle) <= _SAME_LINE * min(run.height, other.height)


def _cover(run: Run, other: Run) -> bool:
    """Tell whether one stands over the other, as lines of two columns at different heights may seem to."""
    shared = min(run.right, other.right) - max(run.left, other.left)
    return shared > _SAME_LINE * min(run.right - run.left, other.right - other.left)


def _joined(row: Sequence[Run]) -> Run:
    words = row[0].text
    for before, run in pairwise(row):
        gap = run.left - before.right
        words += (" " if gap > _WORD_GAP * max(run.height, before.height) else "") + run.text
    return Run(
        min(run.left for run in row),
        min(run.top for run in row),
        max(run.right for run in row),
        max(run.bottom for run in row),
        " ".join(words.split()),
        tuple(piece for run in row for piece in run.pieces or (run,)) if any(run.pieces for run in row) else (),
    )


def _lines(runs: Sequence[Run]) -> list[Run]:
    """Join runs that touch (a word in italics, a link), but not over a gap between columns."""
    out: list[Run] = []
    for row in _rows(runs):
        group = [row[0]]
        for run in row[1:]:
            if run.left - group[-1].right <= _RUN_GAP * max(run.height, group[-1].height):
                group.append(run)
            else:
                out.append(_joined(group))
                group = [run]
        out.append(_joined(group))
    return out


def regions(runs: Sequence[Run]) -> list[list[Run]]:
    """Give the lines of a page in reading order, a list for each column or full-width stretch."""
    return [rows(region) for region in _order(_lines(runs)) if region]


def _order(lines: list[Run]) -> list[list[Run]]:
    # Most programs draw a column after the other; where lines are drawn over both, their gaps tell.
    gutter = _gutter(lines)
    if gutter is None:
        pieces = [piece for line in lines for piece in line.pieces or (line,)]
        gutter = _gutter(pieces) if len(pieces) > len(lines) else None
    if gutter is None:
        return [lines]
    lines = [part for line in lines for part in _divided(line, gutter)]
    crossing = sorted((line for line in lines if line.left < gutter < line.right), key=lambda line: line.top)
    rest = [line for line in lines if not line.left < gutter < line.right]
    out: list[list[Run]] = []
    top = float("-inf")
    for line in [*crossing, None]:
        bottom = float("inf") if line is None else line.middle
        band = [each for each in rest if top <= each.middle < bottom]
        if band:
            out.extend(_order([each for each in band if each.right <= gutter]))
            out.extend(_order([each for each in band if each.left >= gutter]))
        if line is not None:
            # Full-width lines with nothing between them are one stretch.
            if not band and out and top > float("-inf"):
                out[-1].append(line)
            else:
                out.append([line])
            top = bottom
    return [region for region in out if region]


def _divided(line: Run, gutter: float) -> list[Run]:
    """Cut a line that was drawn over both columns; the words of a heading over both go on at any place."""
    left = [piece for piece in line.pieces if piece.right <= gutter]
    right = [piece for piece in line.pieces if piece.left >= gutter]
    if not left or not right or len(left) + len(right) < len(line.pieces) or right[0].left - gutter > _ALIGNED:
        return [line]
    return [_joined(left), _joined(right)]


def _gutter(lines: Sequence[Run]) -> float | None:
    """Find where to divide two columns: an edge at which several lines begin beside others, and few cross."""
    if len(lines) < _FEWEST_LINES + _LONGER_COLUMN:
        return None
    height = median(line.height for line in lines)
    starts = Counter(round(line.left / 2) for line in lines)
    best: tuple[int, float] | None = None
    for start, count in starts.items():
        if count + starts[start - 1] + starts[start + 1] < _FEWEST_LINES:
            continue
        edge = min(line.left for line in lines if abs(round(line.left / 2) - start) <= 1) - _GUTTER
        left = [line for line in lines if line.right <= edge]
        right = [line for line in lines if line.left >= edge]
        crossing_count = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST_LINES or max(len(left), len(right)) < _LONGER_COLUMN:
            continue
        if crossing_count > _CROSSING_SHARE * len(lines):
            continue
        if any(median(row.right - row.left for row in rows(side)) < _COLUMN_WIDTH * height for side in (left, right)):
            continue
        # The lines of a column begin below each other; the gaps of a justified line stand anywhere.
        begins = [row.left for row in rows(right)]
        usual = median(begins)
        if usual - edge > _ALIGNED or sum(abs(at - usual) <= 1 for at in begins) < _ALIGNED_SHARE * len(begins):
            continue
        beside = sum(any(other.top <= line.middle <= other.bottom for other in left) for line in right)
        if beside >= _FEWEST_LINES and (best is None or crossing_count < best[0]):
            best = (crossing_count, edge)
    return None if best is None else best[1]


def pitch(pages: Sequence[Sequence[Sequence[Run]]]) -> float:
    """Measure the usual distance from line to line."""
    steps = [
        after.middle - line.middle
        for page in pages
        for region in page
        for line, after in pairwise(region)
        if after.middle > line.middle
    ]
    return median(steps) if steps else 0.0


def paragraphs(page: Sequence[Sequence[Run]], usual_pitch: float, *, alone: Callable[[str], bool]) -> list[Paragraph]:
    """Cut the regions of a page into paragraphs; one that runs on in the next column is one.

    A line that is ``alone`` (a byline, a date) is a paragraph of its own.
    """
    out: list[Paragraph] = []
    for region in page:
        left, right = min(line.left for line in region), max(line.right for line in region)
        found: list[list[Run]] = []
        for number, line in enumerate(region):
            before = region[number - 1] if number else None
            if before is not None and not (
                alone(before.text) or alone(line.text) or _begins(before, line, left, right, usual_pitch)
            ):
                found[-1].append(line)
            else:
                found.append([line])
        made = [Paragraph(tuple(lines), is_full=lines[-1].right >= right - _SHORT * (right - left)) for lines in found]
        if out and _continues(out[-1], made[0], left):
            out[-1] = replace(made[0], lines=out[-1].lines + made[0].lines)
            made = made[1:]
        out.extend(made)
    return out


def _begins(before: Run, line: Run, left: float, right: float, usual_pitch: float) -> bool:
    step = line.middle - before.middle
    tall, low = max(line.height, before.height), min(line.height, before.height)
    if step > _PARAGRAPH_GAP * usual_pitch and step > _LINE_GAP * tall:
        return True
    if tall > _SIZE_CHANGE * low and step > usual_pitch * 1.05:
        return True
    if _BULLET.match(line.text):
        return True
    if line.left - left > _INDENT * line.height and before.left - left < _INDENT / 2 * line.height:
        return is_finished(before.text) or before.right < right - _SHORT * (right - left)
    return before.right < right - _SHORT * (right - left) and is_finished(before.text)


def _continues(before: Paragraph, after: Paragraph, left: float) -> bool:
    """Tell whether a paragraph goes on at the top of the next column: it is full, unfinished, and nothing is set in."""
    if (
        not before.is_full
        or is_finished(before.text)
        or max(before.height, after.height) > _SIZE_CHANGE * min(before.height, after.height)
    ):
        return False
    return after.lines[0].left - left < _INDENT * after.height


def running(pages: Sequence[tuple[float, Sequence[Run]]]) -> list[set[Run]]:
    """Find the running heads and feet of pages, each given by its height and its runs.

    They stand in the margin, at the same place with the same words (digits aside) on many
    pages; a page number alone needs no repetition.
    """
    margins: list[list[tuple[list[Run], tuple[str, bool], float]]] = []
    for height, runs in pages:
        all_rows = _rows(runs)
        here = []
        for number, row in enumerate(all_rows):
            line = _joined(row)
            at_top = number < _MARGIN_LINES and line.middle < _MARGIN_SHARE * height
            at_foot = number >= len(all_rows) - _MARGIN_LINES and line.middle > (1 - _MARGIN_SHARE) * height
            if at_top or at_foot:
                here.append((row, (re.sub(r"\d+", "#", line.text.casefold()), at_top), line.middle))
        margins.append(here)
    needed = max(2.0, _REPEATED_SHARE * len(pages))
    places: dict[tuple[str, bool], list[float]] = {}
    for here in margins:
        for _, key, middle in here:
            places.setdefault(key, []).append(middle)
    out: list[set[Run]] = []
    for here in margins:
        found: set[Run] = set()
        for row, key, middle in here:
            beside = sum(abs(other - middle) < _SAME_PLACE for other in places[key])
            if beside >= needed or _PAGE_NUMBER.fullmatch(_joined(row).text):
                found.update(row)
        out.append(found)
    return out
