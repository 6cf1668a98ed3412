"""Words of a denial that a claim has in another sense: "strikers" call no strike, who "goes" is not "going to" pay.

A "not" speaks against a claim where it denies what the claim tells, not where it denies a word of the same stem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ._claim import denied

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOERS = ("er", "or", "ist", "ant", "ent", "ee")
_SUBJECT = ("nsubj", "nsubjpass")


def namesakes(claim: str, clause: str) -> frozenset[str]:
    """Return the words that a clause denies and a claim only has in another sense: "the force" forces nobody."""
    words = denied(clause)
    return frozenset(t.text for t in parsed(clause) if t.text in words and _is_namesake(t, claim))


def _is_namesake(word: Token, claim: str) -> bool:
    if word.lemma_ == "go" and any(c.dep_ == "xcomp" for c in word.children):
        return True  # "is not going to" denies no going
    terms = frozenset(bm25.terms(word.text))
    same = [t for t in parsed(claim) if not terms.isdisjoint(bm25.terms(t.text))]
    if word.pos_ == "VERB":
        names = any(t.dep_ == "nsubj" and t.pos_ == "NOUN" for t in same)
        return names or _is_got(word, same) or (bool(same) and all(_only_tells_who(t) for t in same))
    return word.pos_ == "NOUN" and bool(same) and all(_does_it(t, word) for t in same)


def _only_tells_who(verb: Token) -> bool:
    """Say whether a verb of a claim only tells of whom it speaks: "those who stay", "workers who go"."""
    return verb.dep_ == "relcl" and verb.head.dep_ in _SUBJECT


def _is_got(verb: Token, same: list[Token]) -> bool:
    """Say whether a claim only has somebody get what a verb may name: who "gets two months' pay" pays nobody."""
    return bool(same) and all(
        t.pos_ == "NOUN" and t.lemma_ == verb.lemma_ and t.head.lemma_ in ("get", "receive", "earn")
        for t in same
    )


def _does_it(doer: Token, deed: Token) -> bool:
    """Say whether a noun of a claim names those who do what another names: "strikers" of "strike"."""
    return doer.pos_ == "NOUN" and doer.lemma_ != deed.lemma_ and doer.lemma_.endswith(_DOERS)
