"""Source text made safe to show: what a text says can steer neither a terminal nor the order of a line."""

from __future__ import annotations

import re

# C0, C1 and lone surrogates: an escape sequence in a source must not reach the terminal.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Embeddings, overrides and isolates reorder what stands around them (Unicode TR 36, "bidirectional text spoofing").
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    """Show each control character as U+FFFD and drop what reorders the line; keep line breaks."""
    return _REORDERING.sub("", _CONTROL.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Make ``text`` printable on one line, without characters that have no width of their own."""
    return piece(text.strip())


def piece(text: str) -> str:
    """Make a piece of a line printable as `one_line` does, and keep a space at its edges."""
    return _UNSEEN.sub("", printable(_SPACE.sub(" ", text)))
