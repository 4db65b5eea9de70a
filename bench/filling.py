"""Measure the filling of a record: ``sayso add`` against the bare parse, two workers against one, memory.

python bench/filling.py            rates, as ratios of the same run
python bench/filling.py --memory   peak memory of the main process over 2,000 small documents
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from pathlib import Path

import spacy
from run import own_texts  # type: ignore[import-not-found]  # beside this program

from sayso.add import add
from sayso.annotate import DEFAULT_MODEL
from sayso.store.record import open_record


def parse_rate(texts: list[str]) -> float:
    """Give texts a second of the untouched pipeline."""
    nlp = spacy.load(DEFAULT_MODEL)
    nlp(texts[0])
    begun = time.perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return len(texts) / (time.perf_counter() - begun)


def add_rate(folder: Path, database: Path, workers: int) -> float:
    """Give documents a second that reach the disk, from the first batch on: the start of the workers is not counted."""
    times: list[tuple[float, int]] = []
    with open_record(database) as record:
        for count, _ in enumerate(add(record, [folder], workers=workers), start=1):
            now = time.perf_counter()
            if times and now - times[-1][0] < 0.05:  # noqa: PLR2004 - seconds: steps of one batch come at once
                times[-1] = (times[-1][0], count)
            else:
                times.append((now, count))
    (begun, before), (ended, done) = times[0], times[-1]
    return (done - before) / (ended - begun)


def rates(count: int, rounds: int) -> None:
    """Print the rates and their ratios, the median of some rounds that take turns."""
    texts = [f"{text}\n\nNumber {number}." for number, text in enumerate(own_texts(count))]
    found: dict[str, list[float]] = {"parse": [], "one": [], "two": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "texts"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        for turn in range(rounds):
            found["parse"].append(parse_rate(texts))
            found["one"].append(add_rate(folder, Path(name) / f"one{turn}.db", 1))
            found["two"].append(add_rate(folder, Path(name) / f"two{turn}.db", 2))
    for what, values in found.items():
        print(f"{what:6} {statistics.median(values):7.2f} documents/s")
    print(f"add with 1 worker : bare parse = {ratio(found['one'], found['parse']):.2f}")
    print(f"2 workers : 1 = {ratio(found['two'], found['one']):.2f}")


def ratio(these: list[float], those: list[float]) -> float:
    """Give the median ratio, round by round."""
    return statistics.median(this / that for this, that in zip(these, those, strict=True))


def memory(count: int) -> None:
    """Print the peak memory of this process, which writes, as the run goes on."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "texts"
        folder.mkdir()
        for number in range(count):
            words = f"Mayor Ana Lemos said on 3 May 2031 that {number + 2} boats had left Geneva. She denied a truce."
            (folder / f"{number:05}.txt").write_text(words)
        with open_record(Path(name) / "sayso.db") as record:
            for done, _ in enumerate(add(record, [folder], workers=2), start=1):
                if done % (count // 8) == 0:
                    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                    print(f"{done:6,} documents: {peak:.1f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--count", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    if asked.memory:
        memory(asked.count or 2_000)
    else:
        rates(asked.count or 120, asked.rounds)
