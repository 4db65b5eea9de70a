"""Ground: which noun phrases of a text mean a place, and which somebody who can hold one."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy import tokens

from sayso.annotate import found, tokens_of
from sayso.extract.holding.words import words
from sayso.extract.phrases import Range, noun_phrase, trim
from sayso.mention import ActorMention, Toponym

_THEY = frozenset({"they", "we", "it"})
_HOLDS = _THEY | {"he", "she"}
_FAR = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The named places and actors of one text, by token."""

    doc: tokens.Doc
    places: dict[int, Toponym] = field(default_factory=dict)
    actors: dict[int, ActorMention] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: tokens.Doc) -> Ground:
        """Note where places and actors are named."""
        ground = cls(doc=doc)
        for toponym in found(doc, "places"):
            if toponym.evidence == "capital" and not toponym.placed:
                continue  # a guess: "Best in Show"
            ground.places.update(dict.fromkeys(range(*tokens_of(doc, toponym.span)), toponym))
        for mention in found(doc, "actors"):
            ground.actors.update(dict.fromkeys(range(*tokens_of(doc, mention.span)), mention))
        return ground

    def site(self, head: tokens.Token | None, *, named: bool = False) -> Range | None:
        """Give the phrase at ``head`` if it means a place or part of one; ``named``: the frame says that it does.

        With a preposition for a clause around it, as in "which they seized", it is the noun described.
        """
        at = head
        for _ in range(_FAR):
            if at is None:
                return None
            if at.tag_ in {"WDT", "WP"} or at.lower_ == "that":
                at = _described(at)
            elif self._is_site(at, named=named):
                start, end = noun_phrase(at)
                return self._bare(at, start, end)
            else:
                return None
        return None

    def holder(self, head: tokens.Token | None, *, force: bool) -> Range | None:
        """Give the phrase at ``head`` if it means somebody; with ``force``, an army, a side or the like."""
        who = head
        if who is not None and who.tag_ in {"WDT", "WP"}:
            who = _described(who)
        if who is None or who.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}:
            return None
        if who.pos_ == "PRON":
            return (who.i, who.i + 1) if who.lower_ in (_THEY if force else _HOLDS) else None
        within = _member_of(who)
        if within is not None:
            return _phrase(within)
        fits = self._is_force(who) if force else who.pos_ in {"NOUN", "PROPN", "ADJ"}
        return _phrase(who) if fits else None

    def _is_force(self, head: tokens.Token) -> bool:
        mention = self.actors.get(head.i)
        if mention is not None and mention.kind in {"armed_group", "state"}:
            return True
        if head.lemma_.lower() in words("force") or head.lower_ in words("force"):
            return True
        # "Ardel's army", a name that the recogniser cut.
        return mention is not None and mention.code in {"MIL", "REB", "GOV"} and mention.kind != "person"

    def _is_site(self, head: tokens.Token, *, named: bool) -> bool:
        word = head.lemma_.lower()
        if head.i in self.places:
            return not self._is_person(head)
        if word == "ground" and any(child.dep_ == "poss" for child in head.lefts):
            return False  # "held their ground"
        if (word in words("site") or head.lower_ in words("site")) and head.ent_type_ not in {"ORG", "PERSON"}:
            return head.i not in self.actors or self.actors[head.i].kind not in {"person", "outlet"}
        if word in words("part") or head.lower_ in words("part") or head.like_num:
            below = next(
                (child for child in head.children if child.dep_ == "prep" and child.lower_ in {"of", "in"}), None
            )
            inner = None if below is None else next((child for child in below.children if child.dep_ == "pobj"), None)
            is_area = any(child.lower_ == "square" for child in head.lefts)
            return is_area or (inner is not None and self._is_site(inner, named=named))
        return named and (head.pos_ == "PROPN" or (head.text.istitle() and head.n_lefts == 0 and head.pos_ == "NOUN"))

    def _is_person(self, head: tokens.Token) -> bool:
        mention = self.actors.get(head.i)
        return mention is not None and mention.kind in {"person", "outlet"} and mention.title is not None

    def _bare(self, head: tokens.Token, start: int, end: int) -> Range:
        """Leave out what only says when or how: "the town on Sunday"."""
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ not in {"of", "in", "at", "on", "near"} and child.i > head.i:
                end = min(end, child.i)
            if child.dep_ in {"npadvmod", "advmod", "conj", "cc", "appos"} and child.left_edge.i > head.i:
                end = min(end, child.left_edge.i)
            if child.dep_ == "prep" and child.lower_ == "of":
                inner = next((below for below in child.children if below.dep_ == "pobj"), None)
                joins = [] if inner is None else [below.i for below in inner.rights if below.dep_ in {"cc", "conj"}]
                end = min([end, *joins])
        return trim(self.doc, start, max(end, head.i + 1))


def _described(relative: tokens.Token) -> tokens.Token | None:
    """Find the noun that the clause of a relative pronoun describes; the name before "the movement that ..."."""
    at = relative
    for _ in range(_FAR):
        if at.dep_ == "relcl":
            noun = at.head
            return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun
        if at.head == at:
            return None
        at = at.head
    return None


def _member_of(head: tokens.Token) -> tokens.Token | None:
    """`fighters of the front`: the front."""
    if head.lemma_.lower() not in words("member"):
        return None
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.lower_ in {"its", "their"}), None)
    if owner is not None:
        return owner
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            inner = next((below for below in child.children if below.dep_ == "pobj"), None)
            if inner is not None and (inner.pos_ == "PROPN" or inner.lemma_.lower() in words("force")):
                return inner
    return None


def _phrase(head: tokens.Token) -> Range:
    """Give the noun phrase of ``head`` alone, without those joined to it and without what is put between commas."""
    start, end = noun_phrase(head)
    for child in head.rights:
        if child.dep_ in {"conj", "cc", "appos"} and child.left_edge.i > head.i:
            end = min(end, child.left_edge.i)
    first = head.left_edge.i
    for child in head.lefts:
        if child.dep_ in {"preconj", "cc"} or child.lower_ == "both":
            first = max(first, child.i + 1)
    start, end = trim(head.doc, max(start, first), end)
    if end - start > 1 and head.doc[end - 1].tag_ == "POS":
        end -= 1
    return start, end


def joined(head: tokens.Token) -> list[tokens.Token]:
    """Give ``head`` and the nouns joined to it: "the army and the front"."""
    heads = [head]
    while True:
        after = next(
            (child for child in heads[-1].rights if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}), None
        )
        if after is None:
            return heads
        heads.append(after)


def joined_places(ground: Ground, place: Range | None) -> list[Range]:
    """Give the further places of `most of northern Tolm and western Ardel`, each by itself."""
    if place is None:
        return []
    inside = ground.doc[place[0] : place[1]]
    named = [token for token in inside if token.dep_ in {"pobj", "conj"} and token.i in ground.places]
    root = inside.root
    heads = [*(token for token in named if token.dep_ == "pobj"), root]
    found = []
    for head in heads:
        for after in joined(head)[1:]:
            further = ground.site(after)
            if further is not None and further not in found:
                found.append(further)
    return found
