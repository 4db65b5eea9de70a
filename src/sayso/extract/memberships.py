"""Memberships: who belongs to, joined, left or was shut out of which coalition, alliance, union or group."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from spacy.strings import get_string_id

from sayso.annotate import span_of
from sayso.extract.belonging.lists import of_list
from sayso.extract.belonging.moves import of_deed, of_part
from sayso.extract.belonging.nouns import of_member
from sayso.extract.belonging.sides import Sides
from sayso.extract.belonging.verbs import of_verb
from sayso.extract.belonging.words import triggers, words
from sayso.extract.realis import VERBS
from sayso.mention import MembershipMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.belonging.frames import Frame
    from sayso.extract.phrases import Range


def memberships(doc: tokens.Doc) -> Iterator[MembershipMention]:
    """Yield each statement that somebody named belongs to a body, or no longer does, in text order.

    Of a list each member is one statement. What is planned, wished or asked for is none: "wants to join".
    """
    keys = _keys()
    at = [index for index, key in enumerate(doc.to_array("LEMMA").tolist()) if key in keys]
    if not at:
        return
    sides = Sides.of(doc)
    told: set[tuple[Range, Range]] = set()
    seen: set[int] = set()
    for index in at:
        for frame in _frames(doc[index], sides):
            if (frame.member, frame.of) in told:
                continue  # two words of one statement: "a member of the coalition, which includes it"
            told.add((frame.member, frame.of))
            yield _mention(doc, frame, is_first=frame.telling.trigger not in seen)
            seen.add(frame.telling.trigger)


@functools.cache
def _keys() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in triggers())


def _frames(token: tokens.Token, sides: Sides) -> Iterator[Frame]:
    if token.lower_ == "including" or token.pos_ in VERBS or token.tag_ in {"VBN", "VBG"}:
        yield from of_list(token, sides)
        yield from of_verb(token, sides)
        return
    word = token.lemma_.lower()
    if word in words("member", "ally", "state"):
        yield from of_member(token, sides)
    elif word == "part":
        yield from of_part(token, sides)
    elif word in words("going", "shutting", "coming"):
        yield from of_deed(token, sides)
    else:
        yield from of_list(token, sides)


def _mention(doc: tokens.Doc, frame: Frame, *, is_first: bool) -> MembershipMention:
    """Give the words of the whole statement to the first of a list, their names to the rest."""
    (start, end), telling = frame.member, frame.telling
    if is_first:
        start, end = min(start, frame.of[0], telling.trigger), max(end, frame.of[1], telling.trigger + 1)
    return MembershipMention(
        span=span_of(doc, start, end),
        trigger=span_of(doc, telling.trigger, telling.trigger + 1),
        member=span_of(doc, *frame.member),
        of=span_of(doc, *frame.of),
        of_states=frame.of_states,
        change=telling.change,
        role=telling.role,
        rule=telling.rule,
    )
