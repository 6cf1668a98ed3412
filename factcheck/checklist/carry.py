"""Decisions over an edit: what keeps its decision, what is reopened and why, what has vanished.

A claim is known by its words, who says them and the days they mean, never by its place, so a claim that moved keeps
its decision. What was decided on must still be what is there: the same passages behind it, the same answers. A changed
claim is shown with the words that changed, and is open; a claim of the same words with another number, name or "not"
has other words, and inherits nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Fidelity, Report, Verdict
from ..registry import Registry
from .decisions import TO_DO, Action, Decision, Standing, basis, mark, plain, said_by

ALIKE = (
    60.0  # how alike (of 100) an old and a new wording are before the one is shown as a change of the other
)
_REFUTED = (Fidelity.CONTRADICTED, Fidelity.DISPUTED)
_Pairs = list[tuple[Decision, Verdict]]


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
    """Return what the decisions of a trail mean for a draft as it stands now.

    Every decision on a claim is in exactly one of the four, but for those that a later one took the place of.
    """
    decisions = _on_claims(standing)
    kept: dict[str, Decision] = {}
    reopened: list[Reopened] = []
    same, other = _placed(decisions, report)
    for decision, verdict in (*same, *other):
        if why := _stale(decision, verdict, report, registry):
            reopened.append(Reopened(claim=verdict.claim.id, decision=decision, why=why))
        else:
            kept[verdict.claim.id] = decision
    replaced = {entry for entry, _ in standing.replaced}
    gone = _without([d for d in decisions if d.entry not in replaced], same, other)
    taken = {verdict.claim.id for _, verdict in (*same, *other)}
    free = [v for v in report.verdicts if v.claim.id not in taken]
    told = _as_told(gone, free, report)
    for decision, verdict in told:
        if verdict.fidelity in _REFUTED:
            why = "corrected as told, but the sources do not bear the new wording out"
            reopened.append(Reopened(claim=verdict.claim.id, decision=decision, why=why))
        else:
            kept[verdict.claim.id] = decision
    taken = {verdict.claim.id for _, verdict in told}
    changed, vanished = _paired(_without(gone, told), [v for v in free if v.claim.id not in taken])
    done = tuple(decision for decision in vanished if decision.action in TO_DO)
    return Carried(
        kept=kept,
        reopened=(*reopened, *changed),
        done=done,
        vanished=tuple(decision for decision in vanished if decision.action not in TO_DO),
    )


def _on_claims(standing: Standing) -> list[Decision]:
    """Return the decisions on claims (those on points have no text) that no later one on the same claim replaced."""
    found = [d for d in (*standing.decisions.values(), *standing.earlier) if d.text]
    return [d for d in found if (d.entry, d.mark) not in standing.replaced]


def _without(decisions: Iterable[Decision], *pairs: _Pairs) -> list[Decision]:
    placed = {decision.entry for some in pairs for decision, _ in some}
    return [decision for decision in decisions if decision.entry not in placed]


def _placed(decisions: Sequence[Decision], report: Report) -> tuple[_Pairs, _Pairs]:
    """Pair decisions with the claims of their words: those that are theirs, and those that another says."""
    waiting: dict[str, list[Decision]] = {}
    for decision in decisions:
        waiting.setdefault(plain(decision.text), []).append(decision)
    claims: dict[str, list[Verdict]] = {}
    for verdict in report.verdicts:
        claims.setdefault(plain(verdict.claim.text), []).append(verdict)
    same: _Pairs = []
    other: _Pairs = []
    for words, here in waiting.items():
        theirs, strange = _sorted_out(here, claims.get(words, []), report)
        same += theirs
        other += strange
    return same, other


def _sorted_out(decisions: list[Decision], claims: list[Verdict], report: Report) -> tuple[_Pairs, _Pairs]:
    """Pair the decisions on claims of the same words: first with the claim of their mark, then with what is left.

    Where a repetition has gone, it is the one that was to be cut; nobody can tell the others apart.
    """
    marks = {verdict.claim.id: mark(verdict, report.article) for verdict in claims}
    left, open_claims = list(decisions), list(claims)
    same: _Pairs = []
    for found in dict.fromkeys(marks.values()):
        here = [verdict for verdict in open_claims if marks[verdict.claim.id] == found]
        mine = _fewer([d for d in left if d.mark == found], len(here))
        same += _by_id(mine, here)
    used = {decision.entry for decision, _ in same}
    gone = {d.entry for d in left if d.mark in marks.values() and d.action in TO_DO and d.entry not in used}
    left = [d for d in left if d.entry not in used | gone]
    taken = {verdict.claim.id for _, verdict in same}
    open_claims = [verdict for verdict in open_claims if verdict.claim.id not in taken]
    return same, _by_id(left, open_claims)


def _fewer(decisions: list[Decision], room: int) -> list[Decision]:
    """Return as many decisions as there are claims: left out are first what was told to go, the closed, the oldest."""
    if len(decisions) <= room:
        return decisions
    return sorted(decisions, key=lambda d: (d.action in TO_DO, d.closes, -d.entry))[:room]


def _by_id(decisions: Sequence[Decision], claims: Sequence[Verdict]) -> _Pairs:
    """Pair decisions and claims of the same words: those of one id, then the rest in order."""
    by_id = {verdict.claim.id: verdict for verdict in claims}
    newest = sorted(decisions, key=lambda d: -d.entry)
    pairs: _Pairs = []
    for decision in newest:
        if decision.item in by_id:
            pairs.append((decision, by_id.pop(decision.item)))
    rest = [d for d in decisions if all(d is not paired for paired, _ in pairs)]
    return [*pairs, *zip(rest, by_id.values(), strict=False)]


def _stale(decision: Decision, verdict: Verdict, report: Report, registry: Registry | None) -> str:
    """Return why a decision on a claim of these words no longer stands, "" where it does."""
    if decision.mark and decision.mark != mark(verdict, report.article):
        return "the same words, now said by another or of another day"
    if decision.basis and decision.basis != basis(verdict, registry):
        return "what the sources say of it has changed since"
    return ""


def _as_told(gone: Sequence[Decision], free: Sequence[Verdict], report: Report) -> _Pairs:
    """Return the corrections that the draft has taken over word for word, with the claims that they are now.

    The speaker has to be the same, and so has the article's date where a day of the new wording follows from it.
    """
    waiting = [d for d in gone if d.action is Action.CORRECTED and d.wording]
    pairs: _Pairs = []
    for verdict in free if waiting else ():
        claim, published = verdict.claim, report.article.published
        moving = any(period.anchored for period in claim.periods)
        for decision in waiting:
            fits = plain(decision.wording) == plain(claim.text)
            fits = fits and decision.speaker == said_by(verdict, report.article)
            if fits and not claim.flags and (not moving or decision.dated == str(published or "")):
                pairs.append((decision, verdict))
                waiting.remove(decision)
                break
    return pairs


def _paired(gone: Sequence[Decision], free: Sequence[Verdict]) -> tuple[list[Reopened], list[Decision]]:
    """Pair what is gone with the new claims that are most like it, best first; the rest has vanished."""
    texts = tuple(verdict.claim.text for verdict in free)
    pairs = sorted(
        (
            (share, -at, -where, decision, free[where])
            for at, decision in enumerate(gone)
            for where, share in _alike(decision.text, texts)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    changed: dict[int, Reopened] = {}
    taken: set[str] = set()
    for _, _, _, decision, verdict in pairs:
        if decision.entry not in changed and verdict.claim.id not in taken:
            taken.add(verdict.claim.id)
            diff = words_changed(decision.text, verdict.claim.text)
            changed[decision.entry] = Reopened(
                claim=verdict.claim.id, decision=decision, why=_why_changed(decision, verdict), diff=diff
            )
    return list(changed.values()), [decision for decision in gone if decision.entry not in changed]


@lru_cache(maxsize=2048)
def _alike(old: str, texts: tuple[str, ...]) -> tuple[tuple[int, float], ...]:
    """Return which texts are like an old wording, and how much; kept, since every key of a walk asks the same."""
    from rapidfuzz import fuzz, process

    found = process.extract(old, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    return tuple((where, share) for _, share, where in found)


def _why_changed(decision: Decision, verdict: Verdict) -> str:
    if decision.wording and plain(decision.wording) == plain(verdict.claim.text):
        return "corrected as told, but said by another or of another day"
    return "its wording has changed"


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
