"""The whole line: documents in, readings out, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import annotate, found, load
from sayso.extract import extract
from sayso.reading import Reading
from sayso.resolve import links
from sayso.resolve.actors import actors
from sayso.resolve.dates import dates
from sayso.resolve.gazetteer import Gazetteer, open_gazetteer
from sayso.resolve.places import places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.document import Document


def readings(documents: Iterable[Document]) -> Iterator[Reading]:
    """Read each document; load excluded after the first call."""
    gazetteer = open_gazetteer()
    for doc in annotate(documents, load()):
        yield reading_of(doc, gazetteer)


def reading_of(doc: tokens.Doc, gazetteer: Gazetteer) -> Reading:
    """Extract and resolve what one annotated document says."""
    extract(doc)
    named, attributed = actors(doc, found(doc, "actors"), found(doc, "quotations"))
    return Reading(
        document=doc.user_data["document"],
        actors=named,
        quotations=attributed,
        figures=links.figures(found(doc, "figures"), attributed),
        dates=dates(doc, found(doc, "dates")),
        places=places(doc, found(doc, "places"), gazetteer),
    )
