"""Mentions to actors: who is named in a text, and who each speaker is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import identify
from sayso.entity import Actor, Office
from sayso.record import Mention
from sayso.resolve.names import Cluster, clusters
from sayso.resolve.speakers import Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy import tokens

    from sayso.mention import ActorMention
    from sayso.record import Quotation


def actors(
    doc: tokens.Doc, mentions: Sequence[ActorMention], quotations: Iterable[Quotation]
) -> tuple[tuple[Actor, ...], tuple[Quotation, ...]]:
    """Join mentions into actors and give each speaker and addressee its actor.

    Quotations come in text order, since a pronoun means somebody who came before.
    """
    scene = Scene(doc, clusters(doc, mentions))
    chosen = []
    for quotation in quotations:
        speaker = scene.speaker(quotation.speaker)
        chosen.append((quotation, speaker, scene.addressee(quotation.addressee, speaker)))
    ids = {id(cluster): identify(doc, "a", cluster.key) for cluster in scene.clusters}
    found = [_actor(cluster, ids[id(cluster)]) for cluster in scene.clusters]
    resolved = tuple(
        replace(
            quotation,
            speaker=_with(quotation.speaker, speaker, ids),
            addressee=_with(quotation.addressee, addressee, ids),
        )
        for quotation, speaker, addressee in chosen
    )
    return tuple(sorted(found, key=lambda actor: (actor.mentions[0], actor.id))), resolved


def _with(mention: Mention | None, cluster: Cluster | None, ids: dict[int, str]) -> Mention | None:
    if mention is None or cluster is None:
        return mention
    return Mention(mention.start, mention.end, ids[id(cluster)])


def _actor(cluster: Cluster, own_id: str) -> Actor:
    titles: dict[str, Office] = {}
    for office in cluster.offices:
        titles.setdefault(office.title.casefold(), office)
    return Actor(
        id=own_id,
        name=cluster.name,
        kind=cluster.kind,
        country=cluster.country,
        code=cluster.code or None,
        offices=tuple(titles.values()),
        aliases=tuple(sorted(cluster.forms - {cluster.name})),
        mentions=tuple(sorted({span for _, _, span in cluster.mentions})),
    )
