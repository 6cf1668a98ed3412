"""Slot competition: which value of a source stands where the claim's value stands.

Every value of the same kind in the document competes for the place that the detail has in the claim, by the words
around it (see ``_align``). The claim's own value, where the source has it, competes too. A detail loses its place
only to another value that clearly fits better; where nothing fits well, nobody wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from ..model import Evidence, Finding, Span, Stance, Strength
from ._align import Fit, Word, bag, fits
from ._context import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How well a rival must fit to take a place, for one kind of value.

    ``alone``: where the source does not have the claim's own value; ``against``: where it does; ``beaten``: by how
    much better than the best place of the claim's own value; ``implied``: where only the day of the document speaks;
    ``touching``: by how much more the words that touch the detail touch a value that keeps its place.
    """

    alone: float
    against: float
    beaten: float
    implied: float = 1.0
    touching: float = 1.0


# Fitted on perturbed claims of the development sets, benchmarks/fit_judge.py. Of dates, few compete for a place. A
# document that was brought for the claim speaks of its subject; of a registry's many, most speak of another.
NUMBERS = Bar(alone=0.2, against=0.25, beaten=0.15, touching=0.2)
NUMBERS_BROUGHT = Bar(alone=0.15, against=0.15, beaten=0.1, touching=0.2)
DATES = Bar(alone=0.2, against=0.25, beaten=0.15, implied=0.3)
DATES_BROUGHT = Bar(alone=0.06, against=0.15, beaten=0.1, implied=0.2)
ALONE = 0.2  # a place that fits worse is about something else
BESIDE = 0.1  # in its own passage or next to it, the claim's value may fit worse by this much
COARSE = 0.5  # what a place counts that bears the claim's value out only as far as it goes
LIKE = 0.2  # what it counts for a rival to be nearly the claim's value
STRAYED = 0.1  # what it costs a rival to be the object of another deed
OUT_OF_PLACE = 0.1  # a value of the claim that fits worse is in the document for another reason
STRAY = 0.1  # how much better it may fit where only the time of the document speaks against it
FAR_BEHIND = 0.5  # or if it fits less than half as well
OWN = 0.12  # how well the claim's own value must fit to count as found


class Match(Enum):
    """How a value of the source stands to the claim's: the same, the same as far as it goes, or another."""

    FULL = 1
    NEAR = 2  # not borne out, not excluded either
    PART = 3
    RIVAL = 4
    SLIP = 5  # another value that differs from the claim's in one part only, as slips do
    IMPLIED = 6  # another value, which the passage does not give itself
    TIMELY = 7  # the claim's own value may hold, though the passage does not give it


OURS = (Match.FULL, Match.NEAR, Match.PART)
Reading = Iterable[tuple[Span, Match]]


class Place(NamedTuple):
    """A value in the source: its passage, its span there, how it stands to the claim's, and how it fits."""

    passage: int  # its index in the document
    span: Span
    match: Match
    fit: Fit
    loss: float = 0.0  # what a judge takes off, for a reason of its own

    @property
    def score(self) -> float:
        """Return how well the place fits, in view of what stands there."""
        if self.match is Match.PART:
            return COARSE * self.fit.score
        likeness = LIKE if self.match is Match.SLIP and self.fit.here else 0.0
        return self.fit.score + likeness - self.loss


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """All values that compete for one detail of a claim in one document, best fit first."""

    detail: Span
    places: tuple[Place, ...]
    bar: Bar = NUMBERS

    def own(self, index: int | None = None) -> Place | None:
        """Return the best place of the claim's own value (in one passage)."""
        return self._best(lambda place: place.match in OURS, index)

    def rival(self, index: int | None = None) -> Place | None:
        """Return the best place of another value (in one passage)."""
        stated = self._best(lambda place: place.match in (Match.RIVAL, Match.SLIP), index)
        return stated or self._best(lambda place: place.match is Match.IMPLIED, index)

    def _best(self, wanted: Callable[[Place], bool], index: int | None) -> Place | None:
        here = (place for place in self.places if index is None or place.passage == index)
        return next((place for place in here if wanted(place)), None)

    def weighed(self, loss: Callable[[Place], float]) -> Contest:
        """Return the same contest with places marked down."""
        costs = map(loss, self.places)
        places = [
            one if cost == one.loss else one._replace(loss=cost)
            for one, cost in zip(self.places, costs, strict=True)
        ]
        return replace(self, places=tuple(sorted(places, key=lambda place: -place.score)))

    def won_by(self, rival: Place | None) -> bool:
        """Say whether ``rival`` takes the place of the claim's value in this document.

        A value of the claim that stands beside its rival keeps its place: both are in the story.
        """
        own = self.own()
        if rival is None or self._timely(rival):
            return False
        if own is None:
            return rival.score >= (self.bar.implied if rival.match is Match.IMPLIED else self.bar.alone)
        if rival.match is Match.IMPLIED:
            stray = own.score < max(OUT_OF_PLACE + STRAY, FAR_BEHIND * rival.score)
            return stray and rival.score - own.score >= self.bar.implied
        if rival.score < self.bar.against or self._touched(rival):
            return False
        beside = any(
            place.match in OURS
            and abs(place.passage - rival.passage) <= 1
            and place.score >= rival.score - BESIDE
            for place in self.places
        )
        return not beside and rival.score - own.score >= self.bar.beaten

    def _touched(self, rival: Place) -> bool:
        """Say whether the very words that touch the detail touch the claim's value somewhere, and not ``rival``."""
        return any(
            p.match in OURS and p.fit.touch - rival.fit.touch >= self.bar.touching for p in self.places
        )

    def _timely(self, rival: Place) -> bool:
        """Say whether a passage without a value tells it better than ``rival`` does, and the claim's may hold there."""
        untold = self._best(lambda place: place.match is Match.TIMELY, None)
        return untold is not None and untold.score > rival.score


