"""Whatever is done to a container, each of its items comes or is refused, and nothing is raised."""

from __future__ import annotations

import functools
import gzip
import io
import lzma
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from sayso.read import Item, Skipped, Source, documents, items

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."
ANSWER = (
    "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\n"
    "WARC-Date: 2031-05-04T10:00:00Z\r\n"
    f"Content-Type: application/http\r\nContent-Length: {len(WORDS) + 42}\r\n\r\n"
    f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{WORDS}\r\n\r\n"
).encode()
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Olmsund Courier</title>
<item><title>Talks &amp; tea</title><link>https://courier.example/1</link><guid>1</guid>
<pubDate>Sun, 04 May 2031 23:30:00 -0500</pubDate><description><![CDATA[<p>{WORDS}</p>]]></description></item>
<item><title>More</title><description>{WORDS}</description></item></channel></rss>""".encode()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b/c.jsonl", '{"text": "He left."}\n')
        archive.writestr("d.warc.gz", gzip.compress(ANSWER) * 2)
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in ("a.txt", "b" * 150 + "/é.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(WORDS)
            archive.addfile(info, io.BytesIO(WORDS.encode()))
    return out.getvalue()


def _parquet() -> bytes:
    out = io.BytesIO()
    columns = {
        "text": [WORDS, f"{WORDS} 2", None] * 9,
        "title": ["Talks", None, "x"] * 9,
        "authors": [["Ana"], [], None] * 9,
    }
    parquet.write_table(pa.table(columns), out, compression="zstd", row_group_size=10)
    return out.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "a.zip": _zip,
    "a.tar": _tar,
    "a.tar.gz": lambda: gzip.compress(_tar()),
    "a.tar.xz": lambda: lzma.compress(_tar()),
    "a.warc": lambda: ANSWER * 3,
    "a.warc.gz": lambda: gzip.compress(ANSWER) * 3,
    "a.parquet": _parquet,
    "a.csv": f'id,text,title\n1,"{WORDS}\n“No.”",Talks\n2,{WORDS},\n'.encode,
    "a.xml": lambda: RSS,
    "a.jsonl": lambda: b'{"id": "1", "text": "He left."}\n' * 3,
}
whole = functools.cache(lambda name: MAKERS[name]())
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 1 << 20), st.sampled_from(["flip", "drop", "insert", "cut"]), st.binary(min_size=1, max_size=20)
    ),
    min_size=1,
    max_size=4,
)


def changed(data: bytes, changes: list[tuple[int, str, bytes]]) -> bytes:
    out = bytearray(data)
    for place, how, more in changes:
        at = place % (len(out) + 1)
        if how == "flip":
            out[at : at + 1] = bytes(byte ^ (1 << more[0] % 8) for byte in out[at : at + 1])
        elif how == "drop":
            del out[at : at + len(more)]
        elif how == "insert":
            out[at:at] = more
        else:
            del out[at:]
    return bytes(out)


@pytest.mark.parametrize("name", MAKERS)
def test_a_container_that_is_whole_gives_its_items(name: str) -> None:
    found = list(items(Source.of_bytes(whole(name), name=name)))
    assert sum(isinstance(each, Item) for each in found) > 1


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_a_damaged_container_gives_items_and_refusals(name: str, changes: list[tuple[int, str, bytes]]) -> None:
    for item in items(Source.of_bytes(changed(whole(name), changes), name=name)):
        for found in [item] if isinstance(item, Skipped) else documents(item):
            assert not isinstance(found, Skipped) or not found.retryable
        (item.source if isinstance(item, Skipped) else item.name).encode("utf-8")


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(list(MAKERS)), magic=st.sampled_from(list(MAKERS)))
def test_noise_behind_a_known_beginning_gives_items_and_refusals(data: bytes, name: str, magic: str) -> None:
    for start in (b"", whole(magic)[:30]):
        for item in items(Source.of_bytes(start + data, name=name)):
            assert isinstance(item, Item | Skipped)
