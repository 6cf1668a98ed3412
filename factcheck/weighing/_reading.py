"""What one passage says of a claim, and the row of the table that this makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ..model import Evidence, Fidelity, Finding, Stance, Strength

# Shares of the claim that a passage has to say; fitted on five of the ten desks of benchmarks/desk.
SUPPORTS, REFUTES, PARTLY = 0.7, 0.7, 0.35
ASSERTED = 0.6  # what a passage that lacks the very assertion has to say to be worth a "partly"
COUNTERED = 0.4  # what a passage that says the contrary of just what the claim is about has to say of it
OWN = 2  # words of a claim that a passage without its numbers and dates has to have to be read for it
GRASP = 2  # things of a claim that a passage has to say itself: one word in common bears nothing out
HARD = ("numbers", "dates", "hours", "figures", "quotes")  # details without which a claim is not borne out
MEASURED = 0.6  # the share that is enough where the figures judge found the claim's own measure
UNSAID = 0.85  # what has to be said of a claim whose very assertion is not, and that gives no number


@dataclass(
    frozen=True, kw_only=True
)  # no slots: what is asked of a reading again and again is worked out once
class Reading:
    """What one passage says of a claim: its share of the claim's words, and the details found, lost and not said."""

    evidence: Evidence
    share: float
    borne_out: (
        float  # the same share, new words weighing as much as the rarest: what is new is what has to be shown
    )
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]
    unsaid: bool  # whether half or more of what the claim says of its subject is missing
    wholes: tuple[tuple[str, str], ...] = ()  # each share of the claim with that of which it is one
    # Asked only where the answer hangs on it, which is so for one passage in four:
    vetoes: Callable[[], tuple[str, ...]] = (
        tuple  # what of the claim neither passage nor what it is about has
    )
    turns: Callable[[], bool] = (
        bool  # whether a "not" or a "denied" turns one of the two round, not the other
    )
    stranger: Callable[[], bool] = bool  # whether it tells a part of it of somebody else
    # Whether a name of the claim is missing, or it denies with "not" or "never" what is said:
    strange: Callable[[], bool] = bool
    provisional: Callable[[], str] = (
        str  # the word by which it calls provisional what the claim tells plainly
    )
    # How many of the claim's things the passage itself says: words that name nobody, a name, numbers and days:
    grasp: Callable[[], int] = int
    own: int = 0  # how many of the claim's words the passage itself has, without what it is known to be about
    very: int = 0  # how many of the claim's very words the passage has
    worked_out: str = ""  # how a number of the claim comes from two of the passage
    replaced: bool = False  # whether a newer release replaces that of the passage
    left: tuple[
        str, ...
    ] = ()  # the claim's numbers that a registered figure, which has one, leaves to be found
    unborne: tuple[str, ...] = ()  # of these, what nothing else bears out either
    countered: bool = False  # whether the passage says the contrary of just what the claim is about

    @cached_property
    def lost(self) -> tuple[Finding, ...]:
        """Return the decisive refutations of details that the passage does not bear out elsewhere."""
        held = {(f.claim_span, f.part) for f in self.findings if is_decisive(f, Stance.SUPPORTS)}
        return tuple(
            f for f in self.findings if is_decisive(f, Stance.REFUTES) and (f.claim_span, f.part) not in held
        )

    @cached_property
    def borne(self) -> frozenset[str]:
        """Return the numbers, dates and names of the claim that the passage bears out."""
        return frozenset(
            f.part for f in self.findings if is_decisive(f, Stance.SUPPORTS) and f.judge in (*HARD, "names")
        )

    @cached_property
    def of_others(self) -> frozenset[str]:
        """Return the numbers that the passage has and gives for something else than the claim: "165 women".

        So it does with a share of another whole: 69.3 percent of 8,119 is nothing to "69.3 percent of the 67,173".
        """
        lost = [f.part for f in self.lost if f.judge == "numbers"]
        away = (
            [] if self.evidence.figure else [part for part, whole in self.wholes if whole not in self.borne]
        )
        return frozenset(
            part for part in self.borne if part in away or any(one.startswith(f"{part} ") for one in lost)
        )

    def without(self, borne: frozenset[str]) -> Reading:
        """Return this reading with silence for its refutations of details that another passage bears out.

        A passage still does not have them itself: a detail that is not lost is not borne out by that. A registered
        figure has its own number only, and leaves the others to be found elsewhere.
        """
        if not borne:
            return self
        against = [f for f in self.findings if f.stance is Stance.REFUTES and f.part in borne]
        alone = self.evidence.figure is not None
        kept = (hushed(f) if f in against else f for f in self.findings if not (alone and f in against))
        return replace(self, findings=tuple(kept))

    def completed(self, borne: frozenset[str]) -> Reading:
        """Return this reading without the numbers that it leaves and nothing else bears out either."""
        unborne = tuple(part for part in self.left if part not in borne)
        return replace(self, unborne=unborne) if unborne else self

    @cached_property
    def nameless(self) -> tuple[str, ...]:
        """Return what keeps the passage from bearing the claim out at any share, in words of the claim."""
        return (*self.vetoes(), *self.unborne)

    @cached_property
    def early(self) -> str:
        """Return the word by which the passage calls provisional, or foresees, what the claim tells plainly, or ""."""
        return self.provisional()

    @cached_property
    def turned(self) -> bool:
        """Say whether one of claim and passage is turned round by a "not" or a "denied" and the other is not."""
        return self.turns()

    @property
    def unopposed(self) -> Reading:
        """Return this reading as of a release that a newer one replaces: what it says counts for a claim only."""
        return replace(self.without(frozenset(f.part for f in self.lost)), replaced=True)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Return the numbers, dates and quotations of the claim that the passage does not have."""
        return undetailed(self.findings)

    @property
    def counted(self) -> bool:
        """Say whether a number of the claim is the passage's."""
        return any(bears_out(f) and f.judge in ("numbers", "figures") for f in self.findings)

    @cached_property
    def answer(self) -> Fidelity:
        """Return the row of the table."""
        if self.lost:
            misquoted = any(
                f.judge == "quotes" for f in self.lost
            )  # the words themselves show what it is about
            least = COUNTERED if self.countered else REFUTES
            return Fidelity.CONTRADICTED if self.share >= least or misquoted else Fidelity.UNVERIFIED
        if self.evidence.figure is not None and not self.counted:
            return Fidelity.UNVERIFIED  # a figure says its number, not all that its measure speaks of
        if (
            (self.own or self.counted)
            and self.shown
            and not self.absent
            and (self.counted or self.grasp() >= GRASP)
            and not (self.early or self.nameless or self.turned)
        ):
            return Fidelity.SUPPORTED
        if self.absent and self.own < OWN and not self.counted and not self.renamed:
            return Fidelity.UNVERIFIED  # one word in common, and another number or day, is another matter
        if not self.counted and not self.renamed and self.stranger():
            return Fidelity.UNVERIFIED
        least = ASSERTED if self.unsaid and not self.counted else PARTLY
        return Fidelity.PARTLY if self.share >= least or self.renamed else Fidelity.UNVERIFIED

    @property
    def shown(self) -> bool:
        """Say whether enough of the claim is said: of a registered figure its measure, of a passage all that is new."""
        if any(f.judge == "figures" and is_decisive(f, Stance.SUPPORTS) for f in self.findings):
            return self.share >= MEASURED
        return self.borne_out >= (UNSAID if self.unsaid and not self.counted else SUPPORTS)

    @property
    def renamed(self) -> str:
        """Return the reason where the draft quotes a name that the source does not use, or a quotation nearly."""
        return next(
            (f.reason for f in self.findings if f.judge == "quotes" and f.stance is Stance.REFUTES), ""
        )


