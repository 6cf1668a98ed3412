"""Safety before score: what extraction must never do, counted over every development text.

    python -m benchmarks.safety            all sets, default and fine grain
    python -m benchmarks.safety rose       one of them (attribution, fcgpt, rose, realsumm, factscore)

lost       figures, negations and hedges of the text that stand in no claim (and, of an article, in no aside)
ungrounded words of a claim that are neither at its spans nor marked as added
torn       claims that hold one side of an "or", a "nor" without the other, or "respectively" without its figures
spans      spans that begin or end inside a word, overlap or run backwards
unstable   texts whose second run differs from the first

Exit 0: all are 0 (hedges are shown and do not decide); 1: one is not; 3: a set is missing.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import factcheck
from factcheck.extraction import extract
from factcheck.model import Claim, Span
from factcheck.read._blocks import article_from_text

SHARED = Path(os.environ.get("FACTCHECK_SHARED", Path(__file__).parent.parent.parent / "shared")) / "bench"
SETS = {
    "fcgpt": "decomposition/fcgpt.dev.jsonl",
    "rose": "decomposition/rose.dev.jsonl",
    "realsumm": "decomposition/realsumm.dev.jsonl",
    "factscore": "decomposition/factscore.dev.jsonl",
    "attribution": "attribution/dev.jsonl",
}
FIGURE = re.compile(r"\d[\d,.]*\d|\d")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
DENIALS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE
)
HEDGES = re.compile(
    r"\b(?:may|might|could|would|reportedly|allegedly|alleged|apparently|possibly|probably|perhaps|likely|unlikely"
    r"|suspected|seems?|seemed|appears?|appeared|claims?|claimed|suggests?|suggested|believes?|believed)\b"
)
FATAL = ("figures", "negations", "ungrounded", "torn", "spans", "unstable")


def main() -> int:
    """Check the sets that were named, print a row each, return the exit code."""
    names = sys.argv[1:] or list(SETS)
    worst = 0
    for name in names:
        if not (SHARED / SETS[name]).exists():
            print(f"{name:12} not run: {SHARED / SETS[name]} is missing")
            worst = 3
            continue
        for fine in (False, True):
            found = check_set(name, fine=fine)
            row = "  ".join(
                f"{key} {found[key]}"
                for key in ("texts", "claims", "figures", "negations", "hedges", *FATAL[2:])
            )
            print(f"{name:12} {'fine' if fine else 'default':8} {row}", flush=True)
            worst = max(worst, int(any(found[key] for key in FATAL)))
    return worst


def check_set(name: str, *, fine: bool) -> Counter[str]:
    """Return the counts over one set."""
    total: Counter[str] = Counter()
    for line in (SHARED / SETS[name]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        total += check_text(row.get("text") or row["sentence"], fine=fine)
    return total


def check_text(text: str, *, fine: bool) -> Counter[str]:
    """Return the counts for one text: a single line as a bare statement, more as an article with its asides."""
    if "\n" in text.strip():
        article = article_from_text(text)
        found, again = extract(article, fine=fine), extract(article, fine=fine)
        claims, places = found.claims, [aside.span for aside in found.asides]
        stable = found == again
    else:
        claims, places = factcheck.extract(text, fine=fine), []
        stable = claims == factcheck.extract(text, fine=fine)
    counts = lost(text, claims, places)
    counts["texts"], counts["claims"], counts["unstable"] = 1, len(claims), int(not stable)
    for claim in claims:
        counts["ungrounded"] += ungrounded(text, claim)
        counts["torn"] += torn(text, claim)
        counts["spans"] += bad_spans(text, claim)
    return counts


def lost(text: str, claims: Iterable[Claim], places: Iterable[Span]) -> Counter[str]:
    """Return how many figures, negations and hedges stand in no claim and in no aside."""
    spans = [*places, *(span for claim in claims for span in claim.spans)]
    out: Counter[str] = Counter()
    for kind, pattern in (("figures", FIGURE), ("negations", DENIALS), ("hedges", HEDGES)):
        for match in pattern.finditer(text):
            if not (kind == "figures" and list_mark(text, match)):
                out[kind] += not any(s.start < match.end() and match.start() < s.end for s in spans)
    return out


def list_mark(text: str, match: re.Match[str]) -> bool:
    """Say whether a figure only numbers a line ("3. ")."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return not line.strip(" (") and re.match(r"[.)]\s", text[match.end() :]) is not None


def ungrounded(text: str, claim: Claim) -> int:
    """Return how many words of a claim are neither at its spans nor marked as added."""
    there = " ".join(folded(span.of(text)).casefold() for span in claim.spans)
    shown = "".join(
        " " if any(a.start <= i < a.end for a in claim.added) else char for i, char in enumerate(claim.text)
    )
    return sum(word.casefold() not in there for word in WORD.findall(folded(shown)))


def folded(text: str) -> str:
    """Return a text with straight apostrophes, as the parser sees it."""
    return text.replace("’", "'").replace("‘", "'")


def torn(text: str, claim: Claim) -> int:
    """Return 1 where a claim has what follows an "or" without the "or" itself."""

    def covered(i: int) -> bool:
        return any(span.start <= i < span.end for span in claim.spans)

    for match in re.finditer(r"\b(?:or|nor)\b\s+(?=\w)", text):
        if covered(match.end()) and not covered(match.start()):
            return 1
    return 0


def bad_spans(text: str, claim: Claim) -> int:
    """Return how many spans of a claim are out of order or outside the text."""
    bad = sum(not 0 <= span.start < span.end <= len(text) for span in claim.spans)
    return bad + sum(a.end > b.start for a, b in zip(claim.spans, claim.spans[1:], strict=False))


if __name__ == "__main__":
    sys.exit(main())
