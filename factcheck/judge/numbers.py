"""Numbers: does the passage give the claim's number for the same thing, or another one?

Rule. Every number of the claim competes with the numbers of the source for its place, by the words around it. A
number that agrees, as an interval, supports: "more than 71,000" holds 71,424. Another number refutes only where it
fits the place clearly better than any that agrees, and where both count the same kind of thing.

Why. One wrong figure in a sentence that is otherwise right is what sinks a story, and no similarity score sees it.

Example. Claim "the council adopted it by 15 votes"; the record says "adopted by 13 votes to none": 13 stands where
the draft has 15, so the passage refutes. "The budget has 15 chapters" leaves it alone.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from .. import quantity
from ..model import Claim, Evidence, Finding, Quantity
from ..quantity import Agreement
from ._align import words_around
from ._anchor import periods
from ._context import Context, Document
from ._slots import Contest, Match, Reading, contest, elsewhere, finding

_AGREES = (Agreement.SAME, Agreement.WITHIN)


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each number of the claim: what this passage says in its place."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for claimed in figures(claim.text):
        part = claimed.span.of(claim.text)
        held = _contest(claim.text, claimed, document)
        yield elsewhere(finding("numbers", part, evidence, index, held), held)


@functools.lru_cache(maxsize=65536)
def figures(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text; what only labels (COVID-19, resolution 2803) is a name, a quarter a date."""
    dates = [period.span for period in periods(text, None)]
    found = (q for q in quantity.find(text) if q.unit != "label")
    return tuple(q for q in found if not any(q.span.overlaps(span) for span in dates))


@functools.lru_cache(maxsize=1024)
def _contest(text: str, claimed: Quantity, document: Document) -> Contest:
    """Return the numbers of ``document`` that are comparable to ``claimed``."""

    def read(passage: str) -> Reading:
        for stated in figures(passage):
            answer = quantity.agree(claimed, stated)
            if answer in _AGREES:
                yield stated.span, Match.FULL
            elif answer is Agreement.FAR:
                yield stated.span, Match.PART
            elif answer is Agreement.DIFFERENT:
                yield stated.span, Match.SLIP if alike(claimed, stated) else Match.RIVAL

    return contest(words_around(text, [claimed.span], document), document, claimed.span, read)


def alike(claimed: Quantity, stated: Quantity) -> bool:
    """Say whether two numbers of three digits or more differ as a slip of the pen does: one digit, or two swapped."""
    one, other = (f"{quantity.value:g}".replace(".", "") for quantity in (claimed, stated))
    if len(one) != len(other) or len(one.rstrip("0")) < 3:
        return False
    apart = [index for index in range(len(one)) if one[index] != other[index]]
    return len(apart) == 1 or (len(apart) == 2 and sorted(one) == sorted(other))
