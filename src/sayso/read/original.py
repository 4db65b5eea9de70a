"""Where words of a document stand in the bytes that it was read from."""

from __future__ import annotations

import itertools
import re
from contextlib import suppress
from html.entities import codepoint2name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.document import Span

_PDF = b"%PDF"
# Words are looked for alone first; where they stand more than once, with more and more of what is around them.
_CONTEXTS = (0, 40, 160)
# Of a long stretch the two ends are looked for.
_LONGEST = 240
_TAG = rb"<[^<>]{0,2000}>"
_SPACE = rb"(?:[\s\xa0]|\xc2\xa0|&nbsp;|&#160;|&#[xX][aA]0;|\\[nrt]|" + _TAG + rb")+"


def place(data: bytes, text: str, span: Span) -> tuple[int, int] | None:
    """Tell which bytes of an original are ``text[span.start:span.end]``: the first, and the one after the last.

    The original may write characters as HTML or JSON do, break lines elsewhere, and have tags between words. None where
    the words are not found, or cannot be told from others like them; a PDF does not have its words as bytes.
    """
    if data.startswith(_PDF):
        return None
    for width in _CONTEXTS:
        before, after = text[max(span.start - width, 0) : span.start], text[span.end : span.end + width]
        pattern = _written(before.lstrip(), ends=True) + _stretch(span.of(text)) + _written(after.rstrip(), begins=True)
        # Looked ahead only, so that places which overlap are two.
        found = list(itertools.islice(re.finditer(b"(?=" + pattern + b")", data), 2))
        if len(found) == 1:
            return found[0].span("words")
        if not found:
            return None
    return None


def _stretch(words: str) -> bytes:
    if len(words) <= _LONGEST:
        return b"(?P<words>" + _written(words) + b")"
    half = _LONGEST // 2
    # Characters take up to eight bytes as an entity; tags come on top.
    between = b"(?s:.{%d,%d}?)" % (max(len(words) - _LONGEST, 0) // 2, 12 * len(words) + 20_000)
    return b"(?P<words>" + _written(words[:half]) + between + _written(words[-half:]) + b")"


def _written(words: str, *, begins: bool = False, ends: bool = False) -> bytes:
    """Give a pattern for all ways to write words; ``begins`` and ``ends`` tell that others stand before or after."""
    made = [b"(?:" + _TAG + b")*"] if begins and words else []
    for is_space, some in itertools.groupby(words, str.isspace):
        signs = list(some)
        if is_space:
            made.append(_SPACE)
            continue
        for at, sign in enumerate(signs):
            made.append(_ways(sign))
            # A tag may stand beside a mark, seldom within a word.
            if at + 1 < len(signs) and not (sign.isalnum() and signs[at + 1].isalnum()):
                made.append(b"(?:" + _TAG + b")*")
    if ends and words:
        made.append(b"(?:" + _TAG + b")*")
    return b"".join(made)


def _ways(sign: str) -> bytes:
    """Give a pattern for all ways to write one character."""
    code = ord(sign)
    if sign.isascii() and sign.isalnum():
        return sign.encode()
    ways = [sign.encode("utf-8", "surrogatepass"), b"&#%d;" % code, b"&#x%x;" % code, b"&#X%X;" % code]
    ways += [name.encode() for name in _names(code)]
    ways += [(rf"\u{code:04x}").encode(), (rf"\u{code:04X}").encode()] if code <= 0xFFFF else []  # noqa: PLR2004 - four digits
    ways += [b"\\" + sign.encode(), b'""'] if sign == '"' else [rb"\\", rb"\/"] if sign in "\\/" else []
    with suppress(UnicodeEncodeError):
        ways.append(sign.encode("cp1252"))
    longest_first = sorted(set(ways), key=lambda way: -len(way))
    return b"(?:" + b"|".join(map(re.escape, longest_first)) + b")"


def _names(code: int) -> list[str]:
    named = [f"&{codepoint2name[code]};"] if code in codepoint2name else []
    return [*named, "&apos;"] if chr(code) == "'" else named
