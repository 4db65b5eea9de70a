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
_NO_BREAK = re.compile(r"[^\r\n]")
_KEYS = {
    "author": ("author", "byline", "authors"),
    "outlet": ("outlet", "source", "publisher", "publication", "site"),
    "url": ("url", "link", "canonical_url", "original_url"),
    "agency": ("agency",),
}
_DATE_KEYS = ("date", "published", "publish_date", "pubdate", "published_at", "created")


def read(stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None) -> Iterator[Document]:
    """Read a Markdown file; its text is what it holds, character for character."""
    words = decode(limits.whole(stream, name=name, settings=settings), name=name, declared=charset)
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


def _hide(words: str, at: int) -> str:
    """Blank out what no reader reads: front matter, fenced code and comments; every other character keeps its place."""
    pieces = [" " * at]
    fence: str | None = None
    for match in _LINE.finditer(words, at):
        mark = _FENCE.match(match[0])
        inside = fence is not None or mark is not None
        if mark is not None:
            fence = mark[1] if fence is None else None if mark[1].startswith(fence) else fence
        pieces.append(_NO_BREAK.sub(" ", match[0]) if inside else match[0])
    return _COMMENT.sub(lambda comment: _NO_BREAK.sub(" ", comment[0]), "".join(pieces))


def _blocks(words: str, at: int) -> list[Block]:
    """Cut the text into blocks line by line; the first heading of the first rank is the title."""
    blocks: list[Block] = []
    is_open = titled = False
    for match in _LINE.finditer(_hide(words, at), at):
        line, start = match[0].rstrip("\r\n"), match.start()
        underline, heading = _UNDERLINE.fullmatch(line), _HEADING.fullmatch(line)
        rank = 0
        if underline is not None and is_open:
            rank = 1 if underline[1][0] == "=" else 2
            low, high = blocks[-1].start, blocks.pop().end
        elif heading is not None and heading["words"].strip():
            rank = len(heading[1])
            low, high = start + heading.start("words"), start + heading.end("words")
        elif heading is None and not _is_mark(line):
            is_open = _continue(words, blocks, line, start, is_open=is_open)
            continue
        is_open = False
        if rank:
            is_title = rank == 1 and not titled
            titled = titled or is_title
            blocks.append(Block(start=low, end=high, kind="title" if is_title else "heading"))
    return blocks


def _is_mark(line: str) -> bool:
    """Tell whether a line holds no words: blank, a rule, a table's rule, a link's definition, a bare tag."""
    return not line.strip() or any(each.fullmatch(line) for each in (_RULE, _DEFINITION, _TABLE_RULE, _HTML_LINE))


def _continue(words: str, blocks: list[Block], line: str, start: int, *, is_open: bool) -> bool:
    """Add a line to the open paragraph, or begin one; tell whether the next line may go on with it."""
    prefix = _PREFIX.match(line)
    skip, bullet = (0, None) if prefix is None else (prefix.end(), prefix["bullet"])
    low, high = start + skip, start + len(line.rstrip())
    if low >= high:
        return False
    alone = head.stands_alone(words[low:high])
    if is_open and bullet is None and not alone:
        blocks[-1] = replace(blocks[-1], end=high)
    else:
        blocks.append(Block(start=low, end=high, kind="paragraph"))
    return not alone
