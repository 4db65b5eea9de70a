"""Commitments: who commits himself to whom, by when, and in which quotation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import document_of, identify, tokens_of
from sayso.record import Commitment, Mention
from sayso.resolve.deadlines import Deadlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Actor
    from sayso.mention import CommitmentMention
    from sayso.reading import Reading
    from sayso.record import Quotation
    from sayso.resolve.actors import Roster
    from sayso.resolve.setting import Setting

_FIRST = frozenset({"i", "we", "my", "our"})
# A demand and the threat that goes with it stand this near, in characters.
_BESIDE = 250


def commitments(
    doc: tokens.Doc,
    mentions: Sequence[CommitmentMention],
    roster: Roster,
    reading: Reading,
    setting: Setting,  # noqa: ARG001 - every resolver of this stage takes it
) -> tuple[Commitment, ...]:
    """Give each commitment its actors, its deadline and the quotation it stands in."""
    if not mentions:
        return ()
    speakers = {
        (each.speaker.start, each.speaker.end): each.speaker
        for each in reading.quotations
        if each.speaker is not None and each.speaker.actor is not None
    }
    document = document_of(doc)
    author = _author(None if document is None else document.outlet, roster)
    deadlines = Deadlines(doc, reading.dates, None if document is None else document.published)
    found = []
    for mention in mentions:
        quotation = _quotation(mention, reading.quotations)
        found.append(
            Commitment(
                id=identify(doc, "c", mention.kind, mention.span.start, mention.span.end),
                kind=mention.kind,
                span=mention.span,
                by=_by(doc, mention, quotation, speakers=speakers, author=author, roster=roster),
                to=None if mention.to is None else roster.refer(mention.to),
                due=deadlines.due(mention),
                conditional=mention.conditional,
                quotation=None if quotation is None else quotation.id,
                rule=mention.rule,
            )
        )
    return tuple(_with_shared_due(found, index) for index in range(len(found)))


def _quotation(mention: CommitmentMention, quotations: Sequence[Quotation]) -> Quotation | None:
    """Find the innermost quotation that holds the commitment, or whose verb of speech stands in it."""
    span, by = mention.span, mention.by
    best: tuple[int, Quotation] | None = None
    for each in quotations:
        low, high = each.content[0].start, each.content[-1].end
        if low >= span.end or high <= span.start:
            continue
        holds = low <= span.start and span.end <= high
        is_act = each.cue is not None and span.covers(each.cue) and span.start <= low
        same = by is not None and each.speaker is not None and each.speaker.start == by.start and span.start <= low
        if (holds or is_act or same) and (best is None or high - low < best[0]):
            best = (high - low, each)
    return None if best is None else best[1]


def _by(  # noqa: PLR0913 - who speaks is told in many places
    doc: tokens.Doc,
    mention: CommitmentMention,
    quotation: Quotation | None,
    *,
    speakers: dict[tuple[int, int], Mention],
    author: Actor | None,
    roster: Roster,
) -> Mention | None:
    by = mention.by
    if by is None:
        if quotation is not None:
            return quotation.speaker
        return None if author is None else _named_before(author, mention.span)
    if (by.start, by.end) in speakers:
        return speakers[by.start, by.end]
    start, end = tokens_of(doc, by)
    if end - start == 1 and doc[start].lower_ in _FIRST:
        if (
            quotation is not None
            and quotation.speaker is not None
            and doc[tokens_of(doc, quotation.speaker)[0]].lower_ not in _FIRST
        ):
            return Mention(by.start, by.end, quotation.speaker.actor)
        if author is not None:
            return Mention(by.start, by.end, author.id)
    return roster.refer(by)


def _author(outlet: str | None, roster: Roster) -> Actor | None:
    """Find the body whose own statement the text is, if the text names it."""
    if outlet is None:
        return None
    wanted = set(outlet.lower().split())
    fits = [actor for actor in roster.actors() if wanted <= set(actor.name.lower().split())]
    return fits[0] if len(fits) == 1 else None


def _named_before(actor: Actor, span: Span) -> Mention:
    """Point to where the text last named ``actor``."""
    before = [each for each in actor.mentions if each.end <= span.start]
    named = before[-1] if before else actor.mentions[0]
    return Mention(named.start, named.end, actor.id)


def _with_shared_due(found: Sequence[Commitment], index: int) -> Commitment:
    """Give a demand the day of the threat that goes with it, and the other way round: "If none comes by Friday, …"."""
    own = found[index]
    other_kind = {"demand": "threat", "threat": "demand"}.get(own.kind)
    if own.due is not None or other_kind is None:
        return own
    step = 1 if own.kind == "demand" else -1
    beside = found[index + step] if 0 <= index + step < len(found) else None
    if beside is None or beside.kind != other_kind or beside.due is None:
        return own
    threat = own if own.kind == "threat" else beside
    near = abs(beside.span.start - own.span.end) < _BESIDE or abs(own.span.start - beside.span.end) < _BESIDE
    return replace(own, due=beside.due) if near and threat.conditional else own
