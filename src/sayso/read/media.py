"""The media types that sayso reads, by the names that IANA or their makers give them."""

from __future__ import annotations

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
JSON_LINES, CSV, PARQUET = "application/jsonl", "text/csv", "application/vnd.apache.parquet"
FEED, WARC = "application/rss+xml", "application/warc"
ZIP, TAR = "application/zip", "application/x-tar"
GZIP, BZIP2, XZ = "application/gzip", "application/x-bzip2", "application/x-xz"
# One object: a line of JSON lines or a row of a table.
JSON = "application/json"


def charset(media_type: str | None) -> str | None:
    """Give the encoding that is named behind a media type."""
    _, _, words = (media_type or "").lower().partition("charset=")
    return words.partition(";")[0].strip("\"' ") or None
