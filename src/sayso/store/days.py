"""The earliest and the latest day that an EDTF string may mean."""

from __future__ import annotations

import calendar
import functools
import re

# Years 0 to 9999, with unknown digits at the end of the year (203X), as far as queries need them.
_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?[?~%]?")
_MARKS = "?~%"
_EARLIEST, _LATEST = 101, 99991231
# Sub-year groupings of EDTF: seasons, quarters, and halves, as months.
_PARTS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    40: (1, 6),
    41: (7, 12),
}
_MONTHS = 12


@functools.lru_cache(maxsize=20_000)
def bounds(edtf: str | None) -> tuple[int | None, int | None]:
    """Give the first and the last day, 4 May 2031 as 20310504; None for both where no year is known.

    An open end of an interval is the end of time: "2031-05/.." is from 20310501 to 99991231.
    """
    if edtf is None:
        return None, None
    first, _, last = edtf.partition("/")
    if not last:
        return _point(first)
    begins = _EARLIEST if first in ("", "..") else _point(first)[0]
    ends = _LATEST if last == ".." else _point(last)[1]
    return (begins, ends) if begins is not None and ends is not None and begins <= ends else (None, None)


def _point(edtf: str) -> tuple[int | None, int | None]:
    found = _POINT.fullmatch("".join(sign for sign in edtf if sign not in _MARKS))
    if found is None:
        return None, None
    year, month, day = found["year"], found["month"], found["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or low != high:
        return _day(low, 1, 1), _day(high, _MONTHS, 31)
    begins, ends = _PARTS.get(int(month), (int(month), int(month)))
    if not 1 <= begins <= _MONTHS:
        return None, None
    if day is not None and begins == ends:
        known = 1 <= int(day) <= _length(low, begins)
        return (_day(low, begins, int(day)),) * 2 if known else (None, None)
    later, ends = divmod(ends - 1, _MONTHS)
    return _day(low, begins, 1), _day(low + later, ends + 1, _length(low + later, ends + 1))


def _day(year: int, month: int, day: int) -> int:
    return (year * 100 + month) * 100 + day


def _length(year: int, month: int) -> int:
    # Proleptic, as ISO 8601 counts; `calendar` knows no year 0, which is as long as 2000.
    return calendar.monthrange(year if 0 < year <= 9999 else 2000, month)[1]  # noqa: PLR2004 - last year of four digits
