"""The numbers and dates of a passage, read once however many claims touch it."""

from __future__ import annotations

import functools
from datetime import date

from .. import quantity, when
from ..model import Period, Quantity
from ._clock import hours


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
    """Return the periods of a passage, read once."""
    return when.find(text, reference)
