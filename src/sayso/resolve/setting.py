"""When and where: the date and the place that a text gives to something it tells.

By syntax first, then by the sentence, then by the paragraph. What is told of something else, or
of two things alike, is left out: to know of no date is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from spacy import tokens

from sayso.annotate import tokens_of
from sayso.document import Span
from sayso.resolve.link_words import VERBS
from sayso.resolve.reach import follows, is_barrier, is_told_as_past, reach
from sayso.resolve.told import SAID_AT, Told, told_dates, told_places
from sayso.view import PARAGRAPH_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.entity import Date, Place
    from sayso.record import DateBy, PlaceBy, Quotation
    from sayso.resolve.reach import Closeness

# The time of a clause "as shells fell" is that of the main verb, its place is another's.
_WHEN: frozenset[Closeness] = frozenset({"own", "beside", "around", "before"})
_WHERE: frozenset[Closeness] = frozenset({"own", "around", "before"})
_WHERE_SAID: frozenset[Closeness] = frozenset({"own"})
# Tokens within a sentence, and sentences of a paragraph: no text that is meant for reading needs more.
_FARTHEST, _SENTENCES_BACK = 120, 6
# What somebody thinks or wants is tied to no occasion.
_STATES = frozenset({"belief", "intention", "stance"})
_IS_DAY = re.compile(r"-(?:\d\d|XX)-(?:\d\d|XX)|-W..-\d")
_PAST = frozenset({"VBD", "VBN"})


class When(NamedTuple):
    """A date and what ties it to what was asked about; ``id`` is None for "now", the time of the saying."""

    id: str | None
    by: DateBy


class Where(NamedTuple):
    """A place and what ties it to what was asked about."""

    id: str
    by: PlaceBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The dates and places of one document by the number of their sentence, to be asked for those of any stretch of it.

    ``scopes`` are the contents of its quotations, by sentence, the shortest first; ``time_tokens`` the tokens of its
    times; ``days`` the ids of the dates that are one day.
    """

    doc: tokens.Doc
    sentences: list[int]
    paragraphs: list[int]
    scopes: dict[int, list[tuple[int, Span, str]]]
    times: dict[int, list[Told]]
    places: dict[int, list[Told]]
    time_tokens: frozenset[int]
    days: frozenset[str]

    @classmethod
    def of(
        cls, doc: tokens.Doc, dates: Sequence[Date], places: Iterable[Place], quotations: Iterable[Quotation]
    ) -> Setting:
        """Note what each date and each literal place hangs on."""
        sentences = [sentence.start for sentence in doc.sents]
        # The break between two paragraphs is the last token of the first one's last sentence.
        paragraphs = [0, *(at for at in sentences if at and PARAGRAPH_BREAK in doc[at - 1].text)]
        scopes: defaultdict[int, list[tuple[int, Span, str]]] = defaultdict(list)
        for quotation in quotations:
            for span in quotation.content:
                start, end = tokens_of(doc, span)
                for number in range(bisect_right(sentences, start), bisect_right(sentences, end - 1) + 1):
                    scopes[number].append((span.end - span.start, span, quotation.id))
        return cls(
            doc=doc,
            sentences=sentences,
            paragraphs=paragraphs,
            scopes={number: sorted(listed) for number, listed in scopes.items()},
            times=_by_number(sentences, told_dates(doc, dates)),
            places=_by_number(sentences, told_places(doc, places)),
            time_tokens=frozenset(index for date in dates for index in range(*tokens_of(doc, date.span))),
            days=frozenset(date.id for date in dates if _IS_DAY.search(date.value or "") is not None),
        )

    def sentence(self, index: int) -> int:
        """Give the number of the sentence that token ``index`` stands in."""
        return bisect_right(self.sentences, index)

    def paragraph(self, index: int) -> int:
        """Give the first token of the paragraph that token ``index`` stands in."""
        return self.paragraphs[bisect_right(self.paragraphs, index) - 1]

    def scope(self, span: Span) -> str | None:
        """Give the innermost quotation whose content holds ``span``: on whose word it is told."""
        listed = self.scopes.get(self.sentence(tokens_of(self.doc, span)[0]), ())
        return next((own_id for _, holder, own_id in listed if holder.covers(span)), None)

    def is_time(self, span: Span) -> bool:
        """Tell whether ``span`` is itself part of a time: the figure in "72 hours"."""
        return not self.time_tokens.isdisjoint(range(*tokens_of(self.doc, span)))

    def when(self, span: Span) -> When | None:
        """Tell when what ``span`` is part of took place."""
        told = self._by_syntax(span, self.times, _WHEN)
        if told is not None:
            return When(told.id, "syntax")
        told = self._by_sentence(span)
        if told is not None:
            return When(told.id, "sentence")
        told = self._by_paragraph(span)
        return None if told is None else When(told.id, "paragraph")

    def where(self, span: Span) -> Where | None:
        """Tell where what ``span`` is part of took place."""
        told = self._by_syntax(span, self.places, _WHERE)
        if told is not None and told.id is not None:
            return Where(told.id, "syntax")
        told = self._at_the_end(span)
        return None if told is None or told.id is None else Where(told.id, "sentence")

    def when_said(self, quotation: Quotation) -> When | None:
        """Tell when ``quotation`` was said."""
        told = None if quotation.cue is None else self._by_syntax(quotation.cue, self.times, _WHEN)
        return None if told is None else When(told.id, "syntax")

    def where_said(self, quotation: Quotation) -> Where | None:
        """Tell where ``quotation`` was said: "told reporters in Geneva", not "condemned attacks in Paris"."""
        cue, addressee = quotation.cue, quotation.addressee
        if cue is None:
            return None
        begins = [tokens_of(self.doc, span)[0] for span in quotation.content]
        audience = (0, 0) if addressee is None else tokens_of(self.doc, addressee)
        at = tokens_of(self.doc, cue)[0]
        fits = [
            place
            for place in self.places.get(self.sentence(at), ())
            if not any(at < begin < place.start for begin in begins)
            and not (audience[0] <= place.start < audience[1] and "audience" not in place.hosts.values())
        ]
        told = self._by_syntax(cue, {self.sentence(at): fits}, _WHERE_SAID, links=SAID_AT)
        return None if told is None or told.id is None else Where(told.id, "syntax")

    def goes_on(self, before: Quotation, quotation: Quotation) -> bool:
        """Tell whether ``quotation`` was said on the dated occasion of ``before``, which has the same speaker.

        So it is where the occasion was one day, the same paragraph or the next one tells this in the past, and
        its sentence tells no other time.
        """
        if (
            before.date not in self.days
            or before.cue is None
            or quotation.cue is None
            or quotation.cue_class in _STATES
        ):
            return False
        start, end = tokens_of(self.doc, quotation.cue)
        first = tokens_of(self.doc, before.cue)[0]
        number = bisect_right(self.paragraphs, start) - bisect_right(self.paragraphs, first)
        return (
            0 <= number <= 1
            and self.doc[start:end].root.tag_ in _PAST
            and self.scope(before.cue) == self.scope(quotation.cue)
            and not self._beside(quotation.cue, start, end, self.times)
        )

    def _beside(self, span: Span, start: int, end: int, told: Mapping[int, Sequence[Told]]) -> list[Told]:
        """Give what is told in the same sentence on the same word."""
        near = [
            each
            for each in told.get(self.sentence(start), ())
            # Inside, too: "failed on Friday to agree".
            if start - _FARTHEST < each.end and each.start < end + _FARTHEST
        ]
        scope = self.scope(span) if near else None
        return [each for each in near if self.scope(each.span) == scope]

    def _by_syntax(
        self,
        span: Span,
        told: Mapping[int, Sequence[Told]],
        closeness: frozenset[Closeness],
        *,
        links: frozenset[str] | None = None,
    ) -> Told | None:
        start, end = tokens_of(self.doc, span)
        here = self._beside(span, start, end, told)
        for token, close in reach(self.doc[start:end].root) if here else ():
            fits = [
                each
                for each in here
                if token.i in each.hosts
                and (links is None or each.hosts[token.i] in links)
                # A time told before is that of both verbs; a place after the first is of that one only.
                and (close != "before" or each.start < (start if told is self.times else token.i))
            ]
            if fits and close in closeness:
                return _nearest(fits, start, end)
        return None

    def _by_sentence(self, span: Span) -> Told | None:
        """Take the only time of the sentence, if nothing sets it apart."""
        start, end = tokens_of(self.doc, span)
        anchor = self.doc[start:end].root
        here = [
            each for each in self._beside(span, start, end, self.times) if each.hosts and self._is_beside(each, anchor)
        ]
        return here[0] if len(here) == 1 and here[0].id is not None else None

    def _by_paragraph(self, span: Span) -> Told | None:
        """Take the only time that the paragraph has told so far, if the story goes on from there."""
        start, end = tokens_of(self.doc, span)
        anchor = self.doc[start:end].root
        sentence, begin = self.sentence(start), self.paragraph(start)
        if self.scope(span) is not None or not is_told_as_past(anchor):
            return None
        if self.times.get(sentence):
            return None
        numbers = range(max(self.sentence(begin), sentence - _SENTENCES_BACK), sentence)
        near = [each for number in numbers for each in self.times.get(number, ())]
        told = [each for each in near if each.hosts and self._is_main(each) and self.scope(each.span) is None]
        return told[0] if len(told) == 1 and told[0].id is not None else None

    def _at_the_end(self, span: Span) -> Told | None:
        """`killed 14 and hurt 20 in Oden`: after the last of several verbs of one subject stands the place of all."""
        start, end = tokens_of(self.doc, span)
        anchor = self.doc[start:end].root
        here = [each for each in self._beside(span, start, end, self.places) if each.start >= end and each.is_straight]
        above = {token.i for token, closeness in reach(anchor) if closeness == "own"} if here else ()
        here = [each for each in here if follows(self.doc[each.host], above)]
        fits = _narrowest(here)
        return fits[0] if len(fits) == 1 else None

    def _is_main(self, told: Told) -> bool:
        return self.doc[told.host].dep_ == "ROOT"

    def _is_beside(self, told: Told, anchor: tokens.Token) -> bool:
        """Tell whether no clause with a time and place of its own lies between the two."""
        host = self.doc[told.host]
        if host.pos_ not in VERBS and host.dep_ != "ROOT":
            return False
        above = {anchor.i, *(token.i for token in anchor.ancestors)}
        while host.i not in above:
            if is_barrier(host) or host.head == host:
                return False
            host = host.head
        token = anchor
        while token.i != host.i:
            if is_barrier(token) or token.head == token:
                return False
            token = token.head
        return True


def _by_number(sentences: Sequence[int], told: Iterable[Told]) -> dict[int, list[Told]]:
    listed: defaultdict[int, list[Told]] = defaultdict(list)
    for each in told:
        listed[bisect_right(sentences, each.start)].append(each)
    return dict(listed)


def _nearest(fits: Sequence[Told], start: int, end: int) -> Told | None:
    """Choose the one nearest to tokens ``[start, end)``; None where two are as near."""
    ranked = sorted(_narrowest(fits), key=lambda each: max(start - each.end, each.start - end))
    distances = [max(start - each.end, each.start - end) for each in ranked[:2]]
    return None if len(set(distances)) < len(distances) else ranked[0]


def _narrowest(fits: Sequence[Told]) -> list[Told]:
    """Leave out what only says where another one lies: "Oden, Ohio", "Oden, the capital of Ardel"."""
    ends = {each.end for each in fits}
    inside = {index for each in fits for index in range(each.start, each.end)}
    return [each for each in fits if each.start - 1 not in ends and inside.isdisjoint(each.hosts)] or list(fits)
