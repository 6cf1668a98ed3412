"""Files written so that a crash leaves the old one or the new one, never a part; locks between processes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .errors import FactcheckError

CACHE_NAME = ".factcheck"
_IGNORE = "# derived by factcheck; may be deleted at any time\n*\n"


def write_atomic(path: Path, data: bytes | str) -> None:
    """Write ``data`` to ``path`` (text as UTF-8): on disk when this returns, the old content until then.

    The folder is made where it is missing; a symbolic link is followed: the file that it names is replaced,
    and the mode of an existing file is kept. A pipe or a device is written to, never replaced.

    :raises FactcheckError: the folder or the file cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        if path.exists() and not path.is_file():
            with path.open("wb", buffering=0) as device:
                device.write(content)
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise _unwritable(path, error) from None


def make_folder(path: Path) -> None:
    """Make a folder and what leads to it; one that is there already is left as it is.

    :raises FactcheckError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), _mode(target))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Return the mode of an existing file, else what a new file gets here."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` last; not every file system can, and then there is nothing more to do."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def append_synced(path: Path, data: bytes | str) -> None:
    """Append ``data`` to ``path`` in one write, on disk when this returns; hold :func:`locked` around it.

    :raises FactcheckError: the folder or the file cannot be written.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists()
        with path.open("ab", buffering=0) as file:
            left = memoryview(content)
            while left:  # a disk that is nearly full takes a part, and refuses only the next
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        if new:
            _sync_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None


@contextlib.contextmanager
def locked(path: Path, *, timeout: float = 30.0) -> Iterator[None]:
    """Hold the lock file ``path`` against other processes; it is left behind, empty, on purpose.

    :param timeout: seconds to wait for whoever holds it.
    :raises FactcheckError: somebody else held it all the time, or it cannot be made.
    """
    import filelock

    lock = filelock.FileLock(path, timeout=timeout)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except filelock.Timeout:
        hint = "another factcheck is at work here; try again when it is done"
        raise FactcheckError(f"locked for more than {timeout:g} s", where=str(path), hint=hint) from None
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        yield
    finally:
        lock.release()


def cache_folder(beside: Path, name: str = CACHE_NAME) -> Path | None:
    """Return the folder ``name`` for what is derived, below ``beside``; None where nothing can be written.

    It is made on first use, with a .gitignore inside, and may be deleted at any time.
    """
    folder = beside / name
    try:
        folder.mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


def _unwritable(path: Path, error: OSError) -> FactcheckError:
    what = f"cannot be written: {error.strerror or error}"
    return FactcheckError(what, where=str(path), hint="check the folder's permissions and the free space")
