"""For what time or thing a number is: "900 tonnes of ore a day", "six a head", "120,000 a year for each patient"."""

from __future__ import annotations

import re
from dataclasses import replace

from .. import quantity
from ..model import Quantity

_RATED = (
    "second|minute|hour|day|week|month|year|kilomet(?:re|er)|met(?:re|er)|mile|acre|hectare|tonne|ton|litre|liter|gallon"
    "|barrel|head|person|pupil|student|patient|household|family|share|ticket|seat|dose|vote|game|match"
    "|semester|term|quarter|night|shift|child|employee"
)
_PER = re.compile(rf"(?:\s+[^\W\d_]+){{0,4}}?\s+(?:an?|per|each|every)\s+(?P<time>{_RATED})\b", re.I)
_FURTHER = re.compile(
    rf"(?:\s+[\w’'-]+){{0,2}}?,?\s+(?:per|(?:for |and )?(?:an?|each|every))\s+(?P<time>{_RATED})\b", re.I
)
# "For each week of delay it pays 200": what stands before the number, with no other number between.
_FOR_EACH = re.compile(rf"\b(?:for|in) (?:each|every) (?P<time>{_RATED})\b[^\d.;:]*$", re.I)
_EACH = re.compile(r"\b(?:daily|weekly|monthly|yearly|annual|annually|hourly|apiece|each|every|per)\b", re.I)
_HEADS, _PEOPLE = ("head", "person"), ("head", "person", "pupil", "student", "patient", "child", "employee")
_SO_MANY = {("month", "year"): 12, ("quarter", "year"): 4, ("day", "week"): 7}  # of the one in the other
_IN_ALL = re.compile(
    r"\b(?:in total|a total of|in all|altogether|overall|so far|to date|by the end of)\b", re.IGNORECASE
)


def rate_of(text: str, number: Quantity) -> str:
    """Return for what time or thing a number is, "day" of "900 tonnes of ore a day", "head" of "six a head", or ""."""
    found = _PER.match(text, number.span.end) or _FOR_EACH.search(text[: number.span.start])
    return found["time"].casefold() if found else ""


def of_no_rate(rate: str, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives a number as a whole, where the claim says how much it is "a day", "a kilometre"."""
    told = _EACH.search(passage) or re.search(rf"\ban? {rate}\b", passage, re.I)
    return bool(rate) and not rate_of(passage, stated) and not told


def of_another_time(rate: str, passage: str, stated: Quantity) -> bool:
    """Say whether a passage gives the number for another time, or in all, where the claim gives it for ``rate``."""
    theirs = rate_of(passage, stated)
    if not rate or rate in _further_rates(passage, stated):
        return False
    if (rate in _HEADS and theirs in _PEOPLE) or (theirs in _HEADS and rate in _PEOPLE):
        return False  # "so much a head" of so many pupils
    return theirs not in ("", rate) or (not theirs and _IN_ALL.search(passage) is not None)


def _further_rates(text: str, number: Quantity) -> tuple[str, ...]:
    """Return what else a number is for: the patient of "120,000 a year for each patient"."""
    first = _PER.match(text, number.span.end)
    behind = _FURTHER.match(text, first.end()) if first else None
    return (behind["time"].casefold(),) if behind else ()


def by_rate(claim: str, number: Quantity, passage: str) -> str:
    """Return what a passage has for each of the several of which a claim gives what all come to, or "".

    "9,000 per semester, with two semesters a year" is 18,000 a year.
    """
    whole = rate_of(claim, number)
    for one in quantity.find(passage) if whole else ():
        part = rate_of(passage, one)
        many = (_how_many(part, whole, passage) or _SO_MANY.get((part, whole), 0)) if part else 0
        if many and one.unit == number.unit:
            all_of_it = replace(
                one, value=many * one.value, low=many * one.low, high=many * one.high, step=many * one.step
            )
            if quantity.agree(number, all_of_it).holds:
                return f"{one.span.of(passage)} a {part}"
    return ""


def _how_many(part: str, whole: str, passage: str) -> float:
    """Return of how many parts a passage says that a whole has them: "two semesters a year"."""
    named = re.compile(rf"\s+{part}s\b", re.I)
    counts = (q for q in quantity.find(passage) if q.unit == part or named.match(passage, q.span.end))
    return next((q.value for q in counts if rate_of(passage, q) == whole), 0.0)
