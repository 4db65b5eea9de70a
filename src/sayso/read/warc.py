"""WARC files: the pages that servers answered with, one an item; https://iipc.github.io/warc-specifications/ (1.1).

The readers at hand end at the first damaged record and unpack a header of any length, so records are found here.
"""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sayso.errors import ReadError
from sayso.read import answer, limits, sniff
from sayso.read.item import Item, plain_name
from sayso.read.packed import BrokenError, Inflate, Ratio
from sayso.read.source import Skipped

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from sayso.settings import Settings

_VERSION = b"WARC/"
_MEMBER = b"\x1f\x8b\x08"
_NEXT_RECORD = b"\r\n\r\nWARC/1."
_PIECE = 65_536
_LONGEST_LINE = 65_536
_LONGEST_HEADER = 1 << 20
_BLANK = (b"\r\n", b"\n")
_AGAIN = "download or copy it again"


class _Record(NamedTuple):
    fields: dict[str, str]
    length: int


def read(
    stream: BinaryIO, *, name: str, settings: Settings, passed_over: Counter[str], packed: bool
) -> Iterator[Item | Skipped]:
    """Yield the HTML, text and PDF answers of a WARC; ``packed`` where each record is packed with gzip.

    A damaged record is skipped by its offset, and reading goes on where the next one begins.
    """
    source = _Buffered(stream)
    if not packed:
        yield from _records(source, name=name, settings=settings, passed_over=passed_over, start=0, alone=False)
        return
    while source.peek(1):
        start = source.offset
        where = f"{name} record at {start}"
        member = _Member(source, where, settings)
        inner = _Buffered(io.BufferedReader(member, _PIECE))
        try:
            yield from _records(inner, name=name, settings=settings, passed_over=passed_over, start=start, alone=True)
            inner.drain()
        except BrokenError as error:
            if error.source != where:
                # What holds the whole file is broken, not this record.
                raise
            source.back(member.unused())
            # Somewhere in the piece at hand or behind it; what looks like a member must hold a record to be one.
            if source.offset <= start:
                source.take(1)
            skipped = Skipped(where, ReadError(where, error.reason, error.advice))
            _find_member(source)
            yield skipped


def _records(  # noqa: PLR0913 - what to read and where it lies; record by record until the first that is cut
    source: _Buffered, *, name: str, settings: Settings, passed_over: Counter[str], start: int, alone: bool
) -> Iterator[Item | Skipped]:
    """Yield the answers of records that follow each other; ``start`` is where they lie in a packed file (``alone``)."""
    source.pass_blank_lines()
    while source.peek(1):
        at = source.offset
        place = f"{at}" if not alone else f"{start}" if at == 0 else f"{start}+{at}"
        where = f"{name} record at {place}"
        try:
            record = _header(source, where)
        except ReadError as error:
            if isinstance(error, BrokenError):
                raise
            yield Skipped(where, error)
            source.find(_NEXT_RECORD)
            source.pass_blank_lines()
            continue
        body = _Body(source, record.length)
        item = _item(record, body, where, settings, passed_over)
        body.pass_over()
        if body.cut_short:
            reason = f"it is cut short: {body.left:,} of its {record.length:,} bytes are missing"
            yield Skipped(where, ReadError(where, reason, _AGAIN))
            return
        # The sum that packed data ends with is looked at before the record is believed.
        source.pass_blank_lines()
        if item is not None:
            yield item


def _header(source: _Buffered, where: str) -> _Record:
    """Read the lines before a record's block.

    Raises:
        ReadError: when no record begins here, or it does not tell its length.
    """
    if not source.peek(len(_VERSION)).startswith(_VERSION):
        raise ReadError(where, "it is damaged: no record begins there", _AGAIN)
    lines: list[bytes] = []
    length = 0
    while (line := source.line(_LONGEST_LINE)) not in _BLANK:
        length += len(line)
        if not line.endswith(b"\n") or length > _LONGEST_HEADER:
            raise ReadError(where, "it is damaged: its header has no end", _AGAIN)
        lines.append(line)
    fields = answer.fields(lines[1:])
    told = fields.get("content-length", "")
    if not (told.isascii() and told.isdecimal()) or len(told) > 18:  # noqa: PLR2004 - digits of 2**63
        raise ReadError(where, f'it is damaged: its length is "{plain_name(told[:40])}"', _AGAIN)
    return _Record(fields, int(told))


def _item(
    record: _Record, body: _Body, where: str, settings: Settings, passed_over: Counter[str]
) -> Item | Skipped | None:
    try:
        return _answer(record, body, where, settings, passed_over)
    except BrokenError:
        raise
    except ReadError as error:
        return Skipped(where, error)


