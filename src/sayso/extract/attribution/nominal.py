"""Content under a noun ("the claim that"), an adjective ("confident that"), "according to" or "allegedly"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.attribution import cues
from sayso.extract.attribution.boundaries import without_that
from sayso.extract.attribution.found import Found
from sayso.extract.attribution.sources import speaks_or_wills

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

_VIEWS = frozenset(
    {"view", "opinion", "word", "account", "judgment", "judgement", "assessment", "telling", "estimation"}
)


def of_noun(noun: tokens.Token) -> Found | None:
    """`the claim that …`, `his pledge to …`: the clause a noun of speech carries."""
    doc = noun.doc
    view = in_the_view(noun) if noun.lemma_ in _VIEWS else None
    if view is not None:
        return view
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
    """Find whose claim it is: `X's claim`, `a claim by X`, `police reports`, `X made the claim`."""
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"}:
            start, end = phrases.noun_phrase(child)
            if noun.doc[end - 1].tag_ == "POS":
                end -= 1
            return start, end
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among", "of", "in"}:
            inner = phrases.child_of(child, "pobj")
            if inner is not None:
                return phrases.noun_phrase(inner)
    before = next((child for child in noun.lefts if child.dep_ == "compound" and child.i == noun.i - 1), None)
    if before is not None and speaks_or_wills(noun.doc, (before.i, before.i + 1)):
        return before.i, before.i + 1
    if noun.dep_ in {"dobj", "attr"} and noun.head.pos_ in {"VERB", "AUX"}:
        subject = phrases.subject(noun.head)
        if subject is not None and subject.i < noun.i and subject.dep_ != "expl" and subject.tag_ not in {"WDT", "DT"}:
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
    parts = _rest_of_sentence(sentence, low, high)
    return Found(parts, (word.i, to.i + 1), speaker, "according to") if parts else None


def _rest_of_sentence(sentence: tokens.Span, low: int, high: int) -> tuple[Range, ...]:
    """Give what stands before and after tokens ``[low, high)`` in their sentence, set off by a comma."""
    doc, parts = sentence.doc, []
    if low - sentence.start > 1:
        parts.append(phrases.trim(doc, sentence.start, low, also=frozenset({"but", "and"})))
    if high + 2 < sentence.end and doc[high].text == "," and doc[high + 1].lower_ not in phrases.RELATIVES:
        parts.append(phrases.trim(doc, high + 1, sentence.end))
    return tuple(parts)


def in_the_view(noun: tokens.Token) -> Found | None:
    """`in her view, the bridge is safe`, `in the words of the mayor, …`."""
    if noun.head.lower_ != "in" or noun.dep_ != "pobj":
        return None
    owner = phrases.child_of(noun, "poss")
    # "in the view of the mayor", but not "in view of the storm".
    named = phrases.child_of(noun, "det") is not None
    of = next((child for child in noun.rights if named and child.lower_ == "of"), None)
    source = owner if owner is not None else None if of is None else phrases.child_of(of, "pobj")
    if source is None:
        return None
    low, high = noun.head.i, max(noun.i, source.right_edge.i) + 1
    start, end = phrases.noun_phrase(source)
    speaker = (start, end - 1) if noun.doc[end - 1].tag_ == "POS" else (start, end)
    parts = _rest_of_sentence(noun.sent, low, high)
    return Found(parts, (noun.i, noun.i + 1), speaker, "in somebody's view") if parts else None


def hearsay(adverb: tokens.Token) -> Found | None:
    """`he allegedly drew a gun`: the clause is somebody's claim, and the text does not say whose."""
    doc, verb = adverb.doc, adverb.head
    # "reportedly said": the saying itself is hearsay, which its caveat tells.
    if adverb.dep_ != "advmod" or verb.pos_ not in {"VERB", "AUX"} or cues.of_verb(verb) is not None:
        return None
    subject = phrases.own_subject(verb)
    low = verb.left_edge.i if subject is None else subject.left_edge.i
    high = verb.right_edge.i + 1
    parts = [phrases.trim(doc, *part) for part in ((low, adverb.i), (adverb.i + 1, high)) if part[0] < part[1]]
    return Found(tuple(parts), (adverb.i, adverb.i + 1), None, "hearsay adverb") if parts else None


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
