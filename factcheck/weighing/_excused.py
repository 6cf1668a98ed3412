"""What a number of a passage is of, where it speaks against no other: a difference, another's, another part's.

"From 187 to 122" does not deny 65, nor "the Sigrun covered 205, the Alma the rest" that the Alma covered 107.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import bm25, judge, quantity, when
from ..model import Bound, Claim, Finding, Quantity, Span
from ..text import late
from ._claim import LIGHT, WORDY, bearers
from ._foretold import is_done
from ._placing import clause_at
from ._synonyms import forms_of, spoken, telling, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 14  # days that two counts of one thing may lie apart and yet be compared
_DOES = ("nsubj", "nsubjpass")
_APART = re.compile(
    r"\b(?:majority|margin|lead|gap|difference|more|less|fewer|later|earlier|longer|shorter|below|above|ahead|behind|short)\b",
    re.I,
)
_ONE_AND_OTHER = re.compile(r"\b(?:more|less|fewer|higher|lower) than\b|\bthe (?:other|remaining) \w+", re.I)
_NORM = late(
    r"\b(?:targets?|goals?|aims?|objectives?|limits?|ceilings?|thresholds?|maximum|minimum|norms?|quotas?"
    r"|requir(?:es?|ed)|must|shall|should|ought|(?:is|are|was|were|ha[sd]|have) to|agreed on|planned|budgeted"
    r"|provides? for|stipulat\w+"
    r"|obliges?|allow(?:s|ed)|entitled|due to be|supposed to|meant to|scheduled)\b",
    re.I,
)
_BOTH = late(r"\b(?:both (?:the )?[a-z]+s\b|(?:the )?two [a-z]+s (?:together|combined)\b)", re.I)
_ONE_SIDE = late(r"\b(?:another|other|further|one|side|bank|half)\b", re.I)
_OF_THEM = late(r"\s(?:of|among) (?:the|those|these|them|its|their)\b(?! \d)", re.I)
_APIECE = re.compile(r"\b(?:each|apiece)\b", re.I)


def differs_by(finding: Finding, claim: Claim) -> bool:
    """Say whether a number is by how much two of the passage differ: from 187 to 122 kilometres are 65."""
    mine = quantity.at(claim.text, finding.claim_span) if finding.claim_span is not None else None
    if mine is None:
        return False
    if _of_some_of_them(finding, claim, mine):
        return True
    stated = quantity.find(
        finding.evidence.text
    )  # "from 187 to 122 kilometres": the first leaves its unit unsaid
    if _APIECE.search(finding.evidence.text):  # "two at 900 each" come to 1,800
        return any(a.value * b.value == mine.value for a, b in itertools.combinations(stated, 2))
    levels = [q.value for q in stated]
    beside = _ONE_AND_OTHER.search(finding.evidence.text)  # "14, two more than asked", "the other five have"
    if beside and any(mine.value in (abs(a - b), a + b) for a, b in itertools.combinations(levels, 2)):
        return True
    plain = replace(mine, bound=Bound.EXACT)
    if _APART.search(claim.text):  # "a majority of eleven votes", "15 less than": of any size
        return any(abs(a - b) == mine.value for a, b in itertools.combinations(levels, 2))
    pair = quantity.explained_by(plain, [replace(q, unit=mine.unit) if q.unit == "" else q for q in stated])
    return pair is not None and mine.value < max(q.value for q in pair)


def _of_some_of_them(finding: Finding, claim: Claim, mine: Quantity) -> bool:
    """Say whether a passage only tells of fewer of those whom a claim counts: "six of the persons who died" of 23."""
    at, text = finding.evidence_span, finding.evidence.text
    theirs = quantity.at(text, at) if at is not None else None
    if at is None or theirs is None or mine.unit or theirs.unit or theirs.value >= mine.value:
        return False
    return _OF_THEM.match(text, at.end) is not None and not _OF_THEM.match(claim.text, mine.span.end)


def of_both_sides(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage counts on both sides together what a claim counts on the one: 112 for "another 30"."""
    text, at = finding.evidence.text, finding.evidence_span
    mine = quantity.at(claim.text, finding.claim_span) if finding.claim_span is not None else None
    theirs = quantity.at(text, at) if at is not None else None
    if at is None or mine is None or theirs is None or mine.value > theirs.value:
        return False
    both = _BOTH.search(clause_at(text, at.start)) is not None
    return both and _ONE_SIDE.search(claim.text) is not None and not _BOTH.search(claim.text)


