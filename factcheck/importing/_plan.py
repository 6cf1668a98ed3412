"""What an import would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .. import snapshots

Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A source that cannot be taken, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A snapshot of another registry, with what its log says of it."""

    folder: Path
    snapshot: str
    via: str

    def keep(self, folder: Path, when: datetime) -> None:
        """Keep the same bytes in ``folder``, with the line of the other log where there is one.

        :raises ReadError: missing or altered there.
        """
        data = snapshots.read(self.folder, self.snapshot)
        ending = snapshots.find(self.folder, self.snapshot).suffix.lstrip(".")
        lines = [line for line in snapshots.log(self.folder) if line.snapshot == self.snapshot]
        if not lines:
            snapshots.keep(folder, data, ending=ending, retrieved=when, via=self.via)
            return
        line = lines[-1]
        snapshots.keep(
            folder,
            data,
            ending=line.ending,
            url=line.url,
            final_url=line.final_url,
            status=line.status,
            headers=line.headers,
            redirects=line.redirects,
            retrieved=datetime.fromisoformat(line.at),
            via=f"{line.via}; {self.via}" if line.via else self.via,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be written: entries in an order in which each can stand, tables by name below the registry's folder.

    ``known`` are ids that stand here already just so and are passed over; ``taken`` are in the way; ``remarks`` are
    sentences for the reader.
    """

    entries: tuple[Entry, ...] = ()
    publishers: tuple[Entry, ...] = ()
    parties: tuple[Entry, ...] = ()
    tables: Mapping[str, bytes] = field(default_factory=dict)
    snapshots: tuple[Kept, ...] = ()
    known: tuple[str, ...] = ()
    taken: tuple[Taken, ...] = ()
    remarks: tuple[str, ...] = ()
