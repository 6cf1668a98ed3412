"""``factcheck sources refresh``: addresses fetched again, what changed on them, and which claims stood on that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FactcheckError, UsageError
from ..text import clip, one_line
from ._console import EXIT_CODES, Exit, colour, emit, say, say_error
from ._sources_look import emit_json, sources_option

if TYPE_CHECKING:
    from ..differing import Change
    from ..refreshing import Fetcher, Refreshed, Stood

_SHOWN = 40  # changes of one page; a page that became another one has thousands
_WIDTH = 300


@click.command(
    "refresh", short_help="Fetch again; show what changed and what stood on it.", epilog=EXIT_CODES
)
@click.argument("source_ids", metavar="[ID]...", nargs=-1)
@sources_option
@click.option("--dry-run", is_flag=True, help="Fetch and compare, but change nothing.")
@click.option("--allow-private", is_flag=True, help="Also fetch addresses inside a network.")
@click.option(
    "--timeout", type=click.FloatRange(1, 600), default=20, show_default=True, help="Seconds a page."
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
def refresh_command(
    source_ids: Sequence[str],
    sources: Path | None,
    dry_run: bool,
    allow_private: bool,
    timeout: float,
    form: str,
) -> int:
    """Fetch the sources ID... again, or all that have an address.

    A page whose text changed is kept as a new snapshot, and its entry points there; the old snapshot stays.
    Shown are the words that changed and the claims under claims/ that stood on the source.
    Exit code 1 where something changed, 3 where a page could not be had; the rest goes on.

    \b
    Example:
      factcheck sources refresh --dry-run
      factcheck sources refresh harbour-notice-14
    """
    from .. import refreshing, registry as registries
    from ..fetch import fetch

    path = sources or registries.find_registry(Path.cwd())
    registry = registries.load(path)
    wanted = tuple(dict.fromkeys(source_ids)) or refreshing.refreshable(registry)
    for unknown in (key for key in wanted if key not in registry.sources):
        hint = registries.nearest(unknown, registry.sources)
        raise UsageError(f"no source '{unknown}'", where=registry.path.name, hint=hint)
    fetcher = partial(fetch, allow_private=allow_private, timeout=timeout)
    found: list[Refreshed] = []
    failed = 0
    for one in _refreshed(wanted, registry.path, fetcher, dry_run=dry_run):
        if one is None:
            failed += 1
            continue
        found.append(one)
        if form == "text":
            emit("".join(f"{line}\n" for line in _told(one, dry_run)))
    if form == "json":
        emit_json([asdict(one) for one in found])
    changed = sum(one.changed for one in found)
    say(_sum(changed, len(found) - changed, failed, dry_run))
    return Exit.UNFINISHED if failed else Exit.NEEDS_A_PERSON if changed else Exit.CLEAN


def _refreshed(
    wanted: Sequence[str], path: Path, fetcher: Fetcher, *, dry_run: bool
) -> Iterator[Refreshed | None]:
    """Yield what each source gave, None where it failed, which is said at once."""
    from .. import refreshing

    for number, key in enumerate(wanted, 1):
        say(f"[{number}/{len(wanted)}] fetching {key}")
        try:
            yield refreshing.refresh(path, key, fetcher=fetcher, when=datetime.now(UTC), dry_run=dry_run)
        except FactcheckError as error:
            say_error(error.what, where=f"{key}: {error.where}" if error.where else key, hint=error.hint)
            yield None


def _sum(changed: int, same: int, failed: int, dry_run: bool) -> str:
    told = f"{changed} changed, {same} unchanged, {failed} failed"
    return f"{told}; nothing was written (--dry-run)" if dry_run and changed else told


def _told(one: Refreshed, dry_run: bool) -> Iterator[str]:
    """Yield the lines about one source."""
    what = ("would change" if dry_run else "changed") if one.changed else "unchanged"
    yield f"{one.source}: {what}"
    yield from (f"  note: {_short(note)}" for note in one.notes)
    if not one.changed:
        return
    yield f"  snapshot: {one_line(one.old) or 'none'}\n         -> {one.new}"
    yield from (f"  {_change(change)}" for change in one.diff[:_SHOWN])
    if len(one.diff) > _SHOWN:
        yield f"  and {len(one.diff) - _SHOWN} more changes (--format json has all)"
    yield from (f"  registered words that the page has no more: “{_short(words)}”" for words in one.lost)
    if one.lost:
        yield f"  mend the entry: factcheck sources edit {one.source}"
    if one.claims:
        yield f"  {_counted(len(one.claims))} stood on it; scan again:"
    yield from (f"    {_stood(claim)}" for claim in one.claims)


def _counted(n: int) -> str:
    return "1 claim" if n == 1 else f"{n} claims"


def _change(change: Change) -> str:
    gone = _marked("-", change.gone, "red") if change.gone else ""
    came = _marked("+", change.came, "green") if change.came else ""
    before = f"… {one_line(change.before)} " if change.before else ""
    after = f" {one_line(change.after)} …" if change.after else ""
    place = f"{one_line(change.locator)}: " if change.locator else ""
    return f"{place}{before}{gone}{came}{after}"


def _marked(sign: str, words: str, shade: str) -> str:
    """Mark words as wdiff does: [-gone-] {+came+}; with colour where the output takes it."""
    left, right = ("[", "]") if sign == "-" else ("{", "}")
    text = f"{left}{sign}{_short(words)}{sign}{right}"
    return click.style(text, fg=shade) if colour() else text


def _stood(claim: Stood) -> str:
    page = {True: "its words still stand", False: "its words are gone", None: "look at its entry"}[
        claim.still
    ]
    place = one_line(f"{claim.record} {claim.claim} ({claim.label}; {page})")
    return f"{place}: {_short(claim.text)}"


def _short(text: str) -> str:
    return clip(one_line(text), _WIDTH)


commands: tuple[Any, ...] = (refresh_command,)
