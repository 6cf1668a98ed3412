"""How the thresholds of slot competition do: claims that their source supports, and copies with one value changed.

    python -m benchmarks.fit_judge [ALONE BEATEN ...]

Takes every claim of the development sets that its evidence supports, changes one number or one year in it (by a
factor, a neighbour, or another value of the same source), and says for a grid of thresholds how many changed claims
lose their place and how many true claims do. Choose the grid's row that keeps the alarms on true claims low: the
bars of factcheck/judge/_slots.py. Nothing of the texts is kept. Needs FACTCHECK_SHARED.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from factcheck.judge import _slots, dates, numbers
from factcheck.judge._context import Document
from factcheck.judge._values import figures, periods

SETS = ("wice", "averitec", "factcheck_gpt", "climate_fever", "healthver")
GRID = [(alone, beaten) for alone in (0.1, 0.15, 0.2, 0.3) for beaten in (0.1, 0.15, 0.25)]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def supported(folder: Path) -> Iterator[tuple[str, Document]]:
    """Yield every claim that its evidence supports, once."""
    seen: set[str] = set()
    for name in SETS:
        for line in (folder / f"{name}.dev.jsonl").open(encoding="utf-8"):
            row = json.loads(line)
            if row["label"] == "supported" and row["claim"] not in seen:
                seen.add(row["claim"])
                yield row["claim"], Document(texts=tuple(row["evidence"]))


def changed(claim: str, dice: random.Random) -> Iterator[str]:
    """Yield copies of a claim with one number or one year changed."""
    for value in figures(claim):
        digits = _NUMBER.search(claim, value.span.start, value.span.end)
        if digits and value.unit != "label":
            number = float(digits.group().replace(",", "").rstrip("."))
            new = (
                number + dice.choice((1, 2, 3))
                if number < 20
                else round(number * dice.choice((0.5, 1.5, 2, 3)))
            )
            yield f"{claim[: digits.start()]}{new:,.0f}{claim[digits.end() :]}"
    for period in periods(claim, None):
        year = re.search(r"\b(?:19|20)\d\d\b", period.span.of(claim))
        if year:
            at = period.span.start + year.start()
            yield f"{claim[:at]}{int(year.group()) + dice.choice((-4, -2, -1, 1, 3))}{claim[at + 4 :]}"


def loses(claim: str, document: Document, bar: _slots.Bar) -> bool:
    """Say whether a number or a date of the claim loses its place in the document."""
    held = [numbers.competing(claim, value, document) for value in figures(claim)]
    held += [dates.competing(claim, period, document) for period in dates.claimed_dates(claim, None)]
    contests = [
        replace(one, bar=replace(bar, implied=one.bar.implied, touching=one.bar.touching)) for one in held
    ]
    return any(contest.won_by(contest.rival()) for contest in contests)


def main() -> int:
    """Print one line a pair of thresholds."""
    if "FACTCHECK_SHARED" not in os.environ:
        print("not run: FACTCHECK_SHARED is not set")
        return 3
    dice = random.Random(7)
    true = list(supported(Path(os.environ["FACTCHECK_SHARED"]) / "bench/verification"))
    twins = [(copy, document) for claim, document in true for copy in changed(claim, dice)]
    print(f"{len(true)} true claims, {len(twins)} changed ones")
    for alone, beaten in GRID if len(sys.argv) < 3 else [(float(sys.argv[1]), float(sys.argv[2]))]:
        bar = replace(_slots.NUMBERS_BROUGHT, alone=alone, beaten=beaten)
        found = sum(loses(*pair, bar) for pair in twins) / len(twins)
        alarms = sum(loses(*pair, bar) for pair in true) / len(true)
        print(
            f"ALONE {alone:.2f} BEATEN {beaten:.2f}: {found:6.1%} of slips lose their place, {alarms:5.1%} alarms"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
