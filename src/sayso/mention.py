"""What extractors see before resolving: names, place names and time expressions in their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.document import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
# What a relative time counts from: the day of publication, the time the story has reached, or
# ("context") the one that carries the document.
Anchor = Literal["publication", "narrative", "context"]
PlaceKind = Literal["country", "territory", "admin", "city", "region", "water", "feature"]
# A name that stands in a list; words beside it that say so ("the town of Oden"); the recogniser;
# a preposition of place before it; its capital letter alone.
Evidence = Literal["known", "worded", "model", "preposition", "capital"]
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
    3166-1 alpha-3 where the name itself tells it. ``evidence`` is what speaks for a place, the
    strongest first; the resolver keeps the last two only where a gazetteer agrees. ``placed`` is
    True where the words before it put something there ("in Oden").
    """

    span: Span
    name: str
    literal: bool = True
    within: str | None = None
    kind: PlaceKind | None = None
    country: str | None = None
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
