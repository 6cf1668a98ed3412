"""The numbers and dates of a passage, read once however many claims touch it."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from datetime import date, timedelta

from .. import quantity, when
from ..model import Period, Quantity, Span
from ..text import late
from ._clock import hours

_NOT = late(
    r"(?:\b(?:not?|never|nobody|neither|none)\b|n['’]t\b)(?! (?:more|less|fewer|only|just)\b)[^.;:]*$", re.I
)
_EARLIEST = late(r"\W{1,2}at the (?P<first>earliest|latest)\b", re.I)
_DAY = timedelta(days=1)


@functools.lru_cache(maxsize=65536)
def figures(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text; what only labels (COVID-19, resolution 2803) is a name, a quarter a date.

    Nor are the hours of the clock numbers of anything.
    """
    dates = [*(period.span for period in periods(text, None)), *(hour.span for hour in hours(text))]
    found = (q for q in quantity.find(text) if q.unit != "label")
    return tuple(q for q in found if not any(q.span.overlaps(span) for span in dates))


@functools.lru_cache(maxsize=65536)
def periods(text: str, reference: date | None) -> tuple[Period, ...]:
    """Return the periods of a passage, read once: "not before May" is from May on, "not after" it until then."""
    return tuple(_turned(period, text) for period in when.find(text, reference))


def _turned(period: Period, text: str) -> Period:
    """Return a time that a text denies, or calls the earliest, as the time that this leaves."""
    first = _EARLIEST.match(text, period.span.end) if " at the " in text else None
    if first is not None and period.relation == "in":
        span = Span(start=period.span.start, end=first.end())
        if first["first"] == "earliest":
            return replace(period, end=date.max, relation="since", span=span)
        return replace(period, start=date.min, relation="until", span=span)
    if period.relation not in ("before", "after") or not _NOT.search(text[: period.span.start]):
        return period
    if period.partial[0]:
        return replace(period, relation="since" if period.relation == "before" else "until")
    if period.relation == "before" and date.min < period.end < date.max:
        return replace(period, start=period.end + _DAY, end=date.max, relation="since")
    if period.relation == "after" and period.start > date.min:
        return replace(period, start=date.min, end=period.start - _DAY, relation="until")
    return period
