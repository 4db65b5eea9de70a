"""What belongs to the page and not to the article: subscribe, follow us, all rights reserved.

Furniture is not parsed, so a block counts as furniture only where all of it is such words.
"""

from __future__ import annotations

import re

_LONGEST = 300
_ADDRESS = r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:[\w-]+\.)+(?:com|org|net|info|int|gov|edu|[a-z]{2})(?:/\S*)?)"
_HANDLE = rf"(?:@\w+|{_ADDRESS})"
_LIST = r"(?:news ?letters?|e-?mails?|alerts?|updates|podcasts?|channels?|feeds?|briefings?|notifications|mailing lists?|magazine)"
_SITES = r"(?:twitter|facebook|instagram|youtube|telegram|linkedin|whatsapp|google\+?|tiktok|mastodon|bluesky|x)"
_WORDS = r"(?:[^.!?\n]|\.(?=\S)){0,120}?"
_PATTERNS = (
    # Addresses and how to reach the newsroom.
    rf"{_ADDRESS}(?:\s*[|,]\s*{_ADDRESS})*",
    rf"(?:to )?(?:contact|reach|write to|e-?mail) (?:us|the [^.:\n]{{2,80}}|our [^.:\n]{{2,60}})(?:,? (?:please )?(?:visit|e-?mail|write to|at|go to|on this story))?[^.:\n]{{0,80}}:(?:\s*{_WORDS}{_ADDRESS}{_WORDS})?",
    rf"(?:to )?contact (?:us|the [^.:\n]{{2,80}}) (?:at|via|on):?\s*{_ADDRESS}",
    r"contact us",
    # Following and subscribing.
    rf"(?:please )?(?:subscribe|sign up|register)\b(?:[^.!?\n]{{0,80}}\b{_LIST}\b[^.!?\n]{{0,80}}| now| today| here| free)?",
    rf"(?:get|receive) [^.!?\n]{{0,60}}\b(?:{_LIST}|inbox)\b[^.!?\n]{{0,60}}",
    rf"(?:follow|like|join|find|connect with) (?:us|me|our|[^.!?\n]{{2,40}}) (?:on|at|via) (?:our )?{_SITES}\b(?:(?:,| and| or|, and)? {_SITES}\b)*(?:\s*(?:page|channel)?\s*[:,]?\s*{_HANDLE})?",
    rf"follow (?:us|me)\b(?:[^.!?\n]{{0,30}}{_HANDLE})?",
    rf"follow {_HANDLE}",
    r"support (?:our|independent) journalism",
    r"download (?:our|the) [^.!?\n]{0,30}\bapp\b[^.!?\n]{0,40}",
    # Sharing, printing, commenting.
    rf"(?:share|tweet|print|e-?mail|save|bookmark)(?: (?:this|on|via))?(?: (?:article|story|page|post|{_SITES}))?(?: (?:on|via|with) [^.!?\n]{{2,40}})?",
    r"(?:post|leave|add|view|show|read|hide) (?:a |your |all )?(?:\d+ )?comments?|(?:\d+ )?comments?(?: \(\d+\))?",
    r"(?:back to|return to|go to|skip to) (?:top|home|content|main content|the top)",
    # Pointers elsewhere.
    r"(?:read|see|watch|learn) more(?: here| on this(?: story| topic)?)?\W*",
    r"(?:read|see|view) (?:the )?(?:rest|whole thing|full (?:story|article|text|report))(?: of [^.!?\n]{2,40})?(?: here| at [^.!?\n]{2,40})?",
    r"(?:read more|also read|see also|related)(?: (?:articles?|stories))?:\s[^.!?\n]{5,120}",
    r"(?:related|also read|read also|see also|more from|more on|most read|recommended|trending)(?: (?:articles?|stories|coverage|content|topics?|links?|now|on this))?:?",
    r"(?:article|story) continues (?:below|after) (?:this )?(?:advertisement|ad)?|continue reading(?: (?:below|the main story))?",
    r"click here[^.!?\n]{0,80}",
    r"advertise?ments?|sponsored(?: content)?|promoted(?: content)?|loading\W*",
    # Rights.
    r"(?:©|\(c\)|copyright)[^\n]{0,200}",
    r"[^.!?\n]{0,100}\ball rights reserved(?:[.,]? [^\n]{0,200})?",
    r"(?:this )?(?:material|content|article|story) (?:may|must) not be (?:re)?(?:published|produced|broadcast|printed|distributed|written|used)[^\n]{0,150}",
    r"(?:terms of (?:use|service)|privacy policy|cookie policy|disclaimer)(?:\s*[|·•,]\s*[^.!?\n]{2,40})*",
)  # fmt: skip
_WHOLE = re.compile(r"\W*(?:" + "|".join(f"(?:{pattern})" for pattern in _PATTERNS) + r")[\W_]*", re.IGNORECASE)


def is_furniture(words: str) -> bool:
    """Tell whether a block is the page's and not the article's."""
    return len(words) <= _LONGEST and _WHOLE.fullmatch(" ".join(words.split())) is not None
