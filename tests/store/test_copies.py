from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from sayso.compare.copies import COMMON, Signature, clusters
from sayso.comparison import Copy
from sayso.document import Document
from sayso.store import copies, ledger, tables, write
from sayso.store.ledger import Item, Outcome
from sayso.store.record import Record, open_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.store.clusters import Copied

_FOLDER = Path(__file__).parents[1] / "compare" / "articles"
TEXTS = {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(_FOLDER.glob("*.txt"))}
SPARE = (
    "The council of Arne voted to rebuild the mill before the spring floods, at a cost of 3.1 million crowns.",
    "Its miller, Tove Lund, had asked for twice as much and for a wall along the northern bank.",
    "Neighbours had gathered 1,200 signatures against the wall, which would have shaded their orchards.",
    "Work begins in March and ends, the engineers hope, a week before the snow on the Harn melts.",
    "The old wheel goes to a museum in Velm, where a hall has been cleared for it since the autumn.",
)


def article(
    name: str,
    text: str | None = None,
    *,
    outlet: str | None = None,
    published: str | None = None,
    author: str | None = None,
) -> Document:
    words = TEXTS[name] if text is None else text
    return Document(id=name, text=words, outlet=outlet, published=published, author=author, language="en")


def corpus() -> list[Document]:
    wire, rewrite, spare = TEXTS["wire"], TEXTS["rewrite"], "\n\n".join(SPARE)
    return [
        article("wire", outlet="Nordlys News Agency", published="2031-10-07T12:00:00Z"),
        article("excerpt", outlet="Brenn Courier", published="2031-10-08T05:00:00Z", author="Nordlys"),
        article("rewrite", outlet="Tolm Gazette", published="2031-10-08T06:00:00Z"),
        article("reprint", wire, outlet="Orvane Post", published="2031-10-08"),
        article("cut", "\n\n".join(rewrite.split("\n\n")[:4]), outlet="Velm Post", published="2031-10-09"),
        article("independent", outlet="Brenn Courier", published="2031-10-08"),
        article("follow_up", outlet="Nordlys News Agency", published="2031-10-09"),
        article("mill", spare, outlet="Harn Herald", published="2031-01-03"),
        article("mill_too", f"{SPARE[0]} {spare}\n\n(Harn Herald)", outlet="Arne Echo", published="2031-01-02"),
        article("mill_part", "\n\n".join(SPARE[1:4]), outlet="Velm Post"),
    ]


def keep(record: Record, *documents: Document, url: str | None = None) -> None:
    items = [Item.of_bytes(each.text.encode("utf-8", "replace"), name=each.id, url=url) for each in documents]
    record.keep([Outcome(item=item, result=each) for item, each in zip(items, documents, strict=True)])


def plain(groups: Sequence[Copied]) -> list[Copy]:
    return sorted(
        (
            Copy(
                members=tuple(sorted([group.original.id, *(each.document.id for each in group.copies)])),
                original=group.original.id,
                how={each.document.id: each.how for each in sorted(group.copies, key=lambda each: each.document.id)},
            )
            for group in groups
        ),
        key=lambda copy: copy.members,
    )


@pytest.fixture
def at_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], datetime]:
    def set_day(day: int) -> datetime:
        moment = datetime(2031, 10, day, tzinfo=UTC)
        monkeypatch.setattr(write, "now", lambda: ledger.instant(moment))
        return moment

    return set_day


