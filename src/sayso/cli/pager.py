"""The pager: what is longer than the screen goes through the user's `less`, as it comes."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager, redirect_stdout, suppress
from contextvars import ContextVar
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLES = ("SAYSO_PAGER", "PAGER")
# Quit where all is on one screen, show colours, leave on the screen what was shown.
_DEFAULT = "less -FRX"
_NONE = ("", "cat")
_wanted: ContextVar[bool] = ContextVar("wanted", default=True)


def want(wanted: bool) -> None:
    """Say whether this run may use a pager."""
    _wanted.set(wanted)


@contextmanager
def paged() -> Iterator[None]:
    """Send what is printed within through the pager, where it goes to a terminal and is longer than that is high.

    Whoever leaves the pager before the end has seen enough: what is left is not printed, and that is no error.
    """
    command = _command() if _wanted.get() and sys.stdout.isatty() else None
    if command is None:
        yield
        return
    screen = _Screen(sys.stdout, command)
    try:
        with redirect_stdout(screen):
            yield
    except BrokenPipeError:
        if not screen.is_left:
            raise
    finally:
        screen.finish()


def _command() -> list[str] | None:
    """Give the pager with its arguments; None where the user wants none, or it is not there."""
    asked = next((os.environ[name] for name in VARIABLES if name in os.environ), _DEFAULT)
    if asked.strip() in _NONE or os.environ.get("TERM", "dumb") == "dumb":
        return None
    try:
        command = shlex.split(asked)
    except ValueError:
        return None
    return command if shutil.which(command[0]) is not None else None


class _Screen(io.TextIOBase):
    """Stands for standard output: holds a screenful back, and starts the pager when there is more."""

    def __init__(self, stdout: TextIO, command: list[str]) -> None:
        self._stdout = stdout
        self._command = command
        self._held: list[str] = []
        self._room = os.get_terminal_size(stdout.fileno()).lines - 1
        self._pager: subprocess.Popen[str] | None = None
        self._into: IO[str] | None = None
        self.is_left = False

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._stdout.encoding

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stdout.fileno()

    def writable(self) -> bool:
        return True

    def write(self, words: str) -> int:
        if self._into is not None:
            return self._send(words)
        self._held.append(words)
        self._room -= words.count("\n")
        if self._room < 0:
            self._start()
        return len(words)

    def finish(self) -> None:
        """Print what was held back, or wait until the user has read."""
        if self._pager is None:
            self._print()
            return
        if self._into is not None and self._into is not self._stdout:
            with suppress(BrokenPipeError, KeyboardInterrupt):
                self._into.close()
        while True:
            # Ctrl-C is for the pager now; its user leaves it as usual.
            with suppress(KeyboardInterrupt):
                self._pager.wait()
                return

    def _start(self) -> None:
        try:
            self._pager = subprocess.Popen(  # noqa: S603 - the user's own program
                self._command,
                stdin=subprocess.PIPE,
                encoding=self._stdout.encoding,
                errors="replace",
            )
        except OSError:
            # There is a file of that name that does not run: the screen will do.
            self._into = self._stdout
        else:
            self._into = self._pager.stdin
        held, self._held = "".join(self._held), []
        self._send(held)

    def _send(self, words: str) -> int:
        if self._into is None:
            message = "nothing to write to"
            raise AssertionError(message)
        try:
            count = self._into.write(words)
            self._into.flush()
        except BrokenPipeError:
            self.is_left = True
            raise
        return count

    def _print(self) -> None:
        self._stdout.write("".join(self._held))
        self._held = []
        self._stdout.flush()
