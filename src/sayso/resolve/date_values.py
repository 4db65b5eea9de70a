"""What a time expression comes to, counted from where the text stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.resolve import calendar
from sayso.resolve.calendar import SEASON_MONTHS, Point, point, shifted, year_value

if TYPE_CHECKING:
    from sayso.mention import TimeExpression
    from sayso.resolve.standpoint import Standpoint

_HALF_YEAR = 6
_MONTHS = 12
_NEAR_DAYS = 45
_SATURDAY = 6
_WEEK_DAYS = 7
# "In December ... in January": the story goes on into the next year.
_LATE, _EARLY = 11, 2


def value(expression: TimeExpression, standpoint: Standpoint) -> str | None:
    """Give the TIMEX3 value; what has no anchor keeps its unknown parts as X."""
    if expression.value is not None:
        return expression.value
    if expression.nth is not None:
        whole = value(replace(expression, nth=None, weekday=None), standpoint)
        return calendar.nth_day(whole, expression.nth, expression.weekday)
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


def _calendar(expression: TimeExpression, year: str, standpoint: Standpoint | None = None) -> str:
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


def _year(expression: TimeExpression, standpoint: Standpoint) -> int | None:
    """Give the year of "in March", "5 May", "the summer"."""
    story = standpoint.story(expression.paragraph)
    published = standpoint.published
    if standpoint.history or published is None:
        # Outside a history a day told with its year has the next ones follow it; a year alone may be background.
        follows = story is not None and story.month is not None and standpoint.paragraph == expression.paragraph
        return _story_year(expression, story) if story is not None and (standpoint.history or follows) else None
    told_here = story is not None and standpoint.paragraph == expression.paragraph and expression.tense != "future"
    if told_here and story is not None:
        further = abs(story.year - published.year)
        goes_on = standpoint.is_same_sentence and story.month is not None and story.month <= (expression.month or 0)
        if further > 1 or (further == 1 and goes_on):
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


def _weekday(expression: TimeExpression, standpoint: Standpoint) -> str:
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


def _stepped(expression: TimeExpression, standpoint: Standpoint) -> str | None:  # noqa: PLR0911 - one for each kind of step
    """Give "last week", "three days later", "next Friday", "the previous April"."""
    anchor = standpoint.anchor(expression)
    shift, unit = expression.shift or 0, expression.unit
    if unit is None:
        return _named_step(expression, anchor, int(shift))
    if expression.weekday is not None and unit == "D":
        return _weeks_on(expression.weekday, int(shift), standpoint)
    if anchor is None:
        return _unknown(expression)
    if unit == "WE" and shift == 0 and not standpoint.history and anchor.date is not None:
        shift = -int(expression.tense != "future" and anchor.date.isoweekday() < _SATURDAY)
    if unit == "Y" and (expression.month or expression.part) is not None:
        return _calendar(expression, year_value(calendar.stepped_year(anchor.year, int(shift))))
    if unit in {"TH", "TM"}:
        return None if anchor.date is None else f"{anchor.date.isoformat()}TXX"
    value = shifted(anchor, shift, unit)
    if value is None and anchor.month not in {None, 1, _MONTHS} and unit == "D":
        return f"{year_value(anchor.year)}-XX-XX"
    return _unknown(expression) if value is None else value


def _weeks_on(weekday: int, days: int, standpoint: Standpoint) -> str:
    """Give "a week from Monday", "Monday week": so many days after the next one."""
    published = standpoint.published
    if published is None:
        return f"XXXX-WXX-{weekday}"
    ahead = (weekday - published.isoweekday()) % _WEEK_DAYS or _WEEK_DAYS
    there = shifted(calendar.of_date(published), ahead + days, "D")
    return f"XXXX-WXX-{weekday}" if there is None else there


def _unknown(expression: TimeExpression) -> str | None:
    if expression.distance is not None:
        return expression.distance
    unknown = {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "F": "XXXX-WXX",
        "Q": "XXXX-QX",
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


def _feast(expression: TimeExpression, standpoint: Standpoint) -> str | None:
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
