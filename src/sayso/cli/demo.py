"""``sayso demo``: the same with a sample that comes along."""

from __future__ import annotations

from importlib import resources
from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from sayso.cli.read import read

EXAMPLES = """\b
Examples:
  sayso demo
  sayso demo --html report.html
"""


def demo(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the reading as one line of JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write one page with the text and what it says.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Shorten nothing in the brief.")] = False,
) -> None:
    """Read a sample report of an invented crisis and show what it says."""
    with resources.as_file(resources.files("sayso") / "samples" / "talks.txt") as sample:
        read([sample], as_json=as_json, html=html, full=full)
