"""Attendance: who does what a verb tells of, and whether that is being there or staying away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.encounters.parties import Party, parties
from sayso.extract.encounters.words import words
from sayso.extract.phrases import FINITE, child_of, noun_phrase, own_subject, subject, trim
from sayso.extract.realis import VERBS, is_negated, is_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy import tokens

    from sayso.extract.phrases import Range
    from sayso.mention import ActorMention

_COLON_WITHIN = 12
_INVERTED_WITHIN = 25
_HELPERS = frozenset({"aux", "auxpass"})
_DELEGATES = frozenset({"delegation", "delegate", "representative", "one", "envoy", "team"})


def subjects(verb: tokens.Token, actors: Mapping[int, ActorMention]) -> list[Party]:
    """List who does what ``verb`` tells, also where they stand after it: "around the table sat A, B and C"."""
    doc = verb.doc
    own = own_subject(verb) or (subject(verb) if verb.dep_ in {"conj", "xcomp", "acl", "relcl", "advcl"} else None)
    inverted = _inverted(verb)
    if inverted is None and own is not None and own.i > verb.i:
        inverted = own.left_edge.i
    if own is None or inverted is not None:
        return [] if inverted is None else parties(doc, inverted, verb.sent.end, actors)
    if own.tag_ in {"WP", "WDT"}:
        clause = own.head
        while clause.dep_ not in {"relcl", "ROOT"}:
            clause = clause.head
        if clause.dep_ != "relcl":
            return []
        start, end = noun_phrase(clause.head)
        return parties(doc, start, min(end, own.i), actors)[-1:]
    named = parties(doc, own.left_edge.i, verb.i if own.i < verb.i else verb.sent.end, actors)
    return named + _spelled_out(verb, actors)


def _inverted(verb: tokens.Token) -> int | None:
    """Find where the list begins in "taking part in the talks were A and B", "among those attending were A and B"."""
    if verb.tag_ not in {"VBG", "VBN"} or any(child.i < verb.i for child in verb.lefts if child.dep_ in _HELPERS):
        return None
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + _INVERTED_WITHIN)]:
        if token.tag_ in FINITE:
            return token.i + 1 if token.lower_ in {"were", "was", "are"} else None
    return None


def _spelled_out(verb: tokens.Token, actors: Mapping[int, ActorMention]) -> list[Party]:
    """`Nine ministers attended: Ana Lemos of Tolm, ...`; `..., among them Ana Lemos and Per Lindqvall`."""
    doc, end = verb.doc, verb.sent.end
    for token in doc[verb.i + 1 : min(end, verb.i + _COLON_WITHIN)]:
        if token.text == ":":
            return parties(doc, token.i + 1, min(end, len(doc)), actors)
        if token.lower_ in {"including", "among"} and token.nbor(-1).text == ",":
            return parties(doc, token.i + 1, end, actors)
    return []


def others(verb: tokens.Token, actors: Mapping[int, ActorMention], *, only_with: bool = False) -> list[Party]:
    """List whom somebody met, or met with."""
    made: list[Party] = []
    what = None if only_with else child_of(verb, "dobj")
    if what is not None:
        made += listed(what, actors)
    for child in verb.rights:
        inner = child_of(child, "pobj") if child.dep_ == "prep" and child.lower_ == "with" else None
        if inner is not None:
            made += listed(inner, actors)
    return made


def listed(head: tokens.Token | None, actors: Mapping[int, ActorMention]) -> list[Party]:
    """List those whom the phrase that begins with ``head`` names."""
    return [] if head is None else parties(head.doc, head.left_edge.i, head.sent.end, actors)


def attended(verb: tokens.Token) -> bool | None:
    """Tell whether who does ``verb`` was there (True), was not (False), or nothing of the kind is told (None)."""
    if verb.pos_ not in VERBS and verb.tag_ not in {"VBN", "VBG"}:
        return None
    if _is_presence(verb):
        return was_there(verb)
    if _is_staying_away(verb):
        return False if is_told(verb) else None
    uninvited = verb.lemma_ == "invite" and is_passive(verb) and is_negated(verb)
    return False if uninvited or _sends_nobody(verb) else None


def _sends_nobody(verb: tokens.Token) -> bool:
    what = child_of(verb, "dobj") if verb.lemma_ == "send" else None
    if what is None:
        return False
    is_none = any(child.lower_ == "no" for child in what.lefts) and what.lemma_ in _DELEGATES
    return is_none or what.lower_ in {"nobody", "none"}


def was_there(verb: tokens.Token) -> bool | None:
    """Read a negation of a verb of presence as an absence; what is only planned is neither."""
    if is_negated(verb):
        return None if any(child.tag_ == "MD" for child in verb.lefts) else False
    return True if is_told(verb) else None


def _is_presence(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` says that somebody was there: "took part", "sat around the table", "were present"."""
    lemma = verb.lemma_
    if lemma == "take":
        return any(child.lower_ == "part" for child in verb.rights)
    if lemma == "sit":
        return any(_is_table(child) for child in verb.children)
    if lemma == "be":
        in_attendance = any(
            child.lower_ == "in" and _object(child).lower_ == "attendance" for child in verb.rights if child.n_rights
        )
        return in_attendance or _complement(verb) in words("present")
    if lemma in {"turn", "show"}:
        return any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.rights)
    return lemma in {"participate", "attend"} or (lemma in {"represent", "seat"} and verb.tag_ == "VBN")


def _is_staying_away(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` says that somebody was not there: "stayed away", "were excluded", "was absent"."""
    if is_negated(verb):
        return False
    if verb.lemma_ == "stay":
        return any(child.lower_ == "away" for child in verb.rights)
    if verb.lemma_ == "be":
        return _complement(verb) in words("absent")
    return verb.lemma_ in {"exclude", "bar"} and is_passive(verb)


def _complement(verb: tokens.Token) -> str:
    return next((child.lower_ for child in verb.rights if child.dep_ in {"acomp", "advmod", "attr"}), "")


def is_passive(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` is a passive; unlike in `phrases`, an inverted subject does not make it one."""
    return any(child.dep_ == "auxpass" for child in verb.lefts)


def _is_table(preposition: tokens.Token) -> bool:
    return preposition.dep_ == "prep" and preposition.n_rights > 0 and _object(preposition).lemma_ in words("place")


def _object(preposition: tokens.Token) -> tokens.Token:
    return child_of(preposition, "pobj") or preposition


def discussed(clause: tokens.Token) -> Iterator[Range]:
    """`to discuss how to reopen the port`: what is discussed, to the end of the clause."""
    if clause.lemma_ not in {"discuss", "debate", "consider", "review"}:
        return
    if any(child.dep_ == "neg" for child in clause.head.children):
        return
    start, end = clause.i + 1, clause.right_edge.i + 1
    sentence = clause.sent
    # A list of infinitives is often torn apart: it goes on to the end of the sentence.
    if all(token.text not in {";", "“"} for token in clause.doc[end : sentence.end]):
        end = next((t.i for t in clause.doc[start : sentence.end] if t.text in {".", ";"} or t.is_space), end)
    for token in clause.doc[start + 1 : end - 1]:
        if token.text == "," and token.nbor().tag_ in {"VBG", "WDT", "WP", "IN"}:
            end = token.i
            break
    if end > start:
        yield trim(clause.doc, start, end)
