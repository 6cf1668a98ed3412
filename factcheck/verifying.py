"""Verify: one claim against passages, or against a registry; and the weighing that a scan calls for each claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from . import bm25, extraction, judge
from .judge import Context, Decision, Document
from .model import (
    Claim,
    Corroboration,
    Credit,
    Currency,
    Evidence,
    Fidelity,
    Party,
    Publisher,
    Span,
    Verdict,
)

if TYPE_CHECKING:
    from .registry import Registry

__all__ = ["Context", "Decision", "context_for", "verify_text", "weigh"]

READ = 16  # passages of a document that the judges read for one claim
SHOWN = 8
_ORDER = (Fidelity.CONTRADICTED, Fidelity.DISPUTED, Fidelity.PARTLY)


def weigh(
    claim: Claim, evidence: Sequence[Evidence], context: Context, *, origin_of: Callable[[str], str]
) -> Decision:
    """Return the fidelity of one claim before its evidence, with every finding.

    :param origin_of: source id to origin; sources of one origin help each other out and never dispute.
    """
    findings = judge.examine(claim, evidence, context)
    return judge.decide(claim, findings, origin_of=origin_of)


def context_for(claims: Sequence[Claim], registry: Registry, *, reference: date | None = None) -> Context:
    """Return the surroundings in which the claims of one article are judged against a registry.

    :param reference: the article's date, against which its relative dates are read.
    """
    names: dict[str, frozenset[str]] = {}
    holders: list[Party | Publisher] = [*registry.publishers.values(), *registry.parties.values()]
    for holder in holders:
        known = frozenset((holder.name, *holder.aliases))
        for name in known:
            names[name.casefold()] = names.get(name.casefold(), frozenset()) | known

    def aliases(name: str) -> frozenset[str]:
        """Return every registered name of the holder of ``name``."""
        return names.get(name.casefold(), frozenset())

    return Context(written=reference, aliases=aliases)


def verify_text(claim_text: str, passages: Sequence[str], *, as_of: date | None = None) -> Verdict:
    """Return the verdict on one claim against the sentences of one document, in order.

    A claim of several clauses is judged clause by clause: one found and one not is ``partly`` and names the part.
    """
    document = Document(texts=tuple(passages), published=None)
    context = Context(documents={"": document}, written=as_of)
    ranked = rank(claim_text, document)
    decisions = [
        weigh(clause, ranked[:READ], context, origin_of=lambda source: source)
        for clause in clauses(claim_text)
    ]
    return _verdict(_whole(claim_text), merge(decisions), ranked)


def rank(claim: str, document: Document) -> list[Evidence]:
    """Return the passages of a document as evidence, best first, for the words of a claim."""
    scores = bm25.rank(bm25.terms(claim), [bm25.terms(text) for text in document.texts])
    order = sorted(range(len(scores)), key=lambda index: (-scores[index], index))
    return [
        Evidence(
            source="",
            publisher="",
            locator=f"passage {index + 1}",
            text=document.texts[index],
            published=document.published,
            verbatim=True,
            score=scores[index],
        )
        for index in order
    ]


def clauses(claim_text: str) -> tuple[Claim, ...]:
    """Return the checkable claims that a sentence makes; the sentence itself where it makes none."""
    found = tuple(claim for claim in extraction.claims_in(claim_text) if claim.text.strip())
    return found or (_whole(claim_text),)


def _whole(text: str) -> Claim:
    span = Span(start=0, end=len(text))
    return Claim(
        id="",
        text=text,
        spans=(span,),
        sentence=span,
        attribution=None,
        checkworthy=1.0,
        checkable=True,
        why="",
    )


def merge(decisions: Sequence[Decision]) -> Decision:
    """Return the decision on a claim from those on its clauses: the worst leads, found and not found is partly."""
    given = {decision.fidelity for decision in decisions}
    if len(given) == 2 and given == {Fidelity.SUPPORTED, Fidelity.UNVERIFIED}:
        fidelity = Fidelity.PARTLY
    else:
        fidelity = next((f for f in _ORDER if f in given), decisions[0].fidelity)
    speaking = [d for d in decisions if d.fidelity is fidelity] or [
        d for d in decisions if d.fidelity is Fidelity.UNVERIFIED
    ]
    return Decision(
        fidelity=fidelity,
        reason="; ".join(dict.fromkeys(decision.reason for decision in speaking)),
        support=tuple(dict.fromkeys(e for d in decisions for e in d.support)),
        against=tuple(dict.fromkeys(e for d in decisions for e in d.against)),
        findings=tuple(f for d in decisions for f in d.findings),
    )


def _verdict(claim: Claim, decision: Decision, ranked: Sequence[Evidence]) -> Verdict:
    return Verdict(
        claim=claim,
        fidelity=decision.fidelity,
        attribution=Credit.NOT_NEEDED,
        currency=Currency.TIMELESS,
        corroboration=Corroboration(),
        reason=decision.reason,
        findings=decision.findings,
        evidence=tuple(ranked[:SHOWN]),
    )
