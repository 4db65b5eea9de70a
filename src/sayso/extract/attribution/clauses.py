"""Attributed content without marks: a clause under, around or before its cue verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.attribution import cues
from sayso.extract.attribution.boundaries import STOPS, end_of_content, tells_in, without_that
from sayso.extract.attribution.found import Found
from sayso.extract.attribution.labels import of_headline, of_label
from sayso.extract.attribution.nominal import according, hearsay, of_adjective, of_noun
from sayso.extract.attribution.objects import expected_to, infinitive, prepositional, put_at, taken_as, thing
from sayso.extract.attribution.sources import addressee_of, cue_range, nobodys, speaker_of, wills
from sayso.view import PARAGRAPH_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.attribution.cues import Cue
    from sayso.extract.phrases import Range

# "He was told to leave": the passive tells what somebody was made to do, not what is said of him.
_DONE_TO_PEOPLE = frozenset(
    {"ask", "tell", "order", "urge", "warn", "advise", "instruct", "remind", "quote", "clarify"}
)
_HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})
# The tags of colons and of white space.
_BY_MARK = frozenset({":", "_SP"})
_SHOWS_PEOPLE = frozenset({"show", "see", "hear", "watch", "depict", "find"})
_REASONS = frozenset({"because", "as", "while", "although", "since"})
_DASHES = frozenset({"—", "–", "--"})
_OPENS_NOUN_PHRASE = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
# Rules that need no speaker: what was said counts as evidence even where nobody is named.
_SPEAKERLESS = frozenset(
    {"cue verb after its content", "clause under a cue verb", "cue verb inside its content", "passive cue"}
)
# Rules whose verbs are deeds as often as sayings: only somebody who can speak says by them.
_DEEDS = frozenset({"object of a cue verb", "infinitive under a cue verb", "preposition under a cue verb"})
_OPENS_ANOTHER = frozenset({"IN", "TO", "WRB", "WDT", "WP", "CC", "VBG", "RB"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})
_SUBJECT_REACH = 12
_TAIL = 10


def clauses(doc: tokens.Doc) -> Iterator[Found]:
    """Yield content attributed by a verb, a noun or "according to", in no particular order."""
    for token in doc:
        found = _under(token)
        if found is not None:
            yield found


def _under(token: tokens.Token) -> Found | None:
    """Give the content that ``token`` introduces, where it is a cue."""
    tag = token.tag_
    if tag in _BY_MARK:
        return _by_mark(token)
    if token.lower_ == "according":
        return according(token)
    if token.lower_ in _HEARSAY:
        return hearsay(token)
    if tag.startswith("VB"):
        cue = cues.of_verb(token)
        return None if cue is None else _of_verb(token, cue)
    if tag in {"NN", "NNS", "JJ"}:
        cue = cues.nouns().get(token.lemma_)
        if cue is not None:
            return of_adjective(token) if cue.takes("a") else of_noun(token)
    return None


def _by_mark(token: tokens.Token) -> Found | None:
    """Give the content that a colon introduces, or that a headline's last words are the source of."""
    if token.text == ":":
        return _after_colon(token)
    return of_headline(token) if token.i and PARAGRAPH_BREAK in token.text else None


def _after_colon(colon: tokens.Token) -> Found | None:
    """`Minister Oren said: We are ready. …`: ministries print a statement without marks, to the paragraph's end."""
    doc = colon.doc
    first = colon.i + 1
    while first < len(doc) and doc[first].is_space:
        first += 1
    if first >= len(doc) or doc[first].text in {"“", "‘"}:
        return None
    for index in range(colon.i - 1, max(colon.i - _TAIL, -1), -1):
        verb = doc[index]
        if verb.is_sent_end or verb.text in {",", "”"}:
            return None
        cue = cues.verbs().get(verb.lemma_) if verb.tag_.startswith("VB") else None
        if cue is not None and cue.takes("q"):
            break
    else:
        return of_label(colon, first)
    speaker = speaker_of(verb)
    last = _end_of_paragraph(doc, first)
    if speaker is None or first >= last or not doc[first].text[:1].isupper():
        return None
    parts = [phrases.trim(doc, first, last)]
    while last + 1 < len(doc) and (end := _end_of_paragraph(doc, last + 1)) and _goes_on(doc, last + 1, end):
        parts.append(phrases.trim(doc, last + 1, end))
        last = end
    return Found(tuple(parts), cue_range(verb), speaker, "words after a colon", addressee_of(verb))


