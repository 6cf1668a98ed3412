"""How much of a claim a passage could say at most: what decides whether it is worth the judges' time.

A bound and never a guess: a passage is left unread only where nothing that the judges might find in it could matter.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .. import bm25, quantity
from ..judge.names import claimed_names
from ..model import Claim, Evidence, Finding, Quantity, Stance
from ._claim import heads, is_direct
from ._holds import UNCOUNTED
from ._synonyms import spoken, told

MOST = 4.0  # what a number or quotation that a passage has weighs beside its words
DETAIL = {"dates": 2.0}
HEAD = 1.5  # how much more a word weighs that the claim turns on
NEAR = 0.2  # the share of a quotation's words that a passage has to have before the judges read it

# Words with which copy only gives a figure: "the toll stands at", "the ministry puts it at", "has reached".
TELLS_A_FIGURE = frozenset(
    """
    put puts putting stand stands stood reach reaches reached total totals totalled totaled overall cumulative tally
    amount amounts amounted come comes came hit average each official latest report reports reported account accounted
    """.split()  # noqa: SIM905
)
# The same of a number that stands in a sentence: "the rate stood at", "amounts to".
_STANDS = "stand stands stood lasted reached total totals totalled totaled overall amount amounts amounted"
STANDS = frozenset(_STANDS.split())
_WORD = re.compile(r"\w+")
_OF = re.compile(r" of (?:(?:the|all|its|their|some|about) )*", re.I)

Rarity = Callable[[str], float]


class Weighed(NamedTuple):
    """A telling word of a claim: its weight, the terms that may stand for it, its own, whether it is of a name."""

    much: float
    forms: frozenset[str]
    own: frozenset[str]
    named: bool


def weighed_words(claim: Claim, rarity: Rarity) -> tuple[Weighed, ...]:
    """Return the telling words of a claim, which many passages are asked for."""
    turning = heads(claim.text)
    named = {word for name in claimed_names(claim.text) for word in name.text.split()}
    return tuple(
        Weighed(weight(word, rarity, turning), forms, frozenset(bm25.terms(word)), word in named)
        for word, forms in spoken(claim.text)
    )


def reach(claim: Claim, item: Evidence, known: str, words: Sequence[Weighed]) -> float:
    """Return the share of a claim that a passage can at most say: as if it had every detail that it may have."""
    held = told(known)
    if is_direct(claim):  # its own words show what it is about
        mine, said = (frozenset(_WORD.findall(text.casefold())) for text in (claim.text, item.text))
        if 2 * len(mine & said) > len(mine):  # "did what it was told to do" has small words only
            return 1.0
        wanted = frozenset(bm25.terms(claim.text))
        return 0.0 if len(wanted & held) < NEAR * len(wanted) else 1.0
    quoted = [mark.of(claim.text) for mark in claim.quotations]
    when = [period.span.of(claim.text) for period in claim.periods]
    apart = {term for words in (*quoted, *when) for term in bm25.terms(words)}
    details = MOST * (len(quoted) + _may_have(claim, item)) + DETAIL["dates"] * len(claim.periods)
    there = [(word.much, not held.isdisjoint(word.forms)) for word in words if not word.own <= apart]
    return _share(there, details)


def unnamed(known: str, words: Sequence[Weighed]) -> float:
    """Return the share of a claim's words, its names left out, that a passage has."""
    held = told(known)
    return _share([(word.much, not held.isdisjoint(word.forms)) for word in words if not word.named])


def _share(weighed: Sequence[tuple[float, bool]], details: float = 0.0) -> float:
    """Return the share of weights that are there, of those of details all."""
    total = sum(much for much, _ in weighed) + details
    return (sum(much for much, there in weighed if there) + details) / total if total else 1.0


def _may_have(claim: Claim, item: Evidence) -> int:
    """Return how many of a claim's numbers a passage has, or two of its figures add up to; a share may be of any."""
    if item.figure is not None:
        return len(claim.quantities)
    return sum(one.unit in ("share", "%") or _has(one, item.text) for one in claim.quantities)


def _has(one: Quantity, text: str) -> bool:
    held = quantity.find(text)
    if any(quantity.agree(one, other).holds for other in held):
        return True
    return len(held) > 1 and quantity.explained_by(one, held) is not None


def weight(word: str, rarity: Rarity, turning: frozenset[str]) -> float:
    """Return what a word of a claim weighs: its rarity, more where the claim turns on it."""
    return rarity(bm25.terms(word)[0]) * (HEAD if word in turning else 1)


def said_of(claim: str, passage: str) -> int:
    """Return how many words of a claim a passage itself has, be it in other words."""
    here = told(passage)
    said = sum(not here.isdisjoint(forms) for _, forms in spoken(claim))
    return max(said, len(frozenset(bm25.terms(claim)) & frozenset(bm25.terms(passage))))


def said_verbatim(claim: str, passage: str) -> int:
    """Return how many of the claim's very words a passage has, numbers aside."""
    common = frozenset(bm25.terms(claim)) & frozenset(bm25.terms(passage))
    return sum(not term[:1].isdigit() for term in common)


def left_open(claim: Claim, item: Evidence, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the numbers of a claim about which a registered figure, which has one of its own, bears nothing out."""
    if item.figure is None:
        return ()
    held = [f.claim_span for f in findings if f.stance is Stance.SUPPORTS and f.claim_span is not None]
    counts = (one.span for one in claim.quantities if one.unit not in UNCOUNTED)
    return tuple(at.of(claim.text) for at in counts if not any(span.overlaps(at) for span in held))


@functools.lru_cache(maxsize=1024)
def wholes(claim: str) -> tuple[tuple[str, str], ...]:
    """Return each share of a claim with the number of which it is one: "69.3 per cent of the 67,173"."""
    held = quantity.find(claim)
    return tuple(
        (share.span.of(claim), whole.span.of(claim))
        for share, whole in itertools.pairwise(held)
        if share.unit in ("%", "share") and _OF.fullmatch(claim, share.span.end, whole.span.start)
    )
