"""The record of an article: ``claims/<article>/`` with its report, its trail, and what was published."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from .files import write_atomic
from .model import Article, Report
from .report import render

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
