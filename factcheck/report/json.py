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


def render_all(reports: Sequence[Report], *, several: bool) -> str:
    """Return a list where several articles were asked for, else the one object, else (it failed) nothing."""
    if several:
        return _dump([wire.report(report) for report in reports])
    return "".join(render(report) for report in reports[:1])


def _dump(value: object) -> str:
    return escape_live(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"
