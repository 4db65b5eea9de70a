"""Toponyms to places: look their names up, choose among namesakes, drop guesses that nothing backs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify
from sayso.document import Span
from sayso.entity import Place
from sayso.extract.toponyms.names import names
from sayso.mention import Toponym
from sayso.resolve.gazetteer import Entry, Gazetteer, fold
from sayso.resolve.place_senses import Question, choose, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from spacy import tokens

    from sayso.document import Document
    from sayso.resolve.place_senses import Name, State

    Found = dict[str, tuple[Entry, ...]]

_TYPE_WORDS = frozenset(
    "province governorate district county region oblast prefecture state municipality parish township borough"
    " city village town".split()
)
_ARTICLES = frozenset("al el ar as at ad an".split())
_PARTS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest"
    " northeastern northwestern southeastern southwestern upper lower greater downtown mid outer inner rural"
    " county".split()
)
_BEFORE_OF = frozenset("city town village province state district county port republic township borough".split())
_SURE = frozenset({"known", "worded", "model"})
# Fewer people, and a guess is more likely a surname or a common word.
_FEWEST_AFTER_PREPOSITION, _FEWEST_BESIDE = 15_000, 1_000
# A smaller town is meant only where the text names its country or a place near it.
_FEWEST_ABROAD, _LARGE, _NEAR_KM = 15_000, 100_000, 300.0
# The span of what stands outside the text.
_NOWHERE = Span(0, 1)


def places(doc: tokens.Doc, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give each toponym its place; one that no gazetteer row backs keeps its coordinates unknown.

    A name has one sense in a document. Guesses stay only where a place of that name fits.
    """
    mentions = tuple(toponyms)
    # The title and the outlet's name tell where the story is, though they yield no place of their own.
    witnesses = (*mentions, *_around(document_of(doc)))
    wanted = {form for mention in witnesses for form in _forms(mention.name)}
    wanted.update(form for mention in mentions for form in _forms(mention.within or mention.name))
    found = gazetteer.find(wanted)
    chosen = choose(tuple(_questions(witnesses, found)))
    placed = {fold(mention.name) for mention in mentions if mention.placed}
    sure = {_name(mention) for mention in mentions if mention.evidence in _SURE}
    states = frozenset((entry.country, entry.admin1) for name in sure if (entry := chosen[name]) is not None)
    told = {_name(mention) for mention in witnesses if mention.evidence == "known" or mention.within is not None}
    backed = told | _at_home(chosen, told, sure)
    return tuple(
        _place(doc, mention, chosen[_name(mention)] if _name(mention) in backed else None)
        for mention in mentions
        if _is_kept(mention, chosen[_name(mention)], fold(mention.name) in placed, states)
    )


def _at_home(chosen: Mapping[Name, Entry | None], told: AbstractSet[Name], sure: AbstractSet[Name]) -> set[Name]:
    """Give the names whose places the text may mean: large ones, ones in a country it names, neighbours.

    Nearly every surname and brand has a village somewhere; to put the story there would be to invent.
    """
    entries = {name: entry for name, entry in chosen.items() if entry is not None}
    countries = {
        one.country for name, one in entries.items() if name in told or (name in sure and one.population > _LARGE)
    }
    company = Counter((one.country, one.admin1) for one in {one for name, one in entries.items() if name in sure})
    here = {
        (one.lat, one.lon)
        for name, one in entries.items()
        if one.kind in ("city", "admin") and (name in told or (name in sure and one.population > _LARGE))
    }
    return {
        name
        for name, one in entries.items()
        if one.kind not in ("city", "admin")
        or one.country in countries
        or one.population > _FEWEST_ABROAD
        or company[one.country, one.admin1] > 1
        or _is_near(one, here)
    }


def _is_near(entry: Entry, points: Iterable[tuple[float | None, float | None]]) -> bool:
    return any(
        entry.lat is not None
        and entry.lon is not None
        and lat is not None
        and lon is not None
        and distance_km((entry.lat, entry.lon), (lat, lon)) <= _NEAR_KM
        for lat, lon in points
    )


