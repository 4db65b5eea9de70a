"""The body of an answer out of what was sent: decompressed up to a limit, whatever it would become."""

from __future__ import annotations

import zlib

# What is asked for. No Brotli or Zstandard: the standard library of Python 3.11 reads neither.
ACCEPTED = "gzip, deflate"
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS
# A gzip stream may have many parts; each costs a new decompressor and a copy of what follows.
_MOST_PARTS = 100


class TooLongError(Exception):
    """The body is longer than it may be."""


class TornError(Exception):
    """The compressed data end early."""


class CodingError(Exception):
    """The body is coded in a way that is not read, or not as the answer says."""


def decoded(raw: bytes, coding: str, *, most: int) -> bytes:
    """Undo the Content-Encoding ``coding`` of ``raw``.

    Raises:
        TooLongError: when more than ``most`` bytes would come of it.
        TornError: when the data end before they are whole.
        CodingError: when it is another coding than gzip or deflate, or more than one.
    """
    codings = [each for each in (part.strip().lower() for part in coding.split(",")) if each not in ("", "identity")]
    if not codings or not raw:
        if len(raw) > most:
            raise TooLongError
        return raw
    if len(codings) > 1 or codings[0] not in ("gzip", "x-gzip", "deflate"):
        raise CodingError(", ".join(codings))
    try:
        if codings[0] != "deflate":
            return _inflated(raw, _GZIP, most)
        # RFC 9110, 8.4.1.2: deflate is zlib's format; some servers send it without the header of that.
        return _inflated(raw, _ZLIB if _has_zlib_header(raw) else _RAW, most)
    except zlib.error as error:
        raise CodingError(codings[0]) from error


def _has_zlib_header(raw: bytes) -> bool:
    return len(raw) > 1 and raw[0] & 0x0F == zlib.DEFLATED and int.from_bytes(raw[:2]) % 31 == 0


def _inflated(raw: bytes, window: int, most: int) -> bytes:
    found = bytearray()
    for _part in range(_MOST_PARTS):
        stream = zlib.decompressobj(window)
        while raw and not stream.eof:
            found += stream.decompress(raw, most + 1 - len(found))
            if len(found) > most:
                raise TooLongError
            raw = stream.unconsumed_tail
        if not stream.eof:
            raise TornError
        raw = stream.unused_data
        # What follows the last part is passed over if it is no other, as browsers do.
        if window != _GZIP or not raw.startswith(b"\x1f\x8b"):
            return bytes(found)
    raise CodingError("gzip")  # noqa: EM101 - the coding, named
