"""Numbers that name and do not count: years and days, clock times, scores, addresses, Boeing 737, Article 5."""

from __future__ import annotations

import functools
import re

from sayso.extract.lexicon import entries

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_CLOCK_AFTER = re.compile(
    r" ?(?:[ap]\.?m\b|o'clock|[ap]m\b)|(?: hours?)? (?:GMT|UTC|EST|EDT|CET|BST|local time)\b", re.IGNORECASE
)
_DATE_BEFORE = re.compile(
    rf"(?:{_MONTH},?[ -](?:the )?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–—/] ?| ?(?:,|and|to|or|,? and) ?)(?:{_MONTH} )?)$"
)
_O_CLOCK = re.compile(r" o['’]clock\b")
_YEAR_AND_DASH = re.compile(r"\b(?:1[5-9]|20)\d\d[-–—/]$")
_DATE_AFTER = re.compile(rf"(?:[-–—/]\d{{1,2}}| (?:and|to|or) \d{{1,2}})?(?:,? |-)(?:of )?{_MONTH}")
_ERA_AFTER = re.compile(r" (?:B\.?C\.?(?:E\.?)?|A\.?D\.|AD|CE)(?!\w)")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|from|during|before|after|late|early|mid|between|through|to|and|or|years?|spring|summer"
    r"|autumn|fall|winter|the|circa|pre|post)[ -]|[(/–-]|, )$",
    re.IGNORECASE,
)
_YEAR_OF_EVENT = re.compile(
    r"(?:\b(?:the|in|since|early|late|this|his|her|its|their|a|during|our)|['’]s?) $", re.IGNORECASE
)
_LATE_AS = re.compile(r"\bas (?:late|early|recently) as $")
_SPAN_OF_YEARS = re.compile(r"[-–—/]\d\d(?:\d\d)?(?![\d,%])")
_ISO_DATE = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_STREET_AFTER = re.compile(
    r"(?: [NSEW])?(?: \d+(?:st|nd|rd|th)|(?: [A-Z][\w.'-]+){1,3})"
    r" (?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Square|Boulevard|Blvd|Place|Terrace|Court)\b"
    r"| (?:Rue|Avenue|Ave|Via|Calle) [A-Z]| Downing Street"
)
# A telephone number, an address on the net, a coordinate, a note: digits that belong to a longer code.
_CODES = re.compile(
    r"(?:\+\d{1,3}[ -]?|\b0\d{0,3}[ -])\(?\d[\d() -]{5,16}\d|\(\d{2,5}\) ?\d{3,4}[ -]?\d{3,4}"
    r"|\b\d{3}-\d{3,4}(?:-\d{4})?\b(?! ?[a-z%])"
    r"|https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w.-]{1,64}|\b\d{1,3}°\s?\d{1,2}['′]"
    r"|\[\d{1,3}(?:[,–-] ?\d{1,3}){0,9}\]"
)
_CAPITAL_BEFORE = re.compile(r"(?<![\w'])(?P<word>[A-Z][\w&.'-]*)[ -]$")
_DETERMINED = re.compile(
    r"\b(?:the|this|that|an?|each|every|per|his|her|its|their|our|my|one)(?: \w+)? $", re.IGNORECASE
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|as (?:young|old) as)(?: of| about| around| between)? $", re.IGNORECASE)
_OLDEST = 115
# Longer counts are written with commas, and counts take a plural.
_SHORTEST_IDENTIFIER = 5
_STARTS_SENTENCE = re.compile(r"(?:^|[.!?…]['”’)\"]* |\n|[“‘\"]|[—–] )$")
_LAST_DAY = 31
_LAST_YEAR, _FIRST_YEAR = 2200, 1500
_NEAR_FIRST, _NEAR_LAST = 1900, 2060


@functools.cache
def _label() -> re.Pattern[str]:
    words = "|".join(
        sorted((re.escape(word) for word, _example in entries("number_labels.tsv")), key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w-])(?:{words})(?:\.|:)?[ -](?:\d+(?:,| and| or| to|[-–])[ -]?)?$", re.IGNORECASE)


def codes(text: str) -> list[tuple[int, int]]:
    """Find the stretches whose digits belong to a code: telephone numbers, net addresses, ISO dates."""
    return sorted(match.span() for pattern in (_CODES, _ISO_DATE) for match in pattern.finditer(text))


