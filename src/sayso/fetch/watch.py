"""watch: polls feeds one after the other, for ever or once, and yields what happens as events.

Each event carries the state of its feed after it. Who takes an event keeps that state along with whatever the event
brought, in one transaction: then nothing is lost, and nothing comes twice.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.errors import FetchError
from sayso.fetch import polling
from sayso.fetch.answer import NOT_MODIFIED, Answer, refusal
from sayso.fetch.client import Client, Gate, page
from sayso.fetch.entries import ACCEPT, Entry, entries
from sayso.fetch.feeds import Feed
from sayso.fetch.polling import FeedState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.fetch.answer import Conditions
    from sayso.fetch.polling import Waiting

_GONE = 410
_PERMANENT = (301, 308)
# Articles of one feed before the next feed has its turn.
_TURN = 20
# A computer that slept, or a clock that was set, is noticed after so long.
_LONGEST_SLEEP_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """A feed answered; ``new_count`` entries were not seen before (0 where it had not changed).

    ``moved_to`` is where it says that it has moved for good: time to change feeds.toml.
    """

    feed: Feed
    state: FeedState
    answer: Answer
    new_count: int
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The article of an entry is at hand: its page in ``answer``, or without one what the feed says of it."""

    feed: Feed
    state: FeedState
    entry: Entry
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A feed, or the page of ``entry``, could not be had; it is tried again at ``retry_at``, or never."""

    feed: Feed
    state: FeedState
    error: FetchError
    entry: Entry | None = None
    retry_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """The server of a feed says that it is gone for good; it is asked no more."""

    feed: Feed
    state: FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """A cycle is over; nothing is to be done ``until`` then."""

    until: datetime


Event = Polled | Added | Failed | Ended | Idle


@dataclass(frozen=True, kw_only=True)
class Means:
    """What a watch asks with: the client, what every request passes, the time, and how to wait."""

    client: Client
    gate: Gate | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep


def watch(
    feeds: Iterable[Feed], states: Mapping[str, FeedState], *, means: Means, once: bool = False
) -> Iterator[Event]:
    """Poll each feed when it is due, and get the articles of its new entries; ``states`` are by URL.

    It ends when every feed has ended, or with ``once`` when nothing is due any more.

    Raises:
        KeepError: when an answer could not be written.
    """
    known = {feed.url: states.get(feed.url) or polling.FeedState(url=feed.url) for feed in feeds}
    listed = {feed.url: feed for feed in feeds}
    while True:
        busy = True
        while busy:
            busy = False
            for url, feed in listed.items():
                for event in _turn(feed, known[url], means=means):
                    known[url] = event.state
                    busy = True
                    yield event
        until = _earliest(known.values(), now=means.now())
        if until is None:
            return
        yield Idle(until=until)
        if once:
            return
        while (left := (until - means.now()).total_seconds()) > 0:
            means.sleep(min(left, _LONGEST_SLEEP_S))


def _earliest(states: Iterable[FeedState], *, now: datetime) -> datetime | None:
    steps = [polling.step(state, now=now) for state in states]
    # What has become due in the meantime is due now.
    times = [each.until if isinstance(each, polling.Rest) else now for each in steps]
    return min((at for at in times if at is not None), default=None)


def _turn(feed: Feed, state: FeedState, *, means: Means) -> Iterator[Polled | Added | Failed | Ended]:
    """Do what is due about one feed, up to a number of steps."""
    for _ in range(_TURN):
        event: Polled | Added | Failed | Ended
        match polling.step(state, now=means.now()):
            case polling.Rest():
                return
            case polling.Poll(conditions):
                event = _polled(feed, state, conditions, means=means)
            case polling.Visit(waiting):
                event = _visited(feed, state, waiting, means=means)
        state = event.state
        yield event


def _polled(feed: Feed, state: FeedState, conditions: Conditions | None, *, means: Means) -> Polled | Failed | Ended:
    try:
        answer = means.client.fetch(feed.url, accept=ACCEPT, conditions=conditions, gate=means.gate)
        if answer.status == _GONE:
            return Ended(feed=feed, state=polling.ended(state, now=means.now()))
        if answer.status != NOT_MODIFIED and (error := refusal(answer)) is not None:
            raise error
        found = () if answer.status == NOT_MODIFIED else entries(answer)
    except FetchError as error:
        state = polling.poll_failed(feed, state, error, now=means.now())
        return Failed(feed=feed, state=state, error=error, retry_at=state.at)
    after = polling.polled(feed, state, answer, found, now=means.now())
    permanent = answer.chain and all(each.status in _PERMANENT for each in answer.chain)
    return Polled(
        feed=feed,
        state=after,
        answer=answer,
        new_count=len(after.waiting) - len(state.waiting),
        moved_to=answer.final_url if permanent else None,
    )


def _visited(feed: Feed, state: FeedState, waiting: Waiting, *, means: Means) -> Added | Failed:
    entry = waiting.entry
    if not feed.full or entry.url is None:
        return Added(feed=feed, state=polling.visited(state, waiting), entry=entry)
    try:
        answer = page(entry.url, client=means.client, gate=means.gate)
    except FetchError as error:
        after = polling.visit_failed(state, waiting, error, now=means.now())
        retry_at = next((each.at for each in after.waiting if each.entry.key == entry.key), None)
        return Failed(feed=feed, state=after, error=error, entry=entry, retry_at=retry_at)
    return Added(feed=feed, state=polling.visited(state, waiting), entry=entry, answer=answer)