def _end_of_paragraph(doc: tokens.Doc, start: int) -> int:
    return next((token.i for token in doc[start:] if token.is_space and PARAGRAPH_BREAK in token.text), len(doc))


def _goes_on(doc: tokens.Doc, start: int, end: int) -> bool:
    """Tell whether a paragraph goes on with a statement in the first person, and brings in nobody else."""
    words = doc[start:end]
    own = any(token.lower_ in _FIRST_PERSON for token in words)
    marked = any(token.text in {"“", "”", ":"} for token in words)
    return own and not marked and not any(_is_told_by_others(token) for token in words)


def _is_told_by_others(verb: tokens.Token) -> bool:
    cue = cues.verbs().get(verb.lemma_) if verb.tag_ in phrases.FINITE else None
    subject = None if cue is None or not cue.takes("q") else phrases.own_subject(verb)
    return subject is not None and subject.lower_ not in _FIRST_PERSON


def _of_verb(verb: tokens.Token, cue: Cue) -> Found | None:
    if nobodys(verb):
        return None
    told = _trailing(verb) if cue.takes("q") else None
    if told is not None:
        content, source = told
        return Found((content,), cue_range(verb), source, "cue verb after its content", addressee_of(verb))
    speaker = speaker_of(verb)
    for rule, found in _contents(verb, cue):
        if found is None:
            continue
        if not _fits(verb, cue, rule, speaker, found):
            return None
        # What stands behind a semicolon or a dash is no part of an object before it.
        _, high = _segment(verb)
        parts = tuple(phrases.trim(verb.doc, start, min(end, high)) for start, end in found if start < high)
        return Found(parts or found, cue_range(verb), speaker, rule, addressee_of(verb))
    return None


def _fits(verb: tokens.Token, cue: Cue, rule: str, speaker: Range | None, content: tuple[Range, ...]) -> bool:
    """Tell whether what ``rule`` found can be somebody's saying."""
    if speaker is None:
        return rule in _SPEAKERLESS
    bare = rule in _SPEAKERLESS and all(end - start == 1 for start, end in content)
    if bare or _own_thoughts(verb, cue, speaker) or any(start <= speaker[0] < end for start, end in content):
        return False
    return rule not in _DEEDS or wills(verb.doc, speaker)


def _contents(verb: tokens.Token, cue: Cue) -> Iterator[tuple[str, tuple[Range, ...] | None]]:
    """Yield what each rule takes for the content of ``verb``, the surest rule first."""
    if cue.takes("c", "w"):
        yield "clause under a cue verb", _clause(verb)
        if cue.takes("q"):
            yield "cue verb inside its content", _around(verb)
    if cue.takes("c") and verb.lemma_ not in _DONE_TO_PEOPLE:
        yield "passive cue", expected_to(verb)
    if cue.takes("i"):
        yield "infinitive under a cue verb", infinitive(verb)
    for frame in cue.frames:
        if frame.startswith("p:"):
            yield "preposition under a cue verb", prepositional(verb, frame[2:])
    if cue.takes("o"):
        yield "object of a cue verb", thing(verb)
    if cue.takes("as"):
        yield "object of a cue verb", taken_as(verb)
    if cue.takes("at"):
        yield "object of a cue verb", put_at(verb)


