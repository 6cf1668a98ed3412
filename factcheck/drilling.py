"""The fire drill: realistic faults seeded into a copy of an article, the copy scanned, and what was caught.

A recall that the desk measures itself, on its own copy and its own registry, in place of a confidence score. Faults are
put only where the sources bear the draft out, one a sentence, so that each of them can be known to be wrong; which ones
is a matter of the seed, and the same seed gives the same drill.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from . import scanning
from .figures import shown
from .model import Article, Credit, Currency, Fidelity, Report, Span, Stance, Strength, Verdict
from .read import article_from_text
from .registry import Registry

CAUGHT, HELD, MISSED = "caught", "held back", "missed"
_WRONG = (Fidelity.CONTRADICTED, Fidelity.DISPUTED)
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|can|could)\b(?! not\b|n['’]t)")
_NOT = re.compile(
    r"\b(?P<aux>was|were|is|are|has|have|had|will|would|can|could|did|does|do) not\b ?|n['’]t\b"
)
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))
_WEEKDAYS = tuple(date(2001, 1, day).strftime("%A") for day in range(1, 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: its kind, where it stands in the original, what stood there and what stands there now."""

    kind: str
    span: Span
    old: str
    new: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the scan made of a fault: caught (named as wrong), held back (not passed), or missed; by which judges."""

    fault: Fault
    result: str
    label: str
    judges: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """A drill that was run: the copy that was scanned, and what became of each fault."""

    text: str
    outcomes: tuple[Outcome, ...]
    seed: int


def run(
    article: Article, registry: Registry, *, seed: int, each: int = 3, as_of: date | None = None
) -> Drill:
    """Seed faults into a copy of ``article``, scan it, and return what was caught.

    :param seed: chooses the faults; the same one gives the same drill.
    :param each: how many faults of each kind at most.
    """
    report = scanning.scan_article(article, registry, as_of=as_of)
    faults = seeded(report, registry, seed=seed, each=each)
    text, places = planted(article.text, faults)
    copy = replace(article_from_text(text, origin=article.origin), published=article.published)
    after = scanning.scan_article(copy, registry, as_of=as_of)
    found = tuple(_outcome(fault, place, after) for fault, place in zip(faults, places, strict=True))
    return Drill(text=text, outcomes=found, seed=seed)


def seeded(report: Report, registry: Registry, *, seed: int, each: int) -> tuple[Fault, ...]:
    """Return the faults to plant, in the order of the article, none in a sentence that has one already."""
    chance = random.Random(seed)
    sound = [verdict for verdict in report.verdicts if verdict.fidelity is Fidelity.SUPPORTED]
    sentences = {verdict.claim.id: verdict.claim.sentence for verdict in sound}
    offers = [[f for v in sound for f in make(v, report, registry, chance)] for make in _MAKERS.values()]
    for offer in offers:
        chance.shuffle(offer)
    chosen: dict[Span, Fault] = {}
    for _ in range(each):
        for offer in offers:  # in turn, so that no kind takes all the sentences
            free = next((fault for fault in offer if sentences[fault.claim] not in chosen), None)
            if free is not None:
                chosen[sentences[free.claim]] = free
    return tuple(sorted(chosen.values(), key=lambda fault: fault.span))


def planted(text: str, faults: Sequence[Fault]) -> tuple[str, tuple[Span, ...]]:
    """Return the copy with the faults in it, and where each stands there."""
    out, places, at = [], [], 0
    length = 0
    for fault in faults:
        out += [text[at : fault.span.start], fault.new]
        length += fault.span.start - at
        places.append(Span(start=length, end=length + max(len(fault.new), 1)))
        length += len(fault.new)
        at = fault.span.end
    return "".join((*out, text[at:])), tuple(places)


def _outcome(fault: Fault, place: Span, report: Report) -> Outcome:
    """Say what became of a fault: the worst of what is said of the claims at its place."""
    near = [v for v in report.verdicts if any(s.overlaps(place) for s in v.claim.spans)]
    near = near or [v for v in report.verdicts if v.claim.sentence.overlaps(place)]
    if not near:
        return Outcome(
            fault=fault, result=MISSED, label="no claim", judges=(), reason="no claim stands there now"
        )
    ranked = sorted(near, key=lambda v: (CAUGHT, HELD, MISSED).index(_result(fault, v)))
    worst = ranked[0]
    judges = tuple(dict.fromkeys(_judges(fault, worst)))
    return Outcome(
        fault=fault,
        result=_result(fault, worst),
        label=_label(fault, worst),
        judges=judges,
        reason=worst.reason,
    )


def _result(fault: Fault, verdict: Verdict) -> str:
    """Say whether a verdict names the fault, at least does not pass the claim, or passes it."""
    if fault.kind in ("speaker", "attribution"):
        wrong = verdict.attribution in (Credit.WRONG_SPEAKER, Credit.UNCONFIRMED, Credit.MISSING)
        return CAUGHT if wrong else MISSED
    if verdict.fidelity in _WRONG:
        return CAUGHT
    if fault.kind == "stale" and verdict.currency in (Currency.OUTDATED, Currency.UNDATED):
        return CAUGHT
    return MISSED if verdict.fidelity in (Fidelity.SUPPORTED, Fidelity.NOT_CHECKABLE) else HELD


def _label(fault: Fault, verdict: Verdict) -> str:
    return verdict.attribution.value if fault.kind in ("speaker", "attribution") else verdict.label


def _judges(fault: Fault, verdict: Verdict) -> Iterator[str]:
    if fault.kind in ("speaker", "attribution"):
        yield "attribution"
    elif fault.kind == "stale" and verdict.fidelity not in _WRONG:
        yield "currency"
    else:
        lost = (f for f in verdict.findings if f.stance is Stance.REFUTES and f.strength is Strength.DECISIVE)
        yield from (f.judge for f in lost)


# -- the faults, each for a claim that the sources bear out --------------------------------------------------

_Maker = Callable[[Verdict, Report, Registry, random.Random], Iterator[Fault]]


def _in_article(verdict: Verdict, words: str, report: Report) -> Span | None:
    """Return where words of a claim stand in the article, where that is certain."""
    found = [
        Span(start=span.start + match.start(), end=span.start + match.end())
        for span in verdict.claim.spans
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", span.of(report.article.text))
    ]
    return found[0] if len(found) == 1 else None


def _fault(kind: str, verdict: Verdict, span: Span, new: str, report: Report) -> Fault:
    return Fault(kind=kind, span=span, old=span.of(report.article.text), new=new, claim=verdict.claim.id)


def _number(verdict: Verdict, report: Report, registry: Registry, chance: random.Random) -> Iterator[Fault]:
    """A number bumped by a few, or by a tenth, written as it was."""
    dates = [p.span for p in verdict.claim.periods]
    for one in verdict.claim.quantities:
        digits = _DIGITS.search(one.span.of(verdict.claim.text))
        if digits is None or any(one.span.overlaps(span) for span in dates):
            continue
        span = _in_article(verdict, digits.group(), report)
        if span is not None:
            yield _fault("number", verdict, span, _bumped(digits.group(), chance), report)


def _bumped(written: str, chance: random.Random) -> str:
    value = float(written.replace(",", ""))
    step = max(1, round(value * chance.choice((0.03, 0.1))))
    if "." in written:
        return f"{value + 1:,.{len(written.partition('.')[2])}f}"
    new = int(value) + step
    return f"{new:,}" if "," in written or new >= 10_000 else str(new)


def _date(verdict: Verdict, report: Report, registry: Registry, chance: random.Random) -> Iterator[Fault]:
    """A date some days off, or in another month."""
    for period in verdict.claim.periods:
        words = period.span.of(verdict.claim.text)
        span = _in_article(verdict, words, report)
        moved = _moved(words, chance)
        if span is not None and moved != words:
            yield _fault("date", verdict, span, moved, report)


def _moved(words: str, chance: random.Random) -> str:
    for names in (_WEEKDAYS, _MONTHS):
        for name in names:
            if words == name:
                return names[(names.index(name) + chance.randint(1, 3)) % len(names)]
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", words)
    if day is None:
        return words
    new = int(day.group()) + (3 if int(day.group()) < 20 else -3)
    return words[: day.start()] + str(new) + words[day.end() :]


def _negation(verdict: Verdict, report: Report, registry: Registry, chance: random.Random) -> Iterator[Fault]:
    """A "not" dropped, or put in."""
    for span in verdict.claim.spans:
        text = span.of(report.article.text)
        dropped = _NOT.search(text)
        if dropped is not None:
            aux = dropped.groupdict().get("aux")
            where = Span(start=span.start + dropped.start(), end=span.start + dropped.end())
            yield _fault("negation", verdict, where, f"{aux} " if aux else "", report)
            return
        added = _AUXILIARY.search(text)
        if added is not None:
            where = Span(start=span.start + added.start(), end=span.start + added.end())
            yield _fault("negation", verdict, where, f"{added.group()} not", report)
            return


def _stale(verdict: Verdict, report: Report, registry: Registry, chance: random.Random) -> Iterator[Fault]:
    """A moving figure as it stood some releases before."""
    for evidence in verdict.evidence[:2]:
        if evidence.figure is None or verdict.currency is not Currency.CURRENT:
            continue
        source = registry.sources.get(evidence.source)
        values = registry.series_of(evidence.figure.measure, source.publisher) if source else ()
        older = [
            value
            for value in values
            if value.as_of < evidence.figure.as_of and value.high < evidence.figure.low
        ]
        span = _in_article(verdict, shown(evidence.figure), report)
        if older and span is not None:
            yield _fault("stale", verdict, span, shown(older[max(0, len(older) - 5)]), report)


def _speaker(verdict: Verdict, report: Report, registry: Registry, chance: random.Random) -> Iterator[Fault]:
    """The words given to another party or publisher of the registry."""
    said = verdict.claim.attribution
    if verdict.attribution is not Credit.CONFIRMED or said is None or len(said.source) != 1:
        return
    mention = said.source[0].of(report.article.text)
    mine = registry.party_of(said.speaker.id) if said.speaker and said.speaker.id else ""
    others = [party.name for party in registry.parties.values() if party.id != mine]
    if others and mention[:1].isupper():
        yield _fault("speaker", verdict, said.source[0], chance.choice(others), report)


def _quotation(
    verdict: Verdict, report: Report, registry: Registry, chance: random.Random
) -> Iterator[Fault]:
    """A word of a quotation left out."""
    held = [f for f in verdict.findings if f.judge == "quotes" and f.stance is Stance.SUPPORTS]
    for span in verdict.claim.quotations if held else ():
        words = [m for m in re.finditer(r"\w+ ", span.of(report.article.text)) if len(m.group()) > 4]
        if len(words) > 1:
            word = chance.choice(words[:-1])
            where = Span(start=span.start + word.start(), end=span.start + word.end())
            yield _fault("quotation", verdict, where, "", report)


def _attribution(
    verdict: Verdict, report: Report, registry: Registry, chance: random.Random
) -> Iterator[Fault]:
    """The speaker of a counted or contested statement taken away: "Ministry said that P" becomes "P"."""
    said = verdict.claim.attribution
    counts = [q for q in verdict.claim.quantities if q.unit != "ordinal"]
    counted = bool(counts) and verdict.attribution is Credit.CONFIRMED
    if not counted or said is None or len(said.content) != 1:
        return
    sentence, content = verdict.claim.sentence, said.content[0]
    start = min((span.start for span in (*said.source, *said.cue)), default=content.start)
    between = report.article.text[start : content.start]
    if start == sentence.start and start < content.start and "\n" not in between:
        first = content.of(report.article.text)[:1]
        where = Span(start=start, end=content.start + 1)
        yield _fault("attribution", verdict, where, first.upper(), report)


_MAKERS: dict[str, _Maker] = {
    "attribution": _attribution,
    "stale": _stale,
    "quotation": _quotation,
    "speaker": _speaker,
    "negation": _negation,
    "number": _number,
    "date": _date,
}
