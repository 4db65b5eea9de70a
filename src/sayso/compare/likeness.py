"""Two articles side by side: whether one was made from the other, how, and which stretches they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.compare.words import Statement, Words
from sayso.comparison import How
from sayso.document import Document, Span

# The shortest run of the same words that is no accident, and how many of them must be content words.
_RUN = 4
_RUN_CONTENT = 2
_SEED = 3
_SEEDS_TRIED = 24
# A sentence is retold by one that has this part of its content words, if the other text has its names and numbers.
RETOLD = 0.6
_SPECIFICS_KEPT = 0.75
# A sentence is carried whole if so much of it stands in shared runs: a desk changes a word.
WHOLE = 0.9
# The part of an excerpt that must come from its original, and the part of what it took that makes it no rewrite.
COPIED = 0.5
EXACT = 0.8
_ALL = 0.9
# Routine bulletins say the same in the same words of different days; below so many words they cannot be told apart.
_FEWEST_WORDS = 25
_FEWEST_RETOLD_WORDS = 75
_FEWEST_SENTENCES = 3
# So much of the sentences and of the names and numbers, together, must a rewrite have from its original; bulletins of
# one house on one day reach 1.5.
EVIDENCE = 1.55
_NUMBERS_KEPT = 2 / 3
_FEWEST_SPECIFICS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What part of one text's own words stands in the other: in whole sentences; in these, retold ones or runs."""

    retold: float
    whole: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How ``copy`` carries ``original``.

    ``copied`` is the part of the copy's own words that come from the original, ``carried`` the part of the original
    that the copy has. ``stretches`` are the runs of words they share: the span in the original, then in the copy, in
    the order of the original.
    """

    how: How
    copied: float
    carried: float
    stretches: tuple[tuple[Span, Span], ...]


def compared(original: Document | str | Words, copy: Document | str | Words) -> Likeness | None:
    """Compare two articles word by word; None where the second is no copy of the first.

    What both quote is no evidence: two reporters hear the same speech.
    """
    first = original if isinstance(original, Words) else Words(original)
    second = copy if isinstance(copy, Words) else Words(copy)
    return likenesses(first, second)[0]


def likenesses(first: Words, second: Words) -> tuple[Likeness | None, Likeness | None]:
    """Compare two articles both ways: how the second carries the first, and how the first carries the second."""
    runs = _runs(first, second)
    if not runs:
        return None, None
    mine = _shares(first, second, [(a, n) for a, _, n in runs])
    theirs = _shares(second, first, [(b, n) for _, b, n in runs])
    forth, back = _how(first, mine, second, theirs), _how(second, theirs, first, mine)
    spans = [(first.span(a, a + n), second.span(b, b + n)) for a, b, n in runs] if forth or back else []
    return (
        forth and Likeness(how=forth, copied=theirs.retold, carried=mine.retold, stretches=tuple(spans)),
        back
        and Likeness(
            how=back, copied=mine.retold, carried=theirs.retold, stretches=tuple(sorted((b, a) for a, b in spans))
        ),
    )


def _how(original: Words, mine: Shares, copy: Words, theirs: Shares) -> How | None:
    shorter = min(len(original), len(copy))
    if theirs.whole >= EXACT * theirs.retold:
        if theirs.retold < COPIED or shorter < _FEWEST_WORDS:
            return None
        return "verbatim" if mine.retold >= _ALL else "excerpt"
    if shorter < _FEWEST_RETOLD_WORDS or min(len(original.sentences), len(copy.sentences)) < _FEWEST_SENTENCES:
        return None
    return "rewrite" if theirs.retold + _facts_kept(original, copy) >= EVIDENCE else None


def _facts_kept(original: Words, copy: Words) -> float:
    """Give the part of the copy's names and numbers that the original has; nothing where its numbers are others."""
    known, specific, numbers = original.vocabulary, copy.specifics, copy.numbers
    if len(specific) < _FEWEST_SPECIFICS or len(numbers & known) < _NUMBERS_KEPT * len(numbers):
        return 0.0
    return len(specific & known) / len(specific)


def _runs(a: Words, b: Words) -> list[tuple[int, int, int]]:
    """Cover both texts with runs of the same words, longest first wherever two compete; where in a, in b, how long.

    Which of the two comes first makes no difference.
    """
    if (len(b), b.words) < (len(a), a.words):
        return sorted((x, y, n) for y, x, n in _runs(b, a))
    at: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(b) - _SEED + 1):
        at.setdefault(tuple(b.words[place : place + _SEED]), []).append(place)
    found = []
    here = 0
    while here <= len(a) - _RUN:
        length, there = 0, 0
        for place in at.get(tuple(a.words[here : here + _SEED]), ())[:_SEEDS_TRIED]:
            shared = _shared(a.words, b.words, here, place)
            if shared > length:
                length, there = shared, place
        if length >= _RUN and sum(map(a.is_content, range(here, here + length))) >= _RUN_CONTENT:
            found.append((here, there, length))
            here += length
        else:
            here += 1
    return found


def _shared(a: list[str], b: list[str], here: int, there: int) -> int:
    length = _SEED
    most = min(len(a) - here, len(b) - there)
    while length < most and a[here + length] == b[there + length]:
        length += 1
    return length


def _shares(text: Words, other: Words, runs: list[tuple[int, int]]) -> Shares:
    """Measure how much of ``text`` the other has, by the words of its own: those outside quotation marks.

    A text that is mostly quotation, such as an interview or a speech, has all its words for its own.
    """
    covered = bytearray(len(text))
    for start, length in runs:
        covered[start : start + length] = b"\1" * length
    total = retold = whole = 0
    for each in text.statements:
        weight = len(each.own)
        total += weight
        if sum(covered[each.first : each.end]) >= WHOLE * (each.end - each.first):
            retold += weight
            whole += weight
        elif _is_retold(each, other):
            retold += weight
        else:
            retold += sum(map(covered.__getitem__, each.own))
    total = max(total, 1)
    return Shares(retold=retold / total, whole=whole / total)


def _is_retold(statement: Statement, other: Words) -> bool:
    # Most sentences fail here, before anything is counted.
    if len(statement.content & other.sentences_of.keys()) < RETOLD * len(statement.content):
        return False
    met = Counter(number for stem in statement.content for number in other.sentences_of.get(stem, ()))
    if max(met.values()) < RETOLD * len(statement.content):
        return False
    known = sum(map(other.vocabulary.__contains__, statement.specific))
    return known >= _SPECIFICS_KEPT * len(statement.specific)
