"""The words, signs and fields of a query, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.errors import QueryError
from sayso.store.search.tree import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

TokenKind = Literal["word", "phrase", "field", "or", "and", "not", "open", "close"]

MAX_LENGTH = 1000
_CLOSING = {'"': '"', "“": '”"', "„": '“”"', "«": "»", "”": '”"'}
_FIELD = re.compile(r"([^\W\d_]+):")
_WORD = re.compile(r"[^\s()\"“”„«»]+")
_SHORTEST_PREFIX = 2
_OPERATORS: dict[str, TokenKind] = {"OR": "or", "AND": "and", "NOT": "not"}
# What a full-text index takes for part of a word: letters, digits and private characters (SQLite, "unicode61").
_WORD_CATEGORIES = ("L", "N", "Co")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of a query. ``text`` is what it says: of a field its name, of a phrase what stands between the marks."""

    kind: TokenKind
    text: str
    start: int
    end: int
    prefix: bool = False


def cleaned(written: str) -> str:
    """Give a query with a blank for each character that is no text: control characters, broken surrogates."""
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in written)


def is_searchable(words: str) -> bool:
    """Tell whether an index can hold anything of these words: "—" and "&" it cannot."""
    return any(unicodedata.category(sign).startswith(_WORD_CATEGORIES) for sign in words)


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a cleaned query in order; what no index holds, such as a dash alone, is passed over.

    Raises:
        QueryError: for a query that is too long, an unclosed quotation mark, a ``*`` out of place.
    """
    if len(query) > MAX_LENGTH:
        reason = f"the query has {len(query):,} characters, more than {MAX_LENGTH:,}"
        raise QueryError(reason, "search for fewer words", query, MAX_LENGTH, len(query))
    at = 0
    while at < len(query):
        sign = query[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            yield Token(kind="open" if sign == "(" else "close", text=sign, start=at, end=at + 1)
            at += 1
        elif sign in _CLOSING:
            phrase = _phrase(query, at)
            at = phrase.end
            if is_searchable(phrase.text):
                yield phrase
        elif sign == "-" and _negates(query, at):
            yield Token(kind="not", text="-", start=at, end=at + 1)
            at += 1
        elif (field := _FIELD.match(query, at)) is not None and _is_field(query, field):
            yield Token(kind="field", text=field[1], start=at, end=field.end())
            at = field.end()
        else:
            found = _word(query, at)
            at = found.end
            if found.kind != "word" or is_searchable(found.text):
                yield found


def _negates(query: str, at: int) -> bool:
    """Tell whether a hyphen stands before what it excludes: "-flour", not "cease-fire" nor "a - b"."""
    after = query[at + 1 : at + 2]
    return after != "" and not after.isspace() and after != ")"


def _is_field(query: str, field: re.Match[str]) -> bool:
    """Tell whether a name and a colon are meant as a field: no other name stands before a blank."""
    return field[1].lower() in FIELDS or query[field.end() : field.end() + 1].strip() != ""


def _phrase(query: str, start: int) -> Token:
    closing = _CLOSING[query[start]]
    end = next((at for at in range(start + 1, len(query)) if query[at] in closing), None)
    if end is None:
        reason, advice = "a quotation mark is opened and never closed", f"write {closing[0]} where the phrase ends"
        raise QueryError(reason, advice, query, start, len(query))
    prefix = query[end + 1 : end + 2] == "*"
    return Token(kind="phrase", text=query[start + 1 : end], start=start, end=end + 1 + prefix, prefix=prefix)


def _word(query: str, start: int) -> Token:
    match = _WORD.match(query, start)
    # A closing mark without an opening one is a word of no letters.
    end = start + 1 if match is None else match.end()
    written = query[start:end]
    if written in _OPERATORS:
        return Token(kind=_OPERATORS[written], text=written, start=start, end=end)
    text = written.rstrip("*")
    prefix = text != written
    if "*" in text:
        reason, advice = "a * may only end a word", "write the beginning of the word and a *, such as grain*"
        raise QueryError(reason, advice, query, start, end)
    if prefix and sum(map(is_searchable, text)) < _SHORTEST_PREFIX:
        reason = f"{written} would find nearly everything"
        advice = f"write at least {_SHORTEST_PREFIX} letters before the *"
        raise QueryError(reason, advice, query, start, end)
    return Token(kind="word", text=text, start=start, end=end, prefix=prefix)
