"""Lists of members: "the coalition, which includes A and B", "an alliance of A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.belonging.frames import Frame, Telling, outcome, stated
from sayso.extract.belonging.nouns import body_beside
from sayso.extract.belonging.words import words
from sayso.extract.phrases import own_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.belonging.sides import Sides

_RULE = "list of members"


def of_list(word: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """Yield the members that follow "includes", "including", "made up of", or the "of" of an alliance."""
    lemma, start = word.lemma_.lower(), word.i + 1
    if word.lower_ == "including" and word.dep_ in {"prep", "acl", "advcl", "amod"}:
        yield from _listed(_before(word, sides), word, start, sides)
    elif lemma in words("alliance") and word.tag_ == "NN":
        of = next((child for child in word.rights if child.lower_ == "of"), None)
        if of is not None and sides.body(word) is not None:
            yield from stated(sides, sides.members_in(of), word, Telling(trigger=word.i, change="belongs", rule=_RULE))
    elif lemma in words("holds"):
        yield from _told(word, start, sides, is_whole=lemma == "comprise")
    elif lemma in words("formed"):
        of_at = next((token.i for token in word.doc[start : start + 3] if token.lower_ == "of"), None)
        if of_at is not None:
            yield from _told(word, of_at + 1, sides, is_whole=True)


def _told(verb: tokens.Token, start: int, sides: Sides, *, is_whole: bool) -> Iterator[Frame]:
    change = outcome(verb, "belongs")
    if change in {"belongs", "not"}:
        yield from _listed(_whole(verb), verb, start, sides, is_whole=is_whole, is_not=change == "not")


def _listed(  # noqa: PLR0913 - where the list stands and what is told of it
    body: tokens.Token | None,
    word: tokens.Token,
    start: int,
    sides: Sides,
    *,
    is_whole: bool = False,
    is_not: bool = False,
) -> Iterator[Frame]:
    """``is_whole``: the words tell all of its members, so that even "the new group" is told by them."""
    if body is None:
        return
    openness = sides.body(body, bare=True) or ("anybody" if is_whole and sides.is_grouping(body) else None)
    if openness is None:
        return
    while start < len(word.doc) and word.doc[start].tag_ in {"RB", "PDT"}:
        start += 1
    telling = Telling(trigger=word.i, change="not" if is_not else "belongs", rule=_RULE)
    yield from stated(sides, sides.listed(start), body, telling, openness=openness)


def _whole(verb: tokens.Token) -> tokens.Token | None:
    """Find what includes or is made up: the subject, or the noun that the clause describes."""
    who = own_subject(verb)
    if who is not None and who.tag_ not in {"WDT", "WP"} and who.lower_ != "that":
        return who
    return verb.head if verb.dep_ in {"relcl", "acl"} else None


def _before(including: tokens.Token, sides: Sides) -> tokens.Token | None:
    """Find the body that "including" stands after, by the parse or right before the comma."""
    head = including.head
    if sides.body(head) is not None and head.i < including.i:
        return head
    if head.lemma_ in words("member"):
        return body_beside(head, sides)  # "coalition members, including Ardel"
    at = including.i - 1
    at -= including.doc[max(at, 0)].text == ","
    return including.doc[at] if at > 0 and sides.body(including.doc[at]) is not None else None
