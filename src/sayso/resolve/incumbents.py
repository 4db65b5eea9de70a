"""Incumbents: who held the office that a phrase names, by what the user told of offices and their dates."""

from __future__ import annotations

import functools
import re
from datetime import date
from typing import TYPE_CHECKING

from sayso.annotate import document_of, found, knowledge_of, tokens_of
from sayso.extract.names import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.knowledge import KnownActor
    from sayso.resolve.names import Cluster

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"the", "his", "her", "their", "its", "our", "of", "for", "and", "s"})
# What a phrase may add to a title without meaning another office, as "deputy" and "former" do.
_ADD_NOTHING = frozenset({"country", "nation", "new", "newly", "appointed", "current"})


def incumbent(doc: tokens.Doc, start: int, end: int, named: Sequence[Cluster]) -> tuple[KnownActor, Range] | None:
    """Give who held the office that tokens ``[start, end)`` name when the text was published, and its words there.

    None where two may be meant, where another country is meant, and where the text itself names
    somebody (a cluster of ``named``) in that office.
    """
    phrase = {token.i: token.text.casefold() for token in doc[start:end] if token.is_alpha}
    words = set(phrase.values()) - _SMALL
    titled = [
        (actor, office, title)
        for actor in knowledge_of(doc).actors
        for office in actor.offices
        if (title := _words(office.title)) <= words
    ]
    if not titled:
        return None
    lands = _lands(doc, named)
    added = {index: word for index, word in phrase.items() if index not in lands}
    meant = {lands[index] for index in phrase if index in lands} or _last_before(lands, start)
    day = _published(doc)
    holders = {
        actor.name: (actor, title)
        for actor, office, title in titled
        if set(added.values()) - title <= _SMALL | _ADD_NOTHING
        and office.held_on(day)
        and (not meant or actor.country is None or actor.country in meant)
    }
    if len(holders) != 1:
        return None
    ((actor, title),) = holders.values()
    if any(_bears(cluster, title, actor) for cluster in named):
        return None
    own = [index for index, word in phrase.items() if word in title]
    return actor, (own[0], own[-1] + 1)


@functools.lru_cache(maxsize=4096)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold())) - _SMALL


def _bears(cluster: Cluster, title: frozenset[str], actor: KnownActor) -> bool:
    """Tell whether the text gives the office to somebody else, if not in another country."""
    elsewhere = cluster.country is not None and actor.country is not None and cluster.country != actor.country
    if cluster.known == actor or elsewhere:
        return False
    return any(title <= _words(office.title) for office in cluster.offices)


def _lands(doc: tokens.Doc, named: Sequence[Cluster]) -> dict[int, str]:
    """Give the country of each token that names one, or is its adjective."""
    lands = {
        index: place.country
        for place in found(doc, "places")
        if place.country is not None
        for index in range(*tokens_of(doc, place.span))
    }
    for cluster in named:
        if cluster.kind == "state" and cluster.country is not None:
            for start, end, _ in cluster.mentions:
                lands.update(dict.fromkeys(range(start, end), cluster.country))
    knowledge = knowledge_of(doc)
    for token in doc:
        if token.i not in lands and token.text[:1].isupper() and token.text.endswith(("an", "ese", "i")):
            adjective_of = (knowledge.named(stem) for stem in stems(token.text))
            codes = {one.country for one in adjective_of if one is not None and one.kind == "state" and one.country}
            if len(codes) == 1:
                lands[token.i] = codes.pop()
    return lands


def _last_before(lands: dict[int, str], start: int) -> set[str]:
    """Give the country last named before token ``start``, else all that the text names."""
    before = max((index for index in lands if index < start), default=None)
    return set(lands.values()) if before is None else {lands[before]}


def _published(doc: tokens.Doc) -> date | None:
    document = document_of(doc)
    if document is None or document.published is None:
        return None
    try:
        return date.fromisoformat(document.published[:10])
    except ValueError:
        return None
