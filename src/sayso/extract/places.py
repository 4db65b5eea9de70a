"""Toponyms: the stretches of a text that name a place, and those that may.

Known names come from lists, others from the recogniser, from words beside them that say what
they are ("the town of Oden", "Warren County", "Oden, Ohio"), and, as guesses for the resolver,
from capital letters after a preposition of place.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from sayso.annotate import knowledge_of, span_at
from sayso.extract.toponyms.barred import Barred
from sayso.extract.toponyms.cues import CAPITAL, DIRECTIONS, is_of_place, is_placed, pattern, trimmed, words
from sayso.extract.toponyms.entities import PLACE_LABELS, Entities
from sayso.extract.toponyms.forms import Candidate, typed
from sayso.extract.toponyms.names import Known, names
from sayso.extract.toponyms.parts import part_before, whole_of
from sayso.mention import Evidence, PlaceKind, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.atlas import Atlas

_RUN = re.compile(rf"(?<![\w.]){CAPITAL}(?: (?:(?:of|de|del|la|al|el|i|du|am|an) )?{CAPITAL})*")
_ABBREVIATION_BEFORE = re.compile(r"(?:,\s|\b[A-Z][\w.]*-|\()$")
_ALWAYS_ABBREVIATIONS = frozenset({"DC", "NSW", "PEI"})
_MORE = re.compile(rf" ({CAPITAL})(?![\w.'\u2019]| [A-Z])")
# "Dayr az Zawr", of which the recogniser may see the last word alone
_ARTICLE = re.compile(r"(?<![\w.])[A-Z][a-z]+ (?:al|az|el|ez|ar|ash|ur|uz) $")
_REACH = 25
_FIRST_NAME = re.compile(r"(?<![\w.-])([A-Z][a-z]+) $")
_NO_FIRST_NAMES = frozenset("River Lake Mount Fort Port Lower Upper Greater Central Metro Downtown".split()) | {
    direction.title() for direction in DIRECTIONS
}
_POSSESSIVE = re.compile(r"['\u2019]s ")
_LEFT_EDGE = re.compile(r"[\s(\[\u201c\u2018]+|(?:[Tt]he|[a-z]+(?:-[a-z]+)?)\s")
_RIGHT_EDGE = re.compile(r"(?:['\u2019]s?|[\s,.;:)\]\u201d\u2019]+)$")
_INITIAL = re.compile(r"\b[A-Z]\.$| St\.$")
_NOUN_AFTER = re.compile(r" [a-z]{3}")
_NEVER = frozenset("DATE TIME MONEY PERCENT QUANTITY ORDINAL CARDINAL LANGUAGE LAW WORK_OF_ART PRODUCT".split())
_CITY_AND_STATE = frozenset({"Washington", "New York"})
# A guess that the words beside it back, though they do not say it.
_BACKED: Evidence = "preposition"
_ONLY_PLACES = frozenset({"near", "outside"})
_CONTAINERS = frozenset({"admin", "country", "territory"})
_NAMED_LIKE_PEOPLE = frozenset({"city", "river", "lake", "sea", "feature", "site", "dam", "camp"})
_GUESSES = frozenset({"preposition", "capital"})
# Longer capital runs and shorter names are seldom places; bare acronyms are organisations.
_MOST_WORDS, _FEWEST_LETTERS, _ACRONYM_LETTERS = 4, 3, 6


def places(doc: tokens.Doc) -> Iterator[Toponym]:
    """Yield each toponym of ``doc``, in text order; metonyms and demonyms with ``literal=False``."""
    entities = Entities(doc)
    text = entities.text
    told = _told(text, knowledge_of(doc).places)
    seen = [*typed(text, entities), *_known(text, entities), *_recognised(text, entities), *_guessed(text, entities)]
    barred = Barred(doc)
    chosen = _without_overlap(one for one in [*told, *seen] if one not in barred)
    chosen = _without_overlap([*chosen, *(one for one in _repeated(text, chosen, entities) if one not in barred)])
    larger = [_larger(text, one, following) for one, following in zip(chosen, [*chosen[1:], None], strict=False)]
    for at, one in enumerate(chosen):
        within = larger[at]
        # "Tacoma, Washington" is the state.
        is_state = at > 0 and larger[at - 1] is not None and one.name in _CITY_AND_STATE
        kind = "admin" if is_state else one.kind
        is_told = within is not None and one.evidence in _GUESSES and within.evidence == "known"
        start, part = part_before(text, one) or (one.start, None)
        is_metonym = entities.is_metonym(start, one.end, kind if part is None else "part")
        yield Toponym(
            span=span_at(doc, start, one.end),
            name=one.name,
            literal=not one.demonym and not is_metonym,
            within=None if within is None else within.name,
            kind=kind,
            country=one.country,
            part=part,
            evidence="worded" if is_told else one.evidence,
            placed=within is not None or part is not None or is_placed(text, start),
        )


def _told(text: str, atlas: Atlas) -> Iterator[Candidate]:
    """Find the names that the user told."""
    for start, end in atlas.names_in(text):
        place = atlas.named(text[start:end])
        if place is not None:
            yield Candidate(start, end, text[start:end], "told", 9, place.kind, place.country)


def _known(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find the names of the lists."""
    for start, end, known in names().find(text):
        if known.abbreviation and not _is_abbreviation(text, start, end):
            continue
        if entities.in_person(start, end) and _is_of_person(text, start, end, known, entities):
            continue
        if text[start:end] in words("given") and _is_surname(text, start, entities):
            continue
        yield Candidate(start, end, known.name, "known", 5, known.kind, known.country, known.demonym)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    short = text[start:end]
    if short.count(".") > 1 or "." in short[:-1]:
        # Not the years before Christ.
        return short != "B.C." or not text[max(0, start - 3) : start].strip().isdigit()
    return short in _ALWAYS_ABBREVIATIONS or _ABBREVIATION_BEFORE.search(text, max(0, start - 20), start) is not None


