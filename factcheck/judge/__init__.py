"""The judges: one module a facet, run over every passage; none knows another, and each may be silent.

A plug gives ``judge(claim, evidence, context) -> Iterator[Finding]``; its docstring is its manual page.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import folder
from ..model import Claim, Evidence, Finding
from ._align import HALF, covered, words_of
from ._change import base_in, baselines, change, explains, is_level, moved_to, steps, tells_change
from ._context import Context, Document, keep, parsed, prime, recall, root_of
from ._counted import acts as acts_of
from ._decisive import decisive
from ._fidelity import Decision, decide
from ._words import light
from ._worked import comes_to
from .negation import affirmed, doubtful, likely

__all__ = [
    "Context",
    "Decision",
    "Document",
    "acts_of",
    "affirmed",
    "base_in",
    "baselines",
    "carries_nothing",
    "change",
    "comes_to",
    "decide",
    "decisive",
    "doubtful",
    "examine",
    "explains",
    "is_level",
    "keep",
    "likely",
    "moved_to",
    "parsed",
    "prime",
    "recall",
    "root_of",
    "said",
    "share",
    "steps",
    "tells_change",
    "told",
]


def examine(claim: Claim, evidence: Sequence[Evidence], context: Context) -> tuple[Finding, ...]:
    """Return what every judge of the folder finds in every passage, passage by passage, judges by name."""
    held = context.holding(evidence)
    judges = [folder.load("judge", name) for name in folder.names("judge")]
    return tuple(
        finding for item in evidence for judge in judges for finding in judge.judge(claim, item, held)
    )


def said(claim: Claim, evidence: Sequence[Evidence], context: Context) -> bool:
    """Say whether the passages together say a fair part of a clause."""
    held = context.holding(evidence)
    absent = [set(covered(claim.text, held.document(e), held.place(e))[1]) for e in evidence]
    words = len(words_of(claim.text))
    return not absent or len(set.intersection(*absent)) <= (1 - HALF) * words


def told(claim: str, item: Evidence, context: Context, least: float) -> bool:
    """Say whether a passage with its neighbours says so large a share of a claim's telling words."""
    return covered(claim, context.document(item), context.place(item))[0] >= least


def share(claim: str, passage: str) -> float:
    """Return the share of a claim's telling words that a passage says by itself."""
    return covered(claim, Document(texts=(passage,)), 0)[0]


def carries_nothing(word: str) -> bool:
    """Say whether a word's absence from a source means nothing."""
    return word.casefold() in light()
