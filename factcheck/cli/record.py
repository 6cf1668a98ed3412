"""``factcheck record``: the record of an article proved, and handed to the legal desk."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import FactcheckError, ReadError, UsageError
from ..text import one_line
from ._console import Exit, emit, say, say_error

_EXITS = """\b
Exit codes:
  0    every trail is whole; one without a line is
  1    one is broken: its first broken line is named
  2    wrong usage
  3    something could not be read or written
"""


@click.group("record", short_help="Prove the record of an article; export it for the legal desk.")
def command() -> None:
    """Prove the record of decisions that the checklist keeps under claims/, or export it.

    \b
    Example:
      factcheck record verify
      factcheck record verify article.txt
      factcheck record export article.txt -o record.md
    """


@command.command("verify", epilog=_EXITS)
@click.argument("places", metavar="[ARTICLE|FOLDER]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
@click.option("--head", default="", metavar="HASH", help="The trail must hold this line: a printed report's.")
def verify(places: tuple[Path, ...], sources: Path | None, head: str) -> int:
    """Derive every hash of a record again from what is read, and name the first line that is broken.

    ARTICLE is a draft, FOLDER its record or a folder of records; without either, all records under claims/ beside the
    registry. What a kept report says of the trail (its last hash then) must stand in the trail still, so that lines
    cut off at the end are missed too.

    \b
    Example:
      factcheck record verify
      factcheck record verify article.txt claims/budget-2031
    """
    folders, failed = _named(places, sources)
    if head and len(folders) != 1:
        raise UsageError(f"--head is of one record, not of {len(folders)}", hint="name the article")
    worst = Exit.UNFINISHED if failed else Exit.CLEAN
    for folder in folders:
        worst = max(worst, _shown(folder, head))
    if not folders and not failed:
        emit("no record yet: nothing is decided\n")
    return int(worst)


@command.command("export")
@click.argument("article", metavar="ARTICLE|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the document to a file."
)
@click.option(
    "--format", "form", type=click.Choice(("markdown", "json")), default="markdown", show_default=True
)
@click.option(
    "--sources", type=click.Path(path_type=Path), help="The registry; else sources.yaml here or above."
)
def export(article: Path, output: Path | None, form: str, sources: Path | None) -> int:
    """Put the record of ARTICLE into one document: every decision, who, when, why, the claim, what it stood on.

    The trail is proved first, and every snapshot against its hash; a broken trail is not exported. The document holds
    the text of the claims and of the sources: it is as confidential as the draft.

    \b
    Example:
      factcheck record export article.txt -o record.md
      factcheck record export article.txt --format json -o record.json
    """
    from .. import exporting
    from ..checklist import answers, points

    folders = _folders(article, sources)
    if len(folders) != 1:
        raise UsageError(f"these are {len(folders)} records", where=str(article), hint="name one of them")
    home = _claims(sources).parent
    asked = points.load(points.find(home), checks=frozenset(answers.CHECKS))
    _refuse_overwriting(output, article, folders[0], _registry(sources))
    found = exporting.gather(folders[0], home, {point.id: point.text for point in asked})
    document = exporting.as_json(found) if form == "json" else exporting.as_markdown(found)
    _deliver(document, output)
    return int(Exit.CLEAN)


def _refuse_overwriting(output: Path | None, article: Path, folder: Path, registry: Path) -> None:
    from .. import records

    kept = (article, registry, folder / records.TRAIL, *records.kept_reports(folder))
    if output is not None and output.resolve() in {path.resolve() for path in kept}:
        raise UsageError("this file is part of the record", where=str(output), hint="nothing was changed")


def _deliver(document: str, output: Path | None) -> None:
    from ..files import write_atomic

    if output is None:
        emit(document.encode())  # UTF-8, whatever the terminal speaks: it is a document, not talk
        return
    write_atomic(output, document)
    say(f"wrote {output}")


def _named(places: tuple[Path, ...], sources: Path | None) -> tuple[tuple[Path, ...], bool]:
    """Return the records that the places name, each once, and whether one of them could not be read."""
    from .. import records

    if not places:
        return records.below(_claims(sources)), False
    found: list[Path] = []
    failed = False
    for place in places:
        try:
            found += _folders(place, sources)
        except FactcheckError as error:
            failed = True
            _say(error, place)
    return tuple(dict.fromkeys(found)), failed


def _shown(folder: Path, head: str) -> Exit:
    """Prove a record and print what came of it."""
    from .. import records
    from ..trail import Broken

    path = one_line(str(folder / records.TRAIL))
    try:
        found = records.prove(folder, known=head)
    except FactcheckError as error:
        _say(error, folder)
        return Exit.UNFINISHED
    if isinstance(found, Broken):
        emit(f"broken  {path}:{found.line}: {found.why}\n")
        return Exit.NEEDS_A_PERSON
    counted = f"{found.entries} entr{'y' if found.entries == 1 else 'ies'}, head {found.head}"
    left = "; a line that a crash left unfinished is not counted" if found.unfinished else ""
    emit(f"whole   {path}: {counted if found.entries else 'nothing is decided'}{left}\n")
    return Exit.CLEAN


def _say(error: FactcheckError, place: Path) -> None:
    say_error(error.what, where=error.where or str(place), hint=error.hint)


def _registry(sources: Path | None) -> Path:
    from ..registry import find_registry

    return sources or find_registry(Path.cwd())


def _claims(sources: Path | None) -> Path:
    return _registry(sources).parent / "claims"


def _folders(place: Path, sources: Path | None) -> tuple[Path, ...]:
    """Return the records that a place names.

    :raises ReadError: it is no record, no folder of records, and no article that can be read.
    """
    from .. import records

    if place.is_dir():
        return records.below(place) or (place,)
    if place.name == records.TRAIL and place.is_file():
        return (place.parent,)
    return (_folder(place, sources),)


def _folder(article: Path, sources: Path | None) -> Path:
    from .. import read, records

    if not article.is_file():
        hint = "name a draft, or a record's folder under claims/"
        raise ReadError("there is no such file or folder", where=str(article), hint=hint)
    return records.folder_of(_claims(sources), read.read_path(article))
