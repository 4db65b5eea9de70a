"""Whether words that look like a time tell one: "in May" and "Theresa May", "in 1943" and "1943 tons"."""

from __future__ import annotations

import re
from typing import Any

from sayso.extract.times.calendar_words import one_of, readings

_PREPOSITIONS = "in by since until till from of through throughout during between after before to and"
_STAGES = "last next this early mid late"
_OTHERS = "for or the on every each previous following past around about that with s"


def _behind(*words: str, mark: bool = False) -> re.Pattern[str]:
    """Make the pattern of a text that ends in one of these words (or, with ``mark``, a dash or bracket)."""
    dash = "|[([–—-] ?$" if mark else ""
    return re.compile(rf"\b(?:{'|'.join(' '.join(words).split())})[ -]${dash}", re.IGNORECASE)


_BEFORE_MONTH = _behind(_PREPOSITIONS, _STAGES, _OTHERS, mark=True)
_BEFORE_MAY = re.compile(
    rf"\b(?:{'|'.join((_PREPOSITIONS + ' ' + _STAGES).split())}|{one_of('month')} or)[ -]$", re.IGNORECASE
)
_BEFORE_WOMAN = re.compile(
    r"(?:\b(?:in|since|until|till|during|throughout|early|mid|late|last|next|this|by)"
    rf"|{one_of('month')} (?:and|to|or))[ -]$",
    re.IGNORECASE,
)
_BEFORE_SEASON = _behind("in by until till since before during throughout and early late mid")
_BEFORE_FALL = _behind("in by until since this last next")
_BEFORE_YEAR = _behind(_PREPOSITIONS, "early late mid the for around circa", mark=True)
_AS_LATE_AS = re.compile(r"\bas (?:late|early|recently) as $")
_NOUN_AHEAD = re.compile(r" (?!(?:of|on|to|in|at|and|or|for|from|by|past|through|is|was|has|will|said)\b)[a-z]{3,}")
_BEFORE_NOUN = re.compile(r"\b(?:an?|the) $", re.IGNORECASE)
_NAME_AHEAD = re.compile(r" [A-Z][a-z]+")
_NAME_BEHIND = re.compile(r"[A-Z][\w.’'-]* $")
_NUMBER_BEHIND = re.compile(
    r"(?:[$€£¥#№/+]|\b(?:No\.|than|least|most|some|nearly|almost|approximately|roughly|number|flight|room|route|highway"
    r"|article|section|resolution|page|p\.|total|as|only|exactly)) ?$|\d[ .,:/-]?$|[A-Za-z]-$",
    re.IGNORECASE,
)
_COUNTED = "people|men|women|children|troops|soldiers|police|civilians|tons|tonnes|miles"
_COUNTED_AHEAD = re.compile(
    rf" (?:{_COUNTED}|km|kilomet(?:re|er)s|met(?:re|er)s|feet|m|ft|yards|hectares|dollars|euros|pounds|of the|or so"
    rf"|acres|more|fewer|years|days|hours|\w+ (?:{_COUNTED}|[a-z]+s))\b"
)
_BODIES_AHEAD = re.compile(rf" (?:{_COUNTED})\b")
# "Would one day leave", "one night he left": on a day that nobody can tell.
_SOME_DAY = re.compile(r"[Oo]ne (?:day|night|morning|afternoon|evening)")
_BEFORE_ONE_DAY = re.compile(
    r"\b(?:in|for|within|after|before|of|by|about|than|over|under|least|most|just|only|almost|nearly|barely|every|and|or|to"
    r"|is|was|were|lasts?|lasted|lasting|takes?|took|taking|spent)[ -]$",
    re.IGNORECASE,
)
_AFTER_ONE_DAY = re.compile(r" (?:of|later|earlier|ago|after|before|or|and|in|old|long)\b|['’-]")
# "A third night of talks" tells how often, not when.
_NTH = re.compile(rf"\b(?:an? {one_of('ordinal')} (?:\w+ )?|[Oo]ne )$")
_YEAR_LIMIT = 1500
_ALL_YEAR_ROUND = frozenset({"summer", "winter", "autumn", "summertime", "wintertime", "springtime"})


