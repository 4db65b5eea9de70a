from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.document import Document
from sayso.errors import FailedError, ReadError
from sayso.read.source import Skipped
from sayso.store.feeds import FeedState
from sayso.store.ledger import Item, Outcome
from sayso.store.status import Status

if TYPE_CHECKING:
    from sayso.store.record import Record


def test_an_empty_record_holds_nothing(record: Record) -> None:
    assert record.status() == Status()
    assert list(record.failures()) == []


def test_the_status_counts_every_item_once(record: Record) -> None:
    record.keep(
        [
            Outcome(item=Item.of_bytes(b"Strikes.", name="a"), result=Document(id="d", text="Strikes.")),
            Outcome(item=Item(name="b"), result=Skipped("b", ReadError("b", "it is empty", "look at it"))),
            Outcome(item=Item(name="c"), result=Skipped("c", FailedError("c", "sayso failed on it"))),
        ]
    )
    found = record.status()
    assert (found.done, found.refused, found.failed) == (1, 1, 1)
    assert (found.documents, found.articles, found.readings, found.originals, found.original_bytes) == (1, 1, 0, 1, 8)
    assert found.learned_at is not None
    told = [(each.name, each.state, each.reason, each.advice, each.is_retryable) for each in record.failures()]
    assert told == [
        ("b", "refused", "it is empty", "look at it", False),
        ("c", "failed", "sayso failed on it", None, True),
    ]
    assert [each.name for each in record.failures(only_retryable=True)] == ["c"]


def test_where_a_feed_stands_is_kept(record: Record) -> None:
    url = "https://ardel.example/feed"
    assert record.feed_state(url) == FeedState(url=url)
    for failures in (0, 3):
        state = FeedState(url=url, etag='"7"', next_due_at=1_935_000_000_000, failures=failures)
        record.set_feed_state(state)
        assert record.feed_state(url) == state