def _own_thoughts(verb: tokens.Token, cue: Cue, speaker: Range) -> bool:
    """`I think that …`, `you know that …`: the author's own words, attributed to nobody else."""
    own = speaker[1] - speaker[0] == 1 and verb.doc[speaker[0]].lower_ in {"i", "you", "we", "one"}
    return own and not cue.takes("q")


def _clause(verb: tokens.Token) -> tuple[Range, ...] | None:
    """The clause that is the object of the verb, before or after it."""
    doc = verb.doc
    low, high = _segment(verb)
    left = None
    for child in verb.children:
        if child.dep_ != "ccomp" and not (child.dep_ == "xcomp" and child.tag_ == "VBG"):
            continue
        if child.tag_ == "VBG" and verb.lemma_ in _SHOWS_PEOPLE:
            continue  # "a video shows him speaking" is nobody's saying
        start, end = max(child.left_edge.i, low), min(child.right_edge.i + 1, high)
        if start <= verb.i < end or not low <= child.i < high:
            continue
        if child.i < verb.i:
            left = left or child
            continue
        if any(mark.dep_ == "mark" and mark.lower_ in _REASONS for mark in child.lefts):
            continue
        start, end = without_that(doc, start, end_of_content(verb, child.i, end, high))
        return ((start, end),)
    # "a group declaring its sympathy hacked the site": after a participle the finite verb is the noun's own.
    flat = None if verb.dep_ == "acl" else _flat_clause(verb, high)
    if flat is not None:
        return (flat,)
    return None if left is None else _left_clause(verb, left)


def _segment(verb: tokens.Token) -> Range:
    """Give the stretch that ``verb`` and its content can share: between dashes, else the sentence.

    A semicolon parts two sayings: `one said it was open; another doubted it`.
    """
    doc, sentence = verb.doc, verb.sent
    low, high = sentence.start, sentence.end
    for index in range(low, high):
        if doc[index].text == ";":
            if index < verb.i and tells_in(doc, low, index):
                low = index + 1
            elif index > verb.i and tells_in(doc, index + 1, high):
                high = index
                break
    before = next((index for index in range(verb.i - 1, low - 1, -1) if doc[index].text in _DASHES), None)
    after = next((index for index in range(verb.i + 1, high) if doc[index].text in _DASHES), None)
    if before is not None and after is not None:
        return before + 1, after
    return low, high


def _flat_clause(verb: tokens.Token, high: int) -> Range | None:
    """`insisted the trucks were full` where the parser took the subject for an object."""
    doc = verb.doc
    first = verb.i + 1
    if first + 1 < high and doc[first].lower_ == "that":
        first += 1
    elif first >= high or doc[first].pos_ not in _OPENS_NOUN_PHRASE:
        return None
    for index in range(first, min(first + _SUBJECT_REACH, high)):
        token = doc[index]
        if token.tag_ in phrases.FINITE:
            if index == first or (token.dep_ in {"relcl", "acl"}):
                return None
            comma = next((at for at in range(index + 1, high) if doc[at].text in STOPS | {","}), high)
            return without_that(doc, verb.i + 1, end_of_content(verb, index, comma, high))
        ends = token.tag_ in {"WDT", "WP", "WRB", "VBG", "TO"} or (token.tag_ == "CC" and token.lower_ != "and")
        if ends or token.is_punct or token.is_space:
            return None
    return None


def _left_clause(verb: tokens.Token, child: tokens.Token) -> tuple[Range, ...] | None:
    """`The road was open, he said(, and …)`: the clause stands before its cue."""
    doc = verb.doc
    subject = phrases.own_subject(verb)
    start = child.left_edge.i
    stop = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    end = min(child.right_edge.i + 1, stop)
    if start >= end:
        return None
    parts = [phrases.trim(doc, start, end)]
    # `… , he said, after a night of rain`: what follows a comma goes on with the content.
    after = verb.i + 1
    sentence_end = verb.sent.end
    if after < sentence_end - 2 and doc[after].text == "," and doc[after + 1].dep_ != "punct":
        rest = phrases.trim(doc, after + 1, sentence_end)
        head = doc[after + 1 : sentence_end].root
        if head.tag_ != "VBG" and not any(token.text in {"“", "”"} for token in doc[rest[0] : rest[1]]):
            parts.append(rest)
    return tuple(parts)


