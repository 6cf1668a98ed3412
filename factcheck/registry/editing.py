"""Changes to sources.yaml as its keepers would make them: text put in or taken out, every other byte as it was.

Each change is made under a lock, proved by loading the registry as it would be, and only then written, in one
step. A crash leaves the old file or the new one. The last changes are remembered beside the registry, so that
:func:`undo` can take them back as long as nobody has edited the file since.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import FactcheckError, RegistryError
from ..files import CACHE_NAME, locked
from . import FILE_NAME, Registry, _history, _layout, _render, _surgery, load, nearest
from ._draft import Draft
from ._read import SOURCE_KEYS

__all__ = [
    "SOURCE_KEYS",
    "Edited",
    "add",
    "add_all",
    "change",
    "edit",
    "entry_text",
    "piece",
    "remove",
    "replace",
]
__all__ += ["undo", "users"]
PATIENCE = (
    600.0  # seconds; who waits is drawn by lot, and twenty may wait on a slow disk; the dead hold no lock
)


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
    return add_all(path, (entry,), publishers=publishers, parties=parties)[0]


def add_all(
    path: Path,
    entries: Sequence[Mapping[str, object]],
    *,
    publishers: Sequence[Mapping[str, object]] = (),
    parties: Sequence[Mapping[str, object]] = (),
) -> tuple[str, ...]:
    """Append many sources in one step, proved once and taken back as one; return their places.

    :raises RegistryError: the registry would not load with them; the files are as they were.
    """
    path = _registry(path)
    with _alone(path):
        draft = Draft(path)
        for table, rows in (("parties", parties), ("publishers", publishers), ("sources", entries)):
            draft.append(table, rows)
        keys = [_render.clean(str(entry.get("id", ""))) for entry in entries]
        more = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
        return draft.land(f"add {keys[0]}{more}" if keys else "add publishers", *keys)


def change(path: Path, source_id: str, fields: Mapping[str, object | None]) -> str:
    """Set fields of one source, or take away those whose value is None or empty; return ``file:line:column``.

    :raises RegistryError: no such source, or the registry would not load; the file is as it was.
    """
    return edit(path, source_id, fields).where


class Edited(NamedTuple):
    """What became of an entry: its place as ``file:line:column``, its text before and after."""

    where: str
    old: str
    new: str


def edit(
    path: Path,
    source_id: str,
    fields: Mapping[str, object | None],
    *,
    rows: Mapping[str, Sequence[Mapping[str, object]]] | None = None,
    dry_run: bool = False,
) -> Edited:
    """Do as :func:`change` does, and say what became of the entry's text.

    :param rows: entries to add to ``statements``, ``figures`` or ``series``, behind those that are there.
    :param dry_run: prove the change and write nothing.
    :raises RegistryError: as :func:`change`.
    """
    path = _registry(path)
    with _alone(path):
        draft, name = Draft(path), _file_of(path, source_id)
        entry = _surgery.find(draft.text(name), name, source_id)
        text = entry.piece
        for key, value in fields.items():
            text = _surgery.with_field(text, name, key, value, block=entry.block)
        for key, more in (rows or {}).items():
            for row in more:
                text = _surgery.with_row(text, name, key, row, block=entry.block)
        draft.put(name, entry.replaced(text))
        key = str(fields.get("id") or source_id)
        place = (draft.places(draft.prove(), key) if dry_run else draft.land(f"edit {source_id}", key))[0]
        return Edited(place, entry.piece, text)


def piece(path: Path, source_id: str) -> str:
    """Return the text of one source's entry alone, as it stands in its file.

    :raises RegistryError: no such source.
    """
    path = _registry(path)
    name = _file_of(path, source_id)
    return _surgery.find(Draft(path).text(name), name, source_id).piece


def replace(path: Path, source_id: str, old: str, new: str) -> str:
    """Put ``new`` in place of the entry's text ``old``; return ``file:line:column``.

    :raises FactcheckError: the entry is not ``old`` any more.
    :raises RegistryError: ``new`` is not one entry, or the registry would not load; the file is as it was.
    """
    path = _registry(path)
    with _alone(path):
        draft, name = Draft(path), _file_of(path, source_id)
        text = draft.text(name)
        entry = _surgery.find(text, name, source_id)
        if entry.piece != old:
            hint = "nothing was written; open it again and repeat the change"
            raise FactcheckError(
                f"'{source_id}' was changed by somebody else meanwhile", where=name, hint=hint
            )
        new = _layout.like(new, text, old) if entry.block else new.strip()
        own = _surgery.single(new, f"the entry '{source_id}'", block=entry.block).get("id")
        draft.put(name, entry.replaced(new))
        return draft.land(f"edit {source_id}", own.value.strip() if own else source_id)[0]


def users(registry: Registry, source_id: str) -> tuple[tuple[str, str], ...]:
    """Return ``(source id, key)`` of each entry that names a source: derived_from, supersedes or original."""
    return tuple((key, link) for key, link, named in registry.links() if named == source_id)


def remove(path: Path, source_id: str) -> str:
    """Take one source out; return where it stood, as ``file:line:column``.

    :raises RegistryError: no such source, or another entry names it; the file is as it was.
    """
    path = _registry(path)
    with _alone(path):
        registry = load(path)
        name, place = _file_of(path, source_id, registry), registry.where(source_id)
        needed = users(registry, source_id)
        if needed:
            listed = ", ".join(f"{other} ({key})" for other, key in needed[:10])
            more = f" and {len(needed) - 10} more" if len(needed) > 10 else ""
            hint = "mend those entries first (factcheck sources edit)"
            raise RegistryError(f"'{source_id}' is named by {listed}{more}", where=place, hint=hint)
        draft = Draft(path)
        draft.put(name, _surgery.find(draft.text(name), name, source_id).removed())
        draft.land(f"remove {source_id}")
        return place


def undo(path: Path) -> str:
    """Take back the last change that was made through this module; return which it was ("add town-note").

    :raises FactcheckError: there is none, or a file was changed by hand since; the files are as they are.
    """
    path = _registry(path)
    with _alone(path):
        draft, steps = Draft(path), _history.read(path)
        while steps and all(draft.digest(row["name"]) == row["before"] for row in steps[-1]["files"]):
            steps.pop()  # a crash came between the note and the change, or between its undoing and the note
        if not steps:
            raise FactcheckError("there is nothing to take back", where=str(path), hint="nothing was changed")
        for row in steps[-1]["files"]:
            draft.revert(row, str(steps[-1]["what"]))
        draft.write(draft.prove())
        _history.keep(path, steps[:-1])
        return str(steps[-1]["what"])


def _registry(path: Path) -> Path:
    return path / FILE_NAME if path.is_dir() else path


def _file_of(path: Path, source_id: str, registry: Registry | None = None) -> str:
    registry = registry or load(path)
    if source_id not in registry.sources:
        hint = nearest(source_id, registry.sources)
        raise RegistryError(f"no source '{source_id}'", where=path.name, hint=hint)
    return registry.where(source_id).rsplit(":", 2)[0]


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the registry against others who edit; the next is drawn by lot from those who wait.

    Without the queue whoever gives the lock back would take it again before anybody who waits looks.
    """
    folder = path.parent / CACHE_NAME
    with contextlib.ExitStack() as held:
        with locked(folder / f"queue-{path.name}.lock", timeout=PATIENCE):
            held.enter_context(locked(folder / f"edit-{path.name}.lock", timeout=PATIENCE))
        yield