def _is_of_person(text: str, start: int, end: int, known: Known, entities: Entities) -> bool:
    name = text[start:end]
    low, high, _ = entities.at(start, end)
    if " " in name and (low, high) == (start, end):
        return False
    if known.kind in _NAMED_LIKE_PEOPLE or name in words("given"):
        return True
    return " " not in name and not known.demonym and low < start and text[start - 1] == " "


def _is_surname(text: str, start: int, entities: Entities) -> bool:
    """Tell whether a given name that nobody marked stands before a place's: "Knut Paris", not "River Thames"."""
    first = _FIRST_NAME.search(text, max(0, start - _REACH), start)
    if first is None or _is_known(first[1]) or first[1] in _NO_FIRST_NAMES | words("not_name") | words("institution"):
        return False
    token = entities.token(first.start(1))
    return token.tag_ == "NNP" and token.dep_ == "compound" and token.head == entities.token(start)


def _recognised(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find what the recogniser takes for places, without what it takes along."""
    for low, high, label in entities.spans:
        if label not in PLACE_LABELS:
            continue
        start, end = _without_edges(text, low, high)
        name = text[start:end]
        if not any(char.isupper() for char in name) or name[0].isdigit() or name in words("not_name"):
            continue
        if all(word in words("generic") for word in name.split()) or entities.in_person(start, end):
            continue
        if _is_known(name) or _is_known(whole_of(name)) or name.rsplit(" ", 1)[-1] in words("event"):
            continue
        if (article := _ARTICLE.search(text, max(0, start - _REACH), start)) is not None:
            start = article.start()
            name = text[start:end]
        if _capitals(name) == 1:
            end = _with_rest(text, end, entities)
            name = text[start:end]
        is_acronym = name.isupper() and " " not in name and len(name) < _ACRONYM_LETTERS
        kind: PlaceKind | None = "site" if label == "FAC" else None
        yield Candidate(
            start, end, name, "preposition" if is_acronym else "model", 6 if _capitals(name) > 1 else 4, kind
        )


def _is_known(name: str | None) -> bool:
    """Tell whether the lists hold a name as a whole."""
    return name is not None and [found[:2] for found in names().find(name)] == [(0, len(name))]


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in name.split())


def _with_rest(text: str, end: int, entities: Entities) -> int:
    """Find where a name ends that the recogniser cut short: "Boa" of "Boa Vista"."""
    more = _MORE.match(text, end)
    if more is None or entities.at(end + 1, more.end())[2]:
        return end
    is_other = any(more[1] in words(kind) for kind in ("institution", "not_name", "generic", "title"))
    return end if is_other else more.end()


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out "the", directions, an owner, what follows a comma, and punctuation at the edges of an entity."""
    if _INITIAL.search(text[start:end]) is None:
        edge = _RIGHT_EDGE.search(text[start:end])
        end -= 0 if edge is None else len(edge[0])
    while (edge := _LEFT_EDGE.match(text, start, end)) is not None:
        start = edge.end()
    owner = _POSSESSIVE.search(text, start, end)
    start = start if owner is None else owner.end()
    comma = text.find(", ", start, end)
    return start, end if comma < 0 else comma


def _guessed(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find stretches in capital letters that may name a place, for the resolver to look up."""
    for match in _RUN.finditer(text):
        head, _, rest = match[0].rpartition(" of ")
        if head and head.split()[-1] in words("institution"):
            # "the University of Oden"
            start, name, evidence = match.end() - len(rest), rest, _BACKED
        elif run := trimmed(match[0]):
            name, evidence = _guess(text, match.end() - len(run), run)
            start = match.end() - len(run)
        else:
            continue
        name = name.removesuffix("'").removesuffix("\u2019").removesuffix("'s").removesuffix("\u2019s")
        begins = entities.token(start).is_sent_start and " " not in name
        if evidence == "capital" and begins:
            continue
        if _may_be_place(name, evidence, start, entities):
            yield Candidate(start, start + len(name), name, evidence, 2)


def _guess(text: str, start: int, run: str) -> tuple[str, Evidence]:
    """Give the part of a run of capitals that may be a place, and what speaks for it."""
    parts = run.split()
    for at, word in enumerate(parts):
        if at and word in words("institution"):
            return " ".join(parts[:at]), _BACKED
    before = text[max(0, start - _REACH) : start].split()
    if before and before[-1] in DIRECTIONS:
        before.pop()
    last = before[-1].lower() if before else ""
    if last in _ONLY_PLACES or is_of_place(text, start):
        return run, "worded"
    after = start + len(run)
    if last in words("placing") or last in words("maybe_placing") or pattern("head after").match(text, after):
        return run, _BACKED
    if last in ("a", "an") and _NOUN_AFTER.match(text, after):
        return run, _BACKED
    return run, "capital"


def _may_be_place(name: str, evidence: Evidence, start: int, entities: Entities) -> bool:
    if len(name) < _FEWEST_LETTERS or len(name.split()) > _MOST_WORDS or name in words("not_name"):
        return False
    if name.rsplit(" ", 1)[-1] in words("event"):
        return False
    label = entities.at(start, start + len(name))[2]
    if label in _NEVER or (label == "PERSON" and evidence == "capital"):
        return False
    return not entities.in_person(start, start + len(name))


def _repeated(text: str, chosen: list[Candidate], entities: Entities) -> Iterator[Candidate]:
    """Find the other occurrences of names that were recognised once."""
    sure = {
        one.name: one for one in chosen if one.evidence in ("worded", "model") and text[one.start : one.end] == one.name
    }
    if not sure:
        return
    either = "|".join(re.escape(name) for name in sorted(sure, key=lambda name: (-len(name), name)))
    for match in re.finditer(rf"(?<![\w-])(?:{either})(?!\w)", text):
        if not entities.in_person(match.start(), match.end()):
            one = sure[match[0]]
            yield Candidate(match.start(), match.end(), one.name, one.evidence, 3, one.kind, one.country)


def _without_overlap(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep, of candidates that overlap, the one of higher rank, then the longer; in text order."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for one in sorted(candidates, key=lambda one: (-one.rank, one.start - one.end, one.start)):
        at = bisect.bisect_left(starts, one.end)
        if at and kept[at - 1].end > one.start:
            continue
        kept.insert(at, one)
        starts.insert(at, one.start)
    return kept


def _larger(text: str, one: Candidate, following: Candidate | None) -> Candidate | None:
    """Give the place that the text names after a comma as the larger one: "Oden, Ohio"."""
    if following is None or one.demonym or following.demonym:
        return None
    if text[one.end : following.start] not in (", ", " (", ","):
        return None
    is_container = following.kind in _CONTAINERS or following.name in _CITY_AND_STATE or following.evidence == "model"
    return following if is_container else None
