"""Clauses about the future or a duty: "the bridge will open", "they must leave", "ready to help", "Leave now"."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from spacy import tokens

from sayso.extract import phrases
from sayso.extract.promises.drafts import is_doer, trimmed
from sayso.extract.promises.words import adjectives, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.extract.phrases import Range

# "coming": is about to be; "able": what can be; "order": an imperative.
Sense = Literal["future", "must", "should", "willing", "unwilling", "coming", "able", "order"]

_WILL = frozenset({"will", "wo", "'ll", "’ll", "shall", "would", "'d", "’d"})
_SENSES: dict[str, Sense] = {
    **dict.fromkeys(_WILL, "future"),
    "must": "must",
    "should": "should",
    "ought": "should",
    "can": "able",
    "ca": "able",
    "could": "able",
    "may": "able",
    "might": "able",
}
_VERBS = frozenset({"VERB", "AUX"})
# What these begin is said of the clause around it, not for itself.
_SUBORDINATE = frozenset("after because before if once since so than unless until when where whether".split())
_ASKS = frozenset({"WRB", "WP", "WDT"})
_MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis", "dep", "advcl", "xcomp", "acomp", "pcomp", "prep"})
_NONE = frozenset({"no", "nobody", "none", "nothing", "neither", "nor"})
_BE = frozenset({"be", "stand", "remain"})
_DEEPEST = 8
# "were to leave", "is not to be opened".
_CLOSE = 4
# "She would often come": that was a habit.
_AGAIN_AND_AGAIN = frozenset({"often", "sometimes", "usually", "frequently"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens ``[start, end)`` whose main verb tells what is ahead; ``modal`` is the word that tells it."""

    start: int
    end: int
    verb: tokens.Token
    modal: tokens.Token
    sense: Sense

    @property
    def subject(self) -> tokens.Token | None:
        """Find who or what the clause is about."""
        return phrases.own_subject(self.verb) or phrases.own_subject(self.modal) or phrases.subject(self.verb)

    @property
    def lemma(self) -> str:
        """Give the lemma of the verb, with its particle where the two are an entry: "run out"."""
        particle = next((child.lower_ for child in self.verb.rights if child.dep_ == "prt"), None)
        both = f"{self.verb.lemma_} {particle}"
        return both if both in words("outcome", "harm", "idle") else self.verb.lemma_.lower()

    @property
    def is_negated(self) -> bool:
        """Tell whether it will not be: "will not", "no ship will", "nobody will"."""
        subject = self.subject
        heads = {self.verb.i, self.modal.i}
        heads |= {token.head.i for token in (self.verb, self.modal) if token.dep_ in {"xcomp", "aux", "acomp"}}
        for token in self.verb.doc[self.start : self.end]:
            if token.dep_ == "neg" and token.head.i in heads:
                return True
            if token.lower_ in _NONE and (
                token.head.i in heads
                or token in (subject, self.verb)
                or (subject is not None and token.head == subject)
                or (token.head.dep_ == "attr" and token.head.head.i in heads)
            ):
                return True
        return False

    @property
    def denies_subject(self) -> bool:
        """Tell whether it is said of nobody: "no boat will pass"."""
        subject = self.subject
        return subject is not None and (
            subject.lower_ in _NONE or any(child.lower_ in _NONE for child in subject.lefts)
        )


def clauses(doc: tokens.Doc, start: int, end: int, *, asks: bool = False) -> Iterator[Clause]:
    """Yield the clauses of tokens ``[start, end)`` that tell what is ahead, each sentence and main clause apart.

    Under a verb that ``asks``, any imperative does: “Let them pass,” she begged.
    """
    for low, high in _segments(doc, start, end):
        around = trimmed(doc, low, high)
        if around is None or doc[high - 1].text == "?" or (high < len(doc) and doc[high].text == "?"):
            continue
        for token in doc[around[0] : around[1]]:
            found = _sense(token, around[0], asks=asks)
            if found is not None and _is_main(found[1], *around):
                yield Clause(*around, found[1], token, found[0])
                break


def _sense(token: tokens.Token, low: int, *, asks: bool) -> tuple[Sense, tokens.Token] | None:
    """Give what ``token`` tells of which verb, if it tells what is ahead."""
    if token.tag_ == "MD":
        sense = _SENSES.get(token.lower_)
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        if sense is None or _is_perfect(verb, token) or any(child.lower_ in _AGAIN_AND_AGAIN for child in verb.lefts):
            return None
        return sense, verb
    is_first = token.i == low or (token.i == low + 1 and token.nbor(-1).lower_ in {"please", "then", "now"})
    if token.lower_ in _lead_in():
        found = _led_in(token, low)
        if found is not None:
            return found
    return ("order", token) if is_first and _is_order(token, low, asks=asks) else None


