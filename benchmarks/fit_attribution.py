"""Count the cues and fit the weights of ``factcheck/extraction/attribution.json``.

Run it with ``python benchmarks/fit_attribution.py`` where the environment variable ``FACTCHECK_SHARED`` names the
folder of the shared sets; about ten minutes on one core. It reads the PolNeAR training articles only, writes numbers
and names of features (no text), and gives the same file again for the same code and data.

A candidate is right where at least half of the words of its content and an annotated content are shared, the
cue is the annotated one, and the source shares a word of substance with the annotated source (the definitions of
``score_attribution.py``). Weights are those of a multinomial logistic regression over the candidates of each cue, and
none of them, with a quadratic penalty, minimised by L-BFGS; features that weigh little are dropped. Penalties of 6 to
20, weights averaged over samples or with features left out at random, and fitting again what is left came to the same
within .002 of F1 on held-out folds.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.extraction import _attr_candidates as making, _bare, paragraphs as parsing
from factcheck.extraction._attr_features import features, quoting
from factcheck.extraction._attr_model import akin
from factcheck.extraction._attr_select import clash
from factcheck.extraction._attr_tree import Range, Tree, grouped
from factcheck.extraction.attribution import places
from factcheck.extraction.paragraphs import Paragraph

LEAST_CUES, LEAST_SEEN, PENALTY, CLOSENESS, LEAST_WEIGHT, FOLDS = 2, 5, 8.0, 3, 0.03, 4
PLATEAU = 0.0006  # of F1, far inside what chance does
MODEL = Path(__file__).parent.parent / "factcheck" / "extraction" / "attribution.json"
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Known = Callable[[str, str], bool]


@dataclass(slots=True)
class Example:
    """A candidate of a training article: its features and how it compares with what people marked."""

    tree: int
    found: making.Candidate
    spans: dict[str, list[tuple[int, int]]]
    names: list[str]
    gold: int
    overlap: float
    right: bool
    quoted: bool
    ids: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    score: float = 0.0


@dataclass(slots=True)
class Judged:
    """An article with its candidates."""

    row: dict[str, Any]
    examples: list[Example]


def articles(path: Path) -> Iterator[tuple[dict[str, Any], Sequence[Paragraph]]]:
    """Yield the rows of a set with their parsed lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row, parsing.parse(_bare(row["text"]))


def scorer() -> ModuleType:
    """Return the shared scorer as a module: its definitions are the ones that count."""
    path = shared() / "bench" / "score_attribution.py"
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"not run: {path} cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shared() -> Path:
    """Return the folder of the shared sets."""
    if "FACTCHECK_SHARED" not in os.environ:
        raise SystemExit("not run: FACTCHECK_SHARED does not name the folder of the shared sets")
    return Path(os.environ["FACTCHECK_SHARED"])


def judged(
    rows: Iterator[tuple[dict[str, Any], Sequence[Paragraph]]], known: Known, score: ModuleType
) -> list[Judged]:
    """Return the candidates of each article, compared with what people marked."""
    return [
        Judged(row=row, examples=list(_examples(row, paragraphs, known, score))) for row, paragraphs in rows
    ]


def _examples(
    row: dict[str, Any], paragraphs: Sequence[Paragraph], known: Known, score: ModuleType
) -> Iterator[Example]:
    words = score.words(row["text"])
    low = [row["text"][a:b].lower() for a, b in words]
    golds = [{k: score.cover(g[k], words) for k in ("source", "cue", "content")} for g in row["attributions"]]
    golds = [gold for gold in golds if gold["content"]]
    trees = [Tree(group) for group in grouped(paragraphs)]
    for number, (tree, where) in enumerate(zip(trees, places(trees), strict=True)):
        for found in making.candidates(tree, known):
            spans = _spans(tree, found)
            mine = {role: score.cover(spans[role], words) for role in spans}
            if mine["content"]:
                gold, overlap = _best(golds, mine, score)
                right = overlap >= 0.5 and _same_source(
                    golds[gold]["source"], mine["source"], low, score.STOP
                )
                names = list(dict.fromkeys(features(tree, found, where)))
                quoted = quoting(tree, found) == "all"
                yield Example(number, found, spans, names, gold, overlap, right, quoted)


def _best(
    golds: list[dict[str, set[int]]], mine: dict[str, set[int]], score: ModuleType
) -> tuple[int, float]:
    """Return the annotated attribution of the same cue that shares most of the content, and how much."""
    best, most = -1, 0.0
    for number, gold in enumerate(golds):
        if gold["content"] & mine["content"] and (not gold["cue"] or gold["cue"] & mine["cue"]):
            share = score.jac(gold["content"], mine["content"])
            if share > most:
                best, most = number, share
    return best, most


