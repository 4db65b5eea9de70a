"""Sides: which phrases of a text mean a body that others belong to, and which somebody who can belong to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from spacy import tokens

from sayso.annotate import found, tokens_of
from sayso.extract.actor_words import bodies, offices, people, persons
from sayso.extract.belonging.words import words
from sayso.extract.encounters.parties import actors_of, parties
from sayso.extract.holding.ground import joined
from sayso.extract.phrases import Range, child_of, noun_phrase, trim
from sayso.mention import ActorMention

# "anybody": states, bodies and persons belong to it; "parties": states and bodies only.
Openness = Literal["anybody", "parties"]

_NAMED = frozenset({"state", "organisation", "armed_group", "person"})
_COMPANY = frozenset({"BUS", "JRN", "EDU", "MED", "LEG", "JUD", "COP", "MIL", "SPY", "CRM"})
_ANDS = frozenset({"and", "&"})
_ARTICLES = frozenset({"the", "this", "that", "a", "an"})
_STATES = frozenset({"country", "state", "kingdom", "nation", "republic", "emirate", "sultanate", "monarchy"})
_ENTITIES = frozenset({"GPE", "ORG", "PERSON", "NORP", "LOC", ""})
_NOT_NAMES = frozenset(
    {"DATE", "TIME", "EVENT", "LAW", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "WORK_OF_ART", "FAC"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The actors of one text, by token, and which of its phrases are bodies and members."""

    doc: tokens.Doc
    actors: dict[int, ActorMention] = field(default_factory=dict)
    places: frozenset[int] = frozenset()

    @classmethod
    def of(cls, doc: tokens.Doc) -> Sides:
        """Note where actors and places are named."""
        places = (index for each in found(doc, "places") for index in range(*tokens_of(doc, each.span)))
        return cls(doc=doc, actors=actors_of(doc), places=frozenset(places))

    def body(self, head: tokens.Token | None, *, bare: bool = False) -> Openness | None:
        """Tell whether the noun phrase of ``head`` is a body that one can belong to, and who can.

        ``bare``: it stands before another noun, without an article of its own.
        """
        if head is None or head.pos_ not in {"NOUN", "PROPN", "ADJ"} or head.ent_type_ in _NOT_NAMES:
            return None
        before = [child for child in head.lefts if child.dep_ in {"compound", "amod", "nmod"}]
        if any(child.lower_ in words("never") and child.tag_[:3] != "NNP" for child in before):
            return None
        mention = self.actors.get(head.i)
        # "The Tolm Cartel" is no person, whatever the recogniser takes it for.
        is_worded = head.lemma_.lower() in words("side", "alliance")
        is_known = mention is not None and mention.kind not in {"unnamed", "group"}
        if mention is not None and is_known and not (is_worded and mention.kind == "person"):
            return self._named(mention, head)
        if head.tag_ not in {"NN", "NNP", "JJ"} or (head.tag_ != "NNP" and head.lower_ in words("never")):
            return None
        return self._worded(head, before, bare=bare)

    def _worded(self, head: tokens.Token, before: list[tokens.Token], *, bare: bool) -> Openness | None:
        """Tell what the words of a body make it that is no known name."""
        word = head.lemma_.lower()
        if word in words("alliance"):
            return "anybody" if bare or _is_one(head) else None
        if word in words("side"):
            return "anybody" if _is_certain(head) else None
        is_name = head.tag_ == "NNP" and word in words("states") and any(child.tag_ == "NNP" for child in before)
        is_acronym = head.text.isupper() and head.ent_type_ == "ORG" and len(head) > 1
        return "parties" if is_name or (is_acronym and not head.sent.text.isupper()) else None

    def is_grouping(self, head: tokens.Token) -> bool:
        """Tell whether ``head`` is a body by what it is said to be made up of: "the new group"."""
        word = head.lemma_.lower()
        is_body = head.tag_ == "NN" and word in words("side") | {"organisation", "organization", "council", "entity"}
        return is_body and head.left_edge.lower_ in {"the", "this", "a"}

    def _named(self, mention: ActorMention, head: tokens.Token) -> Openness | None:
        if mention.kind in {"person", "outlet", "state"}:
            return None
        own, is_name = {word.casefold() for word in mention.name.replace("-", " ").split()}, head.tag_[:3] == "NNP"
        if own & words("alliance") or (own & words("side") and head.tag_ != "NN"):
            return "anybody" if not own & words("never") and (is_name or _is_one(head)) else None
        if mention.kind == "armed_group":
            return "anybody" if mention.code != "MIL" and is_name else None
        if own & (words("never") - words("states")) or mention.code in _COMPANY:
            return None
        is_acronym = mention.name.isupper() and " " not in mention.name and len(mention.name) > 1
        if own & words("states") or mention.code == "IGO":
            return "parties"
        return "parties" if is_acronym and not head.sent.text.isupper() else None

    def phrase(self, head: tokens.Token) -> Range:
        """Give the words for a body: its name, or the noun with what says which one it is."""
        start, end = noun_phrase(head)
        for child in head.rights:
            if child.left_edge.i > head.i and (child.dep_ != "prep" or child.lower_ not in {"of", "for", "against"}):
                end = min(end, child.left_edge.i)
            elif child.dep_ == "prep" and self.members_in(child):
                end = min(end, child.i)
        while start < head.i and (self.doc[start].lower_ in _ARTICLES | {"both"} or self.doc[start].is_punct):
            start += 1
        return trim(self.doc, start, max(end, head.i + 1))

    def members_in(self, of: tokens.Token) -> list[Range]:
        """List those named after "of" in "the coalition of Ardel, Velland and Tolm"; two at least."""
        inner = child_of(of, "pobj")
        if inner is None or of.lower_ != "of":
            return []
        named = self.listed(of.i + 1)
        return named if len(named) > 1 else []

    def listed(self, start: int) -> list[Range]:
        """List the members named one after the other from token ``start`` on, as far as the one after "and"."""
        doc = self.doc
        if start >= len(doc):
            return []
        end = doc[start].sent.end
        made: list[Range] = []
        for party in parties(doc, start, end, self.actors):
            before = doc[party.start - 1].lower_
            if made and _was_last(doc, made[-1], party.start):
                break
            who = None if party.is_group else self.named(party.start, party.end)
            if who is None:
                if not made:
                    return []  # "Arab nations, the minister said"
                break
            if before == "," and _speaks_next(doc, who[1]):
                break
            made.append(who)
        return made

    def named(self, start: int, end: int) -> Range | None:
        """Give the name within tokens ``[start, end)`` of a list if it is that of a state, a body or a person."""
        doc = self.doc
        while start < end - 1 and doc[start].tag_ == "RB" and start not in self.actors:
            start += 1  # "particularly Ardel"
        while start < end and (
            doc[start].lower_ in _ARTICLES | {"its", "their", "both", "including", "of"} or doc[start].is_punct
        ):
            start += 1
        while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ in {"POS", "RB"}):
            end -= 1
        if start >= end or any(token.like_num or token.tag_ == "POS" for token in doc[start:end]):
            return None
        for token in doc[start:end]:
            is_beyond = token.tag_ == "IN" and token.lower_ != "of" and token.i not in self.actors
            if is_beyond or token.text == "(":
                end = token.i
                break
        head = doc[start:end].root if start < end else None
        return (start, end) if head is not None and self.is_named(head) else None

    def is_named(self, head: tokens.Token) -> bool:
        """Tell whether ``head`` is the head of a name of somebody who can belong to a body."""
        mention = self.actors.get(head.i)
        if mention is not None:
            return mention.kind in _NAMED and (head.tag_[:3] == "NNP" or mention.kind == "state")
        if head.tag_ not in {"NNP", "NNPS"} or head.ent_type_ not in _ENTITIES:
            return False
        word = head.lemma_.lower()
        return word not in offices() and word not in people() and word not in persons() and word not in words("state")

    def member(self, head: tokens.Token | None) -> Range | None:
        """Give the phrase of ``head``, who does or suffers something, if it is somebody who can belong to a body."""
        who = _described(head) if head is not None and (head.tag_ in {"WP", "WDT"} or head.lower_ == "that") else head
        if who is None or any(child.dep_ == "nummod" or child.like_num for child in who.lefts):
            return None
        if who.pos_ == "PRON":
            return (who.i, who.i + 1) if who.lower_ in {"it", "he", "she", "we", "i"} else None
        if self.is_named(who):
            return self.named(*_alone(who))
        word = who.lemma_.lower()
        is_body = word in _STATES | words("side", "alliance") or word in bodies().keys() - words("never")
        is_definite = any(child.lower_ in {"the", "this", "that"} for child in who.lefts)
        return _alone(who) if is_body and is_definite and who.tag_ == "NN" else None

    def fits(self, member: Range, openness: Openness) -> bool:
        """Tell whether ``member`` can belong to a body of that openness: no person to one of states."""
        if openness == "anybody":
            return True
        last = self.doc[member[1] - 1]
        mention = self.actors.get(last.i)
        is_person = mention is not None and mention.kind == "person" and (mention.title or " " in mention.name)
        return not is_person and last.lower_ not in {"he", "she", "i"}

    def joined(self, head: tokens.Token) -> list[Range]:
        """List the members that ``head`` and the nouns joined to it name: "Ardel, Velland and Tolm joined"."""
        heads = joined(head)
        made = [who for who in map(self.member, heads) if who is not None]
        if self.is_named(head):
            # In a list the parse is often wrong, the order of words is not.
            listed = self.listed(head.left_edge.i)
            if len(listed) > len(made) and any(start <= head.i < end for start, end in listed):
                return listed
        return made


