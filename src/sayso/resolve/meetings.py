"""Meetings: who they were, where and when, and whether as many are listed as the text says came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import identify, span_of, tokens_of
from sayso.record import Counted, Meeting
from sayso.resolve.told import SAID_AT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Actor, Place
    from sayso.mention import MeetingMention
    from sayso.reading import Reading
    from sayso.resolve.actors import Roster
    from sayso.resolve.setting import Setting, When, Where

# Two named parties are a list; what is counted beside it is the same people again.
_LIST = 2
_SHORT = 4


def meetings(
    doc: tokens.Doc, mentions: Sequence[MeetingMention], roster: Roster, reading: Reading, setting: Setting
) -> tuple[Meeting, ...]:
    """Give each its actors, date and place; ``reading`` has quotations, figures, dates and places."""
    edtf = {date.id: date.edtf for date in reading.dates}
    found = []
    for mention in mentions:
        hosts, everybody, absent = (
            _known(roster, spans) for spans in (mention.hosts, mention.participants, mention.absent)
        )
        actors = {actor.id: actor for actor in roster.actors()}
        named = [each for each in everybody if actors[each].kind != "group"]
        present = named if len(named) >= _LIST else everybody
        present = _without_delegates(present, hosts, actors)
        present = _without_senders(doc, mention, present, roster, actors)
        present = [each for each in present if each not in absent]
        start, end = tokens_of(doc, mention.span)
        root = doc[start:end].root.i
        # Asked of the verb or noun itself, since a day may stand within the words: "met on Sunday in Oden".
        anchor = span_of(doc, root, root + 1)
        when = setting.when(anchor) or _when_apart(doc, root, setting) or setting.when(mention.span)
        place = _place(doc, mention, reading.places, setting.where(anchor))
        if len({*present, *hosts, *absent}) < (_LIST if when is None and place is None else 1):
            continue  # "after talks with Velland": nothing is told of them
        listed = sum(actors[each].kind != "group" for each in present)
        listed = 0 if len(present) == 1 else listed  # "five of the members" is a number, and no list
        counted = None if mention.said is None else Counted(said=mention.said, listed=listed)
        found.append(
            Meeting(
                id=identify(doc, "m", mention.span.start, mention.span.end),
                span=mention.span,
                name=mention.name,
                place=place,
                date=None if when is None or when.id is None else edtf.get(when.id),
                hosts=tuple(hosts),
                participants=tuple(present),
                absent=tuple(absent),
                agenda=mention.agenda,
                counted=counted,
            )
        )
    return tuple(found)


def _when_apart(doc: tokens.Doc, root: int, setting: Setting) -> When | None:
    """Date "..., after talks in Oden" by the main verb, which the parse may hang it far from."""
    token = doc[root]
    if token.dep_ != "pobj" or token.head.lower_ not in {"after", "following", "at", "during"}:
        return None
    if token.head.i == 0 or token.head.nbor(-1).text != ",":
        return None
    main = token.sent.root.i
    return setting.when(span_of(doc, main, main + 1))


def _known(roster: Roster, spans: Iterable[Span]) -> list[str]:
    found = (_who(roster, span) for span in spans)
    return list(dict.fromkeys(actor for actor in found if actor is not None))


def _who(roster: Roster, span: Span) -> str | None:
    # A short name may look like a pronoun: "the US-hosted talks".
    is_short = span.end - span.start < _SHORT
    return (roster.refer_to_known(span).actor if is_short else None) or roster.refer(span).actor


def _without_delegates(present: Sequence[str], hosts: Collection[str], actors: dict[str, Actor]) -> list[str]:
    """Count each party once: in a list of states their ministers are the states; among ministers their states are they.

    What is listed more often decides.
    """
    bodies = {each for each in (*present, *hosts) if actors[each].kind == "state"}
    people = [each for each in present if actors[each].kind == "person"]
    if len(bodies) > len(people):
        countries = {actors[each].country for each in bodies} - {None}
        return [each for each in present if actors[each].kind != "person" or actors[each].country not in countries]
    return list(present)


def _without_senders(
    doc: tokens.Doc, mention: MeetingMention, present: Sequence[str], roster: Roster, actors: dict[str, Actor]
) -> list[str]:
    """Leave out who is there in the person of another: the front where "the front's spokeswoman Ana Lemos" is listed.

    Also an office that a sentence before the list names: "the minister and the front met", then who they were.
    """
    spans = {_who(roster, span): span for span in reversed(mention.participants)}
    people = [each for each in present if actors[each].kind == "person"]
    if len(people) < _LIST + 1:
        return list(present)
    first = min(tokens_of(doc, spans[each])[0] for each in people)
    opening = doc[first].sent.start
    senders = {sender for each in people for sender in _senders(doc, spans[each], roster, actors)} - set(people)
    return [
        each
        for each in present
        if each not in senders and not (actors[each].kind == "unnamed" and tokens_of(doc, spans[each])[0] < opening)
    ]


def _senders(doc: tokens.Doc, span: Span, roster: Roster, actors: dict[str, Actor]) -> Iterator[str]:
    """Give who is named as the owner of an office: "the front's", "of Tolm"."""
    start, end = tokens_of(doc, span)
    for token in doc[start:end]:
        if token.tag_ == "POS" and token.i > start:
            words = doc[start : token.i].text.casefold().removeprefix("the ")
            yield from (each.id for each in actors.values() if _ends_in(each.name.casefold(), words))
        elif token.lower_ in {"of", "from", "for"} and token.i + 1 < end:
            actor = roster.refer_to_known(span_of(doc, token.i + 1, end)).actor
            if actor is not None:
                yield actor


def _ends_in(name: str, words: str) -> bool:
    return name == words or name.endswith(f" {words}")


def _place(doc: tokens.Doc, mention: MeetingMention, places: Sequence[Place], where: Where | None) -> str | None:
    """Give the place in the words for the meeting, or in its sentence: "talks in Oden", not "the leaders of Tolm"."""
    people = (*mention.participants, *mention.hosts, *mention.absent)
    free = [place for place in places if place.literal and not any(span.overlaps(place.span) for span in people)]
    inside = [place for place in free if mention.span.covers(place.span)]
    placed = [place for place in inside if doc[max(tokens_of(doc, place.span)[0] - 1, 0)].lower_ in SAID_AT | {"on"}]
    if placed or inside:
        return (placed or inside)[0].id
    return where.id if where is not None and any(place.id == where.id for place in free) else None
