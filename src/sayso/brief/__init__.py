"""The brief: what one text says, for a terminal. Every line ends in the characters that say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from sayso import cast
from sayso.brief.belonging import memberships_of
from sayso.brief.deeds import commitments_of, control_of, events_of, meetings_of, verdicts_of
from sayso.brief.layout import DOT, LINES, Clamped, Joined, grid_of, offsets_width, section, where
from sayso.brief.when_where import dates_of, places_of
from sayso.digest import NOBODY, Digest, extent, many, number
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.digest import Statement, Voice
    from sayso.entity import Actor
    from sayso.reading import Reading
    from sayso.record import Figure

_CUE = len("according to")


def brief(reading: Reading, *, full: bool = False) -> RenderableType:
    """Make the brief of ``reading``; it takes the width of the console that prints it.

    Long entries end in … after two lines unless it is ``full``.
    """
    digest = Digest.of(reading)
    lines = None if full else LINES
    sections = (
        _head(digest),
        *meetings_of(digest, lines),
        *_actors(digest, lines),
        *_who_said_what(digest, lines),
        *_figures(digest, lines),
        *commitments_of(digest, lines),
        *events_of(digest, lines),
        *control_of(digest, lines),
        *memberships_of(digest, lines),
        *verdicts_of(digest, lines),
        *dates_of(digest, lines),
        *places_of(digest, lines),
        *_not_said(digest),
    )
    return Group(*sections)


def _head(digest: Digest) -> RenderableType:
    return Padding(
        Group(Text(digest.title(), "bold"), Joined([Text(words, "dim") for words in digest.credits()], style="dim")),
        (1, 1, 0, 1),
    )


def _actors(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    everybody = cast.cast(digest.reading)
    shown = everybody if lines is None else cast.at_the_table(digest.reading)
    if not shown:
        return
    total, shown_count = len(digest.reading.actors), cast.count(shown)
    grid = grid_of(13, None)
    for label, actors in shown.items():
        grid.add_row(Text(label, "dim"), Joined([_described(actor) for actor in actors], lines and lines + 1))
    left = [Text(f"… and {total - shown_count:,} more in --json", "dim")] * (shown_count < total)
    note = many(total, "actor") if shown_count == total else f"{shown_count:,} of {many(total, 'actor')}"
    yield from section("ACTORS", note, Group(grid, *left))


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
    width = offsets_width(extent(found) for found in digest.reading.quotations)
    yield from section("WHO SAID WHAT", note, Group(*(_voice(digest, voice, width, lines) for voice in voices)))


def _voice(digest: Digest, voice: Voice, width: int, lines: int | None) -> RenderableType:
    grid = grid_of(_CUE, None, width)
    for statement in voice.statements:
        words = _words(digest, statement)
        grid.add_row(
            Text(digest.manner(statement.quotation), "dim", overflow="ellipsis", no_wrap=True),
            Padding(Clamped(words, lines), (0, 0, 0, 2 * min(statement.depth, 4))),
            where(extent(statement.quotation)),
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
            words.append(f", {DOT.join(told)}", "not bold")
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
    grid = grid_of(None, max(wide, 4), max(wide, 4), 9, offsets_width(figure.span for figure in figures))
    for column in (1, 2):
        grid.columns[column].justify = "right"
    grid.add_row(*(Text(name, "dim") for name in ("", "low", "high", "unit", "")))
    for figure, (low, high) in zip(figures, bounds, strict=True):
        unit = " ".join(filter(None, (one_line(figure.unit or figure.unit_text or ""), figure.change)))
        about = DOT.join((digest.whose(figure.quotation), *digest.details(figure)))
        words = Group(Clamped(_counted(digest, figure), lines), Clamped(Text(about, "dim"), lines))
        grid.add_row(words, low, high, Clamped(Text(unit), lines), where(figure.span))
    yield from section("FIGURES", many(len(figures), "figure"), grid)


def _counted(digest: Digest, figure: Figure) -> Text:
    """Give what is counted; a number without bounds in its own words: "lots" of what."""
    if figure.counted is None:
        return Text(digest.text(figure.span), "dim")
    words = Text(digest.text(figure.counted))
    if figure.low is None and figure.high is None:
        return Text(f"“{digest.text(figure.span)}” ", "dim").append(words)
    return words


def _bound(value: float | None, figure: Figure) -> str:
    return f"~{number(value)}" if figure.approximate and value is not None else number(value)


def _not_said(digest: Digest) -> Iterator[RenderableType]:
    gaps = digest.gaps()
    if gaps:
        yield from section("NOT SAID", "", Joined([Text(gap, "dim") for gap in gaps], style="dim"))
