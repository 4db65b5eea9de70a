"""Markdown to Document: the text as it is, its marks outside the blocks or left to the view."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from sayso.document import Block, Document
from sayso.read import head, limits, text
from sayso.read.decoding import decode
from sayso.read.front_matter import FrontMatter, front_matter
from sayso.read.published import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.settings import Settings

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?P<bullet>(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t:|-]*$")
_HTML_LINE = re.compile(r"[ \t]*</?[A-Za-z][^<>]*>[ \t]*$")
_KEYS = {
    "author": ("author", "byline", "authors"),
    "outlet": ("outlet", "source", "publisher", "publication", "site"),
    "url": ("url", "link", "canonical_url", "original_url"),
    "agency": ("agency",),
}
_DATE_KEYS = ("date", "published", "publish_date", "pubdate", "published_at", "created")


def read(stream: BinaryIO, *, name: str, settings: Settings) -> Iterator[Document]:
    """Read a Markdown file; its text is what it holds, character for character."""
    words = decode(limits.whole(stream, name=name, settings=settings), name=name)
    yield limits.admit(document(words), name=name, settings=settings)


def document(words: str, **metadata: str | None) -> Document:
    """Make the document of a Markdown text; what stands in its front matter goes before what its head says."""
    front = front_matter(words)
    known = {key: _value(front, keys) for key, keys in _KEYS.items()}
    known["published"] = published(_value(front, _DATE_KEYS))
    title = metadata.get("title") or _value(front, ("title", "headline"))
    blocks = text.mark(_blocks(words, front.end), words)
    blocks, found = head.recognise(words, blocks, title=title)
    written = next((words[block.start : block.end] for block in blocks if block.kind == "title"), None)
    if title is None and written is not None:
        title = _plain(written)
    elif title is not None and written is None and "title" in front.values:
        value, start = front.values["title"]
        blocks = [Block(start=start, end=start + len(value), kind="title"), *blocks]
    given = {key: value for key, value in metadata.items() if value is not None}
    return text.assemble(words, blocks, found, **{**known, "title": title, **given})


def _value(front: FrontMatter, keys: tuple[str, ...]) -> str | None:
    for key in keys:
        found = front.values.get(key)
        if found is not None and found[0][0] not in "[{|>&*":
            return found[0]
    return None


def _plain(words: str) -> str:
    words = re.sub(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)", r"\1", words)
    return " ".join(re.sub(r"(?<!\w)[*_`]+|[*_`]+(?!\w)", "", words).split())


def _blocks(words: str, at: int) -> list[Block]:
    """Cut the text into blocks line by line; the first heading of the first rank is the title."""
    blocks: list[Block] = []
    fence: str | None = None
    is_open = titled = False
    hidden_until = 0
    for match in _LINE.finditer(words, at):
        line = match[0].rstrip("\r\n")
        start = match.start()
        fenced = _FENCE.match(line)
        if fence is not None or fenced is not None:
            is_open = False
            if fence is None and fenced is not None:
                fence = fenced[1]
            elif fenced is not None and fence is not None and fenced[1].startswith(fence):
                fence = None
            continue
        comment = _COMMENT.search(words, start, start + len(line)) if "<!--" in line else None
        if comment is not None:
            whole = _COMMENT.match(words, comment.start())
            hidden_until = whole.end() if whole is not None else 0
            line = line[: comment.start() - start]
        elif start < hidden_until:
            line = " " * min(len(line), hidden_until - start) + line[hidden_until - start :]
        underline = _UNDERLINE.fullmatch(line)
        if underline is not None and is_open and blocks and blocks[-1].kind == "paragraph":
            first = underline[1][0] == "=" and not titled
            blocks[-1] = replace(blocks[-1], kind="title" if first else "heading")
            titled, is_open = titled or first, False
            continue
        if not line.strip() or any(each.fullmatch(line) for each in (_RULE, _DEFINITION, _TABLE_RULE, _HTML_LINE)):
            is_open = False
            continue
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            is_open = False
            if heading["words"].strip():
                first = len(heading[1]) == 1 and not titled
                low = start + heading.start("words")
                blocks.append(Block(start=low, end=low + len(heading["words"]), kind="title" if first else "heading"))
                titled = titled or first
            continue
        prefix = _PREFIX.match(line)
        skip, bullet = (0, None) if prefix is None else (prefix.end(), prefix["bullet"])
        low, high = start + skip, start + len(line.rstrip())
        if low >= high:
            is_open = False
        elif is_open and bullet is None and not head.stands_alone(words[low:high]):
            blocks[-1] = replace(blocks[-1], end=high)
        else:
            blocks.append(Block(start=low, end=high, kind="paragraph"))
            is_open = not head.stands_alone(words[low:high])
    return blocks
