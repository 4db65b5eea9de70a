"""What the words around a name say of it: whether it is a place, a person, or the start of a sentence."""

from __future__ import annotations

import functools
import re

from sayso.extract.lexicon import entries

# A word with a capital, also "Gilgit-Baltistan", "Mazar-i-Sharif", "al-Bab" and "St."
CAPITAL = (
    r"(?:[A-Z\u00c0-\u00de][\w'\u2019]*(?:-(?:(?:i|e|al|el|ul|ol|ez|es|le|la|sur|on|upon)-)?[A-Z\u00c0-\u00de][\w'\u2019]+)*"
    r"|St\.|Ft\.|Mt\.|[ae][ldnrstz]z?-[A-Z]\w+)"
)
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest"
    " north-east north-west south-east south-west northeastern northwestern southeastern southwestern"
    " north-eastern north-western south-eastern south-western upper lower downtown greater mainland inner"
    " outer rural mid".split()
)
_REACH = 40


@functools.cache
def words(kind: str) -> frozenset[str]:
    """Load the words of one class of place_cues.tsv."""
    return frozenset(word for name, listed, _ in entries("place_cues.tsv") if name == kind for word in listed.split())


def either(names: frozenset[str]) -> str:
    """Make the pattern that matches any of ``names``, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def pattern(name: str) -> re.Pattern[str]:
    """Compile the pattern ``name``, on first use."""
    head_after = rf" (?:{either(words('head'))}|based)\b|-(?:based|born|area|bound|controlled|held)\b"
    return re.compile(
        {
            "of place": rf"(?i:\b(?:{either(words('of_place'))})) of $",
            "head after": head_after,
            # A place before a noun: "an Oden restaurant", "Oden police".
            "modifier": rf"\b[Aa]n? ({CAPITAL}) [a-z]{{3}}|({CAPITAL})(?:{head_after})",
            "titled": rf"\b(?:{either(words('title'))}) (?:{CAPITAL} )?({CAPITAL})",
        }[name]
    )


def trimmed(run: str) -> str:
    """Leave out the words at the front of ``run`` that are no part of a name."""
    parts = run.split()
    while parts and (parts[0] in words("not_name") or parts[0] in DIRECTIONS):
        parts.pop(0)
    return " ".join(parts)


def is_of_place(text: str, start: int) -> bool:
    """Tell whether "the town of" or its like stands before ``start``."""
    return pattern("of place").search(text, max(0, start - _REACH), start) is not None


def is_placed(text: str, start: int) -> bool:
    """Tell whether a preposition of place stands before ``start``."""
    before = text[max(0, start - _REACH) : start].removesuffix("the ")
    last = before.split()[-2:]
    if not last or not before.endswith(" "):
        return False
    return (last[-1].lower() in words("placing") and last[0].lower() != "according") or is_of_place(text, start)
