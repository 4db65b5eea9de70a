"""Atlas: the places that a user tells sayso about in ``places.toml`` or a table, see docs/places.md."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from sayso.errors import KnowledgeError
from sayso.mention import PlaceKind, Precision
from sayso.name_index import NameIndex, forms
from sayso.user_file import aliases_of, country_of, name_of, one_of, refuse_unknown_keys, tables_of, text_of, toml_of

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

# A part is told by its words ("northern Iraq"), not by a name of its own.
KINDS: tuple[PlaceKind, ...] = tuple(kind for kind in get_args(PlaceKind) if kind != "part")
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
_KEYS = ("name", "aliases", "kind", "lat", "lon", "country", "admin1", "geonames", "precision")
_PRECISION_OF: dict[PlaceKind, Precision] = {
    "country": "country",
    "territory": "admin1",
    "admin": "admin1",
    "city": "city",
    "region": "region",
    "river": "region",
    "lake": "region",
    "sea": "wider",
    "feature": "region",
}
_TABLES = (".csv", ".tsv")
_DELIMITERS = "\t;,"
_BETWEEN_ALIASES = "|"
_SHORTEST_IN_CAPITALS = 4
_FARTHEST = {"lat": 90, "lon": 180}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place as the user describes it; the fields are those of `Place`."""

    name: str
    kind: PlaceKind
    precision: Precision
    aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True)
class Atlas:
    """Known places; each name and alias belongs to one of them.

    Raises:
        KnowledgeError: when one belongs to two.
    """

    places: tuple[KnownPlace, ...] = ()
    _index: NameIndex[KnownPlace] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the tables that finding names needs."""
        holders: dict[str, KnownPlace] = {}
        for place in self.places:
            for name in (place.name, *place.aliases):
                for form in _written(name):
                    other = holders.setdefault(form, place)
                    if other is not place:
                        message = (
                            f"{name!r} names two places, {_described(other)} and {_described(place)};"
                            " leave it to one of them, or make them one place"
                        )
                        raise KnowledgeError(message)
        object.__setattr__(self, "_index", NameIndex(holders))

    def named(self, name: str) -> KnownPlace | None:
        """Give the place of which ``name`` is the name or an alias."""
        return self._index.get(name)

    def names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in ``text`` names stand as whole words; at each place the longest, none in another."""
        return self._index.find(text)


