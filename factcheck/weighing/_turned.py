"""Whether one of claim and passage is turned round by a "not" or a "denied", and the other is not.

Of a passage of several clauses that one counts which has what the claim asserts: "sent four observers; they reported no
irregularities" sends observers.
"""

from __future__ import annotations

import re

from .. import bm25
from ._claim import asserted, denies, turns
from ._synonyms import spoken, told

_CLAUSE = re.compile(r"[,;:.](?!\d)")
_PARTS = re.compile(
    r"[;:.](?!\d)\s*|,\s+(?:and|but|while|whereas|which|who)\s+|\s+(?:and|but|while|whereas)\s+"
)


def is_turned(claim: str, passage: str) -> bool:
    """Say whether one of claim and passage is turned round and the other is not, or the passage denies something else.

    "Five were hurt, none gravely" bears "nobody was hurt" not out: the clause that has the word is not turned.
    """
    clause = _clause(claim, passage)
    odd = turns(claim) % 2
    if odd not in (turns(clause) % 2, turns(passage) % 2):
        return True
    plain = (clause for clause in _CLAUSE.split(passage) if odd and not turns(clause))
    return any(
        not frozenset(bm25.terms(word)).isdisjoint(bm25.terms(c)) for c in plain for word in denies(claim)
    )


def _clause(claim: str, passage: str) -> str:
    """Return the clause of a passage that has all that a claim asserts and most of its words, else the passage."""
    words, wanted = spoken(claim), asserted(claim)
    parts = [part for part in _PARTS.split(passage) if part]
    if len(parts) < 2 or not wanted:
        return passage
    held = {part: told(part) for part in parts}
    said = {part: [w for w, forms in words if not held[part].isdisjoint(forms)] for part in parts}
    best = max(parts, key=lambda part: len(said[part]))
    # What else the claim says may stand in the clause that is turned: "five firms; Acme is not among them".
    others = [set(said[part]) - set(said[best]) for part in parts if part != best and turns(part) % 2]
    clear = not any(others) and not any(wanted & set(said[part]) for part in parts if part != best)
    return best if clear and wanted <= set(said[best]) else passage
