"""Where the parts of a country or province lie: "northern Iraq" is about where the towns of its north are.

No border is drawn between the parts, so the north is the northern third of the stretch from the
southernmost towns to the northernmost, the centre the middle half both ways. The point is coarse.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# Fewer towns tell nothing of a part.
_FEWEST_TOWNS = 9
# Towns on far islands do not stretch a country.
_LEFT_OUT = 0.02
_THIRD, _HALF, _QUARTER = 1 / 3, 1 / 2, 1 / 4


class Parts:
    """The towns of each country and province, by its id; then the points of its parts."""

    def __init__(self) -> None:
        """Begin with none."""
        self._towns: dict[int, tuple[array[float], array[float]]] = defaultdict(lambda: (array("d"), array("d")))

    def add(self, wholes: Iterable[int | None], lat: float, lon: float) -> None:
        """Count a town as one of each of ``wholes``; None is one that no table has."""
        for whole in wholes:
            if whole is not None:
                lats, lons = self._towns[whole]
                lats.append(lat)
                lons.append(lon)

    def points(self) -> Iterator[tuple[int, str, float, float]]:
        """Yield the parts: id of the whole, part ("n", "ne", "c" ...), latitude, longitude."""
        for place, (lats, lons) in self._towns.items():
            if len(lats) >= _FEWEST_TOWNS:
                # Longitudes count from the first town's, so that a country may lie across the 180th meridian.
                first = lons[0]
                shares = zip(_shares(lats), _shares([_turned(lon - first) for lon in lons]), strict=True)
                towns = list(zip(shares, lats, lons, strict=True))
                for part, holds in _PARTS.items():
                    inside = [(lat, _turned(lon - first)) for (up, right), lat, lon in towns if holds(up, right)]
                    if inside:
                        lat = sum(one for one, _ in inside) / len(inside)
                        lon = _turned(first + sum(one for _, one in inside) / len(inside))
                        yield place, part, round(lat, 3), round(lon, 3)


def _turned(degrees: float) -> float:
    return (degrees + 180) % 360 - 180


def _shares(values: array[float] | list[float]) -> list[float]:
    """Give how far each value lies from the lowest, 0, to the highest, 1."""
    ranked = sorted(values)
    cut = math.floor(_LEFT_OUT * len(ranked))
    low, high = ranked[cut], ranked[len(ranked) - 1 - cut]
    return [(value - low) / ((high - low) or 1) for value in values]


_PARTS: dict[str, Callable[[float, float], bool]] = {
    "n": lambda up, _: up >= 1 - _THIRD,
    "s": lambda up, _: up <= _THIRD,
    "e": lambda _, right: right >= 1 - _THIRD,
    "w": lambda _, right: right <= _THIRD,
    "ne": lambda up, right: up >= _HALF and right >= _HALF,
    "nw": lambda up, right: up >= _HALF and right <= _HALF,
    "se": lambda up, right: up <= _HALF and right >= _HALF,
    "sw": lambda up, right: up <= _HALF and right <= _HALF,
    "c": lambda up, right: abs(up - _HALF) <= _QUARTER and abs(right - _HALF) <= _QUARTER,
}
