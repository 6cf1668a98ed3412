"""How the index does with many passages: build time, size, query time, agreement with exact BM25 over all.

    python -m benchmarks.index_scale [--passages 10000] [--queries 50]

Passages are synthetic sentences of an invented vocabulary with word frequencies as in news (Zipf), numbers
and names; a query is a passage with a third of its words exchanged. Times are of this machine: read them as
ratios.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from factcheck import bm25
from factcheck.index import FIELDS, SHARE, Index
from factcheck.index._text import Terms, terms_of
from factcheck.registry import Registry

PER_SOURCE = 20
SYLLABLES = ("ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "po", "ra", "si", "tu", "ve", "wo", "ya", "zu")


def main() -> None:
    """Measure and print one table row a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=50)
    options = parser.parse_args()
    rng = random.Random(7)
    texts = [sentence(rng) for _ in range(options.passages)]
    asked = [blurred(text, rng) for text in rng.sample(texts, min(options.queries, len(texts)))]
    with tempfile.TemporaryDirectory() as name:
        for label, value in measure(texts, asked, Path(name)):
            print(f"{label:<34}{value}")


def sentence(rng: random.Random) -> str:
    """Return one to three sentences' worth of words."""
    words = [word(rng) for _ in range(rng.randint(8, 30))]
    if rng.random() < 0.4:
        words.insert(rng.randrange(len(words)), f"{rng.randint(2, 99_999):,}")
    if rng.random() < 0.6:
        words.insert(rng.randrange(len(words)), word(rng).title())
    return " ".join(words).capitalize() + "."


def word(rng: random.Random) -> str:
    """Return a word of 50,000, the nth as frequent as 1/n."""
    number = int(50_000 ** rng.random())
    parts: list[str] = []
    while number or not parts:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts) + "x"


def blurred(text: str, rng: random.Random) -> str:
    """Return a text with a third of its words exchanged for others."""
    return " ".join(word(rng) if rng.random() < 1 / 3 else part for part in text.split())


def registry_of(texts: list[str], folder: Path) -> Registry:
    """Return a registry whose sources hold the texts, without writing a million lines of YAML."""
    blank = dict.fromkeys(
        ("party", "url", "language", "original", "retrieved", "archive", "snapshot", "note"), ""
    )
    lists: dict[str, Any] = {"derived_from": [], "supersedes": [], "figures": [], "series": []}
    sources = []
    for start in range(0, len(texts), PER_SOURCE):
        rows = [[f"para {n}", text, False, ""] for n, text in enumerate(texts[start : start + PER_SOURCE], 1)]
        entry = {"id": f"s{start}", "title": f"Report {start}", "publisher": "p", "kind": "report"}
        entry |= {"level": "primary", "published": "2030-01-01", "where": "", **blank}
        sources.append({**entry, **lists, "statements": rows})
    publisher = {
        "id": "p",
        "name": "Gazette",
        "party": "",
        "voice": False,
        "family": "",
        "aliases": [],
        "url": "",
    }
    tables = {"parties": [], "publishers": [{**publisher, "where": ""}], "sources": sources}
    return Registry(folder / "sources.yaml", tables, f"synthetic {len(texts)}")


def measure(texts: list[str], asked: list[str], folder: Path) -> list[tuple[str, str]]:
    """Return what was measured, as labels and values."""
    registry = registry_of(texts, folder)
    built, index = timed(lambda: Index.open(registry))
    opened, index = timed(lambda: Index.open(registry))
    times, overlaps = [], []
    exact = Exact(texts)
    for query in asked:
        spent, found = timed(lambda query=query: index.search(query))
        times.append(spent * 1000)
        overlaps.append(exact.overlap(query, [(e.source, e.locator) for e in found]))
    times.sort()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return [
        ("passages", f"{len(texts):,}"),
        ("build", f"{built:.2f} s"),
        ("size", f"{size / 1e6:.1f} MB"),
        ("open again", f"{opened * 1000:.1f} ms"),
        ("query, median", f"{statistics.median(times):.2f} ms"),
        ("query, 95th percentile", f"{times[int(len(times) * 0.95)]:.2f} ms"),
        ("overlap@20 with exact BM25", f"{statistics.mean(overlaps):.3f}"),
    ]


def timed(act: Any) -> tuple[float, Any]:
    """Return the seconds that ``act`` took, and what it gave."""
    begin = time.perf_counter()
    result = act()
    return time.perf_counter() - begin, result


class Exact:
    """The same score, computed over all passages."""

    def __init__(self, texts: list[str]) -> None:
        contexts = [f"Report {n // PER_SOURCE * PER_SOURCE}. Gazette" for n in range(len(texts))]
        self._terms = [terms_of(text, context) for text, context in zip(texts, contexts, strict=True)]
        self._held = Counter(pair for terms in self._terms for pair in set(_pairs(terms)))
        self._mean = statistics.mean(len(terms.words) for terms in self._terms)

    def overlap(self, query: str, found: list[tuple[str, str]]) -> float:
        """Return which share of the exact best (as many as were found) the index found."""
        asked = Counter(_pairs(terms_of(query)))
        weights = {
            pair: (count if pair[0] == "words" else 1)
            * SHARE[pair[0]]
            * bm25.rarity(self._held[pair], len(self._terms))
            for pair, count in asked.items()
            if self._held[pair]
        }
        scores = [self._score(terms, weights) for terms in self._terms]
        best = sorted(range(len(scores)), key=lambda n: -scores[n])[: len(found)]
        ids = {(f"s{n // PER_SOURCE * PER_SOURCE}", f"para {n % PER_SOURCE + 1}") for n in best}
        return len(ids & set(found)) / len(found) if found else 1.0

    def _score(self, terms: Terms, weights: dict[tuple[str, str], float]) -> float:
        damp = bm25.K1 * (1 - bm25.B + bm25.B * len(terms.words) / self._mean)
        counts = Counter(word for word in terms.words if ("words", word) in weights)
        score = sum(weights["words", word] * n * (bm25.K1 + 1) / (n + damp) for word, n in counts.items())
        others = (pair for pair in _pairs(terms) if pair[0] != "words")
        return score + sum(weights.get(pair, 0.0) for pair in dict.fromkeys(others))


def _pairs(terms: Terms) -> list[tuple[str, str]]:
    return [(field, term) for field, group in zip(FIELDS, terms, strict=True) for term in group]


if __name__ == "__main__":
    main()
