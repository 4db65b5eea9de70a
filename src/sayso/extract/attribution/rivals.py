"""Rivals: where several rules find the same saying, which of them stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.extract.attribution.found import Found
    from sayso.extract.phrases import Range

_SAME = 0.5
_MARKS_AND_MORE = 6
# Rules that rest on marks or on plain words; what they find stands wherever it stands.
_AROUND = frozenset({"cue verb inside its content", "cue verb after its content"})


def extent(found: Found) -> Range:
    """Give the tokens from the first to the last of content and cue."""
    cue = found.cue or (found.start, found.end)
    return min(found.start, cue[0]), max(found.end, cue[1])


def passages(spoken: list[Found], reported: list[Found]) -> Iterator[tuple[list[Found], list[Found]]]:
    """Part what was found into passages that share no token: only inside one do sayings compete or nest."""
    both = [(*extent(found), 0, found) for found in spoken] + [(*extent(found), 1, found) for found in reported]
    together: tuple[list[Found], list[Found]] = ([], [])
    reached = 0
    for start, end, which, found in sorted(both, key=lambda item: item[:3]):
        if start >= reached and (together[0] or together[1]):
            yield together
            together = ([], [])
        together[which].append(found)
        reached = max(reached, end)
    if together[0] or together[1]:
        yield together


def _cover(found: Found) -> set[int]:
    return {index for start, end in found.content for index in range(start, end)}


def distinct(spoken: list[Found], reported: list[Found]) -> Iterator[Found]:
    """Drop what says the same twice: the clause the parser saw where the marks already told more."""
    wider = {found.cue: _cover(found) for found in reported if found.rule == "clause under a cue verb"}
    loose = {found.cue: found for found in reported if found.rule in _AROUND}
    spoken = [_joined(found, loose.get(found.cue)) for found in spoken if not _ends_a_clause(found, wider)]
    covers = [(found, _cover(found)) for found in spoken]
    parts = [part for found in spoken for part in found.content]
    yield from spoken
    after = [(found, _cover(found)) for found in reported if found.rule == "cue verb after its content"]
    kept: list[tuple[Found, set[int]]] = []
    for found in sorted(reported, key=lambda item: (item.start, -(item.end - item.start))):
        cover = _cover(found)
        if any(found.cue is not None and found.cue == other.cue and cover & theirs for other, theirs in covers):
            continue
        if any(found.cue is not None and found.cue == other.cue and cover & theirs for other, theirs in kept):
            continue
        if any(_told_by(found, cover, other, theirs) for other, theirs in after):
            continue
        if any(_crosses(part, found) for part in parts) or any(_swallows(found, cover, other) for other in spoken):
            continue
        if any(_same(found, cover, theirs) for _, theirs in (*covers, *kept)):
            continue
        kept.append((found, cover))
        yield found


def _told_by(found: Found, cover: set[int], teller: Found, theirs: set[int]) -> bool:
    """`it costs two million, she said`: what the parser hung on a verb inside the words she said."""
    if found is teller or found.cue is None or teller.cue is None:
        return False
    return found.cue[0] in theirs and teller.cue[0] in cover


def _swallows(found: Found, cover: set[int], spoken: Found) -> bool:
    """`“…,” he said, and “…,” she added`: a parse that takes the first saying for what the second cue says."""
    if found.cue is None or spoken.cue is None or found.cue == spoken.cue:
        return False
    return spoken.cue[0] in cover and found.start <= spoken.start and found.end <= found.cue[0]


def _joined(found: Found, loose: Found | None) -> Found:
    """`The museum, he said, “will stay”`: words without marks before the cue, with marks after it."""
    if loose is None or found.cue is None:
        return found
    apart = [part for part in loose.content if all(part[1] <= start or end <= part[0] for start, end in found.content)]
    return replace(found, content=tuple(sorted((*apart, *found.content))))


def _same(found: Found, cover: set[int], theirs: set[int]) -> bool:
    """Tell whether the two contents are one; a saying inside a saying has its cue in the other's words."""
    nested = found.cue is not None and found.cue[0] in theirs
    return not nested and len(cover & theirs) > _SAME * len(cover | theirs)


def _ends_a_clause(found: Found, wider: dict[Range | None, set[int]]) -> bool:
    """`She added that it failed, because, “…”`: the marked words are the end of a longer clause."""
    if found.rule != "cue before quotation" or found.cue not in wider:
        return False
    whole, own = wider[found.cue], _cover(found)
    return own <= whole and sum(index < found.start for index in whole) > _MARKS_AND_MORE


def _crosses(part: Range, found: Found) -> bool:
    """Tell whether content runs over one edge of somebody's marked words: a parse gone astray."""
    return any(start < part[0] < end < part[1] or part[0] < start < part[1] < end for start, end in found.content)
