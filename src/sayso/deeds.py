"""What happened, was promised, met over and held, in a person's order and words; the brief and the report show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.digest import bounds
from sayso.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.digest import Digest
    from sayso.record import Commitment, Control, Event, Meeting, Membership, MembershipChange, Mention

_BONDS: dict[MembershipChange, str] = {
    "belongs": "part of",
    "joined": "joined",
    "left": "left",
    "not": "not part of",
}
# No date: after all that have one.
_LAST = "9999"


def happened(digest: Digest) -> list[Event]:
    """Give the news by date, then the background by date, what has none last; statements as such are no deeds."""
    deeds = [event for event in digest.reading.events if event.type != "STATE"]
    return sorted(deeds, key=lambda event: (event.background, _order(moment(event)), event.trigger))


def moment(event: Event) -> str:
    """Give the EDTF of when it happened; empty where the text tells none and the day of publication was assumed."""
    return "" if event.date is None or event.date.assumed else event.date.edtf or ""


def coded(event: Event) -> str:
    """Give type and mode: "ASSAULT/aerial"."""
    return event.type if event.mode is None else f"{event.type}/{event.mode}"


def deed(digest: Digest, event: Event) -> str:
    """Say who did what to whom: "the Front: shelled → Tolm"."""
    done = digest.text(event.trigger)
    actors, recipients = _names(digest, event.actors), _names(digest, event.recipients)
    return "".join((f"{actors}: " if actors else "", done, f" → {recipients}" if recipients else ""))


def where(digest: Digest, event: Event) -> str:
    """Name the place the text gives; empty where it gives none."""
    place = None if event.place is None or event.place.assumed else digest.places.get(event.place.place or "")
    name = "" if place is None else one_line(place.name)
    # "The invasion of Tolm" needs no "Tolm" twice.
    return "" if name in {digest.name(each) for each in event.recipients} else name


def toll(digest: Digest, event: Event) -> list[str]:
    """Give the numbers of killed, injured and arrested, with the bounds the text gives."""
    counts = (("killed", event.killed), ("injured", event.injured), ("arrested", event.arrested))
    return [
        f"{word} {bounds(digest.figures[figure])}" for word, figure in counts if figure in digest.figures and figure
    ]


def by_due(digest: Digest) -> list[Commitment]:
    """Give the commitments by the day they fall due, those without one last."""
    return sorted(digest.reading.commitments, key=lambda one: (_order(_last_day(one.due)), one.span))


def committed(digest: Digest, commitment: Commitment) -> str:
    """Say who commits, and to whom or of whom: "Ana Lemos → the council"."""
    by = "" if commitment.by is None else digest.name(commitment.by)
    return by if commitment.to is None else f"{by} → {digest.name(commitment.to)}"


def attendance(meeting: Meeting) -> str:
    """Compare the number said to take part with the names listed: "20 said, 19 listed"."""
    if meeting.counted is None:
        return ""
    told = ((meeting.counted.said, "said"), (meeting.counted.listed, "listed"))
    return ", ".join(f"{count:,} {word}" for count, word in told if count is not None)


def names(digest: Digest, actors: Iterable[str]) -> list[str]:
    """Name actors by their ids."""
    return [one_line(digest.actors[actor].name) for actor in actors if actor in digest.actors]


def holding(digest: Digest, control: Control) -> tuple[str, str]:
    """Give who holds, gained or lost, and the place; the text's own words where no place is known."""
    holder = digest.actors.get(control.holder or "")
    place = digest.places.get(control.place or "")
    return (
        "" if holder is None else one_line(holder.name),
        digest.text(control.span) if place is None else one_line(place.name),
    )


def bonds(digest: Digest) -> list[list[Membership]]:
    """Give the memberships, those of one list together: who belongs to the same body in the same way, on one word."""
    groups: list[list[Membership]] = []
    for one in digest.reading.memberships:
        alike = groups[-1][0] if groups else None
        if alike is not None and _bond(alike) == _bond(one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _bond(one: Membership) -> tuple[object, ...]:
    return one.of.actor or one.of, one.change, one.role, one.date, one.quotation


def bound(digest: Digest, group: list[Membership]) -> tuple[str, str, str]:
    """Say who has which bond to which body: "Ardel, Velland", "part of (founding)", "Straits Union"."""
    first = group[0]
    bond = _BONDS[first.change] + (f" ({first.role})" if first.role is not None else "")
    return _names(digest, (one.member for one in group)), bond, digest.name(first.of)


def _names(digest: Digest, mentions: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(digest.name(mention) for mention in mentions))


def _last_day(due: str | None) -> str:
    return (due or "").rsplit("/", 1)[-1].replace("..", "")


def _order(edtf: str) -> str:
    return edtf.lstrip("./") or _LAST
