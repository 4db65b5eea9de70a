"""RSS and Atom files: each entry an item, with what the feed says of it."""

from __future__ import annotations

import html
import io
import re
import time
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.errors import ReadError
from sayso.read import limits
from sayso.read.item import Item, plain_name
from sayso.read.media import HTML, TEXT
from sayso.read.published import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.source import Skipped
    from sayso.settings import Settings

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]{0,500}>")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_NAME = 200
# What a tag costs the parser beside an entity.
_TAG_COST = 8
_LONG_TAG = re.compile(rb"<(?!!)[^<>]{65536}")
_MAX_NAMESPACES = 1000
# What is not well-formed goes to the parser's lenient half, which is slower by far.
_LONGEST_BROKEN = 1_000_000


def items(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Item | Skipped]:
    """Yield each entry; its bytes are the HTML that the feed holds of it, in UTF-8.

    Raises:
        ReadError: when it is too large, declares entities of its own, or is no feed.
    """
    data = stream.read(settings.max_feed_bytes + 1)
    if len(data) > settings.max_feed_bytes:
        raise limits.too_much(name, f"it holds more than {settings.max_feed_bytes:,} bytes", "max_feed_bytes")
    parsed = _parsed(data, name, settings)
    outlet = _words(parsed.feed.get("title"))
    seen: set[str] = set()
    for number, entry in enumerate(parsed.entries, start=1):
        link = entry.get("link")
        url = link.strip() if isinstance(link, str) and _WEB.fullmatch(link.strip()) else None
        # By what the publisher calls it: the number of an entry changes with each one that is added above.
        said = entry.get("id") or url
        place = plain_name(said.strip()[:_LONGEST_NAME]) if isinstance(said, str) and said.strip() else str(number)
        where = f"{name} entry {place}"
        if where in seen:
            where = f"{where} (number {number})"
        seen.add(where)
        content, is_whole = _content(entry)
        yield Item(
            name=where,
            kind="entry",
            data=content.encode("utf-8", "replace"),
            media_type=f"{HTML}; charset=utf-8",
            url=None if url is None else plain_name(url),
            title=_words(entry.get("title")),
            published=_instant(entry),
            outlet=_words(_source_of(entry)) or outlet,
            author=_words(entry.get("author")),
            summary_only=not is_whole,
        )


def _parsed(data: bytes, name: str, settings: Settings) -> Any:  # noqa: ANN401 - feedparser's dictionary
    _guard(data, name, settings)
    import feedparser  # noqa: PLC0415 - only a feed needs it

    try:
        # As a stream: of bytes it would first see whether they are the name of a file.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError) as error:
        # What its lenient parser raises on mark-up that no feed has.
        raise ReadError(name, "it is no feed that can be read", "save it again from its address") from error
    if not found.entries and (found.bozo or not found.version):
        raise ReadError(name, "it is damaged, and no entry of it can be read", "save it again from its address")
    return found


def _guard(data: bytes, name: str, settings: Settings) -> None:
    """Look at what the parser is slow at, some of it in the square of its number, before it sees any.

    Raises:
        ReadError: when there is too much of it.
    """
    # In UTF-16 every second byte is NUL.
    plain = data.replace(b"\0", b"")
    if _ENTITY.search(plain):
        raise ReadError(name, "it declares XML entities of its own", "remove its <!ENTITY ...> lines")
    tag_count = plain.count(b"<") - sum(each.count(b"<") for each in _verbatim(plain))
    if _TAG_COST * tag_count + plain.count(b"&") > 2 * settings.max_elements:
        most = 2 * settings.max_elements // _TAG_COST
        raise limits.too_much(name, f"it has more than {most:,} tags, or as much of entities", "max_elements")
    if _LONG_TAG.search(plain) or plain.count(b"xmlns") > _MAX_NAMESPACES:
        raise ReadError(name, "it has a tag or namespaces such as no feed has", "save it again from its address")
    if len(data) > _LONGEST_BROKEN and not _is_well_formed(data):
        raise ReadError(name, "it is no well-formed XML", "save it again from its address, or repair it")


def _verbatim(data: bytes) -> Iterator[bytes]:
    """Yield the sections in which a tag is no tag."""
    at = 0
    while (start := data.find(b"<![CDATA[", at)) >= 0 and (at := data.find(b"]]>", start)) >= 0:
        yield data[start + 1 : at]


def _is_well_formed(data: bytes) -> bool:
    from xml.parsers import expat  # noqa: PLC0415 - only a feed needs it

    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - its own signature
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _content(entry: Any) -> tuple[str, bool]:  # noqa: ANN401 - feedparser's dictionary
    """Give the HTML of the entry and whether it is the article rather than a summary."""
    for part in entry.get("content") or ():
        if found := _markup(part):
            return found, True
    return _markup(entry.get("summary_detail") or {}), False


def _markup(part: Any) -> str:  # noqa: ANN401 - feedparser's dictionary
    value = part.get("value")
    if not isinstance(value, str) or not value.strip():
        return ""
    if part.get("type") == TEXT:
        return "".join(f"<p>{html.escape(each)}</p>\n" for each in re.split(r"\n\s*\n", value) if each.strip())
    return value


def _source_of(entry: Any) -> Any:  # noqa: ANN401 - feedparser's dictionary
    """Give the feed from which an aggregator took the entry."""
    source = entry.get("source")
    return source.get("title") if isinstance(source, dict) else None


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(plain_name(html.unescape(_MARKUP.sub(" ", value).replace("\n", " "))).split()) or None


def _instant(entry: Any) -> str | None:  # noqa: ANN401 - feedparser's dictionary
    """Give when it was published, or last changed where that is all it says, with the zone that it names."""
    for key in ("published", "updated"):
        if key not in entry:
            continue
        written = entry[key]
        if isinstance(written, str) and (found := published(written)) is not None:
            return found
        parsed = entry.get(f"{key}_parsed") if f"{key}_parsed" in entry else None
        if isinstance(parsed, time.struct_time):
            try:
                return datetime(*parsed[:6], tzinfo=UTC).isoformat()
            except ValueError:
                continue
    return None
