"""``factcheck sources verify``: every entry, snapshot and line of the log proved."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text import one_line
from ._console import EXIT_CODES, Exit, counted, emit
from ._sources_look import emit_json, sources_option

if TYPE_CHECKING:
    from ..proving import Fault


@click.command("verify", short_help="Prove entries, snapshots and the log.", epilog=EXIT_CODES)
@sources_option
@click.option("--format", "form", type=click.Choice(("line", "json")), default="line", show_default=True)
def verify_command(sources: Path | None, form: str) -> int:
    """Prove the registry: each entry against the format, each snapshot against its hash, the log against the files.

    Exit code 1 where something has to be mended, 3 where something could not be read or the registry is broken.

    \b
    Example:
      factcheck sources verify
      factcheck sources verify --sources newsdesk/sources.yaml --format json
    """
    from .. import registry as registries

    path = sources or registries.find_registry(Path.cwd())
    path = path / registries.FILE_NAME if path.is_dir() else path
    faults, told = _prove(path)
    if form == "json":
        emit_json([asdict(fault) for fault in faults])
    else:
        emit("".join(_shown(fault) for fault in faults) + f"{path}: {told}; {_sum(faults)}\n")
    grades = {fault.grade for fault in faults}
    if grades & {"broken", "unread"}:
        return Exit.UNFINISHED
    return Exit.NEEDS_A_PERSON if "wrong" in grades else Exit.CLEAN


def _prove(path: Path) -> tuple[list[Fault], str]:
    """Return all that was found, and what was looked at in words; a broken registry leaves the log to be proved."""
    from .. import proving

    registry, found = proving.opened(path)
    faults = list(found)
    logged = proving.logged(path.absolute().parent)
    registered: frozenset[str] = frozenset()
    told = "its entries could not be read"
    if registry is not None:
        held = registry.snapshots()
        registered = frozenset(snapshot for _, snapshot in held)
        sources = registry.sources.values()
        for source in counted(sources, length=len(sources), label="proving sources"):
            faults += proving.entry(registry, source, logged)
        told = (
            f"{len(sources):,} sources, {len(held):,} with a snapshot, {len(logged):,} snapshots in the log"
        )
    faults += proving.rest(path.absolute().parent, registered)
    return faults, told


def _shown(fault: Fault) -> str:
    place = f"{one_line(fault.where)}: " if fault.where else ""
    hint = f"\n  {one_line(fault.hint)}" if fault.hint else ""
    return f"{place}{fault.grade}: {one_line(fault.what)}{hint}\n"


def _sum(faults: list[Fault]) -> str:
    if not faults:
        return "nothing is wrong"
    words = {"broken": "mistakes", "wrong": "wrong", "unread": "not read", "remark": "remarks"}
    counts = Counter(fault.grade for fault in faults)
    return ", ".join(f"{counts[grade]} {word}" for grade, word in words.items() if counts[grade])


commands = (verify_command,)
