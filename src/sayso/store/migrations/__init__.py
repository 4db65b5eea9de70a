"""Bring the record of an earlier sayso up to this one's schema, step by step; loaded only when there is one."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from sayso.store.engine import writing

if TYPE_CHECKING:
    import sqlalchemy as sa

_BETWEEN = ";\n\n"


def is_known(revision: str) -> bool:
    """Tell whether this sayso can bring ``revision`` up."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Bring the record up to ``revision``, or leave it as it is where a step fails."""
    config = _config()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def statements(name: str) -> list[str]:
    """Give the statements of an SQL file beside the revisions."""
    text = (resources.files(__name__) / "versions" / name).read_text(encoding="utf-8")
    return text.strip().removesuffix(";").split(_BETWEEN)


def joined(statements: list[str]) -> str:
    """Write statements as such a file has them."""
    return _BETWEEN.join(statements) + ";\n"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config
