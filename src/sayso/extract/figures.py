"""Figures: every quantity a text gives, with its bounds, its unit and what is counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sayso.annotate import found, identify, span_at, span_of
from sayso.extract import bounds, number_names
from sayso.extract.counted import Counted, counted, counted_subject
from sayso.extract.numbers import Number, numbers, rescaled
from sayso.extract.units import currency_before, rate_after, unit_after
from sayso.record import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quantity:
    """A number with the unit beside it, at characters ``[start, end)``; ``number_end`` is before the unit."""

    start: int
    end: int
    number: Number
    number_end: int
    unit: str | None = None
    unit_text: str | None = None
    kind: Literal["currency", "share", "time", "measure"] | None = None
    counted: Counted | None = None
    joined: bool = False
    readings: frozenset[str] = frozenset()


def figures(doc: tokens.Doc) -> Iterator[Figure]:
    """Yield each quantity of ``doc``, in text order.

    Years, days, clock times, ordinals and numbers in names are none; durations and ages are.
    """
    text = doc.text
    starts = [token.idx for token in doc]
    dated = _dates(doc)
    codes = number_names.codes(text)
    quantities = [
        quantity
        for number in numbers(text)
        if not any(low <= number.start < high for low, high in codes)
        and (quantity := _quantity(doc, starts, number)) is not None
        and not _names(text, quantity, dated)
    ]
    before: _Quantity | None = None
    figure: Figure | None = None
    for quantity in _joined(text, quantities):
        if quantity.number.kind != "article":
            again = figure is not None and before is not None and _says_again(text, before, quantity)
            figure = _figure(doc, quantity, figure if again else None)
            yield figure
        before = quantity


def _dates(doc: tokens.Doc) -> frozenset[int]:
    """Give the source offsets that dates and times of day cover, so far as they are known already."""
    return frozenset(
        offset
        for expression in found(doc, "dates")
        if expression.type in {"DATE", "TIME"}
        for offset in range(expression.span.start, expression.span.end)
    )


# "a four-member panel": the unit is the noun that the hyphen joins; "five-star", "two-way" count nothing.
_COMPOUND = re.compile(r"-([A-Za-z]{3,})(?!\w)")
_NO_COMPOUND = re.compile(r"-(?:fold|way|off|time|timer|star|sided|pronged|thirds|dimensional|something|tier|and|or|to|\w+ed|\w+ing|year)\b", re.IGNORECASE)
_HARMED = "killed|wounded|injured|hurt|dead|missing|arrested|detained|displaced|captured|rescued|abducted|kidnapped|executed|evacuated"
_PERSONS_AFTER = re.compile(rf"(?: (?:were|was|are|is|have been|had been|been|others|more|others were|more were|of (?:them|whom)))? (?:{_HARMED}|died|drowned|fled|perished)\b")
_PERSONS_BEFORE = re.compile(
    rf"\b(?:{_HARMED}|kill|kills|killing|wound|wounding|injuring|arresting|detaining|displacing|deaths? toll (?:at|to|of)|the dead at|left) (?:\w+ )?(?:than )?$",
    re.IGNORECASE,
)


def _after_person(doc: tokens.Doc, starts: list[int], start: int) -> bool:
    at = bisect_left(starts, start) - 1
    while at > 0 and doc[at].text in {",", "("}:
        at -= 1
    return at >= 0 and doc[at].ent_type_ == "PERSON"


def _quantity(doc: tokens.Doc, starts: list[int], number: Number) -> _Quantity | None:
    text = doc.text
    start, end = number.start, number.end
    if number.kind == "share":
        return _Quantity(
            start=start, end=end, number=number, number_end=end, unit="percent", kind="share", counted=counted(doc, bisect_left(starts, end))
        )
    readings: frozenset[str] = frozenset()
    beside = bounds.after(text, end)
    if beside.at > end:
        readings, end = beside.readings, beside.at
    money = currency_before(text, start) if number.kind == "digits" else None
    unit = unit_after(text, end)
    if money is not None and (unit is None or unit.kind != "currency"):
        name, kind, words, start = money.name, "currency", text[money.start : money.end].strip(" -"), money.start
    elif unit is not None:
        name, kind, words, end = unit.name, unit.kind, text[unit.start : unit.end], unit.end
        start = money.start if money is not None else start
    elif (vague := re.match(r" of (?=\w)", text[end:])) and number.kind == "vague" and (unit := unit_after(text, end + 3)) is not None:
        name, kind, words, end = unit.name, unit.kind, text[unit.start : unit.end], unit.end
    else:
        if (compound := _COMPOUND.match(text, end)) is not None:
            return _Quantity(
                start=start, end=end, number=number, number_end=number.end, unit=compound[1].lower(), unit_text=compound[1], readings=readings
            )
        token = bisect_left(starts, end)
        what = counted(doc, token)
        if what is not None:
            rate = rate_after(text, doc[what.end - 1].idx + len(doc[what.end - 1]))
            noun = f"{what.noun}/{rate[0]}" if rate is not None and rate[0] else what.noun
            return _Quantity(start=start, end=end, number=number, number_end=number.end, unit=noun, counted=what, readings=readings)
        if number_names.is_age(text, start, end, after_person=_after_person(doc, starts, start)):
            return _Quantity(start=start, end=end, number=number, number_end=end, unit="year", kind="time", readings=readings)
        if _PERSONS_AFTER.match(text, end) or _PERSONS_BEFORE.search(text, max(0, start - 30), start):
            return _Quantity(start=start, end=end, number=number, number_end=number.end, unit="person", readings=readings)
        what = counted_subject(doc, token - 1)
        return _Quantity(
            start=start, end=end, number=number, number_end=number.end, unit=None if what is None else what.noun, counted=what, readings=readings
        )
    if kind != "share" and (rate := rate_after(text, end)) is not None:
        per, rate_end = rate
        words = f"{words}{'' if text[end] == '/' else ' '}{text[end:rate_end].strip()}"
        name = f"{name}/{per}" if per else name
        end = rate_end
    if not readings and (beside := bounds.after(text, end)).at > end:
        readings, end = beside.readings, beside.at
    what = counted(doc, bisect_left(starts, end)) if kind in {"share", "measure"} and text[end : end + 4] == " of " else None
    return _Quantity(
        start=start, end=end, number=number, number_end=number.end, unit=name, unit_text=words, kind=kind, counted=what, readings=readings  # type: ignore[arg-type]
    )


_ONE_IDIOM = re.compile(
    r"(?: (?:of|another|by|day|thing|things|such|more|time|way|who|that|another's|last|reason|side|or|and|to|in|on|at|is|was|can|may)\b|['’]s?\b|-|[.,;:”?!)])",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(r"\b(?:no|any|every|some|each|this|that|which|the|another|only|first|last|next|new|big|good|as|number|loved|on) $|-$", re.IGNORECASE)


# "lots of boats", but "a parking lot", "thanks a lot", "test scores"; "a couple of boats", but "a couple was hurt".
_WITH_OF = frozenset(("lots", "a lot", "plenty", "scores", "a handful", "tens"))
_WITH_NOUN = frozenset(("a couple", "several", "a few", "quite a few", "numerous", "countless"))


def _names(text: str, quantity: _Quantity, dated: frozenset[int]) -> bool:
    """Tell whether the number of ``quantity`` is a date or a name."""
    number = quantity.number
    start, end = number.start, number.end
    if number.kind in {"share", "article"} or quantity.kind in {"currency", "share"}:
        return False
    words = text[start:end].lower()
    if quantity.kind is None and _NO_COMPOUND.match(text, end):
        return True
    if words == "one":
        return quantity.kind is None and (
            quantity.counted is None or quantity.counted.plural or _ONE_IDIOM.match(text, end) is not None or _ONE_BEFORE.search(text[max(0, start - 12) : start]) is not None
        )
    if number.kind == "vague":
        if words in _WITH_OF and text[end : end + 4] != " of ":
            return True
        return words in _WITH_NOUN and quantity.kind is None and quantity.counted is None and text[end : end + 4] != " of "
    plural = quantity.counted is not None and quantity.counted.plural
    if quantity.kind is not None and not (quantity.kind == "time" and number_names.is_label(text, start, end, plural=True)):
        return False
    if number.kind == "digits" and number_names.is_date(text, start, end, plural=plural):
        return True
    return number_names.is_label(text, start, end, plural=plural)


_JOIN = re.compile(r"(?: ?(?P<dash>[-–—−]|--) ?| (?P<word>to|and|or|and about|to about) |-(?P<to>to)-|(?P<comma>, (?:maybe |perhaps |even )?(?:or )?))$")
_BETWEEN = re.compile(r"\bbetween (?:about |around |roughly |some )?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:about |around |roughly |some |at least )?$", re.IGNORECASE)
_SCORE_AT_MOST = 20
# Half of a pair of numbers whose other half is none: "the 3-1 vote", "16-18 Harbour Road".
_CUT_LEFT = re.compile(r"\d[-–]$")
_CUT_RIGHT = re.compile(r"[-–]\d")


def _joined(text: str, quantities: list[_Quantity]) -> Iterator[_Quantity]:
    """Join the two ends of a range: "20 to 30", "between 20 and 30", "three months or six months"."""
    at = 0
    while at < len(quantities):
        quantity = quantities[at]
        at += 1
        if at < len(quantities):
            after = quantities[at]
            gap = _JOIN.fullmatch(text, quantity.end, after.start)
            if gap is not None:
                if _is_score(text, gap, quantity, after):
                    at += 1
                    continue
                both = _range(text, gap, quantity, after)
                if both is not None:
                    at += 1
                    quantity = both
        if quantity.joined or not (_CUT_LEFT.search(text, max(0, quantity.start - 3), quantity.start) or _CUT_RIGHT.match(text, quantity.end)):
            yield quantity


def _is_score(text: str, gap: re.Match[str], one: _Quantity, two: _Quantity) -> bool:
    if gap["dash"] is None or one.kind is not None or two.kind is not None or one.number.value is None or two.number.value is None:
        return False
    if " " in gap[0]:
        return False
    return one.number.value >= two.number.value or (two.number.value < _SCORE_AT_MOST and not (two.counted is not None and two.counted.plural))


# "rose from 20 to 30" tells of two counts, "from 20 to 30 boats" of one between them.
_MOVES = re.compile(
    r"\b(?:r[io]se|risen|rising|increas\w+|gr[eo]w(?:s|n|ing)?|climb\w*|jump\w*|surg\w+|f[ae]ll\w*|dropp?\w*|declin\w+|decreas\w+|cut|reduc\w+|rais\w+"
    r"|lower\w*|slid\w*|s[au]nk|plung\w+|plummet\w*|tumbl\w+|shr[iau]nk\w*|widen\w*|narrow\w*)(?: [\w'-]+){0,3} $",
    re.IGNORECASE,
)


def _moves(text: str, one: _Quantity, two: _Quantity, start: int) -> bool:
    """Tell whether "from one to two" tells of a change from one value to the other."""
    if one.number.value is None or two.number.value is None:
        return False
    falls = one.number.value > two.number.value and one.number.scale == two.number.scale
    return falls or _MOVES.search(text, max(0, start - 50), start) is not None


def _same_unit(one: _Quantity, two: _Quantity) -> bool:
    """Tell whether the units agree; what they are per may be said once: "from $62 to $68 a barrel"."""
    return one.unit == two.unit or (one.unit or "").split("/")[0] == (two.unit or "").split("/")[0] and not ("/" in (one.unit or "") and "/" in (two.unit or ""))


def _range(text: str, gap: re.Match[str], one: _Quantity, two: _Quantity) -> _Quantity | None:
    if one.number.value is None or two.number.value is None or (one.kind is not None and two.kind is not None and not _same_unit(one, two)):
        return None
    between = _BETWEEN.search(text, max(0, one.start - 24), one.start)
    start = _FROM.search(text, max(0, one.start - 24), one.start)
    word = gap["word"] or gap["to"]
    if word is not None and word.startswith("and"):
        if between is None:
            return None
    elif one.kind is not None and two.kind is None and not (start is not None and word is not None) and between is None:
        return None
    if start is not None and word == "to" and _moves(text, one, two, start.start()):
        return None
    low, high = one.number, two.number
    if low.scale == 1 < high.scale and low.value is not None and high.value is not None and low.value < high.value / high.scale:
        low = rescaled(low, high.scale)
    if low.value is None or high.value is None:
        return None
    if word == "or" and (one.kind != two.kind and one.kind is not None):
        return None
    if gap["comma"] is not None and not (
        low.kind != "digits" and high.kind != "digits" and one.kind == two.kind and (low.kind == "article" or high.value == low.value + 1)
        and (one.counted is None)
    ):
        return None
    if low.value >= high.value and not (start is not None or between is not None):
        return None
    bounds_ = sorted((low.value, high.value))
    opening = between if between is not None else None
    return replace(
        two,
        start=one.start if opening is None else opening.start(),
        number=replace(high, start=low.start, low=bounds_[0], high=bounds_[1], kind="words" if low.kind == "article" else high.kind),
        unit=two.unit if two.unit is not None and (two.kind is not None or one.kind is None) else one.unit,
        unit_text=two.unit_text or one.unit_text,
        kind=two.kind or one.kind,
        counted=two.counted or one.counted,
        joined=True,
        readings=one.readings | two.readings,
    )


# "at least 500 km (310 miles)", "fell 190 points, or 0.6 percent"
_AGAIN = re.compile(r" \((?:US |about |some )?|,? or (?:about )?| / |/")


def _says_again(text: str, before: _Quantity, quantity: _Quantity) -> bool:
    """Tell whether ``quantity`` repeats the one before it in another unit."""
    measured = before.kind is not None and quantity.kind is not None and before.unit != quantity.unit
    return measured and quantity.kind != "time" and _AGAIN.fullmatch(text, before.end, quantity.start) is not None


def _figure(doc: tokens.Doc, quantity: _Quantity, first: Figure | None) -> Figure:
    """Make the record; ``first`` is what the same quantity was called in another unit."""
    text = doc.text
    number = quantity.number
    beside = bounds.before(text, quantity.start, lasts=quantity.kind == "time")
    more = bounds.after(text, quantity.end)
    readings = beside.readings | quantity.readings
    counts = quantity.kind in {None, "time"}
    change = bounds.change_before(text, beside.at, counts=counts and quantity.counted is not None) or beside.change or more.change
    low, high = number.low, number.high
    approximate = "about" in readings or number.approximate
    if first is not None and not readings:
        low = None if first.low is None else low
        high = None if first.high is None else high
        approximate = first.approximate
        change = change or first.change
    if low is not None and high is not None:
        if "low" in readings:
            high = None
        elif "high" in readings:
            low = None
    span = span_at(doc, beside.at, quantity.end)
    what = None if quantity.counted is None else span_of(doc, quantity.counted.start, quantity.counted.end)
    words = quantity.unit_text
    if words is None and quantity.counted is not None and quantity.kind is None:
        words = text[doc[quantity.counted.start].idx : doc[quantity.counted.end - 1].idx + len(doc[quantity.counted.end - 1])]
    return Figure(
        id=identify(doc, "f", span.start, span.end),
        span=span,
        value=number.value,
        low=low,
        high=high,
        approximate=approximate,
        change=change,
        unit=quantity.unit,
        unit_text=words,
        counted=what,
    )
