"""Which actor a figure concerns: "2,000 coalition strikes", "40 of Farvane's boats", "the army lost 40 men"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate import tokens_of
from sayso.extract.actor_words import bodies, countries
from sayso.resolve.link_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.entity import Actor
    from sayso.record import ActorBy, Figure

_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_BODIES = frozenset({"organisation", "armed_group", "outlet"})
_LINKS = frozenset({"nummod", "quantmod", "advmod", "amod", "det", "predet", "compound"})
_FAR = 4


class Concerned:
    """The actors of one document by the tokens that name them."""

    def __init__(self, doc: tokens.Doc, actors: Sequence[Actor]) -> None:
        """Note which token names which of ``actors``."""
        self._doc = doc
        self._at: dict[int, str] = {}
        self._states: dict[str, str | None] = {}
        self._last_words: dict[str, set[str]] = {}
        for actor in actors:
            if actor.kind in {"group", "unnamed"}:
                continue
            for span in actor.mentions:
                start, end = tokens_of(doc, span)
                self._at.update(dict.fromkeys(range(start, end), actor.id))
            if actor.kind == "state" and actor.country is not None:
                # Two states of one country: neither for sure.
                self._states[actor.country] = None if actor.country in self._states else actor.id
            if actor.kind in _BODIES:
                for name in (actor.name, *actor.aliases):
                    head = name.partition(" of ")[0].rpartition(" ")[2]
                    if head.istitle():
                        self._last_words.setdefault(head, set()).add(actor.id)
                    if head.casefold() in bodies():
                        self._last_words.setdefault(head.casefold(), set()).add(actor.id)

    def by(self, figure: Figure) -> tuple[str, ActorBy] | None:
        """Find the actor that ``figure`` concerns, and what tells so."""
        start, end = tokens_of(self._doc, figure.span)
        first, anchor = start, self._doc[start:end].root
        if anchor.i in self._at:
            return None  # a number in a name is no count
        nouns = [anchor]
        if figure.counted is not None:
            start, end = tokens_of(self._doc, figure.counted)
            nouns.append(self._doc[start:end].root)
        for _ in range(_FAR):
            if anchor.dep_ not in _LINKS or anchor.head == anchor:
                break
            anchor = anchor.head
            nouns.append(anchor)
        nouns = list(dict.fromkeys(nouns))
        for noun in nouns:
            tied = self._under(noun, first)
            if tied is not None:
                return tied
        return self._holder(nouns)

    def _under(self, noun: tokens.Token, first: int) -> tuple[str, ActorBy] | None:
        """Look among what describes the noun; adjectives and the like count from token ``first`` on."""
        for child in noun.children:
            if child.dep_ == "poss":
                own = self._own_subject(noun) if child.lower_ in _POSSESSIVES else self._named(child)
                if own is not None:
                    return own, "possessive"
            elif child.dep_ in {"compound", "nmod", "amod"} and child.i >= first:
                own = self._named(child) or self._adjective(child)
                if own is not None:
                    return own, "counted"
            elif child.dep_ == "prep" and child.lower_ in {"of", "by"}:
                for inner in child.children:
                    own = self._named(inner) if inner.dep_ == "pobj" else None
                    if own is not None:
                        return own, "of"
                    tied = self._under(inner, first) if child.lower_ == "of" and inner.dep_ == "pobj" else None
                    if tied is not None:
                        return tied[0], "of" if tied[1] == "counted" else tied[1]
        return None

    def _named(self, token: tokens.Token) -> str | None:
        """Give the actor that ``token`` names, also by the last word of one body's name: "the ministry"."""
        own = self._at.get(token.i)
        if own is not None:
            return own
        ending = self._last_words.get(token.text if token.text.istitle() else token.lower_, set())
        return next(iter(ending)) if len(ending) == 1 else None

    def _adjective(self, token: tokens.Token) -> str | None:
        country = countries()[1].get(token.text)
        return None if country is None else self._states.get(country)

    def _own_subject(self, noun: tokens.Token) -> str | None:
        """`opened four of its six clinics`: the subject of the same clause."""
        verb = next((above for above in noun.ancestors if above.pos_ in {"VERB", "AUX"}), None)
        subject = None if verb is None else next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        return None if subject is None or noun in (subject, *subject.subtree) else self._named(subject)

    def _holder(self, nouns: Sequence[tokens.Token]) -> tuple[str, ActorBy] | None:
        for noun in nouns:
            verb = noun.head
            if noun.dep_ == "dobj" and verb.lemma_ in words("holding"):
                subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
                own = None if subject is None else self._named(subject)
                if own is not None:
                    return own, "holder"
        return None
