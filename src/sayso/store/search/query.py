"""The query language of ``sayso find``: words, phrases, prefixes, OR, -not, parentheses and fields, as a tree.

``grain* (convoy OR "lorries on the Velm road") -flour speaker:"Ketil Braan" after:2031-03``

Words stand for all of them. A field narrows the whole query. ``after:`` is from the first day of what it names on,
``before:`` up to the day before it.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NoReturn, get_args

from sayso.errors import QueryError
from sayso.record import EventType
from sayso.store.search.lexer import cleaned
from sayso.store.search.parser import Part, parts_of
from sayso.store.search.tree import FIELDS, KINDS, AllOf, AnyOf, Filter, Node, Query, Words, positive

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FIELDS", "KINDS", "AllOf", "AnyOf", "Filter", "Node", "Query", "Words", "parse", "positive"]

_KIND_WORDS = {"quote": "quotation", "document": "passage", "article": "passage", "promise": "commitment"}
_TYPES: tuple[str, ...] = get_args(EventType)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def parse(written: str) -> Query:
    """Read a query.

    Raises:
        QueryError: where it cannot be understood, or asks for nothing.
    """
    query = cleaned(written)
    whole = parts_of(query)
    if whole is None:
        reason, advice = "there is nothing to search for", "write a word, such as grain"
        raise QueryError(reason, advice, query, 0, len(query))
    return _Built(query).of(whole)


def narrowed(
    query: Query, *, outlet: str | None = None, after: date | None = None, before: date | None = None
) -> Query:
    """Give a query that also keeps to an outlet and to days of publication."""
    filters = query.filters if outlet is None else (*query.filters, Filter(field="outlet", values=(outlet,)))
    first = max(filter(None, (query.after, after)), default=None)
    too_late = min(filter(None, (query.before, before)), default=None)
    return replace(query, filters=filters, after=first, before=too_late)


class _Built:
    """Builds the query of its parts: fields apart, the words a tree in which every negation has something to limit."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.filters: list[Filter] = []
        self.after: date | None = None
        self.before: date | None = None

    def of(self, whole: Part) -> Query:
        words = [part for part in _conjuncts(whole) if not self._takes(part)]
        text, without = self._split(words)
        if text is None and without and not self.filters and self.after is None and self.before is None:
            reason, advice = "the query only says what not to find", "add a word or a field to find"
            raise QueryError(reason, advice, self.query, 0, len(self.query))
        if self.after is not None and self.before is not None and self.after >= self.before:
            reason = f"no day lies on or after {self.after} and before {self.before}"
            raise QueryError(reason, "before: names the first day too late", self.query, 0, len(self.query))
        return Query(
            text=text,
            without=without if text is None else (),
            filters=tuple(self.filters),
            after=self.after,
            before=self.before,
        )

    def _split(self, parts: list[Part]) -> tuple[Node | None, tuple[Node, ...]]:
        wanted = tuple(self._node(part) for part in parts if not part.negated)
        without = tuple(self._node(part) for part in parts if part.negated)
        if not wanted:
            return None, without
        return (wanted[0] if len(wanted) == 1 and not without else AllOf(parts=wanted, without=without)), without

    def _node(self, part: Part) -> Node:
        """Build the tree of words of a part, whatever sign stands before it."""
        if part.words is not None:
            return part.words
        if part.kind == "or":
            for each in part.parts:
                if each.negated:
                    self._refuse("one side of an OR only says what not to find", "add a word to it", each)
            return AnyOf(parts=tuple(self._node(each) for each in part.parts))
        if part.field is not None:
            self._refuse(
                f"{part.field.text}: narrows the whole query and cannot stand in a group with words",
                f"write it beside them; for one of two, ({part.field.text}:a OR {part.field.text}:b)",
                part,
            )
        text, _ = self._split(list(_conjuncts(part, top=True)))
        if text is None:
            self._refuse("these parentheses only say what not to find", "add a word to find", part)
        return text

    def _takes(self, part: Part) -> bool:
        """Take a field, or several values of one field joined by OR, out of the words."""
        fields = part.parts if part.kind == "or" else (part,)
        names = {each.field.text.lower() if each.field is not None else None for each in fields}
        if None in names or len(names) > 1:
            return False
        (name,) = names
        if any(each.negated for each in part.parts):
            return False
        if name in ("after", "before"):
            if len(fields) > 1 or part.negated:
                self._refuse(f"{name}: takes one day", "write after: and before: once each, without - or OR", part)
            self._limit(str(name), fields[0])
        else:
            values = tuple(dict.fromkeys(self._value(str(name), each) for each in fields))
            self.filters.append(Filter(field=name, values=values, negated=part.negated))  # type: ignore[arg-type]
        return True

    def _limit(self, name: str, part: Part) -> None:
        day = _day(part.value)
        if day is None:
            advice = f"write {name}:2031, {name}:2031-03 or {name}:2031-03-05"
            self._refuse(f"{part.value} is no date", advice, part)
        if name == "after":
            self.after = day if self.after is None else max(day, self.after)
        else:
            self.before = day if self.before is None else min(day, self.before)

    def _value(self, name: str, part: Part) -> str:
        if name == "kind":
            said = part.value.lower()
            kind = _KIND_WORDS.get(said.removesuffix("s"), said)
            kind = kind if kind in KINDS else kind.removesuffix("s")
            return self._known("kind", kind, KINDS, part)
        if name == "type":
            return self._known("type", part.value.upper(), _TYPES, part)
        return part.value

    def _known(self, name: str, value: str, known: tuple[str, ...], part: Part) -> str:
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1, cutoff=0.6)
            advice = f"did you mean {name}:{near[0]}?" if near else f"there are {', '.join(known)}"
            self._refuse(f"there is no {name} {part.value}", advice, part)
        return value

    def _refuse(self, reason: str, advice: str, part: Part) -> NoReturn:
        raise QueryError(reason, advice, self.query, part.start, part.end)


def _conjuncts(part: Part, *, top: bool = False) -> Iterator[Part]:
    """Yield the parts of which all must hold; parentheses around some of them make no difference."""
    if part.kind == "and" and (top or not part.negated):
        for each in part.parts:
            yield from _conjuncts(each)
    else:
        yield part


def _day(written: str) -> date | None:
    """Read a year, a month or a day as its first day."""
    match = _DAY.fullmatch(written)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None
