"""Fixtures that need no trained model and no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from sayso.annotate import annotate
from sayso.read.text import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens


@pytest.fixture(scope="session")
def blank() -> Callable[[str], tokens.Doc]:
    """Make the doc of a text with a tokenizer and sentence ends only."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: next(annotate([document(text)], nlp))


@pytest.fixture(scope="session")
def parsed() -> Callable[..., tokens.Doc]:
    """Make the doc of a text with the pinned English pipeline: parse, tags, names."""
    from sayso.annotate import load  # noqa: PLC0415 - only where a test asks for it

    nlp = load()
    return lambda text, **metadata: next(annotate([document(text, **metadata)], nlp))
