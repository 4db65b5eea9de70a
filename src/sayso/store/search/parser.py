"""Reads a query into its parts: OR binds loosest, then words side by side, then the ``-`` before one."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import Literal, NoReturn

from sayso.errors import QueryError
from sayso.store.search.lexer import Token, is_searchable, tokens
from sayso.store.search.tree import FIELDS, Words

MAX_WORDS = 64
MAX_DEPTH = 12
_EXAMPLES = {
    "speaker": '"Ketil Braan"',
    "outlet": "Gazette",
    "place": "Tolm",
    "type": "ASSAULT",
    "kind": "quotation",
    "about": '"air strikes"',
    "after": "2031-03-05",
    "before": "2031-04",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of the query as it is written: words, a field, or parts joined by "and" or "or"."""

    kind: Literal["words", "field", "and", "or"]
    start: int
    end: int
    negated: bool = False
    words: Words | None = None
    field: Token | None = None
    value: str = ""
    parts: tuple[Part, ...] = ()


def parts_of(query: str) -> Part | None:
    """Read a cleaned query; None where nothing in it can be searched for."""
    return _Reader(query).whole()


class _Reader:
    """Reads tokens into parts: OR binds loosest, then words side by side, then ``-``."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(tokens(query))
        self.at = 0
        self.word_count = 0

    def whole(self) -> Part | None:
        if not self.tokens:
            return None
        part = self._any(0)
        if self.at < len(self.tokens):
            closing = self.tokens[self.at]
            self._refuse("a parenthesis is closed that was never opened", "leave it out", closing)
        return part

    def _any(self, depth: int) -> Part:
        parts = [self._all(depth)]
        while self._peek() == "or":
            self.at += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else _joined("or", parts)

    def _all(self, depth: int) -> Part:
        parts: list[Part] = []
        while self._peek() in ("word", "phrase", "field", "open", "not", "and"):
            if self._peek() == "and":
                sign = self.tokens[self.at]
                self.at += 1
                if not parts or self._peek() in (None, "or", "and", "close"):
                    self._refuse("AND needs something on both sides", "leave it out: words stand for all", sign)
            parts.append(self._one(depth))
        if not parts:
            sign = self.tokens[min(self.at, len(self.tokens) - 1)]
            if sign.kind == "close":
                self._refuse("there is nothing between the parentheses", "write words there", sign)
            self._refuse("OR needs something on both sides", 'write a OR b, or "or" for the word', sign)
        return parts[0] if len(parts) == 1 else _joined("and", parts)

    def _one(self, depth: int) -> Part:
        token = self.tokens[self.at]
        self.at += 1
        if depth > MAX_DEPTH:
            self._refuse(f"more than {MAX_DEPTH} parentheses or signs inside each other", "write fewer", token)
        if token.kind == "not":
            if self._peek() not in ("word", "phrase", "field", "open", "not"):
                self._refuse(f"{token.text} excludes nothing", "write a word after it, such as -flour", token)
            part = self._one(depth + 1)
            return _negated(part, token.start)
        if token.kind == "open":
            return self._group(token, depth)
        if token.kind == "field":
            return self._field(token)
        return self._words(token)

    def _group(self, opening: Token, depth: int) -> Part:
        if self._peek() is None:
            self._refuse("a parenthesis is opened and never closed", "write ) where it ends", opening)
        part = self._any(depth + 1)
        if self._peek() != "close":
            self._refuse("a parenthesis is opened and never closed", "write ) where it ends", opening)
        self.at += 1
        return part

    def _words(self, token: Token) -> Part:
        words = tuple(word for word in token.text.split() if is_searchable(word))
        self.word_count += len(words)
        if self.word_count > MAX_WORDS:
            self._refuse(f"the query has more than {MAX_WORDS} words", "search for fewer", token)
        found = Words(words=words, prefix=token.prefix)
        return Part(kind="words", start=token.start, end=token.end, words=found)

    def _field(self, token: Token) -> Part:
        name = token.text.lower()
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.6)
            known = f"did you mean {near[0]}:?" if near else f"there are {', '.join(f'{field}:' for field in FIELDS)}."
            advice = f"{known} To search for the words themselves put them in quotation marks"
            self._refuse(f"there is no field {token.text}:", advice, token)
        if self._peek() not in ("word", "phrase") or self.tokens[self.at].start != token.end:
            advice = f"write what to look for right after it, such as {name}:{_EXAMPLES[name]}"
            self._refuse(f"{name}: has no value", advice, token)
        value = self.tokens[self.at]
        self.at += 1
        if value.prefix:
            self._refuse("a * works in words, not in fields", f"write {name}: with a whole name", value)
        return Part(kind="field", start=token.start, end=value.end, field=token, value=" ".join(value.text.split()))

    def _peek(self) -> str | None:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else None

    def _refuse(self, reason: str, advice: str, token: Token) -> NoReturn:
        raise QueryError(reason, advice, self.query, token.start, token.end)


def _joined(kind: Literal["and", "or"], parts: list[Part]) -> Part:
    return Part(kind=kind, start=parts[0].start, end=parts[-1].end, parts=tuple(parts))


def _negated(part: Part, start: int) -> Part:
    return replace(part, negated=not part.negated, start=start)
