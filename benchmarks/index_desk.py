"""What a desk feels with a large registry: opening it from the cache, adding a source, the memory of a scan.

    python -m benchmarks.index_desk FOLDER        (a folder that benchmarks.index_scale --keep left)

The registry is compiled from records that were never YAML: sources.yaml is a stub with the right hash, and
all that reads the compiled form is the real thing. Each figure is of a process of its own. Adding a source is
timed from a loaded registry that holds one more source to an index that finds it, with the patterns of numbers
loaded, as the command has them from its search for twins; what the YAML costs is in benchmarks.registry_scale.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck import registry as registries
from factcheck.index import Index
from factcheck.registry import _cache
from factcheck.registry._shelf import Shelf

ARTICLE = """The council met on Monday. It counted 447 sheep in the valley, the mayor said.

The Gazette reported that 1,200 people had left by 12 March 2029. "We will go on," she said. Balofax and
Codurex agreed to meet again in June, according to the report. Some 40 per cent of the houses stand empty.
"""


def main() -> None:
    """Print one row a figure, of a folder with registry and index."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("phase", nargs="?", choices=PHASES)
    options = parser.parse_args()
    if options.phase:
        print(json.dumps(PHASES[options.phase](options.folder)))
        return
    for label, value in figures(options.folder):
        print(f"{label:<52}{value}", flush=True)


def compile_registry(tables: dict[str, Any], folder: Path) -> float:
    """Write the compiled registry of ``tables`` into ``folder``, with a stub for its YAML; return the seconds."""
    stub = b"# the records of this registry were made by benchmarks.index_scale\n" + b"#" * _cache.WORTH
    path = folder / registries.FILE_NAME
    path.write_bytes(stub)
    files = {path.name: _cache.Stamp(hashlib.sha256(stub).hexdigest())}
    begin = time.perf_counter()
    _cache.keep(_cache.Compiled(path, None, files, [], {path.name: ({}, tables)}))
    return time.perf_counter() - begin


def figures(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what was measured, as labels and values."""
    for _ in range(2):  # the first fills the machine's page cache
        cold = _child(folder, "cold")
    yield (
        "a new process: imports (CPU) / registry / index / query",
        " / ".join(f"{cold[k] * 1000:.0f}" for k in ("imports", "load", "open", "query")) + " ms",
    )
    yield "its peak memory", f"{cold['peak']:.0f} MB"
    added = [_child(folder, "add") for _ in range(3)]
    shown = (f"{one['seconds'] * 1000:.0f} ({one['cpu'] * 1000:.0f})" for one in added)
    yield "adding one source, three times: clock (CPU)", " / ".join(shown) + " ms"
    article = folder / "article.txt"
    article.write_text(ARTICLE)
    scan = _child(folder, "scan")
    yield (
        f"a scan (exit {scan['code']:.0f}), seconds / peak memory",
        f"{scan['seconds']:.1f} s / {scan['peak']:.0f} MB",
    )


def _child(folder: Path, phase: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.index_desk", str(folder), phase]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _cold(folder: Path) -> dict[str, float]:
    import tantivy  # noqa: F401  (its import is not the index's)

    started, begun = time.process_time(), time.perf_counter()
    registry = registries.load(folder)
    loaded = time.perf_counter()
    index = Index.open(registry)
    opened = time.perf_counter()
    index.search("The council counted 447 sheep with balofax and codurex")
    found = time.perf_counter()
    peak = _peak()
    spent = {"load": loaded - begun, "open": opened - loaded, "query": found - opened}
    return {"imports": started, **spent, "peak": peak}


def _scan(folder: Path) -> dict[str, float]:
    """Run a whole scan in this process, its table thrown away."""
    import contextlib
    import io

    from factcheck.cli import main as factcheck

    begin = time.perf_counter()
    command = ["scan", str(folder / "article.txt"), "--sources", str(folder / registries.FILE_NAME)]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            factcheck(command)
        except SystemExit as stop:
            code = int(stop.code or 0)
    return {"code": code, "seconds": time.perf_counter() - begin, "peak": _peak()}


def _peak() -> float:
    """Return this process's own peak in MB; a forked child's ru_maxrss would be its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # macOS counts bytes


def _add(folder: Path) -> dict[str, float]:
    registry = registries.load(folder)
    Index.open(registry).search("Four sheep were counted")
    aside = folder / ".factcheck/index"
    before = {path.name for path in aside.iterdir()}
    _with_one_more(registry)
    begin, cpu = time.perf_counter(), time.process_time()
    index = Index.open(registry)
    spent = {"seconds": time.perf_counter() - begin, "cpu": time.process_time() - cpu}
    assert index.search("quintessential zebra")[0].source == "one-more"
    for path in aside.iterdir():
        if path.name not in before:
            shutil.rmtree(path)
    return spent


def _with_one_more(registry: Any) -> None:
    """Give a loaded registry one more source, as if its compiled form held it."""
    shelf = registry._shelf
    record = {**next(iter(shelf.values())), "id": "one-more"}
    record["statements"] = [["p1", "A quintessential zebra was seen.", False, ""]]
    registry._shelf = registry.sources._records = Shelf(shelf._base, [*shelf._runs, [record]])
    registry.digest += " and one more"


PHASES = {"cold": _cold, "add": _add, "scan": _scan}


if __name__ == "__main__":
    main()
