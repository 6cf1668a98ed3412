"""The call sheet: what is still open, grouped by the person or office that can settle it, as neutral questions.

A question quotes no unpublished copy: it asks for the thing, not for a yes to our sentence, and names neither the
figure nor the wording that the draft has. What the checker needs beside it (the claim, why it is open) stands in
brackets below, and is not read out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .checklist.decisions import Action, Decision, Standing
from .model import Claim, Credit, Currency, Fidelity, Report, Span, Verdict
from .nlp import parse
from .registry import Registry
from .text import quotations
from .wire import speaker_name

NOBODY = "somebody who knows"
_UNITS = {"%": "per cent", "points": "points"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: the claim's id, the question to ask, the claim as the draft has it, and why it is open.

    ``answered`` is what came back, with who said it in ``by``.
    """

    claim: str
    question: str
    text: str
    why: str
    answered: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whom to ask, how to reach them where the registry knows, and the questions."""

    whom: str
    where: str
    questions: tuple[Question, ...]


def calls(report: Report, standing: Standing, registry: Registry) -> tuple[Call, ...]:
    """Return the open questions of an article by whom they go to, those with most questions first."""
    found: dict[str, list[Question]] = {}
    for verdict in report.verdicts:
        decision = standing.of(verdict.claim.id)
        if _is_open(verdict, decision):
            whom = _whom(verdict, decision, report, registry)
            found.setdefault(whom, []).append(_question(verdict, decision))
    order = sorted(found, key=lambda whom: (whom == NOBODY, -len(found[whom]), whom))
    return tuple(
        Call(whom=whom, where=_address(whom, registry), questions=tuple(found[whom])) for whom in order
    )


def _is_open(verdict: Verdict, decision: Decision | None) -> bool:
    """Say whether somebody has to be asked: told so by the checker, or no source settles a claim worth checking."""
    if decision is not None:
        return decision.action in (Action.ASK, Action.NEEDS_SOURCE, Action.ANSWERED)
    unsettled = (Fidelity.UNVERIFIED, Fidelity.DISPUTED)
    unsure = verdict.attribution is Credit.UNCONFIRMED and verdict.fidelity is not Fidelity.SUPPORTED
    return verdict.worth_checking and (verdict.fidelity in unsettled or unsure)


def _whom(verdict: Verdict, decision: Decision | None, report: Report, registry: Registry) -> str:
    """Return who can settle a claim: whom the checker named, who said it, else whose source is nearest."""
    if decision is not None and decision.whom:
        return decision.whom
    speaker = speaker_name(verdict.claim, report.article.text)
    if speaker:
        return speaker
    for evidence in verdict.evidence[:1]:
        source = registry.sources.get(evidence.source)
        if source is not None and verdict.fidelity is not Fidelity.UNVERIFIED:
            return registry.publishers[source.publisher].name
    return NOBODY


def _address(whom: str, registry: Registry) -> str:
    known = registry.resolve(whom)
    publisher = registry.publishers.get(known.id) if known is not None else None
    return publisher.url if publisher is not None else ""


def _question(verdict: Verdict, decision: Decision | None) -> Question:
    answered = decision is not None and decision.action is Action.ANSWERED
    return Question(
        claim=verdict.claim.id,
        question=neutral(verdict),
        text=verdict.claim.text,
        why=(decision.why if decision is not None else "") or verdict.reason,
        answered=decision.why if decision is not None and answered else "",
        by=decision.whom if decision is not None and answered else "",
    )


def neutral(verdict: Verdict) -> str:
    """Return a question that asks for the thing and gives nothing of the draft away: no figure, no day, no wording."""
    claim = verdict.claim
    about = _subject(claim)
    if claim.quotations:
        return f"What exactly did you say about {about}, when, and where can it be read or heard?"
    if verdict.currency in (Currency.OUTDATED, Currency.UNDATED) or claim.quantities:
        return f"What is your latest figure{_unit(claim)} about {about}, as of which day, and what does it count?"
    if claim.periods:
        return f"On which day, and at what time, did this happen: {about}?"
    return f"What can you tell us about {about}, and where is it written?"


def _unit(claim: Claim) -> str:
    units = [q.unit for q in claim.quantities if q.unit not in ("", "ordinal", "share", "times")]
    return f" (in {_UNITS.get(units[0], units[0])})" if units else ""


def _subject(claim: Claim) -> str:
    """Return what a claim is about: its first two noun phrases without numbers, days, quoted words and "no"."""
    hidden = (*(q.span for q in claim.quantities), *(p.span for p in claim.periods), *quotations(claim.text))
    kept = []
    for chunk in next(iter(parse([claim.text]))).noun_chunks:
        words = [token for token in chunk if token.pos_ not in ("DET", "NUM", "PRON") and not token.like_num]
        place = Span(start=chunk.start_char, end=chunk.end_char)
        if words and chunk.root.pos_ != "PRON" and not any(place.overlaps(span) for span in hidden):
            kept.append("".join(token.text_with_ws for token in words).strip())
    return " and ".join(f"the {name}" if name[:1].islower() else name for name in kept[:2]) or "this matter"


def total(found: Sequence[Call]) -> int:
    """Return how many questions a call sheet holds."""
    return sum(len(call.questions) for call in found)
