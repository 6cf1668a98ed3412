"""The walk as a state machine: where the checker stands, what a command does, what it asks for, what it writes.

Both faces (plain prompts and the full screen) drive it and nothing else. It holds no clock and writes nothing: a
:class:`Step` brings the next state, perhaps a :class:`Request` for words, and what the caller has to append to the
trail before showing it as done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ..model import Report
from ..registry import Registry
from ..trail import Entry
from ._items import (
    POINT_ACTIONS as POINT_ACTIONS,
    Item as Item,
    Kind as Kind,
    New as New,
    Request as Request,
    View as View,
    finding,
    seen,
    urgency,
)
from .answers import about, answer
from .carry import Carried, carry
from .decisions import Action, Standing, basis, mark, replay, said_by, snapshots
from .gate import SIGN_OFF, facts_of, needed
from .points import Point

_ASKS = {
    Action.CORRECTED: ("wording", "What should it say?"),
    Action.ACCEPTED: ("why", "Why is it accepted as it is?"),
    Action.ASK: ("whom", "Who can settle it?"),
    Action.NOTE: ("why", "Note:"),
    Action.WAIVED: ("why", "Why can it not be met?"),
    Action.NEEDS_SOURCE: ("", ""),
    Action.CUT: ("", ""),
    Action.VERIFIED: ("", ""),
    Action.TICKED: ("", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A walk through one article: the scan, the list, the trail so far, and where the checker stands.

    ``mine`` are the numbers of the entries made in this session, newest last: what undo takes back.
    """

    report: Report
    registry: Registry
    points: tuple[Point, ...]
    entries: tuple[Entry, ...]
    standing: Standing
    carried: Carried
    items: tuple[Item, ...]
    at: str = ""
    view: View = field(default_factory=View)
    mine: tuple[int, ...] = ()

    @property
    def shown(self) -> tuple[Item, ...]:
        """Return the items that the view lets through, in order."""
        return tuple(item for item in self.items if seen(item, self.view, self.report))

    @property
    def item(self) -> Item | None:
        """Return where the checker stands: the current item, else the first that is shown."""
        shown = self.shown
        return next((item for item in shown if item.id == self.at), shown[0] if shown else None)

    @property
    def decided(self) -> int:
        """Return how many of the claims that need it are decided."""
        return sum(item.decided for item in self.items if item.kind is Kind.CLAIM and item.needed)

    @property
    def total(self) -> int:
        """Return how many claims need a decision."""
        return sum(item.kind is Kind.CLAIM and item.needed for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a command did: the next state, what it asks for, what to append, and a word for the reader."""

    session: Session
    request: Request | None = None
    new: tuple[New, ...] = ()
    said: str = ""


def start(
    report: Report, points: Sequence[Point], entries: Iterable[Entry], registry: Registry, *, kind: str = ""
) -> Session:
    """Return a walk at the first item that is open: it resumes where the trail stops.

    :param report: the scan of the draft as it stands.
    :param kind: the kind of article, for points that are for some kinds only.
    """
    asked = tuple(point for point in points if point.fits(kind))
    session = _built(report, registry, asked, tuple(entries))
    first = next((item for item in session.items if not item.decided and item.needed), None)
    return replace(session, at=first.id if first else "")


def merged(session: Session, entries: Iterable[Entry]) -> Session:
    """Return the same walk over the trail as it is now: with what this checker and others have appended."""
    known = tuple(entries)
    if len(known) == len(session.entries):
        return session
    new = _built(session.report, session.registry, session.points, known)
    return replace(new, at=session.at, view=session.view, mine=session.mine)


def _built(
    report: Report, registry: Registry, points: tuple[Point, ...], entries: tuple[Entry, ...]
) -> Session:
    standing = replay(entries)
    carried = carry(standing, report, registry)
    items = (*_claims(report, standing, carried), *_points(report, registry, points, standing, carried))
    return Session(
        report=report,
        registry=registry,
        points=points,
        entries=entries,
        standing=standing,
        carried=carried,
        items=items,
    )


def _claims(report: Report, standing: Standing, carried: Carried) -> tuple[Item, ...]:
    reopened = {one.claim: one for one in carried.reopened}
    items = [
        Item(
            id=verdict.claim.id,
            kind=Kind.CLAIM,
            text=verdict.claim.text,
            verdict=verdict,
            decision=carried.kept.get(verdict.claim.id),
            reopened=reopened.get(verdict.claim.id),
            notes=standing.notes.get(verdict.claim.id, ()),
            needed=needed(verdict, carried),
        )
        for verdict in report.verdicts
    ]
    return tuple(sorted(items, key=urgency))


def _points(
    report: Report, registry: Registry, points: Sequence[Point], standing: Standing, carried: Carried
) -> tuple[Item, ...]:
    facts = facts_of(report, standing, carried, registry)
    return tuple(
        Item(
            id=point.id,
            kind=Kind.POINT,
            text=point.text,
            point=point,
            answer=answer(point, facts),
            decision=facts.decisions.get(point.id),
            notes=standing.notes.get(point.id, ()),
        )
        for point in points
        if point.check != SIGN_OFF  # the gate's own: nobody ticks it
    )


def move(session: Session, by: int) -> Session:
    """Return the walk some items on (or back), staying at the ends."""
    shown, item = session.shown, session.item
    if item is None:
        return session
    place = min(max(shown.index(item) + by, 0), len(shown) - 1)
    return replace(session, at=shown[place].id)


def next_open(session: Session) -> Session:
    """Return the walk at the next item that is not decided, from the current one on and round again."""
    shown, item = session.shown, session.item
    if item is None:
        return session
    place = shown.index(item)
    later = (*shown[place + (item.id == session.at) :], *shown[:place])  # it may have left the view
    found = next((one for one in later if not one.decided and one.needed), None)
    return replace(session, at=found.id) if found else session


def go(session: Session, item: str) -> Session:
    """Return the walk at an item, by its id."""
    return replace(session, at=item) if any(one.id == item for one in session.items) else session


def narrow(session: Session, view: View) -> Session:
    """Return the walk under another view."""
    return replace(session, view=view)


def act(session: Session, action: Action, text: str = "") -> Step:
    """Do something with the current item; where words are needed and none are given, ask for them.

    :param text: the new wording, the reason, or whom to ask, as the action needs.
    """
    item = session.item
    if item is None:
        return Step(session=session, said="nothing is shown here")
    if action is not Action.NOTE and action not in item.actions:
        return Step(session=session, said=f"{action.value} is not for this {item.kind.value}")
    part, question = _ASKS[action]
    if part and not text.strip():
        return Step(session=session, request=Request(action=action, part=part, question=question))
    return Step(session=session, new=(_new(session, item, action, part, " ".join(text.split())),))


def _new(session: Session, item: Item, action: Action, part: str, text: str) -> New:
    given = {part: text} if part and text else {}
    data: dict[str, str] = {name: given[name] for name in ("wording", "whom") if name in given}
    verdict = item.verdict
    if verdict is not None:
        data |= {
            "mark": mark(verdict, session.report.article),
            "basis": basis(verdict, session.registry),
            "label": verdict.label,
            "speaker": said_by(verdict, session.report.article),
        }
        if session.report.article.published is not None:
            data["dated"] = str(session.report.article.published)
        if action is not Action.NOTE and (before := _before(item, data["mark"], session.carried)):
            data["was"] = before
    elif item.answer is not None:
        facts = facts_of(session.report, session.standing, session.carried, session.registry)
        data["basis"] = about(item.answer, facts)
    data["draft"] = session.report.article.sha256
    return New(
        what=action.value,
        claim=item.id,
        text=item.text if verdict is not None else "",
        why=given.get("why", ""),
        data=tuple(data.items()),
        snapshots=snapshots(verdict) if verdict is not None else (),
    )


def _before(item: Item, now: str, carried: Carried) -> str:
    """Return the numbers of the decisions that one made here takes the place of, "" where it has their very id.

    Beside the one that stood here those of repetitions that have gone: nobody can tell which of them is left.
    """
    earlier = item.decision or (item.reopened.decision if item.reopened else None)
    elsewhere = (one.decision for one in carried.reopened if one.claim != item.id)
    gone = [d.entry for d in (*carried.done, *carried.vanished, *elsewhere) if d.mark == now]
    if not gone and (earlier is None or (earlier.item == item.id and earlier.mark == now)):
        return ""
    return ",".join(str(number) for number in ([earlier.entry] if earlier else []) + gone)


def same(session: Session) -> tuple[Item, ...]:
    """Return the open claims whose finding is the current one's: the same verdict for the same reason and detail."""
    item = session.item
    if item is None or item.verdict is None:
        return ()
    wanted = finding(item.verdict)
    return tuple(
        one
        for one in session.shown
        if one.verdict is not None
        and not one.decided
        and one.id != item.id
        and finding(one.verdict) == wanted
    )


def accept_same(session: Session, why: str) -> Step:
    """Accept the current claim and all with the same finding, for one reason."""
    item = session.item
    if item is None or Action.ACCEPTED not in item.actions:
        return Step(session=session, said="only claims are accepted")
    if not why.strip():
        return Step(session=session, said="a reason is needed")
    chosen = (item, *same(session))
    reason = " ".join(why.split())
    return Step(
        session=session, new=tuple(_new(session, one, Action.ACCEPTED, "why", reason) for one in chosen)
    )


def undo(session: Session) -> Step:
    """Take back the last decision of this session; the trail keeps both lines."""
    if not session.mine:
        return Step(session=session, said="nothing of this session is left to undo")
    number = session.mine[-1]
    made = next(entry for entry in session.entries if entry.n == number)
    new = New(what=Action.UNDONE, claim=made.claim, text=made.text, data=(("entry", str(number)),))
    return Step(session=go(session, made.claim), new=(new,), said=f"taken back: {made.what}")


def written(session: Session, made: Sequence[Entry], entries: Iterable[Entry]) -> Session:
    """Return the walk after its lines were appended: over the trail as it is now, at the next open item.

    :param made: what was appended for the last step.
    :param entries: the whole trail.
    """
    undone = [int(dict(one.data)["entry"]) for one in made if one.what == Action.UNDONE]
    mine = tuple(n for n in session.mine if n not in undone)
    mine = (*mine, *(one.n for one in made if one.what != Action.UNDONE))
    after = replace(merged(session, entries), mine=mine)
    if undone or all(one.what == Action.NOTE for one in made):
        return after
    return next_open(after)
