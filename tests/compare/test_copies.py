from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from sayso.compare.copies import COMMON, Article, candidates, clusters, link, near
from sayso.compare.words import Words, signature
from sayso.comparison import Copy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sayso.document import Document

    Make = Callable[..., Document]


def test_copies_of_one_report_are_one_cluster_with_how_each_carries_it(article: Make, texts: Mapping[str, str]) -> None:
    found = clusters(
        [
            article("wire", outlet="Nordlys News Agency", at="2031-10-07T12:00:00Z"),
            article("excerpt", outlet="Brenn Courier", at="2031-10-08T05:00:00Z", by="Nordlys"),
            article("rewrite", outlet="Tolm Gazette", at="2031-10-08T06:00:00Z", by="Gazette staff and agencies"),
            article("reprint", texts["wire"], outlet="Orvane Post", at="2031-10-08"),
            article("independent", outlet="Brenn Courier", at="2031-10-08"),
            article("follow_up", outlet="Nordlys News Agency", at="2031-10-09"),
        ]
    )
    assert found == (
        Copy(
            members=("excerpt", "reprint", "rewrite", "wire"),
            original="wire",
            how={"excerpt": "excerpt", "reprint": "verbatim", "rewrite": "rewrite"},
        ),
    )


def test_the_order_of_the_documents_makes_no_difference(article: Make) -> None:
    names = ["wire", "excerpt", "rewrite", "independent", "follow_up"]
    documents = [article(name, at="2031-10-08") for name in names]
    first = clusters(documents)
    for seed in range(6):
        random.Random(seed).shuffle(documents)  # noqa: S311 - any order will do
        assert clusters(documents) == first


BRENN, TOLM, AGENCY = {"outlet": "Brenn Courier"}, {"outlet": "Tolm Gazette"}, {"outlet": "Tolm News Agency"}


@pytest.mark.parametrize(
    ("one", "other", "original"),
    [
        # The earliest has it,
        ({**BRENN, "at": "2031-10-07"}, {**TOLM, "at": "2031-10-08"}, "one"),
        ({"at": "2031-10-08T09:00:00Z"}, {"at": "2031-10-08T08:00:00Z"}, "other"),
        ({"at": "2031-10-08T09:00:00+02:00"}, {"at": "2031-10-08T08:00:00Z"}, "one"),
        # but not before one it credits,
        ({**BRENN, "at": "2031-10-07", "by": "Tolm"}, {**TOLM, "at": "2031-10-08"}, "other"),
        # nor when it credits a house of which no document is here;
        ({"at": "2031-10-07", "by": "Reuters"}, {**TOLM, "at": "2031-10-08"}, "other"),
        # on one day an agency,
        ({**BRENN, "at": "2031-10-08T07:00:00Z"}, {**AGENCY, "at": "2031-10-08"}, "other"),
        # and a document that says when before one that does not.
        ({}, {"at": "2031-10-08"}, "other"),
        ({**TOLM}, {**TOLM}, "one"),
    ],
)
def test_the_original_is_the_credited_the_earliest_or_the_agency(
    article: Make, texts: Mapping[str, str], one: dict[str, str], other: dict[str, str], original: str
) -> None:
    (found,) = clusters([article("one", texts["wire"], **one), article("other", texts["wire"], **other)])
    assert found.original == original


def test_of_undated_documents_the_one_that_holds_the_other_is_the_original(article: Make) -> None:
    (found,) = clusters([article("excerpt"), article("wire")])
    assert (found.original, found.how) == ("wire", {"excerpt": "excerpt"})


def test_a_copy_of_a_rewrite_is_a_rewrite_of_the_original(article: Make, texts: Mapping[str, str]) -> None:
    found = clusters(
        [
            article("wire", at="2031-10-07"),
            article("rewrite", at="2031-10-08"),
            article("cut", "\n\n".join(texts["rewrite"].split("\n\n")[:3]), at="2031-10-09"),
        ]
    )
    assert [(copy.original, copy.how["cut"]) for copy in found] == [("wire", "rewrite")]


def test_an_article_that_holds_an_earlier_statement_is_no_copy_of_it(article: Make, texts: Mapping[str, str]) -> None:
    statement = texts["excerpt"].split("\n\n")[0]
    long = "\n\n".join([texts["independent"], statement, texts["follow_up"]])
    assert clusters([article("statement", statement, at="2031-10-07"), article("long", long, at="2031-10-08")]) == ()
    (found,) = clusters([article("statement", statement, at="2031-10-08"), article("long", long, at="2031-10-07")])
    assert (found.original, found.how) == ("long", {"statement": "excerpt"})


def test_a_link_is_the_same_from_both_sides(article: Make) -> None:
    wire, rewrite = article("wire", at="2031-10-07"), article("rewrite", at="2031-10-08")
    sides = [(Article.of(each), Words(each)) for each in (wire, rewrite)]
    there = link(*sides[0], *sides[1])
    assert there is not None
    assert there == link(*sides[1], *sides[0])
    assert (there.first, there.second) == ("rewrite", "wire")
    assert there.how("wire") == "rewrite"


def test_nothing_is_a_copy_of_nothing() -> None:
    assert clusters([]) == ()


def test_an_excerpt_and_a_rewrite_are_candidates(texts: Mapping[str, str]) -> None:
    pairs = list(candidates({name: signature(text) for name, text in texts.items()}))
    assert {("excerpt", "wire"), ("rewrite", "wire")} <= set(pairs)


def test_an_excerpt_of_a_text_ten_times_its_length_is_a_candidate(texts: Mapping[str, str]) -> None:
    rest = " ".join(f"Ward {n} of Brenn counted {n * 37} votes and {n * 11} spoilt papers." for n in range(200))
    signatures = {"long": signature(texts["excerpt"] + rest), "short": signature(texts["excerpt"])}
    assert list(candidates(signatures)) == [("long", "short")]


def test_a_phrase_that_very_many_documents_hold_does_not_count() -> None:
    held = [[1]] * 10 + [list(range(1, COMMON + 2))] * 10
    assert near(40, held, lambda _: 40) == [1]


def test_a_text_of_which_there_are_very_many_copies_still_finds_the_first_of_them() -> None:
    everyone = list(range(1000))
    found = near(20, [everyone] * 20, lambda _: 20)
    assert found == everyone[: COMMON + 1]


def test_the_nearest_candidate_comes_first() -> None:
    assert near(10, [[5, 7], [5, 7], [7], [5, 7], [2]], lambda _: 10) == [7, 5]
