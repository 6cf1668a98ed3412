"""What both faces of the checklist do to the trail: append a line of a step, and know the whole without reading it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from .. import trail
from ..checklist.session import New


def append(path: Path, new: New, *, who: str, at: datetime) -> trail.Entry:
    """Append one line that a step brought, and return it as written.

    :raises FactcheckError: it cannot be written.
    """
    return trail.append(
        path,
        at=at,
        who=who,
        what=new.what,
        claim=new.claim,
        text=new.text,
        why=new.why,
        data=new.data,
        snapshots=new.snapshots,
    )


def whole(path: Path, known: tuple[trail.Entry, ...], made: Sequence[trail.Entry]) -> tuple[trail.Entry, ...]:
    """Return the trail as it is now; where our lines follow what is known by their hashes, it is not read again.

    :raises FactcheckError: it is broken or cannot be read.
    """
    for entry in made:
        if entry.previous != (known[-1].hash if known else trail.START):
            return trail.read(path)
        known = (*known, entry)
    return known
