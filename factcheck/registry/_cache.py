"""The compiled registry under .factcheck/: its records as JSON, used as far as every file has the hash it had.

JSON, since reading it runs nothing; with hashes, since a half-written or meddled cache must not decide a
verdict. It may be deleted at any time, and is not kept at all for a registry that loads in no time. The first
line says what it was made from and how long the parts below are: small tables, places, columns of facts
(:mod:`._facts`), then each source on a line of its own. A small one is proved whole, of a large one only what
is asked for. What changes later is kept beside it, in a second small file that names the first by its hash, until
that has grown: adding a source to a large registry does not write all others again.

A file whose size and times are those that were hashed is not hashed again, unless it was written so shortly
before the cache that its times may hide a second change.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import mmap
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from ..errors import FactcheckError, RegistryError
from ..files import CACHE_NAME, cache_folder, write_atomic
from ..folder import code_digest
from ._facts import GROUPS, Columns
from ._read import TABLES, Part, Record
from ._shelf import Run, Shelf, as_line

WORTH = 10_000  # bytes of YAML and tables from which on a cache saves more than it costs
WHOLE = 16_000_000  # bytes up to which a compiled registry is proved by one hash
GROWN = 1_000_000  # bytes of changes, or an eighth of the whole, from which on all is written again
RACY = 2_000_000_000  # nanoseconds within which a file's times may not tell two writings apart
FORMAT = 1
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)

# A file's share: the tables that it needs by digest; its records, or where they stand in the compiled form
# (begin and end in each of TABLES).
Share = tuple[dict[str, str], list[int] | dict[str, list[Record]]]


@dataclass(slots=True)
class Stamp:
    """A file as it was read: its digest, and size and times once they are known (:func:`keep`)."""

    digest: str
    times: list[int] = field(default_factory=list)
    sure: bool = False  # its times can hide no second change


class Compiled:
    """The files of a registry as they were read, each with its records at hand or in the compiled form."""

    def __init__(
        self,
        path: Path,
        base: Base | None,
        files: dict[str, Stamp],
        patterns: list[list[str]],
        parts: dict[str, Share],
    ) -> None:
        self.path, self.base, self.files, self.patterns, self.parts = path, base, files, patterns, parts

    @functools.cached_property
    def shelf(self) -> Shelf:
        """Return the sources."""
        return Shelf(self.base, self._runs("sources"))

    def rows(self, table: str) -> list[Record]:
        """Return the records of a small table, in order."""
        held = self.base.tables[table] if self.base else []
        runs = self._runs(table)
        return [row for run in runs for row in (held[slice(*run)] if isinstance(run, tuple) else run)]

    def last(self, name: str, table: str) -> tuple[int, Record | None]:
        """Return how many records of a table a file holds, and the last of them."""
        _, rows = self.parts[name]
        if isinstance(rows, dict):
            return len(rows[table]), rows[table][-1] if rows[table] else None
        begin, end = rows[2 * TABLES.index(table) :][:2]
        if begin == end or self.base is None:
            return 0, None
        held = self.base.tables
        return end - begin, held[table][end - 1] if table in held else self.shelf[self.base.ids[end - 1]]

    def _runs(self, table: str) -> list[Run]:
        """Return the stretches that a table is made of; neighbours in the compiled form are one."""
        place, runs = 2 * TABLES.index(table), list[Run]()
        for _, rows in self.parts.values():
            if isinstance(rows, dict):
                runs.append(rows[table])
                continue
            begin, end = rows[place : place + 2]
            last = runs[-1] if runs else None
            if isinstance(last, tuple) and last[1] == begin:
                runs[-1] = (last[0], end)
            else:
                runs.append((begin, end))
        return [run for run in runs if isinstance(run, list) or run[0] < run[1]]

    @property
    def digest(self) -> str:
        """Return a hash of all files; equal content has an equal one."""
        listed = json.dumps([FORMAT, sorted((name, stamp.digest) for name, stamp in self.files.items())])
        return hashlib.sha256(listed.encode()).hexdigest()


class Base:
    """The compiled form as it lies on the disk; the file stays as it is while it is open."""

    def __init__(self, place: Path) -> None:
        self._place = place
        with place.open("rb") as file:
            self.written = os.fstat(file.fileno()).st_mtime_ns
            self.size = os.fstat(file.fileno()).st_size
            first = file.readline()
            file.seek(0)
            whole = self.size <= WHOLE
            self._data: Any = file.read() if whole else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.head: dict[str, Any] = json.loads(first)
        if self.head["rules"] != rules():
            raise ValueError("made by other rules")
        self.name = hashlib.sha256(first).hexdigest()
        ends = list(accumulate((length for length, _ in self.head["sections"].values()), initial=len(first)))
        self._ends = dict(zip(self.head["sections"], ends[1:], strict=True))
        if whole and hashlib.sha256(self._data[len(first) :]).hexdigest() != self.head["whole"]:
            raise ValueError("not what was written")
        self.tables: dict[str, list[Record]] = self._section("tables")
        self.ids, self._lengths, self._checks = self._section("places")
        self._begins = list(accumulate((length + 1 for length in self._lengths), initial=ends[-1]))

    def _section(self, name: str) -> Any:
        length, digest = self.head["sections"][name]
        data = self._data[self._ends[name] - length : self._ends[name]]
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError("not what was written")
        return json.loads(data)

    def line(self, place: int) -> tuple[bytes, int]:
        """Return the bytes of a source and their checksum."""
        begin = self._begins[place]
        return self._data[begin : begin + self._lengths[place]], self._checks[place]

    def columns(self, group: str) -> Columns:
        """Return a group of columns.

        :raises RegistryError: they are damaged.
        """
        try:
            found: Columns = self._section(group)
        except ValueError:
            hint = "run the same again: it was thrown away and is made anew from the YAML"
            raise RegistryError(
                "the compiled registry was damaged", where=self.discard(), hint=hint
            ) from None
        return found

    def discard(self) -> str:
        """Throw the file away, since it is damaged; return its name."""
        self._place.unlink(missing_ok=True)
        return str(self._place)


def recall(path: Path) -> Compiled | None:
    """Return the registry at ``path`` as it was compiled, whatever has changed since; None where it was not."""
    try:
        base = Base(_place(path))
        files = {name: _stamp(row, base.written) for name, row in base.head["files"].items()}
        parts: dict[str, Share] = {name: (row[0], row[1]) for name, row in base.head["parts"].items()}
        if path.name not in parts:
            return None
        compiled = Compiled(path, base, files, base.head["patterns"], parts)
        return _grown(compiled, base) or compiled
    except _BROKEN:
        return None


def _stamp(row: list[Any], written: int) -> Stamp:
    return Stamp(row[0], row[1:], max(row[2:]) + RACY < written)


def _grown(compiled: Compiled, base: Base) -> Compiled | None:
    """Return the registry with what was kept beside the compiled form, None where that does not belong to it."""
    place = _beside(compiled.path)
    try:
        digest, _, data = place.read_bytes().partition(b"\n")
        if hashlib.sha256(data).hexdigest().encode() != digest:
            return None
        more = json.loads(data)
        if more["base"] != base.name:
            return None
        written = place.stat().st_mtime_ns
        files = compiled.files | {name: _stamp(row, written) for name, row in more["files"].items()}
        parts = compiled.parts | {name: (row[0], row[1]) for name, row in more["parts"].items()}
        if more["names"] is not None:
            parts = {name: parts[name] for name in more["names"]}
        return Compiled(compiled.path, base, _live(files, parts), more["patterns"], parts)
    except _BROKEN:
        return None


def _live(files: dict[str, Stamp], parts: dict[str, Share]) -> dict[str, Stamp]:
    """Return only the files that a registry still consists of."""
    needed = {name for needs, _ in parts.values() for name in needs}
    return {name: stamp for name, stamp in files.items() if name in parts or name in needed}


def unchanged(path: Path, name: str, known: Stamp) -> bool:
    """Say whether a file is as it was read."""
    try:
        now = _times(path.parent, name)
        if known.sure and now == known.times:
            return True
        data = (path.parent / name).read_bytes()
    except OSError:
        return False
    if hashlib.sha256(data).hexdigest() != known.digest:
        return False
    known.times = now
    return True


def _times(folder: Path, name: str) -> list[int]:
    status = os.stat(f"{folder}/{name}")  # noqa: PTH116  (a path object costs more than the question)
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def keep(now: Compiled) -> None:
    """Keep a registry that was read and proved; where nothing can be written, nothing is kept."""
    folder = now.path.parent
    with contextlib.suppress(FactcheckError, OSError, ValueError):
        stamps = _stamped(now)
        if stamps is None or sum(times[0] for _, *times in stamps.values()) < WORTH:
            return
        if cache_folder(folder) is None:
            return
        if now.base is not None:
            data = as_line(_more(now, now.base, stamps))
            if len(data) < max(GROWN, now.base.size // 8):
                digest = hashlib.sha256(data).hexdigest().encode()
                write_atomic(_beside(now.path), digest + b"\n" + data)
                return
        write_atomic(_place(now.path), _whole(now, stamps))
        _beside(now.path).unlink(missing_ok=True)


def _stamped(now: Compiled) -> dict[str, list[Any]] | None:
    """Return digest, size and times of each file, None where one is not any more what was read."""
    found: dict[str, list[Any]] = {}
    for name, stamp in now.files.items():
        if not stamp.times:
            stamp.times = _times(now.path.parent, name)
            data = (now.path.parent / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != stamp.digest:
                return None
        found[name] = [stamp.digest, *stamp.times]
    return found


def _more(now: Compiled, base: Base, stamps: dict[str, list[Any]]) -> dict[str, Any]:
    """Return what makes the registry of its compiled form."""
    held = base.head
    same = list(now.parts) == list(held["parts"])
    return {
        "base": base.name,
        "files": {name: row for name, row in stamps.items() if held["files"].get(name) != row},
        "patterns": now.patterns,
        "names": None if same else list(now.parts),
        "parts": {name: share for name, share in now.parts.items() if isinstance(share[1], dict)},
    }


def _whole(now: Compiled, stamps: dict[str, list[Any]]) -> bytes:
    shelf = now.shelf
    lines = shelf.lines()
    makers: dict[str, Callable[[], Any]] = {
        "tables": lambda: {name: now.rows(name) for name in TABLES[:2]},
        "places": lambda: [shelf.ids, [len(line) for line in lines], [zlib.crc32(line) for line in lines]],
    }
    makers |= {group: functools.partial(shelf.group, group) for group in GROUPS}
    sections = {name: as_line(make()) + b"\n" for name, make in makers.items()}
    body = b"".join((*sections.values(), b"\n".join(lines), b"\n"))
    head = {
        "rules": rules(),
        "whole": hashlib.sha256(body).hexdigest(),
        "sections": {name: [len(data), hashlib.sha256(data).hexdigest()] for name, data in sections.items()},
        "files": stamps,
        "patterns": now.patterns,
        "parts": _shares(now),
    }
    return as_line(head) + b"\n" + body


def _shares(now: Compiled) -> dict[str, list[Any]]:
    """Return, for each file, the tables that it needs and where its records stand when all are written."""
    found: dict[str, list[Any]] = {}
    ends = [0, 0, 0]
    for name, (needs, rows) in now.parts.items():
        if isinstance(rows, dict):
            counts = [len(rows[table]) for table in TABLES]
        else:
            counts = [rows[1] - rows[0], rows[3] - rows[2], rows[5] - rows[4]]
        after = [end + count for end, count in zip(ends, counts, strict=True)]
        found[name] = [needs, [one for pair in zip(ends, after, strict=True) for one in pair]]
        ends = after
    return found


def share(part: Part) -> Share:
    """Return the share of a file that was read now."""
    return part.needs, part.rows


def _place(path: Path) -> Path:
    return path.parent / CACHE_NAME / f"registry-{path.name}.json"


def _beside(path: Path) -> Path:
    return path.parent / CACHE_NAME / f"registry-{path.name}.more.json"


@functools.cache
def rules() -> str:
    """Return a hash of the modules that make records, so that no cache outlives the rules it was made by."""
    return code_digest("registry/*.py", "yamlfile.py")
