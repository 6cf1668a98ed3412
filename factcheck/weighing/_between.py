"""Between whom: of "between A and B" one and the other are details, whatever else a passage says of them.

"The road between Tarn and Selmark, which Oldland's troops took" bears no "between Tarn and Oldland" out, though it
names both. One side has to be the same, else the two texts speak of different pairs.
"""

from __future__ import annotations

import re

from .. import bm25

_NAME = r"(?:the\s+|its\s+)?((?:[A-Z][\w’'.-]*)(?:\s+(?:of\s+|al-)?[A-Z][\w’'.-]*)*)"
_PAIR = re.compile(rf"\bbetween\s+{_NAME}\s+and\s+{_NAME}")


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
