from __future__ import annotations

import os
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from sayso.errors import GazetteerError
from sayso.resolve import gazetteer_build, gazetteer_sources
from sayso.resolve.gazetteer import CACHE_VARIABLE, Gazetteer, fold, open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Saint-Ormé", "st orme"),
        ("St. Ormé", "st orme"),
        ("Mount  Oden", "mt oden"),
        ("Sana\u2019a", "sanaa"),
        ("Łódź", "lodz"),
        ("The Oden", "oden"),
        ("U.S.", "us"),
        ("Oden/Velm", "oden velm"),
        ("THEODEN", "theoden"),
    ],
)
def test_spellings_of_one_name_have_one_key(written: str, key: str) -> None:
    assert fold(written) == key


def test_folding_twice_changes_nothing() -> None:
    for name in ("Saint-Ormé", "Mount Fort", "the The Hague", "Ḩalab"):
        assert fold(fold(name)) in {fold(name), fold(name).removeprefix("the ")}


def test_a_name_gives_its_places_most_populous_first(small_gazetteer: Gazetteer) -> None:
    entries = small_gazetteer.find(["Odenburg"])["odenburg"]
    assert [(entry.country, entry.population) for entry in entries] == [("DEU", 900_000), ("USA", 4_000)]
    assert entries[1].admin1 == "Ohio"


def test_many_names_are_looked_up_at_once(small_gazetteer: Gazetteer) -> None:
    names = [f"Nowhere {number}" for number in range(40_000)]
    assert set(small_gazetteer.find([*names, "Velmora", "BRELLING"])) == {"velmora", "brelling"}


def test_other_names_count_where_english_text_may_use_them(small_gazetteer: Gazetteer) -> None:
    found = small_gazetteer.find(["Odenbourg", "Оденбург", "ODN", "odenburgo"])
    assert set(found) == {"odenbourg"}
    assert not found["odenbourg"][0].preferred


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [("Canada", 60, -95), ("United States", 39, -97), ("Russia", 60, 100), ("Mali", 17, -4), ("Malta", 35.9, 14.4)],
)
def test_a_state_lies_in_its_middle_and_not_where_its_towns_are(
    small_gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    (country,) = (entry for entry in small_gazetteer.find([name])[fold(name)] if entry.kind == "country")
    assert (country.lat, country.lon) == (lat, lon)


@pytest.mark.usefixtures("few_towns")
def test_a_territory_without_a_point_lies_in_the_middle_of_its_towns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = gazetteer_sources.table
    monkeypatch.setattr(
        gazetteer_sources, "table", lambda name: iter(()) if name == "country_points.tsv" else table(name)
    )
    gazetteer = open_gazetteer(folder=tmp_path)
    (fiji,) = gazetteer.find(["Fiji"])["fiji"]
    gazetteer.close()
    assert fiji.kind == "country"
    assert fiji.lat == pytest.approx(-18.5)
    # Its towns lie on both sides of the 180th meridian, not around Greenwich.
    assert abs(fiji.lon or 0) == pytest.approx(180.0)


def test_a_territory_without_a_point_and_towns_has_no_coordinates(small_gazetteer: Gazetteer) -> None:
    (aruba,) = (entry for entry in small_gazetteer.find(["Aruba"])["aruba"] if entry.kind == "country")
    assert aruba.lat is None


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Burma", "country", "MMR"),
        ("U.K.", "country", "GBR"),
        ("Ill.", "admin", "USA"),
        ("Franklin County", "admin", "USA"),
        ("Crimea", "admin", "UKR"),
        ("Donbas", "region", "UKR"),
        ("South Ossetia", "territory", "GEO"),
        ("Black Sea", "sea", None),
    ],
)
def test_more_than_towns_is_indexed(small_gazetteer: Gazetteer, name: str, kind: str, country: str | None) -> None:
    assert (kind, country) in {(entry.kind, entry.country) for entry in small_gazetteer.find([name])[fold(name)]}


@pytest.mark.usefixtures("few_towns")
def test_the_index_is_built_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_gazetteer(folder=tmp_path).close()
    monkeypatch.setattr(gazetteer_build, "build", lambda *_: pytest.fail("built again"))
    open_gazetteer(folder=tmp_path).close()


@pytest.mark.usefixtures("few_towns")
def test_the_variable_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "deep" / "cache"))
    gazetteer = open_gazetteer()
    gazetteer.close()
    assert gazetteer.path.parent == tmp_path / "deep" / "cache"
    assert gazetteer_sources.version() in gazetteer.path.name


@pytest.mark.usefixtures("few_towns")
def test_building_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    open_gazetteer(lambda done, of: told.append((done, of)), folder=tmp_path).close()
    assert told[-1] == (10, 10)


def test_an_interrupted_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def towns(_progress: Callable[[int, int], None] | None = None) -> Iterator[dict[str, Any]]:
        raise KeyboardInterrupt
        yield {}

    monkeypatch.setattr(gazetteer_sources, "towns", towns)
    with pytest.raises(KeyboardInterrupt):
        open_gazetteer(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_and_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def towns(_progress: Callable[[int, int], None] | None = None) -> Iterator[dict[str, Any]]:
        message = "database or disk is full"
        raise sqlite3.OperationalError(message)
        yield {}

    monkeypatch.setattr(gazetteer_sources, "towns", towns)
    with pytest.raises(GazetteerError, match=rf"disk is full.*{CACHE_VARIABLE}"):
        open_gazetteer(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("few_towns")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"cannot write the index of place names .*file"):
        open_gazetteer(folder=tmp_path / "file" / "cache")


@pytest.mark.usefixtures("few_towns")
def test_builds_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    found: list[bool] = []

    def use() -> None:
        gazetteer = open_gazetteer(folder=tmp_path)
        found.append("brelling" in gazetteer.find(["Brelling"]))
        gazetteer.close()

    threads = [threading.Thread(target=use) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True, True, True]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.usefixtures("few_towns")
@pytest.mark.parametrize(("name", "days"), [("places-x.draft", 1), ("places-0-1.0-x.sqlite", 30)])
def test_what_a_killed_build_or_an_old_version_left_is_swept_in_time(tmp_path: Path, name: str, days: int) -> None:
    left = tmp_path / name
    for age, stays in ((days - 0.5, True), (days + 0.5, False)):
        left.touch()
        os.utime(left, (time.time() - age * 86_400,) * 2)
        open_gazetteer(folder=tmp_path).close()
        assert left.exists() is stays
        for index in tmp_path.glob(f"places-{gazetteer_sources.version()}.sqlite"):
            index.unlink()


@pytest.mark.usefixtures("few_towns")
def test_a_damaged_index_says_to_delete_it(tmp_path: Path) -> None:
    gazetteer = open_gazetteer(folder=tmp_path)
    gazetteer.close()
    gazetteer.path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(GazetteerError, match="delete the file"):
        open_gazetteer(folder=tmp_path)


def test_towns_are_read_from_the_package_one_by_one() -> None:
    told: list[tuple[int, int]] = []
    towns = gazetteer_sources.towns(lambda done, of: told.append((done, of)))
    some = [next(towns) for _ in range(5_000)]
    assert len({town["geonameid"] for town in some}) == 5_000
    assert all(town["name"] and isinstance(town["latitude"], float) for town in some)
    # 5,000 of 235,000 towns: the reader has not gone through the file to give them.
    assert told[-1][0] < told[-1][1] / 4
