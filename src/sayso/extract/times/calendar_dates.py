"""Rules for times that name a place in the calendar: days, months, years, seasons, centuries, clocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.extract.times.calendar_words import one_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

    # A rule reads the text from one place on: where the expression ends, and its fields.
    Parse = tuple[int, dict[str, Any]]
    Rule = Callable[[str, int], Parse | None]

MONTH = rf"(?:{one_of('month')}(?!\w)|{one_of('month_short')}(?:\.|(?!\w)))"
WEEKDAY = rf"(?:{one_of('weekday')}(?!\w)|{one_of('weekday_short')}(?:\.|(?!\w)))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
# A comma and three digits, a decimal or a share show a number, not a year or a day.
NO_NUMBER = r"(?![\w%]|[.,:]\d| ?(?:%|percent|per cent|million|billion|thousand|°))"
_ERA = r"(?: ?(?P<era>BCE?|B\.C\.(?:E\.)?|AD|A\.D\.|CE|C\.E\.)(?!\w))"
_OLD_ERA = _ERA.replace("<era>", "<old_era>")
YEAR = (
    rf"(?:(?:A\.?D\.? ?)?(?P<year>1\d{{3}}|20\d\d|2100){_ERA}?"
    rf"|(?P<old>\d{{1,4}}){_OLD_ERA}|A\.?D\.? ?(?P<ad>\d{{1,4}})){NO_NUMBER}"
)
_OF_THAT_YEAR = (
    r"(?:,? (?:(?:of|in) )?"
    r"(?P<that>that|the same|that same|last|this|next|the previous|the following|the next) year(?!\w))"
)
_ORDINAL = rf"(?:{one_of('ordinal')}|\d{{1,2}}(?:st|nd|rd|th))"
_SEASON = one_of("season")

_DAY_MONTH = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:[Tt]he )?(?P<day>{DAY})(?:st|nd|rd|th)?(?: day)? (?:of )?(?P<month>{MONTH})"
    rf"(?:,? (?:of )?{YEAR}|{_OF_THAT_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?:st|nd|rd|th)?{NO_NUMBER}"
    rf"(?:,? (?:of )?{YEAR}|{_OF_THAT_YEAR})?"
)
_MONTH_YEAR = re.compile(rf"(?P<month>{MONTH})(?:(?:,| of|, in)? {YEAR}|{_OF_THAT_YEAR})")
_MONTH = re.compile(rf"(?P<month>{MONTH})")
_WEEKDAY = re.compile(rf"(?P<weekday>{one_of('weekday')})(?!\w)")
# The days of a range, or of a list, whose month stands at its end: "6-7 January", "the 3rd and 4th of May".
LISTED_DAY = re.compile(
    rf"(?:[Tt]he )?(?P<day>{DAY})(?:st|nd|rd|th)?"
    rf"(?=(?:, (?:the )?{DAY}(?:st|nd|rd|th)?){{0,9}} ?(?:[-–—]|and|or|to|until|,) ?(?:the )?{DAY}(?:st|nd|rd|th)?"
    rf" (?:of )?{MONTH})"
)
# "on the 20th": the month is the story's.
_LONE_DAY = re.compile(
    rf"(?<=\b[OoBb][ny] )the (?P<day>{DAY})(?:st|nd|rd|th)"
    r"(?= ?(?:[,.;:)”—–]|$)| (?:was|were|the|they|he|she|and|to|in|at|a)\b)"
)
# "The first Monday of May", "the last Friday in May 2031", "the second Tuesday of the month".
_NTH_WEEKDAY = re.compile(
    rf"(?:[Tt]he )?(?P<nth>first|second|third|fourth|last|final) (?P<weekday>{WEEKDAY}) (?:of|in) (?:(?P<month>{MONTH})"
    rf"(?:(?:,| of|, in)? {YEAR}|{_OF_THAT_YEAR})?|(?P<which>this|the|next|last|that|every|each) month(?!\w))"
)
_DASHED = re.compile(rf"(?P<day>{DAY})-(?P<month>{MONTH})-(?P<year>1\d{{3}}|20\d\d)(?![\w-])")
_ISO = re.compile(
    r"(?P<year>1\d{3}|20\d\d|2100)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?!\w)"
)
_NUMERIC = re.compile(r"(?P<a>[0-3]?\d)(?P<mark>[./])(?P<b>[0-3]?\d)(?P=mark)(?P<year>(?:1[5-9]|20)\d\d)(?![\w/])")
_SEASON_YEAR = re.compile(rf"(?:[Tt]he )?(?P<season>{_SEASON})(?: of|,| in)? {YEAR}")
_YEAR_SEASON = re.compile(rf"{YEAR} (?P<season>{_SEASON})(?!\w)")
_BARE_SEASON = re.compile(rf"(?:[Tt]he )?(?P<season>{_SEASON})(?!\w)")
_SEASON_OF_THAT = re.compile(rf"(?:[Tt]he )?(?P<season>{_SEASON}){_OF_THAT_YEAR}")
_QUARTER = re.compile(
    r"(?:[Tt]he )?(?:(?P<nth>first|second|third|fourth|last|final|opening|latter) (?P<unit>quarter|half)"
    r"|(?P<code>Q[1-4]|H[12]))"
    rf"(?:(?:,| of| in)? {YEAR}| of (?P<which>the|this|that|last|next) year(?!\w))"
)
_PART_OF_AGE = r"(?:[Tt]he )?(?:(?P<mod>[Ee]arly|[Mm]id|[Ll]ate)[- ](?:to[- ](?:mid|late)[- ])?)?"
_DECADE = re.compile(
    rf"{_PART_OF_AGE}(?:[’'](?P<short>[2-9]0)|(?<=[Tt]he )(?P<plain>[2-9]0)(?=[’'])|(?P<decade>\d{{2,3}})0)"
    rf"[’']?s{_ERA}?(?!\w)"
)
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_SPELLED_DECADE = re.compile(
    rf"[Tt]he (?:(?P<mod>early|mid|late)[- ])?(?:nineteen[- ])?(?P<tens>{'|'.join(_TENS)})(?!\w)", re.IGNORECASE
)
_CENTURY = re.compile(rf"{_PART_OF_AGE}(?P<nth>{_ORDINAL})[- ](?:[Cc]entury|(?P<thousand>[Mm]illennium)){_ERA}?(?!\w)")
_YEAR = re.compile(YEAR)
_LISTED_OLD_YEAR = re.compile(
    r"(?P<old>\d{1,4})(?= ?(?:[-–—]|and|or|to) ?\d{1,4} ?(?P<old_era>BCE?|B\.C\.(?:E\.)?)(?!\w))"
)
_FEAST = re.compile(
    rf"(?P<feast>{one_of('feast')})(?!\w)(?! [A-Z][a-z])(?P<part> (?:night|morning|evening))?(?:,? (?:of )?{YEAR})?"
)
_CLOCK = re.compile(
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r" ?(?:(?P<half>[aApP])(?:\.[mM]\b\.?|[mM]\b)|(?P<oclock>o[’']?clock)|(?P<hours>hrs|hours|h)\b)"
    r"|(?P<hour2>[01]?\d|2[0-3]):(?P<minute2>[0-5]\d)(?![\d:])"
    r"|(?P<hour3>[01]\d|2[0-3])(?P<minute3>[0-5]\d)(?=(?P<mil> ?(?:hrs|hours|h|GMT|UTC|Z|local)\b)?)(?:(?P=mil))?"
    r"|(?P<word>(?:[Tt]welve )?[Nn]oon|[Mm]idnight|[Mm]idday))(?! \d|\w)"
    r"(?P<said> in the (?:morning|afternoon|evening)| at night)?(?P<zone> (?:GMT|UTC|Z)\b)?"
    r"(?: local time| (?:B|CE|E|C|M|P)[SD]?T\b)?"
)
_CLOCK_WORDS = re.compile(
    r"(?P<hour>[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve)"
    r" o[’']clock(?P<said> in the (?:morning|afternoon|evening)| at night)?"
)
_AT = re.compile(r"(?:at|by|until|till|from|around|about|before|after|and|to|-|–|\() ?$", re.IGNORECASE)


_WAKING_HOUR = 7
_BEFORE_DAYLIGHT = re.compile(
    r"\b(?:morning|dawn|overnight|night|midnight|sunrise|daybreak|dark|early|asleep)\b", re.IGNORECASE
)


def fields_of(match: re.Match[str]) -> dict[str, Any]:
    """Give the calendar fields that the named groups of a match tell."""
    groups = match.groupdict()
    fields: dict[str, Any] = {"type": "DATE"}
    if (year := year_of(match)) is not None:
        fields["year"] = year
    if groups.get("that"):
        anchor, shift = read(groups["that"], "step").split()
        fields.update(shift=int(shift), unit="Y", anchor=anchor)
    if groups.get("month"):
        fields["month"] = int(read(groups["month"].rstrip("."), "month", "month_short"))
    if groups.get("weekday"):
        fields["weekday"] = int(read(groups["weekday"].rstrip("."), "weekday", "weekday_short"))
    if groups.get("day"):
        fields["day"] = int(groups["day"])
    if groups.get("season"):
        fields["part"] = read(groups["season"], "season")
    return fields


def year_of(match: re.Match[str]) -> str | None:
    """Give the year as TimeML writes it: "1942", "BC0480"."""
    groups = match.groupdict()
    year = groups.get("year") or groups.get("old") or groups.get("ad")
    if year is None:
        return None
    era = groups.get("era") or groups.get("old_era") or ""
    return ("BC" if era.startswith("B") else "") + year.zfill(4)


def _plain(*patterns: re.Pattern[str]) -> Rule:
    def rule(text: str, at: int) -> Parse | None:
        for pattern in patterns:
            if (match := pattern.match(text, at)) is not None:
                return match.end(), fields_of(match)
        return None

    return rule


def _nth_weekday(text: str, at: int) -> Parse | None:
    if (match := _NTH_WEEKDAY.match(text, at)) is None:
        return None
    if match["which"] in {"every", "each"}:
        return match.end(), {"type": "SET", "value": "XXXX-XX"}
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"], -1)
    fields = {**fields_of(match), "nth": nth}
    if match["which"] is not None:
        shift, anchor = {"last": (-1, "publication"), "next": (1, "publication"), "this": (0, "publication")}.get(
            match["which"], (0, "context")
        )
        fields.update(shift=shift, unit="M", anchor=anchor)
    return match.end(), fields


def _iso(text: str, at: int) -> Parse | None:
    if (match := _ISO.match(text, at)) is None:
        return None
    fields = {"type": "DATE", "year": match["year"], "month": int(match["month"]), "day": int(match["day"])}
    if match["time"] is not None:
        fields.update(type="TIME", time=match["time"] + (match["zone"] or ""))
    return match.end(), fields


def _numeric(text: str, at: int) -> Parse | None:
    """Read "23.01.2015"; "3/4/2015" is two days, so only its year is sure."""
    if (match := _NUMERIC.match(text, at)) is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    fields: dict[str, Any] = {"type": "DATE", "year": match["year"]}
    sure_months = range(1, 13)
    if match["mark"] == "." or a == b or (a not in sure_months and b in sure_months):
        fields.update(day=a, month=b)
    elif b not in sure_months and a in sure_months:
        fields.update(day=b, month=a)
    if fields.get("month", 1) not in sure_months or not 1 <= fields.get("day", 1) <= 31:  # noqa: PLR2004 - days of a month
        return None
    return match.end(), fields


def _quarter(text: str, at: int) -> Parse | None:
    if (match := _QUARTER.match(text, at)) is None:
        return None
    last = "Q4" if match["unit"] == "quarter" else "H2"
    nth = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"] or "")
    part = match["code"] or (last if nth is None else f"{last[0]}{nth}")
    fields: dict[str, Any] = {"type": "DATE", "part": part}
    if (year := year_of(match)) is not None:
        fields["year"] = year
    else:
        steps = {"last": (-1, "publication"), "next": (1, "publication"), "that": (0, "narrative")}
        shift, anchor = steps.get(match["which"], (0, "context"))
        fields.update(shift=shift, unit="Y", anchor=anchor)
    return match.end(), fields


def _decade(text: str, at: int) -> Parse | None:
    if (match := _SPELLED_DECADE.match(text, at)) is not None:
        tens = _TENS.index(match["tens"].lower()) + 2
        return match.end(), {"type": "DATE", "year": f"19{tens}", "mod": edge(match["mod"])}
    if (match := _DECADE.match(text, at)) is None:
        return None
    era = "BC" if (match["era"] or "").startswith("B") else ""
    digits = match["decade"]
    if (short := match["short"] or match["plain"]) is not None:
        digits = "19" + short[0]
    elif not era and not "110" <= digits.zfill(3) <= "209":
        return None
    hundreds = 3
    if len(digits) == hundreds and digits.endswith("0") and digits != "200":
        digits = digits[:-1]  # "the 1800s" are a century, "the 2000s" a decade
    fields: dict[str, Any] = {
        "type": "DATE",
        "year": era + (digits.zfill(hundreds) if era else digits),
        "mod": edge(match["mod"]),
    }
    return match.end(), fields


def _century(text: str, at: int) -> Parse | None:
    if (match := _CENTURY.match(text, at)) is None:
        return None
    word = match["nth"]
    nth = int(word[:-2]) if word[0].isdigit() else int(read(word, "ordinal"))
    era = "BC" if (match["era"] or "").startswith("B") else ""
    width = 1 if match["thousand"] is not None else 2
    return match.end(), {"type": "DATE", "year": f"{era}{nth - 1:0{width}d}", "mod": edge(match["mod"])}


def _feast(text: str, at: int) -> Parse | None:
    if (match := _FEAST.match(text, at)) is None:
        return None
    fields: dict[str, Any] = {"type": "DATE", "feast": read(match["feast"], "feast"), "year": year_of(match)}
    if match["part"] is not None:
        fields.update(type="TIME", time=read(match["part"].strip(), "part_of_day"))
    return match.end(), fields


def clock(text: str, at: int) -> Parse | None:
    """Read a time of day: "4 p.m.", "16:00", "at 0600", "noon", "four o’clock in the morning"."""
    spelled = _CLOCK_WORDS.match(text, at)
    match = spelled or _CLOCK.match(text, at)
    if match is None:
        return None
    groups = match.groupdict()
    if groups.get("word"):
        return match.end(), {"type": "TIME", "time": "24:00" if groups["word"].lower() == "midnight" else "12:00"}
    after_at = _AT.search(text, max(0, at - 8), at) is not None
    if groups.get("hour2") and not (after_at or groups["said"] or groups["zone"]):
        return None
    if groups.get("hour3") and not (groups["mil"] or (after_at and groups["hour3"][0] == "0")):
        return None
    if groups.get("hours") and not (groups["minute"] or groups["hours"] == "hrs"):
        return None  # "12 hours" is how long
    hour = int(read(match["hour"], "number")) if spelled else int(match["hour"] or match["hour2"] or match["hour3"])
    minute = int(groups.get("minute") or groups.get("minute2") or groups.get("minute3") or 0)
    said = match["said"] or ""
    noon = 12
    oclock = spelled is not None or groups.get("oclock") is not None
    if oclock and not said and hour < _WAKING_HOUR and _BEFORE_DAYLIGHT.search(text, max(0, at - 60), at + 60) is None:
        hour += noon  # "by 4 o’clock": the hour of a working day, unless the words tell of a morning
    if (groups.get("half") or "").lower() == "p" or said.endswith(("afternoon", "evening", "night")):
        hour = hour + noon if hour < noon else hour
    elif hour == noon and ((groups.get("half") or "").lower() == "a" or said.endswith("morning")):
        hour = 0
    zone = "Z" if groups.get("zone") or (groups.get("mil") or "").strip() in {"GMT", "UTC", "Z"} else ""
    return match.end(), {"type": "TIME", "time": f"{hour:02d}:{minute:02d}{zone}"}


def edge(word: str | None) -> str | None:
    """Give the TIMEX3 modifier of "early", "mid", "late"."""
    return None if word is None else read(word, "edge")


RULES: tuple[Rule, ...] = (
    _plain(_DAY_MONTH, _MONTH_DAY, _MONTH_YEAR, LISTED_DAY, _LONE_DAY, _LISTED_OLD_YEAR, _MONTH, _WEEKDAY),
    _plain(_SEASON_YEAR, _YEAR_SEASON, _SEASON_OF_THAT, _BARE_SEASON),
    _plain(_DASHED),
    _nth_weekday,
    _iso,
    _numeric,
    _quarter,
    _decade,
    _century,
    _feast,
    _plain(_YEAR),
)
