"""``factcheck sources edit``, ``remove`` and ``undo``: a mistake in the registry mended without hunting for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import FactcheckError, UsageError
from ._console import EXIT_CODES, Exit, emit, say, say_error

if TYPE_CHECKING:
    from ..registry import Registry

_LISTS = ("derived_from", "supersedes")
_NESTED = ("statements", "figures", "series")
_UNDO = "'factcheck sources undo' takes it back"
_option = click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)


@click.command("edit", short_help="Mend one entry: by flags, or in your editor.", epilog=EXIT_CODES)
@click.argument("source_id", metavar="ID")
@_option
@click.option("--id", "id_", metavar="NEW", help="Another id; refused while other entries name the old one.")
@click.option("--title", metavar="TEXT")
@click.option("--publisher", metavar="WHO", help="Who puts it out: id, name or alias.")
@click.option("--party", metavar="WHO", help="Whose side it is counted on; - for its publisher's.")
@click.option("--kind", metavar="KIND")
@click.option("--level", metavar="LEVEL", help="primary, secondary or relay.")
@click.option("--published", metavar="DATE", help="The day it was published (2026-01-13).")
@click.option("--url", metavar="URL")
@click.option("--language", metavar="CODE")
@click.option("--original", metavar="ID", help="The registered source that this translates.")
@click.option("--derived-from", metavar="ID", multiple=True, help="What it relays; none for nothing.")
@click.option("--supersedes", metavar="ID", multiple=True, help="The earlier release that it replaces.")
@click.option("--archive", metavar="URL")
@click.option("--note", metavar="TEXT")
@click.option(
    "--set", "set_", metavar="FIELD=VALUE", multiple=True, help="Any field of one line; may repeat."
)
@click.option("--unset", metavar="FIELD", multiple=True, help="Take a field away.")
@click.option("--statement", metavar="TEXT", multiple=True, help='One more; "locator=vote text=...".')
@click.option(
    "--words", metavar="TEXT", multiple=True, help="More verbatim words, with --seen-at or seen_at=."
)
@click.option("--seen-at", metavar="WHERE", default="", help="Where --words were seen.")
@click.option(
    "--figure", metavar="FIELDS", multiple=True, help='One more; "measure=... value=... as-of=...".'
)
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
def edit(source_id: str, sources: Path | None, **given: Any) -> int:
    """Change one entry; without a flag it opens in $EDITOR, that entry alone.

    The registry is loaded with the change before anything is written: what would break it is refused, and the
    old entry stays. Comments, order and all other entries stay as they are, byte for byte.

    \b
    Example:
      factcheck sources edit unsc-2803 --published 2025-11-17 --note "adopted in the evening"
      factcheck sources edit unsc-2803 --set language=en --unset archive
      factcheck sources edit unsc-2803
    """
    from ..registry import editing

    path = _registry(sources)
    dry = given.pop("dry_run")
    if not any(given[name] for name in given if name != "seen_at"):
        if dry:
            raise UsageError("--dry-run needs a change", hint="name it with flags, such as --note")
        return _in_editor(path, source_id)
    fields, rows = _wanted(given, path)
    done = editing.edit(path, source_id, fields, rows=rows, dry_run=dry)
    _show(done.old, done.new)
    if dry:
        say("nothing was changed (--dry-run)")
    elif done.old == done.new:
        say(f"'{source_id}' says that already; nothing was changed")
    else:
        say(f"changed '{source_id}' at {done.where}; {_UNDO}")
    return Exit.CLEAN


def _registry(sources: Path | None) -> Path:
    from .. import registry as registries

    path = sources or registries.find_registry(Path.cwd())
    return path / registries.FILE_NAME if path.is_dir() else path


def _wanted(
    given: Mapping[str, Any], path: Path
) -> tuple[dict[str, object], dict[str, list[dict[str, Any]]]]:
    """Return the fields to set (None takes one away) and the rows to add, from the flags."""
    from .. import registry as registries

    known = registries.load(path)
    fields: dict[str, object] = {}
    for text in given["set_"]:
        key, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"{text!r} is not FIELD=VALUE", where="--set", hint="such as --set language=en")
        fields[_field(key, "--set")] = value
    fields |= {_field(key, "--unset"): None for key in given["unset"]}
    flags = ("title", "publisher", "party", "kind", "level", "published", "url", "language", "original")
    for name in (*flags, *_LISTS, "archive", "note"):
        if given[name]:
            fields[name] = given[name]
    if given["id_"]:
        fields["id"] = given["id_"]
    return {key: _value(key, value, known) for key, value in fields.items()}, _rows(given)


def _field(key: str, flag: str) -> str:
    from ..registry import nearest
    from ..registry.editing import SOURCE_KEYS

    key = key.strip().replace("-", "_")
    if key not in SOURCE_KEYS:
        raise UsageError(f"no field '{key}'", where=flag, hint=nearest(key, SOURCE_KEYS))
    if key in _NESTED and flag == "--set":
        hint = "add rows with --statement, --words or --figure, or open the entry in your editor"
        raise UsageError(f"'{key}' is a list of entries", where=flag, hint=hint)
    return key


def _value(key: str, value: Any, known: Registry) -> object:
    from . import _source_fields as fields

    if value is None or value == "":
        return None
    book = fields.Known(known)
    try:
        if key in _LISTS:
            return fields.source_ids(value, book)
        if key == "publisher":
            return fields.publisher(value, book)
        if key == "party":
            return fields.party(value, book)
        return fields.day(value) if key == "published" else value
    except UsageError as error:
        raise UsageError(error.what, where=key, hint=error.hint) from None


def _rows(given: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    from . import _source_fields as fields

    statements: list[dict[str, Any]] = []
    for text in given["statement"]:
        one = fields.statement(text)
        statements.append({"locator": one.locator, "text": one.text})
    for text in given["words"]:
        one = fields.words(text, given["seen_at"])
        statements.append({"locator": one.locator, "words": one.text, "seen_at": one.seen_at})
    figures = [dict(fields.figure(text)) for text in given["figure"]]
    return {key: rows for key, rows in (("statements", statements), ("figures", figures)) if rows}


def _show(old: str, new: str) -> None:
    """Show which lines of the entry go and which come."""
    from difflib import unified_diff

    from ..text import printable

    lines = list(unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0))[2:]
    for line in lines:
        if not line.startswith("@@"):
            emit(printable(line) + "\n")


def _in_editor(path: Path, source_id: str) -> int:
    """Open the entry in the person's editor until the result holds or she gives up; then the old one stays."""
    from ..registry import editing

    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR")) and not _person():
        hint = "give flags, such as --note TEXT, or set EDITOR"
        raise UsageError("no editor to open the entry in", hint=hint)
    old = editing.piece(path, source_id)
    text = old
    while True:
        written = click.edit(text, extension=".yaml", require_save=False)
        if written is None or written.strip() in ("", old.strip()):
            say(f"'{source_id}' was left as it is")
            return Exit.CLEAN
        try:
            place = editing.replace(path, source_id, old, written)
        except FactcheckError as error:
            text = written
            if _person() and _again(error):
                continue
            raise _kept(path, source_id, written, error) from None
        _show(old, written)
        say(f"changed '{source_id}' at {place}; {_UNDO}")
        return Exit.CLEAN


