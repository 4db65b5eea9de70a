"""Numbers in digits and words."""

from __future__ import annotations

import pytest

from sayso.extract.quantities.numbers import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200 boats", 1200),
        ("3.5 boats", 3.5),
        (".75 of it", 0.75),
        ("50 000 boats", 50_000),
        ("twenty-five boats", 25),
        ("one hundred and five boats", 105),
        ("Forty-two thousand three hundred boats", 42_300),
        ("two and a half million boats", 2_500_000),
        ("two-and-a-half-year truce", 2.5),
        ("half a million boats", 500_000),
        ("a quarter of a million boats", 250_000),
        ("three quarters of a million boats", 750_000),
        ("a million boats", 1_000_000),
        ("3.4m people", 3_400_000),
        ("$5.2bn", 5_200_000_000),
        ("40k men", 40_000),
        ("a 37m mast", 37),
        ("a dozen boats", 12),
        ("half a dozen boats", 6),
        ("three dozen boats", 36),
        ("4 hundred boats", 400),
        ("2½ cups", 2.5),
        ("1/2 pound", 0.5),
        ("minus 12 degrees", -12),
        ("sub-300 offices", 300),
        ("2.9×10−8 metres", 2.9e-8),
        ("half its fleet", 50),
        ("half of them", 50),
        ("half an hour", 0.5),
        ("a third of the fleet", 33.3),
        ("two-thirds of the fleet", 66.7),
        ("one in five boats", 20),
        ("nine out of ten boats", 90),
    ],
)
def test_a_number_has_the_value_its_words_give(text: str, value: float) -> None:
    (number,) = numbers(text)
    assert number.value == pytest.approx(value)
    assert (number.low, number.high) == (number.value, number.value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of boats", 12, 120),
        ("hundreds of boats", 100, 1000),
        ("several hundred boats", 100, 1000),
        ("tens of thousands of boats", 10_000, 100_000),
        ("hundreds of thousands of boats", 100_000, 1_000_000),
        ("several boats", 2, None),
        ("lots of boats", None, None),
    ],
)
def test_a_vague_count_is_an_interval_without_a_value(text: str, low: float | None, high: float | None) -> None:
    (number,) = numbers(text)
    assert (number.low, number.high, number.value) == (low, high, None)


@pytest.mark.parametrize(
    "text",
    [
        "the 22nd day",
        "an F-16 and the MQ9",
        "the 1990s",
        "at 9:35",
        "on 9/11",
        "version 4.2.1",
        "the first half",
        "a third man",
        "half past",
        "5G masts",
        "file_22_final",
        "item #12",
        "key 9" + 5000 * "1",
    ],
)
def test_ordinals_names_and_codes_hold_no_number(text: str) -> None:
    assert list(numbers(text)) == []


def test_two_counts_joined_by_and_stay_two() -> None:
    assert [number.value for number in numbers("two and three boats, forty thousand and two carts")] == [2, 3, 40_002]


def test_a_number_of_days_is_no_share_of_them() -> None:
    assert [number.value for number in numbers("sank three in 10 days")] == [3, 10]


def test_a_number_stands_at_its_characters() -> None:
    text = "They took half a dozen boats."
    (number,) = numbers(text)
    assert text[number.start : number.end] == "half a dozen"
