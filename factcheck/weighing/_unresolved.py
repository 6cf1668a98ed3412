"""How far a matter has come: who has not answered has not refused, who is asked to pay was not ordered to.

And who asked for it: what was ordered "on the application of the port" was not sought by the ministry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .. import bm25
from ..judge import parsed, root_of
from ..judge._polarity import is_denied
from ..model import Claim, Evidence, Finding, Span
from ..text import late
from ._ascribed import called_so_alike
from ._causes import lacks_alike
from ._foretold import is_done
from ._former import not_the_first
from ._limits import left_out_alike
from ._placing import clause_at, clause_of, refuting, shown
from ._refused import not_granted, of_a_request, ordered_in_vain
from ._served import only_suspended
from ._synonyms import forms_of, told
from ._upcoming import left_for_later, not_begun, too_soon
from ._yet import not_yet_in_force, still_to_answer, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_DECIDING = frozenset(
    "accept reject refuse agree sign approve decide decline back adopt dismiss turn endorse ratify join".split()  # noqa: SIM905
)
# Who has done any of this by the passage has answered something.
_OPEN = late(
    r"\b(?:has|have|had) not (?:yet |so far |as yet )?(?:answered|replied|responded|decided"
    r"|given (?:an? |its |his |her |their )?(?:answer|reply|response|decision)"
    r"|made (?:a decision|up (?:its|his|her|their) mind))\b"
    r"|\b(?:has|have) yet to (?:answer|reply|respond|decide)\b|\b(?:is|are) (?:still )?undecided\b"
    r"|\bask(?:s|ed)? for (?:more )?time\b",
    re.I,
)
_FRESH = timedelta(days=7)  # in which who has not answered may be taken not to have answered yet
_ORDERING = frozenset("order oblige instruct require force compel command tell direct".split())  # noqa: SIM905
_ASKING = frozenset("ask invite urge encourage request appeal".split())  # noqa: SIM905
_SOUGHT = frozenset("seek request demand want".split())  # noqa: SIM905
_APPLIED = late(
    r"\b(?:on|upon|at) (?:the |an )?(?:application|request|petition|motion|behest|initiative) of (?:the )?"
    r"(?P<who>[^,;.:]+)",
    re.I,
)
_SUBJECT = ("nsubj", "nsubjpass")


def comes_so_far(claim: Claim, item: Evidence, written: date | None) -> Iterator[Finding]:
    """Yield the refutations of a claim by which a matter has not come so far: refused, set for later, done before.

    :param written: the day of the draft.
    """
    yield from not_granted(claim, item)
    yield from ordered_in_vain(claim, item)
    yield from only_suspended(claim, item)
    yield from still_to_answer(claim, item)
    yield from too_soon(claim, item, written)
    yield from not_begun(claim, item, written)
    yield from left_for_later(claim, item)
    yield from not_the_first(claim, item)
    yield from _unresolved(claim, item, written)


def of_no_denial(claim: str, passage: str) -> bool:
    """Say whether a "not" is of a refused request, or told on both sides as what is wanting, left out or a tale."""
    alike = (of_a_request, lacks_alike, left_out_alike, not_yet_in_force, called_so_alike)
    return any(is_alike(claim, passage) for is_alike in alike)


def _unresolved(claim: Claim, item: Evidence, written: date | None) -> Iterator[Finding]:
    """Yield a refutation where a passage has a matter not come as far as a claim, or set going by another.

    :param written: the day of the draft.
    """
    root = root_of(claim.text)
    if root is None or is_denied(root) or not is_done(root):
        return
    said = (
        _unanswered(root, item, written)
        or _only_asked_to(root, item.text)
        or _sought_by_another(root, item.text)
    )
    if said:
        reason = f"the draft says {root.text}; the source says “{said}”"
        span = Span(start=root.idx, end=root.idx + len(root))
        yield refuting("acts", reason, span, f"{root.text} so", item)


def _unanswered(root: Token, item: Evidence, written: date | None) -> str:
    """Return the words by which a fresh passage says that who decided by the claim has not answered, or ""."""
    open_yet = _OPEN.search(item.text) if root.lemma_ in _DECIDING else None
    who = next((c for c in root.children if c.dep_ == "nsubj"), None)
    if open_yet is None or who is None or written is None or item.published is None:
        return ""
    if not timedelta() <= written - item.published <= _FRESH:
        return ""
    clause = clause_at(item.text, open_yet.start())
    verbs = (t for t in parsed(item.text) if open_yet.start() <= t.idx < open_yet.end() and t.pos_ == "VERB")
    same = [t for t in map(subject_of, verbs) if t is not None and (_is_same(who, t) or _is_the_firm(who, t))]
    things = [t for c in root.children for t in (c, *c.children) if t.dep_ in ("dobj", "pobj")]
    known = told(item.text)
    told_of = things and all(not known.isdisjoint(forms_of(t.text, root.doc.text)) for t in things)
    decided = any(
        t.lemma_ in _DECIDING and any(_is_same(who, c) for c in t.children) for t in parsed(item.text)
    )
    return shown(clause) if same and told_of and not decided else ""


def _is_same(who: Token, other: Token) -> bool:
    """Say whether the subjects of two texts are one, by the word and, of a name, what stands before it."""
    if other.dep_ not in _SUBJECT or forms_of(who.text, who.doc.text).isdisjoint(bm25.terms(other.text)):
        return False
    mine, theirs = ({c.lower_ for c in t.children if c.dep_ in ("compound", "amod")} for t in (who, other))
    return mine <= theirs or not mine


def _is_the_firm(who: Token, other: Token) -> bool:
    """Say whether a name is that of a claim with more behind it: "Orvane", "Orvane Motors"."""
    return who.pos_ == other.pos_ == "PROPN" and who.text in (c.text for c in (other, *other.children))


def _only_asked_to(root: Token, passage: str) -> str:
    """Return the clause in which a passage only asks, or invites, to a deed whom a claim has ordered to it, or ""."""
    deed = next((c for c in root.children if c.dep_ == "xcomp"), None) if root.lemma_ in _ORDERING else None
    whom = next(
        (c for c in (*root.children, *(deed.children if deed else ())) if c.dep_ in ("dobj", *_SUBJECT)), None
    )
    if deed is None or whom is None or any(t.lemma_ in _ORDERING - {"tell"} for t in parsed(passage)):
        return ""
    acts = forms_of(deed.text, root.doc.text)
    for ask in (t for t in parsed(passage) if t.lemma_ in _ASKING and t.pos_ == "VERB" and not is_denied(t)):
        below = [c for c in ask.children if c.dep_ in ("xcomp", "ccomp")]
        same = [c for c in below if not acts.isdisjoint((*bm25.terms(c.text), *bm25.terms(c.lemma_)))]
        asked = [c for t in (ask, *same) for c in t.children if c.dep_ in ("dobj", *_SUBJECT)]
        if same and any(not forms_of(whom.text, root.doc.text).isdisjoint(bm25.terms(c.text)) for c in asked):
            return clause_of(ask)
    return ""


def _sought_by_another(root: Token, passage: str) -> str:
    """Return the clause in which a passage has another ask for what a claim says that somebody sought, or ""."""
    found = _APPLIED.search(passage) if root.lemma_ in _SOUGHT else None
    by = [t for c in root.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    thing = next((c for c in root.children if c.dep_ == "nsubjpass"), None)
    if found is None or not by or thing is None or len(_APPLIED.findall(passage)) > 1:
        return ""
    held, text = told(passage), root.doc.text
    strange = held.isdisjoint(forms_of(by[0].text, text)) or (
        by[0].pos_ == "PROPN" and by[0].text not in found["who"] and by[0].text not in passage
    )
    return (
        shown(clause_at(passage, found.start()))
        if strange and not held.isdisjoint(forms_of(thing.text, text))
        else ""
    )
