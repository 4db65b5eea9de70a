"""Toponyms to places: which of its namesakes a text means."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify
from sayso.document import Span
from sayso.entity import Place
from sayso.extract.place_names import names
from sayso.mention import Toponym
from sayso.resolve.gazetteer import Entry, Gazetteer, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.document import Document

    # What one name means in one document: the folded name, what its words say it is, its country.
    Name = tuple[str, str | None, str | None]

_TYPE_WORDS = frozenset(
    "province governorate district county region oblast prefecture state municipality parish township city village town borough".split()
)
_ARTICLES = frozenset("al el ar as at ad an".split())
_PARTS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern"
    " southeastern southwestern upper lower greater downtown mid outer inner rural county".split()
)
_OF = frozenset("city town village province state district county port republic township borough municipality".split())
_SURE = frozenset({"known", "worded", "model"})
# The span of what stands outside the text.
_NOWHERE = Span(0, 1)
_ROUNDS = 3
_SHARPNESS = 3.0
_SETTLED = 10.0
_CLEAR = 0.6
_COUNTRY = 3.0
_STATE = 4.0
_NEAR = 2.0
_NEAR_KM = 100.0
_IS_COUNTRY = 1.5
_IS_ADMIN = -1.2
_AS_SAID = 1.7
_FAMOUS = 1.0
_COUNTRY_SAID = 3.0


@dataclass(slots=True)
class _Context:
    """Where the places of a document seem to lie: each name casts one vote, split over its namesakes."""

    countries: Counter[str | None] = field(default_factory=Counter)
    states: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    points: dict[str, tuple[float, float]] = field(default_factory=dict)
    votes: int = 0

    def add(self, name: Name, entries: tuple[Entry, ...], shares: list[float]) -> None:
        """Count the vote of a name."""
        self.votes += 1
        for entry, share in zip(entries, shares, strict=True):
            self.countries[entry.country] += share
            if entry.admin1 is not None:
                self.states[entry.country, entry.admin1] += share
            if share > _CLEAR and entry.kind in ("city", "admin") and entry.lat is not None and entry.lon is not None:
                self.points[name[0]] = (entry.lat, entry.lon)

    def score(self, name: Name, entry: Entry, own: dict[tuple[str | None, str | None], float]) -> float:
        """Tell how well a place fits the others; ``own`` is what its name itself voted for."""
        others = self.votes - 1
        if others < 1:
            return 0.0
        of_country = sum(share for (country, _), share in own.items() if country == entry.country)
        score = _COUNTRY * (self.countries[entry.country] - of_country) / others
        if entry.admin1 is not None:
            state = (entry.country, entry.admin1)
            score += _STATE * (self.states[state] - own.get(state, 0.0)) / others
        if entry.lat is not None and entry.lon is not None:
            near = min(
                (
                    _distance_km(entry.lat, entry.lon, *point)
                    for other, point in self.points.items()
                    if other != name[0]
                ),
                default=math.inf,
            )
            score += _NEAR * math.exp(-near / _NEAR_KM)
        return score


def places(doc: tokens.Doc, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give each toponym its place; one that no gazetteer row backs keeps its coordinates unknown.

    A name has one sense in a document. Guesses stay only where a place of that name fits.
    """
    mentions = tuple(toponyms)
    # The title and the outlet's name tell where the story is, though they yield no place of their own.
    witnesses = (*mentions, *_around(document_of(doc)))
    wanted = {form for mention in witnesses for form in _forms(mention.name)}
    wanted.update(form for mention in mentions if mention.within is not None for form in _forms(mention.within))
    found = gazetteer.find(wanted)
    options = {_name(mention): _options(mention, found) for mention in witnesses}
    chosen = _choose(witnesses, options, found)
    placed = {_name(mention)[0] for mention in mentions if mention.placed}
    near = _near(mentions, chosen)
    return tuple(
        _place(doc, mention, chosen[_name(mention)])
        for mention in mentions
        if _is_kept(mention, chosen[_name(mention)], _name(mention)[0] in placed, near)
    )


def _name(mention: Toponym) -> Name:
    return fold(mention.name), mention.kind, mention.country


def _forms(name: str) -> tuple[str, ...]:
    """Give the keys a name may have in the gazetteer, the likeliest first."""
    key = fold(name)
    words = key.split()
    forms = [key]
    if len(words) > 2 and words[1] == "of" and words[0] in _OF:
        forms.insert(0, " ".join(words[2:]))
    if len(words) == 1:
        forms.append(f"al {key}")
    elif words[0] in _ARTICLES | _PARTS:
        forms.append(" ".join(words[1:]))
    if len(words) > 1 and words[-1] in _TYPE_WORDS:
        forms.append(" ".join(words[:-1]))
    return tuple(forms)