def _same_source(gold: set[int], mine: set[int], low: list[str], stop: set[str]) -> bool:
    return gold == mine or any(low[word] not in stop for word in gold & mine)


def _spans(tree: Tree, found: making.Candidate) -> dict[str, list[tuple[int, int]]]:
    def place_of(ranges: Sequence[Range]) -> list[tuple[int, int]]:
        return [(tree.start + tree.starts[a], tree.start + tree.ends[b - 1]) for a, b in ranges]

    cue = [(token, token + 1) for token in found.cue]
    return {"source": place_of(found.source.ranges), "cue": place_of(cue), "content": place_of(found.content)}


def cues(articles_: list[Judged]) -> dict[str, dict[str, int]]:
    """Count, per construction and lemma, the annotated attributions that a candidate of it fits best."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles_:
        best: dict[tuple[int, int], Example] = {}
        for one in article.examples:
            key = (one.tree, one.found.head)
            if one.right and (key not in best or one.overlap > best[key].overlap):
                best[key] = one
        counts.update((one.found.kind, one.found.lemma) for one in best.values())
    table: dict[str, dict[str, int]] = {}
    for (kind, lemma), count in sorted(counts.items()):
        if count >= LEAST_CUES:
            table.setdefault(kind, {})[lemma] = count
    return table


def number_features(articles_: list[Judged]) -> dict[str, int]:
    """Number the features that were seen often enough, and note them on each example."""
    seen: Counter[str] = Counter()
    for article in articles_:
        for one in article.examples:
            seen.update(one.names)
    names = sorted(n for n, count in seen.items() if count >= LEAST_SEEN)
    ids = {name: number for number, name in enumerate(names)}
    for article in articles_:
        for one in article.examples:
            one.ids = np.array([ids[name] for name in one.names if name in ids], dtype=np.int64)
    return ids


def fit(articles_: list[Judged], size: int) -> Floats:
    """Return the weights that make the judgements of people likeliest, under the penalty.

    The candidates of one cue exclude each other, so its probabilities, with that of none of them, sum to one. Of a cue
    that people marked, the right candidates are to have as much of it as the best one shares of the content, and
    among them the closer ones more of it; what they have in common need not be told apart.
    """
    examples, groups = _by_cue(articles_)
    lengths = np.array([len(one.ids) for one in examples])
    columns = np.concatenate([one.ids for one in examples])
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    firsts = np.flatnonzero(np.diff(groups, prepend=-1))
    shares = np.array([one.overlap if one.right else 0.0 for one in examples], dtype=np.float64)
    most = np.maximum.reduceat(shares, firsts)
    closeness = shares**CLOSENESS

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = np.exp(np.clip(np.add.reduceat(weights[columns], starts), -30, 30))
        good = closeness * odds
        all_, right = 1 + np.add.reduceat(odds, firsts), np.add.reduceat(good, firsts)
        right[most == 0] = 1.0
        excess = odds / all_[groups] - good / right[groups] * most[groups]
        value = float((np.log(all_) - most * np.log(right)).sum() + PENALTY / 2 * (weights @ weights))
        slope = np.bincount(columns, weights=np.repeat(excess, lengths), minlength=size) + PENALTY * weights
        return value, slope

    return _minimise(loss, np.zeros(size))


def _by_cue(articles_: list[Judged]) -> tuple[list[Example], Ints]:
    """Return all candidates in order of their cues, and the number of each one's cue."""
    keyed = [
        ((number, one.tree, one.found.head), one)
        for number, article in enumerate(articles_)
        for one in article.examples
    ]
    keyed.sort(key=lambda pair: pair[0])
    numbers = {key: number for number, key in enumerate(dict.fromkeys(key for key, _ in keyed))}
    return [one for _, one in keyed], np.array([numbers[key] for key, _ in keyed], dtype=np.int64)


def _minimise(
    loss: Callable[[Floats], tuple[float, Floats]], at: Floats, steps: int = 80, memory: int = 10
) -> Floats:
    """L-BFGS with a backtracking line search."""
    value, slope = loss(at)
    past: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        way = _direction(slope, past)
        length, gain = 1.0, float(slope @ way)
        while True:
            new, (new_value, new_slope) = at + length * way, loss(at + length * way)
            if new_value <= value + 1e-4 * length * gain or length < 1e-8:
                break
            length /= 2
        if (new - at) @ (new_slope - slope) > 1e-12:
            past = [*past[1 - memory :], (new - at, new_slope - slope)]
        done = abs(value - new_value) < 3e-5 * abs(value)
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def _direction(slope: Floats, past: list[tuple[Floats, Floats]]) -> Floats:
    way, shares = -slope, []
    for step, change in reversed(past):
        share = (step @ way) / (step @ change)
        shares.append(share)
        way = way - share * change
    if past:
        step, change = past[-1]
        way = way * ((step @ change) / (change @ change))
    else:
        way = way / max(1.0, float(np.linalg.norm(slope)))
    for (step, change), share in zip(past, reversed(shares), strict=True):
        way = way + step * (share - (change @ way) / (step @ change))
    return way


