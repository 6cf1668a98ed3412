"""Two days of one registered count against a claim that tells how far apart they lie, or only which one is higher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from .. import quantity
from ..figures import as_quantity, dated
from ..model import Bound, Claim, Evidence, Figure, Finding, Period, Quantity, Stance
from ..quantity import Agreement
from ..text import late
from ._change import baselines, before, between_days, change, compared, explains, moved_to, steps, than_then
from ._context import Context
from ._decisive import decisive
from ._values import figures, periods

# Before the second of two levels, what says that it is the earlier one: "4,877, up from 4,462".
_SET_AGAINST = late(
    r"(?:\b(?:(?:up|down) (?:slightly |sharply )?from|against|after|compared (?:with|to)|versus|having been|had been"
    r"|from)\s+(?:(?:about|around|some|just|only|nearly|the)\s+)*)$",
    re.I,
)
# A way that is told of a longer time than that since the last row.
_LONG_WAY = late(
    r"\b(?:since|from|over|within|during|this (?:year|season)|so far|years|decades?|record)\b", re.I
)
CORRECTED = 0.95  # by more than a twentieth no count is corrected downwards in silence
LONGEST = timedelta(days=400)  # between two rows of one measure that a draft tells as one step


def set_against(text: str, number: Quantity, figure: Figure, context: Context) -> bool:
    """Say whether a number of a text is the earlier level beside the figure's own: "4,877, up from 4,462"."""
    if not _SET_AGAINST.search(text[: number.span.start]):
        return False
    day = _its_day(text, number, context)
    if day is not None and day.start <= figure.as_of <= day.end:
        return False  # "after 83.50 on Monday", where the figure is Monday's
    own = as_quantity(figure)
    return any(q.span.end <= number.span.start and quantity.agree(q, own).holds for q in figures(text))


