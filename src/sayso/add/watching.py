"""Watch feeds: what they bring goes into the record, then where each stands, so that no entry is lost or doubled."""

from __future__ import annotations

import logging
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from sayso.add import Added, Mark, Told, add
from sayso.add.web import Web, source_of
from sayso.digest import many
from sayso.fetch import polling, watch
from sayso.fetch.entries import MEDIA_TYPE, as_atom
from sayso.read import Skipped, Source
from sayso.store import feeds as store
from sayso.store.ledger import instant

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from typing import Any

    from sayso.fetch.entries import Entry
    from sayso.fetch.feeds import Feed
    from sayso.store.record import Record

LOG = logging.getLogger("sayso.watch")


def watched(
    record: Record,
    feeds: Sequence[Feed],
    *,
    means: watch.Means,
    once: bool = False,
    **options: Any,  # noqa: ANN401 - those of `add`
) -> Generator[Added, None, None]:
    """Poll ``feeds`` for ever, or once what is due, and add what is new; ``options`` are those of `add`.

    After each cycle the logger ``sayso.watch`` tells what it brought, and when the next is due. It ends when every feed
    has ended for good. Closing the generator, and a KeyboardInterrupt, keep what was read until then.

    Raises:
        StoreError: when the record cannot be written.
        KeepError: when an answer of the network cannot be written.
    """
    states = {feed.url: _loaded(record.feed_state(feed.url)) for feed in feeds}
    cycle = _Cycle(record)
    events = watch.watch(feeds, states, means=means, once=once)
    web = Web(means.client, means.gate)
    with closing(add(record, cycle.sources(events), web=web, follow=False, **options)) as steps:
        for step in steps:
            cycle.counts["known" if step.known else step.state] += 1
            yield step


class _Cycle:
    """What one cycle of polls brought."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self.counts: Counter[str] = Counter()
        self._reasons: dict[str, str] = {}

    def sources(self, events: Iterable[watch.Event]) -> Iterator[Told | Mark]:
        """Turn events to sources, each followed by where its feed stands after it."""
        until: datetime | None = None
        for event in events:
            until = event.until if isinstance(event, watch.Idle) else None
            if isinstance(event, watch.Idle):
                yield Mark(key="idle", waits=True)
                # All that the cycle brought is kept and counted by now.
                self._tell(until)
                continue
            yield from self._brought(event)
            state = _stored(event.state, reason=self._reasons.get(event.feed.url))
            yield Mark(key=f"feed {event.feed.url}", after=partial(self._record.set_feed_state, state))
        if until is None:
            yield Mark(key="ended", waits=True)
            self._tell(None)

    def _brought(self, event: watch.Polled | watch.Added | watch.Failed | watch.Ended) -> Iterator[Told]:
        feed = event.feed
        match event:
            case watch.Polled():
                self._reasons.pop(feed.url, None)
                self.counts["asked"] += 1
                self.counts["new"] += event.new_count
                if event.moved_to is not None:
                    LOG.warning("%s has moved to %s; change it in the list of feeds", feed.url, event.moved_to)
            case watch.Ended():
                LOG.warning("%s is gone for good, says its server; it is asked no more", feed.url)
            case watch.Added(entry=entry, answer=None):
                yield _summary(feed, entry)
            case watch.Added(entry=entry, answer=answer) if answer is not None:
                name = entry.url or answer.url
                page = source_of(answer, name=name)
                yield Told(source=page, again=name, outlet=feed.outlet, published=entry.published)
            case watch.Failed(entry=None):
                self.counts["asked"] += 1
                self.counts["without an answer"] += 1
                self._reasons[feed.url] = event.error.reason
                LOG.warning("%s", event.error)
            case watch.Failed(entry=entry) if entry is not None:
                name = entry.url or entry.id
                yield Told(source=Skipped(name, event.error), again=entry.url)
                if event.retry_at is None:
                    # What the feed says of it is better than nothing.
                    yield _summary(feed, entry)

    def _tell(self, until: datetime | None) -> None:
        counts, self.counts = self.counts, Counter()
        if not counts and until is not None:
            return
        asked, new = many(counts["asked"], "feed"), counts["new"]
        parts = [f"{asked} asked", f"{new:,} new {'entry' if new == 1 else 'entries'}", f"{counts['done']:,} added"]
        parts += [
            f"{counts[name]:,} {name}" for name in ("without an answer", "known", "refused", "failed") if counts[name]
        ]
        end = "no feed is left" if until is None else f"next at {until.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
        LOG.info("%s; %s", ", ".join(parts), end)


def _summary(feed: Feed, entry: Entry) -> Told:
    """Give what a feed says of an entry, as a feed of its own for the reader of feeds."""
    source = Source(
        name=feed.url, data=as_atom(entry, feed=feed), media_type=MEDIA_TYPE, url=feed.url, fetched_at=datetime.now(UTC)
    )
    return Told(source=source, again=entry.url, outlet=feed.outlet)


def _stored(state: polling.FeedState, *, reason: str | None) -> store.FeedState:
    return store.FeedState(
        url=state.url,
        etag=state.etag,
        last_modified=state.last_modified,
        checked_at=None if state.polled_at is None else instant(state.polled_at),
        next_due_at=None if state.at is None or state.gone else instant(state.at),
        failures=state.failure_count,
        reason=reason,
        rest=polling.to_json(state),
    )


def _loaded(state: store.FeedState) -> polling.FeedState:
    return polling.FeedState(url=state.url) if state.rest is None else polling.of_json(state.rest)