def _led_in(token: tokens.Token, low: int) -> tuple[Sense, tokens.Token] | None:
    """Read `going to`, `need to`, `are to`, `ready to`, `committed to helping`, `on the verge of`."""
    word = token.lower_
    infinitive = next((child for child in token.rights if child.dep_ in {"xcomp", "ccomp"} and _has_to(child)), None)
    if infinitive is not None:
        sense = _before_infinitive(token, infinitive)
        if sense is not None:
            return sense, infinitive
    if word == "committed":
        to = next((child for child in token.rights if child.dep_ == "prep" and child.lower_ == "to"), None)
        doing = None if to is None else phrases.child_of(to, "pcomp")
        return None if doing is None else ("willing", doing)
    if token.lemma_ in words("verge") and token.i > low + 1 and token.dep_ == "pobj" and token.head.head.lemma_ == "be":
        return "coming", token.head.head
    return None


def _before_infinitive(token: tokens.Token, infinitive: tokens.Token) -> Sense | None:
    word = token.lower_
    if word == "going" and token.tag_ == "VBG" and any(child.lemma_ == "be" for child in token.lefts):
        return "future"
    if token.pos_ in _VERBS and token.tag_ in phrases.FINITE and token.lemma_ in {"need", "have"}:
        return "should" if token.lemma_ == "need" else "must"
    if token.lemma_ == "be":
        return "future" if infinitive.i - token.i <= _CLOSE and _may_be_to(token, infinitive) else None
    act = adjectives().get(word)
    if act is None or not (token.head.lemma_ in _BE or any(child.lemma_ in _BE for child in token.lefts)):
        return None
    if act.kind == "forecast":
        return "coming"
    return "unwilling" if act.kind == "refusal" else "willing"


def _is_order(token: tokens.Token, low: int, *, asks: bool) -> bool:
    """Tell an imperative that asks for something: “Leave the bridge”."""
    if (
        token.tag_ not in {"VB", "VBP"}
        or not token.doc[low].text[0].isupper()
        or phrases.own_subject(token) is not None
    ):
        return False
    return asks or token.lemma_.lower() in words("directive", "help")


@functools.cache
def _lead_in() -> frozenset[str]:
    """Give the words that may tell what is ahead, besides the modal verbs."""
    have = {"going", "need", "needs", "have", "has", "is", "are", "was", "were"}
    return frozenset(have) | adjectives().keys() | words("verge")


def _may_be_to(verb: tokens.Token, infinitive: tokens.Token) -> bool:
    """`the troops were to leave`, `the port is to reopen`, not "the plan is to leave"."""
    subject = phrases.own_subject(verb)
    if subject is None or subject.lemma_ in words("aims") or phrases.child_of(verb, "attr", "acomp") is not None:
        return False
    return is_doer(subject) or infinitive.lemma_ in {"open", "reopen", "resume", "begin", "start"}


def _has_to(verb: tokens.Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts)


def _is_perfect(verb: tokens.Token, modal: tokens.Token) -> bool:
    """Tell what would have been, or must have been, from what will be: the bridge would have opened."""
    return verb.tag_ == "VBN" and any(child.lower_ == "have" and child.i > modal.i for child in verb.lefts)


def _is_main(verb: tokens.Token, low: int, high: int) -> bool:
    """Tell whether ``verb`` is what its stretch says: no relative clause, condition, question or wish."""
    token = verb
    for _ in range(_DEEPEST):
        if token.dep_ not in _MAIN:
            return False
        marks = [child for child in token.lefts if child.dep_ == "mark" or child.tag_ in _ASKS]
        if any(mark.lower_ in _SUBORDINATE or mark.tag_ in _ASKS for mark in marks):
            return False
        head = token.head
        if head == token or not low <= head.i < high or (head.i > verb.i and token.dep_ == "ccomp"):
            return True
        if token == verb and token.dep_ in {"ccomp", "xcomp", "advcl"} and not _carries(head):
            return token.dep_ == "advcl" and not marks
        token = head
    return False


def _carries(verb: tokens.Token) -> bool:
    """Tell whether what ``verb`` governs stands as if for itself: "we believe that", "is going to", "need to"."""
    return (
        verb.lemma_ in words("carries")
        or verb.lower_ in adjectives()
        or verb.lower_ == "going"
        or verb.lemma_ in {"need", "have", "be"}
    )


def _segments(doc: tokens.Doc, start: int, end: int) -> Iterator[Range]:
    """Cut ``[start, end)`` at sentences, semicolons and where a new main clause with a subject of its own begins."""
    low = start
    for token in doc[start:end]:
        index = token.i
        begins = token.is_sent_start or doc[index - 1].text in {";", ".", "!", "?"} if index > start else False
        if begins and index > low:
            yield low, index
            low = index
        elif token.dep_ == "conj" and token.pos_ in _VERBS and token.head.pos_ in _VERBS:
            edge = token.left_edge.i
            is_next = edge > low and token.head.i >= low and token.head.dep_ in _MAIN
            if is_next and phrases.own_subject(token) is not None:
                yield low, edge
                low = edge
    if low < end:
        yield low, end
