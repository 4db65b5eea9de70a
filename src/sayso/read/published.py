"""When something was published, in the words of a page, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?(?P<m1>{MONTH})\.?,?[\s-]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{MONTH})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})(?P<sep>[-/.]?)(?P<m3>\d{2})(?P=sep)(?P<d3>\d{2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<sep4>[/.-])(?P<b>\d{1,2})(?P=sep4)(?P<y4>\d{4}))"
)
# Only zones that mean one thing everywhere; IST and BST do not.
_ZONES = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "est": "-05:00", "edt": "-04:00", "pst": "-08:00", "pdt": "-07:00",
    "cet": "+01:00", "cest": "+02:00", "eet": "+02:00", "eest": "+03:00",
}  # fmt: skip
_TIME = (
    r"(?P<hour{n}>\d{{1,2}})(?:[:.h](?P<minute{n}>\d{{2}})(?::(?P<second{n}>\d{{2}})(?:[.,]\d+)?)?)?"
    r"\s*(?P<half{n}>[ap]\.?m\.?)?\s*\(?(?P<zone{n}>z|[+-]\d{{2}}:?\d{{2}}|[a-z]{{1,4}}t|utc)?\)?"
)
_LABEL = r"(?:(?:first |last )?(?:published|posted|updated|modified|filed|issued|date|dated)(?:\s+(?:on|at))?\s*:?\s+)?"
_WHOLE = re.compile(
    rf"{_LABEL}(?:{_TIME.format(n=1)}[\s,|–—-]+)?{_WEEKDAY}{_DAY}"
    rf"(?:(?:t|\s*[,|–—-]\s*|\s+(?:at\s+)?){_TIME.format(n=2)})?\.?",
    re.IGNORECASE,
)
_LONGEST = 80
_MONTH_COUNT = 12


def published(words: str | None) -> str | None:
    """Read a day, or an instant where a time and its zone stand beside it; None where unsure.

    "03/04/2015" is the third of April to some and the fourth of March to others, so it is None.
    """
    if words is None or len(words) > _LONGEST:
        return None
    match = _WHOLE.fullmatch(words.strip().strip("*_()[]"))
    if match is None:
        return None
    day = _day(match)
    if day is None:
        return None
    for n in (2, 1):
        if match[f"hour{n}"] is not None:
            instant = _instant(match, n)
            return day.isoformat() if instant is None else f"{day.isoformat()}T{instant}"
    return day.isoformat()


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts["y1"] is not None:
        year, month, day = parts["y1"], _month(parts["m1"]), parts["d1"]
    elif parts["y2"] is not None:
        year, month, day = parts["y2"], _month(parts["m2"]), parts["d2"]
    elif parts["y3"] is not None:
        year, month, day = parts["y3"], int(parts["m3"]), parts["d3"]
    else:
        year, a, b = parts["y4"], int(parts["a"]), int(parts["b"])
        # With full stops the day comes first (DIN 5008 and its kin); with strokes it depends on who writes.
        if parts["sep4"] == "." or a > _MONTH_COUNT or a == b:
            day, month = a, b
        elif b > _MONTH_COUNT:
            day, month = b, a
        else:
            return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _instant(match: re.Match[str], n: int) -> str | None:
    """Give time and offset; None where the zone is not told or is ambiguous."""
    hour, half, zone = int(match[f"hour{n}"]), match[f"half{n}"], match[f"zone{n}"]
    if half is not None:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    iso_form = match["y3"] is not None and half is None
    if zone is None and not iso_form:
        return None
    offset = ""
    if zone is not None:
        offset = _ZONES.get(zone.lower(), "")
        if zone[0] in "+-":
            offset = f"{zone[:3]}:{zone[-2:]}"
        elif not offset:
            return None
    try:
        clock = time(hour, int(match[f"minute{n}"] or 0), int(match[f"second{n}"] or 0)).isoformat()
        datetime.fromisoformat(f"2000-01-01T{clock}{offset}")
    except ValueError:
        return None
    return clock + offset
