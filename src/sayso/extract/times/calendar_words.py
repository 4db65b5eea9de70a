"""The words of time expressions: months, units, numbers, as patterns and as readings."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEXICON = "time_words.txt"
_CASED = frozenset({"month", "month_short", "weekday", "weekday_short"})
_TENS = re.compile(r"(?P<tens>\w+ty)[- ](?P<ones>\w+)")


@functools.cache
def _entries() -> Mapping[str, Mapping[str, str]]:
    """Give the lexicon: class, then entry (lower case), then reading."""
    text = resources.files("sayso.extract").joinpath("lexicon", _LEXICON).read_text(encoding="utf-8")
    entries: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            entry, kind, reading, _ = line.split("\t")
            entries.setdefault(kind, {})[entry if kind in _CASED else entry.lower()] = reading
    return entries


def readings(kind: str) -> Mapping[str, str]:
    """Give the entries of class ``kind`` with their readings."""
    return _entries()[kind]


@functools.cache
def one_of(*kinds: str) -> str:
    """Give a pattern for any entry of these classes, the longest first.

    Months and weekdays keep their capital ("march" is a walk) but may stand in capitals throughout.
    """
    words = [word for kind in kinds for word in readings(kind)]
    if _CASED.isdisjoint(kinds):
        # An inline flag that folds the whole alternation is slower than spelling the first letter both ways.
        words = [_any_case(word) for word in sorted(words, key=len, reverse=True)]
        return f"(?:{'|'.join(words)})"
    words += [word.upper() for word in words]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


def _any_case(word: str) -> str:
    first = f"[{word[0]}{word[0].upper()}]" if word[0].isalpha() else re.escape(word[0])
    return first + re.escape(word[1:]).replace("\\ ", " ").replace("\\-", "-")


def read(word: str, *kinds: str) -> str:
    """Give the reading of ``word``, which `one_of` the same classes matched."""
    for kind in kinds:
        entries = readings(kind)
        for form in (word, word.capitalize()) if kind in _CASED else (word.lower(),):
            if form in entries:
                return entries[form]
    raise KeyError(word)


def number(words: str) -> float | str | None:
    """Read an amount: "twenty-five" is 25, "half a" is 0.5, "a few" is "X"; None for other words."""
    words = words.lower().strip()
    digits = words.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits)
    if words in readings("number"):
        return float(readings("number")[words])
    if words in readings("vague_number"):
        return readings("vague_number")[words]
    if (match := _TENS.fullmatch(words)) is not None:
        tens, ones = readings("number").get(match["tens"]), readings("number").get(match["ones"])
        if tens is not None and ones is not None:
            return float(tens) + float(ones)
    return None


@functools.cache
def vocabulary() -> frozenset[str]:
    """Give every single word (lower case) that the lexicon's entries are made of."""
    words = (entry for entries in _entries().values() for entry in entries)
    return frozenset(part for word in words for part in re.findall(r"[a-z]+", word.lower()))
