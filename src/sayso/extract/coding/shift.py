"""Shift: what an event is that has yet to come, was refused, or is asked for (PLOVER manual, on future events)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sayso.extract.coding.outlook import Outlook
    from sayso.record import EventType, Status

# Words that are deeds: they have taken place when they are uttered, whatever they announce.
SPOKEN: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE", "SUPPORT", "CONCEDE"})
# The steps, at the end of a rule, by which a deed to come is one that words do now.
ANNOUNCED = ("to come", "refused", "must")
_FRIENDLY: frozenset[EventType] = frozenset({"CONSULT", "AID", "COOPERATE", "SUPPORT"})
_YIELDING: frozenset[EventType] = frozenset({"RETREAT", "CONCEDE"})
HOSTILE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_THREATS: dict[str, str] = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE": "restrict",
    "SANCTION": "relations",
}
_ASKED: dict[str, str] = {
    "AID": "assist",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "CONSULT": "meet",
    "AGREE": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "ASSAULT": "yield",
    "COERCE": "yield",
    "MOBILIZE": "yield",
    "PROTEST": "yield",
    "SANCTION": "change",
}


class Shifted(NamedTuple):
    """The event as it is coded: its type, mode and status, and the step taken, for the rule."""

    type: EventType
    mode: str | None
    status: Status
    step: str


def shifted(kind: EventType, mode: str | None, outlook: Outlook) -> Shifted | None:  # noqa: PLR0911 - a table of cases
    """Give what is coded for ``kind`` with this ``outlook``; None where nothing is."""
    if outlook == "fact":
        return Shifted(kind, mode, "occurred", "")
    if outlook == "ongoing":
        return Shifted(kind, mode, "occurred" if kind in SPOKEN or kind == "CONSULT" else "ongoing", "")
    if outlook in {"future", "planned"}:
        return _to_come(kind, mode, outlook)
    if outlook == "not future":
        if kind in _FRIENDLY or kind in _YIELDING or kind == "AGREE":
            return Shifted("REJECT", _ASKED.get(kind), "occurred", "refused")
        return None
    if outlook == "negated":
        return None if kind in {"ACCUSE", "SUPPORT", "STATE"} else Shifted(kind, mode, "denied", "negated")
    if outlook == "conditional":
        return None if kind in SPOKEN else Shifted(kind, mode, "hypothetical", "conditional")
    if outlook == "possible":
        return None if kind in SPOKEN else Shifted(kind, mode, "hypothetical", "possible")
    return None


def _to_come(kind: EventType, mode: str | None, outlook: Outlook) -> Shifted | None:
    if kind in _FRIENDLY:
        return Shifted("AGREE", None, "occurred", "to come")
    if kind in _YIELDING:
        return Shifted("CONCEDE", None, "occurred", "to come")
    if kind in HOSTILE:
        if outlook == "planned":
            return Shifted(kind, mode, "planned", "planned")
        return Shifted("THREATEN", threat(kind, mode), "occurred", "to come")
    if kind in {"REJECT", "AGREE", "THREATEN"}:
        return Shifted(kind, mode, "occurred", "to come")
    return Shifted(kind, mode, "planned", "to come")


def threat(kind: str, mode: str | None) -> str | None:
    """Give the mode of a threat to do ``kind``."""
    return "expel" if mode == "expel" else "arrest" if mode == "arrest" else _THREATS.get(kind)


def asked(kind: str) -> str | None:
    """Give the mode of a request, or of its refusal, to do ``kind`` or to stop doing it."""
    return _ASKED.get(kind)
