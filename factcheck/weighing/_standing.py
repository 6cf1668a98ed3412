"""What standing a passage's words have: a draft, a proposal, an interim finding or a forecast decides nothing yet.

A draft that "foresees" a fee does not bear "agreed on a fee" out; where the matter is the same and the claim says that
it is decided, it refutes. Told plainly, without a word for how provisional it is, such a passage bears out a part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

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
# What is only ahead; "will" and "may" stand in too many sentences about something else.
_AHEAD = re.compile(
    r"\b(?:(?:is|are) (?:preparing|planning|considering|weighing|threatening)|(?:does|do|did) not rule out"
    r"|(?:prepares?|plans?|intends?|threatens?) to)\b",
    re.I,
)
_PAST = frozenset({"has", "have", "had", "was", "were", "been", "’s", "'s", "’ve", "'ve"})
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
    held = told(" ".join(_DECIDED.findall(passage)))  # "adopted" says "passed"
    words = ((word, dict(spoken(word)).get(word, frozenset())) for word in _DECIDED.findall(claim))
    return next((word for word, forms in words if held.isdisjoint((*forms, *bm25.terms(word)))), "")


def early(claim: str, passage: str) -> str:
    """Return the word by which a passage calls provisional, or foresees, what a claim tells plainly, or ""."""
    if UNSETTLED.search(claim) or _HEDGE.search(claim) or _FORESEEN.search(claim):
        return ""
    found = _EARLY.search(passage) or (_WILL.search(claim) and _FORESEEN.search(passage))
    return found.group() if found else _planned(claim, passage)


def _planned(claim: str, passage: str) -> str:
    """Return a word for a passage that says "is to release" where the claim tells plainly that it was done, or "".

    Where the passage has not the claim's verb, whatever it is only preparing or not ruling out counts as well.
    """
    root = next((t for t in parsed(claim) if t.head.i == t.i), None)
    if root is None or root.lemma_ == "be" or not _is_done(root):
        return ""
    found = re.search(rf"\b(?:(?:is|are) to|will|shall|plans? to) {re.escape(root.lemma_)}\b", passage)
    if not found and set(bm25.terms(root.text)).isdisjoint(bm25.terms(passage)):
        found = _AHEAD.search(passage)
    return f"a plan (“{found.group()}”)" if found else ""


def _is_done(verb: Token) -> bool:
    """Say whether a verb tells plainly what was done: "filed", "has filed", "was filed"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and helpers <= _PAST)
