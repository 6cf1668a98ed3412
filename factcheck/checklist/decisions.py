"""Decisions on claims and points, as the trail tells them: the last standing one of each item, notes aside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from ..model import Article, Evidence, Stance, Strength, Verdict
from ..registry import Registry
from ..text import fold
from ..trail import Entry
from ..wire import speaker_name


class Action(StrEnum):
    """What a person can do; the values stand in the trail."""

    VERIFIED = "verified"
    CORRECTED = "corrected"
    CUT = "cut"
    NEEDS_SOURCE = "needs-source"
    ACCEPTED = "accepted"
    ASK = "ask"
    ANSWERED = "answered"
    TICKED = "ticked"
    WAIVED = "waived"
    NOTE = "note"
    REOPENED = "reopened"
    UNDONE = "undone"
    SIGNED = "signed"
    PUBLISHED = "published"
    CORRECTION = "correction"


CLAIM_ACTIONS = (
    Action.VERIFIED,
    Action.CORRECTED,
    Action.CUT,
    Action.NEEDS_SOURCE,
    Action.ACCEPTED,
    Action.ASK,
)
OPEN = frozenset({Action.NEEDS_SOURCE, Action.ASK, Action.ANSWERED, Action.REOPENED})
#: What has to be seen in the next draft: the claim must be gone as it stood.
TO_DO = frozenset({Action.CORRECTED, Action.CUT})
_STANDING = frozenset(Action) - {
    Action.NOTE,
    Action.UNDONE,
    Action.SIGNED,
    Action.PUBLISHED,
    Action.CORRECTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision: on which item (a claim's id, a point's id), what, by whom, when, why.

    ``wording`` is the new wording of a corrected claim, ``whom`` who is to be asked; ``text`` the claim as it stood;
    ``mark`` and ``basis`` say what was decided on (:func:`mark`, :func:`basis`); ``entry`` is its number in the trail.
    """

    item: str
    action: Action
    who: str
    at: str
    why: str = ""
    wording: str = ""
    whom: str = ""
    text: str = ""
    mark: str = ""
    basis: str = ""
    entry: int = 0

    @property
    def closes(self) -> bool:
        """Say whether the item is decided, at least until the draft changes."""
        return self.action not in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a trail stands: the last decision of each item, notes, signatures, publication."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    notes: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    signed: tuple[Signature, ...] = ()
    published: str = ""
    last: int = 0

    def of(self, item: str) -> Decision | None:
        """Return the standing decision on an item."""
        return self.decisions.get(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A sign-off: in which role, by whom, when, and on which draft (the hash of its bytes)."""

    role: str
    who: str
    at: str
    draft: str


def replay(entries: Iterable[Entry]) -> Standing:
    """Return where a trail stands after its entries, in order; an undone entry is as if it had not been made."""
    known = list(entries)
    undone = {int(dict(one.data).get("entry", "0")) for one in known if one.what == Action.UNDONE}
    decisions: dict[str, Decision] = {}
    notes: dict[str, tuple[Decision, ...]] = {}
    signed: list[Signature] = []
    published = ""
    for one in known:
        if one.n in undone or one.what not in set(Action):
            continue
        data = dict(one.data)
        if one.what == Action.SIGNED:
            signed.append(
                Signature(role=data.get("role", ""), who=one.who, at=one.at, draft=data.get("draft", ""))
            )
        elif one.what == Action.PUBLISHED:
            published = data.get("draft", "")
        elif one.what == Action.CORRECTION:
            published, signed = "", []
        elif one.what == Action.NOTE:
            notes[one.claim] = (*notes.get(one.claim, ()), _decision(one))
        elif one.what in _STANDING:
            decisions[one.claim] = _decision(one)
    last = known[-1].n if known else 0
    return Standing(decisions=decisions, notes=notes, signed=tuple(signed), published=published, last=last)


def _decision(entry: Entry) -> Decision:
    data = dict(entry.data)
    return Decision(
        item=entry.claim,
        action=Action(entry.what),
        who=entry.who,
        at=entry.at,
        why=entry.why,
        text=entry.text,
        entry=entry.n,
        **{name: data.get(name, "") for name in ("wording", "whom", "mark", "basis")},
    )


def mark(verdict: Verdict, article: Article) -> str:
    """Return what a decision on a claim was about: its words, who says it, and the days that its dates mean.

    Typography does not count. A claim of the same words said by another, or of another Tuesday, has another mark.
    """
    claim = verdict.claim
    days = [f"{p.start}..{p.end}" for p in claim.periods if p.anchored]
    return _digest([_folded(claim.text).rstrip("."), _folded(speaker_name(claim, article.text) or ""), *days])


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Return a text folded; kept, since every decision of a walk compares the same claims again."""
    return fold(text).text


def basis(verdict: Verdict, registry: Registry | None) -> str:
    """Return what a decision on a claim stood on: the passages that decided, and what has replaced their sources."""
    found = [
        f.evidence
        for f in verdict.findings
        if f.stance is not Stance.SILENT and f.strength is Strength.DECISIVE
    ]
    chosen = found or list(verdict.evidence[:1])
    rows = sorted({_row(one) for one in chosen})
    newer = sorted({source for one in chosen for source in _newer(one.source, registry)})
    return _digest([verdict.fidelity.value, *rows, *newer]) if rows else ""


def snapshots(verdict: Verdict) -> tuple[str, ...]:
    """Return the hashes of the snapshots that stand behind a verdict's evidence, each once."""
    return tuple(dict.fromkeys(one.snapshot for one in verdict.evidence if one.snapshot))


def _row(evidence: Evidence) -> str:
    return json.dumps(
        [evidence.source, evidence.locator, evidence.text, evidence.snapshot], ensure_ascii=False
    )


def _newer(source: str, registry: Registry | None) -> Sequence[str]:
    if registry is None or source not in registry.sources:
        return ()
    return [newer.id for newer in registry.superseded_by(source)]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()[:16]
