"""Toponyms: the stretches of a text that name a place, and those that may.

Known names come from lists, others from the recogniser, from words beside them that say what
they are ("the town of Oden", "Warren County", "Oden, Ohio"), and, as guesses for the resolver,
from capital letters after a preposition of place.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate import span_at
from sayso.extract.place_names import Known, names, place_words
from sayso.mention import Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.mention import Evidence, PlaceKind

_CAP = r"(?:[A-Z\u00c0-\u00de][\w'\u2019]*(?:-(?:(?:i|e|al|el|ul|ol|ez|es|le|la|sur|on|upon)-)?[A-Z\u00c0-\u00de][\w'\u2019]+)*|St\.|Ft\.|Mt\.|[ae][ldnrstz]z?-[A-Z]\w+)"
_RUN = re.compile(rf"(?<![\w.]){_CAP}(?: (?:(?:of|de|del|la|al|el|i|du|am|an) )?{_CAP})*")
# Words with a capital that begin sentences and titles, not names.
_NOT_NAMES = frozenset(
    "A About According After All Also Although Among An And Another Any As At Because Before Both But By Despite During Each Even"
    " Every Few For From He Her Here His How However I If In Inside Into Is It Its Just Last Later Like Many Mr Mrs Ms Dr More Most My"
    " Near No Nor Not Now Of On Once One Only Or Other Our Out Outside Over She Since So Some Still Such Than That The Their Then"
    " There These They This Those Though Through To Two Under Until Up Upon We What When Where Whether Which While Who Why With Within"
    " Without Yes Yet You Your Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July"
    " August September October November December Sept Oct Nov Dec Jan Feb President Prime Minister Police God Rep Sen Gov Gen Lt Col"
    " Sgt Capt Judge Sheriff Mayor Chief Officer Secretary Senator Governor Congress Parliament Senate House Democrats Republicans"
    " Internet Christmas Easter Ramadan Islam Muslim Muslims Christian Christians Jewish Jews Catholic Sunni Shia Shiite Republican"
    " Democrat Democratic State States City Town Village County Army Navy Court University College School Hospital".split()
)
_TITLES = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Professor Sir Lord Lady Rep. Sen. Gov. Gen. Lt. Col. Sgt. Capt. Cpl. Pvt. Maj."
    " Rev. Fr. Judge Justice Sheriff Deputy Detective Officer President Senator Governor Colonel General Captain Sergeant Major"
    " Minister Secretary Chairman Councilman Councilwoman Commissioner Coach Attorney Pastor Father Sister Brother King Queen Prince"
    " Princess Pope Ayatollah Sheikh Mullah Saint".split()
)
_TITLED = re.compile(rf"\b(?:{'|'.join(re.escape(title) for title in sorted(_TITLES, key=len, reverse=True))}) (?:{_CAP} )?({_CAP})")
# Given names and surnames that are also places: inside a longer personal name they are not places.
_GIVEN = frozenset(
    "Jordan Chad Georgia Israel Kenya India China Virginia Carolina Dakota Austin Florence Victoria Sydney Charlotte Lincoln"
    " Washington Jackson Houston Madison Montana Dallas Diego Santiago Brooklyn Chelsea Asia Troy Cuba Germany England Ireland Holland"
    " Wales Scotland French English Welsh Irish Scott Roman German Israel Jersey Guinea Maine Delaware Saxon Iberia Berlin Rome"
    " Petra Erie Tulsa Denver Finn Dane Pole Swede Turk Brittany Thames Boston Bristol Chester Milan Roma Indiana".split()
)
_SITE_KINDS: dict[str, PlaceKind] = {"admin": "admin", "water": "water", "feature": "feature", "site": "feature", "road": "feature"}
_PREPOSITIONS = frozenset(
    "in at near from outside inside around across toward towards throughout into onto between leaving left entered reached"
    " visited visiting via off beyond surrounding to seized captured besieged bombed shelled".split()
)
_PLACING = frozenset("in at near from outside inside around across toward towards throughout into leaving left to reached via".split())
_OF_PLACE = re.compile(
    r"\b(?:[Cc]ity|[Tt]owns?|[Vv]illages?|[Pp]ort|[Cc]apital|[Pp]rovinces?|[Dd]istricts?|[Rr]egions?|[Ss]tates?|[Ii]slands?|[Ss]uburbs?"
    r"|[Nn]eighbou?rhoods?|[Mm]unicipality|[Cc]ount(?:y|ies)|[Gg]overnorates?|[Oo]utskirts|[Cc]entre|[Cc]oast|[Bb]attle|[Ss]iege"
    r"|[Kk]ingdom|[Rr]epublic|[Bb]orough|[Ee]nclave|miles|kilomet(?:er|re)s|km|north|south|east|west|northeast|northwest|southeast|southwest"
    r"|area|residents|streets|[Tt]ownship|[Gg]ulf|[Bb]ay|[Ss]traits?|[Ii]sle) of $"
)
_HEAD_AFTER = re.compile(
    r" (?:man|woman|men|women|resident|residents|native|couple|teen|teenager|family|police|mayor|council|councillor|firefighters?"
    r"|city|town|area|region|suburb|neighbou?rhood|border|village|front|governor|authorities|airport|court|county|branch|office"
    r"|based|-based)\b|-(?:based|born|area|bound|controlled|held)\b"
)
# A place before a noun: "a Gainesville restaurant", "Gainesville police".
_MODIFIER = re.compile(rf"\b[Aa]n? ({_CAP}) [a-z]{{3}}|({_CAP})(?:{_HEAD_AFTER.pattern})")
_NOUN_AFTER = re.compile(r" [a-z]{3}")
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest north-east north-west"
    " south-east south-west northeastern northwestern southeastern southwestern north-eastern north-western south-eastern south-western"
    " upper lower downtown greater mainland inner outer rural mid".split()
)
# What an institution is called after its place.
_INSTITUTION = frozenset(
    "Police Department University College School Schools High Middle Elementary Hospital Medical Center Centre Church Court Council"
    " County City State Board Public Fire District Regional National General Community Memorial Chamber Chambers Commission Committee Authority"
    " Association Society Institute Academy Army Navy Air Government Ministry Bank Times Post News Herald Tribune Gazette Journal Daily"
    " Star Courier Observer Club FC United Rovers Festival Library Museum Theatre Theater Railway Railroad Airport Airlines Airways"
    " Port Symphony Orchestra Parks Planning Superior Circuit Municipal Metropolitan Township Volunteer Health Housing Historical"
    " Symphony Democratic Republican Liberation Front Party Office Sheriff Senior Junior Area Technical Technology Art Arts".split()
)
_AFTER_OF = re.compile(r"\b(?:University|College|Bank|Bishop|Archbishop|Republic|Diocese|Archdiocese|Church|Museum|Port|Embassy) of $")
_ABBREVIATION_BEFORE = re.compile(r"(?:,\s|\b[A-Z][\w.]*-|\()$")
_MORE = re.compile(rf" ({_CAP})(?![\w.'\u2019]| [A-Z])")
_POSSESSIVE = re.compile(r"['\u2019]s ")
_NO_STATES = frozenset("Islamic Jewish Muslim United Secretary Deep Nation Soviet Welfare Member Arab Gulf Penn Free Vatican Empire".split())
_NOT_A_SITE = re.compile(r" (?:Patrol|Journal|Department|Authority|Commission|Association|Administration|Institute|Foundation|Club|Corp|Inc|Co\b)")
# Words that name no place however many of them stand together.
_GENERIC = frozenset(
    "City Hall Park Main North South East West Central Downtown Capitol Council Historic School Fire Water Market Southeast Southwest"
    " Northeast Northwest Recreation Waste Improvement Management Conservation Arts Business Financial Theater Assistant Congressional"
    " House Lakes Section Area Metro Operation Center Centre Union Station Room Building First Second Third Avenue Street Road Highway"
    " Interstate Federal Western Eastern Northern Southern Village Town Senior Old Bible Bibles Internet Web Court Complex Day".split()
)
_SINGULAR = {"counties": "County", "Counties": "County", "roads": "Road", "streets": "Street", "avenues": "Avenue", "rivers": "River",
             "provinces": "Province", "districts": "District", "parishes": "Parish"}  # fmt: skip
_NAMES = rf"{_CAP}(?: {_CAP})?"
_LISTED = re.compile(rf"(?<![\w.])({_NAMES}(?:, {_NAMES})*,? (?:and|or) {_NAMES}) ({'|'.join(_SINGULAR)})\b")
_COUNTY = re.compile(rf"(?<![\w.'])({_CAP}(?: {_CAP})?) Co\.(?! [A-Z]\w+ Co)")
# A member of a parliament with party and constituency: "(D-Oden)".
_PARTY = re.compile(rf"\b(?:D|R|I|DFL|Lab|Con)-({_NAMES})")
# "ODEN, Ohio (AP) --" at the start of a story.
_DATELINE = re.compile(
    r"(?:^|\n\n|(?<=[.!?\u201d]) )([A-Z][A-Z.'\u2019-]+(?: [A-Z][A-Z.'\u2019-]+){0,3})(?:, [A-Z][\w. ]{1,20})?(?: ?\([A-Z][\w .]*\))? (?:--|\u2014|\u2013|-) ?(?=[A-Z\u201c])"
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW", "WORK_OF_ART", "PRODUCT"})
_CITY_AND_STATE = frozenset({"Washington", "New York"})
_SAYS = frozenset("say tell warn accuse criticise criticize demand want urge insist deny agree refuse condemn call ask announce claim back"
    " support oppose reject accept threaten seek vow pledge plan believe hope fear impose sign declare offer welcome blame".split())  # fmt: skip
_GROUP_HEADS = frozenset(
    "troops forces government officials army military police president minister ministry ambassador embassy authorities soldiers leader"
    " leaders delegation administration parliament senate congress navy jets planes warplanes air sanctions policy diplomat diplomats"
    " citizens nationals people foreign state senator team company companies firm economy currency law bank intelligence".split()
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A stretch of the view that may name a place; of two that overlap, the higher rank stays."""

    start: int
    end: int
    name: str
    evidence: Evidence
    rank: int
    kind: PlaceKind | None = None
    country: str | None = None
    demonym: bool = False


