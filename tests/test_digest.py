from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.digest import NARRATOR, Digest, bounds, coordinates, day, number, when
from sayso.document import Span
from sayso.entity import Date
from sayso.record import Figure, Quotation

if TYPE_CHECKING:
    from sayso.entity import DateType
    from sayso.reading import Reading


def test_statements_are_grouped_by_speaker_and_those_of_nobody_come_last(told: Reading) -> None:
    digest = Digest.of(replace(told, quotations=tuple(reversed(told.quotations))))
    assert [voice.name for voice in digest.voices()] == ["Ardel Post", None]


def test_a_quotation_inside_another_stands_under_it(told: Reading) -> None:
    voice, _ = Digest.of(told).voices()
    assert [(statement.quotation.id, statement.depth) for statement in voice.statements] == [
        ("q_outer", 0),
        ("q_inner", 1),
    ]


def test_a_figure_names_everybody_it_came_through(told: Reading) -> None:
    digest = Digest.of(told)
    assert [digest.whose(figure.quotation) for figure in told.figures] == ["Ana Lemos, via Ardel Post", NARRATOR]


def test_a_broken_quotation_shows_where_other_words_stood(told: Reading) -> None:
    text = "“We wait,” he said, “for rain. “And for you.”"
    parts = (Span(1, 9), Span(21, 30), Span(32, 44))
    broken = Quotation(id="q", manner="direct", content=parts, rule="test")
    digest = Digest.of(replace(told, document=replace(told.document, text=text), quotations=(broken,)))
    assert digest.words(broken) == "“We wait, … for rain. And for you.”"


def test_a_doubt_is_said_unless_the_cue_says_it(told: Reading) -> None:
    digest = Digest.of(told)
    (nobody,) = (quotation for quotation in told.quotations if quotation.id == "q_nobody")
    at = told.document.text.index("denied")
    assert digest.doubts(nobody) == ["denied"]
    assert digest.doubts(replace(nobody, cue=Span(at, at + 6))) == []


def test_dates_come_in_the_order_of_the_calendar_and_part_at_publication(told: Reading) -> None:
    values = ["2031-05-09", "2031-W10", "2031-05-04", "203X", "2030-FA", "2031-05", "XXXX-WXX-1", None]
    dates = tuple(
        Date(id=f"t{number}", span=Span(0, 1), type="DATE", value=value) for number, value in enumerate(values)
    )
    digest = Digest.of(replace(told, dates=dates))
    past, to_come = digest.timeline()
    assert [date.value for date in past] == ["203X", "2030-FA", "2031-W10", "2031-05", "2031-05-04"]
    assert [date.value for date in to_come] == ["2031-05-09"]
    assert [date.value for date in digest.unplaced()["no anchor"]] == ["XXXX-WXX-1", None]


def test_the_end_of_a_month_stands_after_its_days(told: Reading) -> None:
    said = [("2031-03", "END"), ("2031", "END"), ("2031-03-02", None), ("2031-03", "MID"), ("2031-03", None)]
    dates = tuple(
        Date(id=f"t{number}", span=Span(0, 1), type="DATE", value=value, mod=mod)
        for number, (value, mod) in enumerate(said)
    )
    undated = replace(told, dates=dates, document=replace(told.document, published=None))
    order, _ = Digest.of(undated).timeline()
    assert [date.id for date in order] == ["t4", "t2", "t3", "t0", "t1"]


def test_what_has_no_day_is_sorted_by_what_it_is(told: Reading) -> None:
    again = Date(id="t3", span=Span(0, 1), type="SET", value="P1W")
    unplaced = Digest.of(replace(told, dates=(*told.dates, again))).unplaced()
    assert {label: [date.id for date in dates] for label, dates in unplaced.items()} == {
        "lasting": ["t_2"],
        "repeated": ["t3"],
    }


def test_a_place_and_its_government_are_told_apart(told: Reading) -> None:
    (tolm,) = told.places
    spoken_for = replace(tolm, id="p_2", literal=False)
    literal, figurative = Digest.of(replace(told, places=(tolm, spoken_for, replace(tolm, id="p_3")))).localities()
    assert [[place.id for place in places] for places in literal] == [["p_1", "p_3"]]
    assert [[place.id for place in places] for places in figurative] == [["p_2"]]


def test_one_word_is_one_word(told: Reading) -> None:
    short = replace(told, document=replace(told.document, text="Quiet."))
    assert Digest.of(short).credits()[-1] == "1 word"


def test_what_is_open_is_counted(told: Reading) -> None:
    assert Digest.of(told).gaps() == ["1 quotation without a speaker", "1 figure of nothing named"]
    undated = replace(told, document=replace(told.document, published=None))
    assert Digest.of(undated).gaps()[0] == "no date of publication"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (5000, "5,000"),
        (2.5, "2.5"),
        (1_250_000, "1.25 million"),
        (1_234_567, "1,234,567"),
        (-3e9, "-3 billion"),
    ],
)
def test_a_number_is_written_for_people(value: float | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("low", "high", "approximate", "shown"),
    [(40, None, False, "40 or more"), (None, 9, False, "up to 9"), (3, 5, True, "about 3 to 5"), (7, 7, False, "7")],
)
def test_bounds_are_written_in_words(low: float | None, high: float | None, approximate: bool, shown: str) -> None:
    assert bounds(Figure(id="f", span=Span(0, 1), low=low, high=high, approximate=approximate)) == shown


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("2030-FA", "DATE", "autumn 2030"),
        ("2031-W10", "DATE", "week 10 of 2031"),
        ("203", "DATE", "2030s"),
        ("2031-03-15T10:00", "TIME", "2031-03-15 10:00"),
        ("2031-03", "DATE", "2031-03"),
        (None, "DATE", ""),
    ],
)
def test_a_calendar_value_is_written_for_people(value: str | None, kind: DateType, shown: str) -> None:
    assert when(Date(id="t", span=Span(0, 1), type=kind, value=value)) == shown


def test_a_day_is_written_out_and_anything_else_left_alone() -> None:
    assert day("2031-05-04T10:00:00Z") == "4 May 2031"
    assert day("spring 2031") == "spring 2031"


def test_coordinates_have_hemispheres_and_unknown_ones_are_left_out(told: Reading) -> None:
    assert coordinates(told.places[0]) == "1.50S 30.25E"
    assert coordinates(replace(told.places[0], lat=None)) == ""


def _read(text: str) -> Reading:
    return sayso.read(sayso.Source.of_bytes(text.encode(), name="told.txt"))


def test_a_group_is_shown_with_its_members() -> None:
    reading = _read("President Tilda Oren met President Bram Odum. The two leaders said the talks were good.")
    (group,) = [actor for actor in reading.actors if actor.kind == "group"]
    assert Digest.of(reading).members(group) == ["Tilda Oren", "Bram Odum"]


def test_a_figure_is_shown_with_what_is_known_of_it() -> None:
    reading = _read("Shells killed 14 of the 60 miners in Geneva on 3 May 2031.")
    digest = Digest.of(reading)
    assert digest.details(reading.figures[0]) == ["killed", "of 60", "2031-05-03", "Geneva"]


@pytest.mark.parametrize(
    ("edtf", "mod", "shown"),
    [("2031-05-31", "END", "2031-05-31"), ("2031-05", "END", "2031-05, end"), ("2031-05/..", None, "2031-05 on")],
)
def test_an_interval_and_a_deadline_are_shown_in_words(edtf: str, mod: str | None, shown: str) -> None:
    assert when(Date(id="t", span=Span(0, 1), type="DATE", value=edtf[:7], mod=mod, edtf=edtf)) == shown
