"""What a passage has only as hoped for, attempted or still to be allowed: "forecasts of a cut" cut nothing.

Asked for every deed that a claim tells as done, not for its main verb alone: "attempted murder" killed nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed
from ..text import late
from ._claim import LIGHT, word_forms
from ._foretold import is_done
from ._synonyms import forms_of
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOPED_FOR = frozenset(
    """
    forecast expectation hope fear call demand prospect speculation talk rumour rumor possibility threat chance risk
    likelihood idea appeal request wish bid attempt suggestion
    """.split()  # noqa: SIM905
)
_ATTEMPTED = frozenset("attempted threatened possible failed feared looming potential suspected".split())  # noqa: SIM905
_OF = frozenset({"of", "for", "about", "at"})
_AWAITS = late(
    r"\b(?:needs?|requires?|awaits?|awaiting|depends on|subject to|pending) (?:the )?(?:final |formal )?"
    r"(?:approval|consent|permission|green light|go-ahead|clearance|signature|ratification)\b",
    re.I,
)
_OPEN = late(
    r"\b(?:(?:takes?|taking|took|express\w+|made|makes?) no (?:position|view|stand|finding|ruling|decision)"
    r"(?: (?:on|as to))?"
    r"|(?:did|do|does|could|would) not (?:say|rule|decide|determine|establish)(?: on)?|le(?:ft|aves?) (?:it )?open"
    r"|(?:un|not (?:yet )?)(?:clear|known|certain|established|decided)) (?:if|whether)\b",
    re.I,
)
_ASKS = late(r"\b(?:whether|if|open)\b", re.I)
_ALLOWED = late(
    r"\b(?:approv|clear|consent|permit|authori[sz]|ratif|sign|green light|go-ahead|allow)\w*", re.I
)


def only_unreal(claim: str, passage: str) -> str:
    """Return what a claim tells as done and a passage has only as hoped for or attempted, or ""."""
    if turns(claim):
        return ""
    for ours in (t for t in parsed(claim) if t.pos_ == "VERB" and t.lemma_ not in LIGHT and is_done(t)):
        forms = forms_of(ours.text, claim) | word_forms(ours)
        same = [
            t for t in parsed(passage) if not forms.isdisjoint((*bm25.terms(t.text), *bm25.terms(t.lemma_)))
        ]
        unreal = [why for t in same if (why := _unreal(t))]
        if same and len(unreal) == len(same) and not any(word in claim.casefold() for word in unreal):
            return f"{ours.text} (the source: “{unreal[0]}”)"
    return ""


def _unreal(word: Token) -> str:
    """Return the word by which a deed is hoped for, feared or attempted only, or ""."""
    tried = next((c.lower_ for c in word.children if c.dep_ == "amod" and c.lower_ in _ATTEMPTED), "")
    if tried or word.pos_ != "NOUN":
        return tried
    over = word.head.head if word.dep_ == "pobj" and word.head.lower_ in _OF else None
    return over.lower_ if over is not None and over.lemma_ in _HOPED_FOR and over.pos_ == "NOUN" else ""


def only_left_open(claim: str, passage: str) -> str:
    """Return by what words a passage leaves open whether it is as a claim tells, or ""."""
    for found in _OPEN.finditer(passage) if not _ASKS.search(claim) else ():
        behind = frozenset(bm25.terms(re.split(r"[.;]", passage[found.end() :])[0]))
        deeds = [t for t in parsed(claim) if t.pos_ == "VERB" and t.lemma_ not in LIGHT]
        if any(not behind.isdisjoint(forms_of(t.text, claim) | word_forms(t)) for t in deeds):
            return f"what is left open (“{found.group()}”)"
    return ""


def only_awaited(claim: str, passage: str) -> str:
    """Return by what words a passage has still to be approved what a claim tells as approved, or ""."""
    found = _AWAITS.search(passage) if _ALLOWED.search(claim) and not _AWAITS.search(claim) else None
    return f"what is still to come (“{found.group()}”)" if found and not turns(claim) else ""
