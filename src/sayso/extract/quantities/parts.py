"""Parts and wholes: "30 of the 80 boats", "12 people, three of them children"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.quantities import bounds
from sayso.extract.quantities.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

_DETERMINED = (
    r"(?:(?:the|its|his|her|their|our|those|these|all|all of|an estimated|a total of|some|about|more than|nearly)\b ?)*"
)
_OF = re.compile(rf",? (?:out of|of|from among) {_DETERMINED}(?:[\w'’-]+['’]s? )?")
_STARTS_WITH_OF = re.compile(
    rf"(?:^|[^\w’'\s] ?|\n|\band |\bthat )(?:of|out of|among|from) {_DETERMINED}$", re.IGNORECASE
)
_AFTER_WHOLE = re.compile(r"[^.;:!?\n,]{0,60}, (?:(?:only|just|at least|some|about) )*")
_NEXT_PART = re.compile(r"(?:[^.;:!?\n]{0,60}\b(?:and|while|but)|[^.;:!?\n,]{0,60},) ")
_VICTIMS = r"the (?:dead|killed|slain|wounded|injured|missing|detained|displaced|victims|casualties)"
_INCLUDING = re.compile(
    rf"\b(?:including|includes|included|(?:among|amongst) (?:them|whom|these|those|{_VICTIMS})"
    r"|of (?:them|whom|these|those)),?(?: (?:were|are|was|is))? $",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r" of (?:them|whom|these|those)\b")
_LISTED_ON = re.compile(r",? (?:and|as well as|plus) |, ")
_FARTHEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A quantity among those of its text; ``begin`` takes in its bounds, ``end`` what it counts."""

    quantity: Quantity
    begin: int
    end: int


def pieces(quantities: Sequence[Quantity], ends: Sequence[int], text: str) -> list[Piece]:
    """Give each quantity with the stretch of its whole phrase; ``ends`` are where their nouns end."""
    return [
        Piece(quantity=quantity, begin=bounds.before(text, quantity.start, lasts=False).at, end=max(end, quantity.end))
        for quantity, end in zip(quantities, ends, strict=True)
    ]


def wholes(text: str, found: Sequence[Piece]) -> dict[int, int]:
    """Map the number of each part in ``found`` to that of its whole."""
    links: dict[int, int] = {}
    for at in range(len(found)):
        if at in links:
            continue
        whole = _whole_after(text, found, at)
        if whole is None:
            whole = _whole_before(text, found, at, links)
        if whole is None or not _fits(found[at], found[whole]):
            _fronted(text, found, at, links)
            continue
        links[at] = whole
        if whole < at:
            _go_on(text, found, at, links)
    return links


def _whole_after(text: str, found: Sequence[Piece], at: int) -> int | None:
    """Find the whole of "30 of the 80 boats"."""
    if at + 1 == len(found):
        return None
    part, whole = found[at].quantity, found[at + 1].quantity
    if whole.kind is not None or not _OF.fullmatch(text, part.end, found[at + 1].begin):
        return None
    same = part.counted is None or whole.counted is None or part.counted.end == whole.counted.end
    return at + 1 if same else None


def _whole_before(text: str, found: Sequence[Piece], at: int, links: dict[int, int]) -> int | None:
    """Find the whole of "12 people, three of them children", "12 people died, including three children"."""
    part = found[at]
    after = _OF_THEM.match(text, part.quantity.end)
    both = text.endswith(("the ", "The "), 0, part.begin)
    if part.quantity.kind not in {None, "share"} or not (
        (after and not both) or _INCLUDING.search(text, max(0, part.begin - 40), part.begin)
    ):
        return None
    for before in range(at - 1, -1, -1):
        earlier = found[before]
        if part.begin - earlier.end > _FARTHEST or "\n\n" in text[earlier.end : part.begin]:
            return None
        if earlier.quantity.kind is None and earlier.quantity.unit is not None and before not in links:
            return before if _fits(part, earlier) else None
    return None


def _fronted(text: str, found: Sequence[Piece], at: int, links: dict[int, int]) -> None:
    """Link the parts of "Of the 40 dead, 12 were women and five were children"."""
    whole = found[at]
    if whole.quantity.kind is not None or at + 1 == len(found):
        return
    if not _STARTS_WITH_OF.search(text, max(0, whole.begin - 40), whole.begin):
        return
    if not _AFTER_WHOLE.fullmatch(text, whole.end, found[at + 1].begin):
        return
    last, total = whole, 0.0
    for part in range(at + 1, len(found)):
        gap = _AFTER_WHOLE if part == at + 1 else _NEXT_PART
        if not gap.fullmatch(text, last.end, found[part].begin) or not _fits(found[part], whole):
            return
        if found[part].quantity.kind is not None:
            return
        total += found[part].quantity.number.value or 0
        if total > _most(whole):
            return
        links[part], last = at, found[part]


def _go_on(text: str, found: Sequence[Piece], at: int, links: dict[int, int]) -> None:
    """Link the further parts of "including two nurses and four guards"."""
    whole = found[links[at]]
    total = found[at].quantity.number.value or 0
    for part in range(at + 1, len(found)):
        after = found[part]
        total += after.quantity.number.value or 0
        joined = _LISTED_ON.fullmatch(text, found[part - 1].end, after.begin)
        if not joined or after.quantity.counted is None or total > _most(whole) or not _fits(after, whole):
            return
        links[part] = links[at]


def _most(whole: Piece) -> float:
    number, readings = whole.quantity.number, whole.quantity.readings
    return number.high if number.high is not None and "low" not in readings else float("inf")


def _fits(part: Piece, whole: Piece) -> bool:
    """Tell whether the part is smaller than the whole."""
    if part.quantity.kind == "share":
        return whole.quantity.kind is None
    least = part.quantity.number.low
    return part.quantity.kind is None and (least is None or least < _most(whole))
