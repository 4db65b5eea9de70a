"""The public names: what ``import sayso`` gives."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso


def test_every_public_name_is_there() -> None:
    assert sorted(sayso.__all__) == sayso.__all__
    assert all(hasattr(sayso, name) for name in sayso.__all__)


@pytest.mark.parametrize("before", ["", "import sayso.read; ", "sayso.run; ", "from sayso.read.source import Source; "])
def test_read_is_callable_whatever_was_imported_before(before: str) -> None:
    program = f"import sayso; {before}assert callable(sayso.read)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - own text
    assert ran.returncode == 0, ran.stderr


def test_a_name_that_is_not_there_is_named() -> None:
    name = "nothing_of_the_kind"
    with pytest.raises(AttributeError, match=name):
        getattr(sayso, name)
