"""Pronouns: the person whom "he" or "she" means, named or only described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.actor_words import persons
from sayso.extract.names import NAME_AND_SURNAME
from sayso.extract.phrases import SUBJECTS, noun_phrase
from sayso.resolve.names import gender_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.resolve.names import Cluster
    from sayso.resolve.speakers import Scene

GENDERED = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
# Tokens back to look for who a pronoun means: about two paragraphs of news; a person only described is soon forgotten.
_REACH, _NOUN_REACH = 240, 60
# How much a place of prominence is worth, in tokens of distance.
_AS_SUBJECT, _AS_SPEAKER, _BEFORE_SENTENCE, _SAME_SIDE, _PARALLEL = 30, 25, 15, 20, 20
_DOUBTFUL = 60


def person_before(scene: Scene, pronoun: tokens.Token, *, around: Cluster | None) -> Cluster | Range | None:
    """Choose the person a gendered pronoun means: near, a subject, the last to speak.

    ``around`` speaks the words that the pronoun stands in, and so is not meant. A person only
    described comes as the tokens of the noun phrase.
    """
    gender = GENDERED[pronoun.lower_]
    best: tuple[int, Cluster | Range] | None = None
    candidates: list[tuple[int, Cluster | Range]] = [
        *_named(scene, pronoun, gender, around),
        *_described(scene, pronoun, gender),
    ]
    for score, candidate in candidates:
        if best is None or score > best[0]:
            best = (score, candidate)
    return None if best is None else best[1]


def _named(scene: Scene, pronoun: tokens.Token, gender: str, around: Cluster | None) -> Iterator[tuple[int, Cluster]]:
    index, sentence = pronoun.i, pronoun.sent.start
    spoke_at, last_speaker = scene.spoken[-1] if scene.spoken else (-1, None)
    for cluster in scene.clusters:
        speaks = cluster is last_speaker
        is_person = cluster.kind in {"person", "unnamed"} or (speaks and _may_be_person(cluster))
        if not is_person or cluster is around or cluster.gender not in {None, gender}:
            continue
        last = _last_before(scene, cluster, index)
        if speaks and spoke_at < index:
            last = max(last, spoke_at)
        if last < 0 or index - last > _REACH:
            continue
        score = last - index - (0 if _surely_a_person(cluster) else _DOUBTFUL)
        score += _AS_SUBJECT if _is_subject(scene.doc, cluster, last) else 0
        score += _AS_SPEAKER if speaks else 0
        score += _BEFORE_SENTENCE if last < sentence else 0
        score += _SAME_SIDE if (last in scene.quoted) == (index in scene.quoted) else 0
        yield score, cluster


def _described(scene: Scene, pronoun: tokens.Token, gender: str) -> Iterator[tuple[int, Range]]:
    """Yield the persons whom no name names: `The mayor thanked the army. He said ...`."""
    doc, index, sentence = scene.doc, pronoun.i, pronoun.sent.start
    for token in doc[max(index - _NOUN_REACH, 0) : index]:
        if token.tag_ != "NN" or token.dep_ not in SUBJECTS or token.lower_ not in persons() or token.i in scene.at:
            continue
        if gender_of({token.lower_}) not in {None, gender} or (token.i in scene.quoted) != (index in scene.quoted):
            continue
        if not any(child.dep_ in {"det", "poss"} and child.lower_ != "no" for child in token.lefts):
            continue
        score = token.i - index + _AS_SUBJECT + _SAME_SIDE + (_BEFORE_SENTENCE if token.i < sentence else 0)
        score += _PARALLEL if token.i > sentence and token.head.is_ancestor(pronoun) else 0
        yield score, noun_phrase(token)


def _last_before(scene: Scene, cluster: Cluster, index: int) -> int:
    """Give where it is last named before token ``index``: outside of quotation marks, for a pronoun outside of them."""
    inside = index in scene.quoted
    before = (start for start, _, _ in cluster.mentions if start < index and (inside or start not in scene.quoted))
    return max(before, default=-1)


def _is_subject(doc: tokens.Doc, cluster: Cluster, at: int) -> bool:
    return any(
        doc[index].dep_ in {"nsubj", "nsubjpass"}
        for start, end, _ in cluster.mentions
        if start == at
        for index in range(start, end)
    )


def _surely_a_person(cluster: Cluster) -> bool:
    """Doubt a lone word that the recogniser takes for a person: it is a town's name as often."""
    return " " in cluster.name or cluster.gender is not None or bool(cluster.offices) or cluster.kind == "unnamed"


def _may_be_person(cluster: Cluster) -> bool:
    """Tell whether the recogniser may have taken name and surname for a body: nothing in them says what body."""
    words = cluster.name.split()
    plain = all(word[:1].isupper() and word[1:].islower() for word in words)
    return cluster.kind == "organisation" and cluster.code is None and len(words) in NAME_AND_SURNAME and plain
