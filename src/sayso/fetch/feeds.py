"""feeds.toml: which feeds to watch, how often, and whether for their pages (docs/fetching.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sayso import user_file
from sayso.errors import AddressError, FeedsError, KnowledgeError
from sayso.fetch.url import url_of

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

_KEYS = ("url", "outlet", "every", "full")
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_EVERY = re.compile(r"(\d{1,4}) ?(?:(min)(?:utes?)?|(h)(?:ours?)?|(d)(?:ays?)?)")
_SHORTEST, _LONGEST = timedelta(minutes=1), timedelta(days=30)
DEFAULT_EVERY = timedelta(minutes=30)
_PAGE = "docs/fetching.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed to watch; with ``full`` the page of each entry is fetched, else what the feed itself says is taken."""

    url: str
    outlet: str | None = None
    every: timedelta = DEFAULT_EVERY
    full: bool = False


def load(path: str | os.PathLike[str]) -> tuple[Feed, ...]:
    """Read the feeds of a feeds.toml, in its order.

    Raises:
        FeedsError: when it cannot be read, or does not follow docs/fetching.md.
    """
    file = f"{path}"
    try:
        table = user_file.toml_of(path, user_file.text_of(path), page=_PAGE)
        entries = user_file.tables_of(file, table, "feed", needs="a url")
        feeds = [_feed(f"{file}, feed {number}", entry) for number, entry in enumerate(entries, 1)]
    except KnowledgeError as error:
        raise FeedsError(str(error)) from error
    first: dict[str, int] = {}
    for number, feed in enumerate(feeds, 1):
        if feed.url in first:
            message = f"{file}, feed {number}: {feed.url} is that of feed {first[feed.url]}; remove one of them"
            raise FeedsError(message)
        first[feed.url] = number
    return tuple(feeds)


def _feed(where: str, entry: Mapping[str, Any]) -> Feed:
    user_file.refuse_unknown_keys(where, entry, _KEYS)
    url = _url(where, entry.get("url"))
    where = f"{where} ({url})"
    outlet = None if entry.get("outlet") is None else user_file.name_of(where, "outlet", entry["outlet"])
    full = entry.get("full", False)
    if not isinstance(full, bool):
        message = f"{where}: full is {full!r}; write true or false"
        raise FeedsError(message)
    every = DEFAULT_EVERY if entry.get("every") is None else _every(where, entry["every"])
    return Feed(url=url, outlet=outlet, every=every, full=full)


def _url(where: str, value: object) -> str:
    if value is None:
        message = f"{where}: url is missing; give the address of the feed in quotation marks"
        raise FeedsError(message)
    if not isinstance(value, str):
        message = f"{where}: url is {value!r}; give the address of the feed in quotation marks"
        raise FeedsError(message)
    try:
        return str(url_of(value))
    except AddressError as error:
        advice = f"; {error.advice}" if error.advice else ""
        message = f"{where}: url is {value!r}: {error.reason}{advice}"
        raise FeedsError(message) from error


def _every(where: str, value: object) -> timedelta:
    found = _EVERY.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        message = f'{where}: every is {value!r}; write "30 min", "2 h" or "1 d"'
        raise FeedsError(message)
    unit = next(name for name in found.groups()[1:] if name)
    every = int(found[1]) * _UNITS[unit]
    if not _SHORTEST <= every <= _LONGEST:
        message = f'{where}: every is {value!r}; give at least "1 min" and at most "30 d"'
        raise FeedsError(message)
    return every
