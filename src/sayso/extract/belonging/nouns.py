"""Nouns for a member: "a member of the coalition", "coalition states", "a founder of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.belonging.frames import Frame, Telling, outcome, stated, subjects
from sayso.extract.belonging.words import words
from sayso.extract.phrases import Range, child_of, own_subject
from sayso.extract.realis import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.belonging.sides import Openness, Sides
    from sayso.record import MembershipChange

    Who = tuple[Range, MembershipChange | None, int]

_BESIDE = frozenset({"compound", "nmod", "amod", "poss"})
_OF, _IN = frozenset({"of", "to", "in"}), frozenset({"in"})
_STATES = frozenset({"states", "nations", "countries"})
_LISTS = frozenset({"including", "like", "namely"})
_COPULAS = frozenset({"be", "become", "remain", "stay"})
_NO_MEMBER = frozenset({"partner", "observer", "candidate", "non"})


def of_member(noun: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """`Ardel, a member of the coalition`; `the coalition members Ardel and Velland`."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        yield from _of_kind(noun, noun.head.head, sides)  # "is one of the founders of the coalition"
        return
    top = (
        noun.head
        if noun.dep_ in _BESIDE and noun.head.lemma_ in words("state") and noun.head.tag_[:2] == "NN"
        else noun
    )
    yield from _of_kind(noun, top, sides)


def _of_kind(noun: tokens.Token, top: tokens.Token, sides: Sides) -> Iterator[Frame]:
    """Read ``noun``, which says what kind of member, and ``top``, which stands for the member."""
    is_state = noun.lemma_ in words("state")
    if is_state and any(child.lemma_ in words("member") for child in noun.lefts):
        return  # told at "member"
    body = body_beside(top, sides, by_name=noun.lemma_ in words("ally"), links=_IN if is_state else _OF)
    if body is None and top != noun:
        body = body_beside(noun, sides)
    if body is None or any(child.lower_ in _NO_MEMBER for child in top.lefts):
        return
    if noun.i > 1 and noun.doc[noun.i - 1].text == "-" and noun.doc[noun.i - 2].lower_ == "non":
        return
    openness: Openness | None = sides.body(body, bare=True)
    of = sides.phrase(body)
    role = next((child.lower_ for child in (*top.lefts, *noun.lefts) if child.lower_ in words("role")), None)
    if noun.lemma_ == "founder":
        openness, role = "parties", "founder"  # who founds a movement leads it, or jokes
    is_former = any(child.lower_ in words("former") for child in (*top.lefts, *noun.lefts))
    for member, change, trigger in _who(top, sides, of):
        left: MembershipChange | None = "left" if is_former and change == "belongs" else change
        if left is not None:
            telling = Telling(trigger=trigger, change=left, rule="noun for a member", role=role)
            yield from stated(sides, [member], body, telling, openness=openness)


def body_beside(
    noun: tokens.Token, sides: Sides, *, by_name: bool = False, links: frozenset[str] = _OF
) -> tokens.Token | None:
    """Find the body beside a noun for a member: "NATO member", "the union's members", "member of the union"."""
    for child in noun.lefts:
        if child.dep_ in _BESIDE and sides.body(child, bare=True) is not None:
            return child
    if by_name:
        return None
    for child in noun.rights:
        inner = child_of(child, "pobj") if child.dep_ == "prep" and child.lower_ in links else None
        if inner is not None and sides.body(inner) is not None:
            return inner
    return None


def _who(noun: tokens.Token, sides: Sides, of: Range) -> Iterator[Who]:
    """Yield each who is said to be the member, what is left of that, and the word that the date hangs on."""
    if noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in _STATES:
        # The parse may take the noun for a verb: "the league states that".
        yield from ((member, "belongs", noun.i) for member in sides.listed(noun.i + 2))
    elif noun.tag_ in {"NNS", "NNPS"}:
        yield from _many(noun, sides, of)
    else:
        yield from _one(noun, sides)


def _many(noun: tokens.Token, sides: Sides, of: Range) -> Iterator[Who]:
    head = noun.head
    yield from ((member, "belongs", noun.i) for member in _after(noun, max(noun.i + 1, of[1]), sides))
    if noun.dep_ == "nsubj" and head.lemma_ == "be":
        yield from ((member, outcome(head, "belongs"), head.i) for member in sides.listed(head.i + 1))
    if noun.dep_ == "attr" and head.lemma_ in _COPULAS:
        yield from ((member, of_copula(head), head.i) for member in subjects(head, sides))
    if noun.dep_ == "nsubj" and (before := own_subject(head)) is not None and before.i < noun.i:
        # "Ardel and Velland, members of the coalition, sent": the parse gives the verb two subjects.
        is_aside = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text in {",", "–", "—"}
        yield from ((member, "belongs", noun.i) for member in (sides.joined(before) if is_aside else ()))
    if noun.dep_ == "appos" and sides.is_named(head) and any(child.dep_ == "conj" for child in head.rights):
        yield from ((member, "belongs", noun.i) for member in sides.joined(head))


def _one(noun: tokens.Token, sides: Sides) -> Iterator[Who]:
    doc, head = noun.doc, noun.head
    member: Range | None = None
    if noun.dep_ == "attr" and head.pos_ in VERBS and head.lemma_ in _COPULAS:
        yield from ((each, of_copula(head), head.i) for each in subjects(head, sides))
    elif noun.dep_ == "pobj" and head.lower_ == "as" and head.head.pos_ in VERBS:
        change = outcome(head.head, "belongs")
        yield from ((each, change, noun.i) for each in subjects(head.head, sides) if change == "belongs")
    elif noun.dep_ == "appos" and sides.is_named(head):
        member = sides.member(head)
    elif noun.lower_ == "one":
        return
    elif noun.dep_ in {"compound", "nmod"} and head.i > noun.i and sides.is_named(head):
        member = sides.named(noun.i + 1, head.i + 1)
    else:
        named = next((child for child in noun.rights if child.dep_ == "appos" and sides.is_named(child)), None)
        member = sides.member(named)
        if named is None or member is None or not (named.i == noun.i + 1 or doc[member[0] - 1].text == ","):
            member = None
    if member is not None:
        yield member, "belongs", noun.i


def of_copula(verb: tokens.Token) -> MembershipChange | None:
    """Tell what "is", "became" or "is not" a member leaves of it."""
    what = child_of(verb, "attr")
    # "becomes the only ally not to agree" was one before.
    is_first = what is None or not any(child.lower_ in {"only", "first", "last", "latest"} for child in what.lefts)
    change: MembershipChange = "joined" if verb.lemma_ == "become" and is_first else "belongs"
    return outcome(verb, change)


def _after(noun: tokens.Token, after: int, sides: Sides) -> list[Range]:
    """List those named after "members" and its "of": "the members Ardel and Velland", "members such as Ardel"."""
    doc = noun.doc
    start = after
    if start >= len(doc) - 1:
        return []
    opens = doc[start]
    if opens.text in {",", "("} and doc[start + 1].lower_ in _LISTS | {"such"}:
        start, opens = start + 1, doc[start + 1]
    if opens.lower_ == "such" and doc[start + 1].lower_ == "as":
        return sides.listed(start + 2)
    if opens.lower_ in _LISTS - {"including"} or opens.text in {":", "("}:
        return sides.listed(start + 1)
    if opens.text == "," or opens.text in {"—", "–"}:
        is_beside = any(child.dep_ == "appos" and child.i > start for child in noun.rights)
        return sides.listed(start + 1) if is_beside else []
    return sides.listed(start) if opens.tag_[:3] == "NNP" and start == noun.i + 1 else []
