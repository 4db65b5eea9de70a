"""What starts quickly stays quick: heavy packages load only where they are used."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "alembic altair fastapi feedparser lxml numpy psycopg pyarrow pydantic pypdfium2 spacy sqlalchemy trafilatura"
    " urllib3"
).split()
RUN = """
import contextlib, io, sys
with contextlib.redirect_stdout(io.StringIO()):
    try:
        {statement}
    except SystemExit as stopped:
        assert not stopped.code, stopped.code
print(*(name for name in {heavy!r} if name in sys.modules))
"""


def loaded_by(statement: str) -> list[str]:
    program = RUN.format(statement=statement, heavy=HEAVY)
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - own text
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.split()


@pytest.mark.parametrize(
    "statement",
    [
        "import sayso",
        "import sayso; dir(sayso); sayso.__version__",
        "import sys; sys.argv = ['sayso', '--help']; from sayso.cli import main; main()",
        "import sys; sys.argv = ['sayso', '--version']; from sayso.cli import main; main()",
    ],
)
def test_nothing_heavy_loads_before_it_is_needed(statement: str) -> None:
    assert loaded_by(statement) == []


def test_the_help_of_a_command_loads_nothing_of_ours() -> None:
    # Typer asks pydantic, where that is installed, to read a command's arguments.
    help_of_read = "import sys; sys.argv = ['sayso', 'read', '--help']; from sayso.cli import main; main()"
    assert set(loaded_by(help_of_read)) <= {"pydantic"}


def test_what_loads_is_seen() -> None:
    assert "numpy" in loaded_by("import sayso.annotate")


def test_the_process_that_writes_a_record_reads_no_language() -> None:
    write = (
        "import sayso.cli.filling, sayso.add.watching\n"
        "        from sayso.resolve.gazetteer import open_gazetteer\n"
        "        open_gazetteer().close()"
    )
    assert {"lxml", "numpy", "spacy", "trafilatura"}.isdisjoint(loaded_by(write))
