"""From scored candidates to attributions that do not overlap: the outermost, and those inside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ._attr_candidates import Candidate
from ._attr_classes import CLASSES
from ._attr_features import own, quoting, shared
from ._attr_model import Model
from ._attr_tree import Range, Tree
from ._attr_words import STATEMENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate, its paragraph, its log-odds, and the log-odds that it needs to be taken."""

    tree: Tree
    found: Candidate
    score: float
    needed: float


def judge(tree: Tree, found: Iterable[Candidate], place: str, model: Model) -> list[Scored]:
    """Return the candidates with scores, best first; ties go by position: each run is the same."""
    scored: list[Scored] = []
    base: dict[tuple[int, str], float] = {}
    for one in found:
        key = (one.head, one.kind)
        if key not in base:
            base[key] = model.score(shared(tree, one, place))
        sure = one.cut.startswith("sure") and bool(one.source.ranges)
        if base[key] < _HOPELESS and not sure and place != "transcript" and not _plain(one):
            continue
        score = base[key] + model.score(own(tree, one))
        if place == "transcript" and one.kind == "line":
            score = max(score, _CERTAIN)
        if sure:
            score = max(score, _SURE)
        scored.append(Scored(tree=tree, found=one, score=score, needed=model.needed(quoting(tree, one))))
    return sorted(scored, key=lambda s: (-s.score, s.found.head, s.found.content))


def outermost(scored: Iterable[Scored]) -> list[Scored]:
    """Take the best first that has what it needs, and leave out whatever overlaps with one that is taken."""
    return apart(one for one in scored if one.score >= one.needed)


def apart(scored: Iterable[Scored]) -> list[Scored]:
    """Take the best first, and leave out whatever overlaps with one that is taken."""
    taken: list[Scored] = []
    for one in scored:
        if not any(clash(one.found, other.found) for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda s: (s.found.content[0], s.found.head))


def inner(scored: list[Scored], outer: Scored) -> list[Scored]:
    """Return the attributions that stand inside the content of ``outer``, themselves not overlapping.

    People marked the outermost ones only, so the model has learnt to think little of these: those that say
    something in so many words need less.
    """
    inside = [s for s in scored if s is not outer and _within(s.found, outer.found.content)]
    return apart(s for s in inside if s.score >= _NESTED and _plain(s.found))


_HOPELESS = -4.0
"""A cue that starts below this was never taken in the training articles; its contents need not be looked at."""
_CERTAIN = 9.0
"""A line of a transcript is its speaker's, whatever it says; the training articles have too few to show it."""
_SURE = 1.0
"""A frame that can hardly be anything else, and too rare in the training articles to be learnt."""
_NESTED = -5.0
_PLAIN = frozenset({"clause", "before", "quote", "according"})


def _plain(found: Candidate) -> bool:
    shows = "show" in CLASSES.get(found.lemma, ())
    if found.kind == "quote" and shows and not found.cut.startswith(("colon", "comma")):
        return False  # "he had shown 'no remorse'" says nothing
    return found.kind in _PLAIN and found.lemma in STATEMENTS and found.source.how in ("subject", "according")


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
