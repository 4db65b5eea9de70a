"""Reckoning with calendar values: TimeML values to points and back, steps in any unit, EDTF."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_DAY = re.compile(r"(?P<era>BC)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?|-(?P<part>SP|SU|FA|WI))?(?=T|$)")
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)(?P<end>-WE)?$")
_HALF = re.compile(r"(?P<year>\d{4})-(?P<part>[QH]\d|SP|SU|FA|WI)$")
_CLOCK = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<clock>\d\d:\d\d)(?P<second>:\d\d)?(?P<zone>Z|[+-]\d\d:?\d\d)?$")
_PART_OF_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T[A-Z]{2}$")
_LENGTH = re.compile(r"P(?P<clock>T)?(?P<count>\d{1,5})(?P<unit>[DWMYH])")
_PREFIX = re.compile(r"\d{1,3}$")
_BC_SEASON = re.compile(r"BC(?P<year>\d{4})-(?P<part>SP|SU|FA|WI)$")
_BC_PREFIX = re.compile(r"BC(?P<digits>\d{1,3})$")
_BC = re.compile(r"BC(?P<year>\d{4})(?P<rest>(?:-\d\d)*)$")
# ISO 8601-2, 4.8.1: seasons, quarters and halves without a hemisphere.
_PARTS = {
    "SP": "21",
    "SU": "22",
    "FA": "23",
    "WI": "24",
    "Q1": "33",
    "Q2": "34",
    "Q3": "35",
    "Q4": "36",
    "H1": "40",
    "H2": "41",
}
_UNSPECIFIED_YEAR = re.compile(r"(?P<year>\d{4})-XX(?:-XX)?$|(?P<month>\d{4}-\d\d)-XX$|XXXX-(?P<day>\d\d(?:-\d\d)?)$")
# The first month of each season, for what comes before what.
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A year (negative before Christ; there is no year 0), with its month, day and season where known."""

    year: int
    month: int | None = None
    day: int | None = None
    part: str | None = None

    @property
    def date(self) -> date | None:
        """The day as a date; None where it is not one day of the common era."""
        if self.year < 1 or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def point(value: str | None) -> Point | None:
    """Read the day, month, season or year that a TimeML value begins with; None where it has none."""
    if value is None or (match := _DAY.match(value)) is None:
        return None
    month, day = match["month"], match["day"]
    return Point(
        year=-int(match["year"]) if match["era"] else int(match["year"]),
        month=None if month is None else int(month),
        day=None if day is None else int(day),
        part=match["part"],
    )


def of_date(day: date) -> Point:
    """Give the point of a day."""
    return Point(year=day.year, month=day.month, day=day.day)


def year_value(year: int) -> str:
    """Write a year: "1942", "BC0480"."""
    return f"BC{-year:04d}" if year < 1 else f"{year:04d}"


def stepped_year(year: int, count: int) -> int:
    """Count years on; the year before 1 is -1."""
    there = year + count
    return there - 1 if there <= 0 < year else there + 1 if year < 0 <= there else there


def shifted(start: Point, count: float, unit: str) -> str | None:  # noqa: PLR0911 - one for each unit
    """Give the value ``count`` units from ``start``, as fine as the unit and no finer.

    None where ``start`` is coarser than the unit needs.
    """
    steps = int(count)
    if unit in {"D", "W", "WE", "F"}:
        return _shifted_days(start, steps, unit)
    if unit == "M":
        if start.month is None:
            return None
        months = start.month - 1 + (steps if count == steps else round(count))
        return f"{year_value(stepped_year(start.year, months // _MONTHS))}-{months % _MONTHS + 1:02d}"
    if unit == "Q":
        return None if start.month is None else _shifted_quarter(start, steps)
    if count != steps:
        return _shifted_part(start, count, unit)
    if unit == "Y":
        return year_value(stepped_year(start.year, steps))
    years = {"DE": 10, "CE": 100}.get(unit)
    if years is None:
        return None
    value = year_value(stepped_year(start.year, steps * years))
    return value[: -1 if unit == "DE" else -2]


