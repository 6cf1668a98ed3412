"""The trail: who decided what, when and why, one line a decision, each line bound to the one before by its hash.

A line is canonical JSON. Its ``hash`` is the SHA-256 of the line without it, and the line holds the hash of the line
before (as ``llm``'s log and git do), so whoever changes, drops or moves a line breaks every line behind it. A line is
appended under a lock and on disk before :func:`append` returns. What a crash left unfinished at the end (a line without
its line feed) was never decided: the next append sets it aside.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from .errors import FactcheckError, ReadError
from .files import append_synced, locked, write_atomic

FILE_NAME = "trail.jsonl"
START = ""  # what stands before the first line


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: its number from 1, who did what when, on which item (``claim``), with which words, and why.

    ``data`` holds what an action needs beside (a new wording, a role, the number of an undone line); ``snapshots`` the
    hashes that the decision stood on; ``previous`` and ``hash`` bind it.
    """

    n: int
    at: str
    who: str
    what: str
    claim: str = ""
    text: str = ""
    why: str = ""
    data: tuple[tuple[str, str], ...] = ()
    snapshots: tuple[str, ...] = ()
    previous: str = START
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A trail that proves itself: how many entries, the hash of the last ("" for none), what a crash left behind."""

    entries: int
    head: str
    unfinished: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The first line (from 1) that does not follow from the lines before, and why."""

    line: int
    why: str


def append(
    path: Path,
    *,
    at: datetime,
    who: str,
    what: str,
    claim: str = "",
    text: str = "",
    why: str = "",
    data: tuple[tuple[str, str], ...] = (),
    snapshots: tuple[str, ...] = (),
) -> Entry:
    """Append one decision and return it as written; on disk when this returns.

    :raises ReadError: the trail is broken; nothing is added to it.
    :raises FactcheckError: the file cannot be written, or somebody held its lock for too long.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_suffix(".lock")):
        last = _last(path)
        entry = _bound(
            Entry(
                n=last.n + 1 if last else 1,
                at=at.isoformat(timespec="seconds"),
                who=who,
                what=what,
                claim=claim,
                text=text,
                why=why,
                data=data,
                snapshots=snapshots,
                previous=last.hash if last else START,
            )
        )
        append_synced(path, _line(entry) + "\n")
    return entry


def read(path: Path) -> tuple[Entry, ...]:
    """Return all entries in order, proved; none where there is no file.

    :raises ReadError: a line is broken.
    """
    lines, _ = _lines(path)
    entries, broken = _proved(lines)
    if broken is not None:
        raise _refusal(path, broken)
    return tuple(entries)


def verify(path: Path) -> Whole | Broken:
    """Derive every hash again from what is read; a missing or empty trail is whole.

    :raises FactcheckError: the file cannot be read.
    """
    lines, unfinished = _lines(path)
    entries, broken = _proved(lines)
    if broken is not None:
        return broken
    return Whole(entries=len(entries), head=entries[-1].hash if entries else START, unfinished=unfinished)


def head(path: Path) -> str:
    """Return the hash of the last entry, "" where there is none.

    :raises ReadError: a line is broken.
    """
    entries = read(path)
    return entries[-1].hash if entries else START


def _last(path: Path) -> Entry | None:
    """Return the last whole entry; what a crash left behind it is moved aside, never into a decision."""
    lines, unfinished = _lines(path)
    entries, broken = _proved(lines)
    if broken is not None:
        raise _refusal(path, broken)
    if unfinished:
        append_synced(path.with_suffix(".unfinished"), unfinished + "\n")
        write_atomic(path, "".join(f"{line}\n" for line in lines))
    return entries[-1] if entries else None


def _lines(path: Path) -> tuple[list[str], str]:
    """Return the lines that were finished, and what stands behind the last line feed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], ""
    except OSError as error:
        raise FactcheckError(f"cannot be read: {error.strerror}", where=str(path)) from None
    *lines, rest = data.decode("utf-8", "surrogateescape").split("\n")
    return lines, rest.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _proved(lines: list[str]) -> tuple[list[Entry], Broken | None]:
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        before = entries[-1].hash if entries else START
        try:
            entry = _entry(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return entries, Broken(line=number, why="it is no entry of a trail")
        if entry.n != number:
            return entries, Broken(
                line=number, why=f"it is numbered {entry.n}: a line is missing, or stands elsewhere"
            )
        if entry.previous != before:
            return entries, Broken(line=number, why="it does not follow the line before")
        if _line(_bound(entry)) != line:
            return entries, Broken(line=number, why="its hash does not fit what it says")
        entries.append(entry)
    return entries, None


def _refusal(path: Path, broken: Broken) -> ReadError:
    hint = "nothing was added; restore the trail from the desk's repository, or look with factcheck record verify"
    return ReadError(f"the trail is broken: {broken.why}", where=f"{path}:{broken.line}", hint=hint)


def _bound(entry: Entry) -> Entry:
    """Return an entry with its hash, derived from all that it says and from the hash before."""
    body = _record(replace(entry, hash=""))
    return replace(entry, hash=hashlib.sha256(_canonical(body).encode()).hexdigest())


def _line(entry: Entry) -> str:
    return _canonical({**_record(entry), "hash": entry.hash})


def _record(entry: Entry) -> dict[str, Any]:
    return {
        "n": entry.n,
        "at": entry.at,
        "who": entry.who,
        "what": entry.what,
        "claim": entry.claim,
        "text": entry.text,
        "why": entry.why,
        "data": dict(entry.data),
        "snapshots": list(entry.snapshots),
        "previous": entry.previous,
    }


def _entry(line: str) -> Entry:
    found = json.loads(line)
    data = tuple((str(key), str(value)) for key, value in found["data"].items())
    texts = {name: found[name] for name in ("at", "who", "what", "claim", "text", "why", "previous", "hash")}
    if not all(isinstance(value, str) for value in texts.values()) or type(found["n"]) is not int:
        raise ValueError("not an entry")
    return Entry(n=found["n"], data=data, snapshots=tuple(found["snapshots"]), **texts)


def _canonical(value: dict[str, Any]) -> str:
    """Return JSON with sorted keys and no spaces, ASCII only: one value, one line, one hash."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
