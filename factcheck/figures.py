"""Registered figures as quantities and as words, so that one rule of agreement and one spelling serve all rooms."""

from __future__ import annotations

import functools
import math
import re
from datetime import date

from .lexicon.number_marks import UNIT_AFTER, UNIT_NAMES
from .lexicon.units import SCALE_WORDS
from .model import Bound, Figure, Quantity, Span

_PER_CENT = re.compile(r"\b(?:per ?cent|percentage)(?! points?\b)\b", re.IGNORECASE)
_IN = re.compile(r"\bin(?=\s)|^(?=\w)", re.IGNORECASE)
_SCALES = ("thousand", "million", "billion", "trillion")


def as_quantity(figure: Figure, unit: str = "") -> Quantity:
    """Return a figure as a quantity; one without a unit has its measure's ("in percent"), else the one asked about."""
    measured, scale = unit_of(figure.measure)
    low, high = figure.low * scale, figure.high * scale
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
        unit=figure.unit or measured or unit,
        bound=bound,
        step=0.5 if value.is_integer() and scale == 1 else 0.0,
    )


@functools.lru_cache(maxsize=4096)
def unit_of(measure: str) -> tuple[str, float]:
    """Return the unit that a measure names ("tonnes of sand", "sales in million euros") and its scale; "" for none."""
    if _PER_CENT.search(measure):
        return "%", 1.0
    for at in _IN.finditer(measure):
        words = measure[at.end() :].lstrip()
        first, _, rest = words.partition(" ")
        scale = SCALE_WORDS[first.casefold()] if first.casefold() in _SCALES else 1.0
        found = UNIT_AFTER.match(f" {rest if scale != 1 else words}")
        name = UNIT_NAMES[found.lastgroup or ""] if found else ""
        if found and (at.group() or re.match(r" of\b", f" {words}"[found.end() :])):
            return name, scale
        if scale != 1:
            return "", scale  # "in million marks": a currency that no table knows
    return "", 1.0


def shown(figure: Figure) -> str:
    """Return the value as a desk writes it: "71,424", "12 to 15", "at least 500 EUR", "3.5%"."""
    low, high = number(figure.low), number(figure.high)
    text = low if figure.low == figure.high else f"{low} to {high}"
    if math.isinf(figure.high):
        text = f"at least {low}"
    elif math.isinf(figure.low):
        text = f"at most {high}"
    return text + (figure.unit if figure.unit == "%" else f" {figure.unit}".rstrip())


def dated(figure: Figure) -> str:
    """Return the value with its day: "492 (28 January 2026)"."""
    return f"{shown(figure)} ({long_date(figure.as_of)})"


def number(value: float) -> str:
    """Return a number with thousands commas and no idle decimals."""
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.6f}".rstrip("0")


def long_date(day: date) -> str:
    """Return a date as a news desk writes it: 13 January 2026."""
    return f"{day.day} {day:%B} {day.year}"
