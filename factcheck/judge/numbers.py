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
from collections.abc import Iterable, Iterator

from .. import quantity, when
from ..model import Claim, Evidence, Finding, Quantity, Span, Stance, Strength
from ..quantity import Agreement
from ._align import words_around
from ._context import Context, Document
from ._slots import Place, best, lead, places

SPEAKS = 0.45  # a place below this fit is not shown to be about the same thing
CLEAR = 0.08  # a rival must fit better than the best agreeing place by this much
_AGREES = (Agreement.SAME, Agreement.WITHIN)


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding for each number of the claim: what this passage says in its place."""
    if evidence.figure is not None:
        return
    document, index = context.document(evidence), context.place(evidence)
    for claimed in figures(claim.text):
        found = _contest(claim.text, claimed, document)
        yield _finding(claim, claimed, evidence, [place for place in found if place.index == index], found)


@functools.lru_cache(maxsize=65536)
def figures(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text that are no part of a date."""
    dates = [period.span for period in when.find(text, None)]
    return tuple(q for q in quantity.find(text) if not any(q.span.overlaps(span) for span in dates))


@functools.lru_cache(maxsize=1024)
def _contest(text: str, claimed: Quantity, document: Document) -> tuple[Place, ...]:
    """Return the places of ``document`` where a number comparable to ``claimed`` stands."""
    words = words_around(text, [claimed.span], document)

    def read(passage: str) -> Iterable[tuple[Span, bool]]:
        for stated in figures(passage):
            answer = quantity.agree(claimed, stated)
            if answer in _AGREES or answer is Agreement.DIFFERENT:
                yield stated.span, answer in _AGREES

    return places(words, document, read)


def _finding(
    claim: Claim, claimed: Quantity, evidence: Evidence, here: list[Place], everywhere: tuple[Place, ...]
) -> Finding:
    said = claimed.span.of(claim.text)
    own, rival = best(here, agrees=True), best(here, agrees=False)
    if own is not None and own.fit.score >= SPEAKS / 2:
        stance, place, reason = (
            Stance.SUPPORTS,
            own,
            f"the source has {own.span.of(evidence.text)} for {said}",
        )
    elif rival is not None and rival.fit.score >= SPEAKS and lead(everywhere, rival) >= CLEAR:
        stated = rival.span.of(evidence.text)
        stance, place = Stance.REFUTES, rival
        reason = f"the draft says {said}; the source says {stated}"
    else:
        stance, place, reason = Stance.SILENT, None, f"{said} is not in this passage"
    return Finding(
        judge="numbers",
        stance=stance,
        strength=Strength.DECISIVE if stance is not Stance.SILENT else Strength.SUGGESTIVE,
        reason=reason,
        evidence=evidence,
        claim_span=claimed.span,
        evidence_span=place.span if place else None,
        part=said,
    )
