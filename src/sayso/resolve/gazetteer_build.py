"""Building the index of place names, once, in some seconds."""

from __future__ import annotations

import cmath
import contextlib
import itertools
import math
import os
import sqlite3
import tempfile
import time
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import GazetteerError
from sayso.resolve import gazetteer_sources as sources
from sayso.resolve.gazetteer import CACHE_VARIABLE, fold
from sayso.resolve.gazetteer_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sayso.mention import Precision

    Place = tuple[int, int | None, str, str, str | None, str | None, float | None, float | None, int, Precision]
    # Folded name to whether it is the preferred one.
    Names = dict[str, bool]

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    geonames INTEGER,        -- GeoNames id
    name TEXT NOT NULL,
    kind TEXT NOT NULL,      -- PlaceKind
    country TEXT,            -- ISO 3166-1 alpha-3
    admin1 TEXT,             -- name of the first-level subdivision
    lat REAL, lon REAL,      -- WGS 84 degrees
    population INTEGER NOT NULL,
    precision TEXT NOT NULL  -- Precision of the coordinates
);
CREATE TABLE name (
    key TEXT NOT NULL,       -- folded name
    place INTEGER NOT NULL REFERENCES place,
    preferred INTEGER NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE part (
    place INTEGER NOT NULL REFERENCES place,
    part TEXT NOT NULL,      -- n s e w ne nw se sw c
    lat REAL NOT NULL, lon REAL NOT NULL,
    PRIMARY KEY (place, part)
) WITHOUT ROWID;
"""
_BATCH = 10_000
# Above every GeoNames id: places that have none get their own.
_FIRST_OWN_ID = 1 << 40
# What a region or sea weighs beside namesakes: nobody has counted its people.
_REGION_POPULATION = 3_000_000
# A region of ours that GeoNames has as a subdivision or a large town is the same place.
_LARGE_TOWN = 100_000
# How fine a row of ours is by its kind; a region or water lies in one country or in several.
_PRECISIONS: dict[str, Precision] = {
    "admin": "admin1",
    "territory": "admin1",
    "city": "city",
    "site": "exact",
    "dam": "exact",
    "camp": "exact",
}
_TYPE_WORDS = frozenset(
    "province governorate district county region oblast krai raion rayon prefecture state department division"
    " municipality parish republic autonomous voivodeship voivodship canton emirate".split()
)
_STALE_DRAFT_SECONDS = 86_400
_STALE_INDEX_SECONDS = 30 * 86_400
_SHORT_CODE = 4
_LAST_LATIN_1 = 0xFF
_LAST_LATIN = 0x24F


def build(path: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Write the index to ``path``, whole or not at all.

    It grows beside ``path`` under a name of its own and takes its place at the end, so several
    processes may build at once and an interrupted one leaves no half index.

    Raises:
        GazetteerError: when the folder cannot be written.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        handle, name = tempfile.mkstemp(prefix="places-", suffix=".draft", dir=path.parent)
        os.close(handle)
        draft = Path(name)
        _write(draft, progress)
        # mkstemp makes a file for its owner alone; a cache may be shared.
        draft.chmod(0o644)
        draft.replace(path)
        draft = None
    except (OSError, sqlite3.Error) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        message = (
            f"cannot write the index of place names {path}: {reason};"
            f" it needs some 40 MB there, once; {CACHE_VARIABLE} names another folder"
        )
        raise GazetteerError(message) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a killed build left behind, and the indexes of versions long gone.

    A draft of today may still be growing; another installed version makes its index again.
    """
    for pattern, seconds in (("places-*.draft", _STALE_DRAFT_SECONDS), ("places-*.sqlite", _STALE_INDEX_SECONDS)):
        for file in folder.glob(pattern):
            with contextlib.suppress(FileNotFoundError):  # another process sweeps too
                if time.time() - file.stat().st_mtime > seconds:
                    file.unlink()


def _write(draft: Path, progress: Callable[[int, int], None] | None) -> None:
    with contextlib.closing(sqlite3.connect(draft)) as rows:
        # Nobody else sees the draft, and a lost one is made again.
        rows.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;" + _SCHEMA)
        parts = Parts()
        found = _places(parts, progress)
        while batch := list(itertools.islice(found, _BATCH)):
            rows.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [place for place, _ in batch])
            rows.executemany(
                "INSERT INTO name VALUES (?, ?, ?)",
                [(key, place[0], preferred) for place, names in batch for key, preferred in names.items()],
            )
        rows.executemany("INSERT INTO part VALUES (?, ?, ?, ?)", parts.points())
        rows.commit()


