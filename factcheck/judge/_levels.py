"""Two days of one registered count against a claim that tells how far apart they lie, or only which one is higher."""

from __future__ import annotations

from collections.abc import Iterator

from .. import quantity
from ..figures import as_quantity, long_date, shown
from ..model import Claim, Evidence, Figure, Finding, Quantity, Stance
from ._change import baselines, before, change, explains, than_then
from ._context import Context
from ._decisive import decisive
from ._values import figures


def changed(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield support for a change, and for the time with which it compares, where two values lie so far apart."""
    way, now = change(claim.text, claimed), as_quantity(figure)
    for row in before(claim.text, claimed, figure, context.rows(evidence), context.written):
        old = as_quantity(row)
        if explains(claimed, way, now.value, old.value, now.unit):
            said = claimed.span.of(claim.text)
            reason = (
                f"the figure for {said} is {evidence.text}, against {shown(row)} ({long_date(row.as_of)})"
            )
            for span in (claimed.span, *baselines(claim.text)):
                yield decisive("figures", Stance.SUPPORTS, reason, span, span.of(claim.text), evidence)
            for inside in figures(claim.text):
                if any(inside.span.overlaps(span) for span in baselines(claim.text)):
                    yield decisive(
                        "figures", Stance.SUPPORTS, reason, inside.span, inside.span.of(claim.text), evidence
                    )


def against_then(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield whether the level with which a claim compares its own, saying no more than "more than", was lower."""
    way, now = than_then(claim.text, claimed), as_quantity(figure)
    if not way or not quantity.agree(claimed, now).holds:
        return
    for row in before(claim.text, claimed, figure, context.rows(evidence), context.written):
        old = as_quantity(row)
        right = (now.value - old.value) * way > 0
        reason = f"the registered figure is {evidence.text}, against {shown(row)} ({long_date(row.as_of)})"
        for span in baselines(claim.text):
            stance = Stance.SUPPORTS if right else Stance.REFUTES
            yield decisive("figures", stance, reason, span, span.of(claim.text), evidence)
