"""Judging against parsing: the example's claims against a registry of 1,000 sources: `python -m benchmarks.judging`.

The shipped registry is filled up to 1,000 sources with statements shuffled from its own words (fixed seed), so that
retrieval finds plenty of lookalikes. Exit 1 where judging takes longer than parsing the article did.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from factcheck import nlp, read, registry, scanning

ROOT = Path(__file__).parent.parent
WANTED = 1000


def main(runs: int = 3) -> int:
    """Print the medians of parsing and of judging, return 1 where judging is the slower."""
    article = read.read_path(ROOT / "examples/article.txt")
    with tempfile.TemporaryDirectory() as folder:
        known = registry.load(_grown(Path(folder)))
        today = date(2026, 1, 18)
        scan = scanning.prepare(article, known, today=today)
        parse, judge = [], []
        for _ in range(runs):
            started = time.process_time()
            list(nlp.parse([block.span.of(article.text) for block in article.blocks]))
            middle = time.process_time()
            verdicts = list(scanning.verdicts(scan))
            parse.append(middle - started)
            judge.append(time.process_time() - middle)
    print(
        f"{len(verdicts)} claims, {len(known.sources)} sources: parsing {statistics.median(parse):.2f} s, "
        f"judging {judge[0]:.2f} s the first time, {statistics.median(judge):.2f} s the median"
    )
    return int(judge[0] > statistics.median(parse))


def _grown(folder: Path) -> Path:
    """Write a registry of 1,000 sources: the shipped one, and lookalikes of its statements."""
    text = (ROOT / "sources.yaml").read_text()
    shipped = registry.load(ROOT / "sources.yaml")
    words = [w for s in shipped.sources.values() for one in s.statements for w in one.text.split()]
    chance = random.Random(7)
    entries = [text.rstrip()]
    for n in range(WANTED - len(shipped.sources)):
        said = [" ".join(chance.sample(words, 18)).replace('"', "").replace("\\", "") for _ in range(3)]
        rows = "".join(f'      - {{locator: "{k}", text: "{line}."}}\n' for k, line in enumerate(said, 1))
        entries.append(
            f"  - id: lookalike-{n}\n    title: Lookalike {n}\n    publisher: ocha\n    kind: report\n"
            f"    level: secondary\n    published: 2025-12-01\n    statements:\n{rows}".rstrip()
        )
    (folder / "figures").mkdir()
    for path in (ROOT / "figures").iterdir():
        (folder / "figures" / path.name).write_bytes(path.read_bytes())
    grown = folder / "sources.yaml"
    grown.write_text("\n".join(entries) + "\n")
    return grown


if __name__ == "__main__":
    sys.exit(main())
