"""Attributed content without marks: clauses, infinitives and things under a cue, "according to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import cues, phrases
from sayso.extract.speech import Found, addressee_of, cue_range, speaker_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.extract.cues import Cue
    from sayso.extract.phrases import Range

_REASONS = frozenset({"because", "as", "while", "although", "since"})
_DASHES = frozenset({"—", "–", "--"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_REPROACHES = frozenset({"accuse", "blame", "criticise", "criticize", "fault", "condemn", "praise", "thank", "rebuke", "chide"})
_STOPS = frozenset({".", "?", "!"})
_SUBJECT_REACH = 12
_TAIL = 10


def clauses(doc: tokens.Doc) -> Iterator[Found]:
    """Yield content attributed by a verb, a noun or "according to", in no particular order."""
    verbs, nouns = cues.verbs(), cues.nouns()
    for token in doc:
        tag = token.tag_
        if token.lower_ == "according":
            found = _according(token)
            if found is not None:
                yield found
        elif tag.startswith("VB"):
            cue = verbs.get(token.lemma_)
            if cue is not None:
                found = _of_verb(token, cue)
                if found is not None:
                    yield found
        elif tag in {"NN", "NNS", "JJ"}:
            cue = nouns.get(token.lemma_)
            if cue is not None:
                found = _of_adjective(token) if cue.takes("a") else _of_noun(token)
                if found is not None:
                    yield found


def _of_verb(verb: tokens.Token, cue: Cue) -> Found | None:
    speaker = speaker_of(verb)
    content: tuple[Range, ...] | None = None
    rule = ""
    if cue.takes("q"):
        content, rule = _trailing(verb), "cue verb after its content"
    if content is None and cue.takes("c", "w"):
        content, rule = _clause(verb), "clause under a cue verb"
        if content is None and cue.takes("q"):
            content, rule = _around(verb), "cue verb inside its content"
    if content is None and cue.takes("i"):
        content, rule = _infinitive(verb), "infinitive under a cue verb"
    if content is None:
        for frame in cue.frames:
            if frame.startswith("p:"):
                content, rule = _prepositional(verb, frame[2:]), "preposition under a cue verb"
                if content is not None:
                    break
    if content is None and cue.takes("o"):
        content, rule = _object(verb), "object of a cue verb"
    if content is None or (speaker is not None and _own_thoughts(verb, cue, speaker)):
        return None
    if speaker is not None and any(start <= speaker[0] < end for start, end in content):
        return None
    if speaker is None and rule not in {"cue verb after its content", "clause under a cue verb", "cue verb inside its content"}:
        return None
    return Found(content, cue_range(verb), speaker, rule, addressee_of(verb))


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
        start, end = max(child.left_edge.i, low), min(child.right_edge.i + 1, high)
        if start <= verb.i < end or not low <= child.i < high:
            continue
        if child.i < verb.i:
            left = left or child
            continue
        if any(mark.dep_ == "mark" and mark.lower_ in _REASONS for mark in child.lefts):
            continue
        start, end = _without_that(doc, start, _end_of_content(verb, child.i, end, high))
        return ((start, end),)
    flat = _flat_clause(verb, high)
    if flat is not None:
        return (flat,)
    return None if left is None else _left_clause(verb, left)


def _segment(verb: tokens.Token) -> Range:
    """Give the stretch that ``verb`` and its content can share: between dashes or brackets, else the sentence."""
    doc, sentence = verb.doc, verb.sent
    low, high = sentence.start, sentence.end
    before = next((index for index in range(verb.i - 1, low - 1, -1) if doc[index].text in _DASHES), None)
    after = next((index for index in range(verb.i + 1, high) if doc[index].text in _DASHES), None)
    if before is not None and after is not None:
        return before + 1, after
    return low, high


def _flat_clause(verb: tokens.Token, high: int) -> Range | None:
    """`insisted the strikes were effective` where the parser took the subject for an object."""
    doc = verb.doc
    first = verb.i + 1
    if first >= high or doc[first].pos_ not in {"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"} and doc[first].lower_ != "that":
        return None
    if doc[first].lower_ == "that" and first + 1 < high:
        first += 1
    for index in range(first, min(first + _SUBJECT_REACH, high)):
        token = doc[index]
        if token.tag_ in _FINITE:
            if index == first or (token.dep_ in {"relcl", "acl"}):
                return None
            comma = next((at for at in range(index + 1, high) if doc[at].text in _STOPS | {","}), high)
            return _without_that(doc, verb.i + 1, _end_of_content(verb, index, comma, high))
        if token.is_punct or token.tag_ in {"WDT", "WP", "WRB", "CC", "VBG", "TO"} or token.is_space:
            return None
    return None


def _end_of_content(verb: tokens.Token, inner: int, end: int, high: int) -> int:
    """Give where the content of ``verb`` ends: at the sentence's end, unless something else begins before.

    The small parser hangs coordinated clauses on the wrong verb, so its own ``end`` is only the least.
    """
    doc = verb.doc
    reaches = verb.dep_ in {"ROOT", "ccomp", "conj", "parataxis"} or (verb.tag_ == "VBG" and verb.head.i < verb.i)
    if verb.dep_ in {"ccomp", "conj"} and verb.head.dep_ in {"relcl", "acl", "advcl"}:
        reaches = False
    limit = high if reaches else end
    for child in verb.rights:
        first = child.left_edge.i
        if first <= inner or first >= limit:
            continue
        comma = doc[first - 1].text == "," or (doc[first - 1].dep_ == "cc" and first - 1 > inner)
        if child.dep_ in {"advcl", "prep", "npadvmod", "agent"} and doc[first - 1].text == ",":
            limit = min(limit, first - 1)
        elif child.dep_ == "conj" and comma and child.tag_ == verb.tag_ and (phrases.own_subject(child) is None or _tells(child)):
            limit = min(limit, first - 1)
    for index in range(inner + 1, limit - 1):
        token = doc[index]
        if token.text in _STOPS and (doc[index + 1].is_space or doc[index + 1].text == "“"):
            limit = index
        elif token.text == "," and (_another_saying(doc, index + 1) or _measured_against(doc, index + 1)):
            limit = index
        elif token.lower_ in {"and", "but"} and _back_to_speaker(verb, index):
            limit = index
        elif token.lower_ == "according" and doc[index + 1].lower_ == "to":
            limit = index
        if index >= limit - 1:
            break
    return max(limit, min(end, limit), inner + 1)


def _another_saying(doc: tokens.Doc, index: int) -> bool:
    """`, adding that …`: a further saying of the same speaker."""
    if doc[index].tag_ != "VBG":
        return False
    cue = cues.verbs().get(doc[index].lemma_)
    return cue is not None and cue.takes("q")


def _measured_against(doc: tokens.Doc, index: int) -> bool:
    """`…, far higher than usually cited`: a comparison the narrator adds."""
    while index < len(doc) - 1 and doc[index].pos_ == "ADV" and doc[index].tag_ != "RBR":
        index += 1
    return doc[index].tag_ == "JJR" and doc[index + 1].lower_ == "than"


def _tells(verb: tokens.Token) -> bool:
    cue = cues.verbs().get(verb.lemma_)
    return cue is not None and cue.takes("q")


def _back_to_speaker(verb: tokens.Token, index: int) -> bool:
    """`said he was ready, but stopped short`: the narrator goes on with the speaker, not with the content."""
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


def _left_clause(verb: tokens.Token, child: tokens.Token) -> tuple[Range, ...] | None:
    """`The road was open, he said(, and …)`: the clause stands before its cue."""
    doc = verb.doc
    subject = phrases.own_subject(verb)
    first = min(child.left_edge.i, subject.left_edge.i if subject is not None else verb.i)
    start = child.left_edge.i
    stop = min(verb.i, subject.left_edge.i if subject is not None else verb.i)
    end = min(child.right_edge.i + 1, stop)
    if start >= end:
        return None
    parts = [phrases.trim(doc, min(start, first), end)]
    # `… , he said, after three of the wounded died`: what follows a comma goes on with the content.
    after = verb.i + 1
    sentence_end = verb.sent.end
    if after < sentence_end - 2 and doc[after].text == "," and doc[after + 1].dep_ not in {"punct"}:
        rest = phrases.trim(doc, after + 1, sentence_end)
        head = doc[after + 1 : sentence_end].root
        if head.tag_ not in {"VBG"} and not any(token.text in {"“", "”"} for token in doc[rest[0] : rest[1]]):
            parts.append(rest)
    return tuple(parts)


def _without_that(doc: tokens.Doc, start: int, end: int) -> Range:
    start, end = phrases.trim(doc, start, end)
    if doc[start].lower_ == "that" and doc[start].dep_ == "mark" and start + 1 < end:
        start += 1
    return phrases.trim(doc, start, end)


def _trailing(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`The road was open, the mayor said on Sunday.`: told from the surface, where parses often fail."""
    doc, sentence = verb.doc, verb.sent
    subject = phrases.own_subject(verb)
    if subject is None or doc[sentence.start].tag_ in {"IN", "WRB", "VBG"}:
        return None
    low = min(subject.left_edge.i, verb.i) if subject.i < verb.i else verb.i
    low = max(low, next((index + 1 for index in range(verb.i - 1, sentence.start, -1) if doc[index].text == ","), low))
    high = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i) + 1
    if low - 2 <= sentence.start or doc[low - 1].text != "," or sentence.end - high > _TAIL:
        return None
    if any(token.tag_ in _FINITE or token.text in {"“", "”", ","} for token in doc[high : sentence.end]):
        return None
    before = doc[sentence.start : low - 1]
    if not any(token.tag_ in _FINITE for token in before) or any(token.text in {"“", "”"} for token in before):
        return None
    return (phrases.trim(doc, sentence.start, low - 1),)


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
    parts = [part for part in parts if not any(token.text in {"“", "”"} for token in doc[part[0] : part[1]])]
    return tuple(parts) or None


