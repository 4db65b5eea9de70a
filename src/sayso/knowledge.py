"""Knowledge: the actors and places that a user tells sayso about, see docs/actors.md and docs/places.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from sayso import atlas
from sayso import ontology as event_words
from sayso.atlas import Atlas
from sayso.errors import KnowledgeError
from sayso.mention import ActorKind
from sayso.name_index import NameIndex, forms
from sayso.ontology import Ontology
from sayso.user_file import (
    aliases_of,
    country_of,
    is_tables,
    name_of,
    one_of,
    refuse_unknown_keys,
    tables_of,
    text_of,
    toml_of,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
# PLOVER 2.0: the codes of bodies that belong to no state, then the sectors.
CODES = tuple(
    "EUR IGO IMG ISM MNC NGO UNO"
    " AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK".split()
)
_ACTOR_KEYS = ("name", "aliases", "kind", "country", "code", "office")
_OFFICE_KEYS = ("title", "from", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOffice:
    """An office and the first and last day its holder had it; None leaves that side open."""

    title: str
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date | None) -> bool:
        """Tell whether it was held on ``day``; on an unknown day, only an office without dates was."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor as the user describes it; ``country`` and ``code`` are those of `Actor`."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    code: str | None = None
    offices: tuple[KnownOffice, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Known actors and places, and event words; each name and alias of an actor belongs to one of them.

    Without an ``ontology`` events are coded with the shipped one.

    Raises:
        KnowledgeError: when one belongs to two.
    """

    actors: tuple[KnownActor, ...] = ()
    places: Atlas = field(default_factory=Atlas)
    ontology: Ontology | None = None
    _index: NameIndex[KnownActor] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the tables that finding names needs."""
        holders: dict[str, int] = {}
        for number, actor in enumerate(self.actors, start=1):
            for name in (actor.name, *actor.aliases):
                for form in forms(name):
                    other = holders.setdefault(form, number)
                    if other != number:
                        message = (
                            f"{name!r} names actor {other} ({self.actors[other - 1].name}) and actor {number}"
                            f" ({actor.name}); leave it to one of them, or make them one actor"
                        )
                        raise KnowledgeError(message)
        index = NameIndex({form: self.actors[number - 1] for form, number in holders.items()})
        object.__setattr__(self, "_index", index)

    def named(self, name: str) -> KnownActor | None:
        """Give the actor of whom ``name`` is the name or an alias."""
        return self._index.get(name)

    def names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in ``text`` names stand as whole words; at each place the longest, none in another."""
        return self._index.find(text)


def load(
    path: str | os.PathLike[str] | None = None,
    *,
    places: str | os.PathLike[str] | None = None,
    ontology: str | os.PathLike[str] | None = None,
) -> Knowledge:
    """Read the actors that the file ``path`` describes, the places of ``places`` and the event words of ``ontology``.

    Raises:
        KnowledgeError: when one cannot be read, or does not follow docs/actors.md or docs/places.md.
        OntologyError: when the event words cannot be read, or do not follow docs/ontology.md.
    """
    known = Atlas() if places is None else atlas.load(places)
    words = None if ontology is None else event_words.load(ontology)
    if path is None:
        return Knowledge(places=known, ontology=words)
    actors = tuple(_actors(f"{path}", toml_of(path, text_of(path), page="docs/actors.md")))
    try:
        return Knowledge(actors, known, words)
    except KnowledgeError as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _actors(file: str, table: Mapping[str, Any]) -> Iterator[KnownActor]:
    for number, entry in enumerate(tables_of(file, table, "actor", needs="a name and a kind"), start=1):
        yield _actor(f"{file}, actor {number}", entry)


def _actor(where: str, entry: Mapping[str, Any]) -> KnownActor:
    name = name_of(where, "name", entry.get("name"))
    where = f"{where} ({name})"
    refuse_unknown_keys(where, entry, _ACTOR_KEYS)
    aliases = aliases_of(where, entry, example='["TNF", "the Front"]')
    kind = one_of(where, entry, "kind", KINDS)
    if kind is None:
        message = f"{where}: kind is missing; give one of {', '.join(KINDS)}"
        raise KnowledgeError(message)
    country = country_of(where, entry)
    offices = entry.get("office", [])
    if not is_tables(offices):
        message = f"{where}: office is {offices!r}; write [[actor.office]], in two brackets, above each office"
        raise KnowledgeError(message)
    if offices and kind != "person":
        message = f"{where}: it has an office but its kind is {kind!r}; only a person holds an office"
        raise KnowledgeError(message)
    return KnownActor(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        aliases=aliases,
        country=country,
        code=one_of(where, entry, "code", CODES),
        offices=tuple(_office(f"{where}, office {number}", office) for number, office in enumerate(offices, start=1)),
    )


def _office(where: str, entry: Mapping[str, Any]) -> KnownOffice:
    title = name_of(where, "title", entry.get("title"))
    where = f"{where} ({title})"
    refuse_unknown_keys(where, entry, _OFFICE_KEYS)
    since, until = _day(where, entry, "from"), _day(where, entry, "until")
    if since is not None and until is not None and until < since:
        message = f"{where}: until is {until} and from is {since}, which is later; exchange them, or correct one"
        raise KnowledgeError(message)
    return KnownOffice(title=title, since=since, until=until)


def _day(where: str, entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is None or type(value) is date:  # a TOML date and time is a subclass
        return value
    message = f"{where}: {key} is {str(value)!r}; give a day such as 2030-01-31, without quotation marks"
    raise KnowledgeError(message)
