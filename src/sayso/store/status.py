"""How a record stands: what is in it, and what did not get in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.store import tables
from sayso.store.clusters import newest
from sayso.store.words import given

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Counts of the ledger and of what was kept; ``learned_at`` is when the last item came to its state."""

    done: int = 0
    refused: int = 0
    failed: int = 0
    documents: int = 0
    articles: int = 0
    readings: int = 0
    copies: int = 0
    originals: int = 0
    original_bytes: int = 0
    learned_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An item that did not get in, and what can be done about it."""

    name: str
    state: str
    reason: str
    advice: str | None
    is_retryable: bool
    attempts: int
    media_type: str | None
    url: str | None
    learned_at: int


def status(connection: sa.Connection) -> Status:
    """Count what is there."""
    item, original = tables.item, tables.original
    states = sa.select(item.c.state, sa.func.count(), sa.func.max(item.c.learned_at)).group_by(item.c.state)
    found = {state: (count, last) for state, count, last in connection.execute(states)}
    counts = {
        name: sa.select(sa.func.count()).select_from(table).scalar_subquery().label(name)
        for name, table in (
            ("documents", tables.document),
            ("readings", tables.reading),
            ("copies", newest(None).subquery()),
            ("originals", original),
        )
    }
    articles = sa.select(sa.func.count(sa.distinct(tables.version.c.article))).scalar_subquery().label("articles")
    held = sa.select(sa.func.coalesce(sa.func.sum(sa.func.length(original.c.content)), 0))
    held_bytes = held.scalar_subquery().label("original_bytes")
    row = connection.execute(sa.select(*counts.values(), articles, held_bytes)).mappings().one()
    return Status(
        **{name: int(value) for name, value in row.items()},
        **{state: count for state, (count, _) in found.items()},
        learned_at=max((last for _, last in found.values()), default=None),
    )


def failures(connection: sa.Connection, *, only_retryable: bool) -> Iterator[Failure]:
    """Give what was refused or failed, in the order in which it was first tried."""
    item = tables.item
    select = sa.select(item).where(item.c.state != "done").order_by(item.c.id)
    if only_retryable:
        select = select.where(item.c.retryable == 1)
    with connection.execution_options(yield_per=_AT_ONCE).execute(select) as found:
        yield from (_failure(dict(row)) for row in found.mappings())


def _failure(row: dict[str, Any]) -> Failure:
    def words(name: str) -> str | None:
        return None if row[name] is None else given(row[name])

    return Failure(
        name=given(row["name"]),
        state=row["state"],
        reason=words("reason") or "",
        advice=words("advice"),
        is_retryable=bool(row["retryable"]),
        attempts=row["attempts"],
        media_type=words("media_type"),
        url=words("url"),
        learned_at=row["learned_at"],
    )
