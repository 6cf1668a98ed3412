"""Times that are open on one side: "until 3 July", "since May", "from Monday on", and the spans that they end or begin.

"From 22 June to 3 July" is until 3 July and since 22 June; it is not until 22 June.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from .. import when
from ..lexicon.calendar import unit
from ..model import Period
from ._slots import Match

_JOINED = re.compile(r"\b(?:to|until|till|through|and)\b|[-–—]", re.I)
TURNED = ("before", "after", "earlier", "later")  # behind a "not" they open or end a time
_ENDING = re.compile(
    r"\b(?:expir\w+|laps\w+|end(?:s|ed)?|(?:runs?|ran) out)(?: (?:on|at|in|this|next|the))*\s*$", re.I
)
_COUNTED_FROM = re.compile(r"\bcount(?:s|ed|ing) from(?: the)? $", re.I)
_ENDS = re.compile(r"\bfrom [^,;.]{2,30} (?:to|until|till|through)(?: the)? $", re.I)  # "from Monday to"
_BESIDE_DATE = re.compile(r"\d, an? $")
MARGIN = timedelta(days=31)  # "by March" may be in March, "not before March" is too


def is_pinned(period: Period) -> bool:
    """Say whether a period has a first and a last day."""
    return period.start > date.min and period.end < date.max


def is_beside_its_date(period: Period, text: str) -> bool:
    """Say whether a time is the day of the week beside a date, "Aug. 28, a Friday": it dates nothing by itself."""
    return _BESIDE_DATE.search(text[: period.span.start]) is not None


def is_that_day(claimed: Period, stated: Period) -> bool:
    """Say whether a claim names a day without its year, and a source that day of a year."""
    day = stated.start
    return stated.end == day and claimed.partial == (day.month, day.day) and side(claimed) == side(stated)


def side(period: Period) -> str:
    """Return which way a date is open: a time "until" something is no rival of a time "in" it."""
    if period.partial[0] and period.relation in ("until", "before"):
        return "to"  # "by March", of no year
    if period.end == date.max or period.relation in ("since", "after"):
        return "from"
    return "to" if period.relation in ("until", "before") else "in"


def as_start(stated: Period, passage: str) -> Period:
    """Return the day from which a passage counts as what is since then: "counted from 11 October 2025"."""
    counted = stated.relation == "in" and _COUNTED_FROM.search(passage[: stated.span.start])
    return replace(stated, relation="since", end=date.max) if counted else stated


def same_bound(claimed: Period, stated: Period) -> bool:
    """Say whether a time "until" or "by the end of" something ends on the day on which the source's does."""
    known = claimed.end < date.max and not stated.partial[0]
    return known and side(claimed) == "to" and side(stated) != "from" and claimed.end == stated.end


def of_a_span(claimed: Period, stated: Period, claim: str, passage: str) -> Match | None:
    """Say how a time "until" or "from" a day stands to one that names both its ends; None where it is no such time."""
    begun = claimed.relation == "since" or _begins(claimed, claim)
    ends = claimed.relation == "until" or _ENDS.search(claim[: claimed.span.start]) is not None
    if not (begun or ends) or not _has_both_ends(stated, passage):
        return None
    ours, theirs = (claimed.start, stated.start) if begun else (claimed.end, stated.end)
    return Match.FULL if _names(claimed, ours, theirs) else Match.RIVAL


def _has_both_ends(period: Period, text: str) -> bool:
    """Say whether a text names a first and a last day of a period: "late 2028" is a span of one name."""
    return when.is_span(period) and _JOINED.search(period.span.of(text)) is not None


def _names(period: Period, bound: date, day: date) -> bool:
    """Say whether a period names a day at its end or beginning, as far as it says it: a guessed year says nothing."""
    month, number = period.partial
    if month:
        return day.month == month and number in (0, day.day)
    grain = period.grain if period.grain in ("day", "month", "quarter", "year") else "day"
    first, last = unit(bound, grain)
    return first <= day <= last


def is_end_of(one: Period, other: Period, text: str) -> bool:
    """Say whether a time ends where, by a text, another begins."""
    return side(one) == "to" and _begins(other, text)


def _begins(stated: Period, passage: str) -> bool:
    """Say whether a passage tells what begins at a date: "from 5 March", where nothing says until when."""
    if _has_both_ends(stated, passage):
        return False
    opens = re.search(r"\bfrom(?: the)? $", passage[: stated.span.start], re.I)
    spans = re.match(r"\W*(?:to|until|till|through)\b", passage[stated.span.end :])
    return side(stated) == "from" or (opens is not None and spans is None)


def as_until(claimed: Period, stated: Period, claim: str) -> Period:
    """Return a time at which a claim says that something ends as its end, where a source says until when it runs.

    Where nobody may enter before 31 October, entering is prohibited until 31 October; what runs until then ends then.
    """
    if (
        claimed.relation == "in"
        and stated.relation == "until"
        and _ENDING.search(claim[: claimed.span.start])
    ):
        return replace(claimed, relation="until", start=date.min)
    denied = claimed.relation == "since" and claimed.span.of(claim).casefold().startswith("before")
    if not denied or stated.relation != "until":
        return claimed
    end = claimed.end + timedelta(1) if claimed.partial[0] and claimed.end < date.max else claimed.start
    return replace(claimed, relation="until", start=date.min, end=end)


def shut_out(claimed: Period, stated: Period, passage: str) -> bool:
    """Say whether a passage denies of a time what a claim tells of it: "by March" of "not before March"."""
    said = stated.span.of(passage).casefold()
    opposite = {side(claimed), side(stated)} == {"from", "to"}
    if not opposite or not (said.startswith(TURNED) or said.endswith(("earliest", "latest"))):
        return False
    if claimed.partial[0] or stated.partial[0]:
        return claimed.partial == stated.partial
    overlap = min(claimed.end, stated.end) - max(claimed.start, stated.start)
    return overlap <= MARGIN
