"""Quantities: numbers with the unit beside them or the noun they count, names and dates left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate import found, span_at
from sayso.extract.quantities import bounds, number_names
from sayso.extract.quantities.counted import Counted, counted
from sayso.extract.quantities.numbers import Number, numbers
from sayso.extract.quantities.subjects import counted_subject
from sayso.extract.quantities.units import Unit, UnitKind, currency_before, rate_after, unit_after
from sayso.extract.quantities.victims import is_person
from sayso.record import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number and its unit, at characters ``[start, end)`` of the view.

    ``kind`` is None where things are counted; ``readings`` are the bounds that words after the
    number set ("20 or more"). ``joined`` marks the two ends of a range made one.
    """

    start: int
    end: int
    number: Number
    unit: str | None = None
    unit_text: str | None = None
    kind: UnitKind | None = None
    counted: Counted | None = None
    joined: bool = False
    bounded: bool = False
    readings: frozenset[bounds.Reading] = frozenset()
    change: Change | None = None


# "a four-member panel": the unit is the noun that the hyphen joins; "five-star", "two-way" count nothing.
_COMPOUND = re.compile(r"-([A-Za-z]{3,})(?!\w)")
_NO_COMPOUND = re.compile(
    r"-(?:fold|way|off|time|timer|star|thirds|dimensional|somethings?|tier|and|or|to(?!-\d)|\w+ed|\w+ing|year)\b",
    re.IGNORECASE,
)
_MILLION = 1e6
_UNIT_BEFORE = re.compile(r"(?P<unit>\bmagnitude)[ -](?:of )?$", re.IGNORECASE)
_COMPOUND_UNITS = {"strong": "person"}
# "12 of them were women", "three of them children"
_PREDICATE = re.compile(r"(?: of (?:them|whom|these|those))?(?: (?:are|were|being|was|is))? ")
_ASIDE = re.compile(
    r"\d, (?:and |or |but |if not )?(?:maybe |perhaps |possibly |even |probably )*"
    r"(?:as many as |up to |at most |no more than |more than |over |about )?$"
)
_HARMED = (
    "killed|wounded|injured|hurt|dead|missing|arrested|detained|displaced|captured|rescued|abducted|kidnapped|executed"
    "|evacuated"
)
_PERSONS_AFTER = re.compile(
    r"(?: (?:were|was|are|is|have been|had been|been|others|more|others were|more were|of (?:them|whom)))?"
    rf" (?:{_HARMED}|died|drowned|fled|perished)\b"
)
_PERSONS_BEFORE = re.compile(
    rf"\b(?:{_HARMED}|kill|kills|killing|wound|wounding|injuring|arresting|detaining|displacing"
    r"|deaths? toll(?: \w+){0,2} (?:at|to|of|is|was|reached|hit)|the dead at) (?:\w+ )?(?:than )?$",
    re.IGNORECASE,
)
# "one" as a pronoun, or in an idiom, counts nothing.
_ONE_IDIOM = re.compile(
    r"(?: (?:of|another|by|day|thing|things|such|more|time|way|who|that|last|reason|side|or|and|to|in|on|at|is|was|can"
    r"|may|hell|sort|kind|form)\b|['’]s?\b|-|[.,;:”?!)])",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"(?:\b(?:no|any|every|some|each|this|that|which|the|another|only|first|last|next|new|big|good|as|number|loved|on)"
    r" |-)$",
    re.IGNORECASE,
)
_SOME_DAY = re.compile(r" (?:day|night)\b(?! (?:after|before|later|earlier|ago|of|off))", re.IGNORECASE)
_FOR_ONE = re.compile(r"\b(?:for|in|within|than|just|only|about|least|most|last|lasted|takes?|took|a) $", re.IGNORECASE)
_NET_ZERO = re.compile(r"(?:\b(?:net|ground|absolute|from|to|below|above|near|patient)[ -]|-)$", re.IGNORECASE)
# "lots of boats", but "a parking lot", "thanks a lot", "test scores"; "a couple of boats", but "a couple was hurt".
_WITH_OF = frozenset(("lots", "a lot", "plenty", "scores", "a handful", "tens"))
_WITH_NOUN = frozenset(("a couple", "several", "a few", "quite a few", "numerous", "countless"))
_OF = " of "
_NOT_SHARED = frozenset(
    "way time day year week night month morning afternoon evening decade century season game life work".split()
)


class _Source(NamedTuple):
    """A doc, its text (`Doc.text` puts it together anew each time) and where its tokens start in it."""

    doc: tokens.Doc
    text: str
    starts: list[int]

    def token_at(self, at: int) -> int:
        """Find the first token at or after character ``at``."""
        return bisect_left(self.starts, at)


