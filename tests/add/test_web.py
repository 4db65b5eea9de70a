"""Pages and feeds from the web: each item once, raw answers kept, and what cannot be had is in the ledger."""

from __future__ import annotations

import importlib.util
import logging
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sayso.add import Added, add, web
from sayso.add.watching import LOG, watched
from sayso.fetch import Client, Keeper, Robots
from sayso.fetch.feeds import Feed
from sayso.fetch.watch import Means
from sayso.store.record import Record, open_record

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    from tests.fetch.conftest import Site, Time

pytestmark = pytest.mark.usefixtures("quick")


def servers() -> Any:  # noqa: ANN401 - a module
    """Load the servers of the tests of fetching."""
    path = Path(__file__).parents[1] / "fetch" / "conftest.py"
    spec = importlib.util.spec_from_file_location("fetch_servers", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SERVERS = servers()


@pytest.fixture
def site() -> Iterator[Site]:
    made = SERVERS.Site()
    yield made
    made.close()


@pytest.fixture
def clock() -> Time:
    made: Time = SERVERS.Time()
    return made


@pytest.fixture
def asking(tmp_path: Path, clock: Time) -> Iterator[web.Web]:
    """Ask loopback, and keep what it answers."""
    with Keeper(tmp_path / "sayso.warc") as keep:
        client = Client(allow=SERVERS.LOOPBACK, limits=SERVERS.LIMITS, keep=keep, now=clock.now)
        yield web.Web(client, Robots(client=client, clock=clock.seconds, sleep=clock.sleep))


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "sayso.db") as made:
        yield made


def page(words: str) -> str:
    return f"<html><head><title>Talks</title></head><body><article><p>{words}</p></article></body></html>"


def rss(site: Site, *names: str) -> str:
    items = (
        f"<item><title>On {name}</title><link>{site.url(f'/{name}')}</link><guid>{name}</guid>"
        f"<pubDate>Sun, 04 May 2031 09:00:00 GMT</pubDate>"
        f"<description>In short: {name} has 3 boats.</description></item>"
        for name in names
    )
    return f"<rss version='2.0'><channel><title>Tolm Post</title>{''.join(items)}</channel></rss>"


def told(steps: Iterator[Added], site: Site) -> list[tuple[str, str]]:
    start = site.url("")
    return [(step.name.removeprefix(start), "known" if step.known else step.state) for step in steps]


def test_a_page_is_fetched_kept_and_added(site: Site, asking: web.Web, record: Record, tmp_path: Path) -> None:
    site.moves("/talks", "/talks/1")
    site.says(
        "/talks/1", page("Caf\xe9 Orvane has 12 boats.").encode("latin-1"), "Content-Type: text/html; charset=latin-1"
    )
    assert told(add(record, [site.url("/talks")], web=asking), site) == [("/talks", "done")]
    (document,) = record.documents()
    assert record.document(document.number).text.strip().endswith("Café Orvane has 12 boats.")
    (kept,) = (tmp_path / "sayso.warc").iterdir()
    with open_record(tmp_path / "other.db") as other:
        list(add(other, [kept]))
        assert [each.url for each in other.documents()] == [site.url("/talks/1")]
    assert told(add(record, [site.url("/talks")], web=asking), site) == [("/talks", "known")]


