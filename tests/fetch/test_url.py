"""A URL has one reading, or is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AddressError
from sayso.fetch.url import followed, url_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://example.org", "https://example.org/"),
        (" https://example.org/a \n", "https://example.org/a"),
        ("HTTP://Example.ORG:80/A", "http://example.org/A"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a?b=c&d#part", "https://example.org/a?b=c&d"),
        ("https://example.org/größe?q=ü x", "https://example.org/gr%C3%B6%C3%9Fe?q=%C3%BC%20x"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://example.org/a/../b/./c", "https://example.org/b/c"),
        ("https://example.org/a/%2E%2e/b/..", "https://example.org/"),
        ("https://example.org/../../a", "https://example.org/a"),
        ("https://example.org//a//b", "https://example.org//a//b"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:21F::1]:8080/", "http://[2606:2800:21f::1]:8080/"),
    ],
)
def test_a_url_is_written_in_one_way(written: str, read: str) -> None:
    assert str(url_of(written)) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ftp://example.org/", "begins with ftp:"),
        ("file:///etc/passwd", "begins with file:"),
        ("javascript:alert(1)", "begins with javascript:"),
        ("example.org", "names no scheme"),
        ("", "names no scheme"),
        ("http:example.org", "not followed by //"),
        ("http:///example.org", "names no host"),
        ("http://", "names no host"),
        ("http://user@example.org/", "user name"),
        ("http://user:word@example.org/", "user name"),
        ("http://example.org@10.0.0.1/", "user name"),
        ("http://example.org\\@10.0.0.1/", "backslash"),
        ("http://example.org/\\..", "backslash"),
        ("http://exa\nmple.org/", "control character"),
        ("http://example.org/\x00", "control character"),
        ("http://example.org/\x85", "control character"),
        ("http://example.org/\ud800", "control character"),
        ("http://example.org:99999/", "no URL"),
        ("http://example.org:x/", "no URL"),
        ("http://example.org:22/", "port 22"),
        ("http://example.org:25/", "port 25"),
        ("http://example.org:6000/", "port 6000"),
        ("http://example.org:0/", "port 0"),
        ("http://2130706433/", "number"),
        ("http://127.1/", "number"),
        ("http://0177.0.0.1/", "number"),
        ("http://0x7f.0.0.1/", "number"),
        ("http://0x7f000001/", "number"),
        ("http://1.2.3.4.5/", "number"),
        ("http://1.2.3.04/", "number"),
        ("http://256.1.1.1/", "number"),
        ("http://a..b/", "no name"),
        ("http://-a.example/", "no name"),
        ("http://exa mple.org/", "no name"),
        ("http://a%2eb/", "percent"),
        ("http://127.0.0.1%2f@example.org/", "user name"),
        ("http://１２７.0.0.1/", "no name"),
        ("http://①②⑦.0.0.1/", "no name"),
        ("http://example。org/", "no name"),
        ("http://example.org⁄a/", "no name"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("http://[fe80::1%eth0]/", "zone"),
        ("http://[::1/", "no URL"),
        ("http://[zz]/", "no"),
        (f"http://{'a' * 64}.example/", "no name"),
        (f"http://{'a.' * 127}example/", "no name"),
        (f"http://example.org/{'a' * 5000}", "characters long"),
        ("http://abcdefgh.onion/", "Tor"),
    ],
)
def test_what_may_be_read_in_two_ways_is_refused_with_its_reason(written: str, reason: str) -> None:
    with pytest.raises(AddressError, match="cannot fetch") as caught:
        url_of(written)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("reference", "leads"),
    [
        ("/b", "https://example.org:8443/b"),
        ("c?d", "https://example.org:8443/x/c?d"),
        ("//other.example/e", "https://other.example/e"),
        ("http://other.example", "http://other.example/"),
        ("?q", "https://example.org:8443/x/y?q"),
    ],
)
def test_a_reference_counts_from_where_it_stands(reference: str, leads: str) -> None:
    assert str(followed(url_of("https://example.org:8443/x/y"), reference)) == leads


@pytest.mark.parametrize(
    "reference", ["//a@host/", "ht\ttp://x/", "/a\\b", "gopher://x/", "//[::1", "//[::1]x/", "//127.1/"]
)
def test_a_reference_is_held_to_the_same_rules(reference: str) -> None:
    with pytest.raises(AddressError):
        followed(url_of("https://example.org/"), reference)


@given(st.text(max_size=40))
def test_any_text_is_a_url_or_refused_and_what_is_read_reads_the_same_again(text: str) -> None:
    try:
        found = url_of(f"http://{text}")
    except AddressError:
        return
    assert url_of(str(found)) == found
    assert str(found).isascii()
