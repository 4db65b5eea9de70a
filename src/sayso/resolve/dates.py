"""Time expressions to dates: each counted from the day of publication or from where the story stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify
from sayso.document import Span
from sayso.entity import Date
from sayso.mention import TimeExpression
from sayso.resolve import calendar
from sayso.resolve.calendar import point, shifted
from sayso.resolve.date_values import value as value_of
from sayso.resolve.standpoint import Standpoint, is_bare_weekday, moved, tells_history

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.document import Document

_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[“\"‘]?[A-Z])|\n\s*\n")


def dates(doc: tokens.Doc, expressions: Iterable[TimeExpression]) -> tuple[Date, ...]:
    """Give each expression its calendar value; what has no anchor keeps its unknown parts as X."""
    listed = tuple(expressions)
    document = document_of(doc)
    published = None if document is None else _day(document.published)
    at = None if document is None else _instant(document.published)
    standpoint = Standpoint(published=published, at=at, history=tells_history(listed, published))
    others = {expression.span: expression for expression in listed}
    begins = {expression.range_end: expression for expression in listed if expression.range_end is not None}
    found: dict[Span, Date] = {}
    beside: Standpoint | None = None
    for number, expression in enumerate(listed):
        is_same_sentence = _is_same_sentence(document, listed, number)
        beside = beside if is_same_sentence and expression.aside else None
        at_hand = replace(standpoint if beside is None else beside, is_same_sentence=is_same_sentence)
        told = _Told(found=found, others=others, begins=begins, standpoint=at_hand)
        here = at_hand.spoken(expression, told.day(expression.spoken_on))
        value = _linked(expression, here, told)
        found[expression.span] = Date(
            id=identify(doc, "date", expression.span.start, expression.span.end),
            span=expression.span,
            type=expression.type,
            value=value,
            mod=expression.mod,
            edtf=_edtf(expression, value, here),
        )
        if expression.aside and not standpoint.history and standpoint.story(expression.paragraph) is not None:
            beside = moved(at_hand, expression, value)  # the story stays where it is
        else:
            standpoint = moved(at_hand, expression, value)
    for expression in listed:
        if expression.range_end is not None:
            _join(found, expression.span, expression.range_end)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The other expressions of the text, for one that leans on them."""

    found: Mapping[Span, Date]
    others: Mapping[Span, TimeExpression]
    # What ends a range, with the expression that begins it.
    begins: Mapping[Span, TimeExpression]
    standpoint: Standpoint

    def value(self, span: Span | None) -> str | None:
        """Give the value of another expression, told before this one or after it."""
        if span is None or span not in self.others:
            return None
        known = self.found.get(span)
        return value_of(self.others[span], self.standpoint) if known is None else known.value

    def day(self, span: Span | None) -> date | None:
        where = point(self.value(span))
        return None if where is None else where.date


def _linked(expression: TimeExpression, standpoint: Standpoint, told: _Told) -> str | None:
    """Give the value of an expression, by the other one that it leans on where there is one."""
    unit = expression.unit or "D"
    if expression.same_as is not None and (same := told.day(expression.same_as)) is not None:
        return f"{same.isoformat()}TXX" if unit in {"TH", "TM"} else same.isoformat()
    if expression.counts_from is not None:
        where = point(told.value(expression.counts_from))
        there = None if where is None else shifted(where, expression.shift or 0, unit)
        if there is not None:
            return there
    return value_of(_ranged(expression, told), _in_range(expression, standpoint, told))


def _ranged(expression: TimeExpression, told: _Told) -> TimeExpression:
    """Let the first day of a range look where the last one looks: "will run from Monday to Friday"."""
    last = None if expression.range_end is None else told.others.get(expression.range_end)
    if last is None or not (is_bare_weekday(expression) and is_bare_weekday(last)):
        return expression
    return replace(expression, tense=last.tense if expression.tense is None else expression.tense)


def _in_range(expression: TimeExpression, standpoint: Standpoint, told: _Told) -> Standpoint:
    """Count the days of "from Monday to Friday" from one another, so that Friday is the one after that Monday."""
    if standpoint.history or standpoint.published is None or not is_bare_weekday(expression):
        return standpoint
    if expression.range_end is not None and expression.tense != "future":
        last = told.others.get(expression.range_end)
        if last is None or not is_bare_weekday(last) or last.tense == "future":
            return standpoint
        day = told.day(expression.range_end)
        return standpoint if day is None else standpoint.on(day)
    first = told.begins.get(expression.span)
    if first is not None and is_bare_weekday(first) and "future" in {expression.tense, first.tense}:
        day = told.day(first.span)
        return standpoint if day is None else standpoint.on(day)
    return standpoint


def _join(found: dict[Span, Date], first: Span, last: Span) -> None:
    """Give both ends of a range its interval."""
    ends = (calendar.edtf(found[end].value, mod=found[end].mod) for end in (first, last))
    interval = calendar.interval(*ends)
    if interval is not None:
        found[first] = replace(found[first], interval=interval)
        found[last] = replace(found[last], interval=interval)


def _day(published: str | None) -> date | None:
    match = None if published is None else _PUBLISHED.match(published)
    if match is None or match[1] in {"0000", "0001", "9999"}:
        return None  # years from whose edge no step can be counted
    try:
        return date(*(int(group) for group in match.groups()))
    except ValueError:
        return None


def _instant(published: str | None) -> datetime | None:
    """Give the moment of publication on the clock it was published by; the day's beginning where no time is told."""
    if _day(published) is None or published is None:
        return None
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        day = _day(published)
        return None if day is None else datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the outlet's own clock


def _is_same_sentence(document: Document | None, listed: tuple[TimeExpression, ...], number: int) -> bool:
    """Tell whether the expression stands in one sentence with the one before it."""
    if document is None or number == 0:
        return False
    return _SENTENCE_END.search(document.text, listed[number - 1].span.end, listed[number].span.start) is None


def _edtf(expression: TimeExpression, value: str | None, standpoint: Standpoint) -> str | None:
    """Write the value as EDTF; a deadline ("by the end of the month", "within a week") is its last day."""
    if expression.bound == "within":
        return _deadline(expression, value, standpoint)
    if expression.type == "DURATION" and expression.shift is not None:
        if standpoint.at is None or standpoint.history or (expression.shift > 0 and expression.tense != "future"):
            return None  # "over the next two days 30 died": from the day that the story has reached
        return calendar.edtf_reach(standpoint.at, expression.shift, expression.unit)
    bound = None if expression.bound == "by" and standpoint.history else expression.bound
    return calendar.edtf(value, mod=expression.mod, bound=bound)


def _deadline(expression: TimeExpression, value: str | None, standpoint: Standpoint) -> str | None:
    """Give the day on which "within 72 hours" is over, counted from publication or from the day told before it."""
    if expression.tense != "future" or standpoint.at is None or standpoint.history:
        return None
    told = standpoint.told_day
    if standpoint.is_same_sentence and told is not None and told.date is not None and told.date < standpoint.at.date():
        return calendar.edtf_within(datetime.combine(told.date, standpoint.at.time()), value)
    return calendar.edtf_within(standpoint.at, value)
