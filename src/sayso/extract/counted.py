"""What a number counts: the noun phrase after it, its head and the head's singular."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy import tokens


class Counted(NamedTuple):
    """Tokens ``[start, end)`` of what is counted; ``noun`` is the singular of its head."""

    start: int
    end: int
    noun: str
    plural: bool


_MOST_TOKENS = 9
_DETERMINERS = frozenset("the a an its his her their our my your these those this that some all such both".split())
_QUOTES = frozenset("“”‘’")
_DASHES = frozenset("–—")
_MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "ADV", "VERB", "X"))
_PLURALS = frozenset(("NNS", "NNPS"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_PERSONS = {
    "people": "person", "persons": "person", "dead": "person", "wounded": "person", "injured": "person", "missing": "person",
    "displaced": "person", "homeless": "person", "lives": "person", "men": "man", "women": "woman", "children": "child",
    "elderly": "person", "sick": "person",
}  # fmt: skip
# Nouns in -s that are their own singular, and singulars that a rule would cut.
_UNCHANGED = frozenset("series species headquarters barracks aircraft spacecraft means troops police news forces goods".split())
_NOT_COUNTED = frozenset(("am", "pm", "percent", "more", "others", "other", "ago", "later", "%"))


def counted(doc: tokens.Doc, start: int) -> Counted | None:
    """Find the noun phrase that begins at token ``start``, right after a number and its unit.

    "of" and determiners are passed over: "dozens of boats", "half its leadership", "20 of the 60
    boats". None before a verb, a pronoun or a full stop.
    """
    at, end = start, len(doc)
    of = the = False
    while at < end:
        token = doc[at]
        word = token.lower_
        if word == "of":
            of = True
        elif word in _DETERMINERS:
            the = True
        elif not (word in _QUOTES or word in {"more", "further", "additional", "other"} or (of and (token.like_num or word in {"or", "so", "some", "about"}))):
            break
        at += 1
    if at >= end or at - start > _MOST_TOKENS:
        return None
    if not doc.has_annotation("TAG"):
        return _next_word(doc, at)
    first, head = at, None
    while at < end and at - first < _MOST_TOKENS:
        token = doc[at]
        tag = token.tag_
        if head is not None and (doc[head].tag_ in _PLURALS and tag not in _PLURALS or token.pos_ not in _NOUNS):
            if not (tag in {"HYPH", "POS"} or token.text in _QUOTES or _goes_on(doc, head, at)):
                break
        elif token.pos_ in _NOUNS:
            head = at
        elif tag in {"MD", "VBZ", "VBP", "VBD", "VB", "WDT", "WP", "RBR"} and not _adjectival(token):
            break
        elif not (token.pos_ in _MODIFIERS or tag in {"HYPH", "CC", "CD"} or token.text in _QUOTES or token.text in {",", "%"}):
            break
        if token.is_space or token.lower_ in _NOT_COUNTED or (tag == "HYPH" and token.whitespace_) or token.text in _DASHES:
            break
        if token.text == "," and (at + 1 >= end or doc[at + 1].pos_ != "ADJ"):
            break
        at += 1
    if head is None:
        token = doc[first]
        if token.lower_ in _PERSONS and _PERSONS[token.lower_] == "person":
            return Counted(first, first + 1, "person", plural=True)
        return None
    if doc[head].lower_ in _NOT_COUNTED:
        return None
    if the and not of and start == first:
        return None
    while first < head and doc[first].text in _QUOTES:
        first += 1
    return Counted(first, head + 1, singular(doc[head].text, plural=doc[head].tag_ in {"NNS", "NNPS"}), plural=_is_plural(doc[head]))


# "The number of boats has risen to 40", "the total of guards and boats reached 40".
_TALLIES = frozenset("number total count figure tally estimate sum toll".split())
_LINKS = frozenset("dobj attr pobj npadvmod acomp oprd".split())


def counted_subject(doc: tokens.Doc, at: int) -> Counted | None:
    """Find what the subject of the clause tallies, for a number at token ``at`` with no noun after it."""
    verb = doc[at]
    for _ in range(2):
        if verb.dep_ in _LINKS or verb.dep_ == "prep":
            verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    for subject in verb.lefts:
        if subject.dep_ in {"nsubj", "nsubjpass"} and subject.lower_ in _TALLIES:
            for of in subject.rights:
                if of.lower_ == "of":
                    for noun in of.rights:
                        if noun.dep_ == "pobj":
                            last = max((other.i for other in noun.conjuncts if other.i < at), default=noun.i)
                            first = noun.left_edge.i
                            while first < noun.i and doc[first].lower_ in _DETERMINERS:
                                first += 1
                            return Counted(first, last + 1, singular(noun.text, plural=noun.tag_ == "NNS"), plural=True)
    return None


def _adjectival(token: tokens.Token) -> bool:
    """Tell whether what the tagger took for a verb stands before a noun like an adjective: "100 captured tanks"."""
    return token.tag_ in {"VBD", "VB"} and token.i + 1 < len(token.doc) and token.nbor().pos_ in _NOUNS and token.nbor().dep_ != "dobj"


def _goes_on(doc: tokens.Doc, head: int, at: int) -> bool:
    """Tell whether an adjective after a noun belongs before another noun: "five Front-held coastal towns"."""
    if doc[head].tag_ in _PLURALS or at + 1 >= len(doc):
        return False
    if doc[at - 1].tag_ == "HYPH" and not doc[at - 1].whitespace_:
        return True
    return doc[at].pos_ == "ADJ" and doc[at + 1].tag_ in _PLURALS


def _is_plural(token: tokens.Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in _PERSONS or token.lower_ in _UNCHANGED


def _next_word(doc: tokens.Doc, at: int) -> Counted | None:
    """Take the next word of an unparsed doc for a noun if it looks like a plural."""
    word = doc[at].lower_
    if word in _NOT_COUNTED or not (word in _PERSONS or (word.endswith("s") and word.isalpha() and len(word) > len("was") and not doc[at].is_stop)):
        return None
    return Counted(at, at + 1, singular(word, plural=True), plural=True)


def singular(word: str, *, plural: bool) -> str:
    """Give the singular of a noun, in lower case unless it is a name ("Americans" is American)."""
    lower = word.lower()
    if lower in _PERSONS:
        return _PERSONS[lower]
    word = word if word[:1].isupper() and not word.isupper() else lower
    if not plural or lower in _UNCHANGED or not lower.endswith("s") or lower.endswith("ss"):
        return _IRREGULAR.get(lower, word)
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > len("dies"):
        return word[:-3] + "y"
    if lower.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) and lower not in {"axes", "shoes", "toes", "caches", "headaches"}:
        return word[:-2]
    return word[:-1]


_IRREGULAR = {
    "feet": "foot", "teeth": "tooth", "knives": "knife", "wives": "wife", "lives": "life", "halves": "half", "leaves": "leaf",
    "crises": "crisis", "bases": "base", "analyses": "analysis", "buses": "bus", "gases": "gas", "viruses": "virus", "movies": "movie",
    "policemen": "policeman", "gunmen": "gunman", "servicemen": "serviceman", "fishermen": "fisherman", "firemen": "fireman",
    "militiamen": "militiaman", "tribesmen": "tribesman", "countrymen": "countryman", "businessmen": "businessman", "thieves": "thief",
    "horsemen": "horseman", "policewomen": "policewoman", "servicewomen": "servicewoman", "statuses": "status", "ties": "tie",
    "censuses": "census", "calories": "calorie", "data": "datum", "media": "medium", "schoolchildren": "schoolchild",
    "grandchildren": "grandchild", "campuses": "campus", "loaves": "loaf", "shelves": "shelf", "wolves": "wolf", "oxen": "ox", "mice": "mouse",
}  # fmt: skip
