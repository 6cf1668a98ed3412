"""Whose a detail is: the days, numbers and deeds that a document brought for a claim has of somebody else only.

"Among them Ole Fenn, who had won in 2016" does not have another win in 2016, and what may be is no more than that.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, when
from ..judge import parsed, root_of
from ..judge._names import folded_words, names_in
from ..judge._polarity import is_denied
from ..judge.names import one_bearer
from ..model import Evidence, Finding, Span, Stance
from ..nlp import kind_of
from ._claim import LIGHT, word_forms
from ._deeds import deeds
from ._slotted import in_another_part
from ._standing import verb_over

if TYPE_CHECKING:
    from spacy.tokens import Token

_ACTING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_COMPARES = re.compile(
    r"\b(?:as (?:many|much|\w+) as|than|compared with)(?: (?:in|on|of|the|those))* $", re.I
)
_COMPARING = re.compile(r"\b(?:as|than|compared)\b", re.I)
_OTHER_BEHIND = re.compile(r"(?: \w+)? (?:of|in|from) (?:the )?(?:others?|rest)\b", re.I)
_OTHER = re.compile(r"\b(?:others?|rest)\b", re.I)
_MAYBE = frozenset({"may", "might", "could"})


def of_strangers(claim: str, findings: Sequence[Finding], near: Sequence[Evidence]) -> Iterator[str]:
    """Yield the days and numbers of a claim that a document has only of somebody of whom the claim does not speak.

    "Among them Ole Fenn, who had won in 2016" does not have another win in 2016; nor is the day of a document that of
    what happened on a day which it names.
    """
    places: dict[tuple[str, Span], list[Finding]] = {}
    for found in findings:
        borne = found.judge in ("dates", "numbers") and found.stance is Stance.SUPPORTS
        if borne and found.claim_span is not None and found.evidence_span is not None:
            places.setdefault((found.part, found.claim_span), []).append(found)
    for (part, _), here in places.items():
        theirs = (
            _of_the_other(claim, found)
            or _possible(claim, found)
            or _compared(claim, found)
            or _stranger(claim, found)
            or _on_its_own_day(claim, found, findings, near)
            for found in here
        )
        others = [*itertools.takewhile(bool, theirs)]  # one that is the claim's own is enough
        if len(others) == len(here):
            yield f"{part} (the source has it of {others[0]})"


def _of_the_other(claim: str, found: Finding) -> str:
    """Return the other thing of which a passage gives a number or time: the deed's there, or "the others"."""
    at, passage = found.evidence_span, found.evidence.text
    other = _OTHER_BEHIND.match(passage, at.end) if at is not None else None
    if other and not _OTHER.search(claim):
        return other.group().strip()
    return in_another_part(claim, passage)


def _possible(claim: str, found: Finding) -> str:
    """Return the verb by which a passage has a number or time only as what may be, where a claim tells it plainly."""
    verb, ours = verb_over(found.evidence.text, found.evidence_span), root_of(claim)
    maybe = verb is not None and any(c.lower_ in _MAYBE for c in verb.children)
    if verb is None or not maybe or ours is None or any(t.tag_ == "MD" for t in ours.doc):
        return ""
    return f"what may be (“{verb.text}”)"


def _compared(claim: str, found: Finding) -> str:
    """Return that a passage only compares with a time or number ("twice as many as in 2010"), and a claim does not."""
    at, passage = found.evidence_span, found.evidence.text
    compares = at is not None and _COMPARES.search(passage, 0, at.start)
    return "what it compares with" if compares and not _COMPARING.search(claim) else ""


def _stranger(claim: str, found: Finding) -> str:
    """Return the name of whom a passage tells what it has a detail for, where a claim has no name of that clause."""
    at, passage = found.evidence_span, found.evidence.text
    parts = {deed.verb.i: deed.parts for deed in deeds(passage)}
    here = next((t for t in parsed(passage) if at is not None and at.start <= t.idx < at.end), None)
    over = [t for t in here.ancestors if t.i in parts] if here is not None else []
    doers = ((t, parts[t.i].get("agent") or parts[t.i].get("patient", ())) for t in over)
    verb, who = next(((t, who) for t, who in doers if who), (None, ()))
    name = next((t for t in who if t.pos_ == "PROPN" and kind_of(t) in _ACTING), None)
    if verb is None:
        return by_somebody_else(claim, passage)
    if name is None or any(t.tag_ in ("PRP", "PRP$") for t in verb.subtree):
        return ""  # "him", "its": the claim's perhaps
    named = " ".join(t.text for t in (*who, *verb.subtree) if t.pos_ == "PROPN")
    return name.text if frozenset(bm25.terms(claim)).isdisjoint(bm25.terms(named)) else ""


