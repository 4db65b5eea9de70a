"""Where the polling of each feed stands."""

from __future__ import annotations

from dataclasses import dataclass, fields

import sqlalchemy as sa

from sayso.store import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the last answers of a feed said; instants are in milliseconds since 1970."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked_at: int | None = None
    next_due_at: int | None = None
    failures: int = 0
    reason: str | None = None
    rest: str | None = None


def feed_state(connection: sa.Connection, url: str) -> FeedState:
    """Give where a feed stands; one that was never asked stands at nothing."""
    row = connection.execute(sa.select(tables.feed).where(tables.feed.c.url == url)).mappings().one_or_none()
    return FeedState(url=url) if row is None else FeedState(**dict(row))


def set_feed_state(connection: sa.Connection, state: FeedState) -> None:
    """Put down where a feed stands, within the writer's transaction."""
    feed = tables.feed
    row = {field.name: getattr(state, field.name) for field in fields(state)}
    changed = connection.execute(sa.update(feed).where(feed.c.url == state.url).values(row))
    if changed.rowcount == 0:
        connection.execute(sa.insert(feed).values(row))
