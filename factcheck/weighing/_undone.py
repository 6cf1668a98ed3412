"""Deeds that a passage tells only as undone: a fine that was quashed, a strike that was called off.

Whether there was a fine before it was quashed the passage may say or not; that somebody fines it does not tell plainly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ._claim import word_forms
from ._foretold import is_done
from ._synonyms import forms_at

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNDOING = frozenset(
    """
    annul quash overturn revoke rescind repeal reverse void lift drop withdraw scrap abandon abolish waive cancel
    invalidate nullify retract avert
    """.split()  # noqa: SIM905
)
_WITH = {"call": "off", "strike": "down", "set": "aside", "throw": "out"}


def undone(claim: str, passage: str) -> str:
    """Return the words by which a passage tells the deed of a claim as undone, and nowhere as done; or ""."""
    root = root_of(claim)
    if root is None or root.pos_ != "VERB" or not is_done(root) or _undoes(root):
        return ""
    acts = word_forms(root) | forms_at(root.text, root.idx, claim)
    same = [t for t in parsed(passage) if not acts.isdisjoint(bm25.terms(t.text))]
    said = [_undone_by(t) for t in same]
    return f"undone (“{said[0]}”)" if said and all(said) else ""


def _undone_by(noun: Token) -> str:
    """Return the verb that undoes what a noun names, with it ("quashed the fine", "the ban was lifted"), or ""."""
    hung = noun.pos_ == "NOUN" and noun.dep_ in ("dobj", "nsubjpass")
    return f"{noun.head.text} ... {noun.text}" if hung and _undoes(noun.head) else ""


def _undoes(verb: Token) -> bool:
    particle = _WITH.get(verb.lemma_, "")
    return verb.lemma_ in _UNDOING or (bool(particle) and any(c.lower_ == particle for c in verb.children))
