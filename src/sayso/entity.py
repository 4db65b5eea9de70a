"""Actor, Place and Date: what the words of a text refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.document import Span
from sayso.mention import ActorKind, PlaceKind, Precision

DateType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office somebody is given in the text, in its words."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that speaks or acts.

    ``kind`` "group" is a body of unnamed people, "unnamed" one unnamed source. ``country`` is
    ISO 3166-1 alpha-3, ``code`` a PLOVER sector (GOV, MIL, REB, JRN, IGO ...). ``members`` are the
    ids of those whom a group stands for where the text tells ("the two leaders").
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    offices: tuple[Office, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """A place that a name may mean instead."""

    name: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention of a place. ``lat`` and ``lon`` are WGS 84 degrees, ``geonames`` a GeoNames id.

    ``country`` is ISO 3166-1 alpha-3; ``literal`` is False for a metonym ("Washington
    criticised") or a demonym ("Iraqi"). ``precision`` tells how finely the coordinates tell where
    it is; None where they are unknown. A part ("northern Iraq") has the GeoNames id of its whole.
    ``uncertain`` is True where ``candidates`` are nearly as likely, or where none was likely
    enough to be taken.
    """

    id: str
    span: Span
    name: str
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    kind: PlaceKind | None = None
    precision: Precision | None = None
    literal: bool = True
    uncertain: bool = False
    candidates: tuple[Namesake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A time expression: TIMEX3 ``type``, ``value`` and ``mod``; ``edtf`` is ISO 8601-2.

    ``value`` is None where the anchor it needs is unknown; ``edtf`` where EDTF has no form for it.
    The ``edtf`` of a deadline is its last day, on a DURATION too: "will go within 72 hours".
    ``interval`` is the EDTF of the range that it begins or ends: "3" and "9 May" of "from 3 to 9 May"
    both have 2031-05-03/2031-05-09.
    """

    id: str
    span: Span
    type: DateType
    value: str | None = None
    mod: str | None = None
    edtf: str | None = None
    interval: str | None = None
