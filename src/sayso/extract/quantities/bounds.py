"""What the words beside a number make of it: a bound, an approximation, a change."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from sayso.record import Change

Reading = Literal["low", "high", "about"]


class Beside(NamedTuple):
    """The words beside a number: its readings, its change, and where they begin or end."""

    readings: frozenset[Reading]
    change: Change | None
    at: int


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    change: re.Pattern[str]
    readings: dict[tuple[str, str], Reading]
    changes: dict[str, Change]
    moves: re.Pattern[str]


_FILLER = re.compile(
    r"\b(?:only|just|exactly|precisely|even|a total of|a combined|a record|a staggering|a whopping|a mere|as few as"
    r"|as little as) $",
    re.IGNORECASE,
)
# "over three days" is while they passed; "for over three days" is longer than that.
_LASTING = re.compile(
    r"\b(?:for|after|of|last\w*|took|takes?|taken|taking|is|was|are|were|be|in|than|spent|spend|well|just|by|aged?)"
    r" over $",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\b(?:a further|another|an additional|an extra) $", re.IGNORECASE)
_MORE_AFTER = re.compile(r"(?: (?:more|additional|extra)\b(?! than))")
_MOTION = re.compile(r"advanc|climb|jump", re.IGNORECASE)
_NEEDS_BY = re.compile(r"rais|lower|cut", re.IGNORECASE)


@functools.cache
def _patterns() -> _Patterns:
    readings = {
        (side, words): cast("Reading", reading) for words, side, reading, _example in entries("number_bounds.tsv")
    }
    changes = {words: cast("Change", change) for words, change, _example in entries("number_changes.tsv")}

    def any_of(side: str, *, words: bool) -> str:
        forms = [
            form for where, form in readings if where == side and form[-1 if side == "before" else 0].isalpha() == words
        ]
        return "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))

    verbs = "|".join(sorted(changes, key=len, reverse=True))
    return _Patterns(
        re.compile(
            rf"(?:(?<![\w-])(?P<words>{any_of('before', words=True)})[ -]"
            rf"|(?P<sign>{any_of('before', words=False)}) ?)[“‘]?$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?: (?P<words>{any_of('after', words=True)})|(?P<sign>{any_of('after', words=False)}))(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![\w-])(?P<verb>{verbs})"
            rf"(?:(?P<by>(?: [\w'-]+){{0,3}} by)| (?:[a-z]+ly|further|back|again|only|just|even|more))?(?: an?)? $",
            re.IGNORECASE,
        ),
        readings,
        changes,
        re.compile(rf"(?<![\w-])(?:{verbs})(?: [\w'-]+){{0,3}} $", re.IGNORECASE),
    )


def before(text: str, start: int, *, lasts: bool) -> Beside:
    """Read the words before a number at ``start``; ``lasts`` says that it counts time."""
    patterns = _patterns()
    readings: set[Reading] = set()
    change: Change | None = None
    at = start
    while True:
        left = max(0, at - 40)
        if (match := patterns.before.search(text, left, at)) is not None:
            form = re.sub(r"\s+", " ", (match["words"] or match["sign"]).lower())
            if form == "over" and lasts and not _LASTING.search(text, left, match.start() + len("over ")):
                break
            readings.add(patterns.readings["before", form])
        elif (match := _FURTHER.search(text, left, at)) is not None:
            change = "up"
        elif (match := _FILLER.search(text, left, at)) is None:
            break
        at = match.start()
    return Beside(frozenset(readings), change, at)


def change_before(text: str, start: int, *, counts: bool, measures: bool = False) -> Change | None:
    """Read the verb before a number and its bounds: "rose by 5 percent".

    ``counts`` says that the number counts things: "lost 20 men" tells of the men, not of a change;
    ``measures`` that it measures: "advanced 5 km" tells of a way.
    """
    patterns = _patterns()
    if text[start - 1 : start] == "+":
        return "up"
    match = patterns.change.search(text, max(0, start - 40), start)
    if match is None:
        return None
    no_change = counts or _NEEDS_BY.match(match["verb"]) or (measures and _MOTION.match(match["verb"]))
    if no_change and match["by"] is None:
        return None
    return patterns.changes[match["verb"].lower()]


def moves(text: str, start: int) -> bool:
    """Tell whether a verb of change stands up to three words before ``start``: "rose sharply from"."""
    return _patterns().moves.search(text, max(0, start - 50), start) is not None


def after(text: str, end: int) -> Beside:
    """Read the words after a number that ends at ``end``: "or so", "-plus", "20 more"."""
    match = _patterns().after.match(text, end)
    if match is not None:
        form = (match["words"] or match["sign"]).lower()
        return Beside(frozenset({_patterns().readings["after", form]}), None, match.end())
    if _MORE_AFTER.match(text, end):
        return Beside(frozenset(), "up", end)
    return Beside(frozenset(), None, end)
