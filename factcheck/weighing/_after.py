"""How long after one thing another came: the call at 14:26 and the ambulance at 14:38 are twelve minutes apart.

Only where a passage gives just two times, of the hour or of the day, one for each of the two things.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .. import quantity, when
from ..judge import decisive
from ..model import Bound, Claim, Evidence, Finding, Quantity, Span, Stance
from ..text import late
from ._placing import Contrary
from ._synonyms import spoken, told
from ._turns import turns

_CLOCK = late(
    r"(?<![\d.:])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d|[.:]\d|%| ?(?:per ?cent|million|billion))"
)
_AFTER = late(r"\s+(?P<how>after|before)\s+(?P<what>[^,;.]+)", re.I)
_LATER = late(r"\s+(?:later|afterwards|after that)\b", re.I)
_CUT = late(r"[;,](?!\d)|\band\b|\.\s")
_UNITS = ("second", "minute", "hour", "day", "week")
_PAIR, _MATTER = 2, 0.5


class _Moment(NamedTuple):
    """A time of a passage, in minutes from some beginning, and the piece of the passage that it dates."""

    at: float
    piece: str


def after_so_long(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for how long a claim has between two things of which a passage gives the times."""
    for number, apart in _told(claim.text, item.text, item.published, sure=False):
        if quantity.agree(number, apart).holds:
            part = number.span.of(claim.text)
            reason = f"between the two times of the source there are {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def after_otherwise(claim: Claim, item: Evidence) -> Iterator[Contrary]:
    """Yield how long a claim has between two things, where the times that a passage gives them lie otherwise apart."""
    for number, apart in _told(claim.text, item.text, item.published, sure=True):
        by_one = apart.unit == "day" and number.unit == "day" and abs(number.value - apart.value) <= 1
        if (
            quantity.agree(number, apart) is quantity.Agreement.DIFFERENT and not by_one
        ):  # who counts both ends
            said, unit = number.span.of(claim.text), apart.unit
            so_long = f"{apart.value:g} {unit}{'s' if apart.value != 1 else ''}"
            yield "numbers", f"the draft says {said}; in the source it is {so_long}", number.span, said


@functools.lru_cache(maxsize=4096)
def _told(
    claim: str, passage: str, published: date | None, *, sure: bool
) -> tuple[tuple[Quantity, Quantity], ...]:
    """Return how long a claim has between two things, and how long it is by the two times of a passage.

    :param sure: whether the passage has to tell for sure of both things.
    """
    if turns(claim) or turns(passage):
        return ()
    for number in (q for q in quantity.find(claim) if q.unit in _UNITS):
        said = _AFTER.match(claim, number.span.end)
        if said is None and (sure or not _LATER.match(claim, number.span.end)):
            continue
        moments, unit = _moments(passage, published, by_day=number.unit in ("day", "week"))
        if len(moments) != _PAIR or moments[0].at == moments[1].at:
            continue
        first, second = sorted(moments, key=lambda one: one.at)
        if said is not None and said["how"].casefold() == "before":
            first, second = second, first
        what = said["what"] if said is not None else ""
        if _says(second.piece, claim[: number.span.start]) and (not what or _says(first.piece, what, of=1.0)):
            return ((number, _length(abs(second.at - first.at), unit)),)
    return ()


def _length(value: float, unit: str) -> Quantity:
    nowhere = Span(start=0, end=0)
    return Quantity(span=nowhere, value=value, low=value, high=value, unit=unit, bound=Bound.EXACT, step=0.5)


def _says(piece: str, words: str, of: float = _MATTER) -> bool:
    """Say whether a piece of a passage has the telling words of a part of a claim, or enough of them."""
    held, forms = told(piece), [forms for _, forms in spoken(words)]
    return bool(forms) and sum(not held.isdisjoint(one) for one in forms) >= of * len(forms)


def _moments(passage: str, published: date | None, *, by_day: bool) -> tuple[list[_Moment], str]:
    """Return the times of a passage, each with its piece, and their unit; none where a piece has no time or two."""
    days = [p for p in when.find(passage, published) if p.grain == "day" and p.start == p.end]
    if by_day:
        found = [(p.span.start, float(p.start.toordinal())) for p in days]
    else:
        clocks = [*_CLOCK.finditer(passage)] if len({p.start for p in days}) < _PAIR else []
        found = [(m.start(), 60.0 * int(m["hour"]) + int(m["minute"])) for m in clocks]
    if len(found) != _PAIR:
        return [], ""
    cuts = [m.start() for m in _CUT.finditer(passage) if found[0][0] < m.start() < found[1][0]]
    if not cuts:
        return [], ""
    bounds = itertools.pairwise((0, cuts[0], len(passage)))
    pieces = [passage[start:end] for start, end in bounds]
    moments = [_Moment(at, piece) for (_, at), piece in zip(found, pieces, strict=True)]
    return moments, "day" if by_day else "minute"
