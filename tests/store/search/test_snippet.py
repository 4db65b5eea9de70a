from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.search.query import parse, positive
from sayso.store.search.snippet import Snippet, snippet

TEXT = (
    "The ministry said little on Monday. Its building is grey.\n\n"
    "Shells fell on the grain market of Tolm at noon, and the market burned until dark. Traders who had stored their "
    "grain there said that everything was lost. Shelling went on for an hour after that, a baker said, and nobody came "
    "to help.\n\n"
    "The grain price rose."
)


def shown(query: str, *, text: str = TEXT, width: int = 80) -> Snippet:
    found = snippet(text, positive(parse(query).text), width=width)
    assert found is not None
    return found


def test_highlights_follow_the_stem_and_not_the_letters() -> None:
    found = shown("shelled")
    assert [span.of(TEXT) for span in found.highlights] == ["Shells"]
    assert shown("shelled", width=1000).highlights[1].of(TEXT) == "Shelling"


def test_the_window_has_most_of_the_words() -> None:
    found = shown("grain price")
    assert [span.of(TEXT) for span in found.highlights] == ["grain", "price"]
    assert found.span.of(TEXT).endswith("The grain price rose.")


def test_a_phrase_is_marked_as_a_whole_and_a_prefix_by_the_word() -> None:
    assert [span.of(TEXT) for span in shown('"grain market"').highlights] == ["grain market"]
    assert [span.of(TEXT) for span in shown("trad*").highlights] == ["Traders"]


def test_a_window_begins_and_ends_between_words() -> None:
    window = shown("burned", width=60).span
    assert TEXT[window.start - 1].isspace()
    assert not TEXT[window.start].isspace()
    assert TEXT[window.end].isspace()
    assert 40 <= window.end - window.start <= 60


def test_a_text_without_a_match_shows_its_beginning() -> None:
    found = shown("submarine", width=40)
    assert found.highlights == ()
    assert found.span.of(TEXT) == "The ministry said little on Monday. Its"


def test_a_short_text_is_shown_whole_and_an_empty_one_not_at_all() -> None:
    assert shown("grain", text="  Grain rose. ").span.of("  Grain rose. ") == "Grain rose."
    assert snippet(" \n", positive(parse("grain").text)) is None


@pytest.mark.parametrize("sign", ["\0", "\ue000\ue001", "\ud800", "😀"])
def test_odd_signs_in_a_text_move_no_highlight(sign: str) -> None:
    text = f"{sign} Some grain {sign} and grain"
    assert [span.of(text) for span in shown("grain", text=text).highlights] == ["grain", "grain"]


@given(st.text(st.sampled_from("grain flour.\n \0é\ue000"), max_size=300), st.integers(min_value=5, max_value=90))
def test_highlights_lie_in_the_window_and_in_order(text: str, width: int) -> None:
    found = snippet(text, positive(parse("grain flour").text), width=width)
    if found is None:
        assert not text.strip()
        return
    assert 0 <= found.span.start < found.span.end <= len(text)
    assert all(found.span.covers(span) for span in found.highlights)
    assert list(found.highlights) == sorted(found.highlights)
