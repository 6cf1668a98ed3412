"""The compiled registry: its records as JSON under .factcheck/, used while every file has the hash it had.

JSON, since reading it runs nothing; with its own hash, since a half-written or meddled cache must not decide a
verdict. It may be deleted at any time, and is not kept at all for a registry that loads in no time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from ..errors import FactcheckError
from ..files import CACHE_NAME, cache_folder, write_atomic
from ..folder import code_digest
from ._read import Records, included, inside

WORTH = 10_000  # bytes of YAML and tables from which on a cache saves more than it costs


def recall(path: Path) -> Records | None:
    """Return the records of the registry at ``path`` as they were compiled, None where anything has changed."""
    try:
        head, _, body = _place(path).read_bytes().partition(b"\n")
        known = json.loads(head)
        if known["rules"] != rules() or known["body"] != hashlib.sha256(body).hexdigest():
            return None
        if not _unchanged(path, known["files"], known["patterns"], known["matched"]):
            return None
        return Records(tables=json.loads(body), files=known["files"], patterns=known["patterns"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def keep(path: Path, records: Records) -> None:
    """Keep the records of a large registry; where nothing can be written, nothing is kept."""
    folder = path.parent
    with contextlib.suppress(FactcheckError, OSError):
        if sum((folder / name).stat().st_size for name in records.files) < WORTH:
            return
        if cache_folder(folder) is None:
            return
        body = json.dumps(records.tables, ensure_ascii=False, separators=(",", ":")).encode()
        matched = [included(folder, pattern) for pattern in records.patterns]
        known: dict[str, Any] = {
            "rules": rules(),
            "body": hashlib.sha256(body).hexdigest(),
            "matched": matched,
        }
        known |= {"files": records.files, "patterns": records.patterns}
        write_atomic(_place(path), json.dumps(known).encode() + b"\n" + body)


def _place(path: Path) -> Path:
    return path.parent / CACHE_NAME / f"registry-{path.name}.json"


def _unchanged(path: Path, files: dict[str, str], patterns: list[str], matched: list[list[str]]) -> bool:
    folder = path.parent
    if path.name not in files or [included(folder, pattern) for pattern in patterns] != matched:
        return False
    for name, digest in files.items():
        target = path if name == path.name else inside(folder, name)
        if target is None or not target.is_file():
            return False
        if hashlib.sha256(target.read_bytes()).hexdigest() != digest:
            return False
    return True


def rules() -> str:
    """Return a hash of the modules that make records, so that no cache outlives the rules it was made by."""
    return code_digest("registry/*.py", "yamlfile.py")
