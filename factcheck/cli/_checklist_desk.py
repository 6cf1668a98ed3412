"""The full-screen face of ``factcheck checklist``: whether the terminal can carry it, and the walk in it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FactcheckError

if TYPE_CHECKING:
    from ..checklist.session import Session

COLUMNS, ROWS = 60, 16  # what the desk needs


def can_run() -> str:
    """Return why the terminal cannot carry the desk, "" where it can."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and not stream.closed and stream.isatty() for stream in streams):
        return "input or output is no terminal"
    kind = os.environ.get("TERM", "")
    if os.name == "posix" and kind in ("", "dumb", "unknown"):
        return f"the terminal says that it is {kind or 'of no kind'}"
    encoding = getattr(sys.__stderr__, "encoding", "") or ""
    if not encoding.lower().replace("-", "").startswith("utf"):
        return f"the terminal's encoding is {encoding or 'not known'}"
    size = shutil.get_terminal_size()
    if size.columns < COLUMNS or size.lines < ROWS:
        return (
            f"the terminal has {size.columns} columns and {size.lines} rows; {COLUMNS} and {ROWS} are needed"
        )
    return ""


def run(session: Session, path: Path, who: str, now: Callable[[], datetime]) -> Session:
    """Walk in the full screen until the checker leaves, and return where the walk stands then.

    :param path: the trail's file; each decision is appended to it the moment it is made.
    :param who: who decides.
    :param now: the clock.
    :raises FactcheckError: the screen broke; every decision made until then is in the trail.
    """
    os.environ.setdefault("ESCDELAY", "25")  # milliseconds after which a lone Escape is one
    from ._desk_app import Desk

    desk = Desk(session, path, who, now)
    desk.run()
    if desk.return_code:
        hint = "go on with --plain; every decision made until now is in the trail"
        raise FactcheckError("the full screen broke", where=str(path), hint=hint)
    return desk.walk.session
