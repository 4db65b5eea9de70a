"""The outlet that a line of an article names: "The Lomma Courier", "Source: Radio Lomma", "© 2031 Lomma Press".

Only what the words make plain is taken: a name that begins or ends as those of newspapers, agencies and stations do.
"""

from __future__ import annotations

import re

_ENDS = frozenset(
    "times post herald courier news newspaper radio tv television gazette journal tribune press chronicle observer"
    " telegraph dispatch examiner inquirer enquirer broadcasting newswire mail express bulletin".split()
)
_BEGINS = frozenset("radio tv television".split())
_AGENCY = re.compile(r"\b(?:news|press|telegraph(?:ic)?) (?:agency|network|service)$", re.IGNORECASE)
# Two words that say what stands there, or that are no name at all: "World News", "Hard Times", "Border Post".
_NO_OUTLET = re.compile(
    r"(?:the )?(?:(?:world|local|latest|breaking|top|national|international|business|sports?|politics|home|good|bad"
    r"|fake|more|related|other|regional|war|crisis|foreign|great|big|important|sad|tragic) news"
    r"|(?:hard|troubled|bad|good|end|old|modern|ancient|war|our|desperate|trying|dark|these|difficult) times"
    r"|(?:border|command|trading|observation|military|guard|army|police|latest|first|last|next|blog|guest) post"
    r"|(?:foreign|full|local|state|free|world|daily|national) press|(?:state|local|police|the) (?:radio|tv)"
    r"|(?:state|local|police|the) television"
    r"|(?:diplomatic|motor|special|legal) courier|(?:royal|chain|e) mail|(?:security|news) bulletin)",
    re.IGNORECASE,
)
_WORD = r"(?:[A-ZÀ-ÖØ-Þ0-9][\w.’'&-]*|of|the|and|&|for|on|de|del|la|le)"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w.’'&-]*(?:[ \xa0]{_WORD}){{1,5}}"
_WHOLE = re.compile(_NAME)
_SOURCE = re.compile(
    r"\W*(?i:source|(?:originally |first )?published (?:in|by|on)|via)[ \xa0]*:?[ \xa0]+"
    rf"(?P<name>{_NAME})\W*"
)
_RIGHTS = re.compile(
    r"\W*(?i:©|\(c\)|copyright)\W*(?:(?i:copyright)\W*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\W*(?i:by )?"
    rf"(?P<name>{_NAME}?)(?:(?:[ \xa0]\d{{4}})?[.,|]?[ \xa0]*(?i:all rights reserved).*|[ \xa0]\d{{4}})?\.?"
)
_LONGEST = 60
_LONGEST_LINE = 200


def is_outlet(words: str) -> bool:
    """Tell whether a line is the name of an outlet, by its first or last word."""
    if len(words) > _LONGEST or _WHOLE.fullmatch(words) is None or _NO_OUTLET.fullmatch(words) is not None:
        return False
    parts = words.lower().split()
    if parts[0] == "the":
        parts = parts[1:]
    return len(parts) > 1 and (parts[-1] in _ENDS or parts[0] in _BEGINS or _AGENCY.search(words) is not None)


def credited(words: str) -> str | None:
    """Give the outlet of a line that credits one: "Source: The Lomma Courier"."""
    return None if len(words) > _LONGEST_LINE else _outlet_of(_SOURCE.fullmatch(words))


def rights_of(words: str) -> str | None:
    """Give the outlet of a line that claims its rights: "© 2031 The Lomma Courier. All rights reserved."."""
    return None if len(words) > _LONGEST_LINE else _outlet_of(_RIGHTS.fullmatch(words))


def _outlet_of(match: re.Match[str] | None) -> str | None:
    name = None if match is None else match["name"].rstrip(".")
    return name if name is not None and is_outlet(name) else None
