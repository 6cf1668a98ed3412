"""Between whom: of "between A and B" one and the other are details, whatever else a passage says of them.

"The road between Tarn and Selmark, which Oldland's troops took" bears no "between Tarn and Oldland" out, though it
names both. One side has to be the same, else the two texts speak of different pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import bm25
from ..model import Claim, Evidence, Finding, Span
from ._placing import refuting

_NAME = r"(?:the\s+|its\s+)?((?:[A-Z][\w’'.-]*)(?:\s+(?:of\s+|al-)?[A-Z][\w’'.-]*)*)"
_PAIR = re.compile(rf"\bbetween\s+{_NAME}\s+and\s+{_NAME}")


def between(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has another name than the passage on one side of "between A and B"."""
    ours, theirs = other_pair(claim.text, item.text)
    if ours:
        start = claim.text.index(ours)
        reason = f"the draft says {ours}; the source says “{theirs}”"
        yield refuting("names", reason, Span(start=start, end=start + len(ours)), ours, item)


def other_pair(claim: str, passage: str) -> tuple[str, str]:
    """Return the pair of names that a claim has and the one that a passage has where one side differs, or two ""."""
    for ours in _PAIR.finditer(claim):
        stated = [theirs for theirs in _PAIR.finditer(passage) if _shared(ours, theirs)]
        if stated and all(len(_shared(ours, theirs)) == 1 for theirs in stated):
            return ours.group(), stated[0].group()
    return "", ""


def _shared(ours: re.Match[str], theirs: re.Match[str]) -> list[str]:
    """Return the names of one pair that have a word of the other pair's."""
    held = frozenset(bm25.terms(" ".join(theirs.groups())))
    return [name for name in ours.groups() if not held.isdisjoint(bm25.terms(name))]
