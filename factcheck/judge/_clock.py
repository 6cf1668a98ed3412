"""Times of day as they are written: "8 a.m.", "14:30", "seven in the evening", "half past nine"."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ..lexicon.number_words import SMALL, spelled
from ..model import Span

HALF_DAY = 720  # minutes
_TWELVES = {"midnight": 0, "noon": HALF_DAY, "midday": HALF_DAY}
# "A quarter past four", "ten minutes to", "five past"; shops are open "from ten to five".
_MINUTES = (
    rf"(?P<worded>(?:(?P<piece>half|(?:an?\s+)?quarter)|(?<!from\s)(?<![\d.:-])(?P<few>\d{{1,2}}|{SMALL})(?P<unit>\s+minutes?)?)"
    r"\s+(?P<way>past|to)\s+)"
)
_HOUR = rf"(?P<hour>\d{{1,2}}|{SMALL}|(?(worded)(?:noon|midday|midnight)|(?!)))"
# The part of the day stands behind: "at six on Wednesday morning", "on the morning of 4 May", "that evening".
_THAT = (
    r"(?:on\s+(?:the\s+)?(?:\w+day\s+)?|\w+day\s+|(?:this|that|last|yesterday|tomorrow|the\s+(?:next|same|following"
    r"|previous))\s+)"
)
_CLOCK = re.compile(
    rf"\b{_MINUTES}?{_HOUR}(?(worded)|(?:[:.](?P<minute>[0-5]\d))?)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s+(?:o['’]clock\s+)?(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+(?P<night>night))\b"
    rf"|(?:\s+o['’]clock)?(?=\s+{_THAT}(?P<day>morning|afternoon|evening|night)\b)"
    r"|(?P<bare>\s+o['’]clock)\b|(?(worded)\b(?![:.]\d|\s*%|-)|(?!)))"
    r"|(?<![\d.:-])(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)(?![\d:]|\.\d)"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.I,
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|shortly|just|soon|nearly|almost|some ?time|before|after|between"
    r"|towards?)\s+"
    r"(?:(?:before|after)\s+)?$",
    re.I,
)
ZONE = re.compile(r"\b(?:GMT|UTC|BST|CES?T|EES?T|E[SD]T|C[SD]T|P[SD]T|local time|[A-Z]\w+ time)\b")
_LOOSELY = r"(?:(?:about|around|roughly|approximately|shortly|just|nearly|almost)\s+)*"
_FIRST = re.compile(
    rf"(?:(?:\b(?:at|by|until|till|from|before|after|since|to|and|between|around|about)\s+{_LOOSELY})|[,(]\s*)$",
    re.I,
)
# "At ten to five" is a time; "ten to five" may be a count of votes, and what fell "by a quarter to five" is a number.
_AT = re.compile(rf"\b(?:at|until|till|since|before|after|around|about)\s+{_LOOSELY}$", re.I)
_NO_COUNT = re.compile(
    r"\s*(?:[.,;:)]|$)|\s+(?:in|on|and|but|when|as|while|after|before|with|for|from|to|local|that|the|yesterday|today)\b"
    r"|\s+\w+day\b"
)


# What every time of day has: the numbers in words take long to look for.
_MAYBE = re.compile(
    r"\d[:.][0-5]\d|\b(?:noon|midday|midnight|past|morning|afternoon|evening|night)\b|o['’]clock|[ap]\.?m\b"
    r"|\b(?:minutes?|half|quarter|five|ten|twenty|at \w+|\d\d?)\s+to\b",
    re.I,
)


class Hour(NamedTuple):
    """A time of day: where it is written, its minute of the day, and how far that is said."""

    span: Span
    minute: int
    half_open: bool  # "at seven o'clock": morning or evening
    loose: bool  # "about", "shortly before"


@functools.lru_cache(maxsize=16384)
def hours(text: str) -> tuple[Hour, ...]:
    """Return the times of day that a text gives."""
    if _MAYBE.search(text) is None:
        return ()
    return tuple(hour for found in _CLOCK.finditer(text) if (hour := _read(found, text)) is not None)


def _read(found: re.Match[str], text: str) -> Hour | None:
    span = Span(start=found.start(), end=found.end())
    loose = _ABOUT.search(text[: span.start]) is not None
    if found["h24"]:
        minute = 60 * int(found["h24"]) + int(found["m24"])
        told = _FIRST.search(text[: span.start]) or ZONE.match(text, span.end + 1)
        half_open = minute < HALF_DAY and not found["h24"].startswith("0")
        return Hour(span, minute, half_open=half_open, loose=loose) if told else None
    twelve = _TWELVES.get((found["word"] or found["hour"]).casefold())
    if twelve is not None:
        return Hour(span, (twelve + _beside(found)) % (2 * HALF_DAY), half_open=False, loose=loose)
    hour = _number(found["hour"])
    if not 1 <= hour <= 12 or not _is_told(found, text):
        return None
    minute = (60 * hour + int(found["minute"] or 0) + _beside(found)) % HALF_DAY
    part = _part(found)
    late = part in ("p", "afternoon", "evening") or (part == "night" and minute >= HALF_DAY // 2)
    return Hour(span, minute + (HALF_DAY if late else 0), half_open=not part, loose=loose)


def _number(written: str) -> int:
    return int(written) if written.isdigit() else int(spelled(written))


def _beside(found: re.Match[str]) -> int:
    """Return by how many minutes a time lies behind its hour: 15 of "a quarter past four", -10 of "ten to five"."""
    if not found["worded"]:
        return 0
    piece = (found["piece"] or "").casefold()
    minutes = _number(found["few"]) if not piece else 30 if piece == "half" else 15
    return minutes if found["way"].casefold() == "past" else -minutes


def _part(found: re.Match[str]) -> str:
    """Return the part of the day that a time names, or ""."""
    named = (found[name] for name in ("half", "part", "night", "day"))
    return next((part.casefold() for part in named if part), "")


def _is_told(found: re.Match[str], text: str) -> bool:
    """Say whether a number is one of the clock: "killed six on Wednesday morning" and "won ten to five" give none."""
    before = text[: found.start()]
    if found["day"] and not found["worded"]:
        return _FIRST.search(before) is not None
    plain = found["worded"] and not _part(found) and not found["bare"]
    sure = not plain or (found["way"].casefold() == "past" and not found["unit"])
    sure = sure and not (found["few"] and found["way"].casefold() == "to")
    return sure or (
        _AT.search(before) is not None and (not plain or _NO_COUNT.match(text, found.end()) is not None)
    )
