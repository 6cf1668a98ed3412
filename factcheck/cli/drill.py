"""``factcheck drill``: faults seeded into a copy of an article, and which of them a scan catches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ._console import emit, say
from ._sources_look import open_registry
from .scan import parse_day

if TYPE_CHECKING:
    from ..drilling import Drill, Outcome

_SIGNS = {"caught": "✓", "held back": "~", "missed": "✗"}


@click.command("drill", short_help="Seed faults into a copy of an article: which are caught?")
@click.argument("article", type=click.Path(path_type=Path))
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option("--as-of", callback=parse_day, metavar="DATE", help="Judge by what was known on this day.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Chooses the faults; the same one repeats them."
)
@click.option(
    "--each", type=click.IntRange(1, 50), default=3, show_default=True, help="Faults of each kind at most."
)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@click.option("--save", is_flag=True, help="Keep the drill with the article's record under claims/.")
def command(
    article: Path, sources: Path | None, as_of: date | None, seed: int, each: int, form: str, save: bool
) -> int:
    """Put realistic faults into a copy of ARTICLE, scan the copy, and show which were caught, and by which judge.

    A number bumped, a date shifted, a speaker swapped, a "not" dropped or put in, a stale figure, a quotation altered,
    an attribution taken away: only where your sources bear the article out, so that each fault is known to be one. The
    article itself is not touched.

    \b
    Example:
      factcheck drill article.txt
      factcheck drill article.txt --seed 7 --each 5 --save
    """
    from .. import drilling, read

    known = open_registry(sources)
    copy = read.read_path(article)
    say(f"scanning {article}, then a copy with faults in it")
    drill = drilling.run(copy, known, seed=seed, each=each, as_of=as_of)
    if not drill.outcomes:
        hint = "register sources for it first; a fault is only put where a source bears the draft out"
        raise UsageError("no place in this article to put a fault", where=str(article), hint=hint)
    emit(_json(drill) if form == "json" else _table(drill))
    if save:
        from .. import records
        from ..files import write_atomic

        place = records.folder_of(known.folder / "claims", copy) / "drill.json"
        write_atomic(place, _json(drill))
        say(f"kept {place}")
    return int(any(outcome.result == drilling.MISSED for outcome in drill.outcomes))


def _table(drill: Drill) -> str:
    """Return the drill in plain rows: first the counts, what was missed before what was caught."""
    rows = [f"Fire drill, seed {drill.seed}: {_count(drill.outcomes)}", ""]
    for kind in dict.fromkeys(outcome.fault.kind for outcome in drill.outcomes):
        rows.append(f"  {kind:12} {_count([o for o in drill.outcomes if o.fault.kind == kind])}")
    order = list(reversed(_SIGNS))
    for outcome in sorted(drill.outcomes, key=lambda o: order.index(o.result)):
        rows += ["", *_row(outcome)]
    return "\n".join(rows) + "\n"


def _count(outcomes: Sequence[Outcome]) -> str:
    counts = Counter(outcome.result for outcome in outcomes)
    shown = [f"{counts[result]} {result}" for result in _SIGNS if counts[result]]
    return f"{', '.join(shown)} of {len(outcomes)}"


def _row(outcome: Outcome) -> list[str]:
    from ..text import one_line

    fault = outcome.fault
    by = f" by {', '.join(outcome.judges)}" if outcome.judges and outcome.result == "caught" else ""
    gone = fault.kind == "attribution" or not fault.new.strip()
    old = one_line(fault.old[:-1] if fault.kind == "attribution" else fault.old)
    what = f"“{old}” taken away" if gone else f"“{old}” became “{one_line(fault.new)}”"
    return [
        f"{_SIGNS[outcome.result]} {outcome.result}{by}: {fault.kind}, {what}",
        f"    {outcome.label}: {one_line(outcome.reason)}",
    ]


def _json(drill: Drill) -> str:
    import json

    faults = [
        {
            "kind": o.fault.kind,
            "span": [o.fault.span.start, o.fault.span.end],
            "old": o.fault.old,
            "new": o.fault.new,
            "result": o.result,
            "label": o.label,
            "judges": list(o.judges),
            "reason": o.reason,
        }
        for o in drill.outcomes
    ]
    return (
        json.dumps({"schema": 1, "seed": drill.seed, "faults": faults}, ensure_ascii=False, indent=2) + "\n"
    )
