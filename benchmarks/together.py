"""Invented desks in one registry: every article against the sources of all, as a desk with many stories has them.

    python -m benchmarks.together [--show]

The registries of :mod:`benchmarks.desk` are written into one, ids with the subject before them; a name that two of
them claim is left to neither. Printed is what `benchmarks.desk` prints, and on how many statements a source of another
story decided; `--show` lists these.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from factcheck import read, registry, scanning
from factcheck.model import Verdict

from .desk import HOME, counted, line, verdict_on

KEPT = ("sources.yaml", "article.txt", "expected.yaml", ".factcheck")
REFERRING = ("party", "publisher", "derived_from", "supersedes")
Entry = dict[str, Any]


def main() -> int:
    """Scan every article against all sources, print the sum and what other stories decided, return 0."""
    folders = [folder for folder in sorted(HOME.iterdir()) if (folder / "sources.yaml").exists()]
    total: Counter[str] = Counter()
    foreign: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as home:
        known = _together(folders, Path(home))
        for folder in folders:
            scan = scanning.prepare(read.read_path(folder / "article.txt"), known, today=date.today())
            report = scanning.report(scan, tuple(scanning.verdicts(scan)))
            for entry in yaml.safe_load((folder / "expected.yaml").read_text()):
                verdict = verdict_on(report, entry["words"])
                total.update(counted(entry, verdict))
                if verdict and _decided_by_another(folder.name, verdict):
                    foreign[verdict.fidelity] += 1
                    _show(folder.name, verdict)
    print(line(total))
    print(
        "decided by a source of another story:",
        ", ".join(f"{n} {what}" for what, n in sorted(foreign.items())),
    )
    return 0


def _decided_by_another(subject: str, verdict: Verdict) -> bool:
    settled = verdict.fidelity.value in ("supported", "contradicted", "disputed", "partly")
    return settled and not verdict.evidence[0].source.startswith(f"{subject}-")


def _show(subject: str, verdict: Verdict) -> None:
    if "--show" in sys.argv:
        top = verdict.evidence[0]
        print(
            f"  {subject}: {verdict.fidelity}: {verdict.claim.text} | {verdict.reason} | {top.source}: {top.text}"
        )


def _together(folders: list[Path], home: Path) -> registry.Registry:
    """Write the registries of all folders as one into ``home``, with their snapshots and tables, and load it."""
    whole: dict[str, list[Entry]] = {"parties": [], "publishers": [], "sources": []}
    for folder in folders:
        held = _strings((folder / "sources.yaml").read_text())
        for part, entries in held.items():
            whole[part] += [_renamed(entry, f"{folder.name}-") for entry in entries]
        _copy(folder, home)
    _unshared([*whole["parties"], *whole["publishers"]])
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    (home / "sources.yaml").write_text(text)
    return registry.load(home / "sources.yaml")


def _strings(text: str) -> Any:
    """Return YAML with every scalar a string, as the registry reads it: a column "no" is not false."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def _renamed(entry: Entry, subject: str) -> Entry:
    """Return an entry with the subject before its id, the ids that it refers to, and the tables that it reads."""
    entry = _strings(yaml.safe_dump(entry).replace("figures/", f"figures/{subject}"))
    for key in ("id", *REFERRING):
        if isinstance(entry.get(key), list):
            entry[key] = [subject + one for one in entry[key]]
        elif key in entry:
            entry[key] = subject + entry[key]
    return entry


def _copy(folder: Path, home: Path) -> None:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not set(inside.parts) & set(KEPT):
            name = f"{folder.name}-{path.name}" if path.suffix == ".csv" else path.name
            target = home / inside.with_name(name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def _unshared(holders: list[Entry]) -> None:
    """Take the names that two holders claim from both; a holder's own name is told apart by its id."""
    claimed = Counter(
        name for one in holders for name in {_plain(name) for name in (one["name"], *one.get("aliases", ()))}
    )
    for one in holders:
        one["aliases"] = [name for name in one.get("aliases", ()) if claimed[_plain(name)] == 1]
        if claimed[_plain(one["name"])] > 1:
            one["name"] = f"{one['name']} ({one['id']})"


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")


if __name__ == "__main__":
    sys.exit(main())
