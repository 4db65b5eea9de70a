"""Actors: those who speak and act, as the text names them, with their offices and acronyms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import knowledge_of, span_of
from sayso.extract import titles
from sayso.extract.acronyms import defined
from sayso.extract.actor_words import bodies, countries, known
from sayso.extract.attribution.cues import verbs
from sayso.extract.groups import groups
from sayso.extract.names import NAME_AND_SURNAME, Name, names
from sayso.mention import ActorKind, ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range


def actors(doc: tokens.Doc) -> Iterator[ActorMention]:
    """Yield each name of a possible actor, with the office or acronym that stands beside it."""
    found = [mention for name in names(doc) if (mention := _mention(doc, name)) is not None]
    offices = [mention.title for mention in found if mention.title is not None]
    found.extend(groups(doc, [mention.span for mention in found]))
    for mention in sorted(found, key=lambda mention: mention.span):
        # "State" in "Secretary of State Ana Lemos" is part of her office.
        if mention.kind == "state" or not any(office.covers(mention.span) for office in offices):
            yield mention


def _mention(doc: tokens.Doc, found: Name) -> ActorMention | None:
    start, end, label = found
    name = doc[start:end].text
    words = [token.lower_ for token in doc[start:end]]
    if label == "GPE" and name not in countries()[0] and not _acts(doc, start, end):
        return None
    told = knowledge_of(doc).named(name)
    # Resolving adds what else was told, once it knows that no other Grell is meant.
    kind, code, country = _kind(name, words, label) if told is None else (told.kind, None, None)
    title: Range | None = None
    first = start
    if (
        told is None
        and kind == "organisation"
        and end - start in NAME_AND_SURNAME
        and all(token.tag_ == "NNP" and not token.like_num for token in doc[start:end])
        and titles.title(doc, start, end) is not None
    ):
        kind = "person"
    if kind == "person":
        while told is None and start < end - 1 and doc[start].lower_ in titles.HONORIFICS:
            start += 1
        name = doc[start:end].text
        title = titles.title(doc, first, end)
        if title is not None and title[1] == first:
            first = title[0] - (title[0] > 0 and doc[title[0] - 1].lower_ in {"the", "a", "an"})
    acronym, last = defined(doc, end, name) or (None, end)
    if kind == "person" and title is not None:
        code = titles.sector(doc, title) or code
        country = titles.country(doc, title)
    return ActorMention(
        span=span_of(doc, first, last),
        name=name,
        kind=kind,
        country=country,
        code=code,
        title=None if title is None else span_of(doc, *title),
        acronym=acronym,
    )


def _acts(doc: tokens.Doc, start: int, end: int) -> bool:
    """`Olmsund rejected the offer`: a town is a place, and acts only where it stands for its government."""
    for token in doc[start:end]:
        if token.head.pos_ != "VERB":
            continue
        if token.dep_ in {"nsubj", "agent"}:
            return True
        if token.dep_ == "dobj" and token.head.lemma_ in verbs():
            return True
    return False


def _kind(name: str, words: list[str], label: str) -> tuple[ActorKind, str | None, str | None]:
    """Tell kind, PLOVER sector and country of a name: what is known of it, then its label, then its words."""
    entry, state = known().get(name), countries()[0].get(name)
    if entry is not None:
        return entry[1], entry[2], None
    if state is not None or label == "STATE":
        return "state", "GOV", None if state is None else state[0]
    if label == "PERSON":
        return "person", None, None
    body = next((bodies()[word] for word in reversed(words) if word in bodies()), None)
    if body is not None:
        return *body, None
    return ("state" if label == "GPE" else "organisation"), None, None
