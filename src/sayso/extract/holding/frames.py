"""Frames of control: how a verb or a noun tells who holds, gained or lost which place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.holding.ground import Ground, joined
from sayso.extract.holding.words import words
from sayso.extract.phrases import Range, agent, child_of, is_passive, subject
from sayso.record import ControlChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

_CHANGES: dict[str, ControlChange] = {"holds": "holds", "gained": "gained", "lost": "lost"}
_OURS = frozenset({"ours", "theirs", "mine"})
_PARTICLES = frozenset({"back", "over", "up", "out"})
_FROM = frozenset({"from", "of", "out"})
# Of these verbs "they seized Oden" tells a place also where nobody knows the name.
_NAMES_A_PLACE = frozenset({"recapture", "retake", "overrun", "occupy", "liberate", "control", "conquer", "hold"})
_CLAIMED = frozenset({"claim"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One statement of control: its change, who, which place, and the tokens from ``start`` to ``end`` that say it.

    ``is_sign`` where it is told by what shows it, a flag.
    """

    change: ControlChange
    holder: Range | None
    place: Range | None
    start: int
    end: int
    is_sign: bool = False


def of_verb(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """Yield what the verb ``verb`` tells of control."""
    frames = [*_possession(verb, ground), *_under_control(verb, ground)]
    if not frames:
        frames = [*_objects(verb, ground), *_moves(verb, ground), *_received(verb, ground)]
    yield from frames[:3]


def _lemma(verb: tokens.Token) -> str:
    """Give the lemma with the particle that makes another verb of it: "take back"."""
    after = next(
        (child for child in verb.rights if child.dep_ in {"prt", "advmod"} and child.lower_ in _PARTICLES), None
    )
    return verb.lemma_ if after is None else f"{verb.lemma_} {after.lower_}"


def _class_of(verb: tokens.Token, *classes: str) -> tuple[str, bool] | None:
    """Give the class that lists ``verb``, and whether it needs an armed force for it."""
    long = _lemma(verb)
    for word in dict.fromkeys((long, verb.lemma_)):
        for kind in classes:
            if word in words(kind):
                # "occupied the port in May": then they came; "have occupied it since" holds.
                came = word == "occupy" and verb.tag_ == "VBD"
                return "gained" if came else kind, words(kind)[word]
    return None


def _objects(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`the rebels seized the town`, `the town was seized by the rebels`, `which the rebels seized`."""
    listed = _class_of(verb, "holds", "gained", "lost")
    if listed is None and verb.lemma_ in _CLAIMED:
        yield from _claimed(verb, ground)
    if listed is None:
        return
    kind, force = listed
    if verb.lemma_ == "have" and not _is_the_place(child_of(verb, "dobj"), ground):
        return
    who, what, passive = _who_and_what(verb)
    if who is None or what is None or who == what:
        return
    place = ground.site(what, named=verb.lemma_ in _NAMES_A_PLACE)
    if place is None:
        return
    claimants = [] if passive else _claimants(verb, who)
    holders = [ground.holder(each, force=force or bool(claimants)) for each in claimants or joined(who)]
    known = [holder for holder in holders if holder is not None]
    if claimants and len(known) == len(claimants):
        yield from _claims(verb, known, place, _CHANGES[kind])
    elif not claimants and known:
        yield _frame(_CHANGES[kind], known[0], place, verb)
        for holder in known[1:]:
            yield Frame(
                change=_CHANGES[kind], holder=holder, place=place, start=holder[0], end=max(holder[1], verb.i + 1)
            )


def _who_and_what(verb: tokens.Token) -> tuple[tokens.Token | None, tokens.Token | None, bool]:
    """Give who does it, to what, and whether ``verb`` is a passive."""
    participle = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if participle or is_passive(verb):
        return agent(verb), verb.head if verb.dep_ == "acl" else child_of(verb, "nsubjpass"), True
    return subject(verb), child_of(verb, "dobj") or _fronted(verb), False


def _received(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`lost the town to the rebels`: they gained it."""
    if _class_of(verb, "lost") is None:
        return
    _, what, _ = _who_and_what(verb)
    to = next((child for child in _prepositions(verb) if child.lower_ == "to"), None)
    receiver = None if to is None else child_of(to, "pobj")
    holder, place = ground.holder(receiver, force=True), ground.site(what)
    if to is not None and receiver is not None and receiver.pos_ != "PRON" and holder is not None and place is not None:
        yield Frame(change="gained", holder=holder, place=place, start=to.i, end=holder[1])


def _is_the_place(what: tokens.Token | None, ground: Ground) -> bool:
    """`has the town`, not `has areas of concern`."""
    if what is None:
        return False
    article = what.n_lefts > 0 and next(what.lefts).lower_ in {"the", "all"}
    return what.tag_ in {"NN", "NNP"} and (article or what.i in ground.places) and what.n_rights == 0


def _claimants(verb: tokens.Token, who: tokens.Token) -> list[tokens.Token]:
    """Give the two or more who each say that "they" hold it; nobody where one alone says so."""
    if who.lower_ != "they" or verb.dep_ != "ccomp":
        return []
    sayer = subject(verb.head)
    sayers = [] if sayer is None else _subjects_of(verb.head, sayer)
    return sayers if len(sayers) > 1 else []


def _claims(verb: tokens.Token, holders: list[Range], place: Range, change: ControlChange) -> Iterator[Frame]:
    """`which both the guard and the league claim to hold`: the claim of each is a statement of its own."""
    for number, holder in enumerate(holders, start=1):
        end = max(verb.i + 1, holder[1]) if number == len(holders) else holder[1]
        yield Frame(change=change, holder=holder, place=place, start=holder[0], end=end)


def _subjects_of(verb: tokens.Token, found: tokens.Token) -> list[tokens.Token]:
    """Give those who speak; a relative pronoun is often taken for the subject in their stead."""
    own = [child for child in verb.lefts if child.dep_ in {"nsubj", "dobj"} and child.pos_ in {"NOUN", "PROPN"}]
    return joined(own[-1] if own else found)


def _fronted(verb: tokens.Token) -> tokens.Token | None:
    """`Oden, which the rebels say they hold`: the relative pronoun of the clause around."""
    at = verb
    while at.dep_ == "ccomp" and at.head != at:
        at = at.head
    if at.dep_ != "relcl" or at == verb:
        return None
    return next((child for child in at.lefts if child.tag_ == "WDT"), None)


def _claimed(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`The league claims two thirds of the valley`: a share of ground is claimed as held."""
    what, who = child_of(verb, "dobj"), subject(verb)
    if what is None or who is None or what.lemma_.lower() not in words("part") or is_passive(verb):
        return
    holder, place = ground.holder(who, force=True), ground.site(what)
    if holder is not None and place is not None:
        yield _frame("holds", holder, place, verb)


def _moves(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`withdrew from the town`, `cleared the rebels from the valley`, `fell to the rebels`."""
    listed = _class_of(verb, "lost from", "clears", "yields")
    if listed is None:
        return
    kind, force = listed
    if kind == "yields":
        receiver = _under(verb, frozenset({"to"}))
        place = ground.site(subject(verb), named=True)
        holder = ground.holder(receiver, force=force)
        if place is not None and holder is not None:
            yield _frame("gained", holder, place, verb)
        return
    passive = is_passive(verb)
    place = ground.site(_under(verb, _FROM), named=True)
    enemy = child_of(verb, "dobj")
    if place is None or (kind == "clears") != (enemy is not None or passive):
        return
    moved = child_of(verb, "nsubjpass") if passive else None
    who = moved if moved is not None and agent(verb) is None else (agent(verb) if passive else subject(verb))
    holder = ground.holder(who, force=force)
    if holder is not None:
        lost = kind == "lost from" or (moved is not None and who == moved)
        yield _frame("lost" if lost else "gained", holder, place, verb)


def _possession(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`Oden is ours`; `took control of Oden`."""
    complement = child_of(verb, "acomp", "attr")
    if verb.lemma_ in {"be", "remain", "stay"} and complement is not None and complement.lower_ in _OURS:
        place = ground.site(child_of(verb, "nsubj"), named=True)
        if place is not None:
            yield _frame("holds", (complement.i, complement.i + 1), place, verb)
        return
    control = child_of(verb, "dobj", "nsubjpass")
    listed = _class_of(verb, "opens", "has", "drops")
    if listed is None and verb.lemma_ == "be":
        inside = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "in"), None)
        control = None if inside is None else child_of(inside, "pobj")
        listed = None if control is None else ("has", False)
    if control is None or listed is None or control.lemma_ != "control":
        return
    place = ground.site(
        _under(control, frozenset({"of", "over"})) or _under(verb, frozenset({"of", "over"})), named=True
    )
    holder = ground.holder(agent(verb) if is_passive(verb) else subject(verb), force=False)
    change: dict[str, ControlChange] = {"opens": "gained", "has": "holds", "drops": "lost"}
    if place is not None and holder is not None:
        yield _frame(change[listed[0]], holder, place, verb)


def _under_control(verb: tokens.Token, ground: Ground) -> Iterator[Frame]:
    """`Oden remains in our hands`, `the town came under the control of the rebels`."""
    listed = _class_of(verb, "stays", "comes")
    if listed is None:
        return
    kinds = {kind for kind in ("stays", "comes") if verb.lemma_ in words(kind)}
    for child in _prepositions(verb):
        if child.lower_ not in {"in", "into", "under", "to"}:
            continue
        rule = child_of(child, "pobj")
        if (
            rule is None
            or rule.lemma_ not in words("rule")
            or (child.lower_ in {"in", "into"} and rule.lemma_ != "hand")
        ):
            continue
        owner = _under(rule, frozenset({"of"})) or child_of(rule, "poss", "compound", "amod", "nmod")
        place = ground.site(child_of(verb, "nsubj"), named=True)
        holder = _owner(owner, ground)
        if place is not None and holder is not None:
            frame = _frame("gained" if kinds == {"comes"} else "holds", holder, place, verb)
            yield replace(frame, end=max(frame.end, rule.i + 1))


def _owner(owner: tokens.Token | None, ground: Ground) -> Range | None:
    """Give whose hands they are: "our", "the rebels'", "rebel"."""
    if owner is None:
        return None
    if owner.tag_ == "PRP$":
        return owner.i, owner.i + 1
    is_named = owner.pos_ == "PROPN" or owner.ent_type_ == "NORP" or owner.lemma_.lower() in words("force")
    if owner.dep_ in {"compound", "amod", "nmod"} and not is_named:
        return None
    start, end = owner.left_edge.i, owner.i + 1
    while start < end - 1 and owner.doc[start].lower_ in {"the", "a"} and owner.dep_ == "compound":
        start += 1
    return (start, end) if owner.dep_ == "poss" or owner.dep_ != "pobj" else ground.holder(owner, force=False)


def _prepositions(verb: tokens.Token) -> list[tokens.Token]:
    """Give those under ``verb``, also those hung on a particle: "pulled back from"."""
    beside = [
        below for child in verb.rights for below in ((child, *child.rights) if child.dep_ == "advmod" else (child,))
    ]
    return [child for child in beside if child.dep_ in {"prep", "dative"}]


def _under(verb: tokens.Token, prepositions: frozenset[str]) -> tokens.Token | None:
    """Find the object of the first of ``prepositions`` under ``verb``, also of "out of"."""
    for child in _prepositions(verb):
        if child.lower_ in prepositions:
            inner = child_of(child, "pobj")
            if inner is not None:
                return inner
            deeper = next((below for below in child.children if below.dep_ == "prep"), None)
            if deeper is not None:
                return child_of(deeper, "pobj")
    below = child_of(verb, "dobj")
    if below is not None and "from" in prepositions:
        # "cleared the rebels from the valley": the preposition is often hung on the rebels.
        inner = next((child for child in below.rights if child.dep_ == "prep" and child.lower_ == "from"), None)
        return None if inner is None else child_of(inner, "pobj")
    return None


def _frame(change: ControlChange, holder: Range, place: Range, verb: tokens.Token) -> Frame:
    """Let the words run from the first of holder, verb and place to the last, within the clause."""
    parts = [(verb.i, verb.i + 1)]
    parts += [part for part in (holder, place) if _is_near(part, verb)]
    start = min(part[0] for part in parts)
    if start == verb.i:
        helpers = [child.i for child in verb.lefts if child.dep_ in {"aux", "auxpass"}]
        start = min([start, *helpers])
    return Frame(change=change, holder=holder, place=place, start=start, end=max(part[1] for part in parts))


def _is_near(part: Range, verb: tokens.Token) -> bool:
    """Tell whether ``part`` stands in the clause of ``verb``, and not in the one that it describes."""
    clause = verb.left_edge.i
    if verb.dep_ in {"relcl", "acl"} and verb.head.i < verb.i:
        clause = max(clause, verb.head.i + 1)
    return part[0] >= clause or verb.dep_ in {"conj", "xcomp", "advcl"}