def test_what_comes_one_by_one_is_found_as_if_all_lay_on_one_table(record: Record) -> None:
    for document in corpus():
        keep(record, document)
    found = plain(record.copies())
    assert found == sorted(clusters(corpus()), key=lambda copy: copy.members)
    assert [(copy.original, len(copy.members)) for copy in found] == [("wire", 5), ("mill", 3)]


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_arrival_makes_no_difference(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - any order will do
    documents = corpus()
    chance.shuffle(documents)
    with open_record(tmp_path / "sayso.db") as record:
        while documents:
            some = chance.randint(1, 4)
            keep(record, *documents[:some])
            documents = documents[some:]
        assert plain(record.copies()) == sorted(clusters(corpus()), key=lambda copy: copy.members)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_in_which_versions_come_makes_no_difference(tmp_path: Path, seed: int) -> None:
    url, other_url = "https://ardel.example/convoy", "https://tolm.example/convoy"
    second = article("second", f"{TEXTS['wire']}\n\nA third driver was found.", published="2031-10-07")
    # What was a page of its own is found at the article's address, too.
    seen = [
        (article("first", TEXTS["wire"], published="2031-10-07"), url, 7),
        (second, url, 9),
        (second, other_url, 8),
        (article("rewrite", published="2031-10-06"), url, 6),
        (article("cut", "\n\n".join(TEXTS["rewrite"].split("\n\n")[:4]), published="2031-10-09"), None, 9),
        (article("reprint", TEXTS["wire"], outlet="Orvane Post", published="2031-10-08"), other_url, 7),
        (article("excerpt", published="2031-10-08"), None, 8),
    ]
    random.Random(seed).shuffle(seen)  # noqa: S311 - any order will do
    with open_record(tmp_path / "sayso.db") as record:
        for document, address, day in seen:
            fetched_at = datetime(2031, 10, day, tzinfo=UTC)
            item = Item.of_bytes(document.text.encode(), name=document.id, url=address, fetched_at=fetched_at)
            record.keep([Outcome(item=item, result=document)])
        (copy,) = plain(record.copies())
    assert (copy.original, copy.how) == ("rewrite", {"cut": "excerpt", "excerpt": "rewrite", "reprint": "rewrite"})


def test_a_copy_has_its_share_and_its_credit(record: Record) -> None:
    keep(record, *corpus())
    ((_, wire), (_, mill)) = sorted((group.original.id == "wire", group) for group in record.copies())[::-1]
    found = {each.document.id: each for each in (*wire.copies, *mill.copies)}
    assert (found["reprint"].share, found["reprint"].credit) == (1.0, None)
    assert (found["excerpt"].share, found["excerpt"].credit) == (1.0, "Nordlys")
    assert found["mill_too"].credit == "Harn Herald"
    share = found["rewrite"].share
    assert share is not None
    assert 0.5 < share < 1


def test_an_original_that_comes_late_takes_its_place_and_the_past_stays(
    record: Record, at_day: Callable[[int], datetime]
) -> None:
    _, excerpt, _, reprint, *_ = corpus()
    first = at_day(10)
    keep(record, reprint, excerpt)
    second = at_day(12)
    keep(record, corpus()[0])
    assert [(copy.original, sorted(copy.how)) for copy in plain(record.copies())] == [("wire", ["excerpt", "reprint"])]
    assert [(copy.original, sorted(copy.how)) for copy in plain(record.copies(as_of=first))] == [
        ("reprint", ["excerpt"])
    ]
    assert plain(record.copies(as_of=second)) == plain(record.copies())


def test_the_group_of_one_document_is_given_by_any_of_its_numbers(record: Record) -> None:
    keep(record, *corpus())
    (group,) = record.copies(4)
    assert group.original.id == "wire"
    assert record.copies(group.original.number) == [group]
    assert record.copies(6) == []


def test_versions_of_one_article_are_no_copies_of_each_other(record: Record) -> None:
    url = "https://ardel.example/convoy"
    keep(record, article("first", TEXTS["wire"], published="2031-10-07"), url=url)
    keep(record, article("second", f"{TEXTS['wire']}\n\nA third driver was found.", published="2031-10-08"), url=url)
    assert record.copies() == []
    keep(record, article("reprint", TEXTS["wire"], published="2031-10-09"))
    (copy,) = plain(record.copies())
    assert (copy.original, copy.how) == ("first", {"reprint": "verbatim"})


def test_a_later_version_takes_no_copies_from_the_first(record: Record) -> None:
    url = "https://ardel.example/convoy"
    keep(record, article("first", TEXTS["wire"], published="2031-10-07"), url=url)
    keep(record, article("reprint", TEXTS["wire"], published="2031-10-08"))
    later = article("second", f"{TEXTS['wire']}\n\nA third driver was found.", published="2031-10-07")
    keep(record, later, url=url)
    (group,) = record.copies()
    assert (group.original.id, [each.document.id for each in group.copies]) == ("first", ["reprint"])


def test_a_copy_that_turns_out_to_be_a_version_is_a_copy_no_more(
    record: Record, at_day: Callable[[int], datetime]
) -> None:
    url = "https://ardel.example/convoy"
    first = at_day(10)
    keep(record, article("one", TEXTS["wire"], published="2031-10-07"), url=url)
    two = article("two", f"{TEXTS['wire']}\n\nA third driver was found.", published="2031-10-08")
    keep(record, two)
    assert len(record.copies()) == 1
    at_day(12)
    keep(record, two, url=url)
    assert record.copies() == []
    assert record.status().copies == 0
    assert len(record.copies(as_of=first)) == 1


def test_a_signature_made_beforehand_changes_nothing(record: Record) -> None:
    outcomes = [
        Outcome(item=Item.of_bytes(each.text.encode(), name=each.id), result=each, signature=Signature.of(each))
        for each in corpus()
    ]
    record.keep(outcomes)
    assert plain(record.copies()) == sorted(clusters(corpus()), key=lambda copy: copy.members)


def test_outlines_that_are_forgotten_are_made_again(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_MOST_OUTLINES", 2)
    for document in corpus():
        keep(record, document)
    assert plain(record.copies()) == sorted(clusters(corpus()), key=lambda copy: copy.members)


def test_no_copies_are_looked_for_where_that_is_switched_off(record: Record) -> None:
    outcomes = [Outcome(item=Item.of_bytes(each.text.encode(), name=each.id), result=each) for each in corpus()]
    record.keep(outcomes, find_copies=None)
    assert record.copies() == []


def test_a_key_that_very_many_hold_is_kept_for_the_first_of_them_only(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - any words will do
    stock = "President Oru Denn of the Republic of Ardel, who came to power after the winter war,"
    with open_record(tmp_path / "sayso.db") as record:
        for some in range(3):
            words = ((f"w{chance.randrange(10**6)}" for _ in range(60)) for _ in range(COMMON // 2 + 10))
            documents = [article(f"d{some}_{number}", f"{stock} {' '.join(own)}.") for number, own in enumerate(words)]
            keep(record, *documents)
        with record.engine.connect() as connection:
            held = sa.func.count(tables.shingle.c.document)
            most = connection.execute(sa.select(held).group_by(tables.shingle.c.key).order_by(held.desc())).first()
        assert most is not None
        assert most[0] == COMMON + 1
        assert record.copies() == []
        keep(record, *corpus())
        assert len(record.copies()) == 2


def test_a_text_that_a_great_many_reprint_is_one_group(tmp_path: Path) -> None:
    with open_record(tmp_path / "sayso.db") as record:
        for some in range(3):
            reprints = [
                article(f"r{some}_{number}", TEXTS["wire"], published=f"2031-10-{8 + some:02d}") for number in range(70)
            ]
            keep(record, *reprints)
        keep(record, corpus()[0])
        (group,) = record.copies()
    assert group.original.id == "wire"
    assert {each.how for each in group.copies} == {"verbatim"}
    assert len(group.copies) == 210


def test_the_view_shows_what_holds_now(record: Record) -> None:
    keep(record, *corpus()[:4])
    with record.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT external_id, original_external_id, original_outlet, how FROM current_copy ORDER BY external_id"
        )
        assert [tuple(row) for row in rows] == [
            ("excerpt", "wire", "Nordlys News Agency", "excerpt"),
            ("reprint", "wire", "Nordlys News Agency", "verbatim"),
            ("rewrite", "wire", "Nordlys News Agency", "rewrite"),
        ]


def test_odd_code_points_and_a_text_without_words_are_no_obstacle(record: Record) -> None:
    odd = f"\ud800 \x00 {TEXTS['wire']}"
    keep(record, article("odd", odd, outlet="A\x00B", author="Nordlys\x00"), article("empty", "…"))
    keep(record, article("odd_too", odd))
    (group,) = record.copies()
    assert {group.original.id, *(each.document.id for each in group.copies)} == {"odd", "odd_too"}
