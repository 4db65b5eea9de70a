"""What a source is, told by its content; its name and what others say of it are hints."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from sayso.errors import ReadError
from sayso.read import table
from sayso.read.decoding import is_binary, marked
from sayso.read.front_matter import front_matter
from sayso.read.media import (
    BZIP2,
    CSV,
    FEED,
    GZIP,
    HTML,
    JSON_LINES,
    MARKDOWN,
    PARQUET,
    PDF,
    TAR,
    TEXT,
    WARC,
    XZ,
    ZIP,
)

HEAD_LENGTH = 65_536
# Where a PDF may begin: viewers accept a header in the first kilobyte (ISO 32000-1, annex H, note 13).
_PDF_WITHIN = 1024
_ENDINGS = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".pdf": PDF, ".jsonl": JSON_LINES, ".ndjson": JSON_LINES, ".csv": CSV, ".tsv": CSV, ".parquet": PARQUET,
    ".rss": FEED, ".atom": FEED, ".warc": WARC, ".zip": ZIP, ".wacz": ZIP, ".tar": TAR,
}  # fmt: skip
_SYNONYMS = {
    "application/xhtml+xml": HTML,
    "application/x-ndjson": JSON_LINES,
    "application/ndjson": JSON_LINES,
    "application/x-jsonlines": JSON_LINES,
    "application/json-lines": JSON_LINES,
    "text/tab-separated-values": CSV,
    "application/csv": CSV,
    "application/atom+xml": FEED,
    "application/rdf+xml": FEED,
    "application/wacz": ZIP,
    "application/x-gzip": GZIP,
}
_CONTAINERS = (
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), ZIP),
    (re.compile(rb"\x1f\x8b\x08"), GZIP),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), BZIP2),
    (re.compile(rb"\xfd7zXZ\x00"), XZ),
    (re.compile(rb"WARC/\d"), WARC),
    (re.compile(rb"PAR1[\x00-\x1f]"), PARQUET),
    (re.compile(rb".{257}ustar", re.DOTALL), TAR),
)
_REFUSED = (
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.DOTALL), "application/vnd.oasis.opendocument"),
    (re.compile(rb"(?:ARROW1\x00|FEA1[\x00-\x1f])"), "application/vnd.apache.arrow.file"),
    (re.compile(rb"7z\xbc\xaf\x27\x1c"), "application/x-7z-compressed"),
    (re.compile(rb"Rar!\x1a\x07"), "application/vnd.rar"),
    (
        re.compile(rb"PK\x03\x04.{26}(?:word/|xl/|ppt/|_rels/|\[Content_Types\])", re.DOTALL),
        "application/vnd.openxmlformats",
    ),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/epub", re.DOTALL), "application/epub+zip"),
    (re.compile(rb"\x28\xb5\x2f\xfd"), "application/zstd"),
    (re.compile(rb"\x89PNG\r\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"(?:II\*\x00|MM\x00\*)"), "image/tiff"),
    (re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/msword"),
    (re.compile(rb"\{\\rtf"), "application/rtf"),
    (re.compile(rb"%!PS"), "application/postscript"),
    (re.compile(rb"SQLite format 3\x00"), "application/vnd.sqlite3"),
    (re.compile(rb"\x7fELF"), "application/x-elf"),
)
_PROLOGUE = re.compile(r"(?:\s|\ufeff|<\?xml[^>]*>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE_OF_FEED = re.compile(r"<!DOCTYPE\s+(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_HTML_START = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|article|main)\b", re.IGNORECASE)
_FEED_START = re.compile(r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|br|b|i|em|strong|ul|li|table|section|article|font|blockquote)\b[^<>]*>", re.IGNORECASE
)
_TAGS_OF_HTML = 3
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)


def hinted(name: str, media_type: str | None = None) -> str | None:
    """Give the media type that a name or somebody's word suggests."""
    if media_type is not None:
        plain = media_type.partition(";")[0].strip().lower()
        return _SYNONYMS.get(plain, plain)
    return _ENDINGS.get(PurePath(name).suffix.lower())


