"""What is asked of all sources at once, in columns, so that a large registry need not be read for it.

A group of columns is read only when one of it is asked for: a scan needs no titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ._read import Record, digest

Columns = list[list[Any]]
GROUPS = {
    "marks": ("digest", "publisher", "snapshot", "party"),
    "heads": ("title", "kind", "level", "published", "url"),
    "links": ("derived_from", "original", "supersedes", "measures", "last"),
}


def fold_measure(measure: str) -> str:
    """Return a measure as it is compared: case and spaces do not count."""
    return " ".join(measure.casefold().split())


def columns(group: str, sources: Iterable[Record]) -> Columns:
    """Return the columns of a group: one value a source each, JSON values all."""
    rows = [_MADE[group](record) for record in sources]
    return [[row[place] for row in rows] for place in range(len(GROUPS[group]))]


def _marks(record: Record) -> list[Any]:
    return [digest(record), record["publisher"], record["snapshot"], record["party"]]


def _heads(record: Record) -> list[Any]:
    return [record[name] for name in GROUPS["heads"]]


def _links(record: Record) -> list[Any]:
    rows = (*record["figures"], *record["series"])
    measures = {(fold_measure(row["measure"]), row["counted_from"], row["unit"]): None for row in rows}
    days = [row["as_of"] for row in record["figures"]]
    days += [one["rows"][-1][0] for one in record["series"] if one["rows"]]
    behind = (record["derived_from"], record["original"], record["supersedes"])
    return [*behind, list(measures), max(days, default="")]


_MADE: dict[str, Callable[[Record], list[Any]]] = {"marks": _marks, "heads": _heads, "links": _links}
