from __future__ import annotations

import pytest

from sayso.document import Block, Document, Span
from sayso.view import View, view


def paragraphs(*texts: str, kind: str = "paragraph") -> Document:
    """Make a document with a block for each text, a blank line between them."""
    text = "\n\n".join(texts)
    blocks, at = [], 0
    for one in texts:
        blocks.append(Block(start=at, end=at + len(one), kind=kind))  # type: ignore[arg-type]
        at += len(one) + 2
    return Document(id="d", text=text, blocks=tuple(blocks))


def seen(text: str) -> str:
    return view(paragraphs(text)).text


def test_a_hard_line_break_is_a_space() -> None:
    assert seen("They signed\nthe accord.") == "They signed the accord."


def test_a_paragraph_stays_a_paragraph() -> None:
    assert view(paragraphs("They signed.", "Then they left.")).text == "They signed.\n\nThen they left."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The column reached the", "river at dawn."),
        ("He named Orsa,", "Vessa and Tamar."),
        ("They were met by", "General Oru Denn."),
        ("“We will not leave the", "Valley,” she said."),
    ],
)
def test_a_sentence_that_a_page_break_cut_is_joined(before: str, after: str) -> None:
    assert "\n\n" not in view(paragraphs(before, after)).text


def test_a_heading_is_never_joined_to_its_text() -> None:
    document = Document(
        id="d",
        text="Talks in\n\nthe south",
        blocks=(Block(start=0, end=8, kind="heading"), Block(start=10, end=19, kind="paragraph")),
    )
    assert view(document).text == "Talks in\n\nthe south"


def test_furniture_is_not_seen() -> None:
    text = "They left the\n\nTHE DAILY ORSA 7\n\ntown at noon."
    document = Document(
        id="d",
        text=text,
        blocks=(
            Block(start=0, end=13, kind="paragraph"),
            Block(start=15, end=31, kind="furniture"),
            Block(start=33, end=len(text), kind="paragraph"),
        ),
    )
    assert view(document).text == "They left the town at noon."


def test_a_hyphenated_line_end_is_closed() -> None:
    assert seen("The com-\nmander spoke.") == "The commander spoke."


def test_a_compound_keeps_its_hyphen() -> None:
    assert seen("a well-known cease-fire line") == "a well-known cease-fire line"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a well-\nknown line", "a well-known line"),
        ("the US-\nled force", "the US-led force"),
        ("the Anglo-\nRavmark pact", "the Anglo-Ravmark pact"),
        ("a 63-year-\nold nurse and a 63-\nyear-old guard", "a 63-year-old nurse and a 63-year-old guard"),
        ("twenty-\nfive ships from 2029-\n2031", "twenty-five ships from 2029-2031"),
        ("a cease-\nfire, the second cease-fire", "a cease-fire, the second cease-fire"),
        ("a cease-\nfire, the second ceasefire", "a ceasefire, the second ceasefire"),
        ("to ex-\nplain non-\nsense", "to explain nonsense"),
        ("a word - \nand a dash", "a word - and a dash"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_word_has_one(written: str, read: str) -> None:
    assert seen(written) == read


def test_a_kept_hyphen_maps_back() -> None:
    text = "a well-\n known line"
    made = view(Document(id="d", text=text))
    at = made.text.index("well-known")
    assert made.span(at, at + len("well-known")).of(text) == "well-\n known"
    assert made.span(at + 4, at + 5).of(text) == "-"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The *Orsa Star* is gone.", "The Orsa Star is gone."),
        ("A **firm** no.", "A firm no."),
        ("An _urgent_ call.", "An urgent call."),
        ("See [the pact](https://example.org/pact).", "See the pact."),
        ("Chapter [one](two).", "Chapter [one](two)."),
        ("The file_name_here stays.", "The file_name_here stays."),
        ("2 * 3 is 6.", "2 * 3 is 6."),
    ],
)
def test_mark_up_is_not_seen_and_other_signs_are(written: str, read: str) -> None:
    assert seen(written) == read


def test_invisible_characters_are_left_out() -> None:
    assert seen("A\u00adla\u200brm \u202brtl\u202c") == "Alarm rtl"


def test_a_lone_surrogate_is_seen_as_a_replacement_character() -> None:
    assert seen("Broken \ud83d emoji.") == "Broken \ufffd emoji."


def test_a_span_of_the_view_cuts_the_same_words_of_the_text() -> None:
    document = paragraphs("🕊 *Ana\u00ad Lemos*, 41, left the", "“old\ntown” at 5.")
    made = view(document)
    for words in ("Ana", "Lemos", "41", "old town", "5"):
        at = made.text.index(words)
        cut = made.span(at, at + len(words)).of(document.text)
        assert cut.replace("\n", " ").strip("\u00ad") == words


def test_a_span_has_no_white_space_at_its_edges() -> None:
    document = paragraphs("One.", "Two.")
    assert view(document).span(4, 9) == Span(6, 9)


def test_locate_finds_the_first_character_at_or_after_an_offset() -> None:
    document = paragraphs("*Orsa* fell.")
    made = view(document)
    assert made.text[made.locate(0) :] == "Orsa fell."
    assert made.text[made.locate(8) :] == "ell."


def test_a_document_without_blocks_is_seen_whole() -> None:
    assert view(Document(id="d", text="One.\n\nTwo.")).text == "One.\n\nTwo."


def test_the_plain_view_maps_every_character_to_itself() -> None:
    assert View.plain("abc").span(1, 2) == Span(1, 2)


def test_a_long_run_of_marks_is_cut_for_the_parser_and_the_offsets_hold() -> None:
    text = "Prices rose " + "$" * 60_000 + " in Tolm."
    seen = view(Document(id="d", text=text))
    assert len(seen.text) < 200
    assert seen.span(seen.text.index("Tolm"), seen.text.index("Tolm") + 4).of(text) == "Tolm"
