"""Datelines: where a report was filed, when, and by which agency, at the start of its first paragraph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.read.published import MONTH, published

if TYPE_CHECKING:
    from sayso.document import Block

AGENCIES = {
    name.casefold(): name
    for name in (
        "AP",
        "Associated Press",
        "The Associated Press",
        "Reuters",
        "AFP",
        "Agence France-Presse",
        "UPI",
        "dpa",
        "TASS",
        "Xinhua",
        "Anadolu Agency",
        "Kyodo",
        "Kyodo News",
        "Yonhap",
        "ANSA",
        "EFE",
        "PTI",
        "ANI",
        "IANS",
        "Interfax",
        "PA",
        "Press Association",
    )
}
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+(?:[ \xa0/-]+[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+){0,4}"
_MIXED = r"[A-ZÀ-ÖØ-Þ][a-zß-ÿ.’'-]+(?:[ \xa0-][A-ZÀ-ÖØ-Þ][a-zß-ÿ’'-]+){0,2}"
_DAY_MONTH = rf"(?i:\d{{1,2}}\s+{MONTH}\.?|{MONTH}\.?\s+\d{{1,2}})(?:,?\s+\d{{2,4}})?"
_DATELINE = re.compile(
    rf"(?:(?P<place>(?P<capitals>{_CAPITALS})|{_MIXED})"
    rf"(?:,\s+(?!(?i:{MONTH})\b)[A-ZÀ-Þ][\w.’'-]*(?:[ \xa0][A-ZÀ-Þ][\w.’'-]*){{0,2}}){{0,2}}"
    rf"(?P<date>,?\s+{_DAY_MONTH})?)?"
    r"\s*(?:\((?P<credit>[^()\n]{2,40})\))?"
    r"\s*(?:(?P<dash>—|–|--+|―|\s-)(?=[\s“\"‘'\[A-ZÀ-Þ])|(?P<colon>:)(?=\s)|(?P<end>$))",
    re.MULTILINE,
)
_DATELINE_LENGTH = 100
_NO_PLACE = frozenset(
    "BREAKING UPDATE UPDATED UPDATES EXCLUSIVE WATCH VIDEO PHOTO PHOTOS POLL OPINION ANALYSIS COMMENT EDITORIAL"
    " CORRECTION LIVE NEWS REPORT FACTBOX TIMELINE INTERVIEW NOTE WARNING READ RELATED QUESTION ANSWER SUMMARY"
    " BACKGROUND PREVIEW FEATURE REVIEW".split()
)
# A dateline stands above the first paragraph of an article, never deep in it.
_WITHIN = 10


def dateline(words: str) -> re.Match[str] | None:  # noqa: PLR0911 - one return for each form of a dateline
    """Match the dateline a paragraph begins with: ``LONDON, Jan 22 (Reuters) -``."""
    match = _DATELINE.match(words[: _DATELINE_LENGTH + 1])
    if match is None or match.end() < 2:  # noqa: PLR2004 - an empty match
        return None
    told = match["credit"] is not None or match["date"] is not None
    if match["place"] is None:
        return match if match["credit"] is not None and match["dash"] is not None else None
    if match["place"].split()[0].strip(".") in _NO_PLACE:
        return None
    if match["capitals"] is None and not (told and match["dash"] is not None):
        return None
    if match["dash"] is None:
        return match if told and (match["colon"] is not None or match["credit"] is not None) else None
    if told:
        return match
    # A bare "NATO — the alliance" is no dateline; after one, a sentence begins, and not in capitals throughout.
    after = words[match.end() :].lstrip(" \xa0[“‘\"'")
    return match if after[:1].isupper() and not words.isupper() else None


def _agency(credit: str) -> str | None:
    if re.search(rf"\d|^(?i:{MONTH})\b", credit) or len(credit.split()) > 4:  # noqa: PLR2004 - no name is longer
        return None
    return AGENCIES.get(credit.casefold(), credit)


def set_dateline_apart(text: str, blocks: list[Block], found: dict[str, str]) -> list[Block]:
    """Cut the first dateline off its paragraph; ``found`` gets the agency and the day it names."""
    for number, block in enumerate(blocks[:_WITHIN]):
        if block.kind != "paragraph":
            continue
        words = text[block.start : block.end]
        match = dateline(words)
        if match is None:
            continue
        if match["credit"] is not None:
            agency, day = _agency(match["credit"]), published(match["credit"])
            # "(NEW YORK) —" is a place; a house's name alone in brackets is one word, or a known one.
            if agency is not None and (
                match["place"] is not None or " " not in agency or agency.casefold() in AGENCIES
            ):
                found.setdefault("agency", agency)
            if day is not None:
                found.setdefault("published", day)
        if match["date"] is not None and (day := published(match["date"].strip(", "))) is not None:
            found.setdefault("published", day)
        end = block.start + len(words[: match.end()].rstrip())
        rest = words[match.end() :]
        pieces = [replace(block, end=end, kind="dateline")]
        if rest.strip():
            start = block.start + match.end() + len(rest) - len(rest.lstrip())
            pieces.append(replace(block, start=start))
        return [*blocks[:number], *pieces, *blocks[number + 1 :]]
    return blocks
