"""NameIndex: whose a name is, and where in a text the names stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Held = TypeVar("Held")

_FIRST_WORD = re.compile(r"\w+")


class NameIndex(Generic[Held]):
    """Names as they may stand in a view, each of one holder."""

    def __init__(self, holders: Mapping[str, Held]) -> None:
        """Make the tables that finding names needs; each name of ``holders`` has a letter or digit in front."""
        self._by_form = dict(holders)
        self._by_first_word: dict[str, list[str]] = {}
        for form in sorted(holders, key=lambda form: (-len(form), form)):
            self._by_first_word.setdefault(_FIRST_WORD.findall(form)[0], []).append(form)

    def get(self, name: str) -> Held | None:
        """Give the holder of ``name``."""
        return self._by_form.get(name)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in ``text`` names stand as whole words; at each place the longest, none in another."""
        if not self._by_form:
            return
        taken = 0
        for word in _FIRST_WORD.finditer(text):
            start = word.start()
            if start < taken:
                continue
            for form in self._by_first_word.get(word[0], ()):
                end = start + len(form)
                if text.startswith(form, start) and not (form[-1].isalnum() and text[end : end + 1].isalnum()):
                    yield start, end
                    taken = end
                    break


def forms(name: str) -> tuple[str, ...]:
    """Give how ``name`` may stand in a view, where an apostrophe is always '; "the" may begin a sentence."""
    form = name.replace("\u2019", "'")
    article, space, rest = form.partition(" ")
    return (f"the {rest}", f"The {rest}") if space and article in {"the", "The"} else (form,)
