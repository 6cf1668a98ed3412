"""How long: "shut for eight days" is borne out by "shut since 19 March" in a draft of the 27th.

Only where the passage names one time, so that it is of the deed that passage and claim tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from .. import when
from ..figures import long_date
from ..judge import decisive, parsed
from ..model import Bound, Claim, Evidence, Finding, Period, Quantity, Stance
from ..text import late
from ._reading import bears_out

# Days in a unit, and by how many a count of it may be off.
_UNITS = {
    "day": (1.0, 0.0),
    "week": (7.0, 2.0),
    "fortnight": (14.0, 3.0),
    "month": (30.44, 10.0),
    "year": (365.25, 90.0),
}
_FOR = late(r"\bfor(?: (?:the (?:past|last)|about|some|around))?\s*$", re.I)
PAIR = 2
_PAST = late(r"\b(?:for|in|over|during|within)(?: (?:the|these|those) (?:past|last))?\s*$", re.I)
_AHEAD = late(r"\b(?:within|in|over|during|for)(?: (?:the|these) (?:next|coming))?\s*$", re.I)
_OLD = late(r"[\s-]*old\b", re.I)
_BEGUN = late(
    r"\b(?:found(?:ed|ing)|established|built|opened|set up|began|launched|dates (?:from|back)|born|created)\b",
    re.I,
)
_EARLIER = late(r"\s*(?:earlier|before|previously|later|on)\b", re.I)
_MORE = late(r"\b(?:(?:for )?another|(?:for )?a further)\s*$", re.I)
_ON = late(r"\s*(?:more|longer)\b", re.I)
_NEARLY = late(r"\b(?:almost|nearly|close to|just under)\b", re.I)


def lasting(
    claim: Claim, item: Evidence, findings: Sequence[Finding], written: date | None
) -> Iterator[Finding]:
    """Yield support for each length of time of a claim to which the one time of a passage comes.

    :param written: the day of the draft, from which "for eight days" is counted back and "another week" on.
    """
    lengths = [q for q in claim.quantities if q.unit in _UNITS and q.value]
    times = when.find(item.text, item.published) if lengths and item.figure is None else ()
    years = [t for t in times if t.grain == "year"] if any(q.unit == "year" for q in lengths) else []
    held = [f.claim_span for f in findings if f.judge == "numbers" and bears_out(f)]
    for number in (q for q in lengths if q.unit == "year" and years):
        if said := _years(claim.text, number, years, item.text, written):
            part = number.span.of(claim.text)
            reason = f"the source has {said}, which comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)
    if len(times) != 1 or times[0].grain not in ("day", "week"):
        return
    for number in lengths:
        days = _days(claim.text, number, times[0], written)
        if days is None or any(span is not None and span.overlaps(number.span) for span in held):
            continue
        if _comes_to(claim.text, number, days):
            part, said = number.span.of(claim.text), times[0].span.of(item.text)
            until = f" to {long_date(written)}" if written and "in" not in (times[0].relation,) else ""
            reason = f"the source has {said}, which{until} comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def _years(claim: str, number: Quantity, years: Sequence[Period], passage: str, written: date | None) -> str:
    """Return the years of a passage to which a number of years comes, as they are written, or "".

    "In four years" is since 2022, "within two years" by 2028, "ten years earlier" from 2015 to 2025.
    """
    before, count = claim[: number.span.start], number.value
    aged = number.span.of(claim).endswith("old") or _OLD.match(claim, number.span.end)
    if aged:
        begun = len(years) == 1 and years[0].relation == "in" and _BEGUN.search(passage) is not None
        same = begun and written is not None and years[0].start.year == written.year - count
        return years[0].span.of(passage) if same else ""
    told = [t.span.of(passage) for t in years]
    if _EARLIER.match(claim, number.span.end):
        ends = sorted({day.year for t in years for day in (t.start, t.end) if date.min < day < date.max})
        return " and ".join(told) if len(ends) == PAIR and ends[1] - ends[0] == count else ""
    if written is None or len(years) != 1 or number.bound is not Bound.EXACT:
        return ""
    since = (
        years[0].relation == "since" and _PAST.search(before) and years[0].start.year == written.year - count
    )
    until = years[0].relation == "until" and _AHEAD.search(before)
    return told[0] if since or (until and years[0].end.year == written.year + count) else ""


def _days(claim: str, number: Quantity, time: Period, written: date | None) -> int | None:
    """Return how many days lie between the ends of what a claim gives the length of, or None."""
    before = claim[: number.span.start]
    if time.start > date.min and time.end < date.max:
        whole = time.relation == "in" and time.start < time.end and _FOR.search(before)
        return (time.end - time.start).days if whole and not _goes_on(claim, number) else None
    if written is None:
        return None
    if time.end == date.max and time.relation == "since" and _goes_on(claim, number) and _FOR.search(before):
        return (written - time.start).days
    further = _MORE.search(before) or (_FOR.search(before) and _ON.match(claim, number.span.end))
    if time.start == date.min and time.relation == "until" and further:
        return (time.end - written).days
    return None


def _goes_on(claim: str, number: Quantity) -> bool:
    """Say whether the verb of a length of time tells what has been so up to now."""
    inside = next((t for t in parsed(claim) if number.span.start <= t.idx < number.span.end), None)
    verb = (
        next((t for t in inside.ancestors if t.pos_ in ("VERB", "AUX")), None) if inside is not None else None
    )
    return verb is not None and any(
        c.dep_ == "aux" and c.lower_ in ("has", "have", "’s", "'s", "’ve") for c in verb.children
    )


def _comes_to(claim: str, number: Quantity, days: int) -> bool:
    """Say whether so many days are what a claim says; counted from the first day on there is one more."""
    unit, off = _UNITS[number.unit]
    wanted = number.value * unit
    if number.bound in (Bound.OVER, Bound.AT_LEAST):
        return wanted < days + 1 <= 1.5 * wanted + unit
    if number.bound in (Bound.UNDER, Bound.AT_MOST) or _NEARLY.search(claim[: number.span.start][-12:]):
        return wanted - unit <= days < wanted
    return any(abs(wanted - counted) <= off for counted in (days, days + 1))
