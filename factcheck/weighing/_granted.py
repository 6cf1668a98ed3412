"""What part of what was asked for was got: who "applied for 2.4 million and received 900,000" got less than half of it.

A passage gives both numbers, and the share of a claim is held against what the one is of the other.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from .. import quantity
from ..judge import decisive
from ..model import Claim, Evidence, Finding, Quantity, Span, Stance
from ..quantity import Agreement
from ..text import late
from ._placing import Contrary
from ._turns import turns

_ASKING = (
    r"(?:ask(?:s|ed|ing)?(?: for)?|request(?:s|ed|ing)?|appl(?:y|ies|ied)(?: for)?|seeks?|sought|demand(?:s|ed)?"
    r"|want(?:s|ed)?)"
)
_GETTING = (
    r"(?:receiv(?:es?|ed)|g[eo]ts?|obtain(?:s|ed)?|(?:was|were|been) (?:granted|awarded|given|allocated|promised)"
    r"|contributed|granted|awarded|approved|paid(?: in)?|raised)"
)
_BEFORE = r"[^.;\d]{0,24}?(?:[A-Z]{3} ?|[€$£] ?)?$"
_ASKS_BEFORE, _GETS_BEFORE = late(rf"\b{_ASKING}{_BEFORE}", re.I), late(rf"\b{_GETTING}{_BEFORE}", re.I)
_ASKED_BEHIND = late(
    r"\s+(?:[a-z]+\s+){0,2}?(?:that |which )?(?:(?:it|he|she|they|we) )?(?:had )?(?:been )?"
    r"(?:sought|requested|asked for|applied for)\b",
    re.I,
)
_ASKED = late(rf"\b{_ASKING}\b|\bappeal\b[^.;]*\bfunded\b", re.I)
_GOT = late(rf"\b{_GETTING}\b|\bfunded\b|\bgiv(?:en?|es)\b|\bgave\b", re.I)
# "38 million of the 190 million": an amount, and the whole of which it is.
_AMOUNT_OF = late(r"(?<=[\w)]) (?:out )?of (?:the|its|their|a) (?=\S*\d)", re.I)
_BILLIONS = 4  # 38, 38 thousand, 38 million, 38 billion
_FUNDED = late(r"\s+(?:funded|financed|covered|met|paid|subscribed|raised)\b", re.I)
_OF_IT = late(r"\s+of\s+(?:[a-z’']+\s+){0,5}?", re.I)
_ALL = late(r"\b(?P<all>all|everything) (?:of )?(?:the |that |what |it |she |he )", re.I)


class _Part(NamedTuple):
    """What was got, what was asked for, and the one as a share of the other."""

    got: Quantity
    asked: Quantity

    @property
    def ratio(self) -> float:
        return self.got.value / self.asked.value


def granted(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the part that a claim has somebody get of what was asked for."""
    yield from _as_a_share(claim, item)
    for number, part, answer in _held(claim.text, item.text):
        if answer.holds:
            said = number.span.of(claim.text)
            reason = f"the source has {_shown(part, item.text)}, which is {said}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, said, item)


def granted_otherwise(claim: str, passage: str) -> Iterator[Contrary]:
    """Yield the part that a claim has somebody get of what was asked for, where it was another part."""
    for number, part, answer in _held(claim, passage):
        if answer is Agreement.DIFFERENT:
            yield _contrary(claim, number.span, part, passage)
    whole, every = _part(passage), _ALL.search(claim)
    asked = every is not None and _is_of_asking(claim) and not turns(claim) and not turns(passage)
    if whole is not None and every is not None and asked and whole.ratio < 1 and _is_asked(claim, whole):
        yield _contrary(claim, Span(start=every.start("all"), end=every.end("all")), whole, passage)


