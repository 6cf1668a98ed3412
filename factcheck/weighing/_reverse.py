"""The reverse told in another construction: against and not opposed, to be sold and not planned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..judge import root_of
from ..model import Span
from ..text import late
from ._claim import turns
from ._placing import Contrary
from ._synonyms import spoken, told

_TO_BE = late(
    r"\b(?:(?:is|are) (?:to|going to|set to)|will|plans? to|intends? to"
    r"|(?:is|are) (?:weighing|considering|mulling|exploring|planning|contemplating|discussing))\b(?= [a-z])",
    re.I,
)
_NOT_PLANNED = late(
    r"\b(?:not|no longer|never) (?:planned|intended|envisaged|foreseen|on the table|under consideration)\b"
    r"|\bno plans? (?:to|for)\b",
    re.I,
)
_SIDED = r"(?:oppos\w+|object(?:s|ed|ing)? to|against)"
_SIDED_AGAINST = late(rf"\b{_SIDED}\b(?! (?:by|since|after)\b)", re.I)
_NOT_AGAINST = late(
    rf"(?:\b(?:not|never|no longer|nor)|n['’]t)(?: (?:in principle|be|been|itself))? {_SIDED}\b"
    r"|\b(?:no|without) objections? to\b",
    re.I,
)
# A fence that is not planned is not to be built.
_MADE = frozenset(
    {"build", "erect", "construct", "create", "introduce", "hold", "launch", "establish", "open", "come"}
)
_MATTER = 0.7  # the share of a claim's words, the construction's own aside, that a passage has to have


def reverses(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a passage says the reverse of."""
    yield from _sided(claim, passage)
    yield from _unplanned(claim, passage)


def _sided(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the "against" of a claim where the passage says "does not oppose" of the same, or the reverse."""
    ours, theirs = _SIDED_AGAINST.search(claim), _SIDED_AGAINST.search(passage)
    if ours is None or theirs is None:
        return
    not_ours, not_theirs = _NOT_AGAINST.search(claim), _NOT_AGAINST.search(passage)
    if (not_ours is None) is (not_theirs is None):
        return
    held = told(passage)
    words = [forms for word, forms in spoken(claim) if word not in ours.group()]
    if words and sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words):
        said, stated = (not_ours or ours).group(), (not_theirs or theirs).group()
        reason = f"the draft says {said}; the source says “{stated}”"
        yield "negation", reason, Span(start=ours.start(), end=ours.end()), ours.group()


def _unplanned(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim says is to be done and the passage says is not planned: "a sale of the hall"."""
    ours, theirs = _TO_BE.search(claim), _NOT_PLANNED.search(passage)
    if ours is None or theirs is None or turns(claim):
        return
    root = root_of(claim)
    made = {root.text} if root is not None and root.lemma_ in _MADE else set()
    thing = next((t for t in root.children if t.dep_ == "dobj"), None) if root is not None else None
    if (
        root is not None and thing is not None and root.text in ours.group()
    ):  # who considers it, a passive leaves out
        made = {t.text for t in root.doc} - {t.text for t in thing.subtree}
    held, words = told(passage), [forms for word, forms in spoken(claim) if word not in made]
    if words and all(not held.isdisjoint(forms) for forms in words):
        reason = f"the draft says {ours.group()}; the source says “{theirs.group()}”"
        yield "negation", reason, Span(start=ours.start(), end=ours.end()), ours.group()
