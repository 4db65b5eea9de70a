"""Kill ``sayso add`` with SIGKILL at random moments, look at the record, and give the same command again.

    python bench/kill.py 200

Half of the kills come at any time after the first commit of a run, half while the writer is at the disk. Printed: how
many items were lost, doubled or half written, over all kills; each should be 0.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

DOCUMENTS = 1_200
PLACES = ("Geneva", "Vienna", "Nairobi", "Oslo")
# Each gives what should not be there.
CHECKS = {
    "half written": """
        SELECT count(*) FROM (
            SELECT id FROM item WHERE state = 'done' EXCEPT SELECT item FROM sighting
            UNION ALL SELECT id FROM document EXCEPT SELECT document FROM document_text
            UNION ALL SELECT id FROM document EXCEPT SELECT document FROM passage
            UNION ALL SELECT id FROM document EXCEPT SELECT document FROM reading
            UNION ALL SELECT id FROM document EXCEPT SELECT document FROM version)""",
    "doubled": """
        SELECT count(*) FROM (
            SELECT name FROM item GROUP BY name HAVING count(*) > 1
            UNION ALL SELECT external_id FROM document GROUP BY external_id HAVING count(*) > 1
            UNION ALL SELECT document FROM reading GROUP BY document HAVING count(*) > 1)""",
}


def main() -> None:
    """Kill so many times, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--workers", default="2")
    asked = parser.parse_args()
    counts = killed(asked.kills, asked.workers)
    print(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    sys.exit(1 if wrong(counts) else 0)


def killed(kills: int, workers: str = "2") -> Counter[str]:
    """Kill so many times; count what was kept and what was wrong."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = written(folder / "texts")
        while counts["kills"] < kills:
            database = folder / f"{counts['records']}.db"
            counts["records"] += 1
            filled(database, texts, counts, kills, workers)
    return counts


def wrong(counts: Counter[str]) -> int:
    """Count what should not be there."""
    return counts["lost"] + counts["doubled"] + counts["half written"] + counts["damaged"]


def written(folder: Path) -> Path:
    """Write small documents that differ."""
    folder.mkdir()
    for number in range(DOCUMENTS):
        place = PLACES[number % len(PLACES)]
        words = f"Mayor Ana Lemos said on 3 May 2031 that {number + 2} boats had left {place}. She denied a truce."
        (folder / f"{number:05}.txt").write_text(words)
    return folder


def filled(database: Path, texts: Path, counts: Counter[str], most: int, workers: str) -> None:
    """Fill one record, killed again and again until all is in it or that was often enough."""
    kept: set[str] = set()
    while True:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "sayso", "add", str(texts), "--db", str(database), "--workers", workers],
            stderr=subprocess.DEVNULL,
        )
        if counts["kills"] >= most:
            process.wait()
        elif waited(process, database, len(kept)):
            process.kill()
            counts["kills"] += 1
        process.wait()
        found = names(database)
        counts["lost"] += len(kept - found)
        kept = found
        looked(database, counts)
        if process.returncode == 0:
            counts["lost"] += DOCUMENTS - len(kept)
            return


def waited(process: subprocess.Popen[bytes], database: Path, before: int) -> bool:
    """Wait for a first commit, then for the moment of the kill; tell whether the process still runs."""
    while process.poll() is None and len(names(database)) <= before:
        time.sleep(0.02)
    by_chance = random.Random()  # noqa: S311 - a moment, no secret
    time.sleep(by_chance.uniform(0, 1.5))
    log = Path(f"{database}-wal")
    if by_chance.random() < 0.5:  # noqa: PLR2004 - half of them
        told = log.stat().st_mtime_ns if log.exists() else 0
        while process.poll() is None and log.exists() and log.stat().st_mtime_ns == told:
            time.sleep(0.0002)
        time.sleep(by_chance.uniform(0, 0.02))
    return process.poll() is None


def names(database: Path) -> set[str]:
    """Give the names of the items that are done."""
    try:
        connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    except sqlite3.OperationalError:
        return set()
    try:
        return {name for (name,) in connection.execute("SELECT name FROM item WHERE state = 'done'")}
    except sqlite3.OperationalError:
        return set()
    finally:
        connection.close()


def looked(database: Path, counts: Counter[str]) -> None:
    """Count what is wrong with a record."""
    connection = sqlite3.connect(database)
    for what, query in CHECKS.items():
        counts[what] += connection.execute(query).fetchone()[0]
    is_whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    counts["damaged"] += not is_whole or bool(connection.execute("PRAGMA foreign_key_check").fetchall())
    connection.close()


if __name__ == "__main__":
    main()
