"""Toponyms to places: look their names up, choose among namesakes, drop guesses that nothing backs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify, knowledge_of, text_of
from sayso.document import Span
from sayso.entity import Namesake, Place
from sayso.extract.toponyms.names import names
from sayso.mention import Toponym
from sayso.resolve.gazetteer import Entry, Gazetteer, fold
from sayso.resolve.place_senses import Question, choose, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from spacy import tokens

    from sayso.atlas import KnownPlace
    from sayso.document import Document
    from sayso.resolve.place_senses import Choice, Name, State

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
_LISTED = frozenset({"told", "known"})
_SURE = _LISTED | {"worded", "model"}
_POINTS = {
    "n": "northern",
    "s": "southern",
    "e": "eastern",
    "w": "western",
    "ne": "north-eastern",
    "nw": "north-western",
    "se": "south-eastern",
    "sw": "south-western",
    "c": "central",
}
_NAMED_BY_POINT = frozenset({"admin", "region", "territory"})
# Fewer people, and a guess is more likely a surname or a common word.
_FEWEST_AFTER_PREPOSITION, _FEWEST_BESIDE = 15_000, 1_000
# A smaller town is meant only where the text names its country or a place near it.
_FEWEST_ABROAD, _LARGE, _NEAR_KM = 15_000, 100_000, 300.0
_DISTRICT_KM = 60.0
# The span of what stands outside the text.
_NOWHERE = Span(0, 1)


def places(doc: tokens.Doc, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give each toponym its place; one that no gazetteer row backs keeps its coordinates unknown.

    A name has one sense in a document. Guesses stay only where a place of that name fits.
    """
    mentions = tuple(toponyms)
    # The title and the outlet's name tell where the story is, though they yield no place of their own.
    around = tuple(_around(document_of(doc)))
    found = _found(doc, (*mentions, *around), gazetteer)
    mentions = tuple(_in_full(doc, mention, found) for mention in mentions)
    witnesses = (*mentions, *around)
    choices = choose(tuple(_questions(witnesses, found)))
    chosen = {name: choice.entry for name, choice in choices.items()}
    placed = {fold(mention.name) for mention in mentions if mention.placed}
    sure = {_name(mention) for mention in mentions if mention.evidence in _SURE}
    states = frozenset((entry.country, entry.admin1) for name in sure if (entry := chosen[name]) is not None)
    stated = {_name(mention) for mention in witnesses if mention.evidence in _LISTED or mention.within is not None}
    backed = stated | _at_home(chosen, stated, sure)
    kept = (
        mention
        for mention in mentions
        if _is_kept(mention, chosen[_name(mention)], fold(mention.name) in placed, states)
    )
    return tuple(_place(doc, mention, choices[_name(mention)], _name(mention) in backed, gazetteer) for mention in kept)


def _found(doc: tokens.Doc, mentions: Iterable[Toponym], gazetteer: Gazetteer) -> Found:
    """Look up all names that the mentions may have; what the user told of a name stands under the bare name."""
    wanted = {form for mention in mentions for form in _forms(mention.name)}
    wanted.update(form for mention in mentions if mention.within is not None for form in _forms(mention.within))
    wanted.update(_words(doc, mention) for mention in mentions if mention.part is not None)
    found = gazetteer.find(wanted)
    atlas = knowledge_of(doc).places
    for mention in mentions:
        place = atlas.named(mention.name) if mention.evidence == "told" else None
        if place is not None:
            found[mention.name] = (_entry(atlas.places.index(place), place, gazetteer),)
    return found


def _entry(number: int, place: KnownPlace, gazetteer: Gazetteer) -> Entry:
    """Make a row of what the user told of a place; what a GeoNames id tells is filled in."""
    row = None if place.geonames is None else gazetteer.place(place.geonames)
    point = (place.lat, place.lon)
    if place.lat is None and row is not None:
        point = (row.lat, row.lon)
    return Entry(
        id=-1 - number,  # no GeoNames id is below 1
        geonames=place.geonames,
        name=place.name,
        kind=place.kind,
        country=place.country or (None if row is None else row.country),
        admin1=place.admin1 or (None if row is None else row.admin1),
        lat=point[0],
        lon=point[1],
        population=0 if row is None else row.population,
        precision=place.precision,
        preferred=True,
    )


