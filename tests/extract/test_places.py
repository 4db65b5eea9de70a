from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

import pytest

from sayso.document import Block
from sayso.extract.places import places
from sayso.read.text import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.document import BlockKind
    from sayso.mention import Toponym

    Doc = Callable[..., tokens.Doc]


def found(doc: tokens.Doc) -> dict[str, Toponym]:
    text = doc.user_data["document"].text
    return {toponym.span.of(text): toponym for toponym in places(doc)}


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("Troops left Iraq.", "Iraq", "Iraq", "IRQ"),
        ("The U.S. refused.", "U.S.", "United States", "USA"),
        ("Fighting in the Donbas went on.", "Donbas", "Donbas", "UKR"),
        ("Rain fell over New South Wales.", "New South Wales", "New South Wales", "AUS"),
        ("TALKS IN SUDAN", "SUDAN", "Sudan", "SDN"),
        ("The Democratic Republic of the Congo voted.", "Democratic Republic of the Congo", None, "COD"),
        ("A pro-Russian party won.", "Russian", "Russia", "RUS"),
    ],
)
def test_known_names_are_places(blank: Doc, text: str, words: str, name: str | None, country: str) -> None:
    toponym = found(blank(text))[words]
    assert toponym.evidence == "known"
    assert toponym.country == country
    assert name in (None, toponym.name)


@pytest.mark.parametrize(
    ("words", "name"),
    [("Iraqi", "Iraq"), ("Ohioans", "Ohio"), ("Dutch", "The Netherlands")],
)
def test_a_demonym_is_not_literal_and_names_its_country(blank: Doc, words: str, name: str) -> None:
    toponym = found(blank(f"Some {words} stayed."))[words]
    assert (toponym.name, toponym.literal) == (name, False)


@pytest.mark.parametrize("words", ["Kurds", "Arabs"])
def test_a_people_that_lives_in_many_states_is_no_place(blank: Doc, words: str) -> None:
    assert found(blank(f"Some {words} stayed."))[words].evidence != "known"


def test_a_word_that_only_begins_like_a_name_is_none(blank: Doc) -> None:
    toponyms = places(blank("Maltesers, Romework and Iranology are words."))
    assert not any(toponym.evidence == "known" for toponym in toponyms)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The Warren County line", "Warren County", "admin"),
        ("Fighting in Zarand province spread.", "Zarand", "admin"),
        ("They crossed Lake Velm by boat.", "Lake Velm", "lake"),
        ("He lives in Elm Street now.", "Elm Street", "road"),
        ("A crash on Route 9 killed two.", "Route 9", "road"),
        ("Fire swept the Varda Mountains.", "Varda Mountains", "feature"),
    ],
)
def test_words_beside_a_name_say_what_it_is(blank: Doc, text: str, words: str, kind: str) -> None:
    toponym = found(blank(text))[words]
    assert (toponym.kind, toponym.evidence) == (kind, "worded")


@pytest.mark.parametrize(
    "text",
    [
        "The Islamic State claimed it.",
        "The Fire District met.",
        "The Varda Highway Patrol came.",
        "Operation Desert was over.",
    ],
)
def test_such_words_make_no_place_of_a_body(blank: Doc, text: str) -> None:
    assert not any(toponym.evidence == "worded" for toponym in places(blank(text)))


def test_names_in_a_list_share_their_word(blank: Doc) -> None:
    toponyms = found(blank("Roads in Warren, Clay and Velm counties are shut."))
    assert [toponyms[words].name for words in ("Warren", "Clay", "Velm")] == [
        "Warren County",
        "Clay County",
        "Velm County",
    ]


def test_the_town_of_is_a_place(blank: Doc) -> None:
    toponym = found(blank("The town of Qarlun was emptied."))["Qarlun"]
    assert (toponym.evidence, toponym.placed) == ("worded", True)


def test_a_place_says_within_which_it_lies(blank: Doc) -> None:
    toponyms = found(blank("They met in Velm, Ohio, on Monday."))
    assert toponyms["Velm"].within == "Ohio"
    assert toponyms["Velm"].evidence == "worded"
    assert toponyms["Ohio"].within is None


