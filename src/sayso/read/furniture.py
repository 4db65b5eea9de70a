"""What belongs to the page and not to the article: subscribe, follow us, all rights reserved.

Furniture is not parsed, so a block counts as furniture only where all of it is such words.
"""

from __future__ import annotations

import functools
import re
from importlib import resources

_LONGEST = 300
_ADDRESS = (
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[\w-]+\.)+(?:com|org|net|info|int|gov|edu|[a-z]{2})(?:/\S*)?)"
)
_NAMED = {
    "<ADDRESS>": _ADDRESS,
    "<HANDLE>": rf"(?:@\w+|{_ADDRESS})",
    "<LIST>": (
        r"(?:news ?letters?|e-?mails?|alerts?|updates|podcasts?|channels?|feeds?|briefings?|notifications|magazine"
        r"|mailing lists?)"
    ),
    "<SITES>": r"(?:twitter|facebook|instagram|youtube|telegram|linkedin|whatsapp|google\+?|tiktok|mastodon|bluesky|x)",
    "<WORDS>": r"(?:[^.!?\n]|\.(?=\S)){0,120}?",
}


def is_furniture(words: str) -> bool:
    """Tell whether a block is the page's and not the article's."""
    return len(words) <= _LONGEST and _whole().fullmatch(" ".join(words.split())) is not None


def entries() -> list[tuple[str, str, str]]:
    """Read class, pattern and example of each entry of furniture.tsv."""
    written = resources.files("sayso.read").joinpath("furniture.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in written.splitlines() if line and not line.startswith("#"))
    return [(kind, pattern, example) for kind, pattern, example in rows]


@functools.cache
def _whole() -> re.Pattern[str]:
    patterns = "|".join(f"(?:{pattern})" for _, pattern, _ in entries())
    for name, meaning in _NAMED.items():
        patterns = patterns.replace(name, meaning)
    return re.compile(rf"\W*(?:{patterns})[\W_]*", re.IGNORECASE)
