"""The head of an article: its title, byline, date line and dateline, told apart from its first paragraph.

Only what the words make plain is taken. A first line that may be a title or a name is left a heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.read.dateline import AGENCIES, dateline, set_dateline_apart
from sayso.read.outlet import credited, is_outlet, rights_of
from sayso.read.published import published
from sayso.view import ends_open, is_finished

if TYPE_CHECKING:
    from sayso.document import Block, BlockKind

_HEAD_LENGTH = 8
_FOOT_LENGTH = 4
_BODY_LENGTH = 160
_TITLE_LENGTH = 200
_TITLE_WORDS = range(2, 31)
_HEADING_LENGTH = 100
_TWO_SENTENCES = re.compile(r"\w{3}[.!?][”\"]?\s+[A-Z“\"]")
# A title that was wrapped fills its first line.
_SHORT_LINE = 40
_CAPITALISED_SHARE = 0.7
# A body's name in capitals above a title: "MINISTRY OF DEFENCE", "NORTHERN RELIEF NETWORK", "PRESS RELEASE".
_LETTERHEAD = re.compile(
    r"(?:THE )?(?:(?:MINISTRY|OFFICE|DEPARTMENT|GOVERNMENT|EMBASSY|REPUBLIC|KINGDOM|STATE|COUNCIL|COMMITTEE|PARLIAMENT"
    r"|COMMAND|BUREAU|UNIVERSITY|INSTITUTE|COMMISSION) (?:OF|FOR)(?: [A-Z][\w.’'&,-]*){1,6}"
    r"|(?:[A-Z][\w.’'&-]* ){1,5}(?:MINISTRY|DEPARTMENT|COMMAND|COUNCIL|COMMITTEE|NETWORK|INSTITUTE|COMMISSION|AGENCY"
    r"|OFFICE|BUREAU|NATIONS|UNION|PARTY|FRONT|FORCES|ARMY|WATCH|INTERNATIONAL|FOUNDATION|FUND)"
    r"|(?:[A-Z]+ )?(?:PRESS|NEWS|MEDIA) (?:RELEASE|STATEMENT)|(?:FOR )?IMMEDIATE RELEASE|STATEMENT|COMMUNIQU[EÉ])",
)
_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w.’'-]*|(?:van|von|de|del|della|der|den|di|da|dos|du|la|le|al|el|bin|ibn|ben|abu)\b)"
_PERSON = re.compile(rf"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:[ \xa0]+{_NAME}){{1,4}}")
_BYLINE = re.compile(
    r"(?:\W*)(?P<by>by|from|words by|story by|report by|written by|reported by)[ \xa0:]+(?P<who>[^\n]{2,120})",
    re.IGNORECASE,
)
# What a byline holds beside names: what they are, where they are, how to reach them.
_AFTER_NAMES = re.compile(
    r"\s*(?:[,|;·•(/]|\s[–—-]\s|\s(?:in|for|at|of|reporting|special to)\s|\S+@|@).*", re.IGNORECASE | re.DOTALL
)
_AND = re.compile(r",?\s+(?:and|&)\s+|,\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[|·•,]|\s[–—-]\s)\s*")
# Words that no person bears and that stand in the lines above an article.
_NO_PERSON = frozenset(
    "the and news press release analysis opinion report update special world politics business editorial staff"
    " media statement ministry office department council agency international human rights watch national united"
    " breaking exclusive live photo video interview summary bulletin daily times post herald gazette journal"
    " review monitor radio television service network university institute committee commission party union"
    " government army forces command north south east west central crisis history article feature story column"
    " letter essay talks war peace day week monday tuesday wednesday thursday friday saturday sunday".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the top of a text says of itself; None where it does not, or not plainly."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    agency: str | None = None
    published: str | None = None


def stands_alone(line: str) -> bool:
    """Tell whether a line can only be a byline or a date."""
    if len(line) > _TITLE_LENGTH // 2:
        return False
    return published(line) is not None or _authors(line) is not None


def recognise(text: str, blocks: list[Block], *, title: str | None = None) -> tuple[list[Block], Head]:
    """Give the blocks with the parts of the head told apart, and what they say.

    ``title`` is a title known from elsewhere; where the text begins with it, that is the title block.
    """
    blocks = list(blocks)
    if title is not None:
        blocks = _set_title_apart(text, blocks, title)
    top = _first_of_body(text, blocks)
    kinds: dict[int, BlockKind] = {}
    found: dict[str, str] = {}
    untitled = not any(block.kind == "title" for block in blocks[:_HEAD_LENGTH])
    for number in range(top):
        block = blocks[number]
        if block.kind not in ("paragraph", "heading"):
            continue
        words = text[block.start : block.end]
        day = published(words)
        authors = _authors(words)
        if day is not None:
            kinds[number] = "date"
            found.setdefault("published", day)
        elif authors is not None:
            kinds[number] = "byline"
            _credit(authors, found)
            _outlet_behind(words, found)
    heading = _title_at(text, blocks, kinds, top) if untitled and title is None and top else None
    _outlets(text, blocks, kinds, found, top=top, title=heading)
    _bare_names(text, blocks, kinds, found, top)
    split = _split_bylines(text, blocks, kinds, found, top)
    if heading is not None and heading not in kinds:
        kinds[heading] = "title"
        found["title"] = " ".join(text[blocks[heading].start : blocks[heading].end].split())
    out: list[Block] = []
    for number, block in enumerate(blocks):
        out.extend(split.get(number) or [replace(block, kind=kinds[number]) if number in kinds else block])
    out = set_dateline_apart(text, out, found)
    return out, Head(**found)


def is_heading(words: str, following: str | None) -> bool:
    """Tell whether a short line between paragraphs is a heading: no stop, and what follows starts afresh."""
    if following is None or len(words) > _HEADING_LENGTH or "\n" in words or is_finished(words) or ends_open(words):
        return False
    first, after = words.lstrip("“‘\"'([")[:1], following.lstrip("“‘\"'([*_")[:1]
    if not (first.isupper() or first.isdigit()) or after.islower() or not after or words[-1] in "-–—,":
        return False
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0


def _first_of_body(text: str, blocks: list[Block]) -> int:
    """Count the blocks of the head: those before the first that is long, or a full sentence, or has a dateline."""
    for number, block in enumerate(blocks[:_HEAD_LENGTH]):
        words = text[block.start : block.end]
        if block.kind in ("title", "date", "byline"):
            continue
        if len(words) > _BODY_LENGTH and not (number == 0 and len(words) <= _TITLE_LENGTH and not is_finished(words)):
            return number
        if dateline(words) is not None:
            return number
        if number and is_finished(words) and published(words) is None and _authors(words) is None:
            return number
    return min(len(blocks), _HEAD_LENGTH)


def _title_at(text: str, blocks: list[Block], kinds: dict[int, BlockKind], top: int) -> int | None:
    """Find the title: the first line, or the one under the name of an outlet or a letterhead in capitals."""
    first = text[blocks[0].start : blocks[0].end]
    if is_outlet(first) or (first.isupper() and _LETTERHEAD.fullmatch(first) is not None):
        under = next((number for number in range(1, top) if number not in kinds), None)
        if under is not None and _is_title(text, blocks, kinds, top, under):
            return under
    return 0 if 0 not in kinds and _is_title(text, blocks, kinds, top) else None


def _is_title(  # noqa: PLR0911 - one return for each rule
    text: str, blocks: list[Block], kinds: dict[int, BlockKind], top: int, number: int = 0
) -> bool:
    words = text[blocks[number].start : blocks[number].end]
    tokens = words.split()
    if len(tokens) not in _TITLE_WORDS or len(words) > _TITLE_LENGTH or words[-1] in ",;:" or "\n\n" in words:
        return False
    first = words.lstrip("“‘\"'([")[:1]
    if not (first.isupper() or first.isdigit()) or len(blocks) == number + 1:
        return False
    if _TWO_SENTENCES.search(words) or "\n" in words[:_SHORT_LINE]:
        return False
    if words[-1] == "." and not _is_capitalised(tokens):
        return False
    if (is_finished(words) and words[-1] not in "?!’”\"'.") or ends_open(words):
        return False
    # "Ana Brandt / 3 May 2031": a name or a two-word title; nobody can tell.
    if kinds.get(number + 1) == "date" and len(tokens) <= 3 and is_person(words):  # noqa: PLR2004 - the length of a name
        return False
    body = [text[block.start : block.end] for block in blocks[top : top + 3] if block.kind == "paragraph"]
    return any(
        is_finished(each) and len(each) > len(words) and not text[blocks[number].end :].lstrip()[:1].islower()
        for each in body
    )


def _is_capitalised(tokens: list[str]) -> bool:
    """Tell whether the words are set as in a headline; short ones stay small in most houses."""
    long_words = [token for token in tokens if len(token) > 3 and token[0].isalpha()]  # noqa: PLR2004
    capital_count = sum(token[0].isupper() for token in long_words)
    return len(long_words) > 2 and capital_count >= _CAPITALISED_SHARE * len(long_words)  # noqa: PLR2004


def _set_title_apart(text: str, blocks: list[Block], title: str) -> list[Block]:
    end = end_of_title(text, blocks[0].start, title) if blocks else None
    if end is None:
        return blocks
    rest = [block for block in blocks if block.end > end]
    start = end + len(text[end:]) - len(text[end:].lstrip())
    if rest and rest[0].start < end:
        rest[0] = replace(rest[0], start=start)
    return [replace(blocks[0], start=blocks[0].start, end=end, kind="title"), *rest]


def end_of_title(text: str, start: int, title: str) -> int | None:
    """Find where the title ends that the text begins with; letters and digits count, marks do not."""
    wanted = [character for character in title.casefold() if character.isalnum()]
    if not wanted:
        return None
    at = start
    for character in wanted:
        while at < len(text) and not text[at].casefold()[:1].isalnum():
            at += 1
        if at >= len(text) or character not in text[at].casefold():
            return None
        at += 1
    mark = re.compile(r"[.!?…”’\"')\]*_]*").match(text, at)
    end = at if mark is None else mark.end()
    after = text[end : end + 1]
    closed = any(character in text[at:end] for character in ".!?…")
    if after and not (after in "\r\n\u2028\u2029" or text[end:].lstrip(" \t\xa0")[:1] in ("\n", "\r", "")):
        glued = after.isupper() and text[end - 1].islower()
        if not glued and not (closed and after.isspace()):
            return None
    return end


def _authors(words: str) -> str | None:
    """Read the names in "By Ana Brandt and Ole Ruud, Olmsund Courier"; None where it is no byline."""
    match = _BYLINE.fullmatch(words.strip())
    if match is None or (is_finished(words.rstrip("*_ ")) and not words.rstrip().endswith(("Jr.", ")"))):
        return None
    who = match["who"].strip("*_ \xa0")
    if who.casefold() in AGENCIES:
        return who
    if match["by"].casefold() == "from":
        return None
    names = []
    for each in _AND.split(who):
        name = _AFTER_NAMES.sub("", each).strip("*_ ")
        if not is_person(name):
            break
        names.append(name)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names) or None


def is_person(words: str) -> bool:
    """Tell whether the words can be a person's name: capitals throughout, and none of a title or an office."""
    if _PERSON.fullmatch(words) is None:
        return False
    return not any(word.strip(".").casefold() in _NO_PERSON for word in words.split())


