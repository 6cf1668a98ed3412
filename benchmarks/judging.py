"""Judging against parsing: the example's claims against a registry of 1,000 sources: `python -m benchmarks.judging`.

The shipped registry is filled up to 1,000 sources with statements shuffled from its own words (fixed seed), so that
retrieval finds plenty of lookalikes. Judging reads passages, and a passage that is read for the first time is parsed:
that counts as parsing here, as it is, and is shown. Exit 1 where judging itself takes longer than parsing.
"""

from __future__ import annotations

import contextlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import nlp, read, registry, scanning
from factcheck.cli import waste_little

if TYPE_CHECKING:
    from spacy.tokens import Doc

ROOT = Path(__file__).parent.parent
WANTED = 1000


def main(runs: int = 3) -> int:
    """Print what parsing and judging take, return 1 where judging is the slower."""
    waste_little()  # as the command does
    article = read.read_path(ROOT / "examples/article.txt")
    with tempfile.TemporaryDirectory() as folder:
        known = registry.load(_grown(Path(folder)))
        today = date(2026, 1, 18)
        scan = scanning.prepare(article, known, today=today)
        copy, passages, judging = [], [], []
        for _ in range(runs):
            started = time.process_time()
            list(nlp.parse([block.span.of(article.text) for block in article.blocks]))
            middle = time.process_time()
            with _parsing() as spent:
                verdicts = list(scanning.verdicts(scan))
            copy.append(middle - started)
            passages.append(sum(spent))
            judging.append(time.process_time() - middle - sum(spent))
    parsed = statistics.median(copy)
    print(
        f"{len(verdicts)} claims, {len(known.sources)} sources: parsing the article {parsed:.2f} s; the first time "
        f"claims and passages {passages[0]:.2f} s, judging {judging[0]:.2f} s; later judging "
        f"{statistics.median(judging[1:]):.2f} s"
    )
    return int(judging[0] > parsed + passages[0])


@contextlib.contextmanager
def _parsing() -> Iterator[list[float]]:
    """Gather the seconds that the parser takes, batch by batch, and for names text by text."""
    spent: list[float] = []
    plain, look = nlp.parse, nlp.look_for_entities

    def timed(texts: Iterable[str], *, entities: bool = True) -> Iterator[Doc]:
        started = time.process_time()
        docs = list(plain(texts, entities=entities))
        spent.append(time.process_time() - started)
        return iter(docs)

    def timed_look(doc: Doc) -> None:
        started = time.process_time()
        look(doc)
        spent.append(time.process_time() - started)

    nlp.parse, nlp.look_for_entities = timed, timed_look
    try:
        yield spent
    finally:
        nlp.parse, nlp.look_for_entities = plain, look


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
