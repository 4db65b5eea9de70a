"""Actors: those who speak and act, as the text names them, with their offices and acronyms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotate import span_of
from sayso.extract.actor_words import bodies, countries, known, offices
from sayso.extract.attribution.cues import verbs
from sayso.extract.names import HONORIFICS, NAME_AND_SURNAME, Name, names
from sayso.mention import ActorKind, ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}s?")
_LONGEST_TITLE = 10


def actors(doc: tokens.Doc) -> Iterator[ActorMention]:
    """Yield each name of a possible actor, with the office or acronym that stands beside it."""
    found = [mention for name in names(doc) if (mention := _mention(doc, name)) is not None]
    titles = [mention.title for mention in found if mention.title is not None]
    for mention in found:
        # "State" in "Secretary of State Ana Lemos" is part of her office.
        if mention.kind == "state" or not any(title.covers(mention.span) for title in titles):
            yield mention


def _mention(doc: tokens.Doc, found: Name) -> ActorMention | None:
    start, end, label = found
    name = doc[start:end].text
    words = [token.lower_ for token in doc[start:end]]
    if label == "GPE" and name not in countries()[0] and not _acts(doc, start, end):
        return None
    kind, code, country = _kind(name, words, label)
    title: Range | None = None
    first, last = start, end
    if kind == "organisation" and end - start in NAME_AND_SURNAME and _title_after(doc, end) is not None:
        kind = "person"
    if kind == "person":
        while start < end - 1 and doc[start].lower_ in HONORIFICS:
            start += 1
        name = doc[start:end].text
        title = _title_before(doc, first) or _title_after(doc, end)
        if title is not None and title[0] < first:
            first = title[0]
            if doc[first - 1].lower_ in {"the", "a", "an"} and first > 0:
                first -= 1
    acronym, closing = _acronym(doc, end)
    if acronym is not None and _initials(acronym, name):
        last = closing
    else:
        acronym = None
    if kind == "person" and title is not None:
        code = _sector(doc, title) or code
        country = _country(doc, title)
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
    """`Karsund rejected the offer`: a town is a place, and acts only where it stands for its government."""
    for token in doc[start:end]:
        if token.head.pos_ != "VERB":
            continue
        if token.dep_ in {"nsubj", "agent"}:
            return True
        if token.dep_ == "dobj" and token.head.lemma_ in verbs():
            return True
    return False


def _kind(name: str, words: list[str], label: str) -> tuple[ActorKind, str | None, str | None]:
    entry = known().get(name)
    if entry is not None:
        return entry[1], entry[2], None
    states = countries()[0]
    if name in states:
        return "state", "GOV", states[name][0]
    if label == "PERSON":
        return "person", None, None
    for word in reversed(words):
        if word in bodies():
            kind, code = bodies()[word]
            return kind, code, None
    if label == "GPE":
        return "state", None, None
    return "organisation", None, None


def _title_before(doc: tokens.Doc, start: int) -> Range | None:
    """`US Secretary of State | John Kerry`: the words of an office right before a name."""
    if start and doc[start - 1].lower_ in {"of", "for", "and", "-"}:
        return None
    low = start
    while low > 0 and start - low < _LONGEST_TITLE:
        token = doc[low - 1]
        fits = (
            token.pos_ in {"NOUN", "PROPN", "ADJ"}
            or token.lower_ in {"of", "for", "and", "-"}
            or token.tag_ in {"VBN", "POS"}
        )
        plural = token.tag_ == "NNS" and low < start and doc[low].lower_ not in {"of", "for", "and"}
        if token.is_space or not fits or plural or token.sent != doc[start].sent or token.text in {",", "“", "”"}:
            break
        low -= 1
    while low < start and (doc[low].lower_ in {"of", "for", "and", "-"} or doc[low].tag_ == "POS"):
        low += 1
    known_offices = offices()
    for index in range(low, start):
        if doc[index].lower_ == "of" and not any(token.lower_ in known_offices for token in doc[low:index]):
            low = index + 1
    if low < start and any(
        token.lower_.rstrip("s") in known_offices or token.lower_ in known_offices for token in doc[low:start]
    ):
        return low, start
    return None


def _title_after(doc: tokens.Doc, end: int) -> Range | None:
    """`Bettina Oule, a spokeswoman for the front,`: an apposition that names an office."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    known_offices = offices()
    for token in doc[end + 1 : end + 1 + _LONGEST_TITLE]:
        if token.is_space or token.text in {",", ".", ";"} or token.pos_ in {"VERB", "AUX"}:
            return None
        if token.lower_ in known_offices and token.dep_ in {"appos", "conj", "nsubj", "attr", "ROOT", "dobj", "pobj"}:
            right = token.right_edge.i + 1
            stop = next((other.i for other in doc[token.i : right] if other.text in {",", ".", ";"}), right)
            low = end + 1
            while low < token.i and doc[low].lower_ in {"the", "a", "an", "then", "now"}:
                low += 1
            return low, stop
    return None


def _acronym(doc: tokens.Doc, end: int) -> tuple[str | None, int]:
    """`Northern Relief Network (NRN)`: the acronym in brackets after a name."""
    if (
        end + 2 < len(doc)
        and doc[end].text == "("
        and doc[end + 2].text == ")"
        and _ACRONYM.fullmatch(doc[end + 1].text)
    ):
        return doc[end + 1].text, end + 3
    return None, end


def _initials(acronym: str, name: str) -> bool:
    letters = re.sub(r"[^A-Z]", "", acronym)
    capitals = "".join(word[0] for word in re.findall(r"[A-Z][\w’']*", name))
    if len(letters) < 2:  # noqa: PLR2004 - one letter is no acronym
        return False
    rest = iter(capitals + "#")
    return letters[0] == capitals[:1] and sum(letter in rest for letter in letters) >= len(letters) - 1


def _sector(doc: tokens.Doc, title: Range) -> str | None:
    found = None
    for token in doc[title[0] : title[1]]:
        found = offices().get(token.lower_) or found
    return found


def _country(doc: tokens.Doc, title: Range) -> str | None:
    names, demonyms = countries()
    for token in doc[title[0] : title[1]]:
        if token.text in demonyms:
            return demonyms[token.text]
        if token.text in names:
            return names[token.text][0]
    return None
