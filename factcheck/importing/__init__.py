"""Many sources at once: a table of figures, another registry, a folder of files; planned first, then carried out.

A plan says what would be written and why something would not; nothing is written until :func:`carry_out`. Bytes and
tables come first and the entries after them, so that a crash leaves files that nothing names, and never an entry
without its file. The entries go through :func:`factcheck.registry.editing.add_all`, which proves the registry once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from .. import files
from ..errors import FactcheckError, UsageError
from ..registry import Registry
from ._folder import Found, plan_folder, register
from ._plan import Plan, Taken
from ._registry import plan_registry
from ._series import Measured, plan_series

__all__ = [
    "Found",
    "Measured",
    "Plan",
    "Taken",
    "carry_out",
    "plan_folder",
    "plan_registry",
    "plan_series",
    "register",
]


def carry_out(plan: Plan, registry: Registry, *, when: datetime) -> Iterator[str]:
    """Write what was planned, and yield the place of each entry once all stand.

    :param when: now, with its zone; for snapshots of which nobody noted when they were retrieved.
    :raises UsageError: the plan holds something that is here already, and nothing was written.
    :raises RegistryError: an entry breaks the format; the registry and its tables are as they were.
    """
    from ..registry import editing

    if plan.taken:
        raise UsageError(f"{plan.taken[0].id}: {plan.taken[0].why}", hint="nothing was written")
    for kept in plan.snapshots:
        kept.keep(registry.folder, when)
    new = [name for name in plan.tables if not (registry.folder / name).exists()]
    for name, data in plan.tables.items():
        files.write_atomic(registry.folder / name, data)
    try:
        yield from editing.add_all(
            registry.path, plan.entries, publishers=plan.publishers, parties=plan.parties
        )
    except FactcheckError:
        _clear(registry.folder, new)
        raise


def _clear(folder: Path, names: list[str]) -> None:
    """Take back tables that no entry names, since the entries were refused."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
