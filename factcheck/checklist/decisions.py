"""Decisions on claims and points, as the trail tells them: the last standing one of each item, notes aside."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from ..model import Article, Evidence, Fidelity, Stance, Strength, Verdict
from ..registry import Registry
from ..text import fold
from ..trail import Entry
from ..wire import speaker_name
from ._once import by_identity


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
_STOP = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
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
    ``mark`` and ``basis`` say what was decided on (:func:`mark`, :func:`basis`), ``speaker`` who said it then,
    ``dated`` the article's date then; ``entry`` is its number in the trail, ``was`` those of decisions that had
    another id and that it took the place of.
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
    speaker: str = ""
    dated: str = ""
    entry: int = 0
    was: tuple[int, ...] = ()

    @property
    def closes(self) -> bool:
        """Say whether the item is decided, at least until the draft changes."""
        return self.action not in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a trail stands: the last decision of each item, notes, signatures, publication.

    ``earlier`` are decisions on claims of the same words that another said, or on another day: the claim that now
    has their id is not theirs, and theirs may come back. ``replaced`` are the numbers of decisions that one of another
    id took the place of, with that one's mark.
    """

    decisions: Mapping[str, Decision] = field(default_factory=dict)
    earlier: tuple[Decision, ...] = ()
    replaced: frozenset[tuple[int, str]] = frozenset()
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
    undone = {number for one in known if one.what == Action.UNDONE for number in _numbers(one, "entry")}
    decisions: dict[str, Decision] = {}
    earlier: dict[int, Decision] = {}
    replaced: set[tuple[int, str]] = set()
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
            new, old = _decision(one), decisions.get(one.claim)
            if old is not None and _stays(old, new):
                earlier[old.entry] = old
            replaced |= {(number, new.mark) for number in new.was}
            decisions[one.claim] = new
    return Standing(
        decisions=decisions,
        earlier=tuple(earlier.values()),
        replaced=frozenset(replaced),
        notes=notes,
        signed=tuple(signed),
        published=published,
        last=known[-1].n if known else 0,
    )


def _stays(old: Decision, new: Decision) -> bool:
    """Say whether a decision stays beside a later one of its id: it is about another claim, that now has another id."""
    if new.was:
        return old.entry not in new.was or old.mark != new.mark
    return bool(old.mark and new.mark) and old.mark != new.mark


def _numbers(entry: Entry, name: str) -> tuple[int, ...]:
    """Return the numbers of other entries that this one speaks of; what is no number is none."""
    parts = dict(entry.data).get(name, "").split(",")
    return tuple(int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 12)


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
        was=_numbers(entry, "was"),
        **{name: data.get(name, "") for name in ("wording", "whom", "mark", "basis", "speaker", "dated")},
    )


@by_identity
def mark(verdict: Verdict, article: Article) -> str:
    """Return what a decision on a claim was about: its words, who says it, and the days that its dates mean.

    Typography does not count. A claim of the same words said by another, or of another Tuesday, has another mark; where
    it is unsure whom a word means ("the group"), the sentence before belongs to it.
    """
    return _digest(meant(verdict, article))


def meant(verdict: Verdict, article: Article) -> tuple[str, ...]:
    """Return what a :func:`mark` is the hash of."""
    claim = verdict.claim
    days = [f"{p.start}..{p.end}" for p in claim.periods if p.anchored]
    unsure = any(flag.startswith("unresolved") for flag in claim.flags)
    before = [_folded(_sentence_before(claim.sentence.start, article.text))] if unsure else []
    return (plain(claim.text), said_by(verdict, article), *days, *before)


def plain(text: str) -> str:
    """Return the words of a claim as they are compared: without typography and the full stop."""
    return _folded(text).rstrip(".")


def said_by(verdict: Verdict, article: Article) -> str:
    """Return the name of who says a claim as it is compared, "" where nobody does."""
    return _folded(speaker_name(verdict.claim, article.text) or "")


def _sentence_before(start: int, text: str) -> str:
    pieces = [piece for piece in _STOP.split(text[max(0, start - 1000) : start]) if piece.strip()]
    return pieces[-1] if pieces else ""


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    """Return a text folded; kept, since every decision of a walk compares the same claims again."""
    return fold(text).text


@by_identity
def basis(verdict: Verdict, registry: Registry | None) -> str:
    """Return what a decision on a claim stood on: the answers, the passages that decided, what replaced their sources.

    Where nothing decided, what happens to rank first is no basis: a source more in the registry reopens such a claim
    only where it changes an answer.
    """
    found = [
        f.evidence
        for f in verdict.findings
        if f.stance is not Stance.SILENT and f.strength is Strength.DECISIVE
    ]
    settled = verdict.fidelity not in (Fidelity.UNVERIFIED, Fidelity.NOT_CHECKABLE)
    chosen = (found or list(verdict.evidence[:1])) if settled else []
    rows = sorted({_row(one) for one in chosen})
    newer = sorted({source for one in chosen for source in _newer(one.source, registry)})
    answers = (verdict.fidelity.value, verdict.attribution.value, verdict.currency.value)
    return _digest([*answers, *rows, *newer])


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
