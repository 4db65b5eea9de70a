"""The report: the text with a mark on all it says, and the list of it beside, as one page that needs nothing else."""

from __future__ import annotations

import base64
import functools
import hashlib
from html import escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from sayso.digest import Digest
from sayso.report.items import items
from sayso.report.marked import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.reading import Reading

FOOT = "</main>\n</body>\n</html>\n"


def page(readings: Iterable[Reading]) -> Iterator[str]:
    """Yield a page with every reading, piece by piece; it bears the title of the first."""
    begun = False
    for reading in readings:
        if not begun:
            yield head(reading)
            begun = True
        yield article(reading)
    yield FOOT if begun else head() + FOOT


def head(first: Reading | None = None) -> str:
    """Give the page up to the first article, whose title it bears.

    Its policy lets this style and this script run, and nothing else.
    """
    title = "sayso: nothing was read" if first is None else Digest.of(first).title()
    style = _asset("marks.css") + _asset("page.css")
    script = _asset("page.js")
    return Template(_asset("page.html")).substitute(
        title=escape(title), style=style, style_hash=_digest(style), script=script, script_hash=_digest(script)
    )


def article(reading: Reading) -> str:
    """Give one reading as an HTML article: text, and the list of what it says."""
    digest = Digest.of(reading)
    return (
        f'<article class="reading"><header><h1>{escape(digest.title())}</h1>'
        f"<p>{escape(' · '.join(digest.credits()))}</p></header>\n"
        f'<div class="text" lang="{escape(reading.document.language or "")}">{marked(digest)}</div>\n'
        f'<div class="items">{items(digest)}</div></article>\n'
    )


def fragment(reading: Reading) -> str:
    """Give one reading for a notebook: styles of its own, no script, the text folded."""
    digest = Digest.of(reading)
    return (
        f'<div class="sayso"><style>{_asset("marks.css")}</style>'
        f"<strong>{escape(digest.title())}</strong><br>{escape(' · '.join(digest.credits()))}"
        f'<div class="items">{items(digest)}</div>'
        f'<details><summary>The text</summary><div class="text">{marked(digest)}</div></details></div>'
    )


@functools.cache
def _asset(name: str) -> str:
    return (resources.files(__name__) / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """Hash the content of an element as CSP 3 asks for it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
