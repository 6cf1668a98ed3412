"""Registered figures as quantities and as words, so that one rule of agreement and one spelling serve all rooms."""

from __future__ import annotations

import math
import re
from datetime import date

from .model import Bound, Figure, Quantity, Span

_PER_CENT = re.compile(r"\b(?:per ?cent|percentage)(?! points?\b)\b", re.IGNORECASE)


def as_quantity(figure: Figure, unit: str = "") -> Quantity:
    """Return a figure as a quantity; one without a unit has its measure's ("in percent"), else the one asked about."""
    low, high = figure.low, figure.high
    bound = Bound.EXACT if low == high else Bound.RANGE
    value = (low + high) / 2
    if math.isinf(high):
        bound, value = Bound.AT_LEAST, low
    elif math.isinf(low):
        bound, value = Bound.AT_MOST, high
    return Quantity(
        span=Span(start=0, end=0),
        value=value,
        low=low,
        high=high,
        unit=figure.unit or ("%" if _PER_CENT.search(figure.measure) else unit),
        bound=bound,
        step=0.5 if value.is_integer() else 0.0,
    )


def shown(figure: Figure) -> str:
    """Return the value as a desk writes it: "71,424", "12 to 15", "at least 500 EUR", "3.5%"."""
    low, high = number(figure.low), number(figure.high)
    text = low if figure.low == figure.high else f"{low} to {high}"
    if math.isinf(figure.high):
        text = f"at least {low}"
    elif math.isinf(figure.low):
        text = f"at most {high}"
    return text + (figure.unit if figure.unit == "%" else f" {figure.unit}".rstrip())


def number(value: float) -> str:
    """Return a number with thousands commas and no idle decimals."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.6f}".rstrip("0")


def long_date(day: date) -> str:
    """Return a date as a news desk writes it: 13 January 2026."""
    return f"{day.day} {day:%B} {day.year}"
