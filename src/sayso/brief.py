"""The brief: what one text says, for a terminal. Every line ends in the characters that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso import cast
from sayso.digest import NOBODY, Digest, coordinates, extent, many, namesakes, number, when
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

    from sayso.digest import Statement, Voice
    from sayso.document import Span
    from sayso.entity import Actor, Place
    from sayso.reading import Reading
    from sayso.record import Figure

LINES = 2  # of any one entry, unless everything is asked for
_DOT = " · "
_CUE = len("according to")


@dataclass(frozen=True, slots=True)
class _Clamped:
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
class _Joined:
    """Parts with dots between them that break between parts; past some lines it tells how many follow."""

    parts: list[Text]
    lines: int | None = None
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        rows: list[list[Text]] = [[]]
        used = 0
        for part in self.parts:
            needed = part.cell_len + len(_DOT)
            if rows[-1] and used + needed > width:
                rows.append([])
                used = 0
            rows[-1].append(part)
            used += needed
        shown = rows if self.lines is None else rows[: self.lines]
        for row in shown:
            yield _Clamped(Text(_DOT, self.style).join(row), None if self.lines is None else LINES)
        left = len(self.parts) - sum(map(len, shown))
        if left:
            yield Text(f"… and {left} more", "dim")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(1, options.max_width)


def brief(reading: Reading, *, full: bool = False) -> RenderableType:
    """Make the brief of ``reading``; it takes the width of the console that prints it.

    Long entries end in … after two lines unless it is ``full``.
    """
    digest = Digest.of(reading)
    lines = None if full else LINES
    sections = (
        _head(digest),
        *_at_the_table(digest, lines),
        *_who_said_what(digest, lines),
        *_figures(digest, lines),
        *_dates(digest, lines),
        *_places(digest, lines),
        *_not_said(digest),
    )
    return Group(*sections)


def _head(digest: Digest) -> RenderableType:
    return Padding(
        Group(Text(digest.title(), "bold"), _Joined([Text(words, "dim") for words in digest.credits()], style="dim")),
        (1, 1, 0, 1),
    )


def _section(title: str, note: str, body: RenderableType) -> Iterator[RenderableType]:
    """Yield a heading with a note at its right, and what stands under it."""
    heading = Table.grid(expand=True, padding=(0, 1))
    heading.add_column()
    heading.add_column(justify="right", ratio=1)
    heading.add_row(Text(title, "bold cyan", no_wrap=True), Text(note, "dim"))
    yield Padding(heading, (1, 1, 0, 1))
    yield Padding(body, (0, 1, 0, 3))


def _grid(*widths: int | None) -> Table:
    """Make columns of fixed widths; the one of None takes what is left."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(width=width, ratio=1 if width is None else None)
    return grid


def _where(span: Span) -> Text:
    return Text(f"[{span.start}:{span.end}]", "dim", justify="right", no_wrap=True)


