"""Every setting and command is documented, generated pages are up to date, and no link is broken."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from sayso.resolve.gazetteer import CACHE_VARIABLE
from sayso.settings import Settings, variable

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.fixture
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_contract", ROOT / "scripts" / "write_contract.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_contract_page_shows_the_types_of_this_version(writer: ModuleType) -> None:
    old = writer.CONTRACT.read_text(encoding="utf-8")
    assert writer.contract_text(old) == old, "run scripts/write_contract.py"


def test_the_schema_file_is_that_of_this_version(writer: ModuleType) -> None:
    assert writer.SCHEMA.read_text(encoding="utf-8") == writer.schema_text(), "run scripts/write_contract.py"


def test_every_setting_is_documented_with_its_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for each in fields(Settings):
        assert f"| `{variable(each.name)}` | {each.default:,} |" in page
    assert f"`{CACHE_VARIABLE}`" in page


def test_every_command_and_option_is_documented() -> None:
    from sayso.cli import app  # noqa: PLC0415 - only where a test asks for it

    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    command = typer.main.get_command(app)
    commands = getattr(command, "commands", {})
    assert commands
    for name, one in commands.items():
        assert f"## sayso {name}" in page
        for parameter in one.params:
            longest = max(parameter.opts, key=len)
            assert not longest.startswith("--") or f"`{longest}" in page, f"sayso {name} {longest}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [link for link in links if link and not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_every_column_of_a_table_is_documented() -> None:
    from sayso.export import COLUMNS  # noqa: PLC0415 - only where a test asks for it

    page = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
    columns = {column.name for of_kind in COLUMNS.values() for column in of_kind}
    assert {name for name in columns if f"`{name}`" not in page} == set()
    assert {kind for kind in COLUMNS if f"\n| {kind} | " not in page} == set()
