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

_THAT = frozenset({"that"})
_WH = frozenset({"how", "why", "what", "whether", "if", "who", "when", "where", "which"})
_MODALS_OF_OTHERS = frozenset({"let", "make", "help"})


def clauses(doc: tokens.Doc) -> Iterator[Found]:
    """Yield content attributed by a verb, a noun or "according to", in no particular order."""
    verbs, nouns = cues.verbs(), cues.nouns()
    for token in doc:
        tag = token.tag_
        if tag.startswith("VB"):
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
        elif token.lower_ == "according":
            found = _according(token)
            if found is not None:
                yield found


def _of_verb(verb: tokens.Token, cue: Cue) -> Found | None:
    speaker = speaker_of(verb)
    content: tuple[Range, ...] | None = None
    rule = ""
    if cue.takes("c", "w"):
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
    if content is None:
        return None
    if speaker is not None and any(start <= speaker[0] < end for start, end in content):
        return None
    if speaker is None and rule not in {"clause under a cue verb", "cue verb inside its content"}:
        return None
    return Found(content, cue_range(verb), speaker, rule, addressee_of(verb))


def _clause(verb: tokens.Token) -> tuple[Range, ...] | None:
    """The clause that is the object of the verb, before or after it."""
    doc = verb.doc
    for child in verb.children:
        if child.dep_ != "ccomp" and not (child.dep_ in {"xcomp", "advcl"} and child.tag_ == "VBG"):
            continue
        if child.dep_ == "advcl":
            continue
        start, end = child.left_edge.i, child.right_edge.i + 1
        if start <= verb.i < end:
            continue
        if child.i < verb.i:
            return _left_clause(verb, child)
        if any(grand.dep_ == "mark" and grand.lower_ in {"because", "as", "while", "although", "since"} for grand in child.lefts):
            continue
        end = _extended(verb, child, end)
        start, end = _without_that(doc, start, end)
        return ((start, end),)
    return None


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


def _extended(verb: tokens.Token, child: tokens.Token, end: int) -> int:
    """Give the end of the content where the parser hung a coordinated clause on the cue itself."""
    doc = verb.doc
    sentence_end = verb.sent.end
    participle = verb.tag_ == "VBG"
    for other in verb.rights if not participle else (*verb.rights, *verb.head.rights):
        if other.dep_ != "conj" or other.i < end or other.left_edge.i < end or other.i <= child.i:
            continue
        if cues.verbs().get(other.lemma_) is not None and phrases.own_subject(other) is None:
            break
        own = phrases.own_subject(other)
        if own is None and not participle:
            break
        if other.right_edge.i + 1 <= sentence_end and _back_shifted(verb, other):
            end = _before_participle(doc, end, other.right_edge.i + 1)
    return _before_participle(doc, verb.i + 2, end)


def _before_participle(doc: tokens.Doc, start: int, end: int) -> int:
    """Stop before `, adding that …`: a further saying of the same speaker."""
    for index in range(start, end - 1):
        if doc[index].text == "," and doc[index + 1].tag_ == "VBG":
            cue = cues.verbs().get(doc[index + 1].lemma_)
            if cue is not None and cue.takes("q"):
                return index
    return end


def _back_shifted(verb: tokens.Token, other: tokens.Token) -> bool:
    """A coordinated clause can belong to reported speech when its tense does: `said A was, but B was`."""
    if verb.tag_ in {"VBD", "VBG", "VBN"}:
        return other.tag_ in {"VBD", "VBN", "VB"} or any(child.tag_ == "MD" for child in other.lefts)
    return True


def _without_that(doc: tokens.Doc, start: int, end: int) -> Range:
    start, end = phrases.trim(doc, start, end)
    if doc[start].lower_ == "that" and doc[start].dep_ == "mark" and start + 1 < end:
        start += 1
    return phrases.trim(doc, start, end)


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
