"""Names that say what they are: "Warren County", "Herat province", "Route 9", "(D-Oden)", "ODEN, Ohio (AP) --"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.toponyms.cues import CAPITAL, either, trimmed, words
from sayso.extract.toponyms.names import names, place_words
from sayso.mention import Evidence, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.extract.toponyms.entities import Entities

_PLURALS = {
    "counties": "County",
    "Counties": "County",
    "roads": "Road",
    "streets": "Street",
    "avenues": "Avenue",
    "rivers": "River",
    "provinces": "Province",
    "districts": "District",
    "parishes": "Parish",
}
# What people built has names that are as often theirs.
_BUILT = frozenset({"road", "site", "dam", "camp"})
_OWNED = re.compile(r".*['\u2019]s ")
_NAME = rf"{CAPITAL}(?: {CAPITAL})?"
_RUN = re.compile(rf"{CAPITAL}(?: {CAPITAL})*")
# "Warren, Clay and Oden counties"
_LISTED = re.compile(rf"(?<![\w.])({_NAME}(?:, {_NAME})*,? (?:and|or) {_NAME}) ({'|'.join(_PLURALS)})\b")
_COUNTY = re.compile(rf"(?<![\w.'])({CAPITAL}(?: {CAPITAL})?) Co\.(?! [A-Z]\w+ Co)")
# A member of a parliament with party and constituency.
_PARTY = re.compile(rf"\b(?:D|R|I|DFL|Lab|Con)-({_NAME})")
# A story opens with where it was filed, in capitals (Associated Press Stylebook, "datelines").
_DATELINE = re.compile(
    r"(?:^|\n\n|(?<=[.!?\u201d]) )([A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,3})(?:, [A-Z][\w. ]{1,20})?"
    r"(?: ?\([A-Z][\w .]*\))? (?:--|\u2014|\u2013|-)\s*(?=[A-Z\u201c])"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that may name a place; of two that overlap, the one of higher rank stays."""

    start: int
    end: int
    name: str
    evidence: Evidence
    rank: int
    kind: PlaceKind | None = None
    country: str | None = None
    demonym: bool = False


def typed(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find the names in ``text`` whose form tells that they are places."""
    yield from _before(text, entities)
    for match in _patterns()["after"].finditer(text):
        # "Salt Lake City" is no lake called City.
        if match[1] is None or match[1] in words("not_name"):
            start = match.start(2)
            yield Candidate(start, match.end(), text[start : match.end()], "worded", 6, _classes("after")[match[2]])
    for match in _patterns()["number"].finditer(text):
        yield Candidate(match.start(), match.end(), match[0], "worded", 7, "road")
    for match in _LISTED.finditer(text):
        word = _PLURALS[match[2]]
        for name in _RUN.finditer(text, match.start(1), match.end(1)):
            kind = _classes("before")[word]
            yield Candidate(name.start(), name.end(), f"{name[0]} {word}", "worded", 7, kind)
    for match in _COUNTY.finditer(text):
        yield Candidate(match.start(), match.end(), f"{match[1]} County", "preposition", 7, "admin")
    for match in _PARTY.finditer(text):
        yield Candidate(match.start(1), match.end(1), match[1], "worded", 3)
    for match in _DATELINE.finditer(text):
        yield Candidate(match.start(1), match.end(1), match[1].title(), "worded", 3)


def _before(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find names with the word for what they are behind them."""
    for match in _patterns()["before"].finditer(text):
        word = match[2]
        # "Harare's Third Street" is two names.
        run = trimmed(_OWNED.sub("", match[1]))
        kind = _classes("before")[word]
        if not run or _is_no_place(run, word) or (kind in _BUILT and _is_no_site(text, match, entities)):
            continue
        start = match.end(1) - len(run)
        # "Oden province" is listed as Oden, but the Oden river is not Oden.
        if word.islower() and kind in ("admin", "site"):
            yield Candidate(start, match.end(1), run, "worded", 7, kind)
        else:
            yield Candidate(start, match.end(2), f"{run} {word}", "worded", 7, kind)


def _is_no_place(run: str, word: str) -> bool:
    if run.partition(" ")[0] == "Operation" or (word.islower() and run.rsplit(maxsplit=1)[-1].isupper()):
        return True
    if word in ("State", "state"):
        known = names().known.get(run)
        return run in words("no_state") or (known is not None and known.demonym)
    return word in ("District", "district", "County") and run.rsplit(maxsplit=1)[-1] in words("institution") | words(
        "generic"
    )


def _is_no_site(text: str, match: re.Match[str], entities: Entities) -> bool:
    if entities.at(*match.span())[2] == "PERSON":
        return True
    following = re.compile(r" ([A-Z]\w*)").match(text, match.end())
    return following is not None and following[1] in words("no_site")


@functools.cache
def _classes(side: str) -> dict[str, PlaceKind]:
    return {entry.word: entry.kind for entry in place_words() if entry.side == side}


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    before, after, number = (either(frozenset(_classes(side))) for side in ("before", "after", "number"))
    return {
        "before": re.compile(rf"(?<![\w.'])({CAPITAL}(?: {CAPITAL}){{0,3}}) ({before})(?!\w)"),
        "after": re.compile(rf"(?<![\w.'])(?:({CAPITAL}) )?({after}) {CAPITAL}"),
        "number": re.compile(rf"(?<!\w)(?:{number}|I-) ?\d+[A-Z]?\b(?! (?:million|billion|percent))"),
    }
