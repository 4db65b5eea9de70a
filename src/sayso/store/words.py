"""Strings as every database keeps them, and words as queries match them."""

from __future__ import annotations

import functools
import json
import re
import unicodedata

# PostgreSQL keeps no NUL, and neither database half a surrogate pair; yet both stand in file names and broken pages.
_ODD = re.compile("[\x00\ud800-\udfff]")
# A noncharacter of Unicode: what follows is the string as JSON writes it.
_ESCAPED = "\ufdd0"
_REPLACEMENT = "\ufffd"
_PLURAL_LENGTH = 3


def kept(words: str) -> str:
    """Give ``words`` as every database keeps them; `given` gives them back."""
    if _ODD.search(words) or words.startswith(_ESCAPED):
        return _ESCAPED + json.dumps(words)
    return words


def given(words: str) -> str:
    """Give back what `kept` made storable."""
    if words.startswith(_ESCAPED):
        restored = json.loads(words[len(_ESCAPED) :])
        return str(restored)
    return words


def even_text(text: str) -> tuple[str, str | None]:
    """Give ``text`` with each odd code point replaced by one other, so that offsets hold, and a list of them."""
    odd = [[found.start(), ord(found.group())] for found in _ODD.finditer(text)]
    return (_ODD.sub(_REPLACEMENT, text), json.dumps(odd)) if odd else (text, None)


def odd_text(text: str, odd: str | None, *, start: int = 0) -> str:
    """Give back what `even_text` replaced; ``text`` may be a cutting that begins at ``start``."""
    if odd is None:
        return text
    characters = list(text)
    for at, code in json.loads(odd):
        if start <= at < start + len(characters):
            characters[at - start] = chr(code)
    return "".join(characters)


def plain_json(value: object) -> str:
    """Write JSON as short as every database keeps it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(value, separators=(",", ":")) if _ODD.search(written) else written


@functools.lru_cache(maxsize=50_000)
def folded(words: str) -> str:
    """Give the words in small letters, without accents, punctuation and plural s, each between spaces.

    "Air-strikes" and "air strike" are both " air strike ", so that whole words are found by `LIKE`.
    """
    spread = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in spread if not unicodedata.combining(sign))
    return f" {' '.join(map(_singular, letters.split()))} "


def folded_apart(words: str) -> str | None:
    """Give what `folded` gives, or None where a database can make it of the words itself."""
    match = folded(words)
    return None if words.isascii() and match == f" {words.lower()} " else match


def _singular(word: str) -> str:
    if len(word) <= _PLURAL_LENGTH or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
