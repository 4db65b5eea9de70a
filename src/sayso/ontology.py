"""Ontology: which words tell which events, shipped with sayso or told by a user in ``ontology.toml``.

An entry is a word, what must stand around it, the event it tells, and where its actors and
recipients stand. ``o=@talks with`` reads: its object is a word of the class "talks" and a
preposition "with" follows. See docs/ontology.md for the names of the places.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, get_args

from sayso.errors import OntologyError
from sayso.record import EventType

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

Part = Literal["verb", "noun", "adjective"]

TYPES: tuple[EventType, ...] = get_args(EventType)
PARTS: tuple[Part, ...] = get_args(Part)
_FILES: dict[Part, str] = {
    "verb": "event_verbs.tsv",
    "noun": "event_nouns.tsv",
    "adjective": "event_adjectives.tsv",
}
_ENTRY_KEYS = ("word", "part", "if", "type", "mode", "actor", "recipient", "example")
_CODE_KEYS = ("type", "mode", "quad", "score", "cameo")
_CLASS_KEYS = ("name", "words")
_CONTEXT_KEYS = ("name", "words")
_CONDITION = re.compile(r"(!?)([a-z.]+(?:\|[a-z.]+)*)(?:(!?)=([^\s=]+))?")
_KIND_WIDTH = 50
_FEW = 4  # words of a list that an explanation names
_WHERE = {
    "s": "a doer",
    "o": "an object",
    "x": "a deed under it",
    "c": "a clause under it",
    "cs": "a subject of that clause",
    "poss": "an owner",
    "m": "a word before it",
    "o.m": "a word before its object",
    "o.poss": "an owner of its object",
    "prt": "a particle",
    "acomp": "a complement",
    "sp": "a speaker",
    "around": "a word in its clause",
}
_PLACES = re.compile(r"[a-z.]+(?:[|&][a-z.]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must (``barred``: may not) stand at one of ``places``: any of ``words`` or ``kinds``; None is anything."""

    places: tuple[str, ...]
    words: frozenset[str] | None = None
    kinds: frozenset[str] = frozenset()
    barred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word that tells an event of ``type``; ``actor`` and ``recipient`` list places, each a tuple to be joined."""

    word: str
    part: Part
    conditions: tuple[Condition, ...] = ()
    type: EventType
    mode: str | None = None
    actor: tuple[tuple[str, ...], ...] = ()
    recipient: tuple[tuple[str, ...], ...] = ()
    example: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What PLOVER says of a type and mode: quad class (1 to 4), score (-10 to 10), the CAMEO code."""

    quad: int
    score: float | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """Entries, word classes, contexts and codes; of one word's entries those with more conditions come first."""

    entries: tuple[Entry, ...]
    classes: Mapping[str, frozenset[str]]
    codes: Mapping[tuple[str, str | None], Code]
    contexts: Mapping[str, frozenset[str]]
    by_word: Mapping[str, Mapping[Part, tuple[Entry, ...]]] = field(init=False, repr=False, compare=False)
    context_of: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the entries by word."""
        listed: defaultdict[str, defaultdict[Part, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        for entry in self.entries:
            listed[entry.word][entry.part].append(entry)
        table = {
            word: {part: tuple(sorted(found, key=_priority)) for part, found in parts.items()}
            for word, parts in listed.items()
        }
        object.__setattr__(self, "by_word", table)
        told: defaultdict[str, list[str]] = defaultdict(list)
        for name, words in self.contexts.items():
            for word in words:
                told[word].append(name)
        object.__setattr__(self, "context_of", {word: tuple(names) for word, names in told.items()})

    def words(self, name: str) -> frozenset[str]:
        """Give the words of the class ``name``; none where there is no such class."""
        return self.classes.get(name, frozenset())

    def code(self, kind: str, mode: str | None) -> Code | None:
        """Give what is known of the type ``kind`` with ``mode``, else of the type alone."""
        return self.codes.get((kind, mode)) or self.codes.get((kind, None))


@functools.cache
def shipped() -> Ontology:
    """Give the ontology that comes with sayso: PLOVER 2.0 (``extract/lexicon/event_*.tsv``)."""
    classes: dict[str, frozenset[str]] = {}
    for name, words, *_example in _rows("event_classes.tsv"):
        classes[name] = _expanded(words.split(","), classes)
    listed = [
        _entry(file, part, dict(zip(_columns(), row, strict=True)), classes)
        for part, file in _FILES.items()
        for row in _rows(file)
    ]
    codes = {
        (kind, mode or None): Code(quad=int(quad), score=float(score), cameo=cameo or None)
        for kind, mode, quad, score, cameo, *_meaning in _rows("event_codes.tsv")
    }
    contexts = {name: frozenset(words.split(",")) for name, words, *_example in _rows("event_contexts.tsv")}
    return Ontology(tuple(listed), classes, codes, contexts)


def load(path: str | os.PathLike[str]) -> Ontology:
    """Read the entries of ``path``; they come before the shipped ones, or with ``replace = true`` in their stead.

    Raises:
        OntologyError: when it cannot be read, or does not follow docs/ontology.md.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - extractors, which import this module, may not reach pathlib
            table = tomllib.load(file)
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}; check the path, or whether it was moved"
        raise OntologyError(message) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"{path} is not UTF-8: byte {error.object[error.start]:#04x} in line {line}; save it as UTF-8"
        raise OntologyError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{path} is not TOML: {error}; docs/ontology.md shows the format"
        raise OntologyError(message) from error
    return _ontology(f"{path}", table)


