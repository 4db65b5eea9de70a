"""Toponyms: the stretches of a text that name a place, and those that may.

Known names come from lists, others from the recogniser, from words beside them that say what
they are ("the town of Oden", "Warren County", "Oden, Ohio"), and, as guesses for the resolver,
from capital letters after a preposition of place.
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate import span_at
from sayso.extract.place_names import Known, names, place_words
from sayso.mention import Toponym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy import tokens

    from sayso.mention import Evidence, PlaceKind

_CAP = r"(?:[A-Z\u00c0-\u00de][\w'\u2019]*(?:-[A-Z\u00c0-\u00de]?[\w'\u2019]+)*|St\.|Ft\.|Mt\.|al-[A-Z]\w+)"
_RUN = re.compile(rf"(?<![\w.]){_CAP}(?: (?:(?:of|de|del|la|al|el|i|du|am|an) )?{_CAP})*")
# Words with a capital that begin sentences and titles, not names.
_NOT_NAMES = frozenset(
    "A About According After All Also Although Among An And Another Any As At Because Before Both But By Despite During Each Even"
    " Every Few For From He Her Here His How However I If In Inside Into Is It Its Just Last Later Like Many Mr Mrs Ms Dr More Most My"
    " Near New No Nor Not Now Of On Once One Only Or Other Our Out Outside Over She Since So Some Still Such Than That The Their Then"
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
# Given names and surnames that are also places: inside a longer personal name they are not places.
_GIVEN = frozenset(
    "Jordan Chad Georgia Israel Kenya India China Virginia Carolina Dakota Austin Florence Victoria Sydney Charlotte Lincoln"
    " Washington Jackson Houston Madison Montana Dallas Diego Santiago Brooklyn Chelsea Asia Troy Cuba Germany England Ireland Holland"
    " Wales Scotland French English Welsh Irish Scott Roman German Israel Jersey Guinea Maine Delaware Saxon Iberia Berlin Rome"
    " Petra Erie Tulsa Denver Boston Bristol Chester Milan Roma Indiana".split()
)
_SITE_KINDS: dict[str, PlaceKind] = {"admin": "admin", "water": "water", "feature": "feature", "site": "feature", "road": "feature"}
_PREPOSITIONS = frozenset(
    "in at near from outside inside around across toward towards throughout into onto between leaving left entered reached"
    " visited visiting via off beyond surrounding to seized captured besieged bombed shelled".split()
)
_OF_PLACE = re.compile(
    r"\b(?:[Cc]ity|[Tt]owns?|[Vv]illages?|[Pp]ort|[Cc]apital|[Pp]rovinces?|[Dd]istricts?|[Rr]egions?|[Ss]tates?|[Ii]slands?|[Ss]uburbs?"
    r"|[Nn]eighbou?rhoods?|[Mm]unicipality|[Cc]ount(?:y|ies)|[Gg]overnorates?|[Oo]utskirts|[Cc]entre|[Cc]oast|[Bb]attle|[Ss]iege"
    r"|[Kk]ingdom|[Rr]epublic|[Bb]orough|[Ee]nclave|miles|kilomet(?:er|re)s|km|north|south|east|west|northeast|northwest|southeast|southwest"
    r"|part|parts|area|people|residents|streets|[Tt]ownship|[Gg]ulf|[Bb]ay|[Ss]traits?|[Ii]sle) of $"
)
_HEAD_AFTER = re.compile(
    r" (?:man|woman|men|women|resident|residents|native|couple|teen|teenager|family|police|mayor|council|councillor|firefighters?"
    r"|city|town|area|region|suburb|neighbou?rhood|border|village|front|governor|authorities|airport|court|county|branch|office"
    r"|based|-based)\b|-(?:based|born|area|bound|controlled|held)\b"
)
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
_POSTAL = re.compile(r"[A-Z]{2}")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NEVER = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE", "LAW", "WORK_OF_ART", "PRODUCT"})
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
        *_typed(text),
        *_known(text, entities),
        *_recognised(text, entities),
        *_guessed(text, entities),
    ]
    chosen = _without_overlap(candidates)
    chosen = _without_overlap([*chosen, *_repeated(text, chosen, entities)])
    for at, candidate in enumerate(chosen):
        within = _within(text, candidate, chosen[at + 1 : at + 2])
        yield Toponym(
            span=span_at(doc, candidate.start, candidate.end),
            name=candidate.name,
            literal=not candidate.demonym and not entities.is_metonym(candidate.start),
            within=within,
            kind=candidate.kind,
            country=candidate.country,
            evidence="worded" if within and candidate.evidence in ("preposition", "capital") else candidate.evidence,
        )
