"""Settings: defaults, the environment, arguments."""

from __future__ import annotations

import pytest

from sayso.errors import SettingsError
from sayso.settings import DEFAULT, Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == DEFAULT


def test_the_environment_changes_a_limit_and_an_argument_goes_before_it() -> None:
    environment = {"SAYSO_MAX_BYTES": " 10 ", "SAYSO_MAX_PAGES": "20"}
    found = Settings.from_environment(environment, max_pages=30)
    assert (found.max_bytes, found.max_pages, found.max_depth) == (10, 30, DEFAULT.max_depth)


def test_a_limit_that_is_no_number_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="SAYSO_MAX_BYTES is 'many'; give a whole number such as 50000000"):
        Settings.from_environment({"SAYSO_MAX_BYTES": "many"})


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(SettingsError, match="setting max_pages is 0; give a whole number of at least 1"):
        Settings(max_pages=0)
