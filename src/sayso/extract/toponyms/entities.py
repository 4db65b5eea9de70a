"""What the recogniser and the parser say of a stretch: part of a personal name, or a metonym."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from typing import TYPE_CHECKING

from sayso.annotate import text_of
from sayso.extract.toponyms.cues import CAPITAL, is_of_place, is_placed, pattern, trimmed, words
from sayso.extract.toponyms.names import names

if TYPE_CHECKING:
    from spacy import tokens

    from sayso.mention import PlaceKind

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# "Oden-led", "Oden/Tolm-led", "Oden- and Tolm-led"
_LED = re.compile(
    r"(?:(?:/|\u2013|- and |-(?=[A-Z]))[A-Z][\w.]*)*"
    r"-(?:led|backed|brokered|sponsored|funded|supported|made|hosted|allied|aligned|installed)\b"
)
# Prepositions that take those who act, not where: "talks with Iraq".
_ACTORS_AFTER = frozenset("with by against between for among alongside like than".split())
_MODIFIES = frozenset({"compound", "amod", "nmod", "poss"})
# Somebody nobody lists as a place, and who speaks: "Oden said".
_SPOKE = re.compile(
    rf"({CAPITAL}) (?:said|says|told|added|recalled|explained)\b|\b(?:said|says) ({CAPITAL})(?![\w'\u2019])"
)
_FILED = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: ?\([A-Z][\w .]*\))? (?:--|\u2014|\u2013|-)\s")
_SURELY_PLACING = (" in ", " near ", " outside ", "In ", "Near ", "Outside ")
_TITLE_REACH = 15


class Entities:
    """The entities of a doc by their characters, and the surnames in it."""

    def __init__(self, doc: tokens.Doc) -> None:
        """Read them off ``doc``."""
        self.text = text_of(doc)
        self.spans = [self._trimmed(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
        self._doc = doc
        self._ends = [end for _, end, _ in self.spans]
        self._starts: list[int] = doc.to_array("IDX").tolist()
        self._surnames = self._people()

    def _trimmed(self, start: int, end: int, label: str) -> tuple[int, int, str]:
        """Leave out the words before a name that the recogniser takes along: "Near Oden", taken for a person."""
        if label == "PERSON":
            start = end - (len(trimmed(self.text[start:end])) or end - start)
        return start, end, label

    def _people(self) -> frozenset[str]:
        people = [self.text[start:end].split() for start, end, label in self.spans if label == "PERSON"]
        surnames = {name[-1] for name in people if len(name) > 1}
        surnames.update(match[1] for match in pattern("titled").finditer(self.text))
        # Of somebody named in full: "a warning to Oden" is then to him, unless the text is ever in Oden.
        self._full = frozenset(name for name in surnames - names().known.keys() if not self._is_ever_placed(name))
        # A bare name that the recogniser takes now for a person and now for a place is what it is more often.
        alone = Counter(name[0] for name in people if len(name) == 1)
        placed = Counter(self.text[start:end] for start, end, label in self.spans if label in PLACE_LABELS)
        modifiers = {match[1] or match[2] for match in pattern("modifier").finditer(self.text)}
        known = names().known
        surnames.update(
            name
            for name, count in alone.items()
            if count > placed[name] and name not in known and name not in modifiers and not self._is_ever_placed(name)
        )
        spoke = {match[1] or match[2] for match in _SPOKE.finditer(self.text)} - known.keys() - surnames
        surnames.update(name for name in spoke if not self._is_ever_placed(name))
        return frozenset(surnames - words("institution") - words("generic"))

    def _is_ever_placed(self, name: str) -> bool:
        """Tell whether "near", "in" or "the town of" stands before the name anywhere; nobody is in a person."""
        at = self.text.find(name)
        while at >= 0:
            if self._is_surely_placed(at, at + len(name)):
                return True
            at = self.text.find(name, at + 1)
        return False

    def _is_surely_placed(self, start: int, end: int) -> bool:
        # "in Oden's view"
        is_owner = self.text.startswith(("'s", "\u2019s"), end)
        return not is_owner and (self.text.endswith(_SURELY_PLACING, 0, start) or is_of_place(self.text, start))

    def at(self, start: int, end: int) -> tuple[int, int, str]:
        """Give the first entity that overlaps ``[start, end)`` as (start, end, label); label "" where none does."""
        found = bisect.bisect_right(self._ends, start)
        if found < len(self.spans) and self.spans[found][0] < end:
            return self.spans[found]
        return start, end, ""

    def token(self, start: int) -> tokens.Token:
        """Give the token that holds the character ``start``."""
        return self._doc[bisect.bisect_right(self._starts, start) - 1]

    def in_person(self, start: int, end: int) -> bool:
        """Tell whether a stretch is part of somebody's name."""
        low, high, label = self.at(start, end)
        name = self.text[low:high].removesuffix("'s").split()
        if label == "PERSON" and len(name) > 1 and name[-1] not in words("institution") | words("generic"):
            return not (low == start and self.text[end : end + 1] == ",")
        before = self.text[max(0, start - _TITLE_REACH) : start].split()
        if before and before[-1] in words("title") and self.text[start - 1] == " ":
            return True
        surname = self.text[start:end]
        return surname in self._surnames and (surname in self._full or not is_placed(self.text, start))

    def is_metonym(self, start: int, end: int, kind: PlaceKind | None) -> bool:
        """Tell whether a place stands for those who act there: "Washington criticised", "US troops".

        A country is one wherever it acts or is acted on; a city only where the verb or noun says so.
        """
        if self._is_dateline(start, end):
            return False
        low, high, label = self.at(start, end)
        if (label == "ORG" and high - low > end - start) or _LED.match(self.text, end):
            return True
        if is_placed(self.text, start):
            return False
        token = self.token(end - 1)
        while token.dep_ in ("conj", "appos") and token.head.i < token.i:
            token = token.head
        return _acts(token) or (kind in ("country", "territory") and _acts_as_state(token))

    def _is_dateline(self, start: int, end: int) -> bool:
        """Tell whether a story opens with the place as where it was filed: "ODEN, Ohio (Agency) --"."""
        begins = start == 0 or self.text[start - 1] == "\n"
        return begins and self.text[start:end].isupper() and _FILED.match(self.text, end) is not None


def _acts(token: tokens.Token) -> bool:
    if token.dep_ in ("nsubj", "agent", "dobj", "dative"):
        return token.head.lemma_ in words("says")
    # "Oden Mayor Ana Lemos" is a name with what stands before it.
    return token.dep_ in _MODIFIES and (
        token.head.lower_ in words("body") or (token.head.ent_type_ == "PERSON" and token.dep_ != "poss")
    )


def _acts_as_state(token: tokens.Token) -> bool:
    if token.dep_ == "pobj":
        return token.head.lower_ in _ACTORS_AFTER and token.head.head.lower_ not in words("line")
    if token.dep_ == "dobj":
        return token.head.lemma_ not in words("move")
    if token.dep_ in _MODIFIES:
        return token.dep_ != "poss"
    return token.dep_ in ("agent", "attr", "dative") or (token.dep_ == "nsubj" and token.head.lemma_ != "be")
