"""The sources of a large registry, read one by one from its compiled form when they are asked for."""

from __future__ import annotations

import json
import mmap
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import RegistryError
from ._read import Record

REMEMBERED = 4096  # records that stay parsed

Place = tuple[int, int, int]


class Shelf(Mapping[str, Record]):
    """Records by id; each is proved by its checksum when it is read. The file stays as it is while it is open."""

    def __init__(self, path: Path, places: Mapping[str, Place], facts: dict[str, Any]) -> None:
        self._path, self._places, self.facts = path, places, facts
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._parsed: dict[str, Record] = {}

    def __getitem__(self, key: str) -> Record:
        if key not in self._parsed:
            if len(self._parsed) >= REMEMBERED:
                self._parsed.clear()
            self._parsed[key] = self._record(key)
        return self._parsed[key]

    def _record(self, key: str) -> Record:
        line = self.line(key)
        if zlib.crc32(line) != self._places[key][2]:
            self._path.unlink(missing_ok=True)
            hint = "run the same again: it was thrown away and is made anew from the YAML"
            raise RegistryError("the compiled registry was damaged", where=str(self._path), hint=hint)
        record: Record = json.loads(line)
        return record

    def all(self) -> list[Record]:
        """Return every record, in order."""
        return [self._record(key) for key in self._places]

    def line(self, key: str) -> bytes:
        """Return a record as it lies in the file."""
        begin, length, _ = self._places[key]
        return self._data[begin : begin + length]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places
