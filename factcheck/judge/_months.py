"""Parts of a month: "mid-October", "in early March", "by the end of May", and the days of a source that lie in them."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from .. import when
from ..model import Period
from ._bounds import side
from ._slots import Match

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
MONTH = re.compile(rf"\b({'|'.join(MONTHS)})[a-z]*\b", re.IGNORECASE)
FUZZY = 4  # days: where "early March" ends, nobody can say to the day
_OPENING = 5  # words: as many may open or close a time ("not any later than")


class Part(NamedTuple):
    """Days of a month: the year is 0 where the words leave it open."""

    year: int
    month: int
    first: int
    last: int


def is_part(period: Period, text: str) -> bool:
    """Say whether a time is a part of a month that is named: "mid-October", and not "last week"."""
    return period.grain == "week" and MONTH.search(period.span.of(text)) is not None


def of_a_part(claimed: Period, stated: Period, claim: str, passage: str) -> Match | None:
    """Say how a part of a month stands to a time of a source; None where it is no such part, or cannot be compared."""
    ours = _part(claimed, claim) if is_part(claimed, claim) else None
    theirs = _part(stated, passage) if ours is not None else None
    if ours is None or theirs is None or _is_another_year(ours, theirs, claimed):
        return None
    if ours.month != theirs.month:
        return Match.RIVAL
    if side(claimed) == "to" and side(stated) == "in" and theirs.last <= ours.last:
        return Match.FULL
    gap = max(theirs.first - ours.last, ours.first - theirs.last)
    if gap > 0:
        return Match.NEAR if gap <= FUZZY else Match.RIVAL
    if ours.first <= theirs.first and theirs.last <= ours.last:
        return Match.NEAR if side(claimed) == "in" and side(stated) == "to" else Match.FULL
    return Match.PART


def _is_another_year(ours: Part, theirs: Part, claimed: Period) -> bool:
    """Say whether two parts are of two years; what lasts "until the end of May" may be meant of the May to come."""
    apart = abs(ours.year - theirs.year) if ours.year and theirs.year else 0
    return apart > (claimed.relation != "in" and claimed.partial != (0, 0))


def _part(period: Period, text: str) -> Part | None:
    """Return the days of one month that the words of a time name, be it "until" or "since" then, or None."""
    known = period.end if period.relation in ("until", "before", "in") else period.start
    dated = date.min < known < date.max
    said = period.span.of(text).split()
    for count in range(min(_OPENING, len(said))):
        plain = when.find(" ".join(said[count:]), known if dated else date(2000, 12, 31))
        if len(plain) == 1 and plain[0].relation == "in":
            first, last = plain[0].start, plain[0].end
            year = first.year if dated else 0
            of_one = (first.year, first.month) == (last.year, last.month)
            return Part(year, first.month, first.day, last.day) if of_one else None
    return None
