"""Government: which of the words found stand inside another one's content, and are part of its event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy import tokens

    from sayso.extract.coding.matching import Match

_VERBAL = frozenset({"VERB", "AUX"})
_TIMES = frozenset(
    {"after", "before", "since", "during", "following", "amid", "despite", "until", "as", "because", "due"}
)
_CONTENT = frozenset({"xcomp", "ccomp", "dobj", "pobj", "pcomp", "oprd", "acl", "attr", "nsubjpass", "conj", "appos"})
_FAR = 7

How = Literal["content", "subject", "beside"]


class Governor(NamedTuple):
    """The word above, and how one hangs on it: in its content, as its subject, or in a clause beside it."""

    match: Match
    how: How


def governor(match: Match, matches: Mapping[int, Match]) -> Governor | None:  # noqa: C901, PLR0911, PLR0912 - a case for each relation
    """Find the word that ``match`` is part of, if there is one."""
    token = match.token
    how: How = "content"
    for _ in range(_FAR):
        head, relation = token.head, token.dep_
        if head == token:
            return None
        if relation in {"relcl", "parataxis"} or (relation == "acl" and token.tag_ in {"VBN", "VBD"}):
            return None
        if relation == "prep" and token.lower_ in _TIMES:
            return None
        if relation == "advcl":
            if not _is_participle(token):
                return None
            how = "beside"
        if relation == "conj" and head.pos_ in _VERBAL:
            if any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.lefts):
                return None
            if head.i in matches:
                return Governor(matches[head.i], "beside")
            if how == "content" and token == match.token:
                how = "beside"
            token = head
            continue
        if relation in {"nsubj", "nsubjpass", "csubj"} and how == "content":
            above = matches.get(head.i)
            if above is None:
                return None
            return Governor(above, "content" if relation == "nsubjpass" else "subject")
        if head.i in matches:
            return Governor(matches[head.i], how)
        if relation not in _CONTENT and relation not in {"prep", "agent", "dative", "advcl", "compound", "dep"}:
            return None
        token = head
    return None


def _is_participle(token: tokens.Token) -> bool:
    return token.tag_ in {"VBG", "VBN"} and not any(
        child.dep_ in {"mark", "nsubj"} or child.tag_ in {"TO", "WRB"} for child in token.lefts
    )
