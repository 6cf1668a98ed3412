"""How many times as much it is as it was, or what part of it: "a loaf sells at 51 dinars; in May it was 22".

That bears "has more than doubled since May" out and refutes "has tripled". Of several levels of now, the one counts
that has the name of the earlier one, or the number that the claim gives too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .. import bm25, quantity, when
from ..judge import change, decisive
from ..judge._names import CALENDAR
from ..model import Bound, Claim, Evidence, Finding, Quantity, Span, Stance
from ..text import late
from ._eras import Time, is_same, is_whole, thing_behind, times_of
from ._placing import names
from ._turns import turns
from ._versus import pieces

TURNED = late(r"(?:doubl|tripl|trebl|quadrupl|halv)(?:ed|es|ing|e)|\w+fold", re.I)
# "2 percent of what the town spent in 2025" is a share of that, and no level of a later year.
_OF_THEN = late(
    r"\s+(?:of what (?=(?:it|they|he|she|we|there|was|were|had been|once)\b)"
    r"|of (?:the|its|their|his|her|that) (?:number|level|total|amount|figure|sum|price|volume|output"
    r"|size|value|rate)|as (?:many|much|high|large))\b",
    re.I,
)
# "Twice as much from January" begins then, and is compared with what it was before.
_FROM_THEN_ON = late(r"\s+as (?:many|much|high|large)(?:\s+(?!as\b|than\b)[a-z][\w’'-]*){0,4}?\s+$", re.I)
# "60 million crowns, 4 percent of what they earned in 2024": it is 60 million that is so much of it.
_BESIDE = late(r"(?:\s+[\w’'-]+){0,5},\s+(?:(?:or|equal to|which is|that is|about|some|nearly)\s+)*$")
# "Twice as much as usual" compares with what a passage calls the average, the norm, or usual.
_AS_USUAL = late(
    r"\s+(?:as [a-z]+\b[^.;,]*?\bas (?:usual|normal|(?:in|for) an? (?:normal|average|ordinary|usual) [a-z]+)\b"
    r"|(?:of )?(?:the|its) (?:usual|normal|average|long-term)\b)",
    re.I,
)
_NORM = late(r"\b(?:average|normal(?:ly)?|mean|usual(?:ly)?|norm|typical(?:ly)?)\b", re.I)
_ASKS = late(
    r"\b(?:ask(?:s|ed)?|demand(?:s|ed)?|sought|seeks?|claim(?:s|ed)?|call(?:s|ed) for|request(?:s|ed)?|wanted)\b",
    re.I,
)
_OF_ASKED = late(
    r"\s+of (?:what|the [a-z]+)\b[^.;,]*\b(?:asked|demanded|sought|claimed|called for|requested|wanted|applied for)\b",
    re.I,
)
_BASE = late(r"\b(?:from|on|than|with|to|over)\s+(?:(?:in|the)\s+)?$", re.I)
_MORE = late(r"\b(?:more than|over|well over|at least)\s+$", re.I)
_NEARLY = late(r"\b(?:nearly|almost|close to|just under|not quite|all but)\s+$", re.I)
_LOOSE, _WIDE, _FAR = (
    0.05,
    0.15,
    0.2,
)  # by what part of itself a factor may be off: plainly, "nearly"; when it is wrong
_UNLEVELED = ("label", "ordinal", "score", "times", "share", "points")


class Grown(NamedTuple):
    """How a claim has a level grow, with the two levels of a passage, and whether it is so; None for neither."""

    number: Quantity
    levels: tuple[Quantity, Quantity]
    right: bool | None


def as_then(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for how many times as much a claim has something be as then, by two levels of a passage."""
    for number, (new, old), right in _grown(claim, item):
        if right:
            part, said = number.span.of(claim.text), f"{new.span.of(item.text)} and {old.span.of(item.text)}"
            reason = f"the source has {said}, which comes to {part}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)


def not_as_then(claim: Claim, item: Evidence) -> Iterator[tuple[str, str, Span, str]]:
    """Yield how many times as much a claim has something be as then, where two levels of a passage are not so."""
    for number, (new, old), right in _grown(claim, item):
        if right is False:
            part, said = (
                number.span.of(claim.text),
                f"{new.span.of(item.text)} against {old.span.of(item.text)}",
            )
            yield "numbers", f"the draft says {part}; the source has {said}", number.span, part


