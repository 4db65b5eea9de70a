"""Quotation and Figure: what a text says, each tied to the characters that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.document import Span

Manner = Literal["direct", "indirect", "mixed"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
CueClass = Literal["neutral", "factive", "doubting", "belief", "intention", "stance"]
CaveatKind = Literal["duress", "anonymous", "party", "party_outlet", "hearsay"]
Change = Literal["up", "down"]
# What ties a date or place to a record: the parse; being the only one in its sentence, or so far in
# its paragraph; for a quotation, what the speaker said just before. "saying" is the day on which a
# figure was given, "document" that of publication (no id).
DateBy = Literal["syntax", "sentence", "paragraph", "saying", "document"]
PlaceBy = Literal["syntax", "sentence", "paragraph"]
# "2,000 coalition strikes"; "three of Farvane's boats"; "members of the Front"; "the army lost 40 men".
ActorBy = Literal["counted", "possessive", "of", "holder"]
Outcome = Literal["killed", "wounded", "missing", "displaced", "detained", "captured", "abducted"]
Victims = Literal[
    "civilian", "child", "woman", "man", "fighter", "soldier", "police", "official", "journalist", "medic", "aid_worker"
]


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """A span that names somebody; ``actor`` is the id of who it is, where known."""

    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """A fact a reader must know of a source, and the words that tell it.

    ``duress``: a captive; ``anonymous``: not named, or asked not to be; ``party``: a side of the
    fighting; ``party_outlet``: the medium of a side; ``hearsay``: "reportedly", "it is said".
    """

    kind: CaveatKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Content that the text attributes to a source: content, cue, speaker (PARC 3.0, PolNeAR).

    ``content`` is one span or several (a quotation broken by "he said"), without quotation marks
    and without "that". ``cue_class`` tells how the reporter frames it: "doubting" for claimed,
    boasted or admitted, "factive" for revealed. ``within`` is the id of the quotation that contains
    this one; ``via`` is what carries the words and who put that out: "a video that the group
    published", the newspaper somebody told. ``rule`` names what found it. ``date`` and ``place``
    are ids of when and where it was said, ``date_by`` and ``place_by`` what tells so.
    """

    id: str
    manner: Manner
    content: tuple[Span, ...]
    cue: Span | None = None
    cue_class: CueClass | None = None
    speaker: Mention | None = None
    addressee: Mention | None = None
    within: str | None = None
    via: Mention | None = None
    polarity: Polarity = "affirmed"
    certainty: Certainty = "unspecified"
    caveats: tuple[Caveat, ...] = ()
    date: str | None = None
    date_by: DateBy | None = None
    place: str | None = None
    place_by: PlaceBy | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """What befell the people a figure counts, as the text asserts it; ``cue`` is the word that says so.

    ``outcomes`` are several where one number counts them together: "40 were killed or wounded".
    ``victims`` is who they are as far as the counted words tell: "woman" and "child" for "women and
    children". It is empty for "people" and for "others".
    """

    outcomes: tuple[Outcome, ...]
    cue: Span
    victims: tuple[Victims, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity the text gives, as an interval of ``unit``.

    ``low`` or ``high`` is None for an open side ("at least 12" is 12 and None); ``value`` is the
    number itself where there is one. ``approximate`` is true for "some", "about", "nearly".
    Shares are in percent. ``quotation``, ``date``, ``place`` and ``actor`` are ids of the records
    it stands in or belongs to. ``part_of`` is the id of the figure for the whole that this one is a
    part of ("30 of the 80 boats"). ``items`` are what a list beside it names ("three towns: Orvane,
    Velm and Tolm"); their number may differ from the figure's. ``date_by``, ``place_by`` and
    ``actor_by`` are what ties those to it.
    """

    id: str
    span: Span
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    change: Change | None = None
    unit: str | None = None
    unit_text: str | None = None
    counted: Span | None = None
    casualty: Casualty | None = None
    part_of: str | None = None
    items: tuple[Span, ...] = ()
    quotation: str | None = None
    date: str | None = None
    date_by: DateBy | None = None
    place: str | None = None
    place_by: PlaceBy | None = None
    actor: str | None = None
    actor_by: ActorBy | None = None
