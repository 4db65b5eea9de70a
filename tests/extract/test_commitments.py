"""What somebody promises, asks for, demands, refuses, threatens or expects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sayso.extract.promises
from sayso.annotate import document_of
from sayso.extract import EXTRACTORS
from sayso.extract.commitments import commitments
from sayso.extract.lexicon import entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy import tokens

    from sayso.document import Span
    from sayso.mention import CommitmentMention

    Found = Callable[..., list[CommitmentMention]]


PROMISES = Path(sayso.extract.promises.__file__).parent


@pytest.fixture
def found(parsed: Callable[..., tokens.Doc]) -> Found:
    """Give the commitments of a text."""

    def of(text: str, **metadata: str) -> list[CommitmentMention]:
        doc = parsed(text, **metadata)
        for name in ("dates", "places", "actors", "quotations"):
            doc.user_data[name] = tuple(EXTRACTORS[name](doc))
        document = document_of(doc)
        assert document is not None
        assert document.text == text
        return list(commitments(doc))

    return of


def _cut(text: str, span: Span | None) -> str | None:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("word", "kind", "example"),
    [(word, kind, example) for word, kind, _, _, example in entries("commitment_acts.tsv")],
)
def test_each_word_of_the_lexicon_does_what_its_example_shows(found: Found, word: str, kind: str, example: str) -> None:
    assert [each.kind for each in found(example)] == [kind], word


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("pledge", "“We will do what it takes for the farmers,” Governor Lemos told them."),
        ("pledge", "Lemos said her government would send 300 troops by the end of April."),
        ("pledge", "The ministry announced that the bridge would reopen on Monday."),
        ("pledge", "The island republic said it was ready to help."),
        ("pledge", "The league said it was committed to rebuilding the port."),
        ("pledge", "The troops were to leave by 9 May, the ministry said."),
        ("pledge", "If the army left the pass, the rebels would release the pilots, Mora said."),
        ("request", "“Please send boats,” the mayor wrote to the council."),
        ("request", "“Let the convoys through,” the nurse begged."),
        ("request", "The opposition called for the minister to resign."),
        ("request", "The governor was urged by the council to open the bridge."),
        ("demand", "“Withdraw your troops from the pass now,” Lemos told the general."),
        ("demand", "“The shelling must stop,” said the mayor."),
        ("demand", "The army gave the town until Friday to surrender."),
        ("demand", "The army gave the rebels 48 hours to leave the pass."),
        ("demand", "The council set a deadline of 5 April for the withdrawal."),
        ("refusal", "Lemos stopped short of pledging more troops."),
        ("refusal", "“We will not negotiate with bandits,” the minister said."),
        ("refusal", "The minister said there would be no talks with the rebels."),
        ("refusal", "Lemos said she was not prepared to negotiate."),
        ("refusal", "The minister said there were no plans to send troops."),
        ("refusal", "The general has not agreed to the truce."),
        ("refusal", "The harbour would stay closed until June, the admiral said."),
        ("refusal", "Asked whether he would resign, the mayor answered: “Never.”"),
        ("threat", "“If they have not left by Friday, we will fire,” General Mora said."),
        ("threat", "“Any ship that enters the bay will be sunk,” the admiral said."),
        ("threat", "“They will pay for this,” Mora said."),
        ("threat", "Lemos said the country would respond with force to any attack."),
        ("threat", "The general vowed to crush the uprising."),
        ("threat", "“We will not stand idle,” the minister said."),
        ("threat", "“There will be consequences,” the envoy said."),
        ("threat", "“We would be compelled to block the canal,” the admiral told the council."),
        ("forecast", "“It’s going to last a month, two months,” said the engineer."),
        ("forecast", "According to the bank, prices will rise by 4 percent in 2032."),
        ("forecast", "“The dam will break within days if the rain goes on,” the engineer warned."),
        ("forecast", "The war is unlikely to end this year, the analyst said."),
        ("forecast", "The rebels cannot be defeated by air strikes, the scholar said."),
        ("forecast", "The envoy expects talks in May."),
        ("forecast", "Up to 20,000 people could flee by June, the agency said."),
        ("forecast", "Diplomats believe a deal will be signed by the end of April."),
    ],
)
def test_what_is_said_to_be_ahead_has_its_kind(found: Found, kind: str, text: str) -> None:
    assert [each.kind for each in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened on Monday, Lemos said.",
        "The bridge will open on Monday.",
        "Nobody knows whether the port will open, Lemos said.",
        "“Will you leave?” the reporter asked.",
        "“That would be a mistake,” she said.",
        "The general said he would have attacked.",
        "The road, which will be closed on Sunday, is narrow, she said.",
        "The minister declined to comment.",
        "The minister refused to rule out a strike.",
        "The minister rejected the charge that troops had fired on the crowd.",
        "The mayor offered no explanation.",
        "He wants to go home.",
        "Lemos hopes that the road will open.",
        "The rebels denied that they would attack the port.",
        "The old wall threatens to collapse.",
        "It is a problem that demands care.",
        "“Our first task is to count the boats,” he said.",
    ],
)
def test_no_commitment_is_made_up(found: Found, text: str) -> None:
    assert found(text) == []


def test_a_request_spans_those_who_are_to_act(found: Found) -> None:
    text = "The council urged all captains to turn back."
    (request,) = found(text)
    assert _cut(text, request.span) == "all captains to turn back"
    assert _cut(text, request.by) == "The council"
    assert _cut(text, request.to) == "all captains"


def test_a_noun_is_told_with_its_verb(found: Found) -> None:
    text = "Norland demands an apology by Friday."
    (demand,) = found(text)
    assert _cut(text, demand.span) == "demands an apology by Friday"


def test_a_condition_after_the_content_belongs_to_it(found: Found) -> None:
    text = "The republic threatened to cut off gas supplies unless the debt was paid."
    (threat,) = found(text)
    assert threat.conditional
    assert _cut(text, threat.span) == "to cut off gas supplies unless the debt was paid"


@pytest.mark.parametrize(
    "text",
    [
        "“If they stay, we will fire,” the general said.",
        "The envoy offered to send observers on condition that the shelling stopped.",
        "The rebels promised to free the pilot in exchange for flour.",
        "“Any ship that enters the bay will be sunk,” the admiral said.",
    ],
)
def test_a_condition_is_told_in_many_ways(found: Found, text: str) -> None:
    (commitment,) = found(text)
    assert commitment.conditional


def test_two_demands_under_one_verb_are_two(found: Found) -> None:
    text = "The front demanded that the army leave the bridge, and that the league recognise the border."
    assert [_cut(text, each.span) for each in found(text)] == [
        "the army leave the bridge",
        "the league recognise the border",
    ]


def test_each_sentence_of_a_speech_stands_for_itself(found: Found) -> None:
    text = "“We shall return the boats. It is late. They will be in Oden by Friday,” the admiral said."
    assert [_cut(text, each.span) for each in found(text)] == [
        "We shall return the boats",
        "They will be in Oden by Friday",
    ]


def test_what_was_promised_is_found_where_it_is_only_recalled(found: Found) -> None:
    text = (
        "The schools that the mayor said would open by 3 May are shut, and the aid promised by the league never came."
    )
    assert [(each.kind, _cut(text, each.span), _cut(text, each.by)) for each in found(text)] == [
        ("pledge", "The schools that the mayor said would open by 3 May", "the mayor"),
        ("pledge", "the aid promised by the league", "the league"),
    ]


def test_speech_goes_on_without_its_verb(found: Found) -> None:
    text = "Lemos said the town would free 20 prisoners by May. But it would not disarm."
    assert [each.kind for each in found(text)] == ["pledge", "refusal"]
    assert [_cut(text, each.by) for each in found(text)] == ["Lemos", "Lemos"]


def test_an_authors_own_promise_counts_where_the_text_is_his(found: Found) -> None:
    text = "Our teams reached four villages. We will build nine shelters before the end of March."
    (pledge,) = found(text)
    assert (pledge.kind, _cut(text, pledge.by)) == ("pledge", "We")


def test_a_ministrys_statement_promises_without_a_verb_of_speech(found: Found) -> None:
    text = "The names will be published by 3 May. The ministry regrets the delay."
    assert [each.kind for each in found(text, outlet="Ministry of Defence")] == ["pledge"]
    assert found(text, outlet="Oden Post") == []


def test_every_rule_has_words_and_every_word_a_rule(found: Found) -> None:
    text = (PROMISES / "rules.tsv").read_text(encoding="utf-8")
    for rule, _, example in (line.split("\t") for line in text.splitlines() if not line.startswith("#")):
        start, end = example.index("{"), example.index("}") - 1
        plain = example.replace("{", "").replace("}", "")
        rest = "" if rule != "the author's own words" else " Our teams are there."
        told = [each for each in found(plain + rest) if each.rule == rule]
        assert [plain[each.span.start : each.span.end].rstrip(".”") for each in told] == [
            plain[start:end].rstrip(".”")
        ], rule


def test_what_one_will_be_doing_is_foreseen_unless_it_is_a_deed_for_others(found: Found) -> None:
    (dread, help_) = found(
        "“We will be counting the dead,” said Ana Lemos. “We will be sending trucks,” said Ana Lemos."
    )
    assert (dread.kind, help_.kind) == ("forecast", "pledge")
