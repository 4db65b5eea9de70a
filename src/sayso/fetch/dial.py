"""Connections to an address that was checked, each with an end in time and in bytes.

The timeout of a socket counts from one piece of data to the next, so a server that sends a byte every few seconds
would hold its reader for days: here every read looks at what is left of the whole.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from sayso.fetch.address import said

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.fetch.address import Address
    from sayso.fetch.url import Url


class OutOfTimeError(Exception):
    """The time for one request is over; no OSError, which the libraries in between would translate."""


class OutOfBytesError(Exception):
    """More came over the connection than one answer may need."""


@dataclass(slots=True, kw_only=True)
class Allowance:
    """What one request may still take: until ``ends_at`` of ``clock``, and ``byte_count`` bytes."""

    ends_at: float
    read_s: float
    byte_count: int
    clock: Callable[[], float] = time.monotonic

    def seconds(self, most: float) -> float:
        """Give how long the next step may take.

        Raises:
            OutOfTimeError: when no time is left.
        """
        left = self.ends_at - self.clock()
        if left <= 0:
            raise OutOfTimeError
        return min(most, left)

    def received(self, line: socket.socket, receive: Callable[..., int], *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as the socket has it
        """Receive, and count the bytes that came.

        Raises:
            OutOfTimeError: when the time ends before anything comes.
            OutOfBytesError: when there were more than allowed.
        """
        line.settimeout(self.seconds(self.read_s))
        try:
            count = receive(*args, **kwargs)
        except TimeoutError:
            self.seconds(self.read_s)
            raise
        self.byte_count -= count
        if self.byte_count < 0:
            raise OutOfBytesError
        return count


class _Plain(socket.socket):
    allowance: Allowance

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as the socket has it
        return self.allowance.received(self, super().recv_into, *args, **kwargs)


class _Encrypted(ssl.SSLSocket):
    # Set once the handshake is done, which has a timeout of its own for all of its steps.
    allowance: Allowance | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401 - as the socket has it
        if self.allowance is None:
            return super().recv_into(*args, **kwargs)
        return self.allowance.received(self, super().recv_into, *args, **kwargs)


class _Checked:
    """Dial one of the addresses that were checked; what urllib3 would look up is never asked for."""

    port: int
    addresses: Sequence[Address]
    allowance: Allowance
    connect_s: float
    address: Address | None = None

    def _new_conn(self) -> socket.socket:
        errors: list[OSError] = []
        for address in self.addresses:
            dialled = _Plain(socket.AF_INET6 if address.version == 6 else socket.AF_INET, socket.SOCK_STREAM)  # noqa: PLR2004 - IP's
            dialled.allowance = self.allowance
            try:
                dialled.settimeout(self.allowance.seconds(self.connect_s))
                dialled.connect((str(address), self.port))
                dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError as error:
                dialled.close()
                errors.append(error)
            except BaseException:
                dialled.close()
                raise
            else:
                self.address = address
                # The TLS handshake comes next, and may take as long as one read.
                dialled.settimeout(self.allowance.seconds(self.allowance.read_s))
                return dialled
        if all(isinstance(error, TimeoutError) for error in errors):
            message = f"no connection within {self.connect_s:g} s"
            raise ConnectTimeoutError(self, message) from errors[0]
        raise NewConnectionError(self, said(errors[0])) from errors[0]  # type: ignore[arg-type]  # of either class below


class _Http(_Checked, HTTPConnection):
    pass


class _Https(_Checked, HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, _Encrypted):
            self.sock.allowance = self.allowance


def connection(
    url: Url, addresses: Sequence[Address], *, allowance: Allowance, connect_s: float, trust: ssl.SSLContext
) -> _Http | _Https:
    """Give a connection to ``url``, still to be opened, that dials ``addresses`` in their order."""
    made: _Http | _Https
    if url.scheme == "https":
        # The name goes into SNI and is what the certificate must hold, though an address is dialled.
        made = _Https(url.host, url.port, ssl_context=trust, timeout=allowance.read_s)
    else:
        made = _Http(url.host, url.port, timeout=allowance.read_s)
    made.addresses, made.allowance, made.connect_s = addresses, allowance, connect_s
    return made


def trusted(ca_file: Path | None = None) -> ssl.SSLContext:
    """Trust the certificate authorities of the system, and those in ``ca_file``."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.sslsocket_class = _Encrypted
    return context