def is_date(text: str, start: int, end: int, *, plural: bool) -> bool:
    """Tell whether the number ``text[start:end]`` is a year, a day of a month or a time of day.

    ``plural`` says that a plural noun follows it, which makes a count of it ("2000 people").
    """
    written = text[start:end]
    if _ERA_AFTER.match(text, end) or _O_CLOCK.match(text, end):
        return True
    if not written.isdigit():
        return written.replace(".", "").isdigit() and _CLOCK_AFTER.match(text, end) is not None
    if _CLOCK_AFTER.match(text, end) or (written[0] == "0" and len(written) > 1):
        return True
    if len(written) == len("2031"):
        return _is_year(text, start, end, plural=plural)
    return _is_day(text, start, end)


def _is_day(text: str, start: int, end: int) -> bool:
    """Tell whether the numeral is a day beside its month, or the end of "2014-16"."""
    left = max(0, start - 30)
    if 1 <= int(text[start:end]) <= _LAST_DAY:
        beside = _DATE_AFTER.match(text, end) or _DATE_BEFORE.search(text, left, start)
        return beside is not None or _YEAR_AND_DASH.search(text, left, start) is not None
    return end - start == len("31") and _YEAR_AND_DASH.search(text, left, start) is not None


def _is_year(text: str, start: int, end: int, *, plural: bool) -> bool:
    left, value = max(0, start - 30), int(text[start:end])
    if not _FIRST_YEAR <= value <= _LAST_YEAR:
        return False
    near = _NEAR_FIRST <= value <= _NEAR_LAST
    if _DATE_BEFORE.search(text, left, start) or _LATE_AS.search(text, left, start):
        return True
    if near and _SPAN_OF_YEARS.match(text, end):
        return True
    if plural:
        # Counts in the thousands are written with a comma or round; "2019 talks" are the talks of that year.
        return near and value % 100 != 0 and (value % 10 != 0 or _YEAR_OF_EVENT.search(text, left, start) is not None)
    # "the charter of 1791", but "a crowd of 1750"
    of = value % 50 != 0 and text.endswith(" of ", left, start)
    return near or of or _YEAR_BEFORE.search(text, left, start) is not None


def is_label(text: str, start: int, end: int, *, plural: bool) -> bool:
    """Tell whether the number is part of a name: "Article 5", "phase two", "Boeing 737", "the Big Four"."""
    left = max(0, start - 40)
    written = text[start:end]
    label = _label().search(text, left, start)
    if label is not None and "," not in written:
        # "in this district 12 people died": after a determiner the noun stands for itself.
        return (
            not plural
            or label[0][0].isupper()
            or _DETERMINED.search(text, max(0, label.start() - 20), label.start()) is None
        )
    if _STREET_AFTER.match(text, end):
        return True
    if written[0].isupper() and not _STARTS_SENTENCE.search(text, max(0, start - 4), start):
        # A number word with a capital inside a sentence is a name, unless all words there have one (a headline).
        after = re.match(r"[ -](\w)", text[end : end + 2])
        before = re.search(r"(\w)\w*[ -]$", text[left:start])
        return not (after and before and after[1].isupper() and before[1].isupper() and plural)
    return written.isdigit() and not plural and _after_capital(text, start)


def is_identifier(written: str) -> bool:
    """Tell whether digits before a singular noun look like a number in a register: "the 90417 postal district"."""
    return written.isdigit() and len(written) >= _SHORTEST_IDENTIFIER and int(written) % 10 != 0


def is_age(text: str, start: int, end: int, *, after_person: bool) -> bool:
    """Tell whether a bare number is an age: "aged 34", "Ana Lemos, 65, ...", "Ana Lemos (65)"."""
    if not text[start:end].isdigit() or not 0 < int(text[start:end]) <= _OLDEST:
        return False
    if _AGE_BEFORE.search(text, max(0, start - 20), start):
        return True
    between = text[max(0, start - 2) : start]
    closed = text[end : end + 1] in {",", ".", ";"} or text[end : end + 2] in {" ―", " –", " —"}
    return after_person and ((between == ", " and closed) or (between == " (" and text[end : end + 1] == ")"))


def _after_capital(text: str, start: int) -> bool:
    match = _CAPITAL_BEFORE.search(text, max(0, start - 30), start)
    if match is None or _STARTS_SENTENCE.search(text, max(0, match.start() - 4), match.start()):
        return False
    return re.fullmatch(_MONTH, match["word"]) is None
