"""The gazetteer: names of places with coordinates, in a SQLite index that is built on first use."""

from __future__ import annotations

import functools
import json
import os
import re
import sqlite3
import unicodedata
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from sayso.errors import GazetteerError
from sayso.mention import PlaceKind, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


CACHE_VARIABLE = "SAYSO_CACHE_DIR"
# Letters that Unicode does not take apart, as newspapers write them.
_LETTERS = str.maketrans("øØđĐłŁıðəƏ", "oOdDlLidaA") | {ord("þ"): "th", ord("æ"): "ae", ord("œ"): "oe"}
_MARKS = str.maketrans("-‐‑–/_", "      ", ".'’‘`´ʼʻʾʿ,\u02b9\u02ba")
_SHORT = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_HAS_SHORT = re.compile("saint|fort|mount")
_FIND = """
SELECT n.key,
    p.id, p.geonames, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.population, p.precision, n.preferred
FROM name n JOIN place p ON p.id = n.place
WHERE n.key IN (SELECT value FROM json_each(?))
ORDER BY p.population DESC, p.id
"""
_BY_ID = """
SELECT id, geonames, name, kind, country, admin1, lat, lon, population, precision, 1 FROM place WHERE id = ?
"""
_PART = "SELECT lat, lon FROM part WHERE place = ? AND part = ?"


def fold(name: str) -> str:
    """Give the key of a name: no case, accents, hyphens, apostrophes or full stops.

    "Saint" and "St.", "Fort" and "Ft.", "Mount" and "Mt." are one; a leading "the" is left out.
    """
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(char for char in parts if not unicodedata.combining(char))
    key = " ".join(name.translate(_MARKS).casefold().split()).removeprefix("the ")
    if _HAS_SHORT.search(key):
        key = " ".join(_SHORT.get(word, word) for word in key.split())
    return key


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    ``country`` is ISO 3166-1 alpha-3, ``admin1`` the name of the first-level subdivision.
    ``preferred`` is False where the name looked up is only another name of the place. A
    population of 0 is an unknown one.
    """

    id: int
    geonames: int | None
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    precision: Precision
    preferred: bool


class Gazetteer:
    """An index of place names, read-only; `open_gazetteer` makes one."""

    def __init__(self, path: Path) -> None:
        """Open the index at ``path``.

        Raises:
            GazetteerError: when it is not a finished index.
        """
        self.path = path
        try:
            # The connection reads only, so threads may share it (SQLite is compiled threadsafe).
            self._rows = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            weakref.finalize(self, self._rows.close)
            self._rows.execute("PRAGMA mmap_size = 268435456")
            self._rows.execute("SELECT id FROM place LIMIT 1").fetchone()
        except sqlite3.Error as error:
            message = (
                f"cannot open the index of place names {path}: {error}; delete the file, it is made again on next use"
            )
            raise GazetteerError(message) from error

    def find(self, names: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Look up many names at once; the answer has the folded name and its places, most populous first."""
        keys = sorted({fold(name) for name in names})
        found: dict[str, list[Entry]] = {}
        for key, *fields in self._rows.execute(_FIND, [json.dumps(keys)]):
            found.setdefault(key, []).append(Entry(*fields))
        return {key: tuple(entries) for key, entries in found.items()}

    def place(self, ident: int) -> Entry | None:
        """Give the place of that id, a GeoNames id where it has one; None where the index does not hold it."""
        row = self._rows.execute(_BY_ID, (ident,)).fetchone()
        return None if row is None else Entry(*row)

    def part(self, entry: Entry, part: str) -> tuple[float, float] | None:
        """Give a point in the part of a country or province ("n", "ne", "c" ...); None where none is known."""
        found: tuple[float, float] | None = self._rows.execute(_PART, (entry.id, part)).fetchone()
        return found

    def close(self) -> None:
        """Close the index."""
        self._rows.close()


def open_gazetteer(progress: Callable[[int, int], None] | None = None, *, folder: Path | None = None) -> Gazetteer:
    """Open the index of place names, building it on first use (some seconds, once).

    ``folder`` is where it is kept: else the environment variable SAYSO_CACHE_DIR, else the
    user's cache folder. ``progress`` is told of bytes read and of all bytes while it is built.

    Raises:
        GazetteerError: when the folder cannot be written, or the index cannot be read.
    """
    if folder is None:
        named = os.environ.get(CACHE_VARIABLE)
        folder = Path(named) if named else Path(platformdirs.user_cache_dir("sayso"))
    path = folder / _file_name()
    if not path.exists():
        from sayso.resolve import gazetteer_build  # noqa: PLC0415 - only the first use of all needs it

        gazetteer_build.build(path, progress)
    return Gazetteer(path)


@functools.cache
def _file_name() -> str:
    from sayso.resolve import gazetteer_sources  # noqa: PLC0415

    return f"places-{gazetteer_sources.version()}.sqlite"
