"""Times of day as they are written: "8 a.m.", "14:30", "seven in the evening", "noon"."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ..lexicon.number_words import SMALL, spelled
from ..model import Span

HALF_DAY = 720  # minutes
_HOUR = rf"(?P<hour>\d{{1,2}}|{SMALL})"
_CLOCK = re.compile(
    rf"\b{_HOUR}(?:[:.](?P<minute>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|\s+(?:o['’]clock\s+)?(?:in\s+the\s+(?P<part>morning|afternoon|evening)|at\s+(?P<night>night))\b"
    r"|(?P<bare>\s+o['’]clock)\b)"
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
_FIRST = re.compile(r"(?:at|by|until|till|from|before|after|since|to|and|,|\()\s*$", re.I)


class Hour(NamedTuple):
    """A time of day: where it is written, its minute of the day, and how far that is said."""

    span: Span
    minute: int
    half_open: bool  # "at seven o'clock": morning or evening
    loose: bool  # "about", "shortly before"


@functools.lru_cache(maxsize=16384)
def hours(text: str) -> tuple[Hour, ...]:
    """Return the times of day that a text gives."""
    return tuple(hour for found in _CLOCK.finditer(text) if (hour := _read(found, text)) is not None)


def _read(found: re.Match[str], text: str) -> Hour | None:
    span = Span(start=found.start(), end=found.end())
    loose = _ABOUT.search(text[: span.start]) is not None
    if found["word"]:
        minute = 0 if found["word"].casefold() == "midnight" else HALF_DAY
        return Hour(span, minute, half_open=False, loose=loose)
    if found["h24"]:
        minute = 60 * int(found["h24"]) + int(found["m24"])
        told = _FIRST.search(text[: span.start]) or ZONE.match(text, span.end + 1)
        return Hour(span, minute, half_open=minute < HALF_DAY, loose=loose) if told else None
    hour = int(found["hour"]) if found["hour"].isdigit() else int(spelled(found["hour"]))
    if not 1 <= hour <= 12:
        return None
    late = (found["half"] or "a").casefold() == "p" or (found["part"] or "").casefold() in (
        "afternoon",
        "evening",
    )
    late = late or (found["night"] is not None and hour >= 6)
    minute = 60 * (hour % 12) + int(found["minute"] or 0) + (HALF_DAY if late else 0)
    return Hour(span, minute, half_open=found["bare"] is not None, loose=loose)
