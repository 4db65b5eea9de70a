"""What a user tells about places, and how a mistake in it is named."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from sayso import atlas
from sayso.atlas import KINDS, Atlas, KnownPlace
from sayso.errors import KnowledgeError
from sayso.knowledge import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Told = Callable[..., Atlas]

ORUN = """
[[place]]
name = "Tell  Orun"
aliases = ["Tall Orun", "the Orun Hill", "Tall Orun"]
kind = "city"
lat = 36
lon = 37.611
country = "SYR"
admin1 = "Aleppo Governorate"
geonames = 12
precision = "admin2"
"""
HEAD = "name,kind,lat,lon\n"


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Load what a file says."""

    def loaded(text: str | bytes, name: str = "places.toml") -> Atlas:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return atlas.load(path)

    return loaded


def city(name: str, *aliases: str) -> KnownPlace:
    return KnownPlace(name=name, kind="city", precision="city", aliases=aliases)


def test_every_key_is_read(told: Told) -> None:
    (place,) = told(ORUN).places
    assert place == KnownPlace(
        name="Tell Orun",
        kind="city",
        precision="admin2",
        aliases=("Tall Orun", "the Orun Hill"),
        lat=36.0,
        lon=37.611,
        country="SYR",
        admin1="Aleppo Governorate",
        geonames=12,
    )


def test_a_table_says_the_same_as_toml(told: Told) -> None:
    rows = (
        "kind;name;aliases;lat;lon;country;admin1;geonames;precision\r\n"
        '"city";Tell  Orun;Tall Orun| the Orun Hill |;36;37.611;SYR;Aleppo Governorate;12;admin2\r\n;;;;\r\n'
    )
    assert told(rows, "places.CSV") == told(ORUN)
    assert told(rows.replace("\r\n", "\r"), "places.csv") == told(ORUN)
    assert told("\ufeff" + rows.replace(";", "\t"), "places.tsv") == told(ORUN)


@pytest.mark.parametrize(
    ("kind", "precision"), [("city", "city"), ("dam", "exact"), ("sea", "wider"), ("admin", "admin1")]
)
def test_the_precision_is_that_of_the_kind_where_none_is_told(told: Told, kind: str, precision: str) -> None:
    assert told(f'[[place]]\nname = "Orun"\nkind = "{kind}"').places[0].precision == precision


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[place]]\nkind = "city"', "place 1: name is missing"),
        ('[[place]]\nname = "Orun"', "place 1 (Orun): kind is missing; give one of country, "),
        ('[[place]]\nname = "Orun"\nkind = "part"', "kind is 'part'; give one of"),
        ('[[place]]\nname = "-"\nkind = "city"', "name is '-'; give words"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nalias = 1', "there is no key 'alias'; did you mean 'aliases'?"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = 1', "it has lat but no lon; give both, or neither"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlon = 1', "it has lon but no lat; give both, or neither"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = "1"\nlon = 1', "lat is '1'; give degrees as a number"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = true\nlon = 1', "lat is True; give degrees as a number"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = nan\nlon = 1', "lat is nan; give degrees as a number"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = 95\nlon = 1', "lat is 95; it lies between -90 and 90; are"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nlat = 1\nlon = 181', "lon is 181; it lies between -180 and 180"),
        ('[[place]]\nname = "Orun"\nkind = "city"\ngeonames = "12"', "geonames is '12'; give the number"),
        ('[[place]]\nname = "Orun"\nkind = "city"\ngeonames = 0', "geonames is 0; give the number"),
        ('[[place]]\nname = "Orun"\nkind = "city"\ncountry = "Syria"', "country is 'Syria'; give three capital"),
        ('[[place]]\nname = "Orun"\nkind = "city"\naliases = "O"', "aliases is 'O'; give a list"),
        ('[[place]]\nname = "Orun"\nkind = "city"\nprecision = "1"', "precision is '1'; give one of exact, "),
        ('[place]\nname = "Orun"', "place is one table or a value; write [[place]]"),
        ("", "names no place"),
        ("[[place]\n", "is not TOML: "),
        (b'[[place]]\nname = "\xe9"', "is not UTF-8: byte 0xe9 in line 2"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(told: Told, text: str | bytes, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        told(text)
    assert said in str(caught.value)
    assert "places.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "its first line is empty; it names the columns"),
        ("name,latt\n", "line 1: there is no column 'latt'; did you mean 'lat'?"),
        ("name,lat,lon\n", "line 1: the column 'kind' is missing"),
        ("name,kind,kind\n", "line 1: the column 'kind' stands there twice"),
        (HEAD, "names no place; give each a line"),
        (HEAD + "\nOrun,city,36,2,37\n", "line 3: there are 5 cells and 4 columns; put a cell that holds ','"),
        (HEAD + 'Orun,city,"36,2",37\n', "line 2 (Orun): lat is '36,2'; give degrees as a number with a decimal point"),
        (HEAD + "Orun,town,36,37\n", "line 2 (Orun): kind is 'town'; give one of"),
        (HEAD + ",city,36,37\n", "line 2: name is missing"),
        (HEAD + 'Orun,"city,36,37\n', "look for a quotation mark that does not close"),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_line(told: Told, text: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        told(text, "places.csv")
    assert said in str(caught.value)


def test_a_name_of_two_places_is_refused(told: Told) -> None:
    with pytest.raises(
        KnowledgeError, match=r"places.toml: 'Tall Orun' names two places, Tell Orun .*SYR.* and Tall Orun"
    ):
        told(ORUN + '[[place]]\nname = "Tall Orun"\nkind = "city"\n')


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"cannot read .*none\.csv: there is no such file"):
        load(places=tmp_path / "none.csv")


def test_names_are_found_as_whole_words_the_longest_first() -> None:
    known = Atlas((city("Orun"), city("Orun Hill", "the Hill")))
    text = "Orun, Orun Hill, ORUN HILL and Oruns. The Hill fell, not a hill."
    assert [text[start:end] for start, end in known.names_in(text)] == ["Orun", "Orun Hill", "ORUN HILL", "The Hill"]
    place = known.named("ORUN HILL")
    assert place is not None
    assert place.name == "Orun Hill"


def test_an_atlas_travels_to_another_process() -> None:
    known = pickle.loads(pickle.dumps(Atlas((city("Orun"),))))  # noqa: S301 - what we just wrote
    assert known == Atlas((city("Orun"),))
    assert known.named("Orun") == city("Orun")


def test_a_part_is_no_kind_of_a_known_place() -> None:
    assert "part" not in KINDS
