"""The walk over plain prompts: one key and Enter, for screen readers, for ssh and for scripts.

Every decision is on disk before the next item is shown; the end of the input is as good as ``q``.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click

from .. import trail
from ..checklist import session as walk
from ..checklist.decisions import Action
from ..checklist.session import Item, Kind, Request, Session, Step, View
from ..text import clip, one_line
from . import _checklist_show as show
from ._checklist_trail import append, whole
from ._console import LABELS, emit, width

# The same keys as on the full screen (_desk_keys.py).
ACTIONS = {
    "v": Action.VERIFIED,
    "c": Action.CORRECTED,
    "x": Action.CUT,
    "n": Action.NEEDS_SOURCE,
    "a": Action.ACCEPTED,
    "s": Action.ASK,
    "t": Action.TICKED,
    "w": Action.WAIVED,
    "o": Action.NOTE,
}
_WORDS = {
    Action.VERIFIED: "verified",
    Action.CORRECTED: "corrected",
    Action.CUT: "cut",
    Action.NEEDS_SOURCE: "needs source",
    Action.ACCEPTED: "accept",
    Action.ASK: "ask",
    Action.TICKED: "tick",
    Action.WAIVED: "waive",
}
_CLAIM_HELP = """\
v        verified: you have seen the source, and it says so
c        corrected: type the new wording; it blocks until the draft says so
x        cut: it blocks until it is gone from the draft
n        needs source: stays open, and goes to the call sheet
a        accepted as it is: type the reason
=        accept this and all open claims with the same finding, for one reason
s        ask somebody: type whom; stays open, and goes to the call sheet
"""
_POINT_HELP = """\
t        tick: you have looked, and it is in order
w        waive: it cannot be met; type why, your name stands beside it
s        ask somebody: type whom; stays open
"""
_HELP = """\
o        note: type it; it decides nothing
u        undo your last decision of this sitting (the trail keeps both)
d        details: all the evidence, and what each judge found
Enter    on to the next open one
b        back
g 12     go to number 12
l        list what is shown
/ words  only what has these words (/ alone: all again)
f label  only this verdict; f open: only what is open (f alone: all again)
p name   only what this speaker says (p alone: all again)
q        quit; every decision is kept, and the walk resumes here
A key can bring its words: a the court file says so
"""


def read_line(prompt: str) -> str | None:
    """Show a prompt and return what was typed, without control characters; None where the input has ended.

    :raises click.Abort: Ctrl-C.
    """
    emit(prompt)
    try:
        raw = sys.stdin.buffer.readline() if sys.stdin is not None else b""
    except KeyboardInterrupt:
        emit("\n")
        raise click.Abort from None
    if not raw:
        emit("\n")
        return None
    return one_line(raw.decode("utf-8", "replace")).strip()


@dataclass(slots=True)
class _Walk:
    """One sitting: the state that the session machine returns, the trail it stands on, and who decides."""

    session: Session
    path: Path
    who: str
    now: Callable[[], datetime]
    seen: tuple[int, int] = (0, 0)

    def refresh(self) -> list[str]:
        """Take in what others have appended since; return who did, an entry each."""
        stamp = self._stamp()
        if stamp == self.seen:
            return []
        self.seen = stamp
        known = len(self.session.entries)
        self.session = walk.merged(self.session, trail.read(self.path))
        return [one.who for one in self.session.entries[known:]]

    def append(self, step: Step) -> None:
        """Write what a step brings, at once, and stand where it leads."""
        made = [append(self.path, new, who=self.who, at=self.now()) for new in step.new]
        self.session = walk.written(step.session, made, whole(self.path, self.session.entries, made))
        self.seen = self._stamp()

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_size


def greet(session: Session, who: str, name: str) -> None:
    """Say where the walk stands: how far, who decides, and what the draft's edits did to earlier decisions."""
    carried = session.carried
    lines = [f"{one_line(name)}: {show.counts(session)}. You are {who}; ? shows the keys."]
    for part in session.report.skipped:
        lines += show.wrapped("Not read", f"{one_line(part.what)}: {one_line(part.why)}", _width())
    again = len(carried.reopened)
    if again:
        words = (
            "decision is open again: what it was"
            if again == 1
            else "decisions are open again: what they were"
        )
        lines.append(f"{again} {words} about has changed.")
    for what, gone in (("Done", carried.done), ("Gone", carried.vanished)):
        for one in gone:
            words = clip(one_line(one.text), 200)
            lines += show.wrapped(what, f"no longer in the draft: {words} ({show.told(one)})", _width())
    emit("\n".join(lines) + "\n")


