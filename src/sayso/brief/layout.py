"""How the brief is laid out: columns, headings, texts that are cut to some lines, the characters at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from sayso.document import Span

LINES = 2  # of any one entry, unless everything is asked for
DOT = " · "


@dataclass(frozen=True, slots=True)
class Clamped:
    """A text cut to some lines of its column, with … where it goes on."""

    text: Text
    lines: int | None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        lines = list(self.text.wrap(console, width))
        for line in lines:
            line.rstrip()
        if self.lines is not None and len(lines) > self.lines:
            del lines[self.lines :]
            lines[-1].truncate(width - 1)
            lines[-1].rstrip()
            lines[-1].append("…")
        yield from lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text)


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts with dots between them that break between parts; past some lines it tells how many follow."""

    parts: list[Text]
    lines: int | None = None
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        rows: list[list[Text]] = [[]]
        used = 0
        for part in self.parts:
            needed = part.cell_len + len(DOT)
            if rows[-1] and used + needed > width:
                rows.append([])
                used = 0
            rows[-1].append(part)
            used += needed
        shown = rows if self.lines is None else rows[: self.lines]
        for row in shown:
            yield Clamped(Text(DOT, self.style).join(row), None if self.lines is None else LINES)
        left = len(self.parts) - sum(map(len, shown))
        if left:
            yield Text(f"… and {left} more", "dim")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, options.max_width)


def section(title: str, note: str, body: RenderableType) -> Iterator[RenderableType]:
    """Yield a heading with a note at its right, and what stands under it."""
    heading = Table.grid(expand=True, padding=(0, 1))
    heading.add_column()
    heading.add_column(justify="right", ratio=1)
    heading.add_row(Text(title, "bold cyan", no_wrap=True), Text(note, "dim"))
    yield Padding(heading, (1, 1, 0, 1))
    yield Padding(body, (0, 1, 0, 3))


def grid_of(*widths: int | None) -> Table:
    """Make columns of fixed widths; the one of None takes what is left."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(width=width, ratio=1 if width is None else None)
    return grid


def where(span: Span) -> Text:
    """Give the characters of ``span`` as the brief prints them: [756:908]."""
    return Text(f"[{span.start}:{span.end}]", "dim", justify="right", no_wrap=True)


def offsets_width(spans: Iterable[Span]) -> int:
    """Give the width that `where` takes at most."""
    return max(cell_len(f"[{span.start}:{span.end}]") for span in spans)
