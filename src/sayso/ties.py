"""Why a figure or a quotation has its date, place and actor, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.digest import day, when
from sayso.printable import one_line
from sayso.record import Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.digest import Digest
    from sayso.entity import Date
    from sayso.record import ActorBy, DateBy, Figure, PlaceBy

_DATES: dict[DateBy, str] = {
    "syntax": "the parse hangs the two together",
    "sentence": "its sentence tells no other time",
    "paragraph": "its paragraph told no other time before it",
    "saying": "it is the time when it was said, and the text tells none of its own",
}
_WENT_ON = "the same speaker said so just before"
_PLACES: dict[PlaceBy, str] = {
    "syntax": "the parse hangs the two together",
    "sentence": "it stands after the last of several verbs of one subject",
    "paragraph": _WENT_ON,
}
_ACTORS: dict[ActorBy, str] = {
    "counted": "the name stands among the words for what is counted",
    "possessive": "what is counted is said to be theirs",
    "of": "what is counted is said to be of or by them",
    "holder": "they are said to have it, send it or lose it",
}


def ties(record: Quotation | Figure, digest: Digest) -> Iterator[str]:
    """Yield a sentence for each link of ``record``, and one for a date that is only assumed."""
    yield from _date(record, digest)
    place = next((each for each in digest.reading.places if each.id == record.place), None)
    if place is not None and record.place_by is not None:
        what = "Place of the saying" if isinstance(record, Quotation) else "Place"
        yield f"{what}: “{one_line(digest.text(place.span))}”; {_PLACES[record.place_by]}."
    actor = None if isinstance(record, Quotation) else digest.actors.get(record.actor or "")
    if not isinstance(record, Quotation) and actor is not None and record.actor_by is not None:
        yield f"It concerns {one_line(actor.name)}: {_ACTORS[record.actor_by]}."


def _date(record: Quotation | Figure, digest: Digest) -> Iterator[str]:
    what = "Time of the saying" if isinstance(record, Quotation) else "Date"
    dates = {each.id: each for each in digest.reading.dates}
    if record.date in dates and record.date_by is not None:
        went_on = isinstance(record, Quotation) and record.date_by == "paragraph"
        why = _WENT_ON if went_on else _DATES[record.date_by]
        yield f"{what}: {_dated(dates[record.date], digest)}; {why}."
        return
    published = digest.reading.document.published
    if record.date_by == "document" and published is not None:
        yield f"{what}: the text tells none; the day of publication, {day(published)}, is assumed."


def _dated(date: Date, digest: Digest) -> str:
    value = one_line(date.interval or when(date))
    words = f"“{one_line(digest.text(date.span))}”"
    return f"{words}, {value}" if value and "XX" not in value else words
