"""Speech in quotation marks: which stretches are somebody's words, and the cue beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sayso import marks
from sayso.annotate import text_of
from sayso.extract import phrases
from sayso.extract.attribution import cues
from sayso.extract.attribution.found import Found, Marked
from sayso.extract.attribution.labels import label_before
from sayso.extract.attribution.sources import addressee_of, cue_range, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.phrases import Range

_WINDOW = 30
_ANNOUNCES = frozenset({"issue", "release", "make", "publish", "give", "deliver", "send", "post"})
_STATEMENTS = frozenset({"statement", "remark", "comment", "message", "answer", "reply", "communique"})
_INNER_ENDS = frozenset({",", ".", "?", "!", "—", "–", "...", "…", ";"})
_SENTENCE_ENDS = frozenset({".", "?", "!", "”", "…"})
_LEADS_INTO_A_PHRASE = frozenset("that as the a an of his her their its for in to and with".split())
_INSCRIPTIONS = frozenset({"words", "message", "slogan", "slogans", "caption", "inscription", "banner", "placard"})
_SHORT = 3
_NEAR = 4
_A_STATEMENT = 14
_DASHES = frozenset({"―", "—", "–", "-", "--"})
_LONGEST_SIGNATURE = 5


def marked(doc: tokens.Doc) -> list[Marked]:
    """List the stretches of ``doc`` in quotation marks, in text order."""
    starts = doc.to_array("IDX").astype(np.int64)
    found = []
    for quotation in marks.quoted(text_of(doc)):
        parts = []
        for low, high in quotation.parts:
            first = int(np.searchsorted(starts, low))
            last = int(np.searchsorted(starts, high))
            while first < last and doc[first].is_space:
                first += 1
            while last > first and doc[last - 1].is_space:
                last -= 1
            if first < last:
                parts.append((first, last))
        if parts:
            found.append(
                Marked(tuple(parts), max(parts[0][0] - 1, 0), min(parts[-1][1], len(doc) - 1), quotation.single)
            )
    return found


def speech(doc: tokens.Doc, stretches: list[Marked]) -> Iterator[Found]:
    """Yield each stretch in quotation marks that somebody says, with its cue and speaker where there are any.

    Stretches that one cue joins ("…,” he said, “…") come as one, unless both are long.
    """
    open_one: Found | None = None
    last: Marked | None = None
    nested: list[Found] = []
    for stretch in stretches:
        if not _is_speech(doc, stretch):
            continue
        if last is not None and stretch.open < last.close:
            cue = _cue_before(doc, stretch)
            if cue is not None:
                nested.append(_with_cue(stretch, cue, "cue before quotation"))
            continue
        joined = open_one is not None and last is not None and _continues(doc, open_one, last, stretch)
        if joined and open_one is not None and last is not None:
            new_sentence = doc[stretch.open - 1].text in {".", "?", "!"}
            if new_sentence and _stands_alone(doc, last) and _stands_alone(doc, stretch):
                yield open_one
                open_one = replace(open_one, content=stretch.parts)
            else:
                open_one = replace(open_one, content=(*open_one.content, *stretch.parts))
        else:
            if open_one is not None:
                yield open_one
            open_one = _attributed(doc, stretch, open_one, last)
        last = stretch
    if open_one is not None:
        yield open_one
    yield from nested


def written_words(doc: tokens.Doc, stretches: list[Marked]) -> Iterator[Found]:
    """Yield words that somebody wrote on a wall, a banner or a page, in text order."""
    last: Found | None = None
    for stretch in stretches:
        if last is not None and _and_also(doc, last, stretch):
            last = replace(last, content=(*last.content, *stretch.parts))
            continue
        if last is not None:
            yield last
        last = _written(doc, stretch)
    if last is not None:
        yield last


def _written(doc: tokens.Doc, stretch: Marked) -> Found | None:
    """`left a banner with the words “Go home”`: what somebody wrote, and did not say."""
    noun = _before(doc, stretch.open)
    if noun is None or noun.lower_ not in _INSCRIPTIONS:
        return None
    verb = next((token for token in noun.ancestors if token.tag_.startswith("VB")), None)
    # Only the verb's own subject: words on a wall put into the wrong mouth are worse than nobody's.
    subject = None if verb is None else phrases.own_subject(verb)
    speaker = None if subject is None or subject.i > noun.i else phrases.noun_phrase(subject)
    return Found(stretch.parts, (noun.i, noun.i + 1), speaker, "written words")


def _and_also(doc: tokens.Doc, written: Found, stretch: Marked) -> bool:
    """`the words “one” and “two”`."""
    between = doc[written.end + 1 : stretch.open]
    return len(between) == 1 and between[0].lower_ in {"and", "or", ","}


def _is_speech(doc: tokens.Doc, stretch: Marked) -> bool:
    """Tell somebody's words from scare quotes, titles and nicknames."""
    words = sum(token.is_alpha for token in doc[stretch.start : stretch.end])
    if words == 0:
        return False
    last = _last_mark(doc, stretch)
    ends_inside = last in _INNER_ENDS
    before = _before(doc, stretch.open)
    if before is None or before.is_space or before.text in _SENTENCE_ENDS:
        after = doc[stretch.close + 1] if stretch.close + 1 < len(doc) else None
        return ends_inside or words > _SHORT or (after is not None and after.text == ",")
    after_cue = _cue_after(doc, stretch) if last in {"?", "!", ","} and words > 1 else None
    if before.text == ":" or (after_cue is not None and after_cue.i - stretch.close <= _NEAR):
        return True
    if before.text == "," and (ends_inside or words > _SHORT):
        return ends_inside or _cue_before(doc, stretch) is not None
    # A fragment inside the narrator's sentence is speech only right beside a verb of speech.
    leads = before.lower_ in _LEADS_INTO_A_PHRASE
    return not leads and (_speaks(before) or (after_cue is not None and words > _SHORT))


