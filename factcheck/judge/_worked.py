"""What a passage's numbers leave to be worked out: the rest of a whole, what stood there before it doubled, a share.

"Doubled to 32" says that there were 16, "80,000, of which the city pays a quarter and sponsors the rest" that sponsors
pay 60,000, "nine of the fifteen backed it" that six did not. Who tells that tells no other number.
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import NamedTuple

from .. import quantity
from ..model import Quantity, Span
from ..text import late
from ._each import shared_out
from ._polarity import may_deny
from ._rates import over_time
from ._summed import added_up
from ._values import figures

PAIR = 2  # numbers: what is worked out takes two
_TO = late(r"(?:\s+[\w’'-]+){0,8}?\s+to\s+$")
_FROM = late(r"(?:\s+[\w’'-]+){0,5}?\s+from\s+$")
_OR_SO_MUCH = late(
    r"\s+of\s[^,;.]{3,60},\s+or\s+(?:about\s+|some\s+)?$"
)  # "60 percent of the costs, or 9 million"
_THEN = late(r"(?:\s+[\w’'-]+){0,3}?\s+(?:and|or|but|then)\s+$")
_WHAT = late(r"(?:\s+[\w’'-]+){0,2}?,\s+$")
_EQUALLY = late(r"\b(?:equally|in half|half each|fifty-fifty)\b", re.I)
_MANY = late(r"(?:twice|double|three times|four times|half)$", re.I)
_REST = late(r"\bthe (?:rest|remainder|others?)\b", re.I)
_MARGIN = late(r"\b(?:majority|margin|lead) of (?:(?:just|only|some|about) )?$", re.I)
LEFT = late(
    r"\b(?:other|others|remain(?:s|ed|ing)?|stay(?:s|ed)?|rest|left|keep|keeps|kept|still|only|just)\b", re.I
)
MULTIPLIED = late(r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)", re.I)
TIMES_AS = late(r"\s+(?:as|more|less|fewer|the|higher|larger|bigger|greater|over|that|its|what)\b", re.I)


class Worked(NamedTuple):
    """A value that two numbers of a passage come to, the unit, and where the second of them stands."""

    value: float
    unit: str
    span: Span
    left: bool  # whether it is the rest of a whole, of which the contrary is so, or only may be meant


def comes_to(claimed: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has the numbers that come to the claimed one, each with whether that bears it out."""
    stated = figures(passage)
    paid = over_time(claimed, claim, passage) | shared_out(claimed, claim, passage)
    if not stated or (len(stated) < PAIR and stated[0].unit != "%" and not _EQUALLY.search(passage)):
        return paid  # most passages; the rest costs a reading
    apart = may_deny(claim) or LEFT.search(claim) is not None
    found = {
        one.span: not one.left or apart
        for one in _worked(passage)
        if one.value == claimed.value and one.unit == claimed.unit
    }
    if _MARGIN.search(claim[: claimed.span.start]):
        found |= _ahead_by(claimed.value, stated)
    return found | _completed(claimed, claim, passage) | added_up(claimed, claim, passage) | paid


def _ahead_by(margin: float, stated: tuple[Quantity, ...]) -> dict[Span, bool]:
    """Return where two counts that follow each other lie so far apart: a majority of 12 of 94 votes to 82."""
    pairs = (
        (one, other) for one, other in itertools.pairwise(stated) if "label" not in (one.unit, other.unit)
    )
    return {one.span: True for one, other in pairs if one.value - other.value == margin > 0}


def _completed(claimed: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has the whole that a claim breaks up: "sells two and keeps five" of "two of his seven"."""
    others = [q for q in figures(claim) if q.span != claimed.span and q.unit == claimed.unit]
    return {
        part.whole.span: True
        for part in (quantity.parts(passage) if others else ())
        if any(part.part.value == q.value and q.value + claimed.value == part.whole.value for q in others)
    }


@functools.lru_cache(maxsize=16384)
def _worked(passage: str) -> tuple[Worked, ...]:
    numbers = figures(passage)
    found = [
        Worked(part.whole.value - part.part.value, part.whole.unit, part.whole.span, True)
        for part in (quantity.parts(passage) if len(numbers) >= PAIR else ())
        if part.part.unit in ("", part.whole.unit)  # "40 million euros, of which 26 million"
    ]
    for one, other in itertools.pairwise(numbers):
        between = passage[one.span.end : other.span.start]
        if one.unit == "times" and MULTIPLIED.fullmatch(one.span.of(passage)) and one.value:
            if _TO.fullmatch(between):
                found.append(Worked(other.value / one.value, other.unit, other.span, False))
            if _FROM.fullmatch(between):
                found.append(Worked(other.value * one.value, other.unit, other.span, False))
        if other.unit == "times" and other.value and one.unit not in ("times", "share", "label"):
            if _THEN.fullmatch(between) and MULTIPLIED.fullmatch(other.span.of(passage)):
                found.append(Worked(one.value * other.value, one.unit, one.span, True))
            if _WHAT.fullmatch(between) and _MANY.match(other.span.of(passage)):
                found.append(Worked(one.value / other.value, one.unit, one.span, False))
        if one.unit in ("%", "share") and one.value and _OR_SO_MUCH.fullmatch(between):
            part = one.value / 100 if one.unit == "%" else one.value
            found.append(Worked(other.value / part, other.unit, other.span, False))
        if other.unit == "share" and one.unit not in ("share", "times", "ordinal", "label", "score", "%"):
            share = Worked(one.value * other.value, one.unit, one.span, False)
            rest = Worked(one.value - share.value, one.unit, one.span, False)
            found += [share, *([rest] if _REST.search(passage, other.span.end) else [])]
    if _EQUALLY.search(passage):
        found += [
            Worked(q.value / 2, q.unit, q.span, True) for q in numbers if q.unit not in ("times", "ordinal")
        ]
    found += [Worked(100 - q.value, "%", q.span, True) for q in numbers if q.unit == "%"]
    return tuple(found)
