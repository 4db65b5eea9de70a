"""Measure the record: what filling costs beside the bare parse, its size, and how fast it answers.

    python bench/record.py                         2,000 documents in the record, 120 read for the rate
    python bench/record.py --documents 100000      as many as the goals name (some minutes)

The corpus is made by recombining paragraphs of the project's own samples and labelled texts under names of their own,
so that no document is a copy of another. The record is filled with readings put together from those of the paragraphs,
which parse once; the rate of `sayso add` is taken by really reading some of them. Prints a table and a line of JSON.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import hashlib
import json
import random
import re
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.add import add
from sayso.annotate import annotate, load
from sayso.document import Block, Document, Span
from sayso.gold import read_gold
from sayso.pipeline import readings
from sayso.read.text import document
from sayso.reading import Reading
from sayso.store.ledger import Item, Outcome
from sayso.store.record import open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sayso.store.record import Record

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 20  # some 500 words
_SHORTEST = 9  # words
KEPT_AT_ONCE = 200
SEED = 4
_NAME = re.compile(r"[A-Z][a-z]{3,}")
_ID = re.compile(r"[a-z]+_[0-9a-f]{10}")
# Names of each length, and how heavy the tail of the seldom ones is.
_NAMES, _TAIL = 20_000, 0.3
_VOWELS, _OTHERS = "aeiou", "bdfgklmnprstvz"
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
    """Put readings of paragraphs together to that of one document, under names that no other document has."""
    text, blocks = "", []
    kinds: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for at, part in enumerate(parts):
        offset = len(text)
        words = _renamed(part.document.text, rng)
        blocks.append(Block(start=offset, end=offset + len(words), kind="paragraph"))
        text += words + "\n\n"
        move = functools.partial(_moved, offset=offset, salt=f"{number} {at}", names=(part.document.text, words))
        for kind in _KINDS:
            kinds[kind].extend(move(record) for record in getattr(part, kind))
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


def _renamed(text: str, rng: random.Random) -> str:
    """Give each name in a text another of the same length, the same one each time."""
    names: dict[str, str] = {}
    return _NAME.sub(lambda match: names.setdefault(match[0], _name(len(match[0]), rng)), text)


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
        batch.append(Outcome(item=item, result=reading))
        count, size = count + 1, size + len(data)
        if len(batch) == KEPT_AT_ONCE:
            seconds += _timed(functools.partial(record.keep, batch))
            batch = []
    seconds += _timed(functools.partial(record.keep, batch))
    return count, size, seconds


def answers(path: Path) -> dict[str, float]:
    """Time the questions that people ask most, in milliseconds: the median of nine."""
    with open_record(path, read_only=True) as record:
        figures = list(_first(record.figures(), 200))
        shown = figures[len(figures) // 2].record.id
        asked: dict[str, Callable[[], object]] = {
            "open": lambda: open_record(path, read_only=True).close(),
            "find": lambda: list(_first(record.find("border soldiers"), 20)),
            "show": lambda: record.find_record(shown),
            "figures": lambda: list(_first(record.figures(about="lorries"), 100)),
        }
        return {name: 1000 * statistics.median(_timed(question) for _ in range(9)) for name, question in asked.items()}


def rates(texts: Sequence[str], workers: int) -> dict[str, float]:
    """Read texts bare and through `add`, one after the other; documents a second."""
    nlp = load()
    made = [document(text, id=f"r_{at}", published="2031-03-14") for at, text in enumerate(texts)]
    list(annotate(made[:5], nlp))
    bare = len(made) / _timed(lambda: list(annotate(made, nlp)))
    found = {"bare parse": bare}
    for count in range(1, workers + 1):
        with tempfile.TemporaryDirectory() as folder:
            lines = Path(folder) / "corpus.jsonl"
            written = (json.dumps({"id": each.id, "text": each.text, "published": each.published}) for each in made)
            lines.write_text("\n".join(written) + "\n", encoding="utf-8")
            with open_record(Path(folder) / "sayso.db") as record:
                found[f"add, {count} worker{'s' * (count > 1)}"] = _added(record, lines, count)
    return found


def _added(record: Record, lines: Path, workers: int) -> float:
    """Give the rate of `add` from the first item to the last: starting a worker is counted apart."""
    steps = add(record, [lines], workers=workers)
    next(steps)
    begun = time.perf_counter()
    count = sum(1 for _ in steps)
    return count / (time.perf_counter() - begun)


def _first(found: Iterator[Any], count: int) -> Iterator[Any]:
    for _, each in zip(range(count), found, strict=False):
        yield each


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print a table and a line of JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=2000, help="documents in the record")
    parser.add_argument("--read", type=int, default=120, help="documents really read, for the rate")
    parser.add_argument("--workers", type=int, default=2)
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
            "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            **{f"{name}, ms": value for name, value in answers(path).items()},
        }
    if asked.read:
        texts = [reading.document.text for reading in corpus(asked.read, parts)]
        rate = rates(texts, asked.workers)
        found |= {f"{name}, documents a second": value for name, value in rate.items()}
    for name, value in found.items():
        print(f"{name:<40} {value:>12,.2f}")
    print(json.dumps({name: round(value, 3) for name, value in found.items()}))


if __name__ == "__main__":
    main()
