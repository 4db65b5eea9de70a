"""What a name is: a person, a place or a body, where the recogniser sees a person in all of them.

The small recogniser takes most names it never saw for persons. A word in the name tells, or what the text does with a
lone word anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sayso.extract.actor_words import bodies
from sayso.extract.titles import is_title

if TYPE_CHECKING:
    from spacy import tokens

PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "de", "del", "der", "ben", "-", "al-"})
_LEADS_TO_A_PLACE = frozenset({"of", "in", "from", "near", "at"})
# "Near Tolm", which the recogniser takes for a person at a sentence's start.
_PLACING = frozenset({"near", "in", "at", "outside", "around", "inside", "north", "south", "east", "west"})
# Words for bodies that people are called by too: "Emily Post", "Julian Guard".
_SURNAMES_TOO = frozenset("post guard wire press bank daily union court guardian resistance board public".split())
# "Communications Bill": what parliaments pass.
_WRITINGS = frozenset("bill act treaty charter resolution accord accords agreement protocol convention".split())
# What a lone word is labelled that the recogniser takes for a person and the text does not.
_OTHERWISE = {"place": "GPE", "body": "ORG"}

_INSIDE = frozenset({"in", "near", "outside", "around", "inside", "across", "throughout", "within"})
# "the harbour of Tolm", "the fall of Tolm", "south of Tolm"
_OF_A_PLACE = frozenset(
    "town city village port harbour harbor capital quarter district suburb outskirts street centre center governorate"
    " province island airport siege liberation capture recapture fall bombardment shelling north south east west"
    " northeast northwest southeast southwest coast mayor governor residents inhabitants".split()
)
# "Tolm's navy", "Tolm's foreign minister"
_OF_A_STATE = frozenset(
    "navy army coast parliament capital port harbour harbor border airport ambassador premier economy currency"
    " territory waters outskirts suburbs streets residents".split()
)
_OFFICES_OF_A_STATE = frozenset({"minister", "president", "mayor", "governor"})
# Verbs whose object is somewhere more often than somebody.
_GOING_THERE = frozenset(
    {"reach", "enter", "retake", "recapture", "besiege", "evacuate", "liberate", "isolate", "encircle"}
)
_ENOUGH_PLACES = 2


def nature(mentions: list[tokens.Token]) -> Literal["place", "body"] | None:
    """Tell what a lone name that comes at ``mentions`` is, where its uses say that it is no person."""
    if any(_used_as_place(token) for token in mentions):
        return "place"
    return "body" if any(_with_article(token) for token in mentions) else None


def _used_as_place(token: tokens.Token) -> bool:
    head = token.head
    if token.dep_ == "pobj":
        if head.lower_ in _INSIDE:
            return not any(child.tag_ == "POS" for child in token.children)
        return head.lower_ == "of" and head.head.lemma_.lower() in _OF_A_PLACE
    if token.dep_ == "poss":
        return head.lower_ in _OF_A_STATE or head.lower_ in _OFFICES_OF_A_STATE
    if token.dep_ == "dobj":
        return head.lemma_ in _GOING_THERE
    return token.dep_ == "conj" and _among_places(token)


def _among_places(token: tokens.Token) -> bool:
    """`Vesk, Iraq, Tolm and Syria`: a name in a list of countries and towns."""
    first = token
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    members, at = [first], first
    while (following := next((child for child in at.rights if child.dep_ == "conj"), None)) is not None:
        members.append(following)
        at = following
    return sum(member.ent_type_ == "GPE" for member in members if member.text != token.text) >= _ENOUGH_PLACES


def _with_article(token: tokens.Token) -> bool:
    """`told the Beacon`: the article stands before a body's name, and before no person's."""
    return (
        any(child.lower_ == "the" and child.dep_ == "det" and child.i == token.i - 1 for child in token.lefts)
        and next((child for child in token.rights if child.dep_ != "punct"), None) is None
    )


def label_of(doc: tokens.Doc, start: int, end: int, alike: list[tokens.Token]) -> str:
    """Label what the recogniser takes for a person; ``alike`` are the uses of its last word, unless it is a surname."""
    # "The magazine Tolm Today": the noun before it tells.
    medium = start > 0 and bodies().get(doc[start - 1].lower_, ("",))[0] == "outlet"
    if medium or names_a_body(doc, start, end):
        return "ORG"
    lone = not any(token.whitespace_ for token in doc[start : end - 1])
    return _OTHERWISE.get(nature(alike) or "", "PERSON") if lone else "PERSON"


def names_a_body(doc: tokens.Doc, start: int, end: int) -> bool:
    """`Tarn North Front`, `Channel Oden`: a word in the name tells what it is, and is no common surname."""
    first, last = doc[start].lower_, doc[end - 1].lower_
    told = (last in bodies() and last not in _SURNAMES_TOO) or bodies().get(first, ("",))[0] == "outlet"
    return told and end - start > 1 and all(token.tag_ == "NNP" and token.is_alpha for token in doc[start:end])


def can_be_person(doc: tokens.Doc, start: int, end: int) -> bool:
    """Doubt the recogniser where it takes "Passcode 3080", "Flour" or "Kaldovan" for somebody's name."""
    token = doc[start]
    numbered = any(other.like_num for other in doc[start:end])
    if numbered or token.lower_ in _PLACING or (token.text[:1].islower() and token.lower_ not in PARTICLES):
        return False
    if end - start > 1:
        return doc[end - 1].lower_ not in _WRITINGS
    if token.dep_ in {"amod", "compound"} and token.head.tag_ in {"NN", "NNS"}:
        return False
    if token.dep_ == "pobj" and token.head.lower_ in _LEADS_TO_A_PLACE and is_title(token.head.head):
        return False  # "the mayor of Tolm"
    first = token.is_sent_start or doc[start - 1].text in {"“", "‘"}
    # A capital at a sentence's start tells nothing; the name must stand elsewhere too.
    return not first or any(other.text == token.text and not other.is_sent_start and other.i != start for other in doc)
