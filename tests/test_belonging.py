"""Who belongs to what, in the brief and on the page."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from rich.console import Console

from sayso import deeds, report
from sayso.brief import brief
from sayso.digest import Digest
from sayso.document import Document, Span
from sayso.entity import Actor
from sayso.explain import matches
from sayso.facts import facts_of, parts_of
from sayso.reading import Reading
from sayso.record import Membership, Mention

TEXT = "The coalition, which includes Tolm and Ardel, struck. Velland left the coalition on 3 May."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def who(words: str, actor: str | None = None) -> Mention:
    return Mention(at(words).start, at(words).end, actor)


@pytest.fixture
def reading() -> Reading:
    of = who("coalition", "a_coalition")
    states = ("Tolm", "Ardel", "Velland")
    return Reading(
        document=Document(id="d", text=TEXT),
        actors=(
            Actor(id="a_coalition", name="Straits Coalition", kind="organisation", mentions=(at("coalition"),)),
            *(Actor(id=f"a_{name}", name=name, kind="state", mentions=(at(name),)) for name in states),
        ),
        memberships=(
            Membership(
                id="b_1",
                span=at("coalition, which includes Tolm"),
                member=who("Tolm", "a_Tolm"),
                of=of,
                change="belongs",
                rule="list of members",
            ),
            Membership(
                id="b_2",
                span=at("Ardel"),
                member=who("Ardel", "a_Ardel"),
                of=of,
                change="belongs",
                rule="list of members",
            ),
            Membership(
                id="b_3",
                span=at("Velland left the coalition"),
                member=who("Velland", "a_Velland"),
                of=of,
                change="left",
                role="founding",
                date="2031-05-03",
                rule="verb of leaving",
            ),
        ),
    )


def test_those_of_one_list_stand_on_one_line(reading: Reading) -> None:
    assert [[one.id for one in group] for group in deeds.bonds(Digest.of(reading))] == [["b_1", "b_2"], ["b_3"]]


def test_the_brief_shows_who_belongs_to_what_since_when(reading: Reading) -> None:
    console = Console(file=io.StringIO(), width=130)
    console.print(brief(reading))
    assert isinstance(console.file, io.StringIO)
    told = re.sub(r" +", " ", console.file.getvalue())
    assert "WHO BELONGS TO WHAT" in told
    assert "Tolm, Ardel part of Straits Coalition the text itself" in told
    assert "Velland left (founding) Straits Coalition 2031-05-03" in told


def test_a_text_without_memberships_has_no_such_section(reading: Reading) -> None:
    console = Console(file=io.StringIO(), width=130)
    console.print(brief(replace(reading, memberships=())))
    assert isinstance(console.file, io.StringIO)
    assert "WHO BELONGS" not in console.file.getvalue()


def test_the_page_links_each_list_to_all_of_its_words(reading: Reading) -> None:
    page = report.fragment(reading)
    assert 'href="#t-b_1" data-r="b_1 b_2"' in page
    assert 'id="t-b_2"' in page


def test_a_membership_is_explained_by_its_parts_and_facts(reading: Reading) -> None:
    record = reading.memberships[2]
    assert {part.role for part in parts_of(record, None)} == {"membership", "member", "body"}
    assert dict(facts_of(record, Digest.of(reading))) == {"change": "left", "role": "founding", "date": "2031-05-03"}
    assert record in [found for found, _ in matches(reading, at("Velland left"))]
