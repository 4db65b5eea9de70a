"""Qualifiers: what after a counted noun says which ones: "of the council", "who have joined", "deployed in Orvane"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.quantities.counted import Counted

_MOST_TOKENS = 10
_RELATIVES = frozenset(("WP", "WDT", "WP$", "WRB"))


def qualified_end(doc: tokens.Doc, what: Counted) -> int:
    """Give the token after the last one of the noun phrase ``what`` with its qualifiers.

    One that holds a comma or a number, or is long, is left out: the parser may have taken too much.
    """
    end = what.end
    while end < len(doc):
        edge = _edge(doc, what, end)
        if edge is None:
            break
        end = edge
    return end


def _edge(doc: tokens.Doc, what: Counted, at: int) -> int | None:
    """Find the end of the qualifier that begins at token ``at``."""
    token = doc[at]
    within = range(what.start, at)
    of, participle = token.dep_ == "prep" and token.lower_ == "of", token.dep_ == "acl" and token.tag_ == "VBN"
    if (of or participle) and token.head.i in within:
        end = token.right_edge.i + 1
    elif token.tag_ in _RELATIVES:
        clause = next((word for word in token.ancestors if word.dep_ == "relcl" and word.head.i in within), None)
        if clause is None:
            return None
        end = clause.right_edge.i + 1
    else:
        return None
    while end > at + 1 and doc[end - 1].is_punct and doc[end - 1].text not in {"”", "’", ")"}:
        end -= 1
    plain = all(word.text not in {",", ";", ":", "—", "–"} and word.tag_ != "CD" for word in doc[at:end])
    return end if at + 1 < end <= at + _MOST_TOKENS and plain else None
