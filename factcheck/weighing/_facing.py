"""A word and its opposite in two texts: whether both are said of one thing, and what a "not" before one says."""

from __future__ import annotations

import functools
import re

from .. import bm25
from ..judge._words import kin
from ..judge.acts import opposites
from ._claim import denied, undated
from ._phrased import plain, unsourced
from ._placing import names
from ._same_thing import of_one_thing
from ._synonyms import spoken
from ._turns import turns

CLAUSE = re.compile(
    r"(?<=[;:.?!])\s+|(?<![aA]ll),? but |,? while |,? whereas |(?<!not),? because "
    r"|,? and (?=(?:say|add|insist|maintain|claim|argu|state|stress|report)(?:s|es|ed|ing)?\b|said\b)"
)
# One event, seen by the other side.
_SIDES = frozenset(bm25.terms("won lost bought sold before after imported exported"))


def pair(ours: str, theirs: str) -> tuple[str, str]:
    """Return the word of one text and its opposite in the other, which has not the word itself, or two ""."""
    held = {term: theirs[start:end] for term, start, end in bm25.placed(theirs)}
    own = _SIDES.union(bm25.terms(ours))
    for term, start, end in bm25.placed(ours):
        contrary = contrary_to(ours[start:end].casefold())
        if contrary.isdisjoint(held) or not contrary.isdisjoint(own):
            continue
        named = names(theirs)  # "Open Shore" opens nothing; asked last, since it takes a parse
        there = {term for term, word in held.items() if word not in named}
        # "Deaths and injuries" is not the contrary of "killed", nor "release those detained" that of "free".
        said = kin(term) | dict(spoken(ours)).get(ours[start:end], frozenset())
        if said.isdisjoint(there) and contrary & there:
            return ours[start:end], held[min(contrary & there)]
    return "", ""


@functools.lru_cache(maxsize=4096)
def contrary_to(word: str) -> frozenset[str]:
    """Return the terms of the opposites of a word."""
    return frozenset(term for other in opposites(word) for term in bm25.terms(other))


@functools.lru_cache(maxsize=8192)
def faces(claim: str, passage: str) -> str:
    """Return the word of a claim of whose opposite a clause of a passage tells of the very same thing; or ""."""
    return next(filter(None, (facing(claim, clause) for clause in CLAUSE.split(passage))), "")


@functools.lru_cache(maxsize=8192)
def denies_the_opposite(claim: str, passage: str) -> str:
    """Return the word that a claim denies where a passage says its opposite of the same thing: "not open", "closed"."""
    if turns(claim) != 1:
        return ""
    ours = plain(undated(claim))
    for theirs in (plain(undated(unsourced(clause))) for clause in CLAUSE.split(passage)):
        word, other = pair(ours, theirs)
        if (
            word
            and word in denied(ours)
            and turns(theirs) == turns(other)
            and of_one_thing(ours, theirs, word, other)
        ):
            return word
    return ""


def facing(claim: str, clause: str) -> str:
    """Return the word of a claim of whose opposite a clause tells of the very same thing; or ""."""
    short = plain(undated(claim)), plain(undated(unsourced(clause)))
    word, other = pair(*short)
    return word if word and of_one_thing(*short, word, other) else ""
