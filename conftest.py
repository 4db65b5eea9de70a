"""Options of the test run that hold for every folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-cases``."""
    parser.addoption("--update-cases", action="store_true", help="write what sayso finds now into tests/cases")