def places(doc: tokens.Doc) -> Iterator[Toponym]:
    """Yield each toponym of ``doc``, in text order; metonyms and demonyms with ``literal=False``."""
    text = doc.text
    entities = _Entities(doc)
    candidates = [
        *_typed(text, entities),
        *_known(text, entities),
        *_recognised(text, entities),
        *_guessed(text, entities),
    ]
    chosen = _without_overlap(candidates)
    chosen = _without_overlap([*chosen, *_repeated(text, chosen, entities)])
    is_container = False
    for at, candidate in enumerate(chosen):
        within = _within(text, candidate, chosen[at + 1 : at + 2])
        guessed = candidate.evidence in ("preposition", "capital")
        # "Tacoma, Washington" is the state.
        state = is_container and candidate.name in _CITY_AND_STATE
        is_container = within is not None
        yield Toponym(
            span=span_at(doc, candidate.start, candidate.end),
            name=candidate.name,
            literal=not candidate.demonym and not entities.is_metonym(candidate.start),
            within=within,
            kind="admin" if state else candidate.kind,
            country=candidate.country,
            evidence="worded" if within and guessed and chosen[at + 1].evidence == "known" else candidate.evidence,
            placed=within is not None or _is_placed(text, candidate.start),
        )


class _Entities:
    """What the recogniser and the parser say of stretches of the view."""

    def __init__(self, doc: tokens.Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.spans = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
        self._ends = [end for _, end, _ in self.spans]
        self._tokens = [token.idx for token in doc]
        people = [self.text[start:end].split() for start, end, label in self.spans if label == "PERSON"]
        self.surnames = {words[-1] for words in people if len(words) > 1} | {match[1] for match in _TITLED.finditer(self.text)}
        # A name that the recogniser takes for a person's and for a place's is a person's where it says so more often.
        alone = Counter(words[0] for words in people if len(words) == 1)
        placed = Counter(self.text[start:end] for start, end, label in self.spans if label in _PLACE_LABELS)
        modifiers = {match[1] or match[2] for match in _MODIFIER.finditer(self.text)}
        self.surnames |= {name for name, count in alone.items() if count > placed[name] and name not in names().known} - modifiers
        self.surnames -= _INSTITUTION | _GENERIC

    def label(self, start: int, end: int) -> tuple[int, int, str]:
        """Give the first entity that overlaps ``[start, end)``; label "" where none does."""
        at = bisect.bisect_right(self._ends, start)
        if at < len(self.spans) and self.spans[at][0] < end:
            return self.spans[at]
        return (start, end, "")

    def token(self, start: int) -> tokens.Token:
        """Give the token at ``start``."""
        return self.doc[bisect.bisect_right(self._tokens, start) - 1]

    def in_person(self, start: int, end: int) -> bool:
        """Tell whether a stretch is part of somebody's name."""
        low, high, label = self.label(start, end)
        words = self.text[low:high].removesuffix("'s").split()
        if label == "PERSON" and len(words) > 1 and words[-1] not in _INSTITUTION | _GENERIC:
            return not (low == start and self.text[end : end + 1] == ",")
        before = self.text[max(0, start - 15) : start].split()
        if before and before[-1] in _TITLES and self.text[start - 1] == " ":
            return True
        return self.text[start:end] in self.surnames and not _is_placed(self.text, start)

    def is_metonym(self, start: int) -> bool:
        """Tell whether a place stands for those who act there: it says something, or its troops do something."""
        token = self.token(start)
        while token.dep_ == "compound" and token.head.ent_type_ == token.ent_type_ and token.head.i > token.i:
            token = token.head
        if token.dep_ in ("nsubj", "agent", "poss") and token.head.lemma_ in _SAYS:
            return True
        return token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.lower_ in _GROUP_HEADS


def _typed(text: str, entities: _Entities) -> Iterator[_Candidate]:
    """Find names that say what they are: "Warren County", "Herat province", "Lake Oden", "Route 9"."""
    before, after, number = _type_patterns()
    for match in before.finditer(text):
        run, word = match[1], match[2]
        start = match.start() + len(run) - len(_trimmed(run))
        run = _trimmed(run)
        kind = before_kinds()[word]
        last = run.split()[-1] if run else ""
        if not run or run.startswith("Operation ") or (word in ("District", "district", "County") and last in _INSTITUTION | _GENERIC):
            continue
        if word in ("State", "state") and (run in _NO_STATES or ((known := names().known.get(run)) is not None and known.demonym)):
            continue
        if kind in ("road", "site") and _NOT_A_SITE.match(text, match.end()):
            continue
        if kind in ("road", "site") and entities.label(match.start(), match.end())[2] == "PERSON":
            continue
        # "Harare's Third Street" is two names.
        cut = max(run.rfind("'s "), run.rfind("\u2019s ")) + 1
        if cut:
            run, start = run[cut + 2 :], start + cut + 2
        if word.islower():
            yield _Candidate(start, match.end(1), run, "worded", 7, _SITE_KINDS[kind])
        else:
            yield _Candidate(start, match.end(2), f"{run} {word}", "worded", 7, _SITE_KINDS[kind])
    for match in after.finditer(text):
        yield _Candidate(match.start(), match.end(), match[0], "worded", 6, _SITE_KINDS[match_kind(match[1])])
    for match in _LISTED.finditer(text):
        kind = before_kinds()[_SINGULAR[match[2]]]
        for name in re.finditer(_CAP + "(?: " + _CAP + ")*", match[1]):
            start, end = match.start() + name.start(), match.start() + name.end()
            yield _Candidate(start, end, f"{name[0]} {_SINGULAR[match[2]]}", "worded", 7, _SITE_KINDS[kind])
    for match in _COUNTY.finditer(text):
        yield _Candidate(match.start(), match.end(), f"{match[1]} County", "preposition", 7, "admin")
    for match in _PARTY.finditer(text):
        yield _Candidate(match.start(1), match.end(1), match[1], "worded", 3)
    for match in _DATELINE.finditer(text):
        yield _Candidate(match.start(1), match.end(1), match[1].title(), "worded", 3)
    for match in number.finditer(text):
        yield _Candidate(match.start(), match.end(), match[0], "worded", 7, "feature")


@functools.cache
def before_kinds() -> dict[str, str]:
    """Give the class of each word that follows the name."""
    return {entry.word: entry.kind for entry in place_words() if entry.side == "before"}


@functools.cache
def _after_kinds() -> dict[str, str]:
    return {entry.word: entry.kind for entry in place_words() if entry.side == "after"}


def match_kind(word: str) -> str:
    """Give the class of a word that precedes the name."""
    return _after_kinds()[word]


@functools.cache
def _type_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def either(words: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    numbered = either(entry.word for entry in place_words() if entry.side == "number")
    return (
        re.compile(rf"(?<![\w.'])({_CAP}(?: {_CAP}){{0,3}}) ({either(before_kinds())})(?!\w)"),
        re.compile(rf"(?<![\w.'] )(?<!\w)({either(_after_kinds())}) {_CAP}"),
        re.compile(rf"(?<!\w)(?:{numbered}|I-) ?\d+[A-Z]?\b(?! (?:million|billion|percent))"),
    )


def _trimmed(run: str) -> str:
    """Leave out the words at the front that are no part of a name."""
    words = run.split()
    while words and (words[0] in _NOT_NAMES or words[0].lower() in _DIRECTIONS and words[0].islower()):
        words.pop(0)
    return " ".join(words)


def _known(text: str, entities: _Entities) -> Iterator[_Candidate]:
    for start, end, known in names().find(text):
        if known.abbreviation and not _is_abbreviation(text, start, end):
            continue
        if entities.in_person(start, end) and _is_part_of_person(text, start, end, known, entities):
            continue
        yield _Candidate(start, end, known.name, "known", 5, known.kind, known.country, known.demonym)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    if words.count(".") > 1 or "." in words[:-1]:
        return words != "B.C." or not text[max(0, start - 3) : start].strip().isdigit()
    if words in ("DC", "NSW", "PEI"):
        return True
    return _ABBREVIATION_BEFORE.search(text, max(0, start - 20), start) is not None


def _is_part_of_person(text: str, start: int, end: int, known: Known, entities: _Entities) -> bool:
    words = text[start:end]
    if known.kind in ("city", "water", "feature") or words in _GIVEN:
        return True
    low, high, _ = entities.label(start, end)
    return " " not in words and not known.demonym and high - low > end - start and text[start - 1] == " " and low < start


def _recognised(text: str, entities: _Entities) -> Iterator[_Candidate]:
    for low, high, label in entities.spans:
        if label not in _PLACE_LABELS:
            continue
        start, end = _without_edges(text, low, high)
        owner = _POSSESSIVE.search(text, start, end)
        start = start if owner is None else owner.end()
        comma = text.find(", ", start, end)
        end = end if comma < 0 else comma
        words = text[start:end]
        if not any(char.isupper() for char in words) or words in _NOT_NAMES or all(word in _GENERIC for word in words.split()):
            continue
        if words[0].isdigit():
            continue
        if entities.in_person(start, end):
            continue
        listed = [found[:2] for found in names().find(text[start:end])]
        if listed == [(0, end - start)]:
            continue
        if inner_words(words) == 1:
            # The recogniser cuts some names short: "Boa" of "Boa Vista".
            more = _MORE.match(text, end)
            if more and more[1] not in _INSTITUTION | _NOT_NAMES | _GENERIC | _TITLES and not entities.label(end + 1, more.end())[2]:
                end, words = more.end(), text[start : more.end()]
        sure = not (words.isupper() and " " not in words and len(words) < 6)
        rank = 6 if inner_words(words) > 1 else 4
        yield _Candidate(start, end, words, "model" if sure else "preposition", rank, "feature" if label == "FAC" else None)


def inner_words(words: str) -> int:
    """Count the words with a capital."""
    return sum(word[0].isupper() for word in words.split())


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out "the", directions, a possessive and punctuation at the edges of an entity."""
    words = text[start:end]
    tail = len(words) - len(re.sub(r"(?:['\u2019]s?|[\s,.;:)\]\u201d\u2019]+)$", "", words)) if not words.endswith("D.C.") else 0
    if re.search(r"\b[A-Z]\.$", words) or words.endswith(" St."):
        tail = 0
    end -= tail
    while True:
        match = re.compile(r"[\s(\[\u201c\u2018]+|(?:[Tt]he|[a-z]+(?:-[a-z]+)?)\s").match(text, start, end)
        if match is None:
            return start, end
        start = match.end()


def _guessed(text: str, entities: _Entities) -> Iterator[_Candidate]:
    """Find stretches in capital letters that may name a place, for the resolver to look up."""
    for match in _RUN.finditer(text):
        yield from _guesses_in(text, match.start(), match[0], entities)


def _guesses_in(text: str, start: int, run: str, entities: _Entities) -> Iterator[_Candidate]:
    trimmed = _trimmed(run)
    if not trimmed:
        return
    begins = len(trimmed) != len(run)
    start += len(run) - len(trimmed)
    run = trimmed
    head, of, rest = run.rpartition(" of ")
    if of and head.split()[-1] in _INSTITUTION | {"University", "Bank", "Bishop", "Diocese"}:
        start += len(head) + len(of)
        yield from _guess(text, start, rest, "preposition", entities)
        return
    words = run.split()
    for at, word in enumerate(words):
        if word in _INSTITUTION and at:
            place = " ".join(words[:at])
            yield from _guess(text, start, place, "preposition", entities)
            return
    before = text[max(0, start - 40) : start]
    previous = before.split()[-1] if before.split() else ""
    if _OF_PLACE.search(before):
        evidence: Evidence = "worded"
    elif previous.lower() in _PREPOSITIONS or (previous in ("a", "an", "A", "An") and _NOUN_AFTER.match(text, start + len(run))):
        evidence = "preposition"
    elif _HEAD_AFTER.match(text, start + len(run)):
        evidence = "preposition"
    else:
        evidence = "capital"
    if evidence == "capital" and len(words) == 1 and not begins and entities.token(start).is_sent_start:
        return
    yield from _guess(text, start, run, evidence, entities)


def _guess(text: str, start: int, run: str, evidence: Evidence, entities: _Entities) -> Iterator[_Candidate]:
    run = re.sub(r"['\u2019]s?$", "", run)
    end = start + len(run)
    low, high, label = entities.label(start, end)
    if not run or len(run) < 3 or len(run.split()) > 4 or run in _NOT_NAMES or label in _NEVER:
        return
    if entities.in_person(start, end) or (label == "PERSON" and evidence == "capital"):
        return
    yield _Candidate(start, end, run, evidence, 2)


def _repeated(text: str, chosen: list[_Candidate], entities: _Entities) -> Iterator[_Candidate]:
    """Find the other occurrences of names that were recognised once."""
    sure = {one.name: one for one in chosen if one.evidence in ("worded", "model") and text[one.start : one.end] == one.name}
    if not sure:
        return
    either = "|".join(re.escape(name) for name in sorted(sure, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{either})(?!\w)", text):
        if not entities.in_person(match.start(), match.end()):
            one = sure[match[0]]
            yield _Candidate(match.start(), match.end(), one.name, one.evidence, 3, one.kind, one.country)


def _without_overlap(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Keep, of candidates that overlap, the one of higher rank, then the longer; in text order."""
    kept: list[_Candidate] = []
    starts: list[int] = []
    for one in sorted(candidates, key=lambda one: (-one.rank, one.start - one.end, one.start)):
        at = bisect.bisect_left(starts, one.end)
        if at and kept[at - 1].end > one.start:
            continue
        kept.insert(at, one)
        starts.insert(at, one.start)
    return kept


def _within(text: str, candidate: _Candidate, following: list[_Candidate]) -> str | None:
    """Give the place that the text names after a comma as the larger one: "Oden, Ohio"."""
    if not following or candidate.demonym or following[0].demonym:
        return None
    gap = text[candidate.end : following[0].start]
    larger = following[0]
    if gap not in (", ", " (", ","):
        return None
    if larger.name in _CITY_AND_STATE or larger.kind in ("admin", "country", "territory") or larger.evidence == "model":
        return larger.name
    return None


def _is_placed(text: str, start: int) -> bool:
    """Tell whether a preposition of place stands before."""
    before = text[max(0, start - 40) : start].removesuffix("the ")
    words = before.split()[-2:]
    if not words or not before.endswith(" "):
        return False
    return (words[-1].lower() in _PLACING and words[0].lower() != "according") or _OF_PLACE.search(before) is not None
