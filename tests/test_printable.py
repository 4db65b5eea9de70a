from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sayso.printable import one_line, printable


def test_an_escape_sequence_of_the_source_loses_its_escape() -> None:
    assert one_line("fled \x1b[31mthe\x1b[0m town\x07") == "fled \ufffd[31mthe\ufffd[0m town\ufffd"


def test_what_reorders_a_line_is_left_out() -> None:
    assert one_line("paid \u202e000,01\u202c dollars") == "paid 000,01 dollars"
    assert printable("a\u2066b\u2069") == "ab"


def test_line_breaks_stay_in_a_text_and_go_in_a_line() -> None:
    assert printable("one\n\ntwo") == "one\n\ntwo"
    assert one_line(" one\r\n\u00a0 two\t") == "one two"


@given(st.text(st.characters(codec=None, categories=None)))
def test_a_line_holds_no_control_character_and_can_be_encoded(text: str) -> None:
    shown = one_line(text)
    shown.encode()
    assert not [letter for letter in shown if unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")]
