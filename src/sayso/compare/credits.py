"""Whom an article credits for its words: "TOLM (Reuters) -", "first published in", "with reporting by".

A credit is provenance: it tells whose report this is, whatever page it stands on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.document import Document, Span
from sayso.read.dateline import AGENCIES, dateline
from sayso.read.outlet import is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

# Whether the house gave the report, or only helped with it.
Part = Literal["all", "some"]

_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w’'&-]*|dpa|epd|apa)"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:(?:of|and|the|de|for) )?{_WORD}){{0,5}}"
_NAMES = rf"(?P<names>(?:{_NAME}|agencies)(?:(?:, |,? (?:and|&) )(?:{_NAME}|agencies)){{0,4}})"
# Where a line or a sentence begins.
_FROM = r"(?:^|(?<=[.!?)] ))[\W_]{0,4}"


def _wording(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"[ \xa0]"), re.MULTILINE)


_WORDINGS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    (
        "some",
        _wording(rf"{_FROM}{_NAMES} (?:also )?contributed (?:to (?:this|the) (?:report|story|article)|reporting)"),
    ),
    (
        "some",
        _wording(
            rf"{_FROM}(?:(?i:with|additional|further|includes|including|contains) ){{1,2}}"
            rf"(?i:(?:reporting|reports?|material|information|inputs?|contributions?|files?) (?:by|from|of)) {_NAMES}"
        ),
    ),
    (
        "all",
        _wording(
            rf"{_FROM}(?:(?:[Tt]his|(?:[Aa]|[Tt]he) (?:[a-z]+ ){{1,4}}of this) (?:[a-z]+ ){{0,8}}?)?"
            r"(?i:(?:first|originally|previously) (?:published|appeared|printed|posted|ran|aired|issued)"
            r"|(?:(?:re)?published|(?:re)?printed|posted|produced) (?:with|by) (?:kind )?permission"
            r"|(?:re)?published courtesy|reprinted|republished)"
            rf" (?i:in|by|on|at|from|of) {_NAMES}"
        ),
    ),
    ("all", _wording(rf"^\W*(?i:sources?|credit|via) ?: ?{_NAMES}\W*$")),
    ("all", _wording(rf"^\W*(?:©|\([cC]\)|[Cc]opyright)\W*(?:\d{{4}}\W*)?{_NAMES}")),
    # A name alone on the last line, or behind its last sentence, in brackets or after a dash.
    ("all", _wording(rf"(?:^|(?<=[.!?”\"] ))\({_NAMES}\)\W*\Z")),
    ("all", _wording(rf"(?:^|(?<=[.!?”\"] ))(?:--?|–|—) ?{_NAMES}\W*\Z")),
)
_SPLIT = re.compile(r",[ \xa0]|,?[ \xa0](?:and|&)[ \xa0]")
_STAFF = re.compile(r"\b(?:(?:news|wire|press) )?(?:agencies|agency reports?|wires|wire services)\b", re.IGNORECASE)
_OWN_STAFF = re.compile(r"[ \xa0](?:staff(?:[ \xa0](?:writers?|reporters?))?|correspondents?)$", re.IGNORECASE)
_BY = re.compile(r"\W*(?i:by|from)[ \xa0:]+")
_HOUSE = re.compile(
    r"\b(?:agency|agence|agencia|agenzia|presse?|news|newswire|wire|times|post|herald|courier|gazette|journal|tribune"
    r"|chronicle|observer|telegraph|radio|tv|television|channel|broadcasting|network|service|media|newspaper|daily"
    r"|weekly|bulletin|guardian|mail|express)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,6}|dpa|epd|apa")
_NAME_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A house that an article credits, as it is written; None for agencies without a name.

    ``part`` is "some" where it contributed, "all" where the article is its own. ``span`` is None for a credit of the
    byline.
    """

    name: str | None
    part: Part = "all"
    span: Span | None = None


def credits_of(document: Document) -> tuple[Credit, ...]:
    """Give the houses that a document credits, each once: byline and dateline first, then in text order."""
    found: dict[str | None, Credit] = {}
    for credit in (*_byline(document), *_dateline(document), *_wordings(document.text)):
        key = None if credit.name is None else folded(credit.name)
        if key not in found or (found[key].part == "some" and credit.part == "all"):
            found[key] = credit
    return tuple(found.values())


def names_house(name: str) -> bool:
    """Tell whether a name is plainly that of a newspaper, station or agency and not a person's."""
    return (
        name.casefold() in AGENCIES
        or _ACRONYM.fullmatch(name) is not None
        or is_outlet(name)
        or _HOUSE.search(name) is not None
    )


def folded(name: str) -> str:
    """Give an outlet's name without case, article and punctuation."""
    return " ".join(_NAME_WORDS.findall(name.casefold())).removeprefix("the ")


def same_house(name: str, outlet: str) -> bool:
    """Tell whether a credit names an outlet: its whole name, its first or last words, or its initials."""
    said, known = folded(name), folded(outlet)
    if not said or not known:
        return False
    short, long = sorted((said, known), key=len)
    if short == long or long.startswith(f"{short} ") or long.endswith(f" {short}"):
        return True
    return said in _initials(known) or known in _initials(said)


def _initials(folded_name: str) -> tuple[str, ...]:
    letters = "".join(word[0] for word in folded_name.split() if word not in ("of", "the", "and", "de"))
    return (letters,) if len(letters) > 1 else ()


def _byline(document: Document) -> Iterator[Credit]:
    if document.agency is not None:
        yield Credit(name=document.agency)
    if document.author is None:
        return
    for part in _SPLIT.split(_BY.sub("", document.author, count=1)):
        name = _OWN_STAFF.sub("", part)
        if _STAFF.search(name) is not None:
            yield Credit(name=None)
        elif _is_credited(name):
            yield Credit(name=name)


def _dateline(document: Document) -> Iterator[Credit]:
    """Read "TOLM (Reuters) -" at the start of one of the first paragraphs."""
    start = 0
    for line in document.text.split("\n", 12)[:12]:
        match = dateline(line)
        if match is not None and match["credit"] is not None and not any(map(str.isdigit, match["credit"])):
            span = Span(start + match.start("credit"), start + match.end("credit"))
            yield Credit(name=match["credit"], span=span)
            return
        start += len(line) + 1


def _wordings(text: str) -> Iterator[Credit]:
    found = []
    for part, wording in _WORDINGS:
        for match in wording.finditer(text):
            start = match.start("names")
            for name in _SPLIT.split(match["names"]):
                at = text.index(name, start)
                start = at + len(name)
                if name == "agencies" or part == "all" or _is_credited(name):
                    span = Span(at, start)
                    found.append((at, Credit(name=None if name == "agencies" else name, part=part, span=span)))
    for _, credit in sorted(found, key=lambda each: each[0]):
        yield credit


def _is_credited(name: str) -> bool:
    """Tell whether a name where a house or a person may stand is a house's: a person is given with both names."""
    return names_house(name) or len(name.split()) == 1
