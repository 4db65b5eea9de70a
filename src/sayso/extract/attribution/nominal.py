"""Content under a noun ("the claim that"), an adjective ("confident that") or "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.attribution import cues
from sayso.extract.attribution.boundaries import without_that
from sayso.extract.attribution.found import Found

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range


def of_noun(noun: tokens.Token) -> Found | None:
    """`the claim that …`, `his pledge to …`: the clause a noun of speech carries."""
    doc = noun.doc
    for child in noun.rights:
        if child.dep_ not in {"acl", "ccomp", "relcl"}:
            continue
        words = {left.lower_: left for left in child.lefts}
        cue = cues.nouns()[noun.lemma_]
        if noun.lemma_ == "order" and noun.i and doc[noun.i - 1].lower_ == "in":
            return None
        that = "that" in words and words["that"].dep_ == "mark"
        infinitive = child.tag_ == "VB" and "to" in words and cue.takes("i")
        if not that and not infinitive:
            continue
        start, end = without_that(doc, child.left_edge.i, child.right_edge.i + 1)
        if start <= noun.i:
            continue
        return Found(((start, end),), (noun.i, noun.i + 1), _owner(noun), "clause under a cue noun")
    return None


def _owner(noun: tokens.Token) -> Range | None:
    """Find whose claim it is: `X's claim`, `a claim by X`, `X made the claim`."""
    for child in noun.children:
        if child.dep_ == "poss":
            start, end = phrases.noun_phrase(child)
            if noun.doc[end - 1].tag_ == "POS":
                end -= 1
            return start, end
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among", "of", "in"}:
            inner = phrases.child_of(child, "pobj")
            if inner is not None:
                return phrases.noun_phrase(inner)
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"}:
        subject = phrases.subject(noun.head)
        if subject is not None and subject.i < noun.i and subject.dep_ != "expl":
            return phrases.noun_phrase(subject)
    return None


def of_adjective(adjective: tokens.Token) -> Found | None:
    """`he was confident that …`, `they are willing to …`."""
    doc = adjective.doc
    if adjective.dep_ not in {"acomp", "oprd"}:
        return None
    for child in adjective.rights:
        if child.dep_ not in {"ccomp", "xcomp"}:
            continue
        start, end = without_that(doc, child.left_edge.i, child.right_edge.i + 1)
        subject = phrases.subject(adjective.head)
        if subject is None or start <= adjective.i or subject.lower_ in {"it", "there"}:
            return None
        return Found(
            ((start, end),), (adjective.i, adjective.i + 1), phrases.noun_phrase(subject), "clause under an adjective"
        )
    return None


def according(word: tokens.Token) -> Found | None:
    """`…, according to X`: the rest of the clause is what X says."""
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return None
    to = doc[word.i + 1]
    source = phrases.child_of(to, "pobj")
    if source is None:
        return None
    sentence = word.sent
    low, high = word.i, _end_of_source(source)
    start, end = phrases.noun_phrase(source)
    speaker = phrases.trim(doc, start, min(end, high))
    parts = []
    if low - sentence.start > 1:
        parts.append(phrases.trim(doc, sentence.start, low, also=frozenset({"but", "and"})))
    if high + 2 < sentence.end and doc[high].text == "," and doc[high + 1].lower_ not in phrases.RELATIVES:
        parts.append(phrases.trim(doc, high + 1, sentence.end))
    if not parts:
        return None
    return Found(tuple(parts), (word.i, to.i + 1), speaker, "according to")


def _end_of_source(source: tokens.Token) -> int:
    """Find where the source after "according to" ends: at its comma, or at the second one where it is explained."""
    doc, end = source.doc, source.sent.end
    commas = [index for index in range(source.i + 1, end) if doc[index].text == ","]
    if not commas:
        return min(source.right_edge.i + 1, end)
    first = commas[0]
    if any(token.tag_ in phrases.FINITE for token in doc[source.i : first]):
        return min(source.right_edge.i + 1, end)
    explained = (
        len(commas) > 1
        and doc[first + 1].lower_ in {"a", "an", "the", "who", "which"}
        and doc[first + 1 : commas[1]].root.head.i <= first
        and not any(token.tag_ in phrases.FINITE and token.dep_ != "relcl" for token in doc[first : commas[1]])
    )
    return commas[1] if explained else first
