"""At what part of the day, and in how many days: before dawn is not after noon, nor "in a single day" four days.

The hours themselves are compared by a judge of their own (:mod:`..judge.hours`); here a part of the day stands against
another, or against the hour, where each text has just one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from .. import quantity, when
from ..judge._clock import hours
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._limits import of_one_matter
from ._placing import refuting
from ._turns import turns

_DAY = 1440  # minutes
# From which minute to which; what goes on past midnight has its end in the next day.
_PARTS = tuple(
    (late(rf"\b(?:{words})\b", re.I), first, last)
    for words, first, last in (
        (r"before (?:dawn|daybreak|sunrise|first light)|pre-?dawn|(?:in )?the (?:early|small) hours", 0, 420),
        (r"(?:at|around|about) (?:dawn|daybreak|sunrise|first light)", 180, 540),
        (r"after (?:dark|dusk|nightfall|sunset)|overnight|at night|(?:in|during) the night", 990, _DAY + 420),
        (r"in the morning|(?:this|that|next|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)? morning", 240, 750),
        (r"after (?:noon|midday|lunch)|in the afternoon|(?:this|that|\w+day) afternoon", 690, 1140),
        (r"in the evening|(?:this|that|\w+day) evening", 990, _DAY + 60),
    )
)
_IN_ONE_DAY = late(
    r"\b(?:in|on|within|over|during) (?:just )?(?:a single|one|a) day\b|\bin (?:just )?(?:24|twenty-four) hours\b"
    r"|\bin one go\b",
    re.I,
)
_OVER_DAYS = late(
    r"\b(?:over|within|in|during|for) (?:the (?:next|past|last|first) )?(?P<many>\d+|two|three|four|five|six|seven"
    r"|eight|nine|ten|several|a few) (?:days|weeks|months|years)\b",
    re.I,
)


def at_another_part_of_the_day(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim and a passage put one thing at two parts of the day that exclude each other."""
    ours, theirs = _times(claim.text), _times(item.text)
    if len(ours) != 1 or len(theirs) != 1 or turns(claim.text) or turns(item.text):
        return
    (mine, first, last), (other, start, end) = ours[0], theirs[0]
    plain = claim.text[: mine.start] + claim.text[mine.end :]
    if not _meet(first, last, start, end) and of_one_matter(plain, item.text):
        said, stated = mine.of(claim.text), other.of(item.text)
        yield refuting("hours", f"the draft says {said}; the source says {stated}", mine, said, item)


def in_more_than_a_day(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has done in a single day what a passage has done over several."""
    found = _IN_ONE_DAY.search(claim.text)
    if found is None or _IN_ONE_DAY.search(item.text) or turns(claim.text) or turns(item.text):
        return
    days = [p for p in when.find(item.text, item.published) if p.grain == "day" and p.start != p.end]
    spans = [p.span.of(item.text) for p in days if p.relation == "in"]
    over = _OVER_DAYS.search(item.text)
    told = spans[0] if len(spans) == 1 else over.group() if over is not None and not spans else ""
    plain = claim.text[: found.start()] + claim.text[found.end() :]
    same = all(
        any(quantity.agree(q, p).holds for p in quantity.find(item.text)) for q in quantity.find(plain)
    )
    if told and same and of_one_matter(plain, item.text):
        span = Span(start=found.start(), end=found.end())
        yield refuting(
            "dates", f"the draft says {found.group()}; the source says {told}", span, found.group(), item
        )


@functools.lru_cache(maxsize=4096)
def _times(text: str) -> tuple[tuple[Span, int, int], ...]:
    """Return the parts of the day, and the hours, that a text gives, each as its first and last minute."""
    parts = [
        (Span(start=found.start(), end=found.end()), first, last)
        for pattern, first, last in _PARTS
        for found in pattern.finditer(text)
    ]
    taken = [span for span, _, _ in parts]
    clock = [h for h in hours(text) if not any(span.overlaps(h.span) for span in taken)]
    if any(h.half_open for h in clock):
        return ()
    return (*parts, *((h.span, h.minute, h.minute) for h in clock))


def _meet(first: int, last: int, start: int, end: int) -> bool:
    """Say whether two stretches of the day have a minute in common, be it of the day before or after."""
    return any(first <= end + shift and start + shift <= last for shift in (-_DAY, 0, _DAY))