def _is_one(head: tokens.Token) -> bool:
    """Tell whether ``head`` means one body: not "alliances", "in coalition with", "no alliance"."""
    doc, first = head.doc, head.left_edge
    if head.tag_ not in {"NN", "NNP"}:
        return False
    if head.tag_ == "NN" and first.i == head.i:
        return False
    return doc[first.i].lower_ not in {"no", "any", "every", "each", "another", "some"}


def _is_certain(head: tokens.Token) -> bool:
    """Tell whether ``head`` is a name, or "the militant group Northern Dawn"."""
    if head.tag_ == "NNP":
        return any(child.tag_ == "NNP" and child.dep_ in {"compound", "amod", "nmod", "poss"} for child in head.lefts)
    return head.tag_ == "NN" and any(
        child.tag_ == "NNP" and child.dep_ in {"compound", "nmod", "appos"} and child.ent_type_ in {"ORG", ""}
        for child in head.children
    )


def _described(relative: tokens.Token) -> tokens.Token | None:
    """Find the noun that the clause of a relative pronoun describes."""
    at = relative
    for _ in range(4):
        if at.dep_ == "relcl":
            noun = at.head
            is_from = (
                noun.dep_ == "pobj" and noun.head.lower_ in {"from", "in"} and noun.head.head.pos_ in {"NOUN", "PROPN"}
            )
            if relative.lower_ == "who" and is_from:
                noun = noun.head.head  # "Ana Lemos, a driver from Tolm, who joined the front"
            return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun
        if at.head == at:
            return None
        at = at.head
    return None


