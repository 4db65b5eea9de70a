"""Time expressions of a doc, in their own words: where they stand and what they say before any anchor."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sayso.annotate import document_of, span_at, text_of
from sayso.extract.times import anchors, durations, framed_dates
from sayso.extract.times.calendar_dates import DAY, MONTH, NO_NUMBER, WEEKDAY, YEAR, fields_of
from sayso.extract.times.calendar_words import vocabulary
from sayso.extract.times.framed_dates import is_day
from sayso.extract.times.tense import tense_at
from sayso.extract.times.time_or_name import tells_time
from sayso.mention import TimeExpression
from sayso.view import PARAGRAPH_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.document import Span
    from sayso.view import View

    # Start, end and fields of an expression, in characters of the view.
    Found = tuple[int, int, dict[str, Any]]

_WORD = re.compile(r"[A-Za-z]+|\d+")
_GLUE = frozenset(
    "the of in that this these those and or to at on by half quarter old o clock no than pre other".split()
)
# Words of the rules' own that can make an expression.
_OWN = frozenset(
    "time period every each per bc bce ad tonight noon midnight weekends mondays tuesdays wednesdays thursdays fridays"
    " saturdays sundays weekend millennium"
    " twenties thirties forties fifties sixties seventies eighties nineties".split()
)
# Words that an expression may hold but that never make one.
_NOT_ALONE = (_GLUE - {"quarter", "half"}) | frozenset(
    "a an some many one two three four five six seven eight nine ten eleven twelve few several first"
    " second third fourth fifth sixth seventh eighth ninth tenth last next only just over under about"
    " around more less most up early late all another before after back earlier later previous following"
    " same very s as full end start rest part beginning middle such single whole prior hence d m c p h q"
    " dozen hundred thousands hundreds number least nearly almost close opening countless numerous ca eve"
    " new good minimum maximum exactly barely further coming ahead point present moment right long little"
    " well times".split()
)
_SHORT_DECADE = re.compile(r"[’'][2-9]0s|[2-9]0[’']s")
_CODE = re.compile(r"[QH][1-4](?!\w)")
_ERA_LETTERS = re.compile(r"\b(?:B\.C\.|A\.D\.|C\.E\.)")
_AND = re.compile(r" ?[-–—‑/] ?| (?:to|and|or|until|till|through|&) (?:the )?|, ")
_NEXT_DAY = re.compile(
    rf"(?: ?[-–—‑] ?| and | to |, )(?P<all>(?:the )?(?P<day>{DAY})(?:st|nd|rd|th)?(?:,? {YEAR})?+)"
    rf"{NO_NUMBER}(?! ?{MONTH})(?! (?!was|is|has|as|its|this|his|does|us)[a-z]+s\b)"
)
_NEXT_YEAR = re.compile(r"(?:[-–—‑/] ?)(?P<year>\d\d)(?![\w%]|[-–.,:/]\d)")
_NEXT_WEEKDAY = re.compile(rf"(?:,| and| or) (?P<weekday>{WEEKDAY})(?![\w-])")
_NEXT_WINTER = re.compile(r"[-–—‑/](?P<year>\d\d(?:\d\d)?)(?![\w%]|[-–.,:/]\d)")
_NEXT_NIGHT = re.compile(
    r" ?(?:[-–—‑/]|to|and) ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[-–.,:/]\d| [A-Z]| [a-z]+s\b)"
)
_BOUND = re.compile(
    r"\b(?P<word>[Ss]ince|[Uu]ntil|[Tt]ill|[Ff]rom|[Bb]y|[Bb]efore|[Ll]ater than) (?:at least |about |around )?$"
)
_WITHIN = re.compile(r"\b[Ww]ithin (?:at most |about )?$")
_IN = re.compile(r"\b[Ii]n $")
_COMING = re.compile(r"the (?:next|coming) ")
# "Within 72 hours of a signing" counts from what the text gives no day for.
_OF_EVENT = re.compile(r" (?:of|after|from|following) ")
_ONWARDS = re.compile(r" (?:on(?:wards?)?|forward)(?!\w)(?! [A-Z\d])")


def dates(doc: tokens.Doc) -> Iterator[TimeExpression]:
    """Yield each time expression of ``doc``, in text order; they do not overlap."""
    text = text_of(doc)
    paragraph, at = 0, 0
    headline = _headline_end(doc)
    listed = [
        (start, end, fields)
        for start, end, fields in _shared(text, list(_found(text)))
        # "Night talks fail": no headline tells the hour of no day.
        if not (start < headline and fields["type"] == "TIME" and fields.get("value") is not None)
    ]
    placed = [_bounded(text, *each) for each in listed]
    spans = [span_at(doc, start, end) for start, end, _ in placed]
    links = _links(doc, text, listed, spans)
    for number, (found, _, fields) in enumerate(listed):
        paragraph += text.count(PARAGRAPH_BREAK, at, found)
        at = found
        start, end, bound = placed[number]
        tense = tense_at(doc, start, end) if bound in {"by", "within"} or _needs_tense(fields) else None
        ahead = fields.pop("ahead", None)
        if ahead is not None and tense == "future":
            fields.update(ahead)  # "will rise over the next month" tells how long; in a story it tells which month
            bound = _bounded(text, start, end, fields)[2]
        if bound in {"by", "within"} and tense == "past":
            bound = None  # "by the end of the week it had fallen" is no deadline
        kept = {key: value for key, value in fields.items() if value is not None}
        yield TimeExpression(
            span=spans[number], bound=bound, tense=tense, paragraph=paragraph, **kept, **links.get(number, {})
        )


def _links(doc: tokens.Doc, text: str, listed: list[Found], spans: list[Span]) -> dict[int, dict[str, Any]]:
    """Give the fields by which expressions lean on one another."""
    links: dict[int, dict[str, Any]] = {}
    for number, last in anchors.ranges(text, listed).items():
        links.setdefault(number, {})["range_end"] = spans[last]
    for number in anchors.asides(doc, listed):
        links.setdefault(number, {})["aside"] = True
    for number, (name, other) in anchors.events(doc, listed).items():
        links.setdefault(number, {})[name] = spans[other]
    for number, (spoken, day) in anchors.speech_days(doc, listed).items():
        links.setdefault(number, {}).update(spoken=spoken, spoken_on=None if day is None else spans[day])
    return links


def _headline_end(doc: tokens.Doc) -> int:
    """Give the character of the view at which the document's title ends; 0 where it does not begin with one."""
    document = document_of(doc)
    if document is None or not document.blocks or document.blocks[0].kind != "title":
        return 0
    seen: View | None = doc.user_data.get("view")
    return 0 if seen is None else seen.locate(document.blocks[0].end)


