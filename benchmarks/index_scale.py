"""How the index does with many passages, beside other engines over the same passages in the same run.

    python -m benchmarks.index_scale [--passages 10000] [--queries 50] [--peers fts5,rapidfuzz,bm25s] [--keep FOLDER]

Passages are synthetic sentences: half stop words, half words of an invented vocabulary of 50,000 with word
frequencies as in news (the nth as frequent as 1/(n + 10): fitted to the content words of 385,000 words of news
copy, of which the first is 1.5 per cent, the tenth .4, the hundredth .13), numbers and names; a query is a
passage with a third of its words exchanged. The registry is made below the YAML: its records go
to the index through the same code. Exact BM25 is the index's own score, computed in Python over every
passage that shares a term. Each peer gets the content words of the query; rapidfuzz answers five. Times are
of this machine: read them as ratios.
"""

from __future__ import annotations

import argparse
import heapq
import importlib.util
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.index_desk import compile_registry, figures
from benchmarks.index_peers import PEERS
from factcheck import bm25
from factcheck.index import FIELDS, SHARE, Index, _documents
from factcheck.index._text import Terms, terms_of
from factcheck.registry import load

PER_SOURCE = 20
SLOW = {"rapidfuzz": 5, "fts5": 20}  # queries enough for the slow ones
STOPS = sorted(bm25.STOP)
SYLLABLES = ("ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "po", "ra", "si", "tu", "ve", "wo", "ya", "zu")


def main() -> None:
    """Measure and print one table row a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--keep", type=Path, help="leave registry and index in this folder")
    options = parser.parse_args()
    rng = random.Random(7)
    texts = [sentence(rng) for _ in range(options.passages)]
    asked = [blurred(text, rng) for text in rng.sample(texts, min(options.queries, len(texts)))]
    peers = [name for name in options.peers.split(",") if name]
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        for label, value in measure(texts, asked, folder, peers):
            print(f"{label:<52}{value}", flush=True)


def sentence(rng: random.Random) -> str:
    """Return one to three sentences' worth of words."""
    words = [word(rng) for _ in range(rng.randint(8, 30))]
    if rng.random() < 0.4:
        words.insert(rng.randrange(len(words)), f"{rng.randint(2, 99_999):,}")
    if rng.random() < 0.6:
        words.insert(rng.randrange(len(words)), word(rng).title())
    return " ".join(words).capitalize() + "."


def word(rng: random.Random) -> str:
    """Return a stop word, or a word of 50,000, the nth as frequent as 1/(n + 10)."""
    if rng.random() < 0.5:
        return STOPS[int(len(STOPS) * rng.random())]
    number = int(10 * 5001 ** rng.random())
    parts: list[str] = []
    while number or not parts:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts) + "x"


def blurred(text: str, rng: random.Random) -> str:
    """Return a text with a third of its words exchanged for others."""
    return " ".join(word(rng) if rng.random() < 1 / 3 else part for part in text.split())


