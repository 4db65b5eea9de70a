"""One invented report, and what other desks make of it.

``wire`` is the report; ``excerpt`` has four of its paragraphs; ``rewrite`` tells it in other words; ``independent``
is by a reporter who heard the same speeches; ``follow_up`` is the next day's report with a line of the same background.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = Path(__file__).parent / "articles"


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Give the articles by name."""
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(_FOLDER.glob("*.txt"))}


@pytest.fixture
def article(texts: dict[str, str]) -> Callable[..., Document]:
    """Make a document of a named article, or of a text."""

    def make(
        name: str, text: str | None = None, *, outlet: str | None = None, at: str | None = None, by: str | None = None
    ) -> Document:
        return Document(
            id=name, text=texts[name] if text is None else text, outlet=outlet, published=at, author=by, language="en"
        )

    return make
