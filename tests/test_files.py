"""Writing: whole or not at all, also when killed; locks between processes; the folder for what is derived."""

import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from factcheck import files
from factcheck.errors import FactcheckError


def test_written_whole_with_its_folder(tmp_path):
    files.write_atomic(tmp_path / "a/b.txt", "ä")
    files.write_atomic(tmp_path / "a/b.txt", b"\x00new")
    assert (tmp_path / "a/b.txt").read_bytes() == b"\x00new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]


def test_mode_and_link_are_kept(tmp_path):
    target = tmp_path / "target"
    target.write_text("old")
    target.chmod(0o640)
    (tmp_path / "link").symlink_to(target)
    files.write_atomic(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_the_usual_mode(tmp_path):
    (tmp_path / "usual").write_text("")
    files.write_atomic(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_failure_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FactcheckError, match="No space left"):
        files.write_atomic(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    for act in (files.write_atomic, files.append_synced):
        with pytest.raises(FactcheckError, match="cannot be written"):
            act(tmp_path / "file/below", "x")


WRITER = """
import sys
from pathlib import Path
from factcheck.files import write_atomic
n = 0
while True:
    n += 1
    write_atomic(Path(sys.argv[1]), f"{n} " * 20000)
    print(n, flush=True)
"""


def test_killed_in_the_middle_leaves_a_whole_file(tmp_path):
    path = tmp_path / "a.txt"
    for wait in (0.0, 0.01, 0.02, 0.03):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
        words = path.read_text().split()
        assert len(words) == 20000
        assert len(set(words)) == 1


def test_appended(tmp_path):
    files.append_synced(tmp_path / "log/a", "one\n")
    files.append_synced(tmp_path / "log/a", b"two\n")
    assert (tmp_path / "log/a").read_text() == "one\ntwo\n"


COUNTER = """
import sys
from pathlib import Path
from factcheck.files import locked, write_atomic
folder = Path(sys.argv[1])
for _ in range(15):
    with locked(folder / "lock"):
        write_atomic(folder / "n", str(int((folder / "n").read_text()) + 1))
"""


def test_locks_hold_between_processes(tmp_path):
    (tmp_path / "n").write_text("0")
    workers = [subprocess.Popen([sys.executable, "-c", COUNTER, str(tmp_path)]) for _ in range(4)]
    assert [worker.wait() for worker in workers] == [0] * 4
    assert (tmp_path / "n").read_text() == "60"


def test_a_lock_that_is_held_is_said(tmp_path):
    again = files.locked(tmp_path / "lock", timeout=0.05)
    with files.locked(tmp_path / "lock"), pytest.raises(FactcheckError, match="at work here"), again:
        pass


def test_the_cache_folder_is_ignored_by_git(tmp_path):
    folder = files.cache_folder(tmp_path)
    assert folder == tmp_path / ".factcheck"
    assert "*" in (folder / ".gitignore").read_text().splitlines()
    assert files.cache_folder(tmp_path) == folder
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore"]


def test_no_cache_folder_where_nothing_can_be_written(tmp_path):
    (tmp_path / ".factcheck").write_text("a file is in the way")
    assert files.cache_folder(tmp_path) is None
    assert files.cache_folder(tmp_path / "missing") is None
