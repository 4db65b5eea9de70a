"""Events resolved: who the actors are, when and where it was, on whose word, how many were killed and hurt."""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sayso import annotate
from sayso.annotate import document_of, identify, span_of, tokens_of
from sayso.extract.actor_words import countries
from sayso.extract.coding.parties import is_party
from sayso.extract.coding.shift import ANNOUNCED, SPOKEN
from sayso.extract.lexicon import entries
from sayso.record import Event, EventDate, EventPlace, Mention
from sayso.resolve.background import set_apart
from sayso.resolve.outside import outside
from sayso.resolve.reach import is_told_as_past

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.entity import Actor, Date
    from sayso.mention import EventMention
    from sayso.reading import Reading
    from sayso.record import Figure, Quotation, Status
    from sayso.resolve.actors import Roster
    from sayso.resolve.setting import Setting, When

_SIDES = frozenset({"GOV", "MIL", "REB", "PRM", "SPY", "UAF", "COP", "PRE", "IMG"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_APART = re.compile(r"\b(a|one|two|three|four|five|six|\d{1,3}) (day|week)s? (after|before)$")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_TIME_OF_DAY = re.compile(r"T[^/]*")
_FIRST_PERSON = frozenset({"we", "i", "us", "me", "our", "my", "ourselves", "myself"})
# "Nobody would say who shelled it": a question is no doer.
_NOBODY = frozenset({"the", "this", "that", "there", "who", "what", "whoever"})
_ACCUSERS = frozenset({"person", "unnamed", "outlet", "group"})
_FAR = 6
# Those in which people come to harm; talks that fail beside a number of killed have not killed them.
_HARMFUL = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


class _Land(NamedTuple):
    """The states that a text names, by country code, and the stretches that are places."""

    states: Mapping[str | None, str]
    places: tuple[Span, ...]


def events(
    doc: tokens.Doc, mentions: Sequence[EventMention], roster: Roster, reading: Reading, setting: Setting
) -> tuple[Event, ...]:
    """Give each its actors, date, place and quotation; ``reading`` has quotations, figures, dates and places.

    A deed that a side of the conflict tells is "alleged" on its word; what words do (to promise, to
    refuse) is done when they are said.
    """
    if not mentions:
        return ()
    quotations = {quotation.id: quotation for quotation in reading.quotations}
    kinds = {actor.id: actor for actor in roster.actors()}
    dates = _Days(doc, setting, reading.dates)
    states = {actor.country: actor.id for actor in kinds.values() if actor.kind == "state"}
    tolls = _Tolls(doc, reading.figures, setting)
    placed = [place.span for place in reading.places if place.literal and place.lat is not None]
    placed += [toponym.span for toponym in annotate.found(doc, "places") if toponym.placed]
    land = _Land(states, tuple(placed))
    cues = [quotation for quotation in reading.quotations if quotation.cue is not None]
    found = []
    for mention in mentions:
        quotation = quotations.get(setting.scope(mention.trigger) or "")
        where = setting.where(mention.trigger)
        toll = tolls.of(mention.trigger) if mention.type in _HARMFUL else {}
        said = mention.type in SPOKEN
        doers = [span for span in mention.actors if said or not outside(doc, span, quotation)]
        actors = _speakers(mention, cues) or tuple(_referred(doc, roster, doers, quotation, land._replace(places=())))
        recipients = tuple(_referred(doc, roster, mention.recipients, quotation, land))
        parties = {each.actor for each in (*actors, *recipients) if each.actor is not None}
        status = _status(doc, mention, quotation, kinds)
        found.append(
            Event(
                id=identify(doc, "e", mention.trigger.start, mention.trigger.end, mention.type),
                trigger=mention.trigger,
                type=mention.type,
                mode=mention.mode,
                contexts=mention.contexts,
                actors=actors,
                recipients=recipients,
                date=dates.of(mention, status, quotation, parties),
                place=None if where is None else EventPlace(place=where.id),
                status=status,
                quotation=None if quotation is None else quotation.id,
                killed=toll.get("killed"),
                injured=toll.get("injured"),
                arrested=toll.get("arrested"),
                cameo=mention.cameo,
                score=mention.score,
                rule=mention.rule,
            )
        )
    return tuple(set_apart(doc, found, reading))


def _speakers(mention: EventMention, cues: Iterable[Quotation]) -> tuple[Mention, ...]:
    """Give who speaks, where the event is a saying whose speaker was found already: "warned ... and pleaded with"."""
    for quotation in cues:
        speaker = quotation.speaker
        if quotation.cue is not None and speaker is not None and quotation.cue.start == mention.trigger.start:
            inside = any(speaker.covers(each) or each.covers(speaker) for each in mention.actors)
            return () if inside else (speaker,)
    return ()


def _referred(
    doc: tokens.Doc,
    roster: Roster,
    spans: Iterable[Span],
    quotation: Quotation | None,
    land: _Land,
) -> Iterator[Mention]:
    """Give each phrase its actor; a thing, such as a village that was shelled, is none; "we" are who speaks."""
    for span in spans:
        start, end = tokens_of(doc, span)
        head = doc[start:end].root
        if end - start == 1 and (head.pos_ == "PUNCT" or head.lower_ in _NOBODY):
            continue
        if head.lower_ in _FIRST_PERSON:
            speaker = None if quotation is None or quotation.speaker is None else quotation.speaker.actor
            yield Mention(span.start, span.end, actor=speaker)
        elif end - start == 1 and head.text in countries()[1]:
            # "an Ardelian strike": the state, where the text names it
            yield Mention(span.start, span.end, actor=land.states.get(countries()[1][head.text]))
        else:
            # "Attacks in Tolm", "invited to Geneva": the place is where, and nobody.
            somewhere = any(place.covers(span_of(doc, head.i, head.i + 1)) for place in land.places)
            yield roster.refer(span) if is_party(head) and not somewhere else roster.refer_to_known(span)


def _status(doc: tokens.Doc, mention: EventMention, quotation: Quotation | None, actors: Mapping[str, Actor]) -> Status:
    """Tell whether it stands on the word of a side, or of somebody who says that another one did it."""
    if quotation is None or mention.status not in {"occurred", "ongoing", "alleged"}:
        return mention.status
    if quotation.polarity == "denied":
        # "Neither would say who shelled it": that it was shelled nobody denies.
        asks = doc[tokens_of(doc, quotation.content[0])[0]].tag_ in {"WP", "WRB", "WDT", "WP$"}
        return mention.status if asks else "denied"
    if mention.type in SPOKEN or quotation.cue_class == "factive":
        return mention.status
    speaker = actors.get((None if quotation.speaker is None else quotation.speaker.actor) or "")
    if quotation.cue_class == "doubting" or any(caveat.kind in {"party", "hearsay"} for caveat in quotation.caveats):
        return "alleged"
    if speaker is None:
        return mention.status
    is_side = speaker.code in _SIDES or speaker.kind in {"state", "armed_group"}
    accuses = bool(mention.actors) and speaker.kind in _ACCUSERS
    return "alleged" if is_side or accuses else mention.status


class _Days:
    """When each event was: as the text tells, else as it told of the same before, else the day of publication."""

    def __init__(self, doc: tokens.Doc, setting: Setting, dates: Iterable[Date]) -> None:
        self._doc = doc
        self._setting = setting
        self._dates = {date.id: date for date in dates}
        self._told: dict[str, EventDate] = {}
        self._of_whom: dict[str, set[str]] = {}
        self._latest: tuple[int, str | None, EventDate] | None = None
        document = document_of(doc)
        self._published = None if document is None else _DAY.match(document.published or "")

    def of(
        self, mention: EventMention, status: Status, quotation: Quotation | None, parties: set[str]
    ) -> EventDate | None:
        """Give the date of ``mention``; what is told again of the same ``parties`` is assumed to be the same event."""
        told = self._of_saying(mention, quotation)
        if told is None and not mention.rule.endswith(ANNOUNCED):
            told = self._own(self._setting.when(mention.trigger), unless=self._told.get(mention.type))
        sentence = self._setting.sentence(tokens_of(self._doc, mention.trigger)[0])
        if told is None:
            told = self._of_clause_around(mention) or self._of_sentence(mention, sentence, quotation)
        if told is not None:
            self._told[mention.type] = told
            self._of_whom[mention.type] = parties
            if status == "occurred" and not mention.rule.endswith(ANNOUNCED):
                self._latest = (sentence, None if quotation is None else quotation.id, told)
            return told
        before = self._told.get(mention.type)
        again = bool(parties & self._of_whom.get(mention.type, set()))
        if before is not None and again and mention.type not in SPOKEN and (quotation or self._looks_back(mention)):
            return EventDate(edtf=before.edtf, assumed=True)
        if self._published is None:
            return None
        # What is yet to come lies open from the day on which it was told.
        open_end = "/.." if status in {"planned", "hypothetical"} else ""
        return EventDate(edtf=f"{self._published[0]}{open_end}", assumed=True)

    def _of_saying(self, mention: EventMention, quotation: Quotation | None) -> EventDate | None:
        """`She said on Monday they would leave in May`: what words do is done when they are said."""
        if mention.type not in SPOKEN or quotation is None:
            return None
        return self._own(self._setting.when_said(quotation))

    def _own(self, when: When | None, *, unless: EventDate | None = None) -> EventDate | None:
        """Give the date of ``when``; a bare "at 6 a.m." tells the hour, and of the day less than ``unless`` does."""
        if when is None or when.id is None:
            return None
        day = self._dates[when.id]
        if day.type == "TIME" and unless is not None:
            return unless
        edtf = getattr(day, "interval", None) or day.edtf
        return None if edtf is None else EventDate(edtf=_TIME_OF_DAY.sub("", edtf), date=day.id)

    def _of_clause_around(self, mention: EventMention) -> EventDate | None:
        """`collapsed on Monday as shells fell`, and a day less for `on Monday, a day after he resigned`."""
        start, end = tokens_of(self._doc, mention.trigger)
        root = self._doc[start:end].root
        clause = next((token for token in (root, *root.ancestors) if token.dep_ in {"advcl", "relcl", "pcomp"}), None)
        if clause is None:
            return None
        word = next((low for low in clause.lefts if low.dep_ == "mark" or low.tag_ == "WRB"), None)
        around = next((up for up in clause.ancestors if up.pos_ in {"VERB", "AUX"}), None)
        if word is None or around is None:
            return None
        told = self._own(self._setting.when(span_of(self._doc, around.i, around.i + 1)))
        if told is None or word.lower_ in {"as", "when", "while", "where"}:
            return told
        return _apart(told, self._doc[max(clause.left_edge.i - 3, 0) : word.i + 1].text.lower())

    def _of_sentence(self, mention: EventMention, sentence: int, quotation: Quotation | None) -> EventDate | None:
        if self._latest is None:
            return None
        number, scope, told = self._latest
        start, end = tokens_of(self._doc, mention.trigger)
        if number != sentence or scope != (None if quotation is None else quotation.id):
            return None
        return told if is_told_as_past(self._doc[start:end].root) else None

    def _looks_back(self, mention: EventMention) -> bool:
        start, end = tokens_of(self._doc, mention.trigger)
        return any(child.lower_ == "had" and child.dep_ == "aux" for child in self._doc[start:end].root.lefts)


def _apart(told: EventDate, words: str) -> EventDate | None:
    """Count "a day after" back from the day ``told``."""
    match = _APART.search(words)
    if match is None or told.edtf is None or _DAY.fullmatch(told.edtf) is None:
        return None
    count = _COUNTS.get(match[1]) or int(match[1])
    days = count * (7 if match[2] == "week" else 1) * (-1 if match[3] == "after" else 1)
    return EventDate(edtf=(date.fromisoformat(told.edtf) + timedelta(days=days)).isoformat(), date=told.date)


class _Tolls:
    """The figures of the killed, the hurt and the arrested, by the verb over them."""

    def __init__(self, doc: tokens.Doc, figures: Iterable[Figure], setting: Setting) -> None:
        self._doc = doc
        self._setting = setting
        self._listed: dict[int, list[tuple[str, str, tokens.Token]]] = {}
        for figure in figures:
            if figure.unit == "percent":
                continue
            start, end = tokens_of(doc, figure.span)
            token = doc[start:end].root
            harm = _harm_over(token)
            if harm is not None:
                kind, verb = harm
                self._listed.setdefault(setting.sentence(start), []).append((kind, figure.id, verb))

    def of(self, trigger: Span) -> dict[str, str]:
        """Give the ids of the figures of killed, injured and arrested that belong to what ``trigger`` tells."""
        start, end = tokens_of(self._doc, trigger)
        listed = self._listed.get(self._setting.sentence(start))
        if listed is None:
            return {}
        root = self._doc[start:end].root
        own: dict[str, str] = {}
        for kind, figure, verb in listed:
            if verb == root or root in verb.ancestors or verb in root.ancestors:
                own.setdefault(kind, figure)
        return own


def _harm_over(token: tokens.Token) -> tuple[str, tokens.Token] | None:
    """Find the word that tells what happened to those counted: "killing 14", "14 dead", "left 40 wounded"."""
    above = token
    for _ in range(_FAR):
        kind = _harms().get(above.lemma_.lower())
        if kind is not None:
            return kind, above
        for child in above.children:
            if (
                child.dep_ in {"amod", "acl", "acomp", "oprd"}
                and (kind := _harms().get(child.lemma_.lower())) is not None
            ):
                return kind, above
        if above.head == above or above.dep_ in {"ccomp", "advcl"}:
            return None
        above = above.head
    return None


@functools.cache
def _harms() -> dict[str, str]:
    return {word: row[0] for row in entries("event_harms.tsv") for word in row[1].split(",")}
