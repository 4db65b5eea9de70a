"""How fast a record answers: each question that people ask, to its first hundred lines, the median of nine.

    python bench/answers.py sayso.db

`bench/record.py` asks the same of a record that it fills itself. Names and days come from the record: one that is
common in it, and one that is rare.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections import deque
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sayso.store import tables
from sayso.store.engine import looking
from sayso.store.record import open_record
from sayso.store.words import given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.store.record import Record

    Question = Callable[[], object]

_PAGE = 100
_TIMES = 9
# What is slow is asked less often: the sum of the times does not grow with it.
_LONG = 2.0


def answers(where: str) -> dict[str, float]:
    """Time the questions, in milliseconds."""
    with open_record(where, read_only=True) as record:
        return {name: median(question) for name, question in questions(where, record).items()}


def median(question: Question) -> float:
    """Time a question so many times, in milliseconds."""
    took: list[float] = []
    while len(took) < _TIMES and sum(took) < _LONG:
        begun = time.perf_counter()
        question()
        took.append(time.perf_counter() - begun)
    return 1000 * statistics.median(took)


def questions(where: str, record: Record) -> dict[str, Question]:
    """Give what is asked of a record, by what it is called."""
    actor, figure, toponym, place = tables.actor, tables.figure, tables.toponym, tables.place
    name, seldom = _ends(record, actor.c.name, actor)
    counted, counted_seldom = _ends(record, figure.c.counted_as, figure)
    town, town_seldom = _ends(record, toponym.c.name, place.join(toponym, toponym.c.id == place.c.toponym))
    shown = next(itertools.islice(record.figures(about=counted), 200, None)).record.id
    with looking(record.engine) as connection:
        last = connection.execute(sa.select(sa.func.max(tables.document.c.id))).scalar_one()
    document = last // 2
    day = date(2031, 6, 1)
    learned = datetime.now(tz=UTC) + timedelta(days=1)

    def page(found: Callable[[], Iterable[object]]) -> Question:
        return lambda: deque(itertools.islice(found(), _PAGE), 0)

    def query(words: str) -> Question:
        return page(lambda: record.find(words, limit=_PAGE))

    asked: dict[str, Question] = {
        "open": lambda: open_record(where, read_only=True).close(),
        "show a record": lambda: record.find_record(shown),
        "show a document": lambda: record.reading(document),
        **{f"find {words}": query(words) for words in ("border", "border soldiers", '"said that"', "sold*", "the")},
        f"find {seldom}": query(seldom),
    }
    fields = (
        "outlet:Outlet", f"speaker:{name}", f"speaker:{seldom}", f"place:{town}", f"place:{town_seldom}",
        "type:ASSAULT", f"about:{counted}", "kind:quotation", "after:2031-06-01", "before:2031-02-01",
    )  # fmt: skip
    asked |= {f"find border {field}": query(f"border {field}") for field in fields}
    asked |= {f"find {field}": query(field) for field in fields}
    listings: dict[str, Callable[..., Iterable[object]]] = {
        f"figures --about {counted}": lambda **at: record.figures(about=counted, **at),
        f"figures --about {counted_seldom}": lambda **at: record.figures(about=counted_seldom, **at),
        "figures --about of no one": lambda **at: record.figures(about="unheard of", **at),
        "figures --after": lambda **at: record.figures(after=day, **at),
        f"quotes --speaker {name}": lambda **at: record.quotations(speaker=name, **at),
        f"quotes --speaker {seldom}": lambda **at: record.quotations(speaker=seldom, **at),
        "quotes --manner direct": lambda **at: record.quotations(manner="direct", **at),
        "quotes --outlet": lambda **at: record.quotations(outlet="Outlet 7", **at),
        "events --type ASSAULT": lambda **at: record.events(type="ASSAULT", **at),
        f"events --type ASSAULT --place {town}": lambda **at: record.events(type="ASSAULT", place=town, **at),
        f"events --actor {name}": lambda **at: record.events(actor=name, **at),
        "events --after": lambda **at: record.events(after=day, **at),
        "commitments --due-before": lambda **at: record.commitments(due_before=day, **at),
        f"commitments --by {name}": lambda **at: record.commitments(by=name, **at),
        f"meetings --place {town}": lambda **at: record.meetings(place=town, **at),
        f"meetings --participant {name}": lambda **at: record.meetings(participant=name, **at),
        f"control --place {town}": lambda **at: record.control(place=town, **at),
        f"memberships --member {name}": lambda **at: record.memberships(member=name, **at),
        "verdicts": record.verdicts,
        "documents": record.documents,
        "documents --outlet --after": lambda **at: record.documents(outlet="Outlet 7", after=day, **at),
        "outlets": record.outlets,
        "copies": record.copies,
        "copies of a document": lambda **at: record.copies(document, **at),
        "the last events, for a brief": lambda **at: record.last("events", limit=_PAGE, **at),
        "the last meetings, for a brief": lambda **at: record.last("meetings", limit=_PAGE, **at),
        "the last commitments, for a brief": lambda **at: record.last("commitments", limit=_PAGE, **at),
    }
    for told, found in listings.items():
        asked[told] = page(found)
        asked[f"{told} --as-of"] = page(lambda found=found: found(as_of=learned))  # type: ignore[misc]
    asked["find border soldiers --as-of"] = page(lambda: record.find("border soldiers", limit=_PAGE, as_of=learned))
    asked["status"] = record.status
    asked["failures"] = page(record.failures)
    return asked


def _ends(record: Record, column: sa.ColumnElement[int], of: sa.FromClause) -> tuple[str, str]:
    """Give the name that most rows have, and one of those that fewest have; plain words, that need no quoting."""
    phrase = tables.phrase
    count = sa.func.count()
    counted = sa.select(column.label("phrase"), count.label("count")).select_from(of).group_by(column).subquery()
    select = sa.select(phrase.c.text).join_from(counted, phrase, phrase.c.id == counted.c.phrase)
    with looking(record.engine) as connection:
        often = connection.execute(select.order_by(counted.c.count.desc()).limit(50)).scalars()
        seldom = connection.execute(select.order_by(counted.c.count, phrase.c.id).limit(500)).scalars()
        return _plain(often), _plain(seldom)


def _plain(names: Iterable[str]) -> str:
    return next(words for words in map(given, names) if words.isalpha() and words.isascii())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("record")
    for question, took in answers(parser.parse_args().record).items():
        print(f"{question:<60} {took:>10,.1f} ms", flush=True)
