"""Meetings: talks, summits, visits and calls that took place, each once, with the words for who was there."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from spacy.strings import get_string_id

from sayso.annotate import found, span_of
from sayso.extract.encounters.attendance import attended, discussed, subjects
from sayso.extract.encounters.nouns import of_noun
from sayso.extract.encounters.parties import Party, actors_of
from sayso.extract.encounters.sighting import Sighting
from sayso.extract.encounters.verbs import of_verb
from sayso.extract.encounters.words import triggers, words
from sayso.extract.phrases import child_of
from sayso.extract.realis import VERBS, is_told
from sayso.mention import MeetingMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.mention import ActorMention

# Tokens after a meeting was told of within which "X stayed away" and "the talks" are still about it.
_NEAR = 160
_PRONOUNS = frozenset({"they", "it", "we", "he", "she", "i"})


def meetings(doc: tokens.Doc) -> Iterator[MeetingMention]:
    """Yield each meeting that took place, on anybody's word, in the order of its first mention.

    Later mentions ("the talks", "nine delegations took part") add to the first; a meeting of which nobody is named
    or counted is none, nor is "A met B" without a place, which is an event.
    """
    keys = _keys()
    at = [index for index, key in enumerate(doc.to_array("LEMMA").tolist()) if key in keys]
    if not at:
        return
    actors = actors_of(doc)
    for sightings in _joined(_sightings(doc, at, actors)):
        if _is_meeting(sightings):
            yield _mention(doc, sightings)


@functools.cache
def _keys() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in triggers())


def _sightings(doc: tokens.Doc, at: Iterable[int], actors: Mapping[int, ActorMention]) -> Iterator[Sighting]:
    """Yield what each trigger tells; a verb of attendance whose meeting is named beside it is told there."""
    named: set[int] = set()
    facts: list[Sighting] = []
    nouns: list[Sighting] = []
    for index in at:
        token = doc[index]
        sighting = of_noun(token, actors) if token.pos_ in {"NOUN", "PROPN"} else None
        if sighting is None and token.pos_ in VERBS:
            sighting = of_verb(token, actors)
        if sighting is not None:
            nouns.append(sighting)
            named.add(sighting.verb)
            continue
        fact = _fact(token, actors)
        if fact is not None:
            facts.append(fact)
    told = {sighting.at for sighting in nouns}
    for fact in facts:
        if fact.at not in named and fact.at not in told:
            nouns.append(fact)
            told.add(fact.at)
    yield from sorted(nouns, key=lambda each: (each.start, each.at))


def _fact(token: tokens.Token, actors: Mapping[int, ActorMention]) -> Sighting | None:
    """Read somebody's presence or absence where the meeting is not named: "Nine delegations took part"."""
    verb = token
    while verb.pos_ not in VERBS and verb.tag_ not in {"VBN", "VBG"} and verb.head != verb:
        verb = verb.head
    sighting = Sighting(at=verb.i, start=verb.i, end=verb.i + 1)
    if token.lemma_ == "host" and token.dep_ == "appos":
        # "her counterpart, Ana Lemos, the host": the name stands between the two.
        names = [token.head, *(child for child in token.head.rights if child.dep_ == "appos" and child.i < token.i)]
        head = next((name for name in reversed(names) if name.pos_ == "PROPN"), None)
        if head is not None:
            sighting.hosts.append(Party(start=head.left_edge.i, end=head.i + 1))
            return sighting
    told = attended(verb)
    what = child_of(verb, "dobj")
    if told is None and verb.lemma_ in words("skip") and what is not None and what.lower_ in {"it", "them"}:
        told = False if is_told(verb) else None
    if told is None:
        return None
    if verb.lemma_ == "take" and any(child.dep_ == "prep" and child.lower_ == "in" for child in verb.rights):
        return None  # in something else than a meeting
    people = [each for each in subjects(verb, actors) if verb.doc[each.start].lower_ not in _PRONOUNS]
    (sighting.participants if told else sighting.absent).extend(people)
    for clause in verb.rights:
        if clause.dep_ in {"advcl", "xcomp"}:
            sighting.agenda += discussed(clause)
    return sighting if people or sighting.agenda else None


