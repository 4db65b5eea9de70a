"""Rules for what frames a date, "early", "the end of", "about", "the night of", and all rules together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.extract.times import calendar_dates, durations, relative_times
from sayso.extract.times.calendar_dates import WEEKDAY, fields_of
from sayso.extract.times.calendar_words import one_of, read
from sayso.extract.times.durations import DEGREE, length
from sayso.extract.times.relative_times import PART

if TYPE_CHECKING:
    from sayso.extract.times.calendar_dates import Parse, Rule

_EDGE = re.compile(rf"(?:(?P<the>[Tt]he) )?(?P<edge>{one_of('edge')})(?P<gap>[- ])(?=\w)")
_EARLIER = re.compile(r"(?P<edge>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)(?P<inside> in)? (?=\w)")
_ABOUT = re.compile(rf"(?P<degree>{DEGREE}) (?=[\dA-Zm])")
_NTH_OF = re.compile(
    r"[Tt]he (?P<nth>first|opening|second|third|fourth|last|final)"
    r" (?P<unit>hour|days?|weeks?|weekend|months?|years?|decade) of (?=\w)"
)
_PART_OF = re.compile(rf"(?:[Tt]he )?(?:(?P<edge>[Ee]arly|[Ll]ate) )?(?P<part>{PART})(?: hours)? of (?=\w)")
_BEFORE_DAY = re.compile(r",? (?P<on>on )?(?=\w)")
_BEFORE_CLOCK = re.compile(r",? at (?P<about>about |around |approximately )?(?=\w)| (?=noon\b|midnight\b)")
_DAY_PART = re.compile(rf"(?P<weekday>{WEEKDAY}) (?P<part>{PART})(?!\w)(?P<of> of (?=\w))?")


def _date_at(text: str, at: int, *, units: bool = False) -> Parse | None:
    """Read the longest date at a place: in the calendar, or counted from another."""
    rules = (*calendar_dates.RULES, *relative_times.DATES, *((relative_times.context_unit,) if units else ()))
    found = [parse for rule in rules if (parse := rule(text, at)) is not None]
    return max(found, key=lambda parse: parse[0], default=None)


def _edged(text: str, at: int) -> Parse | None:
    """Read "early 1914", "mid-June", "the end of the month", "late next week"."""
    if (match := _EDGE.match(text, at)) is not None:
        word = match["edge"].lower()
        if match["gap"] == "-" and word != "mid":
            return None
        day_part = _DAY_PART.match(text, match.end())
        if day_part is not None and day_part["of"] is None:
            fields = {**fields_of(day_part), "type": "TIME", "time": read(day_part["part"], "part_of_day")}
            return day_part.end(), {**fields, "mod": None if read(word, "edge") == "-" else read(word, "edge")}
        if (parse := _date_at(text, match.end(), units=True)) is not None and parse[1].get("time") is None:
            mod = read(word, "edge")
            return parse[0], {**parse[1], "mod": parse[1].get("mod") if mod == "-" else mod}
    if (match := _EARLIER.match(text, at)) is not None:
        parse = _date_at(text, match.end(), units=True)
        deictic = parse is not None and parse[1].get("shift") is not None
        if parse is None or not (deictic or match["inside"]):
            return None
        side = {"early": "START", "late": "END"}.get(match["edge"].lower())
        return parse[0], {**parse[1], "mod": side}
    return None


def _approximate(text: str, at: int) -> Parse | None:
    if (
        (match := _ABOUT.match(text, at)) is None
        or read(match["degree"], "degree") != "APPROX"
        or match["degree"].lower() == "some"
    ):
        return None
    if (parse := _date_at(text, match.end())) is None and (parse := calendar_dates.clock(text, match.end())) is None:
        parse = _edged(text, match.end())
    if parse is None or (parse[1].get("year") is None and parse[1].get("day") is None and parse[1].get("time") is None):
        return None
    return parse[0], {**parse[1], "mod": "APPROX"}


def _nth_of(text: str, at: int) -> Parse | None:
    """Read "the first week of May" as an edge of August."""
    if (match := _NTH_OF.match(text, at)) is None:
        return None
    if (parse := _date_at(text, match.end(), units=True)) is None:
        if match["unit"] in {"day", "weekend"}:
            return None
        value = length("X" if match["unit"].endswith("s") else 1.0, read(match["unit"], "unit"))
        return match.end("unit"), {"type": "DURATION", "value": value}
    mod = {"first": "START", "opening": "START", "last": "END", "final": "END"}.get(match["nth"], "MID")
    fields = parse[1]
    if fields.get("day") is not None or fields.get("weekday") is not None:
        return None
    if match["unit"] == "day" and mod != "MID" and _is_month_or_year(fields):
        return parse[0], {**fields, "nth": 1 if mod == "START" else -1}
    return parse[0], {**fields, "mod": mod}


def _is_month_or_year(fields: dict[str, Any]) -> bool:
    if fields.get("part") is not None or fields.get("mod") is not None:
        return False
    whole = {"unit": fields.get("unit"), "year": fields.get("year")}
    return fields.get("month") is not None or whole["unit"] in {"M", "Y"} or len(whole["year"] or "") == 4  # noqa: PLR2004 - a year, not a decade


def _part_of(text: str, at: int) -> Parse | None:
    """Read "the night of 5 May", "Monday morning", "Sunday dawn of 3 May"."""
    match = _PART_OF.match(text, at)
    if match is not None:
        parse = _date_at(text, match.end())
        if parse is None:
            listed = calendar_dates.LISTED_DAY.match(text, match.end())
            parse = None if listed is None else (listed.end(), fields_of(listed))
        if parse is None or (parse[1].get("month") is None and not is_day(parse[1])):
            return None
        mod = calendar_dates.edge(match["edge"])
        return parse[0], {**parse[1], "type": "TIME", "time": read(match["part"], "part_of_day"), "mod": mod}
    if (match := _DAY_PART.match(text, at)) is not None:
        fields = {**fields_of(match), "type": "TIME", "time": read(match["part"], "part_of_day")}
        if match["of"] is not None:
            parse = _date_at(text, match.end())
            return (match.start("of"), fields) if parse is None else (parse[0], {**fields, **parse[1], "type": "TIME"})
        return match.end(), fields
    return None


def _timed(text: str, at: int) -> Parse | None:
    """Read a time of day with its day behind it: "5 p.m. on Monday", "6 o’clock the next day"."""
    if (parse := calendar_dates.clock(text, at)) is None:
        return None
    end, fields = parse
    if (match := _BEFORE_DAY.match(text, end)) is not None:
        if (part := _DAY_PART.match(text, match.end())) is not None:
            return part.end("part"), {**fields_of(part), **fields}
        day = _date_at(text, match.end())
        # "9 a.m. on 3 May 2031" stays two times, as TimeML annotators have it; each has the other's part.
        if day is not None and day[1]["type"] == "DATE" and is_day(day[1]) and not (match["on"] and "month" in day[1]):
            return day[0], {**day[1], **fields}
    return parse


def with_clock(text: str, end: int, fields: dict[str, Any]) -> Parse | None:
    """Read on from a day to its time of day: "Monday at about 5 p.m."."""
    if not is_day(fields) or "month" in fields or fields.get("value") is not None or ":" in (fields.get("time") or ""):
        return None
    if (match := _BEFORE_CLOCK.match(text, end)) is None:
        return None
    if (parse := calendar_dates.clock(text, match.end())) is None:
        return None
    mod = fields.get("mod") if match["about"] is None else "APPROX"
    return parse[0], {**fields, **parse[1], "mod": mod}


def is_day(fields: dict[str, Any]) -> bool:
    """Tell whether the fields name or count one day."""
    return fields.get("day") is not None or fields.get("weekday") is not None or fields.get("unit") == "D"


RULES: tuple[Rule, ...] = (
    _edged,
    _nth_of,
    _approximate,
    _part_of,
    _timed,
    *calendar_dates.RULES,
    *relative_times.RULES,
    *durations.RULES,
)
