"""Groups of actors that speak as one: "the army and the front", "the two leaders"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.actor_words import offices, persons
from sayso.resolve.names import Cluster, gender_of, normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.resolve.speakers import Scene

_HOW_MANY = {"two": 2, "both": 2, "pair": 2, "three": 3, "trio": 3, "four": 4}
_OPENING = frozenset({"the", "these", "those", "both", "all", "of"})
_POINTING = _OPENING | {"pair", "trio"}
_LEADERS = frozenset({"leader", "chief", "head", "counterpart", "official", "politician", "statesman"})
_HEADS = frozenset(
    {"president", "premier", "king", "queen", "chancellor", "leader", "chief", "emir", "prince", "minister"}
)
_STATES = frozenset({"country", "state", "nation", "government", "capital", "neighbour", "neighbor"})
_SIDES = frozenset({"side", "party", "faction", "army", "force", "camp"})
_PEOPLE = frozenset({"man", "woman", "person", "pair", "trio"})
_BODIES = frozenset({"organisation", "armed_group", "state"})
# Tokens back to look for those whom "the two leaders" points at: about four paragraphs of news.
_REACH = 400


def parts(doc: tokens.Doc, start: int, end: int, head: tokens.Token) -> list[Range]:
    """Cut `the army and the front` into its parts; one part where nothing is joined."""
    cuts = [start]
    at = head
    while True:
        joined = next((child for child in at.rights if child.dep_ == "conj" and child.i < end), None)
        joins = next((child for child in at.rights if child.dep_ == "cc" and child.lower_ == "and"), None)
        if joined is None or joined.pos_ not in {"NOUN", "PROPN"} or (joins is None and joined.n_rights == 0):
            break
        cuts.append(joined.left_edge.i)
        at = joined
    pieces = []
    for low, high in zip(cuts, [*cuts[1:], end], strict=True):
        first, last = low, high
        while last > first + 1 and (doc[last - 1].lower_ == "and" or doc[last - 1].is_punct):
            last -= 1
        while first < last - 1 and doc[first].lower_ in {"both", "and"}:
            first += 1
        pieces.append((first, last))
    return pieces


def joint(scene: Scene, members: list[Cluster]) -> Cluster:
    """Give the group of ``members``, who speak together."""
    name = ", ".join(member.name for member in members[:-1]) + f" and {members[-1].name}"
    key = "together " + " + ".join(sorted(member.key for member in members))
    return scene.known_as(key) or scene.add(Cluster(key=key, name=name, kind="group", members=members))


def pointed_at(scene: Scene, start: int, end: int, head: tokens.Token) -> list[Cluster]:
    """Find whom `the two leaders` points back at; nobody where the text leaves it open."""
    words = [token.lower_ for token in scene.doc[start:end]]
    number = next((_HOW_MANY[word] for word in words if word in _HOW_MANY), None)
    described = [word for word in words if word not in _OPENING and word not in _HOW_MANY and word != head.lower_]
    fits = _fitting(head.lemma_.lower())
    if (
        number is None
        or fits is None
        or described
        or words[0] not in {*_OPENING, *_HOW_MANY} - {"two", "three", "four"}
    ):
        return []
    seen: dict[int, dict[str, Cluster]] = {}
    for cluster in scene.clusters:
        if cluster.members or not fits(cluster):
            continue
        for at, _, _ in cluster.mentions:
            if start - _REACH < at < start:
                seen.setdefault(scene.doc[at].sent.start, {})[cluster.key] = cluster
    everybody = {key: cluster for found in seen.values() for key, cluster in found.items()}
    if len(everybody) == number:
        return _in_order(everybody)
    together = next((seen[sentence] for sentence in sorted(seen, reverse=True) if len(seen[sentence]) >= number), {})
    return _in_order(together) if len(together) == number else []


def _in_order(members: dict[str, Cluster]) -> list[Cluster]:
    return sorted(members.values(), key=lambda cluster: (cluster.mentions[0][:2], normal(cluster.name)))


def _fitting(noun: str) -> Callable[[Cluster], bool] | None:
    """Tell who can be meant by ``noun``, a lemma; None where the word says nothing of it."""
    if noun in _STATES:
        return lambda cluster: cluster.kind == "state"
    if noun in _SIDES:
        return lambda cluster: cluster.kind in _BODIES
    if noun in _LEADERS:
        return lambda cluster: cluster.kind == "person" and bool(cluster.roles & _HEADS)
    if noun in _PEOPLE:
        gender = gender_of({noun}) if noun in {"man", "woman"} else None
        return lambda cluster: cluster.kind == "person" and (gender is None or cluster.gender in {None, gender})
    if noun in offices() or noun in persons():
        return lambda cluster: cluster.kind == "person" and noun in cluster.roles
    return None
