"""Two articles side by side: whether one was made from the other, how, and which stretches they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.compare.words import Words
from sayso.comparison import How
from sayso.document import Document, Span

# The shortest run of the same words that is no accident, and how many of them must be content words.
_RUN = 4
_RUN_CONTENT = 2
_SEED = 3
_SEEDS_TRIED = 24
# A sentence is retold by one that has this part of its content words, if the other text has its names and numbers.
_RETOLD = 0.6
_SPECIFICS_KEPT = 0.75
_SENTENCE_CONTENT = 4
# A sentence is carried whole if so much of it stands in shared runs: a desk changes a word.
_WHOLE = 0.9
# The part of an excerpt that must come from its original, and the part of what it took that makes it no rewrite.
_COPIED = 0.5
_EXACT = 0.8
_ALL = 0.9
# Routine bulletins say the same in the same words of different days; below so many words they cannot be told apart.
_FEWEST_WORDS = 25
_FEWEST_RETOLD_WORDS = 75
_FEWEST_SENTENCES = 3
# So much of the sentences and of the names and numbers, together, must a rewrite have from its original; bulletins of
# one house on one day reach 1.5.
_EVIDENCE = 1.55
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
    runs = _runs(first, second)
    if not runs:
        return None
    mine = _shares(first, second, [(a, n) for a, _, n in runs])
    theirs = _shares(second, first, [(b, n) for _, b, n in runs])
    how = _how(first, mine, second, theirs)
    if how is None:
        return None
    return Likeness(
        how=how,
        copied=theirs.retold,
        carried=mine.retold,
        stretches=tuple((first.span(a, a + n), second.span(b, b + n)) for a, b, n in runs),
    )


def _how(original: Words, mine: Shares, copy: Words, theirs: Shares) -> How | None:
    shorter = min(len(original), len(copy))
    if theirs.whole >= _EXACT * theirs.retold:
        if theirs.retold < _COPIED or shorter < _FEWEST_WORDS:
            return None
        return "verbatim" if mine.retold >= _ALL else "excerpt"
    if shorter < _FEWEST_RETOLD_WORDS or min(len(original.sentences), len(copy.sentences)) < _FEWEST_SENTENCES:
        return None
    return "rewrite" if theirs.retold + _facts_kept(original, copy) >= _EVIDENCE else None


def _facts_kept(original: Words, copy: Words) -> float:
    """Give the part of the copy's names and numbers that the original has; nothing where its numbers are others."""
    known = set(original.words)
    specific = {word for word, counts in zip(copy.words, copy.specific, strict=True) if counts}
    numbers = {word for word in copy.words if word[0].isdigit()}
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
    sentences_of: dict[str, list[int]] = {}
    for number, sentence in enumerate(other.sentences):
        for stem in {other.stems[word] for word in range(sentence.first, sentence.end) if other.is_content(word)}:
            sentences_of.setdefault(stem, []).append(number)
    vocabulary = set(other.words)
    speech = sum(text.quoted) > len(text) / 2
    total = retold = whole = 0
    for sentence in text.sentences:
        words = range(sentence.first, sentence.end)
        own = [word for word in words if speech or not text.quoted[word]]
        content = {text.stems[word] for word in own if text.is_content(word)}
        if len(content) < _SENTENCE_CONTENT:
            continue
        total += len(own)
        if sum(covered[sentence.first : sentence.end]) >= _WHOLE * len(words):
            retold += len(own)
            whole += len(own)
        elif _is_retold(text, own, content, sentences_of, vocabulary):
            retold += len(own)
        else:
            retold += sum(covered[word] for word in own)
    total = max(total, 1)
    return Shares(retold=retold / total, whole=whole / total)


def _is_retold(
    text: Words, own: list[int], content: set[str], sentences_of: dict[str, list[int]], vocabulary: set[str]
) -> bool:
    met = Counter(number for stem in content for number in sentences_of.get(stem, ()))
    if not met or max(met.values()) < _RETOLD * len(content):
        return False
    specific = [text.words[word] for word in own if text.specific[word]]
    return sum(word in vocabulary for word in specific) >= _SPECIFICS_KEPT * len(specific)
