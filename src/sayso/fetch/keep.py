"""Keeper: writes each raw answer to a WARC file (ISO 28500), with what was asked and which address answered.

A run begins a file of its own when the first answer comes, so that no two programs write to one and a record that a
crash tore stays the last of its file, which every reader of WARC passes over. Before an answer is given on, it is on
the disk.
"""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import sayso
from sayso.errors import KeepError
from sayso.fetch.answer import NOT_MODIFIED, Kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from sayso.fetch.answer import Answer, Exchange, Headers

_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# Of what is kept, the lengths of chunks are gone; a reader would look for them where this header stands.
_GONE = "transfer-encoding"


class _Head(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """The head of a message, each byte as it was sent; warcio would write its own form of what is not ASCII."""

    def to_ascii_bytes(self, filter_func: object = None) -> bytes:
        # http.client reads each byte as the character of that number (ISO 8859-1).
        head: bytes = self.to_bytes(filter_func, "iso-8859-1")
        return head


class Keeper:
    """Writes answers to WARC files in ``folder``, which is made; a file of more than ``most_bytes`` ends.

    Use it as a context manager, or call `close`.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        most_bytes: int = 1_000_000_000,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Name the folder; nothing is written before the first answer."""
        self.folder = Path(folder)
        self._most_bytes = most_bytes
        self._now = now
        self._file: io.FileIO | None = None
        self._path = self.folder
        self._count = 0

    def __call__(self, answer: Answer) -> Kept:
        """Write an answer and the redirects before it.

        Raises:
            KeepError: when that fails; what was written before stays readable.
        """
        try:
            file = self._opened()
            start = file.tell()
            try:
                kept = self._written(file, answer)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                # Half a record would hide what comes after it.
                self._cut(file, start)
                raise
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"cannot write to {self._path}: {reason}; free some space, or check who may write there"
            raise KeepError(message) from error
        if file.tell() > self._most_bytes:
            self.close()
        return kept

    def close(self) -> None:
        """End the file; the next answer begins another."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> io.FileIO:
        if self._file is not None:
            return self._file
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            self._count += 1
            name = f"sayso-{self._now():%Y%m%dT%H%M%SZ}-{os.getpid()}-{self._count:05}.warc.gz"
            self._path = self.folder / name
            try:
                # Unbuffered, so that a failed write leaves nothing that a later one would bring along.
                self._file = self._path.open("xb", buffering=0)
            except FileExistsError:
                continue
            self._begin(self._file)
            return self._file

    def _begin(self, file: io.FileIO) -> None:
        info = {
            "software": f"sayso/{sayso.__version__}",
            "format": "WARC File Format 1.1",
            "robots": "obey",
        }
        writer = _writer()
        record = writer.create_warcinfo_record(self._path.name, info)
        try:
            _write(file, _bytes_of(record))
        except BaseException:
            self._cut(file, 0)
            self.close()
            raise

    def _written(self, file: io.FileIO, answer: Answer) -> Kept:
        for exchange in answer.chain:
            self._pair(file, exchange)
        return self._pair(file, answer.last)

    def _pair(self, file: io.FileIO, exchange: Exchange) -> Kept:
        writer = _writer()
        date = exchange.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        told = {"WARC-Date": date, "WARC-IP-Address": exchange.address}
        answered: dict[str, str] = dict(told)
        if exchange.status == NOT_MODIFIED:
            answered["WARC-Profile"] = _PROFILE
        elif not exchange.read:
            # The body of a redirect is left where it is.
            answered["WARC-Truncated"] = "unspecified"
        response = writer.create_warc_record(
            exchange.url,
            "revisit" if exchange.status == NOT_MODIFIED else "response",
            payload=io.BytesIO(exchange.raw),
            length=len(exchange.raw),
            warc_headers_dict=answered,
            http_headers=_Head(
                f"{exchange.status} {exchange.reason}", _kept(exchange.headers), protocol=exchange.version
            ),
        )
        record_id: str = response.rec_headers.get_header("WARC-Record-ID")
        target = exchange.url.split("/", 3)[3]
        request = writer.create_warc_record(
            exchange.url,
            "request",
            warc_headers_dict={**told, "WARC-Concurrent-To": record_id},
            http_headers=_Head(f"GET /{target} HTTP/1.1", list(exchange.sent), is_http_request=True),
        )
        offset = file.tell()
        data = _bytes_of(response)
        _write(file, data)
        _write(file, _bytes_of(request))
        return Kept(file=self._path, offset=offset, byte_count=len(data), record_id=record_id)

    def _cut(self, file: io.FileIO, length: int) -> None:
        file.truncate(length)
        file.seek(length)


def _writer() -> Any:  # noqa: ANN401 - warcio has no types
    return WARCWriter(io.BytesIO(), gzip=True, warc_version="1.1")


def _bytes_of(record: Any) -> bytes:  # noqa: ANN401 - likewise
    buffer = io.BytesIO()
    WARCWriter(buffer, gzip=True, warc_version="1.1").write_record(record)
    return buffer.getvalue()


def _write(file: io.FileIO, data: bytes) -> None:
    """Write all of ``data``; an unbuffered file may take a part of it and say how much."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _kept(headers: Headers) -> list[tuple[str, str]]:
    return [(f"X-Archive-Orig-{name}" if name.lower() == _GONE else name, value) for name, value in headers]
