"""What the levels of two times come to: "2024: 804; 2025: 602" is a fall by a quarter, and none by a half."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from .. import quantity, when
from ..judge import decisive, explains, moved_to, parsed, root_of, steps, tells_change
from ..judge._change import changed_by, comparable
from ..judge._rates import of_another_rate, of_no_rate, rate_of
from ..model import Bound, Claim, Evidence, Finding, Period, Quantity, Span, Stance
from ..text import late
from ._eras import is_whole, levels_of_two_times
from ._grown import TURNED, is_so_many_times, of_one_thing
from ._moves import ELSEWHERE, headed_right
from ._sums import common_unit
from ._synonyms import forms_of, told
from ._turns import turns

FAR = 0.15  # by what part of itself a change has to be off to be wrong, not loose
_REACHES = frozenset("reach reaches reached hit hits peak peaked new record become becomes became".split())  # noqa: SIM905
_FROM = late(r"[^;.\d]{0,40}\bfrom (?:[£$€] ?)?", re.I)
_OF = late(r"\s+of\b", re.I)
_EARLIER = late(
    r"(?:\b(?:against|compared (?:with|to)|versus|(?:up|down) from|instead of|had been)|, after)"
    r"(?: [\w’'-]+){0,2} (?:[£$€] ?)?$",
    re.I,
)
_PRESENT = late(r"\b(?:at present|currently|current|now|until now|so far|today|to date)\b", re.I)
_TO_BE = late(r"\b(?:will|shall|is to|are to|would)\b", re.I)
_CUT = late(r"[;,.](?=\s)")
_UNLEVELED = (
    "label",
    "ordinal",
    "score",
    "times",
    "points",
    "day",
    "week",
    "month",
    "year",
    "hour",
    "minute",
)


class Moved(NamedTuple):
    """How much a claim has something change, or to what, with both levels, and whether it is so; None for neither."""

    number: Quantity
    levels: tuple[Quantity, Quantity]
    right: bool | None


def changed(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for how much a claim has something change, by the levels that a passage gives two times."""
    for number, levels, right in _moved(claim, item):
        if right:
            part = number.span.of(claim.text)
            comes = f", which comes to {part}" if changed_by(claim.text, number) else ""
            reason = f"the source has {_shown(levels, item)}{comes}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, part, item)
            yield from _so_this_year(claim, item)


