"""Many people at one registry: P processes add N sources each at the same time, and nothing is lost or moved.

    python -m benchmarks.writers [--processes 20] [--adds 50] [--folder DIR]

The registry begins with comments before, inside and behind its lists and with a source of its own. At the end it
must load, hold every entry once, and read byte for byte as it began with the new entries put in at one place.
Prints the figures and leaves with 1 where one of these does not hold.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

HEAD = """# A desk's own head: who edits here says so in the margin.
parties:
  - {id: town, name: Marrow Bay}  # the town
publishers:
  # one office only
  - {id: quay, name: Quay Office, party: town}
sources:
  # -- the harbour ------------------------------------------------------------
  - id: first
    title: "Harbour: the plan"   # as printed
    publisher: quay
    kind: plan
    level: primary
    published: 2031-05-01
    note: >-
      two lines
      of note
    # seen on paper
"""
TAIL = """  # the end of the list

# foot
"""


def entry(process: int, number: int) -> dict[str, object]:
    """Return the fields of one source, no two alike."""
    key = f"release-{process}-{number}"
    text = f"The quay office counted {process * 1000 + number} boats: more than before, it said."
    return {
        "id": key,
        "title": f'Release {key}, "boats"',
        "publisher": "quay",
        "kind": "release",
        "level": "primary",
        "published": "2031-05-02",
        "url": f"https://quay.example/{process}/{number}",
        "statements": [{"locator": "para 1", "text": text}],
        "figures": [{"measure": "boats, all", "value": process * 1000 + number, "as_of": "2031-05-02"}],
    }


def writer(path: Path, process: int, adds: int, gate: object, times: object) -> None:
    """Add ``adds`` sources, one call each, and hand in how many seconds each took."""
    from factcheck.registry import editing

    gate.wait()  # type: ignore[attr-defined]
    taken = []
    try:
        for number in range(adds):
            begun = time.perf_counter()
            editing.add(path, entry(process, number))
            taken.append(time.perf_counter() - begun)
    finally:
        times.put(taken)  # type: ignore[attr-defined]


def run(path: Path, processes: int, adds: int) -> tuple[float, list[float]]:
    """Run all writers from one starting shot; return the wall time and the time of every add, in seconds."""
    context = multiprocessing.get_context("spawn")
    gate, times = context.Barrier(processes + 1), context.Queue()
    jobs = [context.Process(target=writer, args=(path, one, adds, gate, times)) for one in range(processes)]
    for job in jobs:
        job.start()
    gate.wait()
    begun = time.perf_counter()
    taken = [seconds for _ in jobs for seconds in times.get()]
    wall = time.perf_counter() - begun
    for job in jobs:
        job.join()
    return wall, taken


def faults(path: Path, processes: int, adds: int) -> list[str]:
    """Return what does not hold at the end; nothing where all does."""
    from factcheck import registry

    text = path.read_text(encoding="utf-8")
    held = registry.load(path).sources
    wanted = {"first"} | {f"release-{one}-{number}" for one in range(processes) for number in range(adds)}
    found = []
    if set(held) != wanted:
        found.append(f"{len(wanted - set(held))} entries are lost, {len(set(held) - wanted)} too many")
    if not (text.startswith(HEAD) and text.endswith(TAIL)):
        found.append("the old text was touched")
    if text.count("#") != (HEAD + TAIL).count("#"):
        found.append("comments were lost or made")
    for one in range(processes):
        order = [key for key in held if key.startswith(f"release-{one}-")]
        if order != [f"release-{one}-{number}" for number in range(adds)]:
            found.append(f"the entries of process {one} are not in the order in which they were added")
    return found


def main() -> int:
    """Read the call, run, print the figures."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--processes", type=int, default=20)
    call.add_argument("--adds", type=int, default=50)
    call.add_argument("--folder", type=Path, help="where the registry is put; else a temporary folder")
    given = call.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder) / "sources.yaml"
        path.write_text(HEAD + TAIL, encoding="utf-8")
        wall, taken = run(path, given.processes, given.adds)
        found = faults(path, given.processes, given.adds)
        ninety_five = statistics.quantiles(taken, n=20)[-1]
        print(f"processes {given.processes}, adds each {given.adds}, entries {len(taken)}")
        print(f"wall {wall:.1f} s, {len(taken) / wall:.1f} adds a second")
        print(
            f"one add: median {statistics.median(taken):.3f} s, p95 {ninety_five:.3f} s, max {max(taken):.3f} s"
        )
        print(
            "every entry there and valid, comments and old text byte for byte"
            if not found
            else "\n".join(found)
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