def _places(parts: Parts, progress: Callable[[int, int], None] | None) -> Iterator[tuple[Place, Names]]:
    """Yield each place with its folded names: subdivisions, towns, then what needs the towns' points."""
    countries = sources.countries()
    alpha3 = {alpha2: country["iso3"] for alpha2, country in countries.items()}
    whole_countries = {alpha2: country["geonameid"] for alpha2, country in countries.items()}
    regions = [row for row in sources.table("regions.tsv") if row]
    # A region of ours with a namesake of some size in the same country is that one, under more names.
    ours = {(row[4], fold(row[0])): row for row in regions if row[4]}
    doubled: set[tuple[str, str]] = set()

    def with_our_names(place: Place, names: Names) -> tuple[Place, Names]:
        for key in list(names):
            row = ours.get((place[4] or "", key))
            if row is not None:
                doubled.add((row[4], key))
                names.update(dict.fromkeys(_keys((row[0], *row[1].split("|"))), True))
                # Ours is the English name; GeoNames' own is often the official one.
                place = (*place[:2], row[0], *place[3:])
        return place, names

    admin1: dict[tuple[str, str], tuple[int, str]] = {}
    for place, names, code in _subdivisions(alpha3):
        if "." not in code:
            named, more = with_our_names(place, names)
            admin1[place[4] or "", code] = named[0], named[2]
            yield (*named[:5], named[2], *named[6:]), more
        else:
            yield place, names
    points: dict[str, _Mean] = defaultdict(_Mean)
    for town in sources.towns(progress):
        country = alpha3.get(town["countrycode"], "")
        lat, lon = town["latitude"], town["longitude"]
        points[country].add(lat, lon)
        state, named_state = admin1.get((country, town["admin1code"]), (None, None))
        parts.add((state, whole_countries.get(town["countrycode"])), lat, lon)
        place, names = _town(town, country, named_state)
        yield with_our_names(place, names) if town["population"] >= _LARGE_TOWN else (place, names)
    yield from _countries(countries, points)
    for number, row in enumerate(regions):
        if (row[4], fold(row[0])) not in doubled:
            yield _region(number, row)


class _Mean:
    """The mean of points on a sphere: a plain mean of longitudes fails across the 180th meridian."""

    def __init__(self) -> None:
        self.count, self.lat, self.lon = 0, 0.0, 0j

    def add(self, lat: float, lon: float) -> None:
        self.count += 1
        self.lat += lat
        self.lon += cmath.rect(1, math.radians(lon))

    def point(self) -> tuple[float, float] | tuple[None, None]:
        if not self.count:
            return None, None
        return round(self.lat / self.count, 3), round(math.degrees(cmath.phase(self.lon)), 3)


def _town(town: dict[str, Any], country: str, admin1: str | None) -> tuple[Place, Names]:
    names = dict.fromkeys(_keys(filter(_latin, town["alternatenames"])), False)
    names[fold(town["name"])] = True
    place = (town["geonameid"], town["geonameid"], town["name"], "city", country or None, admin1)
    return (*place, town["latitude"], town["longitude"], town["population"], "city"), names


