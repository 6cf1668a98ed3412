"""A level that a claim sets beside another: "41,000 guests, fewer than a year earlier", "more than storm Ulf".

A passage that gives just two levels of the kind, that one and the other's, shows which of them is the higher. And the
latest word on a level is the one that replaced another: of an estimate raised "from 30 to 42 million" it is 42.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .. import quantity, when
from ..judge import change, steps
from ..judge._names import CALENDAR
from ..model import Claim, Evidence, Period, Quantity, Span
from ..text import late
from ._placing import Contrary
from ._turns import turns
from ._versus import pieces

_UP = "more|higher|larger|bigger|greater|longer|heavier|dearer|above"
_DOWN = "fewer|less|lower|smaller|shorter|lighter|cheaper|below"
_THAN = late(
    rf",\s+(?:which (?:is|was) |and (?:so )?)?(?:(?:slightly|far|much|well|even|still|a little) )?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})) than (?P<other>[^,.;:]+)",
    re.I,
)
_UNITS = "day|week|month|quarter|year"
_COUNTS = {"a": 1, "an": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10}
_AGO = late(
    rf"\b(?P<count>an?|one|the|two|three|four|five|ten|\d+) (?P<unit>{_UNITS})s? (?:earlier|before|ago|previously)\b"
    rf"|\b(?:the )?(?:previous|preceding|prior|last) (?P<last>{_UNITS})\b",
    re.I,
)
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (89, 92), "year": (364, 367)}
_NAME = late(r"\b[A-Z][\w’'-]+")
_UNLEVELED = ("label", "ordinal", "score", "times", "points")
_PAIR = 2
_LATEST = late(r"(?<!until )(?<!till )\b(?:latest|newest|most recent|now|revised|updated)\b", re.I)
_REPLACED = late(r"\b(?:estimate|forecast|projection|count|toll|figure)[sd]?\b", re.I)
_TO_COME = late(r"\b(?:will|shall|would|is to|are to|plans?|planned|due)\b", re.I)
_ONCE = late(
    r"\b(?:first|earlier|initial\w*|original\w*|previous\w*|old|former\w*|than|too (?:low|high))\b", re.I
)
_WAS_SAID = late(
    r"\b(?:previous|earlier|first|original|initial|old)\s+(?:estimate|forecast|figure|count|projection)\b"
    r"|\bthe (?:estimate|forecast|figure|count|projection) of [^;.]*\bwas\b",
    re.I,
)
_SAYS_NOW = late(r"\b(?:estimates|puts|now|expects|forecasts|latest|is|are|stands|revised|updated)\b", re.I)


class Beyond(NamedTuple):
    """How a claim compares its level with another, the two levels of the passage, and whether it is so."""

    span: Span
    levels: tuple[Quantity, Quantity]
    right: bool


def beyond_otherwise(claim: Claim, item: Evidence) -> Iterator[Contrary]:
    """Yield the comparison that a claim has beside a level, where the two levels of a passage show the contrary."""
    found = beyond(claim, item)
    if found is not None and not found.right:
        said, (one, other) = found.span.of(claim.text), (q.span.of(item.text) for q in found.levels)
        yield "acts", f"the draft says “{said}”; the source has {one} against {other}", found.span, said
    yield from _replaced(claim.text, item.text)


def beyond_alike(claim: Claim, item: Evidence) -> str:
    """Return the comparison that a claim has beside a level, where the two levels of a passage bear it out; or ""."""
    found = beyond(claim, item)
    return found.span.of(claim.text) if found is not None and found.right else ""


@functools.lru_cache(maxsize=4096)
def beyond(claim: Claim, item: Evidence) -> Beyond | None:
    """Return the comparison that a claim has beside a level with the two levels of a passage, or None."""
    said = _THAN.search(claim.text)
    if said is None or item.figure is not None or turns(claim.text) or turns(item.text):
        return None
    mine = [q for q in quantity.find(claim.text) if q.span.end <= said.start()][-1:]
    if not mine or mine[0].unit in _UNLEVELED or change(claim.text, mine[0]):
        return None
    alike = [q for q in quantity.find(item.text) if q.unit == mine[0].unit and not change(item.text, q)]
    own = [q for q in alike if quantity.agree(mine[0], q).holds]
    if len(alike) != _PAIR or len(own) != 1 or alike[0].value == alike[1].value:
        return None
    one, other = own[0], next(q for q in alike if q != own[0])
    if not (
        _is_of_then(said["other"], item, one, other) or _is_of_name(said["other"], item.text, one, other)
    ):
        return None
    right = (one.value - other.value) * (1 if said["up"] else -1) > 0
    start = said.start("up") if said["up"] else said.start("down")
    return Beyond(Span(start=start, end=said.end()), (one, other), right)


def _is_of_name(what: str, passage: str, one: Quantity, other: Quantity) -> bool:
    """Say whether the other level of a passage stands beside the names with which a claim compares."""
    names = {m.group() for m in _NAME.finditer(what)}
    if not names or any(name.casefold() in CALENDAR for name in names):
        return False
    beside = {q: frozenset(re.findall(r"[\w’'-]+", piece)) for piece, q in pieces(passage, (one, other))}
    return names <= beside[other] and names.isdisjoint(beside[one])


def _is_of_then(what: str, item: Evidence, one: Quantity, other: Quantity) -> bool:
    """Say whether the other level of a passage is that of the time with which a claim compares."""
    ago = _AGO.search(what)
    if ago is None:
        return False
    around = {q: piece for piece, q in pieces(item.text, (one, other))}
    told = _AGO.search(around[other])
    if told is not None and one.span.start < other.span.start:
        return _length(told) == _length(ago)
    times = when.find(item.text, item.published)
    dates = [_day(around[q], item.text, q, times) for q in (one, other)]
    if dates[0] is None or dates[1] is None:
        return False
    (count, unit), apart = _length(ago), (dates[0].start - dates[1].start).days
    least, most = _DAYS[unit]
    return count * least <= apart <= count * most


def _length(ago: re.Match[str]) -> tuple[int, str]:
    """Return how long ago a time is: four years."""
    count = (ago["count"] or "one").casefold()
    return _COUNTS.get(count) or int(count), (ago["unit"] or ago["last"]).casefold()


def _day(piece: str, text: str, level: Quantity, times: Sequence[Period]) -> Period | None:
    """Return the one time in the piece of a level."""
    start = text.index(piece)
    here = [
        p for p in times if start <= p.span.start < start + len(piece) and not p.span.overlaps(level.span)
    ]
    return here[0] if len(here) == 1 else None


def _replaced(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the level that a claim calls the latest, where a passage has it replaced by another."""
    if _LATEST.search(claim) is None or _REPLACED.search(passage) is None or _TO_COME.search(passage):
        return
    if turns(claim) or turns(passage) or _ONCE.search(claim):
        return
    for mine in (q for q in quantity.find(claim) if q.unit not in _UNLEVELED):
        new = _newer(mine, passage)
        if new and new not in claim:
            said = mine.span.of(claim)
            yield (
                "numbers",
                f"the draft calls {said} the latest; the source has {new} for it",
                mine.span,
                said,
            )
            return


