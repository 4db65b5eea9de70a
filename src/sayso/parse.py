"""The sentences that a record's parts stand in, with their parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacy.glossary import GLOSSARY

from sayso.annotate import span_of, tokens_of
from sayso.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

Role = Literal[
    "content",
    "cue",
    "speaker",
    "addressee",
    "via",
    "caveat",
    "figure",
    "counted",
    "casualty",
    "listed",
    "date",
    "place",
    "actor",
    "trigger",
    "recipient",
    "by",
    "to",
    "meeting",
    "agenda",
    "control",
    "verdict",
    "judging",
    "membership",
    "member",
    "body",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a record; ``name`` is the actor it refers to, where known, or what a caveat says."""

    role: Role
    span: Span
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token as it was parsed; ``head`` counts in the words of its sentence, None is for the root.

    ``meaning`` is the relation in words. ``role`` is that of the shortest part that holds the token.
    """

    span: Span
    part_of_speech: str
    relation: str
    meaning: str
    head: int | None
    role: Role | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence with its parse."""

    span: Span
    words: tuple[Word, ...]


def sentences(doc: tokens.Doc, parts: tuple[Part, ...]) -> Iterator[Sentence]:
    """Yield the sentences that hold a part, in text order."""
    held: dict[int, tokens.Span] = {}
    for part in parts:
        index, end = tokens_of(doc, part.span)
        while index < min(end, len(doc)):
            sentence = doc[index].sent
            held[sentence.start] = sentence
            index = sentence.end
    for start in sorted(held):
        yield _sentence(doc, held[start], parts)


def _sentence(doc: tokens.Doc, sentence: tokens.Span, parts: tuple[Part, ...]) -> Sentence:
    shown = [token for token in sentence if not token.is_space]
    places = {token.i: place for place, token in enumerate(shown)}
    words = []
    for token in shown:
        span = span_of(doc, token.i, token.i + 1)
        holding = [part for part in parts if part.span.overlaps(span)]
        shortest = min(holding, key=lambda part: part.span.end - part.span.start, default=None)
        words.append(
            Word(
                span=span,
                part_of_speech=token.pos_,
                relation=token.dep_,
                meaning=GLOSSARY.get(token.dep_, ""),
                head=None if token.head.i == token.i else places.get(token.head.i),
                role=None if shortest is None else shortest.role,
            )
        )
    return Sentence(span=span_of(doc, sentence.start, sentence.end), words=tuple(words))
