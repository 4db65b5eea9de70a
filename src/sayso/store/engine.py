"""Open the database of a record: a SQLite file by its path, a PostgreSQL database by its URL."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from sayso.errors import NewerRecordError, NotARecordError, ReadOnlyError, StoreError
from sayso.store import schema
from sayso.store.failures import told

if TYPE_CHECKING:
    from collections.abc import Iterator

_SQLITE = "sqlite"
_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_WAIT_MS = 30_000
_CACHE_KB = 64 * 1024
# A page of 4096 bytes holds one text of three thousand, and wastes the rest (docs/decisions/0007).
PAGE_BYTES = 16384
# How long the log grows before its pages go into the file.
_LOG_BYTES = 8 * 1024 * 1024
_OLDEST_POSTGRES = 15
# One number for all writers of sayso to one PostgreSQL database: they wait for one another as SQLite's do.
_WRITER_LOCK = 0x53415953


def connected(where: str | os.PathLike[str], *, read_only: bool = False, wait_ms: int = _WAIT_MS) -> sa.Engine:
    """Open the record at a path or URL; make it where nothing is there yet, and bring an older one up.

    Raises:
        NotARecordError: when something else is there.
        NewerRecordError: when a later sayso made it.
        ReadOnlyError: when it may not be written, or is to be read only and older than this sayso.
        StoreError: when it cannot be opened for another reason.
    """
    name = os.fspath(where)
    if name.startswith(_POSTGRES):
        engine, shown = _postgres(name, read_only=read_only, wait_ms=wait_ms)
    else:
        engine, shown = _sqlite(Path(name.removeprefix("sqlite:///")), read_only=read_only, wait_ms=wait_ms), name
    _close_late_ones(engine)
    try:
        with told(shown):
            _ready(engine, shown, read_only=read_only)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _close_late_ones(engine: sa.Engine) -> None:
    """Close what a question that was left before its end gives back after the record was closed."""
    is_closed = False

    @sa.event.listens_for(engine, "engine_disposed")
    def closed(_engine: sa.Engine) -> None:
        nonlocal is_closed
        is_closed = True

    @sa.event.listens_for(engine, "checkin")
    def back(_connection: object, entry: sa.pool.ConnectionPoolEntry) -> None:
        if is_closed:
            entry.close()


def shown_name(engine: sa.Engine) -> str:
    """Give the name of a database as a message may show it: without a password."""
    if engine.dialect.name == _SQLITE:
        return str(engine.url.database)
    return _shown(engine.url)


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection within one transaction that no other writer shares; all of it is kept, or nothing."""
    # PostgreSQL: a writer that has waited for its turn must see what the one before it wrote.
    options = {} if engine.dialect.name == _SQLITE else {"isolation_level": "READ COMMITTED"}
    with (
        told(shown_name(engine)),
        engine.connect().execution_options(sayso_writes=True, **options) as connection,
        connection.begin(),
    ):
        if engine.dialect.name != _SQLITE:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER_LOCK)))
        yield connection


