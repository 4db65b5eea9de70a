"""Where attributed content ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.attribution import cues

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

STOPS = frozenset({".", "?", "!"})


def end_of_content(verb: tokens.Token, inner: int, end: int, high: int) -> int:
    """Give where the content of ``verb`` ends: at the sentence's end, unless something else begins before.

    The small parser hangs coordinated clauses on the wrong verb, so its own ``end`` is only the least.
    """
    reaches = verb.dep_ in {"ROOT", "ccomp", "conj", "parataxis"} or (verb.tag_ == "VBG" and verb.head.i < verb.i)
    if verb.dep_ in {"ccomp", "conj"} and verb.head.dep_ in {"relcl", "acl", "advcl"}:
        reaches = False
    limit = high if reaches else end
    for child in verb.rights:
        first = child.left_edge.i
        if inner < first < limit and _goes_on_with_speaker(verb, child, inner):
            limit = first - 1
    for index in range(inner + 1, limit - 1):
        if _breaks_off(verb, index):
            limit = index
            break
    return max(limit, min(end, limit), inner + 1)


def _goes_on_with_speaker(verb: tokens.Token, child: tokens.Token, inner: int) -> bool:
    """`said it was late, speaking in Lyden`: a later part of the cue's own clause, not of the content."""
    before = verb.doc[child.left_edge.i - 1]
    if child.dep_ in {"advcl", "prep", "npadvmod", "agent"}:
        return before.text == ","
    if child.dep_ != "conj" or child.tag_ != verb.tag_:
        return False
    apart = before.text == "," or (before.dep_ == "cc" and before.i > inner)
    return apart and (phrases.own_subject(child) is None or _tells(child))


def _breaks_off(verb: tokens.Token, index: int) -> bool:
    """Tell whether the content of ``verb`` cannot reach over token ``index``."""
    doc = verb.doc
    token, following = doc[index], doc[index + 1]
    if token.text in STOPS:
        return following.is_space or following.text == "“"
    if token.text == ";":
        return tells_in(doc, index + 1, verb.sent.end)
    if token.text == ",":
        return (following.tag_ == "VBG" and _tells(following)) or _measured_against(doc, index + 1)
    if token.lower_ in {"and", "but"}:
        return _back_to_speaker(verb, index)
    return token.lower_ == "according" and following.lower_ == "to"


def tells_in(doc: tokens.Doc, start: int, end: int) -> bool:
    """Tell whether somebody says something in tokens ``[start, end)``: a cue verb with a subject of its own."""
    return any(token.lemma_ in cues.verbs() and phrases.own_subject(token) is not None for token in doc[start:end])


def _measured_against(doc: tokens.Doc, index: int) -> bool:
    """`…, more than in any year before`: a comparison the narrator adds."""
    while index < len(doc) - 1 and doc[index].pos_ == "ADV" and doc[index].tag_ != "RBR":
        index += 1
    return doc[index].tag_ == "JJR" and doc[index + 1].lower_ == "than"


def _tells(verb: tokens.Token) -> bool:
    """Tell whether ``verb`` introduces words."""
    cue = cues.verbs().get(verb.lemma_)
    return cue is not None and cue.takes("q")


def _back_to_speaker(verb: tokens.Token, index: int) -> bool:
    """`said he was ready, but left early`: the narrator goes on with the speaker, not with the content."""
    doc = verb.doc
    if index + 1 >= len(doc) or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    at = index + 1
    while at < len(doc) - 1 and doc[at].pos_ == "ADV":
        at += 1
    other = doc[at]
    if other.tag_ != verb.tag_ or phrases.own_subject(other) is not None:
        return False
    cue = cues.verbs().get(other.lemma_)
    acts = cue is not None and cue.takes("q", "i")
    return acts or (doc[index].lower_ == "but" and doc[index - 1].text == ",")


def without_that(doc: tokens.Doc, start: int, end: int) -> Range:
    """Leave out the "that" which introduces tokens ``[start, end)``, and stray marks at the edges."""
    start, end = phrases.trim(doc, start, end)
    first = doc[start]
    # The tagger takes the conjunction for a demonstrative even before a plural ("that trucks would come").
    conjunction = first.dep_ == "mark" or first.tag_ in {"IN", "WDT"} or first.head.tag_ in {"NNS", "NNPS"}
    if first.lower_ == "that" and conjunction and start + 1 < end:
        start += 1
    return phrases.trim(doc, start, end)
