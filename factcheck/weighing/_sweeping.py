"""Which words of a claim speak of all the others: "all", "only", "first", "the largest", "never".

They make a claim about others too, which no share of common words bears out. "Only four of 25" says no more than "4
of 25", while the only ferry is said to be no other.
"""

from __future__ import annotations

import functools
import re

from .. import bm25, quantity, when
from ..judge._each import shared_out
from ..model import Bound
from ..text import late
from ._claim import undated
from ._synonyms import told_by_a_phrase

_WHOLE = frozenset({"all", "every", "each", "entire", "whole", "both"})
# What is summed up speaks of no others: "in all", "the toll of the whole war".
_SUMMED = re.compile(
    r"\b(?:in all(?=\W*$|[,;:.)]| \d)|all told|as a whole"
    r"|(?:the|this) (?:whole|entire) (?:war|conflict|period|outbreak|season|year|crisis))\b",
    re.I,
)
_HEAVY = re.compile(
    r"\b(?:all|every(?! (?:t(?:wo|hree|en)|f(?:our|ive)|s(?:ix|even)|eight|nine|\d))|each|entire|whole|only|never"
    r"|always|unanimous(?:ly)?|unprecedented|first|last|sole|largest|biggest|smallest|highest|lowest|deadliest|worst|best"
    r"|oldest|youngest|longest|fastest|record|indefinitely|permanent(?:ly)?|forever|solely|exclusively|unconditional(?:ly)?"
    r"|throughout(?! the (?:year|day|night|season|week|month))|nationwide|worldwide|everywhere|former|deputy"
    r"|acting|interim|outgoing"
    r"|(?<!for )ever(?= (?:seen|known|recorded|held|built|made)\b)|than (?:in |at |on |by )?(?:any|anywhere|ever))\b",
    re.I,
)
# What says the same of all others; "the largest since 1998" is not the largest ever.
_ALIKE = {
    word: frozenset(group.split())
    for group in (
        "largest biggest greatest",
        "worst deadliest gravest",
        "last latest final",
        "only sole solely exclusively",
        "first earliest initial",
        "ever never history",
        "former ex formerly previously",
    )
    for word in group.split()
}
_EVERY = re.compile(r"\b(?:every|each) (day|week|month|year|hour|quarter|night)\b", re.I)
_EACH = late(r"\beach\b", re.I)
_ONLY = late(r"\b(?:only|just|as (?:few|little|many|much) as) ", re.I)


@functools.lru_cache(maxsize=16384)
def heavy(claim: str, passage: str) -> tuple[str, ...]:
    """Return the words of a claim that speak of all, of none other or of one who was it, where a passage has none.

    They make a claim about all the others, which no share of common words bears out; "last year" is a date.
    """
    if _SUMMED.search(claim) and not any(p.relation == "in" and when.is_span(p) for p in when.find(passage)):
        claim = _SUMMED.sub("", claim)
    claim = _bare_counts(claim, passage)
    held = {word.casefold() for word in _HEAVY.findall(passage)}
    held |= _WHOLE if held & _WHOLE else frozenset()
    known = frozenset(bm25.terms(passage))
    words = frozenset(re.findall(r"\w+", passage.casefold()))
    return tuple(
        word
        for word in _HEAVY.findall(_once_each(undated(claim), passage))
        if word.casefold() not in held
        and known.isdisjoint(bm25.terms(word) or ("",))
        and words.isdisjoint(_ALIKE.get(word.casefold(), ()))
        and not told_by_a_phrase(word, passage)
    )


def _once_each(claim: str, passage: str) -> str:
    """Return a claim without its "every" of a time that a passage counts by too: "2 million a week", "weekly".

    And without its "each" where what all come to, shared out, is so much for each.
    """
    if any(shared_out(number, claim, passage) for number in quantity.find(claim)):
        claim = _EACH.sub("", claim)
    for found in reversed([*_EVERY.finditer(claim)]):
        if re.search(rf"\b(?:an?|per|each|every) {found[1]}\b|\b{found[1]}ly\b", passage, re.I):
            claim = claim[: found.start()] + claim[found.end() :]
    return claim


def _bare_counts(claim: str, passage: str) -> str:
    """Return a claim without its "only" before a number that a passage has just so: it adds nothing but a tone."""
    only = [*_ONLY.finditer(claim)]
    plain = (Bound.EXACT, Bound.RANGE)  # "one or two" is a number too
    stated = {(q.low, q.high) for q in quantity.find(passage) if q.bound in plain} if only else set()
    counted = {q.span.start: (q.low, q.high) for q in quantity.find(claim)} if only else {}
    for found in reversed(only):
        if counted.get(found.end()) in stated:
            claim = claim[: found.start()] + claim[found.end() :]
    return claim
