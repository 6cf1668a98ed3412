"""A finding that decides for or against a detail of a claim."""

from __future__ import annotations

from ..model import Evidence, Finding, Span, Stance, Strength


def decisive(judge: str, stance: Stance, reason: str, span: Span, part: str, evidence: Evidence) -> Finding:
    """Return a decisive finding on what stands at a span of the claim."""
    return Finding(
        judge=judge,
        stance=stance,
        strength=Strength.DECISIVE,
        reason=reason,
        evidence=evidence,
        claim_span=span,
        part=part,
    )
