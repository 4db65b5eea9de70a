"""Measure sayso: cold start, speed, memory, and its time beside that of the bare parse of the same texts.

    python bench/run.py                          the project's own texts, repeated
    python bench/run.py --texts FILE.jsonl       other texts, {"text": ...} a line
    python bench/run.py --write                  also put the table into docs/performance.md

Speed is measured in one process with loading excluded: rounds of the bare spaCy pipeline and of sayso take turns, and
medians are compared. Prints a table, then one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy

from sayso.annotate import DEFAULT_MODEL, annotate, load
from sayso.extract import EXTRACTORS
from sayso.gold import read_gold
from sayso.pipeline import run
from sayso.read.source import Source
from sayso.read.text import document
from sayso.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).parents[1]
PERFORMANCE = ROOT / "docs" / "performance.md"
SAYSO = Path(sys.executable).parent / "sayso"
# Four of the short labelled texts make one of about the length of a news article.
TEXTS_AN_ARTICLE = 4


def own_texts(count: int) -> list[str]:
    """Give ``count`` articles made of the samples and the labelled texts."""
    short = [read_gold(path).text for path in sorted((ROOT / "eval" / "gold").glob("*.txt"))]
    joined = ["\n\n".join(short[at : at + TEXTS_AN_ARTICLE]) for at in range(0, len(short), TEXTS_AN_ARTICLE)]
    samples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "src/sayso/samples").glob("*.txt"))]
    articles = [*samples, *joined]
    return [articles[at % len(articles)] for at in range(count)]


def lines_of(texts: Iterable[str]) -> str:
    """Give ``texts`` as JSON lines."""
    return "".join(json.dumps({"id": f"bench_{at}", "text": text}) + "\n" for at, text in enumerate(texts))


def process(*arguments: str, cache: str | None = None) -> tuple[float, float]:
    """Run sayso as a process of its own; give its seconds and its peak memory in MB."""
    environment = os.environ if cache is None else {**os.environ, "XDG_CACHE_HOME": cache}
    begun = time.perf_counter()
    child = subprocess.Popen([str(SAYSO), *arguments], stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own command
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        message = f"sayso {' '.join(arguments)} exited {child.returncode}"
        raise SystemExit(message)
    return seconds, usage.ru_maxrss / 1024


def seconds(work: Callable[[], object]) -> float:
    """Time ``work``."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_one_process(texts: list[str], rounds: int) -> dict[str, Any]:
    """Time the bare parse and the whole reading of ``texts``, taking turns."""
    bare = spacy.load(DEFAULT_MODEL)
    source = Source.of_bytes(lines_of(texts).encode(), name="bench.jsonl")

    def parse() -> None:
        for _ in bare.pipe(texts):
            pass

    def read() -> None:
        if sum(hasattr(one, "reading") for one in run([source])) != len(texts):
            message = "not every text was read; the times would not be of the same work"
            raise SystemExit(message)

    for _ in bare.pipe(texts[:2]):
        pass
    list(run([Source.of_bytes(lines_of(texts[:2]).encode(), name="bench.jsonl")]))
    parsed, took = [], []
    for _ in range(rounds):
        parsed.append(seconds(parse))
        took.append(seconds(read))
    words = sum(len(text.split()) for text in texts)
    read_s, parse_s = statistics.median(took), statistics.median(parsed)
    return {
        "articles": len(texts),
        "words": words,
        "rounds": rounds,
        "parse_s": round(parse_s, 3),
        "read_s": round(read_s, 3),
        "read_to_parse": round(read_s / parse_s, 3),
        "articles_per_s": round(len(texts) / read_s, 2),
        "words_per_s": round(words / read_s),
        "parse_words_per_s": round(words / parse_s),
    }


def stages(texts: list[str]) -> dict[str, float]:
    """Time each stage on its own, in milliseconds for a thousand words."""
    nlp = load()
    documents = [document(text) for text in texts]
    words = sum(len(text.split()) for text in texts) / 1000
    times = {"view": seconds(lambda: [view(one) for one in documents])}
    docs: list[Any] = []
    times["annotate"] = seconds(lambda: docs.extend(annotate(documents, nlp)))
    for name, extractor in EXTRACTORS.items():
        begun = time.perf_counter()
        for doc in docs:
            doc.user_data[name] = tuple(extractor(doc))
        times[f"extract {name}"] = time.perf_counter() - begun
    return {name: round(1000 * took / words, 2) for name, took in times.items()}


def whole_processes(article: str, texts: list[str], rounds: int) -> dict[str, Any]:
    """Time sayso as a user starts it."""
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder) / "article.txt", Path(folder) / "articles.jsonl"
        one.write_text(article, encoding="utf-8")
        many.write_text(lines_of(texts), encoding="utf-8")
        process("read", str(one), "--json")
        first, _ = process("read", str(one), "--json", cache=folder)
        cold = [process("read", str(one), "--json") for _ in range(max(3, rounds))]
        helps = [process("--help")[0] for _ in range(max(3, rounds))]
        all_s, all_mb = process("read", str(many), "--json")
    return {
        "help_s": round(statistics.median(helps), 3),
        "cold_start_s": round(statistics.median(took for took, _ in cold), 2),
        "first_use_s": round(first, 2),
        "article_peak_mb": round(max(peak for _, peak in cold)),
        "articles_s": round(all_s, 2),
        "articles_peak_mb": round(all_mb),
    }


