"""Numbers in digits and words: where they stand in a text and what interval they give."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from sayso.extract.lexicon import entries
from sayso.extract.quantities.numerals import CLUMP, MONTH_BEFORE, glued_scale, is_ordinal, numeral
from sayso.extract.quantities.units import unit_after

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["digits", "words", "vague", "share", "article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at ``text[start:end]``; ``low`` and ``high`` differ or are None where it is vague.

    A share is in percent. ``scale`` is the factor of a scale word in it ("million"), which a
    number beside it may borrow: "10 to 15 million". ``modifies`` is true for "three-year".
    """

    start: int
    end: int
    low: float | None
    high: float | None
    kind: Kind
    scale: float = 1
    approximate: bool = False

    @property
    def value(self) -> float | None:
        """The number itself, where there is one."""
        return self.low if self.low == self.high else None


class _Piece(NamedTuple):
    kind: str
    start: int
    end: int
    value: float


class _Grammar(NamedTuple):
    pieces: re.Pattern[str]
    words: dict[str, tuple[str, float]]
    vague: dict[str, tuple[float | None, float | None]]


_LEAST_YEAR = 1500


@functools.cache
def _grammar() -> _Grammar:
    words: dict[str, tuple[str, float]] = {}
    for word, kind, value, _example in entries("number_words.tsv"):
        if kind != "short":
            words[word] = (kind, float(value))
    vague = {
        words_: (None if low == "-" else float(low), None if high == "-" else float(high))
        for words_, low, high, _example in entries("vague_counts.tsv")
    }

    def any_of(forms: Iterator[str] | list[str]) -> str:
        return "|".join(re.escape(form).replace(r"\ ", "[ -]") for form in sorted(forms, key=len, reverse=True))

    units = any_of([word for word, (kind, _) in words.items() if kind == "unit"])
    parts = any_of([word for word, (kind, _) in words.items() if kind == "part"])
    time = "year|month|week|day|hour|decade|century|night|minute"
    pieces = (
        rf"(?P<ratio>(?<![\w.,$€£/:#-])(?P<n>{units}|\d{{1,4}})(?P<of>[ -](?:in|out[ -]of|of)(?:[ -]every)?[ -])"
        rf"(?P<m>{units}|twenty|fifty|a hundred|\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}})\b"
        rf"(?![%/:–-]|[.,]\d| (?:\d|hundred|thousand|million|billion|dozen)))"
        rf"|(?P<digits>{CLUMP})|(?P<half>[ -]and[ -]a[ -]half\b)|(?P<vulgar>[¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞])"
        r"|\b(?P<most>(?<!at )(?<!the )most|(?:the|a) (?:vast |great |overwhelming )?majority|the bulk)"
        r"(?= of\b(?! all\b))"
        rf"|\b(?:(?P<share>(?:(?P<count>a|{units})[ -])(?:{parts})\b(?! (?:million|billion)))"
        rf"|(?P<article>an?(?= (?P<unit>{time})(?:,| or| to) (?:maybe |perhaps |even )?(?:two|three|2|3) (?P=unit)s))"
        rf"|(?P<vague>{any_of(list(vague))})\b"
        rf"|(?P<word>{any_of(list(words))})\b)"
    )
    return _Grammar(re.compile(pieces, re.IGNORECASE), words, vague)


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of ``text`` in its order; years, names and scores too, for others to tell apart."""
    pieces: list[_Piece | Number] = list(_pieces(text))
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        if isinstance(piece, Number):
            yield piece
            continue
        run = [piece]
        while at < len(pieces):
            after = pieces[at]
            if isinstance(after, Number) or not _continues(run, text[run[-1].end : after.start], after):
                break
            run.append(after)
            at += 1
        number = _assembled(text, run)
        if number is not None:
            yield number


def _pieces(text: str) -> Iterator[_Piece | Number]:
    grammar = _grammar()
    for match in grammar.pieces.finditer(text):
        start, end = match.span()
        if match["digits"] is not None:
            digits = numeral(text, start, end)
            if digits is not None:
                yield _Piece("digits", *digits)
        elif match["half"] is not None:
            yield _Piece("half", start, end, 0.5)
        elif match["vulgar"] is not None:
            yield _Piece("digits", start, end, unicodedata.numeric(match["vulgar"]))
        elif match["ratio"] is not None:
            yield from _ratio(text, match)
        elif match["share"] is not None:
            yield from _share(text, match)
        elif match["word"] is not None:
            kind, value = grammar.words[match["word"].lower()]
            yield _Piece(kind, start, end, value)
        else:
            yield _loose(match)


def _loose(match: re.Match[str]) -> Number:
    """Read what has no numeral in it: "dozens", "most of", the "a" of "a day, two days"."""
    start, end = match.span()
    if match["article"] is not None:
        return Number(start=start, end=end, low=1, high=1, kind="article")
    if match["most"] is not None:
        # More than half; how much more is left open.
        return Number(start=start, end=end, low=None, high=None, kind="share")
    low, high = _grammar().vague[" ".join(re.split("[ -]", match["vague"].lower()))]
    return Number(start=start, end=end, low=low, high=high, kind="vague", approximate=low == high is not None)


def _ratio(text: str, match: re.Match[str]) -> Iterator[_Piece | Number]:
    """Read "one in five", "3 of 4 wards" as percent; "20 of 60 wards", "three in 10 days" are two numbers."""
    n, m = _small(match["n"]), _small(match["m"])
    if 0 < n < m and _is_ratio(text, match, n, m):
        share = 100 * n / m
        share = round(share, 1) if share >= 1 else float(f"{share:.2g}")
        yield Number(start=match.start(), end=match.end(), low=share, high=share, kind="share")
        return
    for part in ("n", "m"):
        start, end = match.span(part)
        if match[part][0].isdigit():
            digits = numeral(text, start, end)
            if digits is not None:
                yield _Piece("digits", *digits)
        else:
            yield _Piece("unit", start, end, _small(match[part]))


# Bases on which shares are told; "eight of nine wards", "20 of 60 wards" tell of all there are.
_BASES = frozenset((3, 4, 5, 10))
_ROUND_BASES = frozenset((10, 100, 1000))
_LARGEST_BASE = 10
# "Part 3 of 4", "a hundred and one in ten"
_NO_RATIO_BEFORE = re.compile(
    r"\b(?:part|page|day|step|game|round|week|phase|chapter|section|volume|no\.|number|hundred(?: and)?"
    r"|thousand(?: and)?|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\d) $",
    re.IGNORECASE,
)
# "Two in three say so", "nearly two in three", but "it sank two in three storms"
_RATIO_BEFORE = re.compile(
    r"(?:^|[.;:,“(—–\n] ?|\b(?:nearly|about|almost|around|roughly|some|than|over|under|least|most|only|just|to|but"
    r"|and|or|that|approximately|for|by|as) )$",
    re.IGNORECASE,
)
_DAY_AFTER = re.compile(r" (?:January|[A-Z]\w+ber)\b")


def _is_ratio(text: str, match: re.Match[str], n: float, m: float) -> bool:
    """Tell whether "n in m" is a share of any such m, and not a count out of the m there are."""
    start, end = match.span()
    left = max(0, start - 16)
    named = MONTH_BEFORE.search(text, left, start) or _NO_RATIO_BEFORE.search(text, left, start)
    if named or _DAY_AFTER.match(text, end) or unit_after(text, end) is not None:
        return False
    joint = re.split("[ -]", match["of"].lower())[1:]
    if "every" in joint:
        return True
    if "out" in joint:
        return m <= _LARGEST_BASE or m in _ROUND_BASES
    if joint[0] == "of":
        # "one of four harbours" is one of them
        return m in _BASES and match["n"].lower() != "one"
    if n == 1:
        return m < _LEAST_YEAR or "," in match["m"]
    return m in _ROUND_BASES or (m in _BASES and _RATIO_BEFORE.search(text, left, start) is not None)


def _share(text: str, match: re.Match[str]) -> Iterator[_Piece | Number]:
    """Read "a third of", "two-thirds", "a quarter of a mile"; "a third man" is an ordinal."""
    words = re.split("[ -]", match["share"].lower())
    start, end = match.span("share")
    count = 1.0 if words[0] == "a" else _grammar().words[words[0]][1]
    part = _grammar().words[words[-1]][1]
    article = _ARTICLE.match(text, end)
    if (scale := _SCALE_AFTER.match(text, end)) is not None:
        if words[-1] != "half":
            yield _Piece("digits", start, scale.end() - 1, count / part)
    elif article is not None and unit_after(text, article.end()) is not None:
        yield Number(start=start, end=article.end(), low=count / part, high=count / part, kind="words")
    elif count < part and _is_share(text, end, words, part):
        share = round(100 * count / part, 1)
        yield Number(start=start, end=end, low=share, high=share, kind="share")
    elif words[0] != "a" and words[-1] == "half":
        yield _Piece("unit", start, start + len(words[0]), count)
        yield _Piece("part", end - len("half"), end, part)


_SCALE_AFTER = re.compile(r"[ -](?:of a )?(?=million|billion|trillion|dozen|hundred)", re.IGNORECASE)
_OF_AFTER = re.compile(r" (?:or (?:more|less) )?of\b")
_ENDS_AFTER = re.compile(
    r"[.,;:)”’]|$| (?:more|less|fewer|higher|lower|larger|and|to|in|since|from|were|are|was|is|have|had|the|on)\b"
)
_COMMON_PARTS = (2, 3, 4)


def _is_share(text: str, end: int, words: list[str], part: float) -> bool:
    if words[-1].endswith("s") or _OF_AFTER.match(text, end) is not None:
        return True
    return words[0] in {"a", "one"} and part in _COMMON_PARTS and _ENDS_AFTER.match(text, end) is not None


def _small(words: str) -> float:
    if words[0].isdigit():
        return float(words.replace(",", ""))
    if words.lower() == "a hundred":
        return 100
    return _grammar().words[words.lower()][1]


_ADDS = {
    ("ten", "unit"),
    ("hundred", "unit"),
    ("hundred", "ten"),
    ("scale", "unit"),
    ("scale", "ten"),
    ("scale", "digits"),
}
_MULTIPLIES = {"hundred", "scale", "dozen"}


def _continues(run: list[_Piece], gap: str, after: _Piece) -> bool:
    """Tell whether ``after`` belongs to the same number as ``run``."""
    last = run[-1]
    gap = gap.lower()
    if after.kind == "part":
        return False
    if after.kind == "half":
        return gap == "" and last.kind != "half"
    if after.kind == "digits" and last.kind == "digits":
        # "2½", "2 1/2"
        return gap in {"", " "} and (0 < after.value < 1 <= last.value) and after.end - after.start <= len("11/16")
    if after.kind in _MULTIPLIES:
        smaller = last.kind not in _MULTIPLIES or last.value < after.value
        return gap in {" ", "-"} and smaller
    if gap == " and ":
        return last.kind in {"hundred", "scale"} and last.value > after.value and after.kind in {"unit", "ten"}
    return (
        gap in {" ", "-"}
        and (last.kind, after.kind) in _ADDS
        and after.value < (10 if last.kind == "ten" else last.value)
        and after.kind != "digits"
    )


_BEFORE_SCALE = re.compile(
    r"(?P<half>\bhalf[ -](?:an?[ -])?|\ban?[ -]half[ -])$|(?P<quarter>\b(?:a )?quarter[ -](?:of an? )?)$"
    r"|(?P<article>\ban?[ -])$",
    re.IGNORECASE,
)
# "half the fleet", "half of them" are shares; "the first half", "half past two", "half-brother" are not.
_HALF_SHARE = re.compile(
    r"[”’]? (?:of|its|his|her|their|our|my|your|the|that|this|these|those|as many|as much|all|were|are)\b|”"
)
_ARTICLE = re.compile(r"(?: of)?[ -]an?(?=[ -])")
_NOT_HALF = re.compile(
    r"(?:\b(?:first|second|other|latter|better|opening|final|one|each|top|bottom)|-)[ -]?$", re.IGNORECASE
)


def _assembled(text: str, run: list[_Piece]) -> Number | None:
    """Make the number of adjacent pieces; None where they are none ("the third man", "million")."""
    first = run[0]
    start, end = first.start, run[-1].end
    if first.kind == "part":
        return _half(text, first) if text[start:end].lower() == "half" else None
    current = 0.0
    if first.kind in _MULTIPLIES:
        left = _BEFORE_SCALE.search(text, max(0, start - 16), start)
        if left is None:
            return None
        current, start = {"half": 0.5, "quarter": 0.25, "article": 1.0}[str(left.lastgroup)], left.start()
    elif first.kind == "half":
        return None
    kind: Kind = "digits" if first.kind == "digits" else "words"
    value, scale = _evaluated(run, current)
    if kind == "digits" and len(run) == 1 and (glued := glued_scale(text, first.start, end)) is not None:
        scale, end = glued
        value *= scale
    value = float(f"{value:.15g}")
    if kind == "digits" and scale == 1 and is_ordinal(text, end):
        return None
    return Number(start=start, end=end, low=value, high=value, kind=kind, scale=scale)


def _evaluated(run: list[_Piece], current: float) -> tuple[float, float]:
    """Add up and multiply the pieces of a number: its value and its largest factor."""
    total, scale = 0.0, 1.0
    for piece in run:
        if piece.kind == "scale":
            total += (current or 1) * piece.value
            current, scale = 0.0, piece.value
        elif piece.kind in {"hundred", "dozen"}:
            current *= piece.value
            scale = max(scale, piece.value)
        elif piece.kind == "half":
            current += piece.value if current else piece.value * scale
        else:
            current += piece.value if current >= 0 else -piece.value
    return total + current, scale


def _half(text: str, piece: _Piece) -> Number | None:
    left = text[max(0, piece.start - 10) : piece.start]
    if _NOT_HALF.search(left):
        return None
    article = _ARTICLE.match(text, piece.end)
    end = piece.end if article is None else article.end()
    if unit_after(text, end) is not None:
        return None if left.endswith("and ") else Number(start=piece.start, end=end, low=0.5, high=0.5, kind="words")
    if _HALF_SHARE.match(text, piece.end):
        return Number(start=piece.start, end=piece.end, low=50, high=50, kind="share")
    return None


def rescaled(number: Number, scale: float) -> Number:
    """Give ``number`` the scale word of its neighbour: the 10 of "10 to 15 million"."""
    low, high = number.low, number.high
    return replace(
        number, low=None if low is None else low * scale, high=None if high is None else high * scale, scale=scale
    )