def by_somebody_else(claim: str, passage: str) -> str:
    """Return the name of who does or says it in a passage that has not the name by which a claim has it done; or ""."""
    root = root_of(claim)
    who = _doer(root) if root is not None else None
    ours = _named(who) if who is not None and who.pos_ == "PROPN" and kind_of(who) in _ACTING else frozenset()
    says = root is not None and any(c.dep_ == "ccomp" for c in root.children)
    if root is None or who is None or not ours or is_denied(root):
        return ""
    if not (says or ours.isdisjoint(bm25.terms(passage))):
        return ""
    words = folded_words(" ".join(t.text for t in who.subtree if t.pos_ == "PROPN"))
    if not says and any(one_bearer(words, other) for other in names_in(passage)):
        return ""  # "NRA"
    same = [t for t in parsed(passage) if t.pos_ == "VERB" and _is_one_deed(root, t)]
    doers = [_doer(t) for t in same]
    said = frozenset(bm25.terms(claim))
    theirs = [one for one in doers if one is not None and _named(one) and said.isdisjoint(_named(one))]
    return theirs[0].text if theirs and len(theirs) == len(doers) else ""


def _is_one_deed(ours: Token, theirs: Token) -> bool:
    """Say whether two verbs are of one deed: one verb (of a light one the same thing), or both say that it is so."""
    if any(c.dep_ == "ccomp" for c in ours.children):
        return any(c.dep_ == "ccomp" for c in theirs.children)
    things = [{c.lemma_ for c in t.children if c.dep_ in ("dobj", "nsubjpass")} for t in (ours, theirs)]
    return ours.lemma_ == theirs.lemma_ and (ours.lemma_ not in LIGHT or not things[0].isdisjoint(things[1]))


def _doer(verb: Token) -> Token | None:
    """Return who does a verb: its subject, that of the verb to which it is joined, or whom the "by" names."""
    by = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    subject = [c for c in verb.children if c.dep_ == "nsubj"]
    who = next(iter((*by, *subject)), None)
    if who is not None and who.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head  # "Roe, who led it"
    if who is not None and who.lower_ in ("he", "she") and verb.dep_ == "ccomp":
        return _doer(verb.head)  # "Roe announced that she would go"
    return _doer(verb.head) if who is None and verb.dep_ == "conj" else who


def _named(who: Token) -> frozenset[str]:
    """Return the terms of the names of somebody: "its director, Karl Otter", "a study by the University of Berg"."""
    aside = {
        t.i for c in who.subtree if c.dep_ in ("relcl", "acl") for t in c.subtree
    }  # "who led it with Jan Holm"
    names = (t for t in who.subtree if t.pos_ == "PROPN" and (t.i not in aside or t.i == who.i))
    return frozenset(term for t in names for term in bm25.terms(t.text))


def _on_its_own_day(claim: str, found: Finding, others: Sequence[Finding], near: Sequence[Evidence]) -> str:
    """Return the day of the passage that tells most of a claim, where the claim's is that of another; or "".

    So too the day of another verb, where the claim's has its own: "Falk has found it, she said on 3 March".
    """
    if found.judge != "dates":
        return ""
    grain = next((p.grain for p in when.find(claim) if p.span == found.claim_span), "")
    days = (p for item in near[:1] for p in when.find(item.text) if p.grain == "day")
    if grain == "day" and found.evidence not in near[:1]:
        return next((f"another thing; of it {p.span.of(near[0].text)}" for p in days), "")
    mine, theirs = verb_over(claim, found.claim_span), verb_over(found.evidence.text, found.evidence_span)
    acts = word_forms(mine) if mine is not None else frozenset()
    if mine is None or theirs is None or not acts.isdisjoint(word_forms(theirs)):
        return ""
    if acts.isdisjoint(bm25.terms(found.evidence.text)):
        return ""  # told in another word
    for item in dict.fromkeys(f.evidence for f in others):
        for period in when.find(item.text):
            verb = verb_over(item.text, period.span)
            if verb is not None and _is_one_deed(mine, verb) and period.grain == grain:
                return f"“{theirs.text}”; of “{verb.text}” {period.span.of(item.text)}"
    return ""
