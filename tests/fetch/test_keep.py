"""Each raw answer is in a WARC file before it is given on, and stays readable whatever happens afterwards."""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from sayso.errors import KeepError
from sayso.fetch.answer import Answer, Conditions, Exchange
from sayso.fetch.keep import Keeper

if TYPE_CHECKING:
    from sayso.fetch.client import Client
    from tests.fetch.conftest import Site

AT = datetime(2031, 5, 4, 10, 15, 0, 250_000, tzinfo=UTC)


def answer(body: bytes = b"x") -> Answer:
    last = Exchange(
        url="https://news.example/a",
        sent=(("Host", "news.example"),),
        version="HTTP/1.1",
        status=200,
        reason="OK",
        headers=(("Content-Type", "text/html"),),
        raw=body,
        read=True,
        address="93.184.215.14",
        fetched_at=AT,
    )
    return Answer(url=last.url, chain=(), last=last, body=body)


def records(file: Path) -> list[tuple[str, dict[str, str], Any, bytes]]:
    """Give type, headers, HTTP head and body as sent of each record."""
    with file.open("rb") as stream:
        return [
            (
                record.rec_type,
                dict(record.rec_headers.headers),
                record.http_headers,
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(stream)
        ]


def test_a_record_holds_what_was_asked_and_what_came(site: Site, client: Client, tmp_path: Path) -> None:
    raw = gzip.compress(b"<p>hello")
    site.moves("/a", "/b", "301 Moved Permanently")
    site.says("/b", raw, "Content-Encoding: gzip", "X-Odd: caf\u00e9")
    with Keeper(tmp_path / "w") as keeper:
        found = replace(client, keep=keeper).fetch(site.url("/a"))
    (file,) = (tmp_path / "w").iterdir()
    info, first, asked_first, last, asked_last = records(file)
    assert [each[0] for each in (info, first, asked_first, last, asked_last)] == [
        "warcinfo",
        *["response", "request"] * 2,
    ]
    assert info[1]["WARC-Filename"] == file.name
    assert b"software: sayso/" in info[3]
    assert first[1]["WARC-Target-URI"] == site.url("/a")
    assert first[1]["WARC-Truncated"] == "unspecified"
    assert first[2].get_statuscode() == "301"
    assert last[1]["WARC-Target-URI"] == site.url("/b")
    assert last[1]["WARC-IP-Address"] == "127.0.0.1"
    assert last[1]["WARC-Date"] == found.fetched_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert "WARC-Truncated" not in last[1]
    assert last[3] == raw
    assert last[2].get_header("Content-Encoding") == "gzip"
    assert asked_last[1]["WARC-Concurrent-To"] == last[1]["WARC-Record-ID"]
    assert asked_last[2].protocol == "GET"
    assert asked_last[2].statusline == "/b HTTP/1.1"
    assert asked_last[2].get_header("User-Agent").startswith("sayso/")


def test_what_is_kept_is_found_again_by_its_place(site: Site, client: Client, tmp_path: Path) -> None:
    site.says("/a", "one")
    site.says("/b", "two", "Transfer-Encoding: chunked")
    site.pages["/b"] = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n"
    with Keeper(tmp_path) as keeper:
        keeping = replace(client, keep=keeper)
        for target, body in (("/a", b"one"), ("/b", b"two")):
            kept = keeping.fetch(site.url(target)).kept
            assert kept is not None
            with kept.file.open("rb") as stream:
                stream.seek(kept.offset)
                member = stream.read(kept.byte_count)
            record = next(iter(ArchiveIterator(io.BytesIO(member))))
            assert record.rec_headers.get_header("WARC-Record-ID") == kept.record_id
            assert record.content_stream().read() == body


def test_a_page_that_did_not_change_is_kept_as_such(site: Site, client: Client, tmp_path: Path) -> None:
    site.says("/", "", status="304 Not Modified")
    with Keeper(tmp_path) as keeper:
        replace(client, keep=keeper).fetch(site.url(), conditions=Conditions(url=site.url(), etag='"1"'))
    (file,) = tmp_path.iterdir()
    _, (kind, headers, _, _), _ = records(file)
    assert kind == "revisit"
    assert headers["WARC-Profile"].endswith("/server-not-modified")


def test_nothing_is_written_before_the_first_answer(tmp_path: Path) -> None:
    with Keeper(tmp_path / "w"):
        pass
    assert not (tmp_path / "w").exists()


def test_a_long_file_ends_and_another_begins(tmp_path: Path) -> None:
    with Keeper(tmp_path, most_bytes=1000, now=lambda: AT) as keeper:
        files = [keeper(answer(os.urandom(600))).file for _ in range(3)]
    assert len(set(files)) == 3
    assert sorted(tmp_path.iterdir()) == sorted(set(files))
    assert files[0].name == f"sayso-20310504T101500Z-{os.getpid()}-00001.warc.gz"


def test_no_file_is_written_over(tmp_path: Path) -> None:
    with Keeper(tmp_path, now=lambda: AT) as first, Keeper(tmp_path, now=lambda: AT) as second:
        assert first(answer()).file != second(answer()).file


def test_a_disk_that_is_full_leaves_whole_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Keeper(tmp_path) as keeper:
        kept = keeper(answer(b"one"))
        size = kept.file.stat().st_size

        def full(_number: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(KeepError, match="no space left on device; free some space"):
                keeper(answer(b"two"))
        assert kept.file.stat().st_size == size
        keeper(answer(b"three"))
    assert [each[3] for each in records(kept.file) if each[0] == "response"] == [b"one", b"three"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "w").write_text("a file", encoding="utf-8")
    with pytest.raises(KeepError, match=r"cannot write to .*w: "):
        Keeper(tmp_path / "w")(answer())


def test_a_header_is_kept_byte_for_byte(tmp_path: Path) -> None:
    odd = replace(answer(), last=replace(answer().last, headers=(("X-Odd", "caf\u00e9; a=b"),), reason="\u00dcber"))
    with Keeper(tmp_path) as keeper:
        kept = keeper(odd)
    assert "HTTP/1.1 200 \u00dcber\r\nX-Odd: caf\u00e9; a=b\r\n".encode("latin-1") in gzip.decompress(
        kept.file.read_bytes()
    )


KILLED = """
import sys
sys.path.insert(0, {folder!r})
from test_keep import answer
from sayso.fetch.keep import Keeper
import os
keeper = Keeper({into!r})
while True:
    kept = keeper(answer(os.urandom(200_000)))
    print(kept.offset, kept.byte_count, flush=True)
"""


def test_a_run_that_is_killed_leaves_every_answer_it_gave_on(tmp_path: Path) -> None:
    program = KILLED.format(folder=str(Path(__file__).parent), into=str(tmp_path / "w"))
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 - own text
        assert running.stdout is not None
        lines = [running.stdout.readline() for _ in range(20)]
        running.send_signal(signal.SIGKILL)
        lines += running.stdout.read().splitlines()
    given = [line.split() for line in lines if line.count(" ") == 1]
    (file,) = (tmp_path / "w").iterdir()
    data = file.read_bytes()
    assert len(given) >= 20
    for offset, byte_count in given:
        member = data[int(offset) : int(offset) + int(byte_count)]
        record = next(iter(ArchiveIterator(io.BytesIO(member))))
        assert len(record.content_stream().read()) == 200_000


@pytest.mark.parametrize("torn", [1, 40, 300])
def test_a_torn_last_record_hides_none_before_it(tmp_path: Path, torn: int) -> None:
    with Keeper(tmp_path) as keeper:
        keeper(answer(b"one"))
        kept = keeper(answer(os.urandom(500)))
    os.truncate(kept.file, kept.offset + torn)
    found: list[bytes] = []
    # Whatever a reader says of the torn one, it says after the whole ones.
    with kept.file.open("rb") as stream, contextlib.suppress(Exception):
        for record in ArchiveIterator(stream):
            body = record.content_stream().read()
            if record.rec_type == "response":
                found.append(body)
    assert found[0] == b"one"