def _shifted_part(start: Point, count: float, unit: str) -> str | None:
    """Count in the next smaller unit: "a year and a half ago" in months, "half a century ago" in decades."""
    smaller = {"Y": (12, "M"), "DE": (10, "Y"), "CE": (10, "DE")}.get(unit)
    if smaller is None:
        return None
    times, finer = smaller
    return shifted(start, round(count * times), finer)


def _shifted_quarter(start: Point, steps: int) -> str:
    quarters = ((start.month or 1) - 1) // 3 + steps
    return f"{year_value(stepped_year(start.year, quarters // 4))}-Q{quarters % 4 + 1}"


def nth_day(whole: str | None, nth: int, weekday: int | None) -> str | None:
    """Give the first, second or last (-1) day, or day of that name, of a month or year; "-XX" where it is not known."""
    if whole is None:
        return None
    where = point(whole)
    if where is None or where.year < 1:
        return f"{whole}-XX" if weekday is not None or nth != 1 else f"{whole}{'-01' * (2 - whole.count('-'))}"
    last_month = _MONTHS if nth < 0 and where.month is None else 1
    month = where.month or last_month
    length = monthrange(where.year, month)[1]
    days = [day for day in range(1, length + 1) if weekday in {None, date(where.year, month, day).isoweekday()}]
    return f"{where.year:04d}-{month:02d}-{days[nth if nth < 0 else nth - 1]:02d}"


def _shifted_days(start: Point, steps: int, unit: str) -> str | None:
    day = start.date
    if day is None:
        return None
    try:
        there = day + timedelta(days=steps * {"D": 1, "W": 7, "WE": 7, "F": 14}[unit])
    except OverflowError:
        return None
    if unit == "D":
        return there.isoformat()
    year, week, _ = there.isocalendar()
    return f"{year:04d}-W{week:02d}{'-WE' if unit == 'WE' else ''}"


