from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.document import Document, Span
from sayso.entity import Actor
from sayso.reading import Reading
from sayso.record import Mention, Quotation
from sayso.store.ledger import Item, Outcome

if TYPE_CHECKING:
    from sayso.store.record import Record


@pytest.mark.parametrize(
    ("name", "asked", "is_found"),
    [
        ("Red Lantern Society", "lantern society", True),
        ("Red Lantern Society", "society lantern", False),
        ("Red Lantern Society", "lantern socie", False),
        ("Міністерство оборони", "міністерство", True),
        ("वित्त मंत्रालय", "मंत्रालय", True),
        ("国防部", "国防部", True),
        ("𞤀𞤣𞤤𞤢𞤥 Group", "𞤀𞤣𞤤𞤢𞤥", True),
        ("Groupe №3 ²", "№3", True),
        ('The "Owls"', 'owl"', True),
    ],
)
def test_names_are_found_by_whole_words_of_any_script(record: Record, name: str, asked: str, *, is_found: bool) -> None:
    actor = Actor(id="a_0000000001", name=name, kind="person")
    speaker = Mention(0, 4, actor=actor.id)
    quotation = Quotation(id="q_0000000001", manner="indirect", content=(Span(10, 18),), speaker=speaker, rule="clause")
    reading = Reading(document=Document(id="d_1", text="They said no truce."), actors=(actor,), quotations=(quotation,))
    record.keep([Outcome(item=Item.of_bytes(b"They said no truce.", name="a.txt"), result=reading)])
    assert bool(list(record.quotations(speaker=asked))) is is_found
