"""Acts of speech told by a word of their own: "promised to", "her demand that", "the aid promised by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import span_of, tokens_of
from sayso.document import Span
from sayso.extract import phrases
from sayso.extract.promises.act_kinds import act_of, is_infinitive, is_subjunctive, kind_of_act
from sayso.extract.promises.act_nouns import by_term, of_noun
from sayso.extract.promises.act_objects import (
    addressee,
    complement,
    from_addressee,
    is_measured,
    told_apart,
    with_term,
)
from sayso.extract.promises.drafts import Draft, is_doer, trimmed, with_condition
from sayso.extract.promises.things import said_of_plan, said_of_thing
from sayso.extract.promises.words import first_words, nouns, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from spacy import tokens

    from sayso.extract.promises.words import Act
    from sayso.record import CommitmentKind, Quotation

_FRAME_OF_RULE = {
    "clause under a cue verb": "c",
    "cue verb after its content": "c",
    "cue verb inside its content": "c",
    "infinitive under a cue verb": "i",
    "object of a cue verb": "o",
    "clause under a cue noun": "n",
}
_RELATIVE_KINDS = frozenset({"pledge", "request", "demand"})
_TERMS = frozenset({"give", "have", "deadline"})
_QUESTIONS = frozenset({"what", "how", "why", "who", "when", "where", "whether"})
# Where these have an infinitive right after them, the same one does both: "she wants to leave".
_OF_OTHERS = frozenset({"want", "tell", "call", "encourage", "press"})
_NOBODY_ELSE = phrases.RELATIVES | {"to"}
# Up to so many words, a noun needs its verb to tell what is done: "rejected the offer".
_BARE = 12


def acts(doc: tokens.Doc, cues: Mapping[int, Quotation], quoted: Container[int]) -> Iterator[Draft]:
    """Yield each act that a word of its own tells; ``cues`` are the quotations by the first token of their cue."""
    strings = doc.vocab.strings
    wanted = {strings[word] for word in first_words() | words("tells") | _TERMS}
    for index, lemma_id in enumerate(doc.to_array("LEMMA").tolist()):
        if lemma_id not in wanted:
            continue
        token = doc[index]
        lemma = token.lemma_
        if lemma in _TERMS:
            yield from by_term(token)
        elif token.pos_ == "VERB":
            yield from _of_verb(token, cues.get(index), quoted)
        elif token.pos_ in {"NOUN", "PROPN"} and lemma in nouns():
            yield from of_noun(token, cues.get(index), nouns()[lemma])


def _of_verb(verb: tokens.Token, quotation: Quotation | None, quoted: Container[int]) -> Iterator[Draft]:
    plan = said_of_plan(verb) if verb.dep_ == "relcl" and verb.lemma_ in words("tells") else None
    if plan is not None:
        yield plan
        return
    act = act_of(verb)
    kind = None if act is None else kind_of_act(verb, act)
    if act is None or kind is None or is_infinitive(verb):
        return
    if verb.dep_ in {"acl", "relcl"} and kind in _RELATIVE_KINDS and act.frames & {"o", "r"} and not act.needs_source:
        found = said_of_thing(verb, kind)
        if found is not None:
            yield found
            return
    if quotation is None:
        yield from _told(verb, act, kind, quoted)
    else:
        yield from _quoted(verb, act, kind, quotation)


def _told(verb: tokens.Token, act: Act, kind: CommitmentKind, quoted: Container[int]) -> Iterator[Draft]:
    """Read an act whose verb is the cue of no quotation."""
    subject = phrases.own_subject(verb)
    # Whoever expects something in so many words is its source.
    speaks = verb.i in quoted or (subject is not None and (kind == "forecast" or subject.lower_ in {"i", "we"}))
    if act.needs_source and not speaks:
        return
    content, by = complement(verb, act), _doer(verb)
    if content is None or by is None or (content[0] == "c" and verb.lemma_ in words("subjunctive")):
        return
    frame, (start, end) = content
    if frame == "i" and (
        _asks_what(verb.doc[start]) or (verb.lemma_ in _OF_OTHERS and verb.doc[start].lower_ in _NOBODY_ELSE)
    ):
        return
    yield Draft(
        _harder(kind, verb.doc, start, end, frame), start, end, by, addressee(verb, content), "act told by a verb"
    )


def _quoted(verb: tokens.Token, act: Act, kind: CommitmentKind, quotation: Quotation) -> Iterator[Draft]:
    """Read an act whose verb is the cue of ``quotation``: its content is what is promised or asked."""
    doc = verb.doc
    edges = [tokens_of(doc, span) for span in quotation.content]
    start, end = min(low for low, _ in edges), max(high for _, high in edges)
    start, end = trimmed(doc, start, end) or (start, end)
    frame = _frame(verb, act, quotation, start, end)
    if frame is None or quotation.speaker is None or _is_empty(verb, quotation, frame, start):
        return
    is_noun = frame in {"o", "p"}
    if is_noun and act.kind == "forecast" and not is_measured(doc, start, with_term(verb, end)):
        return
    low, high = with_condition(doc, from_addressee(verb, start) if frame == "i" else start, end)
    if is_noun:
        high = with_term(verb, high)
        low = verb.i if verb.i < low and high - low < _BARE else low
    if frame == "c" and verb.lemma_ in words("subjunctive") and not is_subjunctive(verb, low, high):
        return
    if verb.lemma_ == "decide" and phrases.child_of(doc[low:high].root, "neg") is not None:
        kind = "refusal"
    by = Span(quotation.speaker.start, quotation.speaker.end)
    told = None if quotation.addressee is None else tokens_of(doc, quotation.addressee)
    to = told or (None if kind == "forecast" else addressee(verb, (frame, (start, end))))
    for own_low, own_high in told_apart(doc, low, high, frame):
        yield Draft(_harder(kind, doc, low, high, frame), own_low, own_high, by, to, "act in a quotation")


def _frame(verb: tokens.Token, act: Act, quotation: Quotation, start: int, end: int) -> str | None:
    """Tell in which frame the content stands; None where the word is no act there, or the content tells by itself."""
    doc = verb.doc
    frame = _FRAME_OF_RULE.get(quotation.rule, "p" if quotation.rule.startswith("preposition") else "q")
    root = doc[start:end].root
    if frame == "p" and not any(f"p:{doc[index].lower_}" in act.frames for index in (max(start - 1, 0), start)):
        frame = "c" if root.pos_ in {"VERB", "AUX"} else "q"
    if frame == "c" and root.tag_ == "VBG" and "g" in act.frames:
        frame = "g"
    if frame == "c" and is_infinitive(root):
        frame = "i"
    if frame == "q" or (frame == "c" and verb.lemma_ in words("warns")):
        return None
    return frame if any(each.split(":")[0] == frame for each in act.frames) else None


def _harder(kind: CommitmentKind, doc: tokens.Doc, start: int, end: int, frame: str) -> CommitmentKind:
    """`vowed to crush the revolt`: a promise to do harm is a threat."""
    return (
        "threat"
        if kind == "pledge" and frame in {"i", "c"} and doc[start:end].root.lemma_ in words("violence")
        else kind
    )


def _is_empty(verb: tokens.Token, quotation: Quotation, frame: str, start: int) -> bool:
    """Tell what only looks like it: "told them how to vote", "she wants to leave", "a problem that demands care"."""
    if frame in {"i", "c"} and _asks_what(verb.doc[start]):
        return True
    if quotation.speaker is not None and frame == "o":
        first = tokens_of(verb.doc, quotation.speaker)[0]
        return verb.doc[first].lower_ in {"that", "which"}
    return frame == "i" and verb.lemma_ == "want" and from_addressee(verb, start) == start


def _asks_what(first: tokens.Token) -> bool:
    """`asked them what to do`: the first word of the content, or of its verb."""
    return first.lower_ in _QUESTIONS or any(child.lower_ in _QUESTIONS for child in first.head.lefts)


def _doer(verb: tokens.Token) -> Span | None:
    """Find who does the act; a passive needs its "by"."""
    if verb.dep_ == "conj" and verb.tag_ != "VB" and any(child.tag_ == "MD" for child in verb.head.lefts):
        # "… so that they could leave, but stopped short": the parser ties the verb to the wrong one.
        first = phrases.own_subject(verb) or phrases.own_subject(verb.sent.root)
        return None if first is None else span_of(verb.doc, *phrases.noun_phrase(first))
    passive = phrases.is_passive(verb) or (verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.lefts))
    doer = phrases.agent(verb) if passive else phrases.subject(verb)
    if doer is None or doer.dep_ == "expl" or doer.lower_ in {"this", "that"}:
        return None
    # "the wall threatens to fall" is no threat, nor does "it" do anything in "it was promised".
    if not is_doer(doer) or (doer.lower_ == "it" and passive):
        return None
    return span_of(verb.doc, *phrases.noun_phrase(doer))
