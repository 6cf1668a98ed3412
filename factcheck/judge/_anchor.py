"""When a document was written, as it says itself: its dateline, where nobody gave the date.

A dateline is a line that is little more than one full day ("12 March 2025", "Published: Jan 20, 2014, 10:04"), or a
"published" line. Such dates anchor "on Tuesday"; they are when something was written, never when it happened, so
they refute nothing.
"""

from __future__ import annotations

import functools
import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from ._values import periods

_MARK = re.compile(
    r"publish|posted|updated|modified|filed|created|dated?\b|issued|captures|copyright|©", re.I
)
_FIRST = re.compile(r"publish|posted|filed|created|issued|\bdated?:", re.I)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\s*(?:[ap]\.?m|[A-Z]{2,4}\b)", re.I)
_YEAR_OF = re.compile(r"\b(?:19|20)\d\d\b")
_TELLS = re.compile(r"\b(?:was|were|is|are|be|been|has|have|had|not|until|since)\b", re.I)
# "The second report of the council was published on 1 September 2026" tells of the report.
_OF_ANOTHER = re.compile(
    r"(?!this\b|(?:[\w-]+ ){0,2}(?:article|story|post|page|piece|version|entry|item|document)\b)"
    r"(?:[\w’'-]+ ){2,10}(?:was|were|is) (?:[a-z]+ )?(?:published|issued|filed|created|posted) (?:on|in) [\w ]+\.$",
    re.I,
)
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?=T|\b)")
_PLACE = re.compile(r"[A-Z][\w.,' ]{2,40}[(,\s]\s*[\w.,' ]{6,24}\)?\s*[-–—]")  # OSLO, 12 March 2025 -
_LOOK = 60  # lines from the top in which a dateline is looked for
AGREE = 3  # days between "posted" and "updated"
ABOVE = 3  # lines: as far above what it dates a dateline stands
NEXT = 12  # characters between "posted" and its day


@functools.lru_cache(maxsize=256)
def written(texts: tuple[str, ...]) -> date | None:
    """Return the day that a document says it was written on, or None."""
    for text in texts[:_LOOK]:
        opening = _PLACE.match(text)
        if opening and _day(opening.group()):
            return _day(opening.group())
    lines = [text for text in texts[:_LOOK] if is_dateline(text)]
    marked = [text for text in lines if _FIRST.search(text)]
    for text in marked + lines:
        day = _posted(text)
        if day is not None:
            return day
    return _below(texts[_LOOK:])


def _below(texts: Iterable[str]) -> date | None:
    """Return the day under a long menu: of the lines that say "posted" or give the hour, where they agree."""
    stamped = [t for t in texts if is_dateline(t) and (_FIRST.search(t) or _CLOCK.search(t))]
    days = sorted({day for day in map(_posted, stamped) if day is not None})
    return days[0] if days and (days[-1] - days[0]).days <= AGREE else None


@functools.lru_cache(maxsize=256)
def stamps(texts: tuple[str, ...]) -> frozenset[date]:
    """Return every day that a line of the document stamps on it: one of them is the day it was written."""
    days = (_posted(text) for text in texts if is_dateline(text))
    return frozenset(day for day in days if day is not None)


def above(texts: tuple[str, ...], passage: str) -> date | None:
    """Return the day of the dateline that stands right above a passage, or None; "updated" is no such day."""
    index = texts.index(passage)
    lines = [text for text in texts[max(0, index - ABOVE) : index] if is_dateline(text)]
    days = [_posted(text) for text in lines if _FIRST.search(text) or not _MARK.search(text)]
    return days[-1] if days else None


@functools.lru_cache(maxsize=65536)
def is_dateline(text: str) -> bool:
    """Say whether a passage is no more than the stamp of a day."""
    if not re.search(r"\d", text) or len(text) > 160:
        return False
    if _MARK.search(text) and len(text.split()) <= 14 and not _OF_ANOTHER.match(text):
        # "The book was published in 1938" tells of a book; a stamp that is a sentence has a full day.
        return bool(_day(text)) or bool(_YEAR_OF.search(text) and not _TELLS.search(text))
    if _CLOCK.search(text) and _day(text) and len(text.split()) <= 16:
        return True
    rest = text
    for period in reversed(periods(text, None)):
        rest = rest[: period.span.start] + rest[period.span.end :]
    words = re.findall(r"[^\W\d_]{3,}", rest)
    return _day(text) is not None and len(words) <= 4 and not any(word.islower() for word in words)


def _posted(text: str) -> date | None:
    """Return the day of a dateline; of two ("updated ... posted ...") the one that it was first published on."""
    only = _day(text)
    if only is not None:
        return only
    ends = [match.end() for match in _FIRST.finditer(text)]
    found = (p.start for end in ends for p in periods(text, None) if end <= p.span.start <= end + NEXT)
    return next((day for day in found if 1900 < day.year < 2200), None)


def _day(text: str) -> date | None:
    """Return the one full day that a line names (two make a range, and none of them is the dateline)."""
    stamps = {
        date(int(y), int(m), int(d)) for y, m, d in _ISO.findall(text) if _valid(int(y), int(m), int(d))
    }
    days = stamps or {p.start for p in periods(text, None) if p.grain == "day" and p.start > date.min}
    found = [day for day in days if 1900 < day.year < 2200]
    return found[0] if len(found) == 1 else None


def _valid(year: int, month: int, day: int) -> bool:
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
