"""Encodings: decoded rightly, or refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadError
from sayso.read.decoding import decode, is_binary

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

CURLY = "The mediator – a former colonel – said: “We won’t leave the café in Évora … until it’s signed, for £40.”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_comes_out_as_it_was_written(encoding: str, only: Callable[..., Document]) -> None:
    assert only(CURLY.encode(encoding)).text == CURLY


def test_latin_1_and_mac_roman_are_told_apart() -> None:
    plain = "Señor Muñoz, the mayor of Évora, said that nobody would go back to the café."
    assert decode(plain.encode("latin-1"), name="a") == plain
    curly = "The mayor said: “Nobody won’t go back to the café,” and left."
    assert decode(curly.encode("mac-roman"), name="a") == curly


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfTalks", name="a") == "Talks"


def test_one_bad_byte_in_a_utf8_text_is_named() -> None:
    data = CURLY.encode() + b" \xff " + CURLY.encode()
    with pytest.raises(
        ReadError, match=rf"it is UTF-8 but for byte {len(CURLY.encode()) + 1} \(0xff\).*save it as UTF-8"
    ):
        decode(data, name="a")


def test_a_mark_that_the_rest_belies_is_named() -> None:
    with pytest.raises(ReadError, match="it is marked as UTF-16-LE but byte"):
        decode(b"\xff\xfe" + b"ab" + b"\x00\xd8\x41\x00", name="a")


def test_an_encoding_the_source_claims_counts_where_the_bytes_are_not_utf8() -> None:
    words = "Посредник сказал, что переговоры продолжатся."
    assert decode(words.encode("koi8-r"), name="a", declared="koi8-r") == words
    assert decode(CURLY.encode(), name="a", declared="latin-1") == CURLY


def test_a_claimed_encoding_nobody_knows_is_passed_over() -> None:
    assert decode(CURLY.encode("cp1252"), name="a", declared="x-user-defined") == CURLY


def test_a_few_nul_bytes_do_not_make_a_text_binary(only: Callable[..., Document]) -> None:
    words = "The mediator\x00 said that the talks\x00 would go on."
    assert only(words.encode()).text == words


def test_control_characters_throughout_make_it_binary() -> None:
    assert is_binary(b"\x01\x02\x03\x04\x05\x06")
    assert not is_binary(b"\tTalks\r\ngo on\x0c")


def test_a_text_of_nul_bytes_alone_is_refused(refusal: Callable[..., str]) -> None:
    assert "it is empty" in refusal(bytes(100), "a.txt")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    if (
        not text.startswith(("\ufeff", "\x00"))
        and text.encode()[:2] not in (b"\xff\xfe", b"\xfe\xff")
        and not text.count("\x00")
    ):
        assert decode(text.encode(), name="a") == text


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decode(data, name="a")
    except ReadError as error:
        assert str(error).startswith("cannot read a: ")  # noqa: PT017 - either outcome is right


def test_a_latin_1_text_with_nul_bytes_is_refused_as_binary(refusal: Callable[..., str]) -> None:
    words = "Señor Muñoz, the mayor of Évora, said that nobody\x00 would go back to the café."
    assert "it is binary data, not text: it holds NUL bytes and is not UTF-8" in refusal(words.encode("latin-1"))


def test_nul_bytes_throughout_make_even_utf8_binary(refusal: Callable[..., str]) -> None:
    late = CURLY * 1000 + "The\x00 talks\x00 " * 2000
    assert "4,000 of its" in refusal(late.encode())
    assert "it is binary data, not text" in refusal(("The\x00 talks\x00 go\x00 on.\x00 " * 20).encode())


def test_a_few_nul_bytes_in_a_long_text_stay_where_they_were(only: Callable[..., Document]) -> None:
    words = f"The mediator said: {CURLY}\x00 " * 9
    assert only(words.encode()).text == words