def hushed(finding: Finding) -> Finding:
    """Return a finding that does not count as silence about its detail, which stays to be found."""
    return replace(finding, stance=Stance.SILENT, strength=Strength.SUGGESTIVE)


def bears_out(finding: Finding) -> bool:
    """Say whether a finding is enough for a detail: "in 2025" of a day in 2025 is, 67,173 of "71,000" is not."""
    sure = finding.strength is Strength.DECISIVE or finding.judge == "dates"
    return finding.stance is Stance.SUPPORTS and sure


def undetailed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the numbers, dates and quotations of a claim that its passage does not bear out."""
    held = {f.part for f in findings if bears_out(f) and f.judge != "coverage"}
    parts = (f.part for f in findings if f.judge in HARD and f.part not in held)
    return tuple(dict.fromkeys(part for part in parts if part))


def is_decisive(finding: Finding, stance: Stance) -> bool:
    return finding.stance is stance and finding.strength is Strength.DECISIVE and finding.judge != "coverage"


def renames(finding: Finding) -> bool:
    """Say whether a passage has another name in the place of the claim's."""
    return finding.judge == "names" and is_decisive(finding, Stance.REFUTES)


def lacking(reading: Reading) -> str:
    """Return what keeps a passage from bearing a claim out, in words of the claim."""
    missing = dict.fromkeys((*reading.absent, *reading.missing, *reading.nameless))
    # "Saint, Orsola, Saint Orsola" names one thing.
    told = [
        part for part in missing if not any(f" {part} " in f" {other} " for other in missing if other != part)
    ]
    if missing:
        return f"not in the source: {', '.join(told)}"
    return (
        "one of draft and source denies what the other tells"
        if reading.turned
        else "the source says only part of it"
    )
