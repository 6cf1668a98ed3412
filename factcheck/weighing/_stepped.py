"""The way from one level to another: which of them was before, and by how much the two differ.

"Fell from 10 billion to 8 billion" bears no "rose from 8 billion to 10" out, no "fell by 8 billion", no "fell to 10".
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import bm25, quantity, when
from ..judge import change, explains, is_level, moved_to, parsed, tells_change
from ..model import Claim, Evidence, Finding, Quantity, Span
from ..text import late
from ._moves import ELSEWHERE, WAS
from ._placing import Contrary, refuting
from ._synonyms import spoken, told
from ._turns import turns

_SOME = r"(?:(?:about|around|some|nearly|just|only|almost|roughly|the)\s+)*"
_FROM = late(rf"\bfrom\s+{_SOME}$", re.I)
_TO = late(rf"\bto\s+{_SOME}$", re.I)
_ON_TO = late(rf"(?:,?\s+[\w’'-]+){{0,5}}?,?\s+to\s+{_SOME}", re.I)
_BACK_FROM = late(rf"(?:,?\s+[\w’'-]+){{0,5}}?,?\s+from\s+{_SOME}", re.I)
_END = re.compile(r"[.;](?=\s)")
_WHOLE = late(r"\d of (?:(?:the|its|their|all) )*$")  # "14 of 92 posts, compared with 23 a year earlier"
_REVISED = late(
    r"\b(?:revised|corrected|amended|adjusted|restated)(?: (?:up|down|upwards?|downwards?))? from ", re.I
)
_WAS_REVISED = late(
    r"\b(?:revis\w+|correct\w+|first|initial\w*|earlier|original\w*|before|previous\w*|preliminary)\b", re.I
)
_YEAR = late(r"\b(?:1[89]|20)\d\d\b")
_NOW = late(
    rf"\b(?:(?:is|are)(?: now| currently)?|(?:now )?stands? at|(?:is|are)? ?now(?: at)?)\s+{_SOME}$", re.I
)
# Words that speak of an earlier step than the last.
_ONCE = late(
    r"\b(?:earlier|previous\w*|former\w*|first|initial\w*|original\w*|before|already|had|last|then|ago|later)\b",
    re.I,
)
_PLACED = late(r"\s+(?:[\w’'-]+\s+)?(?:behind|ahead|above|below)\b", re.I)
# Where the step is still to come, the old value is that of today.
_AHEAD = late(
    r"\b(?:will|shall|would|may|might|could|plan\w*|propos\w+|intend\w*|recommend\w*|(?:is|are) to|going to|wants? to"
    r"|draft|bill|asks?|calls? for|demand\w*|considers?|considering)\b",
    re.I,
)
_STILL = late(r"\b(?:unchanged|unaltered|the same as|remain\w*|stay\w*)\b", re.I)
# What is a change itself: where it "was 3 per cent", something rose by so much.
_CHANGES = frozenset(
    bm25.terms(
        "increase rise growth gain inflation decrease decline fall drop cut reduction change difference lead margin"
        " surplus shortfall deficit jump slump loss raise addition expansion contraction return swing"
    )
)
_CUTTING = frozenset(
    "cut shed axe lose drop scrap remove slash dismiss fire sack eliminate add create hire".split()  # noqa: SIM905
)
_CUTS = late(
    r"\b(?:cut|shed|ax|los|dropp?|scrap|remov|slash|dismiss|fir|sack|eliminat|add|creat|hir)(?:e?[sd]|t|ing|p?ed)?\b"
)
_CHANGED_BY = late(r"(?:\s+[\w’'-]+){0,6}?\s+by\s+(?:(?:about|some|around|another)\s+)?")
_ITS = late(r"\b(?:its|the|their|all|of)\s+(?:[a-z]+\s+)?$")
_LEVELS = ("label", "ordinal", "score", "times")


class Way(NamedTuple):
    """A way of a text from one level to another."""

    old: Quantity
    new: Quantity

    @property
    def span(self) -> Span:
        """Return where the way stands."""
        ends = (self.old.span, self.new.span)
        return Span(start=min(s.start for s in ends), end=max(s.end for s in ends))

    @property
    def unit(self) -> str:
        """Return the unit of both levels, of which one may leave it unsaid."""
        return max(self.old.unit, self.new.unit)

    def changed(self, number: Quantity, way: int) -> bool:
        """Say whether a number is by how much it changes."""
        return explains(number, way, self.new.value, self.old.value, self.unit)


@functools.lru_cache(maxsize=4096)
def ways(text: str) -> tuple[Way, ...]:
    """Return the ways of a text, in order: "from 10 to 8", "to 8 from 10", "8, compared with 10 a year before"."""
    found = []
    numbers = [
        q for q in quantity.find(text) if q.unit not in _LEVELS and not _WHOLE.search(text[: q.span.start])
    ]
    for one, other in itertools.pairwise(numbers):
        before, between = text[: one.span.start], text[one.span.end : other.span.start]
        if one.unit != other.unit and "" not in (one.unit, other.unit):
            continue
        if _FROM.search(before) and _ON_TO.fullmatch(between):
            found.append(Way(one, other))
        elif (_TO.search(before) and _BACK_FROM.fullmatch(between)) or _set_against(text, one, other):
            found.append(Way(other, one))
    return tuple(found)


def _set_against(text: str, new: Quantity, old: Quantity) -> bool:
    """Say whether a level is set against an earlier one: not a change, and not that of another place."""
    between = text[new.span.end : old.span.start]
    plain = not change(text, new) and ELSEWHERE.match(text, old.span.end) is None
    return plain and not _END.search(between) and WAS.search(between) is not None


def stepped(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield what a claim has otherwise of the way from one level to another than a passage."""
    if turns(claim) or turns(passage):
        return
    theirs = ways(passage)
    if theirs and set(_YEAR.findall(claim)) <= set(_YEAR.findall(passage)):
        yield from _backwards(claim, passage, theirs)
        if _of_all_it_names(claim, passage):
            yield from _by_a_level(claim, passage, theirs)
            yield from _to_the_old(claim, passage, theirs)
    yield from _by_what_it_is(claim, passage)
    yield from _before_it_was_revised(claim, passage)


