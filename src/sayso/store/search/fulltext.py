"""The full-text index over passages: how it is made, and which passages match a query, the best first."""

# ruff: noqa: S608 - only numbers and names of our own go into these statements

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sayso.store.search.match import fts5, tsquery
from sayso.store.search.snippet import TOKENIZE

if TYPE_CHECKING:
    from sayso.store.search.tree import Node

# Of a passage that is longer PostgreSQL, whose vectors end at one megabyte, indexes the beginning.
_LONGEST = 150_000
# The index holds positions, for phrases, and no text: that stands in document_text once (passage_text cuts it).
_SQLITE = (
    f"""
CREATE VIRTUAL TABLE passage_search USING fts5(
  text, content = 'passage_text', content_rowid = 'id', tokenize = '{TOKENIZE}'
)
""",
    """
CREATE TRIGGER passage_is_searchable AFTER INSERT ON passage BEGIN
  INSERT INTO passage_search (rowid, text) SELECT id, text FROM passage_text WHERE id = new.id;
END
""",
)
# A dictionary without stop words: "The Who" and "on hold" are phrases like others, as they are in SQLite.
_POSTGRES = (
    "CREATE TEXT SEARCH DICTIONARY sayso_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION sayso (COPY = pg_catalog.simple)",
    """
ALTER TEXT SEARCH CONFIGURATION sayso
ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH sayso_stem
""",
    """
CREATE FUNCTION sayso_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE
AS $$ SELECT to_tsvector('sayso', regexp_replace(normalize($1, NFKD), '[\\u0300-\\u036f]', '', 'g')) $$
""",
    "CREATE TABLE passage_search (passage INTEGER PRIMARY KEY REFERENCES passage (id), words TSVECTOR NOT NULL)",
    "COMMENT ON TABLE passage_search IS 'The words of each passage, stemmed, without accents; a trigger fills it.'",
    "COMMENT ON COLUMN passage_search.passage IS 'The passage.'",
    "COMMENT ON COLUMN passage_search.words IS 'Its words with their positions.'",
    # A list of entries yet to be put in place would take four megabytes, whatever the record has.
    "CREATE INDEX passage_search_by_words ON passage_search USING gin (words) WITH (fastupdate = off)",
    f"""
CREATE FUNCTION sayso_passage_is_searchable() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  INSERT INTO passage_search (passage, words)
  SELECT new.id, sayso_words(substr(document_text.text, new.start + 1, least(new.stop - new.start, {_LONGEST:d})))
  FROM document_text WHERE document_text.document = new.document;
  RETURN NULL;
END $$
""",
    """
CREATE TRIGGER passage_is_searchable AFTER INSERT ON passage
FOR EACH ROW EXECUTE FUNCTION sayso_passage_is_searchable()
""",
)
# Apart from the tables of tables.py: SQLite's is a virtual one, PostgreSQL's has a type of its own.
_SQLITE_TABLE = sa.table("passage_search", sa.column("rowid", sa.Integer), sa.column("rank", sa.Float))
_POSTGRES_TABLE = sa.table("passage_search", sa.column("passage", sa.Integer), sa.column("words"))


def statements(dialect: str) -> list[str]:
    """Give the statements that create the index; they lean on the views."""
    return [each.strip() for each in (_SQLITE if dialect == "sqlite" else _POSTGRES)]


def matching(node: Node, dialect: str) -> sa.Select[tuple[int]]:
    """Ask for the numbers of the passages whose words match."""
    if dialect == "sqlite":
        return sa.select(_SQLITE_TABLE.c.rowid.label("passage")).where(_sqlite(node))
    return sa.select(_POSTGRES_TABLE.c.passage).where(_POSTGRES_TABLE.c.words.bool_op("@@")(_postgres(node)))


def ranked(node: Node, dialect: str, *, before: int | None, limit: int) -> sa.Select[tuple[int, float]]:
    """Ask for the last ``limit`` passages below ``before`` whose words match; less rank is better, as in BM25."""
    select: sa.Select[tuple[int, float]]
    if dialect == "sqlite":
        passage: sa.ColumnElement[int] = _SQLITE_TABLE.c.rowid
        select = sa.select(passage.label("passage"), _SQLITE_TABLE.c.rank).where(_sqlite(node))
    else:
        words, query = _POSTGRES_TABLE.c.words, _postgres(node)
        passage = _POSTGRES_TABLE.c.passage
        # 1: a long passage is not the better for being long.
        rank = -sa.func.ts_rank_cd(words, query, 1)
        select = sa.select(passage, rank.label("rank")).where(words.bool_op("@@")(query))
    if before is not None:
        select = select.where(passage < before)
    return select.order_by(passage.desc()).limit(limit)


def _sqlite(node: Node) -> sa.ColumnElement[bool]:
    return sa.literal_column("passage_search", sa.Text).match(fts5(node))


def _postgres(node: Node) -> sa.ColumnElement[str]:
    spread = unicodedata.normalize("NFKD", tsquery(node))
    plain = "".join(sign for sign in spread if not "\u0300" <= sign <= "\u036f")
    return sa.func.to_tsquery(sa.literal_column("'sayso'::regconfig"), plain)
