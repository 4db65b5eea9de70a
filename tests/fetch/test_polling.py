"""What to do next about a feed follows from what is known of it and the time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import FetchError, UnansweredError
from sayso.fetch import polling
from sayso.fetch.answer import Answer, Conditions, Exchange
from sayso.fetch.entries import Entry
from sayso.fetch.feeds import Feed
from sayso.fetch.polling import FeedState, Poll, Rest, Visit, Waiting, step

NOW = datetime(2031, 5, 4, 10, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Feed(url="https://post.example/rss", every=HOUR)
NEW = FeedState(url=FEED.url)
FAILED = UnansweredError(FEED.url, "it was silent", "try again later")


def entry(name: str) -> Entry:
    return Entry(key=name, id=name, url=f"https://post.example/{name}")


def answer(status: int = 200, *headers: tuple[str, str], url: str = FEED.url) -> Answer:
    last = Exchange(
        url=url,
        sent=(),
        version="HTTP/1.1",
        status=status,
        reason="",
        headers=headers,
        raw=b"",
        read=True,
        address="93.184.215.14",
        fetched_at=NOW,
    )
    return Answer(url=FEED.url, chain=(), last=last, body=b"")


def test_a_feed_of_which_nothing_is_known_is_polled_at_once() -> None:
    assert step(NEW, now=NOW) == Poll(None)


def test_after_an_answer_it_rests_for_its_time_and_up_to_a_tenth_more() -> None:
    after = polling.polled(FEED, NEW, answer(), [], now=NOW)
    assert after.at is not None
    assert NOW + HOUR <= after.at <= NOW + 1.1 * HOUR
    assert step(after, now=NOW + HOUR - timedelta(seconds=1)) == Rest(after.at)
    assert isinstance(step(after, now=after.at), Poll)


def test_feeds_of_one_rhythm_do_not_stay_in_step() -> None:
    feeds = [Feed(url=f"https://post.example/{number}", every=HOUR) for number in range(20)]
    assert len({polling.polled(feed, NEW, answer(), [], now=NOW).at for feed in feeds}) == 20


def test_what_the_last_answer_said_of_itself_is_sent_back_to_where_it_came_from() -> None:
    headers = (("etag", '"7"'), ("Last-Modified", "Sun, 04 May 2031 09:00:00 GMT"))
    after = polling.polled(FEED, NEW, answer(200, *headers, url="https://cdn.example/rss"), [], now=NOW)
    told = Conditions(url="https://cdn.example/rss", etag='"7"', last_modified="Sun, 04 May 2031 09:00:00 GMT")
    assert step(after, now=NOW + 2 * HOUR) == Poll(told)
    unchanged = polling.polled(FEED, after, answer(304), [], now=NOW + 2 * HOUR)
    assert step(unchanged, now=NOW + 4 * HOUR) == Poll(told)


def test_new_entries_wait_and_known_ones_do_not_come_again() -> None:
    after = polling.polled(FEED, NEW, answer(), [entry("a"), entry("b")], now=NOW)
    first = step(after, now=NOW)
    assert first == Visit(Waiting(entry=entry("a"), at=NOW))
    assert isinstance(first, Visit)
    after = polling.visited(after, first.waiting)
    assert step(after, now=NOW) == Visit(Waiting(entry=entry("b"), at=NOW))
    after = polling.polled(FEED, after, answer(), [entry("c"), entry("b"), entry("a")], now=NOW)
    assert [each.entry.key for each in after.waiting] == ["b", "c"]


def test_what_was_seen_is_forgotten_only_when_the_feed_no_longer_tells_of_it() -> None:
    state = replace(NEW, seen=tuple(f"old {number}" for number in range(6_000)))
    after = polling.polled(FEED, state, answer(), [entry("a"), entry("old 3")], now=NOW)
    assert (len(after.seen), after.seen[0], after.seen[-2:]) == (2_000, "old 4002", ("a", "old 3"))
    many = [entry(f"new {number}") for number in range(7_000)]
    after = polling.polled(FEED, after, answer(), many, now=NOW)
    assert len(after.seen) == 7_000
    again = polling.polled(FEED, after, answer(), many, now=NOW)
    assert again.waiting == after.waiting


def test_each_failure_doubles_the_pause_up_to_a_day() -> None:
    state, pauses = NEW, []
    for _ in range(40):
        state = polling.poll_failed(FEED, state, FAILED, now=NOW)
        assert state.at is not None
        pauses.append((state.at - NOW) / HOUR)
    assert [int(pause) for pause in pauses[:4]] == [2, 4, 8, 16] or all(
        low <= pause <= 1.1 * low for low, pause in zip((2, 4, 8, 16), pauses, strict=False)
    )
    assert 24 <= pauses[-1] <= 26.4
    assert state.failure_count == 40
    assert polling.polled(FEED, state, answer(304), [], now=NOW).failure_count == 0


def test_a_feed_polled_once_a_week_is_not_polled_more_often_for_failing() -> None:
    weekly = Feed(url=FEED.url, every=timedelta(days=7))
    at = polling.poll_failed(weekly, NEW, FAILED, now=NOW).at
    assert at is not None
    assert at >= NOW + timedelta(days=7)


@pytest.mark.parametrize(("seconds", "hours"), [(0, 2), (60, 2), (36_000, 10), (1e12, 720)])
def test_a_pause_that_the_server_asks_for_is_kept_up_to_thirty_days(seconds: float, hours: int) -> None:
    error = UnansweredError(FEED.url, "busy", status=503, retry_after_s=seconds)
    at = polling.poll_failed(FEED, NEW, error, now=NOW).at
    assert at is not None
    assert hours <= (at - NOW) / HOUR <= hours * 1.1


def test_a_feed_that_is_gone_is_asked_no_more_but_its_entries_still_come() -> None:
    after = polling.ended(polling.polled(FEED, NEW, answer(), [entry("a")], now=NOW), now=NOW)
    first = step(after, now=NOW)
    assert isinstance(first, Visit)
    assert step(polling.visited(after, first.waiting), now=NOW + 100 * HOUR) == Rest(None)


def test_a_page_is_tried_five_times_with_growing_pauses_and_given_up() -> None:
    state = polling.polled(FEED, NEW, answer(), [entry("a")], now=NOW)
    now, minutes = NOW, []
    for _ in range(4):
        (waiting,) = state.waiting
        state = polling.visit_failed(state, waiting, FAILED, now=now)
        minutes.append((state.waiting[0].at - now) / timedelta(minutes=1))
        now = state.waiting[0].at
    assert all(low <= pause <= 1.1 * low for low, pause in zip((5, 20, 80, 320), minutes, strict=True))
    assert polling.visit_failed(state, state.waiting[0], FAILED, now=now).waiting == ()


def test_a_page_that_is_not_there_is_given_up_at_once() -> None:
    state = polling.polled(FEED, NEW, answer(), [entry("a")], now=NOW)
    assert polling.visit_failed(state, state.waiting[0], FetchError("x", "404"), now=NOW).waiting == ()


def test_a_pause_that_a_site_asks_for_is_no_failed_try() -> None:
    state = polling.polled(FEED, NEW, answer(), [entry("a"), entry("b")], now=NOW)
    pause = UnansweredError("x", "asks for 300 s", retry_after_s=300)
    for _ in range(10):
        state = polling.visit_failed(state, state.waiting[0], pause, now=NOW)
    assert {(each.try_count, each.at - NOW) for each in state.waiting} == {(0, timedelta(seconds=300))}


def test_a_time_beyond_all_pauses_was_told_by_a_wrong_clock() -> None:
    assert isinstance(step(replace(NEW, at=NOW + timedelta(days=3650)), now=NOW), Poll)


TIMES = st.datetimes(timezones=st.just(UTC))
ENTRIES = st.builds(Entry, key=st.text(), id=st.text(), url=st.none() | st.text(), title=st.none() | st.text())


@given(
    st.builds(
        FeedState,
        url=st.text(),
        at=st.none() | TIMES,
        polled_at=st.none() | TIMES,
        etag=st.none() | st.text(),
        failure_count=st.integers(0, 9),
        gone=st.booleans(),
        seen=st.lists(st.text()).map(tuple),
        waiting=st.lists(st.builds(Waiting, entry=ENTRIES, at=TIMES, try_count=st.integers(0, 9))).map(tuple),
    )
)
def test_a_state_comes_back_from_json_as_it_was(state: FeedState) -> None:
    assert polling.of_json(polling.to_json(state)) == state
