"""Time expressions to dates: each counted from the day of publication or from where the story stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify
from sayso.entity import Date
from sayso.resolve import calendar
from sayso.resolve.calendar import SEASON_MONTHS, Point, point, shifted, year_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.document import Document
    from sayso.mention import TimeExpression

_PUBLISHED = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[“\"‘]?[A-Z])|\n\s*\n")
_WEEK_DAYS = 7
_NEAR_DAYS = 45
_MONTHS = 12
_HALF_YEAR = 6
# A text that dwells on years this far from its publication, and hardly on "today", tells a history.
_HISTORY_YEARS = 2
_FEW = 3
# "In December ... in January": the story goes on into the next year.
_LATE, _EARLY = 11, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standpoint:
    """Where the text stands: its day of publication, whether it tells a history, and the last date it told."""

    published: date | None
    at: datetime | None
    history: bool
    told: Point | None = None
    told_day: Point | None = None
    paragraph: int = 0
    is_same_sentence: bool = False

    def story(self, paragraph: int) -> Point | None:
        """Give the date the story has reached; news begins anew after a paragraph without one."""
        if self.told is not None and (self.history or paragraph - self.paragraph <= 1):
            return self.told
        return None

    def anchor(self, expression: TimeExpression) -> Point | None:
        """Give the date that the expression counts from."""
        day = None if self.published is None else calendar.of_date(self.published)
        story = self.story(expression.paragraph)
        if expression.anchor == "publication":
            return (
                story
                if self.history and expression.shift == 0 and expression.unit != "D" and story is not None
                else day
            )
        if expression.anchor == "context":
            return story if self.history or day is None else day
        counts_days = expression.unit in {"D", "W", "TH"}
        if story is not None and story.date is None and counts_days and self.history and self.told_day is not None:
            # "On 3 June ... that June ... the next day": days count from the last day told, if it is still that time.
            same = self.told_day.year == story.year and story.month in {None, self.told_day.month}
            return self.told_day if same else story
        return story


def dates(doc: tokens.Doc, expressions: Iterable[TimeExpression]) -> tuple[Date, ...]:
    """Give each expression its calendar value; what has no anchor keeps its unknown parts as X."""
    listed = tuple(expressions)
    document = document_of(doc)
    published = None if document is None else _day(document.published)
    at = None if document is None else _instant(document.published)
    standpoint = _Standpoint(published=published, at=at, history=_tells_history(listed, published))
    found: list[Date] = []
    for number, expression in enumerate(listed):
        standpoint = replace(standpoint, is_same_sentence=_is_same_sentence(document, listed, number))
        value = _value(expression, standpoint)
        found.append(
            Date(
                id=identify(doc, "date", expression.span.start, expression.span.end),
                span=expression.span,
                type=expression.type,
                value=value,
                mod=expression.mod,
                edtf=_edtf(expression, value, standpoint),
            )
        )
        standpoint = _moved(standpoint, expression, value)
    return tuple(found)


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


def _edtf(expression: TimeExpression, value: str | None, standpoint: _Standpoint) -> str | None:
    """Write the value as EDTF; a deadline ("by the end of the month", "within a week") is its last day."""
    if expression.bound == "within":
        return _deadline(expression, value, standpoint)
    bound = None if expression.bound == "by" and standpoint.history else expression.bound
    return calendar.edtf(value, mod=expression.mod, bound=bound)


def _deadline(expression: TimeExpression, value: str | None, standpoint: _Standpoint) -> str | None:
    """Give the day on which "within 72 hours" is over, counted from publication or from the day told before it."""
    if expression.tense != "future" or standpoint.at is None or standpoint.history:
        return None
    told = standpoint.told_day
    if standpoint.is_same_sentence and told is not None and told.date is not None and told.date < standpoint.at.date():
        return calendar.edtf_within(datetime.combine(told.date, standpoint.at.time()), value)
    return calendar.edtf_within(standpoint.at, value)


def _tells_history(expressions: tuple[TimeExpression, ...], published: date | None) -> bool:
    """Tell whether the text's own years, not its publication, carry its dates."""
    years = [where.year for expression in expressions if (where := point(expression.year)) is not None]
    deictic = sum(expression.anchor == "publication" or _is_bare_weekday(expression) for expression in expressions)
    if published is not None:
        far = sum(abs(year - published.year) > _HISTORY_YEARS for year in years)
        return far >= _FEW and far > 2 * (len(years) - far + deictic)
    # Nothing says how far the years are: a story tells them in order and looks neither round nor ahead.
    ahead = sum(expression.tense == "future" for expression in expressions)
    back = sum(later < earlier for earlier, later in pairwise(years))
    told = len(years) - 2 * back
    return told >= _FEW and told > _FEW * (deictic + ahead)


def _is_bare_weekday(expression: TimeExpression) -> bool:
    return expression.weekday is not None and expression.day is None


