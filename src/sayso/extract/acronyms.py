"""Acronyms that a text defines: `Northern Relief Network (NRN)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,9}s?")
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "'s", "'", "-", "&", "de", "al"})
_LONGEST = 12


def defined(doc: tokens.Doc, end: int, name: str) -> tuple[str, int] | None:
    """Give the acronym in brackets after a ``name`` that ends before token ``end``, and where the bracket closes."""
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return None
    acronym = doc[end + 1].text
    return (acronym, end + 3) if _ACRONYM.fullmatch(acronym) and stands_for(acronym, name) else None


def definitions(doc: tokens.Doc) -> Iterator[Range]:
    """Yield the full names that an acronym in brackets follows, found by their initials alone."""
    for bracket in doc[:-2]:
        if bracket.text != "(" or doc[bracket.i + 2].text != ")":
            continue
        letters = doc[bracket.i + 1].text
        if not _ACRONYM.fullmatch(letters):
            continue
        start = bracket.i
        while (
            start > 0
            and bracket.i - start < _LONGEST
            and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in _SMALL)
        ):
            start -= 1
            if doc[start].text[:1] == letters[0] and stands_for(letters, doc[start : bracket.i].text):
                yield start, bracket.i
                break


def stands_for(acronym: str, name: str) -> bool:
    """Tell whether the letters of ``acronym`` are initials of ``name``, in order, at most one missing."""
    letters = re.sub(r"[^A-Z]", "", acronym)
    capitals = "".join(word[0] for word in re.findall(r"[A-Z][\w’']*", name))
    if len(letters) < 2 or letters[0] != capitals[:1]:  # noqa: PLR2004 - one letter is no acronym
        return False
    rest = iter(capitals)
    found = sum(letter in rest for letter in letters)
    return found >= max(len(letters) - 1, 2)
