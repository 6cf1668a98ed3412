"""Fit the weights of factcheck/extraction/checkworthy.json and say how good they are.

``python benchmarks/fit_checkworthy.py [--write]``: logistic regression with an L2 penalty over the features
of ``factcheck.extraction._worth_features``, on ClaimBuster train (but every fifth row), NewsSubj train and,
at half weight, PoliClaim train; classes balanced within each set. Prints macro-F1 on NewsSubj dev and on the
held-back fifth. Only weights ship, none of the texts. Needs numpy and FACTCHECK_SHARED; else "not run".
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.extraction._worth_features import features

Row = tuple[dict[str, float], bool]
TARGET = Path(__file__).parents[1] / "factcheck" / "extraction" / "checkworthy.json"
FLOOR = 60  # a word counts from this many sentences on: below, it is the topic that is learnt
PENALTY = 3e-3
LOWER = 0.1  # a sentence is scored by the best of its claims, which lies this much higher (logit)
KEPT = 0.02  # smaller weights are left out
SETS = (("claimbuster.train", 2.0), ("newssubj.train", 0.6), ("policlaim.train", 0.5))


def main() -> int:
    """Fit, report, and with ``--write`` store."""
    shared = os.environ.get("FACTCHECK_SHARED")
    if not shared:
        print("not run: FACTCHECK_SHARED is not set", file=sys.stderr)
        return 3
    home = Path(shared) / "bench" / "checkworthy"
    claims = rows(home / "claimbuster.train.jsonl")
    train = [
        [row for n, row in enumerate(claims) if n % 5 != 4],
        *(rows(home / f"{s}.jsonl") for s, _ in SETS[1:]),
    ]
    intercept, weights = fit(train, [weight for _, weight in SETS])
    for name, test in (
        ("newssubj.dev", rows(home / "newssubj.dev.jsonl")),
        ("claimbuster held-back fifth", claims[4::5]),
    ):
        print(f"{name:28} n={len(test):5} macro-F1 {macro_f1(test, intercept, weights):.3f}")
    if "--write" in sys.argv:
        store(intercept, weights)
    return 0


def rows(path: Path) -> list[Row]:
    """Return features and label of every row of a set."""
    with path.open(encoding="utf-8") as file:
        read = [json.loads(line) for line in file]
    return [(features(row["sentence"]), row["label"] in ("factual", "checkworthy")) for row in read]


def fit(sets: Sequence[Sequence[Row]], shares: Sequence[float]) -> tuple[float, dict[str, float]]:
    """Return intercept and weights; ``shares`` says how much each set weighs as a whole."""
    import numpy as np

    counts = Counter(name for found in sets for row, _ in found for name in row)
    names = sorted(name for name, count in counts.items() if count >= FLOOR)
    column = {name: place for place, name in enumerate(names)}
    labels = np.array([label for found in sets for _, label in found], dtype=np.float32)
    matrix = np.zeros((len(labels), len(names) + 1), dtype=np.float32)
    matrix[:, -1] = 1
    for line, row in enumerate(row for found in sets for row, _ in found):
        for name, value in row.items():
            if name in column:
                matrix[line, column[name]] = value
    weight = np.concatenate([_balanced(found, share) for found, share in zip(sets, shares, strict=True)])
    # Counts of kinds are few and dense, words many and rare: the penalty on the former is a third.
    penalty = np.array([PENALTY * (0.3 if name[0] == "*" else 1) for name in names] + [0.0], dtype=np.float32)
    solution = _descend(matrix, labels, (weight / weight.sum()).astype(np.float32), penalty)
    kept = {
        name: round(float(solution[place]), 3)
        for name, place in column.items()
        if abs(solution[place]) >= KEPT
    }
    return round(float(solution[-1]) - LOWER, 3), kept


def _balanced(found: Sequence[Row], share: float) -> Any:
    import numpy as np

    labels = np.array([label for _, label in found])
    return share * np.where(labels, 0.5 / labels.sum(), 0.5 / (~labels).sum())


def _descend(matrix: Any, labels: Any, weight: Any, penalty: Any) -> Any:
    """Return the minimum of the penalised log loss, by accelerated gradient descent."""
    import numpy as np

    vector = np.ones(matrix.shape[1], dtype=np.float32)
    for _ in range(20):  # the largest curvature, by power iteration
        vector = matrix.T @ (weight * (matrix @ vector))
        size = float(np.linalg.norm(vector))
        vector /= size
    step = 1 / (size / 4 + float(penalty.max()))
    best = ahead = np.zeros(matrix.shape[1], dtype=np.float32)
    pace = 1.0
    for _ in range(300):
        slope = matrix.T @ (weight * (1 / (1 + np.exp(-(matrix @ ahead))) - labels)) + penalty * ahead
        better = ahead - step * slope
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = better + (pace - 1) / faster * (better - best)
        best, pace = better, faster
    return best


def macro_f1(test: Sequence[Row], intercept: float, weights: dict[str, float]) -> float:
    """Return the mean of the F1 of both classes at probability one half."""
    pairs = [
        (label, intercept + sum(weights.get(name, 0) * value for name, value in row.items()) >= 0)
        for row, label in test
    ]
    return sum(_f1([(gold is side, said is side) for gold, said in pairs]) for side in (True, False)) / 2


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    both = sum(gold and said for gold, said in pairs)
    return 2 * both / max(1, sum(gold + said for gold, said in pairs))


def store(intercept: float, weights: dict[str, float]) -> None:
    """Write the weights, one a line, kinds of words first."""
    stored = {
        "about": "logistic regression, made by benchmarks/fit_checkworthy.py; see its opening text",
        "intercept": intercept,
        "weights": dict(sorted(weights.items(), key=lambda item: (item[0][0] not in "*^", item[0]))),
    }
    TARGET.write_text(json.dumps(stored, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights written to {TARGET}")


if __name__ == "__main__":
    sys.exit(main())
