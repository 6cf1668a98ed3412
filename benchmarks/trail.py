"""The trail under fire: nothing that was told as kept is lost, nothing that was changed passes, a key stays fast.

    python -m benchmarks.trail                all five
    python -m benchmarks.trail kills walk     some of them: kills, walk, writers, flips, speed

kills     kill -9 a hundred times at random moments of a writer that appends without end
walk      kill -9 a hundred times in the middle of ``factcheck checklist --plain``, driven by keys, in a forked process
writers   two writers with 500 decisions each on one trail
flips     every byte of a trail of 60 lines changed, one after the other, and every line dropped, doubled and swapped
speed     append, read and verify at 500 and 5,000 lines (wall time; the median of 15)

Exit 1 where something was lost or passed unseen: the folder is kept and named.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from factcheck import trail
from factcheck.cli import main as factcheck

NOW = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
TOWN = Path(__file__).parent.parent / "examples/city-budget"
KILLS = 100
TOLD = b"Kept: note"  # what the walk shows once a note is on disk
WRITER = """
import random, sys, time
from datetime import datetime, UTC
from pathlib import Path
from factcheck import trail
path, who, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
print("ready", flush=True)
for n in range(first, first + count):
    made = trail.append(path, at=datetime.now(UTC), who=who, what="accepted", claim=f"{who}-{n}", why="w" * 3000)
    print(made.claim, made.hash, flush=True)
    time.sleep(random.random() * 0.004)  # so that the lock changes hands
"""


def _writer(path: Path, who: str, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), who, str(first), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def kills(home: Path) -> str:
    """Kill a writer a hundred times; every line that it told is there, and at most one more a kill."""
    path = home / "trail.jsonl"
    chance, told, torn = random.Random(6), [], 0
    for number in range(KILLS):
        run = _writer(path, "Ann", number * 100_000, 100_000)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.1))
        os.kill(run.pid, signal.SIGKILL)
        told += [line for line in run.communicate()[0].splitlines() if len(line.split(" ")[-1]) == 64]
        found = trail.verify(path)
        torn += isinstance(found, trail.Whole) and bool(found.unfinished)
    kept = {f"{entry.claim} {entry.hash}" for entry in trail.read(path)}
    lost = [line for line in told if line not in kept]
    _demand(not lost, f"{len(lost)} of {len(told)} lost")
    _demand(len(kept) <= len(told) + KILLS, "more lines than keys")
    untold = len(kept) - len(told)
    return (
        f"{KILLS} kills, {len(told)} decisions told as kept, 0 lost, {untold} kept untold, {torn} lines torn"
    )


def walk(home: Path) -> str:
    """Kill the checklist's walk a hundred times; what stood in the trail before a kill stands there after it."""
    for name in ("sources.yaml", "article.txt"):
        shutil.copy(TOWN / name, home / name)
    path = home / "claims/article/trail.jsonl"
    keys, chance, told = b"o\na note\n" * 40 + b"q\n", random.Random(7), 0
    _walk(home, b"q\n", None)  # the scan is kept now, so that kills fall into the walk
    begun = time.monotonic()
    _walk(home, b"q\n", None)
    opening = time.monotonic() - begun
    begun = time.monotonic()
    _demand(_walk(home, keys, None) == 40, "the walk does not tell what it keeps")
    took = time.monotonic() - begun
    for number in range(KILLS):
        told += _walk(home, keys, chance.uniform(opening / 2, took))
        found = trail.verify(path)
        _demand(isinstance(found, trail.Whole), str(found))
        untold = len(trail.read(path)) - 40 - told
        _demand(0 <= untold <= number + 1, f"{told} told as kept, {untold} more in the trail")
    return f"{KILLS} kills in a walk, {told} notes shown as kept, 0 lost, {untold} kept and not yet shown"


