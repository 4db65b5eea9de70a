from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.extract.encounters.words import LEXICON
from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy import tokens

    from sayso.document import Span

NO_MEETING = {"plans", "not_one", "ahead"}


class Told(NamedTuple):
    span: str
    name: str
    hosts: list[str]
    present: list[str]
    absent: list[str]
    agenda: list[str]
    said: int | None


@pytest.fixture
def told(parsed: Callable[..., tokens.Doc]) -> Callable[[str], list[Told]]:
    """Give the meetings of a text in its words."""

    def meetings(text: str) -> list[Told]:
        doc = parsed(text)
        extract(doc)

        def words(spans: Iterable[Span]) -> list[str]:
            return [text[span.start : span.end] for span in spans]

        return [
            Told(
                words([mention.span])[0],
                mention.name,
                words(mention.hosts),
                words(mention.participants),
                words(mention.absent),
                words(mention.agenda),
                mention.said,
            )
            for mention in found(doc, "meetings")
        ]

    return meetings


@pytest.mark.parametrize(("kind", "words", "example"), entries(LEXICON))
def test_the_example_of_each_entry_tells_one_meeting_or_none(
    told: Callable[[str], list[Told]], kind: str, words: str, example: str
) -> None:
    assert len(told(example)) == (0 if kind in NO_MEETING else 1), words


def test_a_long_list_after_the_verb_names_each_state(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told(
        "Taking part in the France/Spain-hosted talks were Norway, Egypt, the Netherlands, Saudi Arabia, Chad and"
        " the United Arab Emirates."
    )
    assert meeting.hosts == ["France", "Spain"]
    assert meeting.present == [
        "Norway", "Egypt", "the Netherlands", "Saudi Arabia", "Chad", "the United Arab Emirates",
    ]  # fmt: skip


def test_the_number_said_is_kept_beside_those_named(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told(
        "Three ministers attended the talks in Oden: Ana Lemos of Egypt, Iva Roth of Norway and the host, Paul Brask."
    )
    assert meeting.said == 3
    assert meeting.present == ["Ana Lemos of Egypt", "Iva Roth of Norway", "Paul Brask"]
    assert meeting.hosts == ["Paul Brask"]


def test_later_mentions_add_to_the_first(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told(
        "Egypt and Norway held talks in Oden on Sunday.\n\nThe talks almost failed at noon. Chad also took part."
        " Spain stayed away. France was not invited."
    )
    assert meeting.span == "talks in Oden"
    assert meeting.present == ["Egypt", "Norway", "Chad"]
    assert meeting.absent == ["Spain", "France"]


def test_a_minister_and_her_name_are_one(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told(
        "The foreign minister of Egypt, Ana Lemos, Iva Roth, the mayor of Oden, and Paul Brask met in Oslo."
    )
    assert meeting.present == ["Ana Lemos", "Iva Roth", "Paul Brask"]


def test_what_was_discussed_is_the_agenda(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told("Egypt and Norway held talks in Oden to discuss how to reopen the port.")
    assert meeting.agenda == ["how to reopen the port"]


def test_who_invited_is_host(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told("Ana Lemos and Iva Roth met on Sunday at the invitation of Norway.")
    assert meeting.hosts == ["Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "Egypt and Norway will hold talks in Oden on Sunday.",
        "Norway was willing to host talks if both sides asked for them.",
        "Egypt had not asked for talks with Norway.",
        "Norway called for talks between Egypt and Chad.",
        "A second round of talks would be held in April.",
        "The council meets in Oden.",
        "Ana Lemos met the demands of Norway.",
        "Ana Lemos told a news conference in Oden that Egypt was ready.",
        "Ana Lemos ruled out talks with Norway.",
        "Future talks with Norway and Chad were in doubt.",
        "The deputies and officers spoke only French.",
    ],
)
def test_what_did_not_take_place_is_no_meeting(told: Callable[[str], list[Told]], text: str) -> None:
    assert told(text) == []


def test_two_who_met_nobody_says_where_are_an_event_and_no_table(told: Callable[[str], list[Told]]) -> None:
    assert told("Ana Lemos met Iva Roth on Sunday.") == []


def test_two_meetings_in_different_towns_stay_apart(told: Callable[[str], list[Told]]) -> None:
    meetings = told("Egypt and Norway held talks in Oden on Sunday. Chad and Spain held a summit in Tolm on Monday.")
    assert [meeting.present for meeting in meetings] == [["Egypt", "Norway"], ["Chad", "Spain"]]


def test_a_list_may_come_in_the_sentence_after(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told(
        "Delegates from 14 states gathered in Geneva for a conference on grain. Among those attending were Egypt and"
        " Chad."
    )
    assert meeting.present == ["Egypt", "Chad"]
    assert meeting.said == 14


def test_who_sent_nobody_was_absent(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told("Egypt and Chad held talks in Oden. Norway sent no delegation. Spain boycotted them.")
    assert meeting.absent == ["Norway", "Spain"]


def test_ministers_of_several_states_are_those_states(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told("The foreign ministers of Egypt, Chad and Norway met in Oslo on Sunday.")
    assert meeting.present == ["Egypt", "Chad", "Norway"]


def test_a_guest_received_for_talks_is_there(told: Callable[[str], list[Told]]) -> None:
    (meeting,) = told("President Ana Lemos hosted Prime Minister Paul Brask for talks in Oslo.")
    assert meeting.hosts == ["President Ana Lemos"]
    assert meeting.present == ["Prime Minister Paul Brask"]
