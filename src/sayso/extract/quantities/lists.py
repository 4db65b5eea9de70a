"""Lists beside a count: the names in "three towns: Orvane, Velm and Tolm", so that the two can be compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.quantities.parts import Piece

# A name ends only before a comma, "and" or the end, so that an unending line of names takes no longer than it is long.
_NAME = (
    r"(?:the )?(?:[A-Z]\.)*[A-Z][\w'’-]*"
    r"(?:(?: (?:of|the|de|del|la|al|el|bin|ibn|von|van|da|di))? [A-Z](?:\.|[\w'’-]*))*"
    r"(?:, \d{1,2}(?=,| and))?"
)
_LIST = re.compile(rf"{_NAME}(?:, {_NAME}){{0,60}},? and {_NAME}|{_NAME}(?:, {_NAME}){{1,60}}")
_ITEM = re.compile(_NAME)
_AGE = re.compile(r", \d{1,2}\Z")
_BESIDE = re.compile(r" ?[(–—] ?|: ?|,? (?:namely|named(?: as)?|identified as|called):? |, (?=(?:the )?[A-Z])")
# The rest of a clause that a colon ends: "five states signed on Monday:"
_CLAUSE = re.compile(r"[^.:;!?()\n“”—–]{1,80}: ")
_ENDS = re.compile(r"\s*(?:[.;)\n–—]|\Z)")
_ENDS_ASIDE = re.compile(r",? ?(?:[.;)\n–—]|\Z)|,")
_ATTENDED = re.compile(
    r"(?:(?<=\. )|(?<=\n))(?:Also )?"
    r"(?:participating|taking part|attending|present|represented|signatories|participants)\b"
    r"[^.:;\n]{0,80}?\b(?:were|are) ",
    re.IGNORECASE,
)
_BODIES = frozenset(
    "state country nation government member delegation party participant ally signatory power republic group".split()
)
_NEAR = 1500
_FEWEST = 2


def lists(text: str, found: Sequence[Piece]) -> dict[int, list[tuple[int, int]]]:
    """Map the number of a quantity in ``found`` to the stretches of the names listed beside it."""
    listed: dict[int, list[tuple[int, int]]] = {}
    for at, piece in enumerate(found):
        until = found[at + 1].begin if at + 1 < len(found) else len(text)
        if _counts(piece) and (names := _beside(text, piece, until)) is not None and _may_be(piece, names):
            listed[at] = names
    _attended(text, found, listed)
    return listed


def _counts(piece: Piece) -> bool:
    quantity = piece.quantity
    value = quantity.number.value
    plural = quantity.counted is not None and quantity.counted.plural
    return quantity.kind is None and plural and value is not None and value >= _FEWEST


def _beside(text: str, piece: Piece, until: int) -> list[tuple[int, int]] | None:
    """Find the list right after the noun, or after the colon that ends the clause."""
    intro = _BESIDE.match(text, piece.end)
    if intro is not None and (match := _LIST.match(text, intro.end())) is not None:
        ends = _ENDS if {":", "("} & set(intro[0]) else _ENDS_ASIDE
        return _names(match) if ends.match(text, match.end()) else None
    clause = _CLAUSE.match(text, piece.end)
    if clause is None or clause.end() > until:
        return None
    match = _LIST.match(text, clause.end())
    return _names(match) if match is not None and _ENDS.match(text, match.end()) else None


def _attended(text: str, found: Sequence[Piece], listed: dict[int, list[tuple[int, int]]]) -> None:
    """Give a sentence that lists who was there to the last count of states, parties ... before it that it may be."""
    for match in _ATTENDED.finditer(text):
        names = _LIST.match(text, match.end())
        if names is None or not _ENDS.match(text, names.end()):
            continue
        spans = _names(names)
        for at in range(len(found) - 1, -1, -1):
            piece = found[at]
            if piece.end > match.start() or not _counts(piece) or at in listed:
                continue
            if match.start() - piece.end > _NEAR:
                break
            what = piece.quantity.counted
            if what is not None and what.noun in _BODIES and _may_be(piece, spans):
                listed[at] = spans
                break


def _names(match: re.Match[str]) -> list[tuple[int, int]]:
    spans = []
    for item in _ITEM.finditer(match[0]):
        start, end = match.start() + item.start(), match.start() + item.end()
        age = _AGE.search(item[0])
        spans.append((start, end if age is None else match.start() + item.start() + age.start()))
    return spans


def _may_be(piece: Piece, names: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the list is one of what is counted, if not a complete one: between half and twice as long."""
    value = piece.quantity.number.value or 0
    return len(names) >= _FEWEST and value / 2 <= len(names) <= value * 2
