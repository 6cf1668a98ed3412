"""Whether two opposite words are said of one thing: who "retained her title" did not "lose her title", whatever else.

Where both texts have the same doer and what it is done to, or the same subject of "is", the rest of a passage may be
about anything: a court's "on Monday, after two days", or whose word it is.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ._deeds import deeds
from ._foretold import foretold
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_COUPLES = frozenset({"be", "remain", "stay", "become", "prove", "turn"})
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd"})

# What is done only where something less is done too.
_STRONGER = {
    "damage damaged hit struck harmed": "destroy destroyed wreck wrecked flatten flattened ruin ruined gutted levelled",
    "injured hurt wounded harmed": "kill killed",
    "accuse accused charged": "convict convicted",
    "touch touched open opened": "destroy destroyed emptied",
}


def of_one_thing(claim: str, clause: str, word: str, other: str) -> bool:
    """Say whether a claim has a word of just what a clause has another word of.

    :param word: as it stands in the claim; ``other`` as it stands in the clause.
    """
    mine, theirs = _called(claim, word), _called(clause, other)
    if mine is None or theirs is None or bool(foretold(mine)) != bool(foretold(theirs)):
        return False
    if mine.pos_ == theirs.pos_ == "VERB":
        return _of_one_deed(_parts(mine), _parts(theirs))
    one, two = _thing(mine), _thing(theirs)
    return one is not None and two is not None and _is(one, two)


def _called(text: str, word: str) -> Token | None:
    found = [t for t in parsed(text) if t.text == word]
    return found[0] if len(found) == 1 else None


def _thing(quality: Token) -> Token | None:
    """Return of what a text has a quality: the van of "a black van" and of "the van was black"."""
    if quality.dep_ in ("amod", "compound") and quality.head.pos_ in ("NOUN", "PROPN"):
        return _thing(quality.head) if quality.head.dep_ in _COMPLEMENTS else quality.head
    verb = quality.head
    if quality.dep_ in _COMPLEMENTS and verb.lemma_ in _COUPLES:
        return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if quality.pos_ == "VERB":
        parts = _parts(quality)
        return parts.get("patient") or parts.get("agent")
    return None


@functools.lru_cache(maxsize=4096)
def _deeds_of(text: str) -> dict[int, dict[str, tuple[Token, ...]]]:
    return {deed.verb.i: deed.parts for deed in deeds(text)}


def _parts(verb: Token) -> dict[str, Token]:
    """Return who does a deed and to what, as far as a text tells."""
    parts = _deeds_of(verb.doc.text).get(verb.i, {})
    return {role: parts[role][0] for role in ("agent", "patient") if parts.get(role)}


def _of_one_deed(mine: dict[str, Token], theirs: dict[str, Token]) -> bool:
    """Say whether two deeds have one doer and are done to one thing, as far as both tell of them."""
    shared = [role for role in ("agent", "patient") if role in mine and role in theirs]
    if not shared or ("patient" in mine) != ("patient" in theirs):
        return False
    alike = [_is(mine[role], theirs[role]) or theirs[role].pos_ == "PRON" for role in shared]
    return all(alike) and any(theirs[role].pos_ != "PRON" for role in shared)


def _is(one: Token, other: Token) -> bool:
    """Say whether two words name one thing: the same, and every name and kind that goes with the claim's."""
    if told(other.text).isdisjoint(forms_of(one.text, one.doc.text)):
        return False
    held = told(other.doc.text)
    marks = [c for c in one.children if c.dep_ in ("compound", "amod", "poss", "nummod")]
    kinds = [c for c in other.children if c.dep_ in ("compound", "amod") and c.pos_ != "PROPN"]
    own = frozenset(term for c in kinds for term in bm25.terms(c.text))
    if kinds and any(c.dep_ == "amod" and own.isdisjoint(bm25.terms(c.text)) for c in marks):
        return False  # the older sister is not the younger
    same = all(
        not held.isdisjoint(bm25.terms(c.text)) for c in marks if c.pos_ in ("PROPN", "NOUN", "ADJ", "NUM")
    )
    return same and (bool(marks) or len(kinds) <= 1)


@functools.lru_cache(maxsize=4096)
def stronger(word: str) -> frozenset[str]:
    """Return the terms of what is done only where this is: what was not damaged was not destroyed."""
    stem = frozenset(bm25.terms(word))
    lines = (more for less, more in _STRONGER.items() if not stem.isdisjoint(bm25.terms(less)))
    return frozenset(term for more in lines for term in bm25.terms(more))
