"""What the other clauses of a passage say, beside the one that seems to say the contrary of a claim."""

from __future__ import annotations

import re

from .. import bm25, quantity
from ..judge import parsed, root_of
from ..judge._words import kin
from ..text import late
from ._synonyms import forms_of, told
from ._turns import turns

_PARTS = frozenset({"part", "role", "share", "say"})
_NO_PART = late(rf"\bno (?:[a-z]+ )?(?:{'|'.join(sorted(_PARTS))})\b", re.I)


def of_another_name(clause: str, passage: str, claim: str) -> bool:
    """Say whether a later clause of a passage is about a name of its own: "Marl moved 46; Tern moved none"."""
    opening = clause.split(maxsplit=1)[0] if clause.strip() else ""
    return opening[:1].isupper() and opening not in claim and f"; {opening}" in passage


def done_beside(claim: str, clause: str, passage: str) -> bool:
    """Say whether what a claim tells is done in another clause than the one that denies: "not sold; lent to him"."""
    root = root_of(claim)
    if root is None or turns(claim) or root.pos_ != "VERB":
        return False
    acts, beside = forms_of(root.text, claim), passage.replace(clause, " ")
    plain = not turns(beside) and " against" not in beside
    return plain and acts.isdisjoint(told(clause)) and not acts.isdisjoint(told(beside))


def said_beside(word: str, claim: str, clause: str, passage: str) -> bool:
    """Say whether another clause has the word itself, and the claim's numbers: guilty on 11, and cleared on three.

    Or of the claim's thing: "the southern plant in May; the northern plant in June".
    """
    beside, numbers = passage.replace(clause, " "), {q.value for q in quantity.find(claim)}
    kind = next((t for t in parsed(claim) if t.text == word and t.dep_ == "amod"), None)
    if kind is not None and f"{kind.lower_} {kind.head.lower_}" in beside.casefold():
        return not turns(beside)
    own = not kin(bm25.terms(word)[0]).isdisjoint(bm25.terms(beside)) if bm25.terms(word) else False
    return own and bool(numbers) and numbers <= {q.value for q in quantity.find(beside)} and not turns(beside)


def denied_beside(words: frozenset[str], passage: str) -> bool:
    """Say whether a clause of a passage denies one of some words: "not guilty on count 1; guilty on count 2"."""
    denied = re.findall(r"\b(?:not|never) (?:[a-z]+ )?([a-z]+)", passage, re.I)
    return any(not words.isdisjoint(bm25.terms(word)) for word in denied)


def took_no_part(claim: str, clause: str) -> bool:
    """Say whether a clause only has somebody take no part, of whom a claim does not tell."""
    if _NO_PART.search(clause) is None:
        return False
    parts = [t for t in parsed(clause) if t.lower_ in _PARTS and any(c.lower_ == "no" for c in t.children)]
    subjects = [c for t in parts for c in t.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    held = told(claim) if subjects else frozenset()
    return any(held.isdisjoint(bm25.terms(subject.text)) for subject in subjects)
