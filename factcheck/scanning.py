"""A scan: article and registry in, verdicts out, one by one.

Nothing here touches the network, the clock or the terminal: dates, registry and index come as arguments, and the
command line counts what is yielded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from . import (
    __version__,
    extraction,
    judge,
    nlp,
    provenance,
    quantity,
    sayings,
    sourcing,
    telling,
    verifying,
    weighing,
    when,
)
from .crediting import credit
from .currency import Standing, standing
from .entail import Entailment
from .errors import UsageError
from .extraction.checkworthy import FORECAST, OUGHT
from .figures import long_date
from .index import Index
from .kinship import Kinship
from .model import (
    SECOND_OPINION,
    Article,
    Claim,
    Corroboration,
    Credit,
    Currency,
    Evidence,
    Fidelity,
    Finding,
    Report,
    Skipped,
    Stance,
    Strength,
    Verdict,
)
from .quoting import quoted_for, relayed_for
from .read import refuse_unfit
from .registry import Registry
from .selfcheck import against_itself, flagged
from .voices import voiced
from .weighing._alleged import contested

_Found = tuple[list[Evidence], list[Evidence]]  # dated up to the horizon, and after it
SHOWN = 5
READ_AHEAD = 500  # passages that are parsed before they are needed: two seconds, once
READ = 16  # documents that are weighed for a claim; more only add lookalikes and seconds
_SETTLED = (Fidelity.SUPPORTED, Fidelity.CONTRADICTED, Fidelity.DISPUTED)
_STANCES = {"entailment": Stance.SUPPORTS, "contradiction": Stance.REFUTES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """An article ready to be judged: its claims, the horizon, and what the claims are held against."""

    article: Article
    registry: Registry
    index: Index
    found: extraction.Extraction
    as_of: date
    as_of_from: str
    reference: date
    kin: Kinship
    second: Entailment | None = None
    passages: Path | None = None
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def dated(self) -> bool:
        """Say whether the horizon is the article's own or was given, not just today."""
        return self.as_of_from != "today"


def scan_article(article: Article | str, registry: Registry, *, as_of: date | None = None) -> Report:
    """Return the report on an article; today's date is the horizon where neither caller nor article gives one."""
    from .read import article_from_text

    read = article_from_text(article, origin="text") if isinstance(article, str) else article
    scan = prepare(read, registry, as_of=as_of, today=date.today())
    return report(scan, tuple(verdicts(scan)))


def verify_claim(claim_text: str, registry: Registry, *, as_of: date | None = None) -> Verdict:
    """Return the verdict on one claim against a registry; of several clauses the worst leads.

    :raises UsageError: when there is no claim in the text.
    """
    from .read import article_from_text

    article = article_from_text(claim_text, origin="claim")
    scan = prepare(article, registry, today=date.today(), as_of=as_of)
    found = tuple(verdicts(scan))
    if not found:
        raise UsageError("there is no statement in this text", hint="give one whole sentence")
    order = (
        Fidelity.CONTRADICTED,
        Fidelity.DISPUTED,
        Fidelity.PARTLY,
        Fidelity.UNVERIFIED,
        Fidelity.SUPPORTED,
    )
    ranks = {fidelity: rank for rank, fidelity in enumerate(order)}
    return min(found, key=lambda verdict: ranks.get(verdict.fidelity, len(ranks)))


def prepare(
    article: Article,
    registry: Registry,
    *,
    today: date,
    as_of: date | None = None,
    fine: bool = False,
    parses: Path | None = None,
    passages: Path | None = None,
    second: Entailment | None = None,
) -> Scan:
    """Extract the claims of an article and open the registry's index.

    :param today: the horizon of last resort.
    :param parses: a file that keeps the article's parses for the next scan (:mod:`factcheck.memory`).
    :param passages: a file that keeps the parses of what is judged, for this article and others.
    :param second: a model whose second opinion is shown beside the verdicts and decides nothing.
    :raises ReadError: when the copy is not in English, or longer than any article.
    """
    refuse_unfit(article)
    horizon, origin = _horizon(article, as_of, today)
    reference = article.published or horizon
    found = extraction.extract(article, registry=registry, fine=fine, kept=parses)
    index = Index.open(registry)
    return Scan(
        article=article,
        registry=registry,
        index=index,
        kin=Kinship(article, found.claims, index),
        found=replace(found, claims=tuple(_measured(found.claims, article, reference, registry))),
        as_of=horizon,
        as_of_from=origin,
        reference=reference,
        second=second,
        passages=passages,
        settings=(("grain", "fine" if fine else "default"),),
    )


def _measured(claims: Sequence[Claim], article: Article, day: date, registry: Registry) -> Iterator[Claim]:
    """Yield claims with their numbers, their dates against the article's own (else the horizon), and who speaks."""
    for claim in flagged(voiced(claims, registry, article), article):
        yield replace(claim, quantities=quantity.find(claim.text), periods=when.find(claim.text, day))