def load(path: str | os.PathLike[str]) -> Atlas:
    """Read the places that the file ``path`` describes: a table if it is called .csv or .tsv, else TOML.

    Raises:
        KnowledgeError: when it cannot be read, or does not follow docs/places.md.
    """
    text = text_of(path)
    read = _rows if f"{path}".lower().endswith(_TABLES) else _tables
    try:
        return Atlas(tuple(_place(where, entry, called) for where, entry, called in read(f"{path}", text)))
    except KnowledgeError as error:
        if f"{error}".startswith(f"{path}"):
            raise
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _tables(file: str, text: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    table = toml_of(file, text, page="docs/places.md")
    for number, entry in enumerate(tables_of(file, table, "place", needs="a name and a kind"), start=1):
        yield f"{file}, place {number}", entry, "key"


def _rows(file: str, text: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Read a table; cells that are empty are left out, and numbers read."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = lines[0]
    if not head.strip():
        known = ",".join(_KEYS)
        message = f"{file}: its first line is empty; it names the columns, such as {known}"
        raise KnowledgeError(message)
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    try:
        columns = [cell.strip() for cell in next(rows)]
        _check_columns(file, columns)
        empty = True
        for row in rows:
            where = f"{file}, line {rows.line_num}"
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                message = (
                    f"{where}: there are {len(cells)} cells and {len(columns)} columns; put a cell that holds"
                    f" {delimiter!r} in double quotation marks"
                )
                raise KnowledgeError(message)
            empty = False
            yield where, _typed({column: cell for column, cell in zip(columns, cells, strict=False) if cell}), "column"
    except csv.Error as error:
        message = f"{file}, line {rows.line_num}: {error}; look for a quotation mark that does not close"
        raise KnowledgeError(message) from error
    if empty:
        message = f"{file} names no place; give each a line below the columns"
        raise KnowledgeError(message)


def _check_columns(file: str, columns: list[str]) -> None:
    refuse_unknown_keys(f"{file}, line 1", dict.fromkeys(columns), _KEYS, called="column")
    for column in ("name", "kind"):
        if column not in columns:
            message = f"{file}, line 1: the column {column!r} is missing; known here: {', '.join(_KEYS)}"
            raise KnowledgeError(message)
    for column in columns:
        if columns.count(column) > 1:
            message = f"{file}, line 1: the column {column!r} stands there twice; leave one"
            raise KnowledgeError(message)


def _typed(cells: dict[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = dict(cells)
    if "aliases" in cells:
        entry["aliases"] = [alias for alias in cells["aliases"].split(_BETWEEN_ALIASES) if alias.strip()]
    for key, kind in (("lat", float), ("lon", float), ("geonames", int)):
        if key in cells:
            try:
                entry[key] = kind(cells[key])
            except ValueError:
                continue  # named, as it stands there, where the entry is checked
    return entry


def _place(where: str, entry: Mapping[str, Any], called: str) -> KnownPlace:
    name = name_of(where, "name", entry.get("name"))
    where = f"{where} ({name})"
    refuse_unknown_keys(where, entry, _KEYS, called=called)
    kind: Any = one_of(where, entry, "kind", KINDS)
    if kind is None:
        message = f"{where}: kind is missing; give one of {', '.join(KINDS)}"
        raise KnowledgeError(message)
    precision: Any = one_of(where, entry, "precision", PRECISIONS)
    lat, lon = _degrees(where, entry, "lat"), _degrees(where, entry, "lon")
    if (lat is None) is not (lon is None):
        given, missing = ("lat", "lon") if lon is None else ("lon", "lat")
        message = f"{where}: it has {given} but no {missing}; give both, or neither"
        raise KnowledgeError(message)
    admin1 = entry.get("admin1")
    return KnownPlace(
        name=name,
        kind=kind,
        precision=precision or _PRECISION_OF.get(kind, "exact"),
        aliases=aliases_of(where, entry, example='["Tall Orun", "Orun Hill"]'),
        lat=lat,
        lon=lon,
        country=country_of(where, entry),
        admin1=None if admin1 is None else name_of(where, "admin1", admin1),
        geonames=_geonames(where, entry),
    )


def _degrees(where: str, entry: Mapping[str, Any], key: str) -> float | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        message = f"{where}: {key} is {value!r}; give degrees as a number with a decimal point, such as 36.25"
        raise KnowledgeError(message)
    if abs(value) > _FARTHEST[key]:
        message = f"{where}: {key} is {value}; it lies between -{_FARTHEST[key]} and {_FARTHEST[key]}"
        other = entry.get("lon")
        if key == "lat" and isinstance(other, int | float) and abs(other) <= _FARTHEST["lat"]:
            message += "; are lat and lon exchanged?"
        raise KnowledgeError(message)
    return float(value)


def _geonames(where: str, entry: Mapping[str, Any]) -> int | None:
    value = entry.get("geonames")
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    message = f"{where}: geonames is {value!r}; give the number of a GeoNames id, such as 99072"
    raise KnowledgeError(message)


def _written(name: str) -> tuple[str, ...]:
    """Give how a name may stand in a view: as it is, and in the capitals of a dateline or headline."""
    written = forms(name)
    return written if len(name) < _SHORTEST_IN_CAPITALS else (*written, *(form.upper() for form in written))


def _described(place: KnownPlace) -> str:
    where = ", ".join(part for part in (place.admin1, place.country) if part) or place.kind
    return f"{place.name} ({where})"
