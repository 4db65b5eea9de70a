"""Speakers: who a source phrase means, be it a name, a pronoun, an office or "many analysts"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy import tokens

from sayso.annotate import span_of, tokens_of
from sayso.entity import Office
from sayso.extract.actor_words import bodies, countries, offices, persons
from sayso.extract.names import NAME_AND_SURNAME
from sayso.extract.phrases import RELATIVES
from sayso.record import Mention
from sayso.resolve.groups import joint, parts, pointed_at
from sayso.resolve.incumbents import incumbent
from sayso.resolve.names import Cluster, normal, surname_forms
from sayso.resolve.pronouns import GENDERED, person_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.mention import ActorKind
    from sayso.record import Quotation

_THEY = frozenset({"they", "them", "their"})
_IT = frozenset({"it", "its"})
_FIRST = frozenset({"i", "we", "me", "us", "our", "my"})
_MANY = frozenset({"group", "armed_group", "organisation", "outlet"})
_BODIES = frozenset({"organisation", "armed_group", "outlet", "state"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "many", "several", "two", "three"})
_NOT_OF_THE_OFFICE = frozenset("the his her their its of new current newly appointed then outgoing incoming".split())
_MEDIA = frozenset(
    "report reports press media newspaper newspapers release releases statement survey poll study paper article"
    " broadcast website".split()
)
_ARMED = frozenset("group movement militants insurgents rebels militia organisation organization".split())
_PAPERS = frozenset("newspaper paper broadcaster magazine daily weekly station channel".split())
_NOBODY = frozenset("no nobody none neither nothing anyone anybody someone somebody everyone everybody".split())
_SOME_PEOPLE = frozenset("many some others most several few both people".split())
# Tokens back to look for the body that "it" or "they" means: about a paragraph of news.
_NEAR = 120
_LONGEST_PARTIAL = 3


@dataclass(slots=True)
class Scene:
    """The actors of one text as its sources are read in order."""

    doc: tokens.Doc
    clusters: list[Cluster]
    at: dict[int, Cluster] = field(default_factory=dict)
    spoken: list[tuple[int, Cluster]] = field(default_factory=list)
    quoted: frozenset[int] = frozenset()
    stating: Cluster | None = None

    def __post_init__(self) -> None:
        """Note which token names whom."""
        for cluster in self.clusters:
            for start, end, _ in cluster.mentions:
                self.at.update(dict.fromkeys(range(start, end), cluster))

    def known_as(self, key: str) -> Cluster | None:
        """Give the actor with this ``key``."""
        return next((cluster for cluster in self.clusters if cluster.key == key), None)

    def add(self, cluster: Cluster) -> Cluster:
        """Take in an actor that no name names."""
        self.clusters.append(cluster)
        return cluster

    def speaker(self, quotation: Quotation, *, around: Cluster | None = None) -> Cluster | None:
        """Tell whom the source phrase of ``quotation`` means, and remember who spoke.

        ``around`` speaks the words that this source is quoted in. After a statement without marks
        ("The minister said: ...") "I" and "we" are still who made it.
        """
        mention = quotation.speaker
        found = self.who(mention, around=around or self.stating)
        if found is not None and mention is not None:
            self.spoken.append((tokens_of(self.doc, mention)[0], found))
            if quotation.rule == "words after a colon":
                self.stating = found
        return found

    def addressee(self, mention: Mention | None, speaker: Cluster | None) -> Cluster | None:
        """Tell who is spoken to: somebody else than the speaker."""
        found = self.who(mention)
        return None if found is speaker else found

    def who(self, mention: Mention | None, *, around: Cluster | None = None) -> Cluster | None:
        """Tell who ``mention`` means; a source without a name becomes an actor of its own."""
        if mention is None:
            return None
        start, end = tokens_of(self.doc, mention)
        head = _head(self.doc, start, end)
        if end - start == 1 and head.lower_ in _PRONOUNS and head.text != "US":
            return self._of_pronoun(head, around)
        together = self._together(start, end, head)
        if together is not None:
            return together
        if head.i in self.at:
            return self.at[head.i]
        return (
            (self._by_surname(head) if head.pos_ == "PROPN" else None)
            or self._explained(head, end)
            or self._in_office(start, end, head)
            or self._in_known_office(start, end)
            or self._named_beside(start, end, head)
            or self._by_last_words(start, end)
            or self._only_one_such(start, end)
            or self._described(start, end, head)
        )

    def _together(self, start: int, end: int, head: tokens.Token) -> Cluster | None:
        """`the army and the front`: each by itself, where a name among them tells who."""
        pieces = parts(self.doc, start, end, head)
        named = {id(self.at[index]) for low, high in pieces for index in range(low, high) if index in self.at}
        spanning = any(self.at.get(low) is not None and self.at.get(low) is self.at.get(high) for low, high in pieces)
        if len(pieces) < 2 or not named or spanning:  # noqa: PLR2004 - two at least speak together
            return None
        members = [self.who(_mention(self.doc, low, high)) for low, high in pieces]
        known = list({cluster.key: cluster for cluster in members if cluster is not None}.values())
        if len(known) != len(pieces):
            return None
        group = joint(self, known)
        group.mentions.append((start, end, span_of(self.doc, start, end)))
        return group

    def _of_pronoun(self, pronoun: tokens.Token, around: Cluster | None) -> Cluster | None:
        word = pronoun.lower_
        if word in RELATIVES:
            return self._antecedent(pronoun)
        if word in GENDERED:
            return self._person(pronoun, around)
        if word in _FIRST:
            return around
        if word in _THEY:
            return self._last_of(_MANY, pronoun.i)
        if word in _IT:
            return self._last_of(_BODIES, pronoun.i)
        return None

    def _antecedent(self, relative: tokens.Token) -> Cluster | None:
        """`the minister, who insisted`: the noun that the clause describes, else the name before."""
        doc, clause = self.doc, relative.head
        if clause.dep_ == "relcl" and clause.head.i < relative.i:
            start, end = clause.head.left_edge.i, relative.i
            while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ == "IN"):
                end -= 1
            return self.who(_mention(doc, start, end))
        return next(
            (self.at[index] for index in range(relative.i - 1, max(relative.i - 12, -1), -1) if index in self.at), None
        )

    def _person(self, pronoun: tokens.Token, around: Cluster | None) -> Cluster | None:
        found = person_before(self, pronoun, around=around)
        if isinstance(found, tuple):
            found = self.who(_mention(self.doc, *found))
        if found is not None:
            found.gender = GENDERED[pronoun.lower_]
            # Only a human being is "she": the recogniser took the name for a body.
            found.kind = "person" if found.kind == "organisation" else found.kind
        return found

    def _last_of(self, kinds: frozenset[str], index: int) -> Cluster | None:
        if self.spoken and self.spoken[-1][1].kind in kinds and index - self.spoken[-1][0] < _NEAR:
            return self.spoken[-1][1]
        near = [
            cluster for cluster in self.clusters if cluster.kind in kinds and index - cluster.last_before(index) < _NEAR
        ]
        return _latest(near, index)

    def _by_surname(self, head: tokens.Token) -> Cluster | None:
        """Find the person whose surname the recogniser overlooked here."""
        word = head.lower_
        persons = [cluster for cluster in self.clusters if cluster.kind == "person" and " " in cluster.name]
        return _latest(
            [person for person in persons if word in surname_forms(person.name.split())], head.i, anywhere=True
        )

    def _explained(self, head: tokens.Token, end: int) -> Cluster | None:
        """`her counterpart, Ana Lemos, who ...`: the name that explains a noun for one person."""
        if head.tag_ != "NN" or head.lower_ not in persons():
            return None
        for token in self.doc[head.i + 1 : end]:
            person = self.at.get(token.i)
            if person is not None and person.kind == "person" and token.dep_ == "appos" and token.head == head:
                return person
        return None

    def _in_office(self, start: int, end: int, head: tokens.Token) -> Cluster | None:
        """`the minister`: who bears that office, here in the phrase or before; never for `a minister`."""
        word = head.lower_
        if word not in offices() and word.rstrip("s") not in offices():
            return None
        last = self.at.get(end - 1)
        commas = [token.i for token in self.doc[start:end] if token.text == ","]
        if last is not None and last.kind == "person" and commas and self.at.get(commas[-1] + 1) is last:
            return last  # "its director, Per Lindqvall"
        beside = [self.at[token.i] for token in self.doc[start:end] if self._names_the_bearer(token, head)]
        if beside:
            return beside[-1]
        if self.doc[start].lower_ in _INDEFINITE or head.tag_ == "NNS":
            return None
        wanted = {token.lower_ for token in self.doc[start:end] if token.is_alpha} - _NOT_OF_THE_OFFICE
        holders = [cluster for cluster in self.clusters if cluster.kind == "person" and word in cluster.roles]
        exact = [
            cluster
            for cluster in holders
            if any(wanted <= set(office.title.casefold().split()) for office in cluster.offices)
        ]
        return _latest(exact or (holders if len(wanted) == 1 else []), start)

    def _in_known_office(self, start: int, end: int) -> Cluster | None:
        """`the defence minister`, whom the text never names: who held the office, as the user told."""
        if self.doc[start].lower_ in _INDEFINITE:
            return None
        found = incumbent(self.doc, start, end, self.clusters)
        if found is None:
            return None
        actor, (first, last) = found
        cluster = next((cluster for cluster in self.clusters if cluster.known == actor), None)
        if cluster is None:
            cluster = Cluster.of_known(actor)
            self.clusters.append(cluster)
        title = self.doc[first:last]
        roles = [token.lower_ for token in title if token.lower_ in offices()]
        cluster.code = cluster.code or next((code for role in reversed(roles) if (code := offices()[role])), None)
        cluster.roles.update(roles)
        cluster.offices.append(Office(title=title.text, span=span_of(self.doc, first, last)))
        cluster.mentions.append((start, end, span_of(self.doc, start, end)))
        self.at.update({index: cluster for index in range(start, end) if index not in self.at})
        return cluster

    def _names_the_bearer(self, token: tokens.Token, head: tokens.Token) -> bool:
        """`the mayor of Brask, Ilya Tarn`, but not `a spokesman for Ilya Tarn`."""
        person = self.at.get(token.i)
        if person is None or person.kind != "person" or self.at.get(token.head.i) is person:
            return False
        return token.dep_ in _BESIDE or (token.dep_ == "compound" and token.head == head)

    def _named_beside(self, start: int, end: int, head: tokens.Token) -> Cluster | None:
        """`the newspaper Red Sea Post`: the body whose name stands beside the noun for it."""
        for token in self.doc[start:end]:
            body = self.at.get(token.i)
            if body is not None and body.kind in _BODIES and token.head == head and token.dep_ == "appos":
                return body
        return None

    def _by_last_words(self, start: int, end: int) -> Cluster | None:
        """`the front` for the Tarn North Front: a body named before whose name ends so."""
        if self.doc[start].lower_ != "the" or end - start > _LONGEST_PARTIAL:
            return None
        words = [token.lower_ for token in self.doc[start + 1 : end]]
        named = [cluster for cluster in self.clusters if cluster.kind in _BODIES]
        fits = [cluster for cluster in named if any(_ends_in(form, words) for form in cluster.forms)]
        # Two coalitions in one text, one of them perhaps by that word alone: "the Coalition" is neither for sure.
        if len(fits) != 1 or self._stands_alone_before(self.doc[end - 1], fits[0]):
            return None
        return _latest(fits, start)

    def _only_one_such(self, start: int, end: int) -> Cluster | None:
        """`the group`, `the newspaper`: the armed group, the outlet that the text names, where it names one only."""
        if self.doc[start].lower_ != "the" or end - start != 2:  # noqa: PLR2004 - the article and the noun
            return None
        word = self.doc[start + 1].lower_
        fits = [
            cluster for cluster in self.clusters if cluster.last_before(start) >= 0 and _may_be_called(cluster, word)
        ]
        return fits[0] if len(fits) == 1 else None

    def _stands_alone_before(self, word: tokens.Token, body: Cluster) -> bool:
        """Tell whether a capitalised ``word`` of its own comes before ``body`` is first named."""
        first = min((start for start, _, _ in body.mentions), default=0)
        own = (token for token in self.doc[:first] if token.text == word.text and token.i not in self.at)
        return word.text[:1].isupper() and next(own, None) is not None

    def _described(self, start: int, end: int, head: tokens.Token) -> Cluster | None:
        """A source without a name: "many analysts" is a group, "a senior official" one unnamed source."""
        if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"}:
            return None
        doc, word = self.doc, head.lower_
        if doc[start].lower_ in _NOBODY:
            return None
        low = start + 1 if doc[start].lower_ in {"the", "a", "an"} and end - start > 1 else start
        # "the mayor, who stayed": who he is, not what he did.
        last = next((token.i for token in doc[head.i + 1 : end] if token.lower_ in RELATIVES), end)
        name = re.sub(r"\s+", " ", doc[low:last].text).rstrip(" ,")
        kind, code = _kind_of(head)
        if kind == "armed_group" and code != "MIL" and head.tag_ == "NNS" and doc[start].lower_ != "the":
            kind = "group"  # "gunmen", "30 rebels": nobody in particular
        key = f"{kind} {normal(name)}"
        cluster = next((cluster for cluster in self.clusters if cluster.key == key), None)
        if cluster is None:
            demonyms = countries()[1]
            country = next((demonyms[token.text] for token in doc[start:end] if token.text in demonyms), None)
            cluster = Cluster(key=key, name=name, kind=kind, code=code, country=country, forms={name})
            if word in offices():
                cluster.roles.add(word)
            cluster.members = pointed_at(self, start, end, head)
            self.clusters.append(cluster)
        cluster.mentions.append((start, end, span_of(doc, start, end)))
        for index in range(start, end):
            self.at.setdefault(index, cluster)
        return cluster


_PRONOUNS = frozenset({*GENDERED, *_THEY, *_IT, *RELATIVES, *_FIRST, "you"})
_BESIDE = frozenset({"appos", "nsubj", "ROOT", "dep"})


def _may_be_called(cluster: Cluster, word: str) -> bool:
    """`the group` for an armed group, `the paper` for an outlet, `the ministry` for the Ministry of Ports."""
    if not any(form[:1].isupper() for form in cluster.forms):
        return False  # described, not named
    begins = any(form.casefold().startswith(f"{word} of ") for form in cluster.forms)
    kinds = (word in _ARMED and cluster.kind == "armed_group" and cluster.code != "MIL") or (
        word in _PAPERS and cluster.kind == "outlet"
    )
    return kinds or (begins and cluster.kind in _BODIES)


def _mention(doc: tokens.Doc, start: int, end: int) -> Mention:
    span = span_of(doc, start, end)
    return Mention(span.start, span.end)


def _latest(found: Iterable[Cluster], index: int, *, anywhere: bool = False) -> Cluster | None:
    """Choose the one last named before token ``index``; with ``anywhere``, one named only later will do."""
    placed = [cluster for cluster in found if anywhere or cluster.last_before(index) >= 0]
    return max(placed, key=lambda cluster: cluster.last_before(index), default=None)


def _ends_in(form: str, words: list[str]) -> bool:
    own = form.casefold().split()
    return len(own) > len(words) and own[-len(words) :] == words


def _head(doc: tokens.Doc, start: int, end: int) -> tokens.Token:
    for token in doc[start:end]:
        if not start <= token.head.i < end and token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            return token
    return doc[start:end].root


def _kind_of(head: tokens.Token) -> tuple[ActorKind, str | None]:
    """Tell what a phrase with this head means, and its PLOVER sector where the word has one."""
    word = head.lower_
    if word in bodies():
        return bodies()[word]
    sector = offices().get(word) or offices().get(word.rstrip("s"))
    if word in _MEDIA:
        return "outlet", sector
    if (head.tag_ in {"NNS", "NNPS"} and not head.text.isupper()) or word in _SOME_PEOPLE:
        return "group", sector
    if head.ent_type_ == "PERSON":
        return "person", sector
    if head.pos_ == "PROPN" and word not in offices():
        # "Resolution 12" is nobody.
        words = [*head.lefts, head]
        named = head.ent_type_ != "ORG" and all(word.tag_ == "NNP" and word.text.istitle() for word in words)
        bare = (head.text.istitle() or head.tag_ == "NNPS") and len(words) == 1
        bare = head.text.isalpha() and (bare or (named and len(words) in NAME_AND_SURNAME))
        return ("person" if bare else "organisation"), sector
    return "unnamed", sector
