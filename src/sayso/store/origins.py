"""Where a document comes from: the items that held it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sayso.store import tables
from sayso.store.entries import document_facts, facts_of
from sayso.store.words import given, kept

if TYPE_CHECKING:
    from sayso.store.entries import DocumentFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An item that held a document; ``is_held`` tells whether the record has its bytes, ``sha256`` which they are."""

    name: str
    sha256: str | None
    byte_count: int | None
    media_type: str | None
    url: str | None
    fetched_at: int | None
    learned_at: int
    is_held: bool


def documents(connection: sa.Connection, external: str) -> list[DocumentFacts]:
    """Give the documents that bear an id of their source, the one learned last first."""
    document, outlet = tables.document, tables.outlet
    select = sa.select(*document_facts()).outerjoin_from(document, outlet, outlet.c.id == document.c.outlet)
    select = select.where(document.c.external_id == kept(external)).order_by(document.c.id.desc())
    return [facts_of(dict(row)) for row in connection.execute(select).mappings()]


def sightings(connection: sa.Connection, number: int) -> list[Sighting]:
    """Give the items that held a document, in the order in which it was seen there."""
    sighting, item, original = tables.sighting, tables.item, tables.original
    select = (
        sa.select(item, sighting.c.learned_at.label("seen_at"), original.c.id.label("original"))
        .join_from(sighting, item, item.c.id == sighting.c.item)
        .outerjoin(original, original.c.sha256 == item.c.sha256)
        .where(sighting.c.document == number)
        .order_by(sighting.c.learned_at, item.c.id)
    )
    return [
        Sighting(
            name=given(row.name),
            sha256=None if row.sha256 is None else bytes(row.sha256).hex(),
            byte_count=row.byte_count,
            media_type=None if row.media_type is None else given(row.media_type),
            url=None if row.url is None else given(row.url),
            fetched_at=row.fetched_at,
            learned_at=row.seen_at,
            is_held=row.original is not None,
        )
        for row in connection.execute(select)
    ]
