"""An item of the walk as plain lines: a claim in its paragraph, its four axes, its evidence; a point with its rule.

Nothing here prints. Text from drafts, sources and other people's notes is made printable before it is laid out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from ..checklist.decisions import Decision
from ..checklist.session import Item, Kind, Session
from ..labels import SIGNS
from ..model import (
    Block,
    Claim,
    Credit,
    Currency,
    Evidence,
    Fidelity,
    Finding,
    Report,
    Span,
    Stance,
    Strength,
    Verdict,
)
from ..text import Lines, cited, clip, one_line
from ..wire import speaker_name

NARROW, WIDE = 40, 100
_LONG = 700  # code points of a paragraph that are shown on either side of the claim
_LISTED = 8  # claims that are named below a point
_MARK, _UNMARK = ">>", "<<"
_SPEAKER = {
    Credit.CONFIRMED: "confirmed: a source of theirs says it",
    Credit.UNCONFIRMED: "! unconfirmed: no source of theirs says it",
    Credit.WRONG_SPEAKER: "! wrong speaker: another's source says it",
    Credit.MISSING: "! missing: it needs a speaker and has none",
    Credit.NOT_NEEDED: "not needed",
}
_NEWEST = {
    Currency.CURRENT: "yes, the newest word",
    Currency.OUTDATED: "! outdated: there is a newer word",
    Currency.UNDATED: "! undated: a moving figure without a date",
    Currency.TIMELESS: "does not move",
}


def wrapped(label: str, text: str, width: int, *, indent: int = 12) -> list[str]:
    """Return a labelled text in lines of at most ``width`` columns, its further lines under its first."""
    head = f"{label:<{indent}}" if label else " " * indent
    lines = textwrap.wrap(
        text, max(width, NARROW), initial_indent=head, subsequent_indent=" " * indent, break_on_hyphens=False
    )
    return lines or [head.rstrip()]


def item_lines(session: Session, item: Item, width: int, *, details: bool = False) -> list[str]:
    """Return what is shown of an item.

    :param details: all evidence and findings of a claim; rule and provenance of a point with its claims.
    """
    body = _claim(session, item, width, details) if item.kind is Kind.CLAIM else _point(session, item, width)
    return [_head(session, item, width), *body, *_history(item, width)]


def _head(session: Session, item: Item, width: int) -> str:
    items = session.items
    what = "claim" if item.kind is Kind.CLAIM else "point of the list"
    title = f"-- {items.index(item) + 1} of {len(items)}: {what} "
    return title + "-" * max(min(width, WIDE) - len(title), 2)


def _claim(session: Session, item: Item, width: int, details: bool) -> list[str]:
    verdict, report = item.verdict, session.report
    assert verdict is not None
    return [
        "",
        *paragraph(verdict.claim, report, width),
        "",
        *wrapped("Claim", one_line(verdict.claim.text), width),
        *wrapped("Said by", said_by(verdict.claim, report), width),
        *axes(verdict, width),
        *_evidence(verdict, width, details),
        *(_findings(verdict, width) if details else []),
    ]


def said_by(claim: Claim, report: Report) -> str:
    """Return who says it in the draft, in words."""
    if claim.attribution is None:
        return "the draft itself"
    return one_line(speaker_name(claim, report.article.text) or "") or "somebody without a name"


def axes(verdict: Verdict, width: int) -> list[str]:
    """Return the four axes of a verdict, a line (or a few) each; a sign and a word, never a colour."""
    lines = wrapped("Verdict", f"{SIGNS[verdict.label]} {verdict.label}. {_reason(verdict)}", width)
    if verdict.fidelity is Fidelity.NOT_CHECKABLE:
        return lines
    lines += wrapped("Speaker", _SPEAKER[verdict.attribution], width)
    lines += wrapped("Newest", _NEWEST[verdict.currency], width)
    lines += wrapped("Origins", _origins(verdict), width)
    for note in verdict.notes:
        lines += wrapped("Note", _ended(one_line(note)), width)
    return lines


def _reason(verdict: Verdict) -> str:
    return _ended(one_line(verdict.reason))


def _ended(text: str) -> str:
    """Return a sentence with its capital and its stop."""
    if not text:
        return ""
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def _origins(verdict: Verdict) -> str:
    found = verdict.corroboration
    if not found.origins:
        return "none stands behind it"
    parts = [f"{found.origins} independent" if found.origins > 1 else "1"]
    parts += [f"best level {found.level.value}"] if found.level else []
    parts += [f"parties: {', '.join(map(one_line, found.parties))}"] if found.parties else []
    parts += [f"! {flag}" for flag in found.flags]
    return ", ".join(parts)


def _evidence(verdict: Verdict, width: int, details: bool) -> list[str]:
    told = _telling(verdict)
    shown = list(verdict.evidence) if details else told[:3]
    if not shown:
        return wrapped("Evidence", "the registry has nothing near it", width)
    lines: list[str] = []
    for one in shown:
        lines += ["", *wrapped(_stance(one, verdict), _where(one), width)]
        lines += wrapped("", _quoted(one, details), width)
    left = len(verdict.evidence) - len(shown)
    return [*lines, *(wrapped("", f"({left} more: d shows all)", width) if left > 0 else [])]


def _telling(verdict: Verdict) -> list[Evidence]:
    """Return the passages that decided, those against a contradicted claim first; where none did, the nearest one."""
    deciding = [f.evidence for f in _decisive(verdict)]
    chosen = [one for one in verdict.evidence if one in deciding]
    if verdict.fidelity in (Fidelity.CONTRADICTED, Fidelity.DISPUTED):
        chosen.sort(key=lambda one: _stance(one, verdict) != "Against")
    return chosen or list(verdict.evidence[:1])


def _decisive(verdict: Verdict) -> list[Finding]:
    return [f for f in verdict.findings if f.stance is not Stance.SILENT and f.strength is Strength.DECISIVE]


def _stance(evidence: Evidence, verdict: Verdict) -> str:
    """Say in a word what a passage does to the claim."""
    stances = {f.stance for f in _decisive(verdict) if f.evidence == evidence}
    if Stance.REFUTES in stances:
        return "Against"
    return "For" if Stance.SUPPORTS in stances else "Nearest"


def _where(evidence: Evidence) -> str:
    day = f", {evidence.published.isoformat()}" if evidence.published else ""
    kept = "" if evidence.snapshot else ", no snapshot"
    return f"{one_line(evidence.publisher)}{day}, {one_line(evidence.locator)} ({evidence.source}{kept})"


def _quoted(evidence: Evidence, details: bool) -> str:
    words = one_line(evidence.text) if details else clip(one_line(evidence.text), 400)
    if evidence.verbatim:
        return cited(words)
    return words if evidence.figure else f"{words} (the desk's words for it)"


def _findings(verdict: Verdict, width: int) -> list[str]:
    """Return what the judges found, each thing once; those that found nothing in a passage are counted."""
    spoke = [one for one in verdict.findings if one.stance is not Stance.SILENT]
    told = {f"{one.judge}\0{one.stance.value}: {_ended(one_line(one.reason))}": None for one in spoke}
    lines = [""]
    for line in told:
        judge, _, what = line.partition("\0")
        lines += wrapped(judge.capitalize()[:11], what, width)
    silent = len(verdict.findings) - len(spoke)
    return [*lines, *(wrapped("", f"({silent} findings were silent)", width) if silent else [])]


def paragraph(claim: Claim, report: Report, width: int) -> list[str]:
    """Return the paragraph that a claim stands in, with the claim between ``>>`` and ``<<``."""
    article = report.article
    block = block_of(claim, report)
    lines = Lines(article.text, article.lines)
    start = claim.spans[0].start if claim.spans else claim.sentence.start
    place = (
        f"{one_line(block.locator)}, line {lines.at(start)[0]}:" if block else f"line {lines.at(start)[0]}:"
    )
    first, last = (block.span.start, block.span.end) if block else (claim.sentence.start, claim.sentence.end)
    return [place, *wrapped("", _marked(article.text, claim, first, last), width, indent=2)]


def block_of(claim: Claim, report: Report) -> Block | None:
    """Return the paragraph, item or heading that holds a claim's sentence."""
    return next((b for b in report.article.blocks if b.span.overlaps(claim.sentence)), None)


