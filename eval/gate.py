"""Fail when sayso reads the project's own labelled texts worse than it did.

python eval/gate.py                             compare with eval/floors.json
python eval/gate.py --update                    raise the floors to what is reached now
python eval/gate.py --update --allow-lower WHY  also lower them; WHY is kept beside the floor
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from sayso.evaluate import Score, score
from sayso.gold import read_gold
from sayso.pipeline import readings
from sayso.read.text import document

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
GOLD = sorted((HERE / "gold").glob("*.txt"))
# In percent points. The parser rounds a little differently from one processor or NumPy to the next, which can turn
# one item; with about 80 items a skill, one of them is 1.25 points.
TOLERANCE = 1.3


def measured() -> dict[str, Score]:
    """Read and score every labelled text."""
    golds = [read_gold(path) for path in GOLD]
    documents = [document(gold.text, id=gold.name, **gold.metadata) for gold in golds]
    return score(zip(golds, readings(documents), strict=True))


def digest() -> str:
    """Give the digest of the labelled texts: floors hold for these and no others."""
    made = hashlib.sha256()
    for path in GOLD:
        made.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return made.hexdigest()


def shown(scores: dict[str, Score], floors: dict[str, Any]) -> str:
    """Give the table of what was reached beside the floors."""
    rows = [f"{'skill':20} {'precision':>9} {'floor':>6} {'recall':>7} {'floor':>6} {'hits':>5} of"]
    for skill, got in scores.items():
        floor = floors.get(skill, {"precision": 0, "recall": 0})
        rows.append(
            f"{skill:20} {got.precision:9.1f} {floor['precision']:6.1f} {got.recall:7.1f} {floor['recall']:6.1f}"
            f" {got.hits:5} {got.predicted} predicted, {got.expected} labelled"
        )
    return "\n".join(rows)


def below(scores: dict[str, Score], floors: dict[str, Any], tolerance: float) -> list[str]:
    """Name what fell under its floor."""
    return [
        f"{skill} {side} {reached:.1f} is below its floor of {floor[side]:.1f}"
        for skill, floor in floors.items()
        for side in ("precision", "recall")
        if (reached := getattr(scores.get(skill, Score()), side)) < floor[side] - tolerance
    ]


def update(scores: dict[str, Score], kept: dict[str, Any], reason: str | None) -> list[str]:
    """Move the floors to ``scores``; give what could not be done without a reason to lower them."""
    fallen = below(scores, kept["floors"], 0.0)
    if fallen and reason is None:
        return fallen
    floors = {
        skill: {side: math.floor(10 * getattr(got, side)) / 10 for side in ("precision", "recall")}
        for skill, got in scores.items()
    }
    lowered = [*kept["lowered"], {"what": fallen, "why": reason}] if fallen else kept["lowered"]
    made = {"gold": digest(), "tolerance": TOLERANCE, "floors": floors, "lowered": lowered}
    FLOORS.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return []


def main() -> int:
    """Compare or update; 1 when something fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-lower", metavar="WHY")
    asked = parser.parse_args()
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    scores = measured()
    print(shown(scores, kept["floors"]))
    if asked.update:
        failures = update(scores, kept, asked.allow_lower)
        advice = "to lower a floor, give the reason with --allow-lower"
    else:
        failures = below(scores, kept["floors"], TOLERANCE)
        if kept["gold"] != digest():
            failures.append("the labelled texts are not those the floors were set on")
        advice = f"tolerance {TOLERANCE} points; to move floors, use --update"
    for failure in failures:
        print(f"gate: {failure}", file=sys.stderr)
    print(f"gate: {'failed' if failures else 'passed'}; {advice if failures else f'tolerance {TOLERANCE} points'}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