def _around(document: Document | None) -> Iterator[Toponym]:
    for text in () if document is None else (document.title, document.outlet):
        for _, _, known in names().find(text or ""):
            if not known.abbreviation:
                yield Toponym(span=_NOWHERE, name=known.name, kind=known.kind, country=known.country)


def _name(mention: Toponym) -> Name:
    return fold(mention.name), mention.kind, mention.country


def _forms(name: str) -> tuple[str, ...]:
    """Give the keys a name may have in the gazetteer, the likeliest first."""
    key = fold(name)
    forms = [key]
    first, _, rest = key.partition(" ")
    if rest.startswith("of ") and first in _BEFORE_OF:
        forms.insert(0, rest.removeprefix("of "))
    if not rest:
        forms.append(f"al {key}")
    elif first in _ARTICLES | _PARTS:
        forms.append(rest)
    before, _, last = key.rpartition(" ")
    if before and last in _TYPE_WORDS:
        forms.append(before)
    return tuple(forms)


def _questions(mentions: Iterable[Toponym], found: Found) -> Iterator[Question]:
    """Yield a question for each name; what the text says once of a name holds for all its mentions."""
    first: dict[Name, Toponym] = {}
    inside: dict[str, frozenset[int]] = {}
    for mention in mentions:
        name = _name(mention)
        first.setdefault(name, mention)
        if mention.within is not None and name[0] not in inside:
            larger = [entry for form in _forms(mention.within) for entry in found.get(form, ())]
            ids = frozenset(entry.id for entry in _entries(mention, found) if _is_inside(entry, larger))
            if ids:
                inside[name[0]] = ids
    for name, mention in first.items():
        entries = _entries(mention, found)
        told = tuple(entry for entry in entries if entry.id in inside.get(name[0], ()))
        yield Question(name, mention, told or entries, votes=mention.evidence in _SURE)


def _entries(mention: Toponym, found: Found) -> tuple[Entry, ...]:
    for form in _forms(mention.name):
        entries = found.get(form, ())
        # A state's or region's name tells its country; a country's or city's has namesakes elsewhere.
        if mention.country is not None and mention.kind not in ("country", "city"):
            entries = tuple(entry for entry in entries if entry.country == mention.country) or entries
        if entries:
            return entries
    return ()


def _is_inside(entry: Entry, larger: Iterable[Entry]) -> bool:
    """Tell whether a place lies in one of the larger ones, as far as the gazetteer knows."""
    return entry.kind != "country" and any(
        entry.id != one.id
        and entry.country == one.country
        and (one.kind == "country" or (one.kind == "admin" and entry.admin1 == one.admin1))
        for one in larger
    )


def _is_kept(mention: Toponym, entry: Entry | None, placed: bool, states: frozenset[State]) -> bool:
    """Tell whether enough speaks for a place; ``placed`` is about any mention of the name."""
    if mention.evidence == "known":
        return True
    if mention.evidence == "worded":
        return placed or mention.kind is not None or entry is not None
    if mention.evidence == "model":
        return placed or entry is not None
    if entry is None or not entry.preferred:
        return False
    beside = (entry.country, entry.admin1) in states
    if mention.evidence == "preposition":
        return beside or entry.population > _FEWEST_AFTER_PREPOSITION
    return beside and entry.population > _FEWEST_BESIDE


def _place(doc: tokens.Doc, mention: Toponym, entry: Entry | None) -> Place:
    ident = identify(doc, "pl", mention.span.start, mention.span.end)
    literal = mention.literal
    if entry is None:
        return Place(
            id=ident, span=mention.span, name=mention.name, kind=mention.kind, country=mention.country, literal=literal
        )
    return Place(
        id=ident,
        span=mention.span,
        name=entry.name,
        geonames=entry.geonames,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=entry.admin1,
        kind=entry.kind,
        literal=literal,
    )
