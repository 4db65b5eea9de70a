"""Sources, the choice of a reader by content, and the sources that are refused."""

from __future__ import annotations

import io
import os
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.errors import ReadError, UnreachableError
from sayso.read import READERS, Skipped, Source, documents, sniff
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."


def skipped(source: Source | str | os.PathLike[str], settings: Settings = DEFAULT) -> Skipped:
    (found,) = documents(source, settings=settings)
    assert isinstance(found, Skipped)
    return found


def test_the_readers_are_these() -> None:
    assert list(READERS) == ["text/plain", "text/markdown", "text/html", "application/pdf", "application/json"]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (WORDS.encode(), "a.txt", "text/plain"),
        (WORDS.encode(), "a.pdf", "text/plain"),
        (WORDS.encode(), "a.html", "text/plain"),
        (WORDS.encode("utf-16"), "a.txt", "text/plain"),
        (b"{The mediator said that the talks go on.}", "a.txt", "text/plain"),
        (b"The tag <b> opens bold print, <i> opens italics and <a> a link.", "a.txt", "text/plain"),
        (WORDS.encode(), "a.md", "text/markdown"),
        (b"# Talks\n\nThey go on.", "a.txt", "text/markdown"),
        (b"---\ntitle: Talks\n---\nThey go on.", "a", "text/markdown"),
        (b"Talks go on.\n\n## What comes next\n\nNobody knows.", "a", "text/markdown"),
        (b"Item\n# 4 of the list is open.", "a.txt", "text/plain"),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "a.txt", "text/html"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<html><body>x</body></html>", "a.xml", "text/html"),
        (b"<div><p>One.</p><p>Two.</p></div>", "a", "text/html"),
        (b"<p>One.", "a.html", "text/html"),
        (b"%PDF-1.7\n...", "a.txt", "application/pdf"),
        (b'{"text": "x"}\n{"text": "y"}\n', "a.txt", "application/jsonl"),
        (b'{"text": "x"}', "a", "application/jsonl"),
        (b'\n{"text": "x"}\nnot this\n{"text": "y"}\n', "a.json", "application/jsonl"),
        (b'{"text": \n{"text": "y"}\n', "a.jsonl", "application/jsonl"),
        (b'{"text": "' + b"x" * 70_000, "a", "application/jsonl"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "a.html", "application/rss+xml"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE rss SYSTEM 'x.dtd'>\n<rss/>", "a", "application/rss+xml"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a.xml", "application/rss+xml"),
        (b"id,title,text\n1,Talks,They go on.\n", "a", "text/csv"),
        (b"Headline;Body\nTalks;They go on.\n", "a", "text/csv"),
        (b"anything\n", "a.csv", "text/csv"),
        (b"The text, the title and the date were kept back.", "a", "text/plain"),
        (b"Story, title\n", "a.txt", "text/plain"),
        (b"PAR1\x15\x04", "a", "application/vnd.apache.parquet"),
        (b"PK\x03\x04" + bytes(26) + b"words/a.txt" + bytes(60), "a", "application/zip"),
        (b"WARC/1.1\r\n", "a", "application/warc"),
        (b"a.txt" + bytes(252) + b"ustar" + bytes(250), "a", "application/x-tar"),
    ],
)
def test_the_content_chooses_the_reader(data: bytes, name: str, expected: str) -> None:
    head = data[: sniff.HEAD_LENGTH]
    assert sniff.media_type(head, name=name, hint=sniff.hinted(name)) == expected


def test_a_media_type_somebody_gives_is_a_hint_before_the_ending() -> None:
    assert sniff.hinted("a.txt", "application/xhtml+xml; charset=utf-8") == "text/html"
    assert sniff.hinted("A.HTM") == "text/html"
    assert sniff.hinted("a") is None


def test_a_wrong_media_type_does_not_keep_a_text_from_being_read() -> None:
    (document,) = documents(Source.of_bytes(WORDS.encode(), name="a", media_type="application/pdf"))
    assert not isinstance(document, Skipped)
    assert document.text == WORDS


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "no reader for image/png; installed: text/plain, text/markdown, text/html"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml" + bytes(60), "no reader for application/vnd.openxmlformats"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(60), "no reader for application/x-7z-compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "no reader for application/msword"),
        (rb"{\rtf1\ansi The talks go on.}", "no reader for application/rtf"),
        (b"<?xml version='1.0'?><note>x</note>", "no reader for application/xml"),
        (bytes(range(256)) * 40, "it is binary data, not text; name a text, HTML, PDF or JSON lines file"),
        (b'[{"text": "x"},\n {"text": "y"}]', "it is JSON, but not JSON lines; write one object a line"),
        (b'{\n "text": "x"\n}', "it is JSON, but not JSON lines"),
        (b"", "it is empty; check that it was saved or downloaded whole"),
        (b" \n\t\r\n", "it is empty"),
        (b"\xff\xfe", "it is empty"),
    ],
)
def test_what_has_no_reader_is_refused_by_name(data: bytes, words: str, refusal: Callable[..., str]) -> None:
    assert refusal(data, "article.txt").startswith(f"cannot read article.txt: {words}")


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(WORDS, encoding="utf-8")
    for source in (path, str(path), Source.of(path)):
        (document,) = documents(source)
        assert not isinstance(document, Skipped)
        assert (document.text, document.language) == (WORDS, "en")


