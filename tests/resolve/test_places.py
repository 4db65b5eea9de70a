from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.atlas import Atlas, KnownPlace
from sayso.document import Span
from sayso.extract.places import places as toponyms
from sayso.knowledge import Knowledge
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
    mention = Toponym(span=Span(0, 9), name="Lake Qarl", kind="lake", evidence="worded")
    (place,) = places(blank("Lake Qarl froze."), [mention], small_gazetteer)
    assert (place.name, place.kind, place.lat) == ("Lake Qarl", "lake", None)


def test_a_text_without_places_gives_none(read: Read) -> None:
    assert read("Nothing happened at all.") == ()


def test_a_part_of_a_country_lies_in_that_part_and_is_coarse(read: Read) -> None:
    (part,) = read("Fighting went on in northern Syria.")
    assert (part.name, part.kind, part.precision, part.country) == ("northern Syria", "part", "region", "SYR")
    # The ten towns of this gazetteer are too few to tell where the north is.
    assert (part.geonames, part.lat, part.lon) == (163843, 35.0, 38.0)


def test_a_part_of_a_town_is_as_fine_as_the_town(read: Read) -> None:
    (part,) = read("Shops closed in the west of the town of Brelling.")[-1:]
    assert (part.name, part.precision) == ("Brelling", "city")
    (part,) = read("Mexico waits. Shops closed in southern Hatay.")[-1:]
    assert (part.kind, part.precision) == ("part", "admin1")


@pytest.mark.parametrize("words", ["Pennsylvania", "Somalia"])
def test_the_parts_of_a_whole_have_one_name(read: Read, words: str) -> None:
    found = read(f"In northwest {words}, in North-Western {words} and in the north-west of {words} it rained.")
    assert {place.name for place in found} == {f"north-western {words}"}
    assert len(found) == 3


def test_a_province_named_by_a_point_of_the_compass_is_no_part(read: Read) -> None:
    (place,) = read("Schools closed in North Darfur.")
    assert (place.name, place.kind) == ("North Darfur", "admin")


def test_a_close_choice_is_uncertain_and_names_the_others(read: Read) -> None:
    (place,) = read("The town of Velmora was quiet.")
    assert (place.geonames, place.uncertain) == (90_000_004, True)
    assert [(one.geonames, one.admin1, one.country) for one in place.candidates] == [(90_000_003, "Ohio", "USA")]


def test_a_choice_that_the_text_makes_is_certain(read: Read) -> None:
    place, _ = read("They met in Velmora, Ohio.")
    assert (place.geonames, place.uncertain, place.candidates) == (90_000_003, False, ())


def test_what_is_too_unlikely_to_be_taken_is_a_candidate(
    blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer
) -> None:
    place = unbacked(small_gazetteer, blank("Kadavu denied it."), "Kadavu")
    assert (place.lat, place.precision, place.uncertain) == (None, None, True)
    assert [one.geonames for one in place.candidates] == [90_000_008]


def test_a_district_is_not_the_province_around_it(read: Read) -> None:
    # Missouri has a Texas County.
    place, _ = read("They met in Velmora, Texas.")
    assert (place.admin1, place.uncertain) == ("Texas", False)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Mexico waits.", "country"),
        ("Ohio waits.", "admin1"),
        ("Franklin County, Ohio, waits.", "admin2"),
        ("The town of Brelling waits.", "city"),
        ("The Donbas waits.", "region"),
        ("The Black Sea waits.", "wider"),
        ("The Kajaki Dam waits.", "exact"),
        ("The village of Qarlun waits.", None),
    ],
)
def test_the_precision_tells_how_finely_a_place_is_known(read: Read, text: str, precision: str | None) -> None:
    assert read(text)[0].precision == precision


@pytest.fixture
def knowing(blank: Callable[[str], tokens.Doc], small_gazetteer: Gazetteer) -> Callable[..., tuple[Place, ...]]:
    def read(text: str, *told: KnownPlace) -> tuple[Place, ...]:
        doc = blank(text)
        doc.user_data["knowledge"] = Knowledge(places=Atlas(told))
        return places(doc, toponyms(doc), small_gazetteer)

    return read


def test_what_the_user_told_of_a_place_is_taken(knowing: Callable[..., tuple[Place, ...]]) -> None:
    orun = KnownPlace(
        name="Tell Orun", aliases=("Orun",), kind="camp", precision="exact", lat=36.5, lon=37.5, country="SYR"
    )
    (place,) = knowing("They slept at Orun.", orun)
    assert (place.name, place.kind, place.precision, place.lat, place.lon) == ("Tell Orun", "camp", "exact", 36.5, 37.5)
    assert not place.uncertain


def test_what_the_user_told_comes_before_all_lists(knowing: Callable[..., tuple[Place, ...]]) -> None:
    paris = KnownPlace(name="Paris", kind="city", precision="city", lat=1.0, lon=2.0)
    (place,) = knowing("A fire broke out in Paris.", paris)
    assert (place.lat, place.geonames) == (1.0, None)


def test_a_told_place_tells_where_the_story_is(knowing: Callable[..., tuple[Place, ...]]) -> None:
    harn = KnownPlace(name="Harn", kind="city", precision="city", lat=36.4, lon=37.2, country="SYR")
    _, place = knowing("They left Harn for the town of Tarniz.", harn)
    assert place.country == "SYR"


def test_a_geonames_id_fills_in_what_is_left_out(knowing: Callable[..., tuple[Place, ...]]) -> None:
    told = KnownPlace(name="Oruntown", kind="city", precision="city", geonames=90_000_010)
    (place,) = knowing("They left Oruntown.", told)
    assert (place.name, place.lat, place.country) == ("Oruntown", 51.0, "GBR")
    (place,) = knowing("They left Oruntown.", KnownPlace(name="Oruntown", kind="city", precision="city", geonames=1))
    assert (place.geonames, place.lat, place.precision) == (1, None, None)
