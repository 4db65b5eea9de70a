"""Facts: a record taken apart, its stretches by the role they play and its values by name."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sayso.digest import CAVEATS, number
from sayso.document import Span
from sayso.entity import Actor, Date, Office, Place
from sayso.parse import Part
from sayso.printable import one_line
from sayso.record import (
    Casualty,
    Commitment,
    Control,
    Counted,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.digest import Digest
    from sayso.parse import Role

    Record = Quotation | Figure | Event | Commitment | Meeting | Control | Membership | Verdict | Date | Place | Actor
    Roles = list[tuple[Role, Span | None]]

# What stands elsewhere in an explanation.
_ELSEWHERE = frozenset({"id", "rule", "within", "quotation", "part_of"})
# What `ties` tells of a quotation or a figure in a sentence.
_TIED = frozenset({"date", "date_by", "place", "place_by", "actor", "actor_by"})


def parts_of(record: Record, digest: Digest | None) -> tuple[Part, ...]:
    """Give the stretches of a record in text order, each with the actor it refers to where ``digest`` knows."""
    parts = []
    for role, span in _ROLES[type(record)](record):
        if span is not None:
            actor = digest.actor(span) if digest is not None and isinstance(span, Mention) else None
            parts.append(Part(role=role, span=Span(span.start, span.end), name=None if actor is None else actor.name))
    if isinstance(record, Quotation):
        parts += [
            Part(role="caveat", span=caveat.span, name=CAVEATS.get(caveat.kind, caveat.kind))
            for caveat in record.caveats
        ]
    return tuple(sorted(parts, key=lambda part: (part.span.start, -part.span.end)))


def facts_of(record: Record, digest: Digest) -> Iterator[tuple[str, str]]:
    """Yield the values of a record, with the names of those it leads to; what the text does not say has none."""
    hidden = _ELSEWHERE | _TIED if isinstance(record, Quotation | Figure) else _ELSEWHERE
    for field in fields(record):
        value = getattr(record, field.name)
        if (
            field.name not in hidden
            and value is not None
            and value != ()
            and (said := _said(field.name, value, digest))
        ):
            yield field.name.replace("_", " "), said


def _said(name: str, value: Any, digest: Digest) -> str:  # noqa: ANN401, PLR0911 - any value, a line for each
    """Write a value; empty for what a part of the record shows already."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return _named(value, digest)
    if isinstance(value, EventPlace):
        return "" if value.place is None else _named(value.place, digest)
    if isinstance(value, Counted):
        return f"{value.said or 'none'} said, {value.listed or 'none'} listed"
    if isinstance(value, int | float):
        return str(value) if name in {"geonames", "lat", "lon"} else number(value)
    if isinstance(value, Casualty):
        return " or ".join(value.outcomes) + f" ({', '.join(value.victims)})" * bool(value.victims)
    if isinstance(value, EventDate):
        return " ".join(filter(None, (value.edtf, "(that of publication)" if value.assumed else "")))
    return _listed(value, digest) if isinstance(value, tuple) else ""


def _listed(values: tuple[Any, ...], digest: Digest) -> str:
    words = [value.title if isinstance(value, Office) else value for value in values]
    return "; ".join(dict.fromkeys(_named(word, digest) for word in words if isinstance(word, str)))


def _named(value: str, digest: Digest) -> str:
    """Give the name of the actor or place, or the words of the figure, that an id is of; other words as they are."""
    if value in digest.actors:
        return one_line(digest.actors[value].name)
    if value in digest.places:
        return one_line(digest.places[value].name)
    figure = digest.figures.get(value)
    return one_line(value) if figure is None else digest.text(figure.span)


def _of_quotation(record: Quotation) -> Roles:
    around: Roles = [
        ("speaker", record.speaker),
        ("cue", record.cue),
        ("addressee", record.addressee),
        ("via", record.via),
    ]
    return [*around, *(("content", span) for span in record.content)]


def _of_figure(record: Figure) -> Roles:
    befell = None if record.casualty is None else record.casualty.cue
    own: Roles = [("figure", record.span), ("counted", record.counted), ("casualty", befell)]
    return [*own, *(("listed", item) for item in record.items)]


def _of_event(record: Event) -> Roles:
    actors: Roles = [("actor", mention) for mention in record.actors]
    return [("trigger", record.trigger), *actors, *(("recipient", mention) for mention in record.recipients)]


def _of_meeting(record: Meeting) -> Roles:
    return [("meeting", record.span), *(("agenda", span) for span in record.agenda)]


_ROLES: dict[type, Callable[[Any], Roles]] = {
    Quotation: _of_quotation,
    Figure: _of_figure,
    Event: _of_event,
    Commitment: lambda record: [("content", record.span), ("by", record.by), ("to", record.to)],
    Meeting: _of_meeting,
    Control: lambda record: [("control", record.span)],
    Verdict: lambda record: [("verdict", record.span), *(("judging", cue) for cue in record.cues)],
    Membership: lambda record: [("membership", record.span), ("member", record.member), ("body", record.of)],
    Date: lambda record: [("date", record.span)],
    Place: lambda record: [("place", record.span)],
    Actor: lambda record: [("actor", span) for span in record.mentions],
}