def _last_mark(doc: tokens.Doc, stretch: Marked) -> str:
    """Give the last mark or word of a stretch: of `“He asked, ‘Is it late?’”` the question mark."""
    last = doc[stretch.end - 1]
    return last.nbor(-1).text if last.text == "’" and stretch.end - stretch.start > 1 else last.text


def _before(doc: tokens.Doc, index: int) -> tokens.Token | None:
    """Give the token before ``index``; a colon that ends the paragraph before leads on into this one."""
    if index > 1 and doc[index - 1].is_space and doc[index - 2].text == ":":
        return doc[index - 2]
    return doc[index - 1] if index > 0 else None


def _attributed(doc: tokens.Doc, stretch: Marked, previous: Found | None, last: Marked | None) -> Found:
    before = _before(doc, stretch.open)
    cued = _by_cue(doc, stretch, before)
    if cued is not None:
        return cued
    if previous is not None and last is not None and previous.speaker is not None and before is not None:
        between = doc[last.close + 1 : stretch.open]
        next_paragraph = before.is_space and sum(token.is_space for token in between) == 1 and len(between) <= _WINDOW
        if next_paragraph:
            return Found(stretch.parts, None, previous.speaker, "speaker carried over")
    label = label_before(before) if before is not None and before.text == ":" else None
    signed = label or _signature(doc, stretch)
    if signed is not None:
        return Found(stretch.parts, None, signed, "name after a dash" if label is None else "name before a colon")
    speaker = _subject_before(doc, stretch)
    return Found(stretch.parts, None, speaker, "subject of the sentence before" if speaker else "quotation marks alone")


def _by_cue(doc: tokens.Doc, stretch: Marked, before: tokens.Token | None) -> Found | None:
    leading = _cue_before(doc, stretch)
    if leading is not None and before is not None and leading.i >= before.i - 1:
        # `he said, “…,” adding that …`: the cue at the opening mark is the nearer one.
        return _with_cue(stretch, leading, "cue before quotation")
    cue = _cue_after(doc, stretch)
    if cue is not None:
        return _with_cue(stretch, cue, "cue after quotation")
    if leading is not None:
        return _with_cue(stretch, leading, "cue before quotation")
    announced = _announced(before) if before is not None and before.text == ":" else None
    return None if announced is None else _with_cue(stretch, announced, "statement announced")


def _announced(colon: tokens.Token) -> tokens.Token | None:
    """`The command issued the following statement today:`: the verb that gives the statement out."""
    for token in reversed(colon.doc[colon.sent.start : colon.i]):
        if token.lemma_ in _ANNOUNCES and token.tag_.startswith("VB"):
            given = phrases.child_of(token, "dobj", "nsubjpass")
            return token if given is not None and given.lemma_ in _STATEMENTS else None
    return None


