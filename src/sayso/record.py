"""What a text says, tied to the characters that say it: Quotation, Figure, Event and the other kinds of record."""

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


# The 16 types of PLOVER 2.0, and STATE for a statement as an event (CAMEO 01 and 02 had it).
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATE",
]
Status = Literal["occurred", "ongoing", "planned", "alleged", "denied", "hypothetical"]
CommitmentKind = Literal["pledge", "request", "demand", "refusal", "threat", "forecast"]
ControlChange = Literal["holds", "gained", "lost"]
# "not": refused, suspended or shut out, or said to be no member.
MembershipChange = Literal["belongs", "joined", "left", "not"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When something happened: an EDTF string and the id of the date that tells it.

    ``assumed`` is true where the text gives none: then it is the day of publication, or that of an
    event of the same type between the same parties told before, and ``date`` is None.
    """

    edtf: str | None = None
    date: str | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where something happened: the id of a place; ``assumed`` where only the document's own was there."""

    place: str | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or is said to have, in the terms of PLOVER 2.0.

    ``actors`` did it to ``recipients``; in a meeting or two-sided fighting all are actors.
    ``background`` is True for what is told to place the news: "since the raids", "seized in 2029".
    ``quotation`` is the id of the quotation on whose word it stands; ``killed``, ``injured`` and
    ``arrested`` are ids of figures. ``cameo`` is a CAMEO root or code where the mapping is known, ``score`` the
    manual's conflict-cooperation score (-10 to 10). ``rule`` names what coded it.
    """

    id: str
    trigger: Span
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    date: EventDate | None = None
    place: EventPlace | None = None
    status: Status = "occurred"
    background: bool = False
    quotation: str | None = None
    killed: str | None = None
    injured: str | None = None
    arrested: str | None = None
    cameo: str | None = None
    score: float | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What somebody promises, asks for, demands, refuses, threatens or expects, and by when.

    ``due`` is the EDTF of the deadline or horizon; ``conditional`` is true under an "if" or
    "unless"; ``quotation`` is the id of the quotation it stands in.
    """

    id: str
    kind: CommitmentKind
    span: Span
    by: Mention | None = None
    to: Mention | None = None
    due: str | None = None
    conditional: bool = False
    quotation: str | None = None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many the text says took part, and how many it lists."""

    said: int | None = None
    listed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Talks, a summit, a visit or a call: who was there, who was not, and what it was about.

    ``hosts``, ``participants`` and ``absent`` are ids of actors, ``place`` is the id of a place,
    ``date`` an EDTF string.
    """

    id: str
    span: Span
    name: str
    place: str | None = None
    date: str | None = None
    hosts: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    agenda: tuple[Span, ...] = ()
    counted: Counted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds, gained or lost a place: ids of a place and an actor, since when as EDTF, on whose word."""

    id: str
    span: Span
    place: str | None = None
    holder: str | None = None
    change: ControlChange
    date: str | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Who belongs to which coalition, alliance, union or group, or joined or left it, on whose word.

    ``change`` "not" is for who was shut out, suspended or is said to be no member. ``role`` is the
    text's word for the kind of member ("founding"), "leader" in "the Ardel-led coalition". ``date``
    is an EDTF string: when somebody joined or left, since when somebody belongs. ``rule`` names what
    found it.
    """

    id: str
    span: Span
    member: Mention
    of: Mention
    change: MembershipChange
    role: str | None = None
    date: str | None = None
    quotation: str | None = None
    rule: str


VerdictKind = Literal["judgement", "blame", "purpose", "certainty", "necessity", "label"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A sentence in which the author judges in a voice of his own, on no one's word; ``cues`` are the words that do.

    ``judgement`` calls something good or bad, ``blame`` says who brought it about, ``purpose`` what
    it is really for, ``certainty`` that it is beyond doubt, ``necessity`` what must be done,
    ``label`` takes sides by a name. ``kind`` is that of the first cue.
    """

    id: str
    kind: VerdictKind
    span: Span
    cues: tuple[Span, ...]
    rule: str
