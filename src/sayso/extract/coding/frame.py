"""Frame: what stands around a word that may tell an event, by the names that ontology entries use.

``s`` who does it, ``o`` to whom it is done, ``x`` an infinitive or gerund under it, ``c`` a clause,
``cs`` who is to do what the clause says, ``poss`` whose it is ("Brask's", "Ardelian"), ``m`` the
words before it, ``prt`` a particle, ``acomp`` what its object is made or called, ``o.m`` and ``o.poss``
the same of its object, ``sp`` who says so, ``around`` all that hangs on it, ``deep`` the first one
named in it; any preposition ("on", "against") is the place of what follows it, after the word or
after its object.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.extract.actor_words import countries
from sayso.extract.coding.arguments import VERBAL, doers, is_small_clause, speakers, undergoers
from sayso.extract.coding.parties import NOMINAL, antecedent, meant
from sayso.extract.phrases import is_passive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy import tokens

    from sayso.ontology import Ontology, Part

_ARMED = frozenset({"army", "coalition", "government", "militant", "rebel"})
_OWNERS = frozenset({"NORP", "GPE", "ORG", "PERSON", "LOC"})
_TIMES = frozenset({"DATE", "TIME"})
_PARTICLES = frozenset("off out down up over back away aside in".split())
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
# A preposition that the parser hangs on a noun can be the verb's; "of" cannot.
_DEEPEST = 6


class Frame:
    """The surroundings of ``token``; each place is looked up once, when an entry asks for it."""

    __slots__ = ("_found", "ontology", "part", "token")

    def __init__(self, token: tokens.Token, part: Part, ontology: Ontology) -> None:
        """Look at ``token`` as a verb, noun or adjective."""
        self.token = token
        self.part = part
        self.ontology = ontology
        self._found: dict[str, list[tokens.Token]] = {}

    def at(self, place: str) -> list[tokens.Token]:
        """Give the heads of what stands at ``place``."""
        found = self._found.get(place)
        if found is None:
            look = _PLACES.get(place)
            found = self._found[place] = self._after(place) if look is None else look(self)
        return found

    def meant(self, head: tokens.Token) -> tokens.Token:
        """Give what ``head`` is an amount of, or ``head``."""
        return meant(head, self.ontology.words("amount"))

    def _after(self, preposition: str) -> list[tokens.Token]:
        if "" not in self._found:
            self._found[""] = []
            table = self._prepositions()
            self._found.update({word: heads for word, heads in table.items() if word not in _PLACES})
        return self._found.get(preposition, [])

    def _prepositions(self) -> dict[str, list[tokens.Token]]:
        table: defaultdict[str, list[tokens.Token]] = defaultdict(list)
        for host in {host.i: host for host in self._hosts()}.values():
            for child in host.children:
                if child.dep_ in _PREPOSITIONS and child.pos_ not in {"NOUN", "PROPN"}:
                    self._take(table, child)
        children = list(self.token.children)
        table["to"] += [child for child in children if child.dep_ == "dative" and child.pos_ in NOMINAL]
        if self.part == "verb" and is_passive(self.token) and any(child.dep_ == "dobj" for child in children):
            table["to"] += [child for child in children if child.dep_ == "nsubjpass"]
        return dict(table)

    def _hosts(self) -> Iterator[tokens.Token]:
        """Yield the words whose prepositions count: the parser may hang "sanctions on" on either."""
        yield self.token
        if self.part == "verb":
            yield from self.at("o")
            yield from (self.meant(head) for head in self.at("o"))
            yield from (child for child in self.token.children if child.dep_ in {"prt", "advmod", "acomp"})
        elif self.part == "noun":
            carrier = self.carrier()
            if carrier is not None and carrier.pos_ in VERBAL:
                yield carrier
            yield from (child for child in self.token.children if child.dep_ == "appos")

    def _take(self, table: defaultdict[str, list[tokens.Token]], preposition: tokens.Token) -> None:
        for below in preposition.children:
            if below.dep_ in {"pobj", "pcomp"}:
                if below.ent_type_ in _TIMES and preposition.lower_ not in {"to", "for"}:  # "called on Tuesday"
                    continue
                table[preposition.lower_].append(antecedent(below))
                # "talks in Oden with the rebels": the second preposition often hangs on the first one's noun.
                for child in below.rights:
                    if child.dep_ == "prep" and child.lower_ in {"on", "against", "with", "by", "to", "between"}:
                        for low in child.rights:
                            if low.dep_ == "pobj" and preposition.lower_ != child.lower_:
                                table[child.lower_].append(low)
            elif below.dep_ == "prep":  # "out of", "because of"
                self._take(table, below)
                table[preposition.lower_] += table.get(below.lower_, [])

    def carrier(self) -> tokens.Token | None:
        """Give the verb that a noun is the object or subject of, over "a series of"."""
        noun = self.token
        for _ in range(3):
            if (
                noun.dep_ == "pobj"
                and noun.head.lower_ == "of"
                and noun.head.head.lemma_ in self.ontology.words("amount")
            ):
                noun = noun.head.head
            elif noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
                noun = noun.head
            else:
                break
        if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}:
            return noun.head
        if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ == "VERB":
            return noun.head.head
        return None


def _doers_of(frame: Frame) -> list[tokens.Token]:
    if frame.part == "verb":
        return doers(frame.token, frame.ontology)
    if frame.part == "adjective":
        copula = frame.token.dep_ in {"acomp", "attr", "oprd"}
        return doers(frame.token.head if copula else frame.token, frame.ontology)
    carrier = frame.carrier()
    if carrier is None or (frame.token.dep_ in {"nsubj", "nsubjpass"} and not is_passive(carrier)):
        return []
    carries = frame.ontology.words("take_part" if frame.token.dep_ == "pobj" else "support")
    return doers(carrier, frame.ontology) if carrier.lemma_ in carries else []


def _undergoers_of(frame: Frame) -> list[tokens.Token]:
    if frame.part != "verb":
        return frame.at("of")
    found = undergoers(frame.token)
    if found or frame.token.tag_ != "VBG":
        return found
    # "the shelling of the port"
    return [low for of in frame.token.rights if of.lower_ == "of" for low in of.rights if low.dep_ == "pobj"]


def _owners_of(frame: Frame) -> list[tokens.Token]:
    return _owners(frame.token)


def _owners(head: tokens.Token) -> list[tokens.Token]:
    """Give whose it is: "Brask's strike", "the Ardelian strike", "an army strike"; not "the Oden talks"."""
    return [child for child in head.lefts if child.dep_ == "poss" or _is_owner(child)]


def _is_owner(modifier: tokens.Token) -> bool:
    if modifier.dep_ not in {"compound", "amod", "nmod"}:
        return False
    if modifier.ent_type_ in {"GPE", "LOC"}:
        names, demonyms = countries()
        return modifier.dep_ == "amod" or modifier.text in names or modifier.text in demonyms
    return modifier.ent_type_ in _OWNERS or (modifier.dep_ == "compound" and modifier.lemma_.lower() in _ARMED)


def _complements(frame: Frame) -> list[tokens.Token]:
    verb = frame.token
    found = [
        child
        for child in verb.children
        if child.dep_ in {"xcomp", "acl", "advcl", "ccomp"} and any(low.tag_ == "TO" for low in child.lefts)
        if child.i > verb.i
    ]
    return found or [child for child in verb.children if child.dep_ == "xcomp" and child.pos_ in VERBAL]


def _clauses(frame: Frame) -> list[tokens.Token]:
    return [
        child
        for child in frame.token.children
        if child.dep_ == "ccomp" and not any(low.tag_ == "TO" for low in child.lefts)
    ]


def _subjects_of_complement(frame: Frame) -> list[tokens.Token]:
    below = frame.at("c") + frame.at("x")
    return [antecedent(child) for clause in below for child in clause.children if child.dep_ in {"nsubj", "nsubjpass"}]


def _deep(frame: Frame) -> list[tokens.Token]:
    """Give the first one named anywhere under the word: "to promote investment in Oden"."""
    token = frame.token
    for low in token.subtree:
        if low.i <= token.i or low.ent_type_ not in _OWNERS or low.dep_ in {"nsubj", "appos"}:
            continue
        path = [low, *(up for up in low.ancestors if token.i < up.i)]
        if not any(up.dep_ in {"relcl", "agent", "advcl", "ccomp"} or up.lower_ in {"by", "at"} for up in path):
            return [low]
    return []


def _modifiers(head: tokens.Token) -> list[tokens.Token]:
    found = []
    for child in head.lefts:
        if child.dep_ in {"compound", "amod", "nmod", "npadvmod", "nummod"}:
            found.append(child)
            found += [low for low in child.lefts if low.dep_ in {"compound", "amod", "npadvmod", "punct", "nmod"}]
    return found


_PLACES: dict[str, Callable[[Frame], list[tokens.Token]]] = {
    "s": _doers_of,
    "o": _undergoers_of,
    "x": _complements,
    "c": _clauses,
    "cs": _subjects_of_complement,
    "poss": _owners_of,
    "m": lambda frame: _modifiers(frame.token),
    "prt": lambda frame: [
        child
        for child in frame.token.children
        if child.dep_ in {"prt", "advmod"} or (child.dep_ == "prep" and child.lower_ in _PARTICLES)
    ],
    "deep": _deep,
    "around": lambda frame: list(frame.token.subtree),
    "sp": lambda frame: speakers(frame.token),
    "o.m": lambda frame: [each for head in frame.at("o") for each in _modifiers(frame.meant(head))],
    "o.poss": lambda frame: [each for head in frame.at("o") for each in _owners(frame.meant(head))],
    "acomp": lambda frame: [
        child
        for child in frame.token.children
        if child.dep_ in {"acomp", "attr", "oprd"}
        or (child.dep_ in {"ccomp", "xcomp"} and is_small_clause(child))
        or (child.dep_ == "advcl" and child.pos_ == "ADJ")
    ],
}
