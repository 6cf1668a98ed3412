"""A registry proved: its entries against the format, its snapshots against their hashes, its log against the files.

Four grades. "broken" is a mistake in the registry's format, which keeps it from loading. "wrong" is something that a
person has to mend: a snapshot that is missing or was altered, bytes that no line of the log vouches for, verbatim
words that their own snapshot does not have. "unread" is what could not be proved at all. A "remark" is worth knowing
and harms nothing: what a crash left over, a relay that names no source.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import snapshots
from .errors import ReadError, RegistryError
from .model import Level, Source
from .registry import BrokenRegistry, Registry, load
from .text import clip, fold, one_line

WRONG, BROKEN, UNREAD, REMARK = "wrong", "broken", "unread", "remark"
_HASH_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing found: its ``grade`` (see above), what, where and what to do."""

    grade: str
    what: str
    where: str = ""
    hint: str = ""


def opened(path: Path) -> tuple[Registry | None, tuple[Fault, ...]]:
    """Return the registry at ``path``, or None and every mistake in it (references and circles too)."""
    try:
        return load(path), ()
    except BrokenRegistry as broken:
        return None, tuple(_fault(error) for error in broken.errors)
    except RegistryError as error:
        return None, (_fault(error),)


def _fault(error: RegistryError) -> Fault:
    return Fault(grade=BROKEN, what=error.what, where=error.where, hint=error.hint)


def entry(registry: Registry, one: Source, logged: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with one source: its snapshot, its line in the log, its verbatim words, what it relays.

    :param logged: the snapshots that the log vouches for.
    """
    where = f"{registry.where(one.id)}: {one.id}"
    if one.level is Level.RELAY and not (one.derived_from or one.original):
        hint = "name what it relays in 'derived_from', or register that"
        yield Fault(grade=REMARK, what="a relay that names no source", where=where, hint=hint)
    if not one.snapshot:
        return
    fault = held(registry.folder, one.snapshot, where=where)
    if fault is not None:
        yield fault
        return
    if one.snapshot not in logged:
        what = f"no line of {snapshots.FOLDER}/{snapshots.LOG} says when the snapshot was retrieved"
        hint = "restore the log from the desk's repository, or fetch the source again"
        yield Fault(grade=WRONG, what=what, where=where, hint=hint)
    yield from _words(registry, one, where)


def held(folder: Path, snapshot: str, *, where: str) -> Fault | None:
    """Return what is wrong with the file of a snapshot, None where it is there and holds what was retrieved."""
    try:
        snapshots.verify(folder, snapshot)
    except ReadError as error:
        grade = UNREAD if _unread(folder, snapshot) else WRONG
        return Fault(grade=grade, what=f"{error.what} ({error.where})", where=where, hint=error.hint)
    return None


def _unread(folder: Path, snapshot: str) -> bool:
    """Say whether a snapshot is there and cannot be looked into: then nothing is known to be wrong."""
    try:
        path = snapshots.find(folder, snapshot)
        return not os.access(path, os.R_OK) or path.stat().st_size > snapshots.MAX_BYTES
    except (ReadError, OSError):
        return False


def _words(registry: Registry, one: Source, where: str) -> Iterator[Fault]:
    """Yield the verbatim words that the source's own snapshot does not have, under the contract of quotations."""
    own = [s for s in one.statements if s.verbatim and s.seen_at in ("", one.url)]
    if not own:
        return
    from .sourcebook import passages

    try:
        text = fold(" ".join(text for _, text in passages(registry, one))).text
    except ReadError as error:
        yield Fault(grade=UNREAD, what=error.what, where=where, hint=error.hint)
        return
    for statement in own:
        if fold(statement.text).text not in text:
            what = f"these words do not stand in the snapshot: “{clip(one_line(statement.text), 80)}”"
            hint = "copy them again, or name in 'seen_at' where they were seen"
            yield Fault(grade=WRONG, what=what, where=where, hint=hint)


def rest(folder: Path, registered: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the log and with files that no entry names any more: older captures, leftovers.

    :param registered: the snapshots that entries name, which :func:`entry` proves.
    """
    shown = f"{snapshots.FOLDER}/{snapshots.LOG}"
    for number in snapshots.torn(folder):
        hint = "a crash while it was written, or a change by hand; compare with the desk's repository"
        yield Fault(grade=REMARK, what="this line cannot be read", where=f"{shown}:{number}:1", hint=hint)
    logged = dict.fromkeys(line.snapshot for line in snapshots.log(folder))
    for snapshot in logged:
        fault = None if snapshot in registered else held(folder, snapshot, where=shown)
        if fault is not None:
            yield fault
    for path in sorted((folder / snapshots.FOLDER).glob("*/*")):
        exchange = path.name.endswith(snapshots.EXCHANGE)
        own = f"sha256:{path.name.removesuffix(snapshots.EXCHANGE) if exchange else path.stem}"
        if path.is_file() and own not in logged and own not in registered:
            what, hint = _leftover(path)
            yield Fault(grade=REMARK, what=what, where=path.relative_to(folder).as_posix(), hint=hint)


def _leftover(path: Path) -> tuple[str, str]:
    if len(path.stem) == _HASH_LENGTH:
        return "no entry and no line of the log names this file", "an add-source that was cut off left it"
    return "this is no snapshot", "only add-source writes here; keep other files elsewhere"


def logged(folder: Path) -> frozenset[str]:
    """Return the snapshots that the log vouches for.

    :raises ReadError: the log cannot be opened.
    """
    return frozenset(line.snapshot for line in snapshots.log(folder))