def tells_time(text: str, start: int, end: int, fields: dict[str, Any]) -> bool:  # noqa: PLR0911 - one for each kind
    """Tell a time from a name or a number that looks like one."""
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
        return False
    words = text[start:end]
    before = text[max(0, start - 24) : start]
    if words[-1].isdigit() and text[end : end + 2] in {"km", "mm"}:
        return False
    if fields.get("month") is not None and words.rstrip(".").isalpha():
        return _is_month(words, before, text, end)
    if "year" in fields and words.isdigit() and len(words) == 4:  # noqa: PLR2004 - a bare year
        return _is_year(int(words), before, text, end)
    bare_season = fields.get("part") is not None and fields.get("year") is None and words.count(" ") <= 1
    if bare_season and fields.get("shift") is None:
        return _is_season(words, before, text, end)
    if _is_named(words, before, text, end, fields) or _is_some_day(words, before, text, end, fields):
        return False
    if words in {"Now", "NOW"} or words.startswith(("Good ", "The Future")):
        return not _NAME_AHEAD.match(text, end)
    return True


def _is_named(words: str, before: str, text: str, end: int, fields: dict[str, Any]) -> bool:
    """Tell "Operation Dawn 5" and "Saturday Night Live" from a part of a day."""
    if words in {"Today", "Tomorrow", "Tonight", "Yesterday"}:
        return _NAME_BEHIND.search(before) is not None
    loose = fields["type"] == "TIME" and fields.get("value") is not None
    if not loose or not words.rsplit(maxsplit=1)[-1][0].isupper():
        return False
    if words.startswith(("a ", "an ", "the ")):
        return True
    return _NAME_BEHIND.search(before) is not None or re.match(r"[ -](?:[A-Z]|\d)", text[end : end + 2]) is not None


def _is_some_day(words: str, before: str, text: str, end: int, fields: dict[str, Any]) -> bool:
    """Tell "one day it will end" and "a third night" from a day or a night."""
    if _SOME_DAY.fullmatch(words) is not None:
        return _BEFORE_ONE_DAY.search(before) is None and _AFTER_ONE_DAY.match(text, end) is None
    loose = fields["type"] == "TIME" and fields.get("value") is not None
    return loose and _NTH.search(before) is not None


def _is_month(word: str, before: str, text: str, end: int) -> bool:
    """Tell the month from the woman, the verb and the walk: "in May", not "Theresa May" or "May I"."""
    if word.title() in {"May", "March"} or word not in readings("month"):
        # A short form stands in for a month only with its full stop: "in Jan. the"; "Mar" is many things.
        full = word in {"May", "March"}
        if full and _NOUN_AHEAD.match(text, end) is not None and _BEFORE_NOUN.search(before) is not None:
            return True  # "in a May interview"
        return (
            _BEFORE_MAY.search(before) is not None
            and (full or word.endswith("."))
            and not _is_said_name(before, text, end)
        )
    if word not in {"April", "June", "August"}:
        return True
    if _NAME_AHEAD.match(text, end) is not None:
        return _BEFORE_WOMAN.search(before) is not None  # "in April Grell left", not "April Stone"
    return _BEFORE_MONTH.search(before) is not None or _NAME_BEHIND.search(before) is None


def _is_said_name(before: str, text: str, end: int) -> bool:
    """Tell "of May's" and "to May and her": a name after a preposition that names follow too."""
    return text.startswith(("'s ", "’s "), end) and before.endswith(("of ", "to ", "and ", "from "))


def _is_year(year: int, before: str, text: str, end: int) -> bool:
    as_late_as = _AS_LATE_AS.search(before) is not None
    if _NUMBER_BEHIND.search(before) is not None and not before.endswith(("-", "–")) and not as_late_as:
        return False
    if text.startswith((" UTC", " GMT", " hours", " hrs"), end):
        return False
    placed = as_late_as or _BEFORE_YEAR.search(before) is not None
    counted = _COUNTED_AHEAD.match(text, end) is not None
    if year < _YEAR_LIMIT:
        return placed and not counted
    return not counted if year % 100 == 0 or not placed else _BODIES_AHEAD.match(text, end) is None


def _is_season(words: str, before: str, text: str, end: int) -> bool:
    word = words.rsplit(maxsplit=1)[-1].lower()
    the = words[:4].lower() == "the "
    if words[0].isupper() and not the and _NAME_BEHIND.search(before) is not None:
        return _NAME_AHEAD.match(text, end) is not None  # the "Northern Spring Offensive", not the "Selmar Spring"
    if word in _ALL_YEAR_ROUND:
        return True
    if the:
        return not text.startswith((" of", " in", " from") if word == "fall" else " of ", end)
    if word == "fall":
        return _BEFORE_FALL.search(before) is not None
    named = words[0].isupper() and _NAME_AHEAD.match(text, end) is not None  # "Spring Offensive"
    return named or _BEFORE_SEASON.search(before) is not None
