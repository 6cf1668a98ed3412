"""Of which year of a row of years a number is: of "2023 +6 per cent, 2024 +9, 2025 +4" the nine are of 2024.

A draft of 2026 that has nine per cent "last year" has the year before it. So it is with the months of a row. What a
draft tells without a time is so now: of "55 in June 2026 and 72 in June 2025" it is 55; the 72 were so a year earlier.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity, when
from ..judge import change, decisive, parsed
from ..model import Claim, Evidence, Finding, Period, Quantity, Span, Stance
from ..text import late
from ..when import Relation
from ._eras import Time, is_then, thing_behind, times_of
from ._placing import Contrary, parts_around, shown
from ._synonyms import told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUT = late(
    r"[;,](?!\d)|\.(?=\s)|\b(?:and|but|while|whereas|after|against|from|to|than|compared (?:with|to))\b", re.I
)
# Behind these stands another time than that of the sentence, with its level.
_THEN = r"\b(?:from|than|as|after|against|compared (?:with|to))\b"
_OF_THEN = late(rf"{_THEN}\s+(?:(?:in|the|about|some|nearly)\s+)*$", re.I)
_IS_THEN = late(_THEN, re.I)
# Words of a draft that tells of an earlier time, or of both; of a passage that looks ahead.
_SPEAKS_OF_THEN = late(
    r"\b(?:before|previous\w*|former\w*|earlier|until|used to|once|then|no longer|ago|last|since|than|from|after"
    r"|against|compared|instead|rather|record|peak\w*|average\w*"
    r"|had(?= (?!(?:an?|the|some|about|only|just|more|over|nearly|almost|around)\b)[a-z]))\b",
    re.I,
)
# "Fewer than a year earlier" sets a number beside that of the time before, and gives none for it.
_COMPARED_WITH = late(
    r"\b(?:than|with|to|from|on|over|since|against)(?: (?:in|at|for|it was))?(?: the)? $", re.I
)
_AHEAD = late(
    r"\b(?:will|shall|plan\w*|forecast\w*|expect\w*|estimat\w*|target\w*|to be|is to|are to|from)\b", re.I
)
_GRAINS = ("year", "quarter", "month")
_UNCOUNTED = ("label", "ordinal", "score", "times", "share")
_HALF = late(
    r"\b(?:the )?(?P<which>first|second) half(?: of (?:the year|this year|(?P<year>20\d\d)))?(?! of)\b", re.I
)
_PAIR = 2  # quarters of half a year
ROW = 2  # times that a row has at least


class _Cell(NamedTuple):
    """A piece of a passage, the one time that it has or goes on with, and its numbers."""

    span: Span
    time: Period | None
    numbers: tuple[Quantity, ...]


def in_its_year(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for each number of a claim that a row of years has for the claim's, and for that year."""
    yield from _in_its_half(claim, item)
    yield from _of_the_time_before(claim, item)
    for number, time, cells in _in_rows(claim, item):
        own = _of_its_time(cells, time)
        alike = [q for q in own.numbers if q.unit == number.unit] if own is not None else []
        fits = len(alike) == 1 and quantity.agree(number, alike[0]).holds
        if own is None or not fits or _has_a_stranger(own.span, claim, item):
            continue
        reason = f"the source has {shown(own.span.of(item.text).strip(' ,;'))}"
        for judge, span in (("numbers", number.span), ("dates", time.span)):
            yield decisive(judge, Stance.SUPPORTS, reason, span, span.of(claim.text), item)


