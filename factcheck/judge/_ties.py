"""What a name hangs on in its sentence: the verb that it does or suffers, the thing that is its own, what it is called.

"The order was signed by Lee" and "Lee signed the order" tie Lee to one deed in one role; "the mayor of Berg" and
"Berg's mayor" tie Berg to one noun. Two names that hang on the same word in the same role compete for one place.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ._context import parsed
from ._names import Name
from ._polarity import LIGHT
from ._words import kin

if TYPE_CHECKING:
    from spacy.tokens import Token

Tie = tuple[str, frozenset[str]]  # a role, and the terms that can stand for what the name hangs on
_SUBJECTS = ("nsubj", "csubj")
_OBJECTS = ("dobj", "obj", "nsubjpass", "dative")
_WITHIN = ("appos", "conj", "compound", "nmod", "flat")
DEEP = 5


@functools.lru_cache(maxsize=16384)
def ties(text: str, start: int, end: int) -> tuple[Tie, ...]:
    """Return what the name at ``text[start:end]`` hangs on, each with its role."""
    inside = [t for t in parsed(text) if start <= t.idx < end]
    if not inside:
        return ()
    mine = {t.i for t in inside}
    head = next((t for t in inside if t.head.i not in mine or t.head.i == t.i), inside[-1])
    found = [*_called(head, mine), *_placed(head)]
    return tuple((role, forms) for role, token in found if (forms := _forms(token)))


def tied(ours: tuple[Tie, ...], theirs: tuple[Tie, ...]) -> bool:
    """Say whether two names hang on the same word in the same role."""
    return any(
        role == other and not (forms & held) <= _light() for role, forms in ours for other, held in theirs
    )


def _called(head: Token, mine: set[int]) -> Iterator[tuple[str, Token]]:
    """Yield what a name is called where it stands: "singer Ann Lee", "Ann Lee, a singer"."""
    for child in head.children:
        beside = child.dep_ in ("appos", "compound", "amod") and child.pos_ == "NOUN"
        if child.i not in mine and (beside or (child.dep_ == "appos" and child.pos_ == "PROPN")):
            yield "is", child


def _placed(head: Token) -> Iterator[tuple[str, Token]]:
    """Yield the verb or noun that a name stands under; in apposition or a list it stands where its neighbour does."""
    for _ in range(DEEP):
        if head.dep_ not in _WITHIN or head.head.i == head.i:
            break
        if head.dep_ != "conj" and head.head.pos_ == "NOUN":
            yield ("is" if head.dep_ == "appos" else "with"), head.head
        head = head.head
    above = head.head
    if head.dep_ in _SUBJECTS:
        yield from _done(above)
    elif head.dep_ in _OBJECTS:
        yield "patient", above
    elif head.dep_ == "poss":
        yield "of", above
    elif head.dep_ == "attr":
        yield from (("is", child) for child in above.children if child.dep_ in _SUBJECTS)
    elif head.dep_ == "pobj":
        yield from _behind(above)


def _done(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield what a subject does and is: its verb, the verbs joined to that, and what "is" makes it."""
    yield "agent", verb
    for child in verb.children:
        if verb.lemma_ in ("be", "become") and child.dep_ in ("attr", "acomp"):
            yield "is", child
        own = any(inner.dep_ in (*_SUBJECTS, "nsubjpass") for inner in child.children)
        if child.dep_ == "xcomp" or (child.dep_ == "conj" and child.pos_ == "VERB" and not own):
            yield "agent", child


def _behind(preposition: Token) -> Iterator[tuple[str, Token]]:
    """Yield what a name behind a preposition belongs to: a noun, and the verb which that noun is an object of."""
    above, word = preposition.head, preposition.lower_
    by = preposition.dep_ == "agent" or (word == "by" and above.pos_ == "VERB")
    yield ("agent" if by else word), above
    if word != "of" and above.pos_ == "NOUN" and above.dep_ in (*_OBJECTS, "pobj"):
        yield word, above.head.head if above.dep_ == "pobj" else above.head


def _forms(token: Token) -> frozenset[str]:
    terms = (*bm25.terms(token.lemma_), *bm25.terms(token.text))
    return frozenset(form for term in terms for form in kin(term))


@functools.cache
def _light() -> frozenset[str]:
    return frozenset(term for word in LIGHT for term in bm25.terms(word))


def role(name: Name, text: str) -> frozenset[str]:
    """Return the parts that a name can play in its sentence: subject, object, "in", "by", owner...

    A name in apposition or in a list plays the part of what it stands beside.
    """
    inside = [t for t in parsed(text) if name.start <= t.idx < name.end]
    if not inside:
        return frozenset()
    head = next((t for t in inside if t.head.i not in {u.i for u in inside}), inside[-1])
    while head.dep_ in (*_WITHIN, "amod") and head.head.i != head.i:
        head = head.head
    if head.dep_ in (*_SUBJECTS, "agent"):
        return frozenset(["subject"])
    if head.dep_ in (*_OBJECTS, "oprd"):
        return frozenset(["object"])
    if head.dep_ == "pobj":
        return frozenset(["subject" if head.head.lower_ == "by" else head.head.lower_])
    return frozenset([head.dep_])