def beside_the_matter(finding: Finding, claim: Claim) -> bool:
    """Say whether a number stands in a part of a passage, up to a semicolon, that has no other word of the claim."""
    text, at = finding.evidence.text, finding.evidence_span
    if at is None or ";" not in text:
        return False
    inside = finding.claim_span.of(claim.text) if finding.claim_span is not None else ""
    held = told(clause_at(text, at.start))
    return all(held.isdisjoint(forms) for word, forms in spoken(claim.text) if word not in inside)


def of_a_norm(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage gives a number only as what is aimed at, allowed or required, where a claim tells a deed.

    "The goal is that 85 percent are on time" does not deny that 70 percent were.
    """
    text, at, root = finding.evidence.text, finding.evidence_span, judge.root_of(claim.text)
    if at is None or root is None or root.lemma_ in WORDY or not is_done(root) or _NORM.search(claim.text):
        return False
    here = clause_at(text, at.start)
    return _NORM.search(text, max(0, text.find(here)), at.start) is not None


def of_anothers_doing(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage has its detail for what somebody else does, by name, and nothing of the claim's doer.

    That Ada Lund voted on 16 March says nothing of when Tarn votes.
    """
    text, mine, at = finding.evidence.text, finding.claim_span, finding.evidence_span
    if mine is None or at is None:
        return False
    ours, theirs = _doer(claim.text, mine), _doer(text, at)
    if ours is None or theirs is None:
        return False
    one, other = (frozenset(t for u in who.subtree for t in bm25.terms(u.text)) for who in (ours, theirs))
    initials = "".join(u.text[0] for u in theirs.subtree if u.text[0].isupper())
    return (
        one.isdisjoint(bm25.terms(text))
        and other.isdisjoint(bm25.terms(claim.text))
        and ours.text != initials
    )


def _doer(text: str, span: Span) -> Token | None:
    """Return the name of who does what is told with a detail, or None."""
    inside = (t for t in judge.parsed(text) if span.start <= t.idx < span.end)
    verb = next((a for t in inside for a in t.ancestors if a.pos_ == "VERB"), None)
    while (
        verb is not None
        and verb.dep_ in ("conj", "xcomp")
        and not any(c.dep_ in _DOES for c in verb.children)
    ):
        verb = verb.head
    doing = (c for c in verb.children if c.dep_ in _DOES and c.pos_ == "PROPN") if verb is not None else ()
    return next(iter(doing), None)


def of_another_doer(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage gives a number with the claim's deed to another, and has the claim's doer beside it.

    "The Sigrun covered 205, the Alma the rest" does not say how many the Alma covered.
    """
    text, at, root = finding.evidence.text, finding.evidence_span, judge.root_of(claim.text)
    who = (
        next((t for t in root.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None)
        if root is not None
        else None
    )
    if at is None or root is None or who is None or who.text not in text:
        return False
    inside = (t for t in judge.parsed(text) if at.start <= t.idx < at.end)
    verb = next((a for t in inside for a in t.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ != root.lemma_:
        return False
    doing = [t for t in verb.children if t.dep_ == "nsubj" and t.pos_ == "PROPN"]
    return bool(doing) and all(u.text != who.text for t in doing for u in t.subtree)


def of_a_day_before(finding: Finding, claim: Claim) -> bool:
    """Say whether a claim counts up to a day before the one of a passage, which names no day that could be the claim's.

    "415 by 31 December" is not refuted by the 449 that were counted two weeks later.
    """
    day = finding.evidence.published
    upto = [p for p in claim.periods if p.relation in ("until", "in") and p.grain == "day"]
    days = [p for p in when.find(finding.evidence.text, day) if p.relation in ("until", "in")]
    known = any(
        stated.grain == "day" and abs((p.end - stated.end).days) <= _NEAR for p in upto for stated in days
    )
    return bool(upto) and not known and all(day is not None and p.end < day for p in upto)


def of_another_deed_of_theirs(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage shares nothing with a claim but its names, and has no word for its verb: "let 118 go"."""
    root, passage = judge.root_of(claim.text), finding.evidence.text
    plain = [word for word, _ in telling(claim.text) if word not in bearers(claim.text)]
    if plain or root is None or root.lemma_ in LIGHT or root.pos_ != "VERB":
        return False
    same = any(t.lemma_ == root.lemma_ for t in judge.parsed(passage))
    return not same and told(passage).isdisjoint(forms_of(root.text, claim.text))
