"""A gazetteer of invented towns in real countries, built in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.resolve import gazetteer_sources
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def town(  # noqa: PLR0913, PLR0917 - the columns of GeoNames
    geonameid: int, name: str, country: str, admin1: str, lat: float, lon: float, people: int, *others: str
) -> dict[str, Any]:
    return {
        "geonameid": geonameid,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "population": people,
        "timezone": "",
        "admin1code": admin1,
        "alternatenames": list(others),
    }


TOWNS = [
    town(90_000_001, "Odenburg", "DE", "02", 48.0, 11.0, 900_000, "Odenbourg", "Оденбург", "ODN", "odenburgo"),
    town(90_000_002, "Odenburg", "US", "OH", 40.0, -83.0, 4_000),
    town(90_000_003, "Velmora", "US", "OH", 40.2, -83.1, 2_000),
    town(90_000_004, "Velmora", "US", "TX", 32.0, -97.0, 30_000),
    town(90_000_005, "Saint-Ormé", "FR", "11", 48.9, 2.4, 20_000),
    town(90_000_006, "Tarniz", "SY", "09", 36.2, 37.1, 0),
    town(90_000_007, "Tarniz", "MX", "09", 19.4, -99.1, 9_000),
    town(90_000_008, "Kadavu", "FJ", "02", -19.0, 178.0, 3_000),
    town(90_000_009, "Lau", "FJ", "02", -18.0, -178.0, 3_000),
    town(90_000_010, "Brelling", "GB", "ENG", 51.0, -1.0, 40_000),
]


@pytest.fixture
def few_towns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make building quick: ten towns in place of 235,000."""

    def towns(progress: Callable[[int, int], None] | None = None) -> Iterator[dict[str, Any]]:
        yield from TOWNS
        if progress is not None:
            progress(10, 10)

    monkeypatch.setattr(gazetteer_sources, "towns", towns)


@pytest.fixture(scope="session")
def small_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """Give an index of the ten towns, and of the real countries and subdivisions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gazetteer_sources, "towns", lambda _progress=None: iter(TOWNS))
        gazetteer = open_gazetteer(folder=tmp_path_factory.mktemp("gazetteer"))
    yield gazetteer
    gazetteer.close()
