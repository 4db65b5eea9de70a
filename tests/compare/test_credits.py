from __future__ import annotations

import pytest

from sayso.compare.credits import credits_of, same_house
from sayso.document import Document


def credited(text: str, *, author: str | None = None, agency: str | None = None) -> list[tuple[str | None, str]]:
    document = Document(id="d", text=text, author=author, agency=agency)
    return [(credit.name, credit.part) for credit in credits_of(document)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TOLM (Reuters) - Gunmen stopped a convoy.\nThey fled.", "Reuters"),
        ("(AP) — Gunmen stopped a convoy.", "AP"),
        ("BRENN, Oct 9 (AFP) – Gunmen stopped a convoy.", "AFP"),
        ("Gunmen stopped a convoy. (AP)", "AP"),
        ("Gunmen stopped a convoy.\n— Nordlys", "Nordlys"),
        ("They fled.\nSource: Tolm News Agency", "Tolm News Agency"),
        ("They fled.\n© 2031 Radio Tolm. All rights reserved.", "Radio Tolm"),
        ("They fled.\nThis article was first published in the Tolm Gazette.", "the Tolm Gazette"),
        ("They fled.\nA version of this report originally appeared on Border Watch.", "Border Watch"),
        ("They fled.\nRepublished with permission from The Brenn Courier.", "The Brenn Courier"),
    ],
)
def test_a_house_is_credited_with_the_whole_article(text: str, name: str) -> None:
    assert credited(text) == [(name, "all")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They fled.\n\nReuters contributed to this report.", ["Reuters"]),
        ("They fled. The Associated Press contributed to this story from Brenn.", ["The Associated Press"]),
        ("They fled.\n\nWith reporting by AFP and the Tolm Gazette", ["AFP", "the Tolm Gazette"]),
        ("They fled.\n(With inputs from agencies)", [None]),
    ],
)
def test_a_house_that_helped_is_credited_with_a_part(text: str, names: list[str | None]) -> None:
    assert credited(text) == [(name, "some") for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "The plan, first published by the Tolm Gazette, failed.",
        "A report first published by the Tolm Gazette named him.",
        "They fled.\n\nAdditional reporting by Ana Brandt in Tolm; editing by Odd Sarre",
        "“I know,” said the mayor (Tolm).",
        "Ana Brandt contributed a chair.",
        "Reuters reported on Monday that they fled.",
    ],
)
def test_what_only_mentions_a_house_or_a_person_is_no_credit(text: str) -> None:
    assert credited(text) == []


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Reuters", ["Reuters"]),
        ("By Nordlys", ["Nordlys"]),
        ("Ana Brandt and AFP", ["AFP"]),
        ("Courier staff and agencies", ["Courier", None]),
        ("Reuters Staff", ["Reuters"]),
        ("From our wire services", [None]),
        ("Ana Brandt", []),
    ],
)
def test_a_byline_credits_houses_and_not_people(author: str, names: list[str | None]) -> None:
    assert credited("They fled.", author=author) == [(name, "all") for name in names]


def test_a_house_is_credited_once_and_with_the_most() -> None:
    assert credited("TOLM (AFP) - They fled.\n\nAFP contributed to this report.", agency="AFP") == [("AFP", "all")]
    both = "AFP contributed to this report.\nSource: AFP"
    assert credited(both) == [("AFP", "all")]


def test_a_credit_stands_at_its_words() -> None:
    text = "They fled.\n\nReuters and AFP contributed to this report."
    spans = [credit.span for credit in credits_of(Document(id="d", text=text))]
    assert [span and span.of(text) for span in spans] == ["Reuters", "AFP"]


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("AP", "Associated Press", True),
        ("The Associated Press", "AP", True),
        ("Meridian", "Meridian Wire Service", True),
        ("MWS", "Meridian Wire Service", True),
        ("the Tolm Gazette", "Tolm Gazette", True),
        ("Gazette", "The Tolm Gazette", True),
        ("Tolm", "Tolmar Gazette", False),
        ("AFP", "Associated Press", False),
        ("", "Associated Press", False),
    ],
)
def test_a_credit_names_an_outlet_by_name_beginning_or_initials(name: str, outlet: str, same: bool) -> None:
    assert same_house(name, outlet) is same
