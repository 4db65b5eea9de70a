"""Numerals: what digits and the signs and letters written onto them say."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from sayso.extract.lexicon import entries
from sayso.extract.quantities.units import currency_before, unit_after

# "50 000" with spaces for commas (SI Brochure, 5.4.4), "2.9×10−8", and whatever else digits are joined into.
CLUMP = (
    r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?![\d,]|\.\d)"
    r"|\.?\d(?:\d|[.,:/⁄](?=\d))*(?: ?[×x] ?10\^?[-−–]?\d{1,2}\b)?"
)
_POWER = re.compile(r" ?[×x] ?10\^?([-−–]?\d{1,2})$")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_SPACED = re.compile(r"\d{1,3}(?: \d{3})+")
_FRACTION = re.compile(r"(\d{1,2})[/⁄](\d{1,3})")
_OF_WHOLE = re.compile(r" (?:of (?:an?|the|its|his|her|their|our|all|this|that|these|those|[a-z-]+)\b|majority\b)")
_WHOLE_BEFORE = re.compile(r"(?<![\d.,/])\d{1,2} $")
# "9/11 in Velm" has no inches.
_SHORTEST_UNIT = 3
MONTH_BEFORE = re.compile(r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.? $")
# What a numeral may be glued to with a hyphen and still count: "sub-300", "minus-5"; "F-16" is a name.
_GLUE = re.compile(
    r"(?:\b(?:sub|minus|plus|over|under|nearly|almost|about|some|another|mid|to)|[\d%$€£)])[-–—−]$", re.IGNORECASE
)
_SIGN = re.compile(r"(?:(?<![\w)%/])(?<!\d )[-−–]|(?<!or )\bminus[ -])$", re.IGNORECASE)
# More digits than a quantity in print has: a key, a card number, a checksum.
_LONGEST = 24
_JOINED_TO = "#@_&=\\"
_LETTERS = re.compile(r"[^\W\d_]+")
# "a 37m mast", "400m from the port", but "3.4m people", "2.7m combined sales", "$3m".
_METRES = re.compile(
    r" ?(?:[^\w ]|(?:long|high|tall|deep|wide|away|from|to|above|below|of|race|final|sprint|in|on|at|and|or)\b|$)"
)
_PEOPLE = re.compile(
    r"(?: [a-z][\w'-]*){0,4}? (?:people|men|women|children|[a-z-]{3,}[^s\W]s)\b"
    r"|[ -](?:dollar|pound|euro)| (?:more|fewer|less|have|had|are|were|need|live|lack|fled|died)\b| of (?:them|whom)\b"
)


class Numeral(NamedTuple):
    """A number in digits at ``text[start:end]``."""

    start: int
    end: int
    value: float


def numeral(text: str, start: int, end: int) -> Numeral | None:
    """Read the digits ``text[start:end]`` and their sign; None for what is no number: "9:35", "M16", "4.2.1"."""
    if end - start > _LONGEST or not _stands_alone(text, start, end):
        return None
    value = _value(text, start, end)
    if value is None:
        return None
    sign = _SIGN.search(text, max(0, start - 7), start)
    return Numeral(start, end, value) if sign is None else Numeral(sign.start(), end, -value)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Tell whether nothing is written before the digits that makes a name or a code of them."""
    before = text[start - 1] if start else " "
    if before.isalpha():
        return currency_before(text, start) is not None
    if text[end : end + 1] == "_" or text[max(0, start - 2) : start] in {'="', "=“"}:
        return False
    if before in _JOINED_TO:
        return text[max(0, start - 2) : start] == "Y="
    if before in "-–—−/" and text[max(0, start - 3) : start] != "+/-":
        left = max(0, start - 10)
        return _GLUE.search(text, left, start) is not None or _SIGN.search(text, left, start) is not None
    return True


def _value(text: str, start: int, end: int) -> float | None:
    written = text[start:end]
    factor = 1.0
    if (power := _POWER.search(written)) is not None:
        written = written[: power.start()]
        factor = 10.0 ** int(power[1].replace("−", "-").replace("–", "-"))
    if _SPACED.fullmatch(written) and MONTH_BEFORE.search(text, max(0, start - 12), start) is None:
        written = written.replace(" ", "")
    if _PLAIN.fullmatch(written):
        return float(written.replace(",", "")) * factor
    fraction = _FRACTION.fullmatch(written)
    if fraction is not None and 0 < int(fraction[1]) < int(fraction[2]) and _is_part(text, start, end):
        return int(fraction[1]) / int(fraction[2])
    return None


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell "1/16 of a mile", "1/2 pound" and "2 1/2" from days and names: "9/11", "the 9/11 trial"."""
    if _OF_WHOLE.match(text, end) is not None or _WHOLE_BEFORE.search(text, max(0, start - 4), start) is not None:
        return True
    unit = unit_after(text, end)
    return unit is not None and unit.end - unit.start >= _SHORTEST_UNIT


@functools.cache
def _scales() -> dict[str, float]:
    return {word: float(value) for word, kind, value, _example in entries("number_words.tsv") if kind == "short"}


def glued_scale(text: str, start: int, end: int) -> tuple[float, int] | None:
    """Read "bn", "k", "m" written onto the digits ``text[start:end]``: the factor and where it ends.

    An m is metres unless money or people are counted.
    """
    if text[end : end + 2] in {" B", " M", " K"} and re.match(r" [a-z]{3,}", text[end + 2 :]):
        return _scales()[text[end + 1].lower()], end + 2
    letters = _LETTERS.match(text, end)
    factor = None if letters is None else _scales().get(letters[0].lower())
    if letters is None or factor is None:
        return None
    after = letters.end()
    money = currency_before(text, start) is not None
    if letters[0] == "m" and not money:
        people = _PEOPLE.match(text, after)
        if people is None or (_METRES.match(text, after) and not people[0].startswith(" of ")):
            return None
    return factor, after


def is_ordinal(text: str, end: int) -> bool:
    """Tell whether letters that are no unit are written onto the digits: "22nd", "1990s", "5G"."""
    return text[end : end + 1].isalpha() and unit_after(text, end) is None