def _infinitive(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`pledged to pay`, `told them to leave`, `pleaded with them to stay`: the infinitive."""
    doc = verb.doc
    for child in verb.rights:
        if child.dep_ not in {"xcomp", "ccomp", "advcl"} or child.tag_ != "VB":
            continue
        to = next((left for left in child.lefts if left.lower_ == "to" and left.dep_ == "aux"), None)
        if to is None or to.i > verb.i + 12:
            continue
        if child.dep_ == "advcl" and not any(left.dep_ in {"prep", "dobj", "dative"} for left in verb.rights if left.i < to.i):
            continue
        start = to.i
        end = child.right_edge.i + 1
        end = next((index for index in range(child.i + 1, end - 1) if doc[index].text == "," and doc[index + 1].tag_ == "VBG"), end)
        return (phrases.trim(doc, start, end),)
    return None


def _prepositional(verb: tokens.Token, word: str) -> tuple[Range, ...] | None:
    """`called for talks`, `warned of a siege`: the object of the preposition."""
    for child in verb.rights:
        if child.dep_ in {"prep", "prt"} and child.lower_ == word and child.i <= verb.i + 2:
            inner = phrases.child_of(child, "pobj", "pcomp")
            if inner is not None and inner.right_edge.i + 1 > inner.left_edge.i:
                return (phrases.trim(verb.doc, inner.left_edge.i, child.right_edge.i + 1),)
    return None


def _object(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`criticized the plan`, `called it a crime`: the object and what is said of it."""
    doc = verb.doc
    for child in verb.rights:
        # `accused the army of lying`: the army is spoken of, the lying is what is said.
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and verb.lemma_ in _REPROACHES:
            deed = phrases.child_of(child, "pcomp")
            if deed is not None and deed.tag_ == "VBG":
                return (phrases.trim(doc, deed.left_edge.i, deed.right_edge.i + 1),)
    if phrases.is_passive(verb):
        subject = phrases.child_of(verb, "nsubjpass")
        if subject is None or phrases.agent(verb) is None:
            return None
        return (phrases.trim(doc, subject.left_edge.i, subject.right_edge.i + 1),)
    thing = phrases.child_of(verb, "dobj", "oprd")
    small_clause = phrases.child_of(verb, "ccomp", "oprd", "xcomp")
    if thing is None and small_clause is not None and small_clause.i > verb.i:
        thing = small_clause
    if thing is None or thing.i < verb.i or thing.lower_ in {"it", "that", "this", "them", "himself", "herself", "themselves"} and small_clause is None:
        return None
    start, end = thing.left_edge.i, thing.right_edge.i + 1
    for child in verb.rights:
        if child.i > thing.i and child.dep_ in {"prep", "oprd", "xcomp", "dative"} and child.lower_ in {"as", "for", "of", "about", "to", "in"} | {child.lower_ if child.dep_ in {"oprd", "xcomp"} else "as"}:
            if child.dep_ == "prep" and child.lower_ == "in":
                continue
            end = max(end, child.right_edge.i + 1)
    if start <= verb.i < end:
        return None
    return (phrases.trim(doc, start, end),)


def _of_noun(noun: tokens.Token) -> Found | None:
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
        start, end = _without_that(doc, child.left_edge.i, child.right_edge.i + 1)
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


def _of_adjective(adjective: tokens.Token) -> Found | None:
    """`he was confident that …`, `they are willing to …`."""
    doc = adjective.doc
    if adjective.dep_ not in {"acomp", "oprd"}:
        return None
    for child in adjective.rights:
        if child.dep_ not in {"ccomp", "xcomp"}:
            continue
        start, end = _without_that(doc, child.left_edge.i, child.right_edge.i + 1)
        subject = phrases.subject(adjective.head)
        if subject is None or start <= adjective.i or subject.lower_ in {"it", "there"}:
            return None
        return Found(((start, end),), (adjective.i, adjective.i + 1), phrases.noun_phrase(subject), "clause under an adjective")
    return None


def _according(word: tokens.Token) -> Found | None:
    """`…, according to X`: the rest of the clause is what X says."""
    doc = word.doc
    if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return None
    to = doc[word.i + 1]
    source = phrases.child_of(to, "pobj")
    if source is None:
        return None
    low, high = word.i, max(source.right_edge.i + 1, word.i + 3)
    speaker = phrases.noun_phrase(source)
    sentence = word.sent
    for index in range(source.i + 1, high):
        if doc[index].text == "," and doc[index].head not in list(source.subtree):
            high = index
            break
    parts = []
    if low - sentence.start > 1:
        parts.append(phrases.trim(doc, sentence.start, low, also=frozenset({"but", "and"})))
    if sentence.end - high > 2 and doc[high].text == ",":
        parts.append(phrases.trim(doc, high + 1, sentence.end))
    if not parts:
        return None
    return Found(tuple(parts), (word.i, to.i + 1), speaker, "according to")
