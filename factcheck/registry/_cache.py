"""The compiled registry: its records as JSON under .factcheck/, used while every file has the hash it had.

JSON, since reading it runs nothing; with its own hash, since a half-written or meddled cache must not decide a
verdict. It may be deleted at any time, and is not kept at all for a registry that loads in no time. The first
line says what it was made from, the second holds the small tables and what is asked of all sources at once,
each further line is one source: a small registry is read whole, of a large one only what is asked for.

A file whose size and times are those that were hashed is not hashed again, unless it was written so shortly
before the cache that its times may hide a second change. Where one included file changed, the records of the
others are taken from here (:func:`parts`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from pathlib import Path
from typing import IO, Any

from ..errors import FactcheckError
from ..files import CACHE_NAME, cache_folder, write_atomic
from ..folder import code_digest
from ._facts import gather
from ._read import Parts, Record, Records, included, inside
from ._shelf import Shelf

WORTH = 10_000  # bytes of YAML and tables from which on a cache saves more than it costs
WHOLE = 16_000_000  # bytes of sources up to which they are proved by one hash and parsed at once
RACY = 2_000_000_000  # nanoseconds within which a file's times may not tell two writings apart
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


def recall(path: Path) -> Records | None:
    """Return the records of the registry at ``path`` as they were compiled, None where anything has changed.

    ``tables["sources"]`` is a :class:`Shelf` where the registry is large.
    """
    try:
        with _place(path).open("rb") as file:
            known = _head(file)
            if known is None or not _unchanged(path, known):
                return None
            return _records(path, file, known)
    except _BROKEN:
        return None


def parts(path: Path) -> Parts:
    """Return the records of each included file as they were compiled, for those that have not changed since."""
    try:
        with _place(path).open("rb") as file:
            known = _head(file)
            if known is None:
                return {}
            records = _records(path, file, known)
        shelf = records.tables["sources"]
        tables = records.tables | {"sources": shelf.all() if isinstance(shelf, Shelf) else shelf}
        return {name: _part(name, ends, known["files"], tables) for name, ends in known["parts"].items()}
    except (*_BROKEN, FactcheckError):
        return {}


def _part(name: str, part: dict[str, Any], files: dict[str, str], tables: Any) -> dict[str, Any]:
    rows = {table: tables[table][begin:end] for table, (begin, end) in part["rows"].items()}
    return {"digest": files[name], "needs": {need: files[need] for need in part["needs"]}, "rows": rows}


def _head(file: IO[bytes]) -> dict[str, Any] | None:
    """Return the first line, None where other rules made it."""
    known: dict[str, Any] = json.loads(file.readline())
    return known if known["rules"] == rules() else None


def _records(path: Path, file: IO[bytes], known: dict[str, Any]) -> Records:
    second = file.readline()
    if hashlib.sha256(second).hexdigest() != known["second"]:
        raise ValueError("the second line is not the one that was written")
    held = json.loads(second)
    tables: dict[str, Any] = {"parties": held["parties"], "publishers": held["publishers"]}
    if known["bytes"] > WHOLE:
        places, begin = {}, file.tell()
        for key, length, check in held["places"]:
            places[key] = (begin, length, check)
            begin += length + 1
        tables["sources"] = Shelf(_place(path), places, held["facts"])
    else:
        body = file.read()
        if hashlib.sha256(body).hexdigest() != known["body"]:
            raise ValueError("the sources are not those that were written")
        tables["sources"] = json.loads(b"[" + body.rstrip(b"\n").replace(b"\n", b",") + b"]")
    return Records(tables=tables, files=known["files"], patterns=known["patterns"])


def keep(path: Path, records: Records) -> None:
    """Keep the records of a large registry; where nothing can be written, nothing is kept."""
    folder = path.parent
    with contextlib.suppress(FactcheckError, OSError, ValueError):
        if sum((folder / name).stat().st_size for name in records.files) < WORTH:
            return
        stats = {name: _stat(folder / name) for name in records.files}
        if cache_folder(folder) is None or _digests(folder, records) != records.files:
            return
        write_atomic(_place(path), _compiled(folder, records, stats))


def _compiled(folder: Path, records: Records, stats: dict[str, list[int]]) -> bytes:
    sources = records.tables["sources"]
    lines = [_line(record) for record in sources]
    body = b"\n".join(lines) + b"\n"
    places = [(r["id"], len(line), zlib.crc32(line)) for r, line in zip(sources, lines, strict=True)]
    tables = {name: records.tables[name] for name in ("parties", "publishers")}
    second = _line({**tables, "places": places, "facts": gather(sources)}) + b"\n"
    known = {
        "rules": rules(),
        "second": hashlib.sha256(second).hexdigest(),
        "body": hashlib.sha256(body).hexdigest(),
        "bytes": len(body),
        "files": records.files,
        "stats": stats,
        "patterns": records.patterns,
        "matched": [included(folder, pattern) for pattern in records.patterns],
        "parts": records.parts,
    }
    return b"".join((_line(known), b"\n", second, body))


def _line(value: Record) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _place(path: Path) -> Path:
    return path.parent / CACHE_NAME / f"registry-{path.name}.json"


def _stat(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _digests(folder: Path, records: Records) -> dict[str, str]:
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in records.files}


def _unchanged(path: Path, known: dict[str, Any]) -> bool:
    folder = path.parent
    if path.name not in known["files"]:
        return False
    if [included(folder, pattern) for pattern in known["patterns"]] != known["matched"]:
        return False
    written = _place(path).stat().st_mtime_ns
    for name, digest in known["files"].items():
        target = path if name == path.name else inside(folder, name)
        if target is None or not target.is_file():
            return False
        now = _stat(target)
        if now == known["stats"][name] and max(now[1:]) + RACY < written:
            continue
        if hashlib.sha256(target.read_bytes()).hexdigest() != digest:
            return False
    return True


def rules() -> str:
    """Return a hash of the modules that make records, so that no cache outlives the rules it was made by."""
    return code_digest("registry/*.py", "yamlfile.py")
