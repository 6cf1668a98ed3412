"""Changes to sources.yaml as its keepers would make them: text put in or taken out, every other byte as it was.

Each change is made under a lock, proved by loading the registry as it would be, and only then written, in one
step. A crash leaves the old file or the new one. The last changes are remembered beside the registry, so that
:func:`undo` can take them back as long as nobody has edited the file since.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..errors import FactcheckError, RegistryError
from ..files import CACHE_NAME, locked, write_atomic
from . import FILE_NAME, _check, _layout, _read, _render
from ._fields import Trouble

__all__ = ["add", "entry_text"]
PATIENCE = 120.0  # seconds to wait for others at work on the same registry
_BOM = "\ufeff"


def entry_text(entry: Mapping[str, object], *, table: str = "sources", indent: int = 2) -> str:
    """Return the YAML of one entry as :func:`add` appends it, with a final line feed.

    :param entry: fields by name; lists of mappings for statements, figures and series. Order is that of the
        design; what is None or empty is left out.
    """
    return _render.entry(entry, table, indent) + "\n"


def add(
    path: Path,
    entry: Mapping[str, object],
    *,
    publishers: Sequence[Mapping[str, object]] = (),
    parties: Sequence[Mapping[str, object]] = (),
) -> str:
    """Append a source, and before it the publishers and parties that it needs; return ``file:line:column``.

    A list that stands only in included files grows in the last of them, else in sources.yaml.

    :raises RegistryError: the registry would not load with it; the files are as they were.
    """
    path = _registry(path)
    with _alone(path):
        files = _Files(path)
        for table, entries in (("parties", parties), ("publishers", publishers), ("sources", (entry,))):
            for one in entries:
                name = files.home(table)
                files.put(name, _layout.append(files.text(name), name, table, one))
        records = files.prove()
        files.write(f"add {_render.clean(str(entry.get('id', '')))}")
        return str(_place(records, str(entry.get("id", ""))))


def _place(records: _read.Records, source_id: str) -> str:
    found = (record["where"] for record in reversed(records.tables["sources"]) if record["id"] == source_id)
    return str(next(found, ""))


def _registry(path: Path) -> Path:
    return path / FILE_NAME if path.is_dir() else path


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    with locked(path.parent / CACHE_NAME / f"edit-{path.name}.lock", timeout=PATIENCE):
        yield


class _Files:
    """The files of one registry while they are changed: as they were, and as they are to be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old: dict[str, bytes] = {}
        self._new: dict[str, bytes] = {}
        self._names: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """Return the text of a file as it is to be, without a byte order mark."""
        if name not in self._old:
            self._old[name] = self._path_of(name).read_bytes()
        data = self._new.get(name, self._old[name])
        try:
            return data.decode("utf-8").removeprefix(_BOM)
        except UnicodeDecodeError:
            raise RegistryError("the file is not UTF-8", where=name, hint="save it as UTF-8") from None

    def put(self, name: str, text: str) -> None:
        """Set the text that a file is to have; a byte order mark that it had stays."""
        mark = _BOM if self._old[name].startswith(_BOM.encode()) else ""
        self._new[name] = (mark + text).encode()

    def home(self, table: str) -> str:
        """Return the file that an entry of ``table`` goes into."""
        main = self._path.name
        root = _layout.outline(self.text(main), main)
        if root is None or root.kind != "mapping" or root.get(table) is not None:
            return main
        patterns = root.get("include")
        listed = [] if patterns is None else patterns.parts or [patterns]
        for name in reversed([n for one in listed for n in _read.included(self._path.parent, one.value)]):
            other = _layout.outline(self.text(name), name)
            if other is not None and other.kind == "mapping" and other.get(table) is not None:
                return name
        return main

    def prove(self) -> _read.Records:
        """Return the registry's records as they would be.

        :raises RegistryError: it would not load.
        """
        trouble = Trouble()
        records = _read.read(self._path, trouble, instead=self._new)
        _check.check(records, trouble)
        trouble.settle()
        return records

    def write(self, what: str) -> None:
        """Put the new files in place of the old, unless somebody else has changed one meanwhile."""
        for name, old in self._old.items():
            if name in self._new and self._path_of(name).read_bytes() != old:
                hint = "nothing was written; save it there, and try again"
                raise FactcheckError("the file was changed by hand at the same moment", where=name, hint=hint)
        for name, data in self._new.items():
            write_atomic(self._path_of(name), data)

    def _path_of(self, name: str) -> Path:
        return self._path if name == self._path.name else self._path.parent / name
