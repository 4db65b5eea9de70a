"""What went wrong on the way to an answer, in words of ours."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING

from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ReadTimeoutError

from sayso.errors import FetchError, UnansweredError
from sayso.fetch.address import said
from sayso.fetch.dial import OutOfBytesError, OutOfTimeError

if TYPE_CHECKING:
    from sayso.fetch.client import Limits

_AGAIN, _SAVE = "try again later", "save the page with a browser and add the file"
_TOO_MUCH = "what comes with it goes on, to more than {limits.max_bytes:,} bytes"
_BROKEN = "its answer broke off or is no HTTP ({said})"
_CERTIFICATE = "open it in a browser: it may be the site, the clock of this machine, or somebody on the way"
# The first that an error is an instance of tells what it means.
_MEANINGS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[FetchError], str, str], ...] = (
    (OutOfTimeError, UnansweredError, "it took more than {limits.total_s:g} s", _AGAIN),
    (OutOfBytesError, FetchError, _TOO_MUCH, _SAVE),
    (NewConnectionError, UnansweredError, "no connection ({said})", _AGAIN),
    (ConnectTimeoutError, UnansweredError, "no connection within {limits.connect_s:g} s", _AGAIN),
    (ssl.SSLCertVerificationError, UnansweredError, "its certificate does not hold ({said})", _CERTIFICATE),
    (ssl.SSLError, UnansweredError, "no encrypted connection ({said})", _AGAIN),
    ((TimeoutError, ReadTimeoutError), UnansweredError, "it was silent for {limits.read_s:g} s", _AGAIN),
    (http.client.LineTooLong, FetchError, "a line of its headers is too long", _SAVE),
    # ValueError: http.client lets a chunk of negative length through to where it is read.
    ((HTTPError, http.client.HTTPException, OSError, ValueError), UnansweredError, _BROKEN, _AGAIN),
)


def told(url: str, error: Exception, limits: Limits) -> Exception:
    """Say what an error means for ``url``; one that is none of the network's is a defect, and stays as it is."""
    if type(error) is http.client.HTTPException:
        # http.client raises the class itself in one place only: where the headers are too many.
        return FetchError(url, f"its headers are too many ({said(error)})", _SAVE)
    for kinds, kind, reason, advice in _MEANINGS:
        if isinstance(error, kinds):
            return kind(url, reason.format(limits=limits, said=_words(error)), advice)
    return error


def too_long(url: str, what: str, limits: Limits) -> FetchError:
    """Refuse more than an answer may be."""
    return FetchError(url, f"{what}, to more than {limits.max_bytes:,} bytes", _SAVE)


def _words(error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return said(Exception(error.verify_message))
        case ssl.SSLError():
            return said(Exception(error.reason or str(error)))
        case NewConnectionError() if isinstance(error.__cause__, OSError):
            return said(error.__cause__)
    return said(error)
