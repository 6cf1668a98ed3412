"""The seed article against the shipped registry: is every verdict the one that the sources give? Exit 1 where not.

python -m benchmarks.seed
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from factcheck import read, registry, scanning
from factcheck.model import Report, Verdict

ROOT = Path(__file__).parent.parent
SEED = Path(os.environ.get("FACTCHECK_SHARED", ROOT.parent / "shared")) / "seed/article.txt"


def main() -> int:
    """Scan once for each horizon, print what is not as expected, return the exit code."""
    if not SEED.exists():
        print(f"not run: {SEED} is missing")
        return 3
    known = registry.load(ROOT / "sources.yaml")
    wrong = []
    for case in yaml.safe_load((ROOT / "benchmarks/seed.yaml").read_text()):
        scan = scanning.prepare(read.read_path(SEED), known, today=date.today(), as_of=case["as_of"])
        report = scanning.report(scan, tuple(scanning.verdicts(scan)))
        wrong += [f"as of {case['as_of']}: {line}" for line in _wrong(report, case)]
    print("\n".join(wrong) or "every verdict is the one that the sources give")
    return int(bool(wrong))


def _wrong(report: Report, case: dict[str, Any]) -> list[str]:
    lines = [line for rule in case["expect"] for line in _broken(report, rule)]
    allowed = case["never_contradicted_except"]
    for verdict in report.verdicts:
        if verdict.label in ("contradicted", "disputed") and not any(
            w in verdict.claim.text for w in allowed
        ):
            lines.append(f"{verdict.label}: {verdict.claim.text} ({verdict.reason})")
    missing = set(case.get("unheard", ())) - set(report.diversity.unheard)
    return lines + [f"not listed as unheard: {name}" for name in sorted(missing)]


def _broken(report: Report, rule: dict[str, Any]) -> list[str]:
    found = [
        v
        for v in report.verdicts
        if rule["words"] in v.claim.text and rule.get("without", "\0") not in v.claim.text
    ]
    if not found:
        return [f"no claim with {rule['words']!r}"]
    return [f"{verdict.claim.text}: {line}" for verdict in found for line in _differs(verdict, rule)]


def _differs(verdict: Verdict, rule: dict[str, Any]) -> list[str]:
    held = {
        "fidelity": verdict.fidelity.value,
        "attribution": verdict.attribution.value,
        "currency": verdict.currency.value,
        "label": verdict.label,
    }
    lines = [
        f"{axis} is {held[axis]}, not {rule[axis]} ({verdict.reason})"
        for axis in held
        if rule.get(axis, held[axis]) != held[axis]
    ]
    if verdict.fidelity.value in rule.get("never", ()):
        lines.append(f"fidelity is {verdict.fidelity} ({verdict.reason})")
    if rule.get("flags", "") and rule["flags"] not in verdict.corroboration.flags:
        lines.append(f"flag {rule['flags']} is missing")
    said = " ".join((verdict.reason, *verdict.notes))
    return lines + [
        f"{key!r} is not said: {said}"
        for key in (rule.get("note"), rule.get("reason"))
        if key and key not in said
    ]


if __name__ == "__main__":
    sys.exit(main())
