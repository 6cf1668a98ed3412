"""kill -9 at random moments of what writes, and after each: is all that was promised still true?

    python -m benchmarks.crashes                  100 crashes, the acts in turn
    python -m benchmarks.crashes 1000 add save    some acts only: add, refresh, build, save

An act is the command itself (``add-source``, ``sources refresh``, ``scan --save``; ``build`` opens the index
after the registry has changed), run in a forked process with all modules loaded, so that a kill falls into the
work and not into the start of Python. The moment is drawn evenly from the time that the act took before. Acts go
on in the folder that the last crash left. After each crash a process of its own proves:

- the registry loads, holds every source whose act had ended well, and nothing that nobody asked for;
- every line of the registry as it was at the beginning stands in it still, in order;
- every snapshot that the registry names is there and has its hash; every capture that ended well is in the log;
- the index answers (from what is there, or built again) with the newest source;
- a saved report, once there, is whole JSON.

Exit 1 where one of these fails: its folder is kept and named.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from factcheck import registry, snapshots
from factcheck.cli import main as factcheck
from factcheck.index import Index

ACTS = ("add", "refresh", "build", "save")
WELL = {"refresh": (0, 1)}  # 1: the page has changed
FRESH = 50  # crashes until a new desk: the old one has grown
PUBLISHED = "2031-05-02"
WORDS = ("harbour", "ferry", "bridge", "school", "market", "tunnel", "library", "orchard")
SERVER = """
import http.server, itertools, sys
count = itertools.count()
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        data = f"<html><body><p>The council met {next(count)} times on the page {self.path}.</p></body></html>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *args): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
print(server.server_address[1], flush=True)
server.serve_forever()
"""
HEAD = """# The desk of the crash test: this comment must outlive every kill.
parties:
  - {id: town, name: The Town}   # on one line
publishers:
  - id: council
    name: Harbour Council
    party: town
    voice: true
sources:
"""
ENTRY = """  - id: {id}
    title: Minutes {number}   # note {number}
    publisher: council
    kind: release
    level: primary
    published: 2031-04-17
    statements:
      - {{locator: line 1, text: "The {word} of ward {number} opened in {year} with {number} rooms."}}
