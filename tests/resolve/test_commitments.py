"""Who is committed, to whom, by when, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline import reading_of
from sayso.resolve.gazetteer import open_gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.reading import Reading
    from sayso.record import Mention

    Read = Callable[..., Reading]


@pytest.fixture
def read(parsed: Callable[..., tokens.Doc]) -> Read:
    """Read a text of Tuesday, 4 March 2031."""
    return lambda text, **metadata: reading_of(parsed(text, published="2031-03-04", **metadata), open_gazetteer())


def _name(reading: Reading, mention: Mention | None) -> str | None:
    names = {actor.id: actor.name for actor in reading.actors}
    return None if mention is None else names.get(mention.actor or "")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Ana Lemos promised to open the schools by 17 March.", "2031-03-17"),
        ("The army must leave within 72 hours, Ana Lemos said.", "2031-03-07"),
        ("Ana Lemos pledged that the dead would be named before the end of May.", "2031-05-31"),
        ("“The ferry will run again in April,” Ana Lemos said.", "2031-04"),
        ("Ana Lemos said on Monday that the port would open.", None),
        ("The men who were taken on 2 March will be freed, Ana Lemos said.", None),
        ("Ana Lemos said the talks would begin as early as next week.", None),
        ("The clinic that Ana Lemos promised for 1 March is not there.", "2031-03-01"),
        ("“It will take a month, two months,” the engineer said.", "2031-04/2031-05"),
        ("The army gave the rebels 48 hours to leave the pass.", "2031-03-06"),
        ("“It will not take a year,” the engineer said.", None),
    ],
)
def test_due_is_the_day_that_the_words_set(read: Read, text: str, due: str | None) -> None:
    (commitment,) = read(text).commitments
    assert commitment.due == due


def test_a_demand_shares_the_day_of_the_threat_after_it(read: Read) -> None:
    reading = read(
        "Norland demands two pilots back. If they were kept beyond 25 March, its navy would close the bay,"
        " Minister Ana Lemos warned."
    )
    assert [(each.kind, each.due) for each in reading.commitments] == [
        ("demand", "2031-03-25"),
        ("threat", "2031-03-25"),
    ]


def test_by_is_who_speaks(read: Read) -> None:
    reading = read("Minister Ana Lemos met the farmers. She promised to open the road.")
    (pledge,) = reading.commitments
    assert _name(reading, pledge.by) == "Ana Lemos"


def test_i_is_the_speaker(read: Read) -> None:
    reading = read("“I promise that the road will open,” Ana Lemos said.")
    (pledge,) = reading.commitments
    assert _name(reading, pledge.by) == "Ana Lemos"


def test_we_is_the_body_whose_statement_it_is(read: Read) -> None:
    text = "Teams of the Upland Relief Network are in Oden. We will build nine shelters before the end of March."
    reading = read(text, outlet="Upland Relief Network")
    (pledge,) = reading.commitments
    assert _name(reading, pledge.by) == "Upland Relief Network"


def test_it_stands_in_the_innermost_quotation_that_holds_it(read: Read) -> None:
    reading = read("Ana Lemos said the league had promised to send boats.")
    (pledge,) = reading.commitments
    inner = min(reading.quotations, key=lambda each: each.content[-1].end - each.content[0].start)
    assert pledge.quotation == inner.id


def test_a_verb_of_speech_inside_the_span_is_that_quotations(read: Read) -> None:
    reading = read("Norland demands an apology.")
    (demand,) = reading.commitments
    assert [demand.quotation] == [quotation.id for quotation in reading.quotations]
