"""What a server answered, as it came over the wire: status, fields, and the content without its packing."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from sayso.errors import ReadError
from sayso.read import limits, packed
from sayso.read.item import plain_name
from sayso.read.media import GZIP, HTML, MARKDOWN, PDF, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.settings import Settings

OK = 200
WANTED = frozenset({HTML, TEXT, MARKDOWN, PDF})
_STATUS = re.compile(rb"(?:HTTP/[\d.]+|ICY)[ \t]+(\d{3})\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LONGEST_LINE = 65_536
_MAX_LINES = 1000
_AS_IT_IS = ("", "identity", "none", "utf-8", "8bit", "binary")
_KINDS = {"gzip": GZIP, "x-gzip": GZIP, "deflate": packed.DEFLATE}
_MAX_PACKINGS = 2
_AGAIN = "download or copy it again"


class Head(NamedTuple):
    """The lines before the content, and the stream from which it comes."""

    status: int
    fields: dict[str, str]
    stream: BinaryIO

    @property
    def media_type(self) -> str | None:
        """Give what the server says that the content is."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower() or None

    @property
    def charset(self) -> str | None:
        """Give the encoding that the server names."""
        found = _CHARSET.search(self.fields.get("content-type", ""))
        return None if found is None else found[1].lower()


def fields(lines: Iterable[bytes]) -> dict[str, str]:
    """Read ``Name: value`` lines; the first of a name counts, and a line that begins with a blank goes on."""
    found: dict[str, str] = {}
    last: str | None = None
    for line in lines:
        written = line.decode("utf-8", "replace").rstrip("\r\n")
        if written[:1] in (" ", "\t") and last is not None:
            found[last] += " " + written.strip()
            continue
        name, colon, value = written.partition(":")
        last = None
        if colon and (key := name.strip().lower()) not in found:
            found[key] = value.strip()
            last = key
    return found


def head(stream: BinaryIO, name: str) -> Head:
    """Read the status line and the fields.

    Raises:
        ReadError: when there are none.
    """
    status = _STATUS.match(stream.readline(_LONGEST_LINE))
    if status is None:
        raise ReadError(name, "it holds no answer of a web server", _AGAIN)
    lines: list[bytes] = []
    while (line := stream.readline(_LONGEST_LINE)).strip(b"\r\n"):
        lines.append(line)
        if len(lines) > _MAX_LINES:
            raise ReadError(name, f"its answer has more than {_MAX_LINES:,} header lines")
    return Head(int(status[1]), fields(lines), stream)


def content(found: Head, name: str, settings: Settings) -> bytes:
    """Give the content as the page itself was written: chunks joined, gzip unpacked.

    Raises:
        ReadError: when it is damaged, too large, or packed in a way that is not known.
    """
    stream = found.stream
    if "chunked" in found.fields.get("transfer-encoding", "").lower():
        stream = io.BytesIO(_joined(limits.whole(stream, name=name, settings=settings)))
    packings = [each.strip().lower() for each in found.fields.get("content-encoding", "").split(",")]
    packings = [each for each in packings if each not in _AS_IT_IS]
    if len(packings) > _MAX_PACKINGS:
        raise ReadError(name, f"its content is packed {len(packings)} times")
    for packing in reversed(packings):
        kind = _KINDS.get(packing)
        if kind is None:
            raise ReadError(name, f'its content is packed with "{plain_name(packing[:40])}"', "only gzip can be read")
        data = limits.whole(stream, name=name, settings=settings)
        stream = _unpacked(data, kind, name, settings)
    return limits.whole(stream, name=name, settings=settings)


def _unpacked(data: bytes, kind: str, name: str, settings: Settings) -> BinaryIO:
    if kind == GZIP and not data.startswith(packed.MAGIC[kind]):
        # Crawlers unpack the content and keep the field that says it was packed.
        return io.BytesIO(data)
    if kind == packed.DEFLATE and not _has_zlib_header(data):
        return io.BytesIO(data)
    try:
        with packed.unpacked(io.BytesIO(data), kind, name=name, settings=settings) as stream:
            return io.BytesIO(limits.whole(stream, name=name, settings=settings))
    except packed.BrokenError as error:
        raise ReadError(error.source, error.reason, error.advice) from error


def _has_zlib_header(data: bytes) -> bool:
    # RFC 1950: the first two bytes, as one number, are a multiple of 31, and the method is 8.
    return len(data) > 1 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0  # noqa: PLR2004 - of that format


def _joined(data: bytes) -> bytes:
    """Join chunks; content that is none, though its field says so, stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at, at + 1024)
        size = data[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            # Not chunks at all, or cut short after some.
            return b"".join(pieces) if pieces else data
        count = int(size, 16)
        if count == 0:
            return b"".join(pieces)
        pieces.append(data[end + 2 : end + 2 + count])
        at = end + 2 + count + 2