def _credit(authors: str, found: dict[str, str]) -> None:
    agency = AGENCIES.get(authors.casefold())
    if agency is None:
        found.setdefault("author", authors)
    else:
        found.setdefault("agency", agency)


def _outlet_behind(byline: str, found: dict[str, str]) -> None:
    """Read the outlet behind the names in "By Ana Brandt | Olmsund Courier"."""
    for part in _SEPARATOR.split(byline.strip("*_ "))[1:]:
        if is_outlet(part):
            found.setdefault("outlet", part)


def _outlets(  # noqa: PLR0913 - what is known of the head
    text: str,
    blocks: list[Block],
    kinds: dict[int, BlockKind],
    found: dict[str, str],
    *,
    top: int,
    title: int | None,
) -> None:
    """Find the line that names the outlet: over the title, beside a byline or a date, as a source or an owner."""
    beside = [number for number, kind in kinds.items() if kind in ("byline", "date")]
    for number, block in enumerate(blocks):
        words = text[block.start : block.end].strip("*_ ")
        if not (number < _HEAD_LENGTH or number >= len(blocks) - _FOOT_LENGTH) or number in kinds:
            continue
        if (owner := rights_of(words)) is not None:
            found.setdefault("outlet", owner)
        elif block.kind not in ("paragraph", "heading"):
            continue
        elif (name := credited(words)) is not None:
            kinds[number] = "byline"
            found.setdefault("outlet", name)
        elif number < top and is_outlet(words):
            over_title = title is not None and number < title
            beside_line = number > 0 and any(abs(number - other) == 1 for other in beside)
            if over_title or beside_line:
                kinds[number] = "byline"
                found.setdefault("outlet", words)


