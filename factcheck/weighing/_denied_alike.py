"""One thing denied in two ways: "lacks proof" and "without proof", "against doing it" and "against it"."""

from __future__ import annotations

import re

from ..judge._polarity import bounded_alike
from ..text import late
from ._ballots import did_not_vote_so
from ._synonyms import told
from ._tallies import voted_alike
from ._turns import turns

_REFUSAL = late(r"\b(?:refus|reject|dismiss)\w*", re.I)
_NOT_WITHOUT = re.compile(r"\b(?:cannot|can['’]t|not|no|never)\b[^.;]* without\b", re.I)
_UNLESS = re.compile(r"\b(?:cannot|can['’]t|not|no|never)\b[^.;]* (?:unless|except|only)\b", re.I)
_AND_ALSO = re.compile(r",? (?:and|but|nor) |; ")
_AGAINST_DOING = late(r"\bagainst \w+ing\b", re.I)
_IT = r"\bagainst (?:it|this|that|them|doing so)\b"
_WITHOUT = late(r"\b(?:without|(?:had|has|have|there (?:was|is)) no) [a-z]+", re.I)
_CUT_OFF = late(
    r"\b(?:cut(?: off)?|interrupted|shut off|turned off|switched off|disconnected|failed)\b", re.I
)
_FELL = late(
    r"\b(?:motion|proposal|bill|bid|resolution)s?\b[^.;]*\b(?:fell|(?:was|were) (?:lost|defeated))\b", re.I
)
_AGAINST_IT = late(rf"{_IT}|\bby \w+ votes to \w+\b", re.I)
AGAINST = late(rf"{_IT}|\bagainst\b(?=[.;,]|$)|\b(?:vot(?:e|es|ed|ing)|ballot)\b[^.;,]*? against\b", re.I)
# What one text denies in a word that the other's way of denying does not need.
_TWO_WAYS = (
    (
        late(r"\black(?:s|ed|ing)?\b", re.I),
        late(
            r"\b(?:without|no|not|never|(?:want|lack|absence) of|missing|absent|short(?:ages?)? of|too (?:few|little)"
            r"|insufficient)\b|n['’]t\b",
            re.I,
        ),
    ),
    (
        late(r"\b(?:keep|kept|prevent|stop)\w* (?:[\w’'-]+ ){1,5}?from\b", re.I),
        late(r"\b(?:prevent|stop|avoid|halt|curb|limit|contain|block|protect)\w*", re.I),
    ),
)

_NOT_UNTIL = late(r"(?:\b(?:not|never)|n['’]t)\b[^.;]{1,80}? (?:until|till|before)\b", re.I)
_DENIED_BEFORE = late(
    r"\b(?:den(?:y|ies|ied)|disput\w+|reject\w*)\b[^.;]{1,80}? (?:before|until|prior to)\b", re.I
)
_ALL_BUT = late(r"\b(?:all|every|each)(?: \w+)? (?:but|except)\b", re.I)
_NOT_SO = late(r"\b(?:not|never) been (?:so|as) (?P<how>[a-z]+)\b[^.;,]* since\b", re.I)
_NO_OTHER = late(r"\b(?:no|none|nobody|nothing)\b[^.;]{0,30} (?:other than|apart from|except|but)\b", re.I)
_ONLY = late(r"\b(?:only|alone|sole)\b", re.I)
_HOW_NOT = late(r",? without (?P<how>\w+ing)\b[^,;.]*", re.I)


def denied_alike(claim: str, passage: str) -> bool:
    """Say whether claim and passage deny one thing in two ways: a bound, "against doing it" and "against it"."""
    if turns(passage) and (denies_apiece(claim) or (_NOT_WITHOUT.search(claim) and _UNLESS.search(passage))):
        return True
    so = _NOT_SO.search(claim)
    if so and re.search(rf"\b{re.escape(so['how'][:-1])}\w*est since\b", passage, re.I):
        return True  # "not so high since" is "the highest since"
    if turns(claim) and _ALL_BUT.search(passage):
        return True
    for one, other in ((claim, passage), (passage, claim)):
        if _NOT_UNTIL.search(one) and _DENIED_BEFORE.search(other) and turns(other) == 1:
            return True  # not before it is not until it
        if _NO_OTHER.search(one) and _ONLY.search(other) and turns(one) == 1 and not turns(other):
            return True
        if _AGAINST_DOING.search(one) and _AGAINST_IT.search(other):
            return True
        if _WITHOUT.search(one) and _CUT_OFF.search(other) and turns(one) == 1 and not turns(other):
            return True  # who is "without power" has had it cut
        if any(mine.search(one) and theirs.search(other) for mine, theirs in _TWO_WAYS):
            return turns(one) % 2 != turns(other) % 2
        fell = AGAINST.search(one) or _FELL.search(one)
        if fell and _REFUSAL.search(other) and turns(other) == 1 and not turns(one):
            return True
    return (
        bool(voted_alike(claim, passage)) or did_not_vote_so(claim, passage) or bounded_alike(claim, passage)
    )


def denies_apiece(text: str) -> bool:
    """Say whether a text denies in each of its clauses: so it denies, though two "not" in one clause would not."""
    clauses = _AND_ALSO.split(text) if turns(text) > 1 else ()
    return len(clauses) > 1 and all(turns(part) % 2 for part in clauses)


def without_how(claim: str, passage: str) -> str:
    """Return a claim without how it was not done, "without asking", where a passage denies something else."""
    found = _HOW_NOT.search(claim) if turns(passage) else None
    told_too = found is not None and not told(found["how"]).isdisjoint(told(passage))
    return claim if found is None or told_too or "without" in passage else claim.replace(found.group(), "")
