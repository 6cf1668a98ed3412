"""What ``factcheck checklist`` does beside the walk: show what blocks, sign, publish, reopen, waive a point."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from .. import records, trail
from ..checklist import gate, session as walk
from ..checklist.decisions import Action, Standing, replay
from ..checklist.gate import Block, Gate
from ..checklist.points import Point
from ..errors import UsageError
from ..model import Report
from ..registry import Registry
from ..text import Lines, clip, escape_live, one_line
from ..trail import Entry
from ..workspace import Workspace
from ._console import emit, say, say_error, width

SCHEMA = 1
_FEW = 12  # things in the way that are named when a walk ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An article on the desk: its scan, its list and its trail, and the people of the workspace.

    ``name`` is the article as the call named it, ``kind`` its kind ("" for none in particular).
    """

    name: str
    report: Report
    registry: Registry
    points: tuple[Point, ...]
    workspace: Workspace
    kind: str
    now: Callable[[], datetime]

    @property
    def claims(self) -> Path:
        """Return the folder of all records."""
        return self.registry.folder / "claims"

    @property
    def trail(self) -> Path:
        """Return where the decisions on this article stand."""
        return records.folder_of(self.claims, self.report.article) / records.TRAIL

    def entries(self) -> tuple[Entry, ...]:
        """Return the trail as it is now.

        :raises ReadError: it is broken, or lacks lines that a kept report saw.
        """
        records.head(self.trail.parent)  # lines cut off at the end show in the kept reports alone
        return trail.read(self.trail)

    def gate(self, entries: tuple[Entry, ...] | None = None) -> Gate:
        """Return what blocks, by the trail as it is now (or as given)."""
        standing = replay(self.entries() if entries is None else entries)
        return gate.status(self.report, standing, self.points, self.registry, self.workspace, kind=self.kind)

    def session(self) -> walk.Session:
        """Return the walk where the trail stops."""
        return walk.start(self.report, self.points, self.entries(), self.registry, kind=self.kind)


def status_text(desk: Desk) -> str:
    """Return what still blocks, as lines for a person."""
    entries = desk.entries()
    found = desk.gate(entries)
    lines = [f"{one_line(desk.name)}: {_headline(found)}"]
    lines += [f"  not read   {one_line(s.what)}: {one_line(s.why)}" for s in desk.report.skipped]
    out = replay(entries).published
    if out and not found.published:
        lines.append("  published  an earlier draft; --reopen begins a correction")
    for kind, title in (
        ("claim", "claims"),
        ("point", "points"),
        ("role", "roles"),
        ("signature", "sign-off"),
    ):
        blocks = [block for block in found.blocking if block.kind == kind]
        lines += [f"  {title}"] if blocks else []
        lines += [f"    {_told(desk, block)}" for block in blocks]
    lines += [f"  signed     {s.role}: {one_line(s.who)}, {s.at}" for s in found.signed]
    lines += [f"  record     {len(entries)} entries, head {entries[-1].hash}"] if entries else []
    return "\n".join(lines) + "\n"


def parting(desk: Desk) -> bool:
    """Print in short what a sitting leaves behind; return whether the article may go out."""
    found = desk.gate()
    few = len(found.blocking) <= _FEW
    name = one_line(desk.name)
    short = f"{name}: {_headline(found)}\n  factcheck checklist {name} --status names them\n"
    emit(_laid_out(status_text(desk) if few else short))
    return found.open