def test_what_cannot_be_had_is_in_the_ledger_and_the_rest_goes_on(
    site: Site, asking: web.Web, record: Record, tmp_path: Path
) -> None:
    site.says("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.says("/private", page("Nobody is to see the 5 boats."))
    site.says("/busy", "later", status="503 Busy")
    site.says("/ok", page("There were 7 boats."), "Content-Type: text/html")
    (tmp_path / "file.txt").write_text("There were 8 boats.")
    sources = [site.url(target) for target in ("/private", "/gone", "/busy", "/ok")]
    steps = add(record, [*sources, str(tmp_path / "file.txt")], web=asking)
    assert told(steps, site) == [
        ("/private", "refused"),
        ("/gone", "refused"),
        ("/busy", "failed"),
        ("/ok", "done"),
        ("file.txt", "done"),
    ]
    assert "/private" not in site.asked
    assert record.sources_to_retry() == [site.url("/busy")]
    site.says("/busy", page("There were 9 boats."), "Content-Type: text/html")
    assert told(add(record, record.sources_to_retry(), web=asking), site) == [("/busy", "done")]
    assert list(record.failures(only_retryable=True)) == []


def test_a_feed_comes_with_its_articles(site: Site, asking: web.Web, record: Record) -> None:
    site.says("/rss", rss(site, "a", "b", "c"), "Content-Type: application/rss+xml")
    site.says("/a", page("At length: 3 boats of a."), "Content-Type: text/html")
    site.says("/b", "later", status="503 Busy")
    found = told(add(record, [site.url("/rss")], web=asking), site)
    # The article of c is not there and never will be: what the feed says of it is added.
    assert found == [("/a", "done"), ("/b", "failed"), ("/c", "refused"), ("/rss entry c", "done")]
    (a, c) = sorted(record.documents(), key=lambda each: each.number)
    assert a.published == c.published == "2031-05-04T09:00:00+00:00"
    site.says("/b", page("At length: 3 boats of b."), "Content-Type: text/html")
    assert record.sources_to_retry() == [site.url("/b")]
    asked = site.asked.count("/a")
    assert ("/b", "done") in told(add(record, [site.url("/rss")], web=asking), site)
    assert site.asked.count("/a") == asked


def test_a_feed_is_taken_as_it_is_where_nothing_is_followed(site: Site, asking: web.Web, record: Record) -> None:
    site.says("/rss", rss(site, "a", "b"), "Content-Type: application/rss+xml")
    found = told(add(record, [site.url("/rss")], web=asking, follow=False), site)
    assert found == [("/rss entry a", "done"), ("/rss entry b", "done")]
    assert "/a" not in site.asked


def test_raw_answers_go_beside_the_record(tmp_path: Path) -> None:
    with open_record(tmp_path / "march.db") as record:
        assert web.folder_of(record) == tmp_path / "march.warc"


@pytest.fixture
def cycle(asking: web.Web, clock: Time, tmp_path: Path) -> Callable[..., list[tuple[str, str]]]:
    """Watch once, from what the record holds."""
    means = Means(client=asking.client, gate=asking.gate, now=clock.now, sleep=clock.sleep)

    def run(site: Site, *feeds: Feed, once: bool = True) -> list[tuple[str, str]]:
        with (
            open_record(tmp_path / "sayso.db") as record,
            closing(watched(record, feeds, means=means, once=once)) as steps,
        ):
            return told(steps, site)

    return run


def test_a_watch_adds_what_is_new_once(
    site: Site,
    clock: Time,
    cycle: Callable[..., list[tuple[str, str]]],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    LOG.propagate = True
    plain, full = Feed(url=site.url("/rss"), outlet="The Post"), Feed(url=site.url("/full"), full=True)
    site.says("/rss", rss(site, "a", "b"), 'ETag: "1"')
    site.says("/full", rss(site, "c", "d"))
    site.says("/c", page("At length: 3 boats of c."), "Content-Type: text/html")
    site.says("/d", "later", status="503 Busy")
    assert cycle(site, plain, full) == [
        ("/rss entry a", "done"),
        ("/rss entry b", "done"),
        ("/c", "done"),
        ("/d", "failed"),
    ]
    assert caplog.messages[-1].startswith("2 feeds asked, 4 new entries, 3 added, 1 failed; next at 2031-05-04 10:0")
    assert cycle(site, plain, full) == []
    clock.sleep(timedelta(minutes=6).total_seconds())
    site.says("/d", page("At length: 3 boats of d."), "Content-Type: text/html")
    assert cycle(site, plain, full) == [("/d", "done")]
    clock.sleep(timedelta(minutes=40).total_seconds())
    site.says("/rss", rss(site, "e", "a"))
    site.says("/full", "later", status="500 Broken")
    assert cycle(site, plain, full) == [("/rss entry e", "done")]
    assert "the server answered 500 Broken" in caplog.messages[-2]
    with open_record(tmp_path / "sayso.db") as record:
        assert sorted(each.outlet or "" for each in record.documents()) == ["", "", "The Post", "The Post", "The Post"]
        state = record.feed_state(site.url("/full"))
        assert (state.failures, state.reason) == (1, "the server answered 500 Broken")
        assert record.status().failed == 0


def test_a_watch_that_is_cut_off_goes_on_where_it_was(
    site: Site, cycle: Callable[..., list[tuple[str, str]]], tmp_path: Path, asking: web.Web, clock: Time
) -> None:
    feed = Feed(url=site.url("/full"), full=True)
    names = [f"n{number}" for number in range(6)]
    site.says("/full", rss(site, *names))
    for name in names:
        site.says(f"/{name}", page(f"At length: 3 boats of {name}."), "Content-Type: text/html")
    waits = 0

    def sleep(seconds: float) -> None:
        # The pause between two pages of one site.
        nonlocal waits
        waits += 1
        clock.sleep(seconds)
        if waits == 4:
            raise KeyboardInterrupt

    gate = Robots(client=asking.client, clock=clock.seconds, sleep=sleep)
    means = Means(client=asking.client, gate=gate, now=clock.now, sleep=sleep)
    seen: list[str] = []
    with open_record(tmp_path / "sayso.db") as record:
        steps = watched(record, [feed], means=means, once=True)
        with pytest.raises(KeyboardInterrupt):
            seen.extend(step.name for step in steps)
    rest = cycle(site, feed)
    with open_record(tmp_path / "sayso.db") as record:
        assert record.status().documents == len(names)
        assert {each.name for each in record.failures()} == set()
    assert len(seen) + len([state for _, state in rest if state == "done"]) == len(names)


def test_a_watch_ends_when_no_feed_is_left(
    site: Site, cycle: Callable[..., list[tuple[str, str]]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, LOG.name)
    LOG.propagate = True
    site.says("/rss", "", status="410 Gone")
    assert cycle(site, Feed(url=site.url("/rss")), once=False) == []
    assert "gone for good" in caplog.messages[0]
    assert caplog.messages[-1].endswith("no feed is left")


def test_a_list_of_feeds_that_cannot_be_read_is_told(ran: Callable[..., tuple[int, str]]) -> None:
    code, said = ran("watch", "nothing.toml", "--once")
    assert code != 0
    assert "nothing.toml" in said


def test_a_watch_is_a_service_that_ends_when_told(
    started: Callable[..., subprocess.Popen[str]], ran: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    # Which it will not ask: the address is not public.
    (tmp_path / "feeds.toml").write_text('[[feed]]\nurl = "http://127.0.0.1:8080/rss"\n')
    code, said = ran("watch", "feeds.toml", "--once")
    assert code == 0
    assert "cannot fetch http://127.0.0.1:8080/rss" in said
    assert "1 feed asked, 0 new entries, 0 added, 1 without an answer; next at" in said
    process = started("watch", "feeds.toml", "--db", "other.db")
    assert process.stderr is not None
    lines = [process.stderr.readline(), process.stderr.readline()]
    assert "next at" in lines[1]
    # Not in the middle of the line.
    time.sleep(0.5)
    process.terminate()
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "sayso: other.db: 0 documents added\n")