def _so_this_year(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the time of a claim within which a document was put out that tells of now: "is 2.4 billion"."""
    day = item.published
    if day is None or not _tells_of_now(item):
        return
    for time in claim.periods:
        if time.relation == "in" and time.grain in ("year", "month") and time.start <= day <= time.end:
            said = time.span.of(claim.text)
            reason = f"the source is of {day}, and tells of now"
            yield decisive("dates", Stance.SUPPORTS, reason, time.span, said, item)


def _tells_of_now(item: Evidence) -> bool:
    root = root_of(item.text)
    return root is not None and root.tag_ in ("VBZ", "VBP")


def changed_otherwise(claim: Claim, item: Evidence) -> Iterator[tuple[str, str, Span, str]]:
    """Yield how much, or to what, a claim has something change, where the levels of two times are otherwise."""
    for number, levels, right in _moved(claim, item) if _names_its_thing(claim, item) else ():
        if right is False and not any(quantity.agree(number, q).holds for q in _changes(number, claim, item)):
            said = number.span.of(claim.text)
            yield (
                "numbers",
                f"the draft says {said}; the source has {_shown(levels, item)}",
                number.span,
                said,
            )


def _names_its_thing(claim: Claim, item: Evidence) -> bool:
    """Say whether a passage has a noun of what a claim tells of, which "they" is not."""
    root, held = root_of(claim.text), told(item.text)
    whose = {t.pos_ for t in root.children if t.dep_ in ("nsubj", "nsubjpass")} if root is not None else set()
    nouns = [t for t in parsed(claim.text) if t.pos_ in ("NOUN", "PROPN")]
    return "PRON" not in whose and any(not held.isdisjoint(forms_of(t.text, claim.text)) for t in nouns)


def unmoved(claim: Claim, item: Evidence) -> str:
    """Return the verb by which a claim has something go up or down to a level that a passage has as a level only.

    "The average payment was 150,000" tells of no fall to 150,000.
    """
    text, passage = claim.text, item.text
    moved = [q for q in claim.quantities if moved_to(text, q)] if item.figure is None else []
    words = re.findall(r"[a-z]+", f"{item.before} {passage}".casefold()) if moved else ()
    if not moved or steps(text) or any(tells_change(word) or word in _REACHES for word in words):
        return ""
    way, levels = moved_to(text, moved[0]), [(new.value, old.value) for new, old in _levels(item)]
    levels += [(new, old) for _, old, new, _ in steps(passage)]
    levels += [(moved[0].value, old.value) for old in _from(moved[0], text) if _stands(old, passage)]
    if headed_right(text, passage) or any((new - old) * way > 0 for new, old in levels):
        return ""
    return next((w for w in re.findall(r"[A-Za-z]+", text[: moved[0].span.start]) if tells_change(w)), "")


def _from(new: Quantity, text: str) -> list[Quantity]:
    """Return the level from which a text has something go to another: 57.9 in "to 61.4 percent from 57.9"."""
    behind = (q for q in quantity.find(text) if q.span.start >= new.span.end)
    return [q for q in behind if _FROM.fullmatch(text[new.span.end : q.span.start])]


def _stands(number: Quantity, passage: str) -> bool:
    return any(quantity.agree(number, q).holds for q in quantity.find(passage))


def _changes(number: Quantity, claim: Claim, item: Evidence) -> list[Quantity]:
    """Return the changes that a passage gives itself, where a claim tells one."""
    stated = quantity.find(item.text) if changed_by(claim.text, number) else ()
    return [q for q in stated if changed_by(item.text, q)]


def _shown(levels: tuple[Quantity, Quantity], item: Evidence) -> str:
    return " after ".join(level.span.of(item.text) for level in levels)


@functools.lru_cache(maxsize=4096)
def _moved(claim: Claim, item: Evidence) -> tuple[Moved, ...]:
    asked = item.figure is None and not turns(claim.text) and not turns(item.text)
    numbers = [q for q in claim.quantities if _way(claim.text, q)] if asked else []
    levels = _levels(item) if numbers and _is_of_these_years(claim, item) else []
    if len(levels) != 1 or levels[0][1].value <= 0 or not of_one_thing(item.text, *levels[0]):
        return ()
    numbers = [q for q in numbers if not _is_another_rate(claim.text, q, item.text, levels[0][0])]
    told = ((q, _is_so(claim.text, q, *levels[0])) for q in numbers)
    return tuple(Moved(number, levels[0], right) for number, right in told)


def _is_another_rate(claim: str, number: Quantity, passage: str, level: Quantity) -> bool:
    """Say whether a claim has something go to a level "a month" that a passage gives for a year, or in all."""
    rate = rate_of(claim, number) if moved_to(claim, number) else ""
    return bool(rate) and (of_another_rate(claim, number, passage, level) or of_no_rate(rate, passage, level))


def _levels(item: Evidence) -> list[tuple[Quantity, Quantity]]:
    """Return the later and the earlier level of a passage, by their times, or by a word of then and now."""
    text = item.text
    if dated := [*levels_of_two_times(item)]:
        return dated
    plain = [q for q in quantity.find(text) if q.unit not in _UNLEVELED and q.bound is Bound.EXACT]
    plain = [q for q in plain if not (changed_by(text, q) or is_whole(text, q, plain))]
    if len(plain) != 2 or common_unit(*plain) is None or ELSEWHERE.match(text, plain[1].span.end):
        return []
    one, other = plain
    between = text[one.span.end : other.span.start]
    if _EARLIER.search(between):
        return [(one, other)]
    now = _PRESENT.search(_CUT.split(text[: one.span.start])[-1] + _CUT.split(between)[0])
    return [(other, one)] if now and _TO_BE.search(between) else []


def _way(text: str, number: Quantity) -> bool:
    """Say whether a number of a claim tells by how much, how many times or to what something changed."""
    if _OF.match(text, number.span.end):
        return False  # "made up 60 percent of what it spent"
    times = number.unit == "times" and TURNED.fullmatch(number.span.of(text)) is not None
    return times or bool(changed_by(text, number) or moved_to(text, number))


def _is_of_these_years(claim: Claim, item: Evidence) -> bool:
    """Say whether a claim tells of the later of the years of a passage, of both if they are far apart, or of none."""
    own, theirs = (_years(times) for times in (claim.periods, when.find(item.text, item.published)))
    if theirs and item.published is not None and _tells_of_now(item):
        theirs |= {item.published.year}
    apart = len(theirs) > 1 and max(theirs) - min(theirs) > 1
    return not own or (own <= theirs and max(own) == max(theirs) and (own == theirs or not apart))


def _years(times: tuple[Period, ...]) -> set[int]:
    return {p.start.year for p in times if p.start > date.min and p.end < date.max}


def _is_so(text: str, number: Quantity, new: Quantity, old: Quantity) -> bool | None:
    """Say whether two levels bear out what a claim tells of their way, or clearly not; None for in between."""
    if number.unit == "times":
        return is_so_many_times(text, number, new.value / old.value)
    if number.unit == "cent" and quantity.is_money(new.unit):
        cents = {name: getattr(number, name) / 100 for name in ("value", "low", "high", "step")}
        number = replace(number, unit=new.unit, **cents)
    way, gone = changed_by(text, number) or moved_to(text, number), new.value - old.value
    if not changed_by(text, number):
        return gone * way > 0 if quantity.agree(number, new).holds and gone else None
    if explains(number, way, new.value, old.value, new.unit):
        return True
    if not comparable(number, new.unit) or number.bound not in (Bound.EXACT, Bound.ABOUT):
        return None
    if gone * way < 0:
        return False
    if number.unit == "points":
        return None
    off = {"%": 100 * abs(gone) / old.value, "share": abs(gone) / old.value}.get(number.unit, abs(gone))
    return False if abs(off - number.value) > FAR * number.value else None
