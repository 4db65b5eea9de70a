"""The tense of what happens at a time: which way to look for "Thursday"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from sayso.annotate import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    Tense = Literal["past", "future"]

_AHEAD = frozenset(
    {"will", "shall", "'ll", "’ll", "wo", "would", "could", "may", "might", "must", "should", "can", "ca"}
)
_BEHIND = frozenset({"had", "was", "were", "did", "has", "have", "'ve", "'d", "been"})
_EVE = re.compile(r"\bahead of (?:the )?$", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|within) (?:the )?(?:(?:end|start|middle|beginning) of |early |late |mid-|next )?$",
    re.IGNORECASE,
)
# Of these the time that comes after them is the time of what they look ahead to: "expected back on Friday".
# The lemmatizer takes "hopes" for "hop".
_EXPECTING = frozenset(
    "expect plan hope hop await anticipate intend schedule slate aim foresee predict forecast envisage".split()
)
# These may themselves have happened then ("promised on Friday"), but a deadline is that of what they ask or promise.
_ASKING = frozenset(
    "ask demand request urge order call promise pledge vow threaten offer propose agree invite want need require give"
    " set warn insist".split()
)
# "Set for Sunday", but "set up on Sunday".
_FIXING = frozenset("set call fix book bill arrange announce".split())
_EXPECTED = frozenset({"due", "set", "likely", "ready", "scheduled", "slated"})
_PLANS = frozenset({"plan", "hope", "expectation", "preparation", "invitation", "prospect"})
# In the present these tell what a timetable says: "the talks resume on Monday".
_TIMETABLE = frozenset(
    "begin start open reopen resume meet convene arrive leave depart return end expire close vote go come fly travel"
    " visit sail conclude elapse take".split()
)
# "Would not say on Friday" told nothing on that day; it does not look ahead.
_TELLING = frozenset("say comment confirm discuss elaborate disclose tell answer speculate give".split())
_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
# What these are followed by was done, or not done, when they were.
_IMPLICATIVE = frozenset(
    "refuse fail manage begin start continue try attempt help come go happen cease stop dare decline rush return"
    " struggle neglect proceed resume bother".split()
)
_PERCEIVING = frozenset({"see", "hear", "count", "smell", "feel", "watch", "find"})
_ORDERING = frozenset({"after", "following", "since", "as", "amid"})
_PRESENT = frozenset({"VBZ", "VBP"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "oprd"})
_FAR = 8
_LONGEST_QUOTATION = 2000


def tense_at(doc: tokens.Doc, start: int, end: int) -> Tense | None:
    """Tell the tense of the verb that governs characters ``[start, end)``; None without a parse or a verb.

    A deadline ("by Friday") lies ahead unless its verb is in the past. What stands in quotation
    marks has its own tense: “We meet on Monday,” he said.
    """
    if not is_parsed(doc):
        return None
    text = text_of(doc)
    if _EVE.search(text, max(0, start - 30), start) is not None:
        return "future"
    deadline = _DEADLINE.search(text, max(0, start - 30), start) is not None
    # "Monday's debate" names an event; what may, might or wants to happen is not the debate.
    named = text.startswith(("'s ", "’s "), end)
    low, high = quotation_around(text, start, end)
    found: Tense | None = None
    is_condition = False
    for token, below in _governors(token_at(doc, end - 1), low, high):
        if token.lower_ == "according":
            return "past"  # whatever it says will happen, it said so before
        if token.pos_ not in _VERBS and not token.tag_.startswith("VB"):
            found = "future" if token.lemma_ in _PLANS and below is not None and below.i > token.i else None
        elif deadline and _is_condition(token):
            is_condition = True
        elif is_condition and token.lemma_ in _ASKING:
            found = "future"  # "had threatened to strike unless they left within a day"
        elif named and not _surely_ahead(token, below):
            found = "past" if token.tag_ == "VBD" else None
        else:
            found = _tense_of(token, below, deadline=deadline)
        if found is not None:
            return found
    return "future" if deadline else None


def is_parsed(doc: tokens.Doc) -> bool:
    """Tell whether ``doc`` has a parse. spaCy looks at every token of one without, at each call."""
    known: bool | None = doc.user_data.get("is_parsed")
    if known is None:
        known = doc.user_data["is_parsed"] = doc.has_annotation("DEP")
    return known


def token_at(doc: tokens.Doc, at: int) -> tokens.Token:
    """Give the token that holds character ``at`` of the view."""
    return doc[max(0, bisect_right(_Offsets(doc), at) - 1)]


def _governors(token: tokens.Token, low: int, high: int) -> Iterator[tuple[tokens.Token, tokens.Token | None]]:
    """Yield the token and what it hangs on, upwards, each with the one below it.

    Once a verb was met it stays within the quotation, between characters ``low`` and ``high``.
    """
    below = None
    has_verb = False
    for _ in range(_FAR):
        if has_verb and not low <= token.idx < high:
            return
        has_verb = has_verb or token.pos_ in _VERBS
        yield token, below
        if token.head.i == token.i:
            return
        token, below = token.head, token


def quotation_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the bounds of the quotation marks around ``[start, end)``; those of the text where it is in none."""
    first = max(0, start - _LONGEST_QUOTATION)
    opened = text.rfind("“", first, start)
    if opened <= text.rfind("”", first, start):
        return 0, len(text)
    closed = text.find("”", end, end + _LONGEST_QUOTATION)
    return opened, closed if closed >= 0 else len(text)


