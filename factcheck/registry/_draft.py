"""The files of a registry while they are changed: as they were, as they are to be, proved and then written."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import FactcheckError, RegistryError
from ..files import write_atomic
from . import _cache, _compile, _history, _layout, _read

_BOM = "\ufeff"


class Draft:
    """One change of a registry, held in memory until :meth:`land`; hold the registry's lock meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        self._outlines: dict[str, tuple[str, _layout.Part | None]] = {}

    def text(self, name: str) -> str:
        """Return the text of a file as it is to be, without a byte order mark.

        :raises RegistryError: it is missing, or not UTF-8.
        """
        try:
            return self._data(name).decode("utf-8").removeprefix(_BOM)
        except UnicodeDecodeError:
            raise RegistryError("the file is not UTF-8", where=name, hint="save it as UTF-8") from None

    def _data(self, name: str) -> bytes:
        if name not in self._old:
            self._old[name] = _read.file_bytes(self._path_of(name), name, _read.MAX_TABLE)
        return self._new.get(name, self._old[name])

    def digest(self, name: str) -> str:
        """Return the hash of a file as it is to be, "" where it is gone."""
        return _history.digest(self._data(name)) if self._path_of(name).is_file() else ""

    def put(self, name: str, text: str) -> None:
        """Set the text that a file is to have; a byte order mark that it had stays."""
        mark = _BOM if self._data(name).startswith(_BOM.encode()) else ""
        try:
            self._new[name] = (mark + text).encode()
        except UnicodeEncodeError:
            raise RegistryError("a character that no file can hold", where=name, hint="remove it") from None

    def revert(self, row: Mapping[str, Any], what: str) -> None:
        """Set a file to what it was before a step of the history.

        :raises FactcheckError: it was changed by hand since.
        """
        name = str(row["name"])
        if self.digest(name) == row["before"]:
            return
        back = _history.before(row, self._data(name)) if self.digest(name) == row["after"] else None
        if back is None:
            hint = "take the change back by hand, or with your version control"
            raise FactcheckError(f"the file was changed by hand after '{what}'", where=name, hint=hint)
        self._new[name] = back

    def outline(self, name: str) -> _layout.Part | None:
        """Return the outline of a file as it is to be, down to its entries."""
        text = self.text(name)
        if name not in self._outlines or self._outlines[name][0] != text:
            self._outlines[name] = (text, _layout.outline(text, name, depth=_layout.ENTRIES))
        return self._outlines[name][1]

    @functools.cached_property
    def _known(self) -> _cache.Compiled | None:
        return _cache.recall(self._path)

    def _last(self, name: str, table: str) -> tuple[int, Mapping[str, Any] | None]:
        """Return how many entries of a table a file has, and the last, as they are known; 0 where that is not known."""
        known = self._known
        if known is None or name not in known.parts or self.digest(name) != known.files[name].digest:
            return 0, None
        return known.last(name, table)

    def _ending(self, name: str, table: str) -> _layout.Part | None:
        """Return an outline that will do to append to a table, without parsing the whole file."""
        count, last = self._last(name, table)
        return _layout.ending(self.text(name), name, table, count, last) if last else None

    def append(self, table: str, entries: Sequence[Mapping[str, object]]) -> None:
        """Put entries at the end of ``table``, in the file where that stands."""
        if entries:
            name = self.home(table)
            root = self._ending(name, table) or self.outline(name)
            self.put(name, _layout.append(self.text(name), root, table, entries))

    def home(self, table: str) -> str:
        """Return the file that a new entry of ``table`` goes into."""
        main = self._path.name
        if self._last(main, table)[0]:
            return main
        root = self.outline(main)
        if root is None or root.kind != "mapping" or root.get(table) is not None:
            return main
        patterns = root.get("include")
        listed = [] if patterns is None else patterns.parts or [patterns]
        for name in reversed([n for one in listed for n in _read.included(self._path.parent, one.value)]):
            if self._last(name, table)[0]:
                return name
            other = self.outline(name)
            if other is not None and other.kind == "mapping" and other.get(table) is not None:
                return name
        return main

    def land(self, what: str, *source_ids: str) -> tuple[str, ...]:
        """Prove the change, note it for undo and write it; return the places of ``source_ids``.

        :raises RegistryError: the registry would not load; nothing is written.
        """
        self._new = {name: data for name, data in self._new.items() if data != self._old[name]}
        proved = self.prove()
        if self._new:
            note = _history.step(what, self._old, self._new)
            _history.keep(self._path, [*_history.read(self._path), note])
            self.write(proved)
        return self.places(proved, *source_ids)

    def places(self, proved: _cache.Compiled, *source_ids: str) -> tuple[str, ...]:
        """Return where the entries of sources stand in what was proved, "" for one that does not."""
        shelf = proved.shelf
        return tuple(str(shelf[key]["where"]) if key in shelf else "" for key in source_ids)

    def prove(self) -> _cache.Compiled:
        """Return the registry as it would be.

        :raises RegistryError: it would not load.
        """
        return _compile.bring_up(self._path, self._known, self._new)

    def write(self, proved: _cache.Compiled) -> None:
        """Put the new files in place of the old, in the order in which they were put.

        :raises FactcheckError: somebody has changed one of them meanwhile; nothing is written.
        """
        for name in self._new:
            if self._path_of(name).read_bytes() != self._old[name]:
                hint = "nothing was written; save it there, and try again"
                raise FactcheckError("the file was changed by hand at the same moment", where=name, hint=hint)
        for name, data in self._new.items():
            write_atomic(self._path_of(name), data)
        _cache.keep(proved)

    def _path_of(self, name: str) -> Path:
        return self._path if name == self._path.name else self._path.parent / name
