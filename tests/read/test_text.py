"""Plain text: paragraphs, the head of an article, and what is not of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.furniture import entries, is_furniture
from sayso.read.text import document
from sayso.view import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

LONG = (
    "The two delegations met on the island of Sandvik on Sunday for the third time this month, and the mediator said"
    " that the talks would go on for as long as it took."
)
WRAPPED = (
    "The two delegations met on the island of Sandvik on Sunday for the\nthird time this month. The mediator, Tilde"
    " Maro, said that the talks had\nbeen long.\nThey would go on for as long as it took to find words that both of\n"
    "the sides could put their names to, she told a dozen reporters who had\nwaited on the quay.\n"
)


def kinds(text: str, **metadata: str | None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in document(text, **metadata).blocks]


def test_a_blank_line_ends_a_paragraph_whatever_the_line_ends() -> None:
    for blank in ("\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\n\n\n\n", "\u2028\u2028", "\u2029"):
        assert kinds(f"{LONG}{blank}{LONG}") == [("paragraph", LONG)] * 2


def test_the_text_stays_as_it_was_read(only: Callable[..., Document]) -> None:
    text = f"\r\n {LONG}\r\n\tNo end\u00a0\r\n"
    assert only(text.encode()).text == text


def test_wrapped_lines_are_one_paragraph_until_a_short_one_ends_a_sentence() -> None:
    first, second = (words for _, words in kinds(WRAPPED))
    assert first.endswith("been long.")
    assert second.startswith("They would go on")
    assert second.endswith("the quay.")


def test_lines_that_are_not_wrapped_are_paragraphs() -> None:
    assert kinds(f"{LONG}\n{LONG}\n{LONG}") == [("paragraph", LONG)] * 3


def test_an_indented_line_begins_a_paragraph_in_a_wrapped_text() -> None:
    text = WRAPPED.replace("been long.\nThey", "been long and hard and bitter, he said.\n   They")
    assert len(kinds(text)) == 2


def test_bullets_stay_apart_in_a_wrapped_text() -> None:
    text = WRAPPED + "\n".join(f"- Point {n} of the paper deals with the roads to the harbour." for n in "abc")
    assert [words[:9] for _, words in kinds(text)][-3:] == ["- Point a", "- Point b", "- Point c"]


def test_title_byline_date_and_dateline_are_told_apart() -> None:
    text = f"Talks on Sandvik enter a third week\n\nBy Ana Brandt\n4 May 2031\n\nOSTELM, May 4 (Westwire) — {LONG}\n"
    assert kinds(text) == [
        ("title", "Talks on Sandvik enter a third week"),
        ("byline", "By Ana Brandt"),
        ("date", "4 May 2031"),
        ("dateline", "OSTELM, May 4 (Westwire) —"),
        ("paragraph", LONG),
    ]
    found = document(text)
    assert (found.title, found.author, found.published, found.agency) == (
        "Talks on Sandvik enter a third week",
        "Ana Brandt",
        "2031-05-04",
        "Westwire",
    )


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ana Brandt and Ole van der Ruud", "Ana Brandt and Ole van der Ruud"),
        ("BY ANA BRANDT", "ANA BRANDT"),
        ("By Ana Brandt, Ole Ruud and Mia Holm", "Ana Brandt, Ole Ruud and Mia Holm"),
        ("By Ana Brandt in Ostelm", "Ana Brandt"),
        ("By Ana Brandt, chief correspondent", "Ana Brandt"),
        ("By Ana Brandt | Olmsund Courier", "Ana Brandt"),
        ("*By Ana Brandt*", "Ana Brandt"),
        ("By the end of the week", None),
        ("By Sunday Evening", None),
        ("By midnight, the square was full.", None),
    ],
)
def test_a_byline_names_its_authors(line: str, author: str | None) -> None:
    assert document(f"Talks on Sandvik enter a third week\n\n{line}\n\n{LONG}").author == author


def test_a_byline_of_an_agency_names_the_agency() -> None:
    found = document(f"Talks on Sandvik enter a third week\n\nBy Reuters\n\n{LONG}")
    assert (found.author, found.agency) == (None, "Reuters")


def test_byline_and_date_on_one_line_are_cut() -> None:
    found = document(f"Talks on Sandvik enter a third week\n\nBy Ana Brandt | 4 May 2031\n\n{LONG}")
    assert [block.kind for block in found.blocks] == ["title", "byline", "date", "paragraph"]
    assert (found.author, found.published) == ("Ana Brandt", "2031-05-04")


def test_a_bare_name_is_a_byline_where_a_date_stands_beside_it() -> None:
    text = f"Talks on Sandvik enter a third week\n\nAna Brandt\n4 May 2031\n\n{LONG}"
    assert document(text).author == "Ana Brandt"
    assert document(text.replace("4 May 2031\n", "")).author is None
    assert document(text.replace("Ana Brandt", "World News")).author is None


def test_a_first_line_that_may_be_a_name_or_a_title_is_neither() -> None:
    found = document(f"Ana Brandt\n4 May 2031\n\n{LONG}")
    assert (found.title, found.author, found.published) == (None, None, "2031-05-04")


@pytest.mark.parametrize(
    "line",
    [
        "“Nobody won,” she said.",
        "The talks were over before they had begun.",
        "and then nobody came",
        "Sandvik",
        "He left, and",
        "The mediator said:",
    ],
)
def test_a_first_line_that_reads_like_prose_is_no_title(line: str) -> None:
    assert document(f"{line}\n\n{LONG}").title is None


def test_a_headline_with_a_full_stop_is_known_by_its_capitals() -> None:
    assert (
        document(f"Mediators Leave Sandvik Without a Deal.\n\n{LONG}").title
        == "Mediators Leave Sandvik Without a Deal."
    )


def test_what_is_given_goes_before_what_the_head_says() -> None:
    text = f"Talks on Sandvik enter a third week\n\nBy Ana Brandt\n4 May 2031\n\n{LONG}"
    found = document(text, id="d1", title="Other", author="Mia Holm", published="2031-05-05")
    assert (found.id, found.title, found.author, found.published) == ("d1", "Other", "Mia Holm", "2031-05-05")


@pytest.mark.parametrize(
    ("line", "agency", "published"),
    [
        ("OSTELM, Kelmora (Jan. 25, 2031) —", None, "2031-01-25"),
        ("PORT ALDER (Reuters) -", "Reuters", None),
        ("Port Alder, 4 May (Westwire) –", "Westwire", None),
        ("OSTELM/OLMSUND, May 4 (AP) --", "AP", None),
        ("ST. ELLIN, N.Y. —", None, None),
        ("(Reuters) -", "Reuters", None),
        ("OSTELM, May 4, 2031:", None, "2031-05-04"),
    ],
)
def test_a_dateline_is_cut_from_its_paragraph(line: str, agency: str | None, published: str | None) -> None:
    text = f"{line} {LONG}"
    if line.endswith(":"):
        text = f"{line[:-1]} (Westwire): {LONG}"
        line, agency = f"{line[:-1]} (Westwire):", "Westwire"
    found = document(text)
    assert kinds(text) == [("dateline", line), ("paragraph", LONG)]
    assert (found.agency, found.published) == (agency, published)


@pytest.mark.parametrize(
    "words",
    [
        "NATO — the alliance of the north — said that it would send ships to the strait.",
        "EXCLUSIVE — The mediator said that she would resign before the end of the month.",
        "The mediator (Tilde Maro) — a former judge — said that she would resign.",
        "MARO: I will not resign before the end of the month, and nobody has asked me to.",
        "THE MEDIATOR - WHO IS A JUDGE - SAID THAT SHE WOULD RESIGN BEFORE THE END OF IT.",
    ],
)
def test_a_dash_after_capitals_makes_no_dateline(words: str) -> None:
    assert kinds(words) == [("paragraph", words)]


def test_a_heading_between_paragraphs_is_a_heading() -> None:
    assert kinds(f"{LONG}\n\nWhat comes next\n\n{LONG}")[1] == ("heading", "What comes next")


def test_a_sentence_that_a_blank_line_cut_is_no_heading_and_whole_in_the_view() -> None:
    cut = "He described it as “an almost\n\ncheerful farewell” to arms.\n\nShe met the\n\nPresident of Kelmora."
    text = f"{LONG}\n\n{cut}"
    assert all(kind == "paragraph" for kind, _ in kinds(text))
    assert "“an almost cheerful farewell”" in view(document(text)).text
    assert "She met the President of Kelmora." in view(document(text)).text


@pytest.mark.parametrize("example", [example for _, _, example in entries()])
def test_each_kind_of_furniture_is_told_by_its_example(example: str) -> None:
    assert is_furniture(example)


@pytest.mark.parametrize(
    "words",
    [
        "(c) withdraw heavy weapons from the line",
        "Copyright law was changed on Monday.",
        "Follow the money",
        "The mediator said that both sides should share more.",
        "Readers subscribe to the view that the war is lost.",
        "Sign up for the army or leave, the leaflet said.",
        "Contact was lost at noon.",
        "Related charges were dropped on Monday.",
        "Write to the president:",
        "@anabrandt",
        "Advertisements for the army hung on every wall.",
    ],
)
def test_sentences_are_never_furniture(words: str) -> None:
    assert not is_furniture(words)


def test_furniture_is_not_parsed_and_nothing_else_is_left_out() -> None:
    foot = "To contact the newsroom\nand its editors visit:\n\nexample.org/contact\n"
    text = f"{LONG}\n\nRead more: Ferry crews walk out\n\n{LONG}\n\n{foot}"
    found = document(text)
    assert [block.kind for block in found.blocks] == ["paragraph", "furniture", "paragraph", "furniture", "furniture"]
    assert view(found).text == f"{LONG}\n\n{LONG}"


def test_offsets_after_emoji_and_combining_marks_hold() -> None:
    text = f"👩‍👩‍👧 Cafe\u0301 talks on Sandvik go on\n\n\u200f{LONG}"
    found = document(text)
    for block in found.blocks:
        assert text[block.start : block.end].strip()
    seen = view(found)
    at = seen.text.index("Sandvik on Sunday")
    assert seen.span(at, at + 7).of(text) == "Sandvik"


HARD = st.text(
    st.sampled_from("aB .\n\r\t\u2028\u2029\u00a0“”\"'—:,()©0123456789/|-*>#👩\u0301\u200f\x00\ud800"), max_size=120
)


@given(st.one_of(st.text(), HARD), st.one_of(st.none(), st.text(max_size=20), HARD))
def test_blocks_cover_every_visible_character_in_order(text: str, title: str | None) -> None:
    at = 0
    for block in document(text, title=title).blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


@given(HARD)
def test_the_view_of_any_text_maps_back(text: str) -> None:
    seen = view(document(text))
    assert len(seen.text) == len(seen.offsets)
    assert all(0 <= offset < len(text) for offset in seen.offsets)


TITLE = "Talks on Sandvik enter a third week"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        (f"{TITLE}\n\nBy Ana Brandt\nThe Lomma Courier\n4 May 2031", "The Lomma Courier"),
        (f"{TITLE}\n\nBy Ana Brandt\n\nRadio Lomma", "Radio Lomma"),
        (f"{TITLE}\n\nLomma Courier\n4 May 2031", "Lomma Courier"),
        (f"The Lomma Courier\n\n{TITLE}\n\nBy Ana Brandt", "The Lomma Courier"),
        (f"THE LOMMA COURIER\n\n{TITLE}\n\n4 May 2031", "THE LOMMA COURIER"),
        (f"{TITLE}\n\nBy Ana Brandt | Lomma Courier", "Lomma Courier"),
        (f"{TITLE}\n\nBy Ana Brandt, Lomma News Agency", "Lomma News Agency"),
        (f"{TITLE}\n\nThe Lomma Courier | 4 May 2031", "The Lomma Courier"),
        (f"{TITLE}\n\nSource: Lomma Daily News", "Lomma Daily News"),
        (f"{TITLE}\n\n© 2031 The Lomma Courier. All rights reserved.", "The Lomma Courier"),
        (f"{TITLE}\n\nBy Ana Brandt\nWorld News\n4 May 2031", None),
        (f"{TITLE}\n\nSource: Ministry of Defence", None),
        (f"{TITLE}\n\n© 2031 Ana Brandt", None),
        (f"{TITLE}\n\nBy Ana Brandt\nHard Times\n4 May 2031", None),
        ("Gunmen Storm Lomma Radio\n\nBy Ana Brandt\n4 May 2031", None),
        (f"{TITLE}\n\nGunmen Storm Lomma Radio", None),
    ],
)
def test_an_outlet_is_named_only_where_its_line_can_be_nothing_else(head: str, outlet: str | None) -> None:
    found = document(f"{head}\n\n{LONG}")
    assert found.outlet == outlet
    assert found.title == (head.partition("\n")[0] if "Gunmen" in head.partition("\n")[0] else TITLE)
    assert found.author in (None, "Ana Brandt")


def test_the_line_of_an_outlet_is_a_byline() -> None:
    head = f"{TITLE}\n\nBy Ana Brandt\nThe Lomma Courier\n4 May 2031"
    assert [kind for kind, _ in kinds(f"{head}\n\n{LONG}")] == ["title", "byline", "byline", "date", "paragraph"]


def test_a_claim_of_rights_at_the_foot_names_the_outlet() -> None:
    text = f"{TITLE}\n\n{LONG}\n\n{LONG}\n\n© 2031 The Lomma Courier"
    assert document(text).outlet == "The Lomma Courier"
    assert kinds(text)[-1][0] == "furniture"


def test_an_outlet_that_is_given_goes_before_the_one_in_the_head() -> None:
    assert document(f"The Lomma Courier\n\n{TITLE}\n\n{LONG}", outlet="Velm Post").outlet == "Velm Post"


@pytest.mark.parametrize("head", ["MINISTRY OF DEFENCE OF KELMORA", "NORTHERN RELIEF NETWORK", "PRESS RELEASE"])
def test_a_letterhead_in_capitals_is_not_the_title_over_a_title(head: str) -> None:
    found = document(f"{head}\n\nStatement on the mines off Sandvik\n\n4 May 2031\n\n{LONG}")
    assert (found.title, found.outlet) == ("Statement on the mines off Sandvik", None)


def test_a_title_in_capitals_stays_the_title() -> None:
    assert (
        document(f"ENVOYS LEAVE SANDVIK\n\nMediators hope for another round\n\n{LONG}").title == "ENVOYS LEAVE SANDVIK"
    )
    assert document(f"MINISTRY OF DEFENCE REPORT\n\n{LONG}").title == "MINISTRY OF DEFENCE REPORT"
