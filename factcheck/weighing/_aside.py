"""What a claim sets aside: a source denies the shares of "a loan rather than shares", or says nothing of them."""

from __future__ import annotations

import re

from .. import bm25
from ..text import late
from ._rest import denied_elsewhere
from ._since import last_then
from ._turned import SET_ASIDE
from ._turns import turns

# What a passage denies, up to what it puts in its place: "not arson but an accident".
_DENIED = late(
    r"(?:\b(?:not|no|never|neither|cannot|rather than|instead of)|n['’]t)\b (?P<said>(?:(?!\bbut\b)[^,;:.])+)",
    re.I,
)
# "The damages are suspended; the penalty is not."
_IS_NOT = late(
    r"(?P<said>[^,;:.]+) (?:is|are|was|were|do|does|did|has|have|will|would) not(?=[,;:.]|$)", re.I
)
_SAYS_LITTLE = frozenset({"about", "the", "of", "a", "an", "its", "on", "in", "to", "for"})
_OVER = late(r"\bcho(?:se|oses|osing|sen|ose)\b[^,;:.]*? over (?P<said>[^,;:.]+)", re.I)


def denied_beside(claim: str, passage: str) -> bool:
    """Say whether what one denies and the other tells go together.

    A passage may deny it of what a claim sets aside, or of others than a claim is about; or have it done for the last
    time when the claim has it not done since.
    """
    return denied_elsewhere(claim, passage) or _denied_aside(claim, passage) or last_then(claim, passage)


def _denied_aside(claim: str, passage: str) -> bool:
    """Say whether all that a passage denies is what a claim sets aside: then they agree."""
    aside, denied = [*_set_aside(claim).values()], _denied(passage)
    if not aside or not denied or turns(SET_ASIDE.sub("", claim)):
        return False
    return all(any(one <= piece for one in aside) for piece in denied)


def not_aside(claim: str, passage: str) -> str:
    """Return what a claim sets aside and a passage tells without denying it, or ""."""
    held, denied = _words(passage), _denied(passage)
    plain = (
        said
        for said, terms in _set_aside(claim).items()
        if terms and terms <= held and not any(terms <= piece for piece in denied)
    )
    return next(plain, "")


def _set_aside(claim: str) -> dict[str, frozenset[str]]:
    """Return what a claim sets aside, as written, with its terms."""
    found = (*SET_ASIDE.finditer(claim), *_OVER.finditer(claim))
    return {one["said"]: frozenset(bm25.terms(one["said"])) or _words(one["said"]) for one in found}


def _denied(passage: str) -> list[frozenset[str]]:
    """Return the terms of each piece of a passage that a "not" denies, or that it sets aside itself."""
    is_not = _IS_NOT.finditer(passage) if " not" in passage else ()
    found = (*_DENIED.finditer(passage), *is_not, *_OVER.finditer(passage))
    return [_words(one["said"]) for one in found]


def _words(text: str) -> frozenset[str]:
    """Return the terms of a text and its small words: "not when" sets nothing else aside."""
    return frozenset((*bm25.terms(text), *re.findall(r"\w+", text.casefold()))) - _SAYS_LITTLE