def _answer(record: _Record, body: _Body, where: str, settings: Settings, passed_over: Counter[str]) -> Item | None:
    """Make the item of an answer that may be an article; None, and counted, for any other record."""
    fields = record.fields
    kind = fields.get("warc-type", "").lower()
    if not kind:
        raise ReadError(where, "it is damaged: it does not say what kind of record it is", _AGAIN)
    if kind != "response":
        passed_over[plain_name(kind[:40])] += 1
        return None
    if "http" not in fields.get("content-type", "application/http").lower():
        passed_over["answer of another protocol"] += 1
        return None
    found = answer.head(io.BufferedReader(body, _PIECE), where)
    if found.status != answer.OK:
        passed_over[f"status {found.status}"] += 1
        return None
    if found.media_type is not None and sniff.hinted("", found.media_type) not in answer.WANTED:
        passed_over[plain_name(found.media_type[:80])] += 1
        return None
    if record.length > settings.max_bytes:
        reason = f"it is {record.length:,} bytes long, more than {settings.max_bytes:,}"
        raise limits.too_much(where, reason, "max_bytes")
    data = answer.content(found, where, settings)
    media_type = sniff.media_type(data[: sniff.HEAD_LENGTH], name=where, hint=sniff.hinted("", found.media_type))
    if media_type not in answer.WANTED:
        passed_over[media_type] += 1
        return None
    return Item(
        name=where,
        kind="record",
        data=data,
        media_type=media_type if found.charset is None else f"{media_type}; charset={found.charset}",
        url=plain_name(fields.get("warc-target-uri", "").strip().strip("<>")) or None,
        fetched_at=_instant(fields.get("warc-date", "")),
    )


def _instant(written: str) -> datetime | None:
    """Read a date of the W3C profile; the standard asks for UTC."""
    try:
        found = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    try:
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return None


def _find_member(source: _Buffered) -> None:
    """Go to the next packed record, or to the end."""
    while source.find(_MEMBER, into=True):
        try:
            start = Inflate(31).decompress(source.peek(512), len(_VERSION))
        except zlib.error:
            start = b""
        if start == _VERSION:
            return
        source.take(1)


class _Buffered:
    """A stream read once from front to end, with a look ahead and the offset at which it stands."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self.offset = 0

    def peek(self, count: int) -> bytes:
        while len(self._buffer) - self._at < count and self._fill():
            pass
        return self._buffer[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        """Give up to ``count`` bytes; none only at the end."""
        if self._at == len(self._buffer) and not self._fill():
            return b""
        data = self._buffer[self._at : self._at + count]
        self._at += len(data)
        self.offset += len(data)
        return data

    def back(self, data: bytes) -> None:
        """Take back what was given last."""
        self._buffer = data + self._buffer[self._at :]
        self._at = 0
        self.offset -= len(data)

    def line(self, limit: int) -> bytes:
        """Give the next line with its end; without it where it is longer than ``limit``, or the last."""
        seen = 0
        while (found := self._buffer.find(b"\n", self._at + seen)) < 0:
            seen = len(self._buffer) - self._at
            if seen >= limit or not self._fill():
                return self.take(min(seen, limit))
        return self.take(min(found + 1 - self._at, limit))

    def find(self, mark: bytes, *, into: bool = False) -> bool:
        """Go to the end of what stands before the next record that ``mark`` begins, or to the end of all."""
        while (found := self._buffer.find(mark, self._at)) < 0:
            keep = min(len(mark) - 1, len(self._buffer) - self._at)
            self.take(len(self._buffer) - self._at - keep)
            if not self._fill():
                self.take(keep)
                return False
        # The blank lines before a record are not part of it.
        self.take(found - self._at + (0 if into else len(mark) - len(b"WARC/1.")))
        return True

    def pass_blank_lines(self) -> None:
        while self.peek(1) in (b"\r", b"\n"):
            here = self._buffer[self._at :]
            self.take(len(here) - len(here.lstrip(b"\r\n")))

    def drain(self) -> None:
        while self.take(_PIECE):
            pass

    def _fill(self) -> bool:
        data = self._stream.read(_PIECE)
        if data:
            self._buffer = self._buffer[self._at :] + data
            self._at = 0
        return bool(data)


class _Member(io.RawIOBase):
    """One packed record, unpacked; it ends where its packed data does."""

    def __init__(self, source: _Buffered, where: str, settings: Settings) -> None:
        self._source, self._where = source, where
        self._inner = Inflate(31)
        self._ratio = Ratio(where, settings)
        self._last = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        while not self._inner.eof:
            data = b""
            if self._inner.needs_input:
                self._last = data = self._source.take(_PIECE)
                if not data:
                    raise BrokenError(self._where, "it is cut short", _AGAIN)
                self._ratio.packed += len(data)
            try:
                out = self._inner.decompress(data, len(buffer))
            except zlib.error as error:
                raise BrokenError(self._where, "its packed data is damaged", _AGAIN) from error
            if self._inner.eof:
                self._source.back(self._inner.unused_data)
                self._last = b""
            if out:
                self._ratio.add(len(out))
                buffer[: len(out)] = out
                return len(out)
        return 0

    def unused(self) -> bytes:
        """Give the piece in which the damage was met, but for the byte that began the record."""
        return self._last[1:] if self._ratio.packed == len(self._last) else self._last


class _Body(io.RawIOBase):
    """The block of a record: the next so many bytes."""

    def __init__(self, source: _Buffered, length: int) -> None:
        self._source = source
        self.left = length
        self.cut_short = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # narrower than the stub's buffer
        data = self._take(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def pass_over(self) -> None:
        while self._take(_PIECE):
            pass

    def _take(self, count: int) -> bytes:
        if not self.left:
            return b""
        data = self._source.take(min(count, self.left))
        self.cut_short = not data
        self.left -= len(data)
        return data
