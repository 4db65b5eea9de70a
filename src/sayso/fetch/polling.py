"""What to do next about a feed: functions of what is known of it and the time, which ask and write nothing.

What is known is a `FeedState`; who watches keeps it. A new entry is first put among those that wait, and leaves them
when its article is at hand or given up, so a run that is killed in between loses and doubles none.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sayso.errors import FetchError, UnansweredError
from sayso.fetch.answer import NOT_MODIFIED, Answer, Conditions
from sayso.fetch.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.fetch.feeds import Feed

MOST_TRIES = 5
_LONGEST = timedelta(days=30)
_DAY = timedelta(days=1)
_FIRST_PAUSE = timedelta(minutes=5)
# Up to a tenth more, so that feeds of one rhythm do not stay in step.
_SPREAD = 0.1
_MOST_SEEN = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry whose article is still to be had, from ``at`` on; ``try_count`` tries failed."""

    entry: Entry
    at: datetime
    try_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What is known of a feed: when to ask, what the last answer was, which entries were seen, which wait."""

    url: str
    at: datetime | None = None
    polled_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    answered_by: str | None = None
    failure_count: int = 0
    gone: bool = False
    seen: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """Ask for the feed, if it has changed."""

    conditions: Conditions | None


@dataclass(frozen=True, slots=True)
class Visit:
    """Get the article of an entry."""

    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Rest:
    """Do nothing ``until`` then; None where nothing is left to do, ever."""

    until: datetime | None


def step(state: FeedState, *, now: datetime) -> Poll | Visit | Rest:
    """Say what to do about a feed."""
    ready = [each for each in state.waiting if _due(each.at, now)]
    if ready:
        return Visit(ready[0])
    if not state.gone and (state.at is None or _due(state.at, now)):
        url = state.answered_by
        known = None if url is None else Conditions(url=url, etag=state.etag, last_modified=state.last_modified)
        return Poll(known)
    times = [each.at for each in state.waiting]
    if state.at is not None and not state.gone:
        times.append(state.at)
    return Rest(min(times, default=None))


def polled(feed: Feed, state: FeedState, answer: Answer, entries: Sequence[Entry], *, now: datetime) -> FeedState:
    """Give the state after an answer: 304, or 200 with its ``entries``."""
    state = replace(state, at=now + _spread(feed.every, feed.url, now), polled_at=now, failure_count=0)
    if answer.status == NOT_MODIFIED:
        return state
    told = dict.fromkeys(each.key for each in entries)
    known = set(state.seen)
    new = [Waiting(entry=each, at=now) for each in entries if each.key not in known]
    older = [key for key in state.seen if key not in told]
    # What the feed still tells of must stay known, however much that is.
    older = older[max(0, len(older) + len(told) - _MOST_SEEN) :]
    return replace(
        state,
        etag=answer.last.header("ETag"),
        last_modified=answer.last.header("Last-Modified"),
        answered_by=answer.final_url,
        seen=(*older, *told),
        waiting=(*state.waiting, *new),
    )


def poll_failed(feed: Feed, state: FeedState, error: FetchError, *, now: datetime) -> FeedState:
    """Give the state after a poll without a feed: the pause doubles, up to a day, or is what was asked for."""
    count = state.failure_count + 1
    # The exponent has a bound of its own: a feed may have been failing for years.
    pause = max(feed.every, min(feed.every * 2 ** min(count, 16), _DAY))
    at = now + max(_spread(pause, feed.url, now), _asked(error))
    return replace(state, at=at, polled_at=now, failure_count=count)


def ended(state: FeedState, *, now: datetime) -> FeedState:
    """Give the state of a feed whose server says that it is gone for good (410); its entries that wait still come."""
    return replace(state, gone=True, polled_at=now)


def visited(state: FeedState, waiting: Waiting) -> FeedState:
    """Give the state once the article of an entry is at hand, or given up."""
    return replace(state, waiting=tuple(each for each in state.waiting if each.entry.key != waiting.entry.key))


def visit_failed(state: FeedState, waiting: Waiting, error: FetchError, *, now: datetime) -> FeedState:
    """Give the state after an article could not be had: it waits on, or, by then, is given up.

    A pause that a site asks for is no failed try.
    """
    if not isinstance(error, UnansweredError):
        return visited(state, waiting)
    paused = error.status is None and error.retry_after_s is not None
    count = waiting.try_count + (0 if paused else 1)
    if count >= MOST_TRIES:
        return visited(state, waiting)
    pause = timedelta() if paused else _spread(_FIRST_PAUSE * 4 ** (count - 1), waiting.entry.key, now)
    later = replace(waiting, try_count=count, at=now + max(pause, _asked(error)))
    others = visited(state, waiting).waiting
    return replace(state, waiting=(*others, later))


def to_json(state: FeedState) -> str:
    """Write a state as one line of JSON."""
    return json.dumps(asdict(state), default=datetime.isoformat)


def of_json(text: str) -> FeedState:
    """Read a state that `to_json` wrote."""
    told: dict[str, Any] = json.loads(text)
    waiting = tuple(
        Waiting(entry=Entry(**each["entry"]), at=datetime.fromisoformat(each["at"]), try_count=each["try_count"])
        for each in told["waiting"]
    )
    times = {name: told[name] and datetime.fromisoformat(told[name]) for name in ("at", "polled_at")}
    return FeedState(**{**told, **times, "seen": tuple(told["seen"]), "waiting": waiting})


def _due(at: datetime, now: datetime) -> bool:
    # A time further off than any pause was told by a clock that was wrong.
    return at <= now or at - now > 2 * _LONGEST


def _asked(error: FetchError) -> timedelta:
    return min(timedelta(seconds=min(error.retry_after_s or 0.0, _LONGEST.total_seconds())), _LONGEST)


def _spread(pause: timedelta, name: str, now: datetime) -> timedelta:
    """Lengthen a pause by up to a tenth: another one for each name and time, and the same for the same."""
    number = int.from_bytes(hashlib.sha256(f"{name} {now.isoformat()}".encode()).digest()[:4])
    return pause * (1 + _SPREAD * number / 2**32)
