"""The trail: who decided what, when and why, one line a decision, each line bound to the one before by its hash.

A line is canonical JSON. Its ``hash`` is the SHA-256 of the line without it, and the line holds the hash of the line
before (as ``llm``'s log and git do), so whoever changes, drops or moves a line breaks every line behind it. A line is
appended under a lock and on disk before :func:`append` returns. What a crash left unfinished at the end (a line without
its line feed) was never decided: the next append sets it aside.

Who proves what: :func:`read`, :func:`verify` and :func:`head` prove every line from the first. :func:`append` proves
the last line alone, since a key must not take longer the more was decided: what is broken further up is not mended
by a new line behind it, and the next read names it. That lines were cut off at the end no chain can show; the reports,
which hold its last hash, do (:func:`factcheck.records.prove`).
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .errors import FactcheckError, ReadError
from .files import append_synced, locked, write_atomic

FILE_NAME = "trail.jsonl"
START = ""  # what stands before the first line
_BLOCK = 1 << 16  # bytes read at a time from the end
_DAMAGE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_NONE = "it is no entry of a trail"
_TEXTS = ("at", "who", "what", "claim", "text", "why", "previous", "hash")
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
_decoder = json.JSONDecoder()


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

    Of what is there the last line is proved, and that the new one follows it (see above).

    :raises ReadError: the last line is broken; nothing is added.
    :raises FactcheckError: the file cannot be written, or somebody held its lock for too long.
    """
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
        append_synced(path, _sealed(entry)[1] + "\n")
    return entry


def read(path: Path) -> tuple[Entry, ...]:
    """Return all entries in order, proved; none where there is no file.

    :raises ReadError: a line is broken.
    """
    entries, broken, _ = _proved(path)
    if broken is not None:
        raise _refusal(path, broken)
    return tuple(entries)


def verify(path: Path) -> Whole | Broken:
    """Derive every hash again from what is read; a missing or empty trail is whole.

    :raises FactcheckError: the file cannot be read.
    """
    entries, broken, rest = _proved(path)
    if broken is not None:
        return broken
    left = rest.decode("utf-8", "replace")
    return Whole(entries=len(entries), head=entries[-1].hash if entries else START, unfinished=left)


def head(path: Path) -> str:
    """Return the hash of the last entry, "" where there is none.

    :raises ReadError: a line is broken.
    """
    entries = read(path)
    return entries[-1].hash if entries else START


def _last(path: Path) -> Entry | None:
    """Return the last whole entry; what a crash left behind it is moved aside, never into a decision."""
    line, rest = _tail(path)
    try:
        entry = None if line is None else _entry(line)
        if _damaged(rest) or (entry and _sealed(entry)[1] != line):
            raise ValueError("its hash does not fit what it says")
    except _DAMAGE:
        broken = verify(path)  # which names the line
        raise _refusal(path, broken if isinstance(broken, Broken) else Broken(line=1, why=_NONE)) from None
    if rest:
        lines, _ = _lines(path)
        append_synced(path.with_suffix(".unfinished"), rest + b"\n")
        write_atomic(path, b"".join(line.encode("utf-8", "surrogateescape") + b"\n" for line in lines))
    return entry


def _tail(path: Path) -> tuple[str | None, bytes]:
    """Return the last line that was finished (None for none), and what stands behind the last line feed."""
    data = b""
    try:
        with path.open("rb") as file:
            at = file.seek(0, os.SEEK_END)
            while at and data.count(b"\n") < 2:
                size = min(at, _BLOCK)
                at = file.seek(at - size)
                data = file.read(size) + data
    except FileNotFoundError:
        return None, b""
    except OSError as error:
        raise FactcheckError(f"cannot be read: {error.strerror}", where=str(path)) from None
    *lines, rest = data.split(b"\n")
    return lines[-1].decode("utf-8", "surrogateescape") if lines else None, rest


def _lines(path: Path) -> tuple[list[str], bytes]:
    """Return the lines that were finished, and what stands behind the last line feed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], b""
    except OSError as error:
        raise FactcheckError(f"cannot be read: {error.strerror}", where=str(path)) from None
    *lines, rest = data.decode("utf-8", "surrogateescape").split("\n")
    return lines, rest.encode("utf-8", "surrogateescape")


def _damaged(rest: bytes) -> bool:
    """Say whether what stands behind the last line feed is more than the beginning of a line.

    A crash leaves a part of one. A whole entry with something behind it is a line whose line feed was changed.
    """
    text = rest.decode("utf-8", "surrogateescape")
    try:
        _, end = _decoder.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return end < len(text)


def _proved(path: Path) -> tuple[list[Entry], Broken | None, bytes]:
    """Return the entries up to the first broken line, that line, and what a crash left behind the last."""
    lines, rest = _lines(path)
    entries: list[Entry] = []
    before = START
    for number, line in enumerate(lines, 1):
        try:
            entry = _entry(line)
        except _DAMAGE:
            return entries, Broken(line=number, why=_NONE), rest
        why = _fault(entry, line, number, before)
        if why:
            return entries, Broken(line=number, why=why), rest
        entries.append(entry)
        before = entry.hash
    if _damaged(rest):
        return entries, Broken(line=len(lines) + 1, why="it does not end where it should"), rest
    return entries, None, rest


def _fault(entry: Entry, line: str, number: int, before: str) -> str:
    """Return why a line does not follow from the lines before, "" where it does."""
    if entry.n != number:
        return f"it is numbered {entry.n}: a line is missing, or stands elsewhere"
    if entry.previous != before:
        return "it does not follow the line before"
    return "" if _sealed(entry)[1] == line else "its hash does not fit what it says"


def _refusal(path: Path, broken: Broken) -> ReadError:
    hint = "nothing was added; restore the trail from the desk's repository, or look with factcheck record verify"
    return ReadError(f"the trail is broken: {broken.why}", where=f"{path}:{broken.line}", hint=hint)


def _bound(entry: Entry) -> Entry:
    """Return an entry with its hash, derived from all that it says and from the hash before."""
    return replace(entry, hash=_sealed(entry)[0])


def _sealed(entry: Entry) -> tuple[str, str]:
    """Return the hash of an entry, derived anew, and its line with that hash."""
    before, behind = _halves(entry)
    derived = hashlib.sha256(f"{{{before},{behind}}}".encode()).hexdigest()
    return derived, f'{{{before},"hash":"{derived}",{behind}}}'


def _halves(entry: Entry) -> tuple[str, str]:
    """Return what stands before and behind its hash in an entry's canonical JSON: sorted keys, no spaces, ASCII."""
    before = {"at": entry.at, "claim": entry.claim, "data": dict(entry.data)}
    behind = {
        "n": entry.n,
        "previous": entry.previous,
        "snapshots": entry.snapshots,
        "text": entry.text,
        "what": entry.what,
        "who": entry.who,
        "why": entry.why,
    }
    return _encode(before)[1:-1], _encode(behind)[1:-1]


def _entry(line: str) -> Entry:
    found = json.loads(line)
    data = tuple((str(key), str(value)) for key, value in found["data"].items())
    texts = {name: found[name] for name in _TEXTS}
    if not all(isinstance(value, str) for value in texts.values()) or type(found["n"]) is not int:
        raise ValueError("not an entry")
    return Entry(n=found["n"], data=data, snapshots=tuple(found["snapshots"]), **texts)