def run(session: Session, path: Path, who: str, now: Callable[[], datetime]) -> Session:
    """Walk through a session over standard input and output; return where it was left.

    :param path: the trail that each decision is appended to.
    :param now: the clock.
    :raises click.Abort: Ctrl-C; what was decided is kept.
    :raises FactcheckError: the trail is broken or cannot be written.
    """
    here = _Walk(session=session, path=path, who=who, now=now)
    shown = "nothing yet"
    while True:
        others = here.refresh()
        if others:
            emit(show.news(others) + "\n")
        item = here.session.item
        where = item.id if item is not None else ""
        fresh = where != shown or bool(others)
        if fresh:
            _show(here.session, item)
        shown = where
        keys = _keys(here.session, item) if fresh or _all_done(here.session) else ""
        typed = read_line(f"{keys}> ")
        if typed is None or not _do(here, item, typed):
            return here.session


def _show(session: Session, item: Item | None, *, details: bool = False) -> None:
    if item is None:
        emit("Nothing is shown here: no claim fits. f, p and / alone show all again.\n")
        return
    emit("\n" + "\n".join(show.item_lines(session, item, _width(), details=details)) + "\n\n")


def _width() -> int:
    return max(min(width(), show.WIDE), show.NARROW)


def _all_done(session: Session) -> bool:
    return all(item.decided for item in session.items if item.needed)


def _keys(session: Session, item: Item | None) -> str:
    """Return the keys that do something here, in lines; they are shown with each item, not at each prompt."""
    if item is None:
        return "? help  q quit\n"
    done = _all_done(session)
    same = len(walk.same(session))
    keys = [f"{key} {_WORDS[action]}" for key, action in ACTIONS.items() if action in item.actions]
    keys += [f"= accept {same} more alike"] if same else []
    keys += ["o note", "b back", "Enter end" if done else "Enter skip", "q quit", "? help"]
    return ("Everything is decided.\n" if done else "") + _row(keys)


def _row(keys: list[str]) -> str:
    """Return the keys in lines that break between keys only."""
    row = "  ".join(key.replace(" ", "\xa0") for key in keys)
    return "\n".join(textwrap.wrap(row, _width())).replace("\xa0", " ") + "\n"


def _do(here: _Walk, item: Item | None, typed: str) -> bool:
    """Do what was typed; False ends the walk."""
    key, _, rest = typed.partition(" ")
    key, rest = (typed[0], typed[1:].strip()) if typed[:1] in ("/", "=") else (key.casefold(), rest.strip())
    if key in ("q", "quit", "exit"):
        return False
    if key == "" and _all_done(here.session):
        return False
    if key in ACTIONS:
        _decide(here, item, ACTIONS[key], rest)
    elif key in _COMMANDS:
        _COMMANDS[key](here, item, rest)
    else:
        emit(f"{clip(typed, 40)!r} is no key here; ? shows them.\n")
    return True


def _decide(here: _Walk, item: Item | None, action: Action, text: str) -> None:
    """Act on the item that was shown, unless somebody else has decided on it meanwhile."""
    asked = walk.act(here.session, action, text)
    while asked.request is not None:
        text = _words(asked.request)
        if not text:
            return
        asked = walk.act(asked.session, action, text)
    _settle(here, item, asked, lambda: walk.act(here.session, action, text))


def _settle(here: _Walk, item: Item | None, step: Step, again: Callable[[], Step]) -> None:
    """Append a step's lines; where others have appended since it was made, look first at what they did."""
    others = here.refresh()
    if others:
        emit(show.news(others) + "\n")
        now = next((one for one in here.session.items if item is not None and one.id == item.id), None)
        if now is not None and item is not None and now.decision != item.decision:
            emit("This one was decided meanwhile; nothing of yours was written. Look again:\n")
            _show(here.session, now)
            return
        step = again()
    if step.new:
        here.append(step)
    emit(_outcome(here.session, step))


