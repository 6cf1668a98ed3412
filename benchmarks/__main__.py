"""The quality gate: measure, compare with the floors, refuse to go below.

    python -m benchmarks                   every set, against its floors
    python -m benchmarks attribution slip  some of them
    python -m benchmarks --raise           write the better figures as new floors
    python -m benchmarks --lower NAME      allow the floor of one measure to fall (say why in the commit)

The sets lie under $FACTCHECK_SHARED (else ../shared). Where they are missing, the gate says "not run" and
fails with 3: what was not measured never passes. Exit 0: all floors hold; 1: one does not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
FLOORS = HERE / "floors.yaml"
SHARED = Path(os.environ.get("FACTCHECK_SHARED", HERE.parent.parent / "shared")) / "bench"
SLACK = 0.002  # what a floor stands below the figure it was raised to, as a share of the scale


def main() -> int:
    """Measure the sets that were named, print a row for each measure, return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="the quality gate")
    parser.add_argument("sets", nargs="*", help="which sets of floors.yaml (all)")
    parser.add_argument(
        "--raise", dest="raises", action="store_true", help="raise the floors to what is measured"
    )
    parser.add_argument("--lower", action="append", default=[], metavar="NAME", help="let this one fall")
    chosen = parser.parse_args()
    floors: dict[str, Any] = yaml.safe_load(FLOORS.read_text())
    worst = 0
    for name in chosen.sets or floors:
        worst = max(worst, _run(name, floors[name], chosen))
    return worst


def _run(name: str, plan: dict[str, Any], chosen: argparse.Namespace) -> int:
    if not (SHARED / plan["gold"]).exists():
        print(f"{name:14} not run: {SHARED / plan['gold']} is missing")
        return 3
    scores = _measure(plan)
    worst = 0
    for measure, rule in plan["measures"].items():
        value = scores[rule["pick"]]
        holds = value <= rule["floor"] if rule.get("less") else value >= rule["floor"]
        word = "ok" if holds else "BELOW"
        print(f"{name:14} {measure:55} {value:8.3f}  floor {rule['floor']:8.3f}  {word}", flush=True)
        if (chosen.raises and holds) or measure in chosen.lower:
            _write(measure, moved(rule, value, lower=measure in chosen.lower))
        elif not holds:
            worst = 1
    return worst


def _measure(plan: dict[str, Any]) -> dict[str, float]:
    """Return the scorer's figures for one set, flat, with ``seconds`` a row."""
    with tempfile.TemporaryDirectory() as folder:
        gold = _gold(plan, Path(folder))
        predicted = Path(folder) / "predicted.jsonl"
        command = [sys.executable, SHARED / "predict.py", plan["task"], gold, *plan.get("predict", [])]
        with predicted.open("w") as out:
            run = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
        if run.returncode:
            sys.exit(f"predict.py failed: {run.stderr[-2000:]}")
        scorer = [sys.executable, SHARED / plan["scorer"], gold, predicted, *plan.get("score", [])]
        scored = subprocess.run(scorer, capture_output=True, text=True, check=False).stdout
        return {**dict(_figures(scored)), "seconds": _seconds(run.stderr)}


def _gold(plan: dict[str, Any], folder: Path) -> Path:
    """Return the gold file: as it is, or the held-back fifth of a train file."""
    whole = SHARED / str(plan["gold"])
    if "fifth" not in plan:
        return whole
    rows = whole.read_text().splitlines()
    part = folder / "gold.jsonl"
    part.write_text("".join(row + "\n" for n, row in enumerate(rows) if n % 5 == plan["fifth"]))
    return part


def _figures(printed: str) -> Iterator[tuple[str, float]]:
    """Yield ``name, value`` from a scorer's output, JSON (keys joined by dots) or lines."""
    if printed.lstrip().startswith("{"):
        yield from _flat(json.loads(printed))
        return
    for line in printed.splitlines():
        plain = re.match(r"(.+?)\s+([0-9.]+)\s*$", line)
        if plain:
            yield plain[1].strip(), float(plain[2])


def _flat(value: dict[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{path}{key}.")
        elif isinstance(inner, int | float):
            yield f"{path}{key}", float(inner)


def _seconds(talk: str) -> float:
    found = re.search(r"(\d+) rows, \d+ failed, ([0-9.]+) s", talk)
    return float(found[2]) / max(1, int(found[1])) if found else float("nan")


def _write(measure: str, new: float) -> None:
    """Replace one floor in the file, its comments and order kept."""
    text = FLOORS.read_text()
    pattern = rf"(^    {re.escape(measure)}: .*?floor: )[0-9.]+"
    FLOORS.write_text(re.sub(pattern, lambda found: f"{found[1]}{new}", text, count=1, flags=re.M))


def moved(rule: dict[str, Any], value: float, *, lower: bool = False) -> float:
    """Return where a floor goes for a figure that was measured, a little below it: only up, unless it may fall."""
    slack = SLACK * (1.0 if value <= 1 else 100.0)
    new = round(value + slack if rule.get("less") else value - slack, 3)
    better = new < rule["floor"] if rule.get("less") else new > rule["floor"]
    return new if better or lower else float(rule["floor"])


if __name__ == "__main__":
    sys.exit(main())
