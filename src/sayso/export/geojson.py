"""GeoJSON (RFC 7946): a point for each record that has a place with coordinates, for maps."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from sayso.export.columns import place_of, row
from sayso.export.spreadsheet import instant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.store.entries import Entry

# The kinds of record that have a place, and what one of each is called.
KINDS: Mapping[str, str] = {
    "events": "event",
    "control": "control",
    "meetings": "meeting",
    "figures": "figure",
    "quotations": "quotation",
}
HEAD = '{"type": "FeatureCollection", "features": ['
FOOT = "\n]}\n"
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_IN_THE_GEOMETRY = ("place_latitude", "place_longitude")


def feature(kind: str, entry: Entry[Any]) -> str | None:
    """Write the feature of a record on one line; None for one that has no coordinates."""
    place = place_of(entry)
    if place is None or place.lat is None or place.lon is None:
        return None
    cells = {name: _plain(value) for name, value in row(kind, entry).items() if name not in _IN_THE_GEOMETRY}
    made = {
        "type": "Feature",
        "id": entry.record.id,
        # Longitude first, unlike everywhere else (RFC 7946, 3.1.1).
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {"kind": KINDS[kind], **cells},
    }
    return json.dumps(made, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any cell
    match value:
        case dt.datetime():
            return instant(value)
        case dt.date():
            return value.isoformat()
        case float() if value.is_integer():
            return int(value)
        case str():
            return _HALF_PAIR.sub("\ufffd", value)
        case _:
            return value
