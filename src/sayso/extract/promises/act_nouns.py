"""Acts of speech told by a noun: "her demand that they leave", "gave them until Friday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import span_of
from sayso.document import Span
from sayso.extract import phrases
from sayso.extract.promises.act_kinds import is_infinitive, kind_of_act
from sayso.extract.promises.act_objects import told_apart
from sayso.extract.promises.drafts import TIMES, Draft, trimmed, with_condition
from sayso.extract.promises.words import nouns, verbs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.promises.words import Act
    from sayso.record import Quotation

_OWNERS = frozenset({"by", "from", "of"})
_GIVES = frozenset("break deliver give impose issue keep make renew repeat send set withdraw".split())
_ASKS = frozenset({"request", "demand"})
RULE = "demand told by its term"


def of_noun(noun: tokens.Token, quotation: Quotation | None, act: Act) -> Iterator[Draft]:
    """`her demand that they leave`, `his threat to burn it`, `their call for an inquiry`."""
    doc = noun.doc
    # "made a promise to the town to stay": the verb has what is promised.
    giver = noun.head if noun.dep_ == "dobj" and noun.head.lemma_ in _GIVES else None
    beside = () if giver is None else (child for child in giver.rights if child.i > noun.i)
    content = next((child for child in (*noun.rights, *beside) if _carries(child)), None)
    if content is not None and content.tag_ != "VB" and noun.lemma_ in {"word", "assurance"}:
        return
    none = act.kind == "pledge" and any(child.lower_ == "no" for child in noun.lefts)
    owner = _owner(noun, quotation)
    if content is None or (owner is None and not none):
        return
    end = content.right_edge.i + 1
    # "The front demands that ...": the parser may take the verb for a noun.
    start = content.left_edge.i + 1 if _may_be_verb(noun) and content.dep_ == "acl" else noun.left_edge.i
    frame = "c" if start > noun.i else "n"
    for low, high in told_apart(doc, *with_condition(doc, start, end), frame):
        yield Draft("refusal" if none else act.kind, low, high, owner, None, "act told by a noun")


def _may_be_verb(noun: tokens.Token) -> bool:
    return noun.tag_ == "NNS" and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "that"


def _carries(child: tokens.Token) -> bool:
    if child.dep_ in {"acl", "relcl", "ccomp"}:
        that = any(left.lower_ == "that" and left.dep_ == "mark" for left in child.lefts)
        return that or (child.tag_ == "VB" and is_infinitive(child))
    if child.dep_ in {"xcomp", "advcl"}:
        return child.tag_ == "VB" and is_infinitive(child)
    if child.dep_ == "prep" and child.lower_ == "of" and child.head.lemma_ == "intention":
        return True
    kind = nouns()[child.head.lemma_.lower()].kind if child.head.lemma_.lower() in nouns() else None
    is_for = child.dep_ == "prep" and child.lower_ == "for"
    return kind in _ASKS and is_for and phrases.child_of(child, "pobj", "pcomp") is not None


def _owner(noun: tokens.Token, quotation: Quotation | None) -> Span | None:  # noqa: PLR0911 - one for each way to own it
    """Find whose demand it is: "her demand", "a demand by the mayor", "the mayor made a demand"."""
    doc = noun.doc
    if quotation is not None and quotation.speaker is not None:
        return Span(quotation.speaker.start, quotation.speaker.end)
    for child in noun.children:
        if child.dep_ == "poss":
            start, end = phrases.noun_phrase(child)
            return span_of(doc, start, end - 1 if doc[end - 1].tag_ == "POS" and end - start > 1 else end)
        if child.dep_ == "prep" and child.lower_ in _OWNERS:
            inner = phrases.child_of(child, "pobj")
            if inner is not None:
                return span_of(doc, *phrases.noun_phrase(inner))
    before = doc[noun.i - 1] if noun.i else noun
    if before.dep_ == "compound" and before.head == noun and before.pos_ == "PROPN":
        return span_of(doc, noun.left_edge.i, noun.i)
    if _may_be_verb(noun) and noun.i > noun.left_edge.i:
        return span_of(doc, noun.left_edge.i, noun.i)
    if noun.dep_ == "dobj" and noun.head.lemma_ in _GIVES and noun.lemma_ != "plan":
        subject = phrases.subject(noun.head)
        return None if subject is None else span_of(doc, *phrases.noun_phrase(subject))
    return None


def by_term(token: tokens.Token) -> Iterator[Draft]:
    """`gave the town until Friday to surrender`, `set a deadline of 5 April`: a demand told by its term."""
    verb = token if token.lemma_ in {"give", "have"} else token.head
    if verb.pos_ != "VERB" or (token != verb and (token.dep_ != "dobj" or verb.lemma_ not in _GIVES)):
        return
    if token == verb and not _has_term(verb):
        return
    subject = phrases.subject(verb)
    part = trimmed(verb.doc, verb.i, verb.right_edge.i + 1)
    if verb.lemma_ == "have":
        if subject is not None and part is not None:
            start, end = phrases.noun_phrase(subject)
            yield Draft("demand", min(start, part[0]), part[1], None, (start, end), RULE)
        return
    if subject is not None and part is not None and kind_of_act(verb, verbs()["demand"]) is not None:
        to = phrases.child_of(verb, "dative", "dobj")
        whom = phrases.noun_phrase(to) if to is not None and to != token and to.pos_ != "NUM" else None
        yield Draft("demand", *part, span_of(verb.doc, *phrases.noun_phrase(subject)), whom, RULE)


def _has_term(verb: tokens.Token) -> bool:
    """`have until Friday to leave`."""
    after = [child for child in verb.rights if child.dep_ != "punct"]
    is_term = any(inner.lower_ == "until" for child in after for inner in (child, *child.rights))
    # "gave them 48 hours to leave"
    is_term = is_term or any(child.dep_ in {"dobj", "npadvmod"} and child.ent_type_ in TIMES for child in after)
    if not is_term:
        return False
    return any(inner.tag_ == "VB" and is_infinitive(inner) for child in after for inner in child.subtree)
