"""What a part suffered, told of the whole: who cancelled its opening concert was not cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import bm25
from ..judge import root_of
from ..judge._polarity import predicates
from ._casting import name_of
from ._deeds import is_measure
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a thing may do by itself: "the school closed".
_BY_ITSELF = frozenset({"close", "shut", "open", "reopen", "stop", "end", "start"})
_DOORS = frozenset({"door", "gate"})


def of_its_part(claim: str, passage: str) -> str:
    """Return whom a claim has suffer a deed that a passage has him do to something of his; or "".

    The festival that "cancelled its opening concert" was not cancelled, nor the school shut that shut its canteen.
    """
    root = root_of(claim)
    sides = ("nsubjpass", *(("nsubj",) if root is not None and root.lemma_ in _BY_ITSELF else ()))
    who = next((c for c in root.children if c.dep_ in sides), None) if root is not None else None
    if root is None or who is None or any(c.dep_ in ("dobj", "agent") for c in root.children):
        return ""
    same = [t for t in predicates(passage) if not forms_of(root.text, claim).isdisjoint(bm25.terms(t.text))]
    things = [
        next((c for c in t.children if c.dep_ == "dobj" and name_of(c).isdisjoint(name_of(who))), None)
        for t in same
        if (doer := _does(t)) is not None and not name_of(doer).isdisjoint(name_of(who))
    ]
    held = frozenset(bm25.terms(claim))
    near = (t for t in things if t is not None and t.lemma_ not in _DOORS and not is_measure(t))
    parts = [t for t in near if held.isdisjoint(bm25.terms(t.text))]
    return f"{who.text} (the source: {parts[0].text})" if parts and len(parts) == len(same) else ""


def _does(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)