def _joined(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """Join the mentions of one meeting."""
    known: list[list[Sighting]] = []
    for sighting in sightings:
        same = _same(sighting, known)
        if same is not None:
            same.append(sighting)
        elif sighting.is_noun or sighting.is_told:
            known.append([sighting])
    return known


def _same(sighting: Sighting, known: Sequence[list[Sighting]]) -> list[Sighting] | None:
    """Find the meeting that ``sighting`` is one more mention of."""
    alike = [meeting for meeting in known if meeting[0].sort == sighting.sort and _may_be(sighting, meeting)]
    near = [meeting for meeting in alike if sighting.at - meeting[-1].at < _NEAR]
    if sighting.is_noun or sighting.is_told:
        # "gathered for a conference"; "the Oden talks"; "the talks", the only ones or the last; "talks", not told of.
        over = [meeting for meeting in alike if any(each.at == sighting.verb for each in meeting)]
        shared = [meeting for meeting in alike if sighting.names & _names(meeting)]
        points_back = sighting.is_definite or not sighting.is_told
        last = near[-1:] or (alike if sighting.is_definite and len(alike) == 1 else [])
        fits = over or (shared[-1:] if points_back and shared else last if points_back else [])
    else:
        fits = [meeting for meeting in near if any(each.is_told for each in meeting)][-1:]
    return fits[-1] if fits else None


def _may_be(sighting: Sighting, meeting: Sequence[Sighting]) -> bool:
    """Tell whether no name beside one speaks against it: "the Oden talks" are not "the Tolm talks"."""
    names = _names(meeting)
    return not sighting.names or not names or bool(sighting.names & names) or not sighting.is_definite


def _names(meeting: Sequence[Sighting]) -> frozenset[str]:
    return frozenset(name for each in meeting for name in each.names)


def _is_meeting(sightings: Sequence[Sighting]) -> bool:
    if not any(each.is_told for each in sightings):
        return False
    if all(each.is_pair for each in sightings):
        return False
    return any(each.participants or each.hosts or each.absent for each in sightings)


def _mention(doc: tokens.Doc, sightings: Sequence[Sighting]) -> MeetingMention:
    first = next((each for each in sightings if each.is_told), sightings[0])
    nouns = [each for each in sightings if each.is_noun]
    noun = next((each for each in nouns if each.is_told), nouns[0] if nouns else None)
    everybody = [each for sighting in sightings for each in sighting.participants]
    hosts = [each for sighting in sightings for each in sighting.hosts]
    named = [each for each in everybody if not each.is_group]
    return MeetingMention(
        span=span_of(doc, first.start, first.end),
        name=_name(doc, first if noun is None else noun),
        hosts=_spans(doc, hosts + [each for each in everybody if each.is_host]),
        # Those counted are the same people as those named; a body in session is there if nobody is named.
        participants=_spans(doc, named if len(named) > 1 else everybody),
        absent=_spans(doc, [each for sighting in sightings for each in sighting.absent]),
        agenda=tuple(span_of(doc, *words) for sighting in sightings for words in sighting.agenda),
        said=_said(doc, [each for each in everybody if each.is_group]),
    )


def _spans(doc: tokens.Doc, listed: Iterable[Party]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(span_of(doc, each.start, each.end) for each in listed))


def _name(doc: tokens.Doc, sighting: Sighting) -> str:
    """Give the words that name it, without article: "emergency session of the Harbour Council"."""
    if not sighting.is_noun:
        return "visit" if sighting.sort == "visit" else "meeting"
    start, end = sighting.start, sighting.end
    while start < sighting.at and (
        doc[start].pos_ in {"DET", "PRON"} or doc[start].lower_ in words("stretch") | {"of"}
    ):
        start += 1
    last = sighting.at + 1
    if last < end and doc[last].lower_ == "of":
        last = next((index for index in range(last + 1, end) if doc[index].tag_ == "IN"), end)
    return re.sub(r"\s+", " ", doc[start:last].text)


def _said(doc: tokens.Doc, groups: Iterable[Party]) -> int | None:
    """Give how many the text says took part: "nine delegations", "20 of the 60 states"."""
    for group in groups:
        inside = span_of(doc, group.start, group.end)
        counts = [
            figure for figure in found(doc, "figures") if figure.span.overlaps(inside) and figure.value is not None
        ]
        if counts and counts[0].value == int(counts[0].value):
            return int(counts[0].value)
    return None
