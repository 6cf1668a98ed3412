"""What the walk stops at and shows: items, their order, and which of them a view lets through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..model import Credit, Currency, Fidelity, Report, Stance, Strength, Verdict
from ..text import fold
from ..wire import speaker_name
from .answers import OPEN, Answer
from .carry import Reopened
from .decisions import CLAIM_ACTIONS, Action, Decision
from .points import Point

POINT_ACTIONS = (Action.TICKED, Action.WAIVED, Action.ASK)


class Kind(StrEnum):
    """What an item is."""

    CLAIM = "claim"
    POINT = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A stop of the walk: a claim with its verdict, or a point with what the tool says of it.

    ``decision`` is what stands, ``reopened`` why an earlier decision does not, ``notes`` what was noted on it.
    """

    id: str
    kind: Kind
    text: str
    verdict: Verdict | None = None
    point: Point | None = None
    answer: Answer | None = None
    decision: Decision | None = None
    reopened: Reopened | None = None
    notes: tuple[Decision, ...] = ()
    needed: bool = True

    @property
    def decided(self) -> bool:
        """Say whether nothing is left to do here."""
        if self.kind is Kind.POINT:
            return self.answer is not None and self.answer.state != OPEN
        return self.decision is not None and self.decision.closes

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return what can be done here, notes aside."""
        if self.kind is Kind.CLAIM:
            return CLAIM_ACTIONS
        blocked = self.point is not None and self.point.kind == "verified"
        return (Action.WAIVED, Action.ASK) if blocked else POINT_ACTIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is shown: claims with one of these labels, of this speaker, with these words; open items only."""

    labels: frozenset[str] = frozenset()
    speaker: str = ""
    words: str = ""
    open_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What has to be typed before an action is done: which part of it, and the question."""

    action: Action
    part: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A line for the trail; with the time and the person it is an entry (:func:`factcheck.trail.append`)."""

    what: str
    claim: str = ""
    text: str = ""
    why: str = ""
    data: tuple[tuple[str, str], ...] = ()
    snapshots: tuple[str, ...] = ()


_FIRST = (Fidelity.CONTRADICTED, Fidelity.DISPUTED)


def urgency(item: Item) -> tuple[int, float]:
    """Return the place of a claim in the walk: what is wrong first, then what is unsure, then what is borne out."""
    verdict = item.verdict
    assert verdict is not None
    steps = (
        verdict.fidelity in _FIRST,
        verdict.attribution is Credit.WRONG_SPEAKER,
        verdict.currency in (Currency.OUTDATED, Currency.UNDATED),
        verdict.attribution in (Credit.MISSING, Credit.UNCONFIRMED),
        verdict.fidelity is Fidelity.PARTLY,
        verdict.fidelity is Fidelity.UNVERIFIED,
        verdict.fidelity is Fidelity.SUPPORTED,
    )
    place = next((number for number, holds in enumerate(steps) if holds), len(steps))
    return place if item.needed else place + len(steps), -verdict.claim.checkworthy


def seen(item: Item, view: View, report: Report) -> bool:
    """Say whether a view lets an item through."""
    if view.open_only and item.decided:
        return False
    if view.words and fold(view.words).text not in fold(item.text).text:
        return False
    if item.verdict is None:
        return not (view.labels or view.speaker)
    verdict = item.verdict
    labels = {verdict.label, verdict.fidelity.value, verdict.attribution.value, verdict.currency.value}
    if view.labels and not view.labels & labels:
        return False
    if not view.speaker:
        return True
    speaker = speaker_name(verdict.claim, report.article.text) or ""
    return fold(view.speaker).text in fold(speaker).text


def finding(verdict: Verdict) -> tuple[str, str, tuple[str, ...]]:
    """Return what two claims have to share to have the same finding: the verdict, and its reason or lost details."""
    wrong = verdict.findings if verdict.fidelity in _FIRST else ()
    lost = (f for f in wrong if f.stance is Stance.REFUTES and f.strength is Strength.DECISIVE)
    parts = tuple(sorted({f"{f.judge}:{f.part or f.reason}" for f in lost}))
    return verdict.label, "" if parts else verdict.reason, parts
