"""Outlines pass over nothing that reading two texts word by word would take for a copy."""

from __future__ import annotations

import random

from sayso.compare.likeness import likenesses
from sayso.compare.outline import Outline, Sheet
from sayso.compare.words import Words

_SYLLABLES = "ba or ve lin tor mak est dun ril ka no sha gre im ul pen sta qui wo ter".split()
_SHORT = "the of and to in a that for on with was by said is at from".split()


def sheet(words: Words) -> Sheet:
    return Sheet(Outline.of(words))


def word(rng: random.Random) -> str:
    made = "".join(rng.choices(_SYLLABLES, k=rng.randint(1, 3)))
    return made.capitalize() if rng.random() < 0.15 else str(rng.randint(2, 90)) if rng.random() < 0.05 else made


def sentence(rng: random.Random) -> str:
    said = " ".join(rng.choice(_SHORT) if rng.random() < 0.4 else word(rng) for _ in range(rng.randint(5, 25)))
    return f"“{said},” she said." if rng.random() < 0.2 else f"{said.capitalize()}."


def changed(text: str, rng: random.Random) -> str:
    """Take sentences out, put others in, and change words: a text somewhere between a copy and another."""
    part, freedom = rng.random(), rng.random() * 0.4
    kept = [each for each in text.split("\n") if rng.random() < part]
    kept = [" ".join(word(rng) if rng.random() < freedom else each for each in line.split()) for line in kept]
    return "\n".join([*kept, *(sentence(rng) for _ in range(rng.randint(0, 8)))])


def test_no_copy_is_passed_over() -> None:
    rng = random.Random(7)  # noqa: S311 - no secret
    found = passed = 0
    for _ in range(1_500):
        text = "\n".join(sentence(rng) for _ in range(rng.randint(1, 12)))
        one, other = Words(text), Words(changed(text, rng))
        are_linked = likenesses(one, other) != (None, None)
        may_be = sheet(one).may_be_linked(sheet(other))
        assert may_be or not are_linked
        found += are_linked
        passed += not may_be
    assert found > 100
    assert passed > 200


def test_texts_of_other_words_are_passed_over() -> None:
    rng = random.Random(8)  # noqa: S311 - no secret
    one, other = (Words("\n".join(sentence(rng) for _ in range(20))) for _ in range(2))
    assert not sheet(one).may_be_linked(sheet(other))


def test_a_text_without_sentences_is_nobodys_copy() -> None:
    empty, words = Words(""), Words("The mayor of the town has left the council after a quarrel.")
    assert not sheet(empty).may_be_linked(sheet(words))
    assert not sheet(words).may_be_linked(sheet(empty))
