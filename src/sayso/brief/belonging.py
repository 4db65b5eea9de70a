"""The brief's list of who belongs to which coalition, alliance or group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from sayso import deeds
from sayso.brief.layout import Clamped, grid_of, offsets_width, section, where
from sayso.digest import many, span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.digest import Digest


def memberships_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield who belongs to, joined or left what, and on whose word; those of one list on one line."""
    groups = deeds.bonds(digest)
    if not groups:
        return
    grid = grid_of(None, 12, 18, offsets_width(group[0].span for group in groups))
    for group in groups:
        first = group[0]
        members, bond, body = deeds.bound(digest, group)
        words = Text(members, "bold")
        words.append(f" {bond} ", "not bold dim").append(body, "not bold")
        grid.add_row(
            Clamped(words, lines),
            Text("" if first.date is None else span_in_words(first.date), "dim"),
            Clamped(Text(digest.whose(first.quotation), "dim"), lines),
            where(first.span),
        )
    yield from section("WHO BELONGS TO WHAT", many(len(digest.reading.memberships), "membership"), grid)
