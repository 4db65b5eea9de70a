"""PDF: reading order, pages, furniture, and the files that are refused."""

from __future__ import annotations

import threading
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from sayso.settings import Settings
from sayso.view import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

BODY = (
    "The two delegations met on the island of Sandvik on Sunday for the",
    "third time this month. The mediator, Tilde Maro, said that the talks",
    "had been long and that they would go on for as long as it took to",
    "find words that both sides could put their names to.",
)


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def lines(left: float, down: float, words: tuple[str, ...], size: float = 10) -> list[tuple[float, float, float, str]]:
    return [(left, down + 13 * number, size, line) for number, line in enumerate(words)]


def kerned(left: float, up: float, *arrays: str) -> str:
    """Write lines with the distances that a typesetter puts between letters, as TJ arrays."""
    return f"BT /F 10 Tf 13 TL {left} {up} Td " + " T* ".join(f"[{array}] TJ" for array in arrays) + " ET"


KERNED = kerned(
    60,
    700,
    "(T) 80 (alks on the O) -12 (rrin P) 60 (ass, T) 120 (omas Re) 30 (yl of V) 90 (essaria)",
    "(said on Monda) 40 (y) 100 (.) -20 ( Betw) 25 (een the two sides, the)",
    "(\\223)20(W)80(e wait,)90(\\224) -278 (he said;) -300 (mail ) 20 (press_of) 20 (fice_1 or a_b.)",
)
# The gutter is narrower than two spaces; both columns are drawn line by line, over the whole width.
BESIDE = " ".join(
    f"BT /F 10 Tf 1 0 0 1 60 {700 - 13 * number} Tm ({left}) Tj 1 0 0 1 205 {700 - 13 * number} Tm ({right}) Tj ET"
    for number, (left, right) in enumerate(
        [
            ("The ferry to Lomma left well", "it would be the last ferry of"),
            ("before dawn with forty brown", "the year until the mines that"),
            ("lorries on board, and then the", "lie in the strait are cleared by"),
            ("old harbour master said that", "the navy of both the islands."),
        ]
    )
)
TURNED = " BT /F 8 Tf 0 1 -1 0 40 300 Tm (Photo: Ana Brandt) Tj ET "
LANDSCAPE = " ".join(f"BT /F 10 Tf 0 1 -1 0 {100 + 13 * n} 60 Tm ({line}) Tj ET" for n, line in enumerate(BODY))


@pytest.mark.parametrize("drawing", [KERNED, BESIDE, KERNED + TURNED, TURNED + BESIDE, LANDSCAPE])
def test_each_letter_of_a_page_is_read_once(
    pdf: Callable[..., bytes], only: Callable[..., Document], drawing: str
) -> None:
    data = pdf([drawing])
    said = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    found = only(data, "a.pdf").text
    assert Counter("".join(found.split())) == Counter("".join(said.split()))
    assert Counter(found.split()) == Counter(said.split())


