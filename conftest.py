"""Options of the test run, and the documentation under test.

Python blocks of README.md and docs/ run; console blocks run too, and must print what they show (a line ``...`` stands
for any lines). Both run in docs/examples. ``pytest --update-cases`` writes what the commands print now.
"""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sybil import Sybil
from sybil.integration.pytest import SybilItem
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

if TYPE_CHECKING:
    from sybil import Example

EXAMPLES = Path(__file__).parent / "docs" / "examples"
SCREEN = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "LC_ALL": "C.UTF-8"}
_update = False


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``."""
    parser.addoption("--update-cases", action="store_true", help="write what sayso finds and prints now into the cases")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the evaluator of console blocks, which sees no config, whether to write."""
    global _update  # noqa: PLW0603 - one run, one config
    _update = config.getoption("--update-cases")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the blocks of a page in its order, however the tests are shuffled."""
    blocks = sorted((item for item in items if isinstance(item, SybilItem)), key=_place)
    items[:] = [*(item for item in items if not isinstance(item, SybilItem)), *blocks]


def _place(item: SybilItem) -> tuple[str, int]:
    return str(item.path), item.example.start


def _console(example: Example) -> str | None:
    """Run the commands of a block one after the other and compare what they print."""
    shown = str(example.parsed)
    printed = "".join(_ran(line[2:]) for line in shown.splitlines() if line.startswith("$ "))
    if doctest.OutputChecker().check_output(shown, printed, doctest.ELLIPSIS):
        return None
    if _update:
        page = Path(example.path)
        page.write_text(page.read_text(encoding="utf-8").replace(shown, printed, 1), encoding="utf-8")
        return None
    return f"shown:\n{shown}\nprinted:\n{printed}"


def _ran(command: str) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(  # noqa: S603 - runs what our own pages show
        ["bash", "-c", command],  # noqa: S607 - the reader's shell, too, is the first in the path
        cwd=EXAMPLES,
        env={**os.environ, **SCREEN, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = (line.rstrip() for line in ran.stdout.splitlines())
    return "".join(f"{line}\n" for line in [f"$ {command}", *lines])


def _enter(namespace: dict[str, Any]) -> None:
    namespace["_left"] = Path.cwd()
    os.chdir(EXAMPLES)


def _leave(namespace: dict[str, Any]) -> None:
    os.chdir(namespace["_left"])


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser(language="console", evaluator=_console)],
    patterns=["README.md", "docs/**/*.md", "docs/*.md"],
    setup=_enter,
    teardown=_leave,
).pytest()
