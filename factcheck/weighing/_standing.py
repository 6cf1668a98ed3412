"""What standing a passage's words have: a draft, a proposal, an interim finding or a forecast decides nothing yet.

A draft that "foresees" a fee does not bear "agreed on a fee" out; where the matter is the same and the claim says that
it is decided, it refutes. Told plainly, without a word for how provisional it is, such a passage bears out a part.
"""

from __future__ import annotations

import re

from ..judge import parsed

UNSETTLED = re.compile(
    r"\b(?:drafts?|draft(?:ed)?|propos(?:al|als|es|ed)|working papers?|consultation|foresees?|foresaw|interim"
    r"|preliminary|provisional(?:ly)?|tentative(?:ly)?|would|recommend(?:s|ed)"
    r"|suggest(?:s|ed)|put to (?:a|the) vote)\b",
    re.I,
)
_EARLY = re.compile(
    r"\b(?:drafts?|proposals?|working papers?|consultation|interim|preliminary|provisional(?:ly)?|tentative(?:ly)?)\b",
    re.I,
)
_FORESEEN = re.compile(r"\b(?:forecasts?|expect(?:s|ed)|project(?:s|ed|ions?)|predict(?:s|ed|ions?))\b", re.I)
_WILL = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.I)
_HEDGE = re.compile(
    r"\b(?:would|could|may|might|should|plan(?:s|ned)?|hop(?:e|es|ed)|want(?:s|ed)?|estimat\w+|foresee\w*|consider\w*"
    r"|discuss\w*|early|earlier|initial\w*|first report|so far|before|paper|not|no|reject\w*|refus\w*)\b",
    re.I,
)
_DECIDED = re.compile(
    r"\b(?:agreed|settled|ordered|approved|decided|adopted|granted|fixed|imposed|certified|finali[sz]ed|final|signed|passed"
    r"|enacted|ruled|ratified|concluded|made|introduced)\b",
    re.I,
)


def decided(claim: str, passage: str) -> str:
    """Return the word by which a claim calls settled what a passage only proposes, or ""."""
    if not UNSETTLED.search(passage) or UNSETTLED.search(claim) or _HEDGE.search(claim):
        return ""
    known = {word.casefold() for word in _DECIDED.findall(passage)}
    return next((word for word in _DECIDED.findall(claim) if word.casefold() not in known), "")


def early(claim: str, passage: str) -> str:
    """Return the word by which a passage calls provisional, or foresees, what a claim tells plainly, or ""."""
    if UNSETTLED.search(claim) or _HEDGE.search(claim) or _FORESEEN.search(claim):
        return ""
    found = _EARLY.search(passage) or (_WILL.search(claim) and _FORESEEN.search(passage))
    return found.group() if found else _planned(claim, passage)


def _planned(claim: str, passage: str) -> str:
    """Return a word for a passage that says "is to release" where the claim tells plainly that it was done, or ""."""
    root = next((t for t in parsed(claim) if t.head.i == t.i and t.tag_ == "VBD" and t.lemma_ != "be"), None)
    if root is None:
        return ""
    found = re.search(rf"\b(?:(?:is|are) to|will|shall|plans? to) {re.escape(root.lemma_)}\b", passage)
    return f"a plan (“{found.group()}”)" if found else ""
