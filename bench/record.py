"""Measure the record: everything that it must reach, in one run.

    python bench/record.py                                                    a minute or two
    python bench/record.py --documents 100000 --kills 200 --added 100000      what the goals name (some hours)

The corpus is made by recombining paragraphs of the project's own samples and labelled texts under names of their own,
so that no document is a copy of another; the paragraphs of one share a cast. The record is filled with readings put
together from those of the paragraphs, which parse once; the rate of `sayso add` is taken by really reading some of
them, in rounds that take turns with the bare parse. Prints each row with its goal, and a line of JSON.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import hashlib
import json
import random
import re
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answers import answers  # type: ignore[import-not-found]  # beside this program
from kill import killed  # type: ignore[import-not-found]  # likewise
from memory import peaks as memory_of  # type: ignore[import-not-found]  # likewise

from sayso.add import add
from sayso.annotate import annotate, load
from sayso.compare.copies import Signature
from sayso.document import Block, Document, Span
from sayso.gold import read_gold
from sayso.pipeline import readings
from sayso.read.text import document
from sayso.reading import Reading
from sayso.store.ids import made_id
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.entity import Actor
    from sayso.store.record import Record

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 20  # some 500 words
_SHORTEST = 9  # words
KEPT_AT_ONCE = 200
SEED = 4
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_ID = re.compile(r"[a-z]+_[0-9a-f]{10}")
# Names of one length that a document has, and how often an actor is one it had before. With these, of the names in a
# document 60 % are different ones, and an actor is named 1.8 times, as was counted in articles of 2,000 to 5,000 bytes.
_CAST, _AGAIN = 10, 0.5
# Of how many actors the id is made of the name, as it stands in the record.
_IDS_MADE = 0.9
# Names of each length, and how heavy the tail of the seldom ones is.
_NAMES, _TAIL = 20_000, 0.3
_VOWELS, _OTHERS = "aeiou", "bdfgklmnprstvz"
# In milliseconds, for what has no goal of its own below.
_FIRST_PAGE = 100
_GOALS = {
    "bytes of record a byte of text": ("<=", 6),
    "open, ms": ("<=", 50),
    "show a record, ms": ("<=", 10),
    "find border soldiers, ms": ("<=", 50),
    "add : bare parse": (">=", 0.6),
    "add with 2 workers : with 1": (">=", 1.7),
    "memory of the parent, MB": ("<=", 500),
    "its growth over the second half": ("<=", 1.1),
}
_KINDS = [field.name for field in dataclasses.fields(Reading) if field.name != "document"]


def paragraphs() -> list[Reading]:
    """Read each paragraph of our own texts on its own."""
    texts = [read_gold(path).text for path in sorted((ROOT / "eval" / "gold").glob("*.txt"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/sayso/samples").glob("*.txt"))]
    found = [part.strip() for text in texts for part in text.split("\n\n")]
    long = [part for part in dict.fromkeys(found) if len(part.split()) >= _SHORTEST]
    made = [document(part, id=f"p_{at}", published="2031-03-14") for at, part in enumerate(long)]
    return list(readings(made))


def composed(parts: Sequence[Reading], number: int, rng: random.Random) -> Reading:
    """Put readings of paragraphs together to that of one document, with a cast of its own."""
    text, blocks = "", []
    names: dict[str, str] = {}
    kinds: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for at, part in enumerate(parts):
        offset = len(text)
        words = _renamed(part.document.text, names, rng)
        blocks.append(Block(start=offset, end=offset + len(words), kind="paragraph"))
        text += words + "\n\n"
        move = functools.partial(_moved, offset=offset, salt=f"{number} {at}", names=(part.document.text, words))
        for kind in _KINDS:
            kinds[kind].extend(move(record) for record in getattr(part, kind))
    kinds = _met(kinds, f"bench_{number}", rng)
    day = f"2031-{1 + number % 12:02}-{1 + number % 28:02}"
    made = Document(
        id=f"bench_{number}",
        text=text,
        title=f"Report {number}",
        outlet=f"Outlet {number % 40}",
        published=day,
        language="en",
        blocks=tuple(blocks),
    )
    return Reading(document=made, **{kind: tuple(records) for kind, records in kinds.items()})


def _renamed(text: str, names: dict[str, str], rng: random.Random) -> str:
    """Give each name in a text another of the same length, one of the few that the document has; the same each time."""

    def named(match: re.Match[str]) -> str:
        known = names.get(match[0])
        if known is None:
            cast = list(dict.fromkeys(name for name in names.values() if len(name) == len(match[0])))
            known = names[match[0]] = rng.choice(cast) if len(cast) >= _CAST else _name(len(match[0]), rng)
        return known

    return _NAME.sub(named, text)


def _met(kinds: dict[str, list[Any]], document: str, rng: random.Random) -> dict[str, list[Any]]:
    """Let some actors of a document be one that it had before, and say so where they are referred to.

    Places, dates and nine actors in ten get the ids that a reading gives them.
    """
    actors: dict[str, Actor] = {}
    ids: dict[str, str] = {}
    for actor in kinds["actors"]:
        alike = [known for known in actors.values() if known.kind == actor.kind]
        same = [known for known in alike if known.name == actor.name]
        if not same and alike and rng.random() < _AGAIN:
            same = [rng.choice(alike)]
        known = same[0] if same else actor
        ids[actor.id] = known.id
        joined = {
            field: tuple(dict.fromkeys((*getattr(known, field), *getattr(actor, field))))
            for field in ("aliases", "members", "mentions", "offices")
        }
        actors[known.id] = dataclasses.replace(known, **joined)
    found = {**kinds, "actors": list(actors.values())}
    made: dict[str, str] = {}
    for kind, prefix in (("actors", "a"), ("places", "pl"), ("dates", "date")):
        for each in found[kind]:
            row = {"kind": each.kind, "name": each.name} if kind == "actors" else _extent(each.span)
            if kind != "actors" or rng.random() < _IDS_MADE:
                made[each.id] = made_id(prefix, document, row)
    ids = {old: made.get(new, new) for old, new in {**{each: each for each in made}, **ids}.items()}
    return {kind: [_told(record, ids) for record in records] for kind, records in found.items()}


def _extent(span: Span) -> dict[str, int]:
    return {"span_start": span.start, "span_length": span.end - span.start}


def _told(value: Any, ids: dict[str, str]) -> Any:  # noqa: ANN401 - any part of a record
    """Put the id that an actor has now where he is referred to."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _told(getattr(value, field.name), ids) for field in dataclasses.fields(value)}
        return type(value)(**fields)
    if isinstance(value, tuple):
        return tuple(_told(each, ids) for each in value)
    return ids.get(value, value) if isinstance(value, str) else value


