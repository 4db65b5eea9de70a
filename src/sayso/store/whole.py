"""Whole readings, streamed: the newest of each article."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sayso.reading import Reading
from sayso.store import load, queries, tables
from sayso.store.entries import current_version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

_KEYS_AT_ONCE = 5_000
# Texts are long: so many are in memory at a time.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReading:
    """What the newest state of an article says; ``reading`` and ``sayso`` are None where it was only kept.

    ``document`` is its number in the record, ``sayso`` the version that read it.
    """

    document: int
    reading: Reading | None = None
    sayso: str | None = None


def readings(  # noqa: PLR0913 - what may be asked
    connection: sa.Connection,
    phrases: load.Phrases,
    *,
    documents: Collection[int] | None,
    outlet: str | None,
    after: date | None,
    before: date | None,
    as_of: int | None,
) -> Iterator[KeptReading]:
    """Give the newest reading of the newest state of each article, in the order in which the states were learned."""
    document, reading = tables.document, tables.reading
    newest = sa.select(sa.func.max(reading.c.id)).where(reading.c.document == document.c.id)
    if as_of is not None:
        newest = newest.where(reading.c.learned_at <= as_of)
    select = (
        sa.select(document.c.id.label("document"), reading.c.id.label("reading"), reading.c.sayso)
        .outerjoin(reading, reading.c.id == newest.correlate(document).scalar_subquery())
        .where(current_version(document.c.id, as_of))
        .order_by(document.c.id)
    )
    select = queries.published(select, outlet, after, before)
    for part in _parts(documents):
        asked = select if part is None else select.where(document.c.id.in_(part))
        with connection.execution_options(yield_per=_KEYS_AT_ONCE).execute(asked) as result:
            left = iter(result)
            while some := list(itertools.islice(left, _AT_ONCE)):
                numbers = {row.reading: row.document for row in some if row.reading is not None}
                made = load.readings(connection, numbers, phrases)
                for row in some:
                    yield KeptReading(document=row.document, reading=made.get(row.reading), sayso=row.sayso)


def _parts(documents: Collection[int] | None) -> Iterator[list[int] | None]:
    if documents is None:
        yield None
        return
    numbers = sorted(documents)
    for start in range(0, len(numbers), _KEYS_AT_ONCE):
        yield numbers[start : start + _KEYS_AT_ONCE]
