"""Units beside a number: money, shares, time, measures, and what they are per."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple, cast

from sayso.extract.lexicon import entries

UnitKind = Literal["currency", "share", "time", "measure"]


class Unit(NamedTuple):
    """A unit at ``text[start:end]``; ``name`` is what it is called."""

    name: str
    kind: UnitKind
    start: int
    end: int


class Rate(NamedTuple):
    """What a quantity is per, up to ``text[end]``; ``per`` is empty where only a country was named."""

    per: str
    end: int


class _Forms(NamedTuple):
    glued: re.Pattern[str]
    words: re.Pattern[str]
    signs: re.Pattern[str]
    names: dict[str, tuple[str, UnitKind]]
    sign_names: dict[str, str]


_LONG = 3
# A currency sign may name its country after the number: "$30 U.S. a tonne".
_COUNTRY_AFTER = re.compile(r" (?:US|U\.S\.|Canadian|Australian)(?= |[,.;)]|$)")
_PER = re.compile(
    r"(?: per |/|-per-| an? |[ -]a[ -](?=year|month|week|day|minute|second)| each (?=year|month|week|day))"
    r"(?P<noun>(?:square|cubic|sq\.?|cu\.?)[ -](?:metres?|meters?|foot|feet|km|m|ft|kilometres?|kilometers?|miles?)"
    r"|[A-Za-z]+)\b"
)
# After "a" only a measure of something makes a rate: "$50 a barrel", not "$50 a witness said".
_A_RATE = frozenset(
    "year month week day hour minute second night share barrel tonne ton ounce gallon litre liter head piece person"
    " pound bottle kilo kilogram copy square".split()
)


@functools.cache
def _forms() -> _Forms:
    names: dict[str, tuple[str, UnitKind]] = {}
    glued: set[str] = set()
    words: set[str] = set()
    signs: dict[str, str] = {}
    for name, written, stuck, spaced, _example in entries("unit_names.tsv"):
        kind = cast("UnitKind", written)
        for form in [] if stuck == "-" else stuck.split("|"):
            if kind == "currency":
                signs[form] = name
            else:
                glued.add(form)
                names.setdefault(form, (name, kind))
        for form in [] if spaced == "-" else spaced.split("|"):
            words.add(form)
            names.setdefault(form if len(form) < _LONG else form.lower(), (name, kind))
            if kind == "currency" and re.fullmatch("[A-Z]{3}", form):
                signs.setdefault(form, name)

    def any_of(forms: set[str]) -> str:
        return "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in sorted(forms, key=len, reverse=True))

    lettered = {sign for sign in signs if sign[0].isalpha()}
    long = {form for form in words if len(form) >= _LONG}
    return _Forms(
        re.compile(rf"(?:{any_of(glued)})(?![^\W\d_]|\d)"),
        re.compile(rf"[ -]?(?P<form>(?i:{any_of(long)})|(?:{any_of(words - long)}))(?![^\W_]|\.\w)"),
        re.compile(rf"(?:(?<![^\W\d_])(?:{any_of(set(signs) & lettered)})|(?:{any_of(set(signs) - lettered)})) ?-?$"),
        names,
        signs,
    )


def currency_before(text: str, start: int) -> Unit | None:
    """Find the currency sign or code that stands before the number at ``start``."""
    if start == 0:
        return None
    match = _forms().signs.search(text, max(0, start - 5), start)
    if match is None:
        return None
    return Unit(_forms().sign_names[match[0].rstrip(" -")], "currency", match.start(), start)


def unit_after(text: str, end: int) -> Unit | None:
    """Find the unit that stands right after the number that ends at ``end``."""
    forms = _forms()
    match = forms.glued.match(text, end)
    if match is not None:
        name, kind = forms.names[match[0]]
        return Unit(name, kind, end, match.end())
    match = forms.words.match(text, end)
    if match is None:
        sign = text[end : end + 1]
        return Unit(forms.sign_names[sign], "currency", end, end + 1) if sign in "€£₽₴₺" and sign else None
    form = match["form"]
    key = form if len(form) < _LONG else form.lower()
    named = forms.names.get(key) or forms.names[re.sub("[ -]", " ", key)]
    if (
        named[0] == "year"
        and form.lower() in {"years", "year"}
        and (age := re.match(r"[ -]olds?\b|[ -]of[ -]age\b", text[match.end() :]))
    ):
        return Unit(*named, match.start("form"), match.end() + age.end())
    return Unit(*named, match.start("form"), match.end())


def rate_after(text: str, end: int) -> Rate | None:
    """Read what a quantity that ends at ``end`` is per: "a month"."""
    country = _COUNTRY_AFTER.match(text, end)
    match = _PER.match(text, end if country is None else country.end())
    if match is None:
        return Rate("", country.end()) if country is not None else None
    noun = match["noun"].lower()
    if match[0].startswith((" a", "-a")) and noun.split(" ")[0] not in _A_RATE:
        return None
    named = _forms().names.get(noun.replace("-", " "))
    return Rate(named[0] if named is not None else noun, match.end())
