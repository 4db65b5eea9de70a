"""Mentions to actors: who is named in a text, and who each speaker is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import identify, tokens_of
from sayso.entity import Actor, Office
from sayso.record import Mention
from sayso.resolve.carriers import carried
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
    attributed = tuple(quotations)
    scene = Scene(doc, clusters(doc, mentions), quoted=_in_marks(doc, attributed))
    chosen = []
    speakers: dict[str | None, Cluster | None] = {}
    for quotation in attributed:
        speaker = scene.speaker(quotation, around=speakers.get(quotation.within))
        speakers[quotation.id] = speaker
        chosen.append((quotation, speaker, scene.addressee(quotation.addressee, speaker)))
    carriers = carried(scene, chosen)
    ids = {id(cluster): identify(doc, "a", cluster.key) for cluster in scene.clusters}
    found = [_actor(cluster, ids) for cluster in scene.clusters]
    resolved = tuple(
        replace(
            quotation,
            speaker=_with(quotation.speaker, speaker, ids=ids),
            addressee=_with(quotation.addressee, addressee, ids=ids),
            via=_with(*carriers.get(quotation.id, (None, None)), ids=ids),
        )
        for quotation, speaker, addressee in chosen
    )
    return tuple(sorted(found, key=lambda actor: (actor.mentions[0], actor.id))), resolved


def _with(mention: Mention | None, cluster: Cluster | None, *, ids: dict[int, str]) -> Mention | None:
    if mention is None or cluster is None:
        return mention
    return Mention(mention.start, mention.end, ids[id(cluster)])


def _in_marks(doc: tokens.Doc, quotations: Iterable[Quotation]) -> frozenset[int]:
    """Give the tokens of direct speech."""
    direct = (span for quotation in quotations if quotation.manner == "direct" for span in quotation.content)
    return frozenset(index for span in direct for index in range(*tokens_of(doc, span)))


def _actor(cluster: Cluster, ids: dict[int, str]) -> Actor:
    titles: dict[str, Office] = {}
    for office in cluster.offices:
        titles.setdefault(office.title.casefold(), office)
    return Actor(
        id=ids[id(cluster)],
        name=cluster.name,
        kind=cluster.kind,
        country=cluster.country,
        code=cluster.code or None,
        offices=tuple(titles.values()),
        aliases=tuple(sorted(cluster.forms - {cluster.name})),
        mentions=tuple(sorted({span for _, _, span in cluster.mentions})),
        members=tuple(ids[id(member)] for member in cluster.members),
    )
