"""What extractors see before resolving: names, place names and time expressions in their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.document import Span

ActorKind = Literal["person", "state", "organisation", "armed_group", "outlet", "group", "unnamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A stretch that names an actor.

    ``span`` is the whole phrase ("US Secretary of State John Kerry"), ``name`` the bare name
    in it ("John Kerry"), ``title`` the words of an office. ``acronym`` is what the text defines
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
    """A stretch that names a place; ``literal`` is False for a metonym or a demonym."""

    span: Span
    name: str
    literal: bool = True
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A stretch that tells a time, before its anchor is known."""

    span: Span
