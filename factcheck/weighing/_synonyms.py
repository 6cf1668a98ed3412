"""Words of one meaning: a passage that says "closed" says what a claim means by "shut".

Only for how much of a claim is said. Where a detail belongs, and whether it is the right one, is decided by the very
words: a synonym in some sense need not be one here.
"""

from __future__ import annotations

import functools
from pathlib import Path

from ..judge._align import words_of


@functools.lru_cache(maxsize=4096)
def telling(claim: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each telling word of a claim once, as written, with the terms that may stand for it in a source."""
    near = _table()
    return tuple(
        (surface, forms.union(*(near[form] for form in forms if form in near)))
        for surface, forms in words_of(claim)
    )


@functools.cache
def _table() -> dict[str, set[str]]:
    """Read the pairs that benchmarks/make_synonyms.py took from WordNet, both ways."""
    near: dict[str, set[str]] = {}
    for line in Path(__file__).with_name("_synonyms.txt").read_text(encoding="utf-8").splitlines():
        term, _, others = line.partition(": ")
        for other in others.split() if not line.startswith("#") else ():
            near.setdefault(term, set()).add(other)
            near.setdefault(other, set()).add(term)
    return near