def _person() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _again(error: FactcheckError) -> bool:
    say_error(error.what, where=error.where, hint=error.hint)
    return click.confirm("The old entry stands. Open it again?", default=True, err=True)


def _kept(path: Path, source_id: str, written: str, error: FactcheckError) -> FactcheckError:
    """Return the error with the place where the person's text was put: nobody types it twice."""
    from ..files import cache_folder, write_atomic

    folder = cache_folder(path.parent)
    if folder is None:
        return error
    place = folder / "rejected" / f"{source_id}.yaml"
    write_atomic(place, written)
    hint = f"{error.hint}; " if error.hint else ""
    error.hint = f"{hint}the old entry stands, yours is kept in {place}"
    return error


@click.command("remove", short_help="Take one source out of the registry.", epilog=EXIT_CODES)
@click.argument("source_id", metavar="ID")
@_option
@click.option("--force", is_flag=True, help="Also while records under claims/ stand on it.")
def remove(source_id: str, sources: Path | None, force: bool) -> int:
    """Take one entry out; refused while a record under claims/ or another entry stands on it.

    The snapshot stays where it is: what was retrieved is never lost.

    \b
    Example:
      factcheck sources remove unsc-2803
      factcheck sources undo
    """
    from ..registry import editing

    path = _registry(sources)
    old = editing.piece(path, source_id)
    if not force:
        _refuse_while_needed(path.parent, source_id)
    place = editing.remove(path, source_id)
    _show(old, "")
    say(f"removed '{source_id}', which stood at {place}; {_UNDO}")
    return Exit.CLEAN


def _refuse_while_needed(folder: Path, source_id: str) -> None:
    from ..text import clip, one_line
    from ._records import standing_on

    found = list(standing_on(folder, source_id))
    if not found:
        return
    for one in found[:10]:
        say(f"{one.record}: {one.label}: {clip(one_line(one.claim), 100)}")
    if len(found) > 10:
        say(f"... and {len(found) - 10} more")
    count = "a claim stands" if len(found) == 1 else f"{len(found)} claims stand"
    hint = "check those articles against other sources first, or add --force"
    raise UsageError(f"{count} on '{source_id}'", where=found[0].record, hint=hint)


@click.command("undo", short_help="Take back the last change made by this tool.", epilog=EXIT_CODES)
@_option
def undo(sources: Path | None) -> int:
    """Take back the last add-source, import, refresh, edit or remove; again for the one before it.

    Refused where a file of the registry was edited by hand since: what you wrote is never overwritten.

    \b
    Example:
      factcheck sources undo
    """
    from ..registry import editing

    path = _registry(sources)
    say(f"took back: {editing.undo(path)}")
    return Exit.CLEAN


commands = (edit, remove, undo)
