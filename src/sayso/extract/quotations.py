"""Quotations: all content that a text attributes to a source, in marks or not."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import identify, span_of
from sayso.extract import phrases
from sayso.extract.attribution import cues
from sayso.extract.attribution.clauses import clauses
from sayso.extract.attribution.rivals import distinct, extent, passages
from sayso.extract.attribution.speech import marked, speech, written_words
from sayso.record import Mention, Quotation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.attribution.found import Found, Marked
    from sayso.extract.phrases import Range
    from sayso.record import Certainty, CueClass, Manner, Polarity

# A stretch in marks is looked for this many stretches before a place: the one that is open there, and those inside it.
_NEIGHBOURS = 12
_PLAIN = frozenset(
    {"cue after quotation", "cue before quotation", "according to", "words after a colon", "name before a colon"}
)
_NOBODY_IN_PARTICULAR = frozenset("anybody anyone nobody no none everybody everyone somebody someone".split())
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_DENIALS = frozenset({"deny", "refute", "denial", "dispute", "doubt"})
_CONDITIONAL = frozenset({"if", "unless"})
_POSSIBLE = frozenset({"may", "might", "perhaps", "possibly"})
_PROBABLE = frozenset({"likely", "probably"})


def quotations(doc: tokens.Doc) -> Iterator[Quotation]:
    """Yield each quotation of ``doc``: direct, indirect and mixed, in text order.

    An unattributed quotation is still evidence: it comes with ``speaker=None``.
    """
    stretches = marked(doc)
    opens = [stretch.open for stretch in stretches]
    spoken = [*speech(doc, stretches), *written_words(doc, stretches)]
    reported = [_widened(doc, found, _near(stretches, opens, *extent(found))) for found in clauses(doc)]
    for together in passages(spoken, reported):
        extents = [extent(found) for group in together for found in group]
        near = _near(stretches, opens, min(start for start, _ in extents), max(end for _, end in extents))
        yield from _of_one_passage(doc, *together, near)


def _near(stretches: list[Marked], opens: list[int], start: int, end: int) -> list[Marked]:
    """Give the stretches in marks that may touch tokens ``[start, end)``."""
    return stretches[max(bisect_left(opens, start) - _NEIGHBOURS, 0) : bisect_left(opens, end) + 1]


def _of_one_passage(
    doc: tokens.Doc, spoken: list[Found], reported: list[Found], stretches: list[Marked]
) -> Iterator[Quotation]:
    kept = sorted(distinct(spoken, reported), key=lambda found: (found.start, -found.end, found.cue or (0, 0)))
    kept = [found for found in kept if found.rule in _PLAIN or not _holders(kept, found) or _another_source(doc, found)]
    ids = [identify(doc, "q", *(edge for part in found.content for edge in part), *(found.cue or ())) for found in kept]
    for index, found in enumerate(kept):
        holders = _holders(kept, found)
        within = ids[kept.index(min(holders, key=lambda holder: holder[0])[1])] if holders else None
        yield _quotation(doc, found, ids[index], within, stretches)


def _widened(doc: tokens.Doc, found: Found, stretches: list[Marked]) -> Found:
    """Let content that reaches into quotation marks take in the whole stretch."""
    parts = []
    for start, end in found.content:
        low, high = start, end
        for stretch in stretches:
            if stretch.open >= high or stretch.close < low:
                continue
            inside = found.cue is not None and stretch.open < found.cue[0] < stretch.close
            if not inside and len(stretch.parts) == 1:
                if stretch.open < high <= stretch.close:
                    high = stretch.close + 1
                if stretch.open < low <= stretch.close and not (found.cue and stretch.open <= found.cue[0] < low):
                    low = stretch.open
        if high < len(doc) and doc[high].text == "”" and phrases.opens(doc, low, high):
            high += 1
        parts.append((low, _whole_word(doc, high)))
    return replace(found, content=tuple(parts))


def _whole_word(doc: tokens.Doc, end: int) -> int:
    """`supported the re-opening`: the parser may end a phrase inside a word with a hyphen."""
    while 0 < end < len(doc) - 1 and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2
    return end


def _holders(kept: list[Found], inner: Found) -> list[tuple[int, Found]]:
    """List the quotations whose content holds ``inner`` whole, cue included, with the length of that content."""
    edges = [inner.start, inner.end - 1, *((inner.cue[0],) if inner.cue else ())]
    size = inner.end - inner.start
    return [
        (end - start, other)
        for other in kept
        if other is not inner
        for start, end in other.content
        if end - start >= size and all(start <= edge < end for edge in edges)
    ]


def _another_source(doc: tokens.Doc, found: Found) -> bool:
    """Tell whether an inner quotation brings in somebody else's words.

    A speaker's own wishes and beliefs ("… said he hoped to win") are part of what he says.
    """
    if found.cue is None or found.speaker is None:
        return False
    cue = cues.verbs().get(doc[found.cue[0]].lemma_)
    if cue is None or found.rule != "clause under a cue verb":
        return False
    start, end = found.speaker
    if doc[start].lower_ in _NOBODY_IN_PARTICULAR:
        return False
    return end - start > 1 or doc[start].pos_ in {"NOUN", "PROPN"}


def _quotation(doc: tokens.Doc, found: Found, own_id: str, within: str | None, stretches: list[Marked]) -> Quotation:
    content = tuple(span_of(doc, start, end) for start, end in found.content)
    cue = None if found.cue is None else span_of(doc, *found.cue)
    return Quotation(
        id=own_id,
        manner=_manner(doc, found, stretches),
        content=content,
        cue=cue,
        cue_class=_cue_class(doc, found),
        speaker=_mention(doc, found.speaker),
        addressee=_mention(doc, found.addressee),
        within=within,
        polarity=_polarity(doc, found),
        certainty=_certainty(doc, found),
        rule=found.rule,
    )


def _mention(doc: tokens.Doc, tokens_: Range | None) -> Mention | None:
    if tokens_ is None:
        return None
    span = span_of(doc, *tokens_)
    return Mention(span.start, span.end)


def _manner(doc: tokens.Doc, found: Found, stretches: list[Marked]) -> Manner:
    inside = outside = 0
    for start, end in found.content:
        for token in doc[start:end]:
            if token.is_alpha or token.like_num:
                if any(low <= token.i < high for stretch in stretches for low, high in stretch.parts):
                    inside += 1
                else:
                    outside += 1
    if inside == 0:
        return "indirect"
    return "mixed" if outside else "direct"


def _cue_class(doc: tokens.Doc, found: Found) -> CueClass | None:
    if found.cue is None:
        return None
    token = doc[found.cue[0]]
    cue = cues.of_verb(token) or cues.nouns().get(token.lemma_)
    # "according to" and "put at" commit the reporter to nothing.
    return "neutral" if cue is None else cue.class_under(found.rule)


def _polarity(doc: tokens.Doc, found: Found) -> Polarity:
    """Tell whether the source stands by the content: not where it denies it, or is said not to say it."""
    if found.cue is None:
        return "affirmed"
    cue = doc[found.cue[0]]
    if cue.lemma_ in _DENIALS or any(child.dep_ == "neg" for child in cue.children):
        return "denied"
    if found.speaker is not None and doc[found.speaker[0]].lower_ in _NOBODY:
        return "denied"
    before = [token.lower_ for token in doc[cue.sent.start : cue.i]]
    untrue = "untrue" in before or "false" in before or ("not" in before and "true" in before)
    return "denied" if untrue and found.start > cue.i else "affirmed"


def _certainty(doc: tokens.Doc, found: Found) -> Certainty:
    if found.cue is not None:
        cue = cues.verbs().get(doc[found.cue[0]].lemma_)
        if cue is not None and "factive" in cue.frames.values():
            return "certain"
    start, end = found.content[0]
    # Only what qualifies the content's own verb counts: "may" deep inside a long speech hedges something else.
    root = doc[start:end].root
    words = {child.lower_ for child in root.children if start <= child.i < end}
    conditions = (child for child in root.children if child.dep_ == "advcl" and start <= child.i < end)
    if any(word.dep_ == "mark" and word.lower_ in _CONDITIONAL for clause in conditions for word in clause.lefts):
        return "possible"
    if words & _POSSIBLE:
        return "possible"
    return "probable" if words & _PROBABLE else "unspecified"
