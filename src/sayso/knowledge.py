"""Knowledge: the actors that a user tells sayso about in ``actors.toml``, see docs/actors.md."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from sayso.errors import KnowledgeError
from sayso.mention import ActorKind

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
# PLOVER 2.0: the codes of bodies that belong to no state, then the sectors.
CODES = tuple(
    "EUR IGO IMG ISM MNC NGO UNO"
    " AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY UAF UNK".split()
)
_ACTOR_KEYS = ("name", "aliases", "kind", "country", "code", "office")
_OFFICE_KEYS = ("title", "from", "until")
_ALPHA_3 = re.compile(r"[A-Z]{3}")
_FIRST_WORD = re.compile(r"\w+")


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
    """Known actors; each name and alias belongs to one of them.

    Raises:
        KnowledgeError: when one belongs to two.
    """

    actors: tuple[KnownActor, ...] = ()
    _by_form: dict[str, KnownActor] = field(init=False, repr=False, compare=False)
    _by_first_word: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the tables that finding names needs."""
        holders: dict[str, int] = {}
        for number, actor in enumerate(self.actors, start=1):
            for name in (actor.name, *actor.aliases):
                for form in _forms(name):
                    other = holders.setdefault(form, number)
                    if other != number:
                        message = (
                            f"{name!r} names actor {other} ({self.actors[other - 1].name}) and actor {number}"
                            f" ({actor.name}); leave it to one of them, or make them one actor"
                        )
                        raise KnowledgeError(message)
        by_first_word: dict[str, list[str]] = {}
        for form in sorted(holders, key=lambda form: (-len(form), form)):
            by_first_word.setdefault(_FIRST_WORD.findall(form)[0], []).append(form)
        object.__setattr__(self, "_by_form", {form: self.actors[number - 1] for form, number in holders.items()})
        object.__setattr__(self, "_by_first_word", {word: tuple(forms) for word, forms in by_first_word.items()})

    def named(self, name: str) -> KnownActor | None:
        """Give the actor of whom ``name`` is the name or an alias."""
        return self._by_form.get(name)

    def names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in ``text`` names stand as whole words; at each place the longest, none in another."""
        if not self.actors:
            return
        taken = 0
        for word in _FIRST_WORD.finditer(text):
            start = word.start()
            if start < taken:
                continue
            for form in self._by_first_word.get(word[0], ()):
                end = start + len(form)
                if text.startswith(form, start) and not (form[-1].isalnum() and text[end : end + 1].isalnum()):
                    yield start, end
                    taken = end
                    break


def load(path: str | os.PathLike[str]) -> Knowledge:
    """Read the actors that the file ``path`` describes.

    Raises:
        KnowledgeError: when it cannot be read, or does not follow docs/actors.md.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - extractors, which import this module, may not reach pathlib
            table = tomllib.load(file)
    except FileNotFoundError as error:
        message = f"cannot read {path}: there is no such file; check the path, or whether it was moved"
        raise KnowledgeError(message) from error
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise KnowledgeError(message) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path} is not UTF-8: byte {error.object[error.start]:#04x} in line {line}; save it as UTF-8"
        raise KnowledgeError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is not TOML: {error}; docs/actors.md shows the format"
        raise KnowledgeError(message) from error
    actors = tuple(_actors(f"{path}", table))
    try:
        return Knowledge(actors)
    except KnowledgeError as error:
        message = f"{path}: {error}"
        raise KnowledgeError(message) from error


def _actors(file: str, table: Mapping[str, Any]) -> Iterator[KnownActor]:
    _refuse_unknown_keys(file, table, ("actor",))
    entries = table.get("actor", [])
    if not _is_tables(entries):
        message = f"{file}: actor is one table or a value; write [[actor]], in two brackets, above each actor"
        raise KnowledgeError(message)
    if not entries:
        message = f"{file} names no actor; give each a table [[actor]] with a name and a kind"
        raise KnowledgeError(message)
    for number, entry in enumerate(entries, start=1):
        yield _actor(f"{file}, actor {number}", entry)


def _actor(where: str, entry: Mapping[str, Any]) -> KnownActor:
    name = _name(where, "name", entry.get("name"))
    where = f"{where} ({name})"
    _refuse_unknown_keys(where, entry, _ACTOR_KEYS)
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        message = f'{where}: aliases is {aliases!r}; give a list such as ["TCF", "the Front"]'
        raise KnowledgeError(message)
    kind = _one_of(where, entry, "kind", KINDS)
    if kind is None:
        message = f"{where}: kind is missing; give one of {', '.join(KINDS)}"
        raise KnowledgeError(message)
    country = entry.get("country")
    if country is not None and not (isinstance(country, str) and _ALPHA_3.fullmatch(country)):
        message = f"{where}: country is {country!r}; give three capital letters such as 'CHE' (ISO 3166-1 alpha-3)"
        raise KnowledgeError(message)
    offices = entry.get("office", [])
    if not _is_tables(offices):
        message = f"{where}: office is {offices!r}; write [[actor.office]], in two brackets, above each office"
        raise KnowledgeError(message)
    if offices and kind != "person":
        message = f"{where}: it has an office but its kind is {kind!r}; only a person holds an office"
        raise KnowledgeError(message)
    return KnownActor(
        name=name,
        kind=kind,  # type: ignore[arg-type]  # one of KINDS
        aliases=tuple(dict.fromkeys(_name(where, "an alias", alias) for alias in aliases)),
        country=country,
        code=_one_of(where, entry, "code", CODES),
        offices=tuple(_office(f"{where}, office {number}", office) for number, office in enumerate(offices, start=1)),
    )


def _office(where: str, entry: Mapping[str, Any]) -> KnownOffice:
    title = _name(where, "title", entry.get("title"))
    where = f"{where} ({title})"
    _refuse_unknown_keys(where, entry, _OFFICE_KEYS)
    since, until = _day(where, entry, "from"), _day(where, entry, "until")
    if since is not None and until is not None and until < since:
        message = f"{where}: until is {until} and from is {since}, which is later; exchange them, or correct one"
        raise KnowledgeError(message)
    return KnownOffice(title=title, since=since, until=until)


def _refuse_unknown_keys(where: str, entry: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in entry:
        if key not in keys:
            nearest = difflib.get_close_matches(key, keys, n=1)
            advice = f"did you mean {nearest[0]!r}?" if nearest else f"known here: {', '.join(keys)}"
            message = f"{where}: there is no key {key!r}; {advice}"
            raise KnowledgeError(message)


def _name(where: str, key: str, value: object) -> str:
    if value is None:
        message = f"{where}: {key} is missing; give it in quotation marks"
        raise KnowledgeError(message)
    if not isinstance(value, str) or not value.strip()[:1].isalnum():
        message = f"{where}: {key} is {value!r}; give words in quotation marks that begin with a letter or digit"
        raise KnowledgeError(message)
    return " ".join(value.split())


def _one_of(where: str, entry: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    value = entry.get(key)
    if value is None or value in allowed:
        return value
    message = f"{where}: {key} is {value!r}; give one of {', '.join(allowed)}"
    raise KnowledgeError(message)


def _day(where: str, entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is None or type(value) is date:  # a TOML date and time is a subclass
        return value
    message = f"{where}: {key} is {str(value)!r}; give a day such as 2030-01-31, without quotation marks"
    raise KnowledgeError(message)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _forms(name: str) -> Iterable[str]:
    """Give how ``name`` may stand in a view, where an apostrophe is always '; "the" may begin a sentence."""
    form = name.replace("’", "'")
    article, space, rest = form.partition(" ")
    return (f"the {rest}", f"The {rest}") if space and article in {"the", "The"} else (form,)
