"""One thing at two times, each of which a passage gives a level: in which of them there was more.

"In February 41 of 96 convoys passed, in January 58 of 103" refutes "more convoys passed in February than in January"
and bears "fewer" out. Where a time has several levels, or the two count other things, nothing is compared.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .. import bm25, quantity, when
from ..judge import change, parsed, tells_change
from ..model import Claim, Evidence, Period, Quantity, Span
from ..text import late
from ..when import Relation
from ._placing import parts_around
from ._synonyms import spoken, told
from ._turns import turns

PAIR = 2
_ENDS = late(r"(?:between|from) (.+?) (?:and|to|until) (.+)", re.I)
_UP = "more|higher|larger|bigger|greater|longer|heavier|dearer|better|busier"
_DOWN = "fewer|less|lower|smaller|shorter|lighter|cheaper|worse|quieter"
_THAN = late(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<what>(?:\s+[\w’'.-]+){{0,12}}?),?\s+than\s+"
    r"(?:(?:in|on|at|during|for|it was|they were|it had been|they had been)\s+)*(?:the\s+)?",
    re.I,
)
_SO_LONG_BEFORE = late(
    r"(?:(?:an?|one|the)\s+)?(?P<unit>day|week|month|quarter|year)\s+(?:earlier|before|ago|previously)\b"
    r"|(?:the\s+)?(?:previous|preceding|prior)\s+(?P<last>day|week|month|quarter|year)\b",
    re.I,
)
_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (89, 92), "year": (365, 366)}
_OF = late(r"\s+(?:of|out of)\s+(?:the\s+|its\s+|their\s+)?$")
_PER = late(r"\bper\s+$", re.I)  # "per 1,000 households"
_THING = late(r"\s+(?P<thing>[a-z][\w’'-]+)")
_SMALL = frozenset("of in on at and or to by from for with a the were was are is had have has as".split())  # noqa: SIM905
_COUNTING = ("more", "fewer", "less")
_UNCOUNTED = ("label", "ordinal", "score", "times", "share")
_HELD = (Relation.SAME, Relation.INSIDE)
_MATTER = 0.6  # the share of a claim's telling words that a passage has to have to speak of the same matter


class Time(NamedTuple):
    """A time of a text: as a period, or as so long before another."""

    span: Span
    period: Period | None
    unit: str


class Eras(NamedTuple):
    """A comparison of a claim with the levels that a passage gives the two times: how it is told, if it is so."""

    span: Span
    levels: tuple[Quantity, Quantity]
    right: bool
    same: bool  # whether the passage has most of what the claim tells


@functools.lru_cache(maxsize=4096)
def eras(claim: Claim, item: Evidence) -> Eras | None:
    """Return the comparison of two times in a claim, of each of which a passage gives the level; or None."""
    said = _THAN.search(claim.text)
    if said is None or item.figure is not None or turns(claim.text) != turns(item.text):
        return None
    then = next(
        (t for t in times_of(claim.text, claim.periods) if t.span.start <= said.end() < t.span.end), None
    )
    if then is None or any(change(claim.text, q) for q in claim.quantities):
        return None
    pair = _pair(claim, then, _leveled(item))
    if pair is None or pair[0].value == pair[1].value or not _of_one_thing(claim.text, said, item.text, pair):
        return None
    right = (pair[0].value - pair[1].value) * (1 if said["up"] else -1) > 0
    same = _is_of_one_matter(claim, said, item.text)
    return Eras(Span(start=said.start(), end=then.span.end), pair, right, same)


@functools.lru_cache(maxsize=4096)
def uncompared(claim: Claim, item: Evidence) -> str:
    """Return how a claim compares two times that a passage tells of without a word of comparison, or "".

    "More trains ran in June than in May" has all its words where a passage tells of trains in May and trains in June.
    """
    said = _THAN.search(claim.text)
    found = eras(claim, item) if said is not None and item.figure is None else None
    if said is None or item.figure is not None or (found is not None and found.right):
        return ""
    if any(change(claim.text, q) for q in claim.quantities):
        return ""  # by how much, the numbers say
    ours, theirs = (
        times_of(claim.text, claim.periods),
        times_of(item.text, when.find(item.text, item.published)),
    )
    then = next((t for t in ours if t.span.start <= said.end() < t.span.end), None)
    named = then is not None and any(is_same(then, t) for t in theirs) and len(theirs) >= PAIR
    compares = any(tells_change(t.lower_) or t.lower_ == "than" for t in parsed(item.text))
    return said.group().strip() if named and not compares else ""


def times_of(text: str, periods: Sequence[Period]) -> list[Time]:
    """Return the times of a text, those that are told as so long before another among them."""
    before = [
        Time(Span(start=m.start(), end=m.end()), None, (m["unit"] or m["last"]).casefold())
        for m in _SO_LONG_BEFORE.finditer(text)
    ]
    named = [Time(p.span, p, "") for p in periods if not any(p.span.overlaps(t.span) for t in before)]
    return sorted((*before, *named), key=lambda t: t.span.start)


def levels_of_two_times(item: Evidence) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the later and the earlier level of a passage that gives two times one each."""
    dated = [(time.period.start, level) for time, level in _leveled(item).items() if time.period is not None]
    if len(dated) == PAIR and dated[0][0] != dated[1][0]:
        (_, old), (_, new) = sorted(dated, key=lambda pair: pair[0])
        yield new, old