def _laid_out(text: str) -> str:
    """Return the lines as they are for a script, broken at the width of a terminal for a person."""
    if sys.stdout is None or not sys.stdout.isatty():
        return text
    out: list[str] = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        out += textwrap.wrap(line, width(), subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(out) + "\n"


def _headline(found: Gate) -> str:
    claims = f"{found.decided} of {found.total} claims decided"
    if found.published:
        return f"published. {claims}"
    if found.open:
        return f"may go out. {claims}, all signed"
    n = len(found.blocking)
    return f"blocked by {n} thing{'s' if n != 1 else ''}. {claims}"


def _told(desk: Desk, block: Block) -> str:
    if block.kind == "claim":
        return f"line {_line(desk, block.item)}: {clip(one_line(block.text), 200)} [{one_line(block.why)}]"
    if block.kind == "point":
        return f"{block.item}: {one_line(block.text)} [{one_line(block.why)}]"
    return f"{one_line(block.text)} {one_line(block.why)}"


def _line(desk: Desk, claim: str) -> int:
    article = desk.report.article
    found = next(v.claim for v in desk.report.verdicts if v.claim.id == claim)
    start = found.spans[0].start if found.spans else found.sentence.start
    return Lines(article.text, article.lines).at(start)[0]


def status_json(desk: Desk) -> str:
    """Return the state of the gate as one JSON object, for a CMS."""
    entries = desk.entries()
    found = desk.gate(entries)
    article = desk.report.article
    document = {
        "schema": SCHEMA,
        "article": {
            "id": article.id,
            "title": article.title,
            "origin": records.origin_of(desk.claims, article),
            "sha256": article.sha256,
        },
        "kind": desk.kind,
        "open": found.open,
        "published": found.published,
        "decided": found.decided,
        "total": found.total,
        "blocking": [
            {"kind": b.kind, "item": b.item, "text": b.text, "why": b.why}
            | ({"line": _line(desk, b.item)} if b.kind == "claim" else {})
            for b in found.blocking
        ],
        "signed": [{"role": s.role, "who": s.who, "at": s.at} for s in found.signed],
        "points": [
            {
                "id": p.id,
                "text": p.text,
                "answered_by": p.kind,
                "blocks": p.blocks,
                "state": a.state,
                "why": a.why,
            }
            for p, a in found.answers
        ],
        "skipped": [{"what": s.what, "why": s.why} for s in desk.report.skipped],
        "trail": {"entries": len(entries), "head": entries[-1].hash if entries else ""},
    }
    return escape_live(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def show(desk: Desk, form: str) -> bool:
    """Print the state of the gate; return whether the article may go out."""
    emit(status_json(desk) if form == "json" else _laid_out(status_text(desk)))
    return desk.gate().open


def sign(desk: Desk, who: str, role: str) -> bool:
    """Put a signature under this very draft; return whether the gate is open now.

    What still blocks is said, and nothing is signed.

    :raises UsageError: this person may not.
    """
    entries = desk.entries()
    standing = replay(entries)
    refuse_published(desk, standing)
    why = gate.may_sign(who, role, standing, desk.report, desk.workspace)
    if why and desk.workspace.missing:
        return _shut(desk, why, "without roles the gate stays shut; set them in workspace.yaml")
    if why:
        raise UsageError(
            why, where=desk.name, hint=f"roles stand in {desk.registry.folder / 'workspace.yaml'}"
        )
    found = desk.gate(entries)
    if not found.ready_to_sign:
        blocks = [block for block in found.blocking if block.kind != "signature"]
        return _shut(desk, f"there is nothing to sign yet, it is blocked by {_sorts(blocks)}")
    if any(s.role == role and s.who.casefold() == who.casefold() for s in found.signed):
        say(f"{who} has signed this draft as {role} already")
        return found.open
    records.save(desk.claims, desk.report)
    made = _append(desk, who, Action.SIGNED, role=role)
    say(f"signed as {role} by {who}, {made.at}: this draft, sha256 {desk.report.article.sha256[:12]}")
    return _still(desk)


def publish(desk: Desk, who: str) -> bool:
    """Record that the article went out, and keep its report as it was then.

    What still blocks is said, and nothing is recorded.

    :raises UsageError: this person has no role.
    """
    entries = desk.entries()
    if replay(entries).published == desk.report.article.sha256:
        say("this draft is published already; nothing was changed")
        return True
    found = desk.gate(entries)
    if not found.open:
        return _shut(desk, f"it may not go out yet, it is blocked by {_sorts(found.blocking)}")
    if not any(desk.workspace.may(who, role) for role in desk.workspace.roles):
        raise UsageError(
            f"{who} has no role in workspace.yaml", where=desk.name, hint="name one who has with --as"
        )
    records.save(desk.claims, desk.report)
    made = _append(desk, who, Action.PUBLISHED)
    kept = records.save(desk.claims, desk.report, name=f"published-{made.n}.json")
    say(f"published by {who}, {made.at}; its report is kept as {_near(kept)}")
    return True


def _near(path: Path) -> Path:
    """Return a path as it is typed here: below this folder, where it is."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def reopen(desk: Desk, who: str, why: str) -> bool:
    """Begin a correction of a published article; signatures fall, decisions and the old record stay.

    :raises UsageError: it is not published, or no reason is given.
    """
    if not replay(desk.entries()).published:
        hint = "an article that is not out is simply edited and checked again"
        raise UsageError("it is not published", where=desk.name, hint=hint)
    made = _append(desk, who, Action.CORRECTION, why=_needed(why, "a correction"))
    say(f"reopened for a correction by {who}, {made.at}; the record of what was published stays")
    return _still(desk)


def waive(desk: Desk, who: str, point: str, why: str) -> bool:
    """Waive a point of the list, with a name and a reason.

    :raises UsageError: no such point, or no reason.
    """
    session = desk.session()
    refuse_published(desk, session.standing)
    known = [item.id for item in session.items if item.point is not None]
    if point not in known:
        close = get_close_matches(point, known, 1)
        hint = f"did you mean {close[0]}?" if close else f"points: {', '.join(known)}"
        raise UsageError(f"there is no point {point!r} in the list", where=desk.name, hint=hint)
    step = walk.act(walk.go(session, point), Action.WAIVED, _needed(why, "a waiver"))
    for new in step.new:
        made = trail.append(
            desk.trail, at=desk.now(), who=who, what=new.what, claim=new.claim, why=new.why, data=new.data
        )
        say(f"waived by {who}, {made.at}: {point}")
    return _still(desk)


def _needed(why: str, what: str) -> str:
    if not why.strip():
        raise UsageError(f"{what} needs a reason", hint='give it with --why "..."')
    return " ".join(why.split())


def refuse_published(desk: Desk, standing: Standing) -> None:
    """Refuse what changes a record that is closed.

    :raises UsageError: the article is published.
    """
    if standing.published:
        hint = f'begin a correction with factcheck checklist {desk.name} --reopen --why "..."'
        raise UsageError("it is published; its record is closed", where=desk.name, hint=hint)


def _append(desk: Desk, who: str, what: Action, *, why: str = "", role: str = "") -> Entry:
    data = (("role", role),) if role else ()
    draft = ("draft", desk.report.article.sha256)
    return trail.append(desk.trail, at=desk.now(), who=who, what=what, why=why, data=(*data, draft))


def _shut(desk: Desk, why: str, hint: str = "") -> bool:
    """Say why the gate is shut."""
    say_error(why, where=desk.name, hint=hint or f"factcheck checklist {desk.name} --status names it")
    return False


def _sorts(blocks: Sequence[Block]) -> str:
    """Return what blocks, counted by kind: "2 claims, 1 point"."""
    kinds = Counter(block.kind for block in blocks)
    return ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in kinds.items())


def _still(desk: Desk) -> bool:
    """Say what still blocks, in a line; return whether nothing does."""
    found = desk.gate()
    say(f"still blocked by {_sorts(found.blocking)}" if found.blocking else "nothing blocks")
    return found.open
