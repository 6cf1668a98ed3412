"""From scored candidates to attributions that do not overlap: the outermost, and those inside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ._attr_candidates import Candidate
from ._attr_features import features
from ._attr_model import Model
from ._attr_tree import Range, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate, its paragraph and its log-odds."""

    tree: Tree
    found: Candidate
    score: float


def judge(tree: Tree, found: Iterable[Candidate], place: str, model: Model) -> list[Scored]:
    """Return the candidates with scores, best first; ties go by position: each run is the same."""
    scored = [Scored(tree=tree, found=c, score=model.score(features(tree, c, place))) for c in found]
    return sorted(scored, key=lambda s: (-s.score, s.found.head, s.found.content))


def outermost(scored: list[Scored], threshold: float) -> list[Scored]:
    """Take the best first, and leave out whatever overlaps with one that is taken."""
    taken: list[Scored] = []
    for one in scored:
        if one.score < threshold:
            break
        if not any(clash(one.found, other.found) for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda s: (s.found.content[0], s.found.head))


def inner(scored: list[Scored], outer: Scored, threshold: float) -> list[Scored]:
    """Return the attributions that stand inside the content of ``outer``, themselves not overlapping."""
    inside = [s for s in scored if s is not outer and _within(s.found, outer.found.content)]
    return outermost(inside, threshold)


def clash(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates share a cue or content, or one's cue stands in the other's content."""
    if one.head == other.head or meet(one.content, other.content):
        return True
    return holds(one.content, other.head) or holds(other.content, one.head)


def meet(one: tuple[Range, ...], other: tuple[Range, ...]) -> bool:
    """Say whether two groups of ranges share a token."""
    return any(a < d and c < b for a, b in one for c, d in other)


def holds(content: tuple[Range, ...], token: int) -> bool:
    """Say whether a token lies in one of the ranges."""
    return any(a <= token < b for a, b in content)


def _within(found: Candidate, content: tuple[Range, ...]) -> bool:
    return holds(content, found.head) and all(
        any(a <= first and end <= b for a, b in content) for first, end in found.content
    )
