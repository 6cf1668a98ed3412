"""The numbered JSON report of docs/wire.md: one object, or a list of them for several articles."""

from __future__ import annotations

import json
from collections.abc import Sequence

from .. import wire
from ..model import Report
from ..text import escape_live


def render(report: Report, draft: bytes | None = None) -> str:
    """Return one report as a JSON object."""
    return _dump(wire.report(report))


def render_all(reports: Sequence[Report]) -> str:
    """Return one object for one article, a list for several."""
    return render(reports[0]) if len(reports) == 1 else _dump([wire.report(report) for report in reports])


def _dump(value: object) -> str:
    return escape_live(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"
