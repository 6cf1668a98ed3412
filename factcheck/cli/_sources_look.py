"""``factcheck sources list``, ``show`` and ``verify``: what the registry holds, and whether it still holds true."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..text import escape_live, printable
from ._console import EXIT_CODES, Exit, emit, say, say_error, width
from ._sources_rows import header, page, row, tabbed

if TYPE_CHECKING:
    from ..model import Source
    from ..registry import Heading, Registry

_LEVELS = ("primary", "secondary", "relay")
_FORMS = ("table", "plain", "json")
sources_option = click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)


def open_registry(sources: Path | None) -> Registry:
    """Load the registry that was named, else the nearest.

    :raises RegistryError: there is none, or it breaks the format.
    """
    from .. import registry as registries

    return registries.load(sources or registries.find_registry(Path.cwd()))


def emit_json(value: Any) -> None:
    """Write a value to stdout as JSON: UTF-8, and what a terminal would act upon as escapes."""
    emit((escape_live(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode())


def _day(_: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-01-13", param=param) from None


def _kind(_: click.Context, param: click.Parameter, value: str | None) -> str:
    from ..labels import SOURCE_KINDS
    from ..registry import nearest

    if value is not None and value not in SOURCE_KINDS:
        raise click.BadParameter(f"{value!r} is no kind; {nearest(value, SOURCE_KINDS)}", param=param)
    return value or ""


@click.command("list", short_help="One line a source, newest first; filters.", epilog=EXIT_CODES)
@sources_option
@click.option("--publisher", default="", metavar="NAME", help="Only of this publisher (id or name).")
@click.option("--party", default="", metavar="NAME", help="Only counted on this party (id or name).")
@click.option("--kind", callback=_kind, metavar="KIND", help="Only of this kind, such as release.")
@click.option("--level", type=click.Choice(_LEVELS), help="Only of this level.")
@click.option("--since", callback=_day, metavar="DATE", help="Only published on this day or later.")
@click.option("--until", callback=_day, metavar="DATE", help="Only published on this day or earlier.")
@click.option("--text", default="", metavar="WORDS", help="Only entries that hold all these words.")
@click.option("--format", "form", type=click.Choice(_FORMS), default="table", show_default=True)
def list_command(
    sources: Path | None,
    publisher: str,
    party: str,
    kind: str,
    level: str | None,
    since: date | None,
    until: date | None,
    text: str,
    form: str,
) -> int:
    """Show one line for each source of the registry, newest first.

    The table is cut to the terminal; plain gives whole values with tabs between them, for cut and grep.

    \b
    Example:
      factcheck sources list --party hamas --since 2026-01-01
      factcheck sources list --text "stabilization force"
      factcheck sources list --format plain | cut -f2
    """
    from .. import sourcebook

    registry = open_registry(sources)
    wanted = sourcebook.Wanted(
        publisher=publisher,
        party=party,
        kind=kind,
        level=level or "",
        since=since or date.min,
        until=until or date.max,
        text=text,
    )
    found = sorted(sourcebook.choose(registry, wanted), key=attrgetter("published", "id"), reverse=True)
    _show_list(registry, found, form)
    say(_count(len(found), len(registry.sources)))
    return Exit.CLEAN


def _count(found: int, held: int) -> str:
    if not held:
        return "the registry holds no source yet; add one with factcheck add-source"
    if not found:
        return f"none of {held:,} sources fits"
    return f"{found:,} sources" if found == held else f"{found:,} of {held:,} sources"


def _show_list(registry: Registry, found: list[Heading], form: str) -> None:
    if form == "json":
        listed = [_listed(registry, registry.sources[head.id]) for head in found]
        emit_json(listed)
    elif form == "plain":
        page(tabbed(registry.sources[head.id], registry) + "\n" for head in found)
    elif found:
        page(_table(found, registry))


def _table(found: list[Heading], registry: Registry) -> Iterator[str]:
    columns, ids = width(), max(len(head.id) for head in found)
    yield header(columns, ids)
    for head in found:
        yield row(head, registry, columns, ids)


def _listed(registry: Registry, source: Source) -> dict[str, Any]:
    publisher = registry.publishers[source.publisher]
    return {
        "id": source.id,
        "title": source.title,
        "publisher": {"id": publisher.id, "name": publisher.name},
        "party": registry.party_of(source.id),
        "kind": source.kind,
        "level": source.level.value,
        "published": source.published.isoformat(),
        "url": source.url,
        "snapshot": source.snapshot,
        "statements": len(source.statements),
        "figures": len(source.figures),
        "where": registry.where(source.id),
    }


@click.command("show", short_help="One source: entry, who stands behind it, text.", epilog=EXIT_CODES)
@click.argument("source_id", metavar="ID")
@sources_option
@click.option("--all", "whole", is_flag=True, help="Show every row of a long series.")
@click.option("--no-text", is_flag=True, help="Leave the snapshot's text out.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def show_command(source_id: str, sources: Path | None, whole: bool, no_text: bool, form: str) -> int:
    """Show the entry of the source ID, who stands behind it, and its snapshot's text with locators.

    \b
    Example:
      factcheck sources show unsc-2803
      factcheck sources show gaza-moh-daily --all
    """
    from .. import sourcebook
    from ..errors import ReadError
    from ._sources_sheet import as_values, sheet

    registry = open_registry(sources)
    source = sourcebook.source(registry, source_id)
    passages: tuple[tuple[str, str], ...] = ()
    trouble = None
    try:
        passages = () if no_text else sourcebook.passages(registry, source)
    except ReadError as error:
        trouble = error
    if form == "json":
        emit_json(as_values(source, registry, passages))
    else:
        page(f"{printable(line)}\n" for line in sheet(source, registry, passages, width(), whole=whole))
    if trouble is None:
        return Exit.CLEAN
    say_error(trouble.what, where=trouble.where, hint=trouble.hint)
    return Exit.UNFINISHED


commands: Iterable[click.Command] = (list_command, show_command)