def _horizon(article: Article, as_of: date | None, today: date) -> tuple[date, str]:
    if as_of is not None:
        return as_of, "--as-of"
    if article.published is not None:
        return article.published, "the article's date"
    return today, "today"


def verdicts(scan: Scan) -> Iterator[Verdict]:
    """Yield the verdict on each claim, in the order of the article."""
    known = scan.reference if scan.dated else None  # today is nobody's word: it may not speak against a draft
    context = verifying.context_for(scan.found.claims, scan.registry, reference=known)
    if scan.passages:
        _recall(scan.passages, scan.registry)
    for claims in _batches(scan.found.claims):
        searched = [(claim, _evidence(claim, scan)) for claim in claims]
        judge.prime(text for claim, found in searched for text in _read_first(claim, found))
        for claim, found in searched:
            yield _verdict(claim, found, scan, context)
    if scan.passages:
        judge.keep(scan.passages)


def _recall(passages: Path, registry: Registry) -> None:
    """Take over the parses of earlier scans; the first scan of a small registry parses all of it for the later ones."""
    if passages.exists():
        judge.recall(passages)
        return
    texts = [one.text for source in registry.sources.values() for one in source.statements]
    if len(texts) <= READ_AHEAD:
        judge.prime(texts, entities=True)


def _batches(claims: Sequence[Claim], size: int = 64) -> Iterator[Sequence[Claim]]:
    yield from (claims[start : start + size] for start in range(0, len(claims), size))


def _read_first(claim: Claim, found: _Found) -> Iterator[str]:
    """Yield the texts that judging is sure to parse: the claim, and the passages that have most of it."""
    yield from [claim.text, *[item.text for item in found[0] if item.figure is None][:2]]


def _verdict(claim: Claim, found: _Found, scan: Scan, context: verifying.Context) -> Verdict:
    """Return the verdict on a claim; a forecast or a duty gets one where a detail or a source can settle it."""
    if claim.checkable:
        return _judged(claim, found, scan, context)
    if claim.quotations or claim.why in (FORECAST, OUGHT):
        judged = _judged(claim, found, scan, context)
        detailed = claim.quotations or claim.quantities or claim.periods
        told = detailed or any(provenance.sets_out(e, claim, scan.registry) for e in judged.evidence[:1])
        past = not detailed and any(map(provenance.only_recalls, judged.evidence[:1]))
        settled = judged.fidelity in (_SETTLED if told else () if past else _SETTLED[1:])
        if settled or provenance.sets_out_a_part(claim, judged, scan.registry):
            return judged
    return _not_checkable(claim)


def _judged(claim: Claim, found: _Found, scan: Scan, context: verifying.Context) -> Verdict:
    (known, context), later = sayings.known_then(claim, found[0], scan.article, context), found[1]
    decision = contested(_decided(claim, known, scan, context), claim, known, scan.registry.origin_of)
    decision = sayings.told_then(decision, claim, known, scan.registry, scan.article)
    since = weighing.decide(_read(claim, later, scan, context), scan.registry.origin_of).support
    decisive = decision.support or decision.against
    told = (
        decision.fidelity if decision.asserted else Fidelity.UNVERIFIED
    )  # nobody is confirmed beside a fabrication
    said = quoted_for(claim), relayed_for(claim)
    answer, why = credit(claim, told, decisive, scan.registry, scan.article, *said)
    currency = _standing(claim, decision, scan)
    ranked, itself = _ranked(decision, known), against_itself(claim)
    return Verdict(
        claim=claim,
        fidelity=decision.fidelity,
        attribution=answer,
        currency=currency.currency,
        corroboration=sourcing.corroborate(decision.support, scan.registry),
        reason=telling.reason(decision, currency, as_of=scan.as_of),
        findings=(*decision.findings, *_second_opinion(claim, ranked, scan)),
        evidence=ranked,
        notes=(
            *itself,
            *telling.notes(currency, since, credit=why, as_of=scan.as_of),
            *([telling.where_to_look(claim, known)] if decision.fidelity is Fidelity.UNVERIFIED else []),
            *(flag for flag in claim.flags if flag not in itself),
        ),
    )


def _not_checkable(claim: Claim) -> Verdict:
    return Verdict(
        claim=claim,
        fidelity=Fidelity.NOT_CHECKABLE,
        attribution=Credit.NOT_NEEDED,
        currency=Currency.TIMELESS,
        corroboration=Corroboration(),
        reason=claim.why,
        notes=against_itself(claim),
    )


def _evidence(claim: Claim, scan: Scan) -> _Found:
    """Return the evidence dated up to the horizon, and what came after it; never the article itself."""
    found = [
        e
        for e in scan.index.search(claim, as_of=scan.as_of, limit=READ, among=scan.kin)
        if not provenance.is_itself(e, scan.article, scan.registry)
    ]
    known = [e for e in found if (day := telling.dated(e)) is None or day <= scan.as_of]
    return known, [e for e in found if e not in known]


