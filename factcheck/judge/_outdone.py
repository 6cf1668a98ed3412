"""Which of two names has a place in the one document that was brought for a claim: points, and what they count.

A rival takes the place of a name that the document has too where the words around it stand near to the rival, and not
near to the name itself, nor touch it; where it is the more often named of the two; where both are of one kind; and
where both hang on one word in one role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from ._context import Document
from ._kinds import kind_of, mention, shared, unlike
from ._names import Name
from ._slots import Place
from ._ties import tied, ties

LEAST, TOLD = 0.15, 0.15  # a place that fits worse is about something else
NEARER = 0.02  # by how much nearer than the name itself a rival has to stand to the words around it
LOOKED_OVER = 30  # places of other names


class Signs(NamedTuple):
    """What speaks for a rival and against the name of a claim, or how much each of these counts."""

    near: float  # how near the words around the name stand to the rival
    own_near: float  # the same of the name itself, where it fits best
    own_touch: float  # whether the very words that touch the name in the claim touch it in the document
    own_often: float  # how often the name is named, each doubling as much
    often: float  # the same of the rival
    kind: float  # whether both can stand in one place by their kinds
    same_kind: float  # whether both are of the very same kind
    tied: float  # whether both hang on one word in one role


# Fitted on copies of supported claims with a name changed, benchmarks/fit_names.py.
WEIGHTS = Signs(
    near=5.3,
    own_near=-6.7,
    own_touch=-2.0,
    own_often=-0.8,
    often=1.0,
    kind=0.7,
    same_kind=1.0,
    tied=1.1,
)
NEEDED = 2.6  # points from which a rival takes the place


def points(signs: Signs) -> float:
    """Return how many points a rival has."""
    return sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))


class Rival(NamedTuple):
    """Where another name stands better in the words around a claim's name, and whether that is sure."""

    place: Place
    sure: bool


def outdoing(
    text: str, name: Name, document: Document, mine: Sequence[Place], others: Sequence[Place]
) -> Rival | None:
    """Return where a rival stands so much better in the words around it that the claim's name is there for another.

    Of whom a story tells from its first sentence on, and who stands beside the rival, it tells more than the words
    around the rival show: it is sure only where both hang on one word in one role.
    """
    best: dict[bool, tuple[float, Place]] = {}
    known_at = {own.passage for own in mine}
    for place, other, known in rivals(document, mine, others):
        if points(known._replace(kind=1, same_kind=1, tied=1)) >= NEEDED:  # a parse is not free
            signs = weighed(text, name, document, place, other, known)
            score = points(signs) if signs is not None else 0.0
            sure = known_at.isdisjoint((0, place.passage)) or (signs is not None and bool(signs.tied))
            if score >= best.get(sure, (NEEDED, None))[0]:
                best[sure] = score, place
    return next((Rival(best[sure][1], sure) for sure in (True, False) if sure in best), None)


def rivals(
    document: Document, mine: Sequence[Place], others: Sequence[Place]
) -> Iterator[tuple[Place, Name, Signs]]:
    """Yield each place of another name that could be the claim's, the name, and what can be said without a parse."""
    stated = [mention(document.texts[place.passage], place) for place in others]
    named = Counter(other.words for other in stated)
    told = max((own.fit.near for own in mine if own.fit.score >= TOLD), default=0.0)
    touch, often = max(own.fit.touch for own in mine), _often(len(mine))
    for place, other in [*zip(others, stated, strict=True)][:LOOKED_OVER]:
        if place.fit.score >= LEAST and place.fit.near - told >= NEARER:
            many = _often(named[other.words])
            yield place, other, Signs(place.fit.near, told, touch, often, many, 0.0, 0.0, 0.0)


def weighed(
    text: str,
    name: Name,
    document: Document,
    place: Place,
    other: Name,
    known: Signs,
) -> Signs | None:
    """Return all signs of a rival, or None where it is none: of another kind, or a word that opens its sentence."""
    passage = document.texts[place.passage]
    ours, theirs = kind_of(name, text), kind_of(other, passage)
    alike = shared(text, name, passage, place)[1]
    if (other.first and not alike) or unlike(ours, theirs):
        return None
    hangs = tied(ties(text, name.start, name.end), ties(passage, other.start, other.end))
    return known._replace(kind=float(alike), same_kind=float(ours == theirs != ""), tied=float(hangs))


def _often(mentions: int) -> float:
    """Return what the number of a name's mentions counts: each doubling as much, up to some."""
    return min(3.0, log2(1 + mentions))