def _words(request: Request) -> str:
    """Ask for the words that an action needs; nothing typed decides nothing."""
    said = read_line(f"{request.question} ")
    if not said:
        emit("Nothing was decided.\n")
    return said or ""


def _outcome(session: Session, step: Step) -> str:
    said = step.said[:1].upper() + step.said[1:]
    if not step.new:
        return f"{said}.\n"
    what = step.new[0].what if len(step.new) == 1 else f"{len(step.new)} times {step.new[0].what}"
    return f"{said or f'Kept: {what}'}. {show.counts(session)}.\n"


def _skip(here: _Walk, item: Item | None, _: str) -> None:
    moved = walk.next_open(here.session)
    if item is None or moved.item is None:
        return
    if moved.item.id == item.id:
        narrowed = "" if here.session.view == View() else " among those shown; f, p and / alone show all"
        emit(f"{'Nothing else' if item.decided else 'Only this one'} is open{narrowed}.\n")
    elif moved.shown.index(moved.item) < moved.shown.index(item):
        emit("(from the top again)\n")
    here.session = moved


def _back(here: _Walk, item: Item | None, _: str) -> None:
    moved = walk.move(here.session, -1)
    if item is not None and moved.item is not None and moved.item.id == item.id:
        emit("This is the first.\n")
    here.session = moved


def _go(here: _Walk, _: Item | None, rest: str) -> None:
    items = here.session.items
    if not rest.isdecimal() or not 1 <= int(rest) <= len(items):
        emit(f"Type g and a number from 1 to {len(items)}; l lists them.\n")
        return
    view = here.session.view
    if items[int(rest) - 1] not in here.session.shown:
        view = View()
    here.session = walk.go(walk.narrow(here.session, view), items[int(rest) - 1].id)


def _undo(here: _Walk, _: Item | None, __: str) -> None:
    _settle(here, None, walk.undo(here.session), lambda: walk.undo(here.session))


def _same(here: _Walk, item: Item | None, rest: str) -> None:
    if item is None or item.kind is not Kind.CLAIM:
        emit("Only claims can be accepted together.\n")
        return
    alike = walk.same(here.session)
    for one in alike:
        emit("\n".join(show.wrapped("", f"- {one_line(one.text)}", _width(), indent=2)) + "\n")
    question = (
        f"Why are these {len(alike) + 1} accepted as they are?" if alike else "Why is it accepted as it is?"
    )
    why = rest or _words(Request(action=Action.ACCEPTED, part="why", question=question))
    if why:
        _settle(here, item, walk.accept_same(here.session, why), lambda: walk.accept_same(here.session, why))


def _details(here: _Walk, item: Item | None, _: str) -> None:
    _show(here.session, item, details=True)


def _list(here: _Walk, _: Item | None, __: str) -> None:
    emit("\n".join(show.list_lines(here.session, _width())) + f"\n{show.counts(here.session)}.\n")


def _help(_: _Walk, item: Item | None, __: str) -> None:
    own = _POINT_HELP if item is not None and item.kind is Kind.POINT else _CLAIM_HELP
    emit(own + _HELP)


def _narrow(here: _Walk, view: View) -> None:
    here.session = walk.narrow(here.session, view)
    emit(f"{len(here.session.shown)} of {len(here.session.items)} shown.\n")


def _search(here: _Walk, _: Item | None, rest: str) -> None:
    _narrow(here, replace(here.session.view, words=rest))


def _speaker(here: _Walk, _: Item | None, rest: str) -> None:
    _narrow(here, replace(here.session.view, speaker=rest))


def _label(here: _Walk, _: Item | None, rest: str) -> None:
    wanted = frozenset(rest.replace(",", " ").split())
    unknown = sorted(wanted - {*LABELS, "open"})
    if unknown:
        emit(f"{unknown[0]!r} is no label; labels: open, {', '.join(LABELS)}\n")
        return
    _narrow(here, replace(here.session.view, labels=wanted - {"open"}, open_only="open" in wanted))


_COMMANDS: dict[str, Callable[[_Walk, Item | None, str], None]] = {
    "": _skip,
    "b": _back,
    "g": _go,
    "u": _undo,
    "=": _same,
    "d": _details,
    "l": _list,
    "/": _search,
    "f": _label,
    "p": _speaker,
    "?": _help,
    "h": _help,
    "help": _help,
}
