"""A folder of files, each a source of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .. import capture, read, snapshots
from ..capture import Proposal
from ..errors import FactcheckError, ReadError, UsageError
from ..registry import Registry

SURE = ("publisher", "published")  # what no guess is good enough for where nobody looks at each


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One file: the source that it would be, or ``why`` it cannot be one; ``guessed`` are fields to look at later."""

    path: Path
    data: bytes = b""
    proposal: Proposal | None = None
    guessed: tuple[str, ...] = ()
    why: str = ""


def plan_folder(
    folder: Path, registry: Registry, given: Mapping[str, str], *, when: datetime
) -> Iterator[Found]:
    """Yield what each readable file of a folder (not of those below) would be registered as, by name.

    :param given: fields that hold for all of them, such as publisher, kind and level.
    """
    endings = frozenset(f".{ending}" for ending in read.formats())
    taken: set[str] = set()
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not path.is_file():
            continue
        if path.suffix.lower() not in endings:
            yield Found(path=path, why=f"no reader for '{path.suffix or path.name}'")
            continue
        found = _found(path, registry, given, taken, when)
        if found.proposal is not None:
            taken |= {found.proposal.id, snapshots.digest(found.data)}
        yield found


def _found(
    path: Path, registry: Registry, given: Mapping[str, str], taken: set[str], when: datetime
) -> Found:
    try:
        data = path.read_bytes()
        proposal = capture.propose(data, origin=str(path), registry=registry, name=path.name, when=when)
    except ReadError as error:
        return Found(path=path, why=error.what)
    except OSError as error:
        return Found(path=path, why=f"cannot be opened: {error.strerror or error}")
    fields = {name: value for name, value in given.items() if value}
    proposal = replace(
        proposal,
        via=f"file {path.name}",
        given=frozenset(fields),
        guessed=proposal.guessed - set(fields),
        **fields,  # type: ignore[arg-type]
    )
    proposal = capture.completed(proposal, registry)
    proposal = replace(proposal, id=_free(capture.named(proposal, registry), taken))
    missing = [name for name in proposal.missing if name in SURE or not getattr(proposal, name)]
    why = f"not known: {', '.join(missing)}" if missing else ""
    if snapshots.digest(data) in taken:
        why = "another file of the folder has the very same bytes"
    why = why or capture.duplicates(proposal, snapshots.digest(data), registry)
    guessed = tuple(sorted(proposal.guessed))
    return Found(path=path, data=data, proposal=None if why else proposal, guessed=guessed, why=why)


def _free(name: str, taken: set[str]) -> str:
    """Return an id that no other file of the folder has."""
    names = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
    return next(one for one in names if one not in taken)


def register(found: Found, registry: Registry, *, when: datetime) -> str:
    """Register one file as it was planned; return the place of its entry.

    :raises UsageError: it was not planned to be a source.
    :raises FactcheckError: as :func:`factcheck.capture.register` does.
    """
    if found.proposal is None:
        raise UsageError(found.why, where=str(found.path))
    try:
        return capture.register(registry.path, found.proposal, data=found.data, when=when)
    except FactcheckError as error:
        error.where = error.where or str(found.path)
        raise
