"""Dates as periods: found in a text, resolved against a reference day, and compared.

A period is a stretch of days with both ends inside and the grain in which it was said. "In November" holds of
17 November; "since October 2023" is open to the right.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from ..lexicon.calendar import ALWAYS, Days, shift, unit
from ..model import Period

# A day, a month in letters and a year in any order of a few words: what dateparser is asked about.
_FOREIGN_DATE = re.compile(r"(?=.*\d{4})(?=.*[^\W\d_]{3})[^\W_]+\.?,?(?:[ \t\u00a0]+[^\W_]+\.?,?){2,5}")
# "Last winter" of the year 1 lies before the calendar begins; a page may claim to be that old.
_FIRST, _LAST = date(200, 1, 1), date(9799, 12, 31)
_NAMED = re.compile(r"\b(?i:(mon|tue|wed|thu|fri|sat|sun))[a-z]*\b.*\d")  # "Tuesday, Jan. 13"
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CALENDAR = 1800  # from which year on nearly all count by one calendar
_LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "tr"]


class Relation(StrEnum):
    """How a claimed period stands to a stated one; see :func:`relate`."""

    SAME = "same"
    INSIDE = "inside"
    WIDER = "wider"
    SHIFTED = "shifted"
    APART = "apart"
    UNKNOWN = "unknown"


def find(text: str, reference: date | None = None) -> tuple[Period, ...]:
    """Return the periods that ``text`` names, in order and without overlap.

    A span takes in "since", "until", "by", "before", "after", "early", "the end of"; not "in" and "on". Days
    of the week, and days and months without a year, are the nearest past before ``reference`` (news copy
    reports the past), or the nearest to come where the words look ahead ("will", "due", "until", "next"); a
    weekday that is the reference's own means that day. Where a reference is needed and none is given, the
    period runs from ``date.min`` to ``date.max`` and only its grain is known. 03/04/2026, which two
    countries read differently, is left out.
    """
    from . import _find  # its patterns take longer to compile than a cached scan takes

    if reference is not None:
        reference = min(max(reference, _FIRST), _LAST)
    return _find.find(text, reference)


def day(text: str) -> date | None:
    """Return the day that ``text`` as a whole names, with its year, or None: for options, bylines and cells.

    The rules of this module read it where they can; dateparser reads what they do not know ("13. Januar 2026",
    "13 janvier 2026"). 03/04/2026, which two countries read differently, is None, and so is "yesterday".
    """
    days = [period for period in find(text) if period.grain == "day"]
    if days:
        only = days[0]
        whole = (
            only.span.of(text) == text.strip(" \t\u00a0.,") and not only.anchored and only.start == only.end
        )
        return only.start if whole else None
    if _FOREIGN_DATE.fullmatch(text.strip()) is None:
        return None
    import dateparser  # loading its languages takes a while

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    parsed = dateparser.parse(text, languages=_LANGUAGES, settings=settings)
    return parsed.date() if parsed else None


def relate(claimed: Period, stated: Period) -> Relation:
    """Say how a claimed period stands to the one that a source states.

    ``SAME``: the same days. ``INSIDE``: the claim is coarser and holds the stated period ("in November" of
    17 November). ``WIDER``: the source is coarser than the claim, which may be right but is not borne out.
    ``SHIFTED``: two days side by side, as a time zone makes them. ``APART``: no day in common. ``UNKNOWN``: a period
    that nothing pins down, one whose year was guessed from the reference and alone differs, an overlap, or vague
    terms (seasons, fiscal years) close to each other.

    Two spans with both ends named agree when both ends do: 2011 to 2016 is ``APART`` from 2011 to 2018.
    Where the year of one is not known, month and day are compared alone ("Oct. 10" of 10 October 2025).
    Two bounds of one side ("since October 2023", "after 7 October 2023") are compared by the date that they
    name.
    """
    ours, theirs = _named(claimed), _named(stated)
    if ALWAYS in (ours, theirs):
        return _without_year(claimed, stated)
    if is_span(claimed) and is_span(stated) and ours != theirs:
        return Relation.APART if _one_end_differs(ours, theirs, claimed.grain) else Relation.UNKNOWN
    if _side(claimed) != _side(stated):
        ours, theirs = (claimed.start, claimed.end), (stated.start, stated.end)
    relation = _compared(ours, theirs, vague="open" in (claimed.grain, stated.grain))
    if relation is Relation.APART and _only_the_year(claimed, stated):
        return Relation.UNKNOWN
    return relation


def misnames(claimed: Period, stated: Period, claim: str, passage: str) -> bool:
    """Say whether a claim names a day of the week beside a date that the source's day was not: "Monday, June 16".

    Nobody knows which of the two is the slip; where the source names that day of the week too, it is not the claim's.
    """
    said, (first, last) = _weekday(claimed, claim), _named(stated)
    if not said or said == _weekday(stated, passage) or first != last or first.year < _CALENDAR:
        return False
    return _WEEK[first.weekday()] != said


def _weekday(period: Period, text: str) -> str:
    """Return the day of the week that stands beside the date of a day, or ""."""
    one = period.grain == "day" and ((period.start, period.end) == ALWAYS or not is_span(period))
    named = _NAMED.search(period.span.of(text)) if one else None
    return named[1].casefold() if named else ""


def _only_the_year(claimed: Period, stated: Period) -> bool:
    """Say whether nothing but a year that was guessed from the reference sets the two apart."""
    if claimed.partial == stated.partial == (0, 0):
        return False
    return _without_year(claimed, stated) in (Relation.SAME, Relation.INSIDE, Relation.WIDER)


def is_span(period: Period) -> bool:
    """Say whether the words name a first and a last day, month or year ("from 2011 to 2016")."""
    plain = period.relation == "in" and period.grain in ("day", "month", "quarter", "year")
    return plain and unit(period.start, period.grain) != unit(period.end, period.grain)


def _one_end_differs(ours: Days, theirs: Days, grain: str) -> bool:
    first = unit(ours[0], grain) == unit(theirs[0], grain)
    last = unit(ours[1], grain) == unit(theirs[1], grain)
    return first != last


def _without_year(claimed: Period, stated: Period) -> Relation:
    """Compare month and day alone: "Oct. 10" and "10 October 2025" say the same as far as they go."""
    ours, theirs = _month_and_day(claimed), _month_and_day(stated)
    if _side(claimed) != _side(stated) or 0 in (ours[0], theirs[0]):
        return Relation.UNKNOWN
    if ours[0] != theirs[0]:
        return Relation.APART
    if ours[1] == theirs[1]:
        return Relation.SAME
    if 0 in (ours[1], theirs[1]):
        return Relation.WIDER if ours[1] else Relation.INSIDE
    return Relation.SHIFTED if abs(ours[1] - theirs[1]) == 1 else Relation.APART


def _month_and_day(period: Period) -> tuple[int, int]:
    first, last = _named(period)
    if period.partial != (0, 0) or (first, last) == ALWAYS:
        return period.partial
    if first == last:
        return first.month, first.day
    return (
        (first.month, 0)
        if period.grain == "month" and (first.year, first.month) == (last.year, last.month)
        else (0, 0)
    )


def _compared(ours: Days, theirs: Days, *, vague: bool) -> Relation:
    if ours == theirs:
        return Relation.SAME
    if ours[0] <= theirs[0] and theirs[1] <= ours[1]:
        return Relation.INSIDE
    if theirs[0] <= ours[0] and ours[1] <= theirs[1]:
        return Relation.WIDER
    if ours[1] >= theirs[0] and theirs[1] >= ours[0]:
        return Relation.UNKNOWN
    gap = (theirs[0] - ours[1]).days if theirs[0] > ours[1] else (ours[0] - theirs[1]).days
    if gap == 1 and ours[0] == ours[1] and theirs[0] == theirs[1]:
        return Relation.SHIFTED
    return Relation.UNKNOWN if vague and gap < 184 else Relation.APART


def _side(period: Period) -> str:
    return {"since": "from", "after": "from", "until": "to", "before": "to"}.get(period.relation, "in")


def _named(period: Period) -> Days:
    """Return the days that the words name: of "since October 2023", October 2023."""
    if (period.start, period.end) == ALWAYS or period.relation == "in":
        return period.start, period.end
    if period.relation == "since":
        return unit(period.start, period.grain)
    if period.relation == "until":
        return unit(period.end, period.grain)
    return unit(
        shift(period.end, 1) if period.relation == "before" else shift(period.start, -1), period.grain
    )