def quantities(doc: tokens.Doc, text: str) -> Iterator[Quantity]:
    """Yield the quantities of ``doc``, whose text is ``text``, in its order, each number by itself."""
    source = _Source(doc, text, doc.to_array("IDX").tolist())
    dated = _dated(doc)
    codes = number_names.codes(text)
    before: Quantity | None = None
    for number in numbers(text):
        if any(low <= number.start < high for low, high in codes):
            continue
        quantity = _share(source, number) if number.kind == "share" else _quantity(source, number)
        if _names(text, quantity) or (dated and _is_dated(doc, text, quantity, dated)):
            continue
        if before is not None and _is_inside(source, before, quantity):
            continue
        yield quantity
        before = quantity


def _is_inside(source: _Source, before: Quantity, quantity: Quantity) -> bool:
    """Tell whether a number belongs to the name of what the one before it counts: "twelve Orvan 2 tanks"."""
    outer = before.counted
    if outer is None or quantity.counted is None or "share" in {before.kind, quantity.kind}:
        return False
    if quantity.number.start < source.doc[outer.start].idx:
        return False
    at = source.token_at(quantity.number.start)
    possessed = any(source.doc[i].tag_ == "POS" for i in range(outer.start, min(at, outer.end)))
    return outer.start <= at < outer.end and quantity.number.kind == "digits" and not possessed


def _share(source: _Source, number: Number) -> Quantity:
    what = counted(source.doc, source.token_at(number.end), share=True)
    return Quantity(start=number.start, end=number.end, number=number, unit="percent", kind="share", counted=what)


def _quantity(source: _Source, number: Number) -> Quantity:
    text = source.text
    start, end = number.start, number.end
    beside = bounds.after(text, end)
    readings, end = beside.readings, beside.at
    money = currency_before(text, start) if number.kind == "digits" else None
    # "millions of dollars", "dozens of kilometres"
    of = len(_OF) - 1 if number.kind == "vague" and text.startswith(_OF, end) else 0
    unit = unit_after(text, end + of)
    if unit is not None and unit.name == "lb" and number.scale >= _MILLION and not text.startswith(_OF, unit.end):
        # Weights of that size are told in tons.
        unit = unit._replace(name="GBP", kind="currency")
    if unit is None and number.kind == "digits" and (before := _UNIT_BEFORE.search(text, max(0, start - 16), start)):
        unit = Unit("magnitude", "measure", before.start("unit"), before.end("unit"))
        return Quantity(start=start, end=end, number=number, unit=unit.name, unit_text=before["unit"], kind=unit.kind)
    if money is not None:
        start = money.start
    if money is not None and (unit is None or unit.kind != "currency"):
        unit, words = money, text[money.start : money.end].strip(" -")
    elif unit is not None:
        end, words = unit.end, text[unit.start : unit.end]
    else:
        return _count(source, number, end, readings)
    name = unit.name
    if unit.kind != "share" and (rate := rate_after(text, end)) is not None:
        words = f"{words}{'' if text[end] == '/' else ' '}{text[end : rate.end].strip()}"
        name = f"{name}/{rate.per}" if rate.per else name
        end = rate.end
    if not readings:
        beside = bounds.after(text, end)
        readings, end = beside.readings, beside.at
    of_what = unit.kind in {"share", "measure"} and text.startswith(_OF, end)
    what = counted(source.doc, source.token_at(end)) if of_what else None
    if what is not None and unit.kind == "measure" and "/" not in name:
        # "4,000 barrels of oil a day"
        last = source.doc[what.end - 1]
        rate = rate_after(text, last.idx + len(last))
        name = f"{name}/{rate.per}" if rate is not None and rate.per else name
    return Quantity(
        start=start,
        end=end,
        number=number,
        unit=name,
        unit_text=words,
        kind=unit.kind,
        counted=what,
        readings=readings,
    )


def _count(source: _Source, number: Number, end: int, readings: frozenset[bounds.Reading]) -> Quantity:
    """Make the quantity of a number without a unit: what it counts is a noun after it, or its clause tells."""
    doc, text, start = source.doc, source.text, number.start
    unit = unit_text = None
    kind: UnitKind | None = None
    what: Counted | None = None
    token = source.token_at(end)
    if (compound := _COMPOUND.match(text, end)) is not None:
        unit, unit_text = _COMPOUND_UNITS.get(compound[1].lower(), compound[1].lower()), compound[1]
    elif (what := counted(doc, token) or _after_aside(source, start, end)) is not None:
        last = doc[what.end - 1]
        rate = rate_after(text, last.idx + len(last))
        unit = f"{what.noun}/{rate.per}" if rate is not None and rate.per else what.noun
        unit_text = text[doc[what.start].idx : last.idx + len(last)]
    elif number_names.is_age(text, start, end, after_person=_after_person(source, start)):
        unit, kind = "year", "time"
    elif (what := _predicate(source, end)) is not None:
        unit, unit_text = what.noun, text[doc[what.start].idx : doc[what.end - 1].idx + len(doc[what.end - 1])]
    elif _PERSONS_AFTER.match(text, end) or _PERSONS_BEFORE.search(text, max(0, start - 30), start):
        unit = "person"
    elif (what := counted_subject(doc, token - 1)) is not None:
        unit = what.noun
    return Quantity(
        start=start, end=end, number=number, unit=unit, unit_text=unit_text, kind=kind, counted=what, readings=readings
    )


