"""Every rule that finds quotations has words, and the words are of rules that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import sayso.extract
from sayso.rules import rules, rules_of

EXTRACT = Path(sayso.extract.__file__).parent
SOURCES = [EXTRACT / "quotations.py", *sorted((EXTRACT / "attribution").glob("*.py"))]


def names_in(tree: ast.AST) -> set[str]:
    """Give the strings of several words that stand in the code: there they are the names of rules."""
    found = set()
    beside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            beside.add(node.value)  # a docstring
        if isinstance(node, ast.Attribute) and node.attr == "split" and isinstance(node.value, ast.Constant):
            beside.add(node.value)  # a word list
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\w \w", node.value):
            found.add(node)
    return {str(node.value) for node in found - beside}


def test_every_rule_has_words_and_every_word_a_rule() -> None:
    named = set().union(*(names_in(ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES))
    assert named == set(rules_of("attribution")), "see src/sayso/extract/attribution/rules.tsv"


def test_every_rule_of_a_commitment_is_one_that_the_code_gives() -> None:
    paths = [EXTRACT / "commitments.py", *(EXTRACT / "promises").glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    assert [name for name in rules_of("promises") if f'"{name}"' not in code] == []


def test_a_rule_without_words_would_be_seen() -> None:
    code = 'def f():\n    """A docstring."""\n    return Found("cue by magic"), "a b".split()'
    assert names_in(ast.parse(code)) == {"cue by magic"}


def test_every_rule_is_a_sentence_with_an_example_that_marks_its_content() -> None:
    for rule in rules().values():
        assert rule.meaning.endswith(".")
        assert rule.example.count("{") == rule.example.count("}") >= 1