def media_type(head: bytes, *, name: str, hint: str | None = None) -> str:
    """Tell what the source that begins with ``head`` is.

    Raises:
        ReadError: when it is empty, binary, or of a kind that is known and has no reader.
    """
    if not head.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        raise ReadError(name, "it is empty", "check that it was saved or downloaded whole")
    start = head.lstrip(b" \t\r\n\f\v\xef\xbb\xbf")
    if start.startswith(b"%PDF-") or (b"%PDF-" in head[:_PDF_WITHIN] and (hint == PDF or is_binary(head))):
        return PDF
    for magic, found in _REFUSED:
        if magic.match(head):
            raise no_reader(name, found)
    for magic, found in _CONTAINERS:
        if magic.match(head):
            return found
    if is_binary(head):
        reason = "it is binary data, not text"
        raise ReadError(name, reason, "name a text, HTML, PDF or JSON lines file")
    return _kind_of_text(_characters(head), name, hint)


def no_reader(name: str, found: str) -> ReadError:
    """Make the refusal of a source whose kind is known and cannot be read."""
    readable = (TEXT, MARKDOWN, HTML, PDF, JSON_LINES, CSV, PARQUET, FEED, WARC, ZIP, TAR, GZIP)
    installed = ", ".join(readable)
    return ReadError(name, f"no reader for {found}", f"installed: {installed}; convert it to one of them")


def _characters(head: bytes) -> str:
    """Give a rough reading of the first bytes, good enough to see tags and braces."""
    found = marked(head)
    if found is None:
        return head.decode("utf-8", "replace")
    return head[found.mark_length :].decode(found.name, "replace")


def _kind_of_text(text: str, name: str, hint: str | None) -> str:  # noqa: PLR0911 - one for each kind
    prologue = _PROLOGUE.match(text)
    start = 0 if prologue is None else prologue.end()
    if _FEED_START.match(text, start) or _DOCTYPE_OF_FEED.match(text, start):
        return FEED
    if _HTML_START.match(text, start):
        return HTML
    tag_count = sum(1 for _ in _TAG.finditer(text, start))
    if tag_count >= 1 and (hint == HTML or (tag_count >= _TAGS_OF_HTML and _TAG.match(text, start))):
        return HTML
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml"):
        raise no_reader(name, "application/xml")
    if _is_json_lines(text, hint):
        return JSON_LINES
    if _is_one_json(text):
        reason = "it is JSON, but not JSON lines"
        raise ReadError(name, reason, 'write one object a line, for example with jq -c ".[]"')
    first_line = text.lstrip("\ufeff \t\r\n").partition("\n")[0].rstrip("\r")
    # Any words are a table with one column: only what somebody calls one, or what looks like one of articles, is.
    if hint == CSV or (hint is None and table.is_table(first_line)):
        return CSV
    if hint == MARKDOWN or front_matter(text).end or (hint is None and _HEADING.search(text)):
        return MARKDOWN
    return MARKDOWN if _HEADING.match(first_line) else TEXT


def _is_json_lines(text: str, hint: str | None) -> bool:
    """Tell by the first lines: every one an object, or one of them where the name says so too.

    The last line is left out where more follows: it may be cut.
    """
    lines = [line.strip() for line in text.lstrip("\ufeff").split("\n")]
    whole = [line for line in (lines if len(text) < HEAD_LENGTH // 4 else lines[:-1]) if line]
    objects = sum(map(_is_object, whole))
    if hint == JSON_LINES:
        return objects > 0 or any(line.startswith(("{", "[")) for line in lines)
    if not whole:
        # One line longer than the head.
        return re.match(r'\s*\{\s*"[^"\n]*"\s*:', text) is not None
    return objects > 0 and 2 * objects >= len(whole)


def _is_object(line: str) -> bool:
    if not line.startswith("{"):
        return False
    try:
        return isinstance(json.loads(line, strict=False), dict)
    except (ValueError, RecursionError):
        return False


def _is_one_json(text: str) -> bool:
    start = re.match(r'\s*(?:\[\s*\{\s*|\{\s*)"[^"\n]*"\s*:', text)
    return start is not None and text.rstrip()[-1:] in "]}"
