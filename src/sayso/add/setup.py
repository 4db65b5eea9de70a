"""Setup: what readings hang on beside the version of sayso, as a short name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_LENGTH = 16


def setup_of(model: str | None, files: Iterable[Path]) -> str:
    """Name a pipeline and the user's files by what they hold; empty for sayso as it comes."""
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    if model is None and not digests:
        return ""
    from sayso.annotate import DEFAULT_MODEL  # noqa: PLC0415 - it loads spaCy, which a plain run leaves to its workers

    if model in (None, DEFAULT_MODEL) and not digests:
        return ""
    return hashlib.sha256("\n".join([model or DEFAULT_MODEL, *digests]).encode()).hexdigest()[:_LENGTH]