def _moved(standpoint: _Standpoint, expression: TimeExpression, value: str | None) -> _Standpoint:
    """Move the story on to a date that it has told."""
    where = point(value)
    if where is None or expression.type not in {"DATE", "TIME"}:
        return standpoint
    inferred_season = expression.part is not None and expression.year is None
    counted = standpoint.history and (
        expression.anchor == "publication" or (where.date is not None and where.date == standpoint.published)
    )
    if counted or inferred_season:
        return standpoint
    if expression.mod == "END" and where.month is None and where.part is None:
        where = replace(where, part="WI")  # "by the end of the year ... in January": the next one
    told_day = where if where.date is not None else standpoint.told_day
    return replace(standpoint, told=where, told_day=told_day, paragraph=expression.paragraph)


def _value(expression: TimeExpression, standpoint: _Standpoint) -> str | None:
    if expression.value is not None:
        return expression.value
    if expression.feast is not None:
        head = _feast(expression, standpoint)
    elif expression.year is not None:
        head = _calendar(expression, expression.year)
    elif expression.shift is not None:
        head = _stepped(expression, standpoint)
    elif expression.weekday is not None and expression.day is None:
        head = _weekday(expression, standpoint)
    elif (expression.month or expression.part or expression.day) is not None:
        year = _year(expression, standpoint)
        head = _calendar(expression, "XXXX" if year is None else year_value(year), standpoint)
    elif expression.time is not None:
        story = standpoint.story(expression.paragraph)
        known = story is not None and story.date is not None
        ahead = expression.tense == "future" and not standpoint.history and not standpoint.is_same_sentence
        if ahead and standpoint.published is not None and (story is None or _is_before(story, standpoint.published)):
            return _timed(standpoint.published.isoformat(), expression.time)  # "must leave by midnight"
        head = _written(story) if known and story is not None else "XXXX-XX-XX"
    else:
        return None
    return _timed(head, expression.time)


def _is_before(where: Point, day: date) -> bool:
    return (where.year, where.month or 0, where.day or 0) < (day.year, day.month, day.day)


def _timed(head: str | None, time: str | None) -> str | None:
    if time is None or head is None:
        return head
    missing = 2 - head.removeprefix("BC").count("-")
    return f"{head}{'-XX' * missing}T{time}" if "W" not in head else f"{head}T{time}"


def _written(where: Point) -> str:
    parts = [year_value(where.year)]
    if where.part is not None:
        parts.append(where.part)
    elif where.month is not None:
        parts.append(f"{where.month:02d}")
        if where.day is not None:
            parts.append(f"{where.day:02d}")
    return "-".join(parts)


def _calendar(expression: TimeExpression, year: str, standpoint: _Standpoint | None = None) -> str:
    """Write what the expression itself says, under ``year``."""
    if expression.part is not None:
        return f"{year}-{expression.part}"
    month = expression.month
    if month is None and expression.day is not None:
        story = None if standpoint is None else standpoint.story(expression.paragraph)
        published = None if standpoint is None or standpoint.history else standpoint.published
        month = story.month if story is not None else None if published is None else published.month
    if month is None:
        return year if expression.day is None else f"{year}-XX-{expression.day:02d}"
    return f"{year}-{month:02d}" if expression.day is None else f"{year}-{month:02d}-{expression.day:02d}"


def _year(expression: TimeExpression, standpoint: _Standpoint) -> int | None:
    """Give the year of "in March", "5 May", "the summer"."""
    story = standpoint.story(expression.paragraph)
    published = standpoint.published
    if standpoint.history or published is None:
        # Outside a history a day told with its year has the next ones follow it; a year alone may be background.
        follows = story is not None and story.month is not None and standpoint.paragraph == expression.paragraph
        return _story_year(expression, story) if story is not None and (standpoint.history or follows) else None
    told_here = story is not None and standpoint.paragraph == expression.paragraph and expression.tense != "future"
    if told_here and story is not None and abs(story.year - published.year) > 1:
        return _story_year(expression, story)
    if expression.month is None and expression.part not in SEASON_MONTHS:
        return published.year
    month = expression.month or SEASON_MONTHS[expression.part or "SP"]
    here = (published.month, published.day if expression.day is not None else 0)
    there = (month, expression.day or 0)
    ahead = there > here or (expression.tense == "future" and there == here)
    if expression.day is not None and (near := _near_year(expression, published)) is not None:
        return near
    if expression.tense == "future":
        return published.year + (there < here)
    return published.year - ahead


def _near_year(expression: TimeExpression, published: date) -> int | None:
    """Give the year that puts a day within weeks of publication; a day a year off would be told with its year."""
    day = expression.day or 1
    for year in (published.year, published.year - 1, published.year + 1):
        there = Point(year=year, month=expression.month, day=day).date
        if there is not None and abs((there - published).days) <= _NEAR_DAYS:
            return year
    return None


