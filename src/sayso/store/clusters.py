"""Groups of copies as the record knows them: an original, and who carries it how."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.comparison import How
from sayso.store import tables
from sayso.store.ask import among
from sayso.store.entries import DocumentFacts, document_facts, facts_of
from sayso.store.words import given

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A document that carries another's article.

    ``share`` is how much of its words is the original's, None where it has them through others only; ``credit`` is
    whom it names for them.
    """

    document: DocumentFacts
    how: How
    share: float | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """An article that several documents carry: the original, and the others in the order in which they came."""

    original: DocumentFacts
    copies: tuple[Carrier, ...]


def newest(as_of: int | None) -> sa.Select[Any]:
    """Ask for the newest finding of each document that is somebody's copy, as of an instant."""
    copy = tables.copy
    later = copy.alias("later_copy")
    newer = sa.exists().where(later.c.document == copy.c.document, later.c.id > copy.c.id)
    select = sa.select(copy).where(copy.c.original.is_not(None))
    if as_of is None:
        return select.where(~newer)
    return select.where(copy.c.learned_at <= as_of, ~newer.where(later.c.learned_at <= as_of))


def copied(connection: sa.Connection, *, as_of: int | None, document: int | None = None) -> Iterator[Copied]:
    """Give the groups of copies, or the one that a document is in, in the order in which the originals came."""
    copy = tables.copy
    select = newest(as_of)
    if document is not None:
        found = newest(as_of).where(copy.c.document == document)
        original = connection.execute(found.with_only_columns(copy.c.original)).scalar_one_or_none()
        select = select.where(copy.c.original == (original or document))
    groups = defaultdict(list)
    for row in connection.execute(select.order_by(copy.c.original, copy.c.document)).mappings():
        groups[row["original"]].append(row)
    facts = facts_by_number(connection, {*groups, *(row["document"] for rows in groups.values() for row in rows)})
    for original, rows in groups.items():
        carriers = tuple(
            Carrier(
                document=facts[row["document"]],
                how=row["how"],
                share=row["share"],
                credit=None if row["credit"] is None else given(row["credit"]),
            )
            for row in rows
        )
        yield Copied(original=facts[original], copies=carriers)


def facts_by_number(connection: sa.Connection, numbers: Collection[int]) -> dict[int, DocumentFacts]:
    """Give what a listing shows of documents."""
    document = tables.document
    select = sa.select(*document_facts()).outerjoin_from(
        document, tables.outlet, tables.outlet.c.id == document.c.outlet
    )
    return {row["document_number"]: facts_of(dict(row)) for row in among(connection, select, document.c.id, numbers)}