@pytest.mark.parametrize("data", [WORDS.encode(), b'{"text": "a"}\n{"text": "b"}\n', WORDS.encode("utf-16")])
def test_standard_input_is_told_by_its_content(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(data)))
    found = list(documents("-"))
    assert not any(isinstance(each, Skipped) for each in found)
    assert len(found) == (2 if data.startswith(b"{") else 1)


def test_standard_input_is_named_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO()))
    assert str(skipped("-").error).startswith("cannot read standard input: it is empty")


def test_standard_input_longer_than_the_first_look_comes_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"{WORDS}\n\n" * 2000
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(words.encode())))
    (document,) = documents("-")
    assert not isinstance(document, Skipped)
    assert document.text == words


def test_a_file_that_is_not_there_may_be_tried_again(tmp_path: Path) -> None:
    found = skipped(tmp_path / "gone.txt")
    assert found.retryable
    assert (
        str(found.error)
        == f"cannot read {tmp_path}/gone.txt: there is no such file; check the path, or whether it was moved"
    )


def test_a_file_that_vanishes_after_it_was_looked_at_may_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(WORDS, encoding="utf-8")
    look = Path.stat

    def look_and_remove(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = look(self, follow_symlinks=follow_symlinks)
        self.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Path, "stat", look_and_remove)
    found = skipped(path)
    assert found.retryable
    assert "there is no such file" in str(found.error)


def test_a_file_nobody_may_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.txt"
    path.write_text(WORDS, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    found = skipped(path)
    assert found.retryable
    assert "permission denied; check with ls -l who may read it" in str(found.error)


def test_a_disk_that_fails_half_way_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "article.txt"
    path.write_text(WORDS, encoding="utf-8")

    class Failing(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", lambda *_, **__: Failing())
    found = skipped(path)
    assert found.retryable
    assert "input/output error; check the disk or the network share, then try again" in str(found.error)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    found = skipped(tmp_path)
    assert not found.retryable
    assert "it is a folder; name the files in it" in str(found.error)


def test_a_named_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "it is a named pipe; pass - to read standard input" in str(skipped(tmp_path / "pipe.txt").error)


def test_a_device_is_refused() -> None:
    assert "it is a device" in str(skipped("/dev/zero").error)


def test_a_name_with_a_nul_is_refused() -> None:
    assert "its name holds a NUL character" in str(skipped("a\0b.txt").error)


def test_a_text_of_sixty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    with path.open("wb") as stream:
        stream.write(WORDS.encode() * 700)
        stream.seek(60_000_000 - 1)
        stream.write(b".")
    words = str(skipped(path).error)
    assert "it is 60,000,000 bytes long, more than 50,000,000" in words
    assert "raise the limit with SAYSO_MAX_BYTES" in words


def test_standard_input_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(WORDS.encode() * 20)))
    assert "it holds more than 1,000 bytes" in str(skipped("-", Settings(max_bytes=1000)).error)


def test_a_text_with_too_many_characters_is_refused(refusal: Callable[..., str]) -> None:
    words = refusal(WORDS.encode(), "a.txt", Settings(max_characters=100))
    assert (
        "its text is 101 characters long, more than 100; split it, or raise the limit with SAYSO_MAX_CHARACTERS"
        in words
    )


def test_a_refusal_keeps_its_kind_when_it_is_sent_to_another_process() -> None:
    import pickle  # noqa: PLC0415 - what worker processes use

    error = UnreachableError("a.txt", "there is no such file", "check the path")
    found = pickle.loads(pickle.dumps(Skipped("a.txt", error)))  # noqa: S301 - its own bytes
    assert isinstance(found.error, ReadError)
    assert found.retryable
    assert str(found.error) == str(error)


def test_the_same_bytes_give_the_same_document(only: Callable[..., Document]) -> None:
    assert only(WORDS.encode()) == only(WORDS.encode())