@functools.cache
def _made_name(length: int, which: int) -> str:
    rng = random.Random(f"{length} {which}")  # noqa: S311 - no secret
    return "".join(rng.choice(_OTHERS if at % 2 == 0 else _VOWELS) for at in range(length)).capitalize()


def _name(length: int, rng: random.Random) -> str:
    """Make a name; of the many there are, few come often, as in the news."""
    return _made_name(length, int(rng.paretovariate(_TAIL)) % _NAMES)


def _moved(value: Any, *, offset: int, salt: str, names: tuple[str, str]) -> Any:  # noqa: ANN401 - any part of a record
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str):
        if not _ID.fullmatch(value):
            return value
        prefix = value.partition("_")[0]
        return f"{prefix}_{hashlib.sha256(f'{salt} {value}'.encode()).hexdigest()[:10]}"
    if isinstance(value, tuple):
        return tuple([_moved(each, offset=offset, salt=salt, names=names) for each in value])
    kind = type(value)
    fields = {name: _moved(getattr(value, name), offset=offset, salt=salt, names=names) for name in _fields(kind)}  # type: ignore[arg-type]
    if isinstance(value, Span):
        fields |= {"start": value.start + offset, "end": value.end + offset}
    elif "name" in fields:
        # A name as the document has it now, where it stands there.
        at = names[0].find(fields["name"])
        fields["name"] = names[1][at : at + len(fields["name"])] if at >= 0 else fields["name"]
    return kind(**fields)


