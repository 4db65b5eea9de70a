"""Records to test with: an empty one of each database."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from sayso.store.record import Record, open_record

if TYPE_CHECKING:
    from collections.abc import Iterator

GIVEN = "SAYSO_TEST_POSTGRES"


def programs() -> Path | None:
    """Find where PostgreSQL's programs are: Debian keeps them out of the path."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    homes += [Path(found).parent] if found is not None else []
    return next((home for home in homes if (home / "initdb").exists() and (home / "pg_ctl").exists()), None)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the URL of a PostgreSQL server: the one that is named, or one of our own that only this user reaches."""
    if os.environ.get(GIVEN):
        yield os.environ[GIVEN]
        return
    home = programs()
    if home is None:
        pytest.skip(f"no PostgreSQL here: install postgresql, or name a server in {GIVEN}")
    with tempfile.TemporaryDirectory(prefix="sayso-", dir="/tmp") as folder:
        user: int | None = None
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            try:
                nobody = pwd.getpwnam("postgres")
            except KeyError:
                nobody = pwd.getpwnam("nobody")
            user = nobody.pw_uid
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        cluster = f"{folder}/cluster"

        def run(*command: str) -> None:
            subprocess.run(  # noqa: S603 - our own words
                command,
                check=True,
                cwd=folder,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                user=user,
            )

        run(str(home / "initdb"), "-D", cluster, "-U", "sayso", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=32MB"
        run(str(home / "pg_ctl"), "-D", cluster, "-w", "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql://sayso@/postgres?host={folder}"
        finally:
            run(str(home / "pg_ctl"), "-D", cluster, "-m", "immediate", "-w", "stop")


@contextmanager
def database(server: str, template: str) -> Iterator[str]:
    """Make a database for as long as it is used."""
    name = f"sayso_{uuid.uuid4().hex}"
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """Give the URL of an empty PostgreSQL database."""
    with database(postgres_server, "template0") as url:
        yield url


@pytest.fixture(scope="session")
def postgres_record(postgres_server: str) -> Iterator[str]:
    """Give the name of a PostgreSQL database that is an empty record, to make others of."""
    with database(postgres_server, "template0") as url:
        open_record(url).close()
        yield str(sa.make_url(url).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give where an empty record is to be: a file, or a PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    found: str = request.getfixturevalue("postgres")
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """Give an empty record."""
    if request.param == "sqlite":
        with open_record(tmp_path / "sayso.db") as made:
            yield made
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_record")
    # To make all tables anew for each test would take most of its time.
    with database(server, template) as url, open_record(url) as made:
        yield made