def _tense_of(verb: tokens.Token, below: tokens.Token | None, *, deadline: bool) -> Tense | None:  # noqa: PLR0911 - one for each verb form
    children = list(verb.children)
    helpers = {child.lower_ for child in children if child.dep_ in {"aux", "auxpass"}}
    if helpers & _AHEAD:
        is_past = not deadline and (
            "have" in helpers or _was_perceived(verb, helpers) or _came_to_nothing(verb, children, helpers)
        )
        return "past" if is_past else "future"
    if "to" in helpers and verb.dep_ == "xcomp" and verb.head.lemma_ in _IMPLICATIVE and not deadline:
        return None  # "refused to sign on Friday": refused on Friday
    if ("to" in helpers and (verb.tag_ == "VB" or "be" in helpers)) or helpers == {"be"}:
        return "past" if "have" in helpers else "future"
    if _looks_ahead(verb, below, helpers, deadline=deadline):
        return "future"
    if helpers & _BEHIND:
        return "past"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "am", "'s", "'re", "'m"}:
        return "future"
    if verb.tag_ == "VBN" and not helpers and verb.dep_ in _COMPLEMENTS:
        return None  # "wants it opened": the verb above tells when
    if verb.tag_ in {"VBD", "VBN"}:
        return "past"
    if _is_unfulfilled(verb, children, helpers) or _is_timetabled(verb, children, below):
        return "future"
    return "future" if deadline else None


def _looks_ahead(verb: tokens.Token, below: tokens.Token | None, helpers: set[str], *, deadline: bool) -> bool:
    """Tell whether the verb speaks of what is to come, whatever its own tense: "expected back on Friday"."""
    if deadline and helpers & {"have", "has", "'ve"}:
        return True
    if below is None or "had" in helpers:
        return False
    if verb.lemma_ in _ASKING and deadline:
        return True
    if verb.lemma_ in _FIXING and below.lower_ == "for":
        return True
    return verb.lemma_ in _EXPECTING and below.i > verb.i and "did" not in helpers


def _surely_ahead(verb: tokens.Token, below: tokens.Token | None) -> bool:
    """Tell "will vote in Sunday's poll" and "plans to skip Sunday's poll"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return not helpers.isdisjoint(_WILL) or _looks_ahead(verb, below, helpers, deadline=False)


def _was_perceived(verb: tokens.Token, helpers: set[str]) -> bool:
    """Tell "could be seen on Friday", "could hear it on Friday": what was there to be seen."""
    return "could" in helpers and verb.lemma_ in _PERCEIVING


def _came_to_nothing(verb: tokens.Token, children: list[tokens.Token], helpers: set[str]) -> bool:
    """Tell "could not be reached on Friday", "would not comment on Friday": the day on which nothing came of it."""
    if not any(child.dep_ == "neg" for child in children):
        return False
    return "could" in helpers or ("would" in helpers and verb.lemma_ in _TELLING)


def _is_unfulfilled(verb: tokens.Token, children: list[tokens.Token], helpers: set[str]) -> bool:
    """Tell an imperative, "ask me on Sunday", and a demand, "that the army leave on Sunday"."""
    if verb.tag_ not in {"VB", "VBP"} or helpers - {"do"}:
        return False
    if any(child.dep_ in _SUBJECTS for child in children):
        return verb.tag_ == "VB" and any(child.dep_ == "mark" for child in children)
    return verb.dep_ == "ROOT" or verb.head.i > verb.i


def _is_timetabled(verb: tokens.Token, children: list[tokens.Token], below: tokens.Token | None) -> bool:
    if verb.tag_ not in _PRESENT:
        return False
    if (
        verb.lemma_ == "be"
        and below is not None
        and (below.dep_ == "attr" or below.lower_ == "on")
        and below.i > verb.i
    ):
        return not any(child.lower_ in {"it", "this", "that", "there"} for child in children)  # "the vote is on 8 June"
    if verb.lemma_ == "be":
        words = {child.lower_ for child in children} | {"" if below is None else below.lower_}
        return not words.isdisjoint(_EXPECTED)
    # "The attack comes days after a vote on Sunday": the day is that of the vote.
    return verb.lemma_ in _TIMETABLE and (below is None or below.lower_ not in _ORDERING)


def _is_condition(verb: tokens.Token) -> bool:
    """Tell "if none came by Friday": its past form tells no time, the main verb does."""
    return any(child.lower_ in {"if", "unless"} for child in verb.children)


class _Offsets:
    """The places where tokens begin, for a binary search that reads only a few of them."""

    def __init__(self, doc: tokens.Doc) -> None:
        self._doc = doc

    def __len__(self) -> int:
        return len(self._doc)

    def __getitem__(self, index: int) -> int:
        return self._doc[index].idx
