"""What holds of every figure: a rendered one reads back equal, and no text makes the grammar crash or hang."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.extract.figures import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    Make = Callable[[str], tokens.Doc]

SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
SMALL += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
BOUNDS = {
    "": (True, True, False),
    "at least ": (True, False, False),
    "more than ": (True, False, False),
    "up to ": (False, True, False),
    "fewer than ": (False, True, False),
    "about ": (True, True, True),
    "nearly ": (True, True, True),
}
UNITS = {
    " boats": "boat",
    " villages": "village",
    " percent": "percent",
    " square kilometres": "km2",
    " tonnes": "tonne",
    " euros": "EUR",
    " barrels a day": "barrel/day",
}
PIECES = (
    "twenty|one|hundred|thousand|million|and a half|half|of the|3|1,000|2031|%|$|£|km|to|between|from|-|–|at least"
    "|more than|people|men|:|(|)|,|.|;|including|of them|doubled|most of|third|in|5|dozen|dozens of|several|a few|1/2"
    "|x 10|−4|+|or so|Ardel|Velm|were|killed|’|“|”|\n\n|00|e9|²"
).split("|")


def in_words(value: int) -> str:
    """Write a whole number below a thousand million in words."""
    for scale, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = in_words(value % scale) if value % scale else ""
            joint = " and " if scale == 100 and rest else " "
            return f"{in_words(value // scale)} {name}{joint}{rest}".strip()
    if value < len(SMALL):
        return SMALL[value]
    ten, one = divmod(value, 10)
    return TENS[ten - 2] + (f"-{SMALL[one]}" if one else "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    value=st.integers(3, 999_999_999),
    words=st.booleans(),
    bound=st.sampled_from(sorted(BOUNDS)),
    unit=st.sampled_from(sorted(UNITS)),
)
def test_a_rendered_figure_reads_back_equal(blank: Make, value: int, words: bool, bound: str, unit: str) -> None:
    written = in_words(value) if words else f"{value:,}"
    text = f"Observers at Orvane counted {bound}{written}{unit} there."
    (figure,) = figures(blank(text))
    low, high, approximate = BOUNDS[bound]
    assert (figure.value, figure.low, figure.high, figure.approximate, figure.unit) == (
        value,
        value if low else None,
        value if high else None,
        approximate,
        UNITS[unit],
    )
    assert figure.span.of(text).startswith((bound + written).strip())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    ends=st.tuples(st.integers(20, 900_000), st.integers(1, 900_000)),
    joint=st.sampled_from([("", " to "), ("between ", " and "), ("from ", " to "), ("", "–")]),
)
def test_a_rendered_range_reads_back_equal(blank: Make, ends: tuple[int, int], joint: tuple[str, str]) -> None:
    low, more = ends
    text = f"Observers counted {joint[0]}{low:,}{joint[1]}{low + more:,} boats."
    (figure,) = figures(blank(text))
    assert (figure.low, figure.high, figure.value, figure.unit) == (low, low + more, None, "boat")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=2000, max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40), st.sampled_from(["", " "]))
def test_no_text_makes_the_grammar_crash(blank: Make, pieces: list[str], gap: str) -> None:
    text = gap.join(pieces).strip().replace("\r", " ")
    if not text:
        return
    doc = blank(text)
    source = doc.user_data["document"].text
    found = list(figures(doc))
    ids = {figure.id for figure in found}
    assert len(ids) == len(found)
    for figure in found:
        assert figure.span.of(source)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.part_of is None or figure.part_of in ids - {figure.id}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_parse_makes_the_frames_crash(parsed: Make, pieces: list[str]) -> None:
    doc = parsed(" ".join(["Orvane", *pieces]))
    for figure in figures(doc):
        assert figure.casualty is None or figure.casualty.outcomes


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 to ",
        "twenty ",
        "one hundred and ",
        "2 of the ",
        "Ab, ",
        "A.",
        "1-",
        "at least ",
        "of the 2 men, ",
        "half a ",
    ],
)
def test_time_grows_no_faster_than_the_text(blank: Make, piece: str) -> None:
    short, long = (blank("5 towns: " + piece * count) for count in (500, 4000))

    def seconds(doc: tokens.Doc) -> float:
        begin = time.perf_counter()
        assert len(list(figures(doc))) >= 0
        return time.perf_counter() - begin

    seconds(short)
    assert seconds(long) < 40 * seconds(short) + 0.2
