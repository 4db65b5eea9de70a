"""Control: who holds, gained or lost which place, in the words of the text."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.strings import get_string_id

from sayso.annotate import span_of
from sayso.extract.holding.frames import Frame, of_verb
from sayso.extract.holding.ground import Ground, joined_places
from sayso.extract.holding.nouns import of_noun, of_participle, of_presence
from sayso.extract.holding.words import triggers, words
from sayso.extract.realis import VERBS, is_told
from sayso.mention import ControlMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.document import Span
    from sayso.extract.phrases import Range

_MORE = frozenset({"including", "among"})
_LONGEST = 7
_PRESENT = frozenset({"be", "see", "find", "observe", "photograph", "film", "spot"})


def control(doc: tokens.Doc) -> Iterator[ControlMention]:
    """Yield each statement that somebody holds, gained or lost a place, in text order.

    What is planned, feared, asked for or denied is none: "will take the town", "does not hold it".
    """
    keys = _keys()
    at = [index for index, key in enumerate(doc.to_array("LEMMA").tolist()) if key in keys]
    if not at:
        return
    ground = Ground.of(doc)
    for frame in _once(frame for index in at for frame in _frames(doc[index], ground)):
        yield _mention(doc, frame)
        further = () if doc[frame.end - 1].head.lower_ in words("amod") else joined_places(ground, frame.place)
        for start, end in (*further, *_enumerated(ground, frame)):
            yield _mention(doc, replace(frame, place=(start, end), start=start, end=end))


def _once(frames: Iterable[Frame]) -> Iterator[Frame]:
    """Leave out what a word tells again, and join what one deed does twice: "entered the town and raised the flag"."""
    last: Frame | None = None
    seen: set[Frame] = set()
    for frame in frames:
        if frame in seen:
            continue
        seen.add(frame)
        if last is None:
            last = frame
        elif frame.holder == last.holder and frame.change == last.change and last.start <= frame.start <= last.end + 8:
            # A second place of the same deed is one more statement; the flag over it is not.
            if frame.place == last.place or frame.is_sign:
                last = replace(last, end=max(last.end, frame.end))
            else:
                yield last
                last = frame
        else:
            yield last
            last = frame
    if last is not None:
        yield last


@functools.cache
def _keys() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in triggers() | _PRESENT)


def _frames(token: tokens.Token, ground: Ground) -> Iterator[Frame]:
    if token.lower_ in words("amod") and token.dep_ in {"amod", "acl"}:
        found = list(of_participle(token, ground))
        if found:
            yield from found
            return
    if token.pos_ in VERBS:
        frames = list(of_verb(token, ground)) or list(of_presence(token, ground))
    elif token.lemma_ == "control" and token.dep_ in {"dobj", "nsubjpass", "pobj"}:
        token = token.head if token.dep_ != "pobj" else token.head.head
        frames = list(of_verb(token, ground)) if token.pos_ in VERBS else []
    else:
        frames = list(of_noun(token, ground))
    if frames and is_told(token):
        yield from frames


def _enumerated(ground: Ground, frame: Frame) -> Iterator[Range]:
    """`most of the province, including Oden and the port of Tolm`: each place by itself."""
    doc, at = ground.doc, frame.end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at >= len(doc) or doc[at].lower_ not in _MORE:
        return
    at += 1
    if at < len(doc) and doc[at].lower_ in {"it", "them", "these", "those"}:
        at += 1
    start = at
    while at < len(doc):
        token = doc[at]
        ends = token.pos_ in VERBS or (token.is_punct and token.text != ",")
        if ends or token.text == "," or token.lower_ == "and":
            if at > start and not _is_place(ground, start, at):
                return  # "including Oden, the commander said"
            if at > start:
                yield start, at
            if ends:
                return
            start = at + 1
        at += 1


def _is_place(ground: Ground, start: int, end: int) -> bool:
    """Tell whether it is a short phrase with a name in it that is nobody's."""
    inside = ground.doc[start:end]
    mentions = [ground.actors[token.i] for token in inside if token.i in ground.actors]
    # One word that the recogniser takes for a person is as often a town that it does not know.
    people = (mention.kind == "person" and " " in mention.name for mention in mentions)
    is_known = any(token.i in ground.places for token in inside)
    return end - start <= _LONGEST and any(token.pos_ == "PROPN" for token in inside) and (is_known or not any(people))


def _mention(doc: tokens.Doc, frame: Frame) -> ControlMention:
    return ControlMention(
        span=span_of(doc, frame.start, frame.end),
        change=frame.change,
        holder=_span(doc, frame.holder),
        place=_span(doc, frame.place),
    )


def _span(doc: tokens.Doc, part: Range | None) -> Span | None:
    return None if part is None else span_of(doc, *part)