def _story_year(expression: TimeExpression, story: Point) -> int:
    """Give the year in which the story, going on, meets a month or a season."""
    before = story.month or (None if story.part is None else SEASON_MONTHS[story.part])
    if expression.part == "WI":
        return calendar.stepped_year(story.year, int(before is not None and _HALF_YEAR < before < _MONTHS + 1))
    turned = expression.month is not None and before is not None and before >= _LATE and expression.month <= _EARLY
    return calendar.stepped_year(story.year, int(turned))


def _weekday(expression: TimeExpression, standpoint: _Standpoint) -> str:
    """Give the Thursday meant: the last one up to publication, or the next where the verb looks ahead."""
    weekday = expression.weekday or 1
    published = standpoint.published
    if published is None or standpoint.history:
        story = standpoint.story(expression.paragraph) if standpoint.history else None
        day = None if story is None else story.date
        if day is None:
            return f"XXXX-WXX-{weekday}"
        return (day + timedelta(days=(weekday - day.isoweekday()) % _WEEK_DAYS)).isoformat()
    if expression.tense == "future":
        return (published + timedelta(days=(weekday - published.isoweekday()) % _WEEK_DAYS)).isoformat()
    return (published - timedelta(days=(published.isoweekday() - weekday) % _WEEK_DAYS)).isoformat()


def _stepped(expression: TimeExpression, standpoint: _Standpoint) -> str | None:
    """Give "last week", "three days later", "next Friday", "the previous April"."""
    anchor = standpoint.anchor(expression)
    shift, unit = expression.shift or 0, expression.unit
    if unit is None:
        return _named_step(expression, anchor, int(shift))
    if anchor is None:
        return _unknown(expression)
    if unit == "Y" and (expression.month or expression.part) is not None:
        return _calendar(expression, year_value(calendar.stepped_year(anchor.year, int(shift))))
    if unit in {"TH", "TM"}:
        return None if anchor.date is None else f"{anchor.date.isoformat()}TXX"
    value = shifted(anchor, shift, unit)
    if value is None and anchor.month not in {None, 1, _MONTHS} and unit == "D":
        return f"{year_value(anchor.year)}-XX-XX"
    return _unknown(expression) if value is None else value


def _unknown(expression: TimeExpression) -> str | None:
    unknown = {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "WE": "XXXX-WXX-WE",
        "M": "XXXX-XX",
        "Y": "XXXX",
        "DE": "XXX",
        "CE": "XX",
    }
    if expression.month is not None or expression.part is not None:
        return _calendar(expression, "XXXX")
    return unknown.get(expression.unit or "")


def _named_step(expression: TimeExpression, anchor: Point | None, shift: int) -> str | None:
    """Give the month, weekday or season that is named, ``shift`` of its kind from the anchor."""
    if expression.weekday is not None:
        day = None if anchor is None else anchor.date
        if day is None:
            return f"XXXX-WXX-{expression.weekday}"
        ahead = (expression.weekday - day.isoweekday()) % _WEEK_DAYS
        if shift > 0:
            ahead = ahead or _WEEK_DAYS
        elif shift < 0:
            ahead -= _WEEK_DAYS
        else:
            ahead = expression.weekday - day.isoweekday()
        return (day + timedelta(days=ahead)).isoformat()
    if anchor is None:
        return _calendar(expression, "XXXX")
    named = expression.month or SEASON_MONTHS.get(expression.part or "", 1)
    here = anchor.month or (SEASON_MONTHS[anchor.part] if anchor.part else None)
    if shift == 0 or here is None:
        year = anchor.year if shift == 0 else calendar.stepped_year(anchor.year, shift)
    elif shift > 0:
        year = calendar.stepped_year(anchor.year, int(named <= here))
    else:
        year = calendar.stepped_year(anchor.year, -int(named >= here))
    return _calendar(expression, year_value(year))


def _feast(expression: TimeExpression, standpoint: _Standpoint) -> str | None:
    """Give the day of a feast in its year; the nearest one the verb allows where no year is told."""
    feast = expression.feast or ""
    if expression.year is not None:
        where = point(expression.year)
        return _feast_day(feast, where.year) if where is not None and where.year > 0 else None
    story, published = standpoint.story(expression.paragraph), standpoint.published
    if standpoint.history or published is None:
        return None if story is None or story.year < 1 else _feast_day(feast, story.year)
    this = _feast_day(feast, published.year)
    if expression.tense == "future":
        return this if this >= published.isoformat() else _feast_day(feast, published.year + 1)
    near = (published + timedelta(days=31)).isoformat() if expression.tense is None else published.isoformat()
    return this if this <= near else _feast_day(feast, published.year - 1)


def _feast_day(feast: str, year: int) -> str:
    if feast.startswith("easter"):
        return (calendar.easter(year) + timedelta(days=int(feast.removeprefix("easter")))).isoformat()
    return f"{year:04d}-{feast}"
