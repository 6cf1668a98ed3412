"""Invented desks: articles with planted faults against registries with near neighbours, label by label.

    python -m benchmarks.desk [SUBJECT...] [--show]

Each folder of benchmarks/desk/ holds sources.yaml, article.txt and expected.yaml, written by hand and not by those who
wrote the judges; one without a sources.yaml (gaza-*) is held against the registry that ships. Printed are the shares
that a desk feels: true statements called contradicted (crying wolf), faults called supported (a correction to come),
faults caught, true statements confirmed. `--show` lists every difference.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from factcheck import read, registry, scanning
from factcheck.model import Report, Span, Verdict

HOME = Path(__file__).parent / "desk"
SHIPPED = HOME.parent.parent / "sources.yaml"
ALARMS = ("contradicted", "disputed")


def main() -> int:
    """Scan every desk, print its counts and the sum, return 0."""
    chosen = [name for name in sys.argv[1:] if not name.startswith("-")]
    total: Counter[str] = Counter()
    for folder in sorted(HOME.iterdir()):
        if folder.is_dir() and (not chosen or folder.name in chosen):
            counts = _desk(folder, show="--show" in sys.argv)
            print(f"{folder.name:16} {line(counts)}", flush=True)
            total += counts
    print(f"{'all':16} {line(total)}")
    return 0


def _desk(folder: Path, *, show: bool) -> Counter[str]:
    article = read.read_path(folder / "article.txt")
    own = folder / "sources.yaml"
    known = registry.load(own if own.exists() else SHIPPED)
    scan = scanning.prepare(article, known, today=date.today())
    report = scanning.report(scan, tuple(scanning.verdicts(scan)))
    counts: Counter[str] = Counter()
    for entry in yaml.safe_load((folder / "expected.yaml").read_text()):
        verdict = verdict_on(report, entry["words"])
        counts.update(counted(entry, verdict))
        if show and (difference := _difference(entry, verdict)):
            print(difference)
    return counts


def verdict_on(report: Report, words: str) -> Verdict | None:
    """Return the verdict on the claim that has most of these words, the shortest such claim."""
    start = report.article.text.find(words)
    wanted = Span(start=start, end=start + len(words))
    best = max(report.verdicts, key=lambda v: (_shared(v, wanted), -len(v.claim.text)), default=None)
    return best if best and _shared(best, wanted) else None


def _shared(verdict: Verdict, wanted: Span) -> int:
    return sum(max(0, min(s.end, wanted.end) - max(s.start, wanted.start)) for s in verdict.claim.spans)


def _allowed(entry: dict[str, Any], axis: str = "fidelity") -> list[str]:
    answers = entry[axis]
    return answers if isinstance(answers, list) else [answers]


def counted(entry: dict[str, Any], verdict: Verdict | None) -> Iterator[str]:
    """Yield what one keyed statement and its verdict count as, for :func:`line`."""
    allowed, fidelity = _allowed(entry), verdict.fidelity.value if verdict else "lost"
    yield "statements"
    yield "as expected" if fidelity in allowed else "otherwise"
    if "contradicted" in allowed:
        yield "wrong"
        yield f"wrong: {'caught' if fidelity in ALARMS else fidelity}"
    elif allowed == ["supported"]:
        yield "true"
        yield f"true: {'alarm' if fidelity in ALARMS else fidelity}"
    else:
        yield "open"
        answered = "allowed" if fidelity in allowed else fidelity
        yield f"open: {'alarm' if fidelity in ALARMS else answered}"
    for axis in ("attribution", "currency"):
        if axis in entry and verdict is not None:
            yield axis
            right = str(getattr(verdict, axis)) in _allowed(entry, axis)
            yield f"{axis} right" if right else f"{axis} not"


def _difference(entry: dict[str, Any], verdict: Verdict | None) -> str:
    if verdict is None:
        return f"  LOST {entry['words']!r}"
    parts = [] if verdict.fidelity.value in _allowed(entry) else [f"{verdict.fidelity} for {_allowed(entry)}"]
    parts += [
        f"{getattr(verdict, axis)} for {entry[axis]}"
        for axis in ("attribution", "currency")
        if axis in entry and str(getattr(verdict, axis)) not in _allowed(entry, axis)
    ]
    top = verdict.evidence[0].text if verdict.evidence else ""
    return (
        f"  {'; '.join(parts)}: {verdict.claim.text} | {verdict.reason} | {top} | {entry.get('why', '')}"
        if parts
        else ""
    )


def line(counts: Counter[str]) -> str:
    """Return the shares that a desk feels, of what :func:`counted` gave."""

    def share(part: str, whole: str) -> str:
        return f"{counts[part]}/{counts[whole]}"

    return (
        f"as expected {share('as expected', 'statements')}  faults caught {share('wrong: caught', 'wrong')} "
        f"called supported {counts['wrong: supported']}  true confirmed {share('true: supported', 'true')} "
        f"alarms {counts['true: alarm']}  open: alarms {counts['open: alarm']} of {counts['open']}, "
        f"called supported {counts['open: supported']}  attribution {share('attribution right', 'attribution')}  "
        f"currency {share('currency right', 'currency')}"
    )


if __name__ == "__main__":
    sys.exit(main())
