"""Until when something is still allowed: what a ban "takes effect on 1 January" may be done until the end of December.

A ban that is still to begin denies no "may still", and one that begins sooner than a claim has it allowed refutes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from .. import when
from ..judge import decisive
from ..lexicon.calendar import unit
from ..model import Claim, Evidence, Finding, Period, Span, Stance
from ..text import late
from ._turns import turns

_MAY = late(
    r"\b(?:may|can|still|(?:is|are|be|remains?|stays?) (?:allowed|permitted|legal|lawful|free to))\b",
    re.I,
)
ALLOWED = frozenset({"allowed", "permitted", "legal", "lawful"})  # what a ban is the opposite of
_NO_MORE = late(r"\b(?:no longer|not|never|nobody|no one)\b|n['’]t\b", re.I)
_BAN = late(
    r"\b(?:ban(?:s|ned|ning)?|prohibit(?:s|ed|ion|ing)?|forbid(?:s|den)?|outlaw(?:s|ed)?|illegal|unlawful"
    r"|no longer|not be (?:allowed|permitted|sold|used))\b",
    re.I,
)
_FROM = late(
    r"\b(?:(?:tak(?:e|es|ing) effect|(?:com|ent)(?:e|es|er|ers|ing|ering) into (?:force|effect)|appl(?:y|ies)|begins?"
    r"|starts?|starting|effective|valid)(?: on| in| from| as of| as from)?|from|as of|as from|since)(?: the)?\s+$",
    re.I,
)


class Until(NamedTuple):
    """Until when a claim has something allowed, from when a passage has it banned, and whether the one ends there."""

    allowed: Period
    banned: Period
    right: bool


def allowed_until(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the time until which a claim has something allowed that a passage bans from the day after."""
    found = _told(claim, item)
    if found is not None and found.right:
        part, said = found.allowed.span.of(claim.text), found.banned.span.of(item.text)
        reason = f"the source has it banned from {said}, so that it is allowed {part}"
        yield decisive("dates", Stance.SUPPORTS, reason, found.allowed.span, part, item)


def banned_before(claim: Claim, item: Evidence) -> Iterator[tuple[str, str, Span, str]]:
    """Yield the time until which a claim has something allowed, where a passage bans it from another day."""
    found = _told(claim, item)
    if found is not None and not found.right:
        part, said = found.allowed.span.of(claim.text), found.banned.span.of(item.text)
        yield (
            "dates",
            f"the draft has it allowed {part}; the source bans it from {said}",
            found.allowed.span,
            part,
        )


def not_yet_banned(claim: Claim, item: Evidence, written: date | None) -> bool:
    """Say whether a passage bans only from a day after the draft's what a claim has still allowed."""
    begins = _begins(item) if written is not None and _MAY.search(claim.text) else None
    return begins is not None and written is not None and begins.start > written and not turns(claim.text)


def _told(claim: Claim, item: Evidence) -> Until | None:
    ends = [p for p in claim.periods if p.relation == "until" and p.end < date.max]
    plain = _MAY.search(claim.text) and not (_NO_MORE.search(claim.text) or turns(claim.text))
    begins = _begins(item) if len(ends) == 1 and plain else None
    return Until(ends[0], begins, _meet(ends[0], begins)) if begins is not None else None


def _begins(item: Evidence) -> Period | None:
    """Return the one time of a passage, where it is that from which the passage bans something."""
    times = when.find(item.text, item.published) if item.figure is None and _BAN.search(item.text) else ()
    if len(times) != 1 or times[0].start == date.min:
        return None
    return times[0] if _FROM.search(item.text[: times[0].span.start]) else None


def _meet(allowed: Period, banned: Period) -> bool:
    """Say whether what is allowed until one time is banned from another on; "until 2028" is until it begins."""
    grain = banned.grain if banned.grain in ("day", "month", "year") else "day"
    named = allowed.grain if allowed.grain in ("day", "month", "year") else "day"
    last, first = unit(banned.start, grain)[0] - timedelta(1), unit(allowed.end, named)[0]
    return allowed.end == last or first == banned.start
