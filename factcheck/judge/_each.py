"""For each of so many: eight trains for 400 million are 50 million apiece, and 400 million each they are not."""

from __future__ import annotations

import re

from .. import quantity
from ..model import Bound, Quantity, Span
from ..text import late

_BEHIND = late(
    r"(?:\s+[^\W\d_]+){0,2}?\s+(?:apiece|a piece|each|for each|for every|per (?:unit|piece))\b(?!\s+other\b)",
    re.I,
)
_BEFORE = late(r"\b(?:each|every one)(?: of (?:them|which|these|those))?(?: [\w’'-]+){0,6}? $", re.I)
_EACH = late(r"\b(?:apiece|a piece|each|every|per)\b", re.I)
_IN_ALL = late(r"\b(?:total|in all|altogether|all told|combined|overall)\b", re.I)
_LOOSE = 0.1  # by what part of itself "about 3,000 each" has to be off to be wrong
_UNMEASURED = ("label", "ordinal", "score", "times", "share", "%", "points")


def is_of_each(number: Quantity, text: str) -> bool:
    """Say whether a text gives a number for each of several: "50 million apiece"."""
    if number.unit in _UNMEASURED:
        return False
    clause = re.split(r"[,;:.](?=\s)", text[: number.span.start])[-1]
    return _BEHIND.match(text, number.span.end) is not None or _BEFORE.search(clause) is not None


def shared_out(number: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has what so many cost or weigh in all, of which a claim says how much each does."""
    if not is_of_each(number, claim):
        return {}
    return {
        whole.span: True
        for whole, count in _pairs(number, claim, passage)
        if _agrees(number, whole.value / count, whole.step / count)
    }


def is_of_all(number: Quantity, claim: str, stated: Quantity, passage: str) -> bool:
    """Say whether a passage gives for several together what a claim gives for each of them."""
    if not is_of_each(number, claim) or is_of_each(stated, passage) or not _IN_ALL.search(passage):
        return False
    return any(whole == stated for whole, _ in _pairs(number, claim, passage))


def shared_otherwise(number: Quantity, claim: str, passage: str) -> tuple[Quantity, float] | None:
    """Return what a claim and a passage have several come to, and their count, where each of them has less or more."""
    pairs = _pairs(number, claim, passage) if is_of_each(number, claim) and not _EACH.search(passage) else []
    given = [q for q in quantity.find(claim) if q.span != number.span]
    pairs = [(w, c) for w, c in pairs if any(quantity.agree(mine, w).holds for mine in given)]
    if len(pairs) != 1:
        return None
    (whole, count), loose = pairs[0], 0.0 if number.bound is Bound.EXACT else _LOOSE * number.value
    agrees = _agrees(number, whole.value / count, whole.step / count + loose)
    return None if agrees else pairs[0]


def _agrees(number: Quantity, apiece: float, step: float) -> bool:
    """Say whether so much for each is what a number says, as exactly as both are told."""
    if number.bound is not Bound.EXACT:
        return number.low - step <= apiece <= number.high + step
    slack = max(number.step if number.value % 1 or number.step > 1 else 0.0, step)
    return abs(apiece - number.value) <= min(slack, 0.05 * number.value)


def _pairs(number: Quantity, claim: str, passage: str) -> list[tuple[Quantity, float]]:
    """Return what a passage may have several come to, each with a count that claim and passage have in common."""
    counts = _counts(number, claim, passage)
    return [(w, c) for w in _wholes(number, passage) for c in counts if c < w.value]


def _wholes(number: Quantity, passage: str) -> list[Quantity]:
    """Return the numbers of a passage that can be what all come to: of one unit, and no less than it."""
    stated = [q for q in quantity.find(passage) if q.bound is Bound.EXACT and q.value >= number.value]
    return [q for q in stated if q.unit == number.unit or (not number.unit and quantity.is_money(q.unit))]


def _counts(number: Quantity, claim: str, passage: str) -> list[float]:
    """Return the counts that a claim and a passage have in common, of several things."""
    mine = {q.value for q in quantity.find(claim) if not q.unit and q.span != number.span}
    theirs = {q.value for q in quantity.find(passage) if not q.unit and q.bound is Bound.EXACT}
    return sorted(value for value in mine & theirs if value > 1)
