"""Values from the plain records in which a registry is kept: parties, publishers, sources and what they say."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from ..model import Figure, Level, Party, Publisher, Source, Statement
from ._read import Record


def party(record: Record) -> Party:
    """Return a party."""
    aliases = tuple(record["aliases"])
    return Party(id=record["id"], name=record["name"], role=record["role"], aliases=aliases)


def publisher(record: Record) -> Publisher:
    """Return a publisher."""
    names = ("id", "name", "party", "voice", "family", "url")
    return Publisher(**{name: record[name] for name in names}, aliases=tuple(record["aliases"]))


def source(record: Record) -> Source:
    """Return a source with its statements and figures, the rows of its series among them."""
    texts = (
        "id",
        "title",
        "publisher",
        "kind",
        "party",
        "url",
        "language",
        "original",
        "retrieved",
        "archive",
    )
    figures = [_figure(row) for row in record["figures"]]
    figures += [figure for one in record["series"] for figure in _rows(one)]
    return Source(
        **{name: record[name] for name in (*texts, "snapshot", "note")},
        level=Level(record["level"]),
        published=date.fromisoformat(record["published"]),
        derived_from=tuple(record["derived_from"]),
        supersedes=tuple(record["supersedes"]),
        statements=tuple(_statement(row) for row in record["statements"]),
        figures=tuple(figures),
    )


def _statement(row: list[str | bool]) -> Statement:
    locator, text, verbatim, seen_at = row
    return Statement(locator=str(locator), text=str(text), verbatim=bool(verbatim), seen_at=str(seen_at))


def _figure(row: Record) -> Figure:
    return Figure(
        measure=row["measure"],
        low=-math.inf if row["low"] is None else row["low"],
        high=math.inf if row["high"] is None else row["high"],
        as_of=date.fromisoformat(row["as_of"]),
        counted_from=_day(row["counted_from"]),
        unit=row["unit"],
        locator=row["locator"],
        reason=row["reason"],
    )


def _rows(one: Record) -> Iterator[Figure]:
    for day, low, high, reason in one["rows"]:
        yield Figure(
            measure=one["measure"],
            low=low,
            high=high,
            as_of=date.fromisoformat(day),
            counted_from=_day(one["counted_from"]),
            unit=one["unit"],
            locator=f"{one['locator']}, {day}",
            series=True,
            reason=reason,
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