def test_washington_after_a_town_is_the_state(blank: Doc) -> None:
    assert found(blank("They met in Velm, Washington."))["Washington"].kind == "admin"
    assert found(blank("They met in Washington."))["Washington"].kind == "city"


def test_a_short_state_counts_only_where_it_must_be_one(blank: Doc) -> None:
    assert found(blank("They met in Velm, Ill., on Monday."))["Ill."].name == "Illinois"
    assert found(blank("Senator Ann Velm (D-Pa.) voted."))["Pa."].name == "Pennsylvania"
    assert "Miss." not in found(blank("Miss. Velm is well."))
    assert "Ill" not in found(blank("Ill and tired, he left."))


def test_years_before_christ_are_not_in_canada(blank: Doc) -> None:
    assert found(blank("It was built in 300 B.C. by hand.")) == {}


def test_a_dateline_is_a_place(blank: Doc) -> None:
    assert found(blank("ODENBURG (AP) -- Two men were held."))["ODENBURG"].name == "Odenburg"


def test_a_name_after_in_is_a_guess(blank: Doc) -> None:
    toponym = found(blank("A fire broke out in Brelling on Monday."))["Brelling"]
    assert (toponym.evidence, toponym.placed) == ("preposition", True)


def test_the_place_of_an_institution_is_a_guess(blank: Doc) -> None:
    assert "Brelling" in found(blank("He called the Brelling Police Department."))
    assert "Brelling" in found(blank("She teaches at the University of Brelling."))


def test_a_title_makes_a_person(blank: Doc) -> None:
    assert found(blank("Mayor Paris spoke to Mr. London and left.")) == {}


def test_somebody_named_like_a_place_is_none(parsed: Doc) -> None:
    assert found(parsed("Jordan Miller said on Monday that Chelsea Miller had left the house.")) == {}


def test_a_name_recognised_once_is_found_again(parsed: Doc) -> None:
    doc = parsed("The village of Qarlun was hit. Rebels hold Qarlun.\n\nQarlun lies in a valley.")
    assert [toponym.name for toponym in places(doc)] == ["Qarlun"] * 3


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Washington criticised the plan.", False),
        ("US troops left the base.", False),
        ("The US-led coalition met.", False),
        ("They held talks with Turkey.", False),
        ("The men fled to Turkey.", True),
        ("The army invaded Kuwait.", True),
        ("Rain fell in Washington.", True),
        ("The first of the Turkey/EU-hosted talks begins.", False),
        ("Rebels stopped at the Turkey-backed line.", False),
    ],
)
def test_a_metonym_is_not_literal(parsed: Doc, text: str, literal: bool) -> None:
    toponym = next(places(parsed(text)))
    assert toponym.literal is literal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A Western diplomat left for Cairo.", ["Cairo"]),
        ("Northern districts and a Southern envoy, says Cairo.", ["Cairo"]),
        ("In Uptown, near Midtown, on Earth, in Congress.", []),
        ("An Earth shield, a Forest ranger and the Delta strain.", []),
        ("A Harvard study was read in Cairo.", ["Cairo"]),
        ("They live in Queen City.", []),
    ],
)
def test_a_word_that_only_lends_its_name_to_towns_is_no_place(blank: Doc, text: str, kept: list[str]) -> None:
    assert list(found(blank(text))) == kept


def test_such_a_word_is_a_place_where_the_larger_one_follows(blank: Doc) -> None:
    assert list(found(blank("They live in Earth, Texas, now."))) == ["Earth", "Texas"]
    assert "Texas" in found(blank("They live in Queen City, Texas, now."))


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post said so.",
        "He reads the New York Daily News.",
        "The Brelling Courier and the Brelling Sentinel said so.",
        "He told the Times of Israel.",
        "The Voice of America reported it.",
        "She works at Radio Free Asia.",
    ],
)
def test_the_name_of_an_outlet_holds_no_place(blank: Doc, text: str) -> None:
    assert found(blank(text)) == {}


def test_a_post_office_is_no_outlet(blank: Doc) -> None:
    assert list(found(blank("The Kabul Post Office burned."))) == ["Kabul"]