def _ontology(file: str, table: Mapping[str, Any]) -> Ontology:
    _refuse_unknown_keys(file, table, ("replace", "entry", "class", "code", "context"))
    replace = table.get("replace", False)
    if not isinstance(replace, bool):
        message = f"{file}: replace is {replace!r}; write true or false"
        raise OntologyError(message)
    base = shipped()
    classes = dict(base.classes)
    for where, own in _tables(file, table, "class", _CLASS_KEYS):
        classes[_text(where, own, "name")] = _expanded(_list(where, own, "words"), classes)
    entries = [
        _entry(where, _one_of(where, own, "part", PARTS), own, classes)
        for where, own in _tables(file, table, "entry", _ENTRY_KEYS)
    ]
    if not entries:
        message = f"{file} has no entry; give each word that tells an event a table [[entry]]"
        raise OntologyError(message)
    codes = {} if replace else dict(base.codes)
    for where, own in _tables(file, table, "code", _CODE_KEYS):
        quad, score = own.get("quad"), own.get("score")
        if quad not in (1, 2, 3, 4):
            message = f"{where}: quad is {quad!r}; give 1, 2, 3 or 4"
            raise OntologyError(message)
        codes[_one_of(where, own, "type", TYPES), own.get("mode")] = Code(
            quad=quad, score=None if score is None else float(score), cameo=own.get("cameo")
        )
    contexts = {} if replace else dict(base.contexts)
    for where, own in _tables(file, table, "context", _CONTEXT_KEYS):
        contexts[_text(where, own, "name")] = _expanded(_list(where, own, "words"), classes)
    told = {(entry.word, entry.part) for entry in entries}
    kept = () if replace else tuple(entry for entry in base.entries if (entry.word, entry.part) not in told)
    return Ontology((*entries, *kept), classes, codes, contexts)


def meaning(rule: str) -> str:
    """Put the name of a rule, as an event bears it, in words: "verb impose o=@sanctions" and the like."""
    name, *steps = rule.split(", ")
    part, _, rest = name.partition(" ")
    if part not in PARTS:
        return f"A modal verb: {', '.join(steps)}."
    word, _, conditions = rest.partition(" ")
    told = [f"the {part} “{word}”", *map(_told, filter(None, conditions.split(" ")))]
    turned = f" It is {', '.join(steps)}, and coded as that." if steps else ""
    return f"Found by {', with '.join(told)}.{turned}"


def _told(condition: str) -> str:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return condition
    absent, places, other, listed = match.groups()
    where = " or ".join(_WHERE.get(place, f"“{place}”") for place in places.split("|"))
    if listed is None:
        return f"no {where}" if absent else where
    words = ", ".join(word.lstrip("#@").replace("_", " ") for word in listed.split(",")[:_FEW])
    more = " …" if listed.count(",") >= _FEW else ""
    return f"{where} {'other than' if absent or other else 'such as'} {words}{more}"


