"""Caveats: what a reader must know of a source before taking its word."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import span_at, text_of, tokens_of
from sayso.extract.lexicon import entries
from sayso.extract.titles import is_office
from sayso.record import Caveat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Actor
    from sayso.record import CaveatKind, Quotation

_INDEFINITE = frozenset({"a", "an", "one", "another"})
_SIDES = frozenset({"REB", "MIL", "PRM", "UAF", "PRE"})


def caveats(doc: tokens.Doc, quotations: Sequence[Quotation], actors: Sequence[Actor]) -> tuple[Quotation, ...]:
    """Give each quotation the caveats of its source; they add to the record and weigh nothing."""
    by_id = {actor.id: actor for actor in actors}
    return tuple(
        replace(quotation, caveats=tuple(_distinct(_of(doc, quotation, by_id.get(_speaker(quotation) or "")))))
        for quotation in quotations
    )


def _speaker(quotation: Quotation) -> str | None:
    return None if quotation.speaker is None else quotation.speaker.actor


def _distinct(found: Iterator[Caveat]) -> Iterator[Caveat]:
    seen: set[CaveatKind] = set()
    for caveat in found:
        if caveat.kind not in seen:
            seen.add(caveat.kind)
            yield caveat


def _of(doc: tokens.Doc, quotation: Quotation, actor: Actor | None) -> Iterator[Caveat]:
    source = quotation.speaker
    if source is not None:
        titles = [office.span for office in actor.offices] if actor is not None else []
        for span in (source, *titles):
            yield from _told(doc, "source", *_characters(doc, span))
        if actor is not None and actor.kind == "armed_group" and actor.code in _SIDES:
            yield Caveat(kind="party", span=span_at(doc, *_characters(doc, source)))
        # "The envoy" may be named elsewhere; "an official" is not.
        if actor is not None and actor.kind == "unnamed" and _in_office_unnamed(doc, source):
            yield Caveat(kind="anonymous", span=span_at(doc, *_characters(doc, source)))
    beside = quotation.cue or source
    if beside is not None:
        sentence = doc[tokens_of(doc, beside)[0]].sent
        inside = [_characters(doc, span) for span in quotation.content]
        for caveat, at in _found(doc, "sentence", sentence.start_char, sentence.end_char):
            # "reportedly" inside the words themselves is part of what is said.
            if not any(low <= at < high for low, high in inside):
                yield caveat


def _in_office_unnamed(doc: tokens.Doc, source: Span) -> bool:
    start, end = tokens_of(doc, source)
    words = doc[start:end]
    return words[0].lower_ in _INDEFINITE and any(is_office(word) or word.lower_ == "source" for word in words)


def _characters(doc: tokens.Doc, span: Span) -> tuple[int, int]:
    start, end = tokens_of(doc, span)
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _told(doc: tokens.Doc, where: str, low: int, high: int) -> Iterator[Caveat]:
    for caveat, _ in _found(doc, where, low, high):
        yield caveat


def _found(doc: tokens.Doc, where: str, low: int, high: int) -> Iterator[tuple[Caveat, int]]:
    text = text_of(doc)
    for kind, place, words in _words():
        match = words.search(text, low, high) if place == where else None
        if match is not None:
            yield Caveat(kind=kind, span=span_at(doc, *match.span())), match.start()


@functools.cache
def _words() -> tuple[tuple[CaveatKind, str, re.Pattern[str]], ...]:
    return tuple(
        (kind, where, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))  # type: ignore[misc]
        for kind, where, words, _example in entries("caveats.tsv")
    )
