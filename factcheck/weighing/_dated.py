"""Whose day a day of a passage is: that of the number which stands with it, or of a deed that the claim tells not.

"On 11 March 640 were counted, on 4 March 410" has the 640 on 11 March, whatever else was on the 4th; and who objected
on 17 January to the board that was announced says nothing of the day on which that was announced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import bm25, quantity, when
from ..judge import parsed
from ..lexicon.number_words import SMALL
from ..model import Claim, Evidence, Finding, Period, Span, Stance, Strength
from ..text import late
from ..when import Relation
from ._eras import PAIR, thing_behind
from ._issued import verb_at
from ._placing import parts_around, pieces_of
from ._reading import bears_out, hushed
from ._synonyms import forms_of, told

if TYPE_CHECKING:
    from spacy.tokens import Token

_PROPOSING = frozenset("propose recommend announce order offer agree say demand suggest decide rule".split())  # noqa: SIM905
_EVENTS = frozenset({"after", "since", "before", "following", "despite"})
STEM = 4  # letters that a verb and its noun have in common at least
_HELD = (Relation.SAME, Relation.INSIDE)
_BEFORE_IT = ("relcl", "ccomp")  # "the board that had been announced", "said that it was announced"
_AGAINST = ("against", "about", "over")
_DECIDING = frozenset(
    "say tell state announce declare report confirm decide resolve rule order agree adopt approve vote sign".split()  # noqa: SIM905
)
_YEAR = re.compile(r"\b[12]\d{3}\b")
_COARSE = ("year", "decade", "open")
_DUE = late(r"\b(?:is|are) (?:now |next )?due (?!to\b)", re.I)
_COMING = late(r"\b(?:due|will|shall|to be|scheduled|planned|set|expected)\b", re.I)
_UNTIL = late(r"\b(?:until|till|through|ends?|ending|to last)\b[^;]*$", re.I)
_SO_LONG = rf"(?:an?|\d+|{SMALL}) (?:hour|day|week|month|year)s?"
_FOR_FROM = late(rf"\bfor {_SO_LONG}\b[^.;]* from\b[^;]*$", re.I)
_AFTER = late(rf"^[^.;]*?\b{_SO_LONG} (?:after|before)\b", re.I)


def in_their_clauses(found: Sequence[Finding], claim: Claim, item: Evidence) -> tuple[Finding, ...]:
    """Return findings, those on a day by the day with which a passage has the numbers that a claim has with it."""
    if item.figure is None and ";" in item.text:
        found = tuple(hushed(f) if _is_of_the_other(f, found, claim, item) else f for f in found)
    times = when.find(item.text, item.published) if item.figure is None else ()
    found = tuple(_of_its_deed(f, claim, item, times) for f in found)
    found = tuple(hushed(f) if _is_reckoned(f, claim, item) else f for f in found)
    times = tuple(p for p in times if p.grain in (*_COARSE, "day") and p.relation == "in")
    if len(times) < PAIR or not any(p.grain == "day" for p in times):
        return tuple(found)
    return tuple(_in_its_clause(f, found, claim, item, times) for f in found)


def _in_its_clause(
    finding: Finding, found: Sequence[Finding], claim: Claim, item: Evidence, times: Sequence[Period]
) -> Finding:
    mine = _claimed(finding, claim)
    if mine is None or mine.grain != "day" or mine.relation != "in":
        return finding
    told = tuple(_told_with(mine, found, claim))
    theirs = {_time_of(at, item.text, times) for at in told}
    time = next(iter(theirs)) if len(theirs) == 1 else None
    if time is None or time.span == finding.evidence_span:
        return finding
    if time.grain == "day" and when.relate(mine, time) in _HELD:
        kept = bears_out(finding) or when.misnames(mine, time, claim.text, item.text)
        return finding if kept else _decided(finding, time, Stance.SUPPORTS)
    apart = bears_out(finding) and when.relate(mine, time) is Relation.APART
    return _decided(finding, time, Stance.REFUTES) if apart and _are_once(told, item.text) else finding


def _is_reckoned(finding: Finding, claim: Claim, item: Evidence) -> bool:
    """Say whether a day of a passage is that from which the claim's is reckoned, and no rival of it.

    "Until Wednesday" of "for 48 hours from Monday", "on Tuesday" of "on Thursday, two days after they were expelled".
    """
    mine, at = finding.claim_span, finding.evidence_span
    if finding.judge != "dates" or finding.stance is not Stance.REFUTES or mine is None or at is None:
        return False
    before, behind = item.text[: at.start], item.text[at.end :]
    if _UNTIL.search(claim.text[: mine.start]) and _FOR_FROM.search(before):
        return True
    if _DUE.search(claim.text) and not _COMING.search(item.text):
        return True  # what is due is nothing to what was done on another day
    after, ours = _AFTER.search(behind), verb_at(claim.text, mine)
    return after is not None and ours is not None and _has_it(behind[after.end() :], ours, claim)


def _has_it(text: str, verb: Token, claim: Claim) -> bool:
    return not forms_of(verb.text, claim.text).isdisjoint(told(text))


def _of_its_deed(finding: Finding, claim: Claim, item: Evidence, times: Sequence[Period]) -> Finding:
    """Return a finding on a day, against where it is that of deciding what a passage has done on another day.

    Who "decided on 25 August that the clinic close on 30 November" closes nothing in August.
    """
    mine, at = _claimed(finding, claim), finding.evidence_span
    if mine is None or at is None or not bears_out(finding) or mine.grain != "day":
        return finding
    ours, theirs = verb_at(claim.text, mine.span), verb_at(item.text, at)
    if ours is None or theirs is None or theirs.lemma_ not in _DECIDING or ours.lemma_ in _DECIDING:
        return finding
    others = [p for p in times if p.grain == "day" and not p.span.overlaps(at) and p.start != mine.start]
    acts = [(p, verb) for p in others for verb in _verbs_over(item.text, p.span)[:1] if verb != theirs]
    told = next((p for p, verb in acts if _tells(verb, ours, claim)), None)
    if told is not None:
        return _decided(finding, told, Stance.REFUTES)
    return hushed(finding) if acts and not _tells(theirs, ours, claim) else finding


def _verbs_over(text: str, span: Span) -> list[Token]:
    """Return the verbs under which a time stands, the nearest first: "close" of "close with effect from May"."""
    inside = [t for t in parsed(text) if span.start <= t.idx < span.end]
    over = inside[0].ancestors if inside else ()
    return [t for t in over if t.pos_ in ("VERB", "AUX") or t.dep_ == "ccomp"]


def _is_of_the_other(finding: Finding, found: Sequence[Finding], claim: Claim, item: Evidence) -> bool:
    """Say whether a time is that of a later clause with a number of its own, and none that of the claim's number.

    "The grant is 310 million; in 2024 it was 265 million" gives no 310 million in 2024.
    """
    mine, at, text = _claimed(finding, claim), finding.evidence_span, item.text
    if mine is None or at is None or not bears_out(finding) or mine.relation != "in":
        return False
    told = tuple(_told_with(mine, found, claim))
    clause = next(iter(parts_around(text, at)), at)
    return bool(told) and all(_has_its_like(span, clause, item) for span in told)


def _has_its_like(number: Span, clause: Span, item: Evidence) -> bool:
    """Say whether a clause behind that of a number, which has no time, has another number of the same thing."""
    text, stated = item.text, quantity.find(item.text)
    own = next(iter(parts_around(text, number)), number)
    mine = next((q for q in stated if q.span.overlaps(number)), None)
    if mine is None or own.end > clause.start:
        return False
    timed = any(own.overlaps(p.span) for p in when.find(text, item.published))
    others = [q for q in stated if clause.covers(q.span) and q.unit == mine.unit and q.value != mine.value]
    things = [frozenset(bm25.terms(thing)) for q in (mine, *others) for thing in thing_behind(text, q)]
    return not timed and len(others) == 1 and len(things) > 1 and len(set(things)) == 1


def _decided(finding: Finding, time: Period, stance: Stance) -> Finding:
    """Return a finding on a day as the time beside the number decides it."""
    said = time.span.of(finding.evidence.text)
    reason = f"the source has {said} for {finding.part}"
    if stance is Stance.REFUTES:
        reason = f"the draft says {finding.part}; the source says {said}"
    return replace(finding, stance=stance, strength=Strength.DECISIVE, reason=reason, evidence_span=time.span)


def _claimed(finding: Finding, claim: Claim) -> Period | None:
    """Return the time of a claim that a finding of the dates is of, or None."""
    span = finding.claim_span if finding.judge == "dates" else None
    return next((p for p in claim.periods if span is not None and p.span.overlaps(span)), None)


def _told_with(mine: Period, found: Sequence[Finding], claim: Claim) -> Iterator[Span]:
    """Yield where a passage has the numbers that stand with a day in a claim, under one verb, and are borne out."""
    own = next((span for _, span in pieces_of(claim.text) if span.covers(mine.span)), None)
    verb = verb_at(claim.text, mine.span)
    for one in found if own is not None and verb is not None else ():
        at = one.claim_span if one.judge == "numbers" and bears_out(one) else None
        if at is None or one.evidence_span is None or own is None or not own.covers(at):
            continue
        inside = next((t for t in parsed(claim.text) if at.start <= t.idx < at.end), None)
        above = inside.ancestors if inside is not None else ()
        if next((t for t in above if t.pos_ in ("VERB", "AUX")), None) == verb:
            yield one.evidence_span


def _are_once(told: Sequence[Span], passage: str) -> bool:
    """Say whether a passage has each number once, and others of its unit beside it: those are of the other time."""
    stated = quantity.find(passage)
    numbers = [q for at in told for q in stated if q.span.overlaps(at)]
    return all(
        sum(q.value == one.value for q in stated) == 1 and sum(q.unit == one.unit for q in stated) > 1
        for one in numbers
    )


def _time_of(at: Span, passage: str, times: Sequence[Period]) -> Period | None:
    """Return the only time of the clause in which a number of a passage stands, or of its piece; or None."""
    for part in parts_around(passage, at):
        here = [time for time in times if part.covers(time.span)]
        if len(here) == 1:
            return here[0]
    return None


def of_another_deed(finding: Finding, claim: Claim) -> bool:
    """Say whether a passage has its date for another deed than that which a claim dates, and only mentions that one."""
    mine, at, item = _claimed(finding, claim), finding.evidence_span, finding.evidence
    if mine is None or at is None or item.figure is not None:
        return False
    times = when.find(item.text, item.published)
    year = any(p.grain in _COARSE and p.span.overlaps(at) for p in times)
    bare = mine.grain == "day" and _YEAR.search(mine.span.of(claim.text)) is None
    if year and bare and any(p.grain == "day" and p.start <= mine.start <= p.end for p in times):
        return not _dates_its_number(at, claim, item, times)  # "in the same days of 2025" is beside it
    ours, theirs = verb_at(claim.text, mine.span), verb_at(item.text, at)
    if ours is not None and _is_beside(item.text, at, ours, claim):
        return True
    if ours is None or theirs is None:
        return False
    if _tells(theirs, ours, claim):  # "lowered it on Friday" is nothing to what "had been lowered in 2025"
        return year and bare and _is_earlier(theirs) and not _is_earlier(ours)
    return (year and bare) or any(_tells(told, ours, claim) for told in _only_mentioned(theirs))


def _is_beside(passage: str, at: Span, ours: Token, claim: Claim) -> bool:
    """Say whether a day is that from which holds what somebody proposes, or that of an event which a claim names not.

    "After the sinking on 14 April 14 bodies have been recovered", "it recommends 4 percent from 1 April".
    """
    inside = [t for t in parsed(passage) if at.start <= t.idx < at.end]
    prep = next((t.head for t in inside if t.dep_ == "pobj" and t.head not in inside), None)
    if prep is None:
        return False
    if prep.lower_ == "from":
        return ours.lemma_ in _PROPOSING
    noun = prep.head
    after = noun.pos_ == "NOUN" and noun.dep_ == "pobj" and noun.head.lower_ in _EVENTS
    return after and frozenset(bm25.terms(noun.text)).isdisjoint(bm25.terms(claim.text))


def _dates_its_number(at: Span, claim: Claim, item: Evidence, times: Sequence[Period]) -> bool:
    """Say whether a passage has a number of a claim in the clause of the time that stands there."""
    values = {q.value for q in claim.quantities}
    theirs = (_time_of(q.span, item.text, times) for q in quantity.find(item.text) if q.value in values)
    return any(time is not None and time.span.overlaps(at) for time in theirs)


def _is_earlier(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def _tells(theirs: Token, ours: Token, claim: Claim) -> bool:
    """Say whether a word of a passage is a verb of a claim, be it in another form or word."""
    forms = forms_of(ours.text, claim.text)
    stem = ours.lemma_[: max(STEM, len(ours.lemma_) - 2)]  # "publish" of the publication
    noun = theirs.pos_ == "NOUN" and theirs.lemma_.startswith(stem)
    return noun or not forms.isdisjoint((*bm25.terms(theirs.text), *bm25.terms(theirs.lemma_)))


def _only_mentioned(verb: Token) -> Iterator[Token]:
    """Yield what a verb has as its matter and not as its deed: "said that X *closed*", "objected to what X *built*".

    "Decided on 4 May to close" and "issued an order closing" are left out: those were done on that day.
    """
    for token in verb.subtree:
        tense = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
        past = token.tag_ == "VBD" or "had" in tense or (token.tag_ == "VBN" and tense & {"was", "were"})
        if token.dep_ in _BEFORE_IT and past:
            yield token
        if token.dep_ == "pobj" and token.head.lower_ in _AGAINST and token.head.head == verb:
            yield token
