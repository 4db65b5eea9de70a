"""Carriers: the recording or medium that brings somebody's words, and who put it out.

A captive speaks in a video, and his captors chose what it shows: the chain of what he says runs through them.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate import span_of, tokens_of
from sayso.extract import phrases
from sayso.extract.actor_words import bodies
from sayso.extract.lexicon import entries
from sayso.record import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.record import Quotation
    from sayso.resolve.names import Cluster
    from sayso.resolve.speakers import Scene

_PUBLISHES = frozenset(
    "publish release post air broadcast issue circulate distribute upload share stream run carry screen show make"
    " produce film record send disseminate put score have".split()
)
_SHOWS = frozenset({"show", "feature", "present", "depict"})
_SHOWING = frozenset({"shows", "showed", "features", "featured", "depicts", "depicted"})
_APPEARS = frozenset({"appear", "see", "hear", "show", "speak", "star", "feature", "film"})
_BY = frozenset({"by", "from", "of", "with", "on"})
_IN = frozenset({"in", "on", "via", "through", "during"})
_ONE_OF_THEM = frozenset({"one", "another", "it"})
_DEFINITE = frozenset({"the", "this", "that"})
_QUOTES = frozenset({"quote", "cite", "interview"})
_PUBLISHERS = frozenset({"organisation", "armed_group", "outlet", "state", "group"})
_LONGEST = 15


class Carrier(NamedTuple):
    """A recording or writing at token ``noun``: the words that name it, who put it out, and who is shown in it."""

    noun: tokens.Token
    words: Range
    publisher: Cluster
    shown: Cluster | None


def carried(
    scene: Scene, spoken: Sequence[tuple[Quotation, Cluster | None, Cluster | None]]
) -> dict[str, tuple[Mention, Cluster]]:
    """Give, by the id of the quotation, what carries its words and who put that out.

    ``spoken`` are the quotations in text order, each with its speaker and addressee. A speaker
    who is shown once stays in the recording to the end of the paragraph, and as long after it as
    nobody else speaks.
    """
    doc = scene.doc
    carriers = _carriers(scene)
    found: dict[str, tuple[Mention, Cluster]] = {}
    still: tuple[Cluster, Carrier] | None = None
    for quotation, speaker, addressee in spoken:
        if quotation.cue is None or speaker is None:
            continue
        cue = doc[tokens_of(doc, quotation.cue)[0]]
        carrier = next((one for one in carriers if _carries(one, cue, speaker)), None)
        if carrier is None and still is not None and still[0] is speaker and _goes_on(still[1], quotation, cue):
            carrier = still[1]
        if carrier is not None and carrier.publisher is not speaker:
            still = speaker, carrier
            found[quotation.id] = _mention(doc, *carrier.words), carrier.publisher
            continue
        still = None if still is None or still[0] is not speaker else still
        medium = _medium(scene, quotation, cue, addressee)
        if medium is not None and medium[1] is not speaker:
            found[quotation.id] = medium
    return found


def _carriers(scene: Scene) -> list[Carrier]:
    found: list[Carrier] = []
    for token in scene.doc:
        noun = token
        if token.lower_ in _ONE_OF_THEM and token.i + 1 < len(scene.doc) and token.nbor().lower_ in _SHOWING:
            before = _of_which(token)
            if before is None:
                continue
            noun = before
        elif token.lemma_.lower() not in _nouns() or token.pos_ != "NOUN":
            continue
        put_out = _publisher(scene, noun)
        if put_out is None and any(child.lower_ in _DEFINITE for child in noun.lefts):
            put_out = next(((one.publisher, None) for one in reversed(found) if _alike(one.noun, noun)), None)
        if put_out is not None and (put_out[0].kind in _PUBLISHERS or put_out[0].kind == "person"):
            found.append(Carrier(token, _words(noun, put_out[1]), put_out[0], _shown(scene, token)))
    return found


def _publisher(scene: Scene, noun: tokens.Token) -> tuple[Cluster, tokens.Token | None] | None:
    """Find who put out the recording ``noun``, with the last word of it that tells."""
    for told in _tellers(noun):
        low, high = phrases.noun_phrase(told)
        # "the front's channel": whose it is.
        owner = phrases.child_of(told, "poss")
        if owner is not None and told.lemma_.lower() in _nouns():
            low, high = phrases.noun_phrase(owner)
        if noun.doc[high - 1].tag_ == "POS":
            high -= 1
        named = next((scene.at[index] for index in range(low, high) if index in scene.at), None)
        cluster = named if told.dep_ in {"compound", "amod", "nmod"} else scene.who(_mention(noun.doc, low, high))
        if cluster is not None:
            return cluster, told
    return None


def _tellers(noun: tokens.Token) -> Iterator[tokens.Token]:
    """Yield the words that may name who put out ``noun``, the plainest first."""
    for child in noun.rights:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ in _PUBLISHES:
            yield from _of_verb(child, passive=child.tag_ == "VBN" and child.dep_ == "acl")
    verb = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_ in _PUBLISHES:
        yield from _of_verb(verb, passive=noun.dep_ == "nsubjpass")
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"} and child.i < noun.i:
            yield child
    yield from _after(noun, _BY)


def _of_verb(verb: tokens.Token, *, passive: bool) -> Iterator[tokens.Token]:
    teller = phrases.agent(verb) if passive else phrases.subject(verb)
    if teller is not None and teller.lower_ not in phrases.RELATIVES:
        yield teller
    yield from _after(verb, _IN)


def _after(token: tokens.Token, prepositions: frozenset[str]) -> Iterator[tokens.Token]:
    """Yield the nouns under a preposition of ``token`` that may publish: `on the group's channel`, not `on Sunday`."""
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for inner in child.children:
                body = inner.lemma_.lower() in bodies() or inner.lemma_.lower() in _nouns()
                if inner.dep_ == "pobj" and (body or inner.ent_type_ == "ORG"):
                    yield inner


def _of_which(one: tokens.Token) -> tokens.Token | None:
    """`The group put out several videos. One shows ...`: the recordings it is one of."""
    doc, low = one.doc, max(one.sent.start - 1, 0)
    if one.sent.start == 0:
        return None
    for token in doc[doc[low].sent.start : one.sent.start]:
        propaganda = any(child.lower_ == "propaganda" for child in token.lefts)
        if token.pos_ == "NOUN" and (_nouns().get(token.lemma_.lower()) == "recording" or propaganda):
            if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ == "dobj":
                return token.head.head  # "a number of videos"
            return token
    return None


def _shown(scene: Scene, noun: tokens.Token) -> Cluster | None:
    """Find who is seen or heard in it."""
    verb, doc = noun.head, noun.doc
    if noun.lower_ in _ONE_OF_THEM or (noun.dep_ == "nsubj" and verb.lemma_ in _SHOWS):
        return _person(scene, noun.i + 1, noun.sent.end)
    for child in noun.rights:
        if (child.dep_ == "acl" and child.lemma_ in _SHOWS) or (child.dep_ == "prep" and child.lower_ == "of"):
            return _person(scene, child.i + 1, child.right_edge.i + 1)
    if noun.dep_ == "pobj" and verb.lower_ in _IN and verb.head.lemma_ in _APPEARS:
        subject = phrases.subject(verb.head) or phrases.own_subject(verb.head)
        if subject is not None:
            low, high = phrases.noun_phrase(subject)
            return _person(scene, low, high) or scene.who(_mention(doc, low, high))
    return None


def _person(scene: Scene, low: int, high: int) -> Cluster | None:
    clusters = (scene.at[index] for index in range(low, high) if index in scene.at)
    return next((cluster for cluster in clusters if cluster.kind in {"person", "unnamed"}), None)


def _carries(carrier: Carrier, cue: tokens.Token, speaker: Cluster) -> bool:
    """Tell whether the words of ``cue`` are in it: it stands with the cue, or shows who speaks in this paragraph."""
    noun = carrier.noun
    if noun.sent == cue.sent:
        beside = noun.dep_ == "pobj" and noun.head.lower_ in _IN and noun.head.head in {cue, *cue.ancestors}
        return (beside and not _in_content(noun, cue)) or noun.is_ancestor(cue) or carrier.shown is speaker
    return carrier.shown is speaker and noun.i < cue.i and not _paragraph_ends(noun.doc, noun.i, cue.i)


def _in_content(noun: tokens.Token, cue: tokens.Token) -> bool:
    """`said that he appeared in a video`: the recording is what is talked about."""
    return any(ancestor.dep_ == "ccomp" and ancestor.head == cue for ancestor in noun.ancestors)


def _goes_on(carrier: Carrier, quotation: Quotation, cue: tokens.Token) -> bool:
    doc = cue.doc
    if not _paragraph_ends(doc, carrier.noun.i, cue.i):
        return True
    return quotation.speaker is not None and doc[tokens_of(doc, quotation.speaker)[0]].tag_ == "PRP"


def _paragraph_ends(doc: tokens.Doc, low: int, high: int) -> bool:
    return any(token.is_space and "\n\n" in token.text for token in doc[low:high])


def _medium(
    scene: Scene, quotation: Quotation, cue: tokens.Token, addressee: Cluster | None
) -> tuple[Mention, Cluster] | None:
    """Find the medium somebody spoke to: `she told the Beacon`, `he said on Radio Tolm`, `quoted by the Beacon`."""
    doc = cue.doc
    if addressee is not None and addressee.kind == "outlet" and quotation.addressee is not None:
        return quotation.addressee, addressee
    places = [child for child in cue.rights if child.dep_ == "prep" and child.lower_ in _IN]
    named = [inner for child in places for inner in child.children if inner.dep_ == "pobj"]
    if quotation.speaker is not None:
        low, high = tokens_of(doc, quotation.speaker)
        for token in doc[low : min(high + _LONGEST, cue.sent.end)]:
            if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in _QUOTES and low <= token.head.i < high:
                by = phrases.agent(token)
                named += [] if by is None else [by]
    for token in named:
        cluster = scene.at.get(token.i)
        if cluster is not None and cluster.kind == "outlet" and token.pos_ == "PROPN":
            return _mention(doc, *phrases.noun_phrase(token)), cluster
    return None


def _words(noun: tokens.Token, teller: tokens.Token | None) -> Range:
    """Give the words for the recording, as far as who put it out."""
    of = next((child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1), None)
    end = noun.i + 1 if of is None else next((child.i for child in of.rights), noun.i) + 1
    if teller is not None and noun.i < teller.i < noun.i + _LONGEST:
        end = max(teller.right_edge.i, teller.head.i if noun.is_ancestor(teller.head) else teller.i) + 1
    return phrases.trim(noun.doc, noun.left_edge.i, min(end, noun.i + _LONGEST, noun.sent.end))


def _alike(first: tokens.Token, second: tokens.Token) -> bool:
    return first.lemma_.lower() == second.lemma_.lower() or (
        _nouns().get(first.lemma_.lower()) == _nouns().get(second.lemma_.lower()) == "recording"
    )


def _mention(doc: tokens.Doc, start: int, end: int) -> Mention:
    span = span_of(doc, start, end)
    return Mention(span.start, span.end)


@functools.cache
def _nouns() -> dict[str, str]:
    return {word: means for word, means, _example in entries("carriers.tsv")}
