"""spaCy doc to records. An extractor is a generator from one doc to records; no I/O, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.extract.actors import actors
from sayso.extract.commitments import commitments
from sayso.extract.control import control
from sayso.extract.dates import dates
from sayso.extract.events import events
from sayso.extract.figures import figures
from sayso.extract.meetings import meetings
from sayso.extract.memberships import memberships
from sayso.extract.places import places
from sayso.extract.quotations import quotations
from sayso.extract.verdicts import verdicts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy import tokens

    Extractor = Callable[[tokens.Doc], Iterator[Any]]

# In this order: one that reads another's records comes after it (`annotate.found`).
EXTRACTORS: dict[str, Extractor] = {
    "dates": dates,
    "places": places,
    "actors": actors,
    "quotations": quotations,
    "figures": figures,
    "events": events,
    "commitments": commitments,
    "meetings": meetings,
    "control": control,
    "verdicts": verdicts,
    "memberships": memberships,
}


def extract(doc: tokens.Doc) -> None:
    """Run every extractor on ``doc``; `annotate.found` gives what each one found."""
    for name, extractor in EXTRACTORS.items():
        doc.user_data[name] = tuple(extractor(doc))