"""


class Desk:
    """A registry in a folder, what was promised of it, and the acts that change it."""

    def __init__(self, folder: Path, rng: random.Random, page: str) -> None:
        self.folder, self._rng, self._page = folder, rng, page
        self.known = {f"minutes-{number}" for number in range(60)}
        self.asked = set(self.known)
        self.saved = False
        self.captures = 0
        self._count = 0
        self._newest = ""
        folder.mkdir(parents=True)
        rows = (
            ENTRY.format(id=f"minutes-{n}", number=n, word=rng.choice(WORDS), year=1900 + n)
            for n in range(60)
        )
        self._head = HEAD + "".join(rows)
        (folder / "sources.yaml").write_text(self._head + "# and this is the last line\n")
        self.draft()

    def draft(self) -> None:
        word, number = self._rng.choice(WORDS), self._rng.randrange(60)
        text = f"Town opens {word}\n\nThe {word} of ward {number} opened with {number + 1} rooms, the council said.\n"
        (self.folder / "draft.txt").write_text(text)

    def plan(self, act: str) -> tuple[Callable[[], None], Callable[[], None]]:
        """Return an act, and what is promised once it has ended well."""
        self._count += 1
        if act == "add":
            return self._add()
        if act == "refresh":
            return self._refresh()
        if act == "save":
            self.draft()
            return (
                lambda: _run(
                    "scan",
                    self.folder / "draft.txt",
                    "--sources",
                    self._sources,
                    "--save",
                    "--fail-on",
                    "none",
                )
            ), self._is_saved
        if self._rng.random() < 0.3:
            shutil.rmtree(self.folder / ".factcheck", ignore_errors=True)
        with self._sources.open("a") as file:  # by hand, in an editor
            file.write(f"# a remark {self._count}\n")
        return (lambda: _open(self.folder)), lambda: None

    @property
    def _sources(self) -> Path:
        return self.folder / "sources.yaml"

    def _is_saved(self) -> None:
        self.saved = True

    def _add(self) -> tuple[Callable[[], None], Callable[[], None]]:
        key, target = f"paper-{self._count}", self.folder / f"paper-{self._count}.txt"
        word = f"zq{self._count}x"
        text = (
            f"Ward paper {self._count}\n\nThe keeper {word} of the gate resigned on Monday, the ward said.\n"
        )
        target.write_text(text * self._rng.choice((1, 10, 1000)))
        self.asked.add(key)
        made = ["--id", key, "--title", f"Paper {self._count}", "--publisher", "council", "--kind", "release"]
        made += ["--published", PUBLISHED, "--level", "primary", "--language", "en", "--no-input", "--force"]
        made += [
            "--statement",
            f"The keeper zq{self._count}x of the gate resigned.",
            "--sources",
            str(self._sources),
        ]

        def done() -> None:
            self.known.add(key)
            self._newest = f"zq{self._count}x"
            self.captures += 1

        return (lambda: _run("add-source", target, *made)), done

    def _refresh(self) -> tuple[Callable[[], None], Callable[[], None]]:
        """Register the page first where that is not done; only its refresh is then killed."""
        if "page" not in self.known:
            made = ["--id", "page", "--title", "Page", "--publisher", "council", "--kind", "release"]
            made += ["--published", PUBLISHED, "--level", "primary", "--language", "en", "--no-input"]
            self.asked.add("page")

            def done() -> None:
                self.known.add("page")
                self.captures += 1

            return (
                lambda: _run(
                    "add-source", self._page, *made, "--allow-private", "--force", "--sources", self._sources
                )
            ), done

        def again() -> None:
            self.captures += 1

        return (
            lambda: _run("sources", "refresh", "page", "--allow-private", "--sources", self._sources)
        ), again

    def prove(self) -> None:
        """Raise AssertionError where a promise is broken; what the package raises comes through."""
        if self._rng.random() < 0.5:
            for cache in (self.folder / ".factcheck").glob("registry-*"):
                cache.unlink()
        found = registry.load(self.folder)
        missing, foreign = self.known - set(found.sources), set(found.sources) - self.asked
        assert not missing, f"lost: {sorted(missing)}"
        assert not foreign, f"came from nowhere: {sorted(foreign)}"
        lines = iter(self._sources.read_text().splitlines())
        assert all(line in lines for line in self._head.splitlines()), "a line of the registry is gone"
        for _, snapshot in found.snapshots():
            snapshots.read(self.folder, snapshot)
        assert len(snapshots.log(self.folder)) >= self.captures, "a capture is not in the log"
        opened = Index.open(found)
        assert not opened.notes, opened.notes
        asked = f"The keeper {self._newest} of the gate resigned." if self._newest else "rooms of ward 7"
        best = opened.search(asked)
        assert best and self._newest in best[0].text, "the index does not find the newest source"
        reports = list((self.folder / "claims").glob("*/report.json"))
        assert reports or not self.saved, "a saved report is gone"
        for path in reports:
            assert json.loads(path.read_bytes())["article"], path


def _run(*arguments: object) -> None:
    factcheck([str(argument) for argument in arguments])


def _open(folder: Path) -> None:
    Index.open(registry.load(folder))


def forked(act: Callable[[], None], said: Path) -> int:
    """Start ``act`` in a process of its own with its output in a file; return the process id."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        with said.open("w") as out, Path(os.devnull).open() as nothing:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            os.dup2(nothing.fileno(), 0)
            code = _ended(act)
    finally:
        os._exit(code)


