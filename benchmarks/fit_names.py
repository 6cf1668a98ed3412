"""Fit what counts between two names, on supported claims and copies with one name put for another of the source.

    python -m benchmarks.fit_names          the shipped weights, and those fitted on each half, on the other half
    python -m benchmarks.fit_names --all    the weights fitted on both halves: WEIGHTS of factcheck/judge/_outdone.py

A copy has one name of the tagger's replaced by another of the same label that the source has and the claim does not
mention. In a copy the mentions of the name that was there are what should take the place; in a true claim no name
should. Logistic regression over the signs of ``_outdone``, true claims and copies weighing the same; halves are of
documents. Nothing of the texts is kept. Needs numpy and FACTCHECK_SHARED.
"""

from __future__ import annotations

import functools
import os
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fit_judge import supported
from factcheck import nlp
from factcheck.judge import _outdone, names
from factcheck.judge._context import Document, parsed, prime
from factcheck.judge._names import Name, names_in
from factcheck.judge._outdone import NEEDED, WEIGHTS, Signs

READ = 60  # passages from which other names are taken
DRAWN = 3  # copies with another name for each name of a claim
RIDGE, ROUNDS = 0.0003, 4
ALARMS = 0.04  # share of the true claims that may lose a name
_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim, true or a copy: the signs of each rival of its names, and whether it is the name that was there."""

    claim: str
    copy: bool
    half: int
    rivals: tuple[tuple[Signs, bool], ...]

    def best(self, weights: Sequence[float]) -> float:
        """Return the most points that a rival has."""
        return max((_points(weights, signs) for signs, _ in self.rivals), default=-99.0)


def copies(claim: str, document: Document, dice: random.Random) -> Iterator[tuple[str, str, int]]:
    """Yield copies of a claim with one name replaced, the name that was there, and where it stood."""
    for entity in nlp.entities_in(parsed(claim)):
        others = _others(claim, entity.label_, document) if entity.label_ in _LABELS else []
        for other in dice.sample(others, min(DRAWN, len(others))):
            copy = f"{claim[: entity.start_char]}{other}{claim[entity.end_char :]}"
            yield copy, entity.text, entity.start_char


def _others(claim: str, label: str, document: Document) -> list[str]:
    mine = names_in(claim)
    found = {
        other.text
        for text in document.texts[:READ]
        for entity in nlp.entities_in(parsed(text))
        if entity.label_ == label
        for other in names_in(entity.text)[:1]
        if not any(names.one_bearer(name.words, other) for name in mine)
    }
    return sorted(found)


def _signs(claim: str, name: Name, document: Document, was: str) -> Iterator[tuple[Signs, bool]]:
    """Yield the signs of each rival of a name, and whether it bears the name ``was``."""
    mine, others = names.places(claim, name, document)
    for place, other, known in _outdone.rivals(document, mine, others) if mine else ():
        signs = _outdone.weighed(claim, name, document, place, other, known)
        if signs is not None:
            yield signs, any(names.one_bearer(one.words, other) for one in names_in(was))


def rows(folder: Path) -> Iterator[Row]:
    """Yield every supported claim and its copies."""
    dice = random.Random(7)
    for claim, document in supported(folder):
        half = zlib.crc32(document.texts[0].encode()) % 2
        prime([claim, *document.texts[:READ]], entities=True)
        every = [pair for name in names.claimed_names(claim) for pair in _signs(claim, name, document, "")]
        yield Row(claim=claim, copy=False, half=half, rivals=tuple(every))
        for copy, was, at in copies(claim, document, dice):
            name = next((n for n in names.claimed_names(copy) if n.start <= at < n.end), None)
            found = tuple(_signs(copy, name, document, was)) if name else ()
            yield Row(claim=copy, copy=True, half=half, rivals=found)


def fit(known: Sequence[Row]) -> tuple[float, ...]:
    """Return weights by logistic regression over what decides each claim: its strongest rival, by the last weights.

    In a copy that is the strongest mention of the name that was there, in a true claim the strongest rival of all.
    """
    weights: tuple[float, ...] = ()
    for _ in range(ROUNDS):
        made = []
        for row in known:
            counted = [signs for signs, was in row.rivals if was or not row.copy]
            if weights and counted:
                counted = [max(counted, key=functools.partial(_points, weights))]
            made += [(signs, float(row.copy)) for signs in counted]
        weights = _regressed(made)
    return weights


def _points(weights: Sequence[float], signs: Signs) -> float:
    return sum(weight * sign for weight, sign in zip(weights, signs, strict=True))


def _regressed(made: Sequence[tuple[Signs, float]]) -> tuple[float, ...]:
    """Return the weights that tell the rivals of copies from those of true claims, both weighing the same."""
    import numpy as np

    signs, wanted = np.array([[*s, 1.0] for s, _ in made]), np.array([y for _, y in made])
    weight = np.where(wanted == 1, 0.5 / max(1.0, wanted.sum()), 0.5 / max(1.0, (1 - wanted).sum()))
    ridge = np.diag([RIDGE] * (signs.shape[1] - 1) + [1e-9])
    found = np.zeros(signs.shape[1])
    for _ in range(60):
        sure = 1 / (1 + np.exp(-signs @ found))
        slope = signs.T @ (weight * (sure - wanted)) + ridge @ found
        bend = (signs * (weight * sure * (1 - sure))[:, None]).T @ signs + ridge
        found = found - np.linalg.solve(bend, slope)
    return tuple(float(value) for value in found[:-1])


def threshold(known: Sequence[Row], weights: Sequence[float]) -> float:
    """Return the points that few true claims reach."""
    true = sorted((row.best(weights) for row in known if not row.copy), reverse=True)
    return true[int(ALARMS * len(true))] + 0.01


def line(title: str, known: Sequence[Row], weights: Sequence[float], needed: float) -> str:
    """Return how many copies lose a name and how many true claims do."""
    lost = [(row.copy, row.best(weights) >= needed) for row in known]
    found, alarms = [b for copy, b in lost if copy], [b for copy, b in lost if not copy]
    return (
        f"{title}: {sum(found) / len(found):.1%} of {len(found)} copies lose a name, "
        f"{sum(alarms)} of {len(alarms)} true claims do, from {needed:.2f} points"
    )


def main() -> int:
    """Print one line a set of weights."""
    if "FACTCHECK_SHARED" not in os.environ:
        print("not run: FACTCHECK_SHARED is not set")
        return 3
    known = list(rows(Path(os.environ["FACTCHECK_SHARED"]) / "bench/verification"))
    for half in (0, 1):
        rest = [row for row in known if row.half != half]
        there = [row for row in known if row.half == half]
        fitted = fit(rest)
        print(line(f"shipped, half {half}", there, WEIGHTS, NEEDED))
        print(line(f"fitted on the other half, half {half}", there, fitted, threshold(rest, fitted)))
        print("   ", {name: round(w, 2) for name, w in zip(Signs._fields, fitted, strict=True)})
    if "--all" in sys.argv:
        fitted = fit(known)
        print({name: round(w, 2) for name, w in zip(Signs._fields, fitted, strict=True)})
        print(line("fitted on all", known, fitted, threshold(known, fitted)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
