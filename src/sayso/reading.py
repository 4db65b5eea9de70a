"""Reading: everything one document says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.document import Document
from sayso.entity import Actor, Date, Place
from sayso.record import Commitment, Control, Event, Figure, Meeting, Membership, Quotation, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document says; records in text order, ids unique within the reading."""

    document: Document
    actors: tuple[Actor, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    control: tuple[Control, ...] = ()
    memberships: tuple[Membership, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Date, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the reading as the JSON of the contract."""
        from sayso import codec  # noqa: PLC0415 - the codec loads pydantic

        return codec.to_dict(self)

    def _repr_html_(self) -> str:
        from sayso import report  # noqa: PLC0415 - only a notebook asks for it

        return report.fragment(self)
