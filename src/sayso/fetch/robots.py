"""Robots: what a site's robots.txt allows (RFC 9309), and how long to wait between two requests to one host."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from protego import Protego

from sayso.errors import FetchError, RobotsError, UnansweredError
from sayso.fetch.answer import refusal
from sayso.fetch.client import Client

if TYPE_CHECKING:
    from sayso.fetch.url import Url

# The product token that a robots.txt may name (RFC 9309, 2.2.1).
AGENT = "sayso"
_DAY_S = 86_400.0
# "Crawlers should not use the cached version for more than 24 hours" (2.4); a failure is asked about again sooner.
_FAILURE_S = 300.0
# What must be read of one (2.5); the rest is left.
_MOST_BYTES = 512_000
_LONGEST_S = 365 * _DAY_S
_TOO_MANY = 429
_CLIENT_ERROR, _SERVER_ERROR = 400, 500


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of one origin until ``until``: its rules, that there are none, or why they are not known."""

    until: float
    rules: Protego | None = None
    error: FetchError | None = None


@dataclass(kw_only=True)
class Robots:
    """A `Gate` before a client: lets a URL pass when its site's robots.txt does, and after the pause it asks for.

    Between two requests to one host ``pause_s`` pass, or what its robots.txt (which does not count) asks for. A pause
    of which more than ``most_pause_s`` are left is not waited for: the URL is to be tried later.
    """

    client: Client
    pause_s: float = 1.0
    most_pause_s: float = 120.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _known: dict[str, _Rules] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def __call__(self, url: Url) -> None:
        """Let ``url`` pass.

        Raises:
            RobotsError: when its robots.txt asks to leave it alone.
            UnansweredError: when its robots.txt cannot be read now, or asks for a longer pause than is waited.
            FetchError: when it can never be read.
        """
        found = self._rules(url)
        if (error := found.error) is not None:
            # A new one each time: what raises an error writes its way into it.
            told = (error.reason, error.advice)
            raise type(error)(str(url), *told, status=error.status, retry_after_s=error.retry_after_s)
        if found.rules is not None and not found.rules.can_fetch(str(url), AGENT):
            reason = f"{url.origin}/robots.txt asks programs to leave it alone"
            raise RobotsError(str(url), reason, "ask the site, or save the page with a browser and add the file")
        self._wait(url, found.rules)

    def _rules(self, url: Url) -> _Rules:
        known = self._known.get(url.origin)
        if known is None or self.clock() >= known.until:
            known = self._known[url.origin] = self._fetched(url)
        return known

    def _fetched(self, url: Url) -> _Rules:
        try:
            # Where a robots.txt leads is asked without rules: they are what is being asked for (2.3.1.2).
            answer = self.client.fetch(f"{url.origin}/robots.txt", accept="text/plain, */*;q=0.5")
        except FetchError as failed:
            return self._unknown(url, failed)
        error = refusal(answer)
        if error is None:
            rules = Protego.parse(answer.body[:_MOST_BYTES].decode("utf-8-sig", errors="replace"))
            return _Rules(self.clock() + _DAY_S, rules=rules)
        if _CLIENT_ERROR <= answer.status < _SERVER_ERROR and answer.status != _TOO_MANY:
            # "Unavailable": it forbids nothing (2.3.1.3).
            return _Rules(self.clock() + _DAY_S)
        return self._unknown(url, error)

    def _unknown(self, url: Url, error: FetchError) -> _Rules:
        reason = f"its robots.txt, which may forbid it, cannot be read: {error.reason}"
        told = type(error)(url.origin, reason, error.advice, status=error.status, retry_after_s=error.retry_after_s)
        return _Rules(self.clock() + _FAILURE_S, error=told)

    def _wait(self, url: Url, rules: Protego | None) -> None:
        pause = max(self.pause_s, _asked(rules))
        last = self._last.get(url.host)
        left = 0.0 if last is None else last + pause - self.clock()
        if left > self.most_pause_s:
            reason = f"{url.host} asks for {pause:g} s between two requests, of which {left:.0f} are left"
            raise UnansweredError(str(url), reason, "try again later", retry_after_s=left)
        if left > 0:
            self.sleep(left)
        self._last[url.host] = self.clock()


def _asked(rules: Protego | None) -> float:
    """Give the seconds between two requests that robots.txt asks for."""
    if rules is None:
        return 0.0
    delay = rules.crawl_delay(AGENT) or 0.0
    rate = rules.request_rate(AGENT)
    if rate is not None and rate.requests > 0:
        delay = max(delay, min(rate.seconds, _LONGEST_S) / rate.requests)
    return delay if math.isfinite(delay) and delay > 0 else 0.0
