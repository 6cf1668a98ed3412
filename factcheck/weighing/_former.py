"""What a number of a passage was before it changed: "six services a day, down from eleven" tells six.

A draft that gives eleven for today has the right number of the wrong time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import quantity
from ..model import Claim, Evidence, Finding, Quantity
from ._placing import refuting

_FROM = re.compile(
    r"(?:\b(?:down|up|reduced|cut|lowered|raised|increased) from|\binstead of|\brather than"
    r"|, (?:compared (?:with|to)|(?:as )?against|not)) (?:the )?"
    r"(?:(?:previous|former|earlier|old|planned|usual|present) )?$",
    re.I,
)
# A claim that speaks of the time before, or of both times, has the number in its place.
_THEN = re.compile(
    r"\b(?:before|previous(?:ly)?|former(?:ly)?|earlier|until|used to|had|once|were|was|no longer)\b"
    r"|\b(?:from|than|instead of|rather than|against|compared (?:with|to)) (?:the )?(?P<number>\S)",
    re.I,
)


def former(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim gives for now the number that a passage gives for before."""
    if item.figure is not None:
        return
    held = quantity.find(item.text)
    then = [m.start("number") for m in _THEN.finditer(claim.text)]
    for one in claim.quantities if -1 not in then else ():
        fits = [place for place, other in enumerate(held) if quantity.agree(one, other).holds]
        if one.span.start not in then and len(fits) == 1 and fits[0] and _is_former(held[fits[0]], item.text):
            now = held[fits[0] - 1].span.of(item.text)
            ours, old = one.span.of(claim.text), held[fits[0]].span.of(item.text)
            reason = f"the draft says {ours}; the source has {now}, and {old} for before"
            yield refuting("numbers", reason, one.span, ours, item)


def _is_former(one: Quantity, passage: str) -> bool:
    return _FROM.search(passage[max(0, one.span.start - 40) : one.span.start]) is not None