def _found(text: str) -> Iterator[Found]:
    """Try the rules at each word of each run of words that tells of time."""
    after = 0
    for start in _starts(text):
        if start < after:
            continue
        parses = [parse for rule in framed_dates.RULES if (parse := rule(text, start)) is not None]
        parses = [(end, fields) for end, fields in parses if tells_time(text, start, end, fields)]
        if not parses:
            continue
        end, fields = max(parses, key=lambda parse: parse[0])
        if (longer := durations.ranged(text, end, fields)) is not None:
            end, fields = longer
        elif (timed := framed_dates.with_clock(text, end, fields)) is not None:
            end, fields = timed
        end = _carried(text, end, fields)
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
        known = (
            word in words
            or word in _GLUE
            or word in _OWN
            or word[0].isdigit()
            or word.endswith("ty")
            or _is_plain_tail(text, match)
            or (len(word) == 1 and _is_letter_of_time(text, match))
        )
        if not known or match.start() - last > 4:  # noqa: PLR2004 - punctuation between two words of an expression
            if core:
                yield from run
            run, core = [], False
        if known:
            run.append(match.start())
            core = core or _is_core(word, text, match)
        last = match.end()
    if core:
        yield from run


def _is_core(word: str, text: str, match: re.Match[str]) -> bool:
    """Tell a word that can make an expression from one that it may only hold."""
    if word[0].isalpha():
        return word not in _NOT_ALONE or (len(word) == 1 and _ERA_LETTERS.match(text, match.start()) is not None)
    short = _SHORT_DECADE.search(text, max(0, match.start() - 1), match.end() + 2) is not None  # "the ’80s"
    return len(word) >= 4 or short or _is_clock(text, match)  # noqa: PLR2004 - digits of a year


def _is_plain_tail(text: str, match: re.Match[str]) -> bool:
    """Tell whether the letters belong to a number: the "th" of "5th", the "s" of "1990s"."""
    return match.start() > 0 and text[match.start() - 1].isdigit()


def _is_letter_of_time(text: str, match: re.Match[str]) -> bool:
    """Tell the letters of "Q3 2030" and "480 B.C." from others; those of an era make an expression."""
    return _CODE.match(text, match.start()) is not None or (
        _ERA_LETTERS.search(text, max(0, match.start() - 4), match.end() + 5) is not None
    )


