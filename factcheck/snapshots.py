"""The bytes of sources as they were retrieved, kept under their hash: found again, and proved unaltered.

A snapshot ``sha256:0a1b...`` lies at ``snapshots/0a/0a1b....<ending>`` beside the registry; the ending says
what kind of file it was (html, pdf, txt). This module reads; ``add-source`` writes.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from .errors import ReadError

FOLDER = "snapshots"
MAX_BYTES = 100_000_000
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
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != snapshot:
        hint = "restore it from the desk's repository; its words are not used until then"
        raise ReadError("the snapshot was altered after it was retrieved", where=shown, hint=hint)
    return data
