"""The bytes of sources as they were retrieved, kept under their hash: found again, and proved unaltered.

A snapshot ``sha256:0a1b...`` lies at ``snapshots/0a/0a1b....<ending>`` beside the registry; the ending says
what kind of file it was (html, pdf, txt). ``snapshots/log.jsonl`` holds one line for each time that bytes were
retrieved: when, from where, with which headers. It is only ever appended to. Bytes come first, then their line,
so a crash in between leaves bytes that nothing names, and never a line without its bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from . import files
from .errors import ReadError

FOLDER = "snapshots"
EXCHANGE = ".warc.gz"  # the exchange beside the bytes, where it was kept
LOG = "log.jsonl"
MAX_BYTES = 100_000_000
_LOCK = "snapshots.lock"
_ENDING = re.compile(r"[a-z0-9]{1,10}")
_PRIVATE = frozenset({"set-cookie", "set-cookie2"})  # a visitor's marks are no part of a source
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def find(folder: Path, snapshot: str) -> Path:
    """Return the file of a snapshot.

    :param folder: the registry's folder.
    :param snapshot: ``sha256:`` and 64 hexadecimal digits, as the registry holds it.
    :raises ReadError: the hash is none, or no plain file lies at its place.
    """
    match = _HASH.fullmatch(snapshot)
    if match is None:
        raise ReadError(f"'{snapshot}' is no snapshot", where=FOLDER, hint="it is sha256: and 64 digits")
    home = folder / FOLDER / match[1][:2]
    files = sorted(path for path in home.glob(f"{match[1]}*") if path.is_file() and path.stem == match[1])
    if not files:
        hint = "fetch it again with add-source, or restore it from the desk's repository"
        raise ReadError("the snapshot is missing", where=f"{FOLDER}/{match[1][:2]}/{match[1]}", hint=hint)
    return files[0]


def read(folder: Path, snapshot: str) -> bytes:
    """Return the bytes of a snapshot, proved against its hash.

    :raises ReadError: missing, larger than 100 MB, unreadable, or not the bytes that were retrieved.
    """
    path = find(folder, snapshot)
    shown = path.relative_to(folder).as_posix()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ReadError("the snapshot is larger than 100 MB", where=shown, hint="it is not read")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"the snapshot cannot be read: {error.strerror}", where=shown) from None
    if digest(data) != snapshot:
        hint = "restore it from the desk's repository; its words are not used until then"
        raise ReadError("the snapshot was altered after it was retrieved", where=shown, hint=hint)
    return data


def digest(data: bytes) -> str:
    """Return the name of a snapshot of these bytes, ``sha256:`` and 64 digits."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def verify(folder: Path, snapshot: str) -> None:
    """Prove that a snapshot is there and holds the bytes that were retrieved.

    :raises ReadError: as :func:`read` does.
    """
    read(folder, snapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One line of the log: that these bytes were retrieved, ``at`` (ISO, UTC), how many, and from where.

    ``ending`` is their kind ("html"); ``redirects`` are (status, address) in order; ``via`` says how they came
    where no server sent them ("file minutes.pdf", "pasted, seen by ..."). What is not known is empty or 0.
    """

    at: str
    snapshot: str
    bytes: int
    ending: str
    url: str = ""
    final_url: str = ""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[tuple[int, str], ...] = ()
    via: str = ""


def keep(
    folder: Path,
    data: bytes,
    *,
    ending: str,
    url: str = "",
    final_url: str = "",
    status: int = 0,
    headers: Iterable[tuple[str, str]] = (),
    redirects: Iterable[tuple[int, str]] = (),
    retrieved: datetime,
    via: str = "",
) -> str:
    """Keep the bytes of a source, and a line of the log that says whence they came; return ``sha256:...``.

    Bytes that are there already are kept once (and put right where they were altered); the line is written every
    time. Cookies are left out of the headers. Everything is on disk when this returns.

    :param folder: the registry's folder.
    :param ending: what kind of file it is, "html"; chooses the reader.
    :param retrieved: when, with its zone.
    :raises ReadError: more than 100 MB, which no snapshot may have.
    :raises FactcheckError: the folder cannot be written, or another process held it for too long.
    """
    if len(data) > MAX_BYTES:
        raise ReadError("this is larger than 100 MB", where=url or via, hint="it is not kept")
    line = Capture(
        at=retrieved.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        snapshot=digest(data),
        bytes=len(data),
        ending=ending if _ENDING.fullmatch(ending) else "bin",
        url=url,
        final_url=final_url,
        status=status,
        headers=tuple((name, value) for name, value in headers if name.lower() not in _PRIVATE),
        redirects=tuple(redirects),
        via=via,
    )
    cache = files.cache_folder(folder)
    with files.locked((cache or folder) / _LOCK, timeout=120):
        _keep_bytes(folder, line, data)
        _append(folder / FOLDER / LOG, line)
    return line.snapshot


def _keep_bytes(folder: Path, line: Capture, data: bytes) -> None:
    try:
        verify(folder, line.snapshot)
    except ReadError:
        pass  # missing, or altered: what was just retrieved is the truth
    else:
        return
    bare = line.snapshot.removeprefix("sha256:")
    try:
        place = find(folder, line.snapshot)
    except ReadError:
        place = folder / FOLDER / bare[:2] / f"{bare}.{line.ending}"
    files.write_atomic(place, data)


def keep_exchange(folder: Path, snapshot: str, data: bytes) -> Path:
    """Keep what went over the wire (WARC, packed with gzip) beside a snapshot; return its file.

    :raises ReadError: the snapshot is not there.
    :raises FactcheckError: the folder cannot be written.
    """
    kept = find(folder, snapshot)
    place = kept.with_name(f"{kept.stem}{EXCHANGE}")
    files.write_atomic(place, data)
    return place


def _append(path: Path, line: Capture) -> None:
    """Append a line; one that a crash tore is closed first, so that it spoils no other."""
    row: dict[str, Any] = {name: getattr(line, name) for name in Capture.__slots__}
    text = (
        json.dumps(
            {name: value for name, value in row.items() if value or name == "bytes"}, ensure_ascii=True
        )
        + "\n"
    )
    files.append_synced(path, text if _closed(path) else f"\n{text}")


def _closed(path: Path) -> bool:
    """Say whether the log ends with a whole line."""
    try:
        with path.open("rb") as file:
            if file.seek(0, 2) == 0:
                return True
            file.seek(-1, 2)
            return file.read() == b"\n"
    except FileNotFoundError:
        return True
    except OSError as error:
        raise ReadError(f"the log cannot be read: {error.strerror}", where=f"{FOLDER}/{LOG}") from None


def log(folder: Path) -> tuple[Capture, ...]:
    """Return what the log says, oldest first; lines that cannot be read are left out, see :func:`torn`.

    :raises ReadError: the log cannot be opened.
    """
    return tuple(line for _, line in _lines(folder) if line is not None)


def torn(folder: Path) -> tuple[int, ...]:
    """Return the numbers (from 1) of the log's lines that cannot be read: a crash tore them, or a hand changed them.

    :raises ReadError: the log cannot be opened.
    """
    return tuple(number for number, line in _lines(folder) if line is None)


def _lines(folder: Path) -> Iterator[tuple[int, Capture | None]]:
    path = folder / FOLDER / LOG
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _capture(line)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReadError(f"the log cannot be read: {error.strerror}", where=f"{FOLDER}/{LOG}") from None


def _capture(line: bytes) -> Capture | None:
    """Return one line of the log, or None where it is none; keys of a later version are passed over."""
    try:
        row = json.loads(line)
        known = {name: row[name] for name in Capture.__slots__ if name in row}
        for pairs in ("headers", "redirects"):
            known[pairs] = tuple((first, second) for first, second in known.get(pairs, ()))
        made = Capture(**known)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return made if isinstance(made.at, str) and _HASH.fullmatch(str(made.snapshot)) else None
