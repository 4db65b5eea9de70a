"""PLACEHOLDER."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import tokens

    from sayso.mention import ActorMention


def actors(doc: tokens.Doc) -> Iterator[ActorMention]:
    """Yield nothing."""
    yield from ()
