"""Memberships: each statement with who the member and the body are, since when and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import identify, span_of, tokens_of
from sayso.extract.actor_words import countries
from sayso.record import Membership, Mention
from sayso.resolve.outside import outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Date
    from sayso.mention import MembershipMention
    from sayso.reading import Reading
    from sayso.record import Quotation
    from sayso.resolve.actors import Roster
    from sayso.resolve.setting import Setting

_FIRST = frozenset({"we", "i"})
# Bodies of people whom nobody named, and who only speaks: neither belongs to an alliance.
_NO_MEMBERS = frozenset({"group", "unnamed", "outlet"})
_NO_BODIES = frozenset({"person", "state", "outlet"})
_VERBS = frozenset({"VERB", "AUX"})
# Characters from the start of what is said to its subject: "that", "now".
_OPENING = 12


def memberships(
    doc: tokens.Doc, mentions: Sequence[MembershipMention], roster: Roster, reading: Reading, setting: Setting
) -> tuple[Membership, ...]:
    """Give each its actors, date and quotation; ``reading`` has quotations and dates.

    What a source denies is "not" so on that word.
    """
    if not mentions:
        return ()
    quotations = {quotation.id: quotation for quotation in reading.quotations}
    dates = {date.id: date for date in reading.dates}
    found: dict[tuple[object, ...], Membership] = {}
    for mention in mentions:
        quotation = quotations.get(setting.scope(mention.trigger) or "")
        if quotation is not None and quotation.polarity == "denied":
            continue
        if outside(doc, mention.member, quotation):
            continue
        # In this order: the name of a body may hold that of its leader.
        member = _member(doc, mention, roster, quotation)
        of = _body(doc, roster, mention.of)
        known = {actor.id: actor for actor in roster.actors()}
        who = known.get(member.actor or "")
        is_same = member.actor is not None and member.actor == of.actor
        is_nobody = member.actor is None and doc[tokens_of(doc, member)[0]].pos_ == "PRON"
        if is_same or is_nobody or (who is not None and who.kind in _NO_MEMBERS):
            continue
        if who is not None and who.kind == "person" and doc[tokens_of(doc, member)[0]].lower_ == "we":
            continue  # "we lead a coalition": a state that the text does not name
        if mention.of_states and who is not None and who.kind == "person" and " " in who.name:
            continue
        date = _date(doc, mention, setting, dates)
        key: tuple[object, ...] = (mention.member, mention.of)
        if mention.role == "leader" and member.actor is not None and of.actor is not None:
            key = (member.actor, of.actor, None if quotation is None else quotation.id)
            if key in found:
                continue  # "the Ardel-led coalition", each time that it is named
        found[key] = Membership(
            id=identify(doc, "b", mention.member.start, mention.of.start, mention.change),
            span=mention.span,
            member=member,
            of=of,
            change=mention.change,
            role=mention.role,
            date=date,
            quotation=None if quotation is None else quotation.id,
            rule=mention.rule,
        )
    return tuple(sorted(found.values(), key=lambda each: (each.span.start, each.span.end, each.member)))


def _body(doc: tokens.Doc, roster: Roster, span: Span) -> Mention:
    """Give the words for the body their actor, and not that of a phrase around them: "members of the coalition"."""
    start, end = tokens_of(doc, span)
    root = doc[start:end].root
    head = span_of(doc, root.i, root.i + 1)
    for mention in (roster.refer_to_known(span), roster.refer(span)):
        actor = next((each for each in roster.actors() if each.id == mention.actor), None)
        if actor is not None and actor.kind not in _NO_BODIES:
            around = [doc[slice(*tokens_of(doc, each))].root.i for each in actor.mentions if each.covers(head)]
            is_word = end - start == 1  # "the alliance", which may be one of the text's names
            if root.i in around or (not around and (is_word or root.lower_ in actor.name.casefold())):
                return Mention(span.start, span.end, actor.id)
    # "A member of the coalition" was one phrase for somebody; the coalition is the one that was named before.
    before = [each for each in roster.actors() if each.kind not in _NO_BODIES and each.mentions[0] < span]
    before = [each for each in before if not any(mention.covers(span) for mention in each.mentions)]
    named = [each.id for each in before if each.name.casefold().split()[-1] == root.lower_]
    return Mention(span.start, span.end, named[0] if len(named) == 1 and end - start == 1 else None)


def _who(roster: Roster, span: Span) -> Mention:
    """Give the words their actor; a short name may look like a pronoun: "US"."""
    known = roster.refer_to_known(span)
    return known if known.actor is not None else roster.refer(span)


def _member(doc: tokens.Doc, mention: MembershipMention, roster: Roster, quotation: Quotation | None) -> Mention:
    span = mention.member
    start, end = tokens_of(doc, span)
    if end - start == 1:
        word = doc[start]
        speaker = None if quotation is None or quotation.speaker is None else quotation.speaker.actor
        if word.text == "I" or (word.lower_ in _FIRST and not word.text.isupper()):
            return Mention(span.start, span.end, _for_whom(speaker, roster))
        if word.pos_ == "PRON" and quotation is not None and quotation.manner != "direct":
            begins = span.start - quotation.content[0].start
            if speaker is not None and word.lower_ in {"it", "they"} and 0 <= begins < _OPENING:
                return Mention(span.start, span.end, speaker)  # "Ardel said it had left the coalition"
        if word.tag_ in {"JJ", "NNP"} and mention.role == "leader":
            code = countries()[1].get(word.text)
            state = next((a for a in roster.actors() if code and a.kind == "state" and a.country == code), None)
            if state is not None:
                return Mention(span.start, span.end, state.id)
            if word.tag_ == "JJ" or word.ent_type_ == "NORP":
                known = roster.refer_to_known(span)
                own = next((each.mentions for each in roster.actors() if each.id == known.actor), ())
                return known if any(span.covers(each) for each in own) else Mention(span.start, span.end)
    return _who(roster, span)


def _for_whom(speaker: str | None, roster: Roster) -> str | None:
    """Give the state that an official's "we" stands for, where the text names it."""
    actors = roster.actors()
    official = next((each for each in actors if each.id == speaker), None)
    if official is None or official.code != "GOV" or official.country is None:
        return speaker
    return next((each.id for each in actors if each.kind == "state" and each.country == official.country), speaker)