def _trailing(verb: tokens.Token) -> tuple[Range, Range] | None:
    """`The road was open, the mayor said on Sunday.`: content and source, told from the surface.

    The small parser fails here more often than not; commas and finite verbs tell as much.
    """
    doc, sentence = verb.doc, verb.sent
    first = sentence.start + (doc[sentence.start].tag_ == "CC")
    finite = verb.tag_ in phrases.FINITE or phrases.child_of(verb, "aux") is not None
    opens_another = doc[first].tag_ in {"IN", "WRB", "VBG"} and doc[first].lower_ not in {"if", "unless"}
    if not finite or first >= verb.i or opens_another:
        return None
    beside = _source_beside(verb)
    if beside is None:
        return None
    source, cut, high = beside
    if cut - 1 <= sentence.start or doc[cut].text != ",":
        return None
    tail, before = doc[high : sentence.end], doc[sentence.start : cut]
    if len(tail) > _TAIL or any(token.tag_ in phrases.FINITE or token.text in {"“", "”", ","} for token in tail):
        return None
    if not any(token.tag_ in phrases.FINITE for token in before) or any(token.text in {"“", "”"} for token in before):
        return None
    return phrases.trim(doc, sentence.start, cut), phrases.trim(doc, *source)


def _source_beside(verb: tokens.Token) -> tuple[Range, int, int] | None:
    """Find the source right before ``verb``, or behind it where inverted; the comma before the two, and their end."""
    doc, start = verb.doc, verb.sent.start
    subject = phrases.own_subject(verb)
    if doc[verb.i - 1].text == "," and subject is not None and subject.i > verb.i:
        source = phrases.noun_phrase(subject)
        return source, verb.i - 1, source[1]
    commas = [index for index in range(verb.i - 1, start, -1) if doc[index].text == ","]
    explained = bool(commas) and commas[0] == verb.i - 1
    if len(commas) <= explained:
        return None
    comma = commas[explained]
    if explained and len(commas) > 2:  # noqa: PLR2004 - `…, the engineer in charge, Halima Warfa, wrote`
        phrase = doc[commas[2] + 1 : comma]
        if phrase[0].tag_ in {"DT", "PRP$"} and not any(token.tag_ in phrases.FINITE for token in phrase):
            comma = commas[2]
    words = doc[comma + 1 : verb.i]
    nominal = any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in words)
    if not nominal or words[0].tag_ in _OPENS_ANOTHER or any(token.tag_ in phrases.FINITE for token in words):
        return None
    return (comma + 1, verb.i), comma, verb.i + 1


def _around(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`The guns, he warned, would stay`: the cue stands inside its content."""
    doc = verb.doc
    if verb.dep_ != "parataxis" and not (verb.dep_ == "ccomp" and verb.head.i > verb.i and doc[verb.i + 1].text == ","):
        return None
    subject = phrases.own_subject(verb)
    if subject is None:
        return None
    low, high = min(subject.left_edge.i, verb.i), max(verb.i, subject.right_edge.i) + 1
    sentence = verb.sent
    if low - 1 < sentence.start or doc[low - 1].text not in {",", "—", "–", "-"}:
        return None
    parts = []
    if low - 1 > sentence.start:
        parts.append(phrases.trim(doc, sentence.start, low - 1))
    if high < sentence.end - 1 and doc[high].text in {",", "—", "–", "-"}:
        parts.append(phrases.trim(doc, high + 1, sentence.end))
    return tuple(parts) or None