def _in_its_half(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for a number of a claim, with its half of a year, to which two quarters of a passage come."""
    half = _HALF.search(claim.text) if item.figure is None else None
    numbers = [q for q in claim.quantities if q.unit not in _UNCOUNTED] if half is not None else []
    if half is None or len(numbers) != 1 or turns(claim.text) or turns(item.text):
        return
    number, first = numbers[0], 1 if half["which"].casefold() == "first" else 7
    cells = [_measured(cell, number, claim.text, item.text) for cell in _cells(item)]
    parts = [
        q
        for month in (first, first + 3)
        for cell in cells
        if cell.time is not None and _is_quarter(cell.time, month)
        for q in cell.numbers
        if q.unit == number.unit
    ]
    years = {cell.time.start.year for cell in cells if cell.time is not None}
    if len(parts) != _PAIR or len(years) != 1 or (half["year"] and int(half["year"]) not in years):
        return
    total = replace(parts[0], value=(of := sum(q.value for q in parts)), low=of, high=of)
    if quantity.agree(number, total).holds:
        reason = f"the source has {' and '.join(q.span.of(item.text) for q in parts)}"
        time = Span(start=half.start(), end=half.end())
        inside = (("numbers", q.span) for q in claim.quantities if time.covers(q.span))
        for judge, span in (("numbers", number.span), ("dates", time), *inside):
            yield decisive(judge, Stance.SUPPORTS, reason, span, span.of(claim.text), item)


def _of_the_time_before(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the number of a claim that a passage gives for a year, or the like, before another time."""
    for number, time, cell in _told_of_before(claim, item):
        alike = [q for q in cell.numbers if quantity.agree(number, q).holds]
        if alike and not _has_a_stranger(cell.span, claim, item):
            reason = f"the source has {shown(cell.span.of(item.text).strip(' ,;'))}"
            inside = (("numbers", q.span) for q in claim.quantities if time.covers(q.span))
            for judge, span in (("numbers", number.span), ("dates", time), *inside):
                yield decisive(judge, Stance.SUPPORTS, reason, span, span.of(claim.text), item)


def _told_of_before(claim: Claim, item: Evidence) -> Iterator[tuple[Quantity, Span, _Cell]]:
    """Yield the number of a claim that it tells of "a year earlier", that time, and the piece of a passage for it."""
    text = claim.text
    times = times_of(text, claim.periods) if item.figure is None else []
    then = times[-1] if times and times[-1].unit and not (turns(text) or turns(item.text)) else None
    if then is None or sum(bool(t.unit) for t in times) > 1 or _COMPARED_WITH.search(text[: then.span.start]):
        return
    cells = [cell for cell in _cells(item) if cell.time is not None]
    pairs = [(new, old) for new in cells for old in cells if _lies_before(old, new, then)]
    numbers = [q for q in claim.quantities if q.unit not in _UNCOUNTED and not q.span.overlaps(then.span)]
    beside = [q for part in parts_around(text, then.span) for q in numbers if part.covers(q.span)]
    own = beside[-1:] if len(numbers) > 1 else numbers
    if len(pairs) == 1 and own and not change(text, own[0]):
        number = own[0] if own[0].unit else replace(own[0], unit=numbers[0].unit)
        yield number, then.span, _measured(pairs[0][1], number, text, item.text)


def _lies_before(old: _Cell, new: _Cell, then: Time) -> bool:
    """Say whether the time of one piece lies as long before that of another as a claim tells."""
    times = [Time(cell.span, cell.time, "") for cell in (new, old) if cell.time is not None]
    return len(times) == _PAIR and is_then(then, *times)


def _is_quarter(time: Period, month: int) -> bool:
    """Say whether a time is the quarter of a year that begins with a month."""
    return time.grain == "quarter" and (time.start.month, time.end.month) == (month, month + 2)


def of_another_year(claim: Claim, item: Evidence) -> Iterator[Contrary]:
    """Yield each number that a claim has for one year and a passage for others, with another one for the claim's."""
    for number, then, cell in _told_of_before(claim, item):
        rival = _rival_then(number, cell, claim, item.text)
        if rival is not None and not _has_a_stranger(cell.span, claim, item):
            said = f"{number.span.of(claim.text)} for {then.of(claim.text)}"
            has = shown(cell.span.of(item.text).strip(" ,;"))
            yield "numbers", f"the draft says {said}; the source has “{has}”", number.span, said
    for number, time, cells in _in_rows(claim, item):
        home = [cell for cell in cells if any(quantity.agree(number, q).holds for q in cell.numbers)]
        own = _of_its_time(cells, time)
        if own is None or not home or not all(_is_of_another(cell, time) for cell in home):
            continue
        rival = _rival(number, own, home[0], item.text)
        if rival is not None and any(quantity.agree(q, rival).holds for q in claim.quantities):
            continue  # "78.4 percent, down from 81.2 percent in 2025": the year is of the other
        if rival is not None and not _has_a_stranger(own.span, claim, item):
            said, where = number.span.of(claim.text), shown(home[0].span.of(item.text).strip(" ,;"))
            has = f"{rival.span.of(item.text)} for {time.span.of(claim.text)}"
            yield "numbers", f"the draft says {said}; the source has {has}, and “{where}”", number.span, said


def of_an_earlier_time(claim: Claim, item: Evidence) -> str:
    """Return the number that a claim gives without a time, and a passage for the earlier of its times only; or ""."""
    text = claim.text
    silent = item.figure is not None or turns(text) or turns(item.text) or _SPEAKS_OF_THEN.search(text)
    if silent or times_of(text, claim.periods) or _AHEAD.search(item.text):
        return ""
    cells = [cell for cell in _cells(item) if cell.time is not None]
    for number in claim.quantities if len(cells) >= ROW else ():
        home = [cell for cell in cells if any(quantity.agree(number, q).holds for q in cell.numbers)]
        if not home or len(home) < sum(quantity.agree(number, q).holds for q in quantity.find(item.text)):
            continue
        later = (cell for cell in cells if _is_later(cell, home) and _tells_alike(cell, home[0], item.text))
        rivals = ((cell, _rival(number, cell, home[0], item.text)) for cell in later)
        for cell, rival in rivals:
            if rival is not None and cell.time is not None and not _names_a_stranger(cell.span, text, item):
                said, now = number.span.of(text), cell.time.span.of(item.text)
                return f"{said} (the source: {rival.span.of(item.text)} in {now})"
    return ""


def _is_later(cell: _Cell, home: list[_Cell]) -> bool:
    """Say whether a piece is of a later time than some others, of a length with theirs."""
    times = [one.time for one in home if one.time is not None]
    time = cell.time
    return time is not None and all(time.grain == t.grain and time.start > t.end for t in times)


def _tells_alike(one: _Cell, other: _Cell, passage: str) -> bool:
    """Say whether two pieces of a passage tell of one deed: with the same verb, or one without any."""
    verbs = [
        {t.lemma_ for t in parsed(passage) if span.start <= t.idx < span.end and t.pos_ == "VERB"}
        for span in (one.span, other.span)
    ]
    return not all(verbs) or not verbs[0].isdisjoint(verbs[1])


def _names_a_stranger(span: Span, claim: str, item: Evidence) -> bool:
    """Say whether a piece of a passage has a name that a claim does not have, and which is of no time."""
    times = [p.span for p in when.find(item.text, item.published)]
    names = (t for t in parsed(item.text) if span.start <= t.idx < span.end and t.pos_ == "PROPN")
    return any(t.text not in claim and not any(s.start <= t.idx < s.end for s in times) for t in names)


def _in_rows(claim: Claim, item: Evidence) -> Iterator[tuple[Quantity, Period, tuple[_Cell, ...]]]:
    """Yield the numbers of a claim with their time and the pieces of a passage that has rows of such times."""
    if item.figure is not None or turns(claim.text) or turns(item.text):
        return
    timed = tuple(_timed(claim))
    cells = _cells(item) if timed else ()
    for number, time in timed:
        row = {cell.time for cell in cells if cell.time is not None and cell.time.grain == time.grain}
        if len(row) >= ROW:
            yield number, time, tuple(_measured(cell, number, claim.text, item.text) for cell in cells)


def _of_its_time(cells: tuple[_Cell, ...], time: Period) -> _Cell | None:
    """Return the one piece of a passage that is of a time, or None."""
    own = [cell for cell in cells if cell.time and when.relate(time, cell.time) is Relation.SAME]
    return own[0] if len(own) == 1 else None


def _timed(claim: Claim) -> Iterator[tuple[Quantity, Period]]:
    """Yield the numbers of a claim that has one time, a year or a month, and tells of them with one verb."""
    text, times = claim.text, times_of(claim.text, claim.periods)
    time = times[0].period if len(times) == 1 else None
    plain = time is not None and time.grain in _GRAINS and time.relation == "in"
    if time is None or not plain or _OF_THEN.search(text[: time.span.start]):
        return
    for number in claim.quantities:
        then = number.unit in _UNCOUNTED or _OF_THEN.search(text[: number.span.start])
        if not then and _verb_over(text, number.span) == _verb_over(text, time.span):
            yield number, time


def _verb_over(text: str, span: Span) -> Token | None:
    """Return the verb under which something stands, however far below, or None."""
    inside = next((t for t in parsed(text) if span.start <= t.idx < span.end), None)
    over = inside.ancestors if inside is not None else ()
    return next((t for t in over if t.pos_ in ("VERB", "AUX")), None)


@functools.lru_cache(maxsize=4096)
def _cells(item: Evidence) -> tuple[_Cell, ...]:
    """Return the pieces of a passage that have numbers; one without a time goes on with a time that stands alone."""
    text, times = item.text, when.find(item.text, item.published)
    stated = [q for q in quantity.find(text) if not any(p.span.overlaps(q.span) for p in times)]
    whole = (*(q.span for q in stated), *(p.span for p in times))
    marks = (m.start() for m in _CUT.finditer(text))
    cuts = [0, *(at for at in marks if not any(s.start < at < s.end for s in whole)), len(text)]
    found, alone = [], None
    for span in (Span(start=a, end=b) for a, b in itertools.pairwise(cuts) if a < b):
        here = [p for p in times if span.covers(p.span)]
        numbers = tuple(q for q in stated if span.covers(q.span) and q.unit not in _UNCOUNTED)
        time = here[0] if len(here) == 1 else alone if not here else None
        if numbers:
            found.append(_Cell(span, time, numbers))
        alone = time if here and not numbers and not _IS_THEN.match(text, span.start) else None
    return tuple(found)


def _measured(cell: _Cell, number: Quantity, claim: str, passage: str) -> _Cell:
    """Return a piece with its bare numbers in the unit of a claim's, where the passage has told that once for all."""
    unit = frozenset(bm25.terms(number.span.of(claim))) & told(passage) if number.unit else frozenset()
    units = {term for term in unit if term.isalpha()}
    bare = (replace(q, unit=number.unit) if units and not q.unit else q for q in cell.numbers)
    return cell._replace(numbers=tuple(bare))


def _rival_then(number: Quantity, own: _Cell, claim: Claim, passage: str) -> Quantity | None:
    """Return the one number of the kind that a passage has for an earlier time, and not a claim's; or None.

    One number of the claim the passage has to have for another time.
    """
    rival = _only_other(number, own, number.unit)
    elsewhere = [q for q in quantity.find(passage) if q not in own.numbers and q.unit not in _UNCOUNTED]
    common = any(quantity.agree(mine, q).holds for mine in (number, *claim.quantities) for q in elsewhere)
    return rival if common else None


def _only_other(number: Quantity, own: _Cell, unit: str) -> Quantity | None:
    """Return the only number of a unit that a piece of a passage has, where it is another than a claim's; or None."""
    alike = [q for q in own.numbers if q.unit == unit]
    differs = len(alike) == 1 and quantity.agree(number, alike[0]) is quantity.Agreement.DIFFERENT
    return alike[0] if differs else None


def _is_of_another(cell: _Cell, time: Period) -> bool:
    """Say whether a piece of a passage is of another year than a time, or of another month."""
    own = cell.time
    plain = own is not None and own.grain == time.grain and own.relation == "in"
    return plain and own is not None and when.relate(time, own) is Relation.APART


def _rival(number: Quantity, own: _Cell, home: _Cell, passage: str) -> Quantity | None:
    """Return the one number of the kind that a passage has for the year of a claim, of the same thing; or None."""
    same = next(q for q in home.numbers if quantity.agree(number, q).holds)
    rival = _only_other(number, own, same.unit)
    if rival is None:
        return None
    things = [
        {term for thing in thing_behind(passage, q) for term in bm25.terms(thing)} for q in (same, rival)
    ]
    return rival if not all(things) or things[0] & things[1] else None


def _has_a_stranger(span: Span, claim: Claim, item: Evidence) -> bool:
    """Say whether a piece of a passage has a thing of which a claim does not tell: then its number may be of that."""
    held, text = told(claim.text), item.text
    aside = [*(q.span for q in quantity.find(text)), *(p.span for p in when.find(text, item.published))]
    nouns = (t for t in parsed(text) if span.start <= t.idx < span.end and t.pos_ in ("NOUN", "PROPN"))
    free = (t for t in nouns if not any(s.start < t.idx + len(t) and t.idx < s.end for s in aside))
    return any(bm25.terms(t.text) and held.isdisjoint(bm25.terms(t.text)) for t in free)
