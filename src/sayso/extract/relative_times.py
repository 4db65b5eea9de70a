"""Rules for times told by their distance, length or return, and for what wraps a date: early, about, the night of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.extract import calendar_dates
from sayso.extract.calendar_dates import MONTH, WEEKDAY, fields_of
from sayso.extract.calendar_words import number, one_of, read

if TYPE_CHECKING:
    from sayso.extract.calendar_dates import Parse, Rule

_UNIT = one_of("unit")
_PART = one_of("part_of_day")
_SEASON = one_of("season")
_STEP = one_of("step")
_DEGREE = one_of("degree")
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)?|(?:[Tt]w|[Tt]h|[Ff]|[Ss]|[Ee]|[Nn])\w+ty[- ]\w+(?= )|{one_of('number', 'vague_number')})"
)
_FILLER = r"(?:full|whole|long|straight|consecutive|successive|more|solid|bloody|brutal|gruelling|tense|short|calendar)"
_LEAD = (
    r"(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) )?"
    r"(?:[Nn]ext|[Ll]ast|[Pp]ast|[Ff]irst|[Ff]ollowing|[Pp]revious|[Pp]receding|[Ff]inal|[Ii]nitial|[Ee]arly|[Oo]pening|[Ee]nsuing"
    r"|[Ss]ubsequent|[Ss]ucceeding|[Rr]emaining|[Cc]losing|[Cc]oming|[Ii]ntervening|[Ll]atter|[Ee]ntire|[Ww]hole)"
)
_WORD_END = r"(?!\w|[-–]\w)"

_AMOUNT = re.compile(
    rf"(?:(?P<degree>{_DEGREE}) )?(?:(?P<lead>{_LEAD}) )?(?:(?P<degree2>{_DEGREE}) )?(?P<number>{_NUMBER}) (?:{_FILLER} )?"
    rf"(?P<unit>{_UNIT})(?P<half> and a half)?(?!\w|-(?!long))(?P<old> old| of age)?(?P<long>[ -]long(?!\w))?"
)
_AMOUNT_AND_HALF = re.compile(rf"(?:(?P<degree>{_DEGREE}) )?(?P<number>{_NUMBER}) and (?:a )?half (?P<unit>{_UNIT})(?!\w)")
_COMPOUND = re.compile(
    rf"(?:(?P<number>{_NUMBER.replace('(?= )', '(?=-)')})-)?(?P<unit>{_UNIT})(?P<half>-and-a-half)?(?P<tail>[- ]long|-old)?(?!\w|-\w)"
)
_SPELLED_COMPOUND = re.compile(rf"(?P<number>[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)-(?P<ones>\w+)-(?P<unit>{_UNIT})(?P<tail>-long|-old)?(?!\w|-\w)")
_HALF_UNIT = re.compile(r"[Hh]alf[- ](?P<unit>century|decade|year|day|hour)(?![\w-])")
_BARE_UNITS = re.compile(
    rf"(?:(?P<lead>{_LEAD}) )?(?P<unit>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Hh]ours|[Mm]inutes|[Dd]ecades|[Cc]enturies)(?!\w|-old)(?P<long>-long)?"
)
_DIRECTION = re.compile(rf" (?P<direction>{one_of('direction')})(?!\w)")
_SPENT = re.compile(r"\b(?:[Ff]or|[Ww]ithin) $")
_CLAUSE = re.compile(r" (?P<side>after|before)(?= \w)")
_STEP_UNIT = re.compile(
    rf"(?P<step>{_STEP}) (?:(?P<unit>{_UNIT})(?!s)|(?P<month>{MONTH})|(?P<weekday>{WEEKDAY})|(?P<season>{_SEASON})|(?P<part>{_PART}))(?![\w-])(?P<own>['’]s)?"
    rf"(?P<then> (?:morning|afternoon|evening|night))?"
)
_THE_UNIT = re.compile(r"the (?P<unit>day|week|month|year|decade|century)(?![\w-])")
_UNIT_END = re.compile(r"(?:[Tt]he )?(?P<unit>month|year|week|decade|century)(?:['’]s |-)end(?!\w)")
_EDGE = re.compile(rf"(?:(?P<the>[Tt]he) )?(?P<edge>{one_of('edge')})(?P<gap>[- ])(?=\w)")
_EARLIER = re.compile(r"(?P<edge>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)(?P<inside> in)? (?=\w)")
_ABOUT = re.compile(rf"(?P<degree>{_DEGREE}) (?=[\dA-Zm])")
_NTH_OF = re.compile(
    r"(?P<the>[Tt]he )(?P<nth>first|opening|second|third|fourth|last|final) (?P<unit>hour|day|days|week|weeks|weekend|month|months|year|years|decade) of (?=\w)"
)
_PART_OF = re.compile(rf"(?:[Tt]he )?(?:(?P<edge>[Ee]arly|[Ll]ate) )?(?P<part>{_PART})(?: hours)? of (?=\w)")
_DAY_PART = re.compile(rf"(?P<weekday>{WEEKDAY}) (?P<part>{_PART})(?!\w)(?P<of> of (?=\w))?")
_LOOSE_PART = re.compile(
    rf"(?:(?P<lead>[Tt]he|[Oo]ne|[Tt]hat|[Aa]n?) )?(?:(?P<edge>[Ee]arly|[Ll]ate|[Mm]id)[- ])?(?P<part>{_PART})s?(?!\w)"
)
_NTH_DAY = re.compile(rf"[Tt]he (?P<nth>{one_of('ordinal')}) (?P<unit>day|night|morning|afternoon|evening)(?!\w)")
_DEICTIC = re.compile(rf"(?P<day>{one_of('deictic_day')})(?!\w)(?P<own>['’]s)?(?P<part> (?:morning|afternoon|evening|night))?")
_TONIGHT = re.compile(r"[Tt]onight(?!\w)")
_FIXED = re.compile(rf"{one_of('fixed')}{_WORD_END}")
_NOUN_FOLLOWS = re.compile(r" (?!and\b|or\b|but\b|of\b|is\b|was\b|to\b|in\b|with\b|for\b|that\b|as\b|he\b|she\b|they\b|we\b|by\b|on\b|will\b)\w")
_THAT_TIME = re.compile(r"(?:(?P<time>[Tt]he|[Tt]his|[Tt]hat) time|(?:[Tt]his|[Tt]hat|[Tt]he same) period)(?!\w)(?! of\b| being\b)")
_AT_A_TIME = re.compile(r"\b(?:at|by|from|until|till|since|during|around|about|in|of|before|after) $", re.IGNORECASE)
_DAY_OF_CLAUSE = re.compile(r"[Tt]he (?P<unit>day|morning|night|week|month|year) (?:after|before)(?= \w)")
_FREQUENCY = re.compile(rf"(?P<word>{one_of('frequency')}){_WORD_END}")
_EVERY = re.compile(
    rf"(?P<every>[Ee]very|[Ee]ach|[Pp]er|an?)(?P<other> other| single)? (?:(?P<number>{_NUMBER}) )?"
    rf"(?:(?P<unit>{_UNIT})|(?P<weekday>{WEEKDAY})|(?P<part>{_PART})|(?P<month>{one_of('month')})|(?P<season>{_SEASON}))(?![\w-])(?! (?:long|old))"
)
_WEEKDAYS = re.compile(rf"(?P<weekday>{one_of('weekday')})s(?!\w)|(?P<weekend>[Ww]eekends)(?!\w)")
_RATED = re.compile(r"(?:\d[\d,.]*|\b(?:times|once|twice|thrice|hundred|thousand|million|percent|per cent|[a-z]{2,}s)|%) $")
_LENGTH = re.compile(
    r"\b(?:for|in|within|after|about|almost|nearly|over|than|of|under|least|is|was|last|lasts|lasted|take|takes|took|taken|during|half"
    r"|only|just|quite|to|spent|spend|wait|waited|weeks|days|months|years|hours|s) $",
    re.IGNORECASE,
)
# TimeML value of something that returns with each unit.
_RETURNING = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "TH": "XXXX-XX-XXTXX", "WE": "XXXX-WXX-WE", "NI": "XXXX-XX-XXTNI"}
# A distance told with a vague amount still tells how finely it counts.
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "TH": "XXXX-XX-XXTXX", "TM": "XXXX-XX-XXTXX"}


def _length(amount: float | str, unit: str) -> str:
    """Write how long: 3 and M is P3M, 0.5 and CE is P.5CE, "X" and H is PTXH."""
    if unit == "F" and not isinstance(amount, str):
        amount, unit = amount * 2, "W"
    written = amount if isinstance(amount, str) else f"{amount:g}".removeprefix("0") or "0"
    if isinstance(amount, float) and amount >= 1000:  # noqa: PLR2004 - where %g turns to exponents is near
        written = f"{amount:.0f}"
    return f"P{'T' if unit.startswith('T') else ''}{written}{unit.removeprefix('T')}"


def _degree(*words: str | None) -> str | None:
    for word in words:
        if word is not None and (mod := read(word, "degree")) != "-":
            return mod
    return None


def _distance(text: str, end: int, amount: float | str, unit: str) -> Parse | None:
    """Read "later", "ago", "before" behind an amount; None where a length stands alone."""
    if (match := _DIRECTION.match(text, end)) is not None:
        word = match["direction"].lower()
        follows = _CLAUSE.match(text, end)
        if follows is None or word not in {"after", "before"}:
            anchor, sign = read(word, "direction").split()
            fields: dict[str, Any] = {"type": "TIME" if unit.startswith("T") else "DATE", "unit": unit, "anchor": anchor}
            if isinstance(amount, str):
                return match.end(), {**fields, "anchor": None, "unit": None, "value": UNKNOWN.get(unit)}
            years = {"DE": 10, "CE": 100}.get(unit)
            if years is not None and anchor == "narrative":
                amount, fields["unit"] = amount * years, "Y"
            return match.end(), {**fields, "shift": amount * int(sign)}
    if (match := _CLAUSE.match(text, end)) is not None:
        # What it counts from is an event; only the text's own calendar could say when that was.
        return match.end(), {"type": "TIME" if unit.startswith("T") else "DATE", "value": UNKNOWN.get(unit)}
    return None


def _amount(text: str, at: int) -> Parse | None:
    match = _AMOUNT_AND_HALF.match(text, at) or _AMOUNT.match(text, at)
    if match is None:
        return None
    groups = match.groupdict()
    amount = number(match["number"])
    unit = read(match["unit"], "unit")
    if amount is None or (unit == "TS" and not match["unit"].endswith("s")):
        return None  # "a second", "one second" are not lengths of time often enough
    if groups.get("half") or match.re is _AMOUNT_AND_HALF:
        amount = amount + 0.5 if not isinstance(amount, str) else amount
    single = match["number"].lower() in {"a", "an"}
    if (match["degree"] and groups.get("lead")) or (single and (groups.get("long") or "").startswith("-")):
        return None  # "over | the next two weeks", "a | month-long"
    if single and not groups.get("lead") and not match["degree"] and _is_rate(text, at):
        return None
    plain = not (groups.get("old") or groups.get("long") or groups.get("lead"))
    spent = _SPENT.search(text, max(0, at - 12), at) is not None
    if plain and not spent and (shifted := _distance(text, match.end(), amount, unit)) is not None:
        return shifted[0], {**shifted[1], "mod": _degree(match["degree"])}
    mod = _degree(match["degree"], groups.get("degree2"))
    return match.end(), {"type": "DURATION", "value": _length(amount, unit), "mod": mod}


def _is_rate(text: str, at: int) -> bool:
    before = text[max(0, at - 16) : at]
    return _RATED.search(before) is not None and _LENGTH.search(before) is None


def _compound(text: str, at: int) -> Parse | None:
    """Read "three-year", "month-long", "18-year-old", "half-century"."""
    if (match := _HALF_UNIT.match(text, at)) is not None:
        return match.end(), {"type": "DURATION", "value": _length(0.5, read(match["unit"], "unit"))}
    if (match := _SPELLED_COMPOUND.match(text, at)) is not None:
        amount = number(f"{match['number']}-{match['ones']}")
    elif (match := _COMPOUND.match(text, at)) is not None:
        if match["number"] is None and match["tail"] is None:
            return None
        amount = number(match["number"] or ("X" if match["unit"].endswith("s") else "one")) or "X"
        if match["half"] is not None and not isinstance(amount, str):
            amount += 0.5
    if match is None or amount is None:
        return None
    return match.end(), {"type": "DURATION", "value": _length(amount, read(match["unit"], "unit"))}


def _bare_units(text: str, at: int) -> Parse | None:
    if (match := _BARE_UNITS.match(text, at)) is None:
        return None
    unit = read(match["unit"], "unit")
    if match["lead"] is None and match["long"] is None and (shifted := _distance(text, match.end(), "X", unit)) is not None:
        return shifted
    return match.end(), {"type": "DURATION", "value": _length("X", unit)}


def _step(text: str, at: int) -> Parse | None:
    """Read "last week", "the next day", "that night", "the previous April", "this summer"."""
    if (match := _STEP_UNIT.match(text, at)) is None:
        return None
    anchor, sign = read(match["step"], "step").split()
    fields: dict[str, Any] = {"type": "DATE", "shift": int(sign), "anchor": anchor}
    end = match.end()
    if match["unit"] is not None:
        if match["unit"].endswith("s"):
            return None
        if match["step"].lower() in {"the last", "the past", "this past"} and (unit := read(match["unit"], "unit")) != "NI":
            return end, {"type": "DURATION", "value": _length(1.0, unit)}
        fields["unit"] = read(match["unit"], "unit")
        if fields["unit"] in {"TS", "TM", "TH"}:
            return (end, {**fields, "type": "TIME"}) if fields["unit"] == "TH" else None
        if fields["unit"] == "NI":
            fields.update(type="TIME", unit="D", time="NI")
        elif fields["unit"] == "D" and match["step"].lower() in {"this", "last", "the last", "the past"}:
            return None
    elif match["part"] is not None:
        fields.update(type="TIME", unit="D", time=read(match["part"], "part_of_day"))
        if match["step"].lower() in {"the past", "last"} and fields["time"] != "NI":
            return None
    else:
        fields.update({k: v for k, v in fields_of(match).items() if k != "type"})
    if match["then"] is not None and (fields.get("unit") == "D" or match["weekday"]):
        fields.update(type="TIME", time=read(match["then"].strip(), "part_of_day"))
    elif match["then"] is not None:
        end = match.start("then")
    if match["own"] is not None and match["then"] is None:
        end = match.start("own")
    return end, fields


def _context_unit(text: str, at: int) -> Parse | None:
    """Read "the month" behind "the end of", "late in": the one the text is in."""
    if (match := _THE_UNIT.match(text, at)) is None:
        return None
    return match.end(), {"type": "DATE", "shift": 0, "unit": read(match["unit"], "unit"), "anchor": "context"}


def _unit_end(text: str, at: int) -> Parse | None:
    if (match := _UNIT_END.match(text, at)) is None:
        return None
    return match.end(), {"type": "DATE", "shift": 0, "unit": read(match["unit"], "unit"), "anchor": "context", "mod": "END"}


def _date_at(text: str, at: int, *, units: bool = False) -> Parse | None:
    """Read the longest date at a place: in the calendar, or counted from another."""
    rules = (*calendar_dates.RULES, _step, _deictic, *((_context_unit,) if units else ()))
    found = [parse for rule in rules if (parse := rule(text, at)) is not None]
    return max(found, key=lambda parse: parse[0], default=None)


def _edged(text: str, at: int) -> Parse | None:
    """Read "early 1914", "mid-June", "the end of the month", "late next week"."""
    if (match := _EDGE.match(text, at)) is not None:
        word = match["edge"].lower()
        if match["gap"] == "-" and word != "mid":
            return None
        if (parse := _date_at(text, match.end(), units=True)) is not None and parse[1].get("time") is None:
            mod = read(word, "edge")
            return parse[0], {**parse[1], "mod": parse[1].get("mod") if mod == "-" else mod}
    if (match := _EARLIER.match(text, at)) is not None:
        parse = _date_at(text, match.end(), units=True)
        deictic = parse is not None and parse[1].get("shift") is not None
        if parse is None or not (deictic or match["inside"]):
            return None
        mod = {"early": "START", "late": "END"}.get(match["edge"].lower())
        return parse[0], {**parse[1], "mod": mod}
    return None


def _approximate(text: str, at: int) -> Parse | None:
    if (match := _ABOUT.match(text, at)) is None or read(match["degree"], "degree") != "APPROX" or match["degree"].lower() == "some":
        return None
    if (parse := _date_at(text, match.end())) is None and (parse := calendar_dates.clock(text, match.end())) is None:
        parse = _edged(text, match.end())
    if parse is None or (parse[1].get("year") is None and parse[1].get("day") is None and parse[1].get("time") is None):
        return None
    return parse[0], {**parse[1], "mod": "APPROX"}


def _nth_of(text: str, at: int) -> Parse | None:
    """Read "the last week of August" as an edge of August."""
    if (match := _NTH_OF.match(text, at)) is None:
        return None
    if (parse := _date_at(text, match.end(), units=True)) is None:
        if match["unit"] in {"day", "weekend"}:
            return None
        length = _length("X" if match["unit"].endswith("s") else 1.0, read(match["unit"], "unit"))
        return match.end("unit"), {"type": "DURATION", "value": length}
    mod = {"first": "START", "opening": "START", "last": "END", "final": "END"}.get(match["nth"], "MID")
    fields = parse[1]
    if fields.get("day") is not None or fields.get("weekday") is not None:
        return None
    return parse[0], {**fields, "mod": mod}


def _part_of(text: str, at: int) -> Parse | None:
    """Read "the night of 5 May", "Monday morning", "Sunday dawn of 25 June"."""
    match = _PART_OF.match(text, at)
    if match is not None:
        parse = _date_at(text, match.end())
        if parse is None:
            listed = calendar_dates.LISTED_DAY.match(text, match.end())
            parse = None if listed is None else (listed.end(), fields_of(listed))
        if parse is None or (parse[1].get("month") is None and not _is_day(parse[1])):
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
    return match.end(), {"type": "SET" if plural else "TIME", "value": value, "mod": calendar_dates.edge(match["edge"])}


def _deictic(text: str, at: int) -> Parse | None:
    if (match := _TONIGHT.match(text, at)) is not None:
        return match.end(), {"type": "TIME", "shift": 0, "unit": "D", "anchor": "publication", "time": "NI"}
    if (match := _DEICTIC.match(text, at)) is None:
        return None
    fields: dict[str, Any] = {"type": "DATE", "shift": int(read(match["day"], "deictic_day")), "unit": "D", "anchor": "publication"}
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
    if (match := _DAY_OF_CLAUSE.match(text, at)) is not None:
        unit = match["unit"]
        timed = unit in {"morning", "night"}
        value = f"XXXX-XX-XXT{read(unit, 'part_of_day')}" if timed else UNKNOWN[read(unit, "unit")]
        return match.end(), {"type": "TIME" if timed else "DATE", "value": value}
    if (match := _FIXED.match(text, at)) is None:
        return None
    words = match[0].lower()
    if words in {"the past", "the future", "in future"} and _NOUN_FOLLOWS.match(text, match.end()) is not None:
        return None
    return match.end(), {"type": "DATE", "value": read(words, "fixed")}


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
    if rate and (not _is_rate(text, at) or match["unit"] is None or match["other"] or match["number"]):
        return None
    return match.end(), {"type": "SET", "value": _returning(match)}


def _returning(match: re.Match[str]) -> str | None:
    if match["unit"] is not None:
        unit = read(match["unit"], "unit")
        amount = number(match["number"]) if match["number"] else (2.0 if match["other"] == " other" else 1.0)
        if amount not in {1.0, None}:
            return _length(amount or "X", unit)
        return _RETURNING.get(unit) or _length(1.0, unit)
    if match["weekday"] is not None:
        return f"XXXX-WXX-{read(match['weekday'].rstrip('.'), 'weekday', 'weekday_short')}"
    if match["month"] is not None:
        return f"XXXX-{int(read(match['month'], 'month')):02d}"
    if match["season"] is not None:
        return f"XXXX-{read(match['season'], 'season')}"
    return f"XXXX-XX-XXT{read(match['part'], 'part_of_day')}"


def _timed(text: str, at: int) -> Parse | None:
    """Read a time of day with its day behind it: "5 p.m. Monday", "4 o’clock the next day"."""
    if (parse := calendar_dates.clock(text, at)) is None:
        return None
    end, fields = parse
    if text.startswith((" ", ", "), end):
        start = end + (1 if text[end] == " " else 2)
        day = _date_at(text, start)
        if day is not None and day[1]["type"] == "DATE" and _is_day(day[1]):
            return day[0], {**day[1], **fields}
    return parse


def _is_day(fields: dict[str, Any]) -> bool:
    return fields.get("day") is not None or fields.get("weekday") is not None or fields.get("unit") == "D"


RULES: tuple[Rule, ...] = (
    _edged,
    _nth_of,
    _approximate,
    _part_of,
    _timed,
    *calendar_dates.RULES,
    _step,
    _deictic,
    _amount,
    _compound,
    _fixed,
    _set,
    _unit_end,
    _bare_units,
    _loose_part,
)
