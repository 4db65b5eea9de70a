"""Outlines: digests of texts that tell at once of most pairs that neither is made from the other.

Reading two texts word by word costs a hundred times as much. An outline gives a bound from above of what that reading
would find, and no guess: what it passes over would not have been taken for a copy.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sayso.compare.likeness import COPIED, EVIDENCE, EXACT, RETOLD, WHOLE

if TYPE_CHECKING:
    import numpy as np

    from sayso.compare.words import Words

    Numbers = np.ndarray[Any, np.dtype[Any]]

# A text has some hundred of the 65,536: one in a hundred is met by accident, which only makes the bound less tight.
_DIGESTS = 1 << 16
# An odd number without a pattern, so that the order of three words tells.
_MIX = 40503


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is kept of a text: arrays of whole numbers, as bytes.

    ``triples`` are digests of the three words from each word on, ``own`` tells which words count as the text's own,
    ``vocabulary`` are digests of its content words, ``known`` of all its words, ``specific`` of its names and numbers,
    each once. Of each statement ``first`` and ``end`` are its words, ``weight``
    is how many of them are own, and ``size`` how many of ``content``, digests of its content words, are its.
    """

    triples: bytes
    own: bytes
    vocabulary: bytes
    known: bytes
    specific: bytes
    first: bytes
    end: bytes
    weight: bytes
    size: bytes
    content: bytes

    @classmethod
    def of(cls, words: Words) -> Outline:
        """Take the outline of a text."""
        statements = words.statements
        of_word = {word: _digest(word) for word in words.vocabulary}
        said = [of_word[word] for word in words.words]
        triples = zip(said, chain(said[1:], (0,)), chain(said[2:], (0, 0)), strict=False)
        own = bytearray(len(said))
        for each in statements:
            for at in each.own:
                own[at] = 1
        of_stem = {stem: _digest(stem) for stem in words.sentences_of}
        return cls(
            triples=array("H", [(_MIX * (_MIX * a + b) + c) % _DIGESTS for a, b, c in triples]).tobytes(),
            own=bytes(own),
            vocabulary=array("H", sorted(of_stem.values())).tobytes(),
            known=array("H", sorted(of_word.values())).tobytes(),
            specific=array("H", sorted(of_word[word] for word in words.specifics)).tobytes(),
            first=array("I", [each.first for each in statements]).tobytes(),
            end=array("I", [each.end for each in statements]).tobytes(),
            weight=array("I", [len(each.own) for each in statements]).tobytes(),
            size=array("I", [len(each.content) for each in statements]).tobytes(),
            content=array("H", [of_stem[stem] for each in statements for stem in each.content]).tobytes(),
        )


class Sheet:
    """An outline laid out for comparing."""

    def __init__(self, outline: Outline) -> None:
        """Read the arrays."""
        import numpy as np  # noqa: PLC0415 - where nothing is near nothing is compared, and it need not load

        self._np = np
        self.triples = np.frombuffer(outline.triples, np.uint16)
        self.own = np.frombuffer(outline.own, np.uint8)
        self.vocabulary = np.frombuffer(outline.vocabulary, np.uint16)
        self.known = np.frombuffer(outline.known, np.uint16)
        self.specific = np.frombuffer(outline.specific, np.uint16)
        self.first = np.frombuffer(outline.first, np.uint32)
        self.end = np.frombuffer(outline.end, np.uint32)
        self.weight = np.frombuffer(outline.weight, np.uint32)
        self.size = np.frombuffer(outline.size, np.uint32)
        self.content = np.frombuffer(outline.content, np.uint16)

    def may_be_linked(self, other: Sheet) -> bool:
        """Tell whether one of two texts may be made from the other."""
        return self._may_be_from(other) or other._may_be_from(self)

    def _may_be_from(self, other: Sheet) -> bool:
        """Tell whether the most that can be found of this text in the other makes it a copy.

        A run of the same words is made of triples that both have; what is retold has enough of its content words there.
        """
        np = self._np
        total = int(self.weight.sum())
        if not total:
            return False
        met = _table(np, other.triples)[self.triples]
        covered = met.copy()
        covered[1:] |= met[:-1]
        covered[2:] |= met[:-2]
        is_whole = _sums(np, covered, self.first, self.end) >= WHOLE * (self.end - self.first)
        ends = np.cumsum(self.size)
        content = _table(np, other.vocabulary)[self.content]
        is_retold = is_whole | (_sums(np, content, ends - self.size, ends) >= RETOLD * self.size)
        in_runs = _sums(np, covered & self.own, self.first, self.end)
        retold = int(np.where(is_retold, self.weight, in_runs).sum()) / total
        if retold < COPIED:
            return False
        if int(self.weight[is_whole].sum()) / total >= EXACT * COPIED:
            return True
        specific = _table(np, other.known)[self.specific]
        return retold + int(specific.sum()) / max(len(specific), 1) >= EVIDENCE


def _sums(np: Any, marks: Numbers, first: Numbers, end: Numbers) -> Numbers:  # noqa: ANN401 - the module
    """Count the marks of each stretch."""
    before = np.zeros(len(marks) + 1, np.int64)
    np.cumsum(marks, out=before[1:])
    return before[end] - before[first]  # type: ignore[no-any-return]


def _table(np: Any, digests: Numbers) -> Numbers:  # noqa: ANN401 - the module
    table = np.zeros(_DIGESTS, np.uint8)
    table[digests] = 1
    return table  # type: ignore[no-any-return]


def _digest(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass")) & (_DIGESTS - 1)
