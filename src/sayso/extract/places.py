"""Toponyms: the stretches of a text that name a place, and those that may.

Known names come from lists, others from the recogniser, from words beside them that say what
they are ("the town of Oden", "Warren County", "Oden, Ohio"), and, as guesses for the resolver,
from capital letters after a preposition of place.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from sayso.annotate import span_at
from sayso.extract.toponyms.barred import Barred
from sayso.extract.toponyms.cues import CAPITAL, is_of_place, is_placed, pattern, trimmed, words
from sayso.extract.toponyms.entities import PLACE_LABELS, Entities
from sayso.extract.toponyms.forms import Candidate, typed
from sayso.extract.toponyms.names import Known, names
from sayso.mention import Evidence, PlaceKind, Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

_RUN = re.compile(rf"(?<![\w.]){CAPITAL}(?: (?:(?:of|de|del|la|al|el|i|du|am|an) )?{CAPITAL})*")
_ABBREVIATION_BEFORE = re.compile(r"(?:,\s|\b[A-Z][\w.]*-|\()$")
_ALWAYS_ABBREVIATIONS = frozenset({"DC", "NSW", "PEI"})
_MORE = re.compile(rf" ({CAPITAL})(?![\w.'\u2019]| [A-Z])")
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
_GUESSES = frozenset({"preposition", "capital"})
# Longer capital runs and shorter names are seldom places; bare acronyms are organisations.
_MOST_WORDS, _FEWEST_LETTERS, _ACRONYM_LETTERS = 4, 3, 6


def places(doc: tokens.Doc) -> Iterator[Toponym]:
    """Yield each toponym of ``doc``, in text order; metonyms and demonyms with ``literal=False``."""
    entities = Entities(doc)
    text = entities.text
    found = [*typed(text, entities), *_known(text, entities), *_recognised(text, entities), *_guessed(text, entities)]
    barred = Barred(doc)
    chosen = _without_overlap(one for one in found if one not in barred)
    chosen = _without_overlap([*chosen, *(one for one in _repeated(text, chosen, entities) if one not in barred)])
    larger = [_larger(text, one, following) for one, following in zip(chosen, [*chosen[1:], None], strict=False)]
    for at, one in enumerate(chosen):
        within = larger[at]
        # "Tacoma, Washington" is the state.
        is_state = at > 0 and larger[at - 1] is not None and one.name in _CITY_AND_STATE
        kind = "admin" if is_state else one.kind
        is_told = within is not None and one.evidence in _GUESSES and within.evidence == "known"
        yield Toponym(
            span=span_at(doc, one.start, one.end),
            name=one.name,
            literal=not one.demonym and not entities.is_metonym(one.start, one.end, kind),
            within=None if within is None else within.name,
            kind=kind,
            country=one.country,
            evidence="worded" if is_told else one.evidence,
            placed=within is not None or is_placed(text, one.start),
        )


def _known(text: str, entities: Entities) -> Iterator[Candidate]:
    """Find the names of the lists."""
    for start, end, known in names().find(text):
        if known.abbreviation and not _is_abbreviation(text, start, end):
            continue
        if entities.in_person(start, end) and _is_of_person(text, start, end, known, entities):
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
    if known.kind in ("city", "water", "feature") or name in words("given"):
        return True
    return " " not in name and not known.demonym and low < start and text[start - 1] == " "


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
        if [found[:2] for found in names().find(name)] == [(0, len(name))]:
            continue
        if _capitals(name) == 1:
            end = _with_rest(text, end, entities)
            name = text[start:end]
        is_acronym = name.isupper() and " " not in name and len(name) < _ACRONYM_LETTERS
        kind: PlaceKind | None = "feature" if label == "FAC" else None
        yield Candidate(
            start, end, name, "preposition" if is_acronym else "model", 6 if _capitals(name) > 1 else 4, kind
        )


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
    before = text[max(0, start - 20) : start].split()
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
