"""Read one date at a time: from the words that a pattern matched to a stretch of days.

Every reader takes the text, the match and the reference day (or None) and gives the days, the grain and
whether a reference was needed; None where the words are no date after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ..lexicon.calendar import ALWAYS, add_months, month_of, shift, valid, week_of, year_of
from ..lexicon.date_words import MONTHS, WAS_DUE
from ..lexicon.number_marks import is_year
from ..lexicon.number_words import ordinal
from . import _words as words
from ._relative import RELATIVE, Read

_WINDOW = 64


def _iso(text: str, match: re.Match[str], reference: date | None) -> Read:
    day = valid(*(int(piece) for piece in match.group().split("-")))
    return ((day, day), "day", False) if day else None


def _numeric(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read 13/01/2026 and 1/13/2026, but not 03/04/2026, which two countries read differently."""
    first, second, year = int(match["nm_a"]), int(match["nm_b"]), int(match["nm_y"])
    readings = {valid(year, second, first), valid(year, first, second)} - {None}
    if match["nm_sep"] == ".":
        readings = {valid(year, second, first)} - {None}
    if len(readings) != 1:
        return None
    day = readings.pop()
    return ((day, day), "day", False) if day else None


def _days_of_month(text: str, match: re.Match[str], reference: date | None) -> Read:
    key = "dm" if match.lastgroup == "daymonth" else "md"
    month = month_number(match[f"{key}_m"])
    days = [_ordinal(match[f"{key}_{d}"]) for d in ("d1", "d2") if match[f"{key}_{d}"]]
    year = _written_year(match, f"{key}_y", reference)
    anchored = not match[f"{key}_y"]
    if year is None:
        if reference is None:
            return ALWAYS, "day", True
        year = _nearest(text, match, reference, month, days[0])
    first, last = valid(year, month, days[0]), valid(year, month, days[-1])
    return ((first, last), "day", anchored) if first and last and first <= last else None


