"""The words of an article, made alike for comparison, and the keys under which near copies are found."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import compress

from sayso.compare.sentences import ends_of
from sayso.document import Document, Span

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
# After these a capital is no sign of a name.
_BEGINS = re.compile(r"[“\"‘:]")
_BESIDE_BODY = frozenset({"title", "byline", "date", "dateline", "furniture"})
# Words that a rewrite changes freely and that tell nothing of what a sentence is about.
_FUNCTION_WORDS = frozenset(
    "a an the this that these those such same some any each every all both no not nor and or but if then than so as"
    " of in on at by for from to with into onto over under after before during between among against about around"
    " through across within without near off out up down again also only just still even now yet once here there"
    " when where while which who whom whose what how why because since until though although however meanwhile"
    " is are was were be been being am has have had having do does did will would shall should can could may might"
    " must i me my we us our you your he him his she her hers it its they them their one ones other others more most"
    " much many very said say says saying told tells according added adds".split()
)
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
    if word != "one"
}
_LONGEST_QUOTATION = 100
# So many letters of a word, so that "promised" and "promises" are one.
_STEM = 5
# A sentence of fewer different content words, such as "He declined to comment", tells nothing of where it is from.
_SENTENCE_CONTENT = 4
_SAMPLE = 6
_FEWEST_KEYS = 8
# 48 bits: no two of a hundred million keys are likely to meet, and a database keeps six bytes of each.
_KEY_BYTES = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a range of words."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that says enough to tell where it is from, of what the text says in words of its own.

    ``own`` are the words outside quotation marks by their numbers, ``content`` the beginnings of those that say what
    it is about, ``specific`` the names and numbers among them.
    """

    first: int
    end: int
    own: tuple[int, ...]
    content: frozenset[str]
    specific: tuple[str, ...]


class Words:
    """The words of a document's body in their order, each with its place in the text.

    ``words`` are folded: case, width, possessives, "fourteen" and 14 make no difference. ``quoted`` tells which stand
    between quotation marks, ``specific`` which are numbers, or names by their capital.
    """

    def __init__(self, document: Document | str) -> None:
        """Take the paragraphs and headings of a document; the whole of a text, or of a document without blocks."""
        text = document if isinstance(document, str) else document.text
        blocks = () if isinstance(document, str) else document.blocks
        body = [(b.start, b.end) for b in blocks if b.kind not in _BESIDE_BODY] or [(0, len(text))]
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quoted: list[bool] = []
        self.specific: list[bool] = []
        self.sentences: list[Sentence] = []
        for start, end in body:
            self._take(text, start, end)

    def _take(self, text: str, start: int, end: int) -> None:
        words, starts, ends, specific = self.words, self.starts, self.ends, self.specific
        stops = iter(ends_of(text, start, end))
        stop = next(stops, end)
        first = len(words)
        opened: int | None = None
        last = start
        for match in _WORD.finditer(text, start, end):
            at = match.start()
            if at >= stop:
                first = self._end_sentence(first)
                while at >= stop:
                    stop = next(stops, end)
            gap = text[last:at]
            is_plain = gap == " "
            if not is_plain:
                opened = self._quote(gap, opened)
            raw = match.group()
            sign = raw[0]
            begins = len(words) == first or (not is_plain and _BEGINS.search(gap) is not None)
            specific.append(sign.isdigit() or (not begins and sign.isupper()))
            words.append(_folded(raw))
            starts.append(at)
            last = match.end()
            ends.append(last)
        self._end_sentence(first)
        self._close(opened)
        self._mark(len(words), is_quoted=False)

    def _quote(self, gap: str, opened: int | None) -> int | None:
        """Read the marks between two words; give the word at which the quotation that is open there began."""
        for mark in gap:
            if mark in "”»" or (mark == '"' and opened is not None) or mark == "\n":
                # A quotation that goes on in the next paragraph is opened there again.
                self._close(opened)
                opened = None
            elif mark in '“«„"':
                opened = len(self.words)
        return opened

    def _close(self, opened: int | None) -> None:
        """Mark the words of a quotation; where it would be very long, a mark is missing."""
        if opened is not None and len(self.words) - opened <= _LONGEST_QUOTATION:
            self._mark(opened, is_quoted=False)
            self._mark(len(self.words), is_quoted=True)

    def _mark(self, end: int, *, is_quoted: bool) -> None:
        """Tell of the words before ``end`` that are not told of yet whether they are quoted."""
        self.quoted += [is_quoted] * (end - len(self.quoted))

    def _end_sentence(self, first: int) -> int:
        if len(self.words) > first:
            self.sentences.append(Sentence(first, len(self.words)))
        return len(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, end: int) -> Span:
        """Give the stretch of the text from word ``first`` to before word ``end``."""
        return Span(self.starts[first], self.ends[end - 1])

    def is_content(self, word: int) -> bool:
        """Tell whether a word says what its sentence is about."""
        return self.words[word] not in _FUNCTION_WORDS

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word once."""
        return frozenset(self.words)

    @cached_property
    def specifics(self) -> frozenset[str]:
        """The names and numbers, each once."""
        return frozenset(compress(self.words, self.specific))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in figures, each once."""
        return frozenset(word for word in self.vocabulary if word[0].isdigit())

    @cached_property
    def sentences_of(self) -> dict[str, list[int]]:
        """The sentences in which the beginning of a content word stands."""
        found: dict[str, list[int]] = {}
        for number, each in enumerate(self.sentences):
            stems = {word[:_STEM] for word in self.words[each.first : each.end] if word not in _FUNCTION_WORDS}
            for stem in stems:
                found.setdefault(stem, []).append(number)
        return found

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The sentences that count; a text that is mostly quotation, as an interview is, has all words for its own."""
        speech = sum(self.quoted) > len(self) / 2
        found = []
        for each in self.sentences:
            own = tuple(at for at in range(each.first, each.end) if speech or not self.quoted[at])
            content = frozenset(self.words[at][:_STEM] for at in own if self.words[at] not in _FUNCTION_WORDS)
            if len(content) >= _SENTENCE_CONTENT:
                specific = tuple(self.words[at] for at in own if self.specific[at])
                found.append(Statement(each.first, each.end, own, content, specific))
        return tuple(found)

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Hashes of sampled triples of content words, sorted: the signature to keep for a document.

        A triple is sampled by its own hash, so two texts that share triples share the same part of their keys: this
        finds an excerpt in a text ten times its length, which bands of MinHash do not. A short text keeps its eight
        smallest hashes at least.
        """
        content = [word for word in self.words if word not in _FUNCTION_WORDS]
        triples = zip(content, content[1:], content[2:], strict=False)
        hashes = sorted({_hash(" ".join(triple)) for triple in triples})
        sampled = [key for key in hashes if key % _SAMPLE == 0]
        return tuple(sorted({*sampled, *hashes[:_FEWEST_KEYS]}))


def signature(document: Document | str) -> tuple[int, ...]:
    """Give the keys of a document, each a whole number under 2**48, sorted; about one for twelve words."""
    return Words(document).keys


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=_KEY_BYTES).digest(), "big")


@lru_cache(maxsize=100_000)
def _folded(raw: str) -> str:
    word = raw.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "")
    if "'" in word:
        word = _POSSESSIVE.sub("", word)
    return _NUMBERS.get(word, word)
