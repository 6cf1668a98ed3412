"""Counts over a stretch of time, "in January, 77 were killed", against a count that only grows.

Rule. A registered count says since when it runs, and a row how high it stood on a day. What a claim counts within a
stretch that began later is no level of it but the way between two rows: 415 by the end of December and 492 on
28 January are 77 in January. Rows come late and days are reported together, so a number is borne out only where rows
stand at both ends of the stretch, and refuted only where it is more than the rows on both sides of it can hold.

Why. The running total told as the toll of the month is a slip that looks right: the number is in the source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from .. import quantity
from ..figures import as_quantity, dated
from ..lexicon.calendar import unit
from ..model import Claim, Evidence, Figure, Finding, Period, Quantity, Stance
from ..text import late
from ._change import change, explains
from ._context import Context, root_of
from ._decisive import decisive
from ._levels import CORRECTED
from ._rates import rate_of
from ._values import figures, periods

_A_DAY, _FEW = timedelta(days=1), timedelta(days=3)
_YOUNG = timedelta(days=366)  # what is counted for years takes in, late, what happened long before
_SLACK = 0.1  # by how much of itself a stretch and its rows may be apart, where that is more than a few days
_FAR = 2  # times the count of a stretch: a running total, where no later row shows the most that it can be
_SINCE = late(r"\b(?:since|after|as of|until|till|up to)\b")
_OF_THESE = late(
    r"\s+of (?:them|these|those|whom|which)(?: (?:alone|died|were killed|came))?(?: (?:in|during|on))?\s+"
)
_DAYS = {"day": 1, "week": 7}
_COUNTS_SINCE = late(r"\bsince\b")
_RECORD = late(r"\b(?:[a-z]{3,}est|record|worst|most|least|first|last)\b[^.;,]{0,40} since\b")
# Words of a level, which a count has on a day of the stretch: "in January the toll reached 492".
_LEVEL = late(
    r"\b(?:tolls?|tall(?:y|ies)|total(?:s|led|ling|ed)?|overall|cumulative|in all|had|st[ao][no]ds?|standing"
    r"|reach(?:es|ed|ing)|passe?[sd]?|passing|top(?:s|ped|ping)|hit(?:s|ting)?|exceed(?:s|ed|ing)|cross(?:es|ed|ing)"
    r"|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)|gr[eo]wn?|br(?:ought|ings?|inging)|count|number(?:s|ed)?)\b"
)
# Who does nothing but tell: "on Wednesday the ministry reported 492 dead" dates the report.
_TELLS = late(
    r"\b(?:report|sa(?:y|id)|announce|put|record|list|count|register|publish|confirm|g[ai]ve|update|figure|is|are"
    r"|ha(?:s|ve) been)"
)


def stretch(text: str, days: Sequence[Period], counted_from: date) -> Period | None:
    """Return the stretch of time of which a claim counts, where it began later than a count; None for a level."""
    if _LEVEL.search(text):
        return None
    found = [p for p in days if p.relation in ("in", "since", "after") and p.start > date.min]
    if len(found) != 1 or found[0].start - counted_from <= _FEW:
        return None
    only = found[0]
    if only.anchored and only.partial[1] and only.partial == (counted_from.month, counted_from.day):
        return None  # "after October 7" is of the year that everybody knows
    others = text[: found[0].span.start] + text[found[0].span.end :]
    day = only.relation == "in" and only.start == only.end
    told = day and (_TELLS.search(text) or not _happened(text))
    return None if told or _SINCE.search(others) else only


def stretch_of_these(
    text: str, number: Quantity, days: Sequence[Period], counted_from: date
) -> Period | None:
    """Return the stretch in which a part of a count fell: "492 were killed, 77 of them in January"."""
    behind = _OF_THESE.match(text, number.span.end)
    own = (p for p in days if behind is not None and p.relation == "in" and p.span.start == behind.end())
    return next((p for p in own if p.start - counted_from > _FEW), None)


def _happened(text: str) -> bool:
    """Say whether a sentence has a verb of the past that is no "have": "649 bodies recovered" is a line of a table."""
    verb = root_of(text)
    if verb is None or verb.tag_ not in ("VBD", "VBN"):
        return False
    sure = verb.lemma_ == "die" or any(t.dep_ == "dobj" for t in verb.children)
    return sure or any(t.tag_ == "VBD" for t in verb.children if t.dep_ == "auxpass")


def over(
    claim: Claim, claimed: Quantity, within: Period, evidence: Evidence, context: Context
) -> Iterator[Finding]:
    """Yield whether the rows about a stretch leave room for the number that a claim counts in it."""
    rows, end = context.rows(evidence), min(within.end, context.written or within.end)
    said, ways = claimed.span.of(claim.text), tuple(_ways(within, end, rows))
    fits = [way for way in ways if quantity.agree(claimed, way.as_quantity()).holds]
    most = _most(within, end, rows)
    if fits:
        reason = f"the figure for {said} is {fits[0].grown:,.0f}: {fits[0].told()}"
        for span in (claimed.span, within.span):
            yield decisive("figures", Stance.SUPPORTS, reason, span, span.of(claim.text), evidence)
    elif most is not None and claimed.low * CORRECTED > most.grown:
        yield _refuted(claim, claimed, within, evidence, most.told())
    elif most is None and ways and claimed.low > _FAR * ways[0].grown and _is_a_level(claimed, rows):
        yield _refuted(claim, claimed, within, evidence, ways[0].told())


def grew_over(
    claim: Claim, claimed: Quantity, days: Sequence[Period], evidence: Evidence, context: Context
) -> Iterator[Finding]:
    """Yield support for "rose by 77 in January" where the rows about the month lie so far apart."""
    way, rows = change(claim.text, claimed), context.rows(evidence)
    for within in (p for p in days if p.relation == "in" and date.min < p.start < p.end):
        for one in _ways(within, min(within.end, context.written or within.end), rows):
            unit = as_quantity(one.last).unit
            if one.first and explains(claimed, way, one.last.low, one.first.low, unit):
                reason = f"the figure for {claimed.span.of(claim.text)} is {one.grown:,.0f}: {one.told()}"
                for span in (claimed.span, within.span):
                    yield decisive("figures", Stance.SUPPORTS, reason, span, span.of(claim.text), evidence)
                return


def on_average(claim: Claim, claimed: Quantity, evidence: Evidence, figure: Figure) -> Iterator[Finding]:
    """Yield support for "four a day since the ceasefire" where a count, shared out over its days, comes to as many."""
    length = _DAYS.get(rate_of(claim.text, claimed))
    if length is None or figure.counted_from is None or figure.low != figure.high:
        return
    each = length * figure.low / ((figure.as_of - figure.counted_from).days + 1)
    close = claimed.low - claimed.step <= each <= claimed.high + claimed.step
    if close or quantity.agree(claimed, replace(as_quantity(figure), value=each, low=each, high=each)).holds:
        said = claimed.span.of(claim.text)
        reason = f"the figure for {said} is {each:.1f}: {evidence.text}"
        yield decisive("figures", Stance.SUPPORTS, reason, claimed.span, said, evidence)


class _Way(NamedTuple):
    """Two rows between which a count grew; the first is None where it began in between."""

    first: Figure | None
    last: Figure

    @property
    def grown(self) -> float:
        return self.last.high - (self.first.low if self.first else 0.0)

    def as_quantity(self) -> Quantity:
        return replace(as_quantity(self.last), value=self.grown, low=self.grown, high=self.grown)

    def told(self) -> str:
        """Return the two rows as an editor reads them."""
        ends = [dated(row) for row in self if row is not None]
        return (
            f"the registered count went from {' to '.join(ends)}"
            if self.first
            else f"the registered count was {ends[0]}"
        )


def _ways(within: Period, end: date, rows: Sequence[Figure]) -> Iterator[_Way]:
    """Yield what a count grew by in a stretch, where rows stand at both its ends.

    Of a stretch between two days copy counts from the first of them as often as from the day before.
    """
    if any(row.counted_from is None or within.start - row.counted_from > _YOUNG for row in rows):
        return
    slack = _A_DAY if within.start == end else max(_FEW, (end - within.start) * _SLACK)
    last = [row for row in rows if within.start <= row.as_of <= end and end - row.as_of <= slack][-1:]
    if within.start == end:
        last = [row for row in last if row.as_of == end]
    first = [row for row in rows if within.start - slack <= row.as_of < within.start][-1:]
    if within.grain == "day":
        first += [row for row in rows if row.as_of == within.start < end]
    yield from (_Way(one, other) for one in first for other in last)


def _most(within: Period, end: date, rows: Sequence[Figure]) -> _Way | None:
    """Return the rows outside a stretch, between which lies all that it can hold; None where no row is late enough."""
    first = [row for row in rows if row.as_of < within.start]
    after = [row for row in rows if row.as_of >= end]
    return _Way(first[-1] if first else None, after[0]) if after else None


def of_another_stretch(claim: Claim, evidence: Evidence, context: Context) -> bool:
    """Say whether a claim counts within a stretch, and a passage only since a day or an event before it."""
    dated = periods(evidence.text, evidence.published)
    since = _COUNTS_SINCE.search(evidence.text)
    if since is None or any(p.relation == "in" and p.span.start < since.start() for p in dated):
        return False
    begun = next((p.start for p in dated if p.span.start >= since.start()), date.min)
    return stretch(claim.text, periods(claim.text, context.written), begun) is not None


def running_total(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield a refutation where a claim counts within a stretch what a passage counts since a day long before it."""
    days = periods(evidence.text, evidence.published)
    if (
        _RECORD.search(evidence.text)
        or len(days) != 1
        or days[0].relation != "since"
        or days[0].start == date.min
    ):
        return
    latest = unit(days[0].start, days[0].grain)[1]  # "since 2024" may be since its last month
    within = stretch(claim.text, periods(claim.text, context.written), latest)
    if within is None:
        return
    for claimed in figures(claim.text):
        if claimed.unit == "" and any(q.low == q.high == claimed.value for q in figures(evidence.text)):
            way = f"the source has it {days[0].span.of(evidence.text)}"
            yield _refuted(claim, claimed, within, evidence, way)


def _refuted(claim: Claim, claimed: Quantity, within: Period, evidence: Evidence, way: str) -> Finding:
    said, when = claimed.span.of(claim.text), within.span.of(claim.text)
    reason = f"the draft counts {said} ({when}); {way}"
    return decisive("figures", Stance.REFUTES, reason, claimed.span, f"{said} {when}", evidence)


def _is_a_level(claimed: Quantity, rows: Sequence[Figure]) -> bool:
    return any(quantity.agree(claimed, as_quantity(row)).holds for row in rows)
