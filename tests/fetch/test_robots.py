"""A site's robots.txt is asked first, and its pauses are kept."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sayso.errors import AddressError, FetchError, RobotsError, UnansweredError
from sayso.fetch.robots import Robots
from sayso.fetch.url import url_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.fetch.client import Client
    from tests.fetch.conftest import Site, Time


@pytest.fixture
def robots(client: Client, clock: Time) -> Robots:
    return Robots(client=client, clock=clock.seconds, sleep=clock.sleep)


def rules(site: Site, *lines: str) -> None:
    site.says("/robots.txt", "\n".join(lines), "Content-Type: text/plain")


def test_what_robots_txt_forbids_is_not_asked_for(site: Site, client: Client, robots: Robots) -> None:
    rules(site, "User-agent: *", "Disallow: /private/", "Allow: /private/open")
    site.says("/private/open", "x")
    with pytest.raises(RobotsError, match=r"robots\.txt asks programs to leave it alone"):
        client.fetch(site.url("/private/a"), gate=robots)
    assert client.fetch(site.url("/private/open"), gate=robots).body == b"x"
    assert site.asked == ["/robots.txt", "/private/open"]


def test_rules_for_sayso_go_before_rules_for_all(site: Site, robots: Robots) -> None:
    rules(site, "User-agent: *", "Allow: /", "", "User-agent: Sayso", "Disallow: /")
    with pytest.raises(RobotsError):
        robots(url_of(site.url("/a")))


def test_a_path_cannot_be_hidden_in_another_way_to_write_it(site: Site, robots: Robots) -> None:
    rules(site, "User-agent: *", "Disallow: /private/")
    for target in ("/open/../private/a", "/%2e/private/a", "/./private/a", "/%70rivate/a"):
        with pytest.raises(RobotsError):
            robots(url_of(site.url(target)))


def test_the_target_of_a_redirect_has_rules_of_its_own(site: Site, client: Client, robots: Robots) -> None:
    rules(site, "User-agent: *", "Disallow: /private")
    site.moves("/a", "/private")
    with pytest.raises(RobotsError, match="it leads to "):
        client.fetch(site.url("/a"), gate=robots)
    assert site.asked == ["/robots.txt", "/a"]


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_a_site_without_rules_forbids_nothing(site: Site, robots: Robots, status: str) -> None:
    site.says("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    robots(url_of(site.url("/a")))


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Busy", "429 Too Many Requests"])
def test_rules_that_cannot_be_read_now_forbid_for_now(site: Site, robots: Robots, clock: Time, status: str) -> None:
    site.says("/robots.txt", "", "Retry-After: 600", status=status)
    for _ in range(2):
        with pytest.raises(UnansweredError, match=r"its robots\.txt, which may forbid it, cannot be read") as caught:
            robots(url_of(site.url("/a")))
        assert (caught.value.source, caught.value.retry_after_s) == (site.url("/a"), 600)
    assert site.asked == ["/robots.txt"]
    rules(site, "User-agent: *", "Allow: /")
    clock.sleep(301)
    robots(url_of(site.url("/a")))


def test_rules_at_a_private_address_are_not_asked_for(site: Site, named: Callable[..., Client], clock: Time) -> None:
    site.moves("/robots.txt", "http://10.0.0.1/robots.txt")
    robots = Robots(client=named("127.0.0.1"), clock=clock.seconds, sleep=clock.sleep)
    with pytest.raises(AddressError, match="it leads to http://10"):
        robots(url_of(site.url("/a", host="news.example")))


def test_rules_are_asked_for_once_a_day(site: Site, robots: Robots, clock: Time) -> None:
    rules(site, "User-agent: *", "Disallow:")
    for _ in range(3):
        robots(url_of(site.url("/a")))
    assert site.asked == ["/robots.txt"]
    clock.sleep(86_400)
    robots(url_of(site.url("/a")))
    assert site.asked == ["/robots.txt"] * 2


def test_two_requests_to_a_host_have_a_second_between_them(site: Site, robots: Robots, clock: Time) -> None:
    robots(url_of(site.url("/a")))
    assert clock.slept == []
    robots(url_of(site.url("/b")))
    assert clock.slept == [1.0]
    clock.sleep(5)
    robots(url_of(site.url("/c")))
    assert clock.slept == [1.0, 5]


@pytest.mark.parametrize("line", ["Crawl-delay: 12.5", "Request-rate: 2/25s"])
def test_the_pause_that_a_site_asks_for_is_kept(site: Site, robots: Robots, clock: Time, line: str) -> None:
    rules(site, "User-agent: *", line)
    robots(url_of(site.url("/a")))
    robots(url_of(site.url("/b")))
    assert clock.slept == [12.5]


def test_a_pause_too_long_to_wait_for_is_told(site: Site, robots: Robots, clock: Time) -> None:
    rules(site, "User-agent: *", "Crawl-delay: 3600")
    robots(url_of(site.url("/a")))
    with pytest.raises(UnansweredError, match="asks for 3600 s between two requests") as caught:
        robots(url_of(site.url("/b")))
    assert (caught.value.retry_after_s, clock.slept) == (3600, [])
    clock.sleep(3599.5)
    robots(url_of(site.url("/b")))
    assert clock.slept == [3599.5, 0.5]


@pytest.mark.parametrize("line", ["Crawl-delay: nan", "Crawl-delay: -5", "Crawl-delay: inf", "Request-rate: 0/0"])
def test_a_pause_that_is_no_time_is_passed_over(site: Site, robots: Robots, clock: Time, line: str) -> None:
    rules(site, "User-agent: *", line)
    robots(url_of(site.url("/a")))
    robots(url_of(site.url("/b")))
    assert clock.slept == [1.0]


def test_a_rate_beyond_all_numbers_is_too_long_to_wait_for(site: Site, robots: Robots) -> None:
    rules(site, "User-agent: *", f"Request-rate: 1/{'9' * 400}d")
    robots(url_of(site.url("/a")))
    with pytest.raises(UnansweredError):
        robots(url_of(site.url("/b")))


def test_rules_made_to_be_slow_are_not(site: Site, robots: Robots) -> None:
    rules(site, "User-agent: *", f"Disallow: /{'*a' * 40}b", *(["Disallow: /*a*a*a*b$"] * 4_000))
    started = time.monotonic()
    robots(url_of(site.url(f"/{'a' * 3000}")))
    assert time.monotonic() - started < 2


def test_a_page_in_place_of_rules_forbids_nothing(site: Site, robots: Robots) -> None:
    site.says("/robots.txt", b"<!doctype html>\xff\xfe<p>Disallow: /</p>", "Content-Type: text/html")
    robots(url_of(site.url("/a")))


def test_a_site_that_does_not_answer_is_left_for_now(client: Client, clock: Time) -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError

    robots = Robots(client=type(client)(resolve=nowhere), clock=clock.seconds, sleep=clock.sleep)
    with pytest.raises(FetchError, match="cannot be read") as caught:
        robots(url_of("http://news.example/a"))
    assert isinstance(caught.value, UnansweredError)
