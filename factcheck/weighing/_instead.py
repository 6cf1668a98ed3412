"""What a passage has in the place of a detail of a claim, all the rest being told: the fault is named, not only seen.

A veto (:mod:`._unheld`) keeps a passage from bearing a claim out. Where the passage says every other word of the claim,
and of the very deed, what it has in the place of the one detail is what an editor wants to see: then it refutes. Two
words for one thing ("a cyclist", "the rider"), and what may be true of both ("the café followed"), are no rivals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25
from ..model import Claim, Evidence, Finding, Span
from ..nlp import kind_of
from ..text import clip, one_line
from ._belongs import KIN, PLACES, Rival, rival
from ._placing import refuting

if TYPE_CHECKING:
    from spacy.tokens import Token

Aliases = Callable[[str], frozenset[str]]
# What is told of one is told of the other too.
_TOO = re.compile(
    r"\b(?:also|too|as well|likewise|so (?:did|do|does|was|were|is|has|had)|same|follow(?:s|ed)|joined|next|together"
    r"|among(?:st)?|along|includ\w+|both|then|later|with (?:him|her|them|it))\b",
    re.I,
)
# What one has done another may have done beside: it takes more than another doer of it to speak against a claim.
_SHARED = frozenset(
    "support oppose back vote attend visit know see want need like watch use think believe hope fear play".split()  # noqa: SIM905
)
_PLACED = frozenset({*PLACES, "through", "at", "on", "by", "inside", "outside", "behind", "under"})


def instead(claim: Claim, item: Evidence, missing: Sequence[str], aliases: Aliases) -> Iterator[Finding]:
    """Yield a refutation where a passage tells a claim but for one detail, in whose place it has another.

    :param missing: the words of the claim that the passage has not.
    """
    found = rival(claim.text, item.text, aliases)
    if found is None or not found.shared or _TOO.search(item.text):
        return
    if not set(missing) <= {t.text for t in found.mine.subtree} or not _is_one_or_the_other(found):
        return
    mine, theirs = _phrase(found.mine), _phrase(found.theirs)
    reason = f"the draft has {mine} where the source has {theirs}: “{_clause(found.theirs)}”"
    span = Span(start=found.mine.idx, end=found.mine.idx + len(found.mine))
    yield refuting("names", reason, span, f"{mine} with {found.deed.verb.text}", item)


def _is_one_or_the_other(found: Rival) -> bool:
    """Say whether two words cannot be of one: two names, a name and its bearer's kin, two places of one passage."""
    if found.part == "agent" and found.deed.verb.lemma_ in _SHARED:
        return False
    if found.part in _PLACED:
        return _is_place_of_its_own(found)
    if found.mine.pos_ != "PROPN":
        return False
    return _is_named(found.theirs) or (found.theirs.lemma_ in KIN and found.part == "agent")


def _is_place_of_its_own(found: Rival) -> bool:
    """Say whether a passage has the claim's place too, behind a preposition of its own."""
    forms = frozenset(bm25.terms(found.mine.text))
    here = [t for t in found.theirs.doc if not forms.isdisjoint(bm25.terms(t.text))]
    if found.mine.pos_ == "PROPN":
        return _is_named(found.theirs)
    return bool(here) and all(t.dep_ == "pobj" and t.head.lower_ in _PLACED for t in here)


def _is_named(thing: Token) -> bool:
    """Say whether a word is a name, or has one beside it: "his colleague Ada Holm", "the doctor, Jan Brouk"."""
    if thing.pos_ == "PROPN":
        return kind_of(thing) not in ("DATE", "TIME")
    return any(c.pos_ == "PROPN" and c.dep_ == "appos" for c in thing.children)


def _phrase(word: Token) -> str:
    """Return a word with what stands right before it, and the name beside it, as it is written."""
    below = [
        t for t in word.subtree if t.i < word.i and t.dep_ not in ("prep", "relcl", "det", "punct", "cc")
    ]
    start = word.i
    while any(t.i == start - 1 for t in below):
        start -= 1
    beside = next((c for c in word.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    end = beside.i if beside is not None else word.i
    return one_line(word.doc[start : end + 1].text)


def _clause(word: Token) -> str:
    """Return the part of a passage, up to a semicolon, in which a word stands."""
    text = word.doc.text
    start, end = text.rfind(";", 0, word.idx) + 1, text.find(";", word.idx)
    return clip(one_line(text[start : end if end >= 0 else len(text)].strip(" .")), 160)
