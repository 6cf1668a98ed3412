"""A registry brought up to its files: only what changed is parsed, and only what a change can break is proved."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from . import _check
from ._cache import Compiled, Share, Stamp, share, unchanged
from ._fields import BrokenRegistry, Trouble
from ._read import TABLES, Part, Reference, inside, listed, named, read


class Unplaced(BrokenRegistry):
    """A mistake between files that were not all read now: it is placed at the entry, not at the field."""


def bring_up(path: Path, known: Compiled | None, instead: Mapping[str, bytes] | None = None) -> Compiled:
    """Return the registry at ``path`` as its files are now; ``known`` itself where nothing has changed.

    :param known: as it was compiled before, and proved.
    :param instead: content to take in place of files, by their names: to prove a change before it is written.
    :raises RegistryError: it breaks the format.
    :raises Unplaced: it does, and to say where exactly all files must be read.
    """
    up = _Up(path, known, instead or {})
    now = up.compiled()
    up.trouble.settle()
    if now is known or (known is not None and _proved_alone(now, known, up.read, up.trouble)):
        up.trouble.settle()
        return now
    try:
        _prove(now, up.read, up.trouble)
        up.trouble.settle()
    except BrokenRegistry as broken:
        if len(up.read) < len(now.parts):
            raise Unplaced(broken.errors) from None
        raise
    return now


class _Up:
    """What is done for one :func:`bring_up`: ``read`` are the files that had to be parsed."""

    def __init__(self, path: Path, known: Compiled | None, instead: Mapping[str, bytes]) -> None:
        self._path, self._known, self._instead = path, known, instead
        self.trouble = Trouble()
        self.read: dict[str, Part] = {}
        self._parts: dict[str, Share] = {}
        self._files: dict[str, Stamp] = {}

    def compiled(self) -> Compiled:
        main = self._path.name
        self._take(main)
        patterns = self.read[main].patterns if main in self.read or not self._known else self._known.patterns
        for name, where in listed(self._path, patterns, self.trouble).items():
            if name != main:
                self._take(name, where)
        known = self._known
        if known is not None and not self.read and list(self._parts) == list(known.parts):
            return known
        return Compiled(self._path, known.base if known else None, self._files, patterns, self._parts)

    def _take(self, name: str, where: str = "") -> None:
        """Take a file as it is known, or read it."""
        known = self._known
        held = known.parts.get(name) if known else None
        if known and held and all(self._same(one, known.files[one]) for one in (name, *held[0])):
            self._parts[name] = held
            for one in (name, *held[0]):
                self._files[one] = known.files[one]
            return
        if where and name not in self._instead and inside(self._path.parent, name) is None:
            hint = "copy the file; links out are refused"
            self.trouble.add(f"'{name}' leaves the registry's folder", where, hint)
            return
        part = read(self._path, name, self.trouble, self._instead.get(name))
        self.read[name], self._parts[name] = part, share(part)
        self._files[name] = Stamp(part.digest)
        for need, digest in part.needs.items():
            self._files[need] = Stamp(digest)

    def _same(self, name: str, known: Stamp) -> bool:
        given = self._instead.get(name)
        if given is not None:
            return hashlib.sha256(given).hexdigest() == known.digest
        return unchanged(self._path, name, known)


def _prove(now: Compiled, fresh: Mapping[str, Part], trouble: Trouble) -> None:
    """Prove all that must hold between entries."""
    tables = {"sources": now.shelf.all(), **{name: now.rows(name) for name in TABLES[:2]}}
    references = [one for part in fresh.values() for one in part.references]
    if len(fresh) < len(now.parts):
        placed = {(one.table, one.id, one.key) for one in references}
        held = (one for table, rows in tables.items() for one in named(table, rows))
        references += [one for one in held if (one.table, one.id, one.key) not in placed]
    _check.check(tables, references, trouble)


def _proved_alone(now: Compiled, known: Compiled, fresh: Mapping[str, Part], trouble: Trouble) -> bool:
    """Prove what the files that were read can break; False where only a whole proof will do.

    What was proved before still holds where no id has gone, none stands twice, no day of publication has moved
    and only sources were changed: then a mistake begins at an entry that was read now.
    """
    shelf, before = now.shelf, known.shelf
    if shelf.twice or before.keys() - shelf.keys():
        return False
    small = {name: now.rows(name) for name in TABLES[:2]}
    if any(_gone(known.rows(name), rows) for name, rows in small.items()):
        return False
    rows = [row for part in fresh.values() for row in part.rows["sources"]]
    if any(row["id"] in before and before[row["id"]]["published"] != row["published"] for row in rows):
        return False
    known_ids = {name: [row["id"] for row in held] for name, held in small.items()} | {"sources": shelf}
    references: list[Reference] = [one for part in fresh.values() for one in part.references]
    if any(part.rows[name] for part in fresh.values() for name in small):
        _check.bodies(small, trouble)
    _check.references(references, known_ids, trouble)
    for key in ("derived_from", "supersedes"):
        if any(row[key] for row in rows):
            links = dict(zip(shelf.ids, shelf.column(key), strict=True))
            _check.circles(
                [row["id"] for row in rows], links, lambda one: str(shelf[one]["where"]), key, trouble
            )
    _check.newer(rows, lambda one: str(shelf[one]["published"]) if one in shelf else "", trouble)
    return True


def _gone(before: list[dict[str, object]], now: list[dict[str, object]]) -> bool:
    """Say whether an id of a small table has gone."""
    return not {row["id"] for row in before} <= {row["id"] for row in now}