def _is_clock(text: str, match: re.Match[str]) -> bool:
    return text.startswith((":", ".", "/", " p", " a", "pm", "am", " o", " B.C.", " A.D.", " C.E."), match.end())


def _carried(text: str, end: int, fields: dict[str, Any]) -> int:
    """Read the other half of what goes over midnight or New Year: "the winter of 1950-51", "the night of May 3-4"."""
    if fields.get("part") == "WI" and (match := _NEXT_WINTER.match(text, end)) is not None:
        year = fields.get("year") or ""
        if year.isdigit() and f"{int(year) + 1:04d}".endswith(match["year"]):
            return match.end()
    if fields.get("time") == "NI" and fields.get("day") is not None and text[end - 1].isdigit():
        match = _NEXT_NIGHT.match(text, end)
        if match is not None and int(match["day"]) == fields["day"] + 1:
            return match.end()
    return end


def _continued(text: str, end: int, fields: dict[str, Any]) -> Iterator[Found]:
    """Read what leans on the expression before it: the "9" of "March 5-9", the "18" of "1914-18"."""
    year = fields.get("year")
    if fields["type"] == "SET" and (match := _NEXT_WEEKDAY.match(text, end)) is not None:
        weekday = fields_of(match)["weekday"]
        if (fields.get("value") or "").startswith("XXXX-WXX-"):  # "every Monday and Thursday"
            yield match.start("weekday"), match.end(), {"type": "SET", "value": f"XXXX-WXX-{weekday}"}
        return
    if fields.get("month") is not None and fields.get("day") is not None and year is None and text[end - 1].isdigit():
        while (match := _NEXT_DAY.match(text, end)) is not None and not text.startswith((":", "-year"), match.end()):
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
    for (_, end, fields), (start, _, others) in reversed(list(pairwise(found))):
        gap = text[end:start]
        if fields.get("time") is not None and fields.get("day") is None and fields.get("shift") is None:
            if gap in {" on ", ", ", " ", " on the "} and is_day(others):
                fields.update({k: v for k, v in others.items() if k not in {"type", "mod", "time"}})
            continue
        if _AND.fullmatch(gap) is None or fields.get("value") is not None:
            continue
        if fields.get("day") is not None and fields.get("month") is None:
            fields["month"] = others.get("month")
        if others.get("year") is not None and gap != ", ":
            _share_year(fields, others)
    return found


def _share_year(fields: dict[str, Any], others: dict[str, Any]) -> None:
    year = fields.get("year")
    bare = fields.get("month") is not None or fields.get("part") is not None
    if bare and year is None and fields.get("shift") is None:
        fields["year"] = _year_before(fields, others)
    elif (
        year is not None and year.isdigit() and others["year"].startswith("BC") and len(year) == len(others["year"]) - 2
    ):
        fields["year"] = f"BC{year}"


def _year_before(fields: dict[str, Any], others: dict[str, Any]) -> str:
    """Give the year of the first of two dates: "November to March 1941" began in 1940."""
    year: str = others["year"]
    first, second = fields.get("month"), others.get("month")
    if first is None or second is None or first <= second or not year.isdigit() or len(year) != 4:  # noqa: PLR2004
        return year
    return str(int(year) - 1)


def _bounded(text: str, start: int, end: int, fields: dict[str, Any]) -> tuple[int, int, Any]:
    """Find "since", "until", "by", "from ... on" around an expression; "since August" is one expression."""
    if fields["type"] == "DURATION":
        near = max(0, start - 24)
        inside = _IN.search(text, near, start) is not None and _COMING.match(text, start) is not None
        inside = inside or _WITHIN.search(text, near, start) is not None
        return start, end, "within" if inside and _OF_EVENT.match(text, end) is None else None
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
    return start, end, "until" if word in {"until", "till"} else "by"


def _needs_tense(fields: dict[str, Any]) -> bool:
    """Tell whether the verb decides which one is meant: the last Thursday or the next."""
    if "ahead" in fields:
        return True
    if fields["type"] == "DURATION" or fields.get("unit") == "WE":
        return (fields.get("shift") or 0) > 0 or fields.get("shift") == 0
    named = any(fields.get(name) is not None for name in ("weekday", "month", "part", "feast", "time"))
    return named and fields.get("year") is None and fields.get("shift") is None