def tables_of(texts: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the records of a registry whose sources hold the texts, without a million lines of YAML."""
    blank = dict.fromkeys(
        ("party", "url", "language", "original", "retrieved", "archive", "snapshot", "note"), ""
    )
    lists: dict[str, Any] = {"derived_from": [], "supersedes": [], "figures": [], "series": []}
    sources = []
    for start in range(0, len(texts), PER_SOURCE):
        rows = [[f"para {n}", text, False, ""] for n, text in enumerate(texts[start : start + PER_SOURCE], 1)]
        entry = {"id": f"s{start}", "title": f"Report {start}", "publisher": "p", "kind": "report"}
        entry |= {"level": "primary", "published": "2030-01-01", "where": "sources.yaml:1:1", **blank}
        sources.append({**entry, **lists, "statements": rows})
    publisher = {"id": "p", "name": "Gazette", "party": "", "voice": False, "family": "", "url": ""}
    return {
        "parties": [],
        "publishers": [{**publisher, "aliases": [], "where": "sources.yaml:1:1"}],
        "sources": sources,
    }


def measure(texts: list[str], asked: list[str], folder: Path, peers: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what was measured, as labels and values, as soon as it is known."""
    compiled = compile_registry(tables_of(texts), folder)
    registry = load(folder)
    exact = Exact(asked)
    built, index = timed(lambda: exact.watching(lambda: Index.open(registry)))
    opened, index = timed(lambda: Index.open(registry))
    size = sum(path.stat().st_size for path in folder.glob(".factcheck/index/**/*") if path.is_file())
    yield "passages", f"{len(texts):,}"
    yield "registry compiled (no YAML in it)", f"{compiled:.1f} s"
    yield "build (terms, writing, merging)", f"{built.clock:.1f} s, CPU {built.cpu:.1f} s"
    yield "size", f"{size / 1e6:.1f} MB"
    yield "open again, registry loaded", f"{opened.clock * 1000:.1f} ms, CPU {opened.cpu * 1000:.1f} ms"
    rounds = [[timed(lambda query=query: index.search(query)) for query in asked] for _ in range(2)]
    for label, answers in zip(("first round", "second round"), rounds, strict=True):
        yield f"query, {label}, median / 95th", _shown([spent for spent, _ in answers])
    overlaps = [exact.overlap(n, found) for n, (_, found) in enumerate(rounds[0])]
    yield "overlap@20 with exact BM25", f"{statistics.mean(overlaps):.3f}"
    ours = statistics.median(spent.cpu for spent, _ in rounds[1])
    yield from figures(folder)
    for name in peers:
        yield _peer(name, texts, asked, folder, ours)


def _peer(name: str, texts: list[str], asked: list[str], folder: Path, ours: float) -> tuple[str, str]:
    if name == "bm25s" and importlib.util.find_spec(name) is None:
        return name, "not run: it is not installed here, and no part of factcheck (pip install bm25s)"
    made, search = timed(lambda: PEERS[name](texts, folder))
    times = [timed(lambda q=q: search(q, 20))[0] for q in asked[: SLOW.get(name, len(asked))]]
    ratio = statistics.median(spent.cpu for spent in times) / ours
    figures = f"{_shown(times)}, {ratio:.0f} times our CPU; build {made.cpu:.1f} s CPU"
    return f"{name}, {len(times)} queries, median / 95th", figures


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor: on a loaded machine only the second is the engine's."""

    clock: float
    cpu: float


def _shown(times: list[Spent]) -> str:
    clock, cpu = (sorted(one[place] * 1000 for one in times) for place in (0, 1))
    late = int(len(times) * 0.95)
    middle = statistics.median
    return f"{middle(clock):.2f} / {clock[late]:.2f} ms, CPU {middle(cpu):.2f} / {cpu[late]:.2f} ms"


def timed(act: Any) -> tuple[Spent, Any]:
    """Return what time ``act`` took, and what it gave."""
    begin, cpu = time.perf_counter(), time.process_time()
    result = act()
    return Spent(time.perf_counter() - begin, time.process_time() - cpu), result


class Exact:
    """The same score over all passages: their terms are noted while the index takes them."""

    def __init__(self, asked: list[str]) -> None:
        self._asked = [Counter(_pairs(terms_of(query))) for query in asked]
        self._wanted = frozenset(pair for counts in self._asked for pair in counts)
        self._held: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._lengths: list[int] = []

    def watching(self, act: Any) -> Any:
        """Run ``act``, in which documents are made in the order of the passages."""
        kept = terms_of
        setattr(_documents, "terms_of", self._noting)  # noqa: B010  (a private name of theirs, for a moment)
        try:
            return act()
        finally:
            setattr(_documents, "terms_of", kept)  # noqa: B010

    def _noting(self, text: str, context: str = "") -> Terms:
        terms = terms_of(text, context)
        counts = Counter(pair for pair in _pairs(terms) if pair in self._wanted)
        for pair, count in counts.items():
            self._held.setdefault(pair, []).append((len(self._lengths), count))
        self._lengths.append(len(terms.words))
        return terms

    def overlap(self, number: int, found: Any) -> float:
        """Return which share of the exact best (as many as were found) the index found for a query."""
        mean = statistics.fmean(self._lengths)
        scores: dict[int, float] = {}
        for (field, term), count in self._asked[number].items():
            held = self._held.get((field, term), [])
            weight = (count if field == "words" else 1) * SHARE[field]
            weight *= bm25.rarity(len(held), len(self._lengths)) if held else 0
            for place, times in held:
                damp = bm25.K1 * (1 - bm25.B + bm25.B * self._lengths[place] / mean)
                part = times * (bm25.K1 + 1) / (times + damp) if field == "words" else 1.0
                scores[place] = scores.get(place, 0.0) + weight * part
        best = heapq.nlargest(len(found), scores, key=lambda place: scores[place])
        ids = {(f"s{n // PER_SOURCE * PER_SOURCE}", f"para {n % PER_SOURCE + 1}") for n in best}
        return len(ids & {(e.source, e.locator) for e in found}) / len(found) if found else 1.0


def _pairs(terms: Terms) -> list[tuple[str, str]]:
    return [(field, term) for field, group in zip(FIELDS, terms, strict=True) for term in group]


if __name__ == "__main__":
    main()
