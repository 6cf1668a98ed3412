"""What several come to together, and what each of them brings: six per cent in all are not six in each.

"2.5 per cent in 2026 and 3.5 per cent in 2027, six per cent in all" bears "six per cent over two years" out and refutes
"six per cent in each of the next two years"; "nine per cent a year for three years" are no nine over the three. Where
"Orm and Tarn each freed 90 prisoners" they freed 180 in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import quantity
from ..model import Quantity
from ..text import late
from ._placing import Contrary, shown
from ._totals import IN_ALL, each_of_two

_TIME = r"(?:years?|months?|quarters?|weeks?|seasons?)"
_NEXT = r"(?:(?:the|these|those|its|their|all) )?(?:(?:next|coming|following|past|last|first|same) )?(?:[a-z]+ |\d+ )?"
_WORDS = r"(?:,?\s+[^\W\d]+){0,4}?,?\s+"
_EACH = late(
    rf"{_WORDS}(?:(?:in |for )?(?:each|every)(?: one)? of {_NEXT}{_TIME}|(?:in |for )?(?:each|every|per|an?) {_TIME}"
    rf"|in both {_TIME}|annually|yearly|monthly)\b",
    re.I,
)
_IN_ALL = r"(?:in all|in total|altogether|all told|all together|together|combined|overall)"
_ALL_BEHIND = late(rf"{_WORDS}(?:{_IN_ALL}\b|(?:over|within|during|across) {_NEXT}{_TIME}\b)", re.I)
_ALL_BEFORE = late(
    rf"\b(?:{_IN_ALL},?|a total of|(?:add(?:s|ing)? up|com(?:es?|ing)|amount(?:s|ing)?) to|makes?|making)"
    r" (?:(?:a rise|an increase|a cut) of )?$",
    re.I,
)
_UNMEASURED = ("label", "ordinal", "score", "times", "year", "month", "week", "day")


def together_or_each(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield a number that a claim has for each of several years and a passage for all of them, or the reverse."""
    yield from _not_in_all(claim, passage)
    stated = quantity.find(passage)
    for mine in (q for q in quantity.find(claim) if q.unit not in _UNMEASURED):
        same = [q for q in stated if quantity.agree(mine, q).holds and q.unit == mine.unit]
        each, told = _is_of_each(mine, claim), [_is_of_all(q, passage) for q in same]
        if not same or each == _is_of_all(mine, claim):
            continue
        parts = any(q.unit == mine.unit and 0 < q.value < mine.value for q in stated)
        turned = all(told) and parts if each else all(_is_of_each(q, passage) for q in same) and not any(told)
        if turned:
            said, how = mine.span.of(claim), "in each" if each else "in all"
            reason = f"the draft says {said} {how}; the source says “{shown(passage)}”"
            yield "numbers", reason, mine.span, f"{said} {how}"
            return


def _is_of_each(number: Quantity, text: str) -> bool:
    """Say whether a text gives a number for each of several years: "a year", "in each of the next two years"."""
    return _EACH.match(text, number.span.end) is not None and not _is_of_all(number, text)


def _is_of_all(number: Quantity, text: str) -> bool:
    """Say whether a text gives a number for several years together: "in all", "over the next two years"."""
    behind = _ALL_BEHIND.match(text, number.span.end)
    return behind is not None or _ALL_BEFORE.search(text[: number.span.start]) is not None


def _not_in_all(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the number that a claim gives as what two come to, and a passage as what each of them did."""
    each = each_of_two(claim, passage) if IN_ALL.search(claim) else None
    if each is None:
        return
    for mine in quantity.find(claim):
        if mine.unit == each.unit and quantity.agree(mine, each).holds:
            said = mine.span.of(claim)
            reason = f"the draft says {said} in all; the source has {each.span.of(passage)} each"
            yield "numbers", reason, mine.span, f"{said} in all"
            return
