"""Who won and who lost: whoever defeated another in a race or a match has not lost it, nor has the other won.

"Roe lost the final" has all its words in "Roe defeated Lund in the final", since a defeat is lost by one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from .. import bm25, when
from ..judge import root_of
from ..judge._polarity import is_denied, predicates
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._placing import refuting, shown
from ._synonyms import spoken, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEFEATS = frozenset({"defeat", "beat", "overcome", "thrash", "outpoint", "unseat"})
_CONTEST = late(
    r"\b(?:(?:semi-?|quarter-?)?finals?|match|game|race|(?:by-)?election|run-?off|vote|title|fight|bout|derby|seat|cup|tie"
    r"|contest|championship|primary|ballot|play-off)\b",
    re.I,
)
_LOST_TO = late(
    r"(?P<loser>(?:[A-Z][\w’'-]+ )+)(?:ha(?:s|d) )?(?:lost|fell|fallen|went down|succumbed) (?:[\d–-]+,? )*to "
    r"(?:[a-z][\w’'-]* ){0,4}(?P<winner>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)
_END = re.compile(r"[,;]| (?:but|and|after|before|while) ")
_SOMEBODY = frozenset(
    {"mayor", "president", "chancellor", "governor", "champion", "incumbent", "senator", "chairman"}
)
_AGAINST = frozenset({"to", "against", "over"})
_ELECTED = late(r"\b(?:was|were|is|been) (?:narrowly |easily |comfortably )?(?:re-?)?elected\b", re.I)
_ENOUGH = 0.5  # the share of a claim's other words that a passage has to have to tell of the same contest


class _Contest(NamedTuple):
    """Who won and who lost, each by the terms of the name; none where it is not told."""

    winner: frozenset[str]
    loser: frozenset[str]


def won_by_the_other(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a passage has the one lose whom a claim has win, or the other way round."""
    root = root_of(claim.text)
    mine = _contest(root) if root is not None and not is_denied(root) else None
    if root is None or mine is None or not _is_of_one_contest(claim.text, root, item.text):
        return
    theirs = _contests(item.text)
    if _is_of_another_time(claim, item):
        return
    turned = any(mine.winner & one.loser or mine.loser & one.winner for one in theirs)
    if turned and not any(mine.winner & one.winner or mine.loser & one.loser for one in theirs):
        span = Span(start=root.idx, end=root.idx + len(root))
        reason = f"the draft has the other win ({root.text}); the source says “{shown(item.text)}”"
        yield refuting("acts", reason, span, f"who {root.text}", item)


def won_alike(claim: str, passage: str) -> str:
    """Return the verb by which a claim has one win or lose, where a passage tells it from the other side; or ""."""
    root = root_of(claim)
    mine = _contest(root) if root is not None and not is_denied(root) else None
    if root is None or mine is None or not (mine.winner and mine.loser):
        return ""
    same = any(mine.winner & one.winner and mine.loser & one.loser for one in _contests(passage))
    return root.text if same else ""


def _is_of_another_time(claim: Claim, item: Evidence) -> bool:
    """Say whether both have dates, and none in common: who lost in 2026 may have won in 2022."""
    theirs = when.find(item.text, item.published)
    return bool(theirs) and any(
        all(mine.end < other.start or other.end < mine.start for other in theirs) for mine in claim.periods
    )


def _contests(passage: str) -> list[_Contest]:
    """Return all who won or lost in a passage, by its verbs and by its words."""
    found = (_contest(verb) for verb in predicates(passage) if not is_denied(verb))
    return [*(one for one in found if one is not None), *_lost_to(passage)]


def _contest(verb: Token) -> _Contest | None:
    """Return who won and who lost by a verb, or None where it tells of no contest."""
    does, suffers = _named(verb, "nsubj"), _named(verb, "dobj", "nsubjpass")
    if verb.lemma_ in ("be", "elect") and (suffers or does) and _ELECTED.search(verb.doc.text):
        return _Contest(suffers or does, frozenset())
    if verb.lemma_ in _DEFEATS and suffers:
        by = frozenset(x for c in verb.children if c.dep_ == "agent" for x in _named(c, "pobj"))
        return _Contest(does or by, suffers)
    another = frozenset(
        x for c in verb.children if c.dep_ == "prep" and c.lower_ in _AGAINST for x in _named(c, "pobj")
    )
    behind = _END.split(verb.doc.text[verb.idx :])[0]  # who "won the first set but lost the match" won none
    of_a_contest = another or _CONTEST.search(behind)
    if verb.lemma_ not in ("win", "lose") or not does or not of_a_contest:
        return None
    return _Contest(does, another) if verb.lemma_ == "win" else _Contest(another, does)


def _lost_to(text: str) -> Iterator[_Contest]:
    """Yield who lost to whom by its words: the parser has the "qualifier" of "lost to qualifier Wen" for a verb."""
    for found in _LOST_TO.finditer(text):
        terms = (frozenset(bm25.terms(found[who])) for who in ("winner", "loser"))
        yield _Contest(*terms)


def _named(head: Token, *deps: str) -> frozenset[str]:
    """Return the terms of the names that stand so below a word: "Ida Moe" by both."""
    tops = [c for c in head.children if c.dep_ in deps and (c.pos_ == "PROPN" or c.lemma_ in _SOMEBODY)]
    words = (t for top in tops for t in (top, *(c for c in top.children if c.dep_ == "compound")))
    said = (t for t in words if t.pos_ == "PROPN" or t.lemma_ in _SOMEBODY)
    return frozenset(term for t in said for term in bm25.terms(t.text))


def _is_of_one_contest(claim: str, root: Token, passage: str) -> bool:
    held = told(passage)
    rest = [forms for word, forms in spoken(claim) if word != root.text]
    return bool(rest) and sum(not held.isdisjoint(forms) for forms in rest) >= _ENOUGH * len(rest)