def _alone(head: tokens.Token) -> Range:
    """Give the noun phrase of ``head`` without those joined to it and without what is put between commas."""
    start, end = noun_phrase(head)
    for child in head.rights:
        if child.dep_ in {"conj", "cc", "appos", "prep", "relcl", "acl", "punct"} and child.left_edge.i > head.i:
            keeps = child.dep_ == "prep" and child.lower_ == "of"
            end = end if keeps else min(end, child.left_edge.i)
    for child in head.lefts:
        if child.dep_ in {"preconj", "cc"} or child.lower_ == "both":
            start = max(start, child.i + 1)
    return trim(head.doc, start, end)


def _was_last(doc: tokens.Doc, member: Range, start: int) -> bool:
    """Tell whether ``member`` stood after "and", and what starts at ``start`` does not: "A, B and C, D said"."""
    before = member[0] - 1
    while before > 0 and doc[before].lower_ in _ARTICLES:
        before -= 1
    return doc[before].lower_ in _ANDS and doc[start - 1].lower_ not in _ANDS | {"well"}


def _speaks_next(doc: tokens.Doc, end: int) -> bool:
    """Tell whether a finite verb follows: "A, B, Ana Lemos said"."""
    return end < len(doc) and doc[end].tag_ in {"VBD", "VBZ", "VBP", "MD"}
