"""Workers get `eval`, which every process can import, and expressions to evaluate."""

from __future__ import annotations

import functools
import multiprocessing
import os
from typing import TYPE_CHECKING

import pytest

from sayso.errors import SaysoError, WorkerError
from sayso.workers import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PREPARE = functools.partial(functools.partial, eval)


def lost(item: str, exit_code: int) -> str:
    return f"{item[:1]} died with {exit_code}"


def worked(items: Iterable[str], workers: int = 2) -> Iterator[object]:
    return in_order(items, prepare=PREPARE, workers=workers, lost=lost)


def test_results_come_in_the_order_of_the_items_whoever_is_first() -> None:
    slow_first = ["__import__('time').sleep(0.5) or 0", *(str(number) for number in range(1, 80))]
    assert list(worked(slow_first)) == list(range(80))


def test_an_item_whose_worker_dies_is_named_and_the_rest_go_on() -> None:
    assert list(worked(["1", "(__import__('os')._exit(3))", "2", "3"])) == [1, "( died with 3", 2, 3]


def test_items_are_taken_only_as_results_are_wanted() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "0"

    results = worked(endless())
    next(results)
    assert taken < 200
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not [process for process in multiprocessing.active_children() if process.name.startswith("Spawn")]


def test_a_worker_that_dies_before_it_is_ready_ends_the_run() -> None:
    with pytest.raises(WorkerError, match="exit code 7"):
        list(in_order(["1"], prepare=functools.partial(os._exit, 7), workers=1, lost=lost))


def test_what_goes_wrong_in_preparing_is_raised_here() -> None:
    from sayso.annotate import load  # noqa: PLC0415 - loads spaCy

    with pytest.raises(SaysoError, match="no_such_pipeline"):
        list(in_order(["1"], prepare=functools.partial(load, "no_such_pipeline"), workers=1, lost=lost))