def earlier_level(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield whether the level with which a claim sets the figure's against each other is that of the row before."""
    said, day, rows = (
        claimed.span.of(claim.text),
        _its_day(claim.text, claimed, context),
        context.rows(evidence),
    )
    if day is not None:  # "from 6.7 percent in July"
        then = tuple(r for r in rows if day.start <= r.as_of <= day.end and r.as_of < figure.as_of)[-1:]
    else:
        then = before(claim.text, claimed, figure, rows, context.written)
    for row in then:
        answer = quantity.agree(claimed, as_quantity(row))
        was = dated(row)
        reason = f"the figure for {said} is {was}, before {evidence.text}"
        if answer.holds:
            told = [b for b in baselines(claim.text) if b.start >= claimed.span.end] + (
                [day.span] if day else []
            )
            for span in dict.fromkeys((claimed.span, *told)):
                yield decisive("figures", Stance.SUPPORTS, reason, span, span.of(claim.text), evidence)
        elif answer is Agreement.DIFFERENT:
            reason = f"the draft says {said}; the registered figure was {was}, before {evidence.text}"
            yield decisive("figures", Stance.REFUTES, reason, claimed.span, said, evidence)


def _its_day(text: str, number: Quantity, context: Context) -> Period | None:
    """Return the time that stands right behind a number of a text: "6.7 percent in July"."""
    behind = ((p, text[number.span.end : p.span.start].split()) for p in periods(text, context.written))
    return next((p for p, gap in behind if len(gap) == 1 and gap[0] in ("in", "on", "at")), None)


def turned_round(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield a refutation where a claim has a count go from the figure to what it was before: "fell from 61 to 52"."""
    for span, old, new, _ in steps(claim.text):
        if claimed.span.start != span.start or not figure.low == figure.high == old:
            continue
        first = [row for row in context.rows(evidence) if row.low == row.high == new]
        if first and all(row.as_of < figure.as_of for row in first):
            was = dated(first[-1])
            reason = f"the draft says {span.of(claim.text)}; the registered figure was {was}, before {evidence.text}"
            yield decisive("figures", Stance.REFUTES, reason, span, span.of(claim.text), evidence)


def headed(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield a refutation where a claim has the figure rise to what the row before was above, or fall from below."""
    way, now = moved_to(claim.text, claimed), as_quantity(figure)
    if not way or _LONG_WAY.search(claim.text) or not quantity.agree(claimed, now).holds:
        return
    for row in [row for row in context.rows(evidence) if row.as_of < figure.as_of][-1:]:
        old = as_quantity(row)
        if (now.value - old.value) * way < 0 and figure.as_of - row.as_of <= LONGEST:
            said, up = claimed.span.of(claim.text), "up" if way > 0 else "down"
            was = dated(row)
            reason = (
                f"the draft has it go {up} to {said}; the registered figure was {was}, before {evidence.text}"
            )
            yield decisive("figures", Stance.REFUTES, reason, claimed.span, f"{up} to {said}", evidence)


def changed(
    claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure, context: Context
) -> Iterator[Finding]:
    """Yield support for a change, and for the time with which it compares, where two values lie so far apart."""
    way, now = change(claim.text, claimed), as_quantity(figure)
    for row in before(claim.text, claimed, figure, context.rows(evidence), context.written):
        old = as_quantity(row)
        if explains(claimed, way, now.value, old.value, now.unit):
            said = claimed.span.of(claim.text)
            reason = f"the figure for {said} is {evidence.text}, against {dated(row)}"
            for span in (claimed.span, *compared(claim.text)):
                yield decisive("figures", Stance.SUPPORTS, reason, span, span.of(claim.text), evidence)
            for inside in figures(claim.text):
                if any(inside.span.overlaps(span) for span in compared(claim.text)):
                    yield decisive(
                        "figures", Stance.SUPPORTS, reason, inside.span, inside.span.of(claim.text), evidence
                    )
        elif between_days(claim.text, claimed, row, figure, context.written) and claimed.unit in (
            "",
            now.unit,
        ):
            said = claimed.span.of(claim.text)
            reason = f"the draft says {said}; the registered figures are {_two(row, figure)}"
            yield decisive("figures", Stance.REFUTES, reason, claimed.span, said, evidence)


def _two(first: Figure, last: Figure) -> str:
    return " and ".join(map(dated, (first, last)))


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
        reason = f"the registered figure is {evidence.text}, against {dated(row)}"
        for span in baselines(claim.text):
            stance = Stance.SUPPORTS if right else Stance.REFUTES
            yield decisive("figures", stance, reason, span, span.of(claim.text), evidence)


def out_of_line(
    claim: Claim,
    claimed: Quantity,
    days: Sequence[Period],
    evidence: Evidence,
    figure: Figure,
    context: Context,
) -> Iterator[Finding]:
    """Yield a refutation where a count that only grows has no row for the day of a claim, and cannot have been so then.

    What stood at 481 on the 24th was not 392 on the 27th, be it corrected by a little.
    """
    named = [
        p
        for p in days
        if p.grain == "day"
        and (p.relation == "until" or (p.relation == "in" and p.start == p.end != figure.counted_from))
    ]
    if figure.counted_from is None or len(named) != 1 or claimed.bound in (Bound.UNDER, Bound.AT_MOST):
        return
    rows, day = context.rows(evidence), named[0].end
    earlier = [row for row in rows if row.as_of < day][-1:]
    later = [row for row in rows if row.as_of > day][:1]
    if any(row.as_of == day for row in rows) or not rows:
        return
    low = [row for row in earlier if claimed.high < row.low * CORRECTED]
    high = [row for row in later if claimed.low * CORRECTED > row.high]
    if low or high:
        said = claimed.span.of(claim.text)
        shown_rows = " and ".join(map(dated, (*earlier, *later)))
        reason = f"the draft says {said}; the registered figures about that day are {shown_rows}"
        yield decisive("figures", Stance.REFUTES, reason, claimed.span, said, evidence)