def _with_cue(stretch: Marked, cue: tokens.Token, rule: str) -> Found:
    speaker = speaker_of(cue, after=stretch.close if rule == "cue after quotation" else None)
    return Found(stretch.parts, cue_range(cue), speaker, rule, addressee_of(cue))


def _cue_after(doc: tokens.Doc, stretch: Marked) -> tokens.Token | None:
    """Find the cue in what follows the closing mark: `,” the minister said`."""
    last_inside = _last_mark(doc, stretch)
    at = stretch.close + 1
    if at >= len(doc):
        return None
    if last_inside not in {",", "?", "!", "—", "–", "...", "…"} and doc[at].text not in {",", "—", "–"}:
        return None
    best = None
    for token in doc[at : at + _WINDOW]:
        if token.is_space or token.text in {".", ";", "“", "‘", "?", "!"} or (token.text == ":" and token.i > at):
            break
        if _speaks(token):
            best = token
            break
    return best


def _cue_before(doc: tokens.Doc, stretch: Marked) -> tokens.Token | None:
    """Find the cue in what leads to the opening mark: `the minister said, “`."""
    before = _before(doc, stretch.open)
    if before is None or before.is_space:
        return None
    colon = before.text == ":"
    if before.text not in {",", ":", "that", "—", "–"} and not _speaks(before):
        return None
    for index in range(before.i, max(before.i - _WINDOW, -1), -1):
        token = doc[index]
        if token.is_space or token.text in {".", "?", "!", ";"}:
            break
        if token.text == "”" and not colon:
            # `“…,” he said, “…”`: the cue lies between; beyond the mark it belongs to other words.
            break
        if _speaks(token):
            return token
    return None


def _speaks(token: tokens.Token) -> bool:
    if not token.tag_.startswith("VB"):
        return False
    cue = cues.verbs().get(token.lemma_)
    return cue is not None and cue.takes("q")


def _continues(doc: tokens.Doc, found: Found, last: Marked, stretch: Marked) -> bool:
    """`“…,” he said. “…”`: the second stretch goes on with what the first began."""
    if found.cue is None or found.cue[0] < last.close:
        return False
    between = doc[last.close + 1 : stretch.open]
    if any(token.is_space for token in between):
        return False
    stops = [token for token in between if token.text in {".", "?", "!"}]
    if not stops:
        # `…,” he said, adding, “…”`: the second cue begins a second saying.
        cue = _cue_before(doc, stretch)
        own = _cue_after(doc, stretch)
        if own is not None and own.i - stretch.close <= _NEAR:
            return False
        return cue is None or cue.i == found.cue[0]
    if len(stops) > 1 or stops[0].i != stretch.open - 1:
        return False
    # Two sayings in one sentence: the second one's cue belongs to the words that follow it.
    return _cue_after(doc, stretch) is None


def _signature(doc: tokens.Doc, stretch: Marked) -> Range | None:
    """`“We are tired.” ― Ana Lemos`: a name set behind a dash."""
    at = stretch.close + 1
    while at < len(doc) and doc[at].is_space:
        at += 1
    if at + 1 >= len(doc) or doc[at].text not in _DASHES or not doc[at + 1].text[:1].isupper():
        return None
    end = at + 1
    while end < len(doc) and end - at <= _LONGEST_SIGNATURE and doc[end].tag_ in {"NNP", "NNPS"}:
        end += 1
    return (at + 1, end) if end > at + 1 else None


def _stands_alone(doc: tokens.Doc, stretch: Marked) -> bool:
    """Two long sentences around one "he said" are two statements: each can be checked and denied by itself."""
    ends = doc[stretch.end - 1].text in _INNER_ENDS
    return ends and sum(token.is_alpha for token in doc[stretch.start : stretch.end]) >= _A_STATEMENT


def _subject_before(doc: tokens.Doc, stretch: Marked) -> Range | None:
    before = _before(doc, stretch.open)
    if before is None or before.is_space or before.text not in {".", ":", "”"}:
        return None
    root = before.sent.root
    subject = phrases.own_subject(root)
    if subject is None or subject.i > stretch.open:
        return None
    if subject.ent_type_ == "PERSON" or subject.lower_ in {"he", "she", "they"}:
        return phrases.noun_phrase(subject)
    return None