@functools.cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def corpus(count: int, parts: Sequence[Reading]) -> Iterator[Reading]:
    """Give ``count`` readings of documents, the same each time."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    for number in range(count):
        yield composed(rng.sample(list(parts), PARAGRAPHS), number, rng)


def filled(record: Record, made: Iterator[Reading]) -> tuple[int, int, float]:
    """Keep readings in a record; give how many, the bytes of their texts, and the seconds."""
    count = size = 0
    seconds = 0.0
    batch: list[Outcome] = []
    for reading in made:
        data = reading.document.text.encode()
        item = Item.of_bytes(data, name=f"corpus.jsonl line {count + 1}", keep=False)
        # The processes that read make the signatures, too.
        batch.append(Outcome(item=item, result=reading, signature=Signature.of(reading.document)))
        count, size = count + 1, size + len(data)
        if len(batch) == KEPT_AT_ONCE:
            seconds += _timed(functools.partial(record.keep, batch))
            batch = []
    seconds += _timed(functools.partial(record.keep, batch))
    return count, size, seconds


def rates(texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Read texts bare and through `add`, taking turns; the median of documents a second, and of the ratios."""
    nlp = load()
    made = [document(text, id=f"r_{at}", published="2031-03-14") for at, text in enumerate(texts)]
    list(annotate(made[:5], nlp))
    parse: list[float] = []
    one: list[float] = []
    two: list[float] = []
    for _ in range(rounds):
        parse.append(len(made) / _timed(lambda: list(annotate(made, nlp))))
        for found, workers in ((one, 1), (two, 2)):
            with tempfile.TemporaryDirectory() as folder:
                lines = Path(folder) / "corpus.jsonl"
                written = (json.dumps({"id": each.id, "text": each.text, "published": each.published}) for each in made)
                lines.write_text("\n".join(written) + "\n", encoding="utf-8")
                with open_record(Path(folder) / "sayso.db") as record:
                    found.append(_added(record, lines, workers))
    return {
        "bare parse, documents a second": statistics.median(parse),
        "add, documents a second": statistics.median(one),
        "add with 2 workers, documents a second": statistics.median(two),
        "add : bare parse": statistics.median(a / b for a, b in zip(one, parse, strict=True)),
        "add with 2 workers : with 1": statistics.median(a / b for a, b in zip(two, one, strict=True)),
    }


def _added(record: Record, lines: Path, workers: int) -> float:
    """Give the rate of `add` from the first item to the last: starting a worker is counted apart."""
    steps = add(record, [lines], workers=workers)
    next(steps)
    begun = time.perf_counter()
    count = sum(1 for _ in steps)
    return count / (time.perf_counter() - begun)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def memory(count: int) -> dict[str, float]:
    """Give the peak memory of the process that writes while so many small documents are added, and its growth."""
    peaks = memory_of(count)
    half = len(peaks) // 2
    return {"memory of the parent, MB": peaks[-1], "its growth over the second half": peaks[-1] / peaks[half - 1]}


def kills(count: int) -> dict[str, float]:
    """Give what `kill -9` at so many moments of an `add` has broken."""
    counts = killed(count)
    return {f"{what} by {count} kills": counts[what] for what in ("lost", "doubled", "half written", "damaged")}


def goal(name: str) -> tuple[str, float] | None:
    """Give what a row is to reach: at least or at most so much."""
    if name in _GOALS:
        return _GOALS[name]
    if name.endswith("kills"):
        return "<=", 0
    return ("<=", _FIRST_PAGE) if name.endswith(", ms") else None


def shown(found: dict[str, float]) -> Iterator[str]:
    """Write a line for each row: its name, its value, its goal and whether that is met."""
    for name, value in found.items():
        asked = goal(name)
        line = f"{name:<64} {value:>12,.2f}"
        if asked is not None:
            sign, bound = asked
            met = value >= bound if sign == ">=" else value <= bound
            line += f"   {sign} {bound:<6g} {'met' if met else 'MISSED'}"
        yield line


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=2_000, help="documents in the record (default 2000)")
    parser.add_argument("--read", type=int, default=60, help="documents really read, for the rate (default 60)")
    parser.add_argument("--rounds", type=int, default=1, help="rounds of reading them (default 1)")
    parser.add_argument("--added", type=int, default=500, help="small documents added, for the memory (default 500)")
    parser.add_argument("--kills", type=int, default=3, help="kills of an add (default 3)")
    asked = parser.parse_args()
    parts = paragraphs()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sayso.db"
        with open_record(path) as record:
            count, size, seconds = filled(record, corpus(asked.documents, parts))
        stored = sum(each.stat().st_size for each in Path(folder).iterdir())
        found = {
            "documents": count,
            "kept a second": count / seconds,
            "bytes of record a byte of text": stored / size,
            **{f"{name}, ms": value for name, value in answers(str(path)).items()},
        }
    if asked.read:
        found |= rates([reading.document.text for reading in corpus(asked.read, parts)], asked.rounds)
    if asked.added:
        found |= memory(asked.added)
    if asked.kills:
        found |= kills(asked.kills)
    for line in shown(found):
        print(line)
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))


if __name__ == "__main__":
    main()