# A process of its own, so that its memory is that of the index: the packages it needs anyway are loaded before.
_INDEX = """
import json, resource, sys, time
from pathlib import Path
import sayso.extract
from sayso.resolve.gazetteer import open_gazetteer
folder, names = Path(sys.argv[1]), sys.argv[2:]
begun = time.perf_counter()
if names:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gazetteer = open_gazetteer(folder=folder)
    opened = time.perf_counter() - begun
    gazetteer.find(names)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(json.dumps({"index_open_ms": round(opened * 1000, 1), "index_held_mb": round(held / 1024)}))
else:
    path = open_gazetteer(folder=folder).path
    took = time.perf_counter() - begun
    print(json.dumps({"index_build_s": round(took, 1), "index_mb": round(path.stat().st_size / 1e6)}))
"""


def index() -> dict[str, float]:
    """Measure the index of place names: built, then opened and asked for a thousand names."""
    names = [f"{first}{last}" for first in ("al ", "san ", "new ", "") for last in map(str, range(250))]
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for asked in ([], ["Mosul", "Paris", *names]):
            command = [sys.executable, "-c", _INDEX, folder, *asked]
            ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own program
            found |= json.loads(ran.stdout)
    return found


def machine() -> dict[str, Any]:
    """Say where this was measured."""
    described = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.*)", described.read_text(encoding="utf-8")) if described.exists() else None
    return {
        "processor": found[1].strip() if found else platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sayso": version("sayso"),
        "spacy": version("spacy"),
        "model": DEFAULT_MODEL,
        "date": time.strftime("%Y-%m-%d", time.gmtime()),
    }


def table(result: dict[str, Any]) -> str:
    """Show the result for people."""
    speed, start, on, places = result["speed"], result["process"], result["machine"], result["index"]
    rows = [
        ("`sayso --help`", f"{start['help_s']:.2f} s"),
        (
            "`sayso read article.txt`, whole process",
            f"{start['cold_start_s']:.2f} s, {start['article_peak_mb']} MB peak",
        ),
        ("the same on first use (builds the index of places)", f"{start['first_use_s']:.2f} s"),
        (
            f"`sayso read articles.jsonl`, {speed['articles']} articles, whole process",
            f"{start['articles_s']:.2f} s, {start['articles_peak_mb']} MB peak",
        ),
        (
            "index of places: built, once; opened; memory held",
            f"{places['index_build_s']:.1f} s; {places['index_open_ms']:.0f} ms; {places['index_held_mb']:.0f} MB",
        ),
        ("reading, load excluded", f"{speed['articles_per_s']:.1f} articles/s, {speed['words_per_s']:,} words/s"),
        ("bare spaCy parse of the same texts", f"{speed['parse_words_per_s']:,} words/s"),
        ("**time of reading : time of the bare parse**", f"**{speed['read_to_parse']:.2f}**"),
        *((f"{name}, ms for 1,000 words", f"{took:.1f}") for name, took in result["stages_ms_per_1000_words"].items()),
    ]
    lines = [f"| {what} | {value} |" for what, value in rows]
    where = (
        f"{speed['words']:,} words in {speed['articles']} articles, {speed['rounds']} rounds, medians; one process on"
        f" one core of {on['processor']} ({on['cores']} cores), Python {on['python']},"
        f" spaCy {on['spacy']}, {on['date']}."
    )
    return "\n".join(["| what | measured |", "|---|---|", *lines, "", where])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, metavar="FILE.jsonl", help="read these instead of the project's own texts"
    )
    parser.add_argument("--articles", type=int, default=48, help="how many articles of the project's own (default 48)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of parse and read (default 5)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args()
    if asked.texts is None:
        texts = own_texts(asked.articles)
    else:
        texts = [json.loads(line)["text"] for line in asked.texts.read_text(encoding="utf-8").splitlines()]
    result = {
        "machine": machine(),
        "index": index(),
        "process": whole_processes(texts[0], texts, asked.rounds),
        "speed": in_one_process(texts, asked.rounds),
        "stages_ms_per_1000_words": stages(texts),
    }
    print(table(result))
    print()
    print(json.dumps(result))
    if asked.write:
        begin, end = "<!-- measured -->", "<!-- end -->"
        made = f"{begin}\n\n{table(result)}\n\n{end}"
        page = PERFORMANCE.read_text(encoding="utf-8")
        PERFORMANCE.write_text(re.sub(f"{begin}.*?{end}", lambda _: made, page, flags=re.DOTALL), encoding="utf-8")


if __name__ == "__main__":
    main()
