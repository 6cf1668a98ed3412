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
from itertools import repeat

from ._attr_classes import CLASSES


def akin(lemma: str, kind: str) -> bool:
    """Say whether a rare verb is worth a look because its commoner kin are cues: "pan" as "criticise" is."""
    return not _KIN.get(kind, _NONE).isdisjoint(CLASSES.get(lemma, ()))


_NONE: frozenset[str] = frozenset()
_KIN = {
    kind: frozenset(classes.split())
    for kind, classes in {
        "object": "praise blame deny back describe discuss cite fear argue concede",
        "xcomp": "want decide promise",
        "flat": "say argue concede think promise show",
        "before": "say argue concede promise shout",
        "quote": "say shout argue blame praise describe",
        "passive": "blame praise deny describe think back ask",
    }.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """``cues``: per construction, the lemmas seen as cues in it; thresholds are log-odds."""

    cues: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    threshold: float
    direct: float

    def needed(self, quoted: str) -> float:
        """Return the log-odds at which a candidate is taken; ``quoted`` says how much of it is quotation.

        What stands in quotation marks from end to end is somebody's words, so less evidence will do.
        """
        return self.direct if quoted == "all" else self.threshold

    def knows(self, lemma: str, kind: str) -> bool:
        """Say whether ``lemma`` may be a cue in a construction; a clause after any verb is worth a look."""
        return lemma in self.cues.get(kind, ()) or akin(lemma, kind)

    def score(self, names: Iterable[str]) -> float:
        """Return the sum of the weights of the features, each counted once."""
        return sum(map(self.weights.get, dict.fromkeys(names), repeat(0.0)))


@functools.cache
def load() -> Model:
    """Return the model that ships with the package."""
    raw = json.loads(files(__package__).joinpath("attribution.json").read_text(encoding="utf-8"))
    return Model(
        cues={kind: frozenset(counts) for kind, counts in raw["cues"].items()},
        weights={name: float(one) for one, names in raw["weights"].items() for name in names},
        threshold=raw["threshold"],
        direct=raw["direct"],
    )