@functools.lru_cache(maxsize=4096)
def _grown(claim: Claim, item: Evidence) -> tuple[Grown, ...]:
    if item.figure is not None or turns(claim.text) != turns(item.text):
        return ()
    return tuple(_read(claim, item))


def _read(claim: Claim, item: Evidence) -> Iterator[Grown]:
    for number in claim.quantities:
        if number.unit in ("times", "share", "%") and _AS_USUAL.match(claim.text, number.span.end):
            usual = _against_the_norm(item.text)
            if usual is not None and usual[1].value > 0:
                yield Grown(
                    number, usual, is_so_many_times(claim.text, number, usual[0].value / usual[1].value)
                )
            continue
        if number.unit in ("share", "%") and _OF_ASKED.match(claim.text, number.span.end):
            granted = _against_the_wish(item.text)
            if granted is not None and granted[1].value > 0:
                ratio = granted[0].value / granted[1].value
                yield Grown(number, granted, is_so_many_times(claim.text, number, ratio))
            continue
        told = number.unit == "times" and TURNED.fullmatch(number.span.of(claim.text))
        part = number.unit in ("times", "share", "%") and _OF_THEN.match(claim.text, number.span.end)
        level = part and not _is_of_a_sum(claim, number, item.text)
        then = _then(claim, number) if told or level else None
        if (
            then is not None
            and not part
            and not (_is_since(then, claim) or _BASE.search(claim.text[: then.span.start]))
        ):
            continue  # "doubled in May" compares with no May
        if then is not None and _has_a_stranger(claim.text[number.span.end : then.span.start], item.text):
            continue
        levels = _levels(claim, then, item) if then is not None else None
        if then is not None and levels is not None and _begins(claim.text, number, then):
            levels = levels[::-1]
        if levels is not None and levels[1].value > 0:
            yield Grown(
                number, levels, is_so_many_times(claim.text, number, levels[0].value / levels[1].value)
            )


def _begins(claim: str, number: Quantity, then: Time) -> bool:
    """Say whether what is so many times as much is so from the time on that a claim names."""
    said = claim[number.span.end : then.span.start]
    return _FROM_THEN_ON.fullmatch(said) is not None


def _is_of_a_sum(claim: Claim, share: Quantity, passage: str) -> bool:
    """Say whether a share is told of the number right before it, and that is no level of the passage."""
    beside = (
        q
        for q in claim.quantities
        if q.span.end <= share.span.start and _BESIDE.fullmatch(claim.text[q.span.end : share.span.start])
    )
    return any(not any(quantity.agree(q, level).holds for level in quantity.find(passage)) for q in beside)


def _is_since(then: Time, claim: Claim) -> bool:
    return any(p.span == then.span and p.relation == "since" for p in claim.periods)


def _has_a_stranger(words: str, passage: str) -> bool:
    """Say whether words have a name that a passage has not: "as many as Marl had in 2020"."""
    return any(
        name not in passage and name.casefold() not in CALENDAR for name in re.findall(r"\b[A-Z]\w+", words)
    )


def _then(claim: Claim, number: Quantity) -> Time | None:
    """Return the time behind a number with which a claim compares: "since May", "of what it was in 2024"."""
    behind = [t for t in times_of(claim.text, claim.periods) if t.span.start >= number.span.end]
    if len(behind) != 1 or any(
        number.span.end <= q.span.start < behind[0].span.start for q in claim.quantities
    ):
        return None  # "a third of the 418 million for this year"
    time = behind[0]
    if time.period is None or time.period.relation == "in":
        return time
    if time.period.relation != "since" or time.period.start == date.min:
        return None
    return Time(
        time.span, replace(time.period, relation="in", end=_end(time.period.start, time.period.grain)), ""
    )


def _end(start: date, grain: str) -> date:
    """Return the last day of the month or year that begins on a day, or the day."""
    if grain == "year":
        return date(start.year, 12, 31)
    return when.find(f"{start:%B %Y}")[0].end if grain == "month" else start


def _against_the_wish(passage: str) -> tuple[Quantity, Quantity] | None:
    """Return the one sum or rise of a passage that was granted, and the one that was asked for; or None."""
    plain = [q for q in quantity.find(passage) if q.unit not in _UNLEVELED and q.bound is Bound.EXACT]
    wished = [q for piece, q in pieces(passage, plain) if _ASKS.search(piece)]
    pairs = [(q, wish) for wish in wished for q in plain if q not in wished and q.unit == wish.unit]
    return pairs[0] if len(pairs) == 1 else None


