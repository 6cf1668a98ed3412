"""What remains as it was, beside what is changed: "lowers the age for tractors to 17. The age for lorries remains 21".

The number of the one and the name of the other stand in one passage; a claim that joins them is told by neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .. import bm25, quantity
from ..judge import parsed
from ..judge._decisive import decisive
from ..model import Claim, Evidence, Finding, Stance
from ..text import late
from ._placing import shown
from ._synonyms import forms_of, told

_REMAINS = late(
    r"(?:^|[.;]\s+(?:but |and |while )?)(?P<kept>(?P<who>[^.;:]{4,80}?) (?:remains?|stays?|is still|are still"
    r"|continues? to be) (?P<what>(?:[^.;]|\.\d)*\d(?:[^.;]|\.\d)*|unchanged|(?:as|what) it (?:was|is)))",
    re.I,
)
_KEPT = late(
    r"\b(?:remain\w*|stay\w*|keep\w*|kept|unchanged|still|both|all|every|unlike|while|whereas|but)\b", re.I
)
_OF = frozenset({"for", "of", "on", "at", "in", "to"})


def of_what_remains(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a refutation where a claim gives a new number to what a passage has remain as it was."""
    found = _REMAINS.search(item.text) if not _KEPT.search(claim.text) else None
    if found is None:
        return
    rest = item.text[: found.start("kept")] + item.text[found.end("kept") :]
    apart = [
        word for word in _told_apart(found["who"]) if told(rest).isdisjoint(forms_of(word, found["who"]))
    ]
    named = [word for word in apart if not told(claim.text).isdisjoint(forms_of(word, found["who"]))]
    if not named or not _has_another(claim.text, rest):
        return
    own = {one.value for one in quantity.find(found["kept"])}
    for one in findings:
        at = one.evidence_span
        if (
            one.judge != "numbers"
            or one.stance is not Stance.SUPPORTS
            or at is None
            or one.claim_span is None
        ):
            continue
        mine = quantity.at(claim.text, one.claim_span)
        if not found.start("kept") <= at.start < found.end("kept") and (
            mine is None or mine.value not in own
        ):
            reason = f"the draft gives {one.part} for {named[0]}; the source says “{shown(found['kept'])}”"
            yield decisive(
                "numbers", Stance.REFUTES, reason, one.claim_span, f"{one.part} for {named[0]}", item
            )
            return


def _told_apart(who: str) -> list[str]:
    """Return the nouns that tell apart what remains: "lorries" of "age for lorries", "train" of "train fare"."""
    nouns = [t for t in parsed(who) if t.pos_ in ("NOUN", "PROPN")]
    behind = [t.text for t in nouns if t.dep_ == "pobj" and t.head.lower_ in _OF]
    return behind or [t.text for t in nouns if t.dep_ in ("compound", "amod", "poss")]


def _has_another(claim: str, rest: str) -> bool:
    """Say whether what is changed is told apart by a noun that a claim has not: "for tractors"."""
    held = told(claim)
    behind = (t for t in parsed(rest) if t.pos_ in ("NOUN", "PROPN") and t.dep_ in ("pobj", "compound"))
    return any(
        held.isdisjoint(bm25.terms(t.text)) and held.isdisjoint(forms_of(t.text, rest)) for t in behind
    )