def _marked(text: str, claim: Claim, first: int, last: int) -> str:
    """Return ``text[first:last]`` with the claim marked; far from the claim, a long paragraph is cut."""
    spans = sorted(span for span in claim.spans or (claim.sentence,) if first <= span.start < last)
    if not spans:
        return one_line(text[first:last])
    low, high = max(first, spans[0].start - _LONG), min(last, spans[-1].end + _LONG)
    pieces, at = ["…" if low > first else ""], low
    for span in _joined(spans, text):
        end = min(span.end, last)
        pieces += [text[at : span.start], _MARK, text[span.start : end], _UNMARK]
        at = end
    return one_line("".join((*pieces, text[at:high], "…" if high < last else "")))


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Return the spans with those made one that only spaces or punctuation part."""
    out = [spans[0]]
    for span in spans[1:]:
        if any(char.isalnum() for char in text[out[-1].end : span.start]):
            out.append(span)
        else:
            out[-1] = Span(start=out[-1].start, end=max(out[-1].end, span.end))
    return out


def _point(session: Session, item: Item, width: int) -> list[str]:
    point, found = item.point, item.answer
    assert point is not None and found is not None
    kinds = {"verified": "the tool", "prefilled": "you, the tool has looked", "person": "you"}
    who = kinds.get(point.kind, point.kind) + ("; it blocks" if point.blocks else "; it does not block")
    lines = [
        "",
        *wrapped("Point", one_line(point.text), width),
        *wrapped("Rule", one_line(point.rule), width),
    ]
    lines += [*wrapped("From", one_line(point.source), width), *wrapped("Answered by", who, width)]
    lines += wrapped("Now", f"{found.state}: {one_line(found.why)}", width)
    texts = {one.id: one.text for one in session.items}
    for claim in found.claims[:_LISTED]:
        lines += wrapped("", f"- {clip(one_line(texts.get(claim, claim)), 150)}", width, indent=14)
    left = len(found.claims) - _LISTED
    return [*lines, *(wrapped("", f"and {left} more", width, indent=14) if left > 0 else [])]


def _history(item: Item, width: int) -> list[str]:
    lines: list[str] = []
    if item.reopened is not None:
        lines += wrapped("Reopened", f"{item.reopened.why}. Before: {told(item.reopened.decision)}", width)
        lines += wrapped("Changed", one_line(item.reopened.diff), width) if item.reopened.diff else []
    if item.decision is not None:
        lines += wrapped("Decided", told(item.decision), width)
    for note in item.notes:
        lines += wrapped("Note", f"{one_line(note.why)} ({one_line(note.who)})", width)
    return ["", *lines] if lines else []


def told(decision: Decision) -> str:
    """Return a decision in words: what, by whom, on what day, and the words that came with it."""
    words = [f"{decision.action.value} by {one_line(decision.who)}, {decision.at[:10]}"]
    words += [f"now reads: {one_line(decision.wording)}"] if decision.wording else []
    words += [f"to be asked: {one_line(decision.whom)}"] if decision.whom else []
    words += [one_line(decision.why)] if decision.why else []
    return "; ".join(words)


def list_lines(session: Session, width: int) -> list[str]:
    """Return the items that the view lets through, a line each, with their numbers."""
    numbers = {item.id: n for n, item in enumerate(session.items, 1)}
    return [_row(numbers[item.id], item, width) for item in session.shown]


def _row(number: int, item: Item, width: int) -> str:
    state = "done" if item.decided else ("open" if item.needed else "-")
    label = item.verdict.label if item.verdict is not None else "point"
    head = f"{number:>4} {state:<5}{label:<14}"
    return head + clip(one_line(item.text), max(width, NARROW) - len(head))


def counts(session: Session) -> str:
    """Return how far the walk is, in words."""
    points = [item for item in session.items if item.kind is Kind.POINT]
    done = sum(item.decided for item in points)
    return f"{session.decided} of {session.total} claims decided, {done} of {len(points)} points answered"


def news(entries: Sequence[str]) -> str:
    """Return who else has appended meanwhile, in words."""
    names = list(dict.fromkeys(map(one_line, entries)))
    return f"({', '.join(names)} decided {len(entries)} meanwhile)"
