"""Copies: which documents carry one article, which of them is the original, and how the others carry it.

A store keeps the `signature` of each document in an indexed table, a row a key. `near` chooses a new document's
candidates among those that hold its keys, `link` reads each of them beside it, and `copies` puts the links together.
`clusters` does all of this for documents at hand, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from sayso.compare.credits import Credit, credits_of, folded, names_house, same_house
from sayso.compare.likeness import Likeness, likenesses
from sayso.compare.outline import Outline
from sayso.compare.words import Words, signature
from sayso.comparison import Copy, How

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sayso.document import Document

__all__ = [
    "COMMON",
    "FEWEST_SHARED",
    "Article",
    "Link",
    "Signature",
    "candidates",
    "clusters",
    "copies",
    "link",
    "near",
    "signature",
]

# How a document is called: by its id here, by its number in a store.
D = TypeVar("D", str, int)
_AGENCY_WORDS = frozenset({"agency", "agence", "agencia", "wire", "newswire", "wires"})
_DAY = 10
# A key that more documents hold is a stock phrase, such as an office and the name of who holds it.
COMMON = 128
# Unless a document has fewer others: then it is one of very many copies, and the first that hold them will do.
_FEWEST_KEYS = 8
# The part of its keys that the shorter of two texts must share with the other. A free rewrite has a quarter, two
# reports of one event, with the same names and speeches, a tenth.
_SHARED = 0.1
FEWEST_SHARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is kept of a document to judge whether it is an original: a row of the store has no more.

    ``state`` is how many earlier states of the same article are known.
    """

    id: str
    outlet: str | None = None
    agency: str | None = None
    published: str | None = None
    length: int = 0
    credits: tuple[Credit, ...] = ()
    state: int = 0

    @classmethod
    def of(cls, document: Document, words: Words | None = None) -> Article:
        """Take what a document says of itself; ``words`` if they are at hand."""
        return cls(
            id=document.id,
            outlet=document.outlet,
            agency=document.agency,
            published=document.published,
            length=len(words if words is not None else Words(document)),
            credits=credits_of(document),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What a store needs of a document to find its copies; a process that reads may make it beforehand."""

    keys: tuple[int, ...]
    length: int
    outline: Outline
    credits: tuple[Credit, ...] = ()

    @classmethod
    def of(cls, document: Document, words: Words | None = None) -> Signature:
        """Take the keys and credits of a document; ``words`` if they are at hand."""
        words = words or Words(document)
        return cls(keys=words.keys, length=len(words), outline=Outline.of(words), credits=credits_of(document))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two documents of which at least one is made from the other; ``first`` and ``second`` are their ids in order.

    ``forth`` is how the second carries the first, ``back`` how the first carries the second; None where it does not.
    """

    first: str
    second: str
    forth: Likeness | None
    back: Likeness | None

    def how(self, original: str) -> How | None:
        """Tell how the other document carries ``original``, one of the two."""
        likeness = self.forth if original == self.first else self.back
        return None if likeness is None else likeness.how


def link(a: Article, a_words: Words, b: Article, b_words: Words) -> Link | None:
    """Read two documents side by side; None where neither is made from the other.

    A text that holds a short earlier one whole, among much of its own, quotes it and is no copy of it.
    """
    if b.id < a.id:
        a, a_words, b, b_words = b, b_words, a, a_words
    forth, back = likenesses(a_words, b_words)
    if forth is None and back is None:
        return None
    if (forth is None and _before(a, b) and not _credits(a, b)) or (
        back is None and _before(b, a) and not _credits(b, a)
    ):
        return None
    return Link(first=a.id, second=b.id, forth=forth, back=back)


def near(keys: int, holders: Iterable[Sequence[D]], size: Callable[[D], int]) -> list[D]:
    """Choose the documents worth comparing with one that has so many keys, the nearest first.

    ``holders`` are the other documents that hold each of its keys, in the order in which they came; no more than
    ``COMMON + 1`` of them are looked at, so a store may stop there. ``size`` tells how many keys a document has.
    """
    held = [found[: COMMON + 1] for found in holders]
    rare = [found for found in held if len(found) <= COMMON]
    counted = rare if keys - len(held) + len(rare) >= min(_FEWEST_KEYS, keys) else held
    shared = Counter(document for found in counted for document in found)
    mine = keys - len(held) + len(counted)
    chosen = [(count, document) for document, count in shared.items() if _is_near(count, min(mine, size(document)))]
    return [document for _, document in sorted(chosen, key=lambda each: (-each[0], each[1]))]


def _is_near(shared: int, least: int) -> bool:
    return shared >= min(FEWEST_SHARED, least) and shared >= least * _SHARED


def candidates(signatures: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of documents worth comparing, each once, in order."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(signatures):
        for key in signatures[name]:
            holders[key].append(name)
    sizes = {name: len(keys) for name, keys in signatures.items()}
    pairs = {
        (min(name, other), max(name, other))
        for name, keys in signatures.items()
        for other in near(len(keys), (holders[key] for key in keys), sizes.__getitem__)
        if other != name
    }
    yield from sorted(pairs)


def clusters(documents: Iterable[Document]) -> tuple[Copy, ...]:
    """Find the copies among documents, in the order of their first members' ids."""
    words, articles = {}, {}
    for document in documents:
        words[document.id] = Words(document)
        articles[document.id] = Article.of(document, words[document.id])
    pairs = candidates({name: each.keys for name, each in words.items()})
    links = (link(articles[a], words[a], articles[b], words[b]) for a, b in pairs)
    return copies(articles, [each for each in links if each is not None])


def copies(articles: Mapping[str, Article], links: Iterable[Link]) -> tuple[Copy, ...]:
    """Put linked documents together and decide on the original of each group."""
    near: defaultdict[str, dict[str, Link]] = defaultdict(dict)
    for each in links:
        near[each.first][each.second] = each
        near[each.second][each.first] = each
    found, seen = [], set()
    for name in sorted(near):
        if name in seen:
            continue
        members = _reached(name, near)
        seen |= members
        original = _original([articles[member] for member in sorted(members)])
        how = _hows(original, near)
        found.append(Copy(members=tuple(sorted(members)), original=original, how={m: how[m] for m in sorted(how)}))
    return tuple(found)


def _reached(name: str, near: Mapping[str, Mapping[str, Link]]) -> set[str]:
    reached, waiting = {name}, [name]
    while waiting:
        fresh = set(near[waiting.pop()]) - reached
        reached |= fresh
        waiting.extend(fresh)
    return reached


def _hows(original: str, near: Mapping[str, Mapping[str, Link]]) -> dict[str, How]:
    """Tell how each member carries the original, through others where it is too far from it itself.

    On the way a copy of a rewrite is a rewrite, and a copy of an excerpt an excerpt.
    """
    how: dict[str, How] = {original: "verbatim"}
    ring = [original]
    while ring:
        following: dict[str, How] = {}
        for held in ring:
            for member, each in sorted(near[held].items()):
                if member not in how:
                    step = max(how[held], each.how(held) or "rewrite", key=_CHANGE.__getitem__)
                    following[member] = min(step, following.get(member, step), key=_CHANGE.__getitem__)
        how |= following
        ring = sorted(following)
    del how[original]
    return how


_CHANGE: dict[How, int] = {"verbatim": 0, "excerpt": 1, "rewrite": 2}


def _original(members: list[Article]) -> str:
    """Choose the original: whom others credit, who credits nobody, the earliest, an agency, the first, the longest."""
    by_day = any(member.published is not None and len(member.published) <= _DAY for member in members)
    size = _DAY if by_day else None
    crediting = [member for member in members if any(credit.name is not None for credit in member.credits)]
    # Who credits a document hangs on its house alone; to ask for each of a thousand reprints would take long.
    credited = {
        member.outlet: sum(_credits(other, member) for other in crediting)
        for member in {member.outlet: member for member in members}.values()
    }

    def rank(member: Article) -> tuple[int, bool, bool, str, bool, int, int, str]:
        when = _moment(member.published)
        return (
            -credited[member.outlet],
            _is_derived(member),
            when is None,
            "" if when is None else when[:size],
            not _is_agency(member),
            member.state,
            -member.length,
            member.id,
        )

    return min(members, key=rank).id


def _credits(copy: Article, original: Article) -> bool:
    """Tell whether one document names the other's outlet as where it has its report from."""
    if original.outlet is None or _same_outlet(copy, original):
        return False
    return any(credit.name is not None and same_house(credit.name, original.outlet) for credit in copy.credits)


def _same_outlet(a: Article, b: Article) -> bool:
    return a.outlet is not None and b.outlet is not None and folded(a.outlet) == folded(b.outlet)


def _is_derived(member: Article) -> bool:
    """Tell whether a document has its words from another house, by its own credits."""
    return any(
        credit.part == "all"
        and (credit.name is None or (names_house(credit.name) and not _is_own(credit.name, member.outlet)))
        for credit in member.credits
    )


def _is_own(name: str, outlet: str | None) -> bool:
    return outlet is not None and same_house(name, outlet)


def _is_agency(member: Article) -> bool:
    if member.outlet is None:
        return False
    return bool(_AGENCY_WORDS.intersection(folded(member.outlet).split())) or _is_own(
        member.agency or "", member.outlet
    )


def _before(a: Article, b: Article) -> bool:
    """Tell whether a document was surely published before another."""
    one, other = _moment(a.published), _moment(b.published)
    if one is None or other is None:
        return False
    size = min(len(one), len(other))
    return one[:size] < other[:size]


def _moment(published: str | None) -> str | None:
    """Give a date or an instant in a form that sorts by time."""
    if published is None or len(published) <= _DAY:
        return published
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return None  # what a program of its own put there: it tells no day
    return (when if when.tzinfo is None else when.astimezone(UTC)).strftime("%Y-%m-%dT%H:%M:%S")