def _at_the_table(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    everybody = cast.cast(digest.reading)
    shown = everybody if lines is None else cast.at_the_table(digest.reading)
    if not shown:
        return
    total, shown_count = len(digest.reading.actors), cast.count(shown)
    grid = _grid(13, None)
    for label, actors in shown.items():
        grid.add_row(Text(label, "dim"), _Joined([_described(actor) for actor in actors], lines and lines + 1))
    left = [Text(f"… and {total - shown_count:,} more in --json", "dim")] * (shown_count < total)
    note = many(total, "actor") if shown_count == total else f"{shown_count:,} of {many(total, 'actor')}"
    yield from _section("AT THE TABLE", note, Group(grid, *left))


def _described(actor: Actor) -> Text:
    """Name an actor with the office and country the text gives; aliases are for the full record."""
    words = Text(one_line(actor.name))
    offices = dict.fromkeys(one_line(office.title) for office in actor.offices)
    if offices:
        words.append(f" ({', '.join(offices)})", "dim")
    return words


def _who_said_what(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    voices = digest.voices()
    if not voices:
        return
    named = sum(voice.name is not None for voice in voices)
    note = f"{many(len(digest.reading.quotations), 'statement')}, {many(named, 'source')}"
    width = _offsets_width(extent(found) for found in digest.reading.quotations)
    yield from _section("WHO SAID WHAT", note, Group(*(_voice(digest, voice, width, lines) for voice in voices)))


def _voice(digest: Digest, voice: Voice, width: int, lines: int | None) -> RenderableType:
    grid = _grid(_CUE, None, width)
    for statement in voice.statements:
        words = _words(digest, statement)
        grid.add_row(
            Text(digest.manner(statement.quotation), "dim", overflow="ellipsis", no_wrap=True),
            Padding(_Clamped(words, lines), (0, 0, 0, 2 * min(statement.depth, 4))),
            _where(extent(statement.quotation)),
        )
    return Group(_speaker(digest, voice), Padding(grid, (0, 0, 0, 2)))


def _speaker(digest: Digest, voice: Voice) -> Text:
    if voice.name is None:
        return Text(NOBODY, "italic")
    words = Text(voice.name, "bold")
    if voice.actor is not None:
        offices = dict.fromkeys(one_line(office.title) for office in voice.actor.offices)
        about = (voice.actor.country, cast.role(voice.actor), ", ".join(digest.members(voice.actor)))
        told = [*offices, *filter(None, about)]
        if told:
            words.append(f", {_DOT.join(told)}", "not bold")
    for caveat in voice.caveats():
        words.append(f"  ⚠ {caveat}", "not bold yellow")
    return words


def _words(digest: Digest, statement: Statement) -> Text:
    quotation = statement.quotation
    words = Text()
    if statement.depth:
        speaker = NOBODY if quotation.speaker is None else digest.name(quotation.speaker)
        words.append(f"{speaker}: ", "bold")
    doubts = digest.doubts(quotation)
    if doubts:
        words.append(f"({', '.join(doubts)}) ", "yellow")
    if told := digest.told_to(quotation):
        words.append(f"{told}: ", "italic")
    return words.append(digest.words(quotation))


def _figures(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    figures = digest.reading.figures
    if not figures:
        return
    bounds = [[_bound(value, figure) for value in (figure.low, figure.high)] for figure in figures]
    wide = max(cell_len(number) for pair in bounds for number in pair)
    grid = _grid(None, max(wide, 4), max(wide, 4), 9, None, _offsets_width(figure.span for figure in figures))
    for column in (1, 2):
        grid.columns[column].justify = "right"
    grid.add_row(*(Text(name, "dim") for name in ("", "low", "high", "unit", "whose word", "")))
    for figure, (low, high) in zip(figures, bounds, strict=True):
        counted = Text(digest.text(figure.span), "dim") if figure.counted is None else Text(digest.text(figure.counted))
        if details := digest.details(figure):
            counted.append(f"\n{_DOT.join(details)}", "dim")
        unit = " ".join(filter(None, (one_line(figure.unit or figure.unit_text or ""), figure.change)))
        whose = Text(digest.on_whose_word(figure))
        grid.add_row(
            _Clamped(counted, lines and lines + 1),
            low,
            high,
            _Clamped(Text(unit), lines),
            _Clamped(whose, lines),
            _where(figure.span),
        )
    yield from _section("FIGURES", many(len(figures), "figure"), grid)


def _bound(value: float | None, figure: Figure) -> str:
    return f"~{number(value)}" if figure.approximate and value is not None else number(value)


def _dates(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield a time line: solid up to the day of publication, dotted from there on."""
    dates = digest.reading.dates
    if not dates:
        return
    published = digest.reading.document.published
    grid = _grid(24, None, _offsets_width(date.span for date in dates))
    shown = None
    past, to_come = digest.timeline()
    for line, stretch in (("│", past), ("┊", to_come)):
        for date in stretch:
            value = one_line(when(date))
            mark = Text(f"{line} {'' if value == shown else value}")
            grid.add_row(mark, _Clamped(Text(digest.text(date.span)), lines), _where(date.span))
            shown = value
        if line == "│" and published is not None:
            grid.add_row(Text(f"◆ {one_line(published[:10])}", "bold"), Text("published", "bold"), "")
    for label, unplaced in digest.unplaced().items():
        if lines is None:
            for date in unplaced:
                value = one_line(" ".join(filter(None, (label, date.value))))
                grid.add_row(Text(f"  {value}", "dim"), Text(digest.text(date.span)), _where(date.span))
        else:
            words = dict.fromkeys(digest.text(date.span) for date in unplaced)
            grid.add_row(Text(f"  {label}", "dim"), _Joined([Text(each, "dim") for each in words], lines, "dim"), "")
    yield from _section("DATES", many(len(dates), "date"), grid)


def _places(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield the places on the map; below, dim, those named for their government or people ("German")."""
    literal, figurative = digest.localities()
    if not digest.reading.places:
        return
    names = [one_line(places[0].name) for places in (*literal, *figurative)]
    widest = min(max(map(cell_len, names)), 30)
    widths = (widest, 3, 17, 4, None, _offsets_width(place.span for place in digest.reading.places))
    parts: list[RenderableType] = []
    for style, group in (("", literal), ("dim", figurative)):
        grid = _grid(*widths)
        for places in group:
            where = coordinates(places[0]) if group is literal else ""
            grid.add_row(*_place(digest, places, where, lines), style=style)
        if group and group is figurative:
            parts.append(Text("as governments or peoples", "italic dim"))
        parts += [grid] * bool(group)
    notes = (
        many(len(literal), "place") if literal else "",
        f"{len(figurative):,} as governments or peoples" if figurative else "",
    )
    yield from _section("PLACES", ", ".join(filter(None, notes)), Group(*parts))


def _place(digest: Digest, places: list[Place], where: str, lines: int | None) -> Iterator[RenderableType]:
    name = one_line(places[0].name)
    words = dict.fromkeys(digest.text(place.span) for place in places)
    words.pop(name, None)
    yield _Clamped(Text(name), lines)
    yield Text(places[0].country or "", "dim")
    yield Text(where, no_wrap=True)
    yield Text(f"{len(places)}×", "dim")
    doubt = next(filter(None, map(namesakes, places)), "")
    told = Text(_DOT.join(words), "dim")
    if doubt:
        told.append(f"{_DOT if words else ''}? {doubt}", "yellow")
    yield _Clamped(told, lines)
    yield _where(places[0].span)


def _not_said(digest: Digest) -> Iterator[RenderableType]:
    gaps = digest.gaps()
    if gaps:
        yield from _section("NOT SAID", "", _Joined([Text(gap, "dim") for gap in gaps], style="dim"))


def _offsets_width(spans: Iterable[Span]) -> int:
    return max(cell_len(f"[{span.start}:{span.end}]") for span in spans)
