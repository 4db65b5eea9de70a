"""Servers on loopback that say exactly what a test tells them to, byte for byte."""

from __future__ import annotations

import contextlib
import ipaddress
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from sayso.fetch.client import Client, Limits

if TYPE_CHECKING:
    from pathlib import Path

Say = Callable[[socket.socket], None]
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nno page"
LIMITS = Limits(connect_s=10, read_s=10, total_s=20, max_bytes=100_000)


class Time:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = datetime(2031, 5, 4, 10, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.at.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


class Site:
    """A server: ``pages`` maps a target to what it says, which may be changed while it runs."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, bytes | Say] = {}
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self._tls = tls
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def url(self, target: str = "/", host: str = "127.0.0.1") -> str:
        scheme = "http" if self._tls is None else "https"
        return f"{scheme}://{host}:{self.port}{target}"

    def says(self, target: str, body: bytes | str = "", *headers: str, status: str = "200 OK") -> None:
        """Answer with a body and its length."""
        data = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}", *headers, "", ""]
        self.pages[target] = "\r\n".join(lines).encode() + data

    def moves(self, target: str, location: str, status: str = "302 Found") -> None:
        """Answer with a redirect."""
        self.says(target, "", f"Location: {location}", status=status)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection in list(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(connection)
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            said = connection if self._tls is None else self._tls.wrap_socket(connection, server_side=True)
            with contextlib.suppress(OSError), said:
                head = b""
                while b"\r\n\r\n" not in head:
                    piece = said.recv(4096)
                    if not piece:
                        return
                    head += piece
                target = head.split(b" ")[1].decode()
                self.heads.append(head)
                self.asked.append(target)
                page = self.pages.get(target, NOT_FOUND)
                if callable(page):
                    page(said)
                else:
                    said.sendall(page)
                with contextlib.suppress(OSError):
                    said.shutdown(socket.SHUT_WR)


@pytest.fixture
def new_site() -> Iterator[Callable[..., Site]]:
    made: list[Site] = []

    def make(tls: ssl.SSLContext | None = None) -> Site:
        made.append(Site(tls))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def site(new_site: Callable[..., Site]) -> Site:
    return new_site()


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def client() -> Client:
    """Give a client that may ask loopback."""
    return Client(allow=LOOPBACK, limits=LIMITS)


@pytest.fixture
def hasty(client: Client) -> Client:
    """Give a client that waits for nothing long."""
    return replace(client, limits=replace(LIMITS, read_s=0.4, total_s=1))


@pytest.fixture
def named() -> Callable[..., Client]:
    """Make a client for which every name has the addresses given."""

    def make(*addresses: str, **changed: Any) -> Client:  # noqa: ANN401 - any field of a client
        told: dict[str, Any] = {"allow": LOOPBACK, "limits": LIMITS, "resolve": lambda _host, _port: addresses}
        return Client(**{**told, **changed})

    return make


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a certificate of news.example, signed by itself, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    names = "subjectAltName=DNS:news.example"
    command = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    made = subprocess.run(  # noqa: S603 - openssl, with our own arguments
        [openssl, *command, "-subj", "/CN=news.example", "-addext", names, "-keyout", key, "-out", certificate],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("this openssl makes no certificate")
    return certificate, key


@pytest.fixture
def secure(authority: tuple[Path, Path], new_site: Callable[..., Site]) -> Site:
    """Serve https as news.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*authority)
    return new_site(context)
