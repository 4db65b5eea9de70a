"""Parts of places: "northern Iraq", "the north-east of Syria", "southern parts of the Donbas"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.extract.toponyms.forms import Candidate

_POINT = (
    r"(?:[Nn]orth|[Ss]outh)(?:[- ]?(?:[Ee]ast|[Ww]est))?(?:ern)?|(?:[Ee]ast|[Ww]est)(?:ern)?"
    r"|[Cc]entral|[Cc]ent(?:re|er)"
)
# "the far north of", "the southern half of the"; "south of Oden" is outside it
_BEFORE = re.compile(
    rf"(?<![\w-])(?:the (?:far |extreme )?(?P<of>{_POINT})"
    r"(?: (?:parts?|half|end|tip|corner|regions?|areas?))? of (?:the )?"
    rf"|(?P<before>{_POINT}) (?:(?:parts|regions|areas) of (?:the )?)?)$"
)
_FRONT = re.compile(rf"(?:{_POINT}) (?=[A-Z])")
_REACH = 45
# "North Oden" may be a town of its own; "North Kelmora" is the north of a country where no list has the name.
_LARGE = frozenset({"country", "territory", "admin", "region"})
_WHOLES = _LARGE | {"city", None}


def part_before(text: str, one: Candidate) -> tuple[int, str] | None:
    """Find which part of a place the words before it mean: where they begin, and "n", "ne", "c" ..."""
    if one.demonym or one.kind not in _WHOLES:
        return None
    match = _BEFORE.search(text, max(0, one.start - _REACH), one.start)
    if match is None:
        return None
    words = match["of"] or match["before"]
    if words[0].isupper() and not (one.evidence in ("known", "told") and one.kind in _LARGE | {None}):
        return None
    return match.start(), _code(words)


def whole_of(name: str) -> str | None:
    """Give what is left of a name without a point of the compass in front; None where none is."""
    front = _FRONT.match(name)
    return None if front is None else name[front.end() :]


def _code(words: str) -> str:
    word = words.lower()
    if word.startswith("cent"):
        return "c"
    # "northwestern" holds the "west" of "western"
    return "".join(letter for point, letter in _LETTERS if point in word)


_LETTERS = (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"))
