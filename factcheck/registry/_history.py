"""What this tool last changed in a registry, kept beside it so that it can be taken back.

A step holds, for each file, its hash before and after and only the text that went and came: a small record also
for a large file. It lies under .factcheck/ and may be deleted; then there is nothing to take back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import FactcheckError
from ..files import CACHE_NAME, cache_folder, write_atomic

KEPT = 20
Step = dict[str, Any]


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read(path: Path) -> list[Step]:
    """Return the steps that are known of the registry at ``path``, oldest first; none where they are damaged."""
    try:
        known = json.loads(_place(path).read_bytes())
    except (OSError, ValueError):
        return []
    steps = known.get("steps") if isinstance(known, dict) else None
    return [step for step in steps if _whole(step)] if isinstance(steps, list) else []


def _whole(step: Any) -> bool:
    rows = step.get("files") if isinstance(step, dict) else None
    kinds = {"name": str, "before": str, "after": str, "at": int, "old": str, "new": int}
    return isinstance(rows, list) and all(
        isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in kinds.items())
        for row in rows
    )


def keep(path: Path, steps: list[Step]) -> None:
    """Keep the newest of ``steps``.

    :raises FactcheckError: nothing can be written beside the registry.
    """
    if cache_folder(path.parent) is None:
        raise FactcheckError(
            "nothing can be written here", where=str(path.parent), hint="check its permissions"
        )
    content = json.dumps({"steps": steps[-KEPT:]}, ensure_ascii=False)
    write_atomic(_place(path), content)


def _place(path: Path) -> Path:
    return path.parent / CACHE_NAME / "undo" / f"{path.name}.json"


def step(what: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Step:
    """Return the step that makes the files ``new`` from ``old``, both by their names and in UTF-8."""
    return {"what": what, "files": [_row(name, old[name], new[name]) for name in new]}


def _row(name: str, old: bytes, new: bytes) -> dict[str, Any]:
    before, after = old.decode(), new.decode()
    at = _common(before, after)
    tail = _common(before[at:][::-1], after[at:][::-1])
    gone = before[at : len(before) - tail]
    row = {"name": name, "before": digest(old), "after": digest(new)}
    return {**row, "at": at, "old": gone, "new": len(after) - tail - at}


def _common(one: str, other: str) -> int:
    """Return how many characters two texts share at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def before(row: Mapping[str, Any], data: bytes) -> bytes | None:
    """Return a file as it was before a step, None where that is not how it was."""
    text = data.decode()
    back = text[: row["at"]] + row["old"] + text[row["at"] + row["new"] :]
    found = back.encode()
    return found if digest(found) == row["before"] else None
