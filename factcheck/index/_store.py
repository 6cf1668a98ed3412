"""The store behind the index: one folder a state of the registry, built aside and moved into place whole.

A reader opens the folder that is named after the content it wants; a build that is killed leaves a folder
that nobody opens. What does not look exactly as it was written is built again. An update works on a copy of
the newest whole folder: the engine never changes a file that it wrote, so the copy is hard links, and readers
of the older one go on as they were.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any, Protocol

from ..errors import FactcheckError
from ..files import locked, write_atomic

META = "factcheck.json"
BUILDING = "building-"
KEPT = 2  # states that stay: the newest and the one before, for a scan that still reads it
HASHED = 8_000_000  # bytes up to which an index is proved by hash when it is opened; beyond, by sizes


class Work(Protocol):
    """What fills a folder; both return what is to be kept beside it (JSON values)."""

    def build(self, folder: Path) -> dict[str, Any]:
        """Fill an empty folder."""

    def update(self, folder: Path, before: dict[str, Any]) -> dict[str, Any] | None:
        """Bring up a copy of an older state, of which ``before`` was kept; None where it has to be built."""


def ensure(cache: Path, state: str, base: str, work: Work) -> tuple[Path, dict[str, Any]]:
    """Return the folder of an index of ``state`` and what was kept beside it; make it where it is missing.

    :param cache: the folder for derived files; the index lies below ``index/``.
    :param base: what two states must share for one to be brought up from the other.
    :raises FactcheckError: another process held the lock for too long, or nothing can be written.
    """
    home = cache / "index"
    folder = home / state
    known = intact(folder)
    if known is not None:
        return folder, known
    with locked(cache / "index.lock", timeout=120):
        known = intact(folder)
        if known is None:
            known = _make(home, folder, base, work)
    return folder, known


def _make(home: Path, folder: Path, base: str, work: Work) -> dict[str, Any]:
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home, keep=KEPT - 1)
        known, aside = _updated(home, base, work) or _built(home, work)
        known["base"] = base
        write_atomic(aside / META, json.dumps({"kept": known, "files": _listing(aside)}))
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    except OSError as error:
        hint = "check the free space; .factcheck may be deleted at any time"
        raise FactcheckError(
            f"the index cannot be written: {error.strerror}", where=str(home), hint=hint
        ) from None
    return known


def _built(home: Path, work: Work) -> tuple[dict[str, Any], Path]:
    aside = _aside(home)
    return work.build(aside), aside


def _updated(home: Path, base: str, work: Work) -> tuple[dict[str, Any], Path] | None:
    """Return a copy of the one older state, brought up; None where there is none to begin with."""
    for older in home.iterdir():
        before = None if older.name.startswith(BUILDING) else intact(older)
        if before is not None and before.get("base") == base:
            aside = _aside(home)
            for file in older.iterdir():
                if file.name != META and file.suffix != ".lock":
                    _copied(file, aside / file.name)
            known = work.update(aside, before)
            if known is not None:
                return known, aside
            shutil.rmtree(aside, ignore_errors=True)
    return None


def _copied(file: Path, target: Path) -> None:
    """Link what the engine writes once; copy its lists (and anything where links cannot be made)."""
    if file.suffix != ".json":
        with contextlib.suppress(OSError):
            target.hardlink_to(file)
            return
    shutil.copyfile(file, target)


def _aside(home: Path) -> Path:
    aside = Path(tempfile.mkdtemp(prefix=BUILDING, dir=home))
    aside.chmod(home.stat().st_mode & 0o777)  # mkdtemp shuts out colleagues who share the folder
    return aside


def intact(folder: Path) -> dict[str, Any] | None:
    """Return what was kept beside an index whose files are as they were written, else None."""
    try:
        meta = json.loads((folder / META).read_bytes())
        whole = meta["files"] == _listing(folder)
        kept = meta["kept"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return kept if whole and isinstance(kept, dict) else None


def _listing(folder: Path) -> dict[str, list[Any]]:
    """Return name, size and (of a small index) hash of each file, lock files aside."""
    files = sorted(path for path in folder.iterdir() if path.name != META and path.suffix != ".lock")
    sizes = {path.name: path.stat().st_size for path in files}
    small = sum(sizes.values()) <= HASHED
    return {path.name: [sizes[path.name], _hash(path) if small else ""] for path in files}


def _hash(path: Path) -> str:
    return hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()


def _sweep(home: Path, *, keep: int) -> None:
    """Remove older states and what killed builds left; the caller holds the lock."""
    folders = sorted(home.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    states = [folder for folder in folders if not folder.name.startswith(BUILDING)]
    for folder in [*states[keep:], *(folder for folder in folders if folder not in states)]:
        with contextlib.suppress(OSError):
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
