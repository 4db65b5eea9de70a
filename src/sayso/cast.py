"""Who stands at the table: the actors of a reading that matter to it, kind by kind."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.entity import Actor
    from sayso.mention import ActorKind
    from sayso.reading import Reading

KINDS: dict[ActorKind, str] = {
    "person": "people",
    "state": "states",
    "organisation": "organisations",
    "armed_group": "armed groups",
    "outlet": "outlets",
    "group": "groups",
    "unnamed": "unnamed",
}
ARMED_FORCES = "armed forces"
_SOLDIERS = "MIL"  # PLOVER: the armed forces of a state
_NAMED_ENOUGH = 2
_DESCRIBED = ("group", "unnamed")
# Words that point at somebody and say nothing of them: "that those", "No one", "63 percent".
_POINTING = frozenset(
    """
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs myself
    ourselves yourself himself herself itself themselves one ones oneself who whom whose which what that this
    these those such same the a an each every either neither both all any some none no nobody anybody somebody
    everybody anyone someone everyone nothing anything something everything other others another many much more
    most few fewer fewest several lot lots plenty half third quarter first second last next former latter only
    even about almost nearly around roughly over under least two three four five six seven eight nine ten eleven
    twelve dozen dozens score scores hundred hundreds thousand thousands million millions percent cent per pc
    percentage majority minority rest of and or in at as not
    """.split()
)
_WORDS = re.compile(r"[^\W\d_]+")


def label(actor: Actor) -> str:
    """Give the word for what an actor is; the army of a state is no armed group."""
    return ARMED_FORCES if _is_army(actor) else KINDS[actor.kind]


def role(actor: Actor) -> str:
    """Say what a speaker is, where their name does not: "outlet", "armed forces"; empty for most."""
    if _is_army(actor):
        return ARMED_FORCES
    roles: dict[ActorKind, str] = {"armed_group": "armed group", "unnamed": "unnamed source", "outlet": "outlet"}
    return roles.get(actor.kind, "")


def cast(reading: Reading) -> dict[str, list[Actor]]:
    """Give every actor by label, those who speak most first, then those named most."""
    spoken = Counter(quotation.speaker.actor for quotation in reading.quotations if quotation.speaker is not None)
    ranked = sorted(reading.actors, key=lambda actor: (-spoken[actor.id], -len(actor.mentions)))
    labels = list(KINDS.values())
    labels.insert(labels.index(KINDS["armed_group"]), ARMED_FORCES)
    sorted_out = {word: [actor for actor in ranked if label(actor) == word] for word in labels}
    return {word: actors for word, actors in sorted_out.items() if actors}


def at_the_table(reading: Reading) -> dict[str, list[Actor]]:
    """Leave of the cast those who take part: who speak or are spoken to, bear an office, are states or named twice."""
    taking = {
        mention.actor
        for quotation in reading.quotations
        for mention in (quotation.speaker, quotation.addressee)
        if mention is not None
    }
    chosen = {
        word: [actor for actor in actors if _takes_part(actor, taking) and not _only_points(actor)]
        for word, actors in cast(reading).items()
    }
    return {word: actors for word, actors in chosen.items() if actors}


def count(groups: Mapping[str, list[Actor]]) -> int:
    """Count the actors of all groups."""
    return sum(map(len, groups.values()))


def _is_army(actor: Actor) -> bool:
    return actor.kind == "armed_group" and actor.code == _SOLDIERS


def _takes_part(actor: Actor, taking: set[str | None]) -> bool:
    named_often = len(actor.mentions) >= _NAMED_ENOUGH
    return actor.id in taking or bool(actor.offices) or named_often or actor.kind == "state"


def _only_points(actor: Actor) -> bool:
    """Tell a description that is no name and describes nobody: pronouns, determiners, numbers and shares."""
    if actor.kind not in _DESCRIBED and actor.name != actor.name.lower():
        return False  # "US" and "WHO" are names
    return _POINTING.issuperset(_WORDS.findall(actor.name.lower()))