def _cross(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read "29 Sep - 3 Oct 2025": the year is written once."""
    m1, m2 = month_number(match["x_m1"]), month_number(match["x_m2"])
    d1, d2 = _ordinal(match["x_d1"]), _ordinal(match["x_d2"])
    year2 = int(match["x_y2"]) if match["x_y2"] else None
    if year2 is None:
        if reference is None:
            return ALWAYS, "day", True
        year2 = _nearest(text, match, reference, m2, d2)
    year1 = year2 - (m1 > m2)
    first, last = valid(year1, m1, d1), valid(year2, m2, d2)
    return ((first, last), "day", not match["x_y2"]) if first and last and first <= last else None


def _month_year(text: str, match: re.Match[str], reference: date | None) -> Read:
    month = month_number(match["my_m"])
    last = month_number(match["my_m2"]) if match["my_m2"] else month
    year = int(match["my_of"]) if match["my_of"] else _written_year(match, "my_y", reference)
    anchored = not (match["my_of"] or match["my_y"])
    if year is None or last < month:
        return (ALWAYS, "month", True) if year is None else None
    return month_of(year, month, last - month + 1), "month", anchored


def _rel_month(text: str, match: re.Match[str], reference: date | None) -> Read:
    month = month_number(match["rm_m"])
    if reference is None:
        return ALWAYS, "month", True
    how = match["rm_rel"].lower()
    year = reference.year
    if how in ("last", "this past"):
        year -= month >= reference.month
    elif how == "next":
        year += month <= reference.month
    return month_of(year, month), "month", True


def _bare_month(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read "in May", "September": names that are words as well need a preposition before them."""
    month = month_number(match["m_name"])
    if match["m_name"].lower() not in words.PLAIN_MONTHS:
        before = words.MONTH_BEFORE.search(text[max(0, match.start() - 16) : match.start()])
        if before is None or re.compile(r"[ \t\u00a0][A-Z]").match(text, match.end()):
            return None
    if reference is None:
        return ALWAYS, "month", True
    return month_of(_nearest(text, match, reference, month, 1), month), "month", True


def _weekday(text: str, match: re.Match[str], reference: date | None) -> Read:
    before = text[max(0, match.start() - 8) : match.start()]
    if words.RECURRENT.search(before) or words.OF_EACH.match(text, match.end()):
        return None
    if reference is None:
        return ALWAYS, "day", True
    wanted = words.WEEKDAYS[match["wd_name"].lower()]
    if match["wd_week"]:
        monday = shift(week_of(reference)[0], {"last": -7, "this": 0, "next": 7}[match["wd_week"]])
        day = shift(monday, wanted)
        return (day, day), "day", True
    how = (match["wd_rel"] or "").lower()
    back = (reference.weekday() - wanted) % 7
    if match["wd_on"]:  # "Tuesday week": a week after the coming one
        day = shift(reference, 14 - back)
    elif how == "this" and back <= reference.weekday() and _past(text, match):
        day = shift(reference, -back)  # "marched this Tuesday", told on Friday
    elif not how and back == 1 and WAS_DUE.search(_before(text, match)):
        day = shift(reference, -1)  # of yesterday's weekday nobody tells that something "was due" in six days
    elif how in ("next", "this coming") or (not how and _future(text, match)):
        day = shift(reference, (7 - back) if how or back else 0)
    elif how == "this":
        day = shift(reference, (7 - back) % 7)
    else:
        day = shift(reference, -(back or (7 if how else 0)))
    return (day, day), "day", True


def _nth_weekday(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read "the last Monday of August": a day, whose year has to be known."""
    month, wanted = month_number(match["nt_m"]), words.WEEKDAYS[match["nt_day"].lower()]
    year = int(match["nt_y"]) if match["nt_y"] else None
    if year is None:
        if reference is None:
            return None
        year = _nearest(text, match, reference, month, 1)
    first, last = month_of(year, month)
    number = words.NTH[match["nt_n"].lower()]
    day = shift(first, (wanted - first.weekday()) % 7 + 7 * (number - 1))
    day = shift(day, -7) if day > last else day
    return (day, day), "day", not match["nt_y"]


def _fiscal(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read a fiscal year widely: it ends in the year it is named for and begins in the year before."""
    year = _long_year(match["fy2"] or match["fy"], match["fy"])
    return (date(year - 1, 4, 1), date(year, 12, 31)), "open", False


def _quarter(text: str, match: re.Match[str], reference: date | None) -> Read:
    number = int(match["q_n"]) if match["q_n"] else words.QUARTERS[match["q_ord"].lower()]
    written = match["q_y"] or match["q_y2"]
    year = int(written) if written else _relative_year(match["q_rel"], reference)
    if year is None:
        if reference is None:
            return ALWAYS, "quarter", True
        year = reference.year - (number * 3 - 2 > reference.month)
    return month_of(year, number * 3 - 2, 3), "quarter", not written


def _half_year(text: str, match: re.Match[str], reference: date | None) -> Read:
    number = int(match["h_n"] or {"first": 1, "second": 2}[match["h_ord"].lower()])
    written = match["h_y"] or match["h_y2"]
    year = int(written) if written else _relative_year(match["h_rel"], reference)
    return (
        (ALWAYS, "quarter", True)
        if year is None
        else (month_of(year, number * 6 - 5, 6), "quarter", not written)
    )


def _years(text: str, match: re.Match[str], reference: date | None) -> Read:
    first = int(match["ys_a"])
    last = _long_year(match["ys_b"], match["ys_a"])
    return (year_of(first, last - first + 1), "year", False) if first < last else None


def _year(text: str, match: re.Match[str], reference: date | None) -> Read:
    start, end = match.span("y")
    joined = text[start - 1 : start] == "-" and not re.search(
        r"(?i)(?:mid|early|late|pre|post)-$", text[:start][-6:]
    )
    if joined or not is_year(text, start, end):
        return None
    year = int(match["y"])
    return (
        ((date(year - 1, 4, 1), date(year, 12, 31)), "open", False)
        if match["y_fiscal"]
        else (year_of(year), "year", False)
    )


def _century(text: str, match: re.Match[str], reference: date | None) -> Read:
    spelled = match.groupdict().get("ce_word")
    number = int(ordinal(spelled) if spelled else match["ce_n"])
    return (year_of(number * 100 - 99, 100), "decade", False) if 1 <= number <= 21 else None


def _decade(text: str, match: re.Match[str], reference: date | None) -> Read:
    if match["dc_full"]:
        first = int(match["dc_full"])
        return year_of(first, 100 if first % 100 == 0 and first < 2000 else 10), "decade", False
    short = int(match["dc_short"])
    return year_of((1900 if short >= 30 else 2000) + short, 10), "decade", False


def _season(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read a season widely, as it is named in the north: months of slack on both sides."""
    name = (match["s_name"] or match["s_name2"]).lower()
    first = {"spring": 2, "summer": 5, "autumn": 8, "fall": 8, "winter": 11}[name]
    if match["s_y"]:
        year = int(match["s_y"])
        start = date(year - 1, 11, 1) if name == "winter" else date(year, first, 1)
        return (start, shift(add_months(date(year, first, 1), 5), -1)), "open", False
    if reference is None:
        return ALWAYS, "open", True
    how = match["s_rel"].lower()
    year = reference.year
    if how == "last":
        year -= add_months(date(year, first, 1), 4) > reference
    elif how == "next":
        year += date(year, first, 1) <= reference
    elif name == "winter" and reference.month <= 4:
        year -= 1
    return (date(year, first, 1), shift(add_months(date(year, first, 1), 5), -1)), "open", True


READERS: dict[str, Callable[[str, re.Match[str], date | None], Read]] = {
    **RELATIVE,
    "iso": _iso,
    "numeric": _numeric,
    "cross": _cross,
    "daymonth": _days_of_month,
    "monthday": _days_of_month,
    "monthyear": _month_year,
    "relmonth": _rel_month,
    "month": _bare_month,
    "nth": _nth_weekday,
    "weekday": _weekday,
    "fiscal": _fiscal,
    "quarter": _quarter,
    "halfyear": _half_year,
    "years": _years,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "year": _year,
}


def month_number(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _ordinal(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _long_year(written: str, like: str) -> int:
    if len(written) == 4:
        return int(written)
    return int((like[:2] if len(like) == 4 else "20") + written)


def without_year(match: re.Match[str]) -> tuple[int, int]:
    """Return the month and day that a match names, the day 0 where it names only a month; (0, 0) for others."""
    for key in ("dm", "md"):
        if match.lastgroup == {"dm": "daymonth", "md": "monthday"}[key]:
            days = [match[f"{key}_{d}"] for d in ("d1", "d2") if match[f"{key}_{d}"]]
            return (month_number(match[f"{key}_m"]), _ordinal(days[0])) if len(days) == 1 else (0, 0)
    if match.lastgroup == "nth":
        return (0, 0) if match["nt_y"] else (month_number(match["nt_m"]), 0)
    if match.lastgroup == "month":
        return month_number(match["m_name"]), 0
    if match.lastgroup == "monthyear" and not match["my_m2"]:
        return month_number(match["my_m"]), 0
    return 0, 0


def _written_year(match: re.Match[str], group: str, reference: date | None) -> int | None:
    return int(match[group]) if match[group] else _relative_year(match[f"{group}_rel"], reference)


def _relative_year(how: str | None, reference: date | None) -> int | None:
    if how is None or reference is None:
        return None
    if how not in ("last", "the previous", "this", "next"):
        return None
    return reference.year + {"last": -1, "the previous": -1, "this": 0, "next": 1}[how]


def _nearest(text: str, match: re.Match[str], reference: date, month: int, day: int) -> int:
    """Return the year of a day or month without one: the nearest past, or the next where the words look ahead.

    One day ahead still counts as past: the dateline may stand a time zone west of the event.
    """
    year = reference.year
    if _future(text, match):
        return year + ((month, day) < (reference.month, 1))
    limit = shift(reference, 1)
    return next(
        (y for y in (year + 1, year) if (y, month, day) <= (limit.year, limit.month, limit.day)), year - 1
    )


def _before(text: str, match: re.Match[str]) -> str:
    """Return what stands before a date in its sentence."""
    return re.split(r"[.!?;\n]\s", text[max(0, match.start() - _WINDOW) : match.start()])[-1]


def _past(text: str, match: re.Match[str]) -> bool:
    """Say whether the words before a date look back and not ahead: "they marched this Tuesday"."""
    before = _before(text, match)
    return words.PAST_BEFORE.search(before) is not None and not _future(text, match)


def _future(text: str, match: re.Match[str]) -> bool:
    """Say whether the words around a date look ahead (will, due, until): the nearest cue before it decides."""
    before = words.VAGUE_BEFORE.sub("", _before(text, match))
    if before.strip().lower() in ("", "on", "in") and words.FUTURE_AFTER.match(text, match.end()):
        return True
    if words.FIXED_FOR.search(before):
        return True
    if words.SAID_BEFORE.search(before):
        return False
    ahead = max((cue.end() for cue in words.FUTURE_BEFORE.finditer(before)), default=-1)
    if match.group().casefold().endswith("day"):
        ahead = max((cue.end() for cue in words.SCHEDULED_BEFORE.finditer(before)), default=ahead)
    relation = words.RELATION_BEFORE.search(before)
    if relation is not None and relation.lastgroup == "until":
        if words.HAD_AFTER.match(text, match.end()):
            return False
        ahead = max(ahead, 0)
        before = words.LASTING.sub("", before[: relation.start()])
    past = max((cue.start() for cue in words.PAST_BEFORE.finditer(before)), default=-1)
    return ahead >= 0 and past < ahead
