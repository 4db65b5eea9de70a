from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.document import Span
from sayso.extract.places import places as toponyms
from sayso.mention import Toponym
from sayso.read.text import document
from sayso.resolve.places import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.entity import Place
    from sayso.resolve.gazetteer import Gazetteer

    Read = Callable[[str], tuple[Place, ...]]


@pytest.fixture
def read(blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer) -> Read:
    def read(text: str) -> tuple[Place, ...]:
        doc = blank(text)
        return places(doc, toponyms(doc), small_gazetteer)

    return read


def named(found: tuple[Place, ...], name: str) -> Place:
    (place,) = {one for one in found if one.name == name}
    return place


def test_the_namesake_with_most_people_is_meant_where_nothing_else_speaks(read: Read) -> None:
    (place,) = read("The town of Odenburg was quiet.")
    assert (place.geonames, place.country, place.kind) == (90_000_001, "DEU", "city")
    assert (place.lat, place.lon) == (48.0, 11.0)


def test_the_larger_place_after_a_comma_decides(read: Read) -> None:
    place, ohio = read("They met in Odenburg, Ohio.")
    assert (place.geonames, place.admin1) == (90_000_002, "Ohio")
    assert ohio.kind == "admin"


def test_an_abbreviated_state_decides_as_well(read: Read) -> None:
    assert read("They met in Velmora, Tex., on Monday.")[0].geonames == 90_000_004
    assert read("They met in Velmora, OH, on Monday.")[0].geonames == 90_000_003


def test_a_name_has_one_sense_in_a_document(read: Read) -> None:
    found = read("They met in Odenburg, Ohio. Later, the streets of Odenburg filled.")
    assert [place.geonames for place in found if place.name == "Odenburg"] == [90_000_002, 90_000_002]


def test_the_country_of_the_other_places_decides(read: Read) -> None:
    found = read("Aid left Aleppo. Syria said it reached the town of Tarniz.")
    assert named(found, "Tarniz").country == "SYR"
    assert named(read("In Mexico, the town of Tarniz flooded."), "Tarniz").country == "MEX"


def test_a_neighbour_outweighs_people(read: Read) -> None:
    found = read("The road from Odenburg, Ohio, to the town of Velmora is closed.")
    assert named(found, "Velmora").geonames == 90_000_003


def test_the_title_tells_where_a_story_is(blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer) -> None:
    text = "The town of Tarniz was hit."
    doc = blank(text)
    doc.user_data["document"] = document(text, title="Strike in northern Syria")
    (place,) = places(doc, toponyms(doc), small_gazetteer)
    assert place.country == "SYR"
    assert place.span.of(text) == "Tarniz"


def test_a_place_nobody_lists_keeps_its_coordinates_unknown(read: Read) -> None:
    (place,) = read("The village of Qarlun was emptied.")
    assert place.name == "Qarlun"
    assert (place.geonames, place.lat, place.lon, place.country) == (None, None, None, None)


def test_a_guess_that_no_gazetteer_backs_is_dropped(read: Read) -> None:
    assert read("He was interested in Qarlunism and left.") == ()


def test_a_guess_that_a_gazetteer_backs_is_kept(read: Read) -> None:
    (place,) = read("A fire broke out in Brelling on Monday.")
    assert (place.name, place.country) == ("Brelling", "GBR")


def unbacked(gazetteer: Gazetteer, doc: tokens.Doc, name: str, *others: Toponym) -> Place:
    mention = Toponym(span=Span(0, len(name)), name=name, evidence="model")
    place, *_ = places(doc, [mention, *others], gazetteer)
    return place


def test_a_small_namesake_in_a_country_nobody_mentions_is_not_meant(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    doc = blank("Kadavu denied it. Mexico waits.")
    place = unbacked(small_gazetteer, doc, "Kadavu", Toponym(span=Span(18, 24), name="Mexico", kind="country"))
    assert (place.name, place.geonames, place.lat, place.country) == ("Kadavu", None, None, None)


def test_a_small_town_of_a_country_that_the_text_names_is_meant(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    doc = blank("Kadavu denied it. Fiji waits.")
    place = unbacked(small_gazetteer, doc, "Kadavu", Toponym(span=Span(18, 22), name="Fiji", kind="country"))
    assert place.geonames == 90_000_008


def test_a_large_town_is_meant_wherever_it_is(blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer) -> None:
    assert unbacked(small_gazetteer, blank("Brelling denied it."), "Brelling").geonames == 90_000_010


def test_small_towns_of_one_state_back_each_other(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    doc = blank("Kadavu denied it. Lau agreed.")
    lau = Toponym(span=Span(18, 21), name="Lau", evidence="worded")
    assert unbacked(small_gazetteer, doc, "Kadavu", lau).country == "FJI"


def test_a_small_town_across_the_border_from_a_named_place_is_meant(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    doc = blank("Tarniz denied it. Hatay waits.")
    mexico = Toponym(span=Span(18, 23), name="Mexico", kind="country")
    hatay = Toponym(span=Span(18, 23), name="Hatay", kind="admin", country="TUR")
    assert unbacked(small_gazetteer, doc, "Tarniz", hatay).country == "SYR"
    assert unbacked(small_gazetteer, doc, "Tarniz", mexico).country == "MEX"


def test_a_demonym_is_the_country_but_not_literally(read: Read) -> None:
    (place,) = read("Fijian officers left.")
    assert (place.name, place.country, place.literal) == ("Fiji", "FJI", False)


def test_a_county_is_not_the_town_of_its_name(read: Read) -> None:
    county, ohio = read("Officials of Franklin County, Ohio, met.")
    assert (county.name, county.kind, county.admin1) == ("Franklin County", "admin", "Ohio")
    assert ohio.name == "Ohio"


def test_georgia_is_told_by_its_company(read: Read) -> None:
    assert named(read("Georgia and Armenia signed. Tbilisi is pleased."), "Georgia").country == "GEO"
    assert named(read("Georgia, Ohio and Texas sued. Florida joined Alabama."), "Georgia").country == "USA"


def test_ids_tell_mentions_apart(read: Read) -> None:
    found = read("Syria, Syria and Syria.")
    assert len({place.id for place in found}) == len(found) == 3


def test_a_mention_keeps_what_its_words_tell_where_it_is_unknown(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    mention = Toponym(span=Span(0, 9), name="Lake Qarl", kind="water", evidence="worded")
    (place,) = places(blank("Lake Qarl froze."), [mention], small_gazetteer)
    assert (place.name, place.kind, place.lat) == ("Lake Qarl", "water", None)


def test_a_text_without_places_gives_none(read: Read) -> None:
    assert read("Nothing happened at all.") == ()
