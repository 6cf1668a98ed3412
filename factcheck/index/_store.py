"""The store behind the index: one folder a state of the registry, built aside and moved into place whole.

A reader opens the folder that is named after the content it wants; a build that is killed leaves a folder
that nobody opens. What does not look exactly as it was written is built again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ..errors import FactcheckError
from ..files import locked, write_atomic

META = "factcheck.json"
KEPT = 2  # states that stay: the newest and the one before, for a scan that still reads it
HASHED = 8_000_000  # bytes up to which an index is proved by hash when it is opened; beyond, by sizes


def ensure(cache: Path, state: str, build: Callable[[Path], dict[str, Any]]) -> tuple[Path, dict[str, Any]]:
    """Return the folder of an index of ``state`` and what ``build`` said of it; build it where it is missing.

    :param cache: the folder for derived files; the index lies below ``index/``.
    :param build: fills an empty folder and returns what is to be kept beside it (JSON values).
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
            known = _build(home, folder, build)
    return folder, known


def _build(home: Path, folder: Path, build: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home, keep=KEPT - 1)
        aside = Path(tempfile.mkdtemp(prefix="building-", dir=home))
        aside.chmod(home.stat().st_mode & 0o777)  # mkdtemp shuts out colleagues who share the folder
        known = build(aside)
        write_atomic(aside / META, json.dumps({"kept": known, "files": _listing(aside)}))
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)
    except OSError as error:
        hint = "check the free space; .factcheck may be deleted at any time"
        raise FactcheckError(
            f"the index cannot be written: {error.strerror}", where=str(home), hint=hint
        ) from None
    return known


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
    states = [folder for folder in folders if not folder.name.startswith("building-")]
    for folder in [*states[keep:], *(folder for folder in folders if folder not in states)]:
        with contextlib.suppress(OSError):
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
