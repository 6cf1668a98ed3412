"""The record of an article: ``claims/<article>/`` with its report, its trail, and what was published."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from . import trail
from .errors import ReadError
from .files import write_atomic
from .model import Article, Report
from .report import render
from .trail import Broken, Whole

REPORT, TRAIL = "report.json", "trail.jsonl"


def folder_of(claims: Path, article: Article) -> Path:
    """Return where the record of an article is kept; two articles of one name never share a place.

    An article is known by its name and its place, the place below the workspace (the folder that holds ``claims``), so
    that the same draft has one record whichever folder the command is typed in.
    """
    place = origin_of(claims, article)
    marked = claims / f"{article.id}-{sha256(place.encode()).hexdigest()[:8]}"
    plain = claims / article.id
    if marked.is_dir():
        return marked
    kept = _kept(plain / REPORT)
    return plain if kept in ("", place, article.origin) else marked


def origin_of(claims: Path, article: Article) -> str:
    """Return where an article comes from as its record says it: a path below the workspace, else as it was given."""
    given = Path(article.origin)
    base = claims.resolve().parent
    try:
        here = given.resolve()
        return here.relative_to(base).as_posix() if here.is_file() else article.origin
    except (OSError, ValueError):
        return article.origin


def _kept(report: Path) -> str:
    """Return the origin in a report that is kept, "" where there is none that can be read."""
    try:
        return str(json.loads(report.read_bytes())["article"]["origin"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def save(claims: Path, report: Report, *, name: str = REPORT) -> Path:
    """Keep a report in its article's record, with the hash with which the trail ends now, and return the file.

    :raises ReadError: the trail is broken, or lacks what a report before this one saw; nothing is written.
    :raises FactcheckError: it cannot be written.
    """
    article = replace(report.article, origin=origin_of(claims, report.article))
    folder = folder_of(claims, report.article)
    document = render("json", [replace(report, article=article, trail=head(folder))])
    write_atomic(folder / name, document)
    return folder / name


def head(folder: Path) -> str:
    """Return the hash with which the trail of a record ends, "" where nothing is decided.

    :raises ReadError: the trail is broken, or lacks what a report saw that is kept.
    """
    found = prove(folder, lenient=True)
    if isinstance(found, Broken):
        hint = "restore it from the desk's repository; factcheck record verify tells more"
        raise ReadError(
            f"the trail is broken: {found.why}", where=f"{folder / TRAIL}:{found.line}", hint=hint
        )
    return found.head


def below(folder: Path) -> tuple[Path, ...]:
    """Return the records in a folder, in order: itself, where it is one, else all below it."""
    if (folder / REPORT).is_file() or (folder / TRAIL).is_file():
        return (folder,)
    found = {path.parent for name in (REPORT, TRAIL) for path in folder.rglob(name)}
    return tuple(sorted(found))


def prove(folder: Path, *, known: str = "", lenient: bool = False) -> Whole | Broken:
    """Derive every hash of a record again; a missing or empty trail is whole.

    A chain does not show that lines were cut off at its end. The reports do: the hash with which the trail ended when
    they were made must stand in it still.

    :param known: such a hash from elsewhere, as a printed report has it.
    :param lenient: pass over a kept report that cannot be read.
    :raises FactcheckError: something cannot be read.
    """
    ends = _ends(folder, lenient)  # before the trail, which only grows
    found = trail.verify(folder / TRAIL)
    if isinstance(found, Broken):
        return found
    wanted = [*ends, *([("the hash that was given", known)] if known else [])]
    if all(end == found.head for _, end in wanted):
        return found
    held = {entry.hash for entry in trail.read(folder / TRAIL)}
    for name, end in wanted:
        if end not in held:
            return Broken(
                line=found.entries + 1, why=f"lines are missing: {name} saw one with the hash {end}"
            )
    return found


def kept_reports(folder: Path) -> tuple[Path, ...]:
    """Return the reports of a record: that of the last scan, then those of what was published, newest first."""
    published = sorted(
        folder.glob("published-*.json"), key=lambda path: (len(path.name), path.name), reverse=True
    )
    return tuple(path for path in (folder / REPORT, *published) if path.is_file())


def _ends(folder: Path, lenient: bool) -> list[tuple[str, str]]:
    """Return the kept reports that saw a line of the trail, and the hash of the last that they saw."""
    found = []
    for path in kept_reports(folder):
        try:
            end = json.loads(path.read_bytes())["trail"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            if lenient or isinstance(error, KeyError):  # a report of before there were trails
                continue
            what = f"this report cannot be read: {type(error).__name__}"
            raise ReadError(what, where=str(path), hint="restore it from the desk's repository") from None
        if isinstance(end, str) and end:
            found.append((path.name, end))
    return found
