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
_UNMEASURED = ("label", "ordinal", "score", "times", "share", "%", "points")


def is_of_each(number: Quantity, text: str) -> bool:
    """Say whether a text gives a number for each of several: "50 million apiece"."""
    if number.unit in _UNMEASURED or number.bound is not Bound.EXACT:
        return False
    clause = re.split(r"[,;:.](?=\s)", text[: number.span.start])[-1]
    return _BEHIND.match(text, number.span.end) is not None or _BEFORE.search(clause) is not None


def shared_out(number: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has what so many cost or weigh in all, of which a claim says how much each does."""
    if not is_of_each(number, claim):
        return {}
    return {
        whole.span: True
        for whole in _wholes(number, passage)
        for count in _counts(number, claim, passage)
        if _agrees(number, whole, count)
    }


def is_of_all(number: Quantity, claim: str, stated: Quantity, passage: str) -> bool:
    """Say whether a passage gives for several together what a claim gives for each of them."""
    if not is_of_each(number, claim) or is_of_each(stated, passage) or not _IN_ALL.search(passage):
        return False
    return stated in _wholes(number, passage) and bool(_counts(number, claim, passage))


def shared_otherwise(number: Quantity, claim: str, passage: str) -> tuple[Quantity, float] | None:
    """Return what a claim and a passage have several come to, and their count, where each of them has less or more."""
    counts = (
        _counts(number, claim, passage) if is_of_each(number, claim) and not _EACH.search(passage) else []
    )
    given = [q for q in quantity.find(claim) if q.span != number.span]
    wholes = [q for q in _wholes(number, passage) if any(quantity.agree(mine, q).holds for mine in given)]
    if len(counts) != 1 or len(wholes) != 1 or _agrees(number, wholes[0], counts[0]):
        return None
    return wholes[0], counts[0]


def _agrees(number: Quantity, whole: Quantity, count: float) -> bool:
    """Say whether a whole is shared out so, as exactly as it is told."""
    slack = max(
        number.step if number.value % 1 or number.step > 1 else 0.0, whole.step / count if count else 0.0
    )
    return abs(whole.value / count - number.value) <= min(slack, 0.05 * number.value)


def _wholes(number: Quantity, passage: str) -> list[Quantity]:
    """Return the numbers of a passage that can be what all come to: of one unit, and far above any count."""
    stated = [q for q in quantity.find(passage) if q.bound is Bound.EXACT and q.value >= number.value]
    return [q for q in stated if q.unit == number.unit or (not number.unit and quantity.is_money(q.unit))]


def _counts(number: Quantity, claim: str, passage: str) -> list[float]:
    """Return the counts that a claim and a passage have in common, of several things."""
    mine = {q.value for q in quantity.find(claim) if not q.unit and q.span != number.span}
    theirs = {q.value for q in quantity.find(passage) if not q.unit and q.bound is Bound.EXACT}
    return sorted(value for value in mine & theirs if 1 < value < number.value)
