"""Time expressions of a doc, in their own words: where they stand and what they say before any anchor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.annotate import span_at
from sayso.extract import relative_times
from sayso.extract.calendar_dates import DAY, MONTH, NO_NUMBER, YEAR, fields_of
from sayso.extract.calendar_words import readings, vocabulary
from sayso.extract.tense import tense_at
from sayso.mention import TimeExpression
from sayso.view import PARAGRAPH_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    # Start, end and fields of an expression, in characters of the view.
    Found = tuple[int, int, dict[str, Any]]

_WORD = re.compile(r"[A-Za-z]+|\d+")
_GLUE = frozenset("the of in that this these those and or to at on by half old time period o clock no than pre every each per other bc bce ad tonight".split())
# Words that an expression may hold but that never make one.
_NOT_ALONE = (_GLUE - {"bc", "bce", "ad", "time", "period", "every", "each", "per", "tonight"}) | frozenset(
    "a an some many one two three four five six seven eight nine ten few several first second third last next only just over"
    " under about around more less most up early late all another before after back earlier later previous following same very s as"
    " full end start rest part beginning middle such single whole prior hence d m c p h q half dozen hundred thousands hundreds number"
    " fourth fifth sixth seventh eighth ninth tenth eleven twelve at least nearly almost close opening other countless numerous ca"
    " eve new good of minimum maximum exactly barely further coming ahead point present moment right long little well times".split()
)
_CORES = re.compile(r"\d{4}s?|\d+(?:st|nd|rd|th)")
_AND = re.compile(r" ?[-–—‑/] ?| (?:to|and|or|until|till|through|&) (?:the )?|, ")
_DASH = re.compile(r" ?[-–—‑] ?$")
_NEXT_DAY = re.compile(rf"(?: ?[-–—‑] ?| and | to |, )(?P<all>(?:the )?(?P<day>{DAY})(?:st|nd|rd|th)?(?:,? {YEAR})?){NO_NUMBER}(?! ?{MONTH})(?! [a-z]+s\b)")
_NEXT_YEAR = re.compile(r"(?:[-–—‑/] ?)(?P<year>\d\d)(?![\w%]|[-–.,:/]\d)")
_SHORT_YEAR = re.compile(r"[’'](?P<year>\d\d)(?!\w)")
_BOUND = re.compile(r"\b(?P<word>[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom) (?:at least |about |around )?$")
_ONWARDS = re.compile(r" (?:on(?:wards?)?|forward)(?!\w)(?! [A-Z\d])")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|by|since|until|till|from|of|last|next|this|early|mid|late|through|throughout|during|between|for|after|before|to|and"
    r"|or|the|on|every|each|previous|following|past|around|about|that|as of|with|s)[ -]$|[(–—-] ?$",
    re.IGNORECASE,
)
_BEFORE_MAY = re.compile(r"\b(?:in|by|since|until|till|from|of|last|next|this|early|mid|late|through|throughout|during|between|after|before|to|and)[ -]$", re.IGNORECASE)
_NAME_AHEAD = re.compile(r" [A-Z][a-z]+")
_NAME_BEHIND = re.compile(r"[A-Z][\w.’'-]* $")
_NUMBER_BEHIND = re.compile(
    r"(?:[$€£¥#№/+]|\b(?:No\.|than|least|most|some|nearly|almost|approximately|roughly|number|flight|room|route|highway|article"
    r"|section|resolution|page|p\.|total|of nearly|of about|of some|only|exactly)) ?$|(?<!late )(?<!early )\bas $|\d[ .,:/-]?$|[A-Za-z]-$",
    re.IGNORECASE,
)
_IN_A_YEAR = re.compile(r"\b(?:in|since|until|till|of|by|from|during|before|after|early|late|mid|and|to|the|between|throughout|for|through|around|circa|late as|early as)[ -]$|[([–—-] ?$", re.IGNORECASE)
_COUNTED_AHEAD = re.compile(
    r" (?:people|men|women|children|troops|soldiers|police|civilians|tons|tonnes|miles|km|kilometres|kilometers|metres|meters|feet|m|ft"
    r"|yards|acres|hectares|dollars|euros|pounds|of the|or so|more|fewer|years|days|hours|\w+ (?:people|men|troops|soldiers|tons|miles|[a-z]+s))\b"
)
_YEAR_LIMIT = 1500


def dates(doc: tokens.Doc) -> Iterator[TimeExpression]:
    """Yield each time expression of ``doc``, in text order; they do not overlap."""
    text = doc.text
    paragraph, at = 0, 0
    for start, end, fields in _shared(text, list(_found(text))):
        paragraph += text.count(PARAGRAPH_BREAK, at, start)
        at = start
        start, end, bound = _bounded(text, start, end, fields)
        tense = tense_at(doc, start, end) if _needs_tense(fields) else None
        kept = {key: value for key, value in fields.items() if value is not None}
        yield TimeExpression(span=span_at(doc, start, end), bound=bound, tense=tense, paragraph=paragraph, **kept)


def _found(text: str) -> Iterator[Found]:
    """Try the rules at each word of each run of words that tells of time."""
    after = 0
    for start in _starts(text):
        if start < after:
            continue
        parses = [parse for rule in relative_times.RULES if (parse := rule(text, start)) is not None]
        parses = [(end, fields) for end, fields in parses if _holds(text, start, end, fields)]
        if not parses:
            continue
        end, fields = max(parses, key=lambda parse: parse[0])
        yield start, end, fields
        after = end
        for more in _continued(text, end, fields):
            yield more
            after = more[1]


def _starts(text: str) -> Iterator[int]:
    """Yield the places where an expression may begin.

    A run is a stretch of words of the lexicon and numbers; one that holds no word which can make
    an expression is skipped whole, which is what keeps the rules off most of a text.
    """
    words = vocabulary()
    run: list[int] = []
    core = False
    last = 0
    for match in _WORD.finditer(text):
        word = match[0].lower()
        known = word in words or word in _GLUE or word[0].isdigit() or word.endswith("ty") or _is_plain_tail(text, match)
        if not known or match.start() - last > 4:  # noqa: PLR2004 - punctuation between two words of an expression
            if core:
                yield from run
            run, core = [], False
        if known:
            run.append(match.start())
            core = core or (word not in _NOT_ALONE if word[0].isalpha() else len(word) >= 4 or _is_clock(text, match))  # noqa: PLR2004
        last = match.end()
    if core:
        yield from run


def _is_plain_tail(text: str, match: re.Match[str]) -> bool:
    """Tell whether the letters belong to a number: the "th" of "5th", the "s" of "1990s"."""
    return match.start() > 0 and text[match.start() - 1].isdigit()


def _is_clock(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] in {":", ".", "/"} or text[match.end() : match.end() + 2] in {" p", " a", "pm", "am", " o"}


def _holds(text: str, start: int, end: int, fields: dict[str, Any]) -> bool:
    """Tell a time from a name or a number that looks like one."""
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_@#"):
        return False
    words = text[start:end]
    before = text[max(0, start - 24) : start]
    if words[-1].isdigit() and text[end : end + 2] in {"km", "mm"}:
        return False
    if fields.get("month") is not None and len(words.split()) == 1 and "-" not in words:
        return _is_month(words, before, text, end)
    if "year" in fields and words.isdigit() and len(words) == 4:  # noqa: PLR2004 - a bare year
        return _is_year(int(words), before, text, end)
    if fields.get("part") is not None and fields.get("year") is None and len(words.split()) <= 2:  # noqa: PLR2004 - "spring", "the fall"
        return _is_season(words, before, text, end)
    if _is_named(words, before, text, end, fields):
        return False
    if words in {"Now", "NOW"} or words.startswith(("Good ", "The Future")):
        return not _NAME_AHEAD.match(text, end)
    return True


def _is_named(words: str, before: str, text: str, end: int, fields: dict[str, Any]) -> bool:
    """Tell "Operation Dawn 5" and "Saturday Night Live" from a part of a day."""
    loose = fields["type"] == "TIME" and fields.get("value") is not None
    if not loose or not words[0].isupper() or words.startswith("The"):
        return False
    return _NAME_BEHIND.search(before) is not None or re.match(r"[ -](?:[A-Z]|\d)", text[end : end + 2]) is not None


def _is_month(word: str, before: str, text: str, end: int) -> bool:
    """Tell the month from the woman, the verb and the walk: "in May", not "Theresa May" or "May I"."""
    if word.title() in {"May", "March"} or word not in readings("month"):
        # A short form stands in for a month only with its full stop: "in Jan. the"; "Mar" is many things.
        full = word in {"May", "March"}
        return _BEFORE_MAY.search(before) is not None and (full or word.endswith(".")) and not _is_said_name(before, text, end)
    if word in {"April", "June", "August"} and _BEFORE_MONTH.search(before) is None:
        return _NAME_BEHIND.search(before) is None and _NAME_AHEAD.match(text, end) is None
    return True


def _is_said_name(before: str, text: str, end: int) -> bool:
    """Tell "of May's" and "to May and her": a name after a preposition that names follow too."""
    return text.startswith(("'s ", "’s "), end) and before.endswith(("of ", "to ", "and ", "from "))


def _is_year(year: int, before: str, text: str, end: int) -> bool:
    if _NUMBER_BEHIND.search(before) is not None and not before.endswith(("-", "–")):
        return False
    if text.startswith((" UTC", " GMT", " hours", " hrs"), end):
        return False
    placed = _IN_A_YEAR.search(before) is not None
    counted = _COUNTED_AHEAD.match(text, end) is not None
    if year < _YEAR_LIMIT:
        return placed and not counted
    return not counted if year % 100 == 0 or not placed else not text.startswith((" people", " men ", " troops", " soldiers"), end)


def _is_season(words: str, before: str, text: str, end: int) -> bool:
    word = words.split()[-1].lower()
    if words[0].isupper() and not words.startswith("The") and _NAME_BEHIND.search(before) is not None:
        return _NAME_AHEAD.match(text, end) is not None  # the "Northern Spring Offensive", not the "Dolmar Spring"
    if word in {"summer", "winter", "autumn", "summertime", "wintertime", "springtime"}:
        return True
    the = words.lower().startswith("the ")
    if word == "fall":
        if the:
            return not text.startswith((" of", " in", " from"), end)
        return re.search(r"\b(?:in|by|until|since|this|last|next) $", before) is not None
    if the:
        return not text.startswith(" of ", end)
    if words[0].isupper() and _NAME_AHEAD.match(text, end) is not None:
        return True  # "the Spring Offensive"
    return re.search(r"\b(?:in|by|until|till|since|before|during|throughout|and|early|late|mid)[ -]$", before, re.IGNORECASE) is not None


def _continued(text: str, end: int, fields: dict[str, Any]) -> Iterator[Found]:
    """Read what leans on the expression before it: the "9" of "March 5-9", the "18" of "1914-18"."""
    year = fields.get("year")
    if fields.get("month") is not None and fields.get("day") is not None and year is None and text[end - 1].isdigit():
        while (match := _NEXT_DAY.match(text, end)) is not None and not text[match.end() :].startswith((":", "-year")):
            tail = {"month": fields["month"], **fields_of(match)}
            end = match.end("all")
            yield match.start("all"), end, tail
            if tail.get("year") is not None:
                fields["year"] = tail["year"]
                return
    elif year is not None and len(year) == 4 and fields.get("month") is None and text[end - 1].isdigit():  # noqa: PLR2004
        match = _NEXT_YEAR.match(text, end)
        if match is not None and int(match["year"]) > int(year[2:]):
            yield match.start("year"), match.end("year"), {"type": "DATE", "year": year[:2] + match["year"]}


def _shared(text: str, found: list[Found]) -> list[Found]:
    """Give the first of two joined dates what only the second one says: "August and September 1914"."""
    for (_, end, fields), (start, _, others) in reversed(list(zip(found, found[1:], strict=False))):
        gap = text[end:start]
        if fields.get("time") is not None and fields.get("day") is None and fields.get("shift") is None and fields["type"] == "TIME":
            if gap in {" on ", ", ", " ", " on the "} and _is_day(others):
                fields.update({k: v for k, v in others.items() if k not in {"type", "mod", "time"}})
            continue
        if _AND.fullmatch(gap) is None or others.get("year") is None or fields.get("value") is not None:
            continue
        if fields.get("day") is not None and fields.get("month") is None and others.get("month") is not None:
            fields["month"] = others["month"]
        bare = fields.get("month") is not None or fields.get("part") is not None
        if bare and fields.get("year") is None and fields.get("shift") is None and gap != ", ":
            fields["year"] = _year_before(fields, others)
        elif gap != ", " and fields.get("year", "BC").isdigit() and others["year"].startswith("BC") and len(fields["year"]) == len(others["year"]) - 2:
            fields["year"] = "BC" + fields["year"]
    return found


def _year_before(fields: dict[str, Any], others: dict[str, Any]) -> str:
    """Give the year of the first of two dates: "November to March 1941" began in 1940."""
    year: str = others["year"]
    first, second = fields.get("month"), others.get("month")
    if first is None or second is None or first <= second or not year.isdigit() or len(year) != 4:  # noqa: PLR2004
        return year
    return str(int(year) - 1)


def _is_day(fields: dict[str, Any]) -> bool:
    return (fields.get("day") or fields.get("weekday")) is not None or (fields.get("unit") == "D" and fields.get("shift") is not None)


def _bounded(text: str, start: int, end: int, fields: dict[str, Any]) -> tuple[int, int, Any]:
    """Find "since", "until", "from ... on" around an expression; "since August" is one expression."""
    if fields["type"] not in {"DATE", "TIME"} or fields.get("value") in {"PAST_REF", "FUTURE_REF"}:
        return start, end, None
    match = _BOUND.search(text, max(0, start - 24), start)
    if match is None:
        return start, end, None
    word = match["word"].lower()
    if word == "since":
        return match.start(), end, "since"
    if word == "from":
        return start, end, "since" if _ONWARDS.match(text, end) is not None else None
    return start, end, "until"


def _needs_tense(fields: dict[str, Any]) -> bool:
    """Tell whether the verb decides which one is meant: the last Thursday or the next."""
    named = (fields.get("weekday") or fields.get("month") or fields.get("part") or fields.get("feast")) is not None
    return named and fields.get("year") is None and fields.get("shift") is None
