"""Parts and wholes, lists beside a count, and what a change is a change of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.extract.figures import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    Make = Callable[[str], tokens.Doc]


def parts(doc: tokens.Doc, text: str) -> list[tuple[str, str]]:
    """Give the words of each part and of its whole."""
    found = list(figures(doc))
    spans = {figure.id: figure.span.of(text) for figure in found}
    return [(figure.span.of(text), spans[figure.part_of]) for figure in found if figure.part_of is not None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The envoy met 30 of the 80 or so allied towns.", [("30", "80 or so")]),
        ("Nearly half of the 2,000 families returned.", [("Nearly half", "2,000")]),
        ("Of the 40 dead, 12 were women and five were children.", [("12", "40"), ("five", "40")]),
        ("Twelve people, three of them children, fled.", [("three", "Twelve")]),
        (
            "Twelve people fled, among them two nurses and four porters.",
            [("two", "Twelve"), ("four", "Twelve")],
        ),
        ("Twelve people fled. Three of them were children.", [("Three", "Twelve")]),
        ("They sent 12 boats and 30 carts.", []),
        ("They sent 12 boats, including 30 barges.", []),
        ("The two of them sent 12 boats.", []),
        ("12 dead, including three children, and 40 wounded.", [("three", "12")]),
    ],
)
def test_a_part_names_its_whole(parsed: Make, text: str, found: list[tuple[str, str]]) -> None:
    assert parts(parsed(text), text) == found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("The rebels took three towns: Orvane, Velm and Tolm.", ["Orvane", "Velm", "Tolm"]),
        ("Three towns, Orvane, Velm and Tolm, fell.", ["Orvane", "Velm", "Tolm"]),
        (
            "Four states (Ardel, Velmar and the United Isles of Tolm) signed.",
            ["Ardel", "Velmar", "the United Isles of Tolm"],
        ),
        ("Two men, Ivo Lanz, 34, and Per Holt, were seen.", ["Ivo Lanz", "Per Holt"]),
        ("In 12 towns, Orvane and Velm, people fled.", []),
        ("Two ministers, Ana Lemos and Per Holt said, left.", []),
        ("He met 200 people: Ana, Ivo and Per.", []),
    ],
)
def test_a_list_beside_a_count_is_listed(parsed: Make, text: str, items: list[str]) -> None:
    first = next(figures(parsed(text)))
    assert [item.of(text) for item in first.items] == items


def test_a_sentence_that_lists_who_was_there_belongs_to_the_count_of_them(parsed: Make) -> None:
    text = "She met 6 of the 20 allied states.\n\nAttending the talks were Ardel, Velmar, Tolm, the Isles and Orvane."
    met, all_of_them = figures(parsed(text))
    assert [item.of(text) for item in met.items] == ["Ardel", "Velmar", "Tolm", "the Isles", "Orvane"]
    assert all_of_them.items == ()


@pytest.mark.parametrize(
    ("text", "value", "low", "change"),
    [
        ("Attacks doubled in a year.", 100, 100, "up"),
        ("Prices more than tripled.", 200, 200, "up"),
        ("Arrests halved.", 50, 50, "down"),
        ("Attacks are expected to double.", 100, 100, "up"),
    ],
)
def test_doubled_is_a_rise_of_a_hundred_percent(parsed: Make, text: str, value: float, low: float, change: str) -> None:
    (figure,) = [figure for figure in figures(parsed(text)) if figure.unit == "percent"]
    assert (figure.value, figure.low, figure.change) == (value, low, change)


@pytest.mark.parametrize("text", ["A double agent left.", "He doubled as a guard.", "She doubled back."])
def test_double_is_no_change_everywhere(blank: Make, text: str) -> None:
    assert list(figures(blank(text))) == []


def test_a_change_has_its_subject_for_what_is_counted(parsed: Make) -> None:
    text = "The price of bread rose 12 percent to 40 crowns."
    found = list(figures(parsed(text)))
    assert [figure.counted and figure.counted.of(text) for figure in found] == ["price of bread", "price of bread"]
    assert [figure.change for figure in found] == ["up", None]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Up to 500 citizens who have joined the Front are known.", "citizens who have joined the Front"),
        ("Twelve members of the council left.", "members of the council"),
        ("The total of allied guards deployed in Orvane has reached 5,000.", "allied guards deployed in Orvane"),
        ("They sent twelve Orvan 2 tanks.", "Orvan 2 tanks"),
        ("Dozens of Ardel and Velmar lorries burned.", "Ardel and Velmar lorries"),
    ],
)
def test_what_is_counted_keeps_its_qualifiers(parsed: Make, text: str, counted: str) -> None:
    (figure,) = figures(parsed(text))
    assert figure.counted is not None
    assert figure.counted.of(text) == counted


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("At least 300, and possibly as many as 500, people marched.", 300, 500),
        ("At least 12 but no more than 20 boats sank.", 12, 20),
        ("More than 40 but fewer than 60 boats sank.", 40, 60),
    ],
)
def test_two_bounds_make_one_figure(blank: Make, text: str, low: float, high: float) -> None:
    (figure,) = figures(blank(text))
    assert (figure.low, figure.high) == (low, high)


def test_most_of_something_is_a_share_with_open_bounds(parsed: Make) -> None:
    (figure,) = figures(parsed("Most of the villages fell, most of the time."))
    assert (figure.low, figure.high, figure.unit) == (None, None, "percent")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The number of camps rose by a further 300 to 1,250.", [300, 1250]),
        ("Prices rose by 20 to 30 percent.", [None]),
        ("The tents cost 20 or 45 crowns respectively.", [20, 45]),
        ("They sent four-, five- and six-member crews.", [4, 5, 6]),
    ],
)
def test_a_rise_to_a_level_is_no_range(blank: Make, text: str, values: list[float | None]) -> None:
    assert [figure.value for figure in figures(blank(text))] == values


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("4,000 barrels of oil a day", "barrel/day"),
        ("3.5 cubic kilometres of water", "km3"),
        ("1.5 million pounds", "GBP"),
        ("30,000 pounds", "lb"),
        ("a magnitude 6.1 quake", "magnitude"),
    ],
)
def test_a_unit_may_stand_apart_from_its_number(parsed: Make, words: str, unit: str) -> None:
    (figure,) = figures(parsed(f"Orvane saw {words}."))
    assert figure.unit == unit
