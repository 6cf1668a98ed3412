"""Is a statement worth checking, and can it be checked at all? With a reason and a rank; nothing is hidden.

Rules come first and give a reason (a question, a wish, a forecast, a label). The score is a small linear
model over features that a person can read; its weights stand in checkworthy.json, made by
benchmarks/fit_checkworthy.py. Of what is worth checking, figures, dates, quotations, accusations and names
rank first, since that is the order in which a desk calls.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ._worth_features import features
from ._worth_rules import FORECAST, OUGHT, evaluative, own_voice, unchecked, urgent

__all__ = ["FORECAST", "OUGHT", "Assessment", "assess"]

_HALF = 0.5
_CLAIM = 0.25  # what the claim alone weighs: whether a writer judges or reports shows in the whole sentence
_OPINION = 0.4  # below this score a judging word makes an opinion
_UNSURE = 0.35  # from here on two signs of what a desk checks first decide
_RULED_OUT = 0.3  # the highest score of what a rule leaves out


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How checkable a claim is: ``score`` 0 to 1 ranks, ``checkable`` decides, ``why`` says it in words."""

    score: float
    checkable: bool
    why: str


def assess(
    text: str, sentence: Any, *, attributed: bool, quoted: bool = False, whole: str = ""
) -> Assessment:
    """Return how worth checking the claim ``text`` is.

    :param text: the claim as it stands alone.
    :param sentence: the parsed sentence (spaCy) that it came from, or None: then the words alone decide.
    :param attributed: somebody is named who says it; it is checkable then as what was said.
    :param quoted: it lies inside quotation marks.
    :param whole: the text of the sentence, where the caller has it.
    """
    said = text if sentence is None else whole or sentence.text
    score = _CLAIM * likelihood(text) + (1 - _CLAIM) * likelihood(said)
    attributed = attributed and not own_voice(said)
    why = unchecked(text, sentence, attributed=attributed, quoted=quoted)
    if why:
        return Assessment(score=round(min(score, _RULED_OUT), 4), checkable=False, why=why)
    signs = urgent(text, quoted=quoted)
    judges = evaluative(text)
    if not attributed and judges and score < _OPINION and "a figure" not in signs:
        return Assessment(
            score=round(score, 4), checkable=False, why="an opinion: it judges and gives no figure"
        )
    if _desk_checks(signs, attributed=attributed) and (attributed or (score >= _UNSURE and not judges)):
        score = max(score, _HALF)
    kind = "checkable as what was said" if attributed else "a statement of fact"
    why = ": ".join(filter(None, (kind, ", ".join(signs))))
    return Assessment(score=_ranked(score, len(signs)), checkable=True, why=why)


@functools.lru_cache(maxsize=256)
def likelihood(text: str) -> float:
    """Return the model's probability that ``text`` states something worth checking."""
    intercept, weights = _model()
    total = intercept + sum(
        weights[name] * value for name, value in features(text).items() if name in weights
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _desk_checks(signs: tuple[str, ...], *, attributed: bool) -> bool:
    """Say whether a desk calls about it whatever the model says: two signs in the draft's voice, else one."""
    return len(signs) > 1 or (attributed and bool(signs) and signs != ("names",))


def _ranked(score: float, signs: int) -> float:
    """Return the score with half of its upper range given to what a desk checks first."""
    if score < _HALF:
        return round(score, 4)
    return round(_HALF + (score - _HALF) / 2 + 0.05 * signs, 4)


@functools.cache
def _model() -> tuple[float, dict[str, float]]:
    stored = json.loads(resources.files(__package__).joinpath("checkworthy.json").read_text("utf-8"))
    return float(stored["intercept"]), {
        str(name): float(weight) for name, weight in stored["weights"].items()
    }
