"""Make docs/table.svg, the picture in the README: what a person has to look at in the example article. `make docs`."""

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from rich.console import Console

from factcheck import read, registry, scanning
from factcheck.model import Credit
from factcheck.report import table

ROOT = Path(__file__).parent.parent
LOOK = ("contradicted", "disputed", "outdated", "unverified")


def main() -> None:
    """Scan the example and export the table as SVG, 160 columns wide."""
    os.chdir(ROOT)
    article = read.read_path(Path("examples/article.txt"))
    scan = scanning.prepare(article, registry.load(ROOT / "sources.yaml"), today=date.today())
    whole = scanning.report(scan, tuple(scanning.verdicts(scan)))
    told = tuple(
        v
        for v in whole.verdicts
        if v.label in LOOK or v.attribution in (Credit.WRONG_SPEAKER, Credit.MISSING)
    )
    report = replace(whole, verdicts=told, notes=(f"showing {len(told)} of {len(whole.verdicts)} claims",))
    console = Console(
        record=True, width=150, file=io.StringIO(), force_terminal=True, highlight=False, markup=False
    )
    console.print(table.layout(report, width=150))
    console.save_svg(
        str(ROOT / "docs/table.svg"), title="factcheck scan examples/article.txt", unique_id="factcheck"
    )


main()