def _decided(
    claim: Claim, known: Sequence[Evidence], scan: Scan, context: verifying.Context
) -> verifying.Decision:
    """Judge a claim; today is the day of an undated draft only where that bears its dates out."""
    own = provenance.own(claim, scan.registry)
    decision = _decide(_read(claim, known, scan, context, own), scan, own)
    if scan.dated or decision.fidelity in _SETTLED or not any(p.anchored for p in claim.periods):
        return decision
    today = replace(context, written=scan.reference)
    copied = _decide(_read(claim, known, scan, today, own), scan, own)
    return copied if copied.fidelity is Fidelity.SUPPORTED else decision


def _decide(readings: Sequence[weighing.Reading], scan: Scan, own: frozenset[str]) -> verifying.Decision:
    """Judge what was read; where the named speaker's own sources speak about the claim, they alone decide it."""
    readings = [
        reading.unopposed
        if provenance.is_replaced(reading.evidence, scan.registry, as_of=scan.as_of)
        else reading
        for reading in readings
    ]
    decision = weighing.decide(readings, scan.registry.origin_of)
    mine = [reading for reading in readings if reading.evidence.source in own]
    if not mine or len(mine) == len(readings):
        return decision
    theirs = weighing.decide(mine, scan.registry.origin_of)
    # A count that only others have is theirs: the named speaker does not speak about it.
    borne = decision.fidelity is Fidelity.SUPPORTED and theirs.fidelity is Fidelity.PARTLY
    others = borne and any(r.counted for r in readings) and not any(r.counted for r in mine)
    return decision if others or theirs.fidelity is Fidelity.UNVERIFIED else theirs


def _read(
    claim: Claim,
    evidence: Sequence[Evidence],
    scan: Scan,
    context: verifying.Context,
    own: frozenset[str] = frozenset(),
) -> tuple[weighing.Reading, ...]:
    mention = provenance.called(claim, scan.article) if own else ""

    def about(item: Evidence) -> str:
        known = provenance.about(item, scan.registry)
        return f"{known}\n{mention}" if mention and item.source in own else known

    return weighing.read(
        claim,
        evidence,
        context,
        rarity=scan.index.rarity,
        about=about,
        own=lambda item: item.source in own,
    )


def _standing(claim: Claim, decision: verifying.Decision, scan: Scan) -> Standing:
    if decision.fidelity not in (Fidelity.SUPPORTED, Fidelity.PARTLY):
        return Standing(currency=Currency.TIMELESS)
    return standing(claim, decision.support, scan.registry, as_of=scan.as_of, dated=scan.dated)


def _ranked(decision: verifying.Decision, known: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the deciding evidence first, then what else was read, each once."""
    order = dict.fromkeys((*decision.against, *decision.support, *known))
    return tuple(order)[:SHOWN]


def _second_opinion(claim: Claim, ranked: Sequence[Evidence], scan: Scan) -> Iterator[Finding]:
    """Yield what the model says of the best passage: suggestive only, so no verdict ever rests on it."""
    if scan.second is None or not ranked:
        return
    opinion = scan.second.judge(ranked[0].text, claim.text)
    yield Finding(
        judge=SECOND_OPINION,
        stance=_STANCES.get(opinion.name, Stance.SILENT),
        strength=Strength.SUGGESTIVE,
        reason=f"{opinion.name} {opinion.share:.2f}",
        evidence=ranked[0],
    )


def report(scan: Scan, found: Sequence[Verdict]) -> Report:
    """Return the report on a scan whose verdicts have been drawn."""
    return Report(
        article=scan.article,
        verdicts=tuple(found),
        diversity=sourcing.diversity(scan.article, found, scan.registry),
        skipped=(*_skipped(scan.article), *scan.index.skipped),
        asides=scan.found.asides,
        as_of=scan.as_of,
        as_of_from=scan.as_of_from,
        tool=(
            ("factcheck", __version__),
            ("model", nlp.model_name()),
            ("registry", scan.registry.digest[:12]),
        ),
        settings=scan.settings,
        notes=_report_notes(scan),
    )


def _skipped(article: Article) -> tuple[Skipped, ...]:
    missing = [Skipped(what=article.origin, why=note) for note in article.notes]
    if not article.text.strip():
        missing.append(Skipped(what=article.origin, why="the article has no text"))
    return tuple(missing)


def _report_notes(scan: Scan) -> tuple[str, ...]:
    newest = scan.registry.newest_figure_date()
    notes = [*scan.index.notes, *scan.kin.note]
    if not scan.dated and any(period.anchored for claim in scan.found.claims for period in claim.periods):
        notes.append(
            "the draft carries no date, so its own days and months are not held against today; give --date"
        )
    if newest is not None and newest < scan.as_of:
        days = (scan.as_of - newest).days
        age = f"{days} day{'s' if days > 1 else ''}"
        notes.append(
            f"the registry's newest figure is of {long_date(newest)}, {age} before {long_date(scan.as_of)}"
        )
    return tuple(notes)
