"""A query's words as full-text expressions of SQLite and PostgreSQL.

Every word goes in quoted, so that nothing a user writes is an operator, a column or a function of the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.store.search.tree import AnyOf, Words

if TYPE_CHECKING:
    from sayso.store.search.tree import Node


def fts5(node: Node) -> str:
    """Write the right side of ``MATCH`` for an FTS5 table (https://sqlite.org/fts5.html, 3)."""
    if isinstance(node, Words):
        quoted = " ".join(node.words).replace('"', '""')
        return f'"{quoted}"{" *" if node.prefix else ""}'
    if isinstance(node, AnyOf):
        return _grouped(" OR ", [fts5(part) for part in node.parts])
    wanted = _grouped(" AND ", [fts5(part) for part in node.parts])
    if not node.without:
        return wanted
    # One NOT, whatever is excluded: SQLite allows expressions 256 deep.
    return f"({wanted} NOT {_grouped(' OR ', [fts5(part) for part in node.without])})"


def tsquery(node: Node) -> str:
    """Write the text for PostgreSQL's ``to_tsquery``, which stems each word as its configuration does."""
    if isinstance(node, Words):
        words = [_lexeme(word) for word in node.words]
        words[-1] += ":*" if node.prefix else ""
        return _grouped(" <-> ", words)
    if isinstance(node, AnyOf):
        return _grouped(" | ", [tsquery(part) for part in node.parts])
    wanted = [tsquery(part) for part in node.parts]
    if node.without:
        wanted.append(f"!{_grouped(' | ', [tsquery(part) for part in node.without], always=True)}")
    return _grouped(" & ", wanted)


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _grouped(sign: str, parts: list[str], *, always: bool = False) -> str:
    return parts[0] if len(parts) == 1 and not always else f"({sign.join(parts)})"