def _options(mention: Toponym, found: dict[str, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    for form in _forms(mention.name):
        entries = found.get(form, ())
        # A state's or region's name tells its country; a country's or city's has namesakes elsewhere.
        if mention.country is not None and mention.kind not in ("country", "city"):
            entries = tuple(entry for entry in entries if entry.country == mention.country) or entries
        if entries:
            return entries
    return ()


def _around(document: Document | None) -> Iterator[Toponym]:
    for text in () if document is None else (document.title, document.outlet):
        for _, _, known in names().find(text or ""):
            if not known.abbreviation:
                yield Toponym(
                    span=_NOWHERE, name=known.name, literal=not known.demonym, kind=known.kind, country=known.country
                )


def _choose(
    mentions: tuple[Toponym, ...], options: dict[Name, tuple[Entry, ...]], found: dict[str, tuple[Entry, ...]]
) -> dict[Name, Entry | None]:
    """Choose a sense for each name, by what it is and by the company it keeps (mean-field, a few rounds)."""
    contained: dict[str, Entry] = {}
    first: dict[Name, Toponym] = {}
    for mention in mentions:
        name = _name(mention)
        first.setdefault(name, mention)
        if mention.within is not None and name[0] not in contained:
            outer = [entry for form in _forms(mention.within) for entry in found.get(form, ())]
            entry = _inside(options[name], outer)
            if entry is not None:
                contained[name[0]] = entry
    base = {name: [_score(first[name], entry) for entry in entries] for name, entries in options.items()}
    for name, entries in options.items():
        settled = contained.get(name[0])
        base[name] = [score + _SETTLED * (entry == settled) for score, entry in zip(base[name], entries, strict=True)]
    scores = base
    for _ in range(_ROUNDS):
        context = _Context()
        shares = {name: _shares(some) for name, some in scores.items()}
        for name, entries in options.items():
            if entries and first[name].evidence in _SURE:
                context.add(name, entries, shares[name])
        scores = {}
        for name, entries in options.items():
            own: defaultdict[tuple[str | None, str | None], float] = defaultdict(float)
            if first[name].evidence in _SURE:
                for entry, share in zip(entries, shares[name], strict=True):
                    own[entry.country, entry.admin1] += share
            scores[name] = [
                score + context.score(name, entry, own) for score, entry in zip(base[name], entries, strict=True)
            ]
    return {
        name: max(zip(scores[name], range(0, -len(entries), -1), entries, strict=True))[2] if entries else None
        for name, entries in options.items()
    }


def _shares(scores: list[float]) -> list[float]:
    """Split a vote over namesakes by their scores."""
    best = max(scores, default=0.0)
    weights = [math.exp(_SHARPNESS * (score - best)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _score(mention: Toponym, entry: Entry) -> float:
    """Weigh a place for itself: its people, and whether its kind and country are what the words say."""
    score = math.log10(entry.population + 100)
    if entry.kind == "country":
        score += _IS_COUNTRY
    elif entry.kind == "admin":
        score += _IS_ADMIN
    if mention.kind == entry.kind:
        score += _AS_SAID
    if not entry.preferred:
        score -= 1.0 if entry.population > 200_000 else 3.0
    if mention.evidence == "known" and mention.kind == "city" and entry.population > 300_000:
        score += _FAMOUS
    if mention.kind == "city" and mention.country == entry.country:
        score += _COUNTRY_SAID
    return score


def _inside(entries: tuple[Entry, ...], outer: list[Entry]) -> Entry | None:
    """Give the first entry that lies in one of the larger places."""
    for larger in outer:
        for entry in entries:
            if entry.id == larger.id or entry.country != larger.country:
                continue
            if larger.kind == "country" or (
                larger.kind == "admin" and entry.admin1 == larger.admin1 and entry.kind != "country"
            ):
                return entry
    return None


def _near(mentions: tuple[Toponym, ...], chosen: dict[Name, Entry | None]) -> Counter[tuple[str | None, str | None]]:
    """Count the surely named places of each subdivision."""
    sure = {_name(mention) for mention in mentions if mention.evidence in _SURE}
    return Counter((entry.country, entry.admin1) for name in sure if (entry := chosen[name]) is not None)


def _is_kept(mention: Toponym, entry: Entry | None, placed: bool, near: Counter[tuple[str | None, str | None]]) -> bool:
    if mention.evidence == "known":
        return True
    if mention.evidence == "worded":
        return mention.placed or mention.kind is not None or entry is not None
    if mention.evidence == "model":
        return placed or entry is not None
    if entry is None or not entry.preferred:
        return False
    beside = near[entry.country, entry.admin1] > 0
    if mention.evidence == "preposition":
        return beside or entry.population > 15_000
    return beside and entry.population > 1_000


def _place(doc: tokens.Doc, mention: Toponym, entry: Entry | None) -> Place:
    ident = identify(doc, "pl", mention.span.start, mention.span.end)
    if entry is None:
        return Place(
            id=ident,
            span=mention.span,
            name=mention.name,
            kind=mention.kind,
            country=mention.country,
            literal=mention.literal,
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
        literal=mention.literal,
    )


def _distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the distance of two points on a sphere, near enough for what is near (equirectangular)."""
    east = math.radians(other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371 * math.hypot(east, math.radians(other_lat - lat))
