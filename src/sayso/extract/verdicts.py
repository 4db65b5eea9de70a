"""Verdicts: what the author judges in a voice of his own, on nobody's word."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple, get_args

from sayso.annotate import document_of, found, identify, span_of, text_of, tokens_of
from sayso.extract.lexicon import entries
from sayso.extract.phrases import SUBJECTS
from sayso.record import Verdict, VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.document import Document
    from sayso.record import Quotation

_DUTIES = frozenset({"must", "should", "ought"})
# "That should be enough": a guess. "Those who want to come should dial ...": an announcement.
_NOBODY = frozenset({"it", "that", "this", "those", "these", "there", "you", "anyone", "readers"})
_ASIDE = frozenset({"furniture", "byline", "date", "dateline"})
_SHORTEST = 4


class _Cue(NamedTuple):
    start: int
    end: int
    kind: VerdictKind


def verdicts(doc: tokens.Doc) -> Iterator[Verdict]:
    """Yield each sentence in which the author judges, with the words that do, in text order.

    What stands in quotation marks, or in what somebody is said to have said, is not the author's.
    """
    document = document_of(doc)
    quotations: tuple[Quotation, ...] = found(doc, "quotations")
    others = frozenset(
        index for each in quotations for span in each.content for index in range(*tokens_of(doc, span))
    ) | _in_marks(doc)
    starts = [sentence.start for sentence in doc.sents]
    cues: dict[int, list[_Cue]] = {}
    for cue in sorted({*_worded(doc), *_duties(doc)}):
        if others.isdisjoint(range(cue.start, cue.end)) and not _is_name(doc, cue):
            cues.setdefault(bisect_right(starts, cue.start) - 1, []).append(cue)
    ends = [*starts[1:], len(doc)]
    for number, those in sorted(cues.items()):
        start, end = _trimmed(doc, starts[number], ends[number])
        if end - start < _SHORTEST or _is_aside(document, doc, start) or doc[end - 1].text == "?":
            continue
        yield Verdict(
            id=identify(doc, "v", *_offsets(doc, start, end)),
            kind=those[0].kind,
            span=span_of(doc, start, end),
            cues=tuple(span_of(doc, cue.start, cue.end) for cue in those),
            rule=f"{those[0].kind} in the author's voice",
        )


def _worded(doc: tokens.Doc) -> Iterator[_Cue]:
    begins = [token.idx for token in doc]
    for kind, pattern in _patterns():
        for match in pattern.finditer(text_of(doc)):
            start = bisect_right(begins, match.start()) - 1
            yield _Cue(start, max(bisect_left(begins, match.end()), start + 1), kind)


def _duties(doc: tokens.Doc) -> Iterator[_Cue]:
    """`The council must act`: what the author calls for."""
    for token in doc:
        if token.tag_ != "MD" or token.lower_ not in _DUTIES or token.dep_ != "aux":
            continue
        verb = token.head
        helpers = {child.lemma_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}} - {token.lemma_}
        is_main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
        if not is_main or "have" in helpers or subject is None or subject.i > token.i:
            continue  # "it must have been", "should it fail"
        if subject.lower_ not in _NOBODY and not any(child.dep_ == "neg" for child in verb.lefts):
            yield _Cue(token.i, token.i + 1, "necessity")


def _in_marks(doc: tokens.Doc) -> frozenset[int]:
    """Give the tokens in quotation marks, whoever's words they are."""
    inside: set[int] = set()
    opened: int | None = None
    for token in doc:
        if token.text == "“":
            opened = token.i
        elif opened is not None and (token.text == "”" or "\n\n" in token.text_with_ws):
            inside.update(range(opened, token.i + 1))
            opened = None
    return frozenset(inside)


def _is_name(doc: tokens.Doc, cue: _Cue) -> bool:
    """Tell a word in a name from a judgement: "the Martyrs' Brigade", "Noble County"."""
    token = doc[cue.start]
    return token.ent_type_ != "" or (token.tag_ in {"NNP", "NNPS"} and not token.is_sent_start)


def _trimmed(doc: tokens.Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].is_space or doc[start].text == "”"):
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return start, end


def _is_aside(document: Document | None, doc: tokens.Doc, start: int) -> bool:
    if document is None:
        return False
    at = span_of(doc, start, start + 1)
    return any(block.kind in _ASIDE and block.start <= at.start < block.end for block in document.blocks)


def _offsets(doc: tokens.Doc, start: int, end: int) -> tuple[int, int]:
    span = span_of(doc, start, end)
    return span.start, span.end


@functools.cache
def _patterns() -> tuple[tuple[VerdictKind, re.Pattern[str]], ...]:
    """Compile ``lexicon/verdict_words.tsv``, one pattern for each kind."""
    listed = [(kind, words.replace(" | ", "|")) for kind, words, _example in entries("verdict_words.tsv")]
    # The call for a deed has no words of its own, but a modal verb.
    grouped = ((kind, [words for own, words in listed if own == kind]) for kind in get_args(VerdictKind))
    return tuple((kind, _pattern(words)) for kind, words in grouped if words)


def _pattern(words: list[str]) -> re.Pattern[str]:
    either = "|".join(words).replace("~", "[a-z]*")
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
