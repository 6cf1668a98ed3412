"""How far something lies above or below its mark: a budget, a plan, a forecast, an average.

"Exceeds its budget by four per cent" is "four per cent over budget", and no "four per cent below its budget".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, quantity
from ..model import Quantity
from ..text import late
from ._turns import turns

if TYPE_CHECKING:
    from ._placing import Contrary

_MARKS = (
    r"budget|plan|forecast|target|average|mean|estimate|limit|quota|norm|projection|expectation|price|goal|requirement"
    r"|threshold|cap|ceiling|minimum|maximum|guideline|benchmark|level|capacity"
)
_MARK = rf"(?:[\w’'-]+ ){{0,3}}?(?P<mark>(?:{_MARKS})s?)\b"
_BEHIND = (
    (1, late(rf"(?: \w+)? (?P<side>above|over|more than|higher than|in excess of) {_MARK}", re.I)),
    (
        -1,
        late(rf"(?: \w+)? (?P<side>below|under|beneath|short of|shy of|less than|lower than) {_MARK}", re.I),
    ),
)
_BY = r"[^.;]{0,60}? by (?:(?:about|some|around|nearly|almost|only|just) )?$"
_BEFORE = (
    (
        1,
        late(
            r"\b(?P<side>exceed(?:s|ed|ing)?|overr[au]n(?:s|ning)?|overshot|overshoots?|surpass(?:es|ed)?|tops|topped"
            rf"|beats?|went over|gone over|(?:is|are|was|were|been|lies|lay|ran) (?:over|above)) {_MARK}{_BY}",
            re.I,
        ),
    ),
    (
        -1,
        late(
            r"\b(?P<side>f[ae]ll(?:s|en|ing)? short of|undersh(?:oo|o)ts?|undercuts?|miss(?:es|ed|ing)?"
            rf"|stay(?:s|ed|ing)? (?:below|under)|(?:is|are|was|were|been|lies|lay) (?:below|under)) {_MARK}{_BY}",
            re.I,
        ),
    ),
)
_SHORT = late(
    r"\bf[ae]ll(?:s|en|ing)?(?= (?:[^.;,]{1,20} )?short\b)", re.I
)  # falling short denies nothing else
_VERB = late(r"\b(?:f[ae]ll(?:s|en)?|stay(?:s|ed)?|c[ao]me(?: in| out)?)\b", re.I)


class _Margin(NamedTuple):
    """By how much a text has something lie on which side of which mark, and by which words."""

    number: Quantity
    way: int
    mark: frozenset[str]
    said: str


def overrun(claim: str, number: Quantity, passage: str) -> str:
    """Return how far a passage has something lie beyond its mark, where a claim has it lie as far, or ""."""
    return next(
        (
            f"{theirs.number.span.of(passage)} ({theirs.said})"
            for mine, theirs in _pairs(claim, passage)
            if mine.number == number and mine.way == theirs.way
        ),
        "",
    )


def beyond_its_mark(claim: str, passage: str) -> str:
    """Return the words by which a claim has something lie as far beyond its mark as a passage, or ""."""
    said = next((mine.said for mine, _ in _pairs(claim, passage)), "")
    return f"{said} {' '.join(m.group() for m in _VERB.finditer(claim))}" if said else ""


def as_far_beyond(claim: str, passage: str) -> bool:
    """Say whether a claim and a passage have something lie as far beyond one mark, on the same side."""
    return any(mine.way == theirs.way for mine, theirs in _pairs(claim, passage))


def on_the_other_side_of_its_mark(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield how far a claim has something lie on one side of its mark, where a passage has it lie on the other."""
    for mine, theirs in _pairs(claim, passage):
        if mine.way != theirs.way:
            said = f"{mine.number.span.of(claim)} {mine.said}"
            reason = f"the draft says {said}; the source says “{theirs.said}” by as much"
            yield "numbers", reason, mine.number.span, said
            return


@functools.lru_cache(maxsize=4096)
def _pairs(claim: str, passage: str) -> tuple[tuple[_Margin, _Margin], ...]:
    """Return how a claim and a passage have something lie beyond one mark, each by the same number."""
    denied = (turns(_SHORT.sub("", text)) % 2 for text in (claim, passage))
    own = _margins(claim) if not any(denied) else ()
    theirs = _margins(passage) if own else ()
    return tuple(
        (mine, one)
        for mine in own
        for one in theirs
        if mine.mark == one.mark and quantity.agree(mine.number, one.number).holds
    )


@functools.lru_cache(maxsize=4096)
def _margins(text: str) -> tuple[_Margin, ...]:
    found = []
    for number in quantity.find(text):
        behind = ((way, side.match(text, number.span.end)) for way, side in _BEHIND)
        before = ((way, side.search(text[: number.span.start])) for way, side in _BEFORE)
        for way, said in (*behind, *before):
            if said is not None:
                mark = frozenset(bm25.terms(said["mark"]))
                found.append(_Margin(number, way, mark, f"{said['side']} {said['mark']}"))
                break
    return tuple(found)
