"""Quotation marks: opening, closing and apostrophes told apart, and the stretches they enclose.

Straight marks say nothing of direction and the curly closing single mark is also the apostrophe,
so direction is read from the neighbours. In what `told_apart` returns, double marks are “ and ”,
single quotation marks ‘ and ’, and every apostrophe is '.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FOREIGN = str.maketrans("«»„‟〝〞‚‛′″", "“”“““”‘‘'\"")
_MARK = re.compile("[\"“”'‘’`´]|\n\n")
_OPENS_AFTER = frozenset(" \n\t([{<—–-/“‘\"'…")
# Clipped words that begin with an apostrophe, as dictionaries list them; also decades ('90s).
_CLIPPED = re.compile(r"(?:em|til|tis|twas|cause|bout|round|n|\d0s?|\d\d)\b", re.IGNORECASE)


def told_apart(text: str) -> str:
    """Give ``text`` with its quotation marks told apart; the length stays the same."""
    text = text.translate(_FOREIGN)
    out = list(text)
    open_double = open_single = False
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "\n\n":
            # An unclosed mark does not reach over a paragraph: the next one opens again.
            open_double = open_single = False
            continue
        before = " " if at == 0 or out[at - 1] in "“‘" else text[at - 1]
        after = text[at + 1] if at + 1 < len(text) else " "
        if mark in "“”":
            open_double = mark == "“"
        elif mark == '"':
            open_double = _opens(before, after, open_double)
            out[at] = "“" if open_double else "”"
        else:
            out[at] = _single(text, at, before, after, open_single)
            open_single = out[at] == "‘" or (open_single and out[at] == "'")
    return "".join(out)


def _single(text: str, at: int, before: str, after: str, is_open: bool) -> str:
    """Tell what the single mark at ``at`` is: ‘ or ’ around words, or the apostrophe '."""
    if before.isalnum() and after.isalnum():
        return "'"
    if text[at] == "‘":
        return "'" if _CLIPPED.match(text, at + 1) else "‘"
    if is_open and not after.isalnum() and not _possessive(text, at):
        return "’"
    return "‘" if text[at] in "'`" and _opens_single(text, at, before, after) else "'"


def _opens(before: str, after: str, is_open: bool) -> bool:
    starts = before in _OPENS_AFTER
    ends = after.isspace() or after in ".,;:!?)]}”’—–-"
    if starts == ends:
        return not is_open
    return starts


def _opens_single(text: str, at: int, before: str, after: str) -> bool:
    if before not in _OPENS_AFTER or not after.isalnum() or _CLIPPED.match(text, at + 1):
        return False
    # Only a mark with a partner in the same paragraph is a quotation mark.
    end = text.find("\n\n", at)
    return re.search(r"\w[.,!?;:]?['’](?!\w)", text[at + 1 : end if end >= 0 else len(text)]) is not None


def _possessive(text: str, at: int) -> bool:
    """``the states' troops ... he said'``: a mark after s is a possessive if another one closes later."""
    if text[at - 1 : at] not in ("s", "S") or text[at + 1 : at + 2] != " ":
        return False
    end = text.find("\n", at)
    rest = text[at + 1 : end if end >= 0 else len(text)]
    closing = re.search(r"[\w.,!?]['’](?!\w)", rest)
    opening = re.search(r"(?<!\w)['‘]\w", rest)
    return closing is not None and (opening is None or closing.start() < opening.start())


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks: ``parts`` without the marks, one a paragraph.

    ``closed`` is False where the closing mark is missing.
    """

    parts: tuple[tuple[int, int], ...]
    single: bool = False
    closed: bool = True

    @property
    def start(self) -> int:
        """Where the words begin, after the first mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the words end, before the last mark."""
        return self.parts[-1][1]


def quoted(text: str) -> tuple[Quoted, ...]:
    """Find the stretches that quotation marks enclose in a text whose marks are told apart.

    A quotation over several paragraphs has an opening mark before each and a closing one at
    the end of the last (Chicago Manual of Style, 13.32); it comes as one with several parts.
    Single marks inside double ones come as well. Order of the text.
    """
    found: list[Quoted] = []
    pending: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n](?:(?!\n\n).)*", text, re.DOTALL):
        start, end = paragraph.span()
        opened = None
        continues = bool(pending) and text[start] == "“"
        if pending and not continues:
            found.append(Quoted(tuple(pending), closed=False))
            pending = []
        for match in re.finditer("[“”]", text[start:end]):
            at = start + match.start()
            if match[0] == "“":
                opened = at + 1 if opened is None else opened
            elif opened is not None:
                if at > opened:
                    found.append(Quoted((*pending, (opened, at))))
                pending, opened = [], None
        if opened is not None and opened < end:
            pending.append((opened, end))
        elif continues and pending:
            found.append(Quoted(tuple(pending), closed=False))
            pending = []
    if pending:
        found.append(Quoted(tuple(pending), closed=False))
    found.extend(
        Quoted(((match.start() + 1, match.end() - 1),), single=True) for match in re.finditer(r"‘[^‘’\n]+’", text)
    )
    return tuple(sorted(found, key=lambda quotation: quotation.parts))
