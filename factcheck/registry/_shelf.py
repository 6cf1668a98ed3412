"""The sources of a registry in their order: those of files that were read now, the others from the compiled form.

A record of the compiled form is read when it is asked for, and proved by its checksum. What is asked of all
sources at once (:mod:`._facts`) is put together in the same way.
"""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, Protocol

from ..errors import RegistryError
from ._facts import GROUPS, columns
from ._read import Record

REMEMBERED = 4096  # records that stay parsed

Run = tuple[int, int] | list[Record]  # a stretch of the compiled sources, or records at hand


class Base(Protocol):
    """The compiled form of a registry, as far as its sources are concerned."""

    ids: list[str]

    def line(self, place: int) -> tuple[bytes, int]:
        """Return the bytes of a source and their checksum."""

    def columns(self, group: str) -> list[list[Any]]:
        """Return a group of columns."""

    def discard(self) -> str:
        """Throw the compiled form away, since it is damaged; return its name."""


class Shelf(Mapping[str, Record]):
    """Records by id, in order; where an id stands twice the last one counts, and :attr:`twice` says so."""

    def __init__(self, base: Base | None, runs: list[Run]) -> None:
        self._base, self._runs = base, runs
        held = base.ids if base else []
        self.ids = self._joined(held, lambda rows: [record["id"] for record in rows])
        places: list[Any] = self._joined(range(len(held)), list)
        self._at: dict[str, int | Record] = dict(zip(self.ids, places, strict=True))
        self.twice = len(self._at) < len(self.ids)
        self._parsed: dict[str, Record] = {}

    def _joined(self, held: Any, made: Callable[[list[Record]], list[Any]]) -> list[Any]:
        parts = (held[run[0] : run[1]] if isinstance(run, tuple) else made(run) for run in self._runs)
        return list(chain.from_iterable(parts))

    def __getitem__(self, key: str) -> Record:
        at = self._at[key]
        if not isinstance(at, int):
            return at
        if key not in self._parsed:
            if len(self._parsed) >= REMEMBERED:
                self._parsed.clear()
            self._parsed[key] = self._record(at)
        return self._parsed[key]

    def _record(self, place: int) -> Record:
        assert self._base is not None
        line, check = self._base.line(place)
        if zlib.crc32(line) != check:
            hint = "run the same again: it was thrown away and is made anew from the YAML"
            raise RegistryError("the compiled registry was damaged", where=self._base.discard(), hint=hint)
        record: Record = json.loads(line)
        return record

    def all(self) -> list[Record]:
        """Return every record, in order; one whose id stands twice is there twice."""
        parts = (
            [self._record(place) for place in range(*run)] if isinstance(run, tuple) else run
            for run in self._runs
        )
        return list(chain.from_iterable(parts))

    def lines(self) -> list[bytes]:
        """Return every record as the compiled form keeps it."""
        parts = (
            [self._base.line(place)[0] for place in range(*run)]
            if isinstance(run, tuple) and self._base
            else [as_line(record) for record in run if isinstance(record, dict)]
            for run in self._runs
        )
        return list(chain.from_iterable(parts))

    def column(self, name: str) -> list[Any]:
        """Return what each source has in a column of :mod:`._facts`, in order."""
        group = next(group for group, names in GROUPS.items() if name in names)
        return self.group(group)[GROUPS[group].index(name)]

    def group(self, group: str) -> list[list[Any]]:
        """Return a group of columns."""
        return self._groups[group]

    @functools.cached_property
    def _groups(self) -> _Lazy:
        return _Lazy(self._gathered)

    def _gathered(self, group: str) -> list[list[Any]]:
        fresh = {id(run): columns(group, run) for run in self._runs if isinstance(run, list)}
        held = self._base.columns(group) if self._base else [[]] * len(GROUPS[group])
        return [
            self._joined(column, lambda rows, place=place: fresh[id(rows)][place])  # type: ignore[misc]
            for place, column in enumerate(held)
        ]

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, key: object) -> bool:
        return key in self._at


class _Lazy(dict[str, list[list[Any]]]):
    """Groups of columns, each made when it is first asked for."""

    def __init__(self, make: Callable[[str], list[list[Any]]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, group: str) -> list[list[Any]]:
        self[group] = self._make(group)
        return self[group]


def as_line(value: Any) -> bytes:
    """Return a value as one line of the compiled form."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
