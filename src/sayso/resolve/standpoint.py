"""Where a text stands when it tells a time: its day of publication, the story's day, the day of the speech."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sayso.resolve import calendar
from sayso.resolve.calendar import Point, point

if TYPE_CHECKING:
    from sayso.mention import TimeExpression

# A text that dwells on years this far from its publication, and hardly on "today", tells a history.
_HISTORY_YEARS = 2
_FEW = 3
# A speech further back than this is told with its full date, and is not what the report is about.
_SPEECH_DAYS = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where the text stands: its day of publication, whether it tells a history, and the last date it told."""

    published: date | None
    at: datetime | None
    history: bool
    told: Point | None = None
    told_day: Point | None = None
    paragraph: int = 0
    is_same_sentence: bool = False
    # The day that the report is about, where it is the one before publication; False until a day was told.
    lead: date | Literal[False] | None = False

    def story(self, paragraph: int) -> Point | None:
        """Give the date the story has reached; news begins anew after a paragraph without one."""
        if self.told is not None and (self.history or paragraph - self.paragraph <= 1):
            return self.told
        return None

    def on(self, day: date) -> Standpoint:
        """Give the standpoint of that day instead of publication's."""
        return replace(self, published=day, at=datetime.combine(day, time() if self.at is None else self.at.time()))

    def spoken(self, expression: TimeExpression, day: date | None) -> Standpoint:
        """Give the standpoint of the one who speaks: words said on ``day`` count from it.

        A morning paper tells of the day before. What it quotes without a date was said on that day.
        """
        if self.history or self.published is None:
            return self
        if day is None and expression.spoken and expression.spoken_on is None:
            day = self.lead or None
        if day is None or not 0 <= (self.published - day).days <= _SPEECH_DAYS:
            return self
        return self.on(day)

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
        if expression.anchor == "event":
            return None  # "two days after the fire": only what tells of the fire could say
        if expression.anchor == "context":
            return story if self.history or day is None else day
        counts_days = expression.unit in {"D", "W", "TH"}
        if story is not None and story.date is None and counts_days and self.history and self.told_day is not None:
            # "On 3 June ... that June ... the next day": days count from the last day told, if it is still that time.
            same = self.told_day.year == story.year and story.month in {None, self.told_day.month}
            return self.told_day if same else story
        return story


def tells_history(expressions: tuple[TimeExpression, ...], published: date | None) -> bool:
    """Tell whether the text's own years, not its publication, carry its dates."""
    years = [where.year for expression in expressions if (where := point(expression.year)) is not None]
    deictic = sum(expression.anchor == "publication" or is_bare_weekday(expression) for expression in expressions)
    if published is not None:
        far = sum(abs(year - published.year) > _HISTORY_YEARS for year in years)
        return far >= _FEW and far > 2 * (len(years) - far + deictic)
    # Nothing says how far the years are: a story tells them in order and looks neither round nor ahead.
    ahead = sum(expression.tense == "future" for expression in expressions)
    back = sum(later < earlier for earlier, later in pairwise(years))
    told = len(years) - 2 * back
    return told >= _FEW and told > _FEW * (deictic + ahead)


def is_bare_weekday(expression: TimeExpression) -> bool:
    """Tell "on Monday" from "on Monday, 5 May"."""
    return expression.weekday is not None and expression.day is None


def moved(standpoint: Standpoint, expression: TimeExpression, value: str | None) -> Standpoint:
    """Move the story on to a date that it has told."""
    where = point(value)
    if where is None or expression.type not in {"DATE", "TIME"}:
        return standpoint
    if standpoint.lead is False and not expression.spoken and where.date not in {None, standpoint.published}:
        standpoint = replace(standpoint, lead=_lead(standpoint, expression, where))
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


def _lead(standpoint: Standpoint, expression: TimeExpression, where: Point) -> date | None:
    """Give the first day that a report tells, if it is that before publication."""
    day, published = where.date, standpoint.published
    if day is None or published is None or expression.tense == "future":
        return None
    return day if (published - day).days == 1 else None
