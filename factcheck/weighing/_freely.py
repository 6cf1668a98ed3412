"""Whether somebody was made to go or went of his own will: "at her own request" is not what "was sacked" says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import refuting, shown
from ._synonyms import forms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FREELY = late(
    r"\b(?:at|of|by|on|out of) (?:his|her|their|its|my|our) own (?:request|accord|initiative|wish|choice"
    r"|free will|will)\b|\bvoluntarily\b",
    re.I,
)
_FORCED = frozenset(
    "dismiss sack fire oust expel evict remove drag force eject clear deport extradite compel throw".split()  # noqa: SIM905
)
_CLAUSE = re.compile(r"[;.](?!\d)\s*|,\s+(?:but|while|whereas)\s+")


def freely(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has somebody made to go who, by a passage, went of his own will."""
    root = root_of(claim.text)
    if root is None or is_denied(root) or root.lemma_ not in _FORCED or _FREELY.search(claim.text):
        return
    whom = next((c for c in root.children if c.dep_ in ("dobj", "nsubjpass")), None)
    free = next((c for c in _CLAUSE.split(item.text) if _FREELY.search(c)), None)
    if whom is None or free is None or any(t.lemma_ in _FORCED for t in parsed(item.text)):
        return
    if _is_the_doer(whom, free):
        reason = f"the draft says {root.text}; the source says “{shown(free)}”"
        yield refuting("acts", reason, Span(start=root.idx, end=root.idx + len(root)), root.text, item)


def _is_the_doer(whom: Token, clause: str) -> bool:
    """Say whether a clause tells of whom a claim has made to go: by name, or as what it calls him."""
    forms = forms_of(whom.text, whom.doc.text)
    doers = (t for t in parsed(clause) if t.dep_ in ("nsubj", "nsubjpass"))
    return any(not forms.isdisjoint(bm25.terms(t.text)) for t in doers)