def _before_it_was_revised(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number of a claim that a passage has only as what a figure was before it was revised."""
    found = _REVISED.search(passage) if not _WAS_REVISED.search(claim) else None
    levels = [q for q in quantity.find(passage) if found is not None and q.span.start >= found.end()][:2]
    if (
        found is None
        or len(levels) != 2
        or not _ON_TO.fullmatch(passage[levels[0].span.end : levels[1].span.start])
    ):
        return
    unit = max(levels[0].unit, levels[1].unit)
    for mine in quantity.find(claim):
        if mine.value == levels[0].value != levels[1].value and mine.unit in ("", unit):
            said, new = mine.span.of(claim), levels[1].span.of(passage)
            yield "numbers", f"the draft says {said}; the source has it revised to {new}", mine.span, said
            return


def all_for_some(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has all cut that there was: of "a staff of 9,000 by 700" 700 go."""
    numbers = quantity.find(item.text) if _CUTS.search(claim.text) else ()
    for there, by in itertools.pairwise(numbers):
        between = item.text[there.span.end : by.span.start]
        changes = map(tells_change, re.findall(r"[a-z]+", _before(item.text, by)))
        if not _CHANGED_BY.fullmatch(between) or not any(changes):
            continue
        mine = [q for q in claim.quantities if q.value == there.value and _is_cut(claim.text, q)]
        if mine and not any(q.value == by.value for q in claim.quantities):
            said, were = mine[0].span.of(claim.text), there.span.of(item.text)
            reason = f"the draft says {said}; the source has {were} changed by {by.span.of(item.text)}"
            yield refuting("numbers", reason, mine[0].span, said, item)


def _is_cut(claim: str, number: Quantity) -> bool:
    """Say whether a number of a claim counts what is cut, or added: "cut 9,000 jobs"; "cut its 210 flights" is open."""
    inside = next((t for t in parsed(claim) if number.span.start <= t.idx < number.span.end), None)
    thing = (
        next((t for t in (inside, *inside.ancestors) if t.dep_ in ("dobj", "nsubjpass")), None)
        if inside
        else None
    )
    verb = thing.head if thing is not None else None
    return verb is not None and verb.lemma_ in _CUTTING and _ITS.search(claim[: number.span.start]) is None


def _of_all_it_names(claim: str, passage: str) -> bool:
    """Say whether a passage has every noun and adjective of a claim: a fare for buses is none for trams."""
    held, forms = told(passage), dict(spoken(claim))
    things = [t for t in parsed(claim) if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.text in forms]
    return all(not held.isdisjoint(forms[t.text]) or tells_change(t.lower_) for t in things)


def stepped_right(claim: str, passage: str) -> bool:
    """Say whether a passage has something go to a level, the way that a claim has it go there."""
    return any(
        _alike(mine, theirs.new) and (theirs.new.value - theirs.old.value) * moved_to(claim, mine) > 0
        for theirs in ways(passage)
        for mine in quantity.find(claim)
    )


def _backwards(claim: str, passage: str, theirs: tuple[Way, ...]) -> Iterator[Contrary]:
    """Yield a way of a claim that a passage has the other way round only."""
    for mine in ways(claim):
        if any(_alike(mine.old, way.old) and _alike(mine.new, way.new) for way in theirs):
            continue
        turned = next((w for w in theirs if _alike(mine.old, w.new) and _alike(mine.new, w.old)), None)
        if turned is not None and turned.old.value != turned.new.value:
            said = mine.span.of(claim)
            reason = f"the draft has it go {_told(mine, claim)}; the source {_told(turned, passage)}"
            yield "numbers", reason, mine.span, said


def _told(way: Way, text: str) -> str:
    return f"from {way.old.span.of(text)} to {way.new.span.of(text)}"


def _by_a_level(claim: str, passage: str, theirs: tuple[Way, ...]) -> Iterator[Contrary]:
    """Yield a level of a passage by which a claim has something rise or fall: "by 8" of "from 10 to 8"."""
    for mine in quantity.find(claim):
        way = _changes(claim, mine)
        if not way or any(one.changed(mine, way) for one in theirs) or _is_change(mine, passage):
            continue
        for one in theirs:
            level = next((end for end in (one.new, one.old) if _alike(mine, end)), None)
            if level is not None and mine.unit == one.unit and not _tells_of_a_change(claim, passage, level):
                said = mine.span.of(claim)
                reason = f"the draft has it change by {said}; the source has it go {_told(one, passage)}"
                yield "numbers", reason, mine.span, said
                break


def _to_the_old(claim: str, passage: str, theirs: tuple[Way, ...]) -> Iterator[Contrary]:
    """Yield the level at which a claim has something end, and from which alone a passage has it go."""
    if _ONCE.search(claim) or _AHEAD.search(passage):
        return
    times = [p.span.of(claim) for p in when.find(claim)]
    inside = [way.span for way in ways(claim)]
    for mine in quantity.find(claim):
        before = claim[: mine.span.start]
        goes_there = _TO.search(before) or _NOW.search(before)
        if not goes_there or any(mine.span.overlaps(span) for span in inside):
            continue
        old = [w for w in theirs if _alike(mine, w.old) and w.old.value != w.new.value]
        old = [w for w in old if all(time in _sentence(passage, w.span) for time in times)]
        other = [q for q in quantity.find(passage) if _alike(mine, q) and q not in [w.old for w in old]]
        heading = moved_to(claim, mine)
        if old and not other and heading * (old[0].new.value - old[0].old.value) >= 0:
            said = mine.span.of(claim)
            reason = f"the draft has it at {said}; the source has it go {_told(old[0], passage)}"
            yield "numbers", reason, mine.span, said


def _by_what_it_is(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the level of a thing by which a claim has that thing change: "fell by 3.1 percent" of "was 3.1"."""
    subject = next((t for t in parsed(claim) if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    stepping = [way.span for way in ways(passage)]
    for mine in quantity.find(claim) if subject is not None else ():
        same = [q for q in quantity.find(passage) if _alike(mine, q)] if _changes(claim, mine) else []
        if (
            len(same) != 1
            or not is_level(passage, same[0])
            or any(w.overlaps(same[0].span) for w in stepping)
        ):
            continue
        own = frozenset(bm25.terms(subject.text)) if subject is not None else frozenset()
        told_of = own and own <= told(_before(passage, same[0]))
        if told_of and not _tells_of_a_change(claim, passage, same[0]):
            said = mine.span.of(claim)
            reason = f"the draft has it change by {said}; the source has it at {same[0].span.of(passage)}"
            yield "numbers", reason, mine.span, said


def _changes(claim: str, number: Quantity) -> int:
    """Return which way a claim has something change by a number: who is "six years behind bars" is late by nothing."""
    return 0 if _PLACED.match(claim, number.span.end) else change(claim, number)


def _tells_of_a_change(claim: str, passage: str, level: Quantity) -> bool:
    """Say whether a passage has a level that is by how much something changes: "the rise was 3 per cent"."""
    if _STILL.search(passage, level.span.end):
        return False
    start = level.span.start - len(_before(passage, level))
    nouns = (t for t in parsed(passage) if t.pos_ == "NOUN" and start <= t.idx < level.span.start)
    return not _CHANGES.isdisjoint({term for t in nouns for term in bm25.terms(t.text)} - told(claim))


def _before(passage: str, number: Quantity) -> str:
    """Return what stands before a number in its sentence."""
    return _END.split(passage[: number.span.start])[-1]


def _sentence(passage: str, at: Span) -> str:
    """Return the sentence of a passage in which something stands."""
    return _END.split(passage[: at.start])[-1] + at.of(passage) + _END.split(passage[at.end :])[0]


def _is_change(number: Quantity, passage: str) -> bool:
    """Say whether a passage has a number as a change too."""
    return any(change(passage, q) and _alike(number, q) for q in quantity.find(passage))


def _alike(one: Quantity, other: Quantity) -> bool:
    """Say whether two numbers are the same, be it with the unit of one left unsaid."""
    return one.value == other.value and (one.unit == other.unit or "" in (one.unit, other.unit))
