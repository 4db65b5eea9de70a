"""Bytes to characters, rightly or not at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from sayso.errors import ReadError

# Longest first: the mark of UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
# Of English in UTF-16 nearly every second byte is NUL; of any text in eight bits none should be.
_NUL_SHARE = 0.3
_MAX_CONTROL_SHARE = 0.01
_MAX_CONTROL_COUNT = 4
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b") | {127})
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
# What English text has outside ASCII: typographic marks, symbols, and accented letters inside or before small ones.
_SOUND = re.compile(
    r"[\u2018-\u201e\u2013\u2014\u2020-\u2022\u2026\u2030\u20ac\u2122£§©®°±²³´·½¼¾«»¡¿\xa0\xad]"
    r"|(?<![a-zß-öø-ÿ])[À-ÖØ-ÞŠŽŸŒ](?=[a-zß-öø-ÿ'’]|[A-ZÀ-Þ]{2}|[A-ZÀ-Þ]?(?!\w))"
    r"|(?<=[A-ZÀ-Þ])[À-ÖØ-ÞŠŽŸŒ](?![a-zß-ÿ])"
    r"|[ß-öø-ÿšžœƒ](?![A-ZÀ-Þ])"
)
# No language written in Latin letters has so many of them accented.
_MAX_HIGH_SHARE = 0.2
_HIGH = re.compile(r"[^\x00-\x7f]")
_SOUND_SHARE = 0.95
_UTF8_SHARE = 0.8
_ADVICE = "save it as UTF-8"


class Encoding(NamedTuple):
    """An encoding by its codec's name, and the length of the mark at the start that says so."""

    name: str
    mark_length: int = 0


def marked(data: bytes) -> Encoding | None:
    """Read the encoding off a byte order mark, or off the NULs that UTF-16 leaves between Latin letters."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, len(mark))
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) % 2 or not sample:
        sample = sample[:-1]
    half = len(sample) // 2
    if half > 1:
        low, high = sample[0::2].count(0), sample[1::2].count(0)
        if high > _NUL_SHARE * half and low < _NUL_SHARE / 10 * half:
            return Encoding("utf-16-le")
        if low > _NUL_SHARE * half and high < _NUL_SHARE / 10 * half:
            return Encoding("utf-16-be")
    return None


def is_binary(data: bytes) -> bool:
    """Tell whether the bytes are no text in any encoding: control characters no typist makes."""
    if marked(data) is not None:
        return False
    sample = data[:_SAMPLE]
    control_count = len(sample) - len(sample.translate(None, _CONTROLS))
    return control_count > max(_MAX_CONTROL_COUNT, _MAX_CONTROL_SHARE * len(sample))


def decode(data: bytes, *, name: str, declared: str | None = None) -> str:
    """Give the characters of ``data``; a byte order mark is not one of them.

    ``declared`` is the encoding the source claims. It counts where the bytes are not UTF-8,
    which no other encoding resembles by chance.

    Raises:
        ReadError: when no encoding gives a plausible text.
    """
    found = marked(data)
    if found is not None:
        try:
            return data[found.mark_length :].decode(found.name)
        except UnicodeDecodeError as error:
            reason = f"it is marked as {found.name.upper()} but byte {error.start + found.mark_length:,} does not fit"
            raise ReadError(name, reason, _ADVICE) from error
    nul_count = data.count(0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    else:
        if nul_count > max(_MAX_CONTROL_COUNT, _MAX_CONTROL_SHARE * len(data)):
            raise _binary(name, f"{nul_count:,} of its {len(data):,} bytes are NUL")
        return text
    if nul_count and declared is None:
        # A few NULs in good UTF-8 are an accident; where it is no UTF-8 either, nothing says that it is text.
        raise _binary(name, "it holds NUL bytes and is not UTF-8")
    return _in_eight_bits(data, broken, name=name, declared=declared)


def _in_eight_bits(data: bytes, broken: UnicodeDecodeError, *, name: str, declared: str | None) -> str:
    if _nearly_utf8(data):
        reason = f"it is UTF-8 but for byte {broken.start:,} (0x{data[broken.start]:02x})"
        raise ReadError(name, reason, f"it may have been cut or pasted together; {_ADVICE}") from broken
    if declared is not None and (text := _try(data, declared)) is not None:
        return text
    for candidate in ("cp1252", "mac-roman"):
        text = _try(data, candidate)
        if text is not None and _is_sound(text):
            return text
    text = _guess(data)
    if text is None:
        reason = f"its encoding is unknown (byte {broken.start:,} is 0x{data[broken.start]:02x})"
        raise ReadError(name, reason, _ADVICE) from broken
    return text


def _binary(name: str, why: str) -> ReadError:
    return ReadError(name, f"it is binary data, not text: {why}", "name a text, HTML, PDF or JSON lines file")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(data: bytes) -> bool:
    high_count = sum(len(run) for run in _HIGH_RUN.findall(data))
    return sum(len(run) for run in _MULTIBYTE.findall(data)) >= _UTF8_SHARE * high_count


def _is_sound(text: str) -> bool:
    high_count = len(_HIGH.findall(text))
    if high_count > _MAX_HIGH_SHARE * len(text):
        return False
    return len(_SOUND.findall(text)) >= _SOUND_SHARE * high_count


def _guess(data: bytes) -> str | None:
    """Let charset_normalizer guess; what it finds here is no English, which the language check then names."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to load and seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    return None if best is None else _try(data, best.encoding)
