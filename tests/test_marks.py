from __future__ import annotations

import pytest

from sayso import marks


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"We left," he said.', "“We left,” he said."),
        ('He said: "No." "Never."', "He said: “No.” “Never.”"),
        ("They call it «the pact».", "They call it “the pact”."),
        ("the army's 'red line'", "the army's ‘red line’"),
        ("the rebels' camp", "the rebels' camp"),
        ("the rebels’ camp", "the rebels' camp"),
        ("it’s", "it's"),
        ("‘We left,’ he said.", "‘We left,’ he said."),
        ("back in the '90s", "back in the '90s"),
        ("'Twas ever thus", "'Twas ever thus"),
        ("“He said ‘no’ twice.”", "“He said ‘no’ twice.”"),
    ],
)
def test_marks_are_told_apart(written: str, read: str) -> None:
    assert marks.told_apart(written) == read


@pytest.mark.parametrize("text", ['""', '"', "'", "a'", "\n\n\"'\n\n", "“‘’”"])
def test_telling_apart_keeps_the_length(text: str) -> None:
    assert len(marks.told_apart(text)) == len(text)


def words(text: str) -> list[list[str]]:
    return [[text[start:end] for start, end in quoted.parts] for quoted in marks.quoted(text)]


def test_a_quotation_is_the_words_between_the_marks() -> None:
    assert words("“We left,” he said. “Never.”") == [["We left,"], ["Never."]]


def test_a_quotation_over_paragraphs_is_one_with_several_parts() -> None:
    assert words("“We left.\n\n“We came back,” she said.") == [["We left.", "We came back,"]]


def test_a_quotation_that_nothing_continues_ends_with_its_paragraph() -> None:
    (found,) = marks.quoted("“We left.\n\nThe crowd went home.")
    assert (found.closed, found.end) == (False, 9)


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert words("We left,” he said.") == []


def test_single_marks_count_inside_double_ones_too() -> None:
    assert words("a ‘red line’ and “no ‘green line’ here”") == [["red line"], ["no ‘green line’ here"], ["green line"]]


def test_quotations_come_in_the_order_of_the_text() -> None:
    found = marks.quoted("‘One’ then “two” then ‘three’")
    assert [quoted.start for quoted in found] == sorted(quoted.start for quoted in found)
