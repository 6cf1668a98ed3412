"""What a claim itself works out: the sum of what "the two" have, the share that its own two counts come to.

"Between them the two have 830 places" has a sum of two numbers, and no two of anything; "1,217 of 2,940 parcels, or 41
percent" says in per cent what its counts say, and where a source has both counts it has the share.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from .. import quantity
from ..model import Bound, Quantity, Span
from ..text import late
from ._context import parsed
from ._values import figures

_Pairs = list[tuple[Quantity, Quantity]]

MANY = 9  # so many may be pointed back to
_OF_TWO = re.compile(
    r"\b[a-z]+ and [a-z]+ (?:together )?(?:were|was|are|is|made? up|account(?:s|ed)? for)\b[^,;.]*$", re.I
)
_THE = late(r"\bthe\s+$", re.I)
_OF = late(r"(?:\s+[\w’'-]+)?\s+of\s+(?:(?:the|its|their|all)\s+)?$", re.I)
_OF_ALL = late(r"\bof\s+(?:(?:the|its|their|all)\s+)?$", re.I)
_RESTATED = late(r"(?:\s+[\w’'-]+){0,8}?(?:,|\s[-–—]|\s\()\s*(?:or|that is|i\.e\.|a share of)?,?\s*$", re.I)
_BESIDE = late(r"\s+[\w’'-]+(?:\s+[\w’'-]+)?,\s+(?:or\s+)?$", re.I)
_THING = late(r"\s+(?P<thing>[a-z][\w’'-]+)", re.I)


def points_back(number: Quantity, claim: str, passage: str) -> tuple[Quantity, ...]:
    """Return the numbers of a passage that a claim adds up, where "the two" only points back to as many; or nothing."""
    if number.unit or not _THE.search(claim[: number.span.start]) or not 1 < number.value <= MANY:
        return ()
    token = next((t for t in parsed(claim) if t.idx == number.span.start), None)
    if token is None or (token.dep_ == "nummod" and token.head.i > token.i):
        return ()  # "the two bridges" are two of something
    others = (q for q in figures(claim) if q.span != number.span)
    return next(filter(None, (_addends(q, claim, passage, int(number.value)) for q in others)), ())


def added_up(claimed: Quantity, claim: str, passage: str) -> dict[Span, bool]:
    """Return where a passage has the numbers whose sum a claim tells of "the three", with whether they bear it out."""
    counts = [q for q in figures(claim) if q.span != claimed.span and not q.unit and 2 < q.value <= MANY]
    counts = [q for q in counts if _THE.search(claim[: q.span.start])]
    found = (_addends(claimed, claim, passage, int(q.value)) for q in counts)
    return {one.span: True for one in itertools.chain.from_iterable(found)}


def _addends(total: Quantity, claim: str, passage: str, count: int) -> tuple[Quantity, ...]:
    """Return the so many numbers of one thing in a passage that come to a total, or nothing."""
    plain = total.bound is Bound.EXACT and total.unit not in (
        "%",
        "share",
        "times",
        "ordinal",
        "score",
        "points",
    )
    thing = _thing(claim, total)
    stated = [q for q in figures(passage) if q.unit == total.unit and q.bound is Bound.EXACT] if plain else []
    alike = [q for q in stated if _thing(passage, q) in ("", thing)][:MANY]
    for some in itertools.combinations(alike, count):
        if sum(q.value for q in some) == total.value:
            return some
    return ()


def _thing(text: str, number: Quantity) -> str:
    """Return the word right behind a number where it is a thing that is counted, or ""."""
    found = _THING.match(text, number.span.end)
    token = next((t for t in parsed(text) if found and t.idx == found.start("thing")), None)
    return token.lemma_.casefold() if token is not None and token.pos_ == "NOUN" else ""


@functools.lru_cache(maxsize=4096)
def own_share(claimed: Quantity, claim: str) -> tuple[Quantity, ...]:
    """Return the part and the whole, both given by a claim, of which its share is so much; or nothing."""
    counts = [q for q in figures(claim) if not q.unit and q.value > 0 and q.bound is Bound.EXACT]
    pairs = [*_restated(claimed, claim, counts), *_taken(claimed, claim, counts)]
    for part, whole in pairs:
        of = part.value / whole.value if whole.value >= part.value else 0.0
        if of and quantity.agree(claimed, quantity.as_share(claimed, of)).holds:
            return part, whole
    return ()


def _restated(claimed: Quantity, claim: str, counts: Sequence[Quantity]) -> _Pairs:
    """Return the two counts, one "of" the other, that a share right behind them says again: "3 of 12, a quarter"."""
    found: _Pairs = []
    for one, other in itertools.pairwise(counts):
        if not _RESTATED.fullmatch(claim[other.span.end : claimed.span.start]):
            continue
        if pair := _paired(one, other, claim):
            found.append(pair)
    return found


def _taken(claimed: Quantity, claim: str, counts: Sequence[Quantity]) -> _Pairs:
    """Return the count before a share and the one of which it is: "1,934 trips, almost 57 percent of the 3,410"."""
    return [
        (one, other)
        for one, other in itertools.pairwise(counts)
        if _BESIDE.fullmatch(claim[one.span.end : claimed.span.start])
        and _OF.fullmatch(claim[claimed.span.end : other.span.start])
    ]


def of_two(claim: str, share: Quantity) -> bool:
    """Say whether a claim gives a share of two joined: what part one of them is, "women and children" are not."""
    return _OF_TWO.search(claim[: share.span.start]) is not None


def told_of_both(pair: Sequence[Quantity], passage: str) -> Span | None:
    """Return where a passage has the first of two counts as a part of the second, or None."""
    counts = [q for q in figures(passage) if not q.unit]
    told = [(p.part, p.whole) for p in quantity.parts(passage)]
    told += [p for one, other in itertools.pairwise(counts) if (p := _paired(one, other, passage))]
    wanted = tuple(q.value for q in pair)
    return next((part.span for part, whole in told if (part.value, whole.value) == wanted), None)


def _paired(one: Quantity, other: Quantity, text: str) -> tuple[Quantity, Quantity] | None:
    """Return two counts of a text as part and whole: "3 of 12 trees", "of 12 trees, 3"; None where they are not so."""
    if _OF.fullmatch(text[one.span.end : other.span.start]):
        return one, other
    return (other, one) if _OF_ALL.search(text[: one.span.start]) else None
