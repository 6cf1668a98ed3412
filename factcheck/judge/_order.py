"""Which of two things came first: "A before B" is "B after A", and the contrary of "A after B"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .. import bm25
from ._words import kin

if TYPE_CHECKING:
    from spacy.tokens import Token

ORDER = frozenset({"before", "after"})
_TIMES = frozenset(
    form for word in ("second", "minute", "hour", "day", "week", "month", "year") for form in kin(word)
)


def other_way_round(token: Token, other: Token) -> bool:
    """Say whether a "before" and an "after" set two things in contrary orders, rather than in one told from both ends.

    The words over and behind the one are held against those over and behind the other: straight they meet where both
    tell of one thing first, crossed where they only turn the sentence.
    """
    over, behind = _sides(token)
    there_over, there_behind = _sides(other)
    straight = len(over & there_over) + len(behind & there_behind)
    crossed = len(over & there_behind) + len(behind & there_over)
    met = not (behind and there_behind) or bool(behind & there_behind)
    return straight > crossed and bool(over & there_over or not over) and met


def _sides(token: Token) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms of what a word of order stands over, as its clause has it, and of what stands behind it."""
    top = token.head if token.dep_ == "mark" else token
    inside = {t.i for t in top.subtree}
    verb = top.head if top is not top.head else top
    return _terms(t for t in verb.subtree if t.i not in inside), _terms(
        t for t in top.subtree if t.i != token.i
    )


def _terms(tokens: Iterable[Token]) -> frozenset[str]:
    told = (t for t in tokens if not t.like_num)
    return frozenset(f for t in told for term in bm25.terms(t.text) for f in kin(term)) - _TIMES
