"""Two things compared that a passage gives a number each: which of them has more, and by how much.

"13 weeks at Tarn and 16 weeks at Selmark" bears "three weeks more than at Tarn" out and refutes "four weeks more", and
who has 61 percent to another's 70 has no larger share. Where a passage gives one of them several numbers of the kind,
nothing is compared.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .. import bm25, quantity
from ..judge import change, explains, parsed
from ..judge._names import CALENDAR
from ..model import Quantity, Span
from ..text import late
from ._synonyms import spoken, told
from ._turns import turns

_PIECE = late(r"[;,](?!\d)|\b(?:and|but|while|against)\b")
_UP = "more|higher|larger|bigger|greater|longer|taller|wider|heavier|deeper|dearer"
_DOWN = "fewer|less|lower|smaller|shorter|narrower|lighter|shallower|cheaper"
_NAME = r"[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*"
_THAN = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<what>(?:\s+[\w’'-]+){{0,12}}?)\s+than\s+"
    rf"(?:(?:that|those|it was|they were)\s+)?(?:(?:at|in|on|for|of)\s+)?(?:the\s+)?(?P<other>{_NAME})"
)
_SHARE = late(r"\s+(?:share|proportion|percentage)\b", re.I)
_GAP = late(r"(?:\s+[a-z]+)?\s+", re.I)
_PARTS = ("%", "share", "times", "ordinal", "label", "score")  # no difference of two levels
_YEAR = late(r"\b(?:19|20)\d\d\b")
_SMALL = ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "AUX", "NUM")  # capitals of a sentence's first word
_MATTER = 0.6  # the share of a claim's telling words that a passage has to have to speak of the same matter


class Versus(NamedTuple):
    """A comparison of a claim with the two levels of a passage: how it is told, by how much, and whether it is so."""

    span: Span
    number: Quantity | None
    levels: tuple[Quantity, Quantity]
    right: bool


@functools.lru_cache(maxsize=4096)
def versus(claim: str, passage: str) -> Versus | None:
    """Return the comparison of two named things in a claim, of each of which a passage gives the level; or None."""
    said = _THAN.search(claim) if not (turns(claim) or turns(passage)) else None
    if said is None or said["other"].casefold() in CALENDAR:
        return None
    number, unit = _by(claim, said)
    if unit is None or not _is_of_one_matter(claim, said, passage):
        return None
    levels = _levels(claim, said, passage, unit)
    if levels is None or _is_of_others(claim, passage, levels):
        return None
    way, (one, other) = 1 if said["up"] else -1, levels
    right = (one.value - other.value) * way > 0
    if number is not None:
        right = explains(number, way, one.value, other.value, unit)
    start = number.span.start if number is not None else said.start()
    return Versus(Span(start=start, end=said.end()), number, levels, right)


def _by(claim: str, said: re.Match[str]) -> tuple[Quantity | None, str | None]:
    """Return by how much a claim has one thing above another, if it says so, and the unit of both; None for no unit."""
    before = (q for q in quantity.find(claim) if _GAP.fullmatch(claim[q.span.end : said.start()]))
    number = next(before, None)
    if _SHARE.match(said["what"]):
        return (None, "%") if number is None else (number, None)
    if number is None or number.unit in _PARTS:
        return number, None
    return number, "%" if number.unit == "points" else number.unit


def _levels(claim: str, said: re.Match[str], passage: str, unit: str) -> tuple[Quantity, Quantity] | None:
    """Return the levels of the two things that a claim compares, each the only one of its unit beside its name."""
    alike = [q for q in quantity.find(passage) if q.unit == unit and not change(passage, q)]
    beside = [(frozenset(re.findall(r"[\w-]+", piece)), q) for piece, q in pieces(passage, alike)]
    other = _level(said["other"], beside)
    levels = (_level(name, beside) for name in _names(claim, said))
    found = {level for level in levels if level is not None and level != other}
    if other is None or len(found) != 1 or (unit == "" and len(alike) != 2):
        return None  # of several counts any two may differ by so much
    return found.pop(), other


def _level(name: str, beside: Sequence[tuple[frozenset[str], Quantity]]) -> Quantity | None:
    words = frozenset(name.split())
    own = [q for held, q in beside if words <= held]
    return own[0] if len(own) == 1 else None


def _names(claim: str, said: re.Match[str]) -> Iterator[str]:
    """Yield the names of a claim but the one that it compares with."""
    small = {t.idx for t in parsed(claim) if t.pos_ in _SMALL}
    for found in re.finditer(rf"(?:^(?:The|An?|In|At|On)\s+)?(?P<name>{_NAME})", claim):
        if found.start("name") not in small and not said.start("other") <= found.start() < said.end("other"):
            yield found["name"]


def _is_of_one_matter(claim: str, said: re.Match[str], passage: str) -> bool:
    """Say whether a passage has most of what a claim tells beside its names and the comparison."""
    held = told(passage)
    aside = {
        *bm25.terms(said["up"] or said["down"]),
        *(t for w in re.findall(_NAME, claim) for t in bm25.terms(w)),
    }
    words = [
        forms for word, forms in spoken(claim) if not set(bm25.terms(word)) <= aside and not word.isdigit()
    ]
    common = sum(not held.isdisjoint(forms) for forms in words)
    return bool(words) and common >= _MATTER * len(words)


def _is_of_others(claim: str, passage: str, levels: tuple[Quantity, Quantity]) -> bool:
    """Say whether two levels are of another year, of somebody whom a claim does not name, or each of another thing."""
    years = set(_YEAR.findall(claim)), set(_YEAR.findall(passage))
    if all(years) and years[0] != years[1]:
        return True
    lead = passage[: min(level.span.start for level in levels)]
    named = {word for word in re.findall(r"(?<=\s)[A-Z][\w-]+", lead) if word.casefold() not in CALENDAR}
    held = told(claim)
    behind = (word for piece, q in pieces(passage, levels) for word in _nouns(passage, piece, q))
    return any(word not in claim for word in named) or any(held.isdisjoint(bm25.terms(w)) for w in behind)


def _nouns(passage: str, piece: str, number: Quantity) -> Iterator[str]:
    """Yield the nouns in a piece of a passage behind its number: "schools" of "9 million euros on schools"."""
    start = number.span.end
    end = passage.index(piece) + len(piece)
    yield from (
        t.text for t in parsed(passage) if start <= t.idx < end and t.pos_ == "NOUN" and t.text.islower()
    )


def pieces(passage: str, alike: Sequence[Quantity]) -> Iterator[tuple[str, Quantity]]:
    """Yield each number with the piece of a passage that it stands in."""
    for one in alike:
        cuts = [
            cut
            for cut in _PIECE.finditer(passage)
            if not any(q.span.start <= cut.start() < q.span.end for q in alike)
        ]
        start = max((cut.end() for cut in cuts if cut.end() <= one.span.start), default=0)
        end = min((cut.start() for cut in cuts if cut.start() >= one.span.end), default=len(passage))
        yield passage[start:end], one
