"""Mentions to actors: who is named in a text, and who each speaker is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import found, identify, span_of, tokens_of
from sayso.entity import Actor, Office
from sayso.extract.attribution.sources import wills
from sayso.record import Mention
from sayso.resolve.carriers import carried
from sayso.resolve.names import Cluster, clusters
from sayso.resolve.speakers import Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.mention import ActorMention
    from sayso.record import Quotation


class Roster:
    """Everybody in one text: the named, those who speak, and those whom later records refer to.

    Quotations come in text order, since a pronoun means somebody who came before.
    """

    def __init__(self, doc: tokens.Doc, mentions: Sequence[ActorMention], quotations: Iterable[Quotation]) -> None:
        """Join ``mentions`` into actors and give each speaker and addressee of ``quotations`` its actor."""
        attributed = tuple(quotations)
        self._doc = doc
        self._scene = Scene(doc, clusters(doc, mentions), quoted=_in_marks(doc, attributed))
        chosen = []
        speakers: dict[str | None, Cluster | None] = {}
        for quotation in attributed:
            speaker = self._scene.speaker(quotation, around=speakers.get(quotation.within))
            speakers[quotation.id] = speaker
            chosen.append((quotation, speaker, self._scene.addressee(quotation.addressee, speaker)))
        carriers = carried(self._scene, chosen)
        self.quotations = tuple(
            replace(
                quotation,
                speaker=self._with(quotation.speaker, speaker),
                addressee=self._with(quotation.addressee, addressee),
                via=self._with(*carriers.get(quotation.id, (None, None))),
            )
            for quotation, speaker, addressee in chosen
        )

    def refer(self, span: Span) -> Mention:
        """Give the words at ``span`` with the actor they mean; people whom nobody named become an actor.

        A thing does not: "a corridor", "the plan".
        """
        mention = Mention(span.start, span.end)
        start, end = tokens_of(self._doc, span)
        head = self._doc[start:end].root
        named = span_of(self._doc, head.i, head.i + 1)
        places = [one for one in found(self._doc, "places") if one.span.covers(named)]
        # "Invited to Geneva": a town on the map is somewhere; a name on no map may be a state.
        somewhere = any(one.literal and one.evidence in {"known", "told"} for one in places)
        if somewhere or not wills(self._doc, (start, end)):
            return self.refer_to_known(span)
        cluster = self._scene.who(mention)
        if cluster is not None and places and cluster.kind == "person" and " " not in cluster.name:
            cluster.kind = "state"  # a place that acts is its government
        return self._with(mention, cluster) or mention

    def refer_to_known(self, span: Span) -> Mention:
        """Give the words at ``span`` with the actor they mean, where the text names or quotes one there."""
        start, end = tokens_of(self._doc, span)
        cluster = next(
            (self._scene.at[index] for index in range(end - 1, start - 1, -1) if index in self._scene.at), None
        )
        mention = Mention(span.start, span.end)
        return self._with(mention, cluster) or mention

    def actors(self) -> tuple[Actor, ...]:
        """Give all of them, in the order in which the text first mentions them."""
        known = [_actor(cluster, self._id) for cluster in self._scene.clusters]
        return tuple(sorted(known, key=lambda actor: (actor.mentions[0], actor.id)))

    def _id(self, cluster: Cluster) -> str:
        return identify(self._doc, "a", cluster.key)

    def _with(self, mention: Mention | None, cluster: Cluster | None) -> Mention | None:
        if mention is None or cluster is None:
            return mention
        return Mention(mention.start, mention.end, self._id(cluster))


def _in_marks(doc: tokens.Doc, quotations: Iterable[Quotation]) -> frozenset[int]:
    """Give the tokens of direct speech."""
    direct = (span for quotation in quotations if quotation.manner == "direct" for span in quotation.content)
    return frozenset(index for span in direct for index in range(*tokens_of(doc, span)))


def _actor(cluster: Cluster, identified: Callable[[Cluster], str]) -> Actor:
    titles: dict[str, Office] = {}
    for office in cluster.offices:
        titles.setdefault(office.title.casefold(), office)
    return Actor(
        id=identified(cluster),
        name=cluster.name,
        kind=cluster.kind,
        country=cluster.country,
        code=cluster.code or None,
        offices=tuple(titles.values()),
        aliases=tuple(sorted(cluster.forms - {cluster.name})),
        mentions=tuple(sorted({span for _, _, span in cluster.mentions})),
        members=tuple(identified(member) for member in cluster.members),
    )
