"""One URL is asked, within limits, at the address that was checked."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sayso.errors import AddressError, FetchError, RobotsError, SettingsError, UnansweredError
from sayso.fetch.answer import Conditions
from sayso.fetch.client import Client, Limits, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.fetch.url import Url
    from tests.fetch.conftest import Site


def endless(first: bytes, piece: bytes, pause_s: float = 0) -> Callable[[socket.socket], None]:
    """Say ``first``, then ``piece`` again and again until the other side hangs up."""

    def say(connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            connection.sendall(first)
            while True:
                connection.sendall(piece)
                time.sleep(pause_s)

    return say


def test_an_answer_holds_what_came_and_how(site: Site, client: Client) -> None:
    site.says("/a?b=c", "<p>hello", "Content-Type: Text/HTML; charset=utf-8", "X: 1", "X: 2")
    answer = client.fetch(site.url("/a?b=c#part"))
    assert (answer.url, answer.final_url) == (site.url("/a?b=c"), site.url("/a?b=c"))
    assert (answer.status, answer.body, answer.media_type) == (200, b"<p>hello", "text/html")
    assert (answer.address, answer.chain) == ("127.0.0.1", ())
    assert answer.last.header("x") == "1, 2"
    assert answer.fetched_at.tzinfo is not None


def test_what_is_sent_is_honest_and_little(site: Site, named: Callable[..., Client]) -> None:
    site.says("/", "x", "Set-Cookie: a=b")
    client = named("127.0.0.1", contact="https://desk.example/about")
    client.fetch(site.url(host="news.example"))
    client.fetch(site.url(host="news.example"))
    head, again = (each.decode().split("\r\n") for each in site.heads)
    assert head == again
    assert head[:3] == [
        "GET / HTTP/1.1",
        f"Host: news.example:{site.port}",
        "User-Agent: sayso/0.1.0 (+https://desk.example/about)",
    ]
    assert [line.partition(":")[0] for line in head[3:-2]] == ["Accept", "Accept-Encoding", "Connection"]


def test_a_contact_that_would_forge_a_header_is_refused(site: Site, client: Client) -> None:
    with pytest.raises(SettingsError, match="plain ASCII"):
        replace(client, contact="me\r\nX: y").fetch(site.url())


def test_no_proxy_of_the_environment_is_used(site: Site, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.says("/", "x")
    assert client.fetch(site.url()).body == b"x"


def test_without_leave_loopback_is_not_asked(site: Site) -> None:
    with pytest.raises(AddressError, match="it is not public: loopback"):
        Client().fetch(site.url())
    assert site.asked == []


def test_a_name_with_one_private_address_is_not_asked_at_all(site: Site, named: Callable[..., Client]) -> None:
    with pytest.raises(AddressError, match=r"news\.example has the address 10\.0\.0\.7"):
        named("127.0.0.1", "10.0.0.7").fetch(site.url(host="news.example"))
    assert site.asked == []


def test_a_name_is_looked_up_once_and_the_checked_address_dialled(site: Site, named: Callable[..., Client]) -> None:
    answers = [["127.0.0.1"], ["10.0.0.7"]]
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return answers[len(asked) - 1]

    site.says("/", "x")
    answer = named(resolve=rebinding).fetch(site.url(host="news.example"))
    assert (answer.address, asked) == ("127.0.0.1", ["news.example"])


def test_nothing_but_the_resolver_looks_a_name_up(
    site: Site, named: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(socket, "gethostbyname", never)
    monkeypatch.setattr(socket, "create_connection", never)
    site.says("/", "x")
    assert named("127.0.0.1").fetch(site.url(host="news.example")).status == 200


def test_the_second_address_is_tried_where_the_first_does_not_answer(site: Site, named: Callable[..., Client]) -> None:
    site.says("/", "x")
    assert named("127.0.0.9", "127.0.0.1").fetch(site.url(host="news.example")).address == "127.0.0.1"


def test_a_port_at_which_nobody_listens_is_told(client: Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(UnansweredError, match=r"no connection \(connection refused\)"):
        client.fetch(f"http://127.0.0.1:{port}/")


def test_redirects_are_followed_and_kept(site: Site, named: Callable[..., Client]) -> None:
    site.moves("/a", "/b", "301 Moved Permanently")
    site.moves("/b", f"http://other.example:{site.port}/ü")
    site.says("/%C3%BC", "x")
    answer = named("127.0.0.1").fetch(site.url("/a", host="news.example"))
    assert answer.body == b"x"
    assert answer.final_url == f"http://other.example:{site.port}/%C3%BC"
    assert [(each.url, each.status) for each in answer.chain] == [
        (site.url("/a", host="news.example"), 301),
        (site.url("/b", host="news.example"), 302),
    ]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://10.0.0.1/", "it leads to http://10.0.0.1/, and it is not public: private"),
        ("http://169.254.169.254/latest", "link-local"),
        ("http://[::ffff:127.0.0.1]/", "IPv4-mapped"),
        ("http://[::1]/", "loopback"),
        ("http://2130706433/", "number"),
        ("http://0x7f.1/", "number"),
        ("//user@news.example/", "user name"),
        ("file:///etc/passwd", "begins with file:"),
        ("gopher://news.example/", "begins with gopher:"),
        ("http://news.example:22/", "port 22"),
        ("http://inside.example/", "inside.example has the address 192.168.0.1, which is not public"),
    ],
)
def test_a_redirect_is_checked_as_a_url_is(
    site: Site, named: Callable[..., Client], location: str, reason: str
) -> None:
    hosts = {"inside.example": ["192.168.0.1"]}
    site.moves("/", location)
    client = named(resolve=lambda host, _port: hosts.get(host, ["127.0.0.1"]))
    with pytest.raises(AddressError) as caught:
        client.fetch(site.url(host="news.example"))
    assert reason in caught.value.reason
    assert caught.value.source == site.url(host="news.example")


def test_a_circle_of_redirects_is_told(site: Site, client: Client) -> None:
    site.moves("/", "/b")
    site.moves("/b", "/")
    with pytest.raises(FetchError, match="in a circle"):
        client.fetch(site.url())
    assert site.asked == ["/", "/b"]


def test_five_redirects_are_followed_and_no_sixth(site: Site, client: Client) -> None:
    for step in range(9):
        site.moves(f"/{step}", f"/{step + 1}")
    site.says("/9", "x")
    assert client.fetch(site.url("/4")).body == b"x"
    with pytest.raises(FetchError, match="leads on more than 5 times"):
        client.fetch(site.url("/3"))


def test_a_redirect_without_a_place_is_an_answer(site: Site, client: Client) -> None:
    site.says("/", "x", status="302 Found")
    assert client.fetch(site.url()).status == 302


def test_each_redirect_passes_the_gate(site: Site, client: Client) -> None:
    site.moves("/", "/private")

    def gate(url: Url) -> None:
        if url.target == "/private":
            raise RobotsError(str(url), "it may not")

    with pytest.raises(RobotsError, match=r"it leads to .*/private, and it may not"):
        client.fetch(site.url(), gate=gate)
    assert site.asked == ["/"]


def test_a_slow_drip_ends_with_the_time_for_all_of_it(site: Site, hasty: Client) -> None:
    site.pages["/body"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05)
    site.pages["/head"] = endless(b"HTTP/1.1 200 OK\r\n", b"X", 0.05)
    site.pages["/continue"] = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05)
    site.pages["/chunks"] = endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05)
    for target in site.pages:
        started = time.monotonic()
        with pytest.raises(UnansweredError, match="it took more than 1 s"):
            hasty.fetch(site.url(target))
        assert time.monotonic() - started < 5


def test_silence_ends_sooner(site: Site, hasty: Client) -> None:
    site.pages["/"] = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b"", 0.05)
    with pytest.raises(UnansweredError, match=r"it was silent for 0\.4 s"):
        hasty.fetch(site.url())


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 60_000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"ffff\r\n" + b"x" * 65_535 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1" * 60_000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"x: y\r\n" * 10_000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 60_000 + b"\r\nx\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1_000),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 60_000),
        (b"HTTP/1.1 200 ", b"y" * 60_000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    ],
    ids=["body", "chunks", "length", "trailer", "extension", "headers", "header", "reason", "continue"],
)
def test_what_never_ends_is_not_read_for_ever(site: Site, client: Client, first: bytes, piece: bytes) -> None:
    site.pages["/"] = endless(first, piece)
    with pytest.raises(FetchError):
        client.fetch(site.url())


def test_a_flood_of_headers_is_refused(site: Site, client: Client) -> None:
    site.says("/", "", *(f"X-{number}: y" for number in range(200)))
    with pytest.raises(FetchError, match="headers are too many") as caught:
        client.fetch(site.url())
    assert not isinstance(caught.value, UnansweredError)


@pytest.mark.parametrize("length", ["9000000000", "9" * 5000])
def test_a_length_beyond_the_limit_is_refused_before_it_is_read(site: Site, client: Client, length: str) -> None:
    site.pages["/"] = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode()
    with pytest.raises(FetchError, match=r"it is 9[0-9]+…? bytes long, to more than 100,000 bytes") as caught:
        client.fetch(site.url())
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate"])
def test_a_bomb_is_refused_when_it_passes_the_limit(site: Site, client: Client, coding: str) -> None:
    bomb = gzip.compress(bytes(50_000_000)) if "gzip" in coding else zlib.compress(bytes(50_000_000))
    site.says("/", bomb, f"Content-Encoding: {coding}")
    with pytest.raises(FetchError, match="decompress, to more than 100,000 bytes"):
        client.fetch(site.url())


def test_a_compressed_answer_is_read_and_its_raw_bytes_kept(site: Site, client: Client) -> None:
    raw = gzip.compress(b"x" * 1000)
    site.says("/", raw, "Content-Encoding: gzip")
    answer = client.fetch(site.url())
    assert (answer.body, answer.last.raw) == (b"x" * 1000, raw)


def test_an_answer_coded_otherwise_is_refused(site: Site, client: Client) -> None:
    site.says("/", b"\x0b\x02\x80", "Content-Encoding: br")
    with pytest.raises(FetchError, match="says 'br'"):
        client.fetch(site.url())
    site.says("/", b"abc", "Transfer-Encoding: gzip, chunked")
    with pytest.raises(FetchError, match="'gzip, chunked', which was not asked for"):
        client.fetch(site.url())


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"abc")[:-4],
        b"220 mail.example ESMTP\r\n",
        b"",
    ],
    ids=["length", "chunk", "no length", "negative length", "gzip", "another protocol", "nothing"],
)
def test_a_torn_answer_is_none_and_may_be_asked_for_again(site: Site, client: Client, said: bytes) -> None:
    site.pages["/"] = said
    with pytest.raises(UnansweredError):
        client.fetch(site.url())


def test_conditions_go_to_the_url_they_are_of_and_no_other(site: Site, client: Client) -> None:
    site.moves("/a", "/b")
    site.says("/b", status="304 Not Modified")
    conditions = Conditions(url=site.url("/b"), etag='"1"', last_modified="Sun, 06 Nov 2033 08:49:37 GMT")
    assert client.fetch(site.url("/a"), conditions=conditions).status == 304
    first, second = site.heads
    assert b"If-" not in first
    assert b'If-None-Match: "1"\r\nIf-Modified-Since: Sun, 06 Nov 2033 08:49:37 GMT\r\n' in second


def test_a_condition_cannot_forge_a_header(site: Site, client: Client) -> None:
    conditions = Conditions(url=site.url(), etag="1\r\nX: y")
    client.fetch(site.url(), conditions=conditions)
    assert b"If-None-Match" not in site.heads[0]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("404 Not Found", FetchError),
        ("410 Gone", FetchError),
        ("429 Slow down", UnansweredError),
        ("503 Busy", UnansweredError),
        ("302 Found", FetchError),
    ],
)
def test_a_page_that_is_not_there_is_an_error(site: Site, client: Client, status: str, kind: type[FetchError]) -> None:
    site.says("/", "x", "Retry-After: 120", status=status)
    with pytest.raises(FetchError, match=f"the server answered {status}") as caught:
        page(site.url(), client=client)
    assert type(caught.value) is kind
    assert (caught.value.status, caught.value.retry_after_s) == (int(status[:3]), 120)


def test_a_page_that_is_there_is_given(site: Site, client: Client) -> None:
    site.says("/", "x")
    assert page(site.url(), client=client).body == b"x"


def test_a_reason_cannot_steer_the_terminal(site: Site, client: Client) -> None:
    site.says("/", "", status="500 \x1b[31mred")
    with pytest.raises(UnansweredError) as caught:
        page(site.url(), client=client)
    assert "\x1b" not in str(caught.value)


def test_https_proves_the_name_though_an_address_is_dialled(
    secure: Site, authority: tuple[Path, Path], named: Callable[..., Client]
) -> None:
    secure.says("/", "x")
    client = named("127.0.0.1", ca_file=authority[0])
    answer = client.fetch(secure.url(host="news.example"))
    assert (answer.body, answer.address) == (b"x", "127.0.0.1")


def test_a_certificate_of_another_name_or_of_nobody_does_not_hold(
    secure: Site, authority: tuple[Path, Path], named: Callable[..., Client]
) -> None:
    secure.says("/", "x")
    with pytest.raises(UnansweredError, match=r"its certificate does not hold \(hostname mismatch"):
        named("127.0.0.1", ca_file=authority[0]).fetch(secure.url(host="other.example"))
    with pytest.raises(UnansweredError, match=r"its certificate does not hold \(self"):
        named("127.0.0.1").fetch(secure.url(host="news.example"))
    with pytest.raises(UnansweredError, match=r"its certificate does not hold"):
        named(ca_file=authority[0]).fetch(secure.url())
    assert secure.asked == []


def test_a_redirect_from_https_to_http_is_refused(
    secure: Site, site: Site, authority: tuple[Path, Path], named: Callable[..., Client]
) -> None:
    secure.moves("/", site.url(host="news.example"))
    with pytest.raises(AddressError, match="from https to http://"):
        named("127.0.0.1", ca_file=authority[0]).fetch(secure.url(host="news.example"))
    assert site.asked == []


def test_a_slow_drip_over_https_ends_too(secure: Site, authority: tuple[Path, Path], hasty: Client) -> None:
    secure.pages["/"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.05)
    client = replace(hasty, ca_file=authority[0], resolve=lambda _host, _port: ["127.0.0.1"])
    with pytest.raises(UnansweredError, match="it took more than 1 s"):
        client.fetch(secure.url(host="news.example"))


def test_a_server_that_never_shakes_hands_is_left(site: Site, hasty: Client) -> None:
    # It waits for the end of a head, which no handshake holds.
    with pytest.raises(UnansweredError, match=r"it was silent for 0\.4 s"):
        hasty.fetch(site.url().replace("http:", "https:"))


def test_a_file_of_certificates_that_is_none_is_named(site: Site, client: Client, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("hello", encoding="utf-8")
    for name in ("ca.pem", "none.pem"):
        with pytest.raises(SettingsError, match=f"cannot read the certificates of .*{name}"):
            replace(client, ca_file=tmp_path / name).fetch(site.url())


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(SettingsError, match="limit max_bytes is 0"):
        Limits(max_bytes=0)
