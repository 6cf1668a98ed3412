"""The desk's hand on the trail: lines appended the moment they are decided, and what others append taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from .. import trail
from ..checklist import session as walk
from ..checklist.session import Session, Step
from ..errors import FactcheckError
from ._checklist_trail import append, whole


class Keeper:
    """Appends to one trail as one person, and knows whether the trail is still as it was last seen."""

    def __init__(self, path: Path, who: str, now: Callable[[], datetime]) -> None:
        self.who = who
        self._path, self._now = path, now
        self._seen = self._stat()

    @property
    def changed(self) -> bool:
        """Say whether the file is another than it was when it was last read or written here."""
        return self._stat() != self._seen

    def merged(self, session: Session) -> Session:
        """Return the walk over the trail as it is now.

        :raises FactcheckError: the trail is broken or cannot be read.
        """
        seen = self._stat()
        session = walk.merged(session, trail.read(self._path))
        self._seen = seen
        return session

    def keep(self, session: Session, step: Step) -> tuple[Session, str]:
        """Append what a step decided; return the walk after it, and what to tell.

        What cannot be written is said, and is then not shown as done.
        """
        made: list[trail.Entry] = []
        said = step.said
        try:
            for new in step.new:  # one by one: what was written before a failure counts
                made.append(append(self._path, new, who=self.who, at=self._now()))
        except (FactcheckError, OSError) as error:
            said = f"not kept: {error}"
        try:
            entries = whole(self._path, session.entries, made) if made else trail.read(self._path)
        except (FactcheckError, OSError) as error:
            return session, f"the trail cannot be read: {error}"
        self._seen = self._stat()
        if not made:
            return walk.merged(session, entries), said
        return walk.written(step.session, made, entries), said or _kept(made)

    def _stat(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_size, found.st_mtime_ns


def _kept(made: Sequence[trail.Entry]) -> str:
    return f"{made[-1].what}: kept as line {made[-1].n} of the trail"