def easter(year: int) -> date:
    """Give Easter Sunday of the Gregorian calendar (Butcher's algorithm, 1876)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (8 * century + 13) // 25
    moon = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def edtf(value: str | None, *, mod: str | None = None, bound: str | None = None) -> str | None:
    """Write a TimeML value as EDTF (ISO 8601-2); None where EDTF has no form for it."""
    plain = None if value is None else _edtf(value)
    if plain is None:
        return None
    if mod == "APPROX" and "/" not in plain and "T" not in plain:
        plain += "~"
    if bound is not None and "T" in plain:
        return plain
    if bound == "by" and mod == "END":
        return _last_day(plain)
    if bound == "since":
        return f"{plain.split('/', maxsplit=1)[0]}/.."
    if bound == "until":
        return f"../{plain.rsplit('/', maxsplit=1)[-1]}"
    return plain


def _last_day(plain: str) -> str:
    """Give the last day of a week, month or year: what "by the end of" it comes to."""
    if "/" in plain:
        return plain.rsplit("/", maxsplit=1)[-1]
    if re.fullmatch(r"\d{4}", plain):
        return f"{plain}-12-31"
    if (match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", plain)) is None or match[1] == "0000":
        return plain
    return f"{plain}-{monthrange(int(match[1]), int(match[2]))[1]:02d}"


def edtf_within(start: datetime, value: str | None) -> str | None:
    """Give the day on which a length of time such as "PT72H" or "P2W", begun at ``start``, is over.

    None where it has no certain length.
    """
    match = None if value is None else _LENGTH.fullmatch(value)
    if match is None:
        return None
    count, unit = int(match["count"]), f"{'T' if match['clock'] else ''}{match['unit']}"
    try:
        if unit in {"D", "W", "TH"}:
            return (start + timedelta(**{{"D": "days", "W": "weeks", "TH": "hours"}[unit]: count})).date().isoformat()
        months = start.month - 1 + count * {"M": 1, "Y": _MONTHS}.get(unit, 0)
        year, month = start.year + months // _MONTHS, months % _MONTHS + 1
        day = min(start.day, monthrange(year, month)[1])
        return date(year, month, day).isoformat() if unit in {"M", "Y"} else None
    except (OverflowError, ValueError):
        return None


def _edtf(value: str) -> str | None:  # noqa: PLR0911 - one for each form of a value
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value):
        return value
    if (match := _CLOCK.match(value)) is not None:
        if match["clock"].startswith("24"):
            return match["day"]  # midnight at the end of the day, for which EDTF has no hour
        return f"{match['day']}T{match['clock']}{match['second'] or ':00'}{match['zone'] or ''}"
    if (match := _PART_OF_DAY.match(value)) is not None:
        return match["day"]
    if (match := _HALF.match(value)) is not None:
        return f"{match['year']}-{_PARTS[match['part']]}"
    if (match := _WEEK.match(value)) is not None:
        return _week(int(match["year"]), int(match["week"]), weekend=match["end"] is not None)
    if _PREFIX.match(value) is not None:
        return value.ljust(4, "X")
    if value.startswith("BC"):
        return _edtf_before_christ(value)
    return value if _UNSPECIFIED_YEAR.match(value) is not None else None


def _edtf_before_christ(value: str) -> str | None:
    if (match := _BC.match(value)) is not None:
        return f"{_before_christ(int(match['year']))}{match['rest']}"
    if (match := _BC_SEASON.match(value)) is not None:
        return f"{_before_christ(int(match['year']))}-{_PARTS[match['part']]}"
    match = _BC_PREFIX.match(value)
    return None if match is None else _age_before_christ(match["digits"])


def _before_christ(year: int) -> str:
    """Write the year before Christ as EDTF counts it: 1 BC is 0000, 480 BC -0479."""
    return f"{1 - year:05d}" if year > 1 else "0000"


def _age_before_christ(digits: str) -> str:
    """Write a decade, century or millennium before Christ as its first and last year."""
    years = 10 ** (4 - len(digits))
    decade = 3
    if len(digits) == decade:  # "the 470s BC" are 479 to 470 BC
        first, last = int(digits) * years + years - 1, max(1, int(digits) * years)
    else:  # "the second century BC" is 200 to 101 BC
        first, last = (int(digits) + 1) * years, int(digits) * years + 1
    return f"{_before_christ(first)}/{_before_christ(last)}"


def interval(first: str | None, last: str | None) -> str | None:
    """Join two EDTF dates to the interval from the one to the other; None where the order is not that of time."""
    if first is None or last is None or ".." in first + last:
        return None
    start, end = first.split("/")[0].split("T")[0], last.split("/")[-1].split("T")[0]
    if start == end or (not start.startswith("-") and (end.startswith("-") or not _is_ordered(start, end))):
        return None
    return f"{start}/{end}"


def _is_ordered(start: str, end: str) -> bool:
    (year, *first), (other, *second) = start.rstrip("~").split("-"), end.rstrip("~").split("-")
    if "X" in year + other or year != other:
        return year.replace("X", "0") <= other.replace("X", "9")
    seasons = max((*first[:1], *second[:1], "00")) > f"{_MONTHS}"
    return seasons or first <= second or len(first) != len(second)


def edtf_reach(at: datetime, count: float, unit: str | None) -> str | None:
    """Write "the past two weeks" or "the next ten days", told at ``at``, as an interval of days, months or years."""
    steps = round(count)
    day = of_date(at.date())
    finer = {"D": "D", "W": "D", "F": "D", "WE": "D", "M": "M", "Y": "Y", "DE": "Y", "CE": "Y"}.get(unit or "")
    try:
        if unit == "TH":
            there = (at + timedelta(hours=count)).date().isoformat()
        elif finer is None or steps != count:
            return None
        else:
            there = (
                shifted(day, steps * {"W": 7, "WE": 7, "F": 14, "DE": 10, "CE": 100}.get(unit or "", 1), finer) or ""
            )
    except OverflowError:
        return None
    here = at.date().isoformat()[: len(there)]
    if not there or there.startswith("BC"):
        return None
    return f"{there}/{here}" if count < 0 else f"{here}/{there}"


def _week(year: int, week: int, *, weekend: bool) -> str:
    first = date.fromisocalendar(year, week, 6 if weekend else 1)
    return f"{first.isoformat()}/{date.fromisocalendar(year, week, 7).isoformat()}"
