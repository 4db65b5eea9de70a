"""What the process that writes takes while `sayso add` goes on: its peak memory, eight times on the way.

    python bench/memory.py 2000

Many small documents are really added, with two workers. Each line has a count of documents and megabytes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from sayso.add import add
from sayso.store.record import open_record

_STEPS = 8
_AT_ONCE = 1_000


def main() -> None:
    """Add so many documents, and print the peaks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("documents", type=int, nargs="?", default=2_000)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "texts"
        for number in range(count):
            words = f"Mayor Ana Lemos said on 3 May 2031 that {number + 2} boats had left Geneva. She denied a truce."
            path = folder / f"{number // _AT_ONCE:05}" / f"{number:07}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words)
        with open_record(Path(name) / "sayso.db") as record:
            for done, _ in enumerate(add(record, [folder], workers=2), start=1):
                if done % max(1, count // _STEPS) == 0:
                    print(done, peak(), flush=True)


def peak() -> float:
    """Give the peak of this process in megabytes; what `getrusage` gives begins with that of the parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def peaks(count: int) -> list[float]:
    """Give the peaks, in megabytes, of a process of its own."""
    ran = subprocess.run([sys.executable, __file__, str(count)], stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own
    return [float(line.split()[1]) for line in ran.stdout.splitlines()]


if __name__ == "__main__":
    main()
