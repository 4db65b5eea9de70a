from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.words import Words, signature
from sayso.document import Block, Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.document import BlockKind


def test_case_possessives_number_words_and_digit_groups_make_no_difference() -> None:
    assert Words("Tolm’s Fourteen ships, 52,000 tonnes").words == Words("TOLM'S 14 ships 52000 tonnes").words


def test_words_know_their_place_in_the_text() -> None:
    text = "“Never,” said Odd Sarre."
    words = Words(text)
    assert [words.span(n, n + 1).of(text) for n in range(len(words))] == ["Never", "said", "Odd", "Sarre"]
    assert words.span(2, 4).of(text) == "Odd Sarre"
    assert words.quoted == [True, False, False, False]


def test_a_quotation_ends_with_its_mark_or_its_paragraph() -> None:
    words = Words("He said “no. “Never.” She “too\nleft " + '"at once" and came.')
    assert [w for w, quoted in zip(words.words, words.quoted, strict=True) if quoted] == ["never", "too", "at", "once"]


def test_names_and_numbers_are_specific_and_the_first_word_of_a_sentence_is_not() -> None:
    words = Words("Gunmen took 9 lorries near Velm. Two fled.")
    assert [w for w, specific in zip(words.words, words.specific, strict=True) if specific] == ["9", "velm"]


def test_sentences_end_with_stops_and_paragraphs() -> None:
    words = Words("They fled. “Never,” he said. Who knows?\n\nNobody")
    assert [(s.first, s.end) for s in words.sentences] == [(0, 2), (2, 5), (5, 7), (7, 8)]


def test_only_the_body_of_a_document_counts() -> None:
    text = "Convoy robbed\nBy Ana Brandt\nGunmen stopped a convoy.\nSubscribe now"
    kinds: tuple[BlockKind, ...] = ("title", "byline", "paragraph", "furniture")
    starts = [0, 14, 28, 53]
    blocks = tuple(
        Block(start=start, end=end, kind=kind) for start, end, kind in zip(starts, [13, 27, 52, 66], kinds, strict=True)
    )
    assert Words(Document(id="d", text=text, blocks=blocks)).words == ["gunmen", "stopped", "a", "convoy"]


def test_a_signature_is_sorted_small_and_the_same_everywhere(texts: Mapping[str, str]) -> None:
    keys = signature(texts["wire"])
    assert list(keys) == sorted(set(keys))
    assert all(0 <= key < 2**48 for key in keys)
    assert len(keys) < len(texts["wire"].split()) / 4
    # The store keeps these: another value is another index.
    assert signature("Gunmen stopped the grain convoy") == (130463386639217, 267928603980224)


@given(st.text())
def test_any_text_has_words_in_its_order(text: str) -> None:
    words = Words(text)
    assert words.starts == sorted(words.starts)
    assert all(start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert sum(s.end - s.first for s in words.sentences) == len(words)
    assert signature(text) == words.keys