def an_amount_for_a_share(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has as an amount what a passage has as a share of the same whole.

    An appeal for 190 million that is 38 percent funded has brought 72 million, and not 38.
    """
    for number, share, asked in _shared(claim.text, item.text) if item.figure is None else ():
        said, wrong = number.span.of(claim.text), number.value != asked.value * share.value / 100
        if wrong and any(number.value == share.value * 1000**power for power in range(_BILLIONS)):
            reason = f"the draft says {said}; the source has {share.span.of(item.text)} of {asked.span.of(item.text)}"
            yield decisive("numbers", Stance.REFUTES, reason, number.span, said, item)


def _as_a_share(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield support for the amount of a claim that is the share which a passage has of the same whole."""
    for number, share, asked in _shared(claim.text, item.text):
        of = asked.value * share.value / 100
        if quantity.agree(share, quantity.as_share(share, number.value / asked.value)).holds:
            said, stated = number.span.of(claim.text), share.span.of(item.text)
            reason = f"the source has {stated} of {asked.span.of(item.text)}, which is {of:,.0f}"
            yield decisive("numbers", Stance.SUPPORTS, reason, number.span, said, item)


@functools.lru_cache(maxsize=4096)
def _shared(claim: str, passage: str) -> tuple[tuple[Quantity, Quantity, Quantity], ...]:
    """Return the amount that a claim has of a whole, the share that a passage has of it, and the whole; or nothing."""
    of = next((found for found in _AMOUNT_OF.finditer(claim)), None)
    stated = quantity.find(passage) if of is not None and not turns(claim) and not turns(passage) else ()
    shares = [q for q in stated if q.unit == "%"]
    amounts = [q for q in stated if q.unit not in ("%", "share", "label", "ordinal", "times", "points")]
    if of is None or len(shares) != 1 or len(amounts) != 1:
        return ()
    share, asked = shares[0], amounts[0]
    between = passage[share.span.end : asked.span.start]
    if not (_FUNDED.match(passage, share.span.end) or (between and _OF_IT.fullmatch(between))):
        return ()
    mine = [q for q in quantity.find(claim) if q.unit not in ("label", "ordinal")]
    pairs = [
        (one, two)
        for one, two in itertools.pairwise(mine)
        if one.span.end <= of.start() + 1 <= two.span.start
    ]
    alike = [
        one
        for one, two in pairs
        if quantity.agree(two, asked).holds and one.unit in ("", asked.unit, two.unit)
    ]
    return tuple((one, share, asked) for one in alike if 0 < one.value < asked.value)


def _contrary(claim: str, span: Span, part: _Part, passage: str) -> Contrary:
    said = span.of(claim)
    return "numbers", f"the draft says {said}; the source has {_shown(part, passage)}", span, said


def is_asked_for(claim: str, number: Span) -> bool:
    """Say whether a number of a claim is what was asked for: "the 2.4 million she had asked for"."""
    return _ASKED.search(claim[number.end :].partition(",")[0][:60]) is not None


@functools.lru_cache(maxsize=4096)
def _held(claim: str, passage: str) -> tuple[tuple[Quantity, _Part, Agreement], ...]:
    """Return the share of a claim, the part of a passage, and how they agree."""
    shares = [q for q in quantity.find(claim) if q.unit in ("share", "%")]
    if len(shares) != 1 or _GOT.search(claim) is None or turns(claim) or turns(passage):
        return ()
    part = _part(passage)
    if part is None or not _is_asked(claim, part) or not (_is_of_asking(claim) or _has(claim, part.asked)):
        return ()
    return ((shares[0], part, quantity.agree(shares[0], quantity.as_share(shares[0], part.ratio))),)


def _is_of_asking(claim: str) -> bool:
    """Say whether a claim tells what was got of what was asked for."""
    return _ASKED.search(claim) is not None and _GOT.search(claim) is not None


def _has(claim: str, number: Quantity) -> bool:
    return any(quantity.agree(q, number).holds for q in quantity.find(claim))


def _is_asked(claim: str, part: _Part) -> bool:
    """Say whether the other numbers of a claim are what a passage has asked for or got."""
    others = [q for q in quantity.find(claim) if q.unit not in ("share", "%", "label", "ordinal")]
    return all(any(quantity.agree(q, one).holds for one in part) for q in others)


@functools.lru_cache(maxsize=4096)
def _part(passage: str) -> _Part | None:
    """Return what was got of what was asked for, where a passage has one number of each, of one kind."""
    numbers = [q for q in quantity.find(passage) if q.unit not in ("share", "%", "label", "ordinal", "times")]
    asked = [
        q
        for q in numbers
        if _ASKS_BEFORE.search(passage[: q.span.start]) or _ASKED_BEHIND.match(passage, q.span.end)
    ]
    got = [q for q in numbers if q not in asked and _GETS_BEFORE.search(passage[: q.span.start])]
    if len(asked) != 1 or len(got) != 1:
        return None
    one, other = got[0], asked[0]
    alike = one.unit == other.unit or "" in (one.unit, other.unit)
    return _Part(one, other) if alike and 0 < one.value <= other.value else None


def _shown(part: _Part, passage: str) -> str:
    return f"{part.got.span.of(passage)} of {part.asked.span.of(passage)} that were asked for"