def rate(articles_: list[Judged], weights: Floats) -> None:
    """Write the log-odds of each candidate."""
    for article in articles_:
        for one in article.examples:
            one.score = float(weights[one.ids].sum())


def chosen(article: Judged, threshold: float, direct: float) -> list[Example]:
    """Return the candidates that ``factcheck.attributions`` would take."""
    taken: dict[int, list[Example]] = {}
    ranked = sorted(article.examples, key=lambda one: (-one.score, one.found.head, one.found.content))
    for one in ranked:
        if one.score < (direct if one.quoted else threshold):
            continue
        here = taken.setdefault(one.tree, [])
        if not any(clash(one.found, other.found) for other in here):
            here.append(one)
    return [one for group in taken.values() for one in group]


def measure(articles_: list[Judged], threshold: float, direct: float, score: ModuleType) -> dict[str, Any]:
    """Return the report of the shared scorer."""
    counts = [
        score.score_doc(
            article.row, {"attributions": [one.spans for one in chosen(article, threshold, direct)]}
        )[0]
        for article in articles_
    ]
    report: dict[str, Any] = score.report(score.total(counts))
    return report


def thresholds(articles_: list[Judged], size: int, score: ModuleType) -> tuple[float, float]:
    """Return the threshold with the best content+source F1 over folds that were not fitted on, and a lower one.

    The lower one is for contents that are quotation from end to end, which are somebody's words at any rate: the
    highest one that comes close to the best F1, since words put into the wrong mouth cost more than words missed.
    """
    for fold in range(FOLDS):
        held = articles_[fold::FOLDS]
        rest = [article for number, article in enumerate(articles_) if number % FOLDS != fold]
        rate(held, fit(rest, size))
    found = {t / 10: measure(articles_, t / 10, t / 10, score) for t in range(-18, -3)}
    best = max(found, key=lambda threshold: float(found[threshold]["content+src"]["F1"]))
    lower = {
        d / 10: measure(articles_, best, d / 10, score)
        for d in range(round(best * 10) - 11, round(best * 10) + 1)
    }
    for direct, report in lower.items():
        print(f"{best:.1f}, {direct:.1f}: {_line_of(report)}", file=sys.stderr)
    gains = {d: float(report["content+src"]["F1"]) for d, report in lower.items()}
    return best, max(d for d, gain in gains.items() if gain > max(gains.values()) - PLATEAU)


def _line_of(report: dict[str, Any]) -> str:
    direct = report["subsets"]["direct"]["R_content+src"], report["subsets"]["pred_direct"]["P_content+src"]
    all_, statements = report["content+src"]["F1"], report["STATEMENT content+src"]["F1"]
    return (
        f"content+src F1 {all_:.4f}, statements {statements:.4f}, direct R {direct[0]:.3f} P {direct[1]:.3f}"
    )


def main() -> None:
    """Count, fit, drop what weighs little, and write the file."""
    score = scorer()
    train = shared() / "bench" / "attribution" / "train.jsonl"
    table = cues(judged(articles(train), lambda lemma, kind: True, score))
    data = judged(
        articles(train), lambda lemma, kind: lemma in table.get(kind, {}) or akin(lemma, kind), score
    )
    ids = number_features(data)
    found = thresholds(data, len(ids), score)
    weights = fit(data, len(ids))
    kept = {name: round(float(weights[number]), 2) for name, number in ids.items()}
    write(table, {name: weight for name, weight in kept.items() if abs(weight) >= LEAST_WEIGHT}, found)


def write(table: dict[str, dict[str, int]], weights: dict[str, float], limits: tuple[float, float]) -> None:
    """Write the model, one entry a line."""
    about = "Counted and fitted on the PolNeAR training articles by benchmarks/fit_attribution.py; log-odds."
    model = {
        "about": about,
        "threshold": limits[0],
        "direct": limits[1],
        "cues": table,
        "weights": {
            str(one): sorted(name for name, weight in weights.items() if weight == one)
            for one in sorted(set(weights.values()))
        },
    }
    MODEL.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(
        f"{len(weights)} weights, {sum(map(len, table.values()))} cues, thresholds {limits}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