def _against_the_norm(passage: str) -> tuple[Quantity, Quantity] | None:
    """Return the one level of a passage that is not the usual one, and the one that is; or None."""
    plain = [
        q
        for q in quantity.find(passage)
        if q.unit not in _UNLEVELED and q.bound in (Bound.EXACT, Bound.ABOUT) and not change(passage, q)
    ]
    usual = [q for piece, q in pieces(passage, plain) if _NORM.search(piece)]
    pairs = [(q, norm) for norm in usual for q in plain if q not in usual and q.unit == norm.unit]
    return pairs[0] if len(pairs) == 1 else None


def _levels(claim: Claim, then: Time, item: Evidence) -> tuple[Quantity, Quantity] | None:
    """Return the level of now and that of then, the only ones of a passage that a claim can mean; or None."""
    text, stated = item.text, quantity.find(item.text)
    times = times_of(text, when.find(text, item.published))
    plain = [
        q
        for q in stated
        if q.unit not in _UNLEVELED
        and q.bound in (Bound.EXACT, Bound.ABOUT)
        and not change(text, q)
        and not is_whole(text, q, stated)
        and not any(t.span.overlaps(q.span) for t in times)
    ]
    told = {q: frozenset(re.findall(r"[\w’-]+", piece)) for piece, q in pieces(text, plain)}
    dated = {q: [t for t in times if _stands_in(t, piece, text)] for piece, q in pieces(text, plain)}
    old = [q for q in plain if len(dated[q]) == 1 and is_same(then, dated[q][0])]
    if len(old) != 1:
        return None
    alike = [q for q in plain if q is not old[0] and q.unit == old[0].unit and of_one_thing(text, q, old[0])]
    given = [
        q
        for q in alike
        if any(quantity.agree(mine, q).holds for mine in claim.quantities if mine.unit == q.unit)
    ]
    here = {w for w in told[old[0]] & names(text) if w.casefold() not in CALENDAR}
    named = [q for q in alike if not here.isdisjoint(told[q])]
    new = next((some for some in (given, named, alike) if len(some) == 1), [])
    if not new or _is_told_of_another(claim.text, text, {q: told[q] for q in plain}, (new[0], old[0])):
        return None
    return new[0], old[0]


def _is_told_of_another(
    claim: str, passage: str, told: dict[Quantity, frozenset[str]], pair: tuple[Quantity, Quantity]
) -> bool:
    """Say whether a name of a claim stands beside a level of a passage that is neither of two."""
    here = names(claim) & names(passage)
    beside = frozenset().union(*(words for q, words in told.items() if q not in pair))
    return not (here & beside) <= told[pair[0]] | told[pair[1]]


def _stands_in(time: Time, piece: str, text: str) -> bool:
    start = text.index(piece)
    return start <= time.span.start < start + len(piece)


def of_one_thing(text: str, one: Quantity, other: Quantity) -> bool:
    """Say whether the words behind two numbers are the same, or one has none."""
    behind = {frozenset(bm25.terms(thing)) for q in (one, other) for thing in thing_behind(text, q)}
    return len(behind) <= 1


def is_so_many_times(claim: str, number: Quantity, ratio: float) -> bool | None:
    """Say whether a ratio is what a claim tells, or clearly not; None for in between."""
    if number.unit in ("share", "%"):
        answer = quantity.agree(number, quantity.as_share(number, ratio))
        return True if answer.holds else False if answer is quantity.Agreement.DIFFERENT else None
    factor, before = number.value, claim[: number.span.start]
    if factor < 1:
        factor, ratio = 1 / factor, 1 / ratio
    off = ratio / factor - 1
    if _MORE.search(before) or number.bound in (Bound.OVER, Bound.AT_LEAST):
        return True if 0 <= off < 0.5 else False if off < 0 or off > 1 else None
    if _NEARLY.search(before) or number.bound in (Bound.UNDER, Bound.AT_MOST):
        return True if -_WIDE <= off < 0 else False if abs(off) > _FAR else None
    return True if abs(off) <= _LOOSE else False if abs(off) > _FAR else None
