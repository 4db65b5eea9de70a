"""Control told without a verb for it: deeds as nouns, "rebel-held", shares, flags, and forces that are somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.holding.frames import Frame
from sayso.extract.holding.ground import Ground, joined
from sayso.extract.holding.words import words
from sayso.extract.phrases import child_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.record import ControlChange

_SHRINKS = frozenset({"shrink", "fall", "drop", "decline", "dwindle", "decrease", "diminish", "sink"})
_GROWS = frozenset({"grow", "rise", "increase", "expand", "climb", "swell"})
_SEES = frozenset({"see", "find", "observe", "photograph", "film", "spot"})
_WIDE = frozenset({"area", "region", "country", "zone", "province", "capital", "territory", "mountain"})
_AT = frozenset({"in", "on", "over", "at", "above", "inside"})


def of_noun(noun: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """Yield what the noun ``noun`` tells of control."""
    word = noun.lemma_.lower()
    if word in words("deed") or word in words("loss"):
        yield from _deed(noun, ground, "gained" if word in words("deed") else "lost")
    elif word == "share":
        yield from _share(noun, ground)
    elif word == "flag":
        yield from _flag(noun, ground)


def of_participle(participle: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`the rebel-held town`: who and what stand on both sides of the hyphen."""
    doc, at = ground.doc, participle.i
    if at < 2 or doc[at - 1].text not in {"-", "‑", "–"}:  # noqa: PLR2004 - the holder and the hyphen
        return
    holder = doc[at - 2]
    what = participle.head
    if holder.lemma_.lower() not in words("force") and holder.pos_ != "PROPN" and holder.i not in ground.actors:
        return
    place = ground.site(what)
    if place is None or what.i <= at or what.lemma_ == "building":
        return  # a building is held today and struck tomorrow
    start = max(place[0], min(place[0], holder.i))
    yield Frame(change="holds", holder=(holder.i, holder.i + 1), place=place, start=start, end=place[1])


def of_presence(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`the guards were at the market`; `met men of the league at the quay`: who is there holds it."""
    if verb.lemma_ == "be":
        holders = [child for child in verb.lefts if child.dep_ == "nsubj"]
        inside = next(
            (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in {"in", "inside"}), None
        )
    elif verb.lemma_ in _SEES:
        holders = [child for child in verb.rights if child.dep_ == "dobj"]
        inside = next(
            (
                token
                for holder in holders
                for token in holder.doc[holder.i : holder.right_edge.i + 1]
                if token.dep_ == "prep" and token.lower_ == "in"
            ),
            None,
        )
    else:
        return
    what = None if inside is None else child_of(inside, "pobj")
    if what is None or not holders or _is_wide(what, ground):
        return
    holder, place = ground.holder(holders[0], force=True), ground.site(what)
    mention = ground.actors.get(holder[1] - 1) if holder is not None else None
    is_armed = holders[0].lemma_.lower() in words("force") or (mention is not None and mention.kind == "armed_group")
    if holder is None or place is None or not is_armed or holders[0].pos_ == "PRON":
        return
    yield Frame(change="holds", holder=holder, place=place, start=holders[0].left_edge.i, end=place[1])


def _is_wide(what: tokens.Token, ground: Ground) -> bool:
    """Tell whether one can be there without holding it: "was in the area", "is in Syria"."""
    toponym = ground.places.get(what.i)
    return what.lemma_ in _WIDE or (toponym is not None and toponym.kind in {"country", "region"})


def _deed(noun: tokens.Token, ground: Ground, change: ControlChange) -> Iterator[Frame]:
    """`the capture of Oden by the rebels`, `the rebels' capture of Oden`."""
    whole = child_of(noun, "poss")
    what: tokens.Token | None = None
    for child in noun.rights:
        inner = child_of(child, "pobj") if child.dep_ in {"prep", "agent"} else None
        if inner is None:
            continue
        if child.lower_ == "of":
            what = inner
            by = next((below for below in inner.rights if below.lower_ == "by"), None)
            whole = whole or (None if by is None else child_of(by, "pobj"))
        elif child.lower_ == "by":
            whole = whole or inner
        elif child.lower_ == "from" and change == "lost":
            what, whole = inner, whole or what
    place = ground.site(what, named=noun.lemma_ in {"recapture", "liberation", "takeover"})
    holder = None if whole is None else ground.holder(whole, force=change == "lost")
    if place is not None and holder is not None:
        # "from the town on Sunday by the army": the words run as far as the later of the two.
        start = min(noun.left_edge.i, holder[0])
        yield Frame(change=change, holder=holder, place=place, start=start, end=max(place[1], holder[1], noun.i + 1))


def _share(noun: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`the league's part of the valley has grown`."""
    owner, verb, part = child_of(noun, "poss"), noun.head, child_of(noun, "prep")
    if owner is None or part is None or noun.dep_ != "nsubj":
        return
    place = ground.site(child_of(part, "pobj"))
    holder = ground.holder(owner, force=True)
    change: ControlChange = "lost" if verb.lemma_ in _SHRINKS else "gained" if verb.lemma_ in _GROWS else "holds"
    if place is None or holder is None or (change == "holds" and verb.lemma_ not in {"be", "stand", "remain"}):
        return
    tail = next((child.right_edge.i + 1 for child in verb.rights if child.dep_ in {"prep", "attr"}), verb.i + 1)
    yield Frame(change=change, holder=holder, place=place, start=noun.left_edge.i, end=tail)


def _flag(noun: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`hoisted a flag over the castle`; `the Ardelian flag on the castle and the league's at the quay`."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_ in {"raise", "hoist", "plant"}:
        over = next(
            (child for child in (*verb.rights, *noun.rights) if child.dep_ == "prep" and child.lower_ in _AT), None
        )
        place = None if over is None else ground.site(child_of(over, "pobj"))
        who = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if who is None and verb.dep_ == "conj":
            who = next((child for child in verb.head.lefts if child.dep_ == "nsubj"), None)
        holder = ground.holder(who, force=True)
        if place is not None and holder is not None:
            yield Frame(change="gained", holder=holder, place=place, start=verb.i, end=place[1], is_sign=True)
        return
    for each in joined(noun):
        # "the front's" is often taken for "the front is".
        is_owner = each != noun and ground.doc[each.i + 1].lower_ == "'s"
        owner = each if is_owner else child_of(each, "poss", "amod", "compound", "nmod")
        sign = next((below for below in each.children if below.lower_ == "'s"), each) if is_owner else each
        on = next(
            (child for child in (*each.rights, *sign.rights) if child.dep_ == "prep" and child.lower_ in _AT), None
        )
        place = None if on is None else ground.site(child_of(on, "pobj"))
        if (each == noun or is_owner) and owner is not None and place is not None:
            start, whose = each.left_edge.i, (owner.left_edge.i, owner.i + 1)
            yield Frame(change="holds", holder=whose, place=place, start=start, end=place[1], is_sign=True)
