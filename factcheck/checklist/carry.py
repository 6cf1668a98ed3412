"""Decisions over an edit: what keeps its decision, what is reopened and why, what has vanished.

A claim is known by its words (its id), never by its place, so a claim that moved keeps its decision. What was decided
on must still be what is there: the same speaker, the same days, the same passages behind it. A changed claim is shown
with the words that changed, and is open; a claim of the same words with another number, name or "not" has other words,
and inherits nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Report, Verdict
from ..registry import Registry
from ..text import fold
from .decisions import TO_DO, Action, Decision, Standing, basis, mark

ALIKE = (
    60.0  # how alike (of 100) an old and a new wording are before the one is shown as a change of the other
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """A claim whose earlier decision no longer stands: ``why``, and the words that changed where they did."""

    claim: str
    decision: Decision
    why: str
    diff: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What an edit left of the decisions: kept by claim id, reopened, done as told, and vanished from the draft."""

    kept: Mapping[str, Decision]
    reopened: tuple[Reopened, ...] = ()
    done: tuple[Decision, ...] = ()
    vanished: tuple[Decision, ...] = ()


def carry(standing: Standing, report: Report, registry: Registry | None) -> Carried:
    """Return what the decisions of a trail mean for a draft as it stands now."""
    now = {verdict.claim.id: verdict for verdict in report.verdicts}
    kept: dict[str, Decision] = {}
    reopened: list[Reopened] = []
    gone: list[Decision] = []
    for item, decision in standing.decisions.items():
        if not decision.text:
            continue  # a point of the list, not a claim
        verdict = now.get(item)
        if verdict is None:
            gone.append(decision)
        elif why := _stale(decision, verdict, report, registry):
            reopened.append(Reopened(claim=item, decision=decision, why=why))
        else:
            kept[item] = decision
    free = [v for v in report.verdicts if v.claim.id not in standing.decisions]
    for decision, verdict in _as_told(gone, free):
        kept[verdict.claim.id] = decision
        free.remove(verdict)
    gone = [decision for decision in gone if decision not in kept.values()]
    changed, vanished = _paired(gone, free)
    done = tuple(decision for decision in vanished if decision.action in TO_DO)
    return Carried(
        kept=kept,
        reopened=(*reopened, *changed),
        done=done,
        vanished=tuple(decision for decision in vanished if decision not in done),
    )


def _stale(decision: Decision, verdict: Verdict, report: Report, registry: Registry | None) -> str:
    """Return why a decision on a claim of these words no longer stands, "" where it does."""
    if decision.mark and decision.mark != mark(verdict, report.article):
        return "the same words, now said by another or of another day"
    if decision.basis and decision.basis != basis(verdict, registry):
        return "what the sources say of it has changed since"
    return ""


def _as_told(gone: Sequence[Decision], free: Sequence[Verdict]) -> list[tuple[Decision, Verdict]]:
    """Return the corrections that the draft has taken over word for word, with the claims that they are now."""
    wordings = {_plain(d.wording): d for d in gone if d.action is Action.CORRECTED and d.wording}
    return [(wordings[text], v) for v in free if wordings and (text := _plain(v.claim.text)) in wordings]


def _plain(text: str) -> str:
    return fold(text).text.rstrip(".")


def _paired(gone: Sequence[Decision], free: Sequence[Verdict]) -> tuple[list[Reopened], list[Decision]]:
    """Pair what is gone with the new claims that are most like it, best first; the rest has vanished."""
    from rapidfuzz import fuzz

    pairs = sorted(
        (
            (fuzz.ratio(decision.text, verdict.claim.text), -at, -where, decision, verdict)
            for at, decision in enumerate(gone)
            for where, verdict in enumerate(free)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    changed: dict[int, Reopened] = {}
    taken: set[str] = set()
    for share, _, _, decision, verdict in pairs:
        if share < ALIKE:
            break
        if decision.entry not in changed and verdict.claim.id not in taken:
            taken.add(verdict.claim.id)
            diff = words_changed(decision.text, verdict.claim.text)
            changed[decision.entry] = Reopened(
                claim=verdict.claim.id, decision=decision, why="its wording has changed", diff=diff
            )
    return list(changed.values()), [decision for decision in gone if decision.entry not in changed]


def words_changed(old: str, new: str) -> str:
    """Return a word diff on one line: ``Hamas [-rejected-] {+accepted+} it``."""
    before, after = old.split(), new.split()
    out: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            out += before[a:b]
            continue
        out += [f"[-{' '.join(before[a:b])}-]"] if b > a else []
        out += [f"{{+{' '.join(after[c:d])}+}}"] if d > c else []
    return " ".join(out)
