"""Rules for lengths of time, "three weeks", "month-long", and for distances told by them, "three weeks later"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.extract.times.calendar_words import number, one_of, read

if TYPE_CHECKING:
    from sayso.extract.times.calendar_dates import Parse, Rule

UNIT = one_of("unit")
DEGREE = one_of("degree")
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|(?:[Tt]w|[Tt]h|[Ff]|[Ss]|[Ee]|[Nn])\w+ty[- ]\w+(?= )"
    rf"|{one_of('number', 'vague_number')})"
)
_FILLER = r"(?:full|whole|long|straight|consecutive|successive|more|solid|bloody|brutal|gruelling|tense|short|calendar)"
_LEAD = (
    r"(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Tt]his|[Tt]hat|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) )?"
    r"(?:[Nn]ext|[Ll]ast|[Pp]ast|[Ff]irst|[Ff]ollowing|[Pp]revious|[Pp]receding|[Ff]inal|[Ii]nitial|[Ee]arly|[Oo]pening"
    r"|[Ee]nsuing|[Ss]ubsequent|[Ss]ucceeding|[Rr]emaining|[Cc]losing|[Cc]oming|[Ii]ntervening|[Ll]atter|[Ee]ntire|[Ww]hole)"
)
_AMOUNT = re.compile(
    rf"(?:(?P<degree>{DEGREE}) )?(?:(?P<lead>{_LEAD}) )?(?:(?P<degree2>{DEGREE}) )?(?P<number>{NUMBER}) (?:{_FILLER} )?"
    rf"(?P<unit>{UNIT})(?P<half> and a half)?(?!\w|-(?!long))(?P<old> old| of age)?(?P<long>[ -]long(?!\w))?"
)
_AMOUNT_AND_HALF = re.compile(rf"(?:(?P<degree>{DEGREE}) )?(?P<number>{NUMBER}) and (?:a )?half (?P<unit>{UNIT})(?!\w)")
_RANGE = re.compile(
    rf"(?:(?P<degree>{DEGREE}) )?(?P<low>{NUMBER})(?: to | or |-|–)(?P<high>{NUMBER}) (?P<unit>{UNIT})(?!\w|-)"
    rf"(?! (?:{one_of('direction')})(?!\w| than\b))"
)
_OR_TWO = re.compile(
    rf"(?:(?P<degree>{DEGREE}) )?(?P<low>an?|one) (?P<unit>{UNIT}) or (?P<high>two|three|so)(?!\w)(?! [a-z]+s\b)"
)
_WRITTEN_LENGTH = re.compile(r"PT?(?P<amount>[\d.]+)(?P<unit>[A-Z]+)")
_COMPOUND = re.compile(
    rf"(?:(?P<number>{NUMBER.replace('(?= )', '(?=-)')})-)?(?P<unit>{UNIT})"
    r"(?P<half>-and-a-half)?(?P<tail>[- ]long|-old)?(?!\w|-\w)"
)
_SPELLED_COMPOUND = re.compile(
    rf"(?P<number>[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty)-(?P<ones>\w+)-(?P<unit>{UNIT})(?P<tail>-long|-old)?(?!\w|-\w)"
)
_HALF_UNIT = re.compile(r"[Hh]alf[- ](?P<unit>century|decade|year|day|hour)(?![\w-])")
_BARE_UNITS = re.compile(
    rf"(?:(?P<lead>{_LEAD}) )?(?P<unit>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Hh]ours|[Mm]inutes|[Dd]ecades|[Cc]enturies)"
    r"(?!\w|-old)(?P<long>-long)?"
)
_DIRECTION = re.compile(rf" (?P<direction>{one_of('direction')})(?!\w| than\b)")
_SPENT = re.compile(r"\b(?:[Ff]or|[Ww]ithin) $")
_TIME_OFF = re.compile(r"(?:['’]s?)? time(?!\w)")
_IN = re.compile(r"\b[Ii]n (?:about |around |just |only )?$")
_CLAUSE = re.compile(r" (?P<side>after|before)(?= \w)")
_RATED = re.compile(
    r"(?:\d(?:[\d,.]*\d)?|\b(?:times|once|twice|thrice|hundred|thousand|million|percent|per cent|[a-z]{2,}s)|%) $"
)
# "24 hours a day", "six days a week".
_WORKED = re.compile(rf"(?:\d|\b{one_of('number')}) (?:minutes|hours|days|nights|weeks|months) $")
_LENGTH = re.compile(
    r"\b(?:for|in|within|after|about|almost|nearly|over|than|of|under|least|is|was|last|lasts|lasted|take|takes|took|taken|during"
    r"|half|only|just|quite|to|spent|spend|wait|waited|weeks|days|months|years|hours|s) $",
    re.IGNORECASE,
)
# A distance told with a vague amount still tells how finely it counts.
UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "TH": "XXXX-XX-XXTXX",
    "TM": "XXXX-XX-XXTXX",
}


def length(amount: float | str, unit: str) -> str:
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


def _distance(text: str, end: int, amount: float | str, unit: str, *, counted: bool = True) -> Parse | None:
    """Read "later", "ago", "before" behind an amount; None where a length stands alone.

    "A few days later" is some time or other; a bare "days later" still tells how finely it counts.
    """
    if (match := _DIRECTION.match(text, end)) is not None:
        word = match["direction"].lower()
        follows = _CLAUSE.match(text, end)
        if follows is None or word not in {"after", "before"}:
            anchor, sign = read(word, "direction").split()
            fields: dict[str, Any] = {
                "type": "TIME" if unit.startswith("T") else "DATE",
                "unit": unit,
                "anchor": anchor,
            }
            if isinstance(amount, str) and counted and word != "before":
                return match.end(), {"type": "DATE", "value": "FUTURE_REF" if int(sign) > 0 else "PAST_REF"}
            if isinstance(amount, str):
                return match.end(), {**fields, "anchor": None, "unit": None, "value": UNKNOWN.get(unit)}
            fields["distance"] = signed(amount, unit, int(sign))
            years = {"DE": 10, "CE": 100}.get(unit)
            if years is not None and anchor == "narrative":
                amount, fields["unit"] = amount * years, "Y"
            return match.end(), {**fields, "shift": amount * int(sign)}
    if (match := _CLAUSE.match(text, end)) is not None:
        # What it counts from is an event; only the text's own calendar could say when that was.
        timed = {"type": "TIME" if unit.startswith("T") else "DATE"}
        if isinstance(amount, str):
            return match.end(), {**timed, "value": UNKNOWN.get(unit)}
        return match.end(), {**timed, **from_event(amount, unit, 1 if match["side"] == "after" else -1)}
    return None


def from_event(amount: float, unit: str, sign: int) -> dict[str, Any]:
    """Give the fields of a time told by its distance from an event: "two days after the vote"."""
    distance = signed(amount, unit, sign)
    years = {"DE": 10, "CE": 100}.get(unit)
    if years is not None:
        amount, unit = amount * years, "Y"
    return {"shift": amount * sign, "unit": unit, "anchor": "event", "distance": distance}


def signed(amount: float, unit: str, sign: int) -> str:
    """Write a length with its direction, as ISO 8601-2 does: two days before is -P2D."""
    return f"{'-' if sign < 0 else ''}{length(amount, unit)}"


def _amount(text: str, at: int) -> Parse | None:  # noqa: PLR0911 - one way out for each look-alike
    """Read "three weeks", "nearly a year", "the next two days", and how far off: "two years ago"."""
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
    if groups.get("lead") == "last":
        return None  # "scheduled to last two hours"; without its article the adjective is rare
    if (match["degree"] and groups.get("lead")) or (single and (groups.get("long") or "").startswith("-")):
        return None  # "over | the next two weeks", "a | month-long"
    if single and not groups.get("lead") and not match["degree"] and is_rate(text, at):
        return None
    plain = not (groups.get("old") or groups.get("long") or groups.get("lead"))
    spent = _SPENT.search(text, max(0, at - 12), at) is not None
    if plain and not spent and (shifted := _distance(text, match.end(), amount, unit)) is not None:
        return shifted[0], {**shifted[1], "mod": _degree(match["degree"])}
    mod = _degree(match["degree"], groups.get("degree2"))
    off = _TIME_OFF.match(text, match.end())
    if plain and off is not None and not isinstance(amount, str) and _IN.search(text, max(0, at - 12), at):
        timed = {"type": "TIME" if unit.startswith("T") else "DATE", "distance": signed(amount, unit, 1), "mod": mod}
        return off.end(), {**timed, "shift": amount, "unit": unit, "anchor": "publication"}  # "in two weeks’ time"
    reach = _reach(groups, amount, unit, of_something=text.startswith(" of ", match.end()))
    return match.end(), {"type": "DURATION", "value": length(amount, unit), "mod": mod, **reach}


def ranged(text: str, end: int, fields: dict[str, Any]) -> Parse | None:
    """Read on from a length to a longer one that corrects it: "a day, two days"."""
    value = fields.get("value")
    if fields["type"] != "DURATION" or value is None or not text.startswith(", ", end):
        return None
    parse = _amount(text, end + 2)
    if parse is None or parse[1]["type"] != "DURATION" or "/" in value or "/" in parse[1]["value"]:
        return None
    first, second = _WRITTEN_LENGTH.fullmatch(value), _WRITTEN_LENGTH.fullmatch(parse[1]["value"])
    if (
        first is None
        or second is None
        or first["unit"] != second["unit"]
        or float(first["amount"]) >= float(second["amount"])
    ):
        return None
    return parse[0], {**fields, "value": f"{value}/{parse[1]['value']}"}


def _range(text: str, at: int) -> Parse | None:
    """Read "two or three weeks", "six to eight months", "a year or two"."""
    if (match := _RANGE.match(text, at)) is None and (match := _OR_TWO.match(text, at)) is None:
        return None
    low, high, unit = number(match["low"]), number(match["high"]), read(match["unit"], "unit")
    if not isinstance(low, float) or not isinstance(high, float) or low >= high:
        return None
    mod = _degree(match["degree"])
    return match.end(), {"type": "DURATION", "value": f"{length(low, unit)}/{length(high, unit)}", "mod": mod}


def is_rate(text: str, at: int) -> bool:
    """Tell whether "a day" at this place says how often: "twice a day", "$5 a day"."""
    before = text[max(0, at - 16) : at]
    if _WORKED.search(before) is not None:
        return True
    return _RATED.search(before) is not None and _LENGTH.search(before) is None


def _reach(groups: dict[str, Any], amount: float | str, unit: str, *, of_something: bool) -> dict[str, Any]:
    """Tell where "the past two weeks" and "the next ten days" lie: up to the day of publication, or from it on."""
    word = (groups.get("lead") or "").rpartition(" ")[2].lower()
    if of_something:
        return {}  # "the last two weeks of the war"
    sign = {"past": -1, "last": -1, "next": 1, "coming": 1}.get(word)
    return {} if sign is None or isinstance(amount, str) else {"shift": sign * amount, "unit": unit}


def _compound(text: str, at: int) -> Parse | None:
    """Read "three-year", "month-long", "18-year-old", "half-century"."""
    if (match := _HALF_UNIT.match(text, at)) is not None:
        return match.end(), {"type": "DURATION", "value": length(0.5, read(match["unit"], "unit"))}
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
    return match.end(), {"type": "DURATION", "value": length(amount, read(match["unit"], "unit"))}


def _bare_units(text: str, at: int) -> Parse | None:
    if (match := _BARE_UNITS.match(text, at)) is None:
        return None
    unit = read(match["unit"], "unit")
    if (
        match["lead"] is None
        and match["long"] is None
        and (shifted := _distance(text, match.end(), "X", unit, counted=False)) is not None
    ):
        return shifted
    return match.end(), {"type": "DURATION", "value": length("X", unit)}


RULES: tuple[Rule, ...] = (_amount, _range, _compound, _bare_units)
