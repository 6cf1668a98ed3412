"""Slot competition: which value of a source stands where the claim's value stands.

Every value of the same kind in the document competes for the place that the detail has in the claim, by the words
around it (see ``_align``). The claim's own value, where the source has it, competes too. A detail loses its place
only to another value that clearly fits better; where nothing fits well, nobody wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from ..model import Evidence, Finding, Span, Stance, Strength
from ._align import Fit, Word, fit
from ._context import Document

ALONE = 0.27  # how well a rival must fit where the source does not have the claim's own value
BEATEN = 0.10  # by how much it must fit better than the best place of the claim's own value
BESIDE = 0.25  # in its own passage or next to it, the claim's value may fit worse by this much
OWN = 0.12  # how well the claim's own value must fit to count as found


class Match(Enum):
    """How a value of the source stands to the claim's: the same, the same as far as it goes, or another."""

    FULL = 1
    PART = 2
    RIVAL = 3


Reading = Iterable[tuple[Span, Match]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value in the source: its passage, its span there, how it stands to the claim's, and how it fits."""

    index: int
    span: Span
    match: Match
    fit: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """All values that compete for one detail of a claim in one document, best fit first."""

    detail: Span
    places: tuple[Place, ...]

    def own(self, index: int | None = None) -> Place | None:
        """Return the best place of the claim's own value (in one passage)."""
        return self._best(lambda place: place.match is not Match.RIVAL, index)

    def rival(self, index: int | None = None) -> Place | None:
        """Return the best place of another value (in one passage)."""
        return self._best(lambda place: place.match is Match.RIVAL, index)

    def _best(self, wanted: Callable[[Place], bool], index: int | None) -> Place | None:
        here = (place for place in self.places if index is None or place.index == index)
        return next((place for place in here if wanted(place)), None)

    def won_by(self, rival: Place | None) -> bool:
        """Say whether ``rival`` takes the place of the claim's value in this document.

        A value of the claim that stands beside its rival keeps its place: both are in the story.
        """
        if rival is None or rival.fit.score < ALONE:
            return False
        own = self.own()
        if own is None:
            return True
        beside = any(
            place.match is not Match.RIVAL
            and abs(place.index - rival.index) <= 1
            and place.fit.score >= rival.fit.score - BESIDE
            for place in self.places
        )
        return not beside and rival.fit.score - own.fit.score >= BEATEN


def contest(
    words: tuple[Word, ...], document: Document, detail: Span, read: Callable[[str], Reading]
) -> Contest:
    """Return how every value of the kind in ``document`` fits; ``read`` finds them in one passage."""
    found = [
        Place(index=index, span=span, match=match, fit=fit(words, document, index, span))
        for index, text in enumerate(document.texts)
        for span, match in read(text)
    ]
    return Contest(detail=detail, places=tuple(sorted(found, key=lambda place: -place.fit.score)))


def finding(judge: str, part: str, evidence: Evidence, index: int, held: Contest) -> Finding:
    """Return what one passage says of a detail: its value, another one in its place, or nothing."""
    own, rival = held.own(index), held.rival(index)
    strength = Strength.DECISIVE
    if held.won_by(rival) and rival is not None:
        stance, place = Stance.REFUTES, rival
        reason = f"the draft says {part}; the source says {rival.span.of(evidence.text)}"
    elif own is not None and own.fit.score >= OWN and not held.won_by(held.rival()):
        stance, place = Stance.SUPPORTS, own
        strength = Strength.DECISIVE if own.match is Match.FULL else Strength.SUGGESTIVE
        reason = f"the source has {own.span.of(evidence.text)} for {part}"
    else:
        stance, place, strength = Stance.SILENT, None, Strength.SUGGESTIVE
        reason = f"{part} is not in this passage"
    return Finding(
        judge=judge,
        stance=stance,
        strength=strength,
        reason=reason,
        evidence=evidence,
        claim_span=held.detail,
        evidence_span=place.span if place else None,
        part=part,
    )


def elsewhere(found: Finding, held: Contest) -> Finding:
    """Return a finding, supporting where another passage of the document has the claim's value and keeps it."""
    own = held.own()
    if found.stance is not Stance.SILENT or own is None or held.won_by(held.rival()):
        return found
    strength = Strength.DECISIVE if own.match is Match.FULL else Strength.SUGGESTIVE
    reason = f"the source has {found.part} in passage {own.index + 1}"
    return replace(found, stance=Stance.SUPPORTS, strength=strength, reason=reason)


def kept(found: Finding, evidence: Evidence) -> Finding:
    """Return a finding, silent where a registered figure would refute a name or a date: its text is a label."""
    if evidence.figure is None or found.stance is not Stance.REFUTES:
        return found
    return replace(found, stance=Stance.SILENT, strength=Strength.SUGGESTIVE, evidence_span=None)
