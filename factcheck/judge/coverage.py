"""Coverage: how much of what the claim says does the passage say at all?

Rule. The telling words of the claim (its names, verbs, things; numbers and dates have judges of their own) are
looked for in the passage and, by half, in the sentences beside it. A passage that has nearly all of them speaks
about the claim and can support it; one that has many is worth reading; less is silence. Coverage never refutes.

Why. Agreement on one number proves nothing when the sentence is about something else.

Example. "The mayor opened the bridge in May" is covered by "The bridge was opened by the mayor", and not by "The
mayor spoke in May".
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Claim, Evidence, Finding, Stance, Strength
from ._align import ENOUGH, SPEAKS, covered
from ._context import Context


def judge(claim: Claim, evidence: Evidence, context: Context) -> Iterator[Finding]:
    """Yield one finding: support (decisive where the passage alone is enough) or silence; ``part`` is not said."""
    if evidence.figure is not None:
        return
    share, missing = covered(claim.text, context.document(evidence), context.place(evidence))
    stance = Stance.SUPPORTS if share >= SPEAKS else Stance.SILENT
    strength = Strength.DECISIVE if share >= ENOUGH else Strength.SUGGESTIVE
    absent = ", ".join(missing)
    reason = "the source says all of it" if not missing else f"not in the source: {absent}"
    yield Finding(
        judge="coverage", stance=stance, strength=strength, reason=reason, evidence=evidence, part=absent
    )
