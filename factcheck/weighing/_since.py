"""Not since a day is last on that day: a tunnel that was last cleaned in 2019 has not been cleaned since 2019."""

from __future__ import annotations

from .. import bm25, when
from ..judge._polarity import is_denied, predicates
from ..text import late
from ._claim import word_forms

_LAST = late(r"\blast\b(?! (?:week|month|year|night|spring|summer|autumn|fall|winter|[a-z]+day|january)\b)")


def last_then(claim: str, passage: str) -> bool:
    """Say whether a claim has nothing done since a day on which a passage has it done for the last time."""
    since = [p.span.of(claim) for p in when.find(claim) if p.relation == "since"]
    if not since or not _LAST.search(passage) or _was_done_later(since[0], passage):
        return False
    return any(
        is_denied(mine) and not word_forms(mine).isdisjoint(bm25.terms(theirs.text))
        for mine in predicates(claim)
        for theirs in predicates(passage)
        if any(c.lower_ == "last" for c in theirs.children)
    )


def _was_done_later(since: str, passage: str) -> bool:
    """Say whether a passage names a day after the one that "since" names."""
    named = when.find(since.casefold().removeprefix("since ").title())
    return bool(named) and any(p.start > named[0].end for p in when.find(passage))
