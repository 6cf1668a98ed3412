"""Reports, one module a format: ``--format NAME`` runs ``report/NAME.py``.

A format gives ``render(report, draft=None) -> str | bytes``. One that knows how to put several reports into one
document also gives ``render_all(reports, several=...)``; of the others the documents follow each other. A format for
the terminal takes ``width``, ``colour`` and ``details`` as keywords and says so with ``TERMINAL = True``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import folder
from ..model import Report


def formats() -> tuple[str, ...]:
    """Return the names of the formats."""
    return folder.names("report")


def render(
    name: str,
    reports: Sequence[Report],
    *,
    width: int = 100,
    colour: bool = False,
    details: bool = False,
    several: bool | None = None,
) -> str | bytes:
    """Return the reports in one format.

    :param name: one of :func:`formats`.
    :param width: columns of a terminal; ``colour``: with ANSI colours; ``details``: with all evidence.
    :param several: whether several articles were asked for, however many came of it; by default the count tells.
    """
    module = folder.load("report", name)
    if hasattr(module, "render_all"):
        return module.render_all(  # type: ignore[no-any-return]
            reports, several=len(reports) > 1 if several is None else several
        )
    options = {"width": width, "colour": colour, "details": details}
    terminal = options if hasattr(module, "TERMINAL") else {}
    documents = [module.render(report, **terminal) for report in reports]
    return (b"" if documents and isinstance(documents[0], bytes) else "").join(documents)
