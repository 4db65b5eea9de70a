"""Feeds are polled when they are due; what is new comes once, whatever happens in between."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from sayso.errors import FetchError, RobotsError
from sayso.fetch import polling
from sayso.fetch.feeds import Feed
from sayso.fetch.polling import FeedState
from sayso.fetch.robots import Robots
from sayso.fetch.watch import Added, Ended, Event, Failed, Idle, Means, Polled, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.fetch.client import Client
    from tests.fetch.conftest import Site, Time

Watched = list[Event]


@pytest.fixture
def means(client: Client, clock: Time) -> Means:
    robots = Robots(client=client, clock=clock.seconds, sleep=clock.sleep)
    return Means(client=client, gate=robots, now=clock.now, sleep=clock.sleep)


@pytest.fixture
def cycle(means: Means) -> Callable[..., Watched]:
    """Watch once from the states given, which come to be those after it."""

    def run(feeds: list[Feed], states: dict[str, FeedState]) -> Watched:
        found = []
        for event in watch(feeds, states, means=means, once=True):
            if not isinstance(event, Idle):
                # As it would come back from where it was kept.
                states[event.feed.url] = polling.of_json(polling.to_json(event.state))
            found.append(event)
        return found

    return run


def rss(site: Site, *names: str) -> str:
    items = (
        f"<item><title>On {name}</title><link>{site.url(f'/{name}')}</link>"
        f"<description>About {name}</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>"


def kinds(events: Watched) -> list[str]:
    return [type(event).__name__ for event in events]


def test_what_is_new_comes_once(site: Site, clock: Time, cycle: Callable[..., Watched]) -> None:
    feed, states = Feed(url=site.url("/rss")), dict[str, FeedState]()
    site.says("/rss", rss(site, "a", "b"), 'ETag: "1"')
    first = cycle([feed], states)
    assert kinds(first) == ["Polled", "Added", "Added", "Idle"]
    added = [event for event in first if isinstance(event, Added)]
    assert [(event.entry.title, event.entry.content, event.answer) for event in added] == [
        ("On a", "About a", None),
        ("On b", "About b", None),
    ]
    assert kinds(cycle([feed], states)) == ["Idle"]
    clock.sleep(3600)
    site.says("/rss", rss(site, "c", "a"), 'ETag: "2"')
    assert kinds(cycle([feed], states)) == ["Polled", "Added", "Idle"]
    assert b'If-None-Match: "1"' in site.heads[-1]


def test_a_feed_that_did_not_change_gives_nothing(site: Site, clock: Time, cycle: Callable[..., Watched]) -> None:
    feed, states = Feed(url=site.url("/rss")), dict[str, FeedState]()
    site.says("/rss", rss(site, "a"), "Last-Modified: Sun, 04 May 2031 09:00:00 GMT")
    cycle([feed], states)
    site.says("/rss", "", status="304 Not Modified")
    clock.sleep(3600)
    (polled, _) = cycle([feed], states)
    assert isinstance(polled, Polled)
    assert (polled.new_count, polled.answer.status) == (0, 304)
    assert b"If-Modified-Since: Sun, 04 May 2031 09:00:00 GMT" in site.heads[-1]


def test_with_full_the_page_of_each_entry_comes(site: Site, cycle: Callable[..., Watched]) -> None:
    site.says("/rss", rss(site, "a"))
    site.says("/a", "<p>All of it")
    (_, added, _) = cycle([Feed(url=site.url("/rss"), full=True)], {})
    assert isinstance(added, Added)
    assert added.answer is not None
    assert added.answer.body == b"<p>All of it"
    assert site.asked == ["/robots.txt", "/rss", "/a"]


def test_a_page_that_fails_for_now_comes_later(site: Site, clock: Time, cycle: Callable[..., Watched]) -> None:
    feed, states = Feed(url=site.url("/rss"), full=True), dict[str, FeedState]()
    site.says("/rss", rss(site, "a", "b"), 'ETag: "1"')
    site.says("/a", "", status="503 Busy")
    site.says("/b", "<p>b")
    events = cycle([feed], states)
    assert kinds(events) == ["Polled", "Failed", "Added", "Idle"]
    failed = events[1]
    assert isinstance(failed, Failed)
    assert failed.entry is not None
    assert failed.retry_at is not None
    assert events[-1] == Idle(until=failed.retry_at)
    site.says("/a", "<p>a")
    clock.sleep(400)
    assert kinds(cycle([feed], states)) == ["Added", "Idle"]


def test_a_page_that_may_not_be_fetched_is_told_once(site: Site, cycle: Callable[..., Watched]) -> None:
    feed, states = Feed(url=site.url("/rss"), full=True), dict[str, FeedState]()
    site.says("/robots.txt", "User-agent: *\nDisallow: /a")
    site.says("/rss", rss(site, "a"))
    (_, failed, _) = cycle([feed], states)
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, RobotsError)
    assert failed.retry_at is None
    assert kinds(cycle([feed], states)) == ["Idle"]


def test_a_feed_that_fails_is_left_longer_each_time(site: Site, clock: Time, cycle: Callable[..., Watched]) -> None:
    feed, states = Feed(url=site.url("/rss")), dict[str, FeedState]()
    site.says("/rss", "", "Retry-After: 20000", status="503 Busy")
    (failed, idle) = cycle([feed], states)
    assert isinstance(failed, Failed)
    assert isinstance(idle, Idle)
    assert failed.retry_at == idle.until
    assert (idle.until - clock.now()).total_seconds() == 20_000


def test_a_feed_that_is_gone_ends(site: Site, means: Means) -> None:
    site.says("/rss", "", status="410 Gone")
    assert kinds(list(watch([Feed(url=site.url("/rss"))], {}, means=means))) == ["Ended"]


def test_a_feed_that_moved_for_good_is_told(site: Site, cycle: Callable[..., Watched]) -> None:
    site.moves("/rss", "/new", "301 Moved Permanently")
    site.moves("/other", "/new", "302 Found")
    site.says("/new", rss(site))
    events = cycle([Feed(url=site.url("/rss")), Feed(url=site.url("/other"))], {})
    assert [event.moved_to for event in events if isinstance(event, Polled)] == [site.url("/new"), None]


def test_what_is_no_feed_is_told_and_stops_no_other(site: Site, cycle: Callable[..., Watched]) -> None:
    site.says("/page", "<!doctype html><p>Hello", "Content-Type: text/html")
    site.says("/rss", rss(site, "a"))
    events = cycle([Feed(url=site.url("/page")), Feed(url=site.url("/rss"))], {})
    assert kinds(events) == ["Failed", "Polled", "Added", "Idle"]


def test_a_run_cut_short_anywhere_goes_on_without_loss(site: Site, means: Means, clock: Time) -> None:
    feed = Feed(url=site.url("/rss"), full=True)
    site.says("/rss", rss(site, "a", "b", "c"), 'ETag: "1"')
    for name in "abc":
        site.says(f"/{name}", name)
    for length in range(1, 6):
        state, found = dict[str, FeedState](), Counter[str]()
        for most in (length, 20):
            for event in islice(watch([feed], state, means=means, once=True), most):
                if not isinstance(event, Idle):
                    state[feed.url] = event.state
                if isinstance(event, Added):
                    found[event.entry.id] += 1
        assert found == {site.url("/a"): 1, site.url("/b"): 1, site.url("/c"): 1}
        clock.sleep(10)


def test_a_feed_with_much_lets_the_others_have_their_turn(site: Site, cycle: Callable[..., Watched]) -> None:
    site.says("/long", rss(site, *(f"l{number}" for number in range(50))))
    site.says("/short", rss(site, "s"))
    events = cycle([Feed(url=site.url("/long")), Feed(url=site.url("/short"))], {})
    order = [event.feed.url[-4:] for event in events if isinstance(event, Added)]
    assert order.index("hort") == 19
    assert len(order) == 51


def test_it_waits_and_goes_on(site: Site, means: Means, clock: Time) -> None:
    site.says("/rss", rss(site))
    running = watch([Feed(url=site.url("/rss"))], {}, means=means)
    events = list(islice(running, 6))
    assert kinds(events) == ["Polled", "Idle"] * 3
    times = [event.until for event in events if isinstance(event, Idle)]
    assert times == sorted(times)
    assert clock.now() >= times[1]
    assert max(clock.slept) <= 60


def test_nothing_is_asked_beyond_what_was_told_to_end(site: Site, means: Means) -> None:
    site.says("/rss", "", status="410 Gone")
    states: dict[str, Any] = {}
    feeds = [Feed(url=site.url("/rss"))]
    for event in watch(feeds, states, means=means):
        assert isinstance(event, Ended)
        states[event.feed.url] = event.state
    asked = len(site.asked)
    assert list(watch(feeds, states, means=means)) == []
    assert len(site.asked) == asked


def test_an_error_of_ours_is_not_taken_for_one_of_the_network(
    site: Site, means: Means, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sayso.fetch.watch.entries", broken)
    site.says("/rss", rss(site))
    with pytest.raises(ZeroDivisionError):
        list(watch([Feed(url=site.url("/rss"))], {}, means=means, once=True))
    assert not issubclass(ZeroDivisionError, FetchError)
