"""Copy: what documents say of each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

How = Literal["verbatim", "excerpt", "rewrite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Documents that carry one article: ids in order, the one that the others were made from, how each carries it.

    ``how`` has an entry for each member but the original. A "verbatim" copy has nearly all of its sentences as they
    are, an "excerpt" some of them, a "rewrite" tells them in other words.
    """

    members: tuple[str, ...]
    original: str
    how: Mapping[str, How]
