"""Claims that are quotations, and what the judges find inside the words of one that a passage has word for word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..model import Claim, Finding, Stance
from ._claim import is_direct
from ._reading import is_decisive

_MARKS = frozenset('"“”')


def as_quoted(claim: Claim) -> Claim:
    """Return a claim that is a direct quotation with its marks: what stands inside them has to be verbatim."""
    if not is_direct(claim) or _MARKS & set(claim.text):
        return claim
    return replace(claim, text=f"“{claim.text}”", quantities=(), periods=())


def outside_quotations(found: Sequence[Finding]) -> Sequence[Finding]:
    """Return findings without what else is found wrong inside words that the passage has word for word."""
    verbatim = [
        f.claim_span for f in found if f.judge == "quotes" and f.stance is Stance.SUPPORTS and f.claim_span
    ]
    return [
        f
        for f in found
        if f.judge == "quotes"
        or is_decisive(f, Stance.SUPPORTS)
        or f.claim_span is None
        or not any(span.covers(f.claim_span) for span in verbatim)
    ]


def unquoted(finding: Finding) -> bool:
    """Say whether a finding is of a quotation that the passage has not even nearly: its words are words to be found."""
    return finding.judge == "quotes" and finding.stance is Stance.SILENT