def _leveled(item: Evidence) -> dict[Time, Quantity]:
    """Return the times of a passage with the one level in the clause of each; none where one has several."""
    text = item.text
    times = times_of(text, when.find(text, item.published))
    stated = quantity.find(text)
    levels = [
        q
        for q in stated
        if q.unit not in _UNCOUNTED and not change(text, q) and not is_whole(text, q, stated)
        if not any(t.span.overlaps(q.span) for t in times) and not _PER.search(text[: q.span.start])
    ]
    found: dict[Time, Quantity] = {}
    for level in levels:
        time = _time_of(level, text, times)
        if time is None or time in found:
            return {}
        found[time] = level
    units = {level.unit for level in found.values()}
    return found if len(units) == 1 and len(found) == PAIR else {}


def is_whole(text: str, number: Quantity, stated: Sequence[Quantity]) -> bool:
    """Say whether a number is the 96 of "41 of 96"."""
    of = _OF.search(text[: number.span.start])
    return of is not None and any(other.span.end == of.start() for other in stated)


def _time_of(level: Quantity, text: str, times: Sequence[Time]) -> Time | None:
    """Return the one time of the clause, or else of the piece, in which a level stands."""
    for part in parts_around(text, level.span):
        here = [t for t in times if part.covers(t.span)]
        if len(here) == 1:
            return here[0]
    return None


def _pair(claim: Claim, then: Time, leveled: dict[Time, Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return the level of the time that a claim speaks of, and that of the time with which it compares; or None."""
    if not leveled:
        return None
    one, other = leveled
    ways = [(new, old) for new, old in ((one, other), (other, one)) if is_then(then, new, old)]
    now = [t for t in times_of(claim.text, claim.periods) if t != then]
    ways = [(new, old) for new, old in ways if not now or any(is_same(t, new) for t in now)]
    return (leveled[ways[0][0]], leveled[ways[0][1]]) if len(ways) == 1 else None


def is_then(then: Time, new: Time, old: Time) -> bool:
    """Say whether the earlier of two times of a passage is the one with which a claim compares."""
    if is_same(then, old):
        return True
    if not then.unit or new.period is None or old.period is None:
        return False
    least, most = _DAYS[then.unit]
    return least <= (new.period.start - old.period.start).days <= most


def is_same(ours: Time, theirs: Time) -> bool:
    if ours.period is None or theirs.period is None:
        return ours.unit != "" and ours.unit == theirs.unit
    return when.relate(ours.period, theirs.period) in _HELD


def _of_one_thing(claim: str, said: re.Match[str], passage: str, pair: tuple[Quantity, Quantity]) -> bool:
    """Say whether what a passage counts at both times is what a claim compares, or one thing that is higher."""
    held, behind = told(claim), [thing for level in pair for thing in thing_behind(passage, level)]
    if (said["up"] or said["down"]).casefold() not in _COUNTING:
        return len({term for thing in behind for term in bm25.terms(thing)}) <= 1
    return all(not held.isdisjoint(bm25.terms(thing)) for thing in behind)


def thing_behind(passage: str, level: Quantity) -> Iterator[str]:
    """Yield the word right behind a number, or behind the whole of which it is a part."""
    ends = [level.span.end, *(p.whole.span.end for p in quantity.parts(passage) if p.part.span == level.span)]
    for end in ends if level.unit == "" else ():
        found = _THING.match(passage, end)
        if found and found["thing"] not in _SMALL:
            yield found["thing"]


def _is_of_one_matter(claim: Claim, said: re.Match[str], passage: str) -> bool:
    """Say whether a passage has most of what a claim tells beside the comparison and its times."""
    held = told(passage)
    aside = {said["up"] or said["down"], *(w for p in claim.periods for w in p.span.of(claim.text).split())}
    words = [forms for word, forms in spoken(claim.text) if word not in aside and not word.isdigit()]
    return bool(words) and sum(not held.isdisjoint(forms) for forms in words) >= _MATTER * len(words)


def both_ends(claim: str, at: Span | None, passage: str) -> bool:
    """Say whether a time of a claim runs from one day to another, each of which a passage names by itself.

    "Between 2019 and 2025 it rose from 410 to 560" of "from 410 in 2019 to 560 in 2025".
    """
    said = _ENDS.fullmatch(at.of(claim)) if at is not None else None
    ends = [when.find(part) for part in said.groups()] if said is not None else []
    named = when.find(passage) if ends and all(len(end) == 1 for end in ends) else ()
    return bool(named) and all(any(when.relate(end[0], p) is Relation.SAME for p in named) for end in ends)
