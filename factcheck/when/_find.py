"""Find the periods of a text: one pass for dates, then what stands before them and between them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date

from ..lexicon.calendar import ALWAYS, Days, add_months, month_of, shift, valid
from ..lexicon.number_scan import tokens
from ..model import Period, Span
from . import _words as words
from ._read import READERS, without_year
from ._relative import count

_LOOK_BACK = 35
_OF = ("of ", "of the ")
_CLAUSE = 90  # code points in which the "not" of a "not until" stands
_LONGEST = 750
_THE_YEAR = re.compile(r"(?i)the\s+year")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A date on its way to a period; ``kind`` is the group of the pattern that found it."""

    start: int
    end: int
    kind: str
    days: Days
    grain: str
    anchored: bool = False
    relation: str = "in"
    partial: tuple[int, int] = (0, 0)


@functools.lru_cache(maxsize=4096)
def find(text: str, reference: date | None) -> tuple[Period, ...]:
    """Return the periods of ``text``; see :func:`factcheck.when.find`."""
    hits: list[_Hit] = []
    for match in tokens(text, words.START, words.DIGITS, words.WORDS):
        hit = _read(text, match, reference)
        if hit is not None and hits:
            hit = _of_the_same_year(hit, match, hits[-1])
        if hit is not None:
            hits.append(_narrowed(text, hit, hits[-1].end if hits else 0))
    return tuple(_period(hit) for hit in _related(text, _joined(text, hits)))


def _period(hit: _Hit) -> Period:
    start, end = hit.days
    return Period(
        span=Span(start=hit.start, end=hit.end),
        start=start,
        end=end,
        grain=hit.grain,
        relation=hit.relation,
        anchored=hit.anchored,
        partial=hit.partial,
    )


def _read(text: str, match: re.Match[str], reference: date | None) -> _Hit | None:
    kind = match.lastgroup or ""
    reader = READERS.get(kind)
    read = reader(text, match, reference) if reader else None
    if read is None:
        return None
    days, grain, anchored = read
    guessed = anchored and (days == ALWAYS or words.NEAR_YEAR.search(match.group()) is None)
    partial = without_year(match) if guessed else (0, 0)
    return _Hit(
        start=match.start(),
        end=match.end(),
        kind=kind,
        days=days,
        grain=grain,
        anchored=anchored,
        partial=partial,
    )


def _of_the_same_year(hit: _Hit, match: re.Match[str], last: _Hit) -> _Hit:
    """Resolve "April of the same year" by the date that the text named before."""
    if hit.partial == (0, 0) or last.days == ALWAYS or words.SAME_YEAR.search(match.group()) is None:
        return hit
    return _in_year(hit, last.days[0].year)


def _in_year(hit: _Hit, year: int) -> _Hit:
    month, day = hit.partial
    known = valid(year, month, day or 1)
    if known is None:
        return hit
    return replace(hit, days=(known, known) if day else month_of(year, month), partial=(0, 0))


# -- what stands before and between


def _narrowed(text: str, hit: _Hit, floor: int) -> _Hit:
    """Take in "early", "mid-", "late", "the end of": a third of the year, month, quarter or decade."""
    before = text[max(floor, hit.start - _LOOK_BACK) : hit.start]
    of_it = before.endswith(_OF) and hit.grain in ("month", "year")
    if of_it and (piece := words.piece_before().search(before)):
        return _piece(hit, piece)
    match = words.VAGUE_BEFORE.search(before)
    if match is None or hit.grain not in ("year", "month", "quarter", "decade", "week"):
        return hit
    start = hit.start - len(match.group())
    if hit.days == ALWAYS:
        return replace(hit, start=start)
    first, last = hit.days
    length = (last - first).days
    low, high = {"early": (0.0, 0.45), "mid": (0.25, 0.75), "late": (0.55, 1.0), "end": (0.75, 1.0)}[
        match.lastgroup or ""
    ]
    days = (shift(first, round(length * low)), shift(first, round(length * high)))
    finer = {"decade": "year", "year": "month", "quarter": "month", "month": "week", "week": "day"}[hit.grain]
    kind = "end" if match.lastgroup == "end" else hit.kind
    # "At the end of the year" may be the year that has just ended: its year is guessed.
    ends = hit.grain == "year" and kind == "end" and _THE_YEAR.fullmatch(text[hit.start : hit.end])
    partial = (12, 0) if ends else hit.partial
    return replace(hit, start=start, days=days, grain=finer, kind=kind, partial=partial)