def _after_aside(source: _Source, start: int, end: int) -> Counted | None:
    """Find what is counted after the comma that closes an aside: "300, perhaps 500, people"."""
    if not source.text.startswith(", ", end) or not _ASIDE.search(source.text, max(0, start - 50), start):
        return None
    what = counted(source.doc, source.token_at(end) + 1)
    return what if what is not None and what.plural else None


def _predicate(source: _Source, end: int) -> Counted | None:
    """Find the plural that a number is said to be: "of the 40 dead, 12 were women"."""
    between = _PREDICATE.match(source.text, end)
    if between is None or between.end() <= end + 1:
        return None
    what = counted(source.doc, source.token_at(between.end()))
    return what if what is not None and source.doc[what.end - 1].tag_ == "NNS" and what.noun != "person" else None


def _after_person(source: _Source, start: int) -> bool:
    at = source.token_at(start) - 1
    while at > 0 and source.doc[at].text in {",", "("}:
        at -= 1
    if at < 0 or source.doc[at].ent_type_ in {"GPE", "LOC", "DATE", "CARDINAL"}:
        return False
    token = source.doc[at]
    return token.ent_type_ == "PERSON" or token.pos_ == "PROPN" or (token.pos_ == "NOUN" and is_person(token.lower_))


def _dated(doc: tokens.Doc) -> frozenset[int]:
    """Give the source offsets that dates and times of day cover, so far as they are known already."""
    return frozenset(
        offset
        for expression in found(doc, "dates")
        if expression.type in {"DATE", "TIME"}
        for offset in range(expression.span.start, expression.span.end)
    )


def _is_dated(doc: tokens.Doc, text: str, quantity: Quantity, dated: frozenset[int]) -> bool:
    """Tell whether a bare numeral belongs to a date, or a length of time only tells when: "three days ago"."""
    if quantity.kind == "time":
        return text.startswith(" ago", quantity.end)
    # Years are told by their own words: a reader of dates may take any "about 1000" for one.
    number = quantity.number
    bare = quantity.unit is None and number.kind == "digits" and number.end - number.start < len("2031")
    return bare and span_at(doc, quantity.number.start, quantity.number.end).start in dated


def _names(text: str, quantity: Quantity) -> bool:
    """Tell whether the number of ``quantity`` is a date, a name, a pronoun or part of an idiom."""
    number = quantity.number
    start, end = number.start, number.end
    words = text[start:end].lower()
    if number.kind == "share" and number.low is None:
        # "Most of the time", "most of them"
        return quantity.counted is None or quantity.counted.noun.lower() in _NOT_SHARED
    if number.kind in {"share", "article"} or quantity.kind in {"currency", "share"}:
        return False
    if quantity.kind is None and _NO_COMPOUND.match(text, end):
        return True
    if words in {"one", "zero"} or number.kind == "vague":
        return _is_idiom(text, quantity, words)
    plural = quantity.unit == "person" or (quantity.counted is not None and quantity.counted.plural)
    if quantity.kind is not None:
        return quantity.kind == "time" and number_names.is_label(text, start, end, plural=True)
    return (
        (quantity.counted is not None and not plural and number_names.is_identifier(words))
        or number_names.is_date(text, start, end, plural=plural)
        or number_names.is_label(text, start, end, plural=plural)
    )


def _is_idiom(text: str, quantity: Quantity, words: str) -> bool:
    """Tell whether a word that may count does not: "no one", "one day it will end", "net zero", "a parking lot"."""
    start, end = quantity.number.start, quantity.number.end
    left = max(0, start - 12)
    if words == "one" and quantity.kind == "time":
        return _SOME_DAY.match(text, end) is not None and _FOR_ONE.search(text, left, start) is None
    if words == "one":
        return quantity.kind is None and _is_pronoun(text, quantity)
    if words == "zero":
        return text.startswith("-", end) or _NET_ZERO.search(text, left, start) is not None
    alone = quantity.kind is None and not text.startswith(_OF, end)
    others = text.startswith(" others", end)
    return alone and (words in _WITH_OF or (words in _WITH_NOUN and quantity.counted is None and not others))


def _is_pronoun(text: str, quantity: Quantity) -> bool:
    start, end = quantity.number.start, quantity.number.end
    if quantity.counted is None or quantity.counted.plural:
        return True
    return _ONE_IDIOM.match(text, end) is not None or _ONE_BEFORE.search(text, max(0, start - 12), start) is not None