def test_kerned_words_are_whole(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    assert only(pdf([KERNED]), "a.pdf").text == (
        "Talks on the Orrin Pass, Tomas Reyl of Vessaria\nsaid on Monday. Between the two sides, the\n"
        "“We wait,” he said; mail press_office_1 or a_b."
    )


def test_columns_drawn_line_by_line_over_a_narrow_gutter_are_told_apart(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    words = only(pdf([BESIDE]), "a.pdf").text.split()
    assert " ".join(words[10:25]) == "brown lorries on board, and then the old harbour master said that it would be"


def test_the_wide_spaces_of_justified_lines_are_no_gutter(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    drawing = kerned(60, 700, *(f"({line.replace(' ', f') -{300 + 90 * n} ( ')})" for n, line in enumerate(BODY * 2)))
    assert only(pdf([drawing]), "a.pdf").text.split() == " ".join(BODY * 2).split()


def test_words_at_an_angle_are_furniture(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    document = only(pdf([TURNED + KERNED]), "a.pdf")
    assert [words for kind, words in kinds(document) if kind == "furniture"] == ["Photo: Ana Brandt"]


def test_a_page_turned_by_a_quarter_is_read(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    assert kinds(only(pdf([LANDSCAPE]), "a.pdf")) == [("paragraph", "\n".join(BODY))]


def test_a_drop_in_height_within_a_line_keeps_its_place(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    drawing = "BT /F 10 Tf 60 700 Td (The treaty) Tj /F 6 Tf 4 Ts (12) Tj 0 Ts /F 10 Tf ( was signed.) Tj ET"
    assert only(pdf([drawing]), "a.pdf").text == "The treaty12 was signed."


def test_lines_that_follow_each_other_are_a_paragraph(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    document = only(pdf([[*lines(60, 100, BODY), *lines(60, 190, BODY[:2])]]), "a.pdf")
    assert kinds(document) == [("paragraph", "\n".join(BODY)), ("paragraph", "\n".join(BODY[:2]))]
    assert {block.page for block in document.blocks} == {1}


def test_columns_are_read_one_after_the_other(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    left = (
        "The ferry to Lomma left",
        "before dawn with forty",
        "lorries on board, and the",
        "harbour master said that",
    )
    right = ("it would be the last one", "until the mines in the", "strait had been cleared", "by the navy.")
    wide = [(60.0, 80.0, 22.0, "A ferry leaves Lomma for the last time")]
    document = only(pdf([[*wide, *lines(60, 120, left), *lines(320, 120, right)]]), "a.pdf")
    assert kinds(document) == [
        ("title", "A ferry leaves Lomma for the last time"),
        ("paragraph", "\n".join(left + right)),
    ]
    assert document.title == "A ferry leaves Lomma for the last time"


def test_words_of_a_spanning_line_stay_between_the_columns_above_and_below(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    page = []
    for down, name in ((100, "one"), (240, "two")):
        for left in (60, 320):
            page += lines(left, down, tuple(f"Column at {left} part {name} line {n}." for n in "abcd"))
    page.append((60, 190, 18, "A heading over the width of both of the columns"))
    text = only(pdf([page]), "a.pdf").text
    order = [text.index(words) for words in ("60 part one line d", "320 part one line a", "A heading", "60 part two")]
    assert order == sorted(order)


def test_running_heads_and_page_numbers_are_furniture(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    pages = [
        [
            (60.0, 40.0, 9.0, f"Olmsund Courier, 3 May 2031, page {n}"),
            *lines(60, 140, BODY),
            (290.0, 810.0, 9.0, str(n)),
        ]
        for n in (1, 2, 3)
    ]
    document = only(pdf(pages), "a.pdf")
    furniture = [
        (block.page, document.text[block.start : block.end]) for block in document.blocks if block.kind == "furniture"
    ]
    assert furniture == [(n, words) for n in (1, 2, 3) for words in (f"Olmsund Courier, 3 May 2031, page {n}", str(n))]
    assert "Courier" not in view(document).text


def test_a_line_that_stands_once_in_the_margin_is_not_furniture(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    document = only(pdf([[(60.0, 40.0, 10.0, "Sandvik fears a second winter of war"), *lines(60, 100, BODY)]]), "a.pdf")
    assert all(block.kind != "furniture" for block in document.blocks)


def test_a_sentence_over_a_page_break_is_whole_in_the_view(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    first = [*lines(60, 100, (*BODY, "The talks were led by President")), (290.0, 810.0, 9.0, "1")]
    second = [
        *lines(60, 100, ("Maro of Ravmark, who had asked for nego-", "tiations since May.")),
        (290.0, 810.0, 9.0, "2"),
    ]
    document = only(pdf([first, second]), "a.pdf")
    assert "led by President Maro of Ravmark, who had asked for negotiations since May." in view(document).text
    assert "nego-\ntiations" in document.text
    assert [block.page for block in document.blocks if block.kind == "paragraph"] == [1, 1, 2]


def test_a_word_hyphenated_over_a_page_break_is_closed_in_the_view(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    first = lines(60, 100, (*BODY, "They agreed that the nego-"))
    document = only(pdf([first, lines(60, 100, ("tiations would go on.",))]), "a.pdf")
    seen = view(document)
    assert "the negotiations would go on." in seen.text
    at = seen.text.index("negotiations")
    assert seen.span(at, at + len("negotiations")).of(document.text) == "nego-\n\ntiations"


def test_what_the_file_says_of_itself_counts_where_it_is_plausible(
    pdf: Callable[..., bytes], only: Callable[..., Document]
) -> None:
    sound = "/Title (Sandvik fears a second winter) /Author (Ana Brandt) /CreationDate (D:20330101000000Z)"
    document = only(pdf([lines(60, 100, BODY)], info=sound), "a.pdf")
    assert (document.title, document.author, document.published) == (
        "Sandvik fears a second winter",
        "Ana Brandt",
        None,
    )
    odd = only(pdf([lines(60, 100, BODY)], info="/Title (Microsoft Word - talks3.docx) /Author (admin)"), "a.pdf")
    assert (odd.title, odd.author) == (None, None)


def test_byline_and_date_are_found_under_the_title(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    top = [
        (60.0, 60.0, 22.0, "Third round of talks on Sandvik"),
        (60.0, 85.0, 10.0, "By Ana Brandt"),
        (60.0, 110.0, 10.0, "4 May 2031"),
    ]
    document = only(pdf([[*top, *lines(60, 150, BODY)]]), "a.pdf")
    assert [kind for kind, _ in kinds(document)] == ["title", "byline", "date", "paragraph"]
    assert (document.author, document.published) == ("Ana Brandt", "2031-05-04")


def test_an_encrypted_pdf_is_refused(pdf: Callable[..., bytes], refusal: Callable[..., str]) -> None:
    words = refusal(pdf([lines(60, 100, BODY)], encrypted=True), "a.pdf")
    assert words.startswith("cannot read a.pdf: it is encrypted and asks for a password; save a copy without")


def test_a_truncated_pdf_is_refused(pdf: Callable[..., bytes], refusal: Callable[..., str]) -> None:
    data = pdf([lines(60, 100, BODY)] * 3)
    assert "it is cut short" in refusal(data[: len(data) // 2], "a.pdf")


def test_a_damaged_pdf_is_refused(refusal: Callable[..., str]) -> None:
    assert "it is damaged" in refusal(b"%PDF-1.4\nnothing of what should stand here\n%%EOF\n", "a.pdf")


def test_a_scanned_pdf_is_refused_with_the_way_out(pdf: Callable[..., bytes], refusal: Callable[..., str]) -> None:
    assert "its page holds only images; run OCR first" in refusal(pdf(["image"]), "a.pdf")
    assert "its 2 pages hold only images" in refusal(pdf(["image", "image"]), "a.pdf")


def test_a_pdf_with_some_scanned_pages_is_read(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    document = only(pdf(["image", lines(60, 100, BODY)]), "a.pdf")
    assert [block.page for block in document.blocks] == [2]


def test_a_pdf_without_words_or_pictures_is_refused(pdf: Callable[..., bytes], refusal: Callable[..., str]) -> None:
    assert "its page holds no text" in refusal(pdf([[]]), "a.pdf")


def test_a_pdf_with_too_many_pages_is_refused(pdf: Callable[..., bytes], refusal: Callable[..., str]) -> None:
    words = refusal(pdf([lines(60, 100, BODY)] * 3), "a.pdf", Settings(max_pages=2))
    assert "it has 3 pages, more than 2; split it, or raise the limit with SAYSO_MAX_PAGES" in words


def test_a_pdf_that_takes_too_long_is_refused(
    pdf: Callable[..., bytes], refusal: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 1000, 40))
    monkeypatch.setattr("sayso.read.pdf.time.monotonic", lambda: next(clock))
    assert "page 2 of 3 was not reached in 60 s" in refusal(pdf([lines(60, 100, BODY)] * 3), "a.pdf")


def test_threads_may_read_at_the_same_time(pdf: Callable[..., bytes], only: Callable[..., Document]) -> None:
    data = pdf([lines(60, 100, BODY)] * 5)
    found: list[Document] = []
    threads = [threading.Thread(target=lambda: found.append(only(data, "a.pdf"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(threads)
    assert len(set(found)) == 1
