"""Feed files: each entry an item, with what the feed says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.read import Item, Skipped, Source, documents, items

if TYPE_CHECKING:
    from sayso.document import Document

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Olmsund &amp; Lomma Courier</title><link>https://courier.example/</link>{}</channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Radio Lomma</title>{}</feed>'


def entries(text: str, name: str = "feed.xml") -> list[Item]:
    found = list(items(Source.of_bytes(text.encode(), name=name)))
    assert not any(isinstance(each, Skipped) for each in found), found
    return [each for each in found if isinstance(each, Item)]


def entry(text: str) -> tuple[Item, Document]:
    (item,) = entries(text)
    (document,) = documents(item)
    assert not isinstance(document, Skipped), document
    return item, document


def reason(data: bytes) -> str:
    (found,) = items(Source.of_bytes(data, name="feed.xml"))
    assert isinstance(found, Skipped)
    return str(found.error)


def test_an_entry_with_its_article_is_a_document() -> None:
    item, document = entry(
        RSS.format(
            "<item><title>Talks &amp;amp; &lt;b&gt;tea&lt;/b&gt;</title><link>https://courier.example/1</link>"
            "<guid>tag:courier.example,2031:1</guid><dc:creator>Ana Brandt</dc:creator>"
            "<pubDate>Sun, 04 May 2031 23:30:00 -0500</pubDate><description>Short.</description>"
            f"<content:encoded><![CDATA[<p>{WORDS}</p><script>x()</script><p>“Yes,” she said.</p>]]></content:encoded>"
            "</item>"
        )
    )
    assert (item.name, item.kind, item.summary_only) == ("feed.xml entry tag:courier.example,2031:1", "entry", False)
    assert item.url == document.url == "https://courier.example/1"
    assert document.title == "Talks & tea"
    assert document.outlet == "Olmsund & Lomma Courier"
    assert document.author == "Ana Brandt"
    # The zone stays: in another the day would be the fifth.
    assert document.published == "2031-05-04T23:30:00-05:00"
    assert document.text == f"Talks & tea\n\n{WORDS}\n\n“Yes,” she said."
    assert [block.kind for block in document.blocks] == ["title", "paragraph", "paragraph"]
    assert WORDS.encode() in item.data


def test_an_entry_with_a_summary_says_so() -> None:
    item, document = entry(RSS.format(f"<item><title>Talks</title><description>{WORDS}</description></item>"))
    assert item.summary_only
    assert item.name == "feed.xml entry 1"
    assert (item.url, document.url) == (None, None)
    assert document.text == f"Talks\n\n{WORDS}"


def test_an_entry_of_atom_in_plain_text_keeps_its_paragraphs() -> None:
    item, document = entry(
        ATOM.format(
            '<entry><id>urn:1</id><title>Talks</title><link href="https://radio.example/1"/>'
            "<updated>2031-05-04T10:00:00+02:00</updated>"
            f'<content type="text">1 &lt; 2.\n\n{WORDS}</content></entry>'
        )
    )
    assert not item.summary_only
    assert document.text == f"Talks\n\n1 < 2.\n\n{WORDS}"
    assert (document.published, document.outlet) == ("2031-05-04T10:00:00+02:00", "Radio Lomma")


def test_an_aggregator_names_the_outlet_of_each_entry() -> None:
    item, _ = entry(
        RSS.format(
            '<item><title>Talks</title><source url="https://radio.example/feed">Radio Lomma</source>'
            f"<description>{WORDS}</description></item>"
        )
    )
    assert item.outlet == "Radio Lomma"


def test_an_entry_of_a_title_alone_is_left_to_whoever_fetches_its_page() -> None:
    (item,) = entries(RSS.format("<item><title>Talks</title><link>https://courier.example/1</link></item>"))
    assert (item.data, item.url, item.summary_only) == (b"", "https://courier.example/1", True)
    (found,) = documents(item)
    assert isinstance(found, Skipped)
    assert "it holds neither an article nor a summary; fetch the page that it links to" in str(found.error)


def test_entries_of_one_name_are_told_apart() -> None:
    same = f"<item><guid>1</guid><title>Talks</title><description>{WORDS}</description></item>"
    assert [item.name for item in entries(RSS.format(same * 2))] == ["feed.xml entry 1", "feed.xml entry 1 (number 2)"]


def test_a_link_that_is_no_web_address_is_no_address() -> None:
    (item,) = entries(RSS.format(f"<item><link>javascript:x()</link><description>{WORDS}</description></item>"))
    assert item.url is None


def test_a_feed_that_breaks_off_gives_the_entries_before() -> None:
    whole = f"<item><guid>1</guid><title>Talks</title><description>{WORDS}</description></item>"
    text = RSS.format(whole + "<item><title>More")
    first = entries(text[: text.index("More")])[0]
    assert first.name == "feed.xml entry 1"
    assert first.data == WORDS.encode()


def test_a_feed_without_entries_holds_nothing() -> None:
    assert entries(RSS.format("")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_feed_is_read_in_its_encoding(encoding: str) -> None:
    text = RSS.format(f"<item><description>Café. {WORDS}</description></item>")
    data = text.replace('version="1.0"', f'version="1.0" encoding="{encoding}"').encode(encoding)
    (item,) = items(Source.of_bytes(data, name="feed.xml"))
    assert isinstance(item, Item)
    assert item.data.decode() == f"Café. {WORDS}"


def test_a_feed_with_entities_of_its_own_is_refused() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "x">]>'
    assert "it declares XML entities of its own; remove its <!ENTITY ...> lines" in reason(
        f"{head}<rss><channel><item><title>&a;</title></item></channel></rss>".encode()
    )
    assert "entities of its own" in reason(f"{head}<rss/>".encode("utf-16"))


def test_an_entity_in_the_words_of_a_feed_reads_no_file() -> None:
    (item,) = entries(RSS.format("<item><description>&amp;file; &lt;!DOCTYPE x&gt; He left.</description></item>"))
    assert b"He left." in item.data
