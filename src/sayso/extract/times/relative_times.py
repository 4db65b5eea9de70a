"""Rules for times told from another, "last week", "that night", for "now", and for what returns: "daily"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.extract.times.calendar_dates import MONTH, WEEKDAY, edge, fields_of
from sayso.extract.times.calendar_words import number, one_of, read
from sayso.extract.times.durations import NUMBER, UNIT, from_event, is_rate, length, signed

if TYPE_CHECKING:
    from sayso.extract.times.calendar_dates import Parse, Rule

PART = one_of("part_of_day")
_SEASON = one_of("season")
_STEP = one_of("step")
_WORD_END = r"(?!\w|[-–]\w)"
_STEP_UNIT = re.compile(
    rf"(?P<step>{_STEP}) (?:(?P<unit>{UNIT})(?!s)|(?P<month>{MONTH})|(?P<weekday>{WEEKDAY})"
    rf"|(?P<season>{_SEASON})|(?P<part>{PART}))(?![\w-])(?P<own>['’]s)?(?P<then> (?:morning|afternoon|evening|night))?"
)
_THE_UNIT = re.compile(r"the (?P<unit>day|week|month|year|decade|century)(?![\w-])")
_UNIT_END = re.compile(r"(?:[Tt]he )?(?P<unit>month|year|week|decade|century)(?:['’]s |-)end(?!\w)")
_LOOSE_PART = re.compile(
    rf"(?:(?P<lead>[Tt]he|[Oo]ne|[Tt]hat|[Aa]n?) )?(?:(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)[- ])?"
    rf"(?P<part>{PART})s?(?: hours)?(?!\w)"
)
_NTH_DAY = re.compile(rf"[Tt]he (?P<nth>{one_of('ordinal')}) (?P<unit>day|night|morning|afternoon|evening)(?!\w)")
_DEICTIC = re.compile(
    rf"(?P<day>{one_of('deictic_day')})(?!\w)(?P<own>['’]s)?(?P<part> (?:morning|afternoon|evening|night))?"
)
_TONIGHT = re.compile(r"[Tt]onight(?!\w)")
_FIXED = re.compile(rf"(?:[Vv]ery, ){{0,9}}(?P<words>{one_of('fixed')}){_WORD_END}")
_NOUN_FOLLOWS = re.compile(r" (?!(?:and|or|but|of|is|was|to|in|with|for|that|as|he|she|they|we|by|on|will)\b)\w")
_THAT_TIME = re.compile(
    r"(?:(?P<time>[Tt]he|[Tt]his|[Tt]hat) time|(?:[Tt]his|[Tt]hat|[Tt]he same) period)(?!\w)(?! of\b| being\b)"
)
_AT_A_TIME = re.compile(r"\b(?:at|by|from|until|till|since|during|around|about|in|of|before|after) $", re.IGNORECASE)
_DAY_OF_CLAUSE = re.compile(r"[Tt]he (?P<unit>day|morning|night|week|month|year) (?P<side>after|before)(?= \w)")
_DAY_BESIDE = re.compile(r"[Tt]he (?P<unit>day|night|week|month|year) (?P<side>after|before)(?=[,.;:)”—–]|$)")
_WEEKEND = re.compile(r"the weekend(?!\w)(?! of\b)")
_BEFORE_WEEKEND = re.compile(
    r"\b(?:at|over|for|during|through|by|in|on|of|until|before|after|since|from) $", re.IGNORECASE
)
# "A week from Monday", "a week on Monday", "Monday week".
_WEEKS_ON = re.compile(
    rf"(?P<number>{NUMBER}) (?P<unit>{UNIT}) (?:from|on) (?:(?P<weekday>{WEEKDAY})|(?P<day>today|tomorrow))(?![\w-])"
)
_SPAN = re.compile(r"\b[Ff]or (?:about |around )?$")
_DAY_WEEK = re.compile(rf"(?P<weekday>{WEEKDAY}) week(?![\w-])")
_QUARTER = re.compile(
    r"(?P<step>(?:the )?last|this|(?:the )?next|the (?:current|previous)) quarter"
    r"(?![\w-])(?! of\b| (?:century|hour|final))"
)
_FREQUENCY = re.compile(rf"(?P<word>{one_of('frequency')}){_WORD_END}")
_EVERY = re.compile(
    rf"(?P<every>[Ee]very|[Ee]ach|[Pp]er|an?)(?P<other> other| single| second(?= )| third| fourth)?"
    rf" (?:(?P<number>{NUMBER}) )?"
    rf"(?:(?P<unit>{UNIT})|(?P<weekday>{WEEKDAY})|(?P<part>{PART})|(?P<month>{one_of('month')})"
    rf"|(?P<season>{_SEASON}))(?![\w-])(?! (?:long|old))"
)
_WEEKDAYS = re.compile(rf"(?P<weekday>{one_of('weekday')})s(?!\w)|(?P<weekend>[Ww]eekends)(?!\w)")
_EVERY_NTH = {" other": 2.0, " second": 2.0, " third": 3.0, " fourth": 4.0}
_REACHING = re.compile(r"\b(?:[Ww]ithin|[Oo]ver) $")
# TimeML value of something that returns with each unit.
_RETURNING = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "TH": "XXXX-XX-XXTXX",
    "WE": "XXXX-WXX-WE",
    "NI": "XXXX-XX-XXTNI",
}


def _step(text: str, at: int) -> Parse | None:
    """Read "last week", "the next day", "that night", "the previous April", "this summer"."""
    if (match := _STEP_UNIT.match(text, at)) is None:
        return None
    step = match["step"].lower()
    anchor, sign = read(step, "step").split()
    fields: dict[str, Any] = {"type": "DATE", "shift": int(sign), "anchor": anchor}
    if match["unit"] is not None:
        told = _unit_step(step, match["unit"])
    elif match["part"] is not None:
        part = read(match["part"], "part_of_day")
        told = {"type": "TIME", "unit": "D", "time": part} if part == "NI" or step not in {"last", "the past"} else None
    else:
        told = {key: value for key, value in fields_of(match).items() if key != "type"}
    if told is None:
        return None
    if step in {"the next", "the coming"} and _REACHING.search(text, max(0, at - 8), at) is not None:
        unit = told.get("unit")
        if unit in {"D", "W", "M", "Y", "DE"}:  # "over the next month": how long, from now on
            fields["ahead"] = {"type": "DURATION", "value": length(1.0, unit), "shift": 1, "unit": unit, "anchor": None}
    if told.get("value") is not None:
        return match.end("unit"), told
    fields.update(told)
    if match["then"] is None:
        return (match.end() if match["own"] is None else match.start("own")), fields
    if fields.get("unit") != "D" and match["weekday"] is None:
        return match.start("then"), fields
    return match.end(), {**fields, "type": "TIME", "time": read(match["then"].strip(), "part_of_day")}


def _unit_step(step: str, word: str) -> dict[str, Any] | None:
    """Read the unit of a step; "the past year" is how long, "this day" and "the last day" are no step."""
    unit = read(word, "unit")
    if word.endswith("s") or unit in {"TS", "TM"}:
        return None
    if step in {"the last", "the past", "this past"} and unit not in {"NI", "WE"}:
        return {"type": "DURATION", "value": length(1.0, unit), "shift": -1, "unit": unit}
    if unit == "NI":
        return {"type": "TIME", "unit": "D", "time": "NI"}
    if unit == "D" and step in {"this", "last"}:
        return None
    return {"type": "TIME" if unit == "TH" else "DATE", "unit": unit}


def context_unit(text: str, at: int) -> Parse | None:
    """Read "the month" behind "the end of", "late in": the one the text is in."""
    if (match := _THE_UNIT.match(text, at)) is None:
        return None
    return match.end(), {"type": "DATE", "shift": 0, "unit": read(match["unit"], "unit"), "anchor": "context"}


def _unit_end(text: str, at: int) -> Parse | None:
    if (match := _UNIT_END.match(text, at)) is None:
        return None
    return match.end(), {
        "type": "DATE",
        "shift": 0,
        "unit": read(match["unit"], "unit"),
        "anchor": "context",
        "mod": "END",
    }


def _loose_part(text: str, at: int) -> Parse | None:
    """Read "night", "the evening": a time of day on no certain day."""
    if (match := _NTH_DAY.match(text, at)) is not None:
        if match["unit"] == "day":
            return match.end(), {"type": "DATE", "value": "XXXX-XX-XX"}
        return match.end(), {"type": "TIME", "value": f"XXXX-XX-XXT{read(match['unit'], 'part_of_day')}"}
    if (match := _LOOSE_PART.match(text, at)) is None:
        return None
    if match["part"].lower() in {"dawn", "dusk", "sunset", "sunrise"} and text.startswith(" of", match.end()):
        return None
    value = f"XXXX-XX-XXT{read(match['part'], 'part_of_day')}"
    plural = match[0].endswith("s")
    return match.end(), {"type": "SET" if plural else "TIME", "value": value, "mod": edge(match["edge"])}


def _deictic(text: str, at: int) -> Parse | None:
    if (match := _TONIGHT.match(text, at)) is not None:
        return match.end(), {"type": "TIME", "shift": 0, "unit": "D", "anchor": "publication", "time": "NI"}
    if (match := _DEICTIC.match(text, at)) is None:
        return None
    fields: dict[str, Any] = {
        "type": "DATE",
        "shift": int(read(match["day"], "deictic_day")),
        "unit": "D",
        "anchor": "publication",
    }
    if match["part"] is not None:
        fields.update(type="TIME", time=read(match["part"].strip(), "part_of_day"))
    elif match["own"] is not None:
        return match.start("own"), fields
    return match.end(), fields


def _fixed(text: str, at: int) -> Parse | None:
    if (match := _THAT_TIME.match(text, at)) is not None and (
        match["time"] is None or _AT_A_TIME.search(text, max(0, at - 8), at) is not None
    ):
        return match.end(), {"type": "DATE"}
    if (parse := _day_beside(text, at)) is not None:
        return parse
    if (match := _FIXED.match(text, at)) is None:
        return None
    words = match["words"].lower()
    if words in {"the past", "the future", "in future"} and _NOUN_FOLLOWS.match(text, match.end()) is not None:
        return None
    return match.end(), {"type": "DATE", "value": read(words, "fixed")}


def _day_beside(text: str, at: int) -> Parse | None:
    """Read "the day after the vote", "the week before"."""
    if (match := _DAY_OF_CLAUSE.match(text, at)) is not None:
        unit = match["unit"]
        if unit in {"morning", "night"}:
            return match.end(), {"type": "TIME", "value": f"XXXX-XX-XXT{read(unit, 'part_of_day')}"}
        return match.end(), {"type": "DATE", **from_event(1.0, read(unit, "unit"), _side(match))}
    if (match := _DAY_BESIDE.match(text, at)) is not None:
        unit = read(match["unit"], "unit")
        timed = {"type": "TIME", "unit": "D", "time": "NI"} if unit == "NI" else {"type": "DATE", "unit": unit}
        distance = signed(1.0, timed["unit"], _side(match))
        return match.end(), {**timed, "shift": _side(match), "anchor": "narrative", "distance": distance}
    return None


def _side(match: re.Match[str]) -> int:
    return 1 if match["side"] == "after" else -1


def _weekend(text: str, at: int) -> Parse | None:
    """Read "the weekend" where a time stands: the last one or the next, as the verb says."""
    if (match := _WEEKEND.match(text, at)) is None or _BEFORE_WEEKEND.search(text, max(0, at - 8), at) is None:
        return None
    return match.end(), {"type": "DATE", "shift": 0, "unit": "WE", "anchor": "context"}


def _weeks_on(text: str, at: int) -> Parse | None:
    """Read "a week from Monday", "two weeks from today", "Monday week": counted on from a day ahead."""
    if (match := _DAY_WEEK.match(text, at)) is not None:
        return match.end(), {**fields_of(match), "shift": 7, "unit": "D", "anchor": "publication"}
    if (match := _WEEKS_ON.match(text, at)) is None or _SPAN.search(text, max(0, at - 12), at) is not None:
        return None
    amount, days = number(match["number"]), {"D": 1, "W": 7, "F": 14}.get(read(match["unit"], "unit"))
    if days is None or not isinstance(amount, float):
        return None
    fields: dict[str, Any] = {"type": "DATE", "shift": amount * days, "unit": "D", "anchor": "publication"}
    if match["day"] is not None:
        fields["shift"] += int(read(match["day"], "deictic_day"))
    else:
        fields["weekday"] = int(read(match["weekday"].rstrip("."), "weekday", "weekday_short"))
    return match.end(), fields


def _quarter(text: str, at: int) -> Parse | None:
    """Read "last quarter" as the one before that of the publication."""
    if (match := _QUARTER.match(text, at)) is None:
        return None
    step = {"this": 0, "the current": 0, "next": 1, "the next": 1}.get(match["step"], -1)
    return match.end(), {"type": "DATE", "shift": step, "unit": "Q", "anchor": "publication"}


def _set(text: str, at: int) -> Parse | None:
    """Read "daily", "every two weeks", "twice a day", "Mondays"."""
    if (match := _FREQUENCY.match(text, at)) is not None:
        return match.end(), {"type": "SET", "value": read(match["word"], "frequency")}
    if (match := _WEEKDAYS.match(text, at)) is not None:
        day = "WE" if match["weekend"] else read(match["weekday"], "weekday")
        return match.end(), {"type": "SET", "value": f"XXXX-WXX-{day}"}
    if (match := _EVERY.match(text, at)) is None:
        return None
    rate = match["every"].lower() in {"a", "an"}
    if rate and (not is_rate(text, at) or match["unit"] is None or match["other"] or match["number"]):
        return None
    return match.end(), {"type": "SET", "value": _returning(match)}


def _returning(match: re.Match[str]) -> str | None:  # noqa: PLR0911 - one for each kind of time
    if match["unit"] is not None:
        unit = read(match["unit"], "unit")
        amount = number(match["number"]) if match["number"] else _EVERY_NTH.get(match["other"], 1.0)
        if amount not in {1.0, None}:
            return length(amount or "X", unit)
        return _RETURNING.get(unit) or length(1.0, unit)
    if match["weekday"] is not None and match["other"] in _EVERY_NTH:
        return length(_EVERY_NTH[match["other"]], "W")
    if match["weekday"] is not None:
        return f"XXXX-WXX-{read(match['weekday'].rstrip('.'), 'weekday', 'weekday_short')}"
    if match["month"] is not None:
        return f"XXXX-{int(read(match['month'], 'month')):02d}"
    if match["season"] is not None:
        return f"XXXX-{read(match['season'], 'season')}"
    return f"XXXX-XX-XXT{read(match['part'], 'part_of_day')}"


# What can stand where a date stands; and what tells a time only on its own.
DATES: tuple[Rule, ...] = (_step, _deictic, _quarter)
RULES: tuple[Rule, ...] = (*DATES, _fixed, _set, _unit_end, _loose_part, _weekend, _weeks_on)
