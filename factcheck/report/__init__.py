"""Reports, one module a format: ``--format NAME`` runs ``report/NAME.py``.

A format gives ``render(report, draft=None) -> str | bytes``. One that knows how to put several reports into one
document also gives ``render_all(reports)``; of the others the documents follow each other. A format for the
terminal takes ``width``, ``colour`` and ``details`` as keywords and says so with ``TERMINAL = True``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import folder
from ..model import Report


def formats() -> tuple[str, ...]:
    """Return the names of the formats."""
    return folder.names("report")


def render(
    name: str, reports: Sequence[Report], *, width: int = 100, colour: bool = False, details: bool = False
) -> str | bytes:
    """Return the reports in one format; ``name`` is one of :func:`formats`."""
    module = folder.load("report", name)
    if hasattr(module, "render_all"):
        return module.render_all(reports)  # type: ignore[no-any-return]
    terminal = {"width": width, "colour": colour, "details": details} if hasattr(module, "TERMINAL") else {}
    documents = [module.render(report, **terminal) for report in reports]
    return (b"" if documents and isinstance(documents[0], bytes) else "").join(documents)