@contextmanager
def looking(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that sees the record as it is now, whatever is written meanwhile."""
    with told(shown_name(engine)), engine.connect() as connection, connection.begin():
        yield connection


def _sqlite(path: Path, *, read_only: bool, wait_ms: int) -> sa.Engine:
    is_new = _looked_at(path, read_only=read_only)

    def connect() -> sqlite3.Connection:
        # SQLAlchemy says BEGIN itself, see below; Python's own would come too late for reads.
        connection = sqlite3.connect(
            _uri(path, read_only=read_only),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=wait_ms / 1000,
        )
        try:
            _prepare(connection, read_only=read_only, is_new=is_new)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = sa.create_engine(sa.URL.create(_SQLITE, database=str(path)), creator=connect)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer takes its place at once: a reader that turns writer later could only fail.
        writes = connection.get_execution_options().get("sayso_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _looked_at(path: Path, *, read_only: bool) -> bool:
    """Tell whether the record is yet to be made; refuse what cannot be one."""
    try:
        is_new = not path.exists() or (path.is_file() and path.stat().st_size == 0)
    except OSError as error:
        message = f"cannot open {path}: {(error.strerror or str(error)).lower()}"
        raise StoreError(message, "check the path") from error
    if path.exists() and not path.is_file():
        message = f"{path} is no file"
        raise NotARecordError(message, "name the file of a record, such as sayso.db")
    if is_new and read_only:
        message = f"there is no record at {path}"
        raise StoreError(message, "sayso add makes one")
    if is_new and not path.parent.is_dir():
        message = f"there is no folder {path.parent}"
        raise StoreError(message, "make it first, or check the path")
    if is_new and not os.access(path.parent, os.W_OK):
        message = f"the folder {path.parent} may not be written"
        raise ReadOnlyError(message, "name another with --db, or check with ls -ld who may write it")
    if not read_only and not is_new and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        message = f"{path} or its folder may not be written"
        raise ReadOnlyError(message, "open it for reading only, or check with ls -l who may write it")
    return is_new


def _uri(path: Path, *, read_only: bool) -> str:
    uri = path.absolute().as_uri()
    if not read_only:
        return f"{uri}?mode=rwc"
    # A reader of a WAL database writes to a file beside it; where it may not, and nobody writes, the file stands still.
    beside = Path(f"{path}-wal")
    still = not os.access(path.parent, os.W_OK) and not beside.exists()
    return f"{uri}?immutable=1" if still else f"{uri}?mode=ro"


def _prepare(connection: sqlite3.Connection, *, read_only: bool, is_new: bool) -> None:
    if is_new:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES:d}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KB:d}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_BYTES // PAGE_BYTES:d}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def _postgres(url: str, *, read_only: bool, wait_ms: int) -> tuple[sa.Engine, str]:
    try:
        made = sa.make_url(url).set(drivername="postgresql+psycopg")
    except (sa.exc.ArgumentError, ValueError) as error:
        message = f"{url.partition('://')[0]}://... is no address of a database"
        raise StoreError(message, "write it as postgresql://user:password@host/database") from error
    options = f"-c lock_timeout={wait_ms:d}" + (" -c default_transaction_read_only=on" if read_only else "")
    engine = sa.create_engine(
        made, connect_args={"options": options, "application_name": "sayso"}, isolation_level="REPEATABLE READ"
    )
    return engine, _shown(made)


def _shown(url: sa.URL) -> str:
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def _ready(engine: sa.Engine, shown: str, *, read_only: bool) -> None:
    with engine.connect() as connection:
        revision = _revision(connection, shown)
    if revision is None:
        if read_only:
            message = f"there is no record in {shown}"
            raise StoreError(message, "sayso add makes one")
        _make(engine, shown)
    elif revision != schema.REVISION:
        _bring_up(engine, shown, revision, read_only=read_only)


def _revision(connection: sa.Connection, shown: str) -> str | None:
    """Tell which revision of the schema is there; None where there is nothing yet."""
    if connection.dialect.name == _SQLITE:
        count = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if count == 0:
            return None
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        is_ours = application == schema.APPLICATION
    else:
        version: Any = connection.dialect.server_version_info
        if version is not None and version[0] < _OLDEST_POSTGRES:
            message = f"{shown} is PostgreSQL {version[0]}"
            raise StoreError(message, f"sayso needs {_OLDEST_POSTGRES} or newer")
        inspector = sa.inspect(connection)
        tables = set(inspector.get_table_names())
        is_ours = schema.REVISION_TABLE in tables
        if not is_ours and not tables:
            return None
    if not is_ours:
        message = f"{shown} is a database of something else"
        raise NotARecordError(message, "name another for the record")
    found = connection.execute(sa.select(schema.revision_table.c.version_num)).scalar_one_or_none()
    if found is None:
        message = f"{shown} does not tell which revision it has"
        raise NotARecordError(message, "restore it from a copy")
    return str(found)


def _make(engine: sa.Engine, shown: str) -> None:
    """Make a new record; of two programs that do so at once, one waits and finds it made."""
    if engine.dialect.name == _SQLITE:
        with engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute("PRAGMA journal_mode = WAL")
    with writing(engine) as connection:
        if _revision(connection, shown) is not None:
            return
        for statement in schema.statements(engine.dialect.name):
            connection.exec_driver_sql(statement)
        schema.revision_table.create(connection)
        connection.execute(sa.insert(schema.revision_table).values(version_num=schema.REVISION))
        if engine.dialect.name == _SQLITE:
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION:d}")


def _bring_up(engine: sa.Engine, shown: str, revision: str, *, read_only: bool) -> None:
    from sayso.store import migrations  # noqa: PLC0415 - it loads Alembic, which an up-to-date record needs none of

    if not migrations.is_known(revision):
        message = f"{shown} was made by a later sayso (its schema is {revision}, this one knows {schema.REVISION})"
        raise NewerRecordError(message, "upgrade sayso")
    if read_only:
        message = f"{shown} was made by an earlier sayso (its schema is {revision}) and must be brought up first"
        raise ReadOnlyError(message, "open it for writing once")
    migrations.upgrade(engine)
