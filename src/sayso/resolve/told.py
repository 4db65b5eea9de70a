"""Dates and places as they stand in the parse: what each of them hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from sayso.annotate import document_of, found, tokens_of
from sayso.document import Span
from sayso.resolve.hosts import place_hosts, time_hosts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy import tokens

    from sayso.entity import Date, Place
    from sayso.mention import TimeExpression

SAID_AT = frozenset({"in", "at", "near", "outside", "inside", "aboard", "audience"})
_DASHES = frozenset({"-", "–", "—"})
_NOW = "PRESENT_REF"
_UNDATED = frozenset({None, "PAST_REF", "FUTURE_REF"})
# "In the past two weeks" tells when; "for two weeks" tells how long.
_JUST_PAST = frozenset({"past", "last", "previous", "recent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A date or place, its tokens, and the words it hangs on, each with what leads to it.

    ``id`` is None for "now".
    """

    id: str | None
    span: Span
    start: int
    end: int
    hosts: dict[int, str]

    @property
    def is_straight(self) -> bool:
        """Whether only "of" stands between it and the preposition: "in the town of Oden", not "in races in Oden"."""
        *inner, last = self.hosts.values() or ("",)
        return last in SAID_AT and set(inner) <= {"of"}

    @property
    def host(self) -> int:
        """The outermost word it hangs on."""
        return next(reversed(self.hosts))


def told_dates(doc: tokens.Doc, dates: Sequence[Date]) -> Iterator[Told]:
    """Yield the dates that something can be dated by, in text order; of "from 3 to 9 May" the first."""
    document = document_of(doc)
    is_dated = document is not None and document.published is not None
    expressions: dict[Span, TimeExpression] = {each.span: each for each in found(doc, "dates")}
    last: str | None = None
    for date, after in zip_longest(dates, dates[1:]):
        start, end = tokens_of(doc, date.span)
        if date.id == last or not _tells_when(date, doc[start:end], is_dated=is_dated):
            continue
        last = None
        if after is not None and _is_from_to(doc, start, end, tokens_of(doc, after.span)[0]):
            last = after.id
        is_deadline = date.span in expressions and expressions[date.span].bound == "by"
        hosts = time_hosts(doc, start, end, is_deadline=is_deadline)
        yield Told(
            id=None if date.value == _NOW else date.id,
            span=date.span,
            start=start,
            end=end,
            hosts={host.token.i: host.link for host in hosts},
        )


def told_places(doc: tokens.Doc, places: Iterable[Place]) -> Iterator[Told]:
    """Yield the places that are meant as places, in text order."""
    for place in places:
        if place.literal:
            start, end = tokens_of(doc, place.span)
            hosts = {host.token.i: host.link for host in place_hosts(doc, start, end)}
            yield Told(id=place.id, span=place.span, start=start, end=end, hosts=hosts)


def _tells_when(date: Date, words: tokens.Span, *, is_dated: bool) -> bool:
    """Tell whether ``date`` has a day, month or year that something can be dated by.

    In a document without a date of its own "on Friday" still tells a day.
    """
    if date.type == "DURATION":
        return any(token.lower_ in _JUST_PAST for token in words)
    if date.type == "SET" or date.value in _UNDATED:
        return False
    return date.value == _NOW or date.edtf is not None or (date.type == "DATE" and not is_dated)


def _is_from_to(doc: tokens.Doc, start: int, end: int, after: int) -> bool:
    """Tell whether a date at tokens ``[start, end)`` and one that begins at ``after`` are the ends of one time."""
    if after - end != 1:
        return False
    between = doc[end].lower_
    is_opened = start > 0 and doc[start - 1].lower_ in {"from", "between"}
    return between in _DASHES or (is_opened and between in {"to", "and", "until", "till", "through"})
