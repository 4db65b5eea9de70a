"""The brief's time line and map: dates and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from sayso.brief.layout import DOT, Clamped, Joined, grid_of, offsets_width, section, where
from sayso.digest import Digest, coordinates, many, namesakes, when
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.entity import Place


def dates_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield a time line: solid up to the day of publication, dotted from there on."""
    dates = digest.reading.dates
    if not dates:
        return
    published = digest.reading.document.published
    grid = grid_of(24, None, offsets_width(date.span for date in dates))
    shown = None
    past, to_come = digest.timeline()
    for line, stretch in (("│", past), ("┊", to_come)):
        for date in stretch:
            value = one_line(when(date))
            mark = Text(f"{line} {'' if value == shown else value}")
            grid.add_row(mark, Clamped(Text(digest.text(date.span)), lines), where(date.span))
            shown = value
        if line == "│" and published is not None:
            grid.add_row(Text(f"◆ {one_line(published[:10])}", "bold"), Text("published", "bold"), "")
    for label, unplaced in digest.unplaced().items():
        if lines is None:
            for date in unplaced:
                value = one_line(" ".join(filter(None, (label, date.value))))
                grid.add_row(Text(f"  {value}", "dim"), Text(digest.text(date.span)), where(date.span))
        else:
            words = dict.fromkeys(digest.text(date.span) for date in unplaced)
            grid.add_row(Text(f"  {label}", "dim"), Joined([Text(each, "dim") for each in words], lines, "dim"), "")
    yield from section("DATES", many(len(dates), "date"), grid)


def places_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield the places on the map; below, dim, those named for their government or people ("German")."""
    literal, figurative = digest.localities()
    if not digest.reading.places:
        return
    names = [one_line(places[0].name) for places in (*literal, *figurative)]
    widest = min(max(map(cell_len, names)), 30)
    widths = (widest, 3, 17, 4, None, offsets_width(place.span for place in digest.reading.places))
    parts: list[RenderableType] = []
    for style, group in (("", literal), ("dim", figurative)):
        grid = grid_of(*widths)
        for places in group:
            point = coordinates(places[0]) if group is literal else ""
            grid.add_row(*_place(digest, places, point, lines), style=style)
        if group and group is figurative:
            parts.append(Text("as governments or peoples", "italic dim"))
        parts += [grid] * bool(group)
    notes = (
        many(len(literal), "place") if literal else "",
        f"{len(figurative):,} as governments or peoples" if figurative else "",
    )
    yield from section("PLACES", ", ".join(filter(None, notes)), Group(*parts))


def _place(digest: Digest, places: list[Place], point: str, lines: int | None) -> Iterator[RenderableType]:
    name = one_line(places[0].name)
    words = dict.fromkeys(digest.text(place.span) for place in places)
    words.pop(name, None)
    yield Clamped(Text(name), lines)
    yield Text(places[0].country or "", "dim")
    yield Text(point, no_wrap=True)
    yield Text(f"{len(places)}×", "dim")
    doubt = next(filter(None, map(namesakes, places)), "")
    told = Text(DOT.join(words), "dim")
    if doubt:
        told.append(f"{DOT if words else ''}? {doubt}", "yellow")
    yield Clamped(told, lines)
    yield where(places[0].span)
