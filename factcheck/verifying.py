"""Verify: one claim against passages, or against a registry; and the weighing that a scan calls for each claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from . import bm25, extraction, judge, quantity, weighing, when
from .judge import Context, Decision, Document
from .judge.names import rivalled
from .model import (
    Claim,
    Corroboration,
    Credit,
    Currency,
    Evidence,
    Fidelity,
    Figure,
    Party,
    Publisher,
    Span,
    Stance,
    Verdict,
)
from .weighing._measured import is_stated
from .weighing._turns import has_not

if TYPE_CHECKING:
    from .registry import Registry

__all__ = ["Context", "Decision", "context_for", "verify_text", "weigh"]

READ = 16  # passages of a document that the judges read for one claim
FIRST = (
    3  # of these, how many are parsed in one batch with those that speak of the claim; the rest one by one
)
SHOWN = 8
STATEMENT = 45  # words of a document that is read as a scan reads a statement
_SURE = (Fidelity.SUPPORTED, Fidelity.CONTRADICTED)
_PLAIN = frozenset({"names", "dates", "quotes", "labels"})
RARE = 4.0  # what a word of a claim weighs where there is no registry to count it in
_ONLY = re.compile(
    r"\b(?:only|sole|solely|alone|just|exclusive(?:ly)?|no other|nobody else)\b", re.IGNORECASE
)
_EVER = re.compile(r"\b(?:ever|worldwide|nationwide|everywhere|permanently|indefinitely)\b", re.IGNORECASE)
TOLD = 0.7  # the share of a claim that a passage says before how it is built speaks against the claim
NEAR = 0.55  # the same before that keeps it from bearing the claim out
# Weights of the ranking beside BM25, chosen on the development half of WiCE (recall at 1: 78 to 86). Sentences differ
# in length for no good reason, so length counts less than between documents; words that carry no fact count less.
PAIR, KIND, SCRAP, BESIDE, LIGHT = 0.5, 0.5, 0.7, 0.3, 0.4
K1, B = 0.7, 0.4
FULL = 5  # words: a shorter line is a scrap


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

    def rows(evidence: Evidence) -> tuple[Figure, ...]:
        """Return all values of the measure of a registered figure, by day."""
        source = registry.sources.get(evidence.source)
        if evidence.figure is None or source is None:
            return ()
        return registry.series_of(evidence.figure.measure, source.publisher)

    return Context(written=reference, aliases=aliases, rows=rows)


def verify_text(claim_text: str, passages: Sequence[str], *, as_of: date | None = None) -> Verdict:
    """Return the verdict on one claim against the sentences of one document, in order.

    Details are judged in the whole sentence, which has the words around them; a clause of it that the source hardly
    says makes a supported claim ``partly``, and is named.
    """
    document = Document(texts=tuple(passages), published=None)
    context = Context(documents={"": document}, written=as_of)
    ranked = rank(claim_text, document)
    chosen = ranked[:READ]
    asked = [item for item in chosen[FIRST:] if judge.likely(claim_text, item, context)]
    judge.prime((claim_text, *(item.text for item in (*chosen[:FIRST], *asked))))
    decision = judged = weigh(_whole(claim_text), chosen, context, origin_of=lambda source: source)
    if decision.fidelity is Fidelity.SUPPORTED:
        decision = _countered(claim_text, decision, chosen, context)
    if decision.fidelity is Fidelity.SUPPORTED:
        decision = _of_others(claim_text, decision, chosen, document)
    if decision.fidelity is Fidelity.SUPPORTED:
        decision = _built_otherwise(claim_text, decision, chosen, document)
    if decision.fidelity is Fidelity.SUPPORTED and (word := _wider(claim_text, " ".join(document.texts))):
        reason = f"the source does not go so far as to say “{word}”"
        decision = replace(decision, fidelity=Fidelity.PARTLY, reason=reason)
    if decision.fidelity is Fidelity.SUPPORTED and (reason := rivalled(claim_text, document)):
        decision = replace(decision, fidelity=Fidelity.PARTLY, reason=reason)
    if decision.fidelity is Fidelity.SUPPORTED:
        decision = _by_clause(claim_text, decision, chosen, context)
    elif decision.fidelity in (Fidelity.PARTLY, Fidelity.UNVERIFIED):
        decision = _denied(claim_text, decision, chosen, context)
    by_its_build = judged.fidelity is Fidelity.SUPPORTED and decision.fidelity is Fidelity.CONTRADICTED
    if decision.fidelity in _SURE and not by_its_build and _is_a_statement(document):
        statement = replace(ranked[0], text=" ".join(document.texts), locator="")
        decision = _as_a_scan_reads(claim_text, decision, statement, context)
    return _verdict(_whole(claim_text), decision, ranked)


def _denied(claim_text: str, decision: Decision, evidence: Sequence[Evidence], context: Context) -> Decision:
    """Return the decision on a claim, ``contradicted`` where it denies what the source would bear out."""
    stated = judge.affirmed(claim_text)
    if not stated:
        return decision
    document = context.document(evidence[0])
    held = weigh(_whole(stated), evidence, context, origin_of=lambda source: source)
    nearest = evidence[:FIRST]
    counts = [f for f in held.findings if f.judge == "numbers" and f.stance is Stance.SUPPORTS]
    worked = any(f.evidence_span and not is_stated(f, stated, f.evidence.text) for f in counts)
    if (
        held.fidelity is not Fidelity.SUPPORTED
        or worked
        or any(judge.doubtful(stated, item.text, document) for item in nearest)
    ):
        return decision
    if _built_otherwise(stated, held, evidence, document) is not held or not _has_what_is_said(
        stated, document
    ):
        return decision
    reason = f"the draft denies what the source says: {held.reason}"
    return replace(held, fidelity=Fidelity.CONTRADICTED, reason=reason, support=(), against=held.support)


def _is_a_statement(document: Document) -> bool:
    """Say whether a document is as short as a statement of a registry; answers to questions are read as such."""
    text = " ".join(document.texts)
    return len(text.split()) <= STATEMENT and "?" not in text


def _as_a_scan_reads(claim_text: str, decision: Decision, whole: Evidence, context: Context) -> Decision:
    """Return a decision on a claim before a document of a few sentences: no surer than a scan would read these.

    The judges look for a claim in a whole article, where what tells a sentence from its contrary stands anywhere. How
    two or three sentences are built the rooms of :mod:`.weighing` know: what only the judges bear out, or refute by a
    number or a denial that may be told in other words, is ``partly``.
    """
    claim = replace(
        _whole(claim_text), quantities=quantity.find(claim_text), periods=when.find(claim_text, None)
    )
    alone = Context(written=context.written)
    (reading,) = weighing.read(claim, [whole], alone, rarity=lambda _: RARE, about=lambda _: "")
    again = weighing.decide([reading], lambda source: source)
    if decision.fidelity is Fidelity.CONTRADICTED:
        sure = _is_plain(claim_text, decision, again.fidelity)
    elif again.fidelity is Fidelity.CONTRADICTED:
        return again
    else:
        sure = again.fidelity is Fidelity.SUPPORTED or _lacks_words_only(reading, decision)
    if sure:
        return decision
    return replace(decision, fidelity=Fidelity.PARTLY, reason=again.reason, against=())


def _lacks_words_only(reading: weighing.Reading, decision: Decision) -> bool:
    """Say whether a reading lacks only words of a claim, and no name or detail that the judges have not found."""
    borne = {f.part for f in decision.findings if f.stance is Stance.SUPPORTS}
    built = {*reading.nameless, *reading.absent} - borne
    otherwise = built or reading.lost or reading.early or reading.turned or reading.unsaid
    return not otherwise or "worked out" in decision.reason


def _is_plain(claim_text: str, decision: Decision, again: Fidelity) -> bool:
    """Say whether a claim is refuted by a name, a day or words, or by a denial of what it states.

    What a claim denies ("had not been drinking") its source may have in other words, "no trace of alcohol".
    """
    against = {f.judge for f in decision.findings if f.stance is Stance.REFUTES}
    denial = not has_not(claim_text) and "negation" in against
    loose = against - {"negation"} if again is Fidelity.UNVERIFIED else against & _PLAIN
    return again not in (Fidelity.PARTLY, Fidelity.UNVERIFIED) or bool(loose) or denial


def _has_what_is_said(claim_text: str, document: Document) -> bool:
    """Say whether a document has any word for what a claim says that something is."""
    from .weighing._brought import has_predicate  # a scan has no use for it

    return has_predicate(claim_text, "\n".join(document.texts))


def _countered(
    claim_text: str, decision: Decision, evidence: Sequence[Evidence], context: Context
) -> Decision:
    """Return the decision on a supported claim: ``contradicted`` where the passage nearest to it is built otherwise.

    The same words can be of others: who sued whom, the sides of a score, a part told as the whole.
    """
    nearest = max(evidence, key=lambda item: judge.share(claim_text, item.text))
    if not judge.told(claim_text, nearest, context, TOLD):
        return decision
    alone = [f for f in decision.findings if f.evidence == nearest]
    claim = _whole(claim_text)
    lacking, named = weighing.otherwise(claim, nearest, context.aliases)
    against = [*weighing.against(claim, nearest, alone), *named]
    reasons = dict.fromkeys(found.reason for found in against if found.judge != "negation")
    if lacking and not reasons:
        return replace(decision, fidelity=Fidelity.PARTLY, reason=f"not in the source: {lacking}")
    if not reasons:
        return decision
    findings = (*decision.findings, *against)
    return replace(
        decision,
        fidelity=Fidelity.CONTRADICTED,
        reason="; ".join(reasons),
        support=(),
        against=(nearest,),
        findings=findings,
    )


def _wider(claim_text: str, source: str) -> str:
    """Return a word by which a claim speaks of all, of none other or of the most, and which its source has not."""
    only, ever = _ONLY.search(claim_text), _EVER.search(claim_text)
    if only and not _ONLY.search(source):
        return only.group()
    if ever and not _EVER.search(source):
        return ever.group()
    heavy = weighing.heavy(claim_text, source)  # "last" mostly says when
    return next((word for word in heavy if word.casefold() != "last"), "")


def _of_others(
    claim_text: str, decision: Decision, evidence: Sequence[Evidence], document: Document
) -> Decision:
    """Return the decision on a supported claim: no more than ``partly`` where its deed is told of others only.

    Of two names, or two numbers, one is wrong; a plain noun may be another word for the same.
    """
    found = [*weighing.astray(claim_text, document.texts)]
    if not found:
        return decision
    reason = "; ".join(one.reason for one in found)
    if not any(one.sure for one in found):
        return replace(decision, fidelity=Fidelity.PARTLY, reason=reason)
    against = tuple(item for item in evidence if item.text in {one.passage for one in found})
    return replace(
        decision,
        fidelity=Fidelity.CONTRADICTED,
        reason=reason,
        support=(),
        against=against or tuple(evidence[:1]),
    )


def _built_otherwise(
    claim_text: str, decision: Decision, evidence: Sequence[Evidence], document: Document
) -> Decision:
    """Return the decision on a supported claim: no more than ``partly`` where it is built otherwise throughout.

    What it joins to its deed each passage that tells most of it joins to another.
    """
    from .weighing._brought import built, saying  # a scan has no use for it

    near = [item for item in evidence if judge.share(claim_text, item.text) >= NEAR]
    near = near or saying(claim_text, evidence)
    found = built(_whole(claim_text), near, decision.findings, "\n".join(document.texts))
    if not found:
        return decision
    return replace(decision, fidelity=Fidelity.PARTLY, reason=f"not found in the source: {', '.join(found)}")


def _by_clause(
    claim_text: str, decision: Decision, evidence: Sequence[Evidence], context: Context
) -> Decision:
    """Return the decision on a supported claim, ``partly`` where a clause of it is hardly said at all."""
    parts = clauses(claim_text)
    unsaid = [part.text for part in parts if not judge.said(part, evidence, context)]
    if len(parts) < 2 or not unsaid:
        return decision
    reason = f"not found in the source: {'; '.join(f'“{text}”' for text in unsaid)}"
    return replace(decision, fidelity=Fidelity.PARTLY, reason=reason)


def rank(claim: str, document: Document) -> list[Evidence]:
    """Return the passages of a document as evidence, best first, for the words of a claim.

    BM25 orders; words of the claim that stand side by side in a passage add to it, what its neighbours say helps
    it, and a heading or a scrap of a line stands back behind a sentence that says as much.
    """
    asked = bm25.terms(claim)
    held = [bm25.terms(text) for text in document.texts]
    pairs, worth = set(pairwise(asked)), _worth(claim)
    bare = bm25.rank(asked, held, counts_for=worth, k1=K1, b=B)
    scores = [
        (
            score
            + PAIR * len(pairs & set(pairwise(terms)))
            + KIND * sum(worth[term] for term in worth.keys() & terms)
        )
        * (SCRAP if _scrap(text) else 1.0)
        for score, terms, text in zip(bare, held, document.texts, strict=True)
    ]
    scores = [
        own + BESIDE * max(scores[max(0, i - 1) : i] + scores[i + 1 : i + 2], default=0.0)
        for i, own in enumerate(scores)
    ]
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


def _worth(claim: str) -> dict[str, float]:
    """Return what each term of a claim counts in the ranking: less where its word carries no fact."""
    placed = bm25.placed(claim)
    return {term: LIGHT if judge.carries_nothing(claim[start:end]) else 1.0 for term, start, end in placed}


def _scrap(text: str) -> bool:
    """Say whether a passage is a heading, a label or a scrap, by its length and its first sign."""
    return len(text.split()) < FULL or text[:1] in "#*|[(-"


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