def _in_full(doc: tokens.Doc, mention: Toponym, found: Found) -> Toponym:
    """Take "North Kelmora" for the province of that name where there is one, and not for a part of Kelmora."""
    if mention.part is None:
        return mention
    words = _words(doc, mention)
    entries = found.get(fold(words), ()) if words[0].isupper() else ()
    if any(entry.kind in _NAMED_BY_POINT and mention.country in (None, entry.country) for entry in entries):
        return replace(mention, name=words, kind=None, part=None)
    return mention


def _words(doc: tokens.Doc, mention: Toponym) -> str:
    document = document_of(doc)
    return mention.span.of(text_of(doc) if document is None else document.text)


def _at_home(chosen: Mapping[Name, Entry | None], stated: AbstractSet[Name], sure: AbstractSet[Name]) -> set[Name]:
    """Give the names whose places the text may mean: large ones, ones in a country it names, neighbours.

    Nearly every surname and brand has a village somewhere; to put the story there would be to invent.
    """
    entries = {name: entry for name, entry in chosen.items() if entry is not None}
    countries = {
        one.country for name, one in entries.items() if name in stated or (name in sure and one.population > _LARGE)
    }
    company = Counter((one.country, one.admin1) for one in {one for name, one in entries.items() if name in sure})
    here = {
        (one.lat, one.lon)
        for name, one in entries.items()
        if one.kind in ("city", "admin") and (name in stated or (name in sure and one.population > _LARGE))
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


def _is_near(entry: Entry, points: Iterable[tuple[float | None, float | None]], km: float = _NEAR_KM) -> bool:
    return any(
        entry.lat is not None
        and entry.lon is not None
        and lat is not None
        and lon is not None
        and distance_km((entry.lat, entry.lon), (lat, lon)) <= km
        for lat, lon in points
    )


def _around(document: Document | None) -> Iterator[Toponym]:
    for text in () if document is None else (document.title, document.outlet):
        for _, _, known in names().find(text or ""):
            if not known.abbreviation:
                yield Toponym(span=_NOWHERE, name=known.name, kind=known.kind, country=known.country)


def _name(mention: Toponym) -> Name:
    if mention.evidence == "told":
        return mention.name, mention.evidence, None
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
    if mention.evidence == "told":
        return found[mention.name]
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
        and (
            one.kind == "country"
            or (one.precision == "admin1" and entry.admin1 == one.admin1)
            # No table tells the district of a town.
            or (
                one.precision == "admin2"
                and entry.admin1 == one.admin1
                and _is_near(entry, [(one.lat, one.lon)], _DISTRICT_KM)
            )
        )
        for one in larger
    )


def _is_kept(mention: Toponym, entry: Entry | None, placed: bool, states: frozenset[State]) -> bool:
    """Tell whether enough speaks for a place; ``placed`` is about any mention of the name."""
    if mention.evidence in _LISTED:
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


def _place(doc: tokens.Doc, mention: Toponym, choice: Choice, is_backed: bool, gazetteer: Gazetteer) -> Place:
    entry = choice.entry if is_backed else None
    place = Place(
        id=identify(doc, "pl", mention.span.start, mention.span.end),
        span=mention.span,
        name=mention.name,
        country=mention.country,
        kind=mention.kind,
        literal=mention.literal,
    )
    if entry is not None:
        place = replace(
            place,
            name=entry.name,
            geonames=entry.geonames,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country,
            admin1=entry.admin1,
            kind=entry.kind,
            precision=None if entry.lat is None else entry.precision,
        )
    if mention.part is not None:
        place = _part(place, mention.part, entry, gazetteer)
    likely = choice.rivals if is_backed else (*filter(None, (choice.entry,)), *choice.others)
    return replace(place, uncertain=bool(likely), candidates=tuple(map(_namesake, likely))) if likely else place


def _part(place: Place, part: str, entry: Entry | None, gazetteer: Gazetteer) -> Place:
    """Narrow a place to a part of it, as far as the gazetteer knows where that lies."""
    place = replace(place, name=f"{_POINTS[part]} {place.name}", kind="part")
    if entry is None:
        return place
    # The middle of Asia is nowhere in the south-west of Asia.
    vast = place.precision == "wider"
    lat, lon = gazetteer.part(entry, part) or ((None, None) if vast else (entry.lat, entry.lon))
    if lat is None:
        return replace(place, lat=None, lon=None, precision=None)
    return replace(place, lat=lat, lon=lon, precision="region" if place.precision == "country" else place.precision)


def _namesake(entry: Entry) -> Namesake:
    return Namesake(
        name=entry.name,
        geonames=entry.geonames,
        lat=entry.lat,
        lon=entry.lon,
        country=entry.country,
        admin1=entry.admin1,
    )