def test_a_place_further_off_in_a_headline_is_no_part_of_the_outlet(blank: Doc) -> None:
    assert list(found(blank("Iran Bars Foreign Press"))) == ["Iran"]


def test_the_outlet_that_printed_the_article_is_no_place_in_it(blank: Doc) -> None:
    doc = blank("He told Kabul Now that Kabul was calm.")
    doc.user_data["document"] = document(doc.text, outlet="Kabul Now")
    assert [toponym.span.start for toponym in places(doc)] == [doc.text.rindex("Kabul")]


def test_a_byline_and_a_date_line_hold_no_place(blank: Doc) -> None:
    text = "Calm in Kabul\n\nBy Georgia Paris\n\nBoston, 3 May\n\nIran is calm."
    doc = blank(text)
    kinds: tuple[tuple[str, BlockKind], ...] = (
        ("Calm in Kabul", "title"),
        ("By Georgia Paris", "byline"),
        ("Boston, 3 May", "date"),
        ("Iran is calm.", "paragraph"),
    )
    blocks = tuple(
        Block(start=text.index(words), end=text.index(words) + len(words), kind=kind) for words, kind in kinds
    )
    doc.user_data["document"] = dataclasses.replace(document(text), blocks=blocks)
    assert list(found(doc)) == ["Kabul", "Iran"]


def test_a_person_named_in_full_stays_one_after_to_and_from(parsed: Doc) -> None:
    text = "Hannah Brelling met aides on Monday. A letter to Brelling followed, and an answer from Brelling."
    assert found(parsed(text)) == {}


def test_a_place_may_be_called_like_a_person_of_the_text(parsed: Doc) -> None:
    text = "Hannah Brelling met aides on Monday. They live in Brelling."
    assert list(found(parsed(text))) == ["Brelling"]


def test_toponyms_come_in_text_order_and_do_not_overlap(parsed: Doc) -> None:
    doc = parsed("In Kyiv, Ukraine, the New York Times met Iraqi envoys from Erbil, Iraq, near Lake Van in Turkey.")
    spans = [toponym.span for toponym in places(doc)]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert len(spans) == 7


def test_spans_cut_the_source_text_and_not_the_view(parsed: Doc) -> None:
    text = "**Kharkiv**, said the\ngovernor of Kharkiv \u201coblast\u201d, is in [Ukraine](https://example.org/a)."
    doc = parsed(text)
    assert [toponym.span.of(text) for toponym in places(doc)] == ["Kharkiv", "Kharkiv", "Ukraine"]


def test_an_empty_text_has_no_places(blank: Doc) -> None:
    assert list(places(blank(""))) == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("northern Iraq", "n"),
        ("Northern Iraq", "n"),
        ("north-eastern Iraq", "ne"),
        ("southwest Iraq", "sw"),
        ("central Iraq", "c"),
        ("the north of Iraq", "n"),
        ("the far south-east of Iraq", "se"),
        ("the western half of Iraq", "w"),
        ("southern parts of Iraq", "s"),
    ],
)
def test_a_part_of_a_place_is_told_by_its_words(blank: Doc, words: str, part: str) -> None:
    toponym = found(blank(f"Rain fell over {words} today."))[words]
    assert (toponym.name, toponym.part, toponym.literal) == ("Iraq", part, True)


@pytest.mark.parametrize(
    "text", ["South of Mosul, it rained.", "It rained 5 km north of Mosul.", "They went west to Mosul."]
)
def test_what_lies_outside_a_place_is_no_part_of_it(blank: Doc, text: str) -> None:
    assert found(blank(text))["Mosul"].part is None


@pytest.mark.parametrize("words", ["North Korea", "South Sudan", "West Bank", "East Timor", "Western Sahara"])
def test_a_name_with_a_point_of_the_compass_is_no_part(blank: Doc, words: str) -> None:
    assert found(blank(f"Rain fell over {words}."))[words].part is None


@pytest.mark.parametrize("name", ["Orun Summit", "Orun Accords", "Interfaith Conference"])
def test_a_meeting_or_a_paper_is_no_place(parsed: Doc, name: str) -> None:
    doc = parsed(f"They spoke at the {name} in May.")
    assert name not in found(doc)
