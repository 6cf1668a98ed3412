"""Ranks: the first leak is not the first estimate of a leak, and two stages of one row are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import bm25, quantity
from ..judge import parsed
from ..judge._names import CALENDAR
from ..model import Claim, Evidence, Finding, Span, Stance
from ._placing import refuting
from ._synonyms import forms_of, telling, told
from ._turns import turns

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACE = re.compile(r"\b(?i:in|on|at) (?:the )?(?P<place>[A-Z][\w’'-]*(?: [A-Z][\w’'-]+)*)")
WORDS = 2  # words of a claim that a passage has to have before its number or rank speaks against the claim's


def most_elsewhere(claim: Claim, item: Evidence) -> Iterator[Finding]:
    """Yield a refutation where a claim has the highest of all in one place, and a passage has it in another.

    "Turnout was highest in Lakeside" of "in Dunmoor it was 66 percent, the highest of all".
    """
    most = next((t for t in parsed(claim.text) if t.tag_ in ("JJS", "RBS")), None)
    ours = _placed(claim.text) if most is not None else []
    theirs = _placed(item.text) if len(ours) == 1 else []
    if most is None or len(theirs) != 1 or turns(claim.text) or turns(item.text):
        return
    held, mine, other = told(item.text), ours[0], theirs[0]
    same = any(t.tag_ in ("JJS", "RBS") and t.lower_ == most.lower_ for t in parsed(item.text))
    place, there = mine["place"], other["place"]
    rest = [forms for word, forms in telling(claim.text) if word not in place.split()]
    if not same or not held.isdisjoint(bm25.terms(place)) or any(held.isdisjoint(f) for f in rest):
        return
    reason = f"the draft has the {most.text} in {place}, the source in {there}"
    span = Span(start=mine.start("place"), end=mine.end("place"))
    yield refuting("names", reason, span, f"{place}, not {there}", item)


def _placed(text: str) -> list[re.Match[str]]:
    """Return where a text says in which place something is so; the tagger knows few small places."""
    return [found for found in _PLACE.finditer(text) if found["place"].split()[0].casefold() not in CALENDAR]


def rank_of_another(finding: Finding, claim: Claim) -> bool:
    """Say whether the part of a passage that has another rank tells nothing else that the claim does.

    "Tarn reached the final; it is the third time that Oxley is host" is nothing to "for the first time".
    """
    mine = quantity.at(claim.text, finding.claim_span) if finding.claim_span is not None else None
    if (
        mine is None
        or mine.unit != "ordinal"
        or finding.evidence_span is None
        or ";" not in finding.evidence.text
    ):
        return False
    text, at = finding.evidence.text, finding.evidence_span.start
    end = text.find(";", at)
    held = frozenset(bm25.terms(text[text.rfind(";", 0, at) + 1 : end if end >= 0 else len(text)]))
    return sum(not held.isdisjoint(forms) for _, forms in telling(claim.text)) < WORDS


def of_one_name(finding: Finding, claim: Claim) -> bool:
    """Say whether two ranks are of things of one name: "the first hospital merger", "the third merger of trusts"."""
    if finding.claim_span is None or finding.evidence_span is None:
        return False
    places = (claim.text, finding.claim_span), (finding.evidence.text, finding.evidence_span)
    ours, theirs = (_ranked(text, span) for text, span in places)
    return ours is not None and theirs is not None and ours.lemma_ == theirs.lemma_


def another_of_them(claim: Claim, passage: str) -> bool:
    """Say whether claim and passage each tell of one thing of a row, by its rank: of the first stage, of the second."""
    ours, theirs = _ranked_subjects(claim.text), _ranked_subjects(passage)
    return any(noun in theirs and theirs[noun] != rank for noun, rank in ours.items())


def ranking_another(claim: str, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the ranks of a claim that a passage puts to another thing, and has the claim's: "first estimate of a leak".

    :param findings: of one passage.
    """
    for found in findings:
        if found.judge != "numbers" or found.stance is not Stance.SUPPORTS or found.claim_span is None:
            continue
        passage = found.evidence.text
        mine = _ranked(claim, found.claim_span)
        theirs = _ranked(passage, found.evidence_span) if mine is not None and found.evidence_span else None
        if mine is None or theirs is None:
            continue
        forms = forms_of(mine.text, claim)
        if forms.isdisjoint(bm25.terms(theirs.text)) and not forms.isdisjoint(told(passage)):
            yield f"{found.part} {mine.text} (the source: {found.part} {theirs.text})"


def _ranked_subjects(text: str) -> dict[str, float]:
    """Return each noun that does something in a text with the rank by which it is known: "the first stage"."""
    ranks = [q for q in quantity.find(text) if q.unit == "ordinal"]
    nouns = ((_ranked(text, q.span), q.value) for q in ranks)
    return {
        noun.lemma_: value
        for noun, value in nouns
        if noun is not None and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ != "be"
    }


def _ranked(text: str, span: Span) -> Token | None:
    """Return the noun that a rank is put to, or None."""
    number = quantity.at(text, span)
    inside = (t for t in parsed(text) if span.start <= t.idx < span.end)
    heads = (t.head for t in inside if t.dep_ in ("amod", "nummod") and t.head.pos_ == "NOUN")
    return next(heads, None) if number is not None and number.unit == "ordinal" else None
