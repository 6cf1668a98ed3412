"""How old somebody is by decades: "a man in his thirties" is 34 years old, and one of 52 is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import quantity
from ..judge._ages import is_age
from ..model import Span
from ..text import late
from ._placing import Contrary
from ._turns import turns

_DECADES = {
    name: 10 * place
    for place, names in enumerate(
        ("teens", "twenties 20s", "thirties 30s", "forties 40s", "fifties 50s", "sixties 60s", "seventies 70s",
         "eighties 80s", "nineties 90s"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_IN_HIS = late(
    rf"\bin (?P<whose>his|her|their) (?:(?P<part>early|mid|late)[ -])?(?P<decade>{'|'.join(_DECADES)})\b",
    re.I,
)
_PARTS = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), "": (0, 9)}
_TEENS = (13, 19)
_OLD = 115  # years: what is more is no age
_MEN = late(r"\b(?:m[ae]n|boys?|he|his|him|father|son|husband)\b", re.I)
_WOMEN = late(r"\b(?:wom[ae]n|girls?|she|her|mother|daughter|wife)\b", re.I)


def of_that_age(claim: str, passage: str) -> str:
    """Return the words by which a claim tells how old somebody is, where the one age of a passage is so; or ""."""
    said, age = _told(claim, passage)
    if said is None or age is None:
        return ""
    low, high = _years(said)
    first, last = _PARTS[(said["part"] or "").casefold()]
    return said.group() if max(low, low + first) <= age <= min(high, low + last) else ""


def of_another_age(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the decade that a claim gives somebody, where the one age of a passage is of another."""
    said, age = _told(claim, passage)
    if said is None or age is None or turns(claim) or turns(passage):
        return
    low, high = _years(said)
    if not low <= age <= high:
        span = Span(start=said.start("decade"), end=said.end("decade"))
        yield "numbers", f"the draft says {said.group()}; the source has {age:.0f} years", span, said.group()


def _years(said: re.Match[str]) -> tuple[int, int]:
    low = _DECADES[said["decade"].casefold()]
    return _TEENS if low == _TEENS[0] // 10 * 10 else (low, low + 9)


def _told(claim: str, passage: str) -> tuple[re.Match[str] | None, float | None]:
    """Return how a claim tells somebody's age by the decade, and the only age that a passage gives, of such a one."""
    said = _IN_HIS.search(claim)
    if said is None or any(q.value < _OLD for q in quantity.find(claim) if not _is_within(q.span, said)):
        return said, None
    small = [q for q in quantity.find(passage) if q.unit in ("", "year") and q.value < _OLD]
    alone = len(small) == 1 and is_age(small[0], passage) and not _is_of_the_other(said["whose"], passage)
    return said, small[0].value if alone else None


def _is_within(span: Span, said: re.Match[str]) -> bool:
    return said.start() <= span.start < said.end()


def _is_of_the_other(whose: str, passage: str) -> bool:
    """Say whether a passage tells of men only where a claim tells of a woman, or the other way."""
    men, women = _MEN.search(passage), _WOMEN.search(passage)
    return (
        bool(men and not women)
        if whose.casefold() == "her"
        else bool(women and not men and whose.casefold() == "his")
    )
