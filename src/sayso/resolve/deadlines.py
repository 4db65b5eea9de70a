"""Deadlines: by when what somebody commits to, asks for or expects is due."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from sayso.annotate import tokens_of
from sayso.extract.promises.act_nouns import RULE as BY_TERM
from sayso.extract.promises.things import RULE as RECALLED
from sayso.resolve import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.entity import Date
    from sayso.mention import CommitmentMention

_LENGTH = re.compile(r"PT?(?P<count>\d{1,3})(?P<unit>[HDWMY])(?:/|$)")
# Told to the month and the day, not to the whole year or calendar week.
_FINER = {"Y": (12, "M"), "W": (7, "D")}
# A day after the first of these is a term, even one that has passed: "was to open by 3 May".
_LAST_DAYS = frozenset({"by", "until", "till", "within"})
_TERMS = _LAST_DAYS | {"before", "for"}
# What takes that long is over then.
_TAKES = frozenset({"take", "takes", "taking", "took", "in", "within", "another", "last", "or", ","})
_NOW = frozenset({"today", "now", "currently"})


class Deadlines:
    """The days of a text, and which of them a commitment is due by."""

    def __init__(self, doc: tokens.Doc, dates: Sequence[Date], published: str | None) -> None:
        """Hold the days of ``doc`` in text order; what is due lies ahead of ``published``."""
        self._doc = doc
        self._dates = sorted(dates, key=lambda date: date.span)
        self._starts = [date.span.start for date in self._dates]
        self._published = published

    def due(self, mention: CommitmentMention) -> str | None:
        """Give the EDTF of the day, month or interval by which it is due; None where the words give none."""
        low, high = bisect_left(self._starts, mention.span.start), bisect_left(self._starts, mention.span.end)
        here = self._dates[low:high]
        if not here:
            return None
        days = [date for date in here if self._is_term(date, mention)]
        if days:
            return _last(days[-1].edtf)
        is_term = mention.rule == BY_TERM
        if is_term or (mention.kind == "forecast" and not self._is_negated(mention)):
            return self._horizon(here, is_term=is_term)
        return None

    def _is_term(self, date: Date, mention: CommitmentMention) -> bool:
        if date.edtf is None:
            return False
        start, end = tokens_of(self._doc, date.span)
        before = [token.lower_ for token in self._doc[max(start - 3, 0) : start]]
        # "as early as next week" is the first day it may be, not the last.
        if before[-3:] == ["as", "early", "as"] or before[-1:] == ["since"]:
            return False
        by = next((word for word in reversed(before) if word not in {"the", "last", "next", "this"}), "")
        own = self._doc[start].lower_
        if by in _TERMS or own in _TERMS:
            return mention.rule == RECALLED or by in _LAST_DAYS or own in _LAST_DAYS or self._is_ahead(date.edtf)
        if mention.kind == "refusal" or self._doc[end - 1].lower_ in _NOW or self._is_aside(start, mention):
            return False
        return self._is_ahead(date.edtf)

    def _is_aside(self, start: int, mention: CommitmentMention) -> bool:
        """Tell a day that says something of a noun in it: "those taken on Friday", "Friday's crowd will"."""
        low, high = tokens_of(self._doc, mention.span)
        token = self._doc[start]
        while low <= token.i < high:
            if token.dep_ in {"nsubj", "nsubjpass"} and low <= token.head.i < high:
                return mention.rule != RECALLED
            if token.dep_ in {"relcl", "acl"} and low <= token.head.i < high and mention.rule != RECALLED:
                return token.tag_ in {"VBD", "VBN", "VBZ", "VBP"}
            if token.head == token:
                return False
            token = token.head
        return False

    def _is_ahead(self, edtf: str) -> bool:
        last = _last(edtf)
        if last is None or self._published is None:
            return last is not None
        size = min(len(last), 10)
        # A season ("2031-22") follows every month of its year in this order, and is ahead then.
        return last[:size] >= self._published[:size]

    def _horizon(self, here: Sequence[Date], *, is_term: bool) -> str | None:
        """Reckon "will take a year, two years" from the day of publication: an interval of months or days."""
        start = calendar.point(self._published)
        ends = []
        for date in here:
            first = tokens_of(self._doc, date.span)[0]
            if start is None or not (is_term or self._doc[max(first - 1, 0)].lower_ in _TAKES):
                continue
            for length in _LENGTH.finditer(date.value or ""):
                count, unit = int(length["count"]), length["unit"]
                if unit == "H":
                    count, unit = -(-count // 24), "D"
                factor, unit = _FINER.get(unit, (1, unit))
                there = calendar.shifted(start, count * factor, unit)
                written = None if there is None else calendar.edtf(there)
                if written is not None:
                    ends.append(written)
        if not ends:
            return None
        return ends[0] if ends[0] == ends[-1] else f"{ends[0]}/{ends[-1]}"

    def _is_negated(self, mention: CommitmentMention) -> bool:
        start, end = tokens_of(self._doc, mention.span)
        return any(token.dep_ == "neg" for token in self._doc[start:end])


def _last(edtf: str | None) -> str | None:
    """Give the last day of an interval; itself where it is none, None where it has no end."""
    if edtf is None or "/" not in edtf:
        return edtf
    end = edtf.rpartition("/")[2]
    return end if end not in {"", ".."} else None
