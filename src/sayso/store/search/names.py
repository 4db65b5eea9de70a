"""The index of the words of phrases: of a hundred thousand documents there are half a million, names above all."""

# ruff: noqa: S608 - only names of our own go into these statements

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from sayso.store import tables

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

# As `folded` of words.py gives it, made of the words themselves where that is the same.
_FOLDED = "coalesce({0}folded, ' ' || lower({0}text) || ' ')"
# Up to here, from Latin to Arabic, SQLite and Python take the same signs for letters; others are looked for one by one.
_LAST_INDEXED = "\u06ff"
_SQLITE = (
    f"CREATE VIEW phrase_words AS SELECT id, {_FOLDED.format('')} AS words FROM phrase",
    """
CREATE VIRTUAL TABLE phrase_search USING fts5(
  words, content = 'phrase_words', content_rowid = 'id', columnsize = 0, detail = none,
  tokenize = 'unicode61 remove_diacritics 0'
)
""",
    """
CREATE TRIGGER phrase_is_searchable AFTER INSERT ON phrase BEGIN
  INSERT INTO phrase_search (rowid, words) SELECT id, words FROM phrase_words WHERE id = new.id;
END
""",
)
_WORDS = f"string_to_array({_FOLDED.format('')}, ' ')"
_POSTGRES = (f"CREATE INDEX phrase_by_words ON phrase USING gin ({_WORDS})",)


def statements(dialect: str) -> list[str]:
    """Give the statements that create the index."""
    return [each.strip() for each in (_SQLITE if dialect == "sqlite" else _POSTGRES)]


def holding(wanted: str) -> sa.ColumnElement[bool]:
    """Tell whether a phrase holds some words, ``folded``, one after the other."""
    phrase = tables.phrase
    # `folded` leaves letters and digits only, so that the pattern has no wildcards but ours.
    made = sa.func.coalesce(phrase.c.folded, sa.literal(" ") + sa.func.lower(phrase.c.text) + sa.literal(" "))
    is_like = made.like(f"%{wanted}%")
    # The index tells which words a phrase has, not in which order.
    return _Indexed(phrase.c.id, *wanted.split()) & is_like if max(wanted) <= _LAST_INDEXED else is_like


class _Indexed(FunctionElement[bool]):
    """Whether the phrase of a number has all of some words, by the index."""

    name = "indexed"
    type = sa.Boolean()
    inherit_cache = True
    # Else it would be written "... = 1", by which SQLite uses no index.
    _is_implicitly_boolean = True


@compiles(_Indexed, "sqlite")
def _sqlite(element: _Indexed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - as SQLAlchemy passes them
    number, *words = (compiler.process(each, **options) for each in element.clauses)
    quoted = " || ' ' || ".join(f"'\"' || {word} || '\"'" for word in words)
    return f"{number} IN (SELECT rowid FROM phrase_search WHERE phrase_search MATCH {quoted})"


@compiles(_Indexed, "postgresql")
def _postgresql(element: _Indexed, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - likewise
    _, *words = (compiler.process(each, **options) for each in element.clauses)
    return f"{_WORDS} @> CAST(ARRAY[{', '.join(words)}] AS text[])"
