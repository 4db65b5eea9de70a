"""Figures: bounds, units, what is counted, and what is no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract.figures import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.record import Figure

    Make = Callable[[str], tokens.Doc]


def only(doc: tokens.Doc) -> Figure:
    (figure,) = figures(doc)
    return figure


def cut(doc: tokens.Doc, figure: Figure) -> str:
    return figure.span.of(doc.user_data["document"].text)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("40 boats", 40, 40),
        ("at least 40 boats", 40, None),
        ("more than 40 boats", 40, None),
        ("over 40 boats", 40, None),
        ("no fewer than 40 boats", 40, None),
        ("40 or more boats", 40, None),
        ("40-plus boats", 40, None),
        ("40+ boats", 40, None),
        ("up to 40 boats", None, 40),
        ("no more than 40 boats", None, 40),
        ("fewer than 40 boats", None, 40),
        ("as many as 40 boats", None, 40),
        ("just under 40 boats", None, 40),
        ("20 to 40 boats", 20, 40),
        ("20-40 boats", 20, 40),
        ("between 20 and 40 boats", 20, 40),
        ("from 20 to 40 boats", 20, 40),
        ("20 or 40 boats", 20, 40),
        ("20,000-40,000 boats", 20_000, 40_000),
        ("20 to 40 million boats", 20_000_000, 40_000_000),
        ("two or three boats", 2, 3),
        ("dozens of boats", 12, 120),
    ],
)
def test_words_beside_a_number_set_its_bounds(blank: Make, words: str, low: float | None, high: float | None) -> None:
    figure = only(blank(f"Witnesses in Orvane counted {words} on the river."))
    assert (figure.low, figure.high, figure.approximate) == (low, high, False)


@pytest.mark.parametrize("words", ["some", "about", "around", "roughly", "nearly", "almost", "an estimated", "~"])
def test_an_approximate_number_is_no_bound(blank: Make, words: str) -> None:
    figure = only(blank(f"Orvane lost sight of {words} 2,000 boats."))
    assert (figure.low, figure.high, figure.value, figure.approximate) == (2000, 2000, 2000, True)


def test_or_so_makes_a_number_approximate(blank: Make) -> None:
    doc = blank("The 60 or so boats left Orvane.")
    figure = only(doc)
    assert (figure.approximate, cut(doc, figure)) == (True, "60 or so")


def test_a_bound_keeps_the_number_as_its_value(blank: Make) -> None:
    assert only(blank("At least 12 boats sank.")).value == 12
    assert only(blank("Between 12 and 20 boats sank.")).value is None


def test_the_span_holds_qualifier_number_and_unit_but_not_the_noun(blank: Make) -> None:
    doc = blank("They held at least 500 square kilometres and no more than nine villages.")
    assert [cut(doc, figure) for figure in figures(doc)] == ["at least 500 square kilometres", "no more than nine"]


@pytest.mark.parametrize(
    ("words", "value", "unit", "unit_text"),
    [
        ("$5.2bn", 5.2e9, "USD", "$"),
        ("£300,000", 300_000, "GBP", "£"),
        ("40 million euros", 4e7, "EUR", "euros"),
        ("900 million crowns", 9e8, "crown", "crowns"),
        ("2.4 million Danish crowns", 2.4e6, "DKK", "Danish crowns"),
        ("$80 a barrel", 80, "USD/barrel", "$ a barrel"),
        ("12 percent", 12, "percent", "percent"),
        ("12%", 12, "percent", "%"),
        ("three percentage points", 3, "percentage point", "percentage points"),
        ("700 square kilometres", 700, "km2", "square kilometres"),
        ("15km", 15, "km", "km"),
        ("400 tonnes", 400, "tonne", "tonnes"),
        ("30 degrees Celsius", 30, "Cel", "degrees Celsius"),
        ("80 km/h", 80, "km/h", "km/h"),
        ("three months", 3, "month", "months"),
        ("24 hours", 24, "hour", "hours"),
        ("millions of dollars", None, "USD", "dollars"),
        ("half an hour", 0.5, "hour", "hour"),
    ],
)
def test_a_unit_is_named_and_its_words_are_kept(
    blank: Make, words: str, value: float | None, unit: str, unit_text: str
) -> None:
    figure = only(blank(f"The envoy spoke of {words}."))
    assert figure.value == (None if value is None else pytest.approx(value))
    assert (figure.unit, figure.unit_text) == (unit, unit_text)


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("Prices rose by 5 percent.", "up"),
        ("Prices rose about 5 percent.", "up"),
        ("Output was cut by 300 tonnes.", "down"),
        ("The index was down 1.2%.", "down"),
        ("The council sent a further 20 boats.", "up"),
        ("The council sent 20 more boats.", "up"),
        ("Prices rose to 5 percent.", None),
        ("The front lost 20 boats.", None),
        ("The front advanced 5 km.", None),
    ],
)
def test_a_figure_of_change_says_its_direction(blank: Make, words: str, change: str | None) -> None:
    assert only(blank(words)).change == change


def test_a_rise_from_one_count_to_another_is_two_figures(blank: Make) -> None:
    first, second = figures(blank("The number of tents rose from 200 to 350 within a week."))
    assert (first.value, second.value) == (200, 350)


def test_a_measure_given_again_in_another_unit_keeps_its_bound(blank: Make) -> None:
    again = list(figures(blank("They marched at least 50 km (31 miles) inland.")))[1]
    assert (again.low, again.high, again.unit) == (31, None, "mile")


def test_a_length_and_the_longer_one_that_corrects_it_are_one_range(blank: Make) -> None:
    doc = blank("The ferry to Orvane stops for a day, two days.")
    figure = only(doc)
    assert (figure.low, figure.high, figure.unit, cut(doc, figure)) == (1, 2, "day", "a day, two days")


def test_units_on_both_ends_of_a_range_make_one_figure(blank: Make) -> None:
    figure = only(blank("The dredgers of Orvane need four weeks or nine weeks."))
    assert (figure.low, figure.high, figure.unit) == (4, 9, "week")


@pytest.mark.parametrize(
    "text",
    [
        "The war of 2031 began in Orvane.",
        "Since 1998, Orvane has had no port.",
        "The 2031 talks failed.",
        "It happened on 14 March in Orvane.",
        "It happened on March 14, 2031.",
        "They met at 4 o'clock.",
        "They met at 11 a.m. in Orvane.",
        "It was the second time.",
        "The second-largest city fell.",
        "The Boeing 737 landed.",
        "Article 5 was invoked.",
        "Resolution 2139 was adopted.",
        "They entered phase two of the plan.",
        "No one spoke.",
        "One of them shows the harbour.",
        "One shows the harbour.",
        "The team won 3-1 at home.",
        "Call +44 20 7946 0958 now.",
        "See https://example.org/2031/40 for more.",
        "The office is at 12 Harbour Road.",
        "They fought in 480 BC.",
        "The parking lots were full.",
        "The bridge fell.[12] Nobody saw it.[3,4]",
        "The army has Leopard 2 tanks.",
    ],
)
def test_dates_names_and_pronouns_are_no_figures(blank: Make, text: str) -> None:
    assert list(figures(blank(text))) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("About 2000 people fled.", 2000), ("Some 1900 boats left.", 1900), ("In Orvane 300 boats sank.", 300)],
)
def test_a_round_number_before_a_plural_is_a_count_and_no_year(blank: Make, text: str, value: float) -> None:
    assert only(blank(text)).value == value


def test_an_age_is_a_figure_in_years(blank: Make) -> None:
    figure = only(blank("Recruits aged 16 were seen."))
    assert (figure.value, figure.unit) == (16, "year")


def test_killed_and_wounded_are_persons_without_a_noun(blank: Make) -> None:
    found = list(figures(blank("The blast killed 14 and left the ward with 37 wounded.")))
    assert [(figure.value, figure.unit) for figure in found] == [(14, "person"), (37, "person")]


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("Some 2,000 allied air strikes hit Orvane.", "allied air strikes", "strike"),
        ("Dozens of foreign volunteers arrived.", "foreign volunteers", "volunteer"),
        ("The blast killed half its leadership.", "leadership", "percent"),
        ("At least 14 people died.", "people", "person"),
        ("They took five Front-held coastal towns.", "Front-held coastal towns", "town"),
        ("The army lost three armoured vehicles.", "armoured vehicles", "vehicle"),
        ("The number of displaced families has risen to 4,000.", "displaced families", "family"),
    ],
)
def test_what_is_counted_is_the_noun_phrase(parsed: Make, text: str, counted: str, unit: str) -> None:
    figure = only(parsed(text))
    assert figure.counted is not None
    assert (figure.counted.of(text), figure.unit) == (counted, unit)


def test_of_a_part_and_its_whole_both_count_the_same(parsed: Make) -> None:
    text = "The envoy met 30 of the 80 or so allied towns."
    found = list(figures(parsed(text)))
    assert [(figure.value, figure.counted and figure.counted.of(text)) for figure in found] == [
        (30, "allied towns"),
        (80, "allied towns"),
    ]


@pytest.mark.parametrize(
    ("words", "value", "approximate", "counted"),
    [
        ("1 in 4 residents", 25, False, "residents"),
        ("3 of 4 wards", 75, False, "wards"),
        ("nearly six of 10 traders", 60, True, "traders"),
        ("2 out of 3 homes", 66.7, False, "homes"),
        ("9 in 10 wells", 90, False, "wells"),
        ("1 in 2,000 homes", 0.05, False, "homes"),
        ("only two in three boats", 66.7, False, "boats"),
        ("three out of every 4 families", 75, False, "families"),
    ],
)
def test_a_share_told_by_two_numbers_is_one_figure_in_percent(
    parsed: Make, words: str, value: float, approximate: bool, counted: str
) -> None:
    text = f"The flood at Orvane hit {words}."
    figure = only(parsed(text))
    assert (figure.value, figure.unit, figure.approximate) == (value, "percent", approximate)
    assert figure.counted is not None
    assert figure.counted.of(text) == counted


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("30 of 80 towns", [30, 80]),
        ("eight of nine wards", [8, 9]),
        ("seven out of 11 wards", [7, 11]),
        ("four of the five boats", [4, 5]),
        ("two in three storms", [2, 3]),
        ("three in 10 days", [3, 10]),
        ("3 in 10 km", [3, 10]),
    ],
)
def test_a_count_out_of_all_there_are_stays_two_figures(blank: Make, words: str, values: list[float]) -> None:
    assert [figure.value for figure in figures(blank(f"The army of Orvane lost {words}."))] == values


@pytest.mark.parametrize("text", ["On March 3 in 10 wards it rained.", "Part 3 of 4 wards off the rest."])
def test_a_day_or_a_part_before_a_base_makes_no_share(blank: Make, text: str) -> None:
    assert all(figure.unit != "percent" for figure in figures(blank(text)))


@pytest.mark.parametrize(
    "text", ["The 9/11 attacks.", "A 9/11 memorial opened.", "On 9/11 in Velm.", "The 7/8 bombings."]
)
def test_a_name_made_of_two_numbers_is_no_fraction(blank: Make, text: str) -> None:
    assert list(figures(blank(text))) == []


@pytest.mark.parametrize(
    ("words", "value"), [("3/4 of the fleet", 0.75), ("1/2 ton", 0.5), ("2 1/2 tons", 2.5), ("1/4 of boats", 0.25)]
)
def test_a_fraction_of_something_is_a_figure(blank: Make, words: str, value: float) -> None:
    assert only(blank(f"Orvane lost {words}.")).value == value


def test_a_number_in_a_register_is_no_figure(parsed: Make) -> None:
    assert list(figures(parsed("In the 90417 postal district all was quiet."))) == []


def test_figures_come_in_text_order_with_their_own_ids(blank: Make) -> None:
    found = list(figures(blank("Between 20 and 30 boats, 14 carts and half of the fleet.")))
    assert [figure.span for figure in found] == sorted(figure.span for figure in found)
    assert len({figure.id for figure in found}) == 3


def test_spans_cut_the_source_where_the_view_was_repaired(blank: Make) -> None:
    text = "☂ They counted **at least\u00a040** boats ☂ and 12\u00a0carts."
    doc = blank(text)
    assert [cut(doc, figure) for figure in figures(doc)] == ["at least\u00a040", "12"]
