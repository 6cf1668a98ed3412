"""What a list of counts comes to: "68 adults and 19 minors" are 87 people in all, and 68 they are not.

So much for each of two is twice that in all: "Orm and Tarn each freed 90 prisoners", who swapped 180.
Counted place by place ("three deaths in Marrow and two in Teal") it is so many in so many places.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..judge import parsed
from ..model import Bound, Quantity
from ..text import late
from ._claim import counted_noun
from ._synonyms import told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ._placing import Contrary

_JOINED = late(
    r"\s(?P<what>[^.;:()\d]{2,60}?)(?:,|,? and|,? as well as|,? plus)\s(?:another |a further |about |some )?",
    re.I,
)
_AND_ONE = late(r"[^.;:()\d]{2,60}?(?:,|,? and) one (?=(?:in|at|on|near|from)\b)", re.I)
_PLACED = late(r"\s(?:in|at|on|near|from|off)\s", re.I)
_IN_SO_MANY = late(r"\b(?:in|at|on|across|near|from)(?: (?:the|all))? $", re.I)
IN_ALL = late(
    r"\b(?:in total|in all|altogether|all told|overall|a total of|in sum|combined|between them|together)\b",
    re.I,
)
_ONLY = late(r"\b(?:only|just|no more than)\s+$", re.I)
_NAME = r"(?:[Tt]he )?(?P<{}>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
_BOTH_EACH = re.compile(rf"{_NAME.format('one')} and {_NAME.format('other')}(?: have| had)? each ")
_COUNT_BEHIND = late(r"(?:[a-z’'-]+ ){1,4}", re.I)
SWAPS = late(r"\b(?P<said>swap(?:s|ped)?|exchang(?:e|es|ed)|trad(?:e|es|ed))\b", re.I)
_PAIR = 2
_UNCOUNTED = ("label", "ordinal", "score", "times", "share", "%", "points")
# What things of several kinds may be called together.
_ANY_KIND = frozenset(
    "people person animal creature vehicle building object item weapon vessel victim casualty tree plant".split()  # noqa: SIM905
)
_PLACES = frozenset(
    """
    place village town city province region district county country state valley island site farm school hospital street
    area community municipality station match game
    """.split()  # noqa: SIM905
)


class Total(NamedTuple):
    """A list of counts of a passage, what each counts, and whether it goes by places; one more may be a "one"."""

    counts: tuple[Quantity, ...]
    things: tuple[Token, ...]
    placed: bool
    ones: int

    @property
    def value(self) -> float:
        """Return what all comes to."""
        return sum(q.value for q in self.counts) + self.ones

    def said(self, passage: str) -> str:
        """Return the counts as the passage has them."""
        return " and ".join(q.span.of(passage) for q in self.counts) + (" and one" if self.ones else "")


def totalled(claim: str, number: Quantity, passage: str) -> str:
    """Return the counts of a passage that come to a number of a claim, or are so many places, or ""."""
    if number.unit or number.bound is not Bound.EXACT:
        return ""
    for total in totals(passage):
        sums = [
            q
            for q in quantity.find(claim)
            if not q.unit and q.value == total.value and _can_be(claim, q, total)
        ]
        if number in sums:
            return total.said(passage)
        places = len(total.counts) + total.ones
        if sums and total.placed and number.value == places and _is_of_places(claim, number):
            return f"{total.said(passage)} in {places} places"
    return ""


def of_one_kind_only(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim gives as that of all, and a passage as that of the one kind of several: 68 adults."""
    for mine in quantity.find(claim) if not turns(claim) else ():
        if mine.unit or not _is_of_all(claim, mine):
            continue
        for total in totals(passage):
            one = next((i for i, q in enumerate(total.counts) if q.value == mine.value), None)
            if total.placed or one is None or not _can_be(claim, mine, total) or total.value == mine.value:
                continue
            said = mine.span.of(claim)
            yield (
                "numbers",
                f"the draft says {said}; the source has {_kinds(total, passage)}",
                mine.span,
                said,
            )
            return


