"""What a query asks for: a tree of words, and the fields that narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

Field = Literal["speaker", "outlet", "place", "type", "kind", "about"]
FIELDS: tuple[str, ...] = (*get_args(Field), "after", "before")
KINDS = ("passage", "quotation", "figure", "event", "commitment", "meeting", "control", "membership", "verdict")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A word, or several that stand in this order side by side; ``prefix`` is true where the last is a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Each of ``parts``, of which there is one at least, and none of ``without``."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyOf:
    """One of ``parts`` at least."""

    parts: tuple[Node, ...]


Node = Words | AllOf | AnyOf


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A field and the values of which a record must have one, or none if ``negated``. They are words of the user."""

    field: Field
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search for. ``text`` is None where only fields are given.

    ``without`` is what must not be there beside fields alone; with ``text`` it is part of that. ``after`` is the first
    day, ``before`` the first day too late.
    """

    text: Node | None = None
    without: tuple[Node, ...] = ()
    filters: tuple[Filter, ...] = ()
    after: date | None = None
    before: date | None = None


def positive(node: Node | None) -> Iterator[Words]:
    """Yield what a text found by a query may hold of it, in the order of the query: what to highlight."""
    if isinstance(node, Words):
        yield node
    elif node is not None:
        for part in node.parts:
            yield from positive(part)
