from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import QueryError
from sayso.store.search.match import fts5, tsquery
from sayso.store.search.query import Node, Query, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

TEXTS = [
    "Gunmen stopped a grain convoy on the Velm road.",
    "The convoys of grain arrived; no flour came.",
    "A cease-fire was shelled by both.",
    "NEAR the text column, NOT far AND OR.",
]

# What a query language could stumble over, and what FTS5 and PostgreSQL give a meaning.
SIGNS = (
    "OR AND NOT NEAR NEAR(a,b) text: - * \" “ ” ( ) ' ^ + { } : \\ & | ! <-> :* \0 \ud800 speaker: after: -- ; % é 中"
    " a grain road*"
)
signs = st.lists(st.sampled_from([*SIGNS.split(" "), " "]), max_size=14)
queries = st.one_of(st.text(max_size=60), signs.map(" ".join), signs.map("".join))


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE held USING fts5(text, tokenize = 'porter unicode61')")
        db.executemany("INSERT INTO held VALUES (?)", [(text,) for text in TEXTS])
        yield db
    db.close()


def found(db: sqlite3.Connection, query: str) -> list[int]:
    tree = parse(query).text
    assert tree is not None
    return [row[0] - 1 for row in db.execute("SELECT rowid FROM held WHERE held MATCH ? ORDER BY rowid", (fts5(tree),))]


def asked_by(query: str) -> Query:
    """Read a query; one that is refused clearly asks for nothing."""
    refused = None
    try:
        return parse(query)
    except QueryError as error:
        refused = error
    assert refused.reason
    assert refused.advice
    assert 0 <= refused.start <= refused.end <= max(len(query), 1)
    assert str(refused).encode()
    return Query()


def trees(asked: Query) -> list[Node]:
    return [*asked.without, *([] if asked.text is None else [asked.text])]


FOUND = [
    ("grain", [0, 1]),
    ("convoy -flour", [0]),
    ('"grain convoy"', [0]),
    ('"grain conv"*', [0]),
    ("conv*", [0, 1]),
    ("shelling", [2]),
    ("flour OR shell", [1, 2]),
    ("(flour OR shell) both", [2]),
    ("grain -(flour OR shell) -x", [0]),
    ("cease-fire", [2]),
    ("fire-cease", []),
]


@pytest.mark.parametrize(("query", "rows"), FOUND)
def test_sqlite_finds_what_the_query_means(index: sqlite3.Connection, query: str, rows: list[int]) -> None:
    assert found(index, query) == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("near(grain", None),
        ("NEAR column", [3]),
        ("not far", [3]),
        ("^Gunmen", [0]),
        ("Gunmen + stopped", [0]),
        ("{text}", [3]),
        ('"text"', [3]),
        ("it's; grain", []),
        ("grain'); DROP TABLE held; --", None),
    ],
)
def test_signs_of_the_database_have_no_meaning(index: sqlite3.Connection, query: str, rows: list[int] | None) -> None:
    if rows is None:
        with pytest.raises(QueryError):
            parse(query)
    else:
        assert found(index, query) == rows
    assert index.execute("SELECT count(*) FROM held").fetchone() == (len(TEXTS),)


@given(queries)
@example("-" * 30 + "a b")
@example("a" + " OR a" * 60)
@example("grain " + "-a " * 60)
@example("(" * 12 + "a" + " b)" * 12)
def test_any_query_is_refused_clearly_or_accepted_by_sqlite(index: sqlite3.Connection, query: str) -> None:
    asked = asked_by(query)
    for tree in trees(asked):
        index.execute("SELECT rowid FROM held WHERE held MATCH ?", (fts5(tree),)).fetchall()
    for each in asked.filters:
        assert all(value.strip() for value in each.values)


@pytest.fixture(scope="module")
def postgres(postgres_server: str) -> Iterator[psycopg.Connection]:
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(postgres_server) as db:
        db.execute("SET client_min_messages = error")
        # The stemmer without its stop words, which SQLite has none of: "both" must be found, too.
        db.execute("CREATE TEXT SEARCH DICTIONARY plain_stem (TEMPLATE = snowball, LANGUAGE = english)")
        db.execute("CREATE TEXT SEARCH CONFIGURATION plain_english (COPY = english)")
        db.execute("ALTER TEXT SEARCH CONFIGURATION plain_english ALTER MAPPING REPLACE english_stem WITH plain_stem")
        yield db
        db.rollback()


@pytest.mark.parametrize(("query", "rows"), FOUND)
def test_postgresql_finds_what_the_query_means(postgres: psycopg.Connection, query: str, rows: list[int]) -> None:
    tree = parse(query).text
    assert tree is not None
    sql = "SELECT to_tsvector('plain_english', %s) @@ to_tsquery('plain_english', %s)"
    hits = [
        number
        for number, text in enumerate(TEXTS)
        if postgres.execute(sql, (text, tsquery(tree))).fetchone() == (True,)
    ]
    assert hits == rows


@settings(max_examples=300)
@given(queries)
def test_any_query_is_refused_clearly_or_accepted_by_postgresql(postgres: psycopg.Connection, query: str) -> None:
    for tree in trees(asked_by(query)):
        postgres.execute("SELECT to_tsquery('plain_english', %s)", (tsquery(tree),)).fetchone()


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("grain", "'grain'"),
        ("it's", "'it''s'"),
        ("a\\b", r"'a\\b'"),
        ("conv*", "'conv':*"),
        ('"grain conv"*', "('grain' <-> 'conv':*)"),
        ("a OR b c", "('a' | ('b' & 'c'))"),
        ("a -b", "('a' & !('b'))"),
    ],
)
def test_each_word_is_a_quoted_lexeme(query: str, written: str) -> None:
    tree = parse(query).text
    assert tree is not None
    assert tsquery(tree) == written
