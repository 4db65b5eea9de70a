"""Two versions of an article: which sentences were added, removed, reworded and moved.

A version is compared with the one before it, sentence by sentence; a reworded sentence word by word.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from sayso.compare.sentences import sentences_of
from sayso.document import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

ChangeKind = Literal["added", "removed", "reworded", "moved"]
MarkKind = Literal["same", "added", "removed"]

# Two sentences are one, reworded, if so many of their words are the same; a short one may keep fewer.
_REWORDED = 0.5
_SHARED_WORDS = 0.3
_PIECE = re.compile(r"\w+(?:[’'.,-]\w+)*|[^\w\s]")
_SPACE = re.compile(r"\s+")
_FIELDS = ("title", "author", "agency", "outlet", "published", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A run of words of a reworded sentence: its span in the old version, in the new one, or in both."""

    kind: MarkKind
    before: Span | None = None
    after: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a sentence: its span in the old version and in the new one. ``marks`` are for a reworded one."""

    kind: ChangeKind
    before: Span | None = None
    after: Span | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field with its old value and its new one, in words; None where there is none."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextDiff:
    """How an article changed. ``changes`` are in the order of the new text, what was removed where it had stood.

    ``pairs`` are the sentences that both versions have, unchanged, moved or reworded, in the order of the new text.
    """

    fields: tuple[FieldChange, ...] = ()
    changes: tuple[Change, ...] = ()
    pairs: tuple[tuple[Span, Span], ...] = ()


def versions_compared(old: Document, new: Document) -> TextDiff:
    """Compare two versions of an article."""
    before, after = list(sentences_of(old)), list(sentences_of(new))
    old_words = [_plain(span.of(old.text)) for span in before]
    new_words = [_plain(span.of(new.text)) for span in after]
    same = _unchanged(old_words, new_words)
    moved = _moved(old_words, new_words, same)
    reworded = _reworded(old_words, new_words, same | moved)
    from_old = {b: a for a, b in (same | moved | reworded).items()}
    changes: list[tuple[tuple[int, int], Change]] = []
    for number, span in enumerate(after):
        old_number = from_old.get(number)
        if old_number is None:
            changes.append(((number, 1), Change(kind="added", after=span)))
        elif old_number in moved:
            changes.append(((number, 1), Change(kind="moved", before=before[old_number], after=span)))
        elif old_number in reworded:
            marks = tuple(_marks(old.text, before[old_number], new.text, span))
            change = Change(kind="reworded", before=before[old_number], after=span, marks=marks)
            changes.append(((number, 1), change))
    kept = same | reworded
    place = 0
    for number, span in enumerate(before):
        if number in kept:
            place = kept[number] + 1
        elif number not in moved:
            changes.append(((place, 0), Change(kind="removed", before=span)))
    return TextDiff(
        fields=tuple(_fields(old, new)),
        changes=tuple(change for _, change in sorted(changes, key=lambda each: each[0])),
        pairs=tuple((before[from_old[number]], span) for number, span in enumerate(after) if number in from_old),
    )


def _fields(old: Document, new: Document) -> Iterator[FieldChange]:
    for field in _FIELDS:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield FieldChange(field=field, before=before, after=after)


def _plain(words: str) -> str:
    return _SPACE.sub(" ", words)


def _unchanged(old: list[str], new: list[str]) -> dict[int, int]:
    """Match sentences that are the same and in the same order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + n: block.b + n for block in blocks for n in range(block.size)}


def _moved(old: list[str], new: list[str], matched: dict[int, int]) -> dict[int, int]:
    """Match sentences that are the same and stand elsewhere."""
    taken = set(matched.values())
    free: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, words in enumerate(new):
        if number not in taken:
            free[words].append(number)
    return {
        number: free[words].popleft() for number, words in enumerate(old) if number not in matched and free.get(words)
    }


def _reworded(old: list[str], new: list[str], matched: dict[int, int]) -> dict[int, int]:
    """Match what is left by its words, the likest first; of equals the one that stands where the old one stood."""
    taken = set(matched.values())
    left = [(number, _PIECE.findall(old[number].casefold())) for number in range(len(old)) if number not in matched]
    free = [(number, _PIECE.findall(new[number].casefold())) for number in range(len(new)) if number not in taken]
    likest = []
    for a, words in left:
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words)
        for b, others in free:
            shared = len(set(words) & set(others))
            if shared < _SHARED_WORDS * max(1, min(len(words), len(others))):
                continue
            matcher.set_seq1(others)
            ratio = matcher.ratio()
            if ratio >= _REWORDED:
                likest.append((-ratio, abs(a / len(old) - b / len(new)), a, b))
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, _, a, b in sorted(likest):
        if a not in found and b not in used:
            found[a] = b
            used.add(b)
    return found


def _marks(old: str, before: Span, new: str, after: Span) -> Iterator[Mark]:
    ours = [match.span() for match in _PIECE.finditer(old, before.start, before.end)]
    theirs = [match.span() for match in _PIECE.finditer(new, after.start, after.end)]
    a, b = [old[start:end] for start, end in ours], [new[start:end] for start, end in theirs]
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        gone = Span(ours[i][0], ours[j - 1][1]) if j > i else None
        come = Span(theirs[k][0], theirs[m - 1][1]) if m > k else None
        if tag == "equal":
            yield Mark(kind="same", before=gone, after=come)
            continue
        if gone is not None:
            yield Mark(kind="removed", before=gone)
        if come is not None:
            yield Mark(kind="added", after=come)
