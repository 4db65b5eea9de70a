from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from rich.console import Console

from sayso.brief import brief
from sayso.document import Document, Span
from sayso.reading import Reading
from sayso.record import Quotation

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def shown() -> Callable[..., str]:
    """Give the brief as a terminal of some width would show it, without colours."""

    def show(reading: Reading, *, width: int = 80, full: bool = False) -> str:
        console = Console(width=width, color_system=None, force_terminal=False)
        with console.capture() as captured:
            console.print(brief(reading, full=full))
        return captured.get()

    return show


def line_with(words: str, text: str) -> str:
    return next(line.strip() for line in text.splitlines() if words in line)


def test_every_section_that_holds_something_stands_in_its_order(told: Reading, shown: Callable[..., str]) -> None:
    heads = re.findall(r"^ ([A-Z][A-Z ]+[A-Z])\b", shown(told), re.MULTILINE)
    assert heads == ["ACTORS", "WHO SAID WHAT", "FIGURES", "DATES", "PLACES", "NOT SAID"]


def test_a_statement_shows_cue_words_and_characters(told: Reading, shown: Callable[..., str]) -> None:
    line = line_with("reported", shown(told, width=140))
    start, end = map(int, re.findall(r"\[(\d+):(\d+)\]$", line)[0])
    assert told.document.text[start:end].startswith("“at least 40 villages")


def test_a_nested_statement_names_its_speaker_under_the_one_it_is_in(told: Reading, shown: Callable[..., str]) -> None:
    text = shown(told, width=140)
    assert "believes        Ana Lemos: (probable) “at least 40 villages" in text
    assert text.index("reported") < text.index("believes        ")


def test_markup_and_escapes_of_the_source_are_only_words(told: Reading, shown: Callable[..., str]) -> None:
    text = shown(told, width=140, full=True)
    assert "[bold]have[/bold]" in text
    assert "Truce <b>holds</b>" in text
    assert "\x1b" not in text
    assert "\x07" not in text


def test_a_figure_shows_bounds_what_it_counts_and_on_whose_word(told: Reading, shown: Callable[..., str]) -> None:
    lines = shown(told, width=140).splitlines()
    (at,) = (number for number, line in enumerate(lines) if line.strip().startswith("villages    "))
    assert re.split(r"\s{2,}", lines[at].strip())[:3] == ["villages", "40", "–"]
    assert lines[at + 1].strip() == "Ana Lemos, via Ardel Post"


def test_the_day_of_publication_stands_on_the_time_line(told: Reading, shown: Callable[..., str]) -> None:
    text = shown(told)
    assert line_with("◆", text).split() == ["◆", "2031-05-04", "published"]
    assert text.index("2031-05-03") < text.index("◆")


def test_places_named_for_their_people_stand_apart_and_on_no_map(told: Reading, shown: Callable[..., str]) -> None:
    people = replace(told.places[0], id="p_2", geonames=8, name="Ardel", literal=False)
    text = shown(replace(told, places=(*told.places, people)))
    assert "1 place, 1 as governments or peoples" in text
    on_the_map, off_it = text[text.index("PLACES") :].split("   as governments or peoples")
    assert "1.50S" in line_with("Tolm", on_the_map)
    assert "1.50S" not in off_it


def test_actors_in_passing_are_counted_and_shown_in_full(told: Reading, shown: Callable[..., str]) -> None:
    reading = replace(told, actors=(*told.actors, replace(told.actors[0], id="a_x", name="Passing Post")))
    assert "2 of 3 actors" in shown(reading)
    assert "… and 1 more in --json" in shown(reading)
    assert "Passing Post" not in shown(reading)
    assert "Passing Post" in shown(reading, full=True)


def test_durations_stand_in_one_line_below_the_time_line(told: Reading, shown: Callable[..., str]) -> None:
    assert line_with("lasting", shown(told)).split() == ["lasting", "holds"]
    assert line_with("lasting", shown(told, full=True)).startswith("lasting P2D")


def test_an_unattributed_statement_is_shown_as_nobodys(told: Reading, shown: Callable[..., str]) -> None:
    text = shown(told)
    assert text.index("nobody named") < text.index("(denied) it in Tolm")


def test_a_long_statement_is_cut_to_two_lines_unless_all_is_asked_for(shown: Callable[..., str]) -> None:
    text = "word " * 200 + "end"
    quotation = Quotation(id="q", manner="indirect", content=(Span(0, len(text)),), rule="test")
    reading = Reading(document=Document(id="d", text=text, title="T"), quotations=(quotation,))
    short = shown(reading).split("nobody named")[1].split("NOT SAID")[0]
    assert len(short.split("\n")) <= 5
    assert "…" in short
    assert " end" not in short
    assert " end" in shown(reading, full=True)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_screen_and_offsets_end_where_it_does(
    told: Reading, shown: Callable[..., str], width: int
) -> None:
    wide = replace(told.document, text=told.document.text.replace("Ana Lemos", "李四三明月楼 xy"))
    for reading in (told, replace(told, document=wide, actors=())):
        lines = [line.rstrip() for line in shown(reading, width=width).splitlines()]
        assert max(map(cell_len, lines)) < width
        assert {cell_len(line) for line in lines if re.search(r"\[\d+:\d+\]$", line)} == {width - 1}


def test_a_text_that_says_nothing_has_a_brief(shown: Callable[..., str]) -> None:
    text = shown(Reading(document=Document(id="d_empty", text="Quiet.")))
    assert "d_empty" in text
    assert "no date of publication" in text
