"""Slot competition: which value of a source stands where the claim's value stands.

Every value of the same kind in the document competes for the place that the detail has in the claim, by the words
around it (see ``_align``). The claim's own value, where the source has it, competes too. A detail loses its place
only to another value that clearly fits better; where nothing fits well, nobody wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Span
from ._align import NOWHERE, Fit, Word, fit
from ._context import Document

Reading = Iterable[
    tuple[Span, bool]
]  # where a value of the kind stands, and whether it agrees with the claim's


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value in the source: its passage, its span there, whether it agrees with the claim, and how it fits."""

    index: int
    span: Span
    agrees: bool
    fit: Fit


def places(words: tuple[Word, ...], document: Document, read: Callable[[str], Reading]) -> tuple[Place, ...]:
    """Return every value of the kind in ``document``, best fit first; ``read`` finds them in one passage."""
    found = [
        Place(index=index, span=span, agrees=agrees, fit=fit(words, document, index, span))
        for index, text in enumerate(document.texts)
        for span, agrees in read(text)
    ]
    return tuple(sorted(found, key=lambda place: -place.fit.score))


def best(found: Iterable[Place], *, agrees: bool) -> Place | None:
    """Return the best place whose value agrees (or does not agree) with the claim's."""
    return next((place for place in found if place.agrees is agrees), None)


def lead(found: Iterable[Place], rival: Place) -> float:
    """Return by how much ``rival`` fits better than the best place that agrees with the claim."""
    own = best(found, agrees=True)
    return rival.fit.score - (own.fit if own else NOWHERE).score
