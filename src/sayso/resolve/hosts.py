"""Hosts: the words that a time or a place hangs on in the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.resolve.link_words import APART, MODIFIERS, OBJECTS, VERBS, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

# "On Sunday", "in the night of 5 June"; not "than in February", "after Sunday", "ahead of Friday".
_TIMES = frozenset(
    "on in at during since over through throughout within by until till between from of as around about toward"
    " towards".split()
)
_PLACES = frozenset(
    "in at near around outside inside across along throughout within off over above beneath under between through"
    " aboard".split()
)
_TOWARDS = frozenset({"to", "into", "onto"})
# "Oden saw 40 attacks"; of any other verb a place that is the subject stands for who acts there.
_SEEING = frozenset({"see", "witness", "host"})
_COUNTED_FROM = frozenset({"after", "before"})
_OPENS_ASIDE = frozenset({"(", "-"})
_FAR = 8


class Host(NamedTuple):
    """A word whose time or place is told; ``link`` is the preposition or relation that leads to it."""

    token: tokens.Token
    link: str


def time_hosts(doc: tokens.Doc, start: int, end: int, *, is_deadline: bool = False) -> Iterator[Host]:
    """Yield the words whose time tokens ``[start, end)`` tell, the nearest first; none for "after Sunday"."""
    token = _root(doc, start, end)
    if doc[end - 1].lower_ in _COUNTED_FROM and token.head.dep_ == "advcl" and token.head.i >= end:
        # "Three days after it began, they met" dates the meeting.
        yield Host(token.head.head, "npadvmod")
        return
    for _ in range(_FAR):
        link = token.dep_
        if token.dep_ in {"pobj", "pcomp"} or token.head.pos_ == "ADP":
            token = token.head
            link = token.lower_
            above = token.head
            is_due = is_deadline and link == "before"
            if not (link in _TIMES or is_due) or above.lower_ in APART or (link == "of" and above.pos_ in VERBS):
                return
        if token.head == token:
            return
        token = token.head
        if token.pos_ != "ADP":
            yield Host(token, link)
        while token.dep_ == "conj" and token.pos_ not in VERBS:
            token = token.head
        if token.pos_ in VERBS or not _gives_time(token, link):
            return


def _gives_time(noun: tokens.Token, link: str) -> bool:
    """Tell whether the time of ``noun`` is also that of the word it hangs on."""
    is_event = noun.lemma_.lower() in words("deed", "gathering")
    is_modifier = link in MODIFIERS or link == "of"
    if noun.pos_ == "ADP":
        return True
    if noun.dep_ in OBJECTS:
        # "Freed 12 men on Sunday" may hang on the men; "condemned the attack on Sunday" is of the attack.
        return not is_event and not is_modifier
    if noun.dep_ == "pobj":
        preposition = noun.head.lower_
        return preposition in {"in", "at", "during"} or (preposition in {"by", "on", "through"} and is_event)
    # "The Front on Friday freed 12 men": the day stands before its verb and hangs on the subject.
    return (noun.dep_ in {"nsubj", "nsubjpass"} and link == "on") or (is_event and noun.dep_ in {"nsubj", "agent"})


def place_hosts(doc: tokens.Doc, start: int, end: int) -> Iterator[Host]:
    """Yield the words whose place tokens ``[start, end)`` tell, the nearest first.

    None for "warned of Syria", "a report on Syria", "from Syria", "Syria's".
    """
    token = _root(doc, start, end)
    if start > 0 and doc[start - 1].text in _OPENS_ASIDE:
        return  # "Ana Lemos (R-Oden)"
    if start > 0 and _is_mistagged(doc[start - 1], token):
        yield Host(token.head, doc[start - 1].lower_)
        return
    for _ in range(_FAR):
        link = token.dep_
        if token.dep_ in {"pobj", "pcomp"} or token.head.pos_ == "ADP":
            token = token.head
            link = token.lower_
            above = token.head
            if not _joins_place(link, above):
                return
        if token.head == token or _stands_for_another(token, link):
            return
        is_audience = link == "dobj" and token.lemma_.lower() in words("audience")
        token = token.head
        if token.pos_ != "ADP":
            yield Host(token, "audience" if is_audience else link)
        while token.dep_ == "conj" and token.pos_ not in VERBS:
            token = token.head
        if token.pos_ in VERBS:
            return


def _stands_for_another(noun: tokens.Token, link: str) -> bool:
    """Tell whether ``noun`` is no place here: "Oden's mayor", "Oden sent 40 men", "towns that include Oden"."""
    verb = noun.head.lemma_
    if link == "nsubj":
        return verb not in _SEEING and noun.lemma_.lower() not in words("deed", "gathering")
    return link == "poss" or (link == "dobj" and verb == "include")


def _is_mistagged(before: tokens.Token, token: tokens.Token) -> bool:
    """Tell whether the tagger took a preposition at the head of a sentence, "Near Oden", for a part of the name."""
    return before.lower_ in _PLACES and before.head == token and token.head != token


def _joins_place(preposition: str, above: tokens.Token) -> bool:
    if preposition in _TOWARDS:
        return above.lemma_ in words("moving")
    if preposition == "on":
        return above.lemma_.lower() not in words("about")
    return preposition in _PLACES or (preposition == "of" and above.pos_ not in VERBS and above.lemma_ != "size")


def _root(doc: tokens.Doc, start: int, end: int) -> tokens.Token:
    return next((token for token in doc[start:end] if not start <= token.head.i < end), doc[start])