def _ended(act: Callable[[], None]) -> int:
    import traceback

    code = 0
    try:
        act()
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def ends_within(child: int, seconds: float) -> int | None:
    """Return the exit code of a process, None where it had to be killed."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(min(left, 0.0005))
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGKILL else code


class Trial:
    """Crashes one after the other; counts what was killed, what ended before, and what broke."""

    def __init__(self, acts: list[str], folder: Path, page: str, seed: int) -> None:
        self._acts, self._folder, self._page, self._rng = acts, folder, page, random.Random(seed)
        self._took: dict[str, list[float]] = {act: [] for act in acts}
        self.killed: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.broken: list[str] = []
        self._desks = 0

    def go(self, crashes: int, seconds: float) -> None:
        """Run acts until so many were killed, or the time is up."""
        stop = time.monotonic() + seconds
        desk = self._desk()
        while self.killed.total() < crashes and time.monotonic() < stop and len(self.broken) < 5:
            act = self._acts[(self.killed.total() + self.ended.total()) % len(self._acts)]
            before, broken = self.killed.total(), len(self.broken)
            self._once(desk, act)
            if len(self.broken) > broken:
                desk = self._desk()
            elif self.killed.total() > before and self.killed.total() % FRESH == 0:
                shutil.rmtree(desk.folder)
                desk = self._desk()

    def _desk(self) -> Desk:
        self._desks += 1
        return Desk(self._folder / f"desk-{self._desks}", self._rng, self._page)

    def _once(self, desk: Desk, act: str) -> None:
        """Run one act, killed at a random moment unless its time is not known yet, and prove the desk."""
        took = self._took[act]
        plain = len(took) < 3 or (act == "refresh" and "page" not in desk.known)
        work, done = desk.plan(act)
        said = self._folder / "said.txt"
        begun = time.perf_counter()
        limit = 120.0 if plain else self._rng.uniform(0, 1.1 * statistics.median(took))
        code = ends_within(forked(work, said), limit)
        if code is None:
            self.killed[act] += 1
        else:
            self.ended[act] += 1
            if not (act == "refresh" and plain and "page" not in desk.known):
                self._took[act] = [*took[-20:], time.perf_counter() - begun]
            if code not in WELL.get(act, (0,)):
                self.broken.append(f"{act} in {desk.folder} ended with {code}: {said.read_text()[-2000:]}")
                return
            done()
        if ends_within(forked(desk.prove, said), 120):
            self.broken.append(f"after {act} in {desk.folder}: {said.read_text()[-3000:]}")


@contextlib.contextmanager
def pages() -> Iterator[str]:
    """Give the address of a page that reads otherwise at every request, on this machine."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}/page"
        finally:
            server.kill()


def warm(acts: list[str]) -> None:
    """Load what the acts load, so that a kill does not fall into an import; no thread may be running after."""
    import lxml.html
    import requests
    import tantivy

    from factcheck import capture, nlp, quantity, scanning, when

    loaded = (lxml.html, requests, tantivy, capture, scanning)
    assert all(loaded)
    if "save" in acts:
        list(nlp.parse(["The council met 3 times on Monday."]))
    quantity.find("3")
    when.find("Monday")


def main() -> int:
    """Crash, prove, and say how often; exit 1 where a promise was broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("crashes", nargs="?", type=int, default=100)
    parser.add_argument("acts", nargs="*", help=f"of {', '.join(ACTS)} (all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=3600, help="stop after so long")
    chosen = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="factcheck-crashes-"))
    warm(chosen.acts or list(ACTS))
    begun = time.monotonic()
    with pages() as page:
        trial = Trial(chosen.acts or list(ACTS), folder, page, chosen.seed)
        trial.go(chosen.crashes, chosen.seconds)
    for broken in trial.broken:
        print(f"BROKEN {broken}")
    killed = ", ".join(f"{act} {count}" for act, count in sorted(trial.killed.items()))
    ended, spent = trial.ended.total(), time.monotonic() - begun
    print(
        f"{trial.killed.total()} crashes ({killed}), {ended} acts that ended before the kill, {spent:.0f} s; "
    )
    print(f"{len(trial.broken)} broken")
    if not trial.broken:
        shutil.rmtree(folder)
    return 1 if trial.broken else 0


if __name__ == "__main__":
    sys.exit(main())
