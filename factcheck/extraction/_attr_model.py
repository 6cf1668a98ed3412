"""The linear model that judges candidates: cues and weights of named features, from one file.

``attribution.json`` is made by ``benchmarks/fit_attribution.py`` from the PolNeAR training articles; it
holds numbers and the names of features, no text of theirs. A score is the sum of the weights of the features
that hold: the log-odds that people would have marked the candidate as an attribution with this source.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """``cues``: per construction, the lemmas seen as cues in it; ``threshold`` is in log-odds."""

    cues: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    threshold: float

    def knows(self, lemma: str, kind: str) -> bool:
        """Say whether ``lemma`` is a cue in a construction; a clause after any verb is worth a look."""
        return lemma in self.cues.get(kind, ())

    def score(self, names: Iterable[str]) -> float:
        """Return the sum of the weights of the features, each counted once."""
        weights = self.weights
        return sum(weights.get(name, 0.0) for name in dict.fromkeys(names))


@functools.cache
def load() -> Model:
    """Return the model that ships with the package."""
    raw = json.loads(files(__package__).joinpath("attribution.json").read_text(encoding="utf-8"))
    return Model(
        cues={kind: frozenset(counts) for kind, counts in raw["cues"].items()},
        weights=raw["weights"],
        threshold=raw["threshold"],
    )
