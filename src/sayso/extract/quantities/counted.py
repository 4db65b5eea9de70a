"""What a number counts: the noun phrase after it, its head and the head's singular."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from spacy import tokens


class Counted(NamedTuple):
    """Tokens ``[start, end)`` of what is counted; ``noun`` is the singular of its head."""

    start: int
    end: int
    noun: str
    plural: bool


MOST_TOKENS = 9
DETERMINERS = frozenset("the a an its his her their our my your these those this that some all such both".split())
_QUOTES = frozenset("“”‘’")
_TELLS_WHEN = frozenset({"last", "this", "next", "each", "every"})
_TIMES = frozenset("day night morning evening week weekend month year summer winter spring autumn".split())
_SKIPPED = _QUOTES | frozenset(("of", "more", "further", "additional", "other"))
# "30 of the 80 or so boats", "30 of the 80-plus boats"
_SKIPPED_AFTER_OF = DETERMINERS | frozenset("or so some about plus odd - -plus -odd".split())
_NOT_COUNTED = frozenset(("am", "pm", "percent", "others", "ago", "later", "%"))
NOUNS = frozenset(("NOUN", "PROPN"))
_MODIFIERS = NOUNS | {"ADJ", "ADV", "VERB", "X"}
PLURALS = frozenset(("NNS", "NNPS"))
_CLAUSES = frozenset(("MD", "VBZ", "VBP", "VBD", "VB", "WDT", "WP", "RBR"))


def counted(doc: tokens.Doc, start: int, *, share: bool = False) -> Counted | None:
    """Find the noun phrase that begins at token ``start``, right after a number and its unit.

    "of" and what stands between it and the noun are passed over: "dozens of boats", "30 of the 80
    boats". A ``share`` needs no "of": "half its leadership". None before a verb, a pronoun or a full stop.
    """
    at, of = start, share
    if at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ == "of":
        at += 1
    while at < len(doc) and at - start < MOST_TOKENS:
        token = doc[at]
        word = token.lower_
        of = of or word == "of"
        if not (word in _SKIPPED or (of and (token.like_num or word in _SKIPPED_AFTER_OF))):
            break
        at += 1
    else:
        return None
    if not doc[at].tag_:
        return _next_word(doc, at)
    head = _head(doc, at)
    if head is None:
        plural = doc[at].lower_
        persons = _singulars().get(plural) == "person" and plural != "people"
        return Counted(at, at + 1, "person", plural=True) if persons else None
    if at == start and doc[at].lower_ in _TELLS_WHEN and doc[head].lower_ in _TIMES:
        return None  # "including 40 last week"
    first = _quoted_from(doc, at, head)
    noun = singular(doc[head].text, plural=doc[head].tag_ in PLURALS)
    return Counted(first, _joined_to(doc, head), noun, is_plural(doc[head]))


def _head(doc: tokens.Doc, first: int) -> int | None:
    """Find the last noun of the phrase that begins at ``first``."""
    head: int | None = None
    for at in range(first, min(len(doc), first + MOST_TOKENS)):
        token = doc[at]
        if token.is_space or token.lower_ in _NOT_COUNTED or _is_dash(token):
            break
        if head is None:
            if not _precedes_noun(doc, first, at):
                break
        elif not _goes_on(doc, head, at):
            break
        if token.pos_ in NOUNS:
            head = at
    return head


def _joined_to(doc: tokens.Doc, head: int) -> int:
    """Give the end of the phrase with a second plural that has no number of its own: "20 women and children"."""
    if head + 2 >= len(doc) or doc[head + 1].tag_ != "CC" or doc[head].tag_ != "NNS":
        return head + 1
    for at in range(head + 2, min(head + 4, len(doc))):
        if doc[at].tag_ == "NNS" and doc[at].dep_ == "conj" and doc[at].head.i == head:
            return at + 1
        if doc[at].pos_ not in {"ADJ", "NOUN"}:
            break
    return head + 1


def _is_dash(token: tokens.Token) -> bool:
    return token.text in {"–", "—"} or (token.tag_ == "HYPH" and bool(token.whitespace_))


def _precedes_noun(doc: tokens.Doc, first: int, at: int) -> bool:
    """Tell whether the token may stand in a noun phrase before its first noun, or is that noun."""
    token = doc[at]
    if token.pos_ in NOUNS or token.tag_ == "HYPH" or token.text in _QUOTES or (token.is_upper and len(token) > 1):
        return True  # an acronym may look like a verb: "2,000 IS fighters"
    if token.tag_ in {"CC", "CD"}:
        return at > first
    if token.text == ",":
        return at > first and at + 1 < len(doc) and doc[at + 1].pos_ == "ADJ"
    if token.tag_ in _CLAUSES:
        # What the tagger took for a verb may stand like an adjective: "100 captured tanks".
        after = doc[at + 1] if at + 1 < len(doc) else None
        adjacent = token.pos_ == "VERB" and after is not None and after.pos_ in NOUNS and after.dep_ != "dobj"
        return token.tag_ in {"VBD", "VB"} and adjacent
    return token.pos_ in _MODIFIERS


def _goes_on(doc: tokens.Doc, head: int, at: int) -> bool:
    """Tell whether the phrase goes on after a noun: "five Front-held coastal towns"."""
    token = doc[at]
    if token.tag_ in {"HYPH", "POS"} or token.text in {"”", "’"}:
        return True
    if doc[head].tag_ in PLURALS:
        return token.tag_ in PLURALS or doc[at - 1].tag_ == "POS"
    if doc[head].pos_ == "PROPN" and head == at - 1 and _leads_to_plural(doc, at):
        return True
    if token.pos_ in NOUNS or doc[at - 1].tag_ == "POS":
        return True
    if doc[at - 1].tag_ == "HYPH":
        return True
    return token.pos_ == "ADJ" and at + 1 < len(doc) and doc[at + 1].tag_ in PLURALS


def _leads_to_plural(doc: tokens.Doc, at: int) -> bool:
    """Tell whether a name is only the first part of what is counted: "Orvan 2 tanks", "Ardel and Velmar lorries"."""
    if doc[at].tag_ == "CD":
        return at + 1 < len(doc) and doc[at + 1].tag_ == "NNS" and doc[at].text.isdigit()
    names = doc[at].tag_ == "CC" and at + 2 < len(doc) and doc[at + 1].pos_ == "PROPN"
    return names and doc[at + 2].tag_ == "NNS"


def _quoted_from(doc: tokens.Doc, first: int, head: int) -> int:
    """Take in the mark that opens before the phrase if it closes inside: "60 “allied” states"."""
    closes = any(doc[at].text in {"”", "’"} for at in range(first, head))
    return first - 1 if closes and doc[first - 1].text in {"“", "‘"} else first


def is_plural(token: tokens.Token) -> bool:
    """Tell whether a token is a plural noun, by its tag or by the list of plurals."""
    return token.tag_ in PLURALS or token.lower_ in _singulars()


def _next_word(doc: tokens.Doc, at: int) -> Counted | None:
    """Take the next word of an unparsed doc for a noun if it looks like a plural."""
    token = doc[at]
    word = token.lower_
    ends_in_s = word.endswith("s") and word.isalpha() and not token.is_stop
    if word in _NOT_COUNTED or not (word in _singulars() or ends_in_s):
        return None
    return Counted(at, at + 1, singular(token.text, plural=True), plural=True)


@functools.cache
def _singulars() -> dict[str, str]:
    return {plural: noun for plural, noun, _example in entries("number_plurals.tsv")}


def singular(word: str, *, plural: bool) -> str:
    """Give the singular of a noun, in lower case unless it is a name ("Americans" is American)."""
    lower = word.lower()
    known = _singulars().get(lower)
    if known is not None:
        return known
    if lower.endswith("men"):
        return word[:-2] + "an"
    word = word if word[:1].isupper() and not word.isupper() else lower
    if not plural or not lower.endswith("s") or lower.endswith("ss"):
        return word
    if lower.endswith("ies") and len(lower) > len("dies"):
        return word[:-3] + "y"
    return word[:-2] if lower.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) else word[:-1]
