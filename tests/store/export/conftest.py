"""A record in which every kind of record is there, twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.document import Block, Document, Span
from sayso.entity import Actor, Date, Place
from sayso.reading import Reading
from sayso.record import (
    Commitment,
    Control,
    Event,
    EventDate,
    EventPlace,
    Figure,
    Meeting,
    Membership,
    Mention,
    Quotation,
    Verdict,
)
from sayso.store.ledger import Item, Outcome

if TYPE_CHECKING:
    from sayso.store.record import Record

TEXT = (
    "Mayor Ana Lémos said on 3 May that 40 air strikes hit Tolm. The Red Lantern Society promised to leave Orsa"
    " by 9 June. Envoys of both met in Velm; the army holds Orsa."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def who(words: str, actor: str) -> Mention:
    return Mention(at(words).start, at(words).end, actor=actor)


def story(number: int, **facts: str | None) -> Reading:
    """Give a reading whose ids are its own."""

    def own(prefix: str, which: int = 1) -> str:
        return f"{prefix}_{number:06x}{which:04x}"

    document = Document(
        id=f"d_{number}",
        text=TEXT,
        blocks=(Block(start=0, end=len(TEXT), kind="paragraph"),),
        **{"outlet": "Ardel Post", "published": "2031-05-04", "title": "Strikes", **facts},
    )
    said, day = own("q"), own("date")
    return Reading(
        document=document,
        actors=(
            Actor(id=own("a"), name="Ana Lémos", kind="person", mentions=(at("Ana Lémos"),)),
            Actor(id=own("a", 2), name="Red Lantern Society", kind="organisation"),
            Actor(id=own("a", 3), name="army", kind="group"),
        ),
        quotations=(
            Quotation(
                id=said,
                manner="indirect",
                content=(at("40 air strikes hit Tolm"),),
                cue=at("said"),
                speaker=who("Mayor Ana Lémos", own("a")),
                date=day,
                date_by="syntax",
                rule="clause",
            ),
        ),
        figures=(
            Figure(
                id=own("f"),
                span=at("40"),
                value=40,
                low=40,
                high=40,
                counted=at("air strikes"),
                quotation=said,
                date=day,
            ),
        ),
        events=(
            Event(
                id=own("e"),
                trigger=at("hit"),
                type="ASSAULT",
                actors=(who("army", own("a", 3)),),
                recipients=(Mention(at("Tolm").start, at("Tolm").end),),
                date=EventDate(edtf="2031-05-03", date=day),
                place=EventPlace(place=own("pl")),
                score=-10,
                quotation=said,
                rule="verb",
            ),
        ),
        commitments=(
            Commitment(
                id=own("c"),
                kind="pledge",
                span=at("promised to leave Orsa by 9 June"),
                by=who("Red Lantern Society", own("a", 2)),
                due="2031-06-09",
                rule="verb",
            ),
        ),
        meetings=(
            Meeting(
                id=own("m"),
                span=at("met"),
                name="met in Velm",
                place=own("pl", 3),
                date="2031-05",
                participants=(own("a"), own("a", 2)),
                absent=(own("a", 3),),
            ),
        ),
        control=(Control(id=own("k"), span=at("holds Orsa"), place=own("pl", 2), holder=own("a", 3), change="holds"),),
        memberships=(
            Membership(
                id=own("b"),
                span=at("Red Lantern Society"),
                member=who("Red Lantern Society", own("a", 2)),
                of=who("army", own("a", 3)),
                change="joined",
                rule="verb",
            ),
        ),
        verdicts=(
            Verdict(id=own("v"), kind="label", span=at("the army holds Orsa"), cues=(at("holds"),), rule="label"),
        ),
        places=(
            Place(
                id=own("pl"),
                span=at("Tolm"),
                name="Tolm",
                geonames=7,
                lat=1.5,
                lon=-2.25,
                country="PRT",
                precision="city",
            ),
            Place(
                id=own("pl", 2), span=at("Orsa"), name="Orsa", lat=-3.0, lon=30.5, precision="region", uncertain=True
            ),
            Place(id=own("pl", 3), span=at("Velm"), name="Velm"),
        ),
        dates=(Date(id=day, span=at("3 May"), type="DATE", value="2031-05-03", edtf="2031-05-03"),),
    )


@pytest.fixture
def filled(record: Record) -> Record:
    """Give a record of two documents, the second with hostile facts."""
    readings = [
        story(1),
        story(
            2, outlet="Velm Radio", published="2031-06-01T08:30:00+02:00", title="\n =HYPERLINK(1)", author="a\ud83d\rb"
        ),
    ]
    record.keep(
        [Outcome(item=Item(name=each.document.id, sha256=f"{n:064x}"), result=each) for n, each in enumerate(readings)]
    )
    return record
