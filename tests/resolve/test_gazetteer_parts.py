"""Where the parts of a country lie."""

from __future__ import annotations

import pytest

from sayso.resolve.gazetteer_parts import Parts


def points(*towns: tuple[float, float]) -> dict[str, tuple[float, float]]:
    parts = Parts()
    for lat, lon in towns:
        parts.add((7, None), lat, lon)
    return {part: (lat, lon) for whole, part, lat, lon in parts.points() if whole == 7}


GRID = [(lat, lon) for lat in (10.0, 20.0, 30.0) for lon in (40.0, 50.0, 60.0)]


def test_each_part_lies_on_its_side() -> None:
    found = points(*GRID)
    assert found["n"] == (30.0, 50.0)
    assert found["s"] == (10.0, 50.0)
    assert found["e"] == (20.0, 60.0)
    assert found["w"] == (20.0, 40.0)
    assert found["c"] == (20.0, 50.0)
    assert found["ne"] == (25.0, 55.0)
    assert set(found) == {"n", "s", "e", "w", "ne", "nw", "se", "sw", "c"}


def test_towns_on_a_far_island_do_not_stretch_a_country() -> None:
    assert points(*GRID * 12, (80.0, 50.0))["n"][0] == pytest.approx(30.0, abs=1.5)


def test_a_country_may_lie_across_the_180th_meridian() -> None:
    found = points(*((lat, lon if lon <= 180 else lon - 360) for lat in (1.0, 2.0, 3.0) for lon in (170, 180, 190)))
    assert found["w"] == (2.0, 170.0)
    assert found["e"] == (2.0, -170.0)


def test_a_few_towns_tell_nothing_of_parts() -> None:
    assert points(*GRID[:8]) == {}


def test_towns_at_one_point_divide_by_nothing() -> None:
    assert points(*[(5.0, 5.0)] * 9)["s"] == (5.0, 5.0)