def _bare_names(text: str, blocks: list[Block], kinds: dict[int, BlockKind], found: dict[str, str], top: int) -> None:
    """A name alone on its line is a byline where a date stands beside it, and something above it for a title."""
    for number in range(1, top):
        if number in kinds or blocks[number].kind not in ("paragraph", "heading"):
            continue
        words = text[blocks[number].start : blocks[number].end].strip("*_")
        if (
            "date" in (kinds.get(number - 1), kinds.get(number + 1))
            and is_person(words)
            and not words.isupper()
            and "author" not in found
        ):
            kinds[number] = "byline"
            found["author"] = words


def _split_bylines(
    text: str, blocks: list[Block], kinds: dict[int, BlockKind], found: dict[str, str], top: int
) -> dict[int, list[Block]]:
    """Cut "By Ana Brandt | 3 May 2031" in a byline and a date."""
    out: dict[int, list[Block]] = {}
    for number in range(top):
        block = blocks[number]
        words = text[block.start : block.end]
        if block.kind not in ("paragraph", "heading") or "\n" in words or kinds.get(number) == "date":
            continue
        for match in _SEPARATOR.finditer(words):
            left, right = words[: match.start()], words[match.end() :]
            day = published(right)
            outlet = left.strip("*_ ") if is_outlet(left.strip("*_ ")) else None
            authors = _authors(left) or (left if number and outlet is None and is_person(left) else None)
            if day is not None and (authors or outlet) is not None:
                kinds[number] = "byline"
                if authors is not None:
                    _credit(authors, found)
                elif outlet is not None:
                    found.setdefault("outlet", outlet)
                found.setdefault("published", day)
                cut = block.start + match.end()
                byline = replace(block, end=cut - (len(match[0]) - len(match[0].rstrip())), kind="byline")
                out[number] = [byline, replace(block, start=cut, kind="date")]
                break
    return out
