"""Make docs/table.svg, the picture in the README, from the real scan of the example article: `make docs`."""

import io
from datetime import date
from pathlib import Path

from rich.console import Console

from factcheck import read, registry, scanning
from factcheck.report import table

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Scan the example and export the table as SVG, 160 columns wide."""
    article = read.read_path(ROOT / "examples/article.txt")
    scan = scanning.prepare(article, registry.load(ROOT / "sources.yaml"), today=date.today())
    report = scanning.report(scan, tuple(scanning.verdicts(scan)))
    console = Console(
        record=True, width=150, file=io.StringIO(), force_terminal=True, highlight=False, markup=False
    )
    console.print(table.layout(report, width=150))
    console.save_svg(
        str(ROOT / "docs/table.svg"), title="factcheck scan examples/article.txt", unique_id="factcheck"
    )


main()
