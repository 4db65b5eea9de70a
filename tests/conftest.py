"""Fixtures that need no trained model and no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from sayso.annotate import annotate, found
from sayso.document import Block, Document, Span
from sayso.entity import Actor, Date, Office, Place
from sayso.extract import extract
from sayso.read.text import document
from sayso.reading import Reading
from sayso.record import Figure, Mention, Quotation
from sayso.resolve.actors import Roster

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.fixture(scope="session")
def blank() -> Callable[[str], tokens.Doc]:
    """Make the doc of a text with a tokenizer and sentence ends only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: next(annotate([document(text)], nlp))


@pytest.fixture(scope="session")
def parsed() -> Callable[..., tokens.Doc]:
    """Make the doc of a text with the pinned English pipeline: parse, tags, names."""
    from sayso.annotate import load  # noqa: PLC0415 - only where a test asks for it

    nlp = load()
    return lambda text, **metadata: next(annotate([document(text, **metadata)], nlp))


@pytest.fixture
def resolved(parsed: Callable[..., tokens.Doc]) -> Callable[[str], Reading]:
    """Give the actors and quotations of a text, each speaker with its actor."""

    def reading(text: str) -> Reading:
        doc = parsed(text)
        extract(doc)
        roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
        named, attributed = roster.actors(), roster.quotations
        return Reading(document=doc.user_data["document"], actors=named, quotations=attributed)

    return reading


@pytest.fixture
def told() -> Reading:
    """Give a reading made by hand: a quotation in another, a figure in both, and words that mean harm."""
    text = (
        "Truce <b>holds</b>\n\nThe Ardel Post reported on 3 May that “at least 40 villages [bold]have[/bold]"
        " fallen”, as Mayor Ana Lemos believes. Nobody \x1b[31mdenied\x1b[0m it in Tolm."
    )

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def who(words: str, actor: str) -> Mention:
        return Mention(at(words).start, at(words).end, actor=actor)

    post = Actor(id="a_post", name="Ardel Post", kind="outlet", mentions=(at("Ardel Post"),))
    office = Office(title="Mayor", span=at("Mayor"))
    ana = Actor(
        id="a_ana", name="Ana Lemos", kind="person", country="PRT", offices=(office,), mentions=(at("Ana Lemos"),)
    )
    outer = Quotation(
        id="q_outer",
        manner="indirect",
        content=(at("“at least 40 villages [bold]have[/bold] fallen”, as Mayor Ana Lemos believes"),),
        cue=at("reported"),
        speaker=who("Ardel Post", "a_post"),
        rule="test",
    )
    inner = Quotation(
        id="q_inner",
        manner="direct",
        content=(at("at least 40 villages [bold]have[/bold] fallen"),),
        cue=at("believes"),
        speaker=who("Ana Lemos", "a_ana"),
        within="q_outer",
        certainty="probable",
        rule="test",
    )
    nobody = Quotation(id="q_nobody", manner="indirect", content=(at("it in Tolm"),), polarity="denied", rule="test")
    return Reading(
        document=Document(
            id="d_told",
            text=text,
            title="Truce <b>holds</b>",
            author="Iva \x1b]0;owned\x07Roth",
            published="2031-05-04",
            blocks=(Block(start=0, end=18, kind="title"), Block(start=20, end=len(text), kind="paragraph")),
        ),
        actors=(post, ana),
        quotations=(outer, inner, nobody),
        figures=(
            Figure(id="f_1", span=at("at least 40"), value=40, low=40, counted=at("villages"), quotation="q_inner"),
            Figure(id="f_2", span=at("3"), value=3, low=3, high=3, approximate=True),
        ),
        places=(Place(id="p_1", span=at("Tolm"), name="Tolm", geonames=7, lat=-1.5, lon=30.25, country="PRT"),),
        dates=(
            Date(id="t_1", span=at("3 May"), type="DATE", value="2031-05-03", edtf="2031-05-03"),
            Date(id="t_2", span=at("holds"), type="DURATION", value="P2D"),
        ),
    )
