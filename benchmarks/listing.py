"""How long ``factcheck sources list`` takes to show its first screen: `python -m benchmarks.listing [SOURCES] [RUNS]`.

A registry of SOURCES (10,000) sources is written to a temporary folder and opened once, so that the cache is warm. The
command is run RUNS (11) times in a process of its own, and the clock stops when 24 lines have come through the pipe.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCREEN = 24
LIMIT = 0.5  # seconds, median


def write(folder: Path, count: int) -> None:
    """Write a registry of ``count`` sources of a hundred publishers, each with two statements and a figure."""
    lines = ["publishers:"]
    lines += [f"  - {{id: p{n}, name: Office number {n}}}" for n in range(100)]
    lines.append("sources:")
    for n in range(count):
        lines += [
            f"  - id: release-{n:06}",
            f"    title: Release {n} on the works in the harbour and the count of ships",
            f"    publisher: p{n % 100}",
            "    kind: release",
            "    level: primary",
            f"    published: {2000 + n % 25}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            "    statements:",
            f'      - {{locator: para 1, text: "The office counted {n} ships in the harbour."}}',
            f'      - {{locator: para 2, text: "The works on pier {n % 40} go on until the spring."}}',
            "    figures:",
            f"      - {{measure: ships in the harbour, value: {n}, as_of: 2025-01-01}}",
        ]
    (folder / "sources.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def first_screen(folder: Path) -> tuple[float, float]:
    """Return the seconds to the first screen and to the end of one run."""
    command = [sys.executable, "-m", "factcheck", "sources", "list", "--sources", str(folder)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout is not None
        for _ in range(SCREEN):
            run.stdout.readline()
        screen = time.perf_counter() - start
        run.stdout.read()
        run.wait()
    return screen, time.perf_counter() - start


def main() -> int:
    """Print cold and warm times; exit code 1 where the median misses the limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 11
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, count)
        cold = first_screen(folder)[0]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        warm = [first_screen(folder) for _ in range(runs)]
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / runs
    screen = statistics.median(one for one, _ in warm)
    whole = statistics.median(two for _, two in warm)
    print(
        f"sources list, {count:,} sources: cold {cold:.2f} s; warm, median of {runs}: first screen {screen:.2f} s"
    )
    print(
        f"(slowest {max(one for one, _ in warm):.2f} s), whole list {whole:.2f} s of {work:.2f} s work; limit {LIMIT} s"
    )
    return 0 if screen < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
