"""How fast the desk of the checklist is: `python -m benchmarks.desk_keys [RUNS]`, medians, on a terminal of 80 by 24.

open    from the start of the process to the desk on the screen, on an article that was scanned    under 1000 ms
others  a key's answer at 500 claims, from the key to the last byte of what it changed on the
        screen: moving, skipping, deciding (on disk before it is shown), taking back, a window      under  100 ms

Escape is given another 100 ms: a lone one is told from the beginning of an arrow key by waiting (Textual's parser looks
ten times a second). The last column is what the desk itself computed, for machines that are busy with other things.
The article of 500 claims is the example article's claims over and over, under other names; half of them are decided
before. Exit 1 where one is above its ceiling.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from factcheck import read, registry, scanning, trail
from factcheck.checklist import answers, points, session
from factcheck.checklist.decisions import Action
from factcheck.model import Report, Span, Verdict

ROOT = Path(__file__).parent.parent
CLAIMS = 500
OPEN, KEY = 1000.0, 100.0  # milliseconds
QUIET = 0.15  # seconds without a byte after which the screen is taken to be whole
ESCAPE = "escape"
KEYS = (
    ("on in the text", "j"),
    ("next open", "\t"),
    ("verified", "v"),
    ("needs source", "n"),
    ("taken back", "u"),
    ("a window", "/"),
    (ESCAPE, "\x1b"),
)
CHILD = """
import sys, pickle
from datetime import datetime, UTC
from pathlib import Path
from factcheck import registry, trail
from factcheck.checklist import answers, points, session
from factcheck.cli import _checklist_desk
report, place, root = pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), Path(sys.argv[3])
known = registry.load(root / "sources.yaml")
asked = points.load(root / "checklist.yaml", checks=frozenset(answers.CHECKS))
walk = session.start(report, asked, trail.read(place), known)
_checklist_desk.run(walk, place, "Bench", lambda: datetime.now(UTC))
"""


_Row = tuple[str, float, float, float]  # name, median, ceiling, processor time; in milliseconds


class Terminal:
    """A command on a terminal of its own, and how long it takes to answer."""

    def __init__(self, command: Sequence[str], *, cwd: Path = ROOT) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._started = time.perf_counter()
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "LINES": "24",
        }
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=cwd,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)

    def opened(self, sign: bytes) -> float:
        """Return how many milliseconds after the start a sign stood on the screen."""
        found = b""
        while sign not in found:
            if not select.select([self._ours], [], [], 30)[0]:
                raise SystemExit(f"the desk did not open; it said: {found[-2000:]!r}")
            found += os.read(self._ours, 65536)
        opened = 1000 * (time.perf_counter() - self._started)
        self._drain()
        return opened

    def key(self, key: str) -> float:
        """Press a key; return how many milliseconds later the last byte of the answer came."""
        pressed = last = time.perf_counter()
        os.write(self._ours, key.encode())
        while select.select([self._ours], [], [], 1.0 if last == pressed else QUIET)[0]:
            os.read(self._ours, 65536)
            last = time.perf_counter()
        return 1000 * (last - pressed)

    def own(self) -> float:
        """Return the processor time that the process has taken, in milliseconds (from /proc, where there is one)."""
        try:
            fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._ours)

    def _drain(self) -> None:
        while select.select([self._ours], [], [], QUIET)[0]:
            os.read(self._ours, 65536)


def main() -> int:
    """Measure, print a row each, return 1 where a ceiling is broken."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_opening(runs), *_answers(Path(folder), runs)]
    for name, value, ceiling, own in rows:
        word = "ok" if value < ceiling else "ABOVE"
        print(f"{name:30} {value:7.1f} ms  under {ceiling:6.0f}  {word:6} {own:6.1f} ms of its own")
    return int(any(value >= ceiling for _, value, ceiling, _ in rows))


def _opening(runs: int) -> list[_Row]:
    with tempfile.TemporaryDirectory() as folder:
        desk = _workspace(Path(folder))
        command = [sys.executable, "-m", "factcheck", "checklist", "article.txt", "--as", "Bench"]
        times = [_open(command, desk) for _ in range(runs)]
        wall, own = (statistics.median(column) for column in zip(*times, strict=True))
        return [("open, the example article", wall, OPEN, own)]


def _workspace(desk: Path) -> Path:
    """Return a folder with the registry that ships, its list, and the example article scanned and kept."""
    import shutil

    for name in ("sources.yaml", "checklist.yaml", "figures", "examples/article.txt"):
        place = ROOT / name
        (shutil.copytree if place.is_dir() else shutil.copy)(place, desk / place.name)
    scan = [sys.executable, "-m", "factcheck", "scan", "article.txt", "--save", "--fail-on", "none"]
    subprocess.run(scan, cwd=desk, check=True, capture_output=True)
    return desk


def _open(command: Sequence[str], desk: Path) -> tuple[float, float]:
    terminal = Terminal(command, cwd=desk)
    try:
        return terminal.opened(b"quit"), terminal.own()
    finally:
        terminal.close()


def _answers(folder: Path, runs: int) -> list[_Row]:
    report = many(_example(), CLAIMS)
    kept, place = folder / "report.pickle", folder / "trail.jsonl"
    kept.write_bytes(pickle.dumps(report))
    _decide_half(report, place)
    terminal = Terminal([sys.executable, "-c", CHILD, str(kept), str(place), str(ROOT)])
    try:
        terminal.opened(b"quit")
        times: dict[str, list[float]] = {name: [] for name, _ in KEYS}
        own = dict.fromkeys(times, 0.0)
        for _ in range(runs):
            for name, key in KEYS:
                before = terminal.own()
                times[name].append(terminal.key(key))
                own[name] += (terminal.own() - before) / runs
    finally:
        terminal.close()
    return [
        (f"{name}, {CLAIMS} claims", statistics.median(found), KEY + 100 * (name == ESCAPE), own[name])
        for name, found in times.items()
    ]


def _example() -> Report:
    known = registry.load(ROOT / "sources.yaml")
    return scanning.scan_article(read.read_path(ROOT / "examples/article.txt"), known)


def many(report: Report, claims: int) -> Report:
    """Return a report of so many claims: the article and its claims over and over."""
    text, verdicts = report.article.text + "\n\n", []
    copies = -(-claims // len(report.verdicts))
    for copy in range(copies):
        verdicts += [_moved(verdict, copy, copy * len(text)) for verdict in report.verdicts]
    return replace(
        report, article=replace(report.article, text=text * copies), verdicts=tuple(verdicts[:claims])
    )


def _moved(verdict: Verdict, copy: int, by: int) -> Verdict:
    claim = verdict.claim
    text = f"{claim.text.rstrip('.')} ({copy})."
    moved: tuple[Span, ...] = tuple(span.shift(by) for span in claim.spans)
    changed = replace(
        claim, id=f"{claim.id}-{copy}", text=text, spans=moved, sentence=claim.sentence.shift(by)
    )
    return replace(verdict, claim=changed)


def _decide_half(report: Report, place: Path) -> None:
    asked = points.load(ROOT / "checklist.yaml", checks=frozenset(answers.CHECKS))
    walk = session.start(report, asked, (), registry.load(ROOT / "sources.yaml"))
    for item in walk.items[: CLAIMS // 2]:
        for new in session.act(session.go(walk, item.id), Action.VERIFIED).new:
            line = {name: getattr(new, name) for name in ("what", "claim", "text", "data", "snapshots")}
            trail.append(place, at=datetime.now(UTC), who="Bench", **line)


if __name__ == "__main__":
    sys.exit(main())
