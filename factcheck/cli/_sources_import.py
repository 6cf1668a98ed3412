"""``factcheck sources import``: a table of figures, another registry, or a folder of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..text import one_line, printable
from ._console import EXIT_CODES, Exit, counted, emit, say
from ._sources_look import open_registry, sources_option

if TYPE_CHECKING:
    from ..importing import Found, Measured, Plan
    from ..registry import Registry

_FIELDS = ("id", "title", "publisher", "party", "kind", "level", "published", "url", "language", "note")
_NEEDED = ("id", "title", "publisher", "kind", "level")
_SHARED = ("publisher", "party", "kind", "level", "published", "language", "note")
_KEYS = ("column", "measure", "counted_from", "unit", "reason")


def _fields(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command an option for each field of an entry."""
    for name in reversed(_FIELDS):
        command = click.option(f"--{name}", default="", help=f"The {name} of the new source(s).")(command)
    return command


@click.command("import", short_help="Take in a table, a registry or a folder of files.", epilog=EXIT_CODES)
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@sources_option
@click.option(
    "--measure", "measures", multiple=True, metavar="KEYS", help="What a column counts; repeatable."
)
@click.option("--date-column", default="date", show_default=True, help="The column of dates.")
@click.option("--only-new", is_flag=True, help="Of a registry: pass over what is here otherwise already.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and stop.")
@_fields
def import_command(
    path: Path,
    sources: Path | None,
    measures: tuple[str, ...],
    date_column: str,
    only_new: bool,
    dry_run: bool,
    **fields: str,
) -> int:
    """Take many sources in at once from PATH.

    PATH is a CSV or JSON table (one source, a series for each --measure), another registry (its sources.yaml or
    folder), or a folder of files (each a source; give what they share). What is registered already is refused.

    \b
    Example:
      factcheck sources import ../desk2/sources.yaml --dry-run
      factcheck sources import minutes/ --publisher council --kind transcript
      factcheck sources import tolls.csv --id tolls --title "Daily tolls" \\
        --publisher gaza-moh --kind dataset --level primary \\
        --measure "column=killed measure=people killed since 1 May 2025 counted-from=2025-05-01"
    """
    from .. import importing

    registry = open_registry(sources)
    given = {name: value for name, value in fields.items() if value}
    if path.suffix.lower() in (".csv", ".json"):
        _refuse_missing(given)
        columns = [_measured(text) for text in measures]
        return _planned(
            importing.plan_series(path, registry, given, columns, day=date_column), registry, dry_run
        )
    if path.suffix.lower() in (".yaml", ".yml") or (path / "sources.yaml").is_file():
        if (path / "sources.yaml" if path.is_dir() else path).resolve() == registry.path.resolve():
            raise UsageError("a registry is not imported into itself", where=str(path))
        return _planned(importing.plan_registry(path, registry, only_new=only_new), registry, dry_run)
    if path.is_dir():
        return _folder(path, registry, given, dry_run)
    hint = "a CSV or JSON table, a sources.yaml, or a folder; one document: factcheck add-source"
    raise UsageError("this is nothing that import takes", where=str(path), hint=hint)


def _refuse_missing(given: Mapping[str, str]) -> None:
    missing = [f"--{name}" for name in _NEEDED if name not in given]
    if missing:
        raise UsageError(f"a table does not say: {', '.join(missing)}", hint="give them as options")


def _measured(text: str) -> Measured:
    from ..importing import Measured
    from ._source_fields import pairs

    made = pairs(text, _KEYS, "--measure", "")
    if not {"column", "measure"} <= made.keys():
        hint = '"column=killed measure=people killed since 1 May 2025 counted-from=2025-05-01"'
        raise UsageError("a measure needs column= and measure=", where="--measure", hint=hint)
    return Measured(**made)


def _planned(plan: Plan, registry: Registry, dry_run: bool) -> int:
    """Show a plan and, unless that is all, carry it out."""
    from .. import importing
    from ..registry import editing

    _remark(plan)
    if plan.taken:
        listed = "; ".join(f"{one.id}: {one.why}" for one in plan.taken[:10])
        hint = f"nothing was written; {_hint(plan)}"
        raise UsageError(f"{len(plan.taken)} in the way: {one_line(listed)}", hint=hint)
    if dry_run:
        for table in ("parties", "publishers", "entries"):
            for entry in getattr(plan, table):
                name = "sources" if table == "entries" else table
                emit(printable(editing.entry_text(entry, table=name)))
        say(f"would add {_sum(plan)}; nothing was written")
        return Exit.CLEAN
    when = datetime.now(UTC)
    for place in counted(
        importing.carry_out(plan, registry, when=when), length=len(plan.entries), label="adding"
    ):
        emit(f"added {place}\n")
    say(f"added {_sum(plan)}")
    return Exit.CLEAN


def _remark(plan: Plan) -> None:
    for remark in plan.remarks:
        say(one_line(remark))
    if plan.known:
        say(f"{len(plan.known):,} passed over, which are here already: {', '.join(plan.known[:10])}")


def _hint(plan: Plan) -> str:
    return "--only-new passes them over" if not plan.tables else "choose another --id, or edit what is there"


def _sum(plan: Plan) -> str:
    parts = [(len(plan.entries), "source"), (len(plan.publishers), "publisher"), (len(plan.parties), "part")]
    parts += [(len(plan.tables), "table"), (len(plan.snapshots), "snapshot")]
    return ", ".join(_number(count, word) for count, word in parts if count or word == "source")


def _number(count: int, word: str) -> str:
    many = "parties" if word == "part" else f"{word}s"
    return f"{count:,} {many if count != 1 else 'party' if word == 'part' else word}"


def _folder(path: Path, registry: Registry, given: Mapping[str, str], dry_run: bool) -> int:
    """Register each file of a folder; one that cannot be is told, and makes exit code 3."""
    from .. import importing

    stray = [name for name in given if name not in _SHARED]
    if stray:
        raise UsageError(f"--{stray[0]} cannot hold for every file of a folder", where=str(path))
    when = datetime.now(UTC)
    found = list(importing.plan_folder(path, registry, given, when=when))
    if not found:
        raise UsageError("there is no file in this folder", where=str(path))
    good = [one for one in found if one.proposal is not None]
    for one in counted(good, length=len(good), label="adding"):
        if not dry_run:
            importing.register(one, registry, when=when)
        emit(_line(one, "would add" if dry_run else "added"))
    _told([one for one in found if one.proposal is None])
    say(f"{'would add' if dry_run else 'added'} {len(good):,} of {len(found):,} files")
    return Exit.CLEAN if len(good) == len(found) else Exit.UNFINISHED


def _line(found: Found, verb: str) -> str:
    assert found.proposal is not None
    one, guess = found.proposal, f" (look at: {', '.join(found.guessed)})" if found.guessed else ""
    return f"{verb} {one.id}: {one.published}, {one.publisher}, {one_line(one.title)}{guess}\n"


def _told(found: Sequence[Found]) -> None:
    for one in found:
        say(f"left out {one.path.name}: {one_line(one.why)}")


commands: Iterable[click.Command] = (import_command,)
