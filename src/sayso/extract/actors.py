"""Names of those who speak and act: persons with their offices, states, bodies, armed groups, outlets."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

from sayso.annotate import span_of
from sayso.mention import ActorKind, ActorMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_HONORIFICS = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. sir lady lord sen. rep. gov. gen. col. capt. lt. maj. sgt. rev. hon. prof.".split()
)
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}s?")
_LONGEST_TITLE = 10


def rows(name: str) -> list[list[str]]:
    """Read a table of ``lexicon/``: the fields of each line that is no comment."""
    text = resources.files("sayso.extract").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def offices() -> dict[str, str | None]:
    """Give the sector of each word that heads an office (``lexicon/offices.tsv``)."""
    return {row[0]: row[1] or None for row in rows("offices.tsv")}


@functools.cache
def bodies() -> dict[str, tuple[ActorKind, str]]:
    """Give kind and sector of each word that tells a body (``lexicon/bodies.tsv``)."""
    return {row[0]: (row[1], row[2]) for row in rows("bodies.tsv")}  # type: ignore[misc]


@functools.cache
def known() -> dict[str, tuple[str, ActorKind, str]]:
    """Give name, kind and sector of each actor known under several names (``lexicon/known_actors.tsv``)."""
    table: dict[str, tuple[str, ActorKind, str]] = {}
    for name, kind, sector, others in rows("known_actors.tsv"):
        for form in (name, *filter(None, others.split("|"))):
            table[form] = (name, kind, sector)  # type: ignore[assignment]
    return table


@functools.cache
def countries() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Give (alpha-3, name) by each name of a country, and alpha-3 by each demonym (``lexicon/countries.tsv``)."""
    names: dict[str, tuple[str, str]] = {}
    demonyms: dict[str, str] = {}
    for code, name, others, adjectives in ((*row, "", "")[:4] for row in rows("countries.tsv")):
        for form in (name, *filter(None, others.split("|"))):
            names[form] = (code, name)
        for form in filter(None, adjectives.split("|")):
            demonyms.setdefault(form, code)
            demonyms.setdefault(form + "s", code)
    return names, demonyms


def actors(doc: tokens.Doc) -> Iterator[ActorMention]:
    """Yield each name of a possible actor, with the office or acronym that stands beside it."""
    taken = 0
    for entity in _names(doc):
        start, end = entity
        if start < taken:
            continue
        taken = end
        mention = _mention(doc, start, end)
        if mention is not None:
            yield mention


def _names(doc: tokens.Doc) -> list[Range]:
    """List names: those known as a whole, then the recogniser's."""
    found = list(_known_names(doc))
    covered = {index for start, end in found for index in range(start, end)}
    table = known()
    for ent in doc.ents:
        if ent.label_ not in _NAMES or (ent.label_ == "NORP" and ent.text not in table):
            continue
        start, end = _clean(doc, ent.start, ent.end)
        if start >= end or not any(token.text[:1].isupper() for token in doc[start:end]):
            continue
        if covered.isdisjoint(range(start, end)):
            found.append((start, end))
        elif ent.label_ in {"ORG", "PERSON"} and any(low == start and high < end for low, high in found):
            # "Iraq Body Count": the longer name that begins with a known one is another name.
            found = [(low, high) for low, high in found if not (start <= low and high <= end)]
            found.append((start, end))
    return sorted(found)


def _known_names(doc: tokens.Doc) -> Iterator[Range]:
    """Yield names of countries and of actors known under several names, the longest first at each place."""
    table, states = known(), countries()[0]
    firsts = _first_words()
    taken = 0
    for token in doc:
        if token.i < taken or token.text not in firsts:
            continue
        for length in range(min(firsts[token.text], len(doc) - token.i), 0, -1):
            text = doc[token.i : token.i + length].text
            if text in table or text in states:
                if token.ent_type_ == "PERSON" and text in states and token.ent_iob_ == "I":
                    break
                yield token.i, token.i + length
                taken = token.i + length
                break


@functools.cache
def _first_words() -> dict[str, int]:
    """Give the length in tokens of the longest known name by its first token."""
    table: dict[str, int] = {}
    for name in (*known(), *countries()[0]):
        words = name.replace("-", " - ").replace("'", " '").split()
        table[words[0]] = max(table.get(words[0], 0), len(words))
    return table


def _clean(doc: tokens.Doc, start: int, end: int) -> Range:
    """Leave out articles, honorifics, possessive endings and marks at the edges of a name."""
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_punct or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    for token in doc[start:end]:
        if token.is_space or token.text in {"“", "”", "—", "–", "("}:
            return start, token.i
    return start, end


def _mention(doc: tokens.Doc, start: int, end: int) -> ActorMention | None:
    name = doc[start:end].text
    words = [token.lower_ for token in doc[start:end]]
    label = doc[start].ent_type_ or doc[end - 1].ent_type_
    if label == "GPE" and name not in countries()[0] and name not in known():
        # A town is a place; it acts only as a metonym ("Karsund rejected the offer").
        if not any(token.dep_ in {"nsubj", "agent"} and token.head.pos_ == "VERB" for token in doc[start:end]):
            return None
    kind, code, country = _kind(name, words, label)
    title: Range | None = None
    first, last = start, end
    if kind == "person":
        while start < end - 1 and doc[start].lower_ in _HONORIFICS:
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
