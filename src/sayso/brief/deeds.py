"""The brief's meetings, commitments, events, who holds what, and what the author judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from sayso import deeds
from sayso.brief.layout import DOT, Clamped, Joined, grid_of, offsets_width, section, where
from sayso.digest import many, span_in_words
from sayso.printable import one_line, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from sayso.digest import Digest
    from sayso.record import Event, Meeting, Verdict

_WIDEST_DATE, _NO_DATE = 12, "not told"


def meetings_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield a table of each meeting: who hosted, who came, who did not, and whether the numbers agree."""
    for meeting in digest.reading.meetings:
        place = digest.places.get(meeting.place or "")
        told = (None if place is None else one_line(place.name), meeting.date and span_in_words(meeting.date))
        title = ", ".join(filter(None, (one_line(meeting.name), *told)))
        yield from section("AT THE TABLE", title, _meeting(digest, meeting, lines))


def _meeting(digest: Digest, meeting: Meeting, lines: int | None) -> RenderableType:
    grid = grid_of(13, None, offsets_width([meeting.span]))
    first: Text | str = where(meeting.span)
    people = (("hosts", meeting.hosts), ("took part", meeting.participants), ("not there", meeting.absent))
    rows = [(label, deeds.names(digest, actors), lines and lines + 1) for label, actors in people]
    rows.append(("to discuss", [digest.text(span) for span in meeting.agenda], lines))
    rows.append(("how many", [*filter(None, [deeds.attendance(meeting)])], lines))
    for label, parts, most in rows:
        if parts:
            grid.add_row(Text(label, "dim"), Joined([Text(words) for words in parts], most), first)
            first = ""
    return grid


def commitments_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield what is promised, asked, refused, threatened or expected, by the day it falls due."""
    found = deeds.by_due(digest)
    if not found:
        return
    grid = grid_of(8, None, 10, offsets_width(one.span for one in found))
    grid.add_row(*(Text(name, "dim") for name in ("", "", "due", "")))
    for one in found:
        words = Text(deeds.committed(digest, one), "bold")
        words.append(f"{': ' if words else ''}{digest.text(one.span)}", "not bold")
        if one.conditional:
            words.append("  if", "not bold yellow")
        grid.add_row(
            Text(one.kind, "dim"),
            Clamped(words, lines and lines + 1),
            Text("–" if one.due is None else span_in_words(one.due)),
            where(one.span),
        )
    yield from section("ASKED, PROMISED, EXPECTED", many(len(found), "commitment"), grid)


def events_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield the events by date: who did what to whom, how it is coded, and on whose word."""
    found = deeds.happened(digest)
    if not found:
        return
    moments = [span_in_words(deeds.moment(event)) or _NO_DATE for event in found]
    widest = min(max(map(cell_len, moments)), _WIDEST_DATE)
    grid = grid_of(widest, None, offsets_width(event.trigger for event in found))
    shown = None
    for event, moment in zip(found, moments, strict=True):
        grid.add_row(
            Clamped(Text("" if moment == shown else moment), lines),
            Group(Clamped(_deed(digest, event), lines), Clamped(_coded(digest, event), lines)),
            where(event.trigger),
        )
        shown = moment
    yield from section("WHAT HAPPENED", many(len(found), "event"), grid)


def control_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield who holds, gained or lost which place, and on whose word."""
    found = digest.reading.control
    if not found:
        return
    grid = grid_of(None, offsets_width(one.span for one in found))
    for one in found:
        holder, place = deeds.holding(digest, one)
        words = Text(holder, "bold")
        words.append(f" {one.change}: ", "not bold dim").append(place, "not bold")
        since = "" if one.date is None else span_in_words(one.date)
        about = DOT.join(filter(None, (since, digest.whose(one.quotation))))
        grid.add_row(Group(Clamped(words, lines), Clamped(Text(about, "dim"), lines)), where(one.span))
    yield from section("WHO HOLDS WHAT", many(len(found), "statement"), grid)


def verdicts_of(digest: Digest, lines: int | None) -> Iterator[RenderableType]:
    """Yield what the author judges in a voice of his own, apart from all that is reported."""
    found = digest.reading.verdicts
    if not found:
        return
    grid = grid_of(9, None, offsets_width(one.span for one in found))
    for one in found:
        grid.add_row(Text(one.kind, "dim"), Clamped(_judged(digest, one), lines), where(one.span))
    note = f"{many(len(found), 'sentence')}, on nobody's word"
    yield from section("THE ARTICLE'S OWN VERDICTS", note, grid)


def _judged(digest: Digest, verdict: Verdict) -> Text:
    """Give the sentence with the words that judge underlined."""
    text = digest.reading.document.text
    words, at = Text(), verdict.span.start
    for cue in verdict.cues:
        words.append(piece(text[at : cue.start])).append(piece(text[cue.start : cue.end]), "underline")
        at = cue.end
    return words.append(piece(text[at : verdict.span.end]))


def _deed(digest: Digest, event: Event) -> Text:
    words = Text(deeds.deed(digest, event))
    about = [*filter(None, [deeds.where(digest, event)]), *deeds.toll(digest, event)]
    if about:
        words.append(f"  {DOT.join(about)}", "dim")
    if event.background:
        words.stylize("dim")
    return words


def _coded(digest: Digest, event: Event) -> Text:
    """Give its code, how sure it is, and on whose word."""
    words = Text(deeds.coded(event), "dim")
    if event.background:
        words.append(f"{DOT}background")
    if event.status != "occurred":
        words.append(DOT).append(event.status, "not dim yellow")
    if event.quotation:
        words.append(f"{DOT}{digest.whose(event.quotation)}")
    return words
