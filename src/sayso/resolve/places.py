"""PLACEHOLDER."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy import tokens

    from sayso.entity import Place
    from sayso.mention import Toponym
    from sayso.resolve.gazetteer import Gazetteer


def places(doc: tokens.Doc, toponyms: Iterable[Toponym], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Give each toponym its place."""
    return ()