def _newer(mine: Quantity, passage: str) -> str:
    """Return the level by which a passage has the level of a claim replaced, or ""."""
    stated = quantity.find(passage)
    for span, old, new, _ in steps(passage):
        ends = [q for q in stated if span.covers(q.span) or q.span == span]
        if ends and _is(mine, old, ends[-1]) and not _is(mine, new, ends[-1]):
            return ends[-1].span.of(passage).rpartition(" to ")[2]
    alike = [q for q in stated if q.unit == mine.unit]
    own = [q for q in alike if quantity.agree(mine, q).holds]
    clauses = {q: _clause(passage, q) for q in alike}
    if len(own) != 1 or len(alike) != _PAIR or not _WAS_SAID.search(clauses[own[0]]):
        return ""
    other = next(q for q in alike if q != own[0])
    return (
        other.span.of(passage)
        if clauses[other] != clauses[own[0]] and _SAYS_NOW.search(clauses[other])
        else ""
    )


def _is(mine: Quantity, value: float, level: Quantity) -> bool:
    """Say whether a claim has the value that stands at one end of a way, in the unit of its other end."""
    return mine.unit == level.unit and mine.value == value


def _clause(passage: str, number: Quantity) -> str:
    start = max(passage.rfind(mark, 0, number.span.start) for mark in (";", ". ")) + 1
    ends = [at for mark in (";", ". ") if (at := passage.find(mark, number.span.end)) >= 0]
    return passage[start : min(ends, default=len(passage))]