def _date(doc: tokens.Doc, mention: MembershipMention, setting: Setting, dates: dict[str, Date]) -> str | None:
    """Give when it came about; of a lasting state only since when, or what stands in its own words."""
    trigger = doc[tokens_of(doc, mention.trigger)[0]]
    if trigger.pos_ in _VERBS:
        if trigger.dep_ == "relcl" and any(child.lower_ == "when" for child in trigger.lefts):
            described = span_of(doc, trigger.head.i, trigger.head.i + 1)
            day = next((told.edtf for told in dates.values() if told.span.covers(described)), None)
            return _moment(day, mention)
        when = setting.when(mention.trigger)
        told = None if when is None or when.by == "paragraph" else dates.get(when.id or "")
        if told is None:
            return None
        if mention.change in {"belongs", "not"} and mention.rule != "verb of shutting out":
            is_since = told.edtf is not None and told.edtf.endswith("/..")
            return told.edtf if is_since else None
        return _moment(told.edtf, mention)
    inside = {token.i for token in trigger.subtree}
    for told in dates.values():
        first, last = tokens_of(doc, told.span)
        if first > trigger.i and inside.issuperset(range(first, last)) and told.edtf is not None:
            return told.edtf if told.edtf.endswith("/..") else None
    return None


def _moment(edtf: str | None, mention: MembershipMention) -> str | None:
    """`since 1996, when it joined`: joining is done in a day, however long it is ago."""
    return edtf.removesuffix("/..") if edtf is not None and mention.change in {"joined", "left"} else edtf