def in_so_many_places(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of places of a claim where a passage counts the same place by place, in more or fewer of them."""
    counts = [q for q in quantity.find(claim) if not q.unit]
    for total in totals(passage) if len(counts) > 1 else ():
        same = [q for q in counts if q.value == total.value and _can_be(claim, q, total)]
        named = [q for q in counts if q not in same and _is_of_places(claim, q)]
        places = len(total.counts) + total.ones
        if total.placed and len(same) == len(named) == 1 and named[0].value != places:
            said = named[0].span.of(claim)
            reason = f"the draft says {said}; the source has {total.said(passage)}, in {places} places"
            yield "numbers", reason, named[0].span, said
            return


def _is_of_places(claim: str, number: Quantity) -> bool:
    """Say whether a number of a claim tells in how many places something was."""
    thing = counted_noun(claim, number.span)
    there = _IN_SO_MANY.search(claim[: number.span.start]) is not None
    return there and thing is not None and thing.lemma_.casefold() in _PLACES


def _kinds(total: Total, passage: str) -> str:
    pairs = zip(total.counts, total.things, strict=True)
    return " and ".join(f"{q.span.of(passage)} {thing.text}" for q, thing in pairs)


def _is_of_all(claim: str, number: Quantity) -> bool:
    """Say whether a claim gives a number as that of all there are."""
    around = claim[: number.span.start][-20:] + claim[number.span.start :]
    return IN_ALL.search(around) is not None or _ONLY.search(claim[: number.span.start]) is not None


def _can_be(claim: str, number: Quantity, total: Total) -> bool:
    """Say whether what a number of a claim counts can be all that a list counts, and is not one kind of it."""
    thing = counted_noun(claim, number.span)
    if thing is None:
        return False
    if total.placed:
        return True
    if any(bm25.terms(thing.text) == bm25.terms(t.text) for t in total.things):
        return False
    return thing.lemma_.casefold() in _ANY_KIND


@functools.lru_cache(maxsize=4096)
def totals(passage: str) -> tuple[Total, ...]:
    """Return the lists of counts of a passage, by kinds of what is counted or by places."""
    counts = [q for q in quantity.find(passage) if q.unit == "" and q.bound is Bound.EXACT and q.value >= 1]
    if len(counts) < 2:
        return ()
    runs: list[list[Quantity]] = [[counts[0]]]
    for one, other in itertools.pairwise(counts):
        if _is_joined(passage, one, other):
            runs[-1].append(other)
        else:
            runs.append([other])
    found = (_total(passage, run) for run in runs if len(run) > 1)
    return tuple(total for total in found if total is not None)


def _is_joined(passage: str, one: Quantity, other: Quantity) -> bool:
    """Say whether one count follows another in a list; a verb stands between only where a place does: "died in"."""
    start, end = one.span.end, other.span.start
    if not _JOINED.fullmatch(passage, start, end):
        return False
    if _PLACED.match(passage, other.span.end) and _PLACED.search(passage, start, end):
        return True
    return not any(t.pos_ in ("VERB", "AUX") for t in parsed(passage) if start <= t.idx < end)


def _total(passage: str, run: list[Quantity]) -> Total | None:
    """Return some counts as those of several kinds, or of one kind in several places; or None."""
    ones = 1 if _AND_ONE.match(passage, run[-1].span.end) else 0
    if all(_PLACED.match(passage, q.span.end) for q in run[1:]):
        first = counted_noun(passage, run[0].span)
        return Total(tuple(run), (first,), True, ones) if first is not None else None
    things = [counted_noun(passage, q.span) for q in run]
    named = tuple(t for t in things if t is not None)
    apart = len({t.lemma_ for t in named}) == len(run)
    return Total(tuple(run), named, False, 0) if apart and len(named) == len(run) else None


def in_all(claim: str, number: Quantity, passage: str) -> str:
    """Return how many each of two did by a passage, where a claim tells what both come to, or ""."""
    each = each_of_two(claim, passage)
    if each is None or number.unit != each.unit or not (IN_ALL.search(claim) or SWAPS.search(claim)):
        return ""
    return f"{each.span.of(passage)} each" if quantity.agree(number, _doubled(each)).holds else ""


def _doubled(each: Quantity) -> Quantity:
    return replace(each, value=_PAIR * each.value, low=_PAIR * each.low, high=_PAIR * each.high)


def each_of_two(claim: str, passage: str) -> Quantity | None:
    """Return the one number that a passage has for each of two whom a claim names too; or None."""
    found = _BOTH_EACH.search(passage) if not (turns(claim) or turns(passage)) else None
    if found is None:
        return None
    held = told(claim)
    named = all(found[side] in claim or not told(found[side]).isdisjoint(held) for side in ("one", "other"))
    own = [q for q in quantity.find(passage) if q.unit not in _UNCOUNTED]
    behind = [q for q in own if _COUNT_BEHIND.fullmatch(passage[found.end() : q.span.start])]
    return behind[0] if named and len(own) == len(behind) == 1 else None
