"""Who speaks, to whom, and the words of the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases
from sayso.extract.actor_words import bodies, people
from sayso.extract.attribution import cues
from sayso.extract.titles import is_office

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

_SPEAKS_TO = frozenset(
    {"tell", "inform", "assure", "remind", "notify", "urge", "ask", "advise", "warn", "order", "invite"}
)
_DASHES = frozenset({"—", "–", "--"})
_SPEAKS_WITH = frozenset({"plead", "speak", "talk", "argue", "agree", "disagree", "insist"})
# Nouns for deeds and states: "the group's ability projects terror" is nobody's stance.
_OF_DEEDS = ("ment", "ity", "ness", "ance", "ence")
_DEEDS = frozenset(
    "attack attempt deployment effort failure initiative lack operation program programme project reason role use work"
    " desire reluctance action strike deal step move".split()
)
_MANY = frozenset({"community", "city", "management", "establishment", "intelligence"})
_NOMINAL = frozenset({"PROPN", "PRON", "NOUN"})


def speaker_of(cue: tokens.Token, after: int | None = None) -> Range | None:
    """Find the source of a cue verb: its subject, or who the passive is done by.

    ``after`` is the closing mark of the words before the cue; the source stands behind it.
    """
    if phrases.is_passive(cue):
        by = phrases.agent(cue)
        return None if by is None else phrases.noun_phrase(by)
    subject = _before_aside(cue) or phrases.subject(_outer(cue))
    if subject is not None and after is not None and subject.i < after:
        # Words inside the marks hang on the cue too; the source stands behind them.
        subject = next((child for child in cue.children if child.dep_ in phrases.SUBJECTS and child.i > after), None)
    if subject is None and after is not None:
        subject = _inverted(cue, after)
    if subject is None or _expletive(subject):
        return None
    start, end = phrases.noun_phrase(subject)
    if after is not None and start <= after:
        start = after + 1
    if start <= cue.i < end:
        start, end = (cue.i + 1, end) if subject.i > cue.i else (start, cue.i)
    return phrases.trim(cue.doc, start, end) if start < end else None


def _before_aside(cue: tokens.Token) -> tokens.Token | None:
    """`a captive—the group claimed his plane—describing the camp`: the noun before the aside in dashes."""
    doc, closing = cue.doc, cue.i - 1
    if cue.tag_ != "VBG" or closing < 1 or doc[closing].text not in _DASHES:
        return None
    opening = next((at for at in range(closing - 1, cue.sent.start, -1) if doc[at].text in _DASHES), None)
    if opening is None or opening < 1:
        return None
    noun = doc[opening - 1]
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def _outer(cue: tokens.Token) -> tokens.Token:
    """`warned that it was late and pleaded for aid`: the parser hangs the second verb on the content."""
    head = cue.head
    if cue.dep_ != "conj" or head.dep_ != "ccomp" or phrases.own_subject(cue) is not None:
        return cue
    outer = head.head
    teller = cues.verbs().get(outer.lemma_)
    if teller is None or cue.tag_ != outer.tag_ or not teller.takes("q"):
        return cue
    return outer


def _inverted(cue: tokens.Token, after: int) -> tokens.Token | None:
    """`,” said the minister` where the parser took the source for an object."""
    for child in cue.rights:
        if child.dep_ in {"dobj", "attr", "dep", "npadvmod"} and child.pos_ in _NOMINAL:
            return child
    for token in cue.doc[after + 1 : cue.i]:
        if token.pos_ in _NOMINAL and token.dep_ not in {"compound", "pobj", "poss", "amod"}:
            return token
    return None


def _expletive(token: tokens.Token) -> bool:
    """`it was said`, `there is`: a word that stands for nobody."""
    return token.dep_ == "expl" or (token.lower_ == "it" and phrases.is_passive(token.head))


def speaks_or_wills(doc: tokens.Doc, source: Range) -> bool:
    """Tell whether a source is somebody: a name, a person, a body, people; not "challenges" or "the work"."""
    return any(
        token.pos_ in {"PROPN", "PRON"}
        or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or is_office(token)
        or token.lemma_.lower() in bodies()
        or token.lower_ in bodies()  # "gunmen", of which there is no singular in the list
        or token.lemma_.lower() in people()
        for token in doc[source[0] : source[1]]
    )


def wills(doc: tokens.Doc, source: Range) -> bool:
    """Tell whether a source can do more than be the subject: "the party's leader", not "the party's deployment"."""
    head = doc[source[0] : source[1]].root
    word = head.lemma_.lower()
    deed = head.pos_ == "NOUN" and (word in _DEEDS or word.endswith(_OF_DEEDS))
    return speaks_or_wills(doc, source) and (not deed or word in bodies() or word in people() or word in _MANY)


def nobodys(verb: tokens.Token) -> bool:
    """`it was not possible to establish whether`: a verb that nobody in the text does."""
    head = verb.head
    if (
        verb.tag_ == "VBN"
        and verb.dep_ == "advcl"
        and not any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    ):
        return True  # "Asked whether it was possible, he paused": somebody asked him
    if verb.dep_ not in {"xcomp", "ccomp", "advcl"} or phrases.own_subject(verb) is not None:
        return False
    subject = phrases.own_subject(head) or phrases.own_subject(head.head)
    return subject is not None and subject.lower_ == "it" and subject.head.lemma_ == "be"


def cue_range(cue: tokens.Token) -> Range:
    """Give the cue with its particle ("pointed out")."""
    for child in cue.rights:
        if child.dep_ == "prt" and child.i == cue.i + 1:
            return cue.i, child.i + 1
    return cue.i, cue.i + 1


def addressee_of(cue: tokens.Token) -> Range | None:
    """Find who is spoken to: the object of "told", the "to X" of "said"."""
    if cue.lemma_ in _SPEAKS_TO:
        person = phrases.child_of(cue, "dobj", "dative")
        if person is not None and person.i > cue.i and person.pos_ in _NOMINAL:
            return phrases.noun_phrase(person)
    for child in cue.rights:
        spoken_to = child.lower_ == "to" or (child.lower_ == "with" and cue.lemma_ in _SPEAKS_WITH)
        if child.dep_ in {"prep", "dative"} and spoken_to and child.i <= cue.i + 3:
            inner = phrases.child_of(child, "pobj")
            if inner is not None and inner.pos_ in _NOMINAL:
                return phrases.noun_phrase(inner)
    return None
