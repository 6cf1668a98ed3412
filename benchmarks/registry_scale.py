"""A large registry as real YAML in `include:` folders: opening it cold and warm, adding to it, editing it by hand.

    python -m benchmarks.registry_scale [--sources 100000] [--files 1000] [--statements 2] [--keep FOLDER] [--index]

Each figure is of a process of its own and of the clock; in brackets the seconds of the processor and the peak memory.
``editing`` is the change of the YAML alone: the entry put in, the registry proved, the files and the compiled form
written. ``the command`` is the whole of `factcheck add-source` on a text file, Python and imports with it. With
--index the index is built too, and brought up after each change.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.index_desk import _peak
from benchmarks.index_scale import sentence
from factcheck import registry
from factcheck.registry import editing

PUBLISHERS = 200


def write(folder: Path, sources: int, files: int, statements: int) -> None:
    """Write a registry: bodies in sources.yaml, the sources in equal shares in sources.d, each with a figure."""
    rng = random.Random(11)
    bodies = [f"  - {{id: p{n}, name: Office number {n}}}" for n in range(PUBLISHERS)]
    head = ["publishers:", *bodies, "include: [sources.d/*.yaml]", ""]
    (folder / "sources.yaml").write_text("\n".join(head), encoding="utf-8")
    (folder / "sources.d").mkdir()
    for place in range(files):
        lines = ["sources:"]
        for n in range(sources * place // files, sources * (place + 1) // files):
            lines += _entry(n, statements, rng)
        target = folder / f"sources.d/shelf-{place:06}.yaml"
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _entry(n: int, statements: int, rng: random.Random) -> Iterator[str]:
    yield f"  - id: release-{n:07}"
    yield f"    title: Release {n} on the works in the harbour"
    yield f"    publisher: p{n % PUBLISHERS}"
    yield "    kind: release"
    yield "    level: primary"
    yield f"    published: {2000 + n % 25}-{n % 12 + 1:02}-{n % 28 + 1:02}"
    yield f"    url: https://office-{n % PUBLISHERS}.example/releases/{n}"
    yield "    statements:"
    for place in range(1, statements + 1):
        yield f'      - {{locator: para {place}, text: "{sentence(rng)}"}}'
    yield "    figures:"
    yield f"      - {{measure: ships in harbour {n % 500}, value: {n}, as_of: 2025-01-01}}"


def _open(folder: Path, key: str) -> str:
    return f"{len(registry.load(folder).sources):,} sources"


def _add(folder: Path, key: str) -> str:
    entry = {"id": key, "title": "A new release", "publisher": "p3", "kind": "release", "level": "primary"}
    said = [{"locator": "para 1", "text": "The quay office counted a quintessential zebra."}]
    return editing.add(folder, {**entry, "published": "2031-01-02", "statements": said})


def _command(folder: Path, key: str) -> str:
    from factcheck.cli import main as factcheck

    paper = folder / f"{key}.txt"
    paper.write_text(
        f"Harbour paper {key}\n\nThe keeper {key} of the gate resigned on Monday, the office said.\n"
    )
    made = ["--id", key, "--title", "Paper", "--publisher", "p3", "--kind", "release", "--level", "primary"]
    made += [
        "--published",
        "2031-01-03",
        "--language",
        "en",
        "--no-input",
        "--sources",
        str(folder / "sources.yaml"),
    ]
    try:
        factcheck(["add-source", str(paper), *made])
    except SystemExit as stop:
        return f"exit {stop.code or 0}"
    return "exit 0"


def _edit(folder: Path, key: str) -> str:
    """Open the registry after somebody wrote into one of its files."""
    path = folder / "sources.d/shelf-000000.yaml"
    path.write_text(path.read_text().replace("on the works", f"on {key}"))
    return _open(folder, key)


def _index(folder: Path, key: str) -> str:
    from factcheck.index import Index

    found = registry.load(folder)
    begun, cpu = time.perf_counter(), time.process_time()
    size = Index.open(found).size
    spent = f"{time.perf_counter() - begun:.2f} s, CPU {time.process_time() - cpu:.2f} s"
    return f"{spent} for the index alone, {size:,} documents"


PHASES = {"open": _open, "editing": _add, "command": _command, "by hand": _edit, "index": _index}
ORDER = (
    ("cold open", "open"),
    ("warm open", "open"),
    ("warm open again", "open"),
    ("editing.add", "editing"),
    ("editing.add again", "editing"),
    ("warm open after it", "open"),
    ("the command add-source", "command"),
    ("the command again", "command"),
    ("open after a file was changed by hand", "by hand"),
    ("warm open after that", "open"),
)


def main() -> None:
    """Write the registry, then run and print one row a phase."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sources", type=int, default=100_000)
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--statements", type=int, default=2)
    parser.add_argument(
        "--keep", type=Path, help="leave the registry in this folder; what lies there is used again"
    )
    parser.add_argument("--index", action="store_true")
    parser.add_argument("--phase", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.phase:
        print(json.dumps(_timed(options.keep, *options.phase)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(exist_ok=True)
        if not (folder / "sources.yaml").exists():
            write(folder, options.sources, options.files, options.statements)
        size = sum(path.stat().st_size for path in folder.glob("sources.d/*"))
        print(
            f"{options.sources:,} sources in {options.files:,} files, {size / 1e6:.0f} MB of YAML", flush=True
        )
        for number, (label, phase) in enumerate(ORDER):
            _row(folder, label, phase, f"new-{number}-{time.time_ns()}")
            if options.index and (label.startswith("cold") or phase in ("editing", "command")):
                _row(folder, f"index after: {label}", "index", "")


def _row(folder: Path, label: str, phase: str, key: str) -> None:
    command = [
        sys.executable,
        "-m",
        "benchmarks.registry_scale",
        "--keep",
        str(folder),
        "--phase",
        phase,
        key,
    ]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    whole, one = time.perf_counter() - begun, json.loads(done.stdout.splitlines()[-1])
    spent = (
        f"{one['seconds']:.2f} s (CPU {one['cpu']:.2f} s, {one['peak']:.0f} MB; the process {whole:.2f} s)"
    )
    print(f"{label:<40}{spent}  {one['said']}", flush=True)


def _timed(folder: Path, phase: str, key: str) -> dict[str, Any]:
    begun, cpu = time.perf_counter(), time.process_time()
    said = PHASES[phase](folder, key)
    seconds, spent = time.perf_counter() - begun, time.process_time() - cpu
    return {"seconds": seconds, "cpu": spent, "peak": _peak(), "said": said}


if __name__ == "__main__":
    main()
