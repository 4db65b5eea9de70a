"""What a feed tells of is read, and nothing else is."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import feedparser
import pytest

from sayso.errors import FetchError
from sayso.fetch.answer import Answer, Exchange
from sayso.fetch.entries import MEDIA_TYPE, MOST_BYTES, Entry, as_atom, entries
from sayso.fetch.feeds import Feed

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://post.example/news/rss"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Post</title>
<item><title>Bridge  at Orun reopens</title><link>/2031/bridge</link><guid isPermaLink="false">p-1</guid>
<dc:creator>Ana Lemos</dc:creator><pubDate>Sun, 04 May 2031 12:30:00 +0200</pubDate>
<description>Short</description><content:encoded><![CDATA[<p>The bridge <b>reopened</b>.</p>]]></content:encoded></item>
<item><title>No link</title><description>Text &amp; more</description></item>
<item><link>javascript:alert(1)</link><title>Odd link</title></item>
</channel></rss>"""


def answer(body: str | bytes, media_type: str = "application/rss+xml") -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    last = Exchange(
        url=URL,
        sent=(),
        version="HTTP/1.1",
        status=200,
        reason="OK",
        headers=(("Content-Type", media_type),),
        raw=raw,
        read=True,
        address="93.184.215.14",
        fetched_at=datetime(2031, 5, 4, tzinfo=UTC),
    )
    return Answer(url=URL, chain=(), last=last, body=raw)


def test_an_entry_has_what_the_feed_says() -> None:
    first, second, third = entries(answer(RSS))
    assert (first.id, first.url, first.title) == ("p-1", "https://post.example/2031/bridge", "Bridge at Orun reopens")
    assert (first.author, first.published) == ("Ana Lemos", "2031-05-04T10:30:00Z")
    assert first.content == "<p>The bridge <b>reopened</b>.</p>"
    assert (second.url, second.author, second.published) == (None, None, None)
    assert third.url is None
    assert len({first.key, second.key, third.key}) == 3


def test_a_feed_that_is_read_again_has_the_same_keys_and_a_changed_entry_another() -> None:
    keys = [each.key for each in entries(answer(RSS))]
    assert [each.key for each in entries(answer(RSS))] == keys
    changed = [each.key for each in entries(answer(RSS.replace("reopened", "was shut")))]
    assert [old == new for old, new in zip(keys, changed, strict=True)] == [False, True, True]
    tracked = [each.key for each in entries(answer(RSS.replace("<b>", "<b data-seen='4711'>")))]
    assert tracked == keys


def test_two_entries_that_are_alike_are_one() -> None:
    item = "<item><title>Same</title><guid>1</guid></item>"
    assert len(entries(answer(f"<rss version='2.0'><channel>{item}{item}</channel></rss>"))) == 1


def test_a_guid_is_a_link_only_where_it_is_a_url() -> None:
    items = "<item><title>a</title><guid>4711</guid></item><item><guid>https://post.example/b</guid></item>"
    found = entries(answer(f"<rss version='2.0'><channel>{items}</channel></rss>"))
    assert [(each.id, each.url) for each in found] == [
        ("4711", None),
        ("https://post.example/b", "https://post.example/b"),
    ]


def test_atom_is_read_and_an_empty_feed_has_no_entries() -> None:
    atom = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
    entry = "<entry><id>urn:x</id><title>T</title><link href='https://post.example/a'/></entry>"
    (found,) = entries(answer(atom.format(entry), MEDIA_TYPE))
    assert (found.id, found.url) == ("urn:x", "https://post.example/a")
    assert entries(answer(atom.format(""), MEDIA_TYPE)) == ()


@pytest.mark.parametrize("body", ["<!doctype html><title>Hello</title><p>News", "", "{}", "\0\1\2"])
def test_what_is_no_feed_is_refused(body: str) -> None:
    with pytest.raises(FetchError, match=r"what came is no feed \(text/html\)"):
        entries(answer(body, "text/html; charset=utf-8"))


@pytest.mark.parametrize(
    "inside",
    ["<title>&#xD800;</title><x>", "<title>&#99999999;</title><x>", "<georss:point>1</georss:point>", "<link", "&"],
)
def test_a_broken_feed_is_read_or_refused_and_nothing_else(inside: str) -> None:
    names = "xmlns:georss='http://www.georss.org/georss'"
    with contextlib.suppress(FetchError):
        for entry in entries(answer(f"<rss version='2.0' {names}><channel><item>{inside}</item></channel></rss>")):
            as_atom(entry, feed=Feed(url=URL)).decode()


def test_a_body_that_names_a_file_opens_none(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    for body in (str(tmp_path / "feed.xml"), (tmp_path / "feed.xml").as_uri()):
        with pytest.raises(FetchError, match="no feed"):
            entries(answer(body))


def test_entities_neither_grow_nor_open_files(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hidden words", encoding="utf-8")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    inner = f"<!ENTITY l0 'ha'>{laughs}<!ENTITY f SYSTEM '{(tmp_path / 'secret').as_uri()}'>"
    item = "<item><title>&l11;&f;</title><guid>1</guid></item>"
    body = f"<?xml version='1.0'?><!DOCTYPE rss [{inner}]><rss version='2.0'><channel>{item}</channel></rss>"
    started = time.process_time()
    found = entries(answer(body))
    assert time.process_time() - started < 2
    assert "hidden words" not in repr(found)
    assert len(repr(found)) < 10_000


@pytest.mark.parametrize("piece", ["<item>", "<![CDATA[", "<a b='", "<!--", "&lt;!--", "&lt;", "&lt;a b='"])
def test_a_feed_made_to_be_slow_is_read_in_time(piece: str) -> None:
    body = "<rss version='2.0'><channel><item><description>" + piece * (200_000 // len(piece))
    started = time.process_time()
    for closed in ("", "</description></item></channel></rss>"):
        entries(answer(body + closed))
    assert time.process_time() - started < 4


def test_a_feed_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FetchError, match="more than 5,000,000"):
        entries(answer(b" " * (MOST_BYTES + 1)))


def test_an_entry_written_as_atom_says_the_same() -> None:
    feed = Feed(url=URL, outlet="Post & Sons")
    for entry in (*entries(answer(RSS)), Entry(key="k", id="<&>'\"", title="\x00odd\ud800", content="a < b")):
        told = feedparser.parse(as_atom(entry, feed=feed))
        (again,) = told.entries
        assert told.bozo == 0
        assert told.feed.title == "Post & Sons"
        assert again.id == entry.id
        # Where there is no link, feedparser gives the id.
        assert again.get("link") == (entry.url or entry.id)
        assert again.get("author") == entry.author
        assert again.get("published") == entry.published
    (plain,) = feedparser.parse(as_atom(Entry(key="k", id="1"), feed=Feed(url=URL))).entries
    assert "title" not in plain
