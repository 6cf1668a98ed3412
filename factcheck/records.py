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
    """Keep a report in its article's record and return the file.

    :raises FactcheckError: it cannot be written.
    """
    article = replace(report.article, origin=origin_of(claims, report.article))
    path = folder_of(claims, report.article) / name
    document = render("json", [replace(report, article=article)])
    write_atomic(path, document)
    return path


def below(folder: Path) -> tuple[Path, ...]:
    """Return the records in a folder, in order: itself, where it is one, else all below it."""
    if (folder / REPORT).is_file() or (folder / TRAIL).is_file():
        return (folder,)
    found = {path.parent for name in (REPORT, TRAIL) for path in folder.rglob(name)}
    return tuple(sorted(found))


def prove(folder: Path, *, head: str = "") -> Whole | Broken:
    """Derive every hash of a record again; a missing or empty trail is whole.

    A chain does not show that lines were cut off at its end. The reports do: the hash with which the trail ended when
    they were made must stand in it still.

    :param head: such a hash from elsewhere, as a printed report has it.
    :raises FactcheckError: something cannot be read.
    """
    found = trail.verify(folder / TRAIL)
    if isinstance(found, Broken):
        return found
    known = {entry.hash for entry in trail.read(folder / TRAIL)}
    ends = [(path.name, end) for path in _reports(folder) if (end := _end(path))]
    for name, end in (*ends, *([("the head that was given", head)] if head else ())):
        if end not in known:
            why = f"{name}: the trail held a line with the hash {end}, and does not now"
            return Broken(line=found.entries + 1, why=why)
    return found


def _reports(folder: Path) -> list[Path]:
    """Return the reports of a record: the last, and those of what was published."""
    return sorted(path for path in (folder / REPORT, *folder.glob("published-*.json")) if path.is_file())


def _end(report: Path) -> str:
    """Return the hash with which the trail ended when a report was made, "" where it had no line."""
    try:
        return str(json.loads(report.read_bytes()).get("trail") or "")
    except (OSError, ValueError, AttributeError, RecursionError) as error:
        what = f"this report cannot be read: {type(error).__name__}"
        raise ReadError(what, where=str(report), hint="restore it from the desk's repository") from None
