"""Write docs/schema/reading.schema.json and the field tables of docs/contract.md from the types."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sayso import codec

DOCS = Path(__file__).parents[1] / "docs"
SCHEMA = DOCS / "schema" / "reading.schema.json"
CONTRACT = DOCS / "contract.md"
MARKS = ("<!-- generated from the types -->", "<!-- end -->")


def schema_text() -> str:
    """Give the JSON Schema as it is written to a file."""
    return json.dumps(codec.schema(), indent=1, ensure_ascii=False) + "\n"


def contract_text(old: str) -> str:
    """Give the page ``old`` with its tables made anew."""
    begin, end = (re.escape(mark) for mark in MARKS)
    tables = "\n".join([MARKS[0], "", *(_table(name, part) for name, part in _types()), MARKS[1]])
    return re.sub(f"{begin}.*?{end}", lambda _: tables, old, flags=re.DOTALL)


def _types() -> list[tuple[str, dict[str, Any]]]:
    definitions = codec.schema()["$defs"]
    first = ["Span", "Mention", "Document"]
    return [(name, definitions[name]) for name in sorted(definitions, key=lambda name: (name not in first, name))]


def _table(name: str, part: dict[str, Any]) -> str:
    rows = "\n".join(f"| `{field}` | {_type(kind)} |" for field, kind in part["properties"].items())
    return f"### {name}\n\n{part['description'].replace('``', '`')}\n\n| field | type |\n|---|---|\n{rows}\n"


def _type(kind: dict[str, Any]) -> str:
    if "anyOf" in kind:
        return " or ".join(_type(one) for one in kind["anyOf"])
    if "$ref" in kind:
        name = kind["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind["type"] == "array":
        return f"list of {_type(kind['items'])}"
    return str(kind["type"])


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
    CONTRACT.write_text(contract_text(CONTRACT.read_text(encoding="utf-8")), encoding="utf-8")
