"""Read what is said relative to the reference day: yesterday, last month, two weeks ago, in the past 24 hours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ..lexicon.calendar import ALWAYS, Days, add_months, shift, unit, week_of
from ..lexicon.number_words import spelled
from . import _words as words

#: What a reader gives: the days, the grain, and whether a reference was needed; None where it is no date.
Read = tuple[Days, str, bool] | None


def _rolling(text: str, match: re.Match[str], reference: date | None) -> Read:
    """Read "the past 24 hours" as a stretch that ends at the reference, "last month" as the month before."""
    grain, how, number = match["ro_u"].lower(), match["ro_how"].lower(), match["ro_n"]
    if (
        match["ro_the"]
        and text.startswith(" of ", match.end())
        and words.of_a_date().match(text, match.end())
    ):
        return None  # "the last week of April"
    if number is None:
        whole = how == "last" and not match["ro_the"]
        if (
            match["ro_s"]
            or how in ("previous", "preceding")
            or (whole and grain in ("hour", "day", "fortnight"))
        ):
            return None
        if whole:
            return (_before(reference, grain) if reference else ALWAYS), grain, True
    if reference is None:
        return ALWAYS, "open", True
    return (
        (_back(reference, count(number), grain), reference),
        "day" if grain in ("hour", "day") else "open",
        True,
    )


def _before(reference: date, grain: str) -> Days:
    return unit(shift(unit(reference, grain)[0], -1), grain)


def _ago(text: str, match: re.Match[str], reference: date | None) -> Read:
    sign = -1 if match["ag_to"].lower() == "ago" else 1
    read = _away(match["ag_n"], match["ag_u"].lower(), reference, sign)
    if not match["ag_day"] or read is None or reference is None:
        return read
    day = _back(reference, count(match["ag_n"]) * -sign, match["ag_u"].lower())  # "two months ago today"
    return (day, day), "day", True


def _away(number: str, grain: str, reference: date | None, sign: int) -> Read:
    """Read "two weeks ago": as wide as the unit it is counted in, about the day it points to."""
    if grain == "hour" and reference is not None:
        return (_back(reference, count(number), grain), reference), "day", True
    if reference is None:
        return ALWAYS, "week" if grain == "fortnight" else "day" if grain == "hour" else grain, True
    centre = _back(reference, count(number) * -sign, grain)
    slack = {"day": 0, "week": 3, "fortnight": 4, "month": 15, "quarter": 45, "year": 183, "decade": 1826}[
        grain
    ]
    if re.search(r"(?i)few|several", number):
        slack = max(2 * slack, 2)
    grain = "week" if grain == "fortnight" else grain
    return (shift(centre, -slack), shift(centre, slack)), grain, True


def _weekend(reference: date, how: str) -> Days:
    """Return Saturday and Sunday of this, the next or (last, "over the weekend") the past weekend."""
    saturday = shift(week_of(reference)[0], 5)
    if how in ("next", "the coming"):
        saturday = shift(saturday, 7)
    elif (how == "the" and saturday > reference) or how == "last":
        saturday = shift(saturday, -7)
    return saturday, shift(saturday, 1)


def _unit(text: str, match: re.Match[str], reference: date | None) -> Read:
    grain = match["un_u"].lower()
    how = " ".join(match["un_rel"].lower().split())
    before = text[max(0, match.start() - 31) : match.start()]
    told_of = words.VAGUE_BEFORE.search(before) or (
        before.endswith(" of ") and words.piece_before().search(before)
    )
    if how == "the" and grain != "weekend" and not told_of:
        return None
    if reference is None:
        return ALWAYS, "day" if grain == "weekend" else grain, True
    following = how in ("next", "the coming")
    if grain == "weekend":
        return _weekend(reference, how), "day", True
    days = unit(reference, grain)
    if following:
        days = unit(shift(days[1], 1), grain)
    when = (match["un_when"] or "").strip().lower()
    if when == "earlier":
        days = (days[0], reference)
    elif when == "later":
        days = (reference, days[1])
    return days, grain, True


def _word(text: str, match: re.Match[str], reference: date | None) -> Read:
    if reference is None:
        return ALWAYS, "day", True
    word = " ".join(match.group().lower().split())
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    if "day before" in word or "day after" in word:
        offset = -2 if "before" in word else 2
    day = shift(reference, offset)
    return (day, day), "day", True


def count(number: str | None) -> int:
    """Return how many of a unit a text counts: "ten", "a couple of", one where it has no number."""
    if number is None:
        return 1
    word = " ".join(number.lower().split())
    fixed = {"a": 1, "an": 1, "a couple of": 2, "several": 4, "a few": 3}
    return fixed[word] if word in fixed else int(word) if word.isdigit() else int(spelled(word))


def _back(day: date, count: int, grain: str) -> date:
    if grain == "hour":
        return shift(day, -((count + 23) // 24))
    if grain in ("day", "week", "fortnight"):
        return shift(day, -count * {"day": 1, "week": 7, "fortnight": 14}[grain])
    return add_months(day, -count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[grain])


#: The readers by the group of the pattern that found the date.
RELATIVE: dict[str, Callable[[str, re.Match[str], date | None], Read]] = {
    "rolling": _rolling,
    "ago": _ago,
    "unit": _unit,
    "word": _word,
}
