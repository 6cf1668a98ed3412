"""How long things take, as medians and as ratios within one run: `python -m benchmarks.speed [RUNS]`.

help     factcheck --help                 over  python -c "import click, rich"                     at most 3
scan     an article never seen, index     over  a bare script that loads the model and parses      at most 1.4
         built, by a scan of another
again    a scan of the unchanged draft, in seconds                                                 at most 0.5
extract  claims of 50,000 words           over  the bare pipeline over the same paragraphs         at most 1.35
memory   growth over 1,000 articles, in MB                                                         at most 50

Exit 1 where one is above its ceiling. `extract` and `memory` read texts under $FACTCHECK_SHARED else "not run".
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("FACTCHECK_SHARED", ROOT.parent / "shared"))
BARE = """
import sys, spacy
from factcheck.nlp import MODELS
nlp = next(spacy.load(name) for name in MODELS if spacy.util.is_package(name))
print(len(nlp(open(sys.argv[1], encoding='utf-8').read())))
"""


def main() -> int:
    """Measure all, print a row each, return 1 where a ceiling is broken."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rows = [*_commands(runs), *_extraction()]
    for name, value, ceiling, note in rows:
        word = "ok" if value <= ceiling else "ABOVE"
        print(f"{name:8} {value:7.2f}  ceiling {ceiling:5.2f}  {word:6} {note}")
    return int(any(value > ceiling for _, value, ceiling, _ in rows))


def _commands(runs: int) -> list[tuple[str, float, float, str]]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        for name in ("sources.yaml", "figures"):
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, desk / name)
        article = Path(shutil.copy(_article(), desk / "article.txt"))
        scan = [sys.executable, "-m", "factcheck", "scan", str(article), "--fail-on", "none"]
        scan += ["--sources", str(desk / "sources.yaml")]
        helped = _median([sys.executable, "-m", "factcheck", "--help"], runs)
        bare_help = _median([sys.executable, "-c", "import click, rich"], runs)
        other = str(shutil.copy(ROOT / "examples/article.txt", desk / "other.txt"))
        _time([other if word == str(article) else word for word in scan])  # builds the index
        shutil.copytree(desk / ".factcheck", desk / "built")
        cold, bare = _in_turn(scan, [sys.executable, "-c", BARE, str(article)], runs, desk)
        again = _median(scan, runs)
    return [
        ("help", helped / bare_help, 3.0, f"{helped:.3f} s over {bare_help:.3f} s"),
        ("scan", cold / bare, 1.4, f"{cold:.2f} s over {bare:.2f} s"),
        ("again", again, 0.5, "seconds"),
    ]


def _article() -> Path:
    seed = SHARED / "seed/article.txt"
    return seed if seed.exists() else ROOT / "examples/article.txt"


def _forget(desk: Path) -> None:
    """Put back what the scan of the other article left: the index, and the parses of what it judged."""
    shutil.rmtree(desk / ".factcheck")
    shutil.copytree(desk / "built", desk / ".factcheck")


def _in_turn(scan: list[str], bare: list[str], runs: int, desk: Path) -> tuple[float, float]:
    """Return the medians of two commands run in turn, so that a busy machine slows both."""
    colds, bares = [], []
    for _ in range(runs):
        _forget(desk)
        colds.append(_time(scan))
        bares.append(_time(bare))
    return statistics.median(colds), statistics.median(bares)


def _median(command: list[str], runs: int) -> float:
    return statistics.median(_time(command) for _ in range(runs))


def _time(command: list[str]) -> float:
    # An environment that keeps no bytecode would have this package compiled at every start, and spaCy not.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=surroundings)
    return time.perf_counter() - started


def _extraction() -> list[tuple[str, float, float, str]]:
    path = SHARED / "bench/attribution/dev.jsonl"
    if not path.exists():
        print(f"extract, memory: not run: {path} is missing")
        return []
    texts = [json.loads(line)["text"] for line in path.read_text().splitlines()]
    return [_ratio(_words(texts, 50_000)), _growth(texts)]


def _words(texts: list[str], wanted: int) -> list[str]:
    chosen: list[str] = []
    words = 0
    while words < wanted:
        chosen.append(texts[len(chosen) % len(texts)])
        words += len(chosen[-1].split())
    return chosen


def _ratio(texts: list[str]) -> tuple[str, float, float, str]:
    """Return extraction over bare parsing of the same paragraphs, the two taken in turn."""
    import factcheck
    from factcheck import nlp

    factcheck.extract(texts[0])
    bare = full = 0.0
    ratios = []
    for start in range(0, len(texts), 10):
        part = texts[start : start + 10]
        began = time.process_time()
        for text in part:
            list(nlp.parse([line for line in text.split("\n") if line.strip()]))
        middle = time.process_time()
        for text in part:
            factcheck.extract(text)
        end = time.process_time()
        bare, full = bare + middle - began, full + end - middle
        ratios.append((end - middle) / (middle - began))
    return (
        "extract",
        statistics.median(ratios),
        1.35,
        f"{full:.1f} s over {bare:.1f} s of CPU, {len(texts)} articles",
    )


def _growth(texts: list[str]) -> tuple[str, float, float, str]:
    """Return by how much the process grew from the 200th to the 1,000th short article."""
    import factcheck

    peak = 0.0
    for n in range(1000):
        factcheck.extract(texts[n % len(texts)][:1500])
        if n == 200:
            peak = _resident()
    return "memory", _resident() - peak, 50.0, "MB grown from article 200 to 1,000"


def _resident() -> float:
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


if __name__ == "__main__":
    sys.exit(main())
