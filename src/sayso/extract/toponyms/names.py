"""The place names a reader knows without a gazetteer: countries, states, regions, waters, famous cities."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.lexicon import entries
from sayso.mention import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


_WORD = re.compile(r"[^\W\d_]\w*")
# Shorter names are told from words in capital letters only as they are written in the list.
_SHORTEST_IN_CAPITALS = 4
# Fixed phrases with a place word in them that name no place.
_NO_PLACES = ("Native American", "Native Americans", "American Indian", "American Indians", "French fries")


@dataclass(frozen=True, slots=True)
class Known:
    """What a list says of a name; ``demonym`` is True for "Iraqi", and ``name`` is then "Iraq"."""

    name: str
    kind: PlaceKind | None
    country: str | None
    demonym: bool = False
    abbreviation: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Names by what they are written like; ``starts`` leads from a first word to the names, longest first."""

    known: dict[str, Known]
    starts: dict[str, tuple[str, ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, Known]]:
        """Yield the leftmost, longest known names in ``text`` as (start, end, what is known)."""
        reached = 0
        for word in _WORD.finditer(text):
            at = word.start()
            names = self.starts.get(word[0])
            if names is None or at < reached:
                continue
            for name in names:
                end = at + len(name)
                if text.startswith(name, at) and not text[end : end + 1].isalnum():
                    if self.known[name].name:
                        yield at, end, self.known[name]
                    reached = end
                    break


@functools.cache
def names() -> Names:
    """Load the lists."""
    known: dict[str, Known] = {}
    for surface, entry in _listed():
        known.setdefault(surface, entry)
        if not entry.abbreviation and len(surface) >= _SHORTEST_IN_CAPITALS:
            known.setdefault(surface.upper(), entry)
        if "-" in surface:
            known.setdefault(surface.replace("-", " "), entry)
    starts: dict[str, list[str]] = {}
    for surface in sorted(known, key=len, reverse=True):
        first = _WORD.match(surface)
        if first is not None:
            starts.setdefault(first[0], []).append(surface)
    return Names(known, {first: tuple(surfaces) for first, surfaces in starts.items()})


def _listed() -> Iterator[tuple[str, Known]]:
    # The text must tell the country from the state of the USA.
    yield "Georgia", Known("Georgia", None, None)
    for alpha3, name, others, demonyms in entries("countries.tsv"):
        yield from _named(name, others, Known(name, "country", alpha3))
        yield from _demonyms(demonyms, Known(name, "country", alpha3, demonym=True))
    # Before the states: a bare "Washington" or "New York" is the city.
    for line in entries("cities.txt"):
        for listed in line[0].split("|"):
            spelling, _, country = listed.partition("@")
            surface, _, name = spelling.partition("=")
            yield surface, Known(name or surface, "city", country or None)
    for name, others, demonyms, kind, country, *_ in entries("regions.tsv"):
        place: Any = kind
        yield from _named(name, others, Known(name, place, country or None))
        yield from _demonyms(demonyms, Known(name, place, country or None, demonym=True))
    for country, name, abbreviations, demonyms in entries("states.tsv"):
        yield name, Known(name, "admin", country)
        yield from _demonyms(demonyms, Known(name, "admin", country, demonym=True))
        for short in filter(None, abbreviations.split("|")):
            yield short, Known(name, "admin", country, abbreviation=True)
    for phrase in _NO_PLACES:
        yield phrase, Known("", "feature", None)


def _named(name: str, others: str, entry: Known) -> Iterator[tuple[str, Known]]:
    for surface in (name, *filter(None, others.split("|"))):
        yield surface, entry


def _demonyms(demonyms: str, entry: Known) -> Iterator[tuple[str, Known]]:
    for surface in filter(None, demonyms.split("|")):
        yield surface, entry
        if not surface.endswith(("s", "sh", "ch", "ese", "men", "z")):
            yield surface + "s", entry


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A word that makes a place name of its neighbours: ``side`` is where the name stands."""

    word: str
    kind: PlaceKind
    side: str


@functools.cache
def place_words() -> tuple[PlaceWord, ...]:
    """Load the words that say what a place is."""
    listed: list[Any] = entries("place_words.tsv")
    return tuple(PlaceWord(word, kind, side) for word, kind, side, _ in listed)
