"""Toponyms to places: which of its namesakes a text means."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from sayso.annotate import identify
from sayso.entity import Place
from sayso.resolve.gazetteer import Entry, Gazetteer, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.mention import Toponym

_TYPE_WORDS = ("province", "governorate", "district", "county", "region", "oblast", "prefecture", "state", "municipality", "parish", "township", "city", "village", "town")
_SURE = frozenset({"known", "worded", "model"})
_LARGE = 15_000


def places(doc: tokens.Doc, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give each toponym its place; one that no gazetteer row backs keeps its coordinates unknown.

    Guesses from capital letters alone stay only where a place of that name is near the others.
    """
    mentions = tuple(toponyms)
    wanted = {form for mention in mentions for form in _forms(mention.name)}
    wanted.update(mention.within for mention in mentions if mention.within is not None)
    found = gazetteer.find(wanted)
    chosen = _choose(mentions, found)
    return tuple(
        _place(doc, mention, entry)
        for mention, entry in zip(mentions, chosen, strict=True)
        if mention.evidence in _SURE or entry is not None
    )


def _forms(name: str) -> tuple[str, ...]:
    key = fold(name)
    forms = [key]
    words = key.split()
    if len(words) > 1 and words[-1] in _TYPE_WORDS:
        forms.append(" ".join(words[:-1]))
    if len(words) > 1 and words[0] in ("al", "el", "ar", "as", "at", "ad", "an", "county", "north", "south", "east", "west", "central", "city"):
        forms.append(" ".join(words[1:]))
    elif len(words) == 1:
        forms.append("al " + key)
    if len(words) > 2 and words[:2] == ["city", "of"]:
        forms.append(" ".join(words[2:]))
    return tuple(forms)


def _entries(mention: Toponym, found: dict[str, tuple[Entry, ...]]) -> tuple[Entry, ...]:
    for form in _forms(mention.name):
        entries = found.get(form, ())
        if mention.country is not None:
            entries = tuple(entry for entry in entries if entry.country == mention.country) or entries
        if entries:
            return entries
    return ()


def _base(mention: Toponym, entry: Entry) -> float:
    score = math.log10(entry.population + 100)
    if entry.kind == "country":
        score += 2.5
    if entry.kind == "admin":
        score += 0.5 if mention.kind == "admin" else -1.0
    if not entry.preferred:
        score -= 1.5
    if mention.kind is not None and mention.kind == entry.kind:
        score += 1.5
    return score


def _choose(mentions: tuple[Toponym, ...], found: dict[str, tuple[Entry, ...]]) -> list[Entry | None]:
    options = {mention: _entries(mention, found) for mention in mentions}
    senses: dict[tuple[str, object, object], Entry | None] = {}
    contained: dict[str, Entry] = {}
    for mention in mentions:
        if mention.within is not None:
            entry = _inside(mention, options[mention], found.get(fold(mention.within), ()))
            if entry is not None:
                contained.setdefault(fold(mention.name), entry)
    for _ in range(3):
        countries: Counter[str | None] = Counter()
        states: Counter[tuple[str | None, str | None]] = Counter()
        points = []
        for key, entry in senses.items():
            if entry is not None:
                countries[entry.country] += 1
                if entry.admin1:
                    states[entry.country, entry.admin1] += 1
                if entry.kind == "city" and entry.lat is not None and entry.lon is not None:
                    points.append((entry.lat, entry.lon))
        total = sum(countries.values()) or 1
        total_states = sum(states.values()) or 1
        new = {}
        for mention in mentions:
            key = (fold(mention.name), mention.kind, mention.country)
            if key in new:
                continue
            best, best_score = None, -99.0
            old = senses.get(key)
            for entry in options[mention]:
                score = _base(mention, entry)
                if contained.get(key[0]) == entry:
                    score += 10
                own = 1 if old is not None and old.country == entry.country else 0
                score += 2.0 * (countries[entry.country] - own) / total
                own = 1 if old is not None and (old.country, old.admin1) == (entry.country, entry.admin1) else 0
                score += 3.0 * (states[entry.country, entry.admin1] - own) / total_states
                if score > best_score:
                    best, best_score = entry, score
            if mention.evidence not in _SURE and best is not None:
                near = states[best.country, best.admin1] - (1 if old == best else 0)
                if mention.evidence == "capital" and not (best.preferred and (near and best.population > 1000)):
                    best = None
                elif mention.evidence == "preposition" and not (best.population > _LARGE or near):
                    best = None
            new[key] = best
        senses = new
    return [senses[fold(mention.name), mention.kind, mention.country] for mention in mentions]


def _inside(mention: Toponym, entries: tuple[Entry, ...], outer: tuple[Entry, ...]) -> Entry | None:
    for entry in entries:
        for larger in outer:
            if larger.kind == "country" and entry.country == larger.country and entry.id != larger.id:
                return entry
            if larger.kind == "admin" and entry.country == larger.country and entry.admin1 == larger.admin1 and entry.id != larger.id:
                return entry
    return None


def _place(doc: tokens.Doc, mention: Toponym, entry: Entry | None) -> Place:
    ident = identify(doc, "pl", mention.span.start, mention.span.end)
    if entry is None:
        return Place(id=ident, span=mention.span, name=mention.name, kind=mention.kind, country=mention.country, literal=mention.literal)
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
