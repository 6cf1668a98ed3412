"""What a verdict says in words beside its axes: the reason, what came since, and whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .currency import Standing
from .figures import long_date
from .judge import Decision
from .model import Claim, Currency, Evidence, Fidelity


def reason(decision: Decision, standing: Standing, *, as_of: date) -> str:
    """Return why a verdict is what it is, in one sentence; with the newer word where there is one."""
    why = _who_says_so(decision) if decision.fidelity is Fidelity.SUPPORTED else decision.reason
    if decision.worked_out and decision.fidelity is Fidelity.SUPPORTED:
        why = f"{why}: {decision.worked_out.removeprefix('the source has ')}"
    if standing.newer and standing.currency in (Currency.OUTDATED, Currency.UNDATED):
        return f"{why}; the newest word by {long_date(as_of)} is {standing.newer}"
    return why


def _who_says_so(decision: Decision) -> str:
    names = list(dict.fromkeys(evidence.publisher for evidence in decision.support))
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    verb = "says" if len(names) == 1 else "say"
    how = " in two sentences together" if decision.support and decision.support[0].joint else ""
    return f"{' and '.join(names[:2]) if not more else ', '.join(names[:2]) + more} {verb} so{how}"


def notes(standing: Standing, since: Sequence[Evidence], *, credit: str, as_of: date) -> tuple[str, ...]:
    """Return the remarks on a verdict: on its speaker, on newer figures, on what was said after the horizon."""
    found = [credit] if credit else []
    if standing.newer and standing.currency is Currency.CURRENT:
        found.append(f"newer: {standing.newer}")
    if standing.since:
        found.append(f"since then: {standing.since}")
    elif since:
        found.append(f"since then: {since[0].publisher}, {long_date(dated(since[0]) or as_of)}")
    return tuple(found)


def dated(evidence: Evidence) -> date | None:
    """Return the day for which a passage or a figure speaks."""
    return evidence.figure.as_of if evidence.figure else evidence.published


def where_to_look(claim: Claim, known: Sequence[Evidence]) -> str:
    """Say which publisher of the registry would know, or that none would."""
    speaker = claim.attribution.speaker if claim.attribution else None
    if speaker is not None and speaker.id:
        return f"ask {speaker.name}, or register the statement"
    if known:
        return f"nearest to read: {known[0].publisher}, {known[0].source}, {known[0].locator}"
    return "no publisher in the registry would know; register a source that does"
