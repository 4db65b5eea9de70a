"""What extractors see before resolving: names, place names and time expressions in their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.document import Span
from sayso.record import CommitmentKind, ControlChange, EventType, MembershipChange, Status

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
# What a relative time counts from: the day of publication, the time the story has reached, the one
# that carries the document ("context"), or an event that the words go on to name.
Anchor = Literal["publication", "narrative", "context", "event"]
# "part" is a part of a country or other place ("northern Iraq"); "feature" has no people or walls of its own.
PlaceKind = Literal[
    "country",
    "territory",
    "admin",
    "city",
    "part",
    "region",
    "river",
    "lake",
    "sea",
    "feature",
    "site",
    "dam",
    "camp",
    "road",
]
# How finely a place is known, from a building to more than one country; docs/places.md has UCDP's codes beside it.
Precision = Literal["exact", "city", "admin2", "admin1", "region", "country", "wider"]
# A name that the user told; one that stands in a list; words beside it that say so ("the town of Oden"); the
# recogniser; a preposition of place before it; its capital letter alone.
Evidence = Literal["told", "known", "worded", "model", "preposition", "capital"]
ActorKind = Literal["person", "state", "organisation", "armed_group", "outlet", "group", "unnamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A stretch that names an actor.

    ``span`` is the whole phrase ("Deputy Minister of Ports Ana Lemos"), ``name`` the bare name
    in it ("Ana Lemos"), ``title`` the words of an office. ``acronym`` is what the text defines
    for it ("Northern Relief Network (NRN)").
    """

    span: Span
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    title: Span | None = None
    acronym: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A stretch that names a place, or may.

    ``name`` is the name to look up ("Iraq" for "Iraqi", "Ohio" for "Ohioans"); ``literal`` is
    False for a metonym or a demonym. ``within`` is the larger place the text puts it in
    ("Paris, Texas"), ``kind`` what its words say it is ("Warren County"), ``country`` is ISO
    3166-1 alpha-3 where the name itself tells it; ``part`` is which part of it is meant, as the first
    letters of the points of the compass or "c" ("north-eastern Iraq" is "ne"). ``evidence`` is what
    speaks for a place, the strongest first; the resolver keeps the last two only where a gazetteer
    agrees. ``placed`` is True where the words before it put something there ("in Oden").
    """

    span: Span
    name: str
    literal: bool = True
    within: str | None = None
    kind: PlaceKind | None = None
    country: str | None = None
    part: str | None = None
    evidence: Evidence = "known"
    placed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch that tells a time, as far as its own words go.

    ``year`` is the head of a TimeML value: "1942", "194" (a decade), "19" (a century), "BC0480".
    ``part`` is a season, quarter or half of the year (SP SU FA WI, Q1, H2), ``time`` what follows
    the T ("16:00", MO, NI). ``shift`` counts ``unit`` (D W M Y DE CE WE TH TM) from ``anchor``;
    without a unit it counts occurrences of the month, weekday or season named. ``value`` is set
    where the words need no anchor. ``feast`` is a day of the year ("12-25") or its distance from
    Easter ("easter-2"). ``bound`` tells which side of the time is open, or that it
    is a deadline ("by Friday", "within 72 hours").

    ``nth`` is which weekday of the month, -1 the last. ``distance`` is how far it lies from what
    it counts from, "-P2D". The rest are other expressions of the text: ``counts_from`` tells that
    day ("two days after the vote on 3 May"), ``same_as`` this one ("the vote on 5 May came two days
    after the fire"), ``range_end`` ends the range that this one begins, ``spoken_on`` tells when
    the words around it were said. ``spoken`` is True in quotation marks, ``aside`` in a relative
    clause, whose time is not the story's ("Ruud, who took office on Monday, said ...").
    """

    span: Span
    type: TimeType
    value: str | None = None
    mod: str | None = None
    year: str | None = None
    part: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    feast: str | None = None
    time: str | None = None
    shift: float | None = None
    unit: str | None = None
    anchor: Anchor | None = None
    bound: Literal["since", "until", "by", "within"] | None = None
    tense: Literal["past", "future"] | None = None
    paragraph: int = 0
    nth: int | None = None
    distance: str | None = None
    counts_from: Span | None = None
    same_as: Span | None = None
    range_end: Span | None = None
    spoken_on: Span | None = None
    spoken: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Words that tell an event, with the phrases for who did it and to whom; ``cameo`` and ``score`` as in `Event`."""

    trigger: Span
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    status: Status = "occurred"
    cameo: str | None = None
    score: float | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMention:
    """Words that promise, ask, demand, refuse, threaten or expect; ``by`` and ``to`` are phrases for whom."""

    kind: CommitmentKind
    span: Span
    by: Span | None = None
    to: Span | None = None
    conditional: bool = False
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMention:
    """Words for a meeting, with the phrases for who was there; ``said`` is how many the text says took part."""

    span: Span
    name: str
    hosts: tuple[Span, ...] = ()
    participants: tuple[Span, ...] = ()
    absent: tuple[Span, ...] = ()
    agenda: tuple[Span, ...] = ()
    said: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlMention:
    """Words that tell who holds, gained or lost a place, with the phrases for both."""

    span: Span
    change: ControlChange
    holder: Span | None = None
    place: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipMention:
    """Words that tell who belongs to which body, with the phrases for both.

    Its date hangs on ``trigger``; ``of_states`` is True where states and bodies belong to the body, and no persons.
    """

    span: Span
    trigger: Span
    member: Span
    of: Span
    of_states: bool = False
    change: MembershipChange
    role: str | None = None
    rule: str
