"""What a reader must know of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import found
from sayso.extract import extract
from sayso.resolve.actors import Roster
from sayso.resolve.caveats import caveats

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("The captured pilot Bram Odum said the base was empty.", "duress", "captured"),
        ("“We are treated well,” Odum said in captivity.", "duress", "in captivity"),
        ("A senior official, who asked not to be named, said talks had failed.", "anonymous", "A senior official"),
        ("Tilda Oren, speaking on condition of anonymity, said it was over.", "anonymous", "on condition of anonymity"),
        ("The rebels said they had taken the bridge.", "party", "The rebels"),
        ("State television said the bridge was safe.", "party_outlet", "State television"),
        ("The mayor reportedly said the bridge was mined.", "hearsay", "reportedly"),
    ],
)
def test_a_source_comes_with_what_speaks_against_it(
    parsed: Callable[..., tokens.Doc], text: str, kind: str, words: str
) -> None:
    doc = parsed(text)
    extract(doc)
    roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
    named, attributed = roster.actors(), roster.quotations
    (quotation,) = caveats(doc, attributed, named)
    assert (kind, words) in [(caveat.kind, caveat.span.of(text)) for caveat in quotation.caveats]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Tilda Oren said the bridge was safe.",
        "Mayor Tilda Oren said the driver was reportedly well.",
        "Mayor Tilda Oren said a pilot had been captured.",
    ],
)
def test_a_plain_source_has_no_caveat(parsed: Callable[..., tokens.Doc], text: str) -> None:
    doc = parsed(text)
    extract(doc)
    roster = Roster(doc, found(doc, "actors"), found(doc, "quotations"))
    named, attributed = roster.actors(), roster.quotations
    assert [quotation.caveats for quotation in caveats(doc, attributed, named)] == [()]
