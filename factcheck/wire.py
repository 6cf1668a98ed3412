"""Values as JSON: the numbered report (docs/wire.md), canonical JSON, and the hash of a value."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from typing import Any

from .model import (
    Article,
    Aside,
    Attribution,
    Claim,
    Corroboration,
    Diversity,
    Evidence,
    Finding,
    Report,
    Skipped,
    Span,
    Speaker,
    Verdict,
)
from .text import Lines

SCHEMA = 1
# What hangs on behind a name in a mention, "Ann Reed, 47, who", and names nobody.
_TAIL = re.compile(r"(?:\s*,\s*(?:aged\s+)?\d{1,3})?(?:\s*,?\s+(?:who|which|that))?[\s,;:]*$")


def canonical(value: Any) -> str:
    """Return JSON that is the same bytes for the same value: keys sorted, no spaces, text as UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def report(found: Report) -> dict[str, Any]:
    """Return a report as plain values, in the order of docs/wire.md; offsets count code points."""
    lines = Lines(found.article.text, found.article.lines)
    return {
        "schema": found.schema,
        "tool": dict(found.tool),
        "settings": dict(found.settings),
        "as_of": found.as_of.isoformat(),
        "as_of_from": found.as_of_from,
        "article": {
            "id": found.article.id,
            "title": found.article.title,
            "origin": found.article.origin,
            "published": _day(found.article.published),
            "sha256": found.article.sha256,
            "lines": lines_of(found.article),
        },
        "verdicts": [_verdict(verdict, found.article.text, lines) for verdict in found.verdicts],
        "diversity": _diversity(found.diversity),
        "asides": [_aside(aside, found.article.text) for aside in found.asides],
        "skipped": [_skipped(part) for part in found.skipped],
        "notes": [*found.article.remarks, *found.notes],
        "trail": found.trail or None,
    }


def lines_of(article: Article) -> str:
    """Say what the line numbers of a report count: "file", or "text" as read from it (docs/wire.md)."""
    return "text" if article.rendered and not article.lines else "file"


def _verdict(verdict: Verdict, text: str, lines: Lines) -> dict[str, Any]:
    return {
        "label": verdict.label,
        "claim": _claim(verdict.claim, text, lines),
        "fidelity": verdict.fidelity.value,
        "attribution": verdict.attribution.value,
        "currency": verdict.currency.value,
        "corroboration": _corroboration(verdict.corroboration),
        "reason": verdict.reason,
        "notes": list(verdict.notes),
        "findings": [_finding(finding) for finding in verdict.findings],
        "evidence": [_evidence(evidence) for evidence in verdict.evidence],
    }


def _claim(claim: Claim, text: str, lines: Lines) -> dict[str, Any]:
    said = claim.attribution
    line, column = lines.at(claim.spans[0].start if claim.spans else claim.sentence.start)
    return {
        "id": claim.id,
        "text": claim.text,
        "sentence": claim.sentence.of(text),
        "spans": _spans(claim.spans),
        "line": line,
        "column": column,
        "added": _spans(claim.added),
        "speaker": speaker_name(claim, text),
        "said": _attribution(said, text) if said else None,
        "checkworthy": round(claim.checkworthy, 4),
        "checkable": claim.checkable,
        "why": claim.why,
        "flags": list(claim.flags),
    }


def speaker_name(claim: Claim, text: str) -> str | None:
    """Return who says the claim, as a reader would name them: the resolved speaker, else the mention, else None."""
    said = claim.attribution
    if said is None:
        return None
    if said.speaker is not None:
        return said.speaker.name
    mention = " ".join(" ".join(span.of(text) for span in said.source).split())
    return _TAIL.sub("", mention) or mention or None


def _attribution(said: Attribution, text: str) -> dict[str, Any]:
    return {
        "mention": " ".join(span.of(text) for span in said.source),
        "cue": " ".join(span.of(text) for span in said.cue),
        "source": _spans(said.source),
        "content": _spans(said.content),
        "form": said.form,
        "statement": said.statement,
        "speaker": _speaker(said.speaker) if said.speaker else None,
        "nested": [_attribution(inner, text) for inner in said.nested],
    }


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind.value,
        "id": speaker.id,
        "title": speaker.title,
        "affiliation": speaker.affiliation,
        "plural": speaker.plural,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "judge": finding.judge,
        "stance": finding.stance.value,
        "strength": finding.strength.value,
        "reason": finding.reason,
        "part": finding.part,
        "source": finding.evidence.source,
        "locator": finding.evidence.locator,
        "claim_span": _span(finding.claim_span),
        "evidence_span": _span(finding.evidence_span),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.source,
        "publisher": evidence.publisher,
        "locator": evidence.locator,
        "published": _day(evidence.published),
        "kind": evidence.kind,
        "verbatim": evidence.verbatim,
        "text": evidence.text,
        "snapshot": evidence.snapshot,
        "score": round(evidence.score, 4),
    }


def _corroboration(found: Corroboration) -> dict[str, Any]:
    return {
        "origins": found.origins,
        "parties": list(found.parties),
        "level": found.level.value if found.level else None,
        "flags": list(found.flags),
    }


def _diversity(found: Diversity) -> dict[str, Any]:
    counted = ("speakers", "parties", "origins", "kinds")
    return {
        "attributed": found.attributed,
        "unattributed": found.unattributed,
        **{name: [{"name": key, "claims": n} for key, n in getattr(found, name)] for name in counted},
        "effective_origins": found.effective_origins,
        "single_origin": list(found.single_origin),
        "one_party": list(found.one_party),
        "unheard": list(found.unheard),
        "unattributed_figures": list(found.unattributed_figures),
        "notes": list(found.notes),
    }


def _aside(aside: Aside, text: str) -> dict[str, Any]:
    return {"text": aside.span.of(text), "span": _span(aside.span), "kind": aside.kind, "why": aside.why}


def _skipped(part: Skipped) -> dict[str, Any]:
    return {"what": part.what, "why": part.why}


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
