"""Sighting: one mention of a meeting, or of somebody at one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.extract.encounters.parties import Party
from sayso.extract.phrases import Range

Sort = Literal["talks", "visit", "call"]


@dataclass(slots=True, kw_only=True)
class Sighting:
    """One mention: at token ``at``, in the words ``[start, end)``.

    ``is_noun`` where it names the meeting; ``is_told`` where its sentence shows that it took place; ``is_pair`` where
    it is only "A met B"; ``names`` are the capitalised words beside it, in lower case; ``verb`` is the verb
    that a noun stands under.
    """

    at: int
    start: int
    end: int
    sort: Sort = "talks"
    is_noun: bool = False
    is_definite: bool = False
    is_told: bool = False
    is_pair: bool = False
    names: frozenset[str] = frozenset()
    hosts: list[Party] = field(default_factory=list)
    participants: list[Party] = field(default_factory=list)
    absent: list[Party] = field(default_factory=list)
    verb: int = -1
    agenda: list[Range] = field(default_factory=list)