def _subdivisions(alpha3: dict[str, str]) -> Iterator[tuple[Place, Names, str]]:
    """Yield the subdivisions with their GeoNames codes, first levels before second ones."""
    states = {(row[0], fold(row[1])): row[2] for row in sources.table("states.tsv")}
    rows = sorted(sources.table("subdivisions.tsv.gz"), key=lambda row: "." in row[2])
    above: dict[tuple[str, str], str] = {}
    for geonames, alpha2, code, _, name, aliases, lat, lon, population in rows:
        country = alpha3.get(alpha2)
        if country is None:
            continue
        others = [other for other in aliases.split("|") if _latin(other)]
        first_level, _, district = code.partition(".")
        shown = _shown(name, others)
        if not district:
            above[country, code] = shown
        names = dict.fromkeys((key for other in (name, *others) for key in _without_type(fold(other))), False)
        names.update(dict.fromkeys(_keys((name, shown)), True))
        abbreviations = states.get((country, fold(name)))
        if abbreviations and not district:
            names.update(dict.fromkeys(_keys(abbreviations.split("|")), True))
        point = (float(lat), float(lon)) if lat else (None, None)
        place = (int(geonames), int(geonames), shown, "admin", country, above.get((country, first_level)))
        yield (*place, *point, int(population), "admin2" if district else "admin1"), names, code


def _shown(name: str, others: list[str]) -> str:
    """Choose the name to show: not a transcription with marks under its letters where there is an English one."""
    if name.isascii() or max(map(ord, name)) <= _LAST_LATIN_1:
        return name
    return next((other for other in others if other.isascii() and other.split()[-1].casefold() in _TYPE_WORDS), name)


def _countries(countries: dict[str, dict[str, Any]], points: dict[str, _Mean]) -> Iterator[tuple[Place, Names]]:
    """Yield the countries. GeoNames' table gives no coordinates: those of a territory are the mean of its towns'."""
    middles = {code: (float(lat), float(lon)) for code, lat, lon in sources.table("country_points.tsv")}
    ours = {row[0]: row for row in sources.table("countries.tsv")}
    for alpha2, country in countries.items():
        code, name = str(country["iso3"]), str(country["name"]).strip()
        row = ours.get(code, [code, name, "", ""])
        names = dict.fromkeys(_keys((name, row[1], *row[2].split("|"), *sources.territory_names(alpha2))), True)
        lat, lon = middles.get(code) or points[code].point()
        geonames = country["geonameid"]
        yield (geonames, geonames, row[1], "country", code, None, lat, lon, country["population"], "country"), names


def _region(number: int, row: list[str]) -> tuple[Place, Names]:
    name, aliases, _, kind, country, lat, lon, geonames, *told = row
    ident = int(geonames) if geonames else None
    precision: Any = told[0] if told else _PRECISIONS.get(kind) or ("region" if country else "wider")
    place = (ident or _FIRST_OWN_ID + number, ident, name, kind, country or None, None)
    point = (float(lat), float(lon))
    return (*place, *point, _REGION_POPULATION, precision), dict.fromkeys(_keys((name, *aliases.split("|"))), True)


def _keys(names: Iterable[str]) -> Iterator[str]:
    return (key for key in map(fold, names) if key)


def _without_type(key: str) -> Iterator[str]:
    """Yield a subdivision's key and the same without the word that says what it is: "kunduz province", "kunduz"."""
    yield key
    words = key.split()
    while len(words) > 1 and words[-1] in _TYPE_WORDS:
        words.pop()
    while len(words) > 1 and words[0] in ("county", "co"):
        words.pop(0)
    if words:
        yield " ".join(words)


def _latin(name: str) -> bool:
    """Tell whether English text may use a name: Latin letters, a capital first, no bare code."""
    if not name[:1].isupper() or (len(name) <= _SHORT_CODE and name.isupper()):
        return False
    return name.isascii() or all(
        ord(char) <= _LAST_LATIN or not char.isalpha() for char in unicodedata.normalize("NFKD", name)
    )