def contest(
    words: tuple[Word, ...],
    document: Document,
    detail: Span,
    read: Callable[[str], Reading],
    bar: Bar = NUMBERS,
) -> Contest:
    """Return how every value of the kind in ``document`` fits; ``read`` finds them in one passage."""
    stated = [(index, *one) for index, text in enumerate(document.texts) for one in read(text)]
    fitting = fits(words, document, [(index, span) for index, span, _ in stated]) if stated else ()
    found = [
        Place(passage=index, span=span, match=match, fit=how)
        for (index, span, match), how in zip(stated, fitting, strict=True)
    ]
    return Contest(detail=detail, places=tuple(sorted(found, key=lambda place: -place.score)), bar=bar)


def finding(judge: str, part: str, evidence: Evidence, index: int, held: Contest) -> Finding:
    """Return what one passage says of a detail: its value, another one in its place, or nothing."""
    own, rival = held.own(index), held.rival(index)
    strength = Strength.DECISIVE
    if held.won_by(rival) and rival is not None:
        stance, place = Stance.REFUTES, rival
        reason = f"the draft says {part}; the source says {rival.span.of(evidence.text)}"
        if rival.match is Match.IMPLIED:
            reason = f"the draft says {part}; the source tells it as news of another time"
    elif own is not None and own.score >= OWN and not held.won_by(held.rival()):
        stance, place = (Stance.SILENT if own.match is Match.NEAR else Stance.SUPPORTS), own
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


def elsewhere(found: Finding, index: int, held: Contest) -> Finding:
    """Return a finding, supporting where another passage of the document has the claim's value and keeps it."""
    own = held.own()
    if found.stance is not Stance.SILENT or own is None or held.won_by(held.rival()):
        return found
    borne = own.match is Match.FULL and own.score >= OUT_OF_PLACE
    strength = Strength.DECISIVE if borne else Strength.SUGGESTIVE
    here = held.own(index)
    reason = f"the source has {found.part} in passage {own.passage + 1}"
    return replace(
        found,
        stance=Stance.SUPPORTS,
        strength=strength,
        reason=reason,
        evidence_span=here.span if here else None,
    )


def strayed(verb: frozenset[str], document: Document, place: Place, cost: float = STRAYED) -> float:
    """Return what a rival loses where the verb that governs the detail is not in its passage (half, if beside it)."""
    if place.match in OURS or not verb or not verb.isdisjoint(bag(document.texts[place.passage])):
        return 0.0
    beside = any(not verb.isdisjoint(bag(text)) for text in document.around(place.passage))
    return cost / 2 if beside else cost


def kept(found: Finding, evidence: Evidence) -> Finding:
    """Return a finding, silent where a registered figure would refute a name or a date: its text is a label."""
    if evidence.figure is None or found.stance is not Stance.REFUTES:
        return found
    return replace(found, stance=Stance.SILENT, strength=Strength.SUGGESTIVE, evidence_span=None)


def without_slips(found: list[tuple[Span, Match]]) -> Reading:
    """Yield what a passage has for a value: where it has that very value, no other one is a slip of it."""
    full = any(match is Match.FULL for _, match in found)
    yield from ((span, Match.RIVAL if full and match is Match.SLIP else match) for span, match in found)
