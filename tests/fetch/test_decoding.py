"""A body is decompressed up to a limit, and only as it says it is coded."""

from __future__ import annotations

import gzip
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetch.decoding import CodingError, TooLongError, TornError, decoded


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "X-GZIP", "deflate", "identity", "", "identity, gzip"]))
def test_what_was_coded_comes_back(data: bytes, coding: str) -> None:
    coded = gzip.compress(data) if "gzip" in coding.lower() else zlib.compress(data) if coding == "deflate" else data
    assert decoded(coded, coding, most=2000) == data


def test_deflate_without_the_header_of_zlib_is_read() -> None:
    assert decoded(zlib.compress(b"abc" * 100)[2:-4], "deflate", most=1000) == b"abc" * 100


def test_many_parts_make_one_body_and_what_follows_them_is_left() -> None:
    parts = gzip.compress(b"one ") + gzip.compress(b"two")
    assert decoded(parts, "gzip", most=100) == b"one two"
    assert decoded(parts + b"\0\0\0", "gzip", most=100) == b"one two"


def test_the_limit_counts_what_comes_out_of_all_parts() -> None:
    assert decoded(gzip.compress(bytes(100)), "gzip", most=100) == bytes(100)
    for coded in (gzip.compress(bytes(101)), gzip.compress(bytes(60)) * 2):
        with pytest.raises(TooLongError):
            decoded(coded, "gzip", most=100)
    with pytest.raises(TooLongError):
        decoded(bytes(101), "", most=100)


def test_a_million_empty_parts_are_not_looked_through() -> None:
    started = time.monotonic()
    with pytest.raises(CodingError):
        decoded(gzip.compress(b"") * 500_000, "gzip", most=100)
    assert time.monotonic() - started < 2


def test_data_that_end_early_are_torn() -> None:
    whole = gzip.compress(b"abc" * 1000)
    for coded in (whole[:-1], whole[:12], whole + whole[:5]):
        with pytest.raises(TornError):
            decoded(coded, "gzip", most=10_000)


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, gzip", "gzip, br"])
def test_another_coding_is_named(coding: str) -> None:
    with pytest.raises(CodingError, match=coding):
        decoded(b"abc", coding, most=100)


def test_what_is_not_coded_as_it_says_is_refused() -> None:
    for coding in ("gzip", "deflate"):
        with pytest.raises(CodingError):
            decoded(b"<html>", coding, most=100)


def test_an_empty_body_is_empty_however_it_is_coded() -> None:
    assert decoded(b"", "gzip", most=100) == b""