def _walk(home: Path, keys: bytes, after: float | None) -> int:
    """Run the walk in a fork, kill it after some seconds; return how many decisions it showed as kept."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.chdir(home)
        sys.stdout = os.fdopen(1, "w", buffering=1)
        sys.stdin = io.TextIOWrapper(io.BytesIO(keys))
        with contextlib.suppress(SystemExit):
            factcheck(["checklist", "article.txt", "--plain", "--as", "Ann"])
        os._exit(0)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        shown = pipe.read()
    os.waitpid(child, 0)
    return shown.count(TOLD)


def writers(home: Path) -> str:
    """Let two write 500 each at once; all are there, each writer's in order."""
    path = home / "trail.jsonl"
    begun = time.monotonic()
    for run in [_writer(path, who, 0, 500) for who in ("Ann", "Bo")]:
        run.communicate()
    entries = trail.read(path)
    for who in ("Ann", "Bo"):
        _demand([one.claim for one in entries if one.who == who] == [f"{who}-{n}" for n in range(500)], who)
    turns = sum(one.who != two.who for one, two in itertools.pairwise(entries))
    return f"{len(entries)} lines, all present, chain whole, {turns} changes of hand, {time.monotonic() - begun:.1f} s"


def flips(home: Path) -> str:
    """Change every byte, and drop, double and swap every line; each is found at its line."""
    path = home / "trail.jsonl"
    _fill(path, 60)
    good, chance = path.read_bytes(), random.Random(8)
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= chance.randrange(1, 256)
        path.write_bytes(bad)
        _demand(_line(path) == good[:at].count(b"\n") + 1, f"byte {at}")
    lines = good.splitlines(keepends=True)
    for n in range(len(lines) - 1):
        for other in (
            [*lines[:n], *lines[n + 1 :]],
            [*lines[: n + 1], *lines[n:]],
            [*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]],
        ):
            path.write_bytes(b"".join(other))
            _demand(_line(path) in (n + 1, n + 2), f"line {n + 1}")
    return f"{len(good)} bytes and {3 * (len(lines) - 1)} changes of lines, all found at their line"


def _line(path: Path) -> int:
    found = trail.verify(path)
    return found.line if isinstance(found, trail.Broken) else 0


def speed(home: Path) -> str:
    """Time what the walk does at a key, and what proving takes."""
    rows = []
    for size in (500, 5000):
        path = home / f"{size}/trail.jsonl"
        _fill(path, size)
        for name, act in (
            ("append", partial(_put, path, 0)),
            ("read", partial(trail.read, path)),
            ("verify", partial(trail.verify, path)),
        ):
            rows.append(f"{name:6} at {size:5} lines {_median(act):7.1f} ms")
    return "\n          ".join(rows)


def _median(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(15):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def _fill(path: Path, size: int) -> None:
    for number in range(size):
        _put(path, number)


def _put(path: Path, number: int) -> trail.Entry:
    return trail.append(
        path,
        at=NOW,
        who="Ann Reed",
        what="accepted",
        claim=f"c{number}",
        text="The council adopted the budget by 21 votes to 9.",
        why="seen in the minutes",
        data=(("mark", "0123456789abcdef"), ("basis", "0123456789abcdef"), ("draft", "0" * 64)),
        snapshots=("sha256:" + "a" * 64,),
    )


def _demand(holds: bool, why: str) -> None:
    if not holds:
        raise AssertionError(why)


def main(names: list[str]) -> int:
    """Run the trials that are named, or all; print a row for each."""
    trials = {"kills": kills, "walk": walk, "writers": writers, "flips": flips, "speed": speed}
    worst = 0
    for name in names or list(trials):
        home = Path(tempfile.mkdtemp(prefix=f"trail-{name}-"))
        try:
            print(f"{name:9} {trials[name](home)}", flush=True)
            shutil.rmtree(home)
        except AssertionError as error:
            print(f"{name:9} FAILED: {error}; see {home}", flush=True)
            worst = 1
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
