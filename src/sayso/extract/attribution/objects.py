"""Content that is no finite clause: infinitives and things a cue verb speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract import phrases

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.extract.phrases import Range

_NEAR = 12
_SAYS_OF_IT = frozenset({"as", "for", "of", "about", "to", "with", "against", "towards", "toward", "between", "over"})
_BARE_PRONOUNS = frozenset({"it", "that", "this", "them", "himself", "herself", "themselves"})
_REPROACHES = frozenset(
    {"accuse", "blame", "criticise", "criticize", "fault", "condemn", "praise", "thank", "rebuke", "chide"}
)


def infinitive(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`pledged to pay`, `told them to leave`, `pleaded with them to stay`: the infinitive."""
    doc = verb.doc
    for child in verb.rights:
        if child.dep_ not in {"xcomp", "ccomp", "advcl"} or child.tag_ != "VB":
            continue
        to = next((left for left in child.lefts if left.lower_ == "to" and left.dep_ == "aux"), None)
        if to is None or to.i > verb.i + _NEAR:
            continue
        if child.dep_ == "advcl" and not any(
            left.dep_ in {"prep", "dobj", "dative"} for left in verb.rights if left.i < to.i
        ):
            continue
        start = to.i
        end = child.right_edge.i + 1
        end = next(
            (index for index in range(child.i + 1, end - 1) if doc[index].text == "," and doc[index + 1].tag_ == "VBG"),
            end,
        )
        return (phrases.trim(doc, start, end),)
    return None


def expected_to(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`the talks are expected to fail`, `she is said to be ill`: a saying whose source the text leaves out."""
    subject = phrases.child_of(verb, "nsubjpass")
    if subject is None or subject.lower_ == "it" or phrases.agent(verb) is not None:
        return None
    action = infinitive(verb)
    if action is None or subject.i > verb.i:
        return None
    return (phrases.noun_phrase(subject), *action)


def prepositional(verb: tokens.Token, word: str) -> tuple[Range, ...] | None:
    """`called for talks`, `warned of a siege`: the object of the preposition."""
    for child in verb.rights:
        if child.dep_ in {"prep", "prt"} and child.lower_ == word and child.i <= verb.i + 2:
            inner = phrases.child_of(child, "pobj", "pcomp")
            if inner is not None and inner.right_edge.i + 1 > inner.left_edge.i:
                return (phrases.trim(verb.doc, inner.left_edge.i, child.right_edge.i + 1),)
    return None


def thing(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`criticized the plan`, `called it a crime`: the object and what is said of it."""
    doc = verb.doc
    deed = _reproached_deed(verb)
    if deed is not None:
        return (deed,)
    if phrases.is_passive(verb):
        subject = phrases.child_of(verb, "nsubjpass")
        if subject is None or phrases.agent(verb) is None:
            return None
        return (phrases.trim(doc, subject.left_edge.i, subject.right_edge.i + 1),)
    predicate = next((child for child in verb.rights if child.dep_ in {"ccomp", "oprd", "xcomp"}), None)
    noun = phrases.child_of(verb, "dobj", "oprd") or predicate
    if noun is None or noun.i < verb.i or (noun.lower_ in _BARE_PRONOUNS and predicate is None):
        return None
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    for child in verb.rights:
        if child.i > noun.i and (child.dep_ in {"oprd", "xcomp"} or _says_of_it(child)):
            end = max(end, child.right_edge.i + 1)
    if start <= verb.i < end:
        return None
    return (phrases.trim(doc, start, end),)


def put_at(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`put the injured at 64`: the thing and the number somebody gives for it."""
    noun, at = phrases.child_of(verb, "dobj"), None
    for head in (verb, noun):
        at = at or next((child for child in (head.rights if head is not None else ()) if child.lower_ == "at"), None)
    if noun is None or at is None or noun.i < verb.i or not any(token.like_num for token in at.subtree):
        return None
    return (phrases.trim(verb.doc, noun.left_edge.i, max(at.right_edge.i, noun.right_edge.i) + 1),)


def taken_as(verb: tokens.Token) -> tuple[Range, ...] | None:
    """`see the move as a trap`, `the move, which they see as a trap`: what somebody takes a thing for."""
    noun = phrases.child_of(verb, "dobj")
    held = [*verb.rights, *(noun.rights if noun is not None and noun.i > verb.i else ())]
    told = next((child for child in held if child.dep_ == "prep" and child.lower_ == "as" and child.i > verb.i), None)
    if noun is None or told is None:
        relative = verb.dep_ == "relcl" and told is not None
        return (phrases.trim(verb.doc, told.i, told.right_edge.i + 1),) if relative and told is not None else None
    start = noun.left_edge.i if noun.i > verb.i else told.i
    return (phrases.trim(verb.doc, start, told.right_edge.i + 1),)


def _reproached_deed(verb: tokens.Token) -> Range | None:
    """`accused the army of lying`: the army is spoken of, the lying is what is said."""
    if verb.lemma_ not in _REPROACHES:
        return None
    accused = phrases.child_of(verb, "dobj")
    for child in (*verb.rights, *(accused.rights if accused is not None else ())):
        if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
            deed = phrases.child_of(child, "pcomp")
            if deed is not None and deed.tag_ == "VBG":
                return phrases.trim(verb.doc, deed.left_edge.i, deed.right_edge.i + 1)
    return None


def _says_of_it(child: tokens.Token) -> bool:
    """`described the raid as a crime`, `praised them for it`."""
    return child.dep_ in {"prep", "dative"} and child.lower_ in _SAYS_OF_IT
