"""WARC and WACZ: each page that a server answered with an item."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.read import Item, Skipped, Source, documents, items
from sayso.settings import DEFAULT, Settings

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."
PAGE = f"<html><head><title>Talks</title></head><body><p>{WORDS}</p><p>They met in a café.</p></body></html>"
HTML = ("Content-Type", "text/html; charset=utf-8")


class Crawl:
    """Write a WARC as crawlers do."""

    def __init__(self, *, packed: bool = True) -> None:
        self._out = io.BytesIO()
        self._writer = WARCWriter(self._out, gzip=packed)
        # Its own is never closed, of which Python warns.
        self._writer._create_temp_file = io.BytesIO

    def add(self, body: bytes | str, *headers: tuple[str, str], status: str = "200 OK", kind: str = "response") -> int:
        """Write an answer and give where it begins."""
        start = self._out.tell()
        record = self._writer.create_warc_record(
            f"https://courier.example/{start}",
            kind,
            payload=io.BytesIO(body.encode() if isinstance(body, str) else body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2031-05-04T10:00:00Z"},
        )
        self._writer.write_record(record)
        return start

    def about(self) -> None:
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc", {"software": "none"}))

    def data(self) -> bytes:
        return self._out.getvalue()


def read(data: bytes, name: str = "a.warc.gz", settings: Settings = DEFAULT) -> list[Item | Skipped]:
    return list(items(Source.of_bytes(data, name=name), settings=settings))


def only(crawl: Crawl) -> Item:
    (item,) = read(crawl.data())
    assert isinstance(item, Item), item
    return item


@pytest.mark.parametrize("packed", [True, False])
def test_an_answer_is_an_item_with_its_address_and_time(packed: bool) -> None:
    crawl = Crawl(packed=packed)
    crawl.about()
    at = crawl.add(PAGE, HTML)
    (item,) = read(crawl.data())
    assert isinstance(item, Item)
    assert (item.name, item.kind, item.data) == (f"a.warc.gz record at {at}", "record", PAGE.encode())
    assert item.media_type == "text/html; charset=utf-8"
    assert (item.url, item.fetched_at) == (f"https://courier.example/{at}", datetime(2031, 5, 4, 10, tzinfo=UTC))
    (document,) = documents(item)
    assert not isinstance(document, Skipped)
    assert (document.url, document.title) == (item.url, "Talks")


def test_other_records_and_answers_are_counted() -> None:
    crawl = Crawl()
    crawl.about()
    crawl.add(PAGE, HTML, kind="revisit")
    crawl.add(PAGE, HTML, status="404 Not Found")
    crawl.add("GIF89a", ("Content-Type", "image/gif"))
    crawl.add("a", ("Content-Type", "text/css"))
    counted: Counter[str] = Counter()
    assert list(items(Source.of_bytes(crawl.data(), name="a.warc.gz"), passed_over=counted)) == []
    assert counted == {"warcinfo": 1, "revisit": 1, "status 404": 1, "image/gif": 1, "text/css": 1}


def test_text_and_answers_of_no_kind_are_looked_at() -> None:
    crawl = Crawl()
    crawl.add(WORDS, ("Content-Type", "text/plain"))
    crawl.add(PAGE)
    crawl.add("GIF89a\1\2\3\4\5\6\7")
    assert [item.media_type for item in read(crawl.data()) if isinstance(item, Item)] == ["text/plain", "text/html"]


def test_the_encoding_that_the_server_names_counts() -> None:
    crawl = Crawl()
    crawl.add(PAGE.encode("mac-roman"), ("Content-Type", 'text/html; Charset="macintosh"'))
    (document,) = documents(only(crawl))
    assert not isinstance(document, Skipped)
    assert "café" in document.text


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("gzip", bytes),
        ("identity", bytes),
    ],
)
def test_content_is_unpacked_where_it_is_packed(packing: str, pack: type[bytes]) -> None:
    crawl = Crawl()
    crawl.add(pack(PAGE.encode()), HTML, ("Content-Encoding", packing))
    assert only(crawl).data == PAGE.encode()


def test_chunks_are_joined_where_there_are_any() -> None:
    body = PAGE.encode()
    chunked = b"".join(b"%x;x=y\r\n%s\r\n" % (len(part), part) for part in (body[:70], body[70:])) + b"0\r\n\r\n"
    for data in (chunked, body):
        crawl = Crawl()
        crawl.add(data, HTML, ("Transfer-Encoding", "chunked"))
        assert only(crawl).data == body
    crawl = Crawl()
    packed = gzip.compress(body)
    crawl.add(
        b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed),
        HTML,
        ("Transfer-Encoding", "chunked"),
        ("Content-Encoding", "gzip"),
    )
    assert only(crawl).data == body


def test_a_packing_that_is_not_known_is_refused_by_name() -> None:
    crawl = Crawl()
    crawl.add(b"\x8b\x02\x80", HTML, ("Content-Encoding", "br"))
    (found,) = read(crawl.data())
    assert isinstance(found, Skipped)
    assert 'a.warc.gz record at 0: its content is packed with "br"; only gzip can be read' in str(found.error)


@pytest.mark.parametrize("packed", [True, False])
def test_a_damaged_record_is_named_by_its_offset_and_the_rest_read(packed: bool) -> None:
    crawl = Crawl(packed=packed)
    places = [crawl.add(f"{PAGE} {number}", HTML) for number in range(4)]
    data = bytearray(crawl.data())
    data[places[1] + 8 : places[1] + 150] = bytes(142)
    found = read(bytes(data))
    assert [each.name if isinstance(each, Item) else each.source for each in found] == [
        f"a.warc.gz record at {place}" for place in places
    ]
    assert [isinstance(each, Skipped) for each in found] == [False, True, False, False]
    assert isinstance(found[1], Skipped)
    assert "it is damaged" in str(found[1].error) or "its packed data is damaged" in str(found[1].error)


def test_a_record_whose_sum_is_wrong_is_not_believed() -> None:
    crawl = Crawl()
    crawl.add(PAGE, HTML)
    end = len(crawl.data())
    crawl.add(PAGE, HTML)
    data = bytearray(crawl.data())
    data[end - 6] ^= 1
    first, second = read(bytes(data))
    assert isinstance(first, Skipped)
    assert isinstance(second, Item)


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_cut_short_gives_the_records_before(packed: bool) -> None:
    crawl = Crawl(packed=packed)
    crawl.add(PAGE, HTML)
    at = crawl.add(PAGE, HTML)
    first, second = read(crawl.data()[:-20])
    assert isinstance(first, Item)
    assert isinstance(second, Skipped)
    assert f"record at {at}: it is cut short" in str(second.error)


def test_records_that_are_packed_all_in_one_are_read_too() -> None:
    crawl = Crawl(packed=False)
    places = [crawl.add(PAGE, HTML) for _ in range(3)]
    found = read(gzip.compress(crawl.data()))
    assert [each.name for each in found if isinstance(each, Item)] == [
        "a.warc.gz record at 0", f"a.warc.gz record at 0+{places[1]}", f"a.warc.gz record at 0+{places[2]}",
    ]  # fmt: skip


def test_an_answer_beyond_the_limit_is_refused_and_the_next_read() -> None:
    crawl = Crawl()
    crawl.add(PAGE * 20, HTML)
    crawl.add(PAGE, HTML)
    first, second = read(crawl.data(), settings=Settings(max_bytes=1000))
    assert isinstance(first, Skipped)
    assert "more than 1,000" in str(first.error)
    assert isinstance(second, Item)


def test_the_pages_of_a_wacz_come_from_its_warcs() -> None:
    crawl = Crawl()
    at = crawl.add(PAGE, HTML)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.warc.gz", crawl.data())
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", '{"text": "x"}\n')
    counted: Counter[str] = Counter()
    (item,) = items(Source.of_bytes(out.getvalue(), name="a.wacz"), passed_over=counted)
    assert isinstance(item, Item)
    assert item.name == f"a.wacz!archive/data.warc.gz record at {at}"
    assert counted == {"index of a WACZ": 2}