def _piece(hit: _Hit, piece: re.Match[str]) -> _Hit:
    """Take in "the first ten days of", "the last two months of": so much of a month or year, to the day."""
    number, grain = count(piece["number"]), (piece["units"] or piece["unit"]).lower()
    open_year, one = hit.partial[0], number == 1 and grain == "day"
    hit = replace(hit, start=hit.start - len(piece.group()), grain="month" if grain == "month" else "day")
    if hit.days == ALWAYS:
        return hit
    (first, last), days = hit.days, number * (7 if grain == "week" else 1)
    if piece["first"]:
        end = shift(add_months(first, number), -1) if grain == "month" else shift(first, days - 1)
        return replace(
            hit, days=(first, min(end, last)), partial=(open_year, 1) if one and open_year else (0, 0)
        )
    start = add_months(shift(last, 1), -number) if grain == "month" else shift(last, 1 - days)
    partial = (open_year, last.day) if one and open_year else (0, 0)
    return replace(hit, days=(max(start, first), last), partial=partial)


def _joined(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Join "from X to Y", "between X and Y" and "X - Y" where both are of one grain and in order."""
    found: list[_Hit] = []
    for hit in hits:
        last = found[-1] if found else None
        whole = _span_of(text, last, hit) if last else None
        if whole is not None:
            found[-1] = whole
        elif last is None or hit.start >= last.end:
            found.append(hit)
    return found


def _span_of(text: str, left: _Hit, right: _Hit) -> _Hit | None:
    gap = text[left.end : right.start]
    join = words.JOIN.fullmatch(gap) if len(gap) < 16 else None
    if join and left.partial != (0, 0) and right.partial == (0, 0) and right.grain in ("day", "month"):
        year = right.days[0].year
        left = _in_year(left, year - (left.partial[0] > right.days[0].month))
    if left.kind == right.kind == "weekday" and ALWAYS not in (left.days, right.days):
        first = shift(right.days[0], -((right.days[0] - left.days[0]).days % 7))
        left = replace(left, days=(first, first))
    if join is None or left.days[0] > right.days[1]:
        return None
    opener = words.RELATION_BEFORE.search(text[max(0, left.start - _LOOK_BACK) : left.start])
    name = opener.lastgroup if opener else ""
    if join.lastgroup == "and" and name != "between":
        return None
    if (
        "day" in (left.grain, right.grain)
        and (right.days[1] - left.days[0]).days > _LONGEST
        and left.days != ALWAYS
    ):
        return None  # the dates of a life, "(13 April 1944 - 16 May 2001)", are two dates
    start = left.start - len(opener.group()) if opener and name in ("between", "from") else left.start
    days = ALWAYS if ALWAYS in (left.days, right.days) else (left.days[0], right.days[1])
    return replace(
        left,
        partial=(0, 0),
        start=start,
        end=right.end,
        kind="span",
        days=days,
        grain=right.grain,
        anchored=left.anchored or right.anchored,
    )


def _related(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Take in "since", "until", "by", "before" and "after", and open the period on that side."""
    found: list[_Hit] = []
    floor = 0
    for hit in hits:
        match = words.RELATION_BEFORE.search(text[max(floor, hit.start - _LOOK_BACK) : hit.start])
        name = (match.lastgroup or "") if match else ""
        if name == "until" and words.NOT_YET.search(text, max(floor, hit.start - _CLAUSE), hit.start):
            name = ""  # "not until May" is in May
        floor = hit.end
        onward = words.ONWARD.match(text, hit.end) if name == "from" else None
        if onward:
            name, hit, floor = "since", replace(hit, end=onward.end()), onward.end()
        if match is None or hit.kind == "span" or name in ("", "between", "from"):
            found.append(hit)
            continue
        found.append(_opened(replace(hit, start=hit.start - len(match.group())), name))
    return found


def _opened(hit: _Hit, relation: str) -> _Hit:
    first, last = hit.days
    if hit.days == ALWAYS:
        return replace(hit, relation=relation)
    days = {
        "since": (first, date.max),
        "until": (date.min, last),
        "before": (date.min, shift(first, -1)),
        "after": (shift(last, 1), date.max),
    }[relation]
    return replace(hit, days=days, relation=relation)
