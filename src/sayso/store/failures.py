"""What a database says when it fails, as errors that say what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import exc

from sayso.errors import BusyError, FullError, NotARecordError, ReadOnlyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Extended codes of SQLite have the plain one in their last eight bits.
_PLAIN = 0xFF
_CHECK_DISK = "check the disk or the network share, then try again; what was kept before is safe"
_BUSY = "wait until it is done, or end it, then try again"
# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_NO_SPACE, _READ_ONLY, _NOT_ALLOWED, _LOCKED, _WAITED = "53100", "25006", "42501", "55P03", "57014"


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what the database that is called ``name`` raises into a `StoreError`."""
    try:
        yield
    except exc.DBAPIError as error:
        raise store_error(name, error.orig or error) from error
    except sqlite3.Error as error:
        raise store_error(name, error) from error


def store_error(name: str, error: BaseException) -> StoreError:
    """Give the error that says what ``error`` means for the record ``name``."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(name, error)
    return _of_postgres(name, error)


def _of_sqlite(name: str, error: sqlite3.Error) -> StoreError:  # noqa: PLR0911 - one for each kind of failure
    code = (getattr(error, "sqlite_errorcode", None) or 0) & _PLAIN
    if code == sqlite3.SQLITE_FULL:
        return FullError(f"no space is left for {name}", "free some, then give the same command again; nothing is lost")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"another program is writing to {name}", _BUSY)
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyError(f"{name} may not be written", "check with ls -l who may write it and its folder")
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreError(f"cannot open {name}", "check that its folder is there and may be written")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return NotARecordError(
            f"{name} is no record of sayso, or is damaged: {error}", "name another file, or restore it from a copy"
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"cannot read or write {name}: {error}", _CHECK_DISK)
    return StoreError(f"the database {name} failed: {error}", "this is a defect; please report it")


def _of_postgres(name: str, error: BaseException) -> StoreError:
    state = getattr(error, "sqlstate", None)
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if state == _NO_SPACE:
        return FullError(f"no space is left for {name}", "free some, then give the same command again; nothing is lost")
    if state in (_READ_ONLY, _NOT_ALLOWED):
        return ReadOnlyError(f"{name} may not be written: {said}", "ask its owner for the right to")
    if state in (_LOCKED, _WAITED):
        return BusyError(f"another program is writing to {name}", _BUSY)
    if state is None or state.startswith(("08", "28", "3D", "57P")):
        return StoreError(f"cannot reach {name}: {said}", "check its address and that the server is running")
    return StoreError(f"the database {name} failed: {said}", "this is a defect; please report it")
