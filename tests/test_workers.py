"""Workers get `eval`, which every process can import, and expressions to evaluate."""

from __future__ import annotations

import functools
import multiprocessing
import os
from typing import TYPE_CHECKING

import pytest

from sayso.errors import SaysoError, WorkerError
from sayso.workers import Limits, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# An expression cannot catch an error; exec can.
TRIES = r"try: bytearray(4_000_000_000)\nexcept MemoryError: told.append('no memory')"
EATS = f'(lambda told: exec("{TRIES}") or told[0])([])'
PREPARE = functools.partial(functools.partial, eval)


def lost(item: str, exit_code: int | None) -> str:
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


def test_an_item_that_takes_too_long_is_stopped_and_the_rest_go_on() -> None:
    hangs = "(__import__('signal').signal(15, 1), __import__('time').sleep(60))"
    results = in_order(["1", hangs, "2"], prepare=PREPARE, workers=1, lost=lost, limits=Limits(seconds=1))
    assert list(results) == [1, "( died with None", 2]


def test_an_item_that_eats_memory_gets_no_more_than_it_may_have() -> None:
    results = in_order([EATS, "2"], prepare=PREPARE, workers=1, lost=lost, limits=Limits(max_memory=1_000_000_000))
    assert list(results) == ["no memory", 2]
