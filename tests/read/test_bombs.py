"""Files made to exhaust a machine: each is refused with its reason, in little memory and time."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEGABYTES = 300
SECONDS = 10
MEGABYTE = 1 << 20
WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."
# What a worker would do of it and what the process before it would, in one.
CHILD = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from sayso.read import Skipped, documents, items
start = time.monotonic()
reasons, count = [], 0
for item in items(sys.argv[1]):
    for found in [item] if isinstance(item, Skipped) else documents(item):
        count += 1
        if isinstance(found, Skipped):
            reasons.append(str(found.error))
# The peak of this process alone: that of getrusage begins with what the one before it had.
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([reasons[:20], count, peak / 1024, time.monotonic() - start]))
"""


def endless(count: int, byte: bytes = b"a", *, before: bytes = b"") -> bytes:
    """Deflate so many megabytes of one byte without deflating each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    first = packer.compress(byte * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + first * count + packer.flush()


def gzipped(before: bytes, count: int, *, end: bytes = bytes(8)) -> bytes:
    """Pack some bytes and so many megabytes behind them; the sum at the end need not be right."""
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + endless(count, before=before) + end


def zipped(name: str, data: bytes, size: int) -> bytes:
    """Write a .zip with a member that says to be ``size`` bytes long, whatever its packed data are."""
    about = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(data), size, len(name), 0)
    local = b"PK\3\4" + about + name.encode() + data
    entry = b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name.encode()
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end


def nested(depth: int) -> bytes:
    data = WORDS.encode()
    for level in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(8):
                archive.writestr(f"{copy}.zip" if level else f"{copy}.txt", data)
        data = out.getvalue()
    return data


def overlapping() -> bytes:
    """Let five thousand entries share one member of ten megabytes (after D. Fifield, "A better zip bomb")."""
    data = endless(10)
    about = struct.pack(
        "<HHHHHLLLHH", 20, 0, 8, 0, 33, zlib.crc32(b"a" * 10 * MEGABYTE), len(data), 10 * MEGABYTE, 7, 0
    )
    local = b"PK\3\4" + about + b"a.jsonl" + data
    entry = b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"a.jsonl"
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 5000, 5000, len(entry) * 5000, len(local), 0)
    return local + entry * 5000 + end


def crowded() -> bytes:
    """Write a directory of 300,000 members, none of which is there."""
    about = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, 0, 0, 0, 5, 0)
    entry = b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"a.txt"
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * 300_000, 35, 0)
    return b"PK\3\4" + about + b"a.txt" + entry * 300_000 + end


def tarred(kind: bytes, size: int) -> bytes:
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = kind, size
    return info.tobuf(tarfile.GNU_FORMAT)


def pages(count: int) -> bytes:
    """Write a PDF of so many empty pages."""
    out = bytearray(b"%PDF-1.4\n")
    places = [0]

    def add(text: str) -> None:
        places.append(len(out))
        out.extend(f"{len(places) - 1} 0 obj\n{text}\nendobj\n".encode())

    add("<< /Type /Catalog /Pages 2 0 R >>")
    add(f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{number} 0 R' for number in range(3, count + 3))}] >>")
    for _ in range(count):
        add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>")
    start = len(out)
    out += f"xref\n0 {len(places)}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places[1:])
    out += f"trailer\n<< /Size {len(places)} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def feed(words: str) -> bytes:
    return f'<?xml version="1.0"?>{words}'.encode()


def laughing_page() -> str:
    return f'<!DOCTYPE html [<!ENTITY l0 "ha">{LAUGHS}]><html><body><p>{WORDS} &l9;</p></body></html>'


def answer(body: bytes, *, length: int | None = None, kind: str = "text/html") -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    return (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/1\r\n"
        f"Content-Type: application/http\r\nContent-Length: {length or len(block)}\r\n\r\n"
    ).encode() + block


def wacz() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        page = gzip.compress(answer(laughing_page().encode()) + b"\r\n\r\n")
        archive.writestr("archive/a.warc.gz", page + gzipped(answer(b"", length=10**12), 500))
    return out.getvalue()


def parquet(rows: int, size: int, *, dictionary: bool = True) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - slow to load
    from pyarrow import parquet as tables  # noqa: PLC0415 - likewise

    out = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array(["a" * size]))
    tables.write_table(
        pa.table({"text": text}),
        out,
        compression="zstd",
        use_dictionary=dictionary,
        dictionary_pagesize_limit=1 << 30,
        row_group_size=rows,
        write_statistics=False,
    )
    return out.getvalue()


def crafted() -> bytes:
    """Let a page of a Parquet file say that it unpacks to two gigabytes."""
    data = parquet(1, 200)
    # Kind of page (dictionary: 2), then the unpacked length as a varint of two bytes, which becomes one of five.
    at = data.index(b"\x15\x04\x15")
    assert data[at + 3] & 128
    return data[: at + 3] + b"\xfe\xff\xff\xff\x0f" + data[at + 5 :]


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "zeros.zip": (lambda: zipped("a.txt", endless(1000, b"\0"), 1000 * MEGABYTE), "a.txt: it is empty"),
    "words.zip": (lambda: zipped("a.txt", endless(1000), 1000 * MEGABYTE), "bytes long, more than 50,000,000"),
    "lines.zip": (
        lambda: zipped("a.jsonl", endless(1000, b"\n", before=b'{"text": "He left."}\n'), 1000 * MEGABYTE),
        "a.jsonl: it has more than 1,000,000 blank lines",
    ),
    "lying.zip": (lambda: zipped("a.txt", endless(1000), 1000), "it is damaged (bad crc-32"),
    "nested.zip": (lambda: nested(5), "it is an archive that lies in 2 others"),
    "overlapping.zip": (overlapping, "its members share their packed bytes"),
    "crowded.zip": (crowded, "it has more than 200,000 members"),
    "zeros.tar.gz": (lambda: gzipped(tarred(tarfile.REGTYPE, 1 << 30), 1000), "more than 50,000,000"),
    "header.tar.gz": (lambda: gzipped(tarred(tarfile.XHDTYPE, 1 << 30), 1000), "is 1,073,741,824 bytes long"),
    "name.tar.gz": (lambda: gzipped(tarred(tarfile.GNUTYPE_LONGNAME, 1 << 30), 1000), "1,073,741,824 bytes long"),
    "zeros.txt.gz": (lambda: gzipped(WORDS.encode(), 1000), "more than 100 times"),
    "zeros.txt.xz": (lambda: lzma.compress(WORDS.encode() + b"a" * 50 * MEGABYTE, preset=0), "more than 100 times"),
    "line.jsonl.gz": (lambda: gzipped(b'{"text": "', 1000), "more than 100 times"),
    "objects.jsonl": (lambda: b'{"text": "a", "b": [' + b"{}," * 10_000_000 + b"0]}\n", "200,000 elements"),
    "record.warc.gz": (lambda: gzipped(answer(b"", length=10**12), 1000), "unpacks to more than 100 times its size"),
    "header.warc.gz": (lambda: gzipped(b"WARC/1.1\r\nA: ", 1000), "more than 100 times"),
    "blank.warc.gz": (
        lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + endless(1000, b"\n", before=answer(b"") + b"\r\n"),
        "more than 100 times",
    ),
    "rows.csv.gz": (
        lambda: b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + endless(1000, b"\n", before=b"id,text\n1,He left.\n"),
        "it has more than 1,000,000 blank rows",
    ),
    "line.warc": (lambda: b"WARC/1.1\r\nA: " + b"a" * 30 * MEGABYTE, "its header has no end"),
    "chunk.warc": (
        lambda: answer(gzip.compress(b"a" * 30 * MEGABYTE)).replace(
            b"\r\n\r\n\x1f", b"\r\nContent-Encoding: gzip\r\n\r\n\x1f"
        ),
        "it unpacks to more than 100 times its size",
    ),
    "pages.pdf": (lambda: pages(100_000), "it has 100,000 pages, more than 2,000"),
    "laughs.xml": (
        lambda: feed(f"{ENTITIES}<rss><channel><title>&l9;</title><item><title>&file;</title></item></channel></rss>"),
        "it declares XML entities of its own",
    ),
    "items.xml": (lambda: feed(f"<rss><channel>{'<item/>' * 1_000_000}</channel></rss>"), "50,000 tags"),
    "deep.xml": (lambda: feed(f"<rss><channel>{'<item>' * 100_000}</channel></rss>"), "50,000 tags"),
    "long.xml": (lambda: feed(f"<rss><channel><title>{'a' * 11_000_000}"), "more than 10,000,000 bytes"),
    "attributes.xml": (lambda: feed(f"<rss {'a=1 ' * 2_000_000}"), "a tag or namespaces such as no feed has"),
    "broken.xml": (lambda: feed(f"<rss><channel><title>{'&' * 390_000}"), ""),
    "laughs.wacz": (wacz, "unpacks to more than 100 times its size"),
    "line.csv": (lambda: b"id,text\n1," + b"a" * 30 * MEGABYTE, "row 1 holds more than 8,000,000 characters"),
    "line.csv.gz": (lambda: gzipped(b"id,text\n1,", 1000), "more than 8,000,000 characters"),
    "quoted.csv": (lambda: b'id,text\n1,"' + b"a\n" * 10 * MEGABYTE, "row 1 holds more than 8,000,000 characters"),
    "wide.csv": (
        lambda: b"id,text\n1," + "\U0001f54a".encode() * 10 * MEGABYTE,
        "more than 8,000,000 characters",
    ),
    "commas.csv": (lambda: b"id,text\n" + b"," * 5 * MEGABYTE, "row 1 has more than 200,000 columns"),
    "names.csv": (lambda: b"text," * MEGABYTE, "its row of names has more than 200,000 columns"),
    "row.parquet": (lambda: parquet(1, 150_000_000), "unpacks to 150,000,0"),
    "group.parquet": (lambda: parquet(1_000_000, 1_000_000), "it unpacks to more than 100 times its size"),
    "crafted.parquet": (crafted, "unpacks to 2,147,483,647 bytes"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_its_reason_in_little_memory_and_time(name: str, tmp_path: Path) -> None:
    make, words = BOMBS[name]
    path = tmp_path / name
    path.write_bytes(make())
    ran = subprocess.run(  # noqa: S603 - own text
        [sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    reasons, count, megabytes, seconds = json.loads(ran.stdout)
    print(f"{name:20} {path.stat().st_size:>12,} {megabytes:6.0f} MB {seconds:5.2f} s {count} {reasons[:1]}")  # noqa: T201 - shown with -s
    assert any(words in reason for reason in reasons), reasons
    assert megabytes < MEGABYTES
    assert seconds < SECONDS