def _priority(entry: Entry) -> tuple[int, int, int, int]:
    """Put those that ask for more first, of these the ones that name words, and of these those that name few."""
    asked = [condition for condition in entry.conditions if not condition.barred]
    named = [condition for condition in asked if condition.words is not None]
    width = sum(_KIND_WIDTH * len(condition.kinds) + len(condition.words or ()) for condition in named)
    return -len(asked), -len(named), width, len(asked) - len(entry.conditions)


def _columns() -> tuple[str, ...]:
    return tuple(key for key in _ENTRY_KEYS if key != "part")


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("sayso.extract.lexicon").joinpath(name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _entry(where: str, part: Part, row: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Entry:
    word, conditions = _text(where, row, "word"), str(row.get("if") or "")
    where = f"{where} ({word})"
    kind = _one_of(where, row, "type", TYPES)
    mode = row.get("mode") or None
    return Entry(
        word=word,
        part=part,
        conditions=tuple(_condition(where, text, classes) for text in conditions.split()),
        type=kind,
        mode=mode,
        actor=_places(where, row, "actor"),
        recipient=_places(where, row, "recipient"),
        example=str(row.get("example") or ""),
        rule=f"{part} {' '.join(filter(None, (word, conditions)))}",
    )


def _condition(where: str, text: str, classes: Mapping[str, frozenset[str]]) -> Condition:
    match = _CONDITION.fullmatch(text)
    if match is None:
        message = f"{where}: cannot read the condition {text!r}; write o, !o, o=talk,meeting or o!=@talks"
        raise OntologyError(message)
    absent, place, other, listed = match.groups()
    places = tuple(place.split("|"))
    if listed is None:
        return Condition(places=places, barred=bool(absent))
    words = listed.split(",")
    kinds = frozenset(word[1:] for word in words if word.startswith("#"))
    plain = [word for word in words if not word.startswith("#")]
    missing = next((word for word in plain if word.startswith("@") and word[1:] not in classes), None)
    if missing is not None:
        message = f"{where}: there is no class {missing!r}; give it a table [[class]]"
        raise OntologyError(message)
    return Condition(places=places, words=_expanded(plain, classes), kinds=kinds, barred=bool(absent or other))


def _places(where: str, row: Mapping[str, Any], key: str) -> tuple[tuple[str, ...], ...]:
    text = row.get(key) or ""
    if text and not (isinstance(text, str) and _PLACES.fullmatch(text)):
        message = f"{where}: {key} is {text!r}; name places such as s, o, by|poss or s&with"
        raise OntologyError(message)
    return tuple(tuple(each.split("&")) for each in text.split("|")) if text else ()


def _expanded(words: Iterable[str], classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        found |= classes.get(word[1:], frozenset()) if word.startswith("@") else {word}
    return frozenset(found)


def _tables(
    file: str, table: Mapping[str, Any], key: str, keys: tuple[str, ...]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    listed = table.get(key, [])
    if not (isinstance(listed, list) and all(isinstance(own, dict) for own in listed)):
        message = f"{file}: {key} is one table or a value; write [[{key}]], in two brackets, above each {key}"
        raise OntologyError(message)
    for number, own in enumerate(listed, start=1):
        where = f"{file}, {key} {number}"
        _refuse_unknown_keys(where, own, keys)
        yield where, own


def _refuse_unknown_keys(where: str, table: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    unknown = next((key for key in table if key not in keys), None)
    if unknown is not None:
        message = f"{where}: there is no key {unknown!r}; known here: {', '.join(keys)}"
        raise OntologyError(message)


def _text(where: str, row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        message = f"{where}: {key} is {value!r}; give words in quotation marks"
        raise OntologyError(message)
    return value


def _list(where: str, row: Mapping[str, Any], key: str) -> list[str]:
    value = row.get(key)
    if not (isinstance(value, list) and all(isinstance(word, str) for word in value)):
        message = f'{where}: {key} is {value!r}; give a list such as ["dam", "dike"]'
        raise OntologyError(message)
    return value


def _one_of(where: str, row: Mapping[str, Any], key: str, allowed: tuple[Any, ...]) -> Any:  # noqa: ANN401 - of allowed
    value = row.get(key)
    if value not in allowed:
        message = f"{where}: {key} is {value!r}; give one of {', '.join(allowed)}"
        raise OntologyError(message)
    return value
